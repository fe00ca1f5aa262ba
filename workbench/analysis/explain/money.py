"""Figures in money: the year's cost line by line, the budget's cells, investments year by year."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from workbench.analysis.explain.explanation import (
    AMOUNT,
    ONCE,
    SAID_BY_PROJECT,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    no_such_figure,
)
from workbench.analysis.explain.sources import setting
from workbench.analysis.place import Place
from workbench.analysis.results import CapitalYear, CostLine
from workbench.analysis.words import word
from workbench.model.costs import CostPhase, DatedRate, Depreciation, Funding
from workbench.model.text import N_, Message, message

_OPERATION = CostPhase.OPERATION.value


def unit_in(asked: Asked, phase: str) -> Message:
    """Return the unit of amounts of a phase: a year's, or paid once."""
    return asked.currency if phase == _OPERATION else asked.money(ONCE)


def total_of(phase: str) -> str:
    """Return the key of what a phase costs in all."""
    return "operating_cost" if phase == _OPERATION else "one_off_cost"


def _lines(asked: Asked, are_asked: Callable[[CostLine], bool]) -> tuple[Input, ...]:
    """Return the cost lines that are asked for, the largest first."""
    return largest(
        Input(
            one.name, one.amount, unit_in(asked, one.phase), source=_source(asked, one), place=_place(one),
            unfolds=f"line:{one.kind}:{one.id}",
        )
        for one in asked.results.costs.lines
        if are_asked(one)
    )  # fmt: skip


_EACH_ROUNDED = N_("sum of the cost lines, each rounded once")


def _operating_cost(asked: Asked) -> Explanation:
    return asked.figure(
        N_("Operating cost"),
        asked.results.costs.yearly_total,
        asked.currency,
        N_("What customer service costs in the planning year, the year's part of investments included."),
        _EACH_ROUNDED,
        *_lines(asked, lambda one: one.phase == _OPERATION),
        feeds=("rate_per_minute",),
    )


def _one_off_cost(asked: Asked) -> Explanation:
    return asked.figure(
        N_("One-off cost"),
        asked.results.costs.one_off_total,
        asked.money(ONCE),
        N_("What is spent once: the implementation project and the purchase of investments."),
        _EACH_ROUNDED,
        *_lines(asked, lambda one: one.phase != _OPERATION),
    )


def _central(asked: Asked) -> Explanation:
    return asked.figure(
        N_("Centrally funded"),
        asked.results.costs.central_yearly,
        asked.currency,
        N_("The part of the operating cost that no department pays."),
        _EACH_ROUNDED,
        *_lines(asked, lambda one: one.phase == _OPERATION and one.funding == Funding.CENTRAL),
        feeds=("operating_cost",),
    )


def _budget(asked: Asked) -> Explanation:
    category, phase = asked.names(2)
    total = asked.results.costs.budget.get((category, phase))
    if total is None:
        raise no_such_figure(asked.key)
    return asked.figure(
        message(N_("{category}, {phase}"), category=word(category), phase=word(phase)),
        total,
        unit_in(asked, phase),
        N_("A cell of the budget. An investment stands in two columns, as its purchase and as the year's "
           "depreciation and interest; columns are never added to each other."),
        _EACH_ROUNDED,
        *_lines(asked, lambda one: (one.category, one.phase) == (category, phase)),
        feeds=(total_of(phase),),
    )  # fmt: skip


def _place(line: CostLine) -> Place:
    if line.kind == "personnel":
        return Place("settings", (), "adviser_cost")
    return Place("cost_items" if line.kind == "item" else "investments", (line.id,))


def _source(asked: Asked, line: CostLine) -> Message | str:
    if line.kind == "personnel":
        return asked.project.settings.adviser_cost.source or SAID_BY_PROJECT
    items = asked.project.cost_items if line.kind == "item" else asked.project.investments
    found = next((one.source for one in items if one.id == line.id), "")
    return found or message(N_("the project, without a source"))


def _cost_line(asked: Asked) -> Explanation:
    """A line by its id alone: a yearly line goes before the purchase of the same investment."""
    return _explained(asked, asked.first(one for one in asked.results.costs.lines if one.id == asked.name))


def _line(asked: Asked) -> Explanation:
    return _explained(asked, asked.cost_line(*asked.names(2)))


