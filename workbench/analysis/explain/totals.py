"""Figures that stand below or beside others on the pages: totals of columns, and means."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from workbench.analysis.explain.explanation import (
    AMOUNT,
    CONTACTS,
    HOURS,
    MINUTES,
    MINUTES_EACH,
    PER_CONTACT,
    POSITIONS,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    no_such_figure,
)
from workbench.analysis.explain.money import total_of, unit_in
from workbench.analysis.explain.released import by_role, released_rows
from workbench.analysis.explain.sources import hours_per_fte
from workbench.analysis.headlines import handled
from workbench.analysis.results import FTE_COMPONENTS, NetEffect
from workbench.analysis.words import word
from workbench.model.costs import CostCategory, CostPhase
from workbench.model.text import N_, message


def _handling(asked: Asked) -> Explanation:
    """The mean handling time of what is answered at once."""
    found = handled(asked.results.demand.pools)
    contacts, work_s = sum(one for one, _ in found.values()), sum(one for _, one in found.values())
    return asked.figure(
        N_("Handling"),
        work_s / 60 / contacts if contacts else None,
        MINUTES_EACH,
        N_("Mean time that a call, chat or visit takes, wrap-up included."),
        N_("minutes by channel / contacts"),
        *(Input(word(channel), work / 60, MINUTES) for channel, (_, work) in found.items()),
        Input(message(N_("Phone, visits and chat")), contacts, CONTACTS, "divisor"),
        feeds=("component:contact_handling", "component:chat_handling"),
    )


def _per_inhabitant(asked: Asked) -> Explanation:
    count = asked.project.municipality.inhabitants
    return _operation_per(
        asked,
        N_("Cost per inhabitant and year"),
        N_("{currency} per inhabitant"),
        Input(message(N_("Inhabitants")), Decimal(count), message(N_("inhabitants")), "divisor"),
    )


def _per_contact(asked: Asked) -> Explanation:
    count = sum((one.contacts for one in asked.results.allocation.by_department), Decimal(0))
    return _operation_per(
        asked,
        N_("Cost per contact that customer service takes"),
        PER_CONTACT,
        Input(message(N_("Contacts that customer service takes")), count, CONTACTS, "divisor"),
    )


def _operation_per(asked: Asked, title: str, unit: str, by: Input) -> Explanation:
    whole = asked.results.costs.yearly_total
    return asked.figure(
        title,
        whole / Decimal(by.value or 0) if by.value else None,
        asked.money(unit),
        N_("The whole operating cost of the planning year, divided: a measure to compare with, not a price."),
        N_("operating cost / number"),
        Input(message(N_("Operating cost")), whole, asked.currency, unfolds="operating_cost"),
        by,
    )


def _budget_total(asked: Asked) -> Explanation:
    """A column of the budget."""
    if asked.name not in {one.value for one in CostPhase}:
        raise no_such_figure(asked.key)
    budget = asked.results.costs.budget
    unit = unit_in(asked, asked.name)
    return asked.figure(
        message(N_("All categories, {phase}"), phase=word(asked.name)),
        sum((budget[one.value, asked.name] for one in CostCategory), Decimal(0)),
        unit,
        N_("A column of the budget. An investment stands in two columns, so columns are never added to each other."),
        N_("sum of the categories"),
        *largest(
            Input(word(one.value), budget[one.value, asked.name], unit, unfolds=f"budget:{one.value}:{asked.name}")
            for one in CostCategory
        ),
        feeds=(total_of(asked.name),),
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
    unit = asked.money(AMOUNT) if measure == "cumulated" else asked.currency
    found = [one for one in asked.results.net_effect if str(one.year) == year]
    if not found:
        raise no_such_figure(asked.key)
    return asked.figure(
        message(title, year=year),
        _sum(found, measure),
        unit,
        N_("What stands on every department's row, added up. In prices of the planning year."),
        N_("sum of the departments"),
        *largest(
            Input(
                asked.department(one.department), getattr(one, measure), unit,
                unfolds=f"{kind}:{one.department}:{year}",
            )
            for one in found
        ),
    )  # fmt: skip


def _sum(found: Iterable[NetEffect], measure: str) -> Decimal:
    return sum((getattr(one, measure) for one in found), Decimal(0))


def _advisers(asked: Asked) -> Explanation:
    """What is needed before leaders, support and rounding."""
    by_component = asked.results.staffing.fte_by_component
    return asked.figure(
        N_("Positions of advisers"),
        asked.results.staffing.adviser_fte,
        POSITIONS,
        N_("Full-time positions before team leaders, management and rounding."),
        N_("sum of the rows below"),
        *(
            Input(word(one), by_component.get(one, 0.0), POSITIONS, unfolds=f"component:{one}")
            for one in FTE_COMPONENTS
            if one not in ("overhead", "rounding")
        ),
        feeds=("fte",),
    )


def _of(asked: Asked) -> str:
    return f"_of:{asked.name}" if asked.name else ""


def _released_positions(asked: Asked) -> Explanation:
    """What is released in hours, as positions."""
    hours = sum(one.hours for one in released_rows(asked))
    return asked.figure(
        N_("Released, in positions"),
        hours / asked.results.staffing.hours_per_fte,
        POSITIONS,
        N_("Hours that roles are relieved of, written as full-time positions. Fractions of people do not "
           "become positions by themselves."),
        N_("hours / productive hours of a position"),
        Input(message(N_("Hours taken over")), hours, HOURS, unfolds=f"taken{_of(asked)}"),
        hours_per_fte(asked),
    )  # fmt: skip


def _in_positions(asked: Asked) -> Explanation:
    """What of the released hours lies in positions that move as they stand."""
    hours = sum(one.hours_in_positions for one in released_rows(asked))
    return asked.figure(
        N_("Released, in positions that move"),
        hours / asked.results.staffing.hours_per_fte,
        POSITIONS,
        N_("Work that people take with them whose positions move: counted there, not a second time."),
        N_("hours / productive hours of a position"),
        *by_role(asked, "hours_in_positions", HOURS),
        hours_per_fte(asked),
        feeds=(f"released_positions{_of(asked)}",),
    )


def _cannot(asked: Asked) -> Explanation:
    """What becomes no position."""
    found, per_position = released_rows(asked), asked.results.staffing.hours_per_fte
    of = _of(asked)
    released = sum(one.hours for one in found) / per_position
    in_positions = sum(one.hours_in_positions for one in found) / per_position
    realised = sum(one.fte_realisable for one in found)
    return asked.figure(
        N_("Cannot become positions"),
        released - in_positions - realised,
        POSITIONS,
        N_("Released time in so small parts of people that it stays where it is."),
        N_("released - in positions that move - realisable"),
        Input(message(N_("Released, in positions")), released, POSITIONS, unfolds=f"released_positions{of}"),
        Input(message(N_("Released, in positions that move")), -in_positions, POSITIONS, unfolds=f"in_positions{of}"),
        Input(message(N_("Realisable of what is released")), -realised, POSITIONS, unfolds=f"realisable{of}"),
    )  # fmt: skip


TOTAL_FIGURES: dict[str, Explain] = {
    "handling": _handling,
    "adviser_fte": _advisers,
    "released_positions": _released_positions,
    "in_positions": _in_positions,
    "cannot": _cannot,
    "cost_per_inhabitant": _per_inhabitant,
    "cost_per_contact": _per_contact,
}
TOTAL_FIGURES_OF: dict[str, Explain] = {
    "released_positions_of": _released_positions,
    "in_positions_of": _in_positions,
    "cannot_of": _cannot,
    "budget_total": _budget_total,
    "effect_total": _effect_total,
}
