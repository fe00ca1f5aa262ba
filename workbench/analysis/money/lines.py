"""Cost lines of the planning year: quantity x unit amount, rounded once, and the table they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from workbench.analysis.money.capital import capital_years
from workbench.analysis.money.rounding import decimal_of, line_amount, quantity, whole_steps
from workbench.analysis.money.work import work_of
from workbench.analysis.results import CapitalYear, CostLine, Costs, Demand, Staffing
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.costs import CostCategory, CostDriver, CostItem, CostPhase, Funding, Investment
from workbench.model.project import Project
from workbench.model.text import N_, Message, message

_ONE, _ZERO = Decimal(1), Decimal(0)


@dataclass(frozen=True)
class Drivers:
    """What cost items are multiplied with. Hours, positions and cases are rounded to 1e-6."""

    fte: Decimal
    workplaces: Decimal
    cases: Decimal
    hours: Decimal

    def quantity(self, driver: CostDriver) -> Decimal:
        """Return the driver's quantity: a workplace for everybody at work at once, a licence per begun position."""
        match driver:
            case CostDriver.FIXED:
                return _ONE
            case CostDriver.PER_FTE:
                return self.fte
            case CostDriver.WORKPLACE:
                return self.workplaces.to_integral_value(ROUND_CEILING)
            case CostDriver.LICENCE:
                return self.fte.to_integral_value(ROUND_CEILING)
            case CostDriver.CASE:
                return self.cases
            case CostDriver.HOUR:
                return self.hours

    def before_steps(self, driver: CostDriver) -> Decimal:
        """Return the driver's quantity before workplaces and licences are made whole."""
        match driver:
            case CostDriver.WORKPLACE:
                return self.workplaces
            case CostDriver.LICENCE:
                return self.fte
            case _:
                return self.quantity(driver)


def drivers(staffing: Staffing, demand: Demand) -> Drivers:
    """Return the year's drivers: all positions, people at work at once, cases that reach us, staffed hours."""
    return Drivers(
        fte=quantity(staffing.fte_total),
        workplaces=quantity(staffing.workplaces),
        cases=work_of(demand).cases,
        hours=quantity(staffing.staffed_hours_per_year),
    )


def contribution(terms: ScenarioTerms) -> Decimal:
    """Return the employer contribution of the planning year as a share of salary; 0 where nobody said one."""
    return decimal_of(terms.employer_contribution or 0.0)


def yearly_salary_cost(salary_per_month: Decimal, terms: ScenarioTerms) -> Decimal:
    """Return a full-time position's cost per year, not rounded: salary x 12 x (1 + employer contribution)."""
    return salary_per_month * 12 * (1 + contribution(terms))


def costs(project: Project, terms: ScenarioTerms, staffing: Staffing, demand: Demand) -> Costs:
    """Return the cost lines of the planning year and what they add up to, and all years of investments.

    Amount of a line = ROUND(quantity x unit amount; 2). Order: advisers, team leaders, management, cost
    items, the year's capital cost of each investment, outlays of investments.
    """
    rate = decimal_of(terms.interest_rate or 0.0)
    capital = {one.id: capital_years(one, rate) for one in project.investments}
    basis = drivers(staffing, demand)
    lines = (
        *personnel_lines(project, terms, staffing),
        *(item_line(item, basis) for item in project.cost_items),
        *(_capital_line(one, capital[one.id], terms.planning_year) for one in project.investments),
        *(_outlay_line(one) for one in project.investments),
    )
    yearly = [line for line in lines if line.phase == CostPhase.OPERATION]
    return Costs(
        currency=project.settings.currency,
        lines=lines,
        capital=tuple(year for years in capital.values() for year in years),
        yearly_total=_sum(yearly),
        one_off_total=_sum(line for line in lines if line.phase != CostPhase.OPERATION),
        shared_yearly=_sum(line for line in yearly if line.funding == Funding.SHARED),
        central_yearly=_sum(line for line in yearly if line.funding == Funding.CENTRAL),
        direct_yearly=direct_amounts(project, yearly),
        budget=_budget(lines),
        employer_contribution=contribution(terms),
        interest_rate=rate,
    )


