"""The same cost items at a lower and a higher volume, with the staff as planned and with staff planned anew."""

from __future__ import annotations

from workbench.analysis.money.lines import item_line
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.export.workbook.cost_items_sheet import (
    CostItemsSheet,
    ItemRow,
    Volume,
    driver_quantity,
    in_steps,
)

_HEAD_ROW = 3


def other_volumes_sheet(book: Book, items: CostItemsSheet) -> None:
    """Write quantity and amount of every item at the four other volumes; name the columns of amounts."""
    texts, volumes = book.texts, items.volumes[1:]
    sheet = book.sheet(
        texts("Other volumes"),
        (52, 15, 11, *(16 for _ in range(2 * len(volumes)))),
        texts(
            "What the cost items come to where the volume is lower or higher than planned. Drivers stand on the "
            "sheet of cost items."
        ),
    )
    titles = [
        title
        for volume in volumes
        for title in (
            texts("Quantity: {volume}", volume=volume.title),
            texts("Amount: {volume}", volume=volume.title),
        )
    ]
    sheet.heads(_HEAD_ROW, (texts("Cost item"), texts("Amount per unit"), texts("Step size"), *titles))
    sheet.repeat(_HEAD_ROW, 1)
    columns: dict[str, list[Cell]] = {volume.key: [] for volume in volumes}
    for row, item in enumerate(items.rows, start=_HEAD_ROW + 1):
        sheet.formula(row, 0, str(item.name), item.name.value)
        sheet.formula(row, 1, str(item.unit), item.unit.value, "money")
        sheet.formula(row, 2, f'IF({item.step}>0,{item.step},"")', item.step.value, "hundredths")
        for n, volume in enumerate(volumes):
            columns[volume.key].append(_amount(sheet, row, 3 + 2 * n, item, volume))
    for n, volume in enumerate(volumes):
        cells = columns[volume.key] or [sheet.constant(_HEAD_ROW + 1, 4 + 2 * n, None)]
        sheet.name_column(f"item_amount_{volume.key}", titles[2 * n + 1], cells)


def _amount(sheet: Sheet, row: int, column: int, one: ItemRow, volume: Volume) -> Cell:
    line = item_line(one.item, volume.drivers)
    formula = in_steps(driver_quantity(one.driver, volume.key), one.driver, one.step)
    quantity = sheet.formula(row, column, formula, line.quantity, "precise")
    return sheet.formula(
        row, column + 1, f"ROUND({quantity}*{one.unit},amount_decimals)", line.amount, "money"
    )
