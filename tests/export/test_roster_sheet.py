"""The roster in staffing.xlsx: it covers what is needed, and says so by formula when somebody moves an x."""

from __future__ import annotations

import pytest

from tests.export.workbook_case import DATED, full_project, read, source_of
from tests.support.libreoffice import SOFFICE, converted, opened, saved
from workbench.export.workbook.staffing import staffing_workbook

SHEET = "Roster"
FIRST = 5


@pytest.fixture(scope="module")
def content() -> bytes:
    return staffing_workbook(source_of(full_project()), DATED)


def rows_of(workbook, words: str) -> list[int]:
    """Return the rows whose second column ends with ``words``."""
    return [row[1].row for row in workbook[SHEET].iter_rows(min_row=5) if str(row[1].value).endswith(words)]


def figures(workbook, row: int) -> list[float]:
    return [cell.value for cell in workbook[SHEET][row][FIRST - 1 :] if cell.value is not None]


def test_nobody_is_missing_and_what_is_needed_comes_from_the_queue_engine(content):
    values, written = read(content, values=True), read(content, values=False)
    more = rows_of(values, "more than needed")
    assert more
    assert min(min(figures(values, row)) for row in more) >= 0
    needed = [cell for row in rows_of(values, ": needed") for cell in figures(written, row)]
    assert any("Queue engine" in str(one) for one in needed)
    assert all("Queue engine" in str(one) for one in needed if one)


@pytest.mark.slow
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_who_is_taken_out_is_missed(content, tmp_path):
    workbook = opened(content, values=False)
    first = rows_of(workbook, "person 1")[0]
    for cell in workbook[SHEET][first][FIRST - 1 :]:
        cell.value = None
    anew = opened(converted(saved(workbook), tmp_path), values=True)
    before = read(content, values=True)
    assert anew[SHEET].cell(first, 4).value == 0 < before[SHEET].cell(first, 4).value
    more = rows_of(anew, "more than needed")[0]
    assert min(figures(anew, more)) < 0 <= min(figures(before, more))
    other = rows_of(anew, "more than needed")[1]
    assert figures(anew, other) == figures(before, other)
