"""Four ways of paying, and the net effect year by year."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Any

from tests.support.recomputed.cases import Terms
from tests.support.recomputed.money import (
    MILLIONTH,
    Bill,
    capital,
    divided,
    lines_of,
    rate_of,
    rounded,
    summed,
)
from tests.support.recomputed.plan import Work, plan_of, positions
from tests.support.recomputed.year import Year
from workbench.model.project import Project

NET_YEARS = 5


def paying_of(
    project: Project, terms: Terms, year: Year, bill: Bill, work: Work, variable: dict[Any, Decimal]
) -> None:
    departments, first = [one.id for one in project.departments], project.settings.planning_year
    released = {y: worth_released(project, terms, year, y) for y in range(first, first + NET_YEARS)}
    central = summed(bill.lines, phase="operation", funding="central")
    fixed = {d: readiness + direct for d, (_, readiness, direct) in year.amounts.items()}
    fte = rounded(year.fte_total, MILLIONTH)
    reserved = divided(fte, bill.minutes, Decimal("0.1"))
    per_fte = summed(bill.lines, phase="operation", funding="shared") / fte
    for factor in (Decimal("0.8"), Decimal(1), Decimal("1.2")):
        cost = sum((rounded(one[5] * factor) if one[4] == "case" else one[0]
                    for one in bill.lines.values() if one[1] == "operation"), Decimal(0))  # fmt: skip
        income = dict.fromkeys(departments, Decimal(0))
        for key, price in variable.items():
            income[bill.of[key]] += rounded(price * bill.contacts[key] * factor)
        payments = {
            "a_budget_transfer": released[first],
            "b_capacity": {d: rounded(reserved[d] * per_fte) + year.amounts[d][2] for d in departments},
            "c_base_and_price": {d: fixed[d] + income[d] for d in departments},
            "d_central": dict.fromkeys(departments, Decimal(0)),
        }
        year.replanned[factor] = replanned(project, terms, bill, work, factor)
        for model, paid in payments.items():
            year.payments[model, factor] = paid
            year.residues[model, factor] = cost - central - sum(paid.values(), Decimal(0))
    net_of(project, terms, year, bill.lines, released)


def replanned(project: Project, terms: Terms, bill: Bill, work: Work, factor: Decimal) -> Decimal:
    """Return what the year costs where staff is planned for ``factor`` times the volume."""
    plan, there = plan_of(terms, work, float(factor)), Year()
    positions(terms, plan, there)
    return summed(lines_of(project, terms, plan, there.fte_total, bill.cases, factor), phase="operation")


def worth_released(project: Project, terms: Terms, year: Year, in_year: int) -> dict[str, Decimal]:
    """Return what released hours and positions that move are worth in a year, by department."""
    settings, scenario = project.settings, terms.scenario
    contribution = rate_of(
        settings.employer_contributions, settings.planning_year, scenario.employer_contribution
    )
    said = scenario.adviser_salary_per_month
    adviser = settings.adviser_cost.salary_per_month if said is None else said
    salary = {
        one.id: adviser if one.salary_per_month is None else one.salary_per_month for one in project.roles
    }
    worth = {d.id: Decimal(0) for d in project.departments}
    share = scenario.realisable_share
    if share is None:
        share = 0.7 if settings.realisable_share is None else settings.realisable_share
    own = {u.id: u.realisable_share for u in project.units if u.realisable_share is not None}
    places = {one.id: n for n, one in enumerate((*project.departments, *project.units, *project.roles))}
    inside = dict.fromkeys(
        sorted(year.released, key=lambda key: [places.get(one or "", -1) for one in key]), 0.0
    )
    last = dt.date(settings.planning_year, 12, 31)
    for one in project.frontline_positions:
        if one.moves.value == "no" or (one.moves_from and one.moves_from > last):
            continue
        part = one.share if one.moves.value == "share" else 1.0
        whole = one.role is not None and one.moves.value == "whole"
        room = math.inf if whole else one.fte * part * terms.hours_per_fte
        for key in inside:
            if (one.role or one.unit) in key[1:]:
                found = min(year.released[key] - inside[key], room)
                inside[key] += found
                room -= found
    year.realisable = 0.0
    for key, hours in year.released.items():
        part = share if scenario.realisable_share is not None else own.get(key[1] or "", share)
        free = (hours - inside[key]) / terms.hours_per_fte * part
        year.realisable += free
        yearly = salary.get(key[2] or "", adviser) * 12 * (1 + contribution)
        worth[key[0]] += rounded(rounded(free, MILLIONTH) * yearly)
    for one in project.frontline_positions:
        if one.moves.value != "no":
            day = one.moves_from
            months = 12 if day is None or day.year < in_year else 13 - day.month if day.year == in_year else 0
            part = Decimal(1) if one.moves.value == "whole" else Decimal(repr(one.share))
            yearly = salary.get(one.role or "", adviser) * 12 * (1 + contribution)
            value = rounded(one.fte, MILLIONTH) * yearly if one.cost_per_year is None else one.cost_per_year
            worth[one.department] += rounded(value * part * months / 12)
    return worth


def net_of(
    project: Project, terms: Terms, year: Year, lines: dict[str, Any], released: dict[int, dict[str, Decimal]]
) -> None:  # fmt: skip
    first = project.settings.planning_year
    model = (terms.scenario.financing or project.settings.financing).value
    interest = rate_of(project.settings.interest_rates, first, terms.scenario.interest_rate)
    weights = {d: abs(a + b) for d, (a, b, _) in year.amounts.items()}
    items = [one for one in lines.values() if one[4] not in ("capital", "outlay") and one[1] != "operation"]
    once = sum((one[0] for one in items if one[2] == "shared"), Decimal(0))
    shared_once = divided(once, weights)
    for in_year, worth in released.items():
        change = dict.fromkeys(weights, Decimal(0))
        added = Decimal(0)
        for one in project.investments:
            more = capital(one, interest, in_year) - capital(one, interest, first)
            if lines[one.id][2] == "shared":
                added += more
            elif lines[one.id][3]:
                change[lines[one.id][3]] += more
        shared = divided(added, weights)
        for d in weights:
            pays = worth[d]
            if model == "c_base_and_price":
                pays = year.payments[model, Decimal(1)][d] + change[d] + shared[d]
                if in_year == first:
                    pays += shared_once[d] + sum(
                        (one[0] for one in items if one[3] == d and one[2] == "department"), Decimal(0)
                    )
            year.net_effect[d, in_year] = worth[d] - pays
