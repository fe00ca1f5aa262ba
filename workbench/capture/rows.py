"""What a typed row makes of a case type, as values: the recipes turn the difference into edits."""

from __future__ import annotations

from typing import Any, Literal

from workbench.capture.folding import fold_words
from workbench.capture.line import CaptureLine, LineVolume, MarkKind
from workbench.capture.ways_on import with_jump, with_row, with_way
from workbench.model.case_types import CaseType
from workbench.model.process import Step, StepDecision
from workbench.model.record import new_id
from workbench.model.volumes import Source, Volume

WHOLE_CASE: dict[Literal["sv", "da", "en"], str] = {
    "sv": "Hela ärendet",
    "da": "Hele sagen",
    "en": "The whole case",
}
"""What the one step is called of a case type that nobody has broken down. Project text, in its language."""
_WHOLE_CASE_KEYS = {fold_words(words) for words in WHOLE_CASE.values()}


def is_whole_case(case_type: CaseType) -> bool:
    """Tell whether nobody has broken ``case_type`` down: its one step is the whole case."""
    if len(case_type.steps) != 1:
        return False
    return fold_words(case_type.steps[0].title) in (*_WHOLE_CASE_KEYS, fold_words(case_type.name))


def case_type_from(
    line: CaptureLine, department: str, unit: str | None, language: Literal["sv", "da", "en"]
) -> CaseType:
    """Return the case type that ``line`` begins: its step is the whole case, on the line's level.

    A share and a jump have nothing to refer to and stay in the name.
    """
    performer = line.performer.unit if line.performer and line.performer.unit else unit
    step = with_marks(Step(id=new_id(), title=WHOLE_CASE[language], unit=performer), line)
    case_type = CaseType(
        id=new_id(),
        name=line.title_keeping("share", "jump"),
        department=department,
        unit=performer,
        steps=(step,),
    )
    return with_volumes(case_type, line.volumes)


def with_marks(step: Step, line: CaptureLine) -> Step:
    """Return ``step`` with what the marks of ``line`` say; what they do not say stays. Not the title."""
    changes: dict[str, Any] = {}
    if line.level is not None:
        changes["level"] = line.level
    if line.performer is not None and line.performer.unit is not None:
        changes["unit"] = line.performer.unit
        if line.performer.unit != step.unit:
            changes["role"] = None
    elif line.performer is not None:
        changes["decision"] = StepDecision.MOVE
    if line.minutes is not None:
        changes["minutes_today"] = line.minutes.as_estimate()
    if line.is_decision:
        changes["question"] = line.question or step.question or line.title or step.title
    if line.is_problem:
        changes["problem"] = line.problem or step.problem or line.title or step.title
    return step.changed(**changes) if changes else step


def with_volumes(
    case_type: CaseType, volumes: tuple[LineVolume, ...], *, is_retyped: bool = True
) -> CaseType:
    """Return ``case_type`` with ``volumes``. What was said of a channel before gives way to what is said now.

    Measured volumes stay beside it, and so does everything but the very same where nothing ``is_retyped``.
    """
    kept = list(case_type.volumes)
    before = set(range(len(kept)))
    for said in volumes:
        new = said.quantity.as_volume(said.channel)
        if any(new.changed(id=one.id) == one for one in kept):
            continue
        places = [at for at in sorted(before) if _was_said(kept[at], said)]
        if is_retyped and len(places) == 1:
            at = places[0]
            before.remove(at)
            names = ("low", "likely", "high", "per", "counts", "said", "source")
            kept[at] = kept[at].changed(**{name: getattr(new, name) for name in names})
        else:
            kept.append(new)
    return case_type.changed(volumes=tuple(kept)) if volumes else case_type


def _was_said(volume: Volume, said: LineVolume) -> bool:
    return volume.channel is said.channel and volume.source in (Source.ESTIMATE, Source.GUESS)


def with_step(
    case_type: CaseType, line: CaptureLine, after: str | None, *, is_retyped: bool = True
) -> tuple[CaseType, str]:
    """Return (``case_type`` with the step that ``line`` says behind ``after``, the step's id).

    ``after`` None puts it first. The whole case becomes the first real step: it takes the title, and
    keeps what the line does not say. The performer is the one above, else the case type's.
    """
    if is_whole_case(case_type):
        whole = case_type.steps[0]
        return with_step_line(case_type, whole.id, line, is_retyped=is_retyped), whole.id
    above = next((step for step in case_type.steps if step.id == after), None)
    unit, role = (above.unit, above.role) if above else (case_type.unit, None)
    step = Step(id=new_id(), title="-", unit=unit or case_type.unit, role=role)
    order = [one.id for one in case_type.steps]
    at = order.index(after) + 1 if after is not None else 0
    steps = (*case_type.steps[:at], step, *case_type.steps[at:])
    flows = with_row(case_type.flows, order, step.id, after, line.share)
    added = case_type.changed(steps=steps, flows=flows)
    return with_step_line(added, step.id, line, is_retyped=is_retyped), step.id


def with_step_line(
    case_type: CaseType, step_id: str, line: CaptureLine, *, is_retyped: bool = True
) -> CaseType:
    """Return ``case_type`` where ``line`` was typed on the row of the step ``step_id``.

    A share on the first row, and a jump to a step that is not there, stay in the title.
    """
    at = next(n for n, one in enumerate(case_type.steps) if one.id == step_id)
    flows, keeping = case_type.flows, list[MarkKind]()
    if line.share is not None:
        if at == 0:
            keeping.append("share")
        else:
            flows = with_way(flows, case_type.steps[at - 1].id, step_id, line.share)
    if line.jump_to is not None:
        target = jump_target(case_type, line)
        if target is None:
            keeping.append("jump")
        else:
            flows = with_jump(flows, step_id, target, line.jump_share, is_decision=line.is_decision)
    old = case_type.steps[at]
    title = line.title_keeping(*keeping) or old.title
    step = with_marks(old.changed(title=title) if title != old.title else old, line)
    steps = tuple(step if one is old else one for one in case_type.steps)
    changed = case_type.changed(steps=steps, flows=flows)
    return with_volumes(changed, line.volumes, is_retyped=is_retyped)


def jump_target(case_type: CaseType, line: CaptureLine) -> str | None:
    """Return the step that the line's jump means: by its number, its title, or how only one title begins."""
    said = line.jump_to
    if said is None:
        return None
    if said.number is not None:
        return case_type.steps[said.number - 1].id if 1 <= said.number <= len(case_type.steps) else None
    key = fold_words(said.title)
    exact = [step.id for step in case_type.steps if fold_words(step.title) == key]
    found = exact or [step.id for step in case_type.steps if fold_words(step.title).startswith(key)]
    return found[0] if len(found) == 1 else None
