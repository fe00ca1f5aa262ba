"""The duty roster of the heaviest week: who works when, and by formula what it gives beside what is needed.

The shifts are values: no spreadsheet solves a network flow. Whoever moves an x sees at once where somebody is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.analysis.as_json import clock
from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.people.roster import DayRoster, ShiftRules, heaviest_month, make_roster
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, added, span
from workbench.export.workbook.queue_engine import HalfHour

_HEAD_ROW = 3
_FIRST = 4
_WORKS, _LUNCH = "x", "L"


def roster_sheet(book: Book, basis: Basis, rows: Sequence[HalfHour]) -> None:
    """Write the roster of every pool; ``rows`` are those of the queue engine's sheet, which say what is needed."""
    texts = book.texts
    rosters = [make_roster(plan, heaviest_month(plan), ShiftRules()) for plan in basis.results.staffing.pools]
    shifts = [one for roster in rosters for day in roster.days for one in day.shifts]
    shown = range(
        min((one.start for one in shifts), default=16), max((one.end for one in shifts), default=34)
    )
    sheet = book.sheet(
        texts("Roster"),
        (22, 24, 14, 9, *(6 for _ in shown)),
        texts(
            "A week of the month that needs most: x at work, L at lunch. The x may be moved: who is at work, and "
            "how many more or fewer than needed, follow. Absence and internal time come on top."
        ),
    )
    sheet.heads(
        _HEAD_ROW,
        (texts("Pool"), texts("Who"), texts("Shift"), texts("Hours"), *(clock(at) for at in shown)),
        first_figure=3,
    )
    sheet.repeat(_HEAD_ROW, _FIRST)
    needed = {
        (one.plan.pool, one.plan.day_types[one.day].month, one.plan.day_types[one.day].weekday, one.half_hour):
        one.cells["engine_agents"]
        for one in rows
    }  # fmt: skip
    length = f"{rows[0].cells['engine_length_s']}/seconds_per_hour" if rows else ""
    row, hours = _HEAD_ROW + 1, []
    for plan, roster in zip(basis.results.staffing.pools, rosters, strict=True):
        for day in roster.days:
            here = {at: needed.get((plan.pool, roster.month, day.weekday, at)) for at in shown}
            if day.shifts:
                row, paid = _day(sheet, row, basis.pool_name(plan.name), day, here, length)
                hours.append(paid)
    sheet.text(row, 1, texts("Paid hours in the week"), "total")
    if hours:
        sheet.formula(row, 3, "+".join(str(one) for one in hours), added(hours), "tenths", "total")


def _day(
    sheet: Sheet, row: int, pool: str, day: DayRoster, needed: dict[int, Cell | None], length: str
) -> tuple[int, Cell]:
    """Write a day's persons and its three rows of sums; return the next free row and the day's paid hours.

    ``length`` is the formula of a half-hour in hours.
    """
    texts, shown = sheet.book.texts, list(needed)
    weekday = texts.weekdays()[day.weekday]
    first, persons = row, []
    for number, shift in enumerate(day.shifts, start=1):
        sheet.text(row, 0, pool)
        sheet.text(row, 1, texts("{day}, person {n}", day=weekday, n=str(number)))
        sheet.text(row, 2, f"{clock(shift.start)}–{clock(shift.end)}")
        marks = [
            sheet.text(
                row, _FIRST + at - shown[0],
                _WORKS if shift.works(at) else _LUNCH if shift.is_at_lunch(at) else "", "input",
            )
            for at in shown
        ]  # fmt: skip
        count = f'COUNTIF({span(marks[0], marks[-1])},"{_WORKS}")*{length}'
        persons.append(sheet.formula(row, 3, count, shift.paid * INTERVAL_HOURS, "tenths"))
        row += 1
    sheet.text(row, 1, texts("{day}: at work", day=weekday), "total")
    sheet.text(row + 1, 1, texts("{day}: needed", day=weekday))
    sheet.text(row + 2, 1, texts("{day}: more than needed", day=weekday), "check")
    paid = sheet.sum(row, 3, persons, "tenths")
    for at in shown:
        column, cover = _FIRST + at - shown[0], day.cover[at]
        block = span(Cell(sheet.reference, first, column, ""), Cell(sheet.reference, row - 1, column, ""))
        there = sheet.formula(row, column, f'COUNTIF({block},"{_WORKS}")', cover, "year", "total")
        cell = needed[at]
        if cell is None:
            need = sheet.constant(row + 1, column, day.required[at], "year")
        else:
            need = sheet.formula(row + 1, column, str(cell), day.required[at], "year")
        sheet.formula(row + 2, column, f"{there}-{need}", cover - day.required[at], "year", "check")
        sheet.worksheet.conditional_format(
            row + 2, column, row + 2, column,
            {"type": "cell", "criteria": "<", "value": 0, "format": sheet.book.style("wrong")},
        )  # fmt: skip
    return row + 4, paid
