"""Who bears the yearly cost: time-driven activity-based costing, with idle capacity shown apart.

A department pays for the minutes that were used for it and for its part of the readiness to answer. The
shared cost is divided once, so that equal departments never differ by more than one öre.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from workbench.analysis.money.rounding import decimal_of, divided, largest_remainder, line_amount, quantity
from workbench.analysis.money.work import Work, work_of
from workbench.analysis.results import (
    Allocation,
    CaseTypeFlow,
    Costs,
    Demand,
    DepartmentAmount,
    Portion,
    Staffing,
)
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.project import Project
from workbench.model.scenarios import AllocationKey

_ZERO = Decimal(0)
Weights = dict[str, Decimal]


def allocation(
    project: Project,
    terms: ScenarioTerms,
    costs: Costs,
    staffing: Staffing,
    flows: Sequence[CaseTypeFlow],  # noqa: ARG001 - every money stage takes the chain's results
    demand: Demand,
) -> Allocation:
    """Divide ``costs`` between all departments of the project (in its order) and the centre.

    productive = MAX(ROUND(advisers' positions x productive hours; 6) x 60; used minutes), S = shared
    yearly cost, idle = ROUND(S x (productive - used) / productive; 2), used part = S - idle.
    A department's exact shared amount = used part x its minutes / all minutes + idle x its weight / all
    weights, rounded by largest remainder; its used amount is the used part divided by minutes likewise;
    readiness = shared amount - used amount; amount = shared amount + direct items. With the central key,
    or where nobody has a weight by any key, idle goes to the centre.
    """
    work = work_of(demand)
    minutes = _of_all(project, work.minutes_by_department())
    used_minutes = sum(minutes.values(), _ZERO)
    productive = max(productive_minutes(staffing), used_minutes)
    shared = costs.shared_yearly
    idle = line_amount(shared * (productive - used_minutes) / productive) if productive else shared
    key, weights = _key(project, terms.allocation_key, work, minutes)
    used = divided(shared - idle, minutes)
    amounts = _shared_amounts(shared - idle, minutes, idle, weights)
    centre = idle if key is AllocationKey.CENTRAL else _ZERO
    contacts = work.contacts_by_department()
    return Allocation(
        key=key.value,
        rate_per_minute=shared / productive if productive else _ZERO,
        productive_minutes=productive,
        by_department=tuple(
            _department(department.id, minutes, weights, used, amounts, costs.direct_yearly, contacts)
            for department in project.departments
        ),
        idle_capacity=idle,
        central=costs.central_yearly + centre,
        total=costs.yearly_total,
        key_asked=terms.allocation_key.value,
        used_minutes=used_minutes,
        idle_minutes=productive - used_minutes,
        used=shared - idle,
    )


def productive_minutes(staffing: Staffing) -> Decimal:
    """Return the advisers' minutes per year after absence and internal time, rounding up included."""
    leaders, management = quantity(staffing.team_leader_fte), quantity(staffing.management_fte)
    advisers = quantity(staffing.fte_total) - leaders - management
    return quantity(advisers * decimal_of(staffing.hours_per_fte)) * 60


def _department(
    name: str,
    minutes: Weights,
    weights: Weights,
    used: Mapping[str, Portion],
    amounts: Mapping[str, Portion],
    direct: Mapping[str, Decimal],
    contacts: Mapping[str, Decimal],
) -> DepartmentAmount:
    own = direct.get(name, _ZERO)
    return DepartmentAmount(
        department=name,
        used_minutes=minutes[name],
        key_weight=weights[name],
        used=used[name].amount,
        readiness=amounts[name].amount - used[name].amount,
        direct=own,
        amount=amounts[name].amount + own,
        contacts=contacts.get(name, _ZERO),
        shared=amounts[name],
        used_portion=used[name],
    )


def _shared_amounts(
    used_part: Decimal, minutes: Weights, idle: Decimal, weights: Weights
) -> dict[str, Portion]:
    all_minutes, all_weights = sum(minutes.values(), _ZERO), sum(weights.values(), _ZERO)
    exact = dict.fromkeys(minutes, _ZERO)
    total = _ZERO
    for part, by, in_all in ((used_part, minutes, all_minutes), (idle, weights, all_weights)):
        if in_all:
            total += part
            exact = {name: x + part * by[name] / in_all for name, x in exact.items()}
    return largest_remainder(total, exact)


def _key(
    project: Project, asked: AllocationKey, work: Work, minutes: Weights
) -> tuple[AllocationKey, Weights]:
    """Return the key that can be used and every department's weight by it: asked, else minutes, else central."""
    for key in (asked, AllocationKey.USED_MINUTES):
        weights = _weights(project, key, work, minutes)
        if key is AllocationKey.CENTRAL or any(weights.values()):
            return key, weights
    return AllocationKey.CENTRAL, dict.fromkeys(minutes, _ZERO)


def _weights(project: Project, key: AllocationKey, work: Work, minutes: Weights) -> Weights:
    match key:
        case AllocationKey.USED_MINUTES:
            return minutes
        case AllocationKey.CONTACTS:
            return _of_all(project, work.contacts_by_department())
        case AllocationKey.INHABITANTS:
            # Only who has work done takes part: otherwise a department that moves nothing would pay for it.
            everybody = project.municipality.inhabitants or 1
            return {
                one.id: Decimal(everybody if one.inhabitants is None else one.inhabitants)
                if minutes[one.id]
                else _ZERO
                for one in project.departments
            }
        case AllocationKey.AGREED_SHARES:
            return {one.id: decimal_of(one.agreed_share) for one in project.departments}
        case AllocationKey.CENTRAL:
            return dict.fromkeys(minutes, _ZERO)


def _of_all(project: Project, some: Mapping[str, Decimal]) -> Weights:
    return {department.id: some.get(department.id, _ZERO) for department in project.departments}
