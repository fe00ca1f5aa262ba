"""From what was typed about a step to edits: the same rules in the table's cells and in the fields below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from workbench.capture import recipes as capture
from workbench.capture.line import read_line
from workbench.capture.names import KnownNames, find_performer
from workbench.capture.quantities import read_minutes, read_share
from workbench.edits import AddItem, Batch, ChangeItem, Edit, RemoveItem
from workbench.edits.recipes import remove_step
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.process import Flow, Step, StepDecision
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_, Message, ProjectError, message
from workbench.model.volumes import Estimate
from workbench.ui.pages.process.shown import ShownStep
from workbench.ui.typed_figures import decimal_mark

STEPS, FLOWS = "case_types.steps", "case_types.flows"


@lru_cache(maxsize=4096)
def figure(texts: Texts, value: float) -> str:
    """Return a number with at most one decimal, and none where it is whole."""
    rounded = round(value, 1)
    return texts.number(rounded, 0 if rounded == int(rounded) else 1)


def estimate_words(texts: Texts, low: float, middle: float, high: float) -> str:
    """Return a figure with its range: 4 (3-6), or 4."""
    if figure(texts, low) == figure(texts, high):
        return figure(texts, middle)
    return texts(
        "{likely} ({low}–{high})",
        likely=figure(texts, middle),
        low=figure(texts, low),
        high=figure(texts, high),
    )


def typed_estimate(texts: Texts, estimate: Estimate | None) -> str:
    """Return what an editor starts with: what was said if it reads back as the figure, else low/likely/high."""
    if estimate is None:
        return ""
    if estimate.said:
        read = read_minutes(estimate.said, decimal_mark=decimal_mark(texts))
        if read and (read.low, read.likely, read.high) == (estimate.low, estimate.likely, estimate.high):
            return estimate.said
    if estimate.low == estimate.high:
        return _plain(texts, estimate.likely)
    return "/".join(_plain(texts, one) for one in (estimate.low, estimate.likely, estimate.high))


def _plain(texts: Texts, value: float) -> str:
    text = f"{value:.10g}"
    return text if texts.language == "en" else text.replace(".", ",")


def minutes_field(shown: ShownStep) -> str:
    """Return which minutes stand in the table: today's, or those in customer service where the step moves.

    A step that nobody timed yet gets today's first: everything else is worked out of them.
    """
    step = shown.step
    if shown.view == "today" or not shown.row.is_in_customer_service:
        return "minutes_today"
    is_timed = step.minutes_today is not None or step.is_only_proposed
    return "minutes_in_customer_service" if is_timed else "minutes_today"


def not_understood(text: str) -> ProjectError:
    """Return the refusal of a figure that nothing could be made of."""
    return ProjectError(message(N_('"{text}" is not a time: write 4, 3-5, 3/4/6 or 1h30'), text=text))


def minutes_edit(
    case_type: CaseType, steps: Sequence[Step], field: str, text: str, texts: Texts
) -> Edit | None:
    """Return the edit that gives ``steps`` the minutes that ``text`` says; empty clears them.

    Source and who said it stay as they were. None where nothing would change; raises ProjectError for anything
    that is no time.
    """
    value: Any = None
    changes: dict[str, dict[str, Any]] = {}
    if text.strip():
        read = read_minutes(text, decimal_mark=decimal_mark(texts))
        if read is None:
            raise not_understood(text.strip())
        for step in steps:
            old: Estimate | None = getattr(step, field)
            new = read.as_estimate() if old is None else read.as_estimate(old.source, old.said_by)
            value = new.as_json()
            if old is not None and old.note:
                value["note"] = old.note
            if old is None or old.as_json() != value:
                changes[step.id] = {field: value}
    else:
        changes = {step.id: {field: None} for step in steps if getattr(step, field) is not None}
    return _steps_changed(case_type, changes)


def level_edit(case_type: CaseType, steps: Sequence[Step], text: str) -> Edit | None:
    """Return the edit that puts ``steps`` on the level ``text`` (a digit, or nothing)."""
    plain = text.strip().lstrip(":")[:1]
    if plain and plain not in "12345678":
        raise ProjectError(
            message(N_('"{text}" is not a level: write a digit from 1 to 8'), text=text.strip())
        )
    level = int(plain) if plain else None
    return _steps_changed(case_type, {one.id: {"level": level} for one in steps if one.level != level})


def performer_edit(
    case_type: CaseType, shown: Sequence[ShownStep], text: str, names: KnownNames
) -> Edit | None:
    """Return the edit that lets the unit ``text`` do the steps: today, or afterwards where they stay."""
    unit = unit_named(text, names)
    changes: dict[str, dict[str, Any]] = {}
    for one in shown:
        if one.view != "today" and one.row.is_in_customer_service:
            raise ProjectError(
                message(N_("Customer service does this step: who does it today is changed in the view Today"))
            )
        field = "unit" if one.view == "today" else "proposed_unit"
        inherits = unit == one.step.unit and field == "proposed_unit"
        value = None if inherits else unit
        if getattr(one.step, field) != value:
            changes[one.id] = {field: value}
    return _steps_changed(case_type, changes)


def unit_named(text: str, names: KnownNames) -> str | None:
    """Return the unit that ``text`` names; None where it is empty. Raises ProjectError where none or several fit."""
    plain = text.strip().lstrip("@")
    if not plain:
        return None
    found, could = find_performer(plain, names)
    if found is None and could:
        raise ProjectError(message(N_('"{text}" could be {names}'), text=plain, names=", ".join(could[:4])))
    if found is None:
        raise ProjectError(message(N_('There is no unit "{text}" here'), text=plain))
    if found.is_customer_service:
        raise ProjectError(
            message(N_("What customer service does follows from level and decision: set the level"))
        )
    return found.unit


def decision_edit(case_type: CaseType, steps: Sequence[Step], text: str, texts: Texts) -> Edit | None:
    """Return the edit that records the decision whose word begins as ``text``; empty takes it back."""
    plain = text.strip().casefold()
    found: StepDecision | None = None
    if plain:
        words = {one: decision_word(one, texts).casefold() for one in StepDecision}
        fitting = [one for one, word in words.items() if word.startswith(plain)]
        if not fitting:
            known = ", ".join(decision_word(one, texts) for one in StepDecision)
            raise ProjectError(
                message(N_('"{text}" is no decision: {known}'), text=text.strip(), known=known)
            )
        found = fitting[0]
    value = found.value if found else None
    return _steps_changed(case_type, {one.id: {"decision": value} for one in steps if one.decision != found})


def decision_word(decision: StepDecision, texts: Texts) -> str:
    """Return the word for a decision."""
    if decision is StepDecision.MOVE:
        return texts("Move")
    if decision is StepDecision.STAY:
        return texts("Stay")
    if decision is StepDecision.SPLIT:
        return texts("Split")
    if decision is StepDecision.E_SERVICE:
        return texts("E-service")
    if decision is StepDecision.ABOLISH:
        return texts("Abolish")
    return texts("Parking lot")


def title_edit(
    project: Project, case_type: CaseType, step: Step, text: str, names: KnownNames
) -> Edit | None:
    """Return the edit that retypes a step's name; marks (:3 @unit 12m) count as in the workshop."""
    line = read_line(text, names)
    if not line.title:
        raise ProjectError(message(N_("Write a name: a row is found by it")))
    batch = capture.change_step(project, step.id, line, within=case_type.id)
    return batch if batch.edits else None


