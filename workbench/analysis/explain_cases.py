"""Figures that are sums over case types: shares, coverage, contacts, crossings, and one case type's own hours."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.analysis.estimates import mean
from workbench.analysis.explanation import (
    CASES,
    CONTACTS,
    HOURS,
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
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, ChannelDemand, Disposition
from workbench.analysis.words import listed, word
from workbench.model.case_types import CaseType, Scope
from workbench.model.process import Step
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Estimate, Volume

_Counted = tuple[float, float]
"""A case type's cases that count, and all of its cases."""


def _share(
    asked: Asked,
    title: str,
    texts: tuple[str, str],
    value: float | None,
    of: Callable[[CaseTypeFlow, CaseTypeDemand], _Counted],
) -> Explanation:
    """Return a share weighted by cases."""
    unit, terms, all_cases = message(CASES), [], 0.0
    for case_type, flow, year in asked.rows():
        counting, cases = of(flow, year)
        all_cases += cases
        if counting:
            terms.append((counting, case_type))
    shown, more = largest_case_types(terms, unit, field="steps")
    whole = Input(message(N_("All cases that are compared")), all_cases, unit, "divisor")
    definition, formula = texts
    return Explanation(
        asked.key, message(title), value, message(SHARE), message(definition), message(formula),
        (*shown, whole), (), more,
    )  # fmt: skip


def _levels(asked: Asked) -> Explanation:
    def of(flow: CaseTypeFlow, year: CaseTypeDemand) -> _Counted:
        share = flow.share_levels_1_4
        return (0.0, 0.0) if share is None else (year.cases_per_year * share, year.cases_per_year)

    return _share(
        asked,
        N_("Classed as levels 1-4"),
        (
            N_("The share of all cases, of case types whose steps have levels, that end without a step on "
               "level 5-8. It says what could move, not what is solved."),
            N_("cases that end on levels 1-4 / cases with levels"),
        ),
        asked.results.share_volume_levels_1_4.value,
        of,
    )  # fmt: skip


def _of_reaching(
    share: Callable[[CaseTypeFlow], float],
) -> Callable[[CaseTypeFlow, CaseTypeDemand], _Counted]:
    """Return, for :func:`_share`, a ``share`` of the cases that reach customer service."""

    def of(flow: CaseTypeFlow, year: CaseTypeDemand) -> _Counted:
        cases = year.cases_reaching if flow.reaches_customer_service and year.is_covered else 0.0
        return cases * share(flow), cases

    return of


def _first_contact(asked: Asked) -> Explanation:
    return _share(
        asked,
        N_("Solved in the first sitting"),
        (
            N_("Of the cases that reach customer service: those that end while the resident is still there, "
               "without anybody else."),
            N_("cases that end among the contact steps of customer service / cases that reach it"),
        ),
        asked.results.first_contact_resolution.value,
        _of_reaching(lambda flow: flow.first_contact_resolution),
    )  # fmt: skip


def _solved(asked: Asked) -> Explanation:
    return _share(
        asked,
        N_("Solved in customer service"),
        (
            N_("Of the cases that reach customer service: those that end there, at once or later, without a "
               "department."),
            N_("cases that end among the steps that moved / cases that reach customer service"),
        ),
        asked.results.solved_in_customer_service.value,
        _of_reaching(lambda flow: flow.solved_in_customer_service),
    )  # fmt: skip


