import datetime as dt

import numpy as np
import pytest

from workbench.analysis.demand.calendar import FLAT_PROFILE, open_year, period_weight, public_holidays, spread
from workbench.model.service import OpeningHours, Pool
from workbench.model.volumes import Period, Profile, Source

pytestmark = pytest.mark.fast

OFFICE = Pool(id="p", name="P").opening_hours
LUNCH = (
    OpeningHours(weekdays=(0, 1, 2, 3), opens=16, closes=24),
    OpeningHours(weekdays=(0, 1, 2, 3), opens=26, closes=34),
)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("country", "closed"),
    [
        (
            "SE",
            [
                "2027-01-01",
                "2027-01-06",
                "2027-03-26",
                "2027-05-06",
                "2027-06-25",
                "2027-12-24",
                "2027-12-31",
            ],
        ),
        (
            "DK",
            [
                "2027-01-01",
                "2027-03-25",
                "2027-03-29",
                "2027-05-06",
                "2027-05-17",
                "2027-06-05",
                "2027-12-24",
            ],
        ),
    ],
)
def test_public_holidays_of_2027(country, closed):
    assert {day(one) for one in closed} <= public_holidays(country, 2027)


def test_other_countries_holidays_are_open():
    assert day("2027-06-25") not in public_holidays("DK", 2027)
    assert day("2027-03-25") not in public_holidays("SE", 2027)


def test_the_open_days_of_a_swedish_and_a_danish_year():
    """2027: 261 weekdays, less the holidays that fall on one (8 in Sweden; 9 in Denmark)."""
    for country in ("SE", "DK"):
        on_weekdays = sum(one.weekday() < 5 for one in public_holidays(country, 2027))
        assert len(open_year(country, 2027, OFFICE).dates) == 261 - on_weekdays
    assert len(open_year("SE", 2027, OFFICE).dates) == 253


def test_what_is_said_per_day_week_month_and_year():
    year = open_year("SE", 2027, OFFICE)
    assert [year.factor(per) for per in (Period.DAY, Period.WEEK, Period.MONTH, Period.YEAR)] == [
        253,
        253 / 5,
        12,
        1,
    ]
    four_days = open_year("SE", 2027, LUNCH)
    assert four_days.factor(Period.WEEK) == len(four_days.dates) / 4


def test_day_types_count_every_open_day_once():
    year = open_year("SE", 2027, OFFICE)
    assert sum(one.days for one in year.day_types) == 253
    assert (
        next(one.days for one in year.day_types if (one.month, one.weekday) == (1, 2)) == 3
    )  # Epiphany falls out


def total(country: str, hours: tuple[OpeningHours, ...], profile: Profile) -> float:
    year = open_year(country, 2027, hours)
    days = np.array([one.days for one in year.day_types])
    return float((days[:, None] * spread(country, 2027, hours, profile).weights).sum())


def a_profile(**fields: object) -> Profile:
    return Profile(id="x", name="X", **fields)


@pytest.mark.parametrize("hours", [OFFICE, LUNCH])
@pytest.mark.parametrize(
    "profile",
    [
        FLAT_PROFILE,
        a_profile(months=tuple(range(12)), weekdays=(5, 4, 3, 2, 1, 1, 1), intervals=tuple(range(48))),
        a_profile(intervals=tuple(range(48)), source=Source.MEASUREMENT),
        a_profile(weekdays=(0, 0, 0, 0, 0, 1, 1)),
        a_profile(intervals=(1.0,) + (0.0,) * 47),
        a_profile(intervals=(0.0,) * 47 + (1.0,), source=Source.MEASUREMENT),
    ],
)
def test_a_year_is_kept_whole(hours, profile):
    assert total("SE", hours, profile) == pytest.approx(1, abs=1e-12)
    weights = spread("SE", 2027, hours, profile).weights
    assert (weights[~open_year("SE", 2027, hours).is_open] == 0).all()


def test_measured_contacts_at_closed_times_come_to_the_next_open_half_hour():
    """A third before opening, a third at lunch, a third after closing: opening takes two, the afternoon one."""
    at = dict.fromkeys((10, 24, 40), 1.0)
    profile = a_profile(intervals=tuple(at.get(n, 0.0) for n in range(48)), source=Source.MEASUREMENT)
    found = spread("SE", 2027, LUNCH, profile)
    year = open_year("SE", 2027, LUNCH)
    days = np.array([one.days for one in year.day_types])
    by_half_hour = days @ found.weights
    assert by_half_hour[16] == pytest.approx(2 / 3)
    assert by_half_hour[26] == pytest.approx(1 / 3)
    assert found.moved == pytest.approx(1)


def test_what_nobody_measured_weighs_nothing_at_closed_times():
    profile = a_profile(intervals=tuple(1.0 if n in (10, 20, 30) else 0.0 for n in range(48)))
    found = spread("SE", 2027, LUNCH, profile)
    assert found.moved == 0
    by_half_hour = np.array([one.days for one in open_year("SE", 2027, LUNCH).day_types]) @ found.weights
    assert by_half_hour[[20, 30]] == pytest.approx([0.5, 0.5])


def test_a_day_weighs_month_times_weekday():
    """January has a tenth of the year; its Mondays weigh twice as much as its other days."""
    months = (0.1,) + (0.9 / 11,) * 11
    found = spread("SE", 2027, OFFICE, a_profile(months=months, weekdays=(2, 1, 1, 1, 1, 0, 0)))
    year = open_year("SE", 2027, OFFICE)
    january = [n for n, one in enumerate(year.day_types) if one.month == 1]
    per_day = {year.day_types[n].weekday: found.weights[n].sum() for n in january}
    assert sum(year.day_types[n].days * found.weights[n].sum() for n in january) == pytest.approx(0.1)
    assert per_day[0] == pytest.approx(2 * per_day[1])


def test_a_measured_period_weighs_its_part_of_the_year():
    assert period_weight("SE", OFFICE, FLAT_PROFILE, day("2027-01-01"), day("2027-12-31")) == pytest.approx(1)
    january = period_weight("SE", OFFICE, FLAT_PROFILE, day("2027-01-01"), day("2027-01-31"))
    assert january == pytest.approx(1 / 12)
    two_years = period_weight("SE", OFFICE, FLAT_PROFILE, day("2026-07-01"), day("2027-06-30"))
    assert two_years == pytest.approx(1)
    assert period_weight("SE", OFFICE, FLAT_PROFILE, day("2027-01-02"), day("2027-01-03")) == 0
