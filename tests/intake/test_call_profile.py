"""The profile: shares that add up to 1, unbiased by how many Mondays a month has."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.intake.call_profile import day_types, profile_shares
from workbench.intake.mapping import Opening

OFFICE = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "08:00-17:00")


def half(day: dt.date, clock: str) -> int:
    hours, minutes = clock.split(":")
    return day.toordinal() * 48 + int(hours) * 2 + int(minutes) // 30


MONDAYS = [dt.date(2027, 3, 1) + dt.timedelta(7 * n) for n in range(5)]
TUESDAYS = [dt.date(2027, 3, 2) + dt.timedelta(7 * n) for n in range(2)]


def test_a_weekday_is_judged_by_its_mean_day() -> None:
    counts = [(half(day, "09:00"), 10) for day in MONDAYS] + [(half(day, "09:30"), 30) for day in TUESDAYS]
    shares = profile_shares(counts, Opening())
    assert shares.weekdays == pytest.approx((0.25, 0.75, 0, 0, 0, 0, 0))
    assert shares.intervals[18] == pytest.approx(50 / 110)
    assert sum(shares.intervals) == pytest.approx(1)
    assert shares.months is None
    assert [(one.weekday, one.days, one.offered_per_day) for one in day_types(counts)] == [
        (0, 5, 10),
        (1, 2, 30),
    ]


@pytest.mark.parametrize(
    ("outside", "weekdays", "first_interval"),
    [
        ("keep", (0.75, 0, 0, 0, 0, 0.25, 0), None),
        ("move", (1, 0, 0, 0, 0, 0, 0), 0.8),
        ("drop", (1, 0, 0, 0, 0, 0, 0), 0.5),
    ],
)
def test_calls_outside_opening_hours(outside, weekdays, first_interval) -> None:
    saturday = dt.date(2027, 2, 27)
    monday = MONDAYS[0]
    counts = [
        (half(saturday, "12:00"), 10),
        (half(monday, "07:30"), 20),
        (half(monday, "08:00"), 5),
        (half(monday, "16:30"), 5),
    ]
    shares = profile_shares(counts, Opening(outside=outside, **OFFICE))
    assert shares.outside_opening == 30
    assert shares.weekdays == pytest.approx(weekdays)
    if outside == "move":
        assert shares.intervals[16] == pytest.approx(35 / 40)
    elif first_interval:
        assert shares.intervals[16] == pytest.approx(first_interval)


def test_months_need_a_whole_year() -> None:
    days = [dt.date(2027, 1, 1) + dt.timedelta(n) for n in range(365)]
    counts = [(half(day, "09:00"), 2 if day.month == 1 else 1) for day in days]
    shares = profile_shares(counts, Opening())
    assert shares.months is not None
    assert sum(shares.months) == pytest.approx(1)
    assert shares.months[0] / shares.months[2] == pytest.approx(2)
    assert profile_shares(counts[:330], Opening()).months is None
    assert profile_shares([], Opening()) is None
