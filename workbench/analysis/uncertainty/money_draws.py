"""What every draw costs, who bears it and what is left: the money stages with an array where those have an amount.

Lines are rounded to the hundredth as there; what is divided by largest remainder is not rounded here, which is at
most a hundredth per party.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from workbench.analysis.money.lines import payer
from workbench.analysis.results import CostLine, Floats, Results
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.uncertainty.pool_draws import PositionDraws
from workbench.analysis.uncertainty.release_draws import ByDepartment, ReleaseDraws
from workbench.analysis.uncertainty.totals import Totals
from workbench.model.costs import CostDriver, CostPhase, Funding
from workbench.model.project import Project
from workbench.model.scenarios import AllocationKey, FinancingModel

_TIE = 1e-9


@dataclass(frozen=True, eq=False)
class MoneyDraws:
    """Amounts of every draw, per year; by department in the project's order."""

    yearly_total: Floats
    shared_yearly: Floats
    central_yearly: Floats
    one_off_total: Floats
    idle_capacity: Floats
    rate_per_minute: Floats
    price_variable: Floats
    price_fixed: Floats
    amount: ByDepartment
    pays: ByDepartment
    net_effect: ByDepartment
    net_effect_full_year: ByDepartment


@dataclass(frozen=True, eq=False)
class _Lines:
    """The year's lines and the one-off ones, by who carries them."""

    shared: Floats
    central: Floats
    direct: ByDepartment
    one_off: Floats
    one_off_shared: Floats
    one_off_own: ByDepartment


@dataclass(frozen=True, eq=False)
class _Shares:
    """Who bears the shared cost. ``weight`` is used + readiness; ``in_all`` with what the centre bears of it."""

    idle: Floats
    rate: Floats
    used: ByDepartment
    readiness: ByDepartment
    weight: ByDepartment
    in_all: Floats


def money_draws(
    project: Project,
    terms: ScenarioTerms,
    results: Results,
    totals: Totals,
    positions: PositionDraws,
    release: ReleaseDraws,
) -> MoneyDraws:
    """Return the money of every draw."""
    n = len(positions.fte_total)
    names = [one.id for one in project.departments]
    minutes = {name: np.zeros(n) + totals.used_s.get(name, 0.0) / 60 for name in names}
    lines = _lines(project, results, positions, np.zeros(n) + totals.whole["cases_reaching"])
    shares = _shares(results, terms, lines, positions, minutes, totals)
    amount = {x: shares.used[x] + shares.readiness[x] + lines.direct[x] for x in names}
    pays = _payments(terms, lines, shares, positions, minutes, release)
    if terms.financing in {FinancingModel.B_CAPACITY, FinancingModel.C_BASE_AND_PRICE}:
        part = {x: _over(shares.weight[x], shares.in_all) for x in names}
        change, own = _capital_change(project, results)
        once = {x: part[x] * lines.one_off_shared + lines.one_off_own[x] for x in names}
        later = {x: pays[x] + part[x] * change + own[x] for x in names}
        pays = {x: pays[x] + once[x] for x in names}
    else:
        is_transfer = terms.financing is FinancingModel.A_BUDGET_TRANSFER
        later = release.worth_next if is_transfer else pays
    with_price = [name for name in names if name in totals.priced]
    priced = np.zeros(n) + sum(totals.priced.values())
    fixed = sum((shares.readiness[x] + lines.direct[x] for x in with_price), np.zeros(n))
    return MoneyDraws(
        yearly_total=lines.shared + lines.central + _sum(lines.direct, n),
        shared_yearly=lines.shared,
        central_yearly=lines.central,
        one_off_total=lines.one_off,
        idle_capacity=shares.idle,
        rate_per_minute=shares.rate,
        price_variable=_over(shares.rate * _sum(minutes, n), priced),
        price_fixed=_over(fixed, priced),
        amount=amount,
        pays=pays,
        net_effect={x: release.worth[x] - pays[x] for x in names},
        net_effect_full_year={x: release.worth_next[x] - later[x] for x in names},
    )


def _sum(by_department: Mapping[str, Floats], n: int) -> Floats:
    found: Floats = sum(by_department.values(), np.zeros(n))
    return found


def _over(one: Floats, other: Floats) -> Floats:
    found: Floats = np.divide(one, other, out=np.zeros_like(one), where=other != 0)
    return found


def _lines(project: Project, results: Results, positions: PositionDraws, cases: Floats) -> _Lines:
    n = len(cases)
    found = _Lines(
        np.zeros(n),
        np.zeros(n),
        {one.id: np.zeros(n) for one in project.departments},
        np.zeros(n),
        np.zeros(n),
        {one.id: np.zeros(n) for one in project.departments},
    )
    for line in results.costs.lines:
        amount = _amount(line, positions, cases)
        to_department = line.funding == Funding.DEPARTMENT and line.department is not None
        if line.phase == CostPhase.OPERATION:
            if line.funding == Funding.SHARED:
                found.shared[...] += amount
            elif line.funding == Funding.CENTRAL:
                found.central[...] += amount
            elif to_department:
                found.direct[line.department or ""][...] += amount
            continue
        found.one_off[...] += amount
        if line.kind == "item" and line.funding == Funding.SHARED:
            found.one_off_shared[...] += amount
        elif line.kind == "item" and to_department:
            found.one_off_own[line.department or ""][...] += amount
    return found


