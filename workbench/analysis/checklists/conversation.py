"""Where the lines of a checklist lead: lines that nothing reaches, rounds without an end, answers that lead nowhere.

A call begins at the first line and goes on to the next, unless an answer leads elsewhere. It ends behind the last
line, or where it is handed over. What is never said is no stop on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.model.knowledge import ChecklistItem, ItemKind
from workbench.model.text import N_, Message, message


@dataclass(frozen=True)
class LineProblem:
    """What is odd about the way through one line, in words."""

    item: str
    what: Message


def line_problems(items: Sequence[ChecklistItem]) -> tuple[LineProblem, ...]:
    """Return what is odd about where the lines lead, line by line; of lines in a row the first is named."""
    spoken = [item for item in items if item.kind is not ItemKind.NEVER_SAY]
    ways = _ways(spoken)
    reached = _from({0} if spoken else set(), ways)
    back: dict[int, set[int]] = {at: set() for at in range(len(spoken) + 1)}
    for at, targets in ways.items():
        for to in targets:
            back[to].add(at)
    ends = {len(spoken)} | {at for at, item in enumerate(spoken) if item.kind is ItemKind.HAND_OVER}
    ending = _from(ends, back)
    found: list[LineProblem] = []
    for at, item in enumerate(spoken):
        if at not in reached:
            if at == 0 or at - 1 in reached:
                what = message(N_("Nothing leads to this item: every answer above goes past it."))
                found.append(LineProblem(item.id, what))
        elif at not in ending and not _is_behind(at, reached - ending):
            what = message(N_("From here the answers only lead back, and the call never ends."))
            found.append(LineProblem(item.id, what))
        found += _answers(item, items)
    return tuple(found)


def _ways(spoken: Sequence[ChecklistItem]) -> dict[int, set[int]]:
    """Return where each place leads; the place behind the last one is the end."""
    places = {item.id: at for at, item in enumerate(spoken)}
    ways: dict[int, set[int]] = {}
    for at, item in enumerate(spoken):
        asked = item.branches if item.kind is ItemKind.ASK else ()
        ways[at] = {places.get(branch.goes_to or "", at + 1) for branch in asked} or {at + 1}
    return ways


def _from(start: Iterable[int], ways: Mapping[int, set[int]]) -> set[int]:
    seen, waiting = set(start), list(start)
    while waiting:
        for to in ways.get(waiting.pop(), set()) - seen:
            seen.add(to)
            waiting.append(to)
    return seen


def _is_behind(at: int, endless: set[int]) -> bool:
    """Tell whether an earlier line of the same round has been named."""
    return any(one < at for one in endless)


def _answers(item: ChecklistItem, items: Sequence[ChecklistItem]) -> Iterator[LineProblem]:
    known = {one.id: one for one in items}
    seen: set[str] = set()
    for branch in item.branches:
        answer, target = branch.answer.strip(), known.get(branch.goes_to or "")
        if target is not None and target.kind is ItemKind.NEVER_SAY:
            what = message(N_('The answer "{answer}" leads to an item that is never said.'), answer=answer)
            yield LineProblem(item.id, what)
        elif target is not None and not target.text.strip():
            what = message(N_('The answer "{answer}" leads to an item without words.'), answer=answer)
            yield LineProblem(item.id, what)
        if answer and answer.casefold() in seen:
            yield LineProblem(item.id, message(N_('The answer "{answer}" stands twice.'), answer=answer))
        seen.add(answer.casefold())
