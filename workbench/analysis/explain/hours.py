"""A case type's hours in customer service: by channel, during contacts and afterwards, as the staffing counts them."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.analysis.explain.cases import what_is_missing
from workbench.analysis.explain.explanation import (
    HOURS,
    MINUTES_EACH,
    SECONDS,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
)
from workbench.analysis.explain.volumes import contacts_per_case, said_by, volume_note
from workbench.analysis.explain.work import said_minutes
from workbench.analysis.place import Place
from workbench.analysis.results import CaseTypeFlow, ChannelDemand, Disposition
from workbench.analysis.words import word
from workbench.model.case_types import CaseType
from workbench.model.text import N_, message
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel

_QUEUED = tuple(one.value for one in REAL_TIME_CHANNELS if one is not Channel.CHAT)
_WAITING = tuple(one.value for one in Channel if one not in REAL_TIME_CHANNELS)


def _case_type(asked: Asked) -> Explanation:
    """A case type's hours in customer service, with the volumes and minutes that somebody said."""
    case_type, flow, year = asked.case_type(asked.name)
    seconds: dict[str, float] = {}
    for one in year.channels:
        seconds[one.channel] = seconds.get(one.channel, 0.0) + one.work_s + one.deferred_work_s
    terms = [
        Input(word(channel), s / 3600, HOURS, unfolds=f"work:{asked.name}:{channel}")
        for channel, s in seconds.items()
    ]
    notes = (
        *(volume_note(case_type, one) for one in case_type.volumes),
        *_step_notes(case_type, flow),
        *_handling_notes(asked, case_type, flow),
    )
    return asked.figure(
        message(N_("{case_type}: hours in customer service"), case_type=case_type.name),
        sum(seconds.values()) / 3600 if year.is_covered else None,
        HOURS,
        N_("What this case type takes in customer service in a year, follow-ups and wrap-up included.")
        if year.is_covered
        else message(N_("Left out of hours and money: {what}"), what=what_is_missing(flow)),
        N_("sum of the channels; each: contacts x the time they take"),
        *(largest(terms) if year.is_covered else ()),
        *notes,
        feeds=("fte", f"minutes_of:{case_type.department}"),
    )


def _step_notes(case_type: CaseType, flow: CaseTypeFlow) -> Iterator[Input]:
    """Yield the minutes of every step that moves, with who said them and how often it is done."""
    for step, result in zip(case_type.steps, flow.steps, strict=True):
        if result.disposition is Disposition.MOVES:
            said, field = said_minutes(step)
            yield Input(
                message(N_("{step}, {times} times per case"), step=step.title, times=round(result.visits, 2)),
                result.minutes_after,
                MINUTES_EACH,
                "note",
                None if said is None else said_by(said),
                None if said is None else said.source,
                Place("case_types.steps", (case_type.id, step.id), field),
                f"step:{case_type.id}:{step.id}",
            )


def _handling_notes(asked: Asked, case_type: CaseType, flow: CaseTypeFlow) -> Iterator[Input]:
    yield Input(
        message(N_("Handling of a first contact")), flow.first_contact_s, SECONDS, "note",
        unfolds=f"handling:{case_type.id}",
    )  # fmt: skip
    if flow.contacts_per_case > 1:
        yield Input(
            message(N_("Each follow-up")), flow.follow_up_s, SECONDS, "note",
            unfolds=f"follow_up:{case_type.id}",
        )  # fmt: skip
        yield contacts_per_case(asked, case_type, flow.contacts_per_case, "note")


def _of_channel(asked: Asked) -> Explanation:
    """A case type's hours by a channel: in all ("work"), or during the contacts alone ("during")."""
    wanted, channel = asked.names(2)
    case_type, flow, year = asked.case_type(wanted)
    here = asked.on_channel(year, channel)
    is_whole = asked.key.startswith("work")
    terms = [*_during(here, flow), *(_afterwards(here, flow) if is_whole else ())]
    seconds = sum(one.work_s + (one.deferred_work_s if is_whole else 0.0) for one in here)
    contacts = Input(
        message(N_("Contacts that reach customer service")),
        sum(one.first_contacts + one.follow_ups for one in here),
        message(N_("contacts per year")), "note", unfolds=f"reaching:{wanted}:{channel}",
    )  # fmt: skip
    has_price = asked.basis.price(wanted, channel) is not None
    return asked.figure(
        message(N_("{case_type}: hours by {channel}"), case_type=case_type.name, channel=word(channel))
        if is_whole
        else message(N_("{case_type}: hours with residents by {channel}"), case_type=case_type.name,
                     channel=word(channel)),
        seconds / 3600 if year.is_covered else None,
        HOURS,
        N_("What customer service works for these contacts in a year, during them and afterwards.")
        if year.is_covered
        else message(N_("Left out of hours and money: {what}"), what=what_is_missing(flow)),
        N_("first contacts x their handling + follow-ups x theirs + cases x work afterwards, in hours")
        if is_whole
        else N_("first contacts x their handling + follow-ups x theirs, in hours"),
        *(terms if year.is_covered else ()), contacts,
        feeds=(f"case_type:{wanted}", *((f"price:{wanted}:{channel}",) if has_price and is_whole else ())),
    )  # fmt: skip


