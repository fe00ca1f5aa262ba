"""How long: a case type's hours in customer service, down to the minutes that somebody said of a step."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.analysis.estimates import mean
from workbench.analysis.explain_cases import what_is_missing
from workbench.analysis.explain_sources import added_seconds, setting
from workbench.analysis.explain_volumes import contacts_per_case, said_by, three_points, volume_note
from workbench.analysis.explanation import (
    HOURS,
    MINUTES_EACH,
    SECONDS,
    Asked,
    Explain,
    Explanation,
    Input,
    largest,
    no_such_figure,
)
from workbench.analysis.place import Place
from workbench.analysis.results import CaseTypeFlow, Disposition, StepFlow
from workbench.analysis.words import word
from workbench.model.case_types import CaseType
from workbench.model.process import Step, StepKind
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Estimate


def _case_type(asked: Asked) -> Explanation:
    """A case type's hours in customer service, with the volumes and minutes that somebody said."""
    case_type, flow, year = asked.case_type(asked.name)
    unit = message(HOURS)
    seconds: dict[str, float] = {}
    for one in year.channels:
        seconds[one.channel] = seconds.get(one.channel, 0.0) + one.work_s + one.deferred_work_s
    terms = [
        Input(word(channel), s / 3600, unit, unfolds=f"work:{asked.name}:{channel}")
        for channel, s in seconds.items()
    ]
    notes = (
        *(volume_note(case_type, one) for one in case_type.volumes),
        *_step_notes(asked, case_type, flow),
        *_handling_notes(asked, case_type, flow),
    )
    shown, more = largest(terms, unit)
    return Explanation(
        asked.key,
        message(N_("{case_type}: hours in customer service"), case_type=case_type.name),
        sum(seconds.values()) / 3600 if year.is_covered else None,
        unit,
        message(
            N_("What this case type takes in customer service in a year, follow-ups and wrap-up included.")
        )
        if year.is_covered
        else message(N_("Left out of hours and money: {what}"), what=what_is_missing(flow)),
        message(N_("sum of the channels; each: contacts x the time they take")),
        (*(shown if year.is_covered else ()), *notes),
        ("fte", f"minutes_of:{case_type.department}"),
        more,
    )


def _step_notes(asked: Asked, case_type: CaseType, flow: CaseTypeFlow) -> Iterator[Input]:
    """Yield the minutes of every step that moves, as they were said, with how often it is done."""
    are_p10_p90 = asked.project.settings.estimates_are == "p10_p90"
    for step, result in zip(case_type.steps, flow.steps, strict=True):
        if result.disposition is Disposition.MOVES:
            said, field = _said_minutes(step)
            yield Input(
                message(N_("{step}, {times} times per case"), step=step.title, times=round(result.visits, 2)),
                None if said is None else mean(said, are_p10_p90),
                message(MINUTES_EACH),
                "note",
                None if said is None else said_by(said),
                None if said is None else said.source,
                Place("case_types.steps", (case_type.id, step.id), field),
                f"step:{case_type.id}:{step.id}",
            )


def _said_minutes(step: Step) -> tuple[Estimate | None, str]:
    if step.minutes_in_customer_service is not None:
        return step.minutes_in_customer_service, "minutes_in_customer_service"
    return step.minutes_today, "minutes_today"


def _handling_notes(asked: Asked, case_type: CaseType, flow: CaseTypeFlow) -> Iterator[Input]:
    seconds = message(SECONDS)
    yield Input(
        message(N_("Handling of a first contact")), flow.first_contact_s, seconds, "note",
        unfolds=f"handling:{case_type.id}",
    )  # fmt: skip
    if flow.contacts_per_case > 1:
        yield Input(
            message(N_("Each follow-up")), flow.follow_up_s, seconds, "note",
            unfolds=f"follow_up:{case_type.id}",
        )  # fmt: skip
        yield contacts_per_case(asked, case_type, flow.contacts_per_case, "note")


