"""The cells of a part's workbook as plain values: what runs in the child process.

Rows that are hidden by a filter count like any other. A formula comes with its last value, so that whoever reads
on can say both. Anything that declares a document type is refused before a parser sees it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from workbench.intake.errors import IntakeError
from workbench.model.text import N_, clean, message

MOST_ROWS = 20_000
MOST_COLUMNS = 200
_MOST_UNPACKED = 200 * 1024 * 1024
_PIECE = 1 << 20
_CONTROL = re.compile(r"_x(00[01][0-9A-Fa-f])_")
"""How a workbook writes a control character, such as the line break of Word. openpyxl undoes no more than the
mark before what only looks like it."""
_OLD = b"\xd0\xcf\x11\xe0"
Cell = list[Any]
"""[kind, value] with kind "text", "number", "date", "truth" or "error"; ["formula", text, cell]; [] is empty."""


def part_cells(path: str) -> list[list[Any]]:
    """Return [title, rows] of every sheet, a row as [its number in the file, cells]; empty rows are left out.

    Raises IntakeError where it is no workbook, declares a document type, or is larger than can be meant.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    file = Path(path)
    try:
        _refuse_document_types(file)
        formulas = _sheets(path, values=False)
        if any(cell and cell[0] == "formula" for _, rows in formulas for _, cells in rows for cell in cells):
            _put_values(formulas, _sheets(path, values=True))
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        SyntaxError,
    ) as error:
        raise _unreadable(file) from error
    return formulas


def _refuse_document_types(file: Path) -> None:
    with file.open("rb") as opened:
        if opened.read(4) == _OLD:
            raise _unreadable(file)
    total = 0
    with zipfile.ZipFile(file) as archive:
        for name in archive.namelist():
            is_xml = name.lower().endswith((".xml", ".rels", ".vml"))
            before = b""
            with archive.open(name) as opened:
                while piece := opened.read(_PIECE):
                    total += len(piece)
                    if total > _MOST_UNPACKED:
                        raise _too_large(file, _MOST_UNPACKED // 1024 // 1024)
                    seen = (before + piece).replace(b"\0", b"").upper()
                    if is_xml and (b"<!DOCTYPE" in seen or b"<!ENTITY" in seen):
                        raise _unreadable(file)
                    before = piece[-32:]


def _sheets(path: str, *, values: bool) -> list[list[Any]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=values, keep_links=False)
    try:
        return [[sheet.title, _rows(sheet, Path(path))] for sheet in book.worksheets]
    finally:
        book.close()


def _rows(sheet: Any, file: Path) -> list[list[Any]]:
    found = []
    for number, given in _written(sheet):
        cells: list[Cell] = []
        for one in given:
            cell = _cell(one) if one["column"] <= MOST_COLUMNS else []
            if cell:
                cells += [[] for _ in range(one["column"] - len(cells))]
                cells[one["column"] - 1] = cell
        if cells:
            found.append([number, cells])
        if len(found) > MOST_ROWS:
            raise _too_large(file, MOST_ROWS)
    return found


def _written(sheet: Any) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Yield each row that is in the file, whatever the file says of its own size.

    openpyxl's own rows would fill the gap up to the last row of all, to which some programs give a height.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book = sheet.parent
    with sheet._get_source() as source:
        yield from WorkSheetParser(
            source,
            sheet._shared_strings,
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        ).parse()


def _cell(given: dict[str, Any]) -> Cell:
    value = given["value"]
    if value is None or value == "":
        return []
    if given["data_type"] == "f":
        return ["formula", clean(str(getattr(value, "text", value)))[0], []]
    if given["data_type"] == "e":
        return ["error", str(value)]
    return _plain(value)


def _plain(value: Any) -> Cell:
    if isinstance(value, bool):
        return ["truth", value]
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return ["date", value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")]
    if isinstance(value, dt.date):
        return ["date", value.isoformat()]
    if isinstance(value, dt.time | dt.timedelta):
        return ["date", str(value)]
    text = clean(_CONTROL.sub(lambda one: chr(int(one[1], 16)), str(value)))[0].strip()
    return ["text", text] if text else []


def _number(value: float) -> Cell:
    """Return a number as a cell; one that is too large for any file of ours is none."""
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    return ["number", number] if math.isfinite(number) else ["error", str(value)]


def _put_values(formulas: list[list[Any]], values: list[list[Any]]) -> None:
    """Put beside every formula what it came to when the workbook was saved."""
    for (_, rows), (_, valued) in zip(formulas, values, strict=True):
        by_number = dict(valued)
        for number, at, cell in _formulas(rows):
            cells = by_number.get(number, [])
            cell[2] = cells[at] if at < len(cells) else []


def _formulas(rows: list[list[Any]]) -> Iterator[tuple[int, int, Cell]]:
    for number, cells in rows:
        for at, cell in enumerate(cells):
            if cell and cell[0] == "formula":
                yield number, at, cell


def _unreadable(file: Path) -> IntakeError:
    return IntakeError(
        message(N_("{file} is not a workbook that can be read."), file=file.name),
        message(N_("Open it in the program that made it and save it as xlsx.")),
    )


def _too_large(file: Path, limit: int) -> IntakeError:
    return IntakeError(
        message(
            N_("{file} holds far more than a part's workbook can ({limit})."), file=file.name, limit=limit
        ),
        message(N_("Copy what was written into a workbook that is made anew, and send that.")),
    )
