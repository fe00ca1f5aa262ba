"""How many: from contacts that reach a pool down to what somebody said, or the rows of a log that were counted."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.analysis.demand.calendar import open_year, period_weight
from workbench.analysis.demand.estimates import ends
from workbench.analysis.demand.volume_year import counting_volumes, demand_basis, yearly_volume
from workbench.analysis.explain.explanation import (
    CASES,
    CONTACTS,
    SAID_BY_SCENARIO,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    Part,
    largest_case_types,
    no_such_figure,
)
from workbench.analysis.explain.measured import logs_of, measured
from workbench.analysis.place import Place
from workbench.analysis.words import word
from workbench.model.case_types import CaseType
from workbench.model.pause import checkpoint
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Channel, Counts, Estimate, Period, Volume

_PER = {
    Period.DAY: N_("per day"), Period.WEEK: N_("per week"), Period.MONTH: N_("per month"),
    Period.YEAR: N_("per year"), Period.MEASURED: N_("in the period that was measured"),
}  # fmt: skip


def said_by(one: Volume | Estimate) -> Message:
    """Return the source of a figure, with the words and the one who said them where they are known."""
    if one.said and one.said_by:
        return message(
            N_("{source}, {who}: “{words}”"), source=word(one.source), who=one.said_by, words=one.said
        )
    if one.said_by:
        return message(N_("{source}, {who}"), source=word(one.source), who=one.said_by)
    if one.said:
        return message(N_("{source}: “{words}”"), source=word(one.source), words=one.said)
    return word(one.source)


def three_points(
    asked: Asked, one: Volume | Estimate, unit: Message, place: Place, factor: float = 1.0
) -> tuple[Input, ...]:
    """Return (lowest + 4 x likely + highest) / 6 as inputs; one figure alone is itself."""

    def part(name: str, value: float) -> Input:
        return Input(message(name), value * factor, unit, "term", said_by(one), one.source, place)

    if one.low == one.high:
        return (part(N_("As it was said"), one.likely),)
    low, high = one.low, one.high
    names = N_("Lowest"), N_("Highest")
    if asked.project.settings.estimates_are == "p10_p90":
        low, high = ends(low, one.likely, high)
        names = N_("Lowest, from the 10th percentile"), N_("Highest, from the 90th percentile")
    return (
        part(names[0], low),
        part(N_("Likely, four times"), 4 * one.likely),
        part(names[1], high),
        Input(message(N_("The mean of low, likely and high")), 6.0, message(N_("sixths")), "divisor"),
    )


def volume_note(case_type: CaseType, volume: Volume) -> Input:
    """Return a volume as it was said, to be read beside a figure."""
    return Input(
        message(N_("Volume by {channel}"), channel=word(volume.channel)),
        volume.likely,
        message(_PER[volume.per]),
        "note",
        said_by(volume),
        volume.source,
        Place("case_types.volumes", (case_type.id, volume.id)),
        f"said:{case_type.id}:{volume.id}",
    )


def _contacts_of(asked: Asked, case_type: CaseType, volume: Volume, per_case: float) -> float | None:
    """Return the contacts per year that ``volume`` stands for."""
    basis = demand_basis(asked.project, asked.basis.terms)
    pool = asked.basis.terms.pool_of(volume.channel)
    yearly = yearly_volume(volume, pool, basis.profile_of(case_type), basis)
    return yearly if yearly is None or volume.counts is Counts.CONTACTS else yearly * per_case


def _volume(asked: Asked) -> Explanation:
    wanted, channel = asked.names(2)
    case_type, flow, year = asked.case_type(wanted)
    here = asked.on_channel(year, channel)
    mine = [one for one in case_type.volumes if one.channel.value == channel]
    counting = {one.id for some in counting_volumes(mine).values() for one in some}
    inputs = []
    for one in mine:
        note = volume_note(case_type, one)
        if one.id not in counting:
            words = message(N_("Not counted, there is a better source: {source}"), source=said_by(one))
            inputs.append(Input(note.name, note.value, note.unit, "note", words, one.source, note.place))
            continue
        contacts = _contacts_of(asked, case_type, one, flow.contacts_per_case)
        inputs.append(
            Input(note.name, contacts, CONTACTS, "term", said_by(one), one.source, note.place, note.unfolds)
        )
    return asked.figure(
        message(N_("{case_type}: contacts by {channel}"), case_type=case_type.name, channel=word(channel)),
        sum(one.contacts for one in here),
        CONTACTS,
        N_("What residents come with in a year, whether it reaches customer service or not. Of several "
           "volumes for a channel those with the best source count."),
        N_("sum of the volumes, each made into a year"),
        *inputs,
        feeds=(f"reaching:{wanted}:{channel}", f"contacts:{channel}"),
    )  # fmt: skip


def _said(asked: Asked) -> Explanation:
    wanted, volume_id = asked.names(2)
    case_type, flow, _ = asked.case_type(wanted)
    volume = asked.first(one for one in case_type.volumes if one.id == volume_id)
    place = Place("case_types.volumes", (case_type.id, volume.id))
    unit = message(N_("cases {per}") if volume.counts is Counts.CASES else N_("contacts {per}"),
                   per=message(_PER[volume.per]))  # fmt: skip
    inputs = [*three_points(asked, volume, unit, place), *_period(asked, case_type, volume)]
    if volume.counts is Counts.CASES:
        inputs.append(contacts_per_case(asked, case_type, flow.contacts_per_case, "factor"))
    inputs += [measured(one) for one in logs_of(asked, volume)]
    if volume.note:
        inputs.append(Input(volume.note, None, message(N_("note")), "note", place=place))
    return asked.figure(
        message(N_("{case_type}: what was said of {channel}"), case_type=case_type.name,
                channel=word(volume.channel)),
        _contacts_of(asked, case_type, volume, flow.contacts_per_case),
        CONTACTS,
        N_("What somebody said or counted, as contacts in the planning year."),
        N_("(lowest + 4 x likely + highest) / 6 x what makes a year of it"),
        *inputs,
        feeds=(f"volume:{wanted}:{volume.channel.value}",),
    )  # fmt: skip


def _period(asked: Asked, case_type: CaseType, volume: Volume) -> Iterator[Input]:
    """Yield what the figure is multiplied with or divided by to be the year's."""
    terms = asked.basis.terms
    hours = terms.pool_of(volume.channel).opening_hours
    year, pool = asked.results.planning_year, terms.pool_of(volume.channel)
    if volume.per is Period.MEASURED and volume.measured_from and volume.measured_to:
        profile = demand_basis(asked.project, terms).profile_of(case_type)
        weight = period_weight(terms.country, hours, profile, volume.measured_from, volume.measured_to)
        yield Input(
            message(
                N_("The period's part of a year, {first} to {last}"),
                first=volume.measured_from,
                last=volume.measured_to,
            ),
            weight or None,
            SHARE,
            "divisor",
            message(N_("profile: {name}"), name=profile.name or message(N_("none, evenly over the year"))),
            profile.source if profile.name else None,
            Place("profiles", (profile.id,)) if profile.name else Place("profiles"),
        )
    elif volume.per is not Period.YEAR:
        names = {
            Period.DAY: N_("Open days in {year}"),
            Period.WEEK: N_("Open weeks in {year}"),
            Period.MONTH: N_("Months"),
        }
        yield Input(
            message(names[volume.per], year=str(year)),
            open_year(terms.country, year, hours).factor(volume.per),
            message(N_("times per year")),
            "factor",
            message(N_("the opening hours, without public holidays")),
            place=Place("pools", (pool.id,), "opening_hours"),
        )


