"""Results 1-9 of a workshop: the work itself, from its case types to the systems it needs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from workbench.analysis.place import Place
from workbench.analysis.standing.read_back import CaseRead, Reading, Room, joined
from workbench.analysis.words import word
from workbench.model.case_types import Scope
from workbench.model.costs import CostDriver
from workbench.model.process import Delegation, Step, StepDecision
from workbench.model.programme import ActionState
from workbench.model.rosa import LEVEL_WORDS
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Source

_SCOPES = {Scope.IN: N_("in"), Scope.OUT: N_("out"), Scope.OPEN: N_("not decided")}
_STAYING = (StepDecision.STAY, StepDecision.PARKING_LOT)


def _case_types(room: Room) -> Reading:
    """1: agreed case types with owner, in or out of scope."""
    found = Reading()
    for case in room.cases:
        one = case.case_type
        owner = room.person(one.owner)
        is_agreed = one.scope is not Scope.OPEN and bool(owner or one.scope is Scope.OUT)
        if found.count(is_agreed):
            text = N_("{case_type}: {scope}, {owner}") if owner else N_("{case_type}: {scope}")
            values = {"case_type": one.name, "scope": message(_SCOPES[one.scope]), "owner": owner}
            found.say(message(text, **values), case.place())
        if one.scope is Scope.OPEN:
            text = N_("{case_type}: nobody has decided whether it is in or out")
            found.lack(message(text, case_type=one.name), case.place("scope"), room.owes())
        if not owner and one.scope is not Scope.OUT:
            found.lack(
                message(N_("{case_type} has no owner"), case_type=one.name), case.place("owner"), room.owes()
            )
    return found


def _levels(room: Room) -> Reading:
    """2: steps and level, with the disagreements."""
    found = Reading()
    for case in room.in_scope:
        name = case.case_type.name
        if not case.steps:
            found.count(False)
            found.lack(
                message(N_("{case_type} has no steps"), case_type=name), case.place("steps"), room.owes(case)
            )
        for step, _ in case.steps:
            if not found.count(step.level is not None):
                text = N_("{case_type}, {step}: no level")
                place = case.step_place(step, "level")
                found.lack(message(text, case_type=name, step=step.title), place, room.owes(case))
            for other in step.disagreements:
                found.say(
                    _disagreement(case, step, other.who, other.level), case.step_place(step, "disagreements")
                )
    levels = Counter(step.level for case in room.in_scope for step, _ in case.steps if step.level is not None)
    for level, n in sorted(levels.items()):
        text = N_("Level {level} {word}: {n} steps")
        found.say(message(text, level=str(level), word=message(LEVEL_WORDS[level]), n=n))
    return found


def _disagreement(case: CaseRead, step: Step, who: str, level: int | None) -> Message:
    values = {"case_type": case.case_type.name, "step": step.title, "who": who}
    if level is None:
        return message(N_("{case_type}, {step}: {who} sees it differently"), **values)
    return message(N_("{case_type}, {step}: {who} sees level {level}"), **values, level=str(level))


def _volumes(room: Room) -> Reading:
    """3: volume per channel with source and quality; who measures what is missing by when."""
    found = Reading()
    actions = {
        one.case_type: one
        for one in room.project.actions
        if one.case_type is not None and one.state is ActionState.OPEN
    }
    for case in room.in_scope:
        one = case.case_type
        is_guess = any(volume.source is Source.GUESS for volume in one.volumes)
        if found.count(one.volumes):
            text = N_("{case_type}: {contacts} contacts a year by {n} channels, worst source: {source}")
            worst = max((volume.source for volume in one.volumes), key=list(Source).index)
            values = {
                "contacts": round(case.year.contacts_per_year),
                "n": len(one.volumes),
                "source": word(worst),
            }
            found.say(message(text, case_type=one.name, **values), case.place("volumes"))
        if one.volumes and not is_guess:
            continue
        action = actions.get(one.id)
        if action is not None and action.owner and action.due:
            text = N_("{case_type}: {who} measures by {day}")
            values = {"who": room.person(action.owner), "day": action.due}
            found.say(message(text, case_type=one.name, **values), Place("actions", (action.id,)))
        elif not one.volumes:
            text = N_("{case_type}: no volume, and nobody measures it by a date")
            found.lack(message(text, case_type=one.name), case.place("volumes"), room.owes(case))
        else:
            text = N_("{case_type}: a guess, and nobody measures it by a date")
            found.lack(message(text, case_type=one.name), case.place("volumes"), room.owes(case))
    return found


def _minutes(room: Room) -> Reading:
    """4: minutes per step as a range."""
    found, ranges = Reading(), 0
    for case in room.in_scope:
        for step, _ in case.steps:
            said = step.minutes_today or step.minutes_in_customer_service
            if not found.count(said is not None):
                text = N_("{case_type}, {step}: no minutes")
                values = {"case_type": case.case_type.name, "step": step.title}
                found.lack(message(text, **values), case.step_place(step, "minutes_today"), room.owes(case))
            elif said is not None and said.low < said.high:
                ranges += 1
    if found.done:
        found.say(message(N_("{n} of {m} steps with minutes have a range"), n=ranges, m=found.done))
    return found


def _decisions(room: Room) -> Reading:
    """5: per step move, stay, split, e-service, abolish, parking lot."""
    found = Reading()
    decided: Counter[StepDecision] = Counter()
    for case in room.in_scope:
        for step, _ in case.steps:
            if found.count(step.decision is not None) and step.decision is not None:
                decided[step.decision] += 1
            else:
                text = N_("{case_type}, {step}: nothing decided")
                values = {"case_type": case.case_type.name, "step": step.title}
                found.lack(message(text, **values), case.step_place(step, "decision"), room.owes(case))
    for decision in StepDecision:
        if decided[decision]:
            found.say(message(N_("{decision}: {n} steps"), decision=word(decision), n=decided[decision]))
    return found


def _reasons(room: Room) -> Reading:
    """6: the reason for each stay at 1-3."""
    found = Reading()
    for case in room.in_scope:
        for step, _ in case.steps:
            if (step.level or 8) > 3 or step.decision not in _STAYING:
                continue
            values = {"case_type": case.case_type.name, "step": step.title}
            if found.count(step.reason.strip()):
                text = N_("{case_type}, {step} stays: {reason}")
                found.say(message(text, **values, reason=step.reason), case.step_place(step, "reason"))
            else:
                text = N_("{case_type}, {step} stays without a reason")
                found.lack(message(text, **values), case.step_place(step, "reason"), room.owes(case))
    return found


def _delegations(room: Room) -> Reading:
    """7: for each move at 4 the delegation, which committee, when; or why it is mere execution."""
    found = Reading()
    for case in room.in_scope:
        moving = {step.id for step, _ in case.moving}
        for step, _ in case.steps:
            if step.level != 4 or not (step.id in moving or step.decision is StepDecision.MOVE):
                continue
            values = {"case_type": case.case_type.name, "step": step.title}
            ground, place = step.delegation or Delegation(), case.step_place(step, "delegation")
            if ground.execution_reason:
                found.count(True)
                text = N_("{case_type}, {step}: execution, {reason}")
                found.say(message(text, **values, reason=ground.execution_reason), place)
            elif found.count(ground.point and ground.committee and ground.decided_on):
                text = N_("{case_type}, {step}: {point}, {committee}, {day}")
                more = {"point": ground.point, "committee": ground.committee, "day": ground.decided_on}
                found.say(message(text, **values, **more), place)
            elif ground.point:
                text = N_("{case_type}, {step}: {point}, but not which committee and when")
                found.lack(message(text, **values, point=ground.point), place, _committee(room))
            else:
                text = N_("{case_type}, {step} moves without delegation or a reason for execution")
                found.lack(message(text, **values), place, _committee(room))
    return found


def _committee(room: Room) -> str:
    wanted = room.workshop.department
    return next((one.committee for one in room.project.departments if one.id == wanted), "") or room.owes()


def _secrecy(room: Room) -> Reading:
    """8: what customer service may see and say, how the caller is identified.

    Of the case types that touch secrecy; what the agreement says holds for all of them. Where nobody said a word
    about it, that is what is missing: silence does not mean that nothing is secret.
    """
    found = Reading()
    agreement = room.agreement
    general = agreement.secrecy if agreement else ""
    identification = agreement.identification if agreement else ""
    if agreement and general:
        text = N_("For everything: {text}")
        found.say(message(text, text=general), Place("agreements", (agreement.id,), "secrecy"))
    touched = [case for case in room.moving if _touches_secrecy(case)]
    for case in touched:
        one = case.case_type
        by_step = [step.identification for step, _ in case.moving if step.identification]
        identified = one.identification or joined(by_step[:1]) or identification
        said = one.may_be_said or general
        if found.count(said and identified):
            text = N_("{case_type}: {said} Identification: {identification}")
            values = {"said": said, "identification": identified}
            found.say(message(text, case_type=one.name, **values), case.place("may_be_said"))
        if not said:
            text = N_("{case_type}: nothing says what may be seen and said")
            found.lack(message(text, case_type=one.name), case.place("may_be_said"), room.owes(case))
        if not identified:
            text = N_("{case_type}: nothing says how the caller is identified")
            found.lack(message(text, case_type=one.name), case.place("identification"), room.owes(case))
    if room.moving and not touched and not found.count(general):
        place = room.moving[0].place("may_be_said")
        found.lack(message(N_("Nothing is said about secrecy")), place, room.owes())
    return found


def _touches_secrecy(case: CaseRead) -> bool:
    one = case.case_type
    return bool(one.may_be_said or one.identification or any(step.secrecy for step, _ in case.moving))


def _systems(room: Room) -> Reading:
    """9: systems, rights, licences, who pays."""
    found = Reading()
    needed: dict[str, tuple[str, CaseRead, Step]] = {}
    for case in room.moving:
        for step, _ in case.moving:
            if step.system and (step.system not in needed or (step.right and not needed[step.system][0])):
                needed[step.system] = (step.right, case, step)
    for system, (right, case, step) in sorted(needed.items()):
        place = case.step_place(step, "right")
        if found.count(right):
            found.say(message(N_("{system}: {right}"), system=system, right=right), place)
        else:
            text = N_("{system}: nothing says which right advisers need")
            found.lack(message(text, system=system), place, room.owes(case))
    if needed:
        _licences(room, found)
    return found


def _licences(room: Room, found: Reading) -> None:
    agreement = room.agreement
    items = [one for one in room.project.cost_items if one.driver is CostDriver.LICENCE]
    if agreement and (agreement.licences or agreement.licence_amount is not None):
        found.count(True)
        text = N_("Licences by the agreement: {text}")
        said = agreement.licences or str(agreement.licence_amount)
        found.say(message(text, text=said), Place("agreements", (agreement.id,), "licences"))
    elif found.count(items):
        text = N_("Licences in the costs: {names}")
        names = joined([one.name for one in items])
        found.say(message(text, names=names), Place("cost_items", (items[0].id,)))
    else:
        place = Place("agreements", (agreement.id,), "licences") if agreement else Place("cost_items")
        found.lack(message(N_("Nothing says who pays for licences")), place, room.owes())


WORK: tuple[Callable[[Room], Reading], ...] = (
    _case_types,
    _levels,
    _volumes,
    _minutes,
    _decisions,
    _reasons,
    _delegations,
    _secrecy,
    _systems,
)
"""The readers of results 1-9, in order."""