def _term(text: str, n: float, each_s: float, seconds: float, unfolds: str) -> Iterator[Input]:
    """Yield ``seconds`` as hours: ``n`` times something that takes ``each_s``."""
    if seconds:
        name = message(text, n=round(n), minutes=round(each_s / 60, 2))
        yield Input(name, seconds / 3600, HOURS, unfolds=unfolds)


def _during(here: list[ChannelDemand], flow: CaseTypeFlow) -> Iterator[Input]:
    first, follow_ups = sum(one.first_contacts for one in here), sum(one.follow_ups for one in here)
    in_follow_ups = follow_ups * flow.follow_up_s
    work = sum(one.work_s for one in here)
    yield from _term(
        N_("{n} first contacts of {minutes} minutes each"), first, flow.first_contact_s, work - in_follow_ups,
        f"handling:{flow.case_type}",
    )  # fmt: skip
    yield from _term(
        N_("{n} follow-ups of {minutes} minutes each"), follow_ups, flow.follow_up_s, in_follow_ups,
        f"follow_up:{flow.case_type}",
    )  # fmt: skip


def _afterwards(here: list[ChannelDemand], flow: CaseTypeFlow) -> Iterator[Input]:
    first = sum(one.first_contacts for one in here)
    to_e_service = sum(one.cases_reaching for one in here) - first
    by_itself = to_e_service * flow.e_service_deferred_s
    deferred = sum(one.deferred_work_s for one in here)
    yield from _term(
        N_("{n} cases, {minutes} minutes of work afterwards each"), first, flow.deferred_s,
        deferred - by_itself, f"afterwards:{flow.case_type}",
    )  # fmt: skip
    yield from _term(
        N_("{n} cases of the e-service, {minutes} minutes of work each"), to_e_service,
        flow.e_service_deferred_s, by_itself, f"e_service:{flow.case_type}",
    )  # fmt: skip


def _some_channels(asked: Asked) -> Explanation:
    """What the staffing counts of a case type: "queued" at once, "deferrable" later, "after" contacts in a pool."""
    kind, _, rest = asked.key.partition(":")
    wanted, _, pool = rest.partition(":")
    case_type, flow, year = asked.case_type(wanted)
    terms = []
    channels = {"queued": _QUEUED, "deferrable": _WAITING, "after": ()}[kind]
    for channel in channels:
        here = [one for one in year.channels if one.channel == channel]
        hours = sum(one.work_s for one in here) / 3600
        if hours:
            terms.append(Input(word(channel), hours, HOURS, unfolds=f"during:{wanted}:{channel}"))
    if kind != "queued" and year.is_covered:
        pool_of = asked.basis.terms.pool_of
        mine = [one for one in year.channels if pool in ("", pool_of(Channel(one.channel)).id)]
        terms += _afterwards(mine, flow)
    titles = {
        "queued": N_("{case_type}: hours with residents by phone and visits"),
        "deferrable": N_("{case_type}: hours of work that can wait"),
        "after": N_("{case_type}: hours of work afterwards"),
    }
    return asked.figure(
        message(titles[kind], case_type=case_type.name),
        sum(float(one.value or 0.0) for one in terms),
        HOURS,
        N_("What customer service works while residents wait on the line or in the room.")
        if kind == "queued"
        else N_("Written contacts, and steps that are done when the resident has left."),
        N_("sum of the channels and of the work afterwards"),
        *terms,
        feeds=(f"case_type:{wanted}",),
    )


HOURS_FIGURES_OF: dict[str, Explain] = {
    "case_type": _case_type,
    "work": _of_channel,
    "during": _of_channel,
    "queued": _some_channels,
    "deferrable": _some_channels,
    "after": _some_channels,
}
"""Figures of a case type, by its id, and of a channel of it."""
