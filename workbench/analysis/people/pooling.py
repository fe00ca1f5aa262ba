"""What pooling is worth: every department answering its own contacts, against one common service.

The same contacts, opening hours, targets and deferred work on both sides. Small queues waste most:
that is the whole economy of a common customer service at a municipality's scale, and how much slower
generalists may be before it is gone is the question that departments ask.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from workbench.analysis.demand.contacts import demand as demand_of
from workbench.analysis.memo import Memo
from workbench.analysis.people.plan import plan_pool
from workbench.analysis.process.flow import flows as flows_of
from workbench.analysis.results import Demand
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.case_types import CaseType
from workbench.model.organisation import FrontlinePosition
from workbench.model.project import Project

_LONGEST = 64.0
_ROUNDS = 24


@dataclass(frozen=True)
class Alone:
    """A department with staff of its own, at the same targets. Whole advisers, before overhead and rounding.

    ``fte_today`` and ``persons_today`` are its front-line positions as they are: today's real presence.
    """

    department: str
    staffed_hours: float
    fte: float
    peak_agents: int
    fte_today: float
    persons_today: float


@dataclass(frozen=True)
class Pooling:
    """All departments alone, against the pool. Full-time positions before overhead and rounding.

    ``break_even_handling`` is the factor by which the pool's handling times may grow before it needs as
    many hours as all departments alone (1.2: a fifth longer); None where there is no work, and not
    above 64. ``seconds_per_contact`` and ``break_even_seconds`` say the same in seconds of a contact.
    """

    alone: tuple[Alone, ...]
    alone_fte: float
    pooled_fte: float
    saved_fte: float
    break_even_handling: float | None
    seconds_per_contact: float | None
    break_even_seconds: float | None


def pooling(
    project: Project,
    terms: ScenarioTerms,
    demand: Demand,
    memo: Memo,
    progress: Callable[[int, int], None] | None = None,
) -> Pooling:
    """Return what each department would need alone, and what the pool for ``demand`` needs.

    Alone, nobody but the contacts asks for presence: one adviser while open instead of the pool's minimum.
    ``memo`` keeps every department's plan until one of its case types or the terms change. ``progress``
    is told (departments done, in all).
    """
    mine: dict[str, list[CaseType]] = {one.id: [] for one in project.departments}
    for case_type in project.case_types:
        mine[case_type.department].append(case_type)
    own = replace(terms, pools=tuple(pool.changed(minimum_presence=1) for pool in terms.pools))
    alone = []
    for number, (department, case_types) in enumerate(mine.items(), start=1):
        hours, peak = memo.once(
            f"alone {department}",
            (terms, project.profiles, project.settings, *case_types),
            lambda some=tuple(case_types): _need(project, own, some),  # type: ignore[misc]
        )
        alone.append(_alone(department, hours, peak, terms, project.frontline_positions))
        if progress:
            progress(number, len(mine))
    pooled = _hours(demand, terms)
    alone_hours = math.fsum(one.staffed_hours for one in alone)
    factor = _break_even(demand, terms, pooled, alone_hours)
    contact_s = _seconds_per_contact(demand)
    return Pooling(
        alone=tuple(alone),
        alone_fte=alone_hours / terms.hours_per_fte,
        pooled_fte=pooled / terms.hours_per_fte,
        saved_fte=(alone_hours - pooled) / terms.hours_per_fte,
        break_even_handling=factor,
        seconds_per_contact=contact_s,
        break_even_seconds=None if factor is None or contact_s is None else contact_s * factor,
    )


def _need(project: Project, terms: ScenarioTerms, case_types: tuple[CaseType, ...]) -> tuple[float, int]:
    """Return hours per year and peak of advisers for these case types alone; nothing where nothing moves."""
    alone = project.changed(case_types=case_types)
    demand = demand_of(alone, terms, flows_of(alone, terms))
    known = {pool.id: pool for pool in terms.pools}
    plans = [
        plan_pool(one, known[one.pool], terms, hours_only=True)
        for one in demand.pools
        if one.work_s.any() or one.booked_hours or any(one.deferred_hours.values())
    ]
    return math.fsum(plan.staffed_hours for plan in plans), sum(plan.peak_agents for plan in plans)


def _alone(
    department: str,
    hours: float,
    peak: int,
    terms: ScenarioTerms,
    positions: tuple[FrontlinePosition, ...],
) -> Alone:
    today = [one for one in positions if one.department == department]
    return Alone(
        department=department,
        staffed_hours=hours,
        fte=hours / terms.hours_per_fte,
        peak_agents=peak,
        fte_today=math.fsum(one.fte for one in today),
        persons_today=math.fsum(one.persons for one in today),
    )


def _hours(demand: Demand, terms: ScenarioTerms, handling: float = 1.0) -> float:
    """Return the pools' staffed hours with every handling time ``handling`` times as long."""
    known = {pool.id: pool for pool in terms.pools}
    plans = []
    for one in demand.pools:
        slower = replace(
            one,
            work_s=one.work_s * handling,
            booked_hours=one.booked_hours * handling,
            deferred_hours={name: hours * handling for name, hours in one.deferred_hours.items()},
            uninterruptible_hours=one.uninterruptible_hours * handling,
        )
        plans.append(plan_pool(slower, known[one.pool], terms, hours_only=True))
    return math.fsum(plan.staffed_hours for plan in plans)


def _break_even(demand: Demand, terms: ScenarioTerms, pooled: float, alone: float) -> float | None:
    """Return the largest factor (to six digits) at which the pool needs no more hours than ``alone``.

    Hours grow with the factor in steps of whole advisers, so that the search is for the last
    step that still fits. Below 1 where the pool is the dearer one already; None where nobody comes, or
    where the pool would be dearer whatever a contact takes, as its minimum presence alone is.
    """
    if not any(one.work_s.any() for one in demand.pools):
        return None
    low, high = (1.0, 2.0) if pooled <= alone else (1 / _LONGEST, 1.0)
    if pooled > alone and _hours(demand, terms, low) > alone:
        return None
    while pooled <= alone and high < _LONGEST and _hours(demand, terms, high) <= alone:
        low, high = high, 2 * high
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if _hours(demand, terms, middle) <= alone:
            low = middle
        else:
            high = middle
    return low


def _seconds_per_contact(demand: Demand) -> float | None:
    work = contacts = 0.0
    for one in demand.pools:
        for number, day in enumerate(one.day_types):
            work += day.days * float(one.work_s[:, number].sum())
            contacts += day.days * float(one.offered[:, number].sum())
    return work / contacts if contacts else None