def _work(asked: Asked) -> Explanation:
    """A case type's hours by a channel: how many of what, and how long each takes."""
    wanted, channel = asked.names(2)
    case_type, flow, year = asked.case_type(wanted)
    here = [one for one in year.channels if one.channel == channel]
    if not here:
        raise no_such_figure(asked.key)
    unit = message(HOURS)
    first, follow_ups = sum(one.first_contacts for one in here), sum(one.follow_ups for one in here)
    to_e_service = sum(one.cases_reaching for one in here) - first
    work = sum(one.work_s for one in here)
    deferred = sum(one.deferred_work_s for one in here)
    in_follow_ups, by_itself = follow_ups * flow.follow_up_s, to_e_service * flow.e_service_deferred_s
    rows = (
        (N_("{n} first contacts of {minutes} minutes each"), first, flow.first_contact_s,
         work - in_follow_ups, f"handling:{wanted}"),
        (N_("{n} follow-ups of {minutes} minutes each"), follow_ups, flow.follow_up_s, in_follow_ups,
         f"follow_up:{wanted}"),
        (N_("{n} cases, {minutes} minutes of work afterwards each"), first, flow.deferred_s,
         deferred - by_itself, f"afterwards:{wanted}"),
        (N_("{n} cases of the e-service, {minutes} minutes of work each"), to_e_service,
         flow.e_service_deferred_s, by_itself, f"e_service:{wanted}"),
    )  # fmt: skip
    terms = tuple(
        Input(message(text, n=round(n), minutes=round(s / 60, 2)), hours / 3600, unit, unfolds=key)
        for text, n, s, hours, key in rows
        if hours and year.is_covered
    )
    contacts = Input(
        message(N_("Contacts that reach customer service")), first + follow_ups,
        message(N_("contacts per year")), "note", unfolds=f"reaching:{wanted}:{channel}",
    )  # fmt: skip
    return Explanation(
        asked.key,
        message(N_("{case_type}: hours by {channel}"), case_type=case_type.name, channel=word(channel)),
        (work + deferred) / 3600 if year.is_covered else None,
        unit,
        message(N_("What customer service works for these contacts in a year, during them and afterwards."))
        if year.is_covered
        else message(N_("Left out of hours and money: {what}"), what=what_is_missing(flow)),
        message(
            N_("first contacts x their handling + follow-ups x theirs + cases x work afterwards, in hours")
        ),
        (*terms, contacts),
        (f"case_type:{wanted}", f"price:{wanted}:{channel}")
        if asked.basis.price(wanted, channel) is not None
        else (f"case_type:{wanted}",),
    )


def _per_case(asked: Asked, title: str, value: float, steps: list[tuple[Step, float, float]],
              texts: tuple[str, str], added: tuple[Input, ...] = ()) -> Explanation:  # fmt: skip
    """Return seconds per case: a term for every step that takes some, and what is added."""
    seconds = message(SECONDS)
    case_type, *_ = asked.case_type(asked.name)
    terms = tuple(
        Input(
            message(
                N_("{step}: {times} times, {minutes} minutes each"),
                step=step.title,
                times=round(times, 3),
                minutes=round(minutes, 2),
            ),
            times * minutes * 60,
            seconds,
            place=Place("case_types.steps", (case_type.id, step.id)),
            unfolds=f"step:{case_type.id}:{step.id}",
        )
        for step, times, minutes in steps
        if times * minutes
    )
    return Explanation(
        asked.key,
        message(title, case_type=case_type.name),
        value,
        seconds,
        message(texts[0]),
        message(texts[1]),
        (*terms, *added),
        (f"case_type:{asked.name}",),
    )


def _moved(asked: Asked) -> list[tuple[Step, StepFlow, float]]:
    case_type, flow, _ = asked.case_type(asked.name)
    return [
        (step, one, one.minutes_after)
        for step, one in zip(case_type.steps, flow.steps, strict=True)
        if one.disposition is Disposition.MOVES and one.minutes_after
    ]


def _handling(asked: Asked) -> Explanation:
    _, flow, _ = asked.case_type(asked.name)
    added = tuple(
        added_seconds(asked, field, value)
        for field, value in (("wrap_up_s", flow.wrap_up_s), ("triage_s", flow.triage_s))
        if value
    )
    return _per_case(
        asked,
        N_("{case_type}: handling of a first contact"),
        flow.first_contact_s,
        [(step, one.visits_first_contact, minutes) for step, one, minutes in _moved(asked)],
        (
            N_("What is done while the resident is there, and the wrap-up after it. Where the first step is not "
               "customer service's, it is the triage."),
            N_("sum of the steps (times per case x minutes) + wrap-up or triage"),
        ),
        added,
    )  # fmt: skip


def _afterwards(asked: Asked) -> Explanation:
    _, flow, _ = asked.case_type(asked.name)
    return _per_case(
        asked,
        N_("{case_type}: work afterwards per case"),
        flow.deferred_s,
        [(step, one.visits - one.visits_first_contact, minutes) for step, one, minutes in _moved(asked)],
        (
            N_("What customer service does of a case when the resident has left: steps that moved and are not "
               "done in the first sitting."),
            N_("sum of the steps (times per case, less those of the first sitting, x minutes)"),
        ),
    )  # fmt: skip