def contacts_per_case(asked: Asked, case_type: CaseType, value: float, part: Part) -> Input:
    """Return how often residents come about one case."""
    from workbench.analysis.explain.sources import setting

    return setting(
        asked,
        message(N_("Contacts per case")),
        value,
        message(N_("contacts per case")),
        Place("case_types", (case_type.id,), "contacts_per_case"),
        part,
        is_said=case_type.contacts_per_case is not None,
        source=message(N_("the case type")),
    )


def _reaching(asked: Asked) -> Explanation:
    """Contacts of a case type that reach customer service by a channel."""
    wanted, channel = asked.names(2)
    case_type, flow, year = asked.case_type(wanted)
    here = asked.on_channel(year, channel)
    first = sum(one.first_contacts for one in here)
    if not first and any(one.cases_reaching for one in here):
        return _without_contact(asked, wanted, channel)
    per_case = flow.contacts_per_case
    cases = sum(one.cases for one in here)
    deflected = sum(one.cases_deflected for one in here)
    from_volume = Input(
        message(N_("All cases")), cases, CASES, unfolds=f"volume:{wanted}:{channel}",
        place=Place("case_types", (wanted,), "volumes"),
    )  # fmt: skip
    elsewhere = Input(
        message(N_("Come another way than by customer service, as today"))
        if flow.reaches_customer_service
        else message(N_("Stay as today: out of scope, or a later wave")),
        first + deflected - cases,
        CASES,
        place=Place("case_types", (wanted,), "volumes"),
    )
    to_e_service = Input(
        message(N_("Go to the e-service instead")), -deflected, CASES, "term", SAID_BY_SCENARIO
    )
    return asked.figure(
        message(N_("{case_type}: contacts by {channel} that reach customer service"), case_type=case_type.name,
                channel=word(channel)),
        sum(one.first_contacts + one.follow_ups for one in here),
        CONTACTS,
        N_("The cases that come by the common entry, less those that go to the e-service; each makes a "
           "first contact and its follow-ups."),
        N_("(cases x share of the common entry - deflected) x contacts per case"),
        from_volume,
        *(one for one in (elsewhere, to_e_service) if one.value),
        contacts_per_case(asked, case_type, per_case, "factor"),
        feeds=(f"work:{wanted}:{channel}",),
    )  # fmt: skip


