"""A week's roster as rows of a table: who works when, and below each day what it gives beside what is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.as_json import clock
from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.people.roster import HALF_HOURS, DayRoster, Roster, Shift
from workbench.locale import Texts
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn

WORKS = "■"


@dataclass(frozen=True)
class RosterRow:
    """A person's shift (``number`` from 1), or what a day's shifts together give, need, or have too much."""

    kind: Literal["person", "cover", "required", "more"]
    weekday: int
    number: int
    shift: Shift | None
    values: tuple[int, ...]
    hours: float


def roster_rows(roster: Roster) -> tuple[RosterRow, ...]:
    """Return the week day by day: persons by when they begin, then three rows of sums."""
    return tuple(row for day in roster.days for row in _day_rows(day))


def _day_rows(day: DayRoster) -> Iterator[RosterRow]:
    for number, shift in enumerate(day.shifts, start=1):
        hours = shift.paid * INTERVAL_HOURS
        yield RosterRow("person", day.weekday, number, shift, (), hours)
    more = tuple(there - needed for there, needed in zip(day.cover, day.required, strict=True))
    cover_hours = sum(day.cover) * INTERVAL_HOURS
    yield RosterRow("cover", day.weekday, 0, None, day.cover, cover_hours)
    yield RosterRow("required", day.weekday, 0, None, day.required, day.required_hours)
    yield RosterRow("more", day.weekday, 0, None, more, cover_hours - day.required_hours)


def hours_shown(roster: Roster) -> range:
    """Return the half-hours in which anybody works on any day."""
    shifts = [one for day in roster.days for one in day.shifts]
    return range(min((one.start for one in shifts), default=16), max((one.end for one in shifts), default=34))


def roster_columns(shown: range, texts: Texts) -> tuple[FigureColumn, ...]:
    """Return the columns: who, when, lunch, hours, and one per half-hour of ``shown``."""
    weekdays = texts.weekdays()
    names = {
        "cover": texts("At work"),
        "required": texts("Needed"),
        "more": texts("More than needed"),
    }

    def who(one: RosterRow) -> Cell:
        day = weekdays[one.weekday]
        if one.kind == "person":
            return Cell(texts("{day}, person {n}", day=day, n=str(one.number)))
        return Cell(f"{day}: {names[one.kind]}", is_strong=True, has_boundary=one.kind == "more")

    def when(one: RosterRow) -> Cell:
        if one.shift is None:
            return Cell("")
        return Cell(f"{clock(one.shift.start)}–{clock(one.shift.end % HALF_HOURS)}")

    def lunch(one: RosterRow) -> Cell:
        return Cell(clock(one.shift.lunch_at) if one.shift and one.shift.lunch_at is not None else "")

    def hours(one: RosterRow) -> Cell:
        return Cell(texts.number(one.hours, 1), is_number=True, is_strong=one.shift is None)

    return (
        FigureColumn("who", texts("Who"), 170, stretches=True, shows=who),
        FigureColumn("when", texts("Shift"), 112, shows=when),
        FigureColumn("lunch", texts("Lunch"), 56, shows=lunch),
        FigureColumn("hours", texts("Hours"), 56, is_number=True, shows=hours),
        *(
            FigureColumn(
                str(at), _head(at), 34, is_number=True, hint=clock(at), shows=_half_hour(at, texts)
            )
            for at in shown
        ),
    )  # fmt: skip


def _head(at: int) -> str:
    hour, half = divmod(at, 2)
    return ":30" if half else str(hour)


def _half_hour(at: int, texts: Texts) -> Callable[[RosterRow], Cell]:
    works, lunch, short_lunch = texts("at work"), texts("lunch"), texts("L")
    here = Cell(WORKS, tone="accent", is_number=True, spoken=works)
    away = Cell(short_lunch, tone="text2", is_number=True, spoken=lunch, detail=lunch)
    nobody = Cell("", is_number=True)

    def shows(one: RosterRow) -> Cell:
        if one.shift is not None:
            return here if one.shift.works(at) else away if one.shift.is_at_lunch(at) else nobody
        n = one.values[at]
        is_quiet = one.kind == "more" and n == 0
        return Cell(str(n), is_number=True, is_strong=one.kind != "more", tone="text3" if is_quiet else "text",
                    has_boundary=one.kind == "more")  # fmt: skip

    return shows
