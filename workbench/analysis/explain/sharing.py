"""Who bears the year's cost: used minutes, readiness, items of its own, and what a minute costs."""

from __future__ import annotations

from decimal import Decimal

from workbench.analysis.explain.explanation import (
    MINUTES,
    PER_MINUTE,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    largest_case_types,
)
from workbench.analysis.explain.sources import hours_per_fte, setting
from workbench.analysis.money.rounding import quantity
from workbench.analysis.place import Place
from workbench.analysis.results import DepartmentAmount
from workbench.model.costs import Funding
from workbench.model.text import N_, message

_ZERO, _SIXTY = Decimal(0), Decimal(60)
_KEY = Place("settings", (), "allocation_key")


def department_amount(asked: Asked, wanted: str) -> DepartmentAmount:
    """Return what a department carries. Raises ProjectError where there is no such department."""
    return asked.first(one for one in asked.results.allocation.by_department if one.department == wanted)


def _cost_of(asked: Asked) -> Explanation:
    found, unit = department_amount(asked, asked.name), asked.currency
    terms = (
        Input(message(N_("Used")), found.used, unit, unfolds=f"used:{asked.name}"),
        Input(message(N_("Readiness")), found.readiness, unit, unfolds=f"readiness:{asked.name}"),
        Input(message(N_("Direct items")), found.direct, unit, unfolds=f"direct:{asked.name}"),
    )  # fmt: skip
    return asked.figure(
        message(N_("Cost of {name}"), name=asked.department()),
        found.amount,
        unit,
        N_("What the department carries of the yearly cost: time used for it, its part of the readiness to "
           "answer, and items of its own."),
        N_("used + readiness + direct items"),
        *terms,
        feeds=(f"net_effect_of:{asked.name}",),
    )  # fmt: skip


def _direct(asked: Asked) -> Explanation:
    """What a department pays by itself."""
    found, unit = department_amount(asked, asked.name), asked.currency
    terms = [
        Input(one.name, one.amount, unit, "term", message(N_("the department's own item")),
              unfolds=f"line:{one.kind}:{one.id}")
        for one in asked.results.costs.lines
        if one.phase == "operation" and one.funding == Funding.DEPARTMENT and one.department == asked.name
    ]  # fmt: skip
    return asked.figure(
        message(N_("Direct items of {name}"), name=asked.department()),
        found.direct,
        unit,
        N_("Cost lines that the department pays by itself."),
        N_("sum of the cost lines, each rounded once"),
        *largest(terms),
        feeds=(f"cost_of:{asked.name}",),
    )


def _used(asked: Asked) -> Explanation:
    found, allocation = department_amount(asked, asked.name), asked.results.allocation
    return asked.figure(
        message(N_("Used by {name}"), name=asked.department()),
        found.used,
        asked.currency,
        N_("The part of the shared cost that was worked, divided by the minutes worked for each department; "
           "the last hundredth goes by largest remainder."),
        N_("worked cost x minutes for the department / minutes for all"),
        Input(
            message(N_("Worked cost of all")), allocation.used, asked.currency, "factor",
            unfolds="used",
        ),
        Input(
            message(N_("Minutes for the department")), found.used_minutes, MINUTES, "factor",
            unfolds=f"minutes_of:{asked.name}",
        ),
        Input(message(N_("Minutes for all")), allocation.used_minutes or None, MINUTES, "divisor"),
        feeds=(f"cost_of:{asked.name}",),
    )  # fmt: skip


def _readiness(asked: Asked) -> Explanation:
    found, allocation = department_amount(asked, asked.name), asked.results.allocation
    weights = sum((one.key_weight for one in allocation.by_department), _ZERO)
    keys = {
        "used_minutes": N_("Minutes worked"), "contacts": N_("Contacts"), "inhabitants": N_("Inhabitants"),
        "agreed_shares": N_("Agreed shares"), "central": N_("Paid centrally"),
    }  # fmt: skip
    key, unit = message(keys[allocation.key]), message(N_("weight"))
    is_central = allocation.key == "central" or not weights
    further = f"minutes_of:{asked.name}" if allocation.key == "used_minutes" else None
    scenario = asked.basis.scenario
    by_scenario = scenario is not None and scenario.allocation_key is not None
    return asked.figure(
        message(N_("Readiness of {name}"), name=asked.department()),
        found.readiness,
        asked.currency,
        N_("Time in which advisers wait costs too; it is divided by the key that was agreed."),
        N_("cost of idle capacity x the department's weight / all weights"),
        Input(message(N_("Cost of idle capacity")), allocation.idle_capacity, asked.currency, "factor",
              unfolds="idle_capacity"),
        setting(asked, key, _ZERO if is_central else found.key_weight, unit, _KEY, "factor",
                in_scenario=by_scenario, unfolds=further),
        Input(message(N_("All weights")), weights or Decimal(1), unit, "divisor", place=_KEY),
        feeds=(f"cost_of:{asked.name}",),
    )  # fmt: skip