def new_step_edit(
    project: Project, case_type: CaseType, text: str, after: str | None, names: KnownNames
) -> tuple[Batch, str]:
    """Return the edit that adds the step ``text`` behind ``after``, and the step's id."""
    batch = capture.new_step(project, case_type.id, read_line(text, names), after)
    return batch, capture.row_of(batch)


def removal_edit(project: Project, case_type: CaseType, steps: Iterable[Step]) -> Edit:
    """Return the edit that removes ``steps`` and closes the chain behind each."""
    edits: list[Edit] = []
    now = project
    for step in steps:
        edit = remove_step(now, case_type.id, step.id)
        edits.append(edit)
        now = edit.apply(now)
    if len(edits) == 1:
        return edits[0]
    return Batch(name=N_("remove {n} steps"), values={"n": len(edits)}, edits=tuple(edits))


def move_edit(project: Project, case_type: CaseType, step: Step, by: int) -> Edit | None:
    """Return the edit that moves a step ``by`` places down, or None at the end."""
    order = [one.id for one in case_type.steps]
    at = order.index(step.id) + by
    if not 0 <= at < len(order):
        return None
    rest = [one for one in order if one != step.id]
    before = rest[at] if at < len(rest) else None
    batch = capture.move_row(project, step.id, before, within=case_type.id)
    return batch if batch.edits else None


