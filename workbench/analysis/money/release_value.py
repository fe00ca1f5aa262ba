"""What released hours and positions that move are worth: the other side of every payment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from workbench.analysis.money.lines import yearly_salary_cost
from workbench.analysis.money.rounding import decimal_of, line_amount, quantity
from workbench.analysis.people.positions import counted_before
from workbench.analysis.results import Release, ReleaseValue
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.organisation import FrontlinePosition, PositionMove
from workbench.model.pause import checkpoint
from workbench.model.project import Project

_ONE, _ZERO = Decimal(1), Decimal(0)
CostPerFte = Mapping[str | None, Decimal]
"""A full-time position's yearly cost by role; None stands for an adviser."""


def release_values(
    project: Project, terms: ScenarioTerms, release: Release, year: int
) -> tuple[ReleaseValue, ...]:
    """Return a line per released role and per front-line position that moves, worth what it is in ``year``.

    amount = ROUND(positions x cost per position x share x months / 12; 2). Hours: the realisable
    positions, the role's salary x 12 x (1 + employer contribution), the whole year. Positions: their own
    yearly cost (then ``fte`` is 1), else their positions at the role's salary; months from the day they
    move. A role without a salary has an adviser's. Constant prices of the planning year. Where a position
    moves after the planning year, the hours in it that were realisable until then are taken off again.
    """
    cost_per_fte = costs_per_fte(project, terms)
    return (*hour_values(release, cost_per_fte), *later_values(project, terms, release, year))


def later_values(
    project: Project, terms: ScenarioTerms, release: Release, year: int
) -> tuple[ReleaseValue, ...]:
    """Return the lines that differ from year to year: of positions, and of hours that then lie in them (negative)."""
    cost_per_fte = costs_per_fte(project, terms)
    return (
        *position_values(project, year, cost_per_fte),
        *(one for one in values_counted_before(project, terms, release, year, cost_per_fte) if one.months),
    )


def hour_values(release: Release, cost_per_fte: CostPerFte) -> tuple[ReleaseValue, ...]:
    """Return the lines of released hours: the same every year."""
    rows = []
    for at, one in enumerate(release.released):
        if at % 100 == 0:
            checkpoint()
        fte, cost = quantity(one.fte_realisable), cost_per_fte.get(one.role, cost_per_fte[None])
        rows.append(
            ReleaseValue(
                department=one.department,
                kind="hours",
                id=one.role,
                fte=fte,
                cost_per_fte=cost,
                share=_ONE,
                months=12,
                amount=line_amount(fte * cost),
            )
        )
    return tuple(rows)


def position_values(project: Project, year: int, cost_per_fte: CostPerFte) -> tuple[ReleaseValue, ...]:
    """Return the lines of front-line positions that move, worth what they are in ``year``."""
    return tuple(
        _position(one, cost_per_fte.get(one.role, cost_per_fte[None]), year)
        for one in project.frontline_positions
        if one.moves is not PositionMove.NO
    )


def values_counted_before(
    project: Project, terms: ScenarioTerms, release: Release, year: int, cost_per_fte: CostPerFte
) -> tuple[ReleaseValue, ...]:
    """Return what realisable hours no longer are worth in ``year``, as the position they lie in has moved by then.

    A line per position that moves after the planning year and role whose hours lie in it, from the month it moves in.
    """
    rows = []
    for position, whose, hours in counted_before(project, terms, release.released):
        fte = -quantity(hours / terms.hours_per_fte * terms.realisable(whose.unit))
        cost = cost_per_fte.get(whose.role, cost_per_fte[None])
        months = months_moved(position, year)
        rows.append(
            ReleaseValue(
                department=whose.department,
                kind="counted_before",
                id=position.id,
                fte=fte,
                cost_per_fte=cost,
                share=_ONE,
                months=months,
                amount=line_amount(fte * cost * months / 12),
            )
        )
    return tuple(rows)


def costs_per_fte(project: Project, terms: ScenarioTerms) -> CostPerFte:
    """Return a full-time position's yearly cost by role; None stands for an adviser."""
    adviser = terms.adviser_salary_per_month
    salaries: dict[str | None, Decimal] = {None: adviser} | {
        role.id: adviser if role.salary_per_month is None else role.salary_per_month for role in project.roles
    }
    by_salary = {salary: yearly_salary_cost(salary, terms) for salary in set(salaries.values())}
    return {role: by_salary[salary] for role, salary in salaries.items()}


def _position(position: FrontlinePosition, cost_per_fte: Decimal, year: int) -> ReleaseValue:
    own = position.cost_per_year
    fte = quantity(position.fte) if own is None else _ONE
    cost = cost_per_fte if own is None else own
    share = _ONE if position.moves is PositionMove.WHOLE else decimal_of(position.share)
    months = months_moved(position, year)
    return ReleaseValue(
        department=position.department,
        kind="position",
        id=position.id,
        fte=fte,
        cost_per_fte=cost,
        share=share,
        months=months,
        amount=line_amount(fte * cost * share * months / 12),
    )


def months_moved(position: FrontlinePosition, year: int) -> int:
    """Return the months of ``year`` in which the position has moved; the month it moves in counts."""
    day = position.moves_from
    if day is None or day.year < year:
        return 12
    return 13 - day.month if day.year == year else 0


def by_department(project: Project, values: Iterable[ReleaseValue]) -> dict[str, Decimal]:
    """Return the added lines of every department of the project, 0 where nothing is released."""
    amounts = {department.id: _ZERO for department in project.departments}
    for value in values:
        amounts[value.department] += value.amount
    return amounts
