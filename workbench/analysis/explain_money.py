"""Figures in money: the year's cost line by line, and what a department carries, pays and releases."""

from __future__ import annotations

from decimal import Decimal

from workbench.analysis.explanation import (
    MINUTES,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    largest_case_types,
)
from workbench.analysis.place import Place
from workbench.analysis.results import CostLine, DepartmentAmount
from workbench.analysis.words import word
from workbench.model.costs import CostPhase
from workbench.model.text import N_, Message, message

_OPERATION = CostPhase.OPERATION.value
_SHARES = ("employer_contribution",)


def _cost(asked: Asked) -> Explanation:
    costs = asked.results.costs
    is_yearly = asked.key == "operating_cost"
    lines = [one for one in costs.lines if (one.phase == _OPERATION) is is_yearly]
    unit = asked.currency if is_yearly else message(N_("{currency}, once"), currency=costs.currency)
    terms = [
        Input(
            one.name,
            one.amount,
            unit,
            source=_source(asked, one),
            place=_place(one),
            unfolds=f"line:{one.kind}:{one.id}",
        )
        for one in lines
    ]
    shown, more = largest(terms, unit)
    return Explanation(
        asked.key,
        message(N_("Operating cost")) if is_yearly else message(N_("One-off cost")),
        costs.yearly_total if is_yearly else costs.one_off_total,
        unit,
        message(
            N_("What customer service costs in the planning year, the year's part of investments included.")
        )
        if is_yearly
        else message(N_("What is spent once: the implementation project and the purchase of investments.")),
        message(N_("sum of the cost lines, each rounded once")),
        shown,
        ("cost_of", "net_effect_of") if is_yearly else (),
        more,
    )


def _place(line: CostLine) -> Place:
    if line.kind == "personnel":
        return Place("settings", (), "adviser_cost")
    return Place("cost_items" if line.kind == "item" else "investments", (line.id,))


def _source(asked: Asked, line: CostLine) -> str | None:
    if line.kind == "personnel":
        return asked.project.settings.adviser_cost.source or None
    sources = {one.id: one.source for one in asked.project.cost_items}
    sources |= {one.id: one.source for one in asked.project.investments}
    return sources.get(line.id) or None


def _line(asked: Asked) -> Explanation:
    kind, _, wanted = asked.name.partition(":")
    line = asked.first(one for one in asked.results.costs.lines if (one.kind, one.id) == (kind, wanted))
    unit = asked.currency
    feeds = ("operating_cost",) if line.phase == _OPERATION else ("one_off_cost",)
    named = message(N_("{name}"), name=line.name)
    if line.kind == "capital":
        terms = tuple(Input(word(name), amount, unit, place=_place(line)) for name, amount in line.worked)
        return Explanation(
            asked.key, named, line.amount, unit,
            message(N_("What the investment costs in the planning year.")),
            message(N_("depreciation + interest on what is not yet written off")), terms, feeds,
        )  # fmt: skip
    notes = tuple(
        Input(word(name), amount, _unit_of(asked, name), "note", place=_place(line))
        for name, amount in line.worked
    )
    quantity = Input(
        word(line.driver),
        line.quantity,
        _driver_unit(line.driver),
        "factor",
        unfolds="fte" if line.driver == "per_fte" else None,
    )
    amount = Input(
        message(N_("Amount for each")),
        line.unit_amount,
        unit,
        "factor",
        _source(asked, line),
        place=_place(line),
    )
    return Explanation(
        asked.key,
        named,
        line.amount,
        unit,
        message(N_("A line of the budget: a quantity times an amount, rounded once to the hundredth.")),
        message(N_("positions x (salary x 12 x (1 + employer contribution) + overhead)"))
        if line.kind == "personnel"
        else message(N_("quantity x amount")),
        (quantity, amount, *notes),
        feeds,
    )


def _driver_unit(driver: str) -> Message:
    units = {
        "per_fte": N_("full-time positions"), "workplace": N_("workplaces"), "licence": N_("licences"),
        "case": N_("cases"), "hour": N_("hours"), "fixed": N_("once a year"),
    }  # fmt: skip
    return message(units[driver])


def _unit_of(asked: Asked, name: str) -> Message:
    if name in _SHARES:
        return message(N_("share"))
    if name == "months":
        return message(N_("months"))
    return message(N_("{text}"), text=asked.results.costs.currency)


def _department(asked: Asked) -> DepartmentAmount:
    rows = asked.results.allocation.by_department
    return asked.first(one for one in rows if one.department == asked.name)


