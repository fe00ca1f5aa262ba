"""Figures that are sums over case types: shares, coverage, contacts and crossings."""

from __future__ import annotations

import numpy as np

from workbench.analysis.explain.explanation import (
    CASES,
    CONTACTS,
    SHARE,
    TIMES,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    largest_case_types,
)
from workbench.analysis.explain.released import by_department
from workbench.analysis.place import Place
from workbench.analysis.results import CaseTypeFlow, Floats
from workbench.analysis.words import listed, word
from workbench.model.text import N_, Message, message

_SHARES = {
    "share_levels_1_4": (
        N_("Classed as levels 1-4"),
        N_("The share of all cases, of case types whose steps have levels, that end without a step on "
           "level 5-8. It says what could move, not what is solved."),
        N_("cases that end on levels 1-4 / cases with levels"),
    ),
    "first_contact_resolution": (
        N_("Solved in the first sitting"),
        N_("Of the cases that reach customer service: those that end while the resident is still there, "
           "without anybody else."),
        N_("cases that end among the contact steps of customer service / cases that reach it"),
    ),
    "solved_in_customer_service": (
        N_("Solved in customer service"),
        N_("Of the cases that reach customer service: those that end there, at once or later, without a "
           "department."),
        N_("cases that end among the steps that moved / cases that reach customer service"),
    ),
}  # fmt: skip


def _share(asked: Asked) -> Explanation:
    """Return a share weighted by cases: those that count, of all of which it is known, per case type."""
    results, basis = asked.results, asked.basis
    whole, shares, cases = {
        "share_levels_1_4": (results.share_volume_levels_1_4, basis.share_levels_1_4, basis.cases),
        "first_contact_resolution": (
            results.first_contact_resolution, basis.first_contact_resolution, basis.reaching,
        ),
        "solved_in_customer_service": (results.solved_in_customer_service, basis.solved, basis.reaching),
    }[asked.key]  # fmt: skip
    title, definition, formula = _SHARES[asked.key]
    compared = float(np.where(np.isnan(shares), 0.0, cases).sum())
    return asked.figure(
        title,
        whole.value,
        SHARE,
        definition,
        formula,
        *largest_case_types(asked, cases * np.nan_to_num(shares), CASES, field="steps"),
        Input(message(N_("All cases that are compared")), compared, CASES, "divisor"),
    )


def _coverage(asked: Asked) -> Explanation:
    basis = asked.basis
    in_scope = float((basis.cases * basis.is_in_scope).sum())
    left_out = np.flatnonzero(basis.is_in_scope * (1 - basis.is_covered) * basis.cases)
    terms = (
        Input(
            case_type.name, -float(basis.cases[place]), CASES,
            source=what_is_missing(asked.results.flows[place]),
            place=Place("case_types", (case_type.id,)), unfolds=f"case_type:{case_type.id}",
        )
        for place, case_type in ((place, basis.at(place)) for place in left_out.tolist())
    )  # fmt: skip
    of_all = message(N_("All cases that are not out of scope"))
    return asked.figure(
        N_("Coverage"),
        asked.results.demand.coverage_volume,
        SHARE,
        N_("The share of all cases that hours and money cover: nothing is missing for their case types. "
           "A case type without any volume weighs nothing here; it stands among the findings."),
        N_("(all cases - cases of case types that are left out) / all cases"),
        Input(of_all, in_scope, CASES),
        *largest(terms),
        Input(of_all, in_scope, CASES, "divisor"),
        feeds=("fte", "operating_cost", "balance"),
    )  # fmt: skip


def what_is_missing(flow: CaseTypeFlow) -> Message:
    """Return why a case type is left out of hours and money."""
    kinds = dict.fromkeys(one.partition(":")[0] for one in flow.missing)
    if not kinds:
        return message(N_("a measured period without an open day"))
    return message(N_("missing: {what}"), what=listed([word(kind) for kind in kinds]))


def _contacts(asked: Asked) -> Explanation:
    by_channel = asked.results.demand.contacts_per_year
    return asked.figure(
        N_("Contacts"),
        sum(by_channel.values()),
        CONTACTS,
        N_("Everything residents come with in a year, whether it reaches customer service or not."),
        N_("sum of the channels"),
        *largest(
            Input(word(channel), contacts, CONTACTS, unfolds=f"contacts:{channel}")
            for channel, contacts in by_channel.items()
        ),
        feeds=("fte",),
    )