def personnel_lines(project: Project, terms: ScenarioTerms, staffing: Staffing) -> tuple[CostLine, ...]:
    """Return advisers, team leaders and management: positions x (salary x 12 x (1 + contribution) + overhead).

    Positions are rounded to 1e-6 and add up to the plan's: advisers are what the other two leave, so
    what rounding the pool up adds is paid as advisers. A leader without a salary has an adviser's,
    management without one a leader's.
    """
    said = project.settings.adviser_cost
    adviser = terms.adviser_salary_per_month
    leader = adviser if said.team_leader_salary_per_month is None else said.team_leader_salary_per_month
    manager = leader if said.management_salary_per_month is None else said.management_salary_per_month
    leaders, management = quantity(staffing.team_leader_fte), quantity(staffing.management_fte)
    advisers = quantity(staffing.fte_total) - leaders - management
    rows: tuple[tuple[str, Message, Decimal, Decimal], ...] = (
        ("advisers", message(N_("Service advisers")), advisers, adviser),
        ("team_leaders", message(N_("Team leaders")), leaders, leader),
        ("management", message(N_("Management")), management, manager),
    )
    unit = {salary: yearly_salary_cost(salary, terms) + said.overhead_per_fte for *_, salary in rows}
    return tuple(
        CostLine(
            id=line_id,
            name=name,
            kind="personnel",
            category=CostCategory.PERSONNEL.value,
            phase=CostPhase.OPERATION.value,
            driver=CostDriver.PER_FTE.value,
            quantity=fte,
            driver_quantity=fte,
            unit_amount=unit[salary],
            amount=line_amount(fte * unit[salary]),
            funding=Funding.SHARED.value,
            department=None,
            worked=(
                ("salary_per_month", salary),
                ("months", Decimal(12)),
                ("employer_contribution", contribution(terms)),
                ("overhead_per_fte", said.overhead_per_fte),
            ),
        )
        for line_id, name, fte, salary in rows
    )


def item_line(item: CostItem, basis: Drivers) -> CostLine:
    """Return a cost item's line: the driver's quantity in whole steps x the amount per unit.

    A step is on as soon as the quantity is above the one before; ``to_next_step`` is what the driver may
    still grow at the same cost. Workplaces and licences are whole by themselves (a step of 1); what is
    fixed is bought once, whatever its step.
    """
    raw = basis.before_steps(item.driver)
    counted = basis.quantity(item.driver)
    said = step_size(item)
    step = decimal_of(said) if said is not None else None
    if step is not None:
        counted = whole_steps(counted, step)
    has_steps = step is not None or item.driver in {CostDriver.WORKPLACE, CostDriver.LICENCE}
    funding, department = payer(item)
    return CostLine(
        id=item.id,
        name=item.name,
        kind="item",
        category=item.category.value,
        phase=item.phase.value,
        driver=item.driver.value,
        quantity=counted,
        driver_quantity=raw,
        unit_amount=item.amount,
        amount=line_amount(counted * item.amount),
        funding=funding,
        department=department,
        step_size=step if step is not None else (_ONE if has_steps else None),
        next_step_at=counted if has_steps else None,
        to_next_step=counted - raw if has_steps else None,
    )


def step_size(item: CostItem) -> float | None:
    """Return the steps that the driver comes in; what is fixed has none, or a step of 5 would make five of it."""
    return None if item.driver is CostDriver.FIXED else item.step_size


def _capital_line(investment: Investment, years: Iterable[CapitalYear], year: int) -> CostLine:
    """Return the year's depreciation and interest: already rounded as one amount, 0 outside its years."""
    found = next((one for one in years if one.year == year), None)
    funding, department = payer(investment)
    return CostLine(
        id=investment.id,
        name=investment.name,
        kind="capital",
        category=investment.category.value,
        phase=CostPhase.OPERATION.value,
        driver=CostDriver.FIXED.value,
        quantity=_ONE,
        unit_amount=found.depreciation + found.interest if found else _ZERO,
        amount=found.amount if found else _ZERO,
        funding=funding,
        department=department,
        worked=(
            (("depreciation", found.depreciation), ("interest", found.interest)) if found is not None else ()
        ),
    )


def _outlay_line(investment: Investment) -> CostLine:
    funding, department = payer(investment)
    return CostLine(
        id=investment.id,
        name=investment.name,
        kind="outlay",
        category=investment.category.value,
        phase=CostPhase.STARTUP.value,
        driver=CostDriver.FIXED.value,
        quantity=_ONE,
        unit_amount=investment.amount,
        amount=line_amount(investment.amount),
        funding=funding,
        department=department,
    )


def payer(item: CostItem | Investment) -> tuple[str, str | None]:
    """Return who carries it. A department's own cost without a department is shared: somebody must pay."""
    if item.funding is Funding.DEPARTMENT and item.department is None:
        return Funding.SHARED.value, None
    return item.funding.value, item.department if item.funding is Funding.DEPARTMENT else None


def direct_amounts(project: Project, lines: Iterable[CostLine]) -> dict[str, Decimal]:
    """Return what ``lines`` charge each department directly, for every department of the project."""
    amounts = {department.id: _ZERO for department in project.departments}
    for line in lines:
        if line.funding == Funding.DEPARTMENT and line.department is not None:
            amounts[line.department] += line.amount
    return amounts


def _budget(lines: Iterable[CostLine]) -> dict[tuple[str, str], Decimal]:
    table = {(row.value, column.value): _ZERO for row in CostCategory for column in CostPhase}
    for line in lines:
        table[line.category, line.phase] += line.amount
    return table


def _sum(lines: Iterable[CostLine]) -> Decimal:
    return sum((line.amount for line in lines), _ZERO)
