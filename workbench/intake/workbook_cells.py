"""The cells of a workbook or text file that others filled in, as plain values: what runs in the child process.

A formula, a date and an error are told from what they look like: each means something else to whoever reads it.
"""

from __future__ import annotations

import datetime as dt
import zipfile
from itertools import islice
from pathlib import Path
from typing import Any

from workbench.intake.delimited import DELIMITERS, delimiter_of, encoding_of, first_lines, read_blocks
from workbench.intake.errors import IntakeError
from workbench.model.text import N_, clean, message

MOST_ROWS = 20_000
MOST_COLUMNS = 400
_TITLE_LINES = 5
_OLD = b"\xd0\xcf\x11\xe0"
Cell = list[Any]
"""[kind, value]: kind is "number", "text", "date", "formula", "truth" or "error"; [] is an empty cell."""


def is_workbook(path: Path) -> bool:
    """Tell whether ``path`` looks like an Excel workbook from its first bytes."""
    with path.open("rb") as file:
        return file.read(4) in {b"PK\x03\x04", _OLD}


def sheets_of(path: str, with_formulas: bool) -> list[list[Any]]:
    """Return [name, rows] of every sheet, rows as lists of :data:`Cell`, empty ones at the end left out.

    ``with_formulas``: a formula stays one; else its stored value counts. Raises IntakeError.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    file = Path(path)
    with file.open("rb") as opened:
        if opened.read(4) == _OLD:
            raise _unreadable(file)
    try:
        book = load_workbook(path, read_only=True, data_only=not with_formulas, keep_links=False)
        return [[sheet.title, _rows(sheet)] for sheet in book.worksheets]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise _unreadable(file) from error


def holds_text(path: str, start: str) -> bool:
    """Tell whether a text in the workbook begins with ``start``. Raises IntakeError."""
    return any(
        cell and cell[0] == "text" and cell[1].startswith(start)
        for _, rows in sheets_of(path, True)
        for row in rows
        for cell in row
    )


def delimited_sheet(path: str, encoding: str | None, delimiter: str | None) -> list[list[object]]:
    """Return a text file as one sheet without a name: what the child process runs. A line that cannot be split
    is None."""
    file = Path(path)
    used = encoding or encoding_of(file)
    lines = first_lines(file, used)
    delimiter = delimiter or _delimiter(lines, file.name)
    rows: list[list[Cell] | None] = []
    for block in read_blocks(file, used, delimiter):
        for cells in block:
            texts = None if cells is None else [clean(one)[0].strip() for one in cells]
            rows.append(None if texts is None else [["text", one] if one else [] for one in texts])
        if len(rows) >= MOST_ROWS:
            break
    return [["", rows[:MOST_ROWS]]]


def _delimiter(lines: list[str], file_name: str) -> str:
    """Return what parts the cells; a title may stand above the head, and a list of names has but one column."""
    for skipped in range(min(_TITLE_LINES, len(lines))):
        try:
            return delimiter_of(lines[skipped:], file_name)
        except IntakeError:
            continue
    return max(DELIMITERS, key=lambda mark: sum(mark in line for line in lines))


def _unreadable(file: Path) -> IntakeError:
    return IntakeError(
        message(N_("{file} is not a workbook that can be read."), file=file.name),
        message(N_("Open it in the program that made it and save it as xlsx.")),
    )


def _rows(sheet: Any) -> list[list[Cell]]:
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    rows = []
    for row in islice(sheet.iter_rows(max_col=MOST_COLUMNS), MOST_ROWS):
        cells = [_cell(one) for one in row]
        while cells and not cells[-1]:
            cells.pop()
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None or value == "":
        return []
    if cell.data_type == "f":
        return ["formula", str(value)[:200]]
    if cell.data_type == "e":
        return ["error", str(value)]
    if isinstance(value, bool):
        return ["truth", value]
    if isinstance(value, int | float):
        return ["number", value]
    if isinstance(value, dt.datetime | dt.date):
        return ["date", value.isoformat()[:10]]
    if isinstance(value, dt.time | dt.timedelta):
        return ["date", str(value)]
    text = clean(str(value))[0].strip()
    return ["text", text] if text else []
