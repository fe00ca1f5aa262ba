"""Does it pay for a department, year by year: what it releases less what it pays, in constant prices."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from workbench.analysis.money.lines import direct_amounts, payer
from workbench.analysis.money.release_value import by_department, later_values
from workbench.analysis.money.rounding import divided
from workbench.analysis.results import Allocation, Costs, Financing, NetEffect, Release
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.costs import CostPhase, Funding
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.scenarios import AllocationKey, FinancingModel

NET_EFFECT_YEARS = 5
_ZERO = Decimal(0)
_CENTRE = ""
Amounts = dict[str, Decimal]


def net_effect(
    project: Project,
    terms: ScenarioTerms,
    costs: Costs,
    allocation: Allocation,
    financing: Sequence[Financing],
    release: Release,
) -> tuple[NetEffect, ...]:
    """Return every department's five years from the planning year, by the chosen financing model.

    releases(year) = realisable hours and moved positions, worth what they are that year; hours no longer from the
    month in which the position moves that they lie in. pays(year):
    A the same; D nothing; B and C the planning year's payment at planned volume + capital change(year) +
    one-off costs (the planning year only). Capital change: what shared capital costs more or less than in
    the planning year, divided by largest remainder in proportion to used + readiness (with the central key
    the centre takes part with the idle capacity it bears), plus the department's own investments.
    One-off costs, outlays of investments apart, are divided in the same way. difference = releases - pays.
    """
    at_plan = {one.model: one for one in financing if one.volume_factor == 1}
    chosen = at_plan[terms.financing.value]
    first = terms.planning_year
    years = range(first, first + NET_EFFECT_YEARS)
    # Model A pays what is released in the planning year; in other years positions alone are worth another sum.
    at_first = at_plan[FinancingModel.A_BUDGET_TRANSFER.value].payments
    moved = {y: by_department(project, later_values(project, terms, release, y)) for y in years}
    released = {
        y: {name: at_first[name] + moved[y][name] - moved[first][name] for name in at_first} for y in years
    }
    checkpoint()
    nothing = {department.id: _ZERO for department in project.departments}
    changes, one_off = dict.fromkeys(years, nothing), nothing
    if terms.financing in {FinancingModel.B_CAPACITY, FinancingModel.C_BASE_AND_PRICE}:
        changes = {y: _capital_change(project, costs, allocation, first, y) for y in years}
        one_off = one_off_amounts(project, costs, allocation)
    fixed = dict.fromkeys(years, chosen.payments)
    if terms.financing is FinancingModel.A_BUDGET_TRANSFER:
        fixed = released
    checkpoint()
    rows: list[NetEffect] = []
    for name in nothing:
        once = {y: one_off[name] if y == first else _ZERO for y in years}
        pays = {y: fixed[y][name] + changes[y][name] + once[y] for y in years}
        differences = [released[y][name] - pays[y] for y in years]
        cumulated = dict(zip(years, accumulate(differences), strict=True))
        below = [y for y in years if cumulated[y] < 0]
        break_even = next((y for y in years if y > max(below, default=0)), None)
        rows += [
            NetEffect(
                department=name,
                year=y,
                pays=pays[y],
                releases=released[y][name],
                difference=released[y][name] - pays[y],
                cumulated=cumulated[y],
                break_even_year=break_even,
                capital_change=changes[y][name],
                one_off=once[y],
                model=chosen.model,
            )
            for y in years
        ]
    return tuple(rows)


def shared_weights(costs: Costs, allocation: Allocation) -> Amounts:
    """Return by what later shared amounts are divided: used + readiness; the centre ("") with its idle capacity."""
    weights = {one.department: abs(one.used + one.readiness) for one in allocation.by_department}
    if allocation.key == AllocationKey.CENTRAL.value:
        weights[_CENTRE] = abs(allocation.central - costs.central_yearly)
    return weights


def one_off_amounts(project: Project, costs: Costs, allocation: Allocation) -> Amounts:
    """Return each department's one-off costs: its part of the shared ones, and its own. Outlays are not in it."""
    lines = [line for line in costs.lines if line.kind == "item" and line.phase != CostPhase.OPERATION.value]
    shared = sum((line.amount for line in lines if line.funding == Funding.SHARED.value), _ZERO)
    return _divided_and_own(shared, direct_amounts(project, lines), shared_weights(costs, allocation))


def _capital_change(project: Project, costs: Costs, allocation: Allocation, first: int, year: int) -> Amounts:
    """Return what capital costs each department in ``year`` beyond the ``first`` year (negative: less)."""
    checkpoint()
    shared = _ZERO
    own = {department.id: _ZERO for department in project.departments}
    payers = {one.id: payer(one) for one in project.investments}
    for one in costs.capital:
        if one.year not in {first, year} or year == first:
            continue
        amount = one.amount if one.year == year else -one.amount
        funding, department = payers[one.investment]
        if funding == Funding.SHARED.value:
            shared += amount
        elif department is not None:
            own[department] += amount
    return _divided_and_own(shared, own, shared_weights(costs, allocation))


def _divided_and_own(shared: Decimal, own: Amounts, weights: Amounts) -> Amounts:
    if not shared:
        return own
    portions = divided(shared, weights)
    return {name: portions[name].amount + amount for name, amount in own.items()}
