"""Whether deferred work gets done in time: the least constant staff beside what idle time gives.

A year's average hides the busy month. Work that comes on a day must be done some working days
later, so every stretch of days needs the people for what comes and falls due within it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.results import DayType, Floats


@lru_cache(maxsize=64)
def days_in_order(day_types: tuple[DayType, ...], year: int) -> NDArray[np.intp]:
    """Return the open days of ``year`` in order, each as the index of its day type.

    A day type counts fewer days than the calendar has when holidays fall on it. Which of a month's
    Tuesdays is the holiday does not matter to a stretch of days; the last ones are left out.
    """
    index = {(one.month, one.weekday): at for at, one in enumerate(day_types)}
    left = [one.days for one in day_types]
    found = []
    day = dt.date(year, 1, 1)
    while day.year == year:
        at = index.get((day.month, day.weekday()))
        if at is not None and left[at] > 0:
            left[at] -= 1
            found.append(at)
        day += dt.timedelta(days=1)
    return np.array(found, dtype=np.intp)


def least_staff(work_hours: Sequence[tuple[float, Floats]], idle_hours: Floats, open_hours: Floats) -> float:
    """Return the least constant staff (people at work while open) that keeps every deadline.

    ``work_hours``: per kind of work (working days until it is due, hours that come in on each day);
    ``idle_hours`` other staff can give on each day; ``open_hours`` per day. The maximum over windows of days
    of (work that comes and is due within - idle time within) / open hours, never below the mean
    (docs/method.md, queues). Work of less than a day is due the same day. What is due after the
    last day counts in no window but in the mean.
    """
    days = open_hours.size
    if not days or not open_hours.sum() > 0:
        return 0.0
    within = np.zeros((days, days))
    total = 0.0
    for lead_days, hours in work_hours:
        total += float(hours.sum())
        lead = whole_days(lead_days)
        if lead >= days:
            continue
        # in[s, e] = hours that come on s or later and are due on e or earlier
        due = np.concatenate([np.zeros(lead), hours[: days - lead]])
        until = np.cumsum(due)
        before = np.concatenate([[0.0], np.cumsum(hours)[:-1]])
        within += np.maximum(0.0, until[None, :] - before[:, None])
    idle, open_ = np.cumsum(idle_hours), np.cumsum(open_hours)
    idle_within = idle[None, :] - (idle - idle_hours)[:, None]
    open_within = open_[None, :] - (open_ - open_hours)[:, None]
    windows = np.triu(np.ones((days, days), dtype=bool)) & (open_within > 0)
    needed = (within - idle_within)[windows] / open_within[windows]
    mean = (total - float(idle_hours.sum())) / float(open_hours.sum())
    return max(0.0, mean, float(needed.max(initial=0.0)))


def whole_days(working_days: float) -> int:
    """Return the evenings after the day it comes in by which work is due, at most: begun days do not count.

    So what is promised within half a day is due the same day, and no promise is taken for a longer one.
    """
    return int(working_days)