def _explained(asked: Asked, line: CostLine) -> Explanation:
    unit = unit_in(asked, line.phase)
    feeds = (f"budget:{line.category}:{line.phase}", total_of(line.phase))
    if line.kind == "capital":
        year = str(asked.results.planning_year)
        term = Input(
            message(N_("Depreciation and interest of {year}"), year=year), line.amount, unit, "term",
            _source(asked, line), place=_place(line),
            unfolds=f"capital:{line.id}:{year}" if line.worked else None,
        )  # fmt: skip
        return asked.figure(
            message(N_("{name}"), name=line.name), line.amount, unit,
            N_("What the investment costs in the planning year."),
            N_("depreciation + interest on what is not yet written off"), term, feeds=feeds,
        )  # fmt: skip
    is_personnel = line.kind == "personnel"
    amount = Input(
        message(N_("A position in a year")) if is_personnel else message(N_("Amount for each")),
        line.unit_amount, unit, "factor", _source(asked, line), place=_place(line),
        unfolds=f"salary:{line.id}" if is_personnel else None,
    )  # fmt: skip
    return asked.figure(
        message(N_("{name}"), name=line.name),
        line.amount,
        unit,
        N_("A line of the budget: a quantity times an amount, rounded once to the hundredth."),
        N_("positions x (salary x 12 x (1 + employer contribution) + overhead)")
        if is_personnel
        else N_("quantity x amount"),
        _quantity(line),
        amount,
        *_steps(line),
        feeds=feeds,
    )


_DRIVEN_BY = {"per_fte": "fte", "licence": "fte", "workplace": "workplaces"}


def _quantity(line: CostLine) -> Input:
    further = _DRIVEN_BY.get(line.driver) if line.quantity == line.driver_quantity else None
    if line.kind == "personnel":
        further = f"paid_positions:{line.id}"
    return Input(
        word(line.driver), line.quantity, message(_UNITS[line.driver]), "factor", unfolds=further,
        place=_place(line),
    )  # fmt: skip


_UNITS = {
    "per_fte": N_("full-time positions"), "workplace": N_("workplaces"), "licence": N_("licences"),
    "case": N_("cases"), "hour": N_("hours"), "fixed": N_("once a year"),
}  # fmt: skip


def _steps(line: CostLine) -> tuple[Input, ...]:
    """Return how a step-fixed line comes to its quantity, and how far away its next step is."""
    if line.step_size is None or line.to_next_step is None:
        return ()
    unit = message(_UNITS[line.driver])
    return (
        Input(message(N_("What the driver says")), line.driver_quantity, unit, "note",
              unfolds=_DRIVEN_BY.get(line.driver)),
        Input(message(N_("Rounded up to whole steps of")), line.step_size, unit, "note", place=_place(line)),
        Input(message(N_("Up to the next step")), line.to_next_step, unit, "note"),
    )  # fmt: skip


def _salary(asked: Asked) -> Explanation:
    line = asked.cost_line("personnel", asked.name)
    said, worked = asked.project.settings.adviser_cost, dict(line.worked)
    unit, place = asked.currency, Place("settings", (), "adviser_cost")
    year = worked["salary_per_month"] * worked["months"]
    contribution = worked["employer_contribution"]
    scenario = asked.basis.scenario
    is_overridden = scenario is not None and scenario.adviser_salary_per_month is not None
    by_scenario = is_overridden and worked["salary_per_month"] == asked.basis.terms.adviser_salary_per_month
    return asked.figure(
        message(N_("A position in a year: {name}"), name=line.name),
        line.unit_amount,
        unit,
        N_("Salary of twelve months, the employer contribution on it, and overhead. A leader without a salary "
           "has an adviser's."),
        N_("salary x 12 x (1 + employer contribution) + overhead"),
        setting(asked, message(N_("Salary of twelve months")), year, unit, place, "term",
                in_scenario=by_scenario, source=said.source),
        Input(message(N_("Employer contribution on it")), year * contribution, unit,
              unfolds="employer_contribution"),
        setting(asked, message(N_("Overhead per full-time position")), worked["overhead_per_fte"], unit, place,
                "term", source=said.source),
        setting(asked, message(N_("Salary per month")), worked["salary_per_month"],
                asked.money(N_("{currency} per month")), place,
                in_scenario=by_scenario, source=said.source),
        feeds=(f"line:personnel:{line.id}",),
    )  # fmt: skip