def _without_contact(asked: Asked, wanted: str, channel: str) -> Explanation:
    """Cases that come by the e-service alone: nobody is contacted, each counts as one."""
    case_type, _, year = asked.case_type(wanted)
    return asked.figure(
        message(N_("{case_type}: cases by {channel}"), case_type=case_type.name, channel=word(channel)),
        sum(one.cases_reaching for one in year.channels if one.channel == channel),
        CASES,
        N_("Cases that go to the e-service in this scenario instead of coming by another channel."),
        N_("sum of what leaves the other channels"),
        *(
            Input(
                message(N_("Leave {channel}"), channel=word(one.channel)), one.cases_deflected, CASES, "term",
                SAID_BY_SCENARIO, unfolds=f"reaching:{wanted}:{one.channel}",
            )
            for one in year.channels
            if one.cases_deflected
        ),
        feeds=(f"work:{wanted}:{channel}",),
    )  # fmt: skip


def _offered(asked: Asked) -> Explanation:
    """Contacts a year that reach a pool by a channel."""
    pool, channel = asked.names(2)
    found = asked.first(one for one in asked.results.demand.pools if one.pool == pool)
    if channel not in found.real_time:
        raise no_such_figure(asked.key)
    checkpoint()
    basis = asked.basis
    booked = _booked(asked, channel)
    contacts = basis.by_channel(channel, "first_contacts", "follow_ups") * basis.is_covered
    shown = largest_case_types(
        asked, contacts, CONTACTS, field="volumes", unfolds=f"reaching:{{id}}:{channel}"
    )
    at = found.real_time.index(channel)
    total = sum(
        day.days * float(row.sum()) for day, row in zip(found.day_types, found.offered[at], strict=True)
    )
    outside = (
        (Input(message(N_("Booked visits, which nobody waits for in the queue")), -booked, CONTACTS),)
        if booked
        else ()
    )
    return asked.figure(
        message(N_("Contacts by {channel} that reach {pool}"), channel=word(channel), pool=found.name),
        total,
        CONTACTS,
        N_("A year's contacts, laid over its months, weekdays and half-hours by the profiles."),
        N_("sum of the case types"),
        *shown,
        *outside,
        feeds=("service_level",),
    )


def _booked(asked: Asked, channel: str) -> float:
    if channel != Channel.VISIT.value:
        return 0.0
    return sum(
        one.first_contacts + one.follow_ups
        for year in asked.results.demand.case_types
        if year.is_covered
        for one in year.channels
        if one.is_booked and one.channel == channel
    )


VOLUME_FIGURES_OF: dict[str, Explain] = {
    "volume": _volume,
    "said": _said,
    "reaching": _reaching,
    "offered": _offered,
}
"""Figures of a case type and a channel, of a volume, a measurement, a pool and a channel."""
