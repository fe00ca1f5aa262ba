"""A pool's deferred work, planned and played: what is in time, what is done between contacts, what waits.

The plan takes work to come evenly and contacts to leave the same time in every such half-hour. Played, both vary:
years are put together from the days of contacts that were played, in the calendar's order.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.people.deadlines import days_in_order
from workbench.analysis.people.deferred_year import DeferredYear, deferred_year
from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.results import CaseTypeDemand, Floats, PoolDemand, PoolPlan
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.second_opinion.deferred_played import Inflow, PlayedYears, play_years
from workbench.analysis.second_opinion.measures import Measure
from workbench.analysis.second_opinion.queue_plans import QueuePlan
from workbench.analysis.second_opinion.simulation import Played, student_t_975

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROUPS, YEARS_OF_GROUP = 15, 4
YEARS = GROUPS * YEARS_OF_GROUP
"""Years put together from the played days. A group's years share one draw of those days: so groups differ by what
another set of played days would have said, and years within a group by chance alone."""
_SUM_OF_HALF_HOURS = 1e-6


@dataclass(frozen=True)
class DeferredOpinion:
    """The year's measures over ``years`` played years, and by month (1-12) the hours that wait at its end."""

    years: int
    measures: tuple[Measure, ...]
    months: tuple[tuple[int, Measure], ...]


def deferred_opinion(
    plan: PoolPlan,
    demand: PoolDemand,
    terms: ScenarioTerms,
    case_types: Sequence[CaseTypeDemand],
    contacts: Sequence[tuple[QueuePlan, Mapping[int, Played]]],
    seed: int,
) -> DeferredOpinion | None:
    """Return what played years say of the pool's deferred work, None without any.

    ``contacts`` are the pool's queues with the days played of each day type; of those not played, the plan's own
    mean stands for every day.
    """
    planned = deferred_year(plan, demand, terms)
    order = days_in_order(plan.day_types, terms.planning_year)
    if not planned.kinds or not order.size:
        return None
    generator = np.random.default_rng(seed)
    idle = _idle_hours(plan, order, contacts, generator)
    is_open = plan.is_open[order]
    own = is_open.astype(np.float64) * (plan.deferred_hours_added / max(1, int(is_open.sum())))
    played = play_years(_inflows(planned, demand, case_types, order, is_open), is_open, idle, own, generator)
    month_of = np.array([one.month for one in plan.day_types])[order]
    counts = [len(days["offered"]) for _, by_type in contacts for days in by_type.values()]
    days_of_type = max(2.0, sum(counts) / len(counts)) if counts else math.inf

    def beside(name: str, said: float, years: Floats) -> Measure:
        return _measure(name, said, years, days_of_type)

    came = sum(one.hours for one in planned.kinds)
    return DeferredOpinion(
        YEARS,
        (
            beside(
                "deferred_in_time", 1 - planned.late_hours / came, 1 - played.late_hours / played.came_hours
            ),
            beside("deferred_between", planned.in_idle_hours, played.between_hours),
            beside("deferred_own", planned.added_hours, played.own_hours),
            beside("deferred_oldest", planned.oldest_days, played.oldest_days.astype(np.float64)),
        ),
        tuple(
            (one.month, beside("waiting", one.backlog_hours, _evening(played, month_of, one.month)))
            for one in planned.months
        ),
    )


def _evening(played: PlayedYears, month_of: NDArray[np.intp], month: int) -> Floats:
    """Return the hours that wait on the last evening of a month, [Y]."""
    hours: Floats = played.waiting[:, np.flatnonzero(month_of == month)[-1]]
    return hours


