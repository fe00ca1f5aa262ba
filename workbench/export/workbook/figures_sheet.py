"""Every figure that the workbook shares with the program: as the formulas have it, and as it was exported.

Whoever changes an input sees here what it changes; and whoever doubts a formula sees that it gives what
the program gives.
"""

from __future__ import annotations

from workbench.export.workbook.book import Book

_HEAD_ROW = 3


def figures_sheet(book: Book) -> None:
    """Write a row per claimed figure: its path in ``calculate --json``, the cell, the exported value, the change."""
    texts = book.texts
    sheet = book.sheet(
        texts("Figures"),
        (64, 20, 20, 20),
        texts(
            "What this workbook shares with the program. The path is that of the command calculate --json. The "
            "change is 0 until an input is changed."
        ),
    )
    titles = (texts("Figure"), texts("In this workbook"), texts("As exported"), texts("Change"))
    sheet.heads(_HEAD_ROW, titles)
    sheet.repeat(_HEAD_ROW, 1)
    first = _HEAD_ROW + 1
    for row, (key, cell) in enumerate(book.figures, start=first):
        sheet.text(row, 0, key)
        value = cell.value if cell.value is not None else ""
        here = sheet.formula(row, 1, f'IF(ISBLANK({cell}),"",{cell})', value)
        exported = sheet.constant(row, 2, None if value == "" else value)
        change = 0.0 if isinstance(value, float) else ""
        sheet.formula(
            row,
            3,
            f'IF(AND(ISNUMBER({here}),ISNUMBER({exported})),ROUND({here}-{exported},quantity_decimals),"")',
            change,
        )
    if book.figures:
        sheet.worksheet.autofilter(_HEAD_ROW, 0, first + len(book.figures) - 1, 3)
