"""What people do to a part's workbook, as a plan, and two programs that carry it out: openpyxl and LibreOffice.

A step of a plan is [what, sheet's title, ...]: sort, filter, delete, move, write, number, formula, day, add, insert,
copy or rename. Columns go by their heads and rows by their ids, wherever they are by then.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

SOFFICE = shutil.which("soffice")
SYSTEM_PYTHON = "/usr/bin/python3"
_SCRIPT = Path(__file__).with_name("calc_edits.py")
Plan = list[list[Any]]


@cache
def has_calc() -> bool:
    """Tell whether LibreOffice is here with the library that drives it."""
    if SOFFICE is None or not Path(SYSTEM_PYTHON).exists():
        return False
    return (
        subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode == 0
    )


def edited_by_calc(*jobs: tuple[Plan, Path, Path]) -> None:
    """Carry out each (plan, source, target) with LibreOffice Calc, headless, started once, and save as xlsx."""
    said = jobs[0][2].with_suffix(".json")
    said.write_text(json.dumps(jobs, default=str), encoding="utf-8")
    done = subprocess.run(
        [SYSTEM_PYTHON, str(_SCRIPT), str(said)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0 and all(target.exists() for _, _, target in jobs), done.stderr


def edited_by_openpyxl(plan: Plan, source: Path, target: Path) -> Path:
    """Carry out ``plan`` with openpyxl, as a script of somebody else's might."""
    from openpyxl import load_workbook

    book = load_workbook(source)
    for what, title, *given in plan:
        getattr(_Sheet(book[title]), what)(*given)
    book.save(target)
    return target


class _Sheet:
    def __init__(self, sheet: Any) -> None:
        self.sheet = sheet

    def column(self, head: str) -> int:
        return next(n for n in range(1, self.sheet.max_column + 1) if self.sheet.cell(2, n).value == head)

    def row(self, wanted: str) -> int:
        return next(n for n in range(3, self.sheet.max_row + 1) if self.sheet.cell(n, 1).value == wanted)

    def last(self) -> int:
        rows = range(2, self.sheet.max_row + 1)
        columns = range(2, self.sheet.max_column + 1)
        return max(n for n in rows if any(self.sheet.cell(n, c).value is not None for c in columns))

    def sort(self, head: str, is_descending: bool) -> None:
        column, width = self.column(head), self.sheet.max_column
        block = range(3, self.last() + 1)
        rows = [[self.sheet.cell(n, c).value for c in range(1, width + 1)] for n in block]
        rows.sort(key=lambda row: str(row[column - 1] or ""), reverse=is_descending)
        for n, row in zip(block, rows, strict=True):
            for c, value in enumerate(row, 1):
                self._put(n, c, value)

    def _put(self, row: int, column: int, value: Any) -> None:
        cell = self.sheet.cell(row, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"

    def filter(self, head: str, word: str) -> None:
        column = self.column(head)
        for n in range(3, self.last() + 1):
            self.sheet.row_dimensions[n].hidden = word not in str(self.sheet.cell(n, column).value)

    def delete(self, wanted: str) -> None:
        self.sheet.delete_rows(self.row(wanted))

    def move(self, head: str, before: str) -> None:
        source, to = self.column(head), self.column(before)
        for n in range(1, self.sheet.max_row + 1):
            values = [self.sheet.cell(n, c).value for c in range(1, self.sheet.max_column + 1)]
            values.insert(to - 1, values.pop(source - 1))
            for c, value in enumerate(values, 1):
                self._put(n, c, value)

    def write(self, wanted: str, head: str, text: str) -> None:
        self._put(self.row(wanted), self.column(head), text or None)

    def number(self, wanted: str, head: str, figure: float) -> None:
        self.sheet.cell(self.row(wanted), self.column(head)).value = figure

    def formula(self, wanted: str, head: str, formula: str) -> None:
        cell = self.sheet.cell(self.row(wanted), self.column(head))
        cell.value = formula

    def day(self, wanted: str, head: str, iso: str) -> None:
        cell = self.sheet.cell(self.row(wanted), self.column(head))
        cell.value = dt.date.fromisoformat(iso)

    def add(self, texts: dict[str, str]) -> None:
        row = self.last() + 1
        for head, text in texts.items():
            self._put(row, self.column(head), text)

    def insert(self, texts: dict[str, str]) -> None:
        self.sheet.insert_rows(4)
        for head, text in texts.items():
            self._put(4, self.column(head), text)

    def copy(self, wanted: str, head: str, text: str) -> None:
        source, target = self.row(wanted), self.last() + 1
        for c in range(1, self.sheet.max_column + 1):
            self._put(target, c, self.sheet.cell(source, c).value)
        self._put(target, self.column(head), text)

    def rename(self, title: str) -> None:
        self.sheet.title = title


@cache
def _names(content: bytes) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Return the titles of a workbook's sheets, and their heads by key, by kind."""
    from openpyxl import load_workbook

    titles: dict[str, str] = {}
    heads: dict[str, dict[str, str]] = {}
    for sheet in load_workbook(BytesIO(content)).worksheets:
        first = str(sheet.cell(1, 1).value)
        if first.startswith("rosa:"):
            kind = first.removeprefix("rosa:")
            titles[kind] = sheet.title
            columns = range(2, sheet.max_column + 1)
            heads[kind] = {str(sheet.cell(1, n).value): str(sheet.cell(2, n).value) for n in columns}
    return titles, heads


def in_words(source: Path, steps: Plan) -> Plan:
    """Return ``steps``, which say kinds of sheets and keys of columns, with the titles and heads of ``source``."""
    titles, heads = _names(source.read_bytes())
    found: Plan = []
    for what, kind, *given in steps:
        known = heads[kind]
        found.append([what, titles[kind], *(_in_words(one, known) for one in given)])
    return found


def _in_words(given: Any, heads: dict[str, str]) -> Any:
    if isinstance(given, dict):
        return {heads[key]: text for key, text in given.items()}
    return heads.get(given, given) if isinstance(given, str) else given