def _split(asked: Asked) -> Explanation:
    """The shared cost in two: what was worked, and what waits."""
    allocation, shared = asked.results.allocation, asked.results.costs.shared_yearly
    is_idle = asked.key == "idle_capacity"
    mine = allocation.idle_minutes if is_idle else allocation.used_minutes
    has_minutes = bool(allocation.productive_minutes)
    value = allocation.idle_capacity if is_idle else allocation.used
    whole = Input(message(N_("Shared cost of the year")), shared if has_minutes or is_idle else _ZERO,
                  asked.currency, "factor", unfolds="shared_yearly")  # fmt: skip
    parts = (
        Input(message(N_("Minutes that nobody was served in")) if is_idle else message(N_("Minutes worked for all")),
              mine, MINUTES, "factor"),
        Input(message(N_("Productive minutes")), allocation.productive_minutes, MINUTES, "divisor",
              unfolds="productive_minutes"),
    )  # fmt: skip
    return asked.figure(
        N_("Cost of idle capacity") if is_idle else N_("Worked cost"),
        value,
        asked.currency,
        N_("What it costs that somebody is free when a resident calls: a third to a half in a customer "
           "service of a town.")
        if is_idle
        else N_("The part of the shared cost in which advisers work for somebody."),
        N_("shared cost x minutes / productive minutes"),
        whole, *(parts if has_minutes else ()),
        feeds=tuple(f"{'readiness' if is_idle else 'used'}:{one.department}" for one in allocation.by_department[:3]),
    )  # fmt: skip


def _shared_yearly(asked: Asked) -> Explanation:
    costs, unit = asked.results.costs, asked.currency
    terms = [
        Input(message(N_("Operating cost")), costs.yearly_total, unit, unfolds="operating_cost"),
        Input(message(N_("Centrally funded")), -costs.central_yearly, unit, unfolds="central_yearly"),
        *(
            Input(
                message(N_("Direct items of {name}"), name=asked.department(name)),
                -amount,
                unit,
                unfolds=f"direct:{name}",
            )
            for name, amount in costs.direct_yearly.items()
        ),
    ]
    return asked.figure(
        N_("Shared cost of the year"),
        costs.shared_yearly,
        unit,
        N_("What departments share: the operating cost without what is paid centrally and what single "
           "departments pay themselves."),
        N_("operating cost - centrally funded - direct items"),
        *largest(terms),
        feeds=("rate_per_minute", "idle_capacity"),
    )  # fmt: skip


def _rate_per_minute(asked: Asked) -> Explanation:
    allocation = asked.results.allocation
    has_minutes = bool(allocation.productive_minutes)
    return asked.figure(
        N_("Cost of a productive minute"),
        allocation.rate_per_minute,
        asked.money(PER_MINUTE),
        N_("What a minute at the desk costs, whether somebody is served in it or waits for the next call."),
        N_("shared cost of the year / productive minutes of the advisers"),
        *((
            Input(message(N_("Shared cost of the year")), asked.results.costs.shared_yearly, asked.currency,
                  "factor", unfolds="shared_yearly"),
            Input(message(N_("Productive minutes")), allocation.productive_minutes, MINUTES, "divisor",
                  unfolds="productive_minutes"),
        )
        if has_minutes
        else ()),
    )  # fmt: skip


def _productive_minutes(asked: Asked) -> Explanation:
    staffing, allocation = asked.results.staffing, asked.results.allocation
    advisers = (
        quantity(staffing.fte_total) - quantity(staffing.team_leader_fte) - quantity(staffing.management_fte)
    )
    value = allocation.productive_minutes
    inputs: tuple[Input, ...] = (
        Input(message(N_("Positions of advisers, rounding up included")), advisers,
              message(N_("full-time positions")), "factor", unfolds="paid_positions:advisers"),
        hours_per_fte(asked, "factor"),
        Input(message(N_("Minutes of an hour")), _SIXTY, message(N_("minutes")), "factor"),
    )  # fmt: skip
    if value > quantity(float(advisers) * staffing.hours_per_fte) * 60 + 1:
        inputs = (Input(message(N_("Minutes worked for all")), value, MINUTES),)
    return asked.figure(
        N_("Productive minutes"),
        value,
        MINUTES,
        N_("Minutes in which advisers are at the desk in a year; never fewer than what is worked."),
        N_("positions of advisers x productive hours x 60"),
        *inputs,
        feeds=("rate_per_minute",),
    )


def _minutes_of(asked: Asked) -> Explanation:
    found, basis = department_amount(asked, asked.name), asked.basis
    seconds = sum(
        (
            basis.by_channel(one, "work_s", "deferred_work_s")
            for one in asked.results.demand.contacts_per_year
        ),
        start=basis.cases * 0,
    )
    minutes = basis.cases * 0
    places = basis.departments.get(asked.name)
    if places is not None:
        minutes[places] = seconds[places] / 60
    return asked.figure(
        message(N_("Minutes worked for {name}"), name=asked.department()),
        found.used_minutes,
        MINUTES,
        N_("What the department's case types take in customer service in a year."),
        N_("sum of the case types"),
        *largest_case_types(asked, minutes, MINUTES),
        feeds=(f"used:{asked.name}",),
    )


SHARING_FIGURES: dict[str, Explain] = {
    "idle_capacity": _split,
    "used": _split,
    "shared_yearly": _shared_yearly,
    "rate_per_minute": _rate_per_minute,
    "productive_minutes": _productive_minutes,
}
SHARING_FIGURES_OF: dict[str, Explain] = {
    "cost_of": _cost_of,
    "direct": _direct,
    "used": _used,
    "readiness": _readiness,
    "minutes_of": _minutes_of,
}
"""Figures of a department, by its id."""
