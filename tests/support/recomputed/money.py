"""Money line by line: what the year costs, who bears it, prices."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from tests.support.recomputed.cases import Case, Terms
from tests.support.recomputed.year import Year
from workbench.model.project import Project

HUNDREDTH, MILLIONTH = Decimal("0.01"), Decimal("0.000001")


def rounded(value: Decimal | float, to: Decimal = HUNDREDTH) -> Decimal:
    return (value if isinstance(value, Decimal) else Decimal(repr(value))).quantize(to, ROUND_HALF_UP)


def rate_of(rates: Any, year: int, override: float | None) -> Decimal:
    held = [
        one for one in sorted(rates, key=lambda one: one.holds_from) if one.holds_from <= dt.date(year, 1, 1)
    ]
    said = override if override is not None else held[-1].rate if held else rates[0].rate if rates else 0.0
    return Decimal(repr(said))


def divided(total: Decimal, weights: dict[str, Decimal], unit: Decimal = HUNDREDTH) -> dict[str, Decimal]:
    """Divide by largest remainder, ties by id."""
    whole = sum(weights.values(), Decimal(0))
    return remainders(total, {k: total * w / whole for k, w in weights.items()}, unit)


def remainders(total: Decimal, exact: dict[str, Decimal], unit: Decimal = HUNDREDTH) -> dict[str, Decimal]:
    parts = {k: rounded(x / unit, Decimal("0.0001")) for k, x in exact.items()}
    floors = {k: x.to_integral_value(ROUND_FLOOR) for k, x in parts.items()}
    left = int(total / unit - sum(floors.values()))
    first = sorted(parts, key=lambda k: (-(parts[k] - floors[k]), k))[:left]
    return {k: (floors[k] + (k in first)) * unit for k in parts}


def capital(one: Any, rate: Decimal, year: int) -> Decimal:
    """Return a year's depreciation and interest of an investment, month by month."""
    own = Decimal(repr(one.interest_rate)) if one.interest_rate is not None else rate
    months = [
        (one.starts_on.year * 12 + one.starts_on.month - 1 + n) // 12 == year for n in range(12 * one.years)
    ]
    in_year = sum(months)
    if not in_year:
        return Decimal(0)
    if one.method.value == "annuity" and own:
        return rounded(one.amount * own / (1 - (1 + own) ** -one.years) * in_year / 12)
    residual = one.amount - one.amount / (12 * one.years) * months.index(True)
    return rounded(one.amount / (12 * one.years) * in_year + residual * own * in_year / 12)


@dataclass
class Bill:
    """The lines of the year, and whom its minutes and contacts were for."""

    lines: dict[str, Any]
    cases: Decimal
    minutes: dict[str, Decimal]
    contacts: dict[Any, Decimal]
    of: dict[Any, str]


def lines_of(
    project: Project,
    terms: Terms,
    plan: dict[str, float],
    fte: float,
    cases: Decimal,
    factor: Decimal = Decimal(1),
) -> dict[str, Any]:
    """Return each line's amount, phase, funding, department, driver and, not rounded, quantity x amount."""
    settings, scenario = project.settings, terms.scenario
    cost, year = settings.adviser_cost, settings.planning_year
    contribution = rate_of(settings.employer_contributions, year, scenario.employer_contribution)
    interest = rate_of(settings.interest_rates, year, scenario.interest_rate)
    adviser = (
        cost.salary_per_month
        if scenario.adviser_salary_per_month is None
        else scenario.adviser_salary_per_month
    )
    leader = adviser if cost.team_leader_salary_per_month is None else cost.team_leader_salary_per_month
    manager = leader if cost.management_salary_per_month is None else cost.management_salary_per_month
    leaders, management = rounded(terms.leaders, MILLIONTH), rounded(terms.management, MILLIONTH)
    people = rounded(fte, MILLIONTH)
    lines: dict[str, Any] = {}
    for name, number, salary in (("advisers", people - leaders - management, adviser),
                                 ("team_leaders", leaders, leader), ("management", management, manager)):  # fmt: skip
        amount = number * (salary * 12 * (1 + contribution) + cost.overhead_per_fte)
        lines[name] = (rounded(amount), "operation", "shared", None, "personnel", amount)
    workplaces = rounded(plan["workplaces"], MILLIONTH).to_integral_value(ROUND_CEILING)
    drivers = {
        "fixed": Decimal(1),
        "per_fte": people,
        "workplace": workplaces,
        "case": cases * factor,
        "licence": people.to_integral_value(ROUND_CEILING),
        "hour": rounded(plan["staffed"], MILLIONTH),
    }
    for item in project.cost_items:
        number = drivers[item.driver.value]
        if item.step_size is not None:
            step = Decimal(repr(item.step_size))
            number = (number / step).to_integral_value(ROUND_CEILING) * step
        funding = item.funding.value if item.department or item.funding.value != "department" else "shared"
        amount = number * item.amount
        who = item.department if funding == "department" else None
        lines[item.id] = (rounded(amount), item.phase.value, funding, who, item.driver.value, amount)
    for one in project.investments:
        funding = one.funding.value if one.department or one.funding.value != "department" else "shared"
        who = one.department if funding == "department" else None
        lines[one.id] = (capital(one, interest, year), "operation", funding, who, "capital", one.amount)
        lines[f"{one.id} outlay"] = (rounded(one.amount), "startup", funding, who, "outlay", one.amount)
    return lines


