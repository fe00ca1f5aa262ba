"""When customer service is open in a year, and how a year's contacts fall on its half-hours.

A year is planned on day types (month x weekday), never day by day; the days themselves are only
counted here, so that public holidays and the months' different lengths weigh what they should.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.results import DayType, Floats, Ints
from workbench.model.pause import checkpoint
from workbench.model.service import OpeningHours
from workbench.model.volumes import Period, Profile, Source

HALF_HOURS = 48
FLAT_PROFILE = Profile(id="nobody-said-when", name="", weekdays=(1.0,) * 7)
"""What holds where nobody said when contacts come: every month, open weekday and open half-hour alike."""

_CATEGORIES = {"SE": ("public", "de_facto"), "DK": ("public", "optional")}
"""Without these, Swedish Midsummer's and Christmas Eve, or the Danish Constitution Day, count as open."""


@dataclass(frozen=True, eq=False)
class OpenYear:
    """The open days of a year. N days in order, D day types in order, weekdays from Monday = 0.

    ``dates`` are proleptic ordinals [N]; ``months`` (0-11) and ``weekdays`` [N]; ``day_type`` [N] is the
    place in ``day_types``. ``is_open_week[w, t]`` says which half-hours of a weekday are open.
    """

    year: int
    dates: Ints
    months: Ints
    weekdays: Ints
    day_type: Ints
    day_types: tuple[DayType, ...]
    is_open_week: NDArray[np.bool_]

    @property
    def is_open(self) -> NDArray[np.bool_]:
        """Which half-hours of a day type are open, [D, 48]."""
        return self.is_open_week[[one.weekday for one in self.day_types]].reshape(-1, HALF_HOURS)

    def factor(self, per: Period) -> float:
        """Return what a figure said per ``per`` is multiplied with to be the year's.

        Day: the open days; week: open days / open days of an ordinary week; month 12; year 1.
        """
        if per is Period.DAY:
            return float(len(self.dates))
        if per is Period.WEEK:
            return len(self.dates) / int(self.is_open_week.any(axis=1).sum())
        return 12.0 if per is Period.MONTH else 1.0


@dataclass(frozen=True, eq=False)
class Spread:
    """How a year's contacts fall: ``weights[d, t]`` per half-hour of one day of a type.

    Times the days of each type they sum to 1. ``moved`` is the share that came at closed times and was moved
    to the next open half-hour.
    """

    weights: Floats
    moved: float


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> frozenset[dt.date]:
    """Return the days of ``year`` on which a municipality of ``country`` ("SE", "DK") is closed."""
    import holidays

    found = holidays.country_holidays(country, years=year, categories=_CATEGORIES[country])
    return frozenset(day for day in found if day.year == year)


@lru_cache(maxsize=64)
def open_year(country: str, year: int, hours: tuple[OpeningHours, ...]) -> OpenYear:
    """Return the open days of ``year`` with opening hours ``hours``; none where ``hours`` is empty."""
    is_open_week = np.zeros((7, HALF_HOURS), bool)
    for one in hours:
        is_open_week[list(one.weekdays), one.opens : one.closes] = True
    closed = public_holidays(country, year)
    first = dt.date(year, 1, 1)
    every = [first + dt.timedelta(days=n) for n in range((dt.date(year + 1, 1, 1) - first).days)]
    days = [day for day in every if day not in closed and is_open_week[day.weekday()].any()]
    keys = [(day.month, day.weekday()) for day in days]
    kinds = sorted(set(keys))
    place = {key: n for n, key in enumerate(kinds)}
    return OpenYear(
        year=year,
        dates=np.array([day.toordinal() for day in days], np.int64),
        months=np.array([day.month - 1 for day in days], np.int64),
        weekdays=np.array([day.weekday() for day in days], np.int64),
        day_type=np.array([place[key] for key in keys], np.int64),
        day_types=tuple(DayType(month, weekday, keys.count((month, weekday))) for month, weekday in kinds),
        is_open_week=is_open_week,
    )