def _coverage(asked: Asked) -> Explanation:
    unit, terms, in_scope = message(CASES), [], 0.0
    for case_type, flow, year in asked.rows():
        if case_type.scope is Scope.OUT:
            continue
        in_scope += year.cases_per_year
        if not year.is_covered:
            terms.append(
                Input(
                    case_type.name,
                    -year.cases_per_year,
                    unit,
                    source=_what_is_missing(flow),
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


def _what_is_missing(flow: CaseTypeFlow) -> Message:
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


def _contacts_of_channel(asked: Asked) -> Explanation:
    by_channel = asked.results.demand.contacts_per_year
    if asked.name not in by_channel:
        raise no_such_figure(asked.key)
    unit = message(CONTACTS)
    terms = []
    for case_type, _, year in asked.rows():
        contacts = sum(one.contacts for one in year.channels if one.channel == asked.name)
        if contacts:
            terms.append((contacts, case_type))
    shown, more = largest_case_types(terms, unit, field="volumes")
    return Explanation(
        asked.key,
        message(N_("Contacts by {channel}"), channel=word(asked.name)),
        by_channel[asked.name],
        unit,
        message(N_("What the case types' volumes say of this channel, per year.")),
        message(N_("sum of the case types")),
        shown,
        ("contacts",),
        more,
    )


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


def _case_type(asked: Asked) -> Explanation:
    """The end of every thread: a case type's hours, with the volumes and minutes that somebody said."""
    case_type, flow, year = asked.first(one for one in asked.rows() if one[0].id == asked.name)
    unit = message(HOURS)
    terms = [one for channel in year.channels for one in _channel_terms(case_type, channel)]
    hours = sum(one.work_s + one.deferred_work_s for one in year.channels) / 3600
    notes = (
        *(_volume_note(case_type, one) for one in case_type.volumes),
        *_step_notes(asked, case_type, flow),
        *_minute_notes(flow),
    )
    shown, more = largest(terms, unit, most=2 * len(year.channels) + 1)
    return Explanation(
        asked.key,
        message(N_("{case_type}: hours in customer service"), case_type=case_type.name),
        hours if year.is_covered else None,
        unit,
        message(
            N_("What this case type takes in customer service in a year, follow-ups and wrap-up included.")
        )
        if year.is_covered
        else message(N_("Left out of hours and money: {what}"), what=_what_is_missing(flow)),
        message(
            N_("per channel: (first contacts x handling + follow-ups x their minutes + work afterwards) / 60")
        ),
        (*(shown if year.is_covered else ()), *notes),
        ("fte", f"minutes_of:{case_type.department}"),
        more,
    )


def _channel_terms(case_type: CaseType, channel: ChannelDemand) -> Iterator[Input]:
    place, unit = Place("case_types", (case_type.id,), "volumes"), message(HOURS)
    name = word(channel.channel)
    yield Input(
        message(
            N_("{channel}: {n} contacts"), channel=name, n=round(channel.first_contacts + channel.follow_ups)
        ),
        channel.work_s / 3600,
        unit,
        place=place,
    )
    yield Input(
        message(N_("{channel}: work afterwards"), channel=name),
        channel.deferred_work_s / 3600,
        unit,
        place=place,
    )


def _volume_note(case_type: CaseType, volume: Volume) -> Input:
    per = {
        "day": N_("per day"), "week": N_("per week"), "month": N_("per month"),
        "year": N_("per year"), "measured": N_("in the period that was measured"),
    }  # fmt: skip
    return Input(
        message(N_("Volume by {channel}"), channel=word(volume.channel)),
        volume.likely,
        message(per[volume.per.value]),
        "note",
        _source(volume.source.value, volume.said_by),
        volume.source,
        Place("case_types.volumes", (case_type.id, volume.id)),
    )


def _source(source: str, said_by: str) -> Message:
    if said_by:
        return message(N_("{source}, {who}"), source=word(source), who=said_by)
    return word(source)


def _step_notes(asked: Asked, case_type: CaseType, flow: CaseTypeFlow) -> Iterator[Input]:
    """Yield the minutes of every step that moves, as they were said, with how often it is done."""
    are_p10_p90 = asked.project.settings.estimates_are == "p10_p90"
    for step, result in zip(case_type.steps, flow.steps, strict=True):
        if result.disposition is not Disposition.MOVES:
            continue
        said, field = _said_minutes(step)
        yield Input(
            message(N_("{step}, {times} times per case"), step=step.title, times=round(result.visits, 2)),
            None if said is None else mean(said, are_p10_p90),
            message(N_("minutes each time")),
            "note",
            None if said is None else _source(said.source.value, said.said_by),
            None if said is None else said.source,
            Place("case_types.steps", (case_type.id, step.id), field),
        )


def _said_minutes(step: Step) -> tuple[Estimate | None, str]:
    if step.minutes_in_customer_service is not None:
        return step.minutes_in_customer_service, "minutes_in_customer_service"
    return step.minutes_today, "minutes_today"


def _minute_notes(flow: CaseTypeFlow) -> Iterator[Input]:
    seconds = message(N_("seconds per contact"))
    yield Input(message(N_("Handling of a first contact")), flow.first_contact_s, seconds, "note")
    if flow.wrap_up_s:
        place = Place("settings", (), "wrap_up_s")
        yield Input(message(N_("of which wrap-up")), flow.wrap_up_s, seconds, "note", place=place)
    if flow.triage_s:
        place = Place("settings", (), "triage_s")
        yield Input(message(N_("of which triage")), flow.triage_s, seconds, "note", place=place)
    if flow.contacts_per_case > 1:
        place = Place("case_types", (flow.case_type,), "follow_up_minutes")
        yield Input(message(N_("Each follow-up")), flow.follow_up_s, seconds, "note", place=place)
        place = Place("case_types", (flow.case_type,), "contacts_per_case")
        unit = message(N_("contacts per case"))
        yield Input(message(N_("Contacts per case")), flow.contacts_per_case, unit, "note", place=place)


CASE_FIGURES: dict[str, Explain] = {
    "share_levels_1_4": _levels,
    "first_contact_resolution": _first_contact,
    "solved_in_customer_service": _solved,
    "coverage": _coverage,
    "contacts": _contacts,
    "handoffs": _crossings,
    "ping_pong": _crossings,
}
CASE_FIGURES_OF: dict[str, Explain] = {"contacts": _contacts_of_channel, "case_type": _case_type}
"""Figures with a name behind a colon: a channel's, a case type's id."""
