"""When calls come: shares of months, weekdays and half-hours, and the day types of a log.

A weekday's share is its mean per day, not its sum: a month with five Mondays does not make Monday
busier. Days without a single offered call are closed or missing days and count in no mean.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.intake.clock import DAY_S, as_datetime
from workbench.intake.mapping import Opening

HALF_HOUR_S = 1800
HALF_HOURS = 48
_MOST_DAYS_TO_MOVE = 8


@dataclass(frozen=True)
class ProfileShares:
    """Shares of 12 months, 7 weekdays (Monday first) and 48 half-hours, each with the sum 1.

    ``months`` is None where the log does not hold calls of all twelve. ``outside_opening`` calls
    lay outside the opening hours and were kept, moved to the next open half-hour, or dropped.
    """

    months: tuple[float, ...] | None
    weekdays: tuple[float, ...]
    intervals: tuple[float, ...]
    outside: str
    outside_opening: int


@dataclass(frozen=True)
class DayType:
    """The days of one month that are the same weekday (0 = Monday): how many had calls, and calls a day."""

    month: int
    weekday: int
    days: int
    offered_per_day: float


def profile_shares(half_hours: Sequence[tuple[int, int]], opening: Opening) -> ProfileShares | None:
    """Return the profile of offered calls; None where there are none.

    ``half_hours`` holds (half-hours since the beginning of year 1, offered calls).
    """
    treated, outside = _treated(half_hours, opening)
    per_day: defaultdict[dt.date, int] = defaultdict(int)
    per_half_hour = [0.0] * HALF_HOURS
    for half, n in treated:
        per_day[_day(half)] += n
        per_half_hour[half % HALF_HOURS] += n
    if not per_day:
        return None
    return ProfileShares(
        months=_months(per_day),
        weekdays=_shares([_mean_of_weekday(per_day, weekday) for weekday in range(7)]),
        intervals=_shares(per_half_hour),
        outside=opening.outside,
        outside_opening=outside,
    )


def day_types(half_hours: Sequence[tuple[int, int]]) -> tuple[DayType, ...]:
    """Return the day types (month x weekday) of the log, with the mean of offered calls a day."""
    per_day: defaultdict[dt.date, int] = defaultdict(int)
    for half, n in half_hours:
        per_day[_day(half)] += n
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for day, n in per_day.items():
        found[day.month, day.weekday()].append(n)
    return tuple(
        DayType(month, weekday, len(days), sum(days) / len(days))
        for (month, weekday), days in sorted(found.items())
    )


def _day(half: int) -> dt.date:
    return as_datetime(half * HALF_HOUR_S // DAY_S * DAY_S).date()


def _treated(half_hours: Sequence[tuple[int, int]], opening: Opening) -> tuple[list[tuple[int, int]], int]:
    """Return the counts with calls outside opening hours kept, moved or dropped, and how many those were."""
    if opening.has_no_hours():
        return list(half_hours), 0
    treated: list[tuple[int, int]] = []
    outside = 0
    for half, n in half_hours:
        if half % HALF_HOURS in opening.open_half_hours(_day(half).weekday()):
            treated.append((half, n))
            continue
        outside += n
        if opening.outside == "keep":
            treated.append((half, n))
        elif opening.outside == "move":
            treated.append((_next_open(half, opening), n))
    return treated, outside


def _next_open(half: int, opening: Opening) -> int:
    for later in range(half, half + _MOST_DAYS_TO_MOVE * HALF_HOURS):
        if later % HALF_HOURS in opening.open_half_hours(_day(later).weekday()):
            return later
    raise AssertionError(opening)  # the mapping names at least one open day


def _mean_of_weekday(per_day: dict[dt.date, int], weekday: int) -> float:
    days = [n for day, n in per_day.items() if day.weekday() == weekday]
    return sum(days) / len(days) if days else 0.0


def _months(per_day: dict[dt.date, int]) -> tuple[float, ...] | None:
    """Return the months' shares: calls per covered day times the month's length; None unless all 12 have."""
    first, last = min(per_day), max(per_day)
    volumes = [0.0] * 12
    for month in range(1, 13):
        covered = calls = 0
        for year in range(first.year, last.year + 1):
            start = max(first, dt.date(year, month, 1))
            end = min(last, dt.date(year, month, calendar.monthrange(year, month)[1]))
            if start <= end:
                covered += (end - start).days + 1
                calls += sum(n for day, n in per_day.items() if (day.year, day.month) == (year, month))
        if not calls:
            return None
        volumes[month - 1] = calls / covered * calendar.monthrange(2025, month)[1]
    return _shares(volumes)


def _shares(values: Sequence[float]) -> tuple[float, ...]:
    total = sum(values)
    return tuple(value / total for value in values)
