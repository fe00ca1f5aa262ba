"""Cost items: driver x amount in whole steps, with the distance to the next one, at five volumes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.analysis.money.lines import Drivers, drivers, payer, step_size
from workbench.analysis.money.rounding import quantity
from workbench.analysis.results import CostLine
from workbench.export.words import word
from workbench.export.workbook.basis import HIGH, LOW, PLAN, Basis
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.export.workbook.personnel_sheet import PersonnelSheet
from workbench.model.costs import CostDriver, CostItem

_FIRST_ROW = 3
_WHOLE = (CostDriver.WORKPLACE, CostDriver.LICENCE)


@dataclass(frozen=True)
class Volume:
    """A volume and a staffing: what drives items there. ``volume`` names the factor's input."""

    key: str
    title: str
    volume: str
    staffed_for: Decimal
    drivers: Drivers


@dataclass(frozen=True)
class ItemRow:
    """A cost item's cells. ``quantity`` is the driver's in whole steps."""

    item: CostItem
    name: Cell
    driver: Cell
    unit: Cell
    step: Cell
    driver_quantity: Cell
    quantity: Cell
    amount: Cell
    next_step: Cell
    distance: Cell


@dataclass(frozen=True)
class CostItemsSheet:
    """A row per item in the project's order, and the volumes that drivers are known for."""

    rows: tuple[ItemRow, ...]
    volumes: tuple[Volume, ...]


def cost_items_sheet(book: Book, basis: Basis, personnel: PersonnelSheet) -> CostItemsSheet:
    """Write the drivers at every volume and a row per item; name the columns that sums need."""
    texts = book.texts
    volumes = _volumes(basis)
    sheet = book.sheet(
        texts("Cost items"),
        (48, 22, 20, 20, 20, 16, 28, 14, 10, 14, 14, 15, 11, 11),
        texts(
            "Amount = driver quantity in whole steps x amount per unit. As planned: the staff of the planned volume; "
            "only items per case follow the volume. Planned anew: the staff of that volume."
        ),
    )
    sheet.worksheet.freeze_panes(_FIRST_ROW, 1)
    row = _drivers(sheet, _FIRST_ROW, basis, volumes, personnel)
    return CostItemsSheet(_items(sheet, row + 2, basis), volumes)


def _volumes(basis: Basis) -> tuple[Volume, ...]:
    texts = basis.texts
    demand = basis.results.demand
    planned = drivers(basis.results.staffing, demand)

    def at(key: str, title: str, volume: str, factor: Decimal, staffed_for: Decimal) -> Volume:
        found = drivers(basis.staffing(staffed_for), demand)
        return Volume(key, title, volume, staffed_for, replace(found, cases=quantity(planned.cases * factor)))

    return (
        at("plan", texts("Planned volume"), "volume_plan", PLAN, PLAN),
        at("low_as_planned", texts("Low volume, staff as planned"), "volume_low", LOW, PLAN),
        at("high_as_planned", texts("High volume, staff as planned"), "volume_high", HIGH, PLAN),
        at("low_replanned", texts("Low volume, planned anew"), "volume_low", LOW, LOW),
        at("high_replanned", texts("High volume, planned anew"), "volume_high", HIGH, HIGH),
    )


def _drivers(
    sheet: Sheet, row: int, basis: Basis, volumes: Sequence[Volume], personnel: PersonnelSheet
) -> int:
    """Write what each driver comes to at each volume, as it is and as it is counted; return the last row."""
    texts, book = sheet.book.texts, sheet.book
    peaks = _peaks(sheet, row, basis)
    beside = _beside_peaks(sheet, row + 1, basis)
    cases = sheet.engine(row + 4, 1, volumes[0].drivers.cases, "precise")
    sheet.text(row + 4, 0, texts("Cases a year that reach customer service"))
    head = row + 6
    titles = [volume.title for volume in volumes]
    sheet.heads(
        head,
        (texts("Driver"), texts("Whole numbers only"), *titles),
        first_figure=1,
    )
    names, whole = [], []
    raw: dict[str, list[Cell]] = {volume.key: [] for volume in volumes}
    for n, driver in enumerate(CostDriver, start=head + 1):
        names.append(sheet.text(n, 0, word(driver, texts)))
        whole.append(sheet.constant(n, 1, int(driver in _WHOLE), "year"))
        for column, volume in enumerate(volumes, start=2):
            table = personnel.positions[volume.staffed_for].total
            formula = {
                CostDriver.FIXED: "1",
                CostDriver.PER_FTE: f"ROUND({table.fte},quantity_decimals)",
                CostDriver.LICENCE: f"ROUND({table.fte},quantity_decimals)",
                CostDriver.WORKPLACE: _people(peaks[volume.staffed_for], *beside[volume.staffed_for]),
                CostDriver.CASE: f"ROUND({cases}*{volume.volume},quantity_decimals)",
                CostDriver.HOUR: f"ROUND({table.hours},quantity_decimals)",
            }[driver]
            value = volume.drivers.before_steps(driver)
            raw[volume.key].append(sheet.formula(n, column, formula, value, "precise"))
    sheet.name_column("driver_names", texts("Driver"), names)
    sheet.name_column("driver_is_whole", texts("Whole numbers only"), whole)
    for volume in volumes:
        sheet.name_column(f"driver_{volume.key}", volume.title, raw[volume.key])
    book.claim("staffing/peak_agents", peaks[PLAN])
    return head + len(names)