def _amount(line: CostLine, positions: PositionDraws, cases: Floats) -> Floats:
    """Return a line's amount in every draw: the driver in whole steps x the amount per unit."""
    if line.kind in {"capital", "outlay"}:
        return np.full_like(cases, float(line.amount))
    if line.kind == "personnel":
        quantity = {
            "advisers": positions.fte_total - positions.leaders - positions.management,
            "team_leaders": positions.leaders,
            "management": positions.management,
        }[line.id]
    else:
        quantity = _driven(CostDriver(line.driver), positions, cases)
        if line.step_size is not None:
            step = float(line.step_size)
            quantity = np.ceil(quantity / step - _TIE) * step
    found: Floats = np.round(np.round(quantity, 6) * float(line.unit_amount), 2)
    return found


def _driven(driver: CostDriver, positions: PositionDraws, cases: Floats) -> Floats:
    match driver:
        case CostDriver.FIXED:
            return np.ones_like(cases)
        case CostDriver.PER_FTE:
            return positions.fte_total
        case CostDriver.WORKPLACE:
            return np.ceil(np.round(positions.workplaces, 6) - _TIE)
        case CostDriver.LICENCE:
            return np.ceil(positions.fte_total - _TIE)
        case CostDriver.CASE:
            return cases
        case CostDriver.HOUR:
            return positions.staffed_hours


def _shares(
    results: Results,
    terms: ScenarioTerms,
    lines: _Lines,
    positions: PositionDraws,
    minutes: ByDepartment,
    totals: Totals,
) -> _Shares:
    """Divide the shared cost as the allocation does, with the key that the plan used."""
    n = len(lines.shared)
    used_minutes = _sum(minutes, n)
    advisers = positions.fte_total - positions.leaders - positions.management
    productive = np.maximum(advisers * terms.hours_per_fte * 60, used_minutes)
    part = np.divide(productive - used_minutes, productive, out=np.ones(n), where=productive > 0)
    idle = np.round(lines.shared * part, 2)
    key = results.allocation.key
    weights = {one.department: np.full(n, float(one.key_weight)) for one in results.allocation.by_department}
    if key == AllocationKey.USED_MINUTES:
        weights = minutes
    elif key == AllocationKey.CONTACTS:
        weights = {name: np.zeros(n) + totals.contacts.get(name, 0.0) for name in minutes}
    in_all = _sum(weights, n)
    used = {x: _over((lines.shared - idle) * one, used_minutes) for x, one in minutes.items()}
    readiness = {x: _over(idle * one, in_all) for x, one in weights.items()}
    weight = {x: used[x] + readiness[x] for x in minutes}
    centre = idle if key == AllocationKey.CENTRAL else np.zeros(n)
    return _Shares(idle, _over(lines.shared, productive), used, readiness, weight, _sum(weight, n) + centre)


def _payments(
    terms: ScenarioTerms,
    lines: _Lines,
    shares: _Shares,
    positions: PositionDraws,
    minutes: ByDepartment,
    release: ReleaseDraws,
) -> ByDepartment:
    """Return what each department pays in the planning year by the chosen model, without one-off costs."""
    n = len(shares.idle)
    match terms.financing:
        case FinancingModel.A_BUDGET_TRANSFER:
            return dict(release.worth)
        case FinancingModel.B_CAPACITY:
            tenths = np.ceil(positions.fte_total * 10 - _TIE)
            reserved = _whole_tenths(tenths, minutes)
            per_tenth = _over(_sum(shares.weight, n), tenths)
            return {x: reserved[x] * per_tenth + lines.direct[x] for x in minutes}
        case FinancingModel.C_BASE_AND_PRICE:
            return {x: shares.readiness[x] + lines.direct[x] + minutes[x] * shares.rate for x in minutes}
        case FinancingModel.D_CENTRAL:
            return {x: np.zeros(n) for x in minutes}


def _whole_tenths(tenths: Floats, weights: ByDepartment) -> ByDepartment:
    """Divide whole tenths by largest remainder, ties by id."""
    names = sorted(weights)
    rows = np.array([weights[name] for name in names])
    exact = np.round(_over(tenths * rows, np.broadcast_to(rows.sum(axis=0), rows.shape)), 4)
    whole = np.floor(exact)
    left = np.where(rows.sum(axis=0) > 0, tenths - whole.sum(axis=0), 0)
    order = np.argsort(np.round(whole - exact, 4), axis=0, kind="stable")
    rank = np.empty_like(order)
    np.put_along_axis(rank, order, np.broadcast_to(np.arange(len(names))[:, None], order.shape), axis=0)
    return dict(zip(names, whole + (rank < left), strict=True))


def _capital_change(project: Project, results: Results) -> tuple[float, dict[str, float]]:
    """Return what shared capital, and each department's own, costs more the year after the planning year."""
    shared, own = 0.0, {one.id: 0.0 for one in project.departments}
    payers = {one.id: payer(one) for one in project.investments}
    first = results.planning_year
    for one in results.costs.capital:
        if one.year in {first, first + 1}:
            amount = float(one.amount) if one.year == first + 1 else -float(one.amount)
            funding, department = payers[one.investment]
            if funding == Funding.SHARED.value:
                shared += amount
            elif department is not None:
                own[department] += amount
    return shared, own