def summed(lines: dict[str, Any], **wanted: str) -> Decimal:
    names = {"phase": 1, "funding": 2, "department": 3}
    return sum(
        (one[0] for one in lines.values() if all(one[names[k]] == v for k, v in wanted.items())), Decimal(0)
    )


def money_of(
    project: Project, terms: Terms, cases: list[Case], plan: dict[str, float], year: Year
) -> tuple[Bill, dict[Any, Decimal]]:
    """Put costs, shares and prices into ``year``; return the bill and the variable part of every price."""
    departments = [one.id for one in project.departments]
    covered = [one for one in cases if one.covered]
    number = sum(
        (rounded(sum(reaching(one, ch) for ch in one.channels), MILLIONTH) for one in covered), Decimal(0)
    )
    lines = lines_of(project, terms, plan, year.fte_total, number)
    year.lines = {name: one[0] for name, one in lines.items()}
    year.yearly_total = summed(lines, phase="operation")
    year.one_off_total = sum(year.lines.values(), Decimal(0)) - year.yearly_total
    shared = summed(lines, phase="operation", funding="shared")
    direct = {d: summed(lines, phase="operation", funding="department", department=d) for d in departments}
    hours, contacts, of = {}, {}, {}
    for case in covered:
        gone = sum(one["deflected"] for one in case.channels.values())
        for channel, one in case.channels.items():
            key = (case.case_type.id, *channel)
            follow_ups = one["coming"] * (case.per_case - 1)
            later = one["coming"] * case.later_s + (
                gone * case.e_service_s if channel == ("e_service", False) else 0.0
            )
            seconds = one["coming"] * case.first_s + follow_ups * case.follow_up_s + later
            hours[key] = rounded(seconds / 3600, MILLIONTH)
            came = one["coming"] + follow_ups
            contacts[key] = rounded(came if came > 0 else reaching(case, channel), MILLIONTH)
            of[key] = case.case_type.department
    minutes = {d: sum((h for k, h in hours.items() if of[k] == d), Decimal(0)) * 60 for d in departments}
    used_minutes = sum(minutes.values(), Decimal(0))
    people = (
        rounded(year.fte_total, MILLIONTH)
        - rounded(terms.leaders, MILLIONTH)
        - rounded(terms.management, MILLIONTH)
    )
    productive = max(rounded(people * Decimal(repr(terms.hours_per_fte)), MILLIONTH) * 60, used_minutes)
    idle = rounded(shared * (productive - used_minutes) / productive)
    year.idle_capacity = idle
    used = divided(shared - idle, minutes)
    amounts = divided(shared, minutes)  # the samples share readiness by minutes used
    year.amounts = {d: (used[d], amounts[d] - used[d], direct[d]) for d in departments}
    rate = shared / productive
    variable = {}
    for key, time in hours.items():
        if contacts[key] > 0:
            mine = of[key]
            per_contact = time * 60 / contacts[key]
            fixed_rate = (year.amounts[mine][1] + direct[mine]) / minutes[mine]
            variable[key] = rounded(per_contact * rate)
            year.prices[key] = variable[key] + rounded(per_contact * fixed_rate)
    return Bill(lines, number, minutes, contacts, of), variable


def reaching(case: Case, channel: tuple[str, bool]) -> float:
    gone = sum(one["deflected"] for one in case.channels.values())
    return case.channels[channel]["coming"] + (gone if channel == ("e_service", False) else 0.0)