def _peaks(sheet: Sheet, row: int, basis: Basis) -> dict[Decimal, Cell]:
    """Write the most advisers at the same time at each volume, in one row."""
    sheet.text(row, 0, sheet.book.texts("Most advisers at the same time: planned, low, high volume"))
    return {
        factor: sheet.engine(row, column, basis.staffing(factor).peak_agents, "year")
        for column, factor in enumerate((PLAN, LOW, HIGH), start=1)
    }


def _beside_peaks(sheet: Sheet, row: int, basis: Basis) -> dict[Decimal, tuple[Cell, Cell]]:
    """Write who needs a workplace beside them at each volume, in two rows, and below them why."""
    texts = sheet.book.texts
    sheet.text(row, 0, texts("People at deferred work that the plan pays for"))
    sheet.text(row + 1, 0, texts("Booked visits"))
    sheet.text(
        row + 2,
        0,
        texts(
            "Who needs a workplace at once: advisers at the peak, people planned for deferred work, and booked "
            "visits for which too few are free outside the peak."
        ),
    )
    found = {}
    for column, factor in enumerate((PLAN, LOW, HIGH), start=1):
        plan = basis.staffing(factor)
        found[factor] = (
            sheet.engine(row, column, quantity(plan.deferred_planned_staff), "precise"),
            sheet.engine(row + 1, column, quantity(plan.booked_beside_peak), "precise"),
        )
    return found


def _people(*cells: Cell) -> str:
    return f"ROUND({'+'.join(str(one) for one in cells)},quantity_decimals)"


def _items(sheet: Sheet, row: int, basis: Basis) -> tuple[ItemRow, ...]:
    texts = sheet.book.texts
    titles = (
        texts("Cost item"),
        texts("Category"),
        texts("Phase"),
        texts("Driver"),
        texts("Funded by"),
        texts("Department no."),
        texts("Department"),
        texts("Amount per unit"),
        texts("Step size"),
        texts("Driver quantity"),
        texts("Quantity in whole steps"),
        texts("Amount"),
        texts("Next step above"),
        texts("Distance to it"),
    )
    sheet.heads(row, titles, first_figure=7)
    sheet.worksheet.repeat_rows(row)
    items = basis.project.cost_items
    lines = {line.id: line for line in basis.results.costs.lines if line.kind == "item"}
    columns: dict[str, list[Cell]] = {}
    found = [_item(sheet, row + 1 + n, basis, item, lines[item.id], columns) for n, item in enumerate(items)]
    places = {"item_phase": 2, "item_funding": 4, "item_department": 5, "item_amount_plan": 11}
    if not items:
        # An empty row, so that the names of columns have a place.
        sheet.text(row + 1, 0, texts("There are no cost items."))
        columns = {name: [sheet.constant(row + 1, at, None)] for name, at in places.items()}
    for name, at in places.items():
        sheet.name_column(name, titles[at], columns[name])
    return tuple(found)


def _item(
    sheet: Sheet, row: int, basis: Basis, item: CostItem, line: CostLine, columns: dict[str, list[Cell]]
) -> ItemRow:
    texts = sheet.book.texts
    funding, department = payer(item)
    name = sheet.text(row, 0, item.name)
    sheet.text(row, 1, word(item.category, texts))
    phase = sheet.text(row, 2, word(item.phase, texts))
    driver = sheet.text(row, 3, word(item.driver, texts))
    paid_by = sheet.text(row, 4, word(funding, texts))
    number = sheet.constant(row, 5, basis.number_of.get(department), "year")
    sheet.text(row, 6, basis.source.departments[department].name if department else "")
    unit = sheet.input(row, 7, item.amount, "money")
    step = sheet.input(row, 8, step_size(item), "hundredths")
    raw = sheet.formula(row, 9, driver_quantity(driver, "plan"), line.driver_quantity, "precise")
    counted = sheet.formula(row, 10, in_steps(str(raw), driver, step), line.quantity, "precise")
    amount = sheet.formula(row, 11, f"ROUND({counted}*{unit},amount_decimals)", line.amount, "money")
    has_steps = f"{step}+{_is_whole(driver)}>0"
    above = sheet.formula(row, 12, f'IF({has_steps},{counted},"")', line.next_step_at, "hundredths")
    away = sheet.formula(row, 13, f'IF({has_steps},{counted}-{raw},"")', line.to_next_step, "hundredths")
    cells = {
        "item_phase": phase,
        "item_funding": paid_by,
        "item_department": number,
        "item_amount_plan": amount,
    }
    for key, cell in cells.items():
        columns.setdefault(key, []).append(cell)
    return ItemRow(item, name, driver, unit, step, raw, counted, amount, above, away)


def driver_quantity(driver: Cell, volume: str) -> str:
    """Return the formula of what ``driver`` comes to at the volume with the key ``volume``."""
    return f"INDEX(driver_{volume},MATCH({driver},driver_names,0))"


def _is_whole(driver: Cell) -> str:
    return f"INDEX(driver_is_whole,MATCH({driver},driver_names,0))"


def in_steps(raw: str, driver: Cell, step: Cell) -> str:
    """Return the formula of ``raw`` in whole steps: of a step size, of one where only whole ones count."""
    whole = f"IF({_is_whole(driver)}>0,ROUNDUP(MAX(0,{raw}-tie_tolerance),0),{raw})"
    return f"IF({step}>0,ROUNDUP(MAX(0,{whole}/{step}-tie_tolerance),0)*{step},{whole})"