def day_weights(year: OpenYear, profile: Profile) -> Floats:
    """Return the share of the year's contacts on each open day, [N], summing to 1.

    w(day) = month x weekday / sum of the weekday shares of that month's open days. Closed times weigh
    0: a month without an open day leaves its share to the others, and where a profile knows
    nothing but closed weekdays, the open days of the month share alike.
    """
    weekday = np.array(profile.weekdays)[year.weekdays]
    of_month = np.bincount(year.months, weekday, minlength=12)
    weekday = np.where(of_month[year.months] > 0, weekday, 1.0)
    of_month = np.bincount(year.months, weekday, minlength=12)
    month = np.array(profile.months)
    if not month[np.unique(year.months)].any():
        month = np.ones(12)
    weights: Floats = month[year.months] * weekday / of_month[year.months]
    weights /= weights.sum()
    return weights


@lru_cache(maxsize=1024)
def spread(country: str, year: int, hours: tuple[OpeningHours, ...], profile: Profile) -> Spread:
    """Return how contacts with ``profile`` fall on the open half-hours of ``year``.

    Measured contacts at closed times are moved to the next open half-hour, of the next open day after
    closing; of profiles that nobody measured, closed half-hours weigh 0.
    """
    checkpoint()
    opened = open_year(country, year, hours)
    days = day_weights(opened, profile)
    interval = np.array(profile.intervals) / sum(profile.intervals)
    is_measured = profile.source in (Source.MEASUREMENT, Source.SYSTEM_STATISTICS)
    inside, later = _moved(opened.is_open_week, interval) if is_measured else (None, None)
    if inside is None or later is None:
        inside, later = _open_only(opened.is_open_week, interval), np.zeros(7)
    by_day = days[:, None] * inside[opened.weekdays]
    carried = np.roll(days * later[opened.weekdays], 1)
    by_day[np.arange(len(days)), opened.is_open_week.argmax(axis=1)[opened.weekdays]] += carried
    sums = np.zeros((len(opened.day_types), HALF_HOURS))
    np.add.at(sums, opened.day_type, by_day)
    closed_share = (~opened.is_open_week * interval).sum(axis=1)
    return Spread(
        weights=sums / np.array([[one.days] for one in opened.day_types], float),
        moved=float(days @ closed_share[opened.weekdays]) if is_measured else 0.0,
    )


def _open_only(is_open: NDArray[np.bool_], interval: Floats) -> Floats:
    """Return interval shares per weekday, [7, 48]: closed ones 0, the open ones summing to 1."""
    shares = is_open * interval
    shares = np.where(shares.sum(axis=1, keepdims=True) > 0, shares, is_open.astype(float))
    total = shares.sum(axis=1, keepdims=True)
    normalised: Floats = np.divide(shares, total, out=np.zeros_like(shares), where=total > 0)
    return normalised


def _moved(is_open: NDArray[np.bool_], interval: Floats) -> tuple[Floats, Floats]:
    """Return shares per weekday with closed half-hours moved on, [7, 48], and what is left after closing, [7]."""
    shares, later = np.zeros(is_open.shape), np.zeros(7)
    for weekday, opened in enumerate(is_open):
        waiting = 0.0
        for t, share in enumerate(interval):
            waiting += share
            if opened[t]:
                shares[weekday, t], waiting = waiting, 0.0
        later[weekday] = waiting
    return shares, later


@lru_cache(maxsize=4096)
def period_weight(
    country: str, hours: tuple[OpeningHours, ...], profile: Profile, first: dt.date, last: dt.date
) -> float:
    """Return the profile's weight of ``first`` to ``last``, both included: 1 for a whole year.

    Each calendar year is weighed with its own open days; a period over two years adds them.
    """
    total = 0.0
    for year in range(first.year, last.year + 1):
        opened = open_year(country, year, hours)
        if len(opened.dates):
            within = (opened.dates >= first.toordinal()) & (opened.dates <= last.toordinal())
            total += float(day_weights(opened, profile)[within].sum())
    return total
