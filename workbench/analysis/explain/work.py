"""How long: seconds of a contact and of a case, down to the minutes that somebody said of a step."""

from __future__ import annotations

from workbench.analysis.explain.explanation import (
    MINUTES_EACH,
    SECONDS,
    Asked,
    Explain,
    Explanation,
    Input,
)
from workbench.analysis.explain.sources import added_seconds, setting
from workbench.analysis.explain.volumes import said_by, three_points
from workbench.analysis.place import Place
from workbench.analysis.results import Disposition, StepFlow
from workbench.model.case_types import CaseType
from workbench.model.process import Step, StepKind
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Estimate


def said_minutes(step: Step) -> tuple[Estimate | None, str]:
    """Return the minutes that hold where a step moves, and the field that says them."""
    if step.minutes_in_customer_service is not None:
        return step.minutes_in_customer_service, "minutes_in_customer_service"
    return step.minutes_today, "minutes_today"


def _per_case(asked: Asked, title: str, value: float, steps: list[tuple[Step, float, float]],
              texts: tuple[str, str], added: tuple[Input, ...] = ()) -> Explanation:  # fmt: skip
    """Return seconds per case: a term for every step that takes some, and what is added."""
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
            SECONDS,
            place=Place("case_types.steps", (case_type.id, step.id)),
            unfolds=f"step:{case_type.id}:{step.id}",
        )
        for step, times, minutes in steps
        if times * minutes
    )
    return asked.figure(
        message(title, case_type=case_type.name),
        value,
        SECONDS,
        texts[0],
        texts[1],
        *terms,
        *added,
        feeds=(f"case_type:{asked.name}",),
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
    if not flow.start_moves:
        inputs: tuple[Input, ...] = (added_seconds(asked, "triage_s", flow.triage_s),)
    else:
        own = flow.follow_up_s - flow.wrap_up_s
        inputs = (
            _follow_up_minutes(asked, case_type, own, SECONDS),
            added_seconds(asked, "wrap_up_s", flow.wrap_up_s),
        )
    return asked.figure(
        message(N_("{case_type}: each follow-up"), case_type=case_type.name),
        flow.follow_up_s,
        SECONDS,
        N_("A resident comes back about the same case: a status, a reminder. It never runs through the "
           "process again."),
        N_("minutes of a follow-up + wrap-up; triage where the contact is put through"),
        *inputs,
        feeds=(f"case_type:{asked.name}",),
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
    place = Place("case_types.steps", (wanted, step_id))
    is_moved = result.disposition is Disposition.MOVES
    said, field = said_minutes(step) if is_moved else (step.minutes_today, "minutes_today")
    inputs: list[Input] = []
    if said is not None and result.minutes_after:
        inputs += three_points(asked, said, MINUTES_EACH, Place(place.collection, place.ids, field))
        change = 1 + asked.basis.terms.flow.handling_time_change
        if is_moved and field == "minutes_today":
            inputs.append(_change(asked, change))
    if step.level is not None:
        level = message(N_("Level of the step"))
        inputs.append(Input(level, float(step.level), message(N_("level")), "note", place=place))
    return asked.figure(
        message(N_("{case_type}, {step}: minutes"), case_type=case_type.name, step=step.title),
        result.minutes_after,
        MINUTES_EACH,
        N_("What the step takes in customer service. Where nobody said, as long as it takes today.")
        if is_moved
        else N_("What the step takes where it stays."),
        N_("(lowest + 4 x likely + highest) / 6, changed by the scenario where they are today's minutes"),
        *inputs,
        feeds=(f"case_type:{wanted}",),
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
    "handling": _handling,
    "afterwards": _afterwards,
    "e_service": _e_service,
    "follow_up": _follow_up,
    "step": _step,
}
"""Figures of a case type, by its id, and of a step or a channel of it."""
