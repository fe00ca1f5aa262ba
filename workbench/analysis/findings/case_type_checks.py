"""What can be said of one case type from itself and its flow alone, so that it can be remembered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from workbench.analysis.findings.personal_numbers import personal_numbers
from workbench.analysis.findings.rules import Hit
from workbench.analysis.results import CaseTypeFlow, Disposition, StepFlow
from workbench.model.case_types import CaseType, Scope
from workbench.model.process import Step, StepDecision
from workbench.model.rosa import LevelRule, Movement
from workbench.model.text import N_, Message, Percent, message
from workbench.model.volumes import Source

WIDE = 6.0
"""Highest over lowest minutes from which a range is called wide."""
_CHANNELS = {
    "phone": message(N_("phone")),
    "visit": message(N_("visit")),
    "email": message(N_("e-mail")),
    "web_form": message(N_("web form")),
    "e_service": message(N_("e-service")),
    "chat": message(N_("chat")),
    "social_media": message(N_("social media")),
    "post": message(N_("post")),
    "mobile": message(N_("mobile")),
    "feedback": message(N_("feedback form")),
}


def case_type_checks(rules: Sequence[LevelRule], case_type: CaseType, flow: CaseTypeFlow) -> Iterator[Hit]:
    """Yield what a case type in scope gives cause for by ``rules``. ``flow`` is its flow in the scenario."""
    yield from personal_numbers("case_types", case_type)
    if case_type.scope is Scope.OUT:
        return
    name = {"case_type": case_type.name}
    if not case_type.steps:
        yield Hit("case-type-without-steps", "case_types", case_type.id, name)
    if not case_type.volumes:
        yield Hit("case-type-without-volume", "case_types", case_type.id, name)
    if case_type.owner is None:
        yield Hit("without-owner", "case_types", case_type.id, name)
    if (case_type.failure_demand_share or 0.0) >= 0.3:
        share = Percent(case_type.failure_demand_share or 0.0)
        yield Hit("failure-demand", "case_types", case_type.id, name | {"share": share})
    moves = any(step.disposition is Disposition.MOVES for step in flow.steps)
    if moves and not flow.start_moves and flow.reaches_customer_service:
        yield Hit("contact-put-through", "case_types", case_type.id, name)
    for volume in case_type.volumes:
        if volume.source is Source.GUESS:
            values = name | {"channel": _CHANNELS[volume.channel]}
            yield Hit("volume-is-guess", "case_types.volumes", volume.id, values)
    for step, result in zip(case_type.steps, flow.steps, strict=True):
        yield from _step_checks(case_type, step, result)
        yield from _against_the_rules(rules, case_type, step, result)
    yield from _clauses(case_type, flow)


def _step_checks(case_type: CaseType, step: Step, result: StepFlow) -> Iterator[Hit]:
    place, named = "case_types.steps", {"case_type": case_type.name, "step": step.title}
    if step.level is None:
        yield Hit("step-without-level", place, step.id, named)
    is_gone = result.disposition in (Disposition.DROPPED, Disposition.E_SERVICE)
    if step.minutes_today is None and step.minutes_in_customer_service is None and not is_gone:
        yield Hit("step-without-minutes", place, step.id, named)
    if result.visits <= 1e-12 and len(case_type.steps) > 1:
        yield Hit("step-not-reached", place, step.id, named)
    for disagreement in step.disagreements:
        yield Hit("disagreement", place, step.id, named | {"who": disagreement.who})
    if step.decision is StepDecision.PARKING_LOT:
        yield Hit("in-parking-lot", place, step.id, named)
    if step.decision is StepDecision.SPLIT and not step.is_split_done:
        yield Hit("split-not-done", place, step.id, named)
    yield from _minutes(step, named)
    if result.disposition is Disposition.MOVES:
        yield from _moving_step(case_type, step, named)


def _minutes(step: Step, named: dict[str, str]) -> Iterator[Hit]:
    place, minutes = "case_types.steps", step.minutes_today
    if minutes is None:
        return
    if minutes.source is Source.GUESS:
        yield Hit("minutes-are-guess", place, step.id, named)
    if minutes.low > 0 and minutes.high / minutes.low > WIDE:
        yield Hit("wide-range", place, step.id, {**named, "low": minutes.low, "high": minutes.high})


def _moving_step(case_type: CaseType, step: Step, named: dict[str, str]) -> Iterator[Hit]:
    place, ground = "case_types.steps", step.delegation
    if step.level == 4 and (ground is None or not (ground.point or ground.execution_reason)):
        yield Hit("level-4-without-ground", place, step.id, named)
    if step.level == 5:
        yield Hit("level-5-moves", place, step.id, named)
    if step.secrecy and not (step.identification or case_type.identification):
        yield Hit("secrecy-without-identification", place, step.id, named)
    if step.level in (3, 4) and not step.registration:
        yield Hit("without-registration", place, step.id, named)
    if step.system and not step.right:
        yield Hit("system-without-right", place, step.id, {**named, "system": step.system})


def _against_the_rules(
    rules: Sequence[LevelRule], case_type: CaseType, step: Step, result: StepFlow
) -> Iterator[Hit]:
    """What somebody decided against the municipality's own rule table: to move what never does, to keep what
    must move without saying why."""
    movement = next((rule.movement for rule in rules if rule.level == step.level), None)
    values = {"case_type": case_type.name, "step": step.title, "level": step.level}
    if movement is Movement.REFUSED and step.decision is StepDecision.MOVE:
        yield Hit("refused-level-moves", "case_types.steps", step.id, values)
    stays = result.disposition is Disposition.STAYS and step.decision is StepDecision.STAY
    if movement is Movement.MANDATORY and stays and not step.reason.strip():
        yield Hit("stays-without-reason", "case_types.steps", step.id, values)


def _clauses(case_type: CaseType, flow: CaseTypeFlow) -> Iterator[Hit]:
    for clause in flow.clauses:
        missing = _missing(not clause.hands_over, not clause.complete_when, not clause.within)
        if missing is not None:
            values = {"case_type": case_type.name, "number": clause.number, "missing": missing}
            yield Hit("clause-incomplete", "case_types.flows", clause.flow, values)


@cache
def _missing(*lacks: bool) -> Message | None:
    """Return which of a clause's three parts are not said: of thousands of clauses, eight different messages."""
    parts = (N_("what is handed over"), N_("when it is complete"), N_("how fast"))
    return _joined([message(part) for part, is_lacking in zip(parts, lacks, strict=True) if is_lacking])


def _joined(parts: list[Message]) -> Message | None:
    if len(parts) <= 1:
        return parts[0] if parts else None
    return message(N_("{first}, {rest}"), first=parts[0], rest=_joined(parts[1:]))