def _e_service(asked: Asked) -> Explanation:
    _, flow, _ = asked.case_type(asked.name)
    return _per_case(
        asked,
        N_("{case_type}: work on a case of the e-service"),
        flow.e_service_deferred_s,
        [(step, one.visits, minutes) for step, one, minutes in _moved(asked) if not one.is_contact],
        (
            N_("A case that goes to the e-service has no contact; the steps that moved and are done without the "
               "resident remain."),
            N_("sum of the steps (times per case x minutes)"),
        ),
    )  # fmt: skip


def _follow_up(asked: Asked) -> Explanation:
    case_type, flow, _ = asked.case_type(asked.name)
    seconds = message(SECONDS)
    if not flow.start_moves:
        inputs: tuple[Input, ...] = (added_seconds(asked, "triage_s", flow.triage_s),)
    else:
        own = flow.follow_up_s - flow.wrap_up_s
        inputs = (
            _follow_up_minutes(asked, case_type, own, seconds),
            added_seconds(asked, "wrap_up_s", flow.wrap_up_s),
        )
    return Explanation(
        asked.key,
        message(N_("{case_type}: each follow-up"), case_type=case_type.name),
        flow.follow_up_s,
        seconds,
        message(N_("A resident comes back about the same case: a status, a reminder. It never runs through the "
                   "process again.")),
        message(N_("minutes of a follow-up + wrap-up; triage where the contact is put through")),
        inputs,
        (f"case_type:{asked.name}",),
    )  # fmt: skip


def _follow_up_minutes(asked: Asked, case_type: CaseType, value: float, seconds: Message) -> Input:
    said = case_type.follow_up_minutes
    place = Place("case_types", (case_type.id,), "follow_up_minutes")
    name = message(N_("The follow-up itself"))
    if said is not None:
        return Input(name, value, seconds, "term", said_by(said), said.source, place)
    step = next((one for one in case_type.steps if one.level == 1 and one.kind is StepKind.CONTACT), None)
    return setting(
        asked, name, value, seconds, place, "term", is_said=False,
        assumed=N_("as long as the first contact step on level 1, else the triage"),
        unfolds=None if step is None else f"step:{case_type.id}:{step.id}",
    )  # fmt: skip


def _step(asked: Asked) -> Explanation:
    """The end of a thread of minutes: what was said of a step, by whom and how sure."""
    wanted, step_id = asked.names(2)
    case_type, flow, _ = asked.case_type(wanted)
    step, result = asked.first(
        (one, found) for one, found in zip(case_type.steps, flow.steps, strict=True) if one.id == step_id
    )
    unit, place = message(MINUTES_EACH), Place("case_types.steps", (wanted, step_id))
    is_moved = result.disposition is Disposition.MOVES
    said, field = _said_minutes(step) if is_moved else (step.minutes_today, "minutes_today")
    inputs: list[Input] = []
    if said is not None and result.minutes_after:
        inputs += three_points(asked, said, unit, Place(place.collection, place.ids, field))
        change = 1 + asked.basis.terms.flow.handling_time_change
        if is_moved and field == "minutes_today":
            inputs.append(_change(asked, change))
    if step.level is not None:
        level = message(N_("Level of the step"))
        inputs.append(Input(level, float(step.level), message(N_("level")), "note", place=place))
    return Explanation(
        asked.key,
        message(N_("{case_type}, {step}: minutes"), case_type=case_type.name, step=step.title),
        result.minutes_after,
        unit,
        message(N_("What the step takes in customer service. Where nobody said, as long as it takes today."))
        if is_moved
        else message(N_("What the step takes where it stays.")),
        message(N_("(lowest + 4 x likely + highest) / 6, changed by the scenario where they are today's minutes")),
        tuple(inputs),
        (f"case_type:{wanted}",),
    )  # fmt: skip


def _change(asked: Asked, change: float) -> Input:
    scenario = asked.basis.scenario
    return setting(
        asked,
        message(N_("As today, changed by the scenario")),
        change,
        message(N_("times")),
        Place("scenarios", (asked.results.scenario,)),
        "factor",
        in_scenario=scenario is not None and change != 1.0,
        is_said=False,
        assumed=N_("the minutes of today hold in customer service too"),
    )


WORK_FIGURES_OF: dict[str, Explain] = {
    "case_type": _case_type,
    "work": _work,
    "handling": _handling,
    "afterwards": _afterwards,
    "e_service": _e_service,
    "follow_up": _follow_up,
    "step": _step,
}
"""Figures of a case type, by its id, and of a step or a channel of it."""
