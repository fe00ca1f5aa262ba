"""Figures that stand below or beside others on the pages: totals of columns, and means."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbench.analysis.explain.explanation import (
    CONTACTS,
    MINUTES,
    PER_CONTACT,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    no_such_figure,
)
from workbench.analysis.headlines import handled
from workbench.analysis.results import NetEffect
from workbench.analysis.words import word
from workbench.model.costs import CostCategory, CostPhase
from workbench.model.text import N_, Message, message

_OPERATION = CostPhase.OPERATION.value


def _handling(asked: Asked) -> Explanation:
    """The mean handling time of what is answered at once."""
    found = handled(asked.results.demand.pools)
    contacts, work_s = sum(one for one, _ in found.values()), sum(one for _, one in found.values())
    unit = message(MINUTES)
    return Explanation(
        asked.key,
        message(N_("Handling")),
        work_s / 60 / contacts if contacts else None,
        message(N_("minutes each time")),
        message(N_("Mean time that a call, chat or visit takes, wrap-up included.")),
        message(N_("minutes by channel / contacts")),
        (
            *(Input(word(channel), work / 60, unit) for channel, (_, work) in found.items()),
            Input(message(N_("Phone, visits and chat")), contacts, message(CONTACTS), "divisor"),
        ),
        ("component:contact_handling", "component:chat_handling"),
    )


def _per_inhabitant(asked: Asked) -> Explanation:
    count = asked.project.municipality.inhabitants
    unit = message(N_("{currency} per inhabitant"), currency=asked.results.costs.currency)
    return _operation_per(
        asked,
        message(N_("Cost per inhabitant and year")),
        unit,
        Input(message(N_("Inhabitants")), Decimal(count), message(N_("inhabitants")), "divisor"),
    )


def _per_contact(asked: Asked) -> Explanation:
    count = sum((one.contacts for one in asked.results.allocation.by_department), Decimal(0))
    return _operation_per(
        asked,
        message(N_("Cost per contact that customer service takes")),
        message(PER_CONTACT, currency=asked.results.costs.currency),
        Input(message(N_("Contacts that customer service takes")), count, message(CONTACTS), "divisor"),
    )


def _operation_per(asked: Asked, title: Message, unit: Message, by: Input) -> Explanation:
    whole = asked.results.costs.yearly_total
    return Explanation(
        asked.key,
        title,
        whole / Decimal(by.value or 0) if by.value else None,
        unit,
        message(
            N_(
                "The whole operating cost of the planning year, divided: a measure to compare with, not a price."
            )
        ),
        message(N_("operating cost / number")),
        (Input(message(N_("Operating cost")), whole, asked.currency, unfolds="operating_cost"), by),
    )


def _budget_total(asked: Asked) -> Explanation:
    """A column of the budget."""
    if asked.name not in {one.value for one in CostPhase}:
        raise no_such_figure(asked.key)
    is_yearly, budget = asked.name == _OPERATION, asked.results.costs.budget
    unit = (
        asked.currency
        if is_yearly
        else message(N_("{currency}, once"), currency=asked.results.costs.currency)
    )
    shown, more = largest(
        [
            Input(
                word(one.value),
                budget[one.value, asked.name],
                unit,
                unfolds=f"budget:{one.value}:{asked.name}",
            )
            for one in CostCategory
        ],
        unit,
    )
    return Explanation(
        asked.key,
        message(N_("All categories, {phase}"), phase=word(asked.name)),
        sum((budget[one.value, asked.name] for one in CostCategory), Decimal(0)),
        unit,
        message(N_("A column of the budget. An investment stands in two columns, so columns are never added to each "
                   "other.")),
        message(N_("sum of the categories")),
        shown,
        ("operating_cost" if is_yearly else "one_off_cost",),
        more,
    )  # fmt: skip


_MEASURES = {
    "difference": (N_("Net effect of all departments, {year}"), "net_effect"),
    "releases": (N_("What all departments release in {year}, in money"), "releases"),
    "pays": (N_("What all departments pay in {year}"), "pays"),
    "cumulated": (N_("Net effect of all departments since the planning year, to {year}"), "cumulated"),
}


def _effect_total(asked: Asked) -> Explanation:
    """A measure of the net effect for all departments in a year."""
    measure, year = asked.names(2)
    if measure not in _MEASURES:
        raise no_such_figure(asked.key)
    title, kind = _MEASURES[measure]
    found = [one for one in asked.results.net_effect if str(one.year) == year]
    if not found:
        raise no_such_figure(asked.key)
    shown, more = largest(
        [
            Input(
                asked.department(one.department),
                getattr(one, measure),
                asked.currency,
                unfolds=f"{kind}:{one.department}:{year}",
            )
            for one in found
        ],
        asked.currency,
    )
    return Explanation(
        asked.key,
        message(title, year=year),
        _sum(found, measure),
        asked.currency,
        message(N_("What stands on every department's row, added up. In prices of the planning year.")),
        message(N_("sum of the departments")),
        shown,
        (),
        more,
    )


def _sum(found: Iterable[NetEffect], measure: str) -> Decimal:
    return sum((getattr(one, measure) for one in found), Decimal(0))


TOTAL_FIGURES: dict[str, Explain] = {
    "handling": _handling,
    "cost_per_inhabitant": _per_inhabitant,
    "cost_per_contact": _per_contact,
}
TOTAL_FIGURES_OF: dict[str, Explain] = {
    "budget_total": _budget_total,
    "effect_total": _effect_total,
}
