"""The checklist read aloud: what the adviser says, what the resident may answer, and where that leads.

On paper and in the window it is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.locale import Texts
from workbench.model.knowledge import Checklist, ChecklistItem, Identification, ItemKind

Voice = Literal["adviser", "answer", "does", "never"]


@dataclass(frozen=True)
class Line:
    """A line of the conversation: whose it is, the words before it, and the words."""

    voice: Voice
    lead: str
    text: str


def numbers_of(items: Sequence[ChecklistItem]) -> dict[str, int]:
    """Return the number of each item by its id; what is never said has none, as on paper."""
    counted = [item.id for item in items if item.kind is not ItemKind.NEVER_SAY]
    return {one: number for number, one in enumerate(counted, 1)}


def script_lines(checklist: Checklist, texts: Texts) -> tuple[Line, ...]:
    """Return the conversation that a checklist makes, in its order; what is never said stands last."""
    numbers = numbers_of(checklist.items)
    items = {item.id: item for item in checklist.items}
    targets = {branch.goes_to for item in checklist.items for branch in item.branches if branch.goes_to}
    lines: list[Line] = []
    if checklist.identification is not Identification.NONE:
        way = (
            texts("Ask for name and what tells the caller from others.")
            if checklist.identification is Identification.NAME
            else texts("Let the caller identify electronically.")
        )
        lines.append(Line("does", texts("First:"), way))
    for item in checklist.items:
        text = item.text.strip()
        if item.kind is ItemKind.NEVER_SAY or not text:
            continue
        number = texts("{n}.", n=numbers[item.id]) + " " if item.id in targets else ""
        if item.kind in (ItemKind.SAY, ItemKind.ASK):
            lines.append(Line("adviser", number + texts("Adviser:"), text))
        elif item.kind is ItemKind.HAND_OVER:
            lines.append(Line("does", number + texts("Hand over:"), text))
        else:
            lines.append(Line("does", number + texts("Do:"), text))
        for branch in item.branches:
            lines.append(_answer(branch.answer, items.get(branch.goes_to or ""), numbers, texts))
    if checklist.decision_table is not None:
        lines.append(Line("does", texts("Decide:"), texts("Follow the table of rules.")))
    if checklist.promise.strip():
        lines.append(Line("adviser", texts("Adviser:"), checklist.promise.strip()))
    lines += [
        Line("never", texts("Never say:"), item.text.strip())
        for item in checklist.items
        if item.kind is ItemKind.NEVER_SAY and item.text.strip()
    ]
    return tuple(lines)


def _answer(answer: str, target: ChecklistItem | None, numbers: dict[str, int], texts: Texts) -> Line:
    lead = texts('If "{answer}":', answer=answer)
    if target is None or target.id not in numbers:
        return Line("answer", lead, texts("go on"))
    return Line("answer", lead, texts("go to {n}", n=numbers[target.id]))