def _measure(name: str, plan: float, years: Floats, days_of_type: float) -> Measure:
    """Return the mean of ``years`` with its 95 % interval beside the plan's figure; what is left of sums is no gap.

    Two things make the mean uncertain: which days were played (what groups differ by beyond chance, made larger
    since a resample of ``days_of_type`` differs less than anew played days do), and the luck of the years.
    """
    groups = years.reshape(GROUPS, YEARS_OF_GROUP)
    by_luck = float(groups.var(axis=1, ddof=1).mean())
    by_days = max(0.0, float(groups.mean(axis=1).var(ddof=1)) - by_luck / YEARS_OF_GROUP)
    by_days *= 1 / (1 - 1 / days_of_type)
    value = float(years.mean())
    reach = student_t_975(GROUPS - 1) * math.sqrt(by_days + by_luck / YEARS)
    reach = max(reach, _SUM_OF_HALF_HOURS)
    most = 1.0 if name == "deferred_in_time" else math.inf
    return Measure(name, plan, value, max(0.0, value - reach), min(most, value + reach))


def _idle_hours(
    plan: PoolPlan,
    order: NDArray[np.intp],
    contacts: Sequence[tuple[QueuePlan, Mapping[int, Played]]],
    generator: np.random.Generator,
) -> Floats:
    """Return the hours that contacts leave in every half-hour of the years, [Y, N, T].

    Each day of a year is one of its group's days of that day type, drawn anew. The plan's rule: no more than
    ``DEFERRED_UTILISATION`` of the advisers' time is work.
    """
    busy = np.zeros((YEARS, order.size, plan.agents.shape[1]))
    for queue, played in contacts:
        for at in np.unique(order).tolist():
            days = np.flatnonzero(order == at)
            if at in played:
                table = np.zeros((len(played[at]["offered"]), plan.agents.shape[1]))
                table[:, plan.is_open[at]] = played[at]["busy_by_interval"] / 3600
                some = generator.integers(len(table), size=(GROUPS, len(table)))
                which = generator.integers(len(table), size=(GROUPS, YEARS_OF_GROUP, days.size))
                drawn = np.take_along_axis(some[:, None], which, axis=2)
                busy[:, days] += table[drawn.reshape(YEARS, days.size)]
            else:
                busy[:, days] += queue.busy[at] * INTERVAL_HOURS
    usable: Floats = np.maximum(
        0.0, defaults.DEFERRED_UTILISATION * plan.agents[order] * INTERVAL_HOURS - busy
    )
    return usable


def _inflows(
    planned: DeferredYear,
    demand: PoolDemand,
    case_types: Sequence[CaseTypeDemand],
    order: NDArray[np.intp],
    is_open: NDArray[np.bool_],
) -> list[Inflow]:
    """Return every kind of work: it comes over year and day as contacts do (evenly, where there are none)."""
    weight = np.where(is_open, demand.offered.sum(axis=0)[order], 0.0)
    weight = weight if weight.sum() > 0 else is_open.astype(float)
    weight = weight / weight.sum()
    total = sum(one.hours for one in planned.kinds)
    rigid = min(1.0, demand.uninterruptible_hours / total)
    sizes = item_hours(case_types)
    return [
        Inflow(math.ceil(one.working_days), one.hours * share * weight, sizes.get(one.name, 0.0), is_free)
        for one in planned.kinds
        for share, is_free in ((1 - rigid, True), (rigid, False))
        if share
    ]


def item_hours(case_types: Sequence[CaseTypeDemand]) -> dict[str, float]:
    """Return the mean hours of one item of each kind of deferred work, over all case types that have any."""
    hours: dict[str, float] = {}
    items: dict[str, float] = {}
    for one in (channel for case_type in case_types for channel in case_type.channels):
        for kind, work_s, number in (
            (one.channel, one.work_s, one.first_contacts + one.follow_ups),
            ("back_office", one.deferred_work_s, one.cases_reaching),
        ):
            if work_s > 0 and number > 0:
                hours[kind] = hours.get(kind, 0.0) + work_s / 3600
                items[kind] = items.get(kind, 0.0) + number
    return {kind: hours[kind] / items[kind] for kind in hours}
