"""Figures that are sums over case types: shares, coverage, contacts and crossings."""

from __future__ import annotations

import numpy as np

from workbench.analysis.explain.basis import Basis
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
    no_such_figure,
)
from workbench.analysis.place import Place
from workbench.analysis.results import CaseTypeFlow, Floats
from workbench.analysis.words import listed, word
from workbench.model.text import N_, Message, message


def _share(
    asked: Asked, texts: tuple[str, str, str], value: float | None, counting: Floats, cases: Floats
) -> Explanation:
    """Return a share weighted by cases: those that count, of all of them, per case type."""
    title, definition, formula = texts
    unit = message(CASES)
    shown, more = largest_case_types(asked, counting, unit, field="steps")
    whole = Input(message(N_("All cases that are compared")), float(cases.sum()), unit, "divisor")
    return Explanation(
        asked.key, message(title), value, message(SHARE), message(definition), message(formula),
        (*shown, whole), (), more,
    )  # fmt: skip


def _levels(asked: Asked) -> Explanation:
    basis: Basis = asked.basis
    shares = basis.share_levels_1_4
    return _share(
        asked,
        (
            N_("Classed as levels 1-4"),
            N_("The share of all cases, of case types whose steps have levels, that end without a step on "
               "level 5-8. It says what could move, not what is solved."),
            N_("cases that end on levels 1-4 / cases with levels"),
        ),
        asked.results.share_volume_levels_1_4.value,
        basis.cases * np.nan_to_num(shares),
        np.where(np.isnan(shares), 0.0, basis.cases),
    )  # fmt: skip


def _first_contact(asked: Asked) -> Explanation:
    basis = asked.basis
    return _share(
        asked,
        (
            N_("Solved in the first sitting"),
            N_("Of the cases that reach customer service: those that end while the resident is still there, "
               "without anybody else."),
            N_("cases that end among the contact steps of customer service / cases that reach it"),
        ),
        asked.results.first_contact_resolution.value,
        basis.reaching * basis.first_contact_resolution,
        basis.reaching,
    )  # fmt: skip


def _solved(asked: Asked) -> Explanation:
    basis = asked.basis
    return _share(
        asked,
        (
            N_("Solved in customer service"),
            N_("Of the cases that reach customer service: those that end there, at once or later, without a "
               "department."),
            N_("cases that end among the steps that moved / cases that reach customer service"),
        ),
        asked.results.solved_in_customer_service.value,
        basis.reaching * basis.solved,
        basis.reaching,
    )  # fmt: skip


def _coverage(asked: Asked) -> Explanation:
    basis, unit = asked.basis, message(CASES)
    in_scope = float((basis.cases * basis.is_in_scope).sum())
    left_out = np.flatnonzero(basis.is_in_scope * (1 - basis.is_covered) * basis.cases)
    terms = []
    for place in left_out.tolist():
        case_type = basis.at(place)
        terms.append(
            Input(
                case_type.name,
                -float(basis.cases[place]),
                unit,
                source=what_is_missing(asked.results.flows[place]),
                place=Place("case_types", (case_type.id,)),
                unfolds=f"case_type:{case_type.id}",
            )
        )
    shown, more = largest(terms, unit)
    whole = Input(message(N_("All cases that are not out of scope")), in_scope, unit)
    divisor = Input(message(N_("All cases that are not out of scope")), in_scope, unit, "divisor")
    return Explanation(
        asked.key,
        message(N_("Coverage")),
        asked.results.demand.coverage_volume,
        message(SHARE),
        message(N_("The share of all cases that hours and money cover: nothing is missing for their case types. "
                   "A case type without any volume weighs nothing here; it stands among the findings.")),
        message(N_("(all cases - cases of case types that are left out) / all cases")),
        (whole, *shown, divisor),
        ("fte", "operating_cost", "balance"),
        more,
    )  # fmt: skip


def what_is_missing(flow: CaseTypeFlow) -> Message:
    """Return why a case type is left out of hours and money."""
    kinds = dict.fromkeys(one.partition(":")[0] for one in flow.missing)
    if not kinds:
        return message(N_("a measured period without an open day"))
    return message(N_("missing: {what}"), what=listed([word(kind) for kind in kinds]))