def _cases(asked: Asked) -> Explanation:
    return asked.figure(
        N_("Cases"),
        asked.results.demand.cases_per_year,
        CASES,
        N_("Every errand of a year, however often somebody gets in touch about it."),
        N_("sum of the case types; each: contacts / contacts per case"),
        *largest_case_types(asked, asked.basis.cases, CASES, field="volumes"),
    )


def _coming(asked: Asked, channel: str) -> Floats:
    return asked.basis.by_channel(channel, "first_contacts", "follow_ups")


def _reaching(asked: Asked) -> Explanation:
    by_channel = {one: float(_coming(asked, one).sum()) for one in asked.results.demand.contacts_per_year}
    return asked.figure(
        N_("Contacts that reach customer service"),
        float(sum(by_channel.values())),
        CONTACTS,
        _REACHING,
        N_("sum of the channels"),
        *largest(
            Input(word(channel), contacts, CONTACTS, unfolds=f"reached:{channel}")
            for channel, contacts in by_channel.items()
        ),
        feeds=("fte",),
    )


_REACHING = N_("What comes by the common entry, less the cases that go to the e-service.")


def _reaching_by_channel(asked: Asked) -> Explanation:
    contacts = _coming(asked, _channel(asked))
    return asked.figure(
        message(N_("Contacts by {channel} that reach customer service"), channel=word(asked.name)),
        float(contacts.sum()),
        CONTACTS,
        _REACHING,
        N_("sum of the case types"),
        *largest_case_types(
            asked, contacts, CONTACTS, field="volumes", unfolds=f"reaching:{{id}}:{asked.name}"
        ),
        feeds=("reached",),
    )


def _contacts_of_channel(asked: Asked) -> Explanation:
    contacts = asked.basis.by_channel(_channel(asked), "contacts")
    return asked.figure(
        message(N_("Contacts by {channel}"), channel=word(asked.name)),
        asked.results.demand.contacts_per_year[asked.name],
        CONTACTS,
        N_("What the case types' volumes say of this channel, per year."),
        N_("sum of the case types"),
        *largest_case_types(
            asked, contacts, CONTACTS, field="volumes", unfolds=f"volume:{{id}}:{asked.name}"
        ),
        *_measured_contacts(asked),
        feeds=("contacts",),
    )


def _channel(asked: Asked) -> str:
    """Return the channel asked about. Raises ProjectError where nobody comes by it."""
    return asked.first(one for one in asked.results.demand.contacts_per_year if one == asked.name)


def _measured_contacts(asked: Asked) -> list[Input]:
    """Return what was measured of the channel asked about, to be read beside what the volumes say."""
    return [
        Input(
            message(
                N_("Measured: {name}, {first} to {last}"),
                name=one.name,
                first=one.measured_from,
                last=one.measured_to,
            ),
            one.offered,
            message(N_("contacts in the period")),
            "note",
            place=Place("measurements", (one.id,)),
            unfolds=f"measurement:{one.id}",
        )
        for one in asked.project.measurements
        if one.channel.value == asked.name
    ]


def _crossings(asked: Asked) -> Explanation:
    is_handoff = asked.key.startswith("handoffs")
    field = "handoffs_per_year" if is_handoff else "ping_pong_per_year"
    return asked.figure(
        N_("Hand-offs") if is_handoff else N_("Returns from departments"),
        getattr(asked.results, field),
        TIMES,
        N_("How often a case goes from one unit to another.")
        if is_handoff
        else N_("How often a case comes back to customer service from a department."),
        N_("sum of the departments; per case type: cases x times per case"),
        *by_department(asked, field, TIMES),
    )


CASE_FIGURES: dict[str, Explain] = {
    **dict.fromkeys(_SHARES, _share),
    "coverage": _coverage,
    "cases": _cases,
    "contacts": _contacts,
    "reached": _reaching,
    "handoffs": _crossings,
    "ping_pong": _crossings,
}
CASE_FIGURES_OF: dict[str, Explain] = {"contacts": _contacts_of_channel, "reached": _reaching_by_channel}
"""Figures with a name behind a colon: a channel's."""