def step_change(case_type: CaseType, step: Step, field: str, value: Any) -> Edit | None:
    """Return the edit of one field of a step; None where it says that already. ``value`` is as JSON."""
    return _steps_changed(case_type, {step.id: {field: value}} if _differs(step, field, value) else {})


def _differs(step: Step, field: str, value: Any) -> bool:
    default = Step.model_fields[field].get_default()
    now = step.as_json().get(field, default)
    return bool(now != value)


def flow_change(case_type: CaseType, flow: Flow, changes: dict[str, Any]) -> Edit | None:
    """Return the edit of fields of a flow; None where it says that already."""
    changes = {name: value for name, value in changes.items() if getattr(flow, name) != value}
    if not changes:
        return None
    return ChangeItem(collection=FLOWS, within=(case_type.id,), id=flow.id, changes=changes)


def share_edit(case_type: CaseType, flow: Flow, text: str, texts: Texts) -> Edit | None:
    """Return the edit of a flow's probability. More than what the others leave is refused."""
    read = read_share(text, decimal_mark=decimal_mark(texts))
    if read is None:
        raise ProjectError(message(N_('"{text}" is not a share: write 35 %, 0.35 or 1/3'), text=text.strip()))
    others = sum(
        one.probability for one in case_type.flows if one.source == flow.source and one.id != flow.id
    )
    if others + read.likely > 1 + 1e-9:
        raise ProjectError(
            message(
                N_("The others take {others} already: at most {left} is left here"),
                others=texts.percent(others),
                left=texts.percent(max(0.0, 1 - others)),
            )
        )
    return flow_change(case_type, flow, {"probability": read.likely})


def add_branch(case_type: CaseType, step: Step) -> Edit:
    """Return the edit that lets ``step`` go on to one step more, with what share is left (else half of the last).

    Raises ProjectError where it goes to all others already.
    """
    ways = [one for one in case_type.flows if one.source == step.id]
    taken = {one.target for one in ways} | {step.id}
    order = [one.id for one in case_type.steps]
    at = order.index(step.id)
    free = [one for one in (*order[at + 1 :], *order[:at]) if one not in taken]
    if not free:
        raise ProjectError(message(N_("This step goes to every other step already")))
    left = 1 - sum(one.probability for one in ways)
    edits: list[Edit] = []
    if left < 1e-6:
        last = ways[-1]
        left = last.probability / 2
        edits.append(
            ChangeItem(
                collection=FLOWS,
                within=(case_type.id,),
                id=last.id,
                changes={"probability": last.probability - left},
            )
        )
    new = Flow(id=new_id(), source=step.id, target=free[0], probability=round(left, 9))
    edits.append(AddItem(collection=FLOWS, within=(case_type.id,), item=new.as_json()))
    return Batch(name=N_("add a way on from {name}"), values={"name": step.title}, edits=tuple(edits))


def remove_branch(case_type: CaseType, flow: Flow) -> Edit:
    """Return the edit that takes a way on away: what went there ends here."""
    return RemoveItem(collection=FLOWS, within=(case_type.id,), id=flow.id)


def _steps_changed(case_type: CaseType, changes: dict[str, dict[str, Any]]) -> Edit | None:
    edits: list[Edit] = [
        ChangeItem(collection=STEPS, within=(case_type.id,), id=step, changes=one)
        for step, one in changes.items()
    ]
    if not edits:
        return None
    if len(edits) == 1:
        return edits[0]
    return Batch(name=N_("change {n} steps"), values={"n": len(edits)}, edits=tuple(edits))


def text_of(problem: ProjectError) -> Message:
    """Return what a refusal says."""
    return problem.message