def _contacts(asked: Asked) -> Explanation:
    unit = message(CONTACTS)
    by_channel = asked.results.demand.contacts_per_year
    terms = [
        Input(word(channel), contacts, unit, unfolds=f"contacts:{channel}")
        for channel, contacts in by_channel.items()
    ]
    shown, more = largest(terms, unit)
    return Explanation(
        asked.key,
        message(N_("Contacts")),
        sum(by_channel.values()),
        unit,
        message(N_("Everything residents come with in a year, whether it reaches customer service or not.")),
        message(N_("sum of the channels")),
        shown,
        ("fte",),
        more,
    )


def _cases(asked: Asked) -> Explanation:
    unit = message(CASES)
    shown, more = largest_case_types(asked, asked.basis.cases, unit, field="volumes")
    return Explanation(
        asked.key,
        message(N_("Cases")),
        asked.results.demand.cases_per_year,
        unit,
        message(N_("Every errand of a year, however often somebody gets in touch about it.")),
        message(N_("sum of the case types; each: contacts / contacts per case")),
        shown,
        (),
        more,
    )


def _reaching(asked: Asked) -> Explanation:
    """Contacts that reach customer service: of all channels, or of one."""
    basis, unit = asked.basis, message(CONTACTS)
    channels = list(asked.results.demand.contacts_per_year)
    if asked.name and asked.name not in channels:
        raise no_such_figure(asked.key)
    by_channel = {one: basis.by_channel(one, "first_contacts", "follow_ups") for one in channels}
    if asked.name:
        shown, more = largest_case_types(
            asked, by_channel[asked.name], unit, field="volumes", unfolds=f"reaching:{{id}}:{asked.name}"
        )
        title = message(N_("Contacts by {channel} that reach customer service"), channel=word(asked.name))
    else:
        terms = [
            Input(word(one), float(values.sum()), unit, unfolds=f"reached:{one}")
            for one, values in by_channel.items()
        ]
        shown, more = largest(terms, unit)
        title = message(N_("Contacts that reach customer service"))
    wanted = [asked.name] if asked.name else channels
    return Explanation(
        asked.key,
        title,
        float(sum(by_channel[one].sum() for one in wanted)),
        unit,
        message(N_("What comes by the common entry, less the cases that go to the e-service.")),
        message(N_("sum of the case types")) if asked.name else message(N_("sum of the channels")),
        shown,
        ("reached",) if asked.name else ("fte",),
        more,
    )


def _contacts_of_channel(asked: Asked) -> Explanation:
    by_channel = asked.results.demand.contacts_per_year
    if asked.name not in by_channel:
        raise no_such_figure(asked.key)
    unit = message(CONTACTS)
    contacts = asked.basis.by_channel(asked.name, "contacts")
    shown, more = largest_case_types(
        asked, contacts, unit, field="volumes", unfolds=f"volume:{{id}}:{asked.name}"
    )
    return Explanation(
        asked.key,
        message(N_("Contacts by {channel}"), channel=word(asked.name)),
        by_channel[asked.name],
        unit,
        message(N_("What the case types' volumes say of this channel, per year.")),
        message(N_("sum of the case types")),
        (*shown, *measured_contacts(asked)),
        ("contacts",),
        more,
    )


def measured_contacts(asked: Asked) -> list[Input]:
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
    unit = message(TIMES)
    names = {one.id: one.name for one in asked.project.departments}
    terms = [
        Input(
            names.get(row.department or "", row.department or ""),
            row.handoffs_per_year if is_handoff else row.ping_pong_per_year,
            unit,
            place=Place("departments", (row.department or "",), "case_types"),
        )
        for row in asked.results.release.balance
    ]
    shown, more = largest(terms, unit)
    return Explanation(
        asked.key,
        message(N_("Hand-offs")) if is_handoff else message(N_("Returns from departments")),
        asked.results.handoffs_per_year if is_handoff else asked.results.ping_pong_per_year,
        unit,
        message(N_("How often a case goes from one unit to another."))
        if is_handoff
        else message(N_("How often a case comes back to customer service from a department.")),
        message(N_("sum of the departments; per case type: cases x times per case")),
        shown,
        (),
        more,
    )


CASE_FIGURES: dict[str, Explain] = {
    "share_levels_1_4": _levels,
    "first_contact_resolution": _first_contact,
    "solved_in_customer_service": _solved,
    "coverage": _coverage,
    "cases": _cases,
    "contacts": _contacts,
    "reached": _reaching,
    "handoffs": _crossings,
    "ping_pong": _crossings,
}
CASE_FIGURES_OF: dict[str, Explain] = {"contacts": _contacts_of_channel, "reached": _reaching}
"""Figures with a name behind a colon: a channel's."""
