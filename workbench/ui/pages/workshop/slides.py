"""What the room sees of capture, board and read back: slides made of what may be shown, and of nothing else.

No note, no finding and no participant is read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.results import Results
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.process import Step, StepDecision
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.ui.projector import ROWS, Slide, SlideRow

_LAST_THAT_MOVES = 4


def performer_of(step: Step, project: Project, units: Mapping[str, str], texts: Texts) -> str:
    """Return who does a step after the workshop: customer service where it moves, else the unit."""
    if step.decision is StepDecision.MOVE:
        return project.municipality.customer_service_name or texts("Customer service")
    return units.get(step.unit or "", "")


def crosses(one: Step, following: Step | None) -> bool:
    """Tell whether the boundary between what can move and what stays lies between two steps."""
    if following is None or one.level is None or following.level is None:
        return False
    return (one.level <= _LAST_THAT_MOVES) != (following.level <= _LAST_THAT_MOVES)


def question_about(step: Step, texts: Texts) -> str:
    """Return the question that is on the table for ``step``."""
    seen = sorted({one.level for one in step.disagreements if one.level and one.level != step.level})
    if step.level is None:
        return texts("Which level is “{step}”?", step=step.title)
    if seen:
        return texts("Level {level} or {other}: which of them, and why?", level=step.level, other=seen[0])
    stays = step.decision is StepDecision.STAY
    if step.level == _LAST_THAT_MOVES and step.delegation is None and not stays:
        return texts("Level 4: may customer service decide “{step}” when the rule is met?", step=step.title)
    if step.level < _LAST_THAT_MOVES and stays and not step.reason:
        return texts("Level {level} can move: why does it stay?", level=step.level)
    if step.decision is None and step.level <= _LAST_THAT_MOVES:
        return texts("Level {level}: does it move, stay, or is it split?", level=step.level)
    return ""


@dataclass(frozen=True)
class Room:
    """What every slide is made from."""

    project: Project
    workshop: Workshop
    case_types: tuple[CaseType, ...]
    texts: Texts

    @property
    def counts(self) -> str:
        """What stands at the foot's right: parked, decided."""
        t = self.texts
        parked, decided = len(self.workshop.parking_lot), len(self.workshop.decisions)
        return t("Parked {parked}   Decisions {decided}", parked=t.number(parked), decided=t.number(decided))

    def after(self, case_type: str) -> str:
        """Return the words that say which case type comes next."""
        ids = [one.id for one in self.case_types]
        at = ids.index(case_type) + 1 if case_type in ids else len(ids)
        return self.texts("Next: {name}", name=self.case_types[at].name) if at < len(ids) else ""


def steps_slide(room: Room, case_type: str | None, step: str | None, cases_per_year: float | None) -> Slide:
    """Return the case type on the table: at most six steps round the active one, and the question."""
    t = room.texts
    found = next((one for one in room.case_types if one.id == case_type), None)
    if found is None:
        first = room.case_types[0].name if room.case_types else ""
        return Slide(
            title=room.workshop.title,
            foot=t("Next: {name}", name=first) if first else "",
            counts=room.counts,
        )
    units = {one.id: one.name for one in room.project.units}
    at = next((n for n, one in enumerate(found.steps) if one.id == step), None)
    start = 0 if at is None else max(0, min(at - ROWS // 2 + 1, len(found.steps) - ROWS))
    rows = []
    for n, one in enumerate(found.steps[start : start + ROWS], start):
        following = found.steps[n + 1] if n + 1 < len(found.steps) else None
        rows.append(
            SlideRow(
                text=one.title,
                number=t.number(n + 1),
                level=one.level,
                right=performer_of(one, room.project, units, t),
                is_active=n == at,
                has_boundary=crosses(one, following),
            )
        )
    side = t("{n} per year", n=t.number(round(cases_per_year))) if cases_per_year else ""
    question = question_about(found.steps[at], t) if at is not None else ""
    return Slide(found.name, side, tuple(rows), (), question, room.after(found.id), room.counts)


def board_slide(room: Room, levels: Sequence[int | None], step: Step | None) -> Slide:
    """Return the level board: how many steps per level, and the question about the card that is current."""
    t = room.texts
    columns = tuple(sum(one == level for one in levels) for level in range(1, 9))
    left = sum(one is None for one in levels)
    return Slide(
        title=t("Level board"),
        side=room.workshop.title,
        columns=columns,
        question=question_about(step, t) if step is not None else "",
        foot=t.plural("{n} step has no level yet", "{n} steps have no level yet", left) if left else "",
        counts=room.counts,
    )


def cases_per_year_of(results: Results | None, case_type: str | None) -> float | None:
    """Return the yearly cases of a case type whose volume is known."""
    if results is None:
        return None
    for one in results.demand.case_types:
        if one.case_type == case_type:
            return one.cases_per_year if one.is_covered else None
    return None
