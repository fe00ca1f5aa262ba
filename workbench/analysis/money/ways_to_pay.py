"""Four ways of paying, side by side: what each department pays and what is left over, at three volumes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from workbench.analysis.money.lines import drivers, item_line
from workbench.analysis.money.price_list import PriceList, planned_fixed_part
from workbench.analysis.money.release_value import by_department, release_values
from workbench.analysis.money.rounding import TENTH, divided, line_amount, quantity
from workbench.analysis.results import Allocation, Costs, Demand, Financing, Release, Staffing
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.costs import CostDriver, CostPhase
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.scenarios import FinancingModel

VOLUME_FACTORS = (Decimal("0.8"), Decimal(1), Decimal("1.2"))
_ZERO = Decimal(0)
Amounts = dict[str, Decimal]
Replan = Callable[[Decimal], Decimal | None]


@dataclass(frozen=True)
class _Volume:
    """A volume to pay for: its factor and what the year costs there, staffed as planned and re-planned."""

    factor: Decimal
    as_planned: Decimal
    replanned: Decimal | None


def financing(
    project: Project,
    terms: ScenarioTerms,
    costs: Costs,
    allocation: Allocation,
    prices: PriceList,
    staffing: Staffing,
    release: Release,
    demand: Demand,
    replan: Replan | None,
) -> tuple[Financing, ...]:
    """Return models A-D (in that order), each at 0.8, 1 and 1.2 of the planned volume.

    - A: the value of realisable hours and of positions that move in the planning year, fixed.
    - B: positions reserved in tenths (all positions divided by used minutes, largest remainder) x the
      shared cost that departments bear / all positions, ROUND to 2, + direct items, fixed.
    - C: readiness + direct items, fixed, + ROUND(variable price x actual contacts; 2) per price.
    - D: nothing.

    Cost as planned moves only with items per case; ``replan(factor)`` gives the yearly cost of a plan made
    for that volume, or None where nobody computed it. Cost = payments + centrally funded + residue.
    """
    volumes = [_volume(project, costs, staffing, demand, replan, factor) for factor in VOLUME_FACTORS]
    nothing = {department.id: _ZERO for department in project.departments}
    transfer = by_department(project, release_values(project, terms, release, terms.planning_year))
    checkpoint()
    reserved, per_fte = reserved_fte(allocation, staffing)
    capacity = {
        one.department: line_amount(reserved[one.department] * per_fte) + one.direct
        for one in allocation.by_department
    }
    base = dict(planned_fixed_part(allocation))
    rows = []
    for model in FinancingModel:
        for volume in volumes:
            checkpoint()
            centre = allocation.central
            row: Financing
            match model:
                case FinancingModel.A_BUDGET_TRANSFER:
                    row = _row(model, volume, transfer, nothing, centre)
                case FinancingModel.B_CAPACITY:
                    row = _row(model, volume, capacity, nothing, centre)
                    row = replace(row, reserved_fte=reserved, cost_per_fte=per_fte)
                case FinancingModel.C_BASE_AND_PRICE:
                    row = _row(model, volume, base, {**nothing, **prices.income(volume.factor)}, centre)
                case FinancingModel.D_CENTRAL:
                    row = _row(model, volume, nothing, nothing, centre)
            rows.append(row)
    return tuple(rows)


def _row(
    model: FinancingModel, volume: _Volume, fixed: Amounts, variable: Amounts, central: Decimal
) -> Financing:
    payments = {name: fixed[name] + variable[name] for name in fixed}
    covered = sum(payments.values(), central)
    replanned = volume.replanned
    return Financing(
        model=model.value,
        volume_factor=volume.factor,
        cost_as_planned=volume.as_planned,
        cost_replanned=replanned,
        payments=payments,
        residue_as_planned=volume.as_planned - covered,
        residue_replanned=None if replanned is None else replanned - covered,
        risk_bearer="central" if model is FinancingModel.D_CENTRAL else "service_committee",
        fixed_part=fixed,
        reserved_fte={},
        central=central,
        variable_part=variable,
    )


def _volume(
    project: Project,
    costs: Costs,
    staffing: Staffing,
    demand: Demand,
    replan: Replan | None,
    factor: Decimal,
) -> _Volume:
    checkpoint()
    if factor == 1:
        return _Volume(factor, costs.yearly_total, costs.yearly_total)
    replanned = replan(factor) if replan is not None else None
    return _Volume(factor, cost_as_planned(project, costs, staffing, demand, factor), replanned)


def cost_as_planned(
    project: Project, costs: Costs, staffing: Staffing, demand: Demand, factor: Decimal
) -> Decimal:
    """Return the yearly cost with the planned staff at volume x ``factor``: only items per case move."""
    planned = drivers(staffing, demand)
    actual = replace(planned, cases=quantity(planned.cases * factor))
    per_case = [
        item
        for item in project.cost_items
        if item.driver is CostDriver.CASE and item.phase is CostPhase.OPERATION
    ]
    change = sum((item_line(x, actual).amount - item_line(x, planned).amount for x in per_case), _ZERO)
    return costs.yearly_total + change


def reserved_fte(allocation: Allocation, staffing: Staffing) -> tuple[Amounts, Decimal]:
    """Return the tenths of positions reserved for each department, and the cost of a full position.

    All positions (begun tenths count) are divided by used minutes; the cost, not rounded, is what
    departments bear of the shared cost / all positions.
    """
    in_all = quantity(staffing.fte_total).quantize(TENTH, ROUND_CEILING)
    weights = {one.department: one.used_minutes for one in allocation.by_department}
    reserved = {name: one.amount for name, one in divided(in_all, weights, TENTH).items()}
    shared = sum((one.used + one.readiness for one in allocation.by_department), _ZERO)
    return reserved, shared / in_all if in_all else _ZERO