def _rate(asked: Asked) -> Explanation:
    """A dated rate: the employer contribution, or the internal interest."""
    settings, scenario = asked.project.settings, asked.basis.scenario
    is_contribution = asked.key == "employer_contribution"
    costs = asked.results.costs
    rates = settings.employer_contributions if is_contribution else settings.interest_rates
    override = scenario and (scenario.employer_contribution if is_contribution else scenario.interest_rate)
    value = costs.employer_contribution if is_contribution else costs.interest_rate
    place = Place("settings", (), "employer_contributions" if is_contribution else "interest_rates")
    terms = []
    if override is not None:
        terms.append(setting(asked, message(N_("The scenario's rate")), value, SHARE, place, "term",
                             in_scenario=True))  # fmt: skip
    used = None if override is not None else _holding(rates, asked.results.planning_year)
    for one in sorted(rates, key=lambda rate: rate.holds_from):
        terms.append(
            setting(
                asked, message(N_("Holds from {day}"), day=one.holds_from), Decimal(repr(one.rate)),
                SHARE, place, "term" if one is used else "note", source=one.source,
            )
        )  # fmt: skip
    if not terms:
        terms.append(setting(asked, message(N_("Nobody said one")), value, SHARE, place, "term",
                             is_said=False, assumed=N_("none is counted")))  # fmt: skip
    return asked.figure(
        N_("Employer contribution") if is_contribution else N_("Internal interest"),
        value,
        SHARE,
        N_("Contributions and pensions on top of the salary, as a share of it.")
        if is_contribution
        else N_("Interest on what is not yet written off. An investment may have its own."),
        N_("the rate that holds on the first day of the planning year"),
        *terms,
    )


def _holding(rates: tuple[DatedRate, ...], year: int) -> DatedRate | None:
    in_order = sorted(rates, key=lambda rate: rate.holds_from)
    holding = [rate for rate in in_order if (rate.holds_from.year, rate.holds_from.timetuple().tm_yday)
               <= (year, 1)]  # fmt: skip
    return holding[-1] if holding else in_order[0] if in_order else None


def _capital(asked: Asked) -> Explanation:
    wanted, year = asked.names(2)
    one = asked.first(
        one for one in asked.results.costs.capital if (one.investment, str(one.year)) == (wanted, year)
    )
    investment = asked.first(found for found in asked.project.investments if found.id == wanted)
    is_annuity = investment.method is Depreciation.ANNUITY and bool(one.interest_rate)
    return asked.figure(
        message(N_("{name}: {year}"), name=investment.name, year=year),
        one.amount,
        asked.currency,
        N_("The year's depreciation and interest, rounded once as a sum."),
        N_("payment x months / 12: the same every year, of which interest on what is left")
        if is_annuity
        else N_("amount x months / all months + what is left x interest x months / 12"),
        *_capital_inputs(asked, one),
        feeds=(f"line:capital:{wanted}",) if year == str(asked.results.planning_year) else (),
    )


def _capital_inputs(asked: Asked, one: CapitalYear) -> tuple[Input, ...]:
    investment = asked.first(found for found in asked.project.investments if found.id == one.investment)
    place, currency = Place("investments", (one.investment,)), asked.money(AMOUNT)
    unit, source = asked.currency, investment.source or message(N_("the project, without a source"))
    own = investment.interest_rate is not None
    return (
        Input(word("depreciation"), one.depreciation, unit, "term", source, place=place),
        Input(word("interest"), one.interest, unit, "term", source, place=place),
        Input(message(N_("Bought for")), investment.amount, currency, "note", source, place=place),
        Input(message(N_("Written off over")), float(investment.years), message(N_("years")), "note", source,
              place=place),
        Input(message(N_("Left at the year's beginning")), one.opening, currency, "note"),
        Input(message(N_("Left at its end")), one.closing, currency, "note"),
        Input(message(N_("Months of the year")), float(one.months), message(N_("months")), "note",
              message(N_("from {day}"), day=investment.starts_on), place=place),
        Input(message(N_("Interest rate")), one.interest_rate, SHARE, "note",
              message(N_("the investment's own")) if own else None, place=place if own else None,
              unfolds=None if own else "interest_rate"),
    )  # fmt: skip


MONEY_FIGURES: dict[str, Explain] = {
    "operating_cost": _operating_cost,
    "one_off_cost": _one_off_cost,
    "central_yearly": _central,
    "employer_contribution": _rate,
    "interest_rate": _rate,
}
MONEY_FIGURES_OF: dict[str, Explain] = {
    "cost_line": _cost_line,
    "line": _line,
    "salary": _salary,
    "budget": _budget,
    "capital": _capital,
}
"""Figures with a name behind a colon: a cost line, a cell of the budget, an investment's year."""
