"""A pool's deferred work day by day: what comes in, what gets done, what waits, and whether anything is late.

The plan's hours are a year's. This plays the year's days in order: every day the work that is due first is done
first, in the time that contacts leave and with the people who are there for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.demand.promises import promise
from workbench.analysis.people.deadlines import days_in_order, whole_days
from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.results import Floats, PoolDemand, PoolPlan
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.pause import checkpoint
from workbench.model.service import Pool
from workbench.model.volumes import Channel

_NOTHING = 1e-9
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class DeferredKind:
    """Hours a year of one channel (or ``back_office``: moved from departments), due within working days."""

    name: str
    hours: float
    working_days: float


@dataclass(frozen=True)
class DeferredMonth:
    """A month (1-12): hours that came in and were done, hours that wait at its end, and that in days of coming in."""

    month: int
    inflow_hours: float
    done_hours: float
    backlog_hours: float
    backlog_days: float


@dataclass(frozen=True)
class DeferredYear:
    """A pool's year. ``late_hours`` are done (or still wait) after they were due, at most ``latest_days`` late.

    ``oldest_days`` is the number of evenings that work waits at most: work due within 2 working days is late from 3 on.

    ``least_staff`` people at it beside idle time keep every deadline; ``planned_staff`` are those the plan pays for,
    of whose time ``utilisation`` is work.
    """

    pool: str
    name: str
    kinds: tuple[DeferredKind, ...]
    months: tuple[DeferredMonth, ...]
    in_idle_hours: float
    added_hours: float
    least_staff: float
    planned_staff: float
    utilisation: float
    late_hours: float
    latest_days: int
    oldest_days: int

    @property
    def holds(self) -> bool:
        """Whether every deadline holds."""
        return self.late_hours <= _TOLERANCE


@dataclass(frozen=True, eq=False)
class Played:
    """Days in order: hours done and hours that wait in the evening; what was late in all, and by how many days.

    ``oldest_days``: the number of evenings that work waited at most.
    """

    done: Floats
    waiting: Floats
    late_hours: float
    latest_days: int
    oldest_days: int


def deferred_year(plan: PoolPlan, demand: PoolDemand, terms: ScenarioTerms) -> DeferredYear:
    """Return the pool's year. Work comes in as contacts do over the year, as the plan's deadlines take it."""
    pool = next(one for one in terms.pools if one.id == plan.pool)
    order = days_in_order(plan.day_types, terms.planning_year)
    kinds = tuple(
        DeferredKind(name, hours, _working_days(name, pool, terms))
        for name, hours in demand.deferred_hours.items()
        if hours > 0
    )
    total = sum(one.hours for one in kinds)
    per_day = demand.offered.sum(axis=(0, 2))[order]
    weight = per_day / per_day.sum() if per_day.sum() > 0 else np.full(order.size, 1 / max(1, order.size))
    rigid = min(1.0, demand.uninterruptible_hours / total) if total else 0.0
    open_hours = plan.is_open.sum(axis=1)[order] * INTERVAL_HOURS
    whole = float(open_hours.sum())
    added = open_hours * (plan.deferred_hours_added / whole) if whole else np.zeros(order.size)
    work = [(whole_days(one.working_days), one.hours * weight) for one in kinds]
    played = play(
        [(lead, hours * (1 - rigid)) for lead, hours in work], [(lead, hours * rigid) for lead, hours in work],
        idle_per_day(plan)[order], added,
    )  # fmt: skip
    inflow = np.sum([hours for _, hours in work], axis=0) if work else np.zeros(order.size)
    return DeferredYear(
        pool=plan.pool,
        name=plan.name,
        kinds=kinds,
        months=_months(plan, order, inflow, played),
        in_idle_hours=plan.deferred_hours_in_idle,
        added_hours=plan.deferred_hours_added,
        least_staff=plan.deferred_least_staff,
        planned_staff=plan.deferred_planned_staff,
        utilisation=defaults.DEFERRED_UTILISATION,
        late_hours=played.late_hours,
        latest_days=played.latest_days,
        oldest_days=played.oldest_days,
    )


def _working_days(name: str, pool: Pool, terms: ScenarioTerms) -> float:
    if name == "back_office":
        return terms.back_office_working_days
    return promise(Channel(name), pool, terms.scenario).working_days


def idle_per_day(plan: PoolPlan) -> Floats:
    """Return the hours of each day type that contacts leave for work that may be interrupted, [D]."""
    busy = plan.answered * np.nan_to_num(plan.aht_s) / 3600 + plan.chat_busy_hours
    staffed = plan.agents * INTERVAL_HOURS
    usable: Floats = np.maximum(0.0, defaults.DEFERRED_UTILISATION * staffed - busy).sum(axis=1)
    return usable


def play(
    flexible: Sequence[tuple[int, Floats]],
    rigid: Sequence[tuple[int, Floats]],
    idle_hours: Floats,
    added_hours: Floats,
) -> Played:
    """Return what happens to work (working days until due, hours coming in per day), the first due done first.

    ``rigid`` work may not be interrupted and gets people's own time (``added_hours``) alone, before the rest does.
    """
    days = idle_hours.size
    done, waiting, late, latest, oldest = np.zeros(days), np.zeros(days), 0.0, 0, 0
    desks: tuple[_Desk, _Desk] = ({}, {})
    for day in range(days):
        checkpoint()
        for desk, work in zip(desks, (rigid, flexible), strict=True):
            for lead, hours in work:
                if hours[day] > 0:
                    desk[day + lead, day] = desk.get((day + lead, day), 0.0) + float(hours[day])
        room = float(added_hours[day])
        room -= (own := _do(desks[0], room))
        own += _do(desks[1], room + float(idle_hours[day]))
        done[day], waiting[day] = own, sum(sum(desk.values()) for desk in desks)
        for desk in desks:
            left = [(due, came, hours) for (due, came), hours in desk.items() if hours > _NOTHING]
            late += sum(hours for due, _, hours in left if due == day)
            latest = max([latest, *(day + 1 - due for due, _, _ in left if due <= day)])
            oldest = max([oldest, *(day + 1 - came for _, came, _ in left)])
    return Played(done, waiting, late, latest, oldest)


_Desk = dict[tuple[int, int], float]
"""Hours by the day they are due and the day they came."""


def _do(desk: _Desk, room: float) -> float:
    """Take from ``desk`` what fits into ``room``, the first due first; return the hours done."""
    before = room
    for due in sorted(desk):
        taken = min(desk[due], room)
        room -= taken
        desk[due] -= taken
        if desk[due] <= _NOTHING * _NOTHING:
            del desk[due]
        if room <= 0:
            break
    return before - room


def _months(plan: PoolPlan, order: np.ndarray, inflow: Floats, played: Played) -> tuple[DeferredMonth, ...]:
    month_of = np.array([one.month for one in plan.day_types])[order] if order.size else order
    found = []
    for month in sorted(set(month_of.tolist())):
        at = np.flatnonzero(month_of == month)
        came, waits = float(inflow[at].sum()), float(played.waiting[at[-1]])
        per_day = came / at.size
        found.append(
            DeferredMonth(
                month, came, float(played.done[at].sum()), waits, waits / per_day if per_day > 0 else 0.0
            )
        )
    return tuple(found)
