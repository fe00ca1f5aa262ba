"""From the pools' plans to the year's positions: FTE, its breakdown, the peak, the service level.

FTE = hours / (paid hours x (1 - absence) x (1 - internal time)), always. The breakdown adds up in
the order of :data:`~workbench.analysis.results.FTE_COMPONENTS`; each pool is rounded up once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.people.plan import INTERVAL_HOURS, Bools, plan_pool
from workbench.analysis.results import FTE_COMPONENTS, Assumption, Demand, Ints, PoolPlan, Rate, Staffing
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.costs import AdviserCost
from workbench.model.text import N_, NotCalculable, message

_TENTH = 10
_TIE = 1e-9
"""A pool of 12.3 FTE plus rounding noise is 12.3, not 12.4."""


def plan_staffing(
    terms: ScenarioTerms, cost: AdviserCost, demand: Demand, *, hours_only: bool = False
) -> Staffing:
    """Return the year's staffing for ``demand``; ``cost`` says who leads the advisers.

    ``hours_only`` leaves out what residents meet, see :func:`~workbench.analysis.people.plan.plan_pool`.
    Raises NotCalculable where a target is beyond any staff or a full-time position has no hours left.
    """
    known = {pool.id: pool for pool in terms.pools}
    plans = [plan_pool(one, known[one.pool], terms, hours_only=hours_only) for one in demand.pools]
    return combine(plans, terms, cost)


def scaled(demand: Demand, factor: float) -> Demand:
    """Return ``demand`` with ``factor`` times the contacts and the work in every pool; case types stay."""
    pools = tuple(
        replace(
            one,
            offered=one.offered * factor,
            work_s=one.work_s * factor,
            booked_hours=one.booked_hours * factor,
            deferred_hours={name: hours * factor for name, hours in one.deferred_hours.items()},
            uninterruptible_hours=one.uninterruptible_hours * factor,
        )
        for one in demand.pools
    )
    return replace(demand, pools=pools)


def staffing_assumptions(terms: ScenarioTerms, demand: Demand) -> tuple[Assumption, ...]:
    """Return the defaults that plans took because nobody can say them in a project."""
    found = []
    if any(sum(one.deferred_hours.values()) for one in demand.pools):
        found.append((N_("Occupancy at deferred work"), defaults.DEFERRED_UTILISATION))
    if any(pool.chats_at_once > 1 for pool in terms.pools):
        found.append((N_("Each further chat at once lengthens a chat by"), defaults.CHAT_SLOWDOWN))
    return tuple(Assumption(name, value, N_("share"), defaults.PLANNING_NORM) for name, value in found)


def combine(plans: Sequence[PoolPlan], terms: ScenarioTerms, cost: AdviserCost) -> Staffing:
    """Return the staffing that ``plans`` add up to, with FTE, overhead and rounding per pool."""
    if not terms.hours_per_fte > 0:
        raise NotCalculable(
            message(
                N_("Absence and internal time leave no hours for the work: lower one of them below 100 %")
            )
        )
    advisers = [plan.staffed_hours / terms.hours_per_fte for plan in plans]
    every = cost.advisers_per_team_leader
    leaders = [fte / every if every else 0.0 for fte in advisers]
    management = _shared(cost.management_fte, advisers)
    finished = tuple(
        _with_fte(plan, terms.paid_hours_per_fte, adviser, leader + share)
        for plan, adviser, leader, share in zip(plans, advisers, leaders, management, strict=True)
    )
    rows = {name: math.fsum(one.fte_by_component[name] for one in finished) for name in FTE_COMPONENTS}
    peak = _peak(finished)
    return Staffing(
        pools=finished,
        staffed_hours_per_year=math.fsum(one.staffed_hours for one in finished),
        paid_hours_per_fte=terms.paid_hours_per_fte,
        absence_share=terms.absence_share,
        internal_time_share=terms.internal_time_share,
        hours_per_fte=terms.hours_per_fte,
        adviser_fte=math.fsum(advisers),
        team_leader_fte=math.fsum(leaders),
        management_fte=math.fsum(management),
        overhead_fte=math.fsum(leaders) + math.fsum(management),
        fte_total=round(math.fsum(one.fte for one in finished), 1),
        fte_by_component=rows,
        peak_agents=peak,
        booked_beside_peak=_booked_beside(finished, peak),
        service_level=_service_level(finished),
        within_s=_within_s(finished),
    )


def _shared(total: float, by: Sequence[float]) -> list[float]:
    whole = math.fsum(by)
    return [total * one / whole if whole else total / len(by) for one in by]


def _with_fte(plan: PoolPlan, paid_hours: float, adviser_fte: float, overhead_fte: float) -> PoolPlan:
    """Return ``plan`` with its breakdown: hours / ``paid_hours``, shrinkage, overhead and rounding."""
    before = adviser_fte + overhead_fte
    fte = math.ceil(before * _TENTH - _TIE) / _TENTH
    rows = {
        "contact_handling": plan.load_hours + plan.booked_hours,
        "chat_handling": plan.chat_load_hours,
        "deferred_in_idle": plan.idle_hours_used,
        "deferred_outside_idle": plan.deferred_paid_hours,
        "waiting_capacity": plan.waiting_hours,
        "minimum_staffing": plan.minimum_hours,
    }
    parts = {name: hours / paid_hours for name, hours in rows.items()}
    parts["shrinkage"] = adviser_fte - plan.staffed_hours / paid_hours
    parts["overhead"] = overhead_fte
    parts["rounding"] = fte - before
    return replace(plan, adviser_fte=adviser_fte, overhead_fte=overhead_fte, fte=fte, fte_by_component=parts)


def _at_once(plans: Sequence[PoolPlan]) -> dict[tuple[int, int], Ints]:
    """Return the advisers of all pools together per half-hour, by (month, weekday)."""
    found: dict[tuple[int, int], Ints] = {}
    for plan in plans:
        for day, agents in zip(plan.day_types, plan.agents, strict=True):
            key = (day.month, day.weekday)
            found[key] = found[key] + agents if key in found else agents
    return found


def _peak(plans: Sequence[PoolPlan]) -> int:
    """Return the most advisers at work at the same time, over all pools."""
    return max((int(agents.max(initial=0)) for agents in _at_once(plans).values()), default=0)


def _booked_beside(plans: Sequence[PoolPlan], peak: int) -> float:
    """Return the people at booked visits for whom ``peak`` workplaces are too few, as a mean of the open hours.

    A visit is booked for a time when a workplace is free: only what is more than all of those needs others.
    """
    booked = math.fsum(one.booked_hours for one in plans)
    if not booked:
        return 0.0
    days: dict[tuple[int, int], int] = {}
    is_open: dict[tuple[int, int], Bools] = {}
    for plan in plans:
        for day, opened in zip(plan.day_types, plan.is_open, strict=True):
            key = (day.month, day.weekday)
            days[key] = max(days.get(key, 0), day.days)
            is_open[key] = is_open[key] | opened if key in is_open else opened
    open_hours = INTERVAL_HOURS * sum(days[key] * int(one.sum()) for key, one in is_open.items())
    taken = INTERVAL_HOURS * sum(days[key] * int(one.sum()) for key, one in _at_once(plans).items())
    return max(0.0, booked - (peak * open_hours - taken)) / open_hours


def _within_s(plans: Sequence[PoolPlan]) -> float:
    """Return the shortest time that counts in the year's service level: of pools with a queue that somebody joins.

    Where nobody comes anywhere, of those with a queue at all.
    """
    measured = [one for one in plans if one.service_level.value is not None]
    queues = measured or [one for one in plans if math.isfinite(one.patience_s)]
    return min((one.within_s for one in queues), default=0.0)


def _service_level(plans: Sequence[PoolPlan]) -> Rate:
    """Return the pools' service level, weighted by their contacts; its definition is theirs."""
    weights, kept, names = 0.0, 0.0, []
    for plan in plans:
        if plan.service_level.value is None:
            continue
        days = np.array([one.days for one in plan.day_types], dtype=float)
        base = plan.answered if plan.service_level.of == "answered" else plan.offered
        contacts = float(days @ base.sum(axis=1))
        weights += contacts
        kept += contacts * plan.service_level.value
        names.append(plan.service_level.of)
    of = names[0] if len(set(names)) == 1 else "offered"
    return Rate(kept / weights if weights else None, of)