def _cost_of(asked: Asked) -> Explanation:
    found, unit = _department(asked), asked.currency
    return Explanation(
        asked.key,
        message(N_("Cost of {name}"), name=asked.department()),
        found.amount,
        unit,
        message(N_("What the department carries of the yearly cost: time used for it, its part of the readiness to "
                   "answer, and items of its own.")),
        message(N_("used + readiness + direct items")),
        (
            Input(message(N_("Used")), found.used, unit, unfolds=f"used_of:{asked.name}"),
            Input(message(N_("Readiness")), found.readiness, unit, unfolds=f"readiness_of:{asked.name}"),
            Input(message(N_("Direct items")), found.direct, unit, place=Place("cost_items")),
        ),
        (f"net_effect_of:{asked.name}",),
    )  # fmt: skip


def _used_of(asked: Asked) -> Explanation:
    found, allocation = _department(asked), asked.results.allocation
    minutes = message(MINUTES)
    return Explanation(
        asked.key,
        message(N_("Used by {name}"), name=asked.department()),
        found.used,
        asked.currency,
        message(N_("The part of the shared cost that was worked, divided by the minutes worked for each department; "
                   "the last hundredth goes by largest remainder.")),
        message(N_("worked cost x minutes for the department / minutes for all")),
        (
            Input(
                message(N_("Worked cost of all")), allocation.used, asked.currency, "factor",
                unfolds="operating_cost",
            ),
            Input(
                message(N_("Minutes for the department")), found.used_minutes, minutes, "factor",
                unfolds=f"minutes_of:{asked.name}",
            ),
            Input(message(N_("Minutes for all")), allocation.used_minutes or None, minutes, "divisor"),
        ),
        (f"cost_of:{asked.name}",),
    )  # fmt: skip


def _readiness_of(asked: Asked) -> Explanation:
    found, allocation = _department(asked), asked.results.allocation
    weights = sum((one.key_weight for one in allocation.by_department), Decimal(0))
    keys = {
        "used_minutes": N_("Minutes worked"), "contacts": N_("Contacts"), "inhabitants": N_("Inhabitants"),
        "agreed_shares": N_("Agreed shares"), "central": N_("Paid centrally"),
    }  # fmt: skip
    key, unit = message(keys[allocation.key]), message(N_("weight"))
    place = Place("settings", (), "allocation_key")
    is_central = allocation.key == "central" or not weights
    return Explanation(
        asked.key,
        message(N_("Readiness of {name}"), name=asked.department()),
        found.readiness,
        asked.currency,
        message(N_("Time in which advisers wait costs too; it is divided by the key that was agreed.")),
        message(N_("cost of idle capacity x the department's weight / all weights")),
        (
            Input(message(N_("Cost of idle capacity")), allocation.idle_capacity, asked.currency, "factor"),
            Input(key, Decimal(0) if is_central else found.key_weight, unit, "factor", place=place),
            Input(message(N_("All weights")), weights or Decimal(1), unit, "divisor", place=place),
        ),
        (f"cost_of:{asked.name}",),
    )


def _minutes_of(asked: Asked) -> Explanation:
    found, unit = _department(asked), message(MINUTES)
    terms = []
    for case_type, _, year in asked.rows():
        if case_type.department == asked.name and year.is_covered:
            seconds = sum(one.work_s + one.deferred_work_s for one in year.channels)
            if seconds:
                terms.append((seconds / 60, case_type))
    shown, more = largest_case_types(terms, unit)
    return Explanation(
        asked.key,
        message(N_("Minutes worked for {name}"), name=asked.department()),
        found.used_minutes,
        unit,
        message(N_("What the department's case types take in customer service in a year.")),
        message(N_("sum of the case types")),
        shown,
        (f"used_of:{asked.name}",),
        more,
    )


def _net_effect_of(asked: Asked) -> Explanation:
    wanted, year = asked.name, asked.results.planning_year
    found = asked.first(
        one for one in asked.results.net_effect if one.department == wanted and one.year == year
    )
    unit = asked.currency
    once = message(N_("of which one-off costs"))
    return Explanation(
        asked.key,
        message(N_("Net effect for {name}"), name=asked.department()),
        found.difference,
        unit,
        message(
            N_(
                "What the department releases in the planning year, in money, less what it pays to customer service."
            )
        ),
        message(N_("released - paid")),
        (
            Input(message(N_("Released")), found.releases, unit, unfolds=f"realisable_of:{wanted}"),
            Input(message(N_("Paid")), -found.pays, unit, place=Place("settings", (), "financing")),
            Input(once, -found.one_off, unit, "note"),
        ),
    )


MONEY_FIGURES: dict[str, Explain] = {"operating_cost": _cost, "one_off_cost": _cost}
MONEY_FIGURES_OF: dict[str, Explain] = {
    "line": _line,
    "cost_of": _cost_of,
    "used_of": _used_of,
    "readiness_of": _readiness_of,
    "minutes_of": _minutes_of,
    "net_effect_of": _net_effect_of,
}
"""Figures with a name behind a colon: a cost line's kind and id, a department's id."""
