"""How what was wished for in a part is taken over: tried edit by edit, in whatever order the project allows.

A flow cannot come before its step, and shares must never add up to more than one on the way. So what is refused
waits until something else has happened; what is refused at the end is handed back.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pydantic_core import to_jsonable_python

from workbench.edits import AddItem, ChangeItem, Edit, MoveItem, RemoveItem
from workbench.edits.places import position
from workbench.model.project import COLLECTIONS, Project
from workbench.model.record import Item
from workbench.model.text import Message, ProjectError
from workbench.parts.changes import PartChange, item_at


@dataclass(frozen=True)
class Wish:
    """Changes that are to happen together; ``value`` is what a single changed field shall hold.

    ``is_here`` says that what was added there is here already, from an earlier state of the part.
    """

    changes: tuple[PartChange, ...]
    value: Any = None
    is_here: bool = False


@dataclass(frozen=True)
class Taken:
    """What came of wishes: the project with them, the edits that lead there, what it refuses, each with the reason."""

    project: Project
    edits: list[Edit]
    refused: list[tuple[PartChange, Message]]


def taken(project: Project, wishes: Iterable[Wish]) -> Taken:
    """Return what comes of ``wishes`` in ``project``.

    Fields of one item are changed together, since they may hold each other (low, likely, high); one by one where
    not all of them can be.
    """
    steps = sorted(_together(wishes), key=_turn)
    done: list[Edit] = []
    project, left = _as_far_as_possible(project, steps, done)
    if left:
        project, left = _as_far_as_possible(project, [[one] for step, _ in left for one in step], done)
    return Taken(project, done, [(wish.changes[0], problem) for step, problem in left for wish in step])


def order_here(project: Project, change: PartChange) -> list[str] | None:
    """Return in which order the items of an order stand here, those that are here; None where their owner went."""
    items = _items_of(project, change)
    wanted = set(change.theirs)
    return None if items is None else [one.id for one in items if one.id in wanted]


def _items_of(project: Project, change: PartChange) -> tuple[Item, ...] | None:
    owner: Any = project
    path, _, name = change.collection.rpartition(".")
    if path:
        owner, _ = item_at(project, (path, change.within[:-1], change.within[-1]))
    found: tuple[Item, ...] | None = getattr(owner, name) if owner is not None else None
    return found


def _together(wishes: Iterable[Wish]) -> list[list[Wish]]:
    def place(wish: Wish) -> tuple[object, ...]:
        change = wish.changes[0]
        own = None if change.what == "changed" else (change.what, change.field)
        return change.collection, change.within, change.id, own

    return [list(group) for _, group in groupby(wishes, place)]


def _turn(step: list[Wish]) -> int:
    """Return when a step has its turn: what is new comes first, what goes comes last."""
    return ("added", "changed", "order", "removed").index(step[0].changes[0].what)


def _as_far_as_possible(
    project: Project, steps: Sequence[list[Wish]], done: list[Edit]
) -> tuple[Project, list[tuple[list[Wish], Message]]]:
    """Apply ``steps`` to ``project``, and those that are refused again as long as that helps; add to ``done``."""
    while True:
        refused: list[tuple[list[Wish], Message]] = []
        for step in steps:
            try:
                edits = _edits(project, step)
                after = project
                for edit in edits:
                    after = edit.apply(after)
            except ProjectError as problem:
                refused.append((step, problem.message))
                continue
            project = after
            done += edits
        if not refused or len(refused) == len(steps):
            return project, refused
        steps = [step for step, _ in refused]


def _edits(project: Project, step: list[Wish]) -> list[Edit]:
    change = step[0].changes[0]
    place: dict[str, Any] = {"collection": change.collection, "within": change.within}
    if change.what == "changed":
        changes = {str(wish.changes[0].field): wish.value for wish in step}
        return [ChangeItem(**place, id=change.id, changes=changes)]
    if change.what == "removed":
        return [RemoveItem(**place, id=change.id)]
    items = _items_of(project, change) or ()
    if change.what == "order":
        return ordering(items, change)
    if step[0].is_here:
        return [ChangeItem(**place, id=change.id, changes=all_fields(change.collection, change.theirs))]
    at = position(items, change.behind) if change.behind is not None else -1
    following = items[at + 1].id if at is not None and at + 1 < len(items) else None
    return [AddItem(**place, item=change.theirs, before=following)]


def all_fields(collection: str, item: dict[str, Any]) -> dict[str, Any]:
    """Return every field of an item but its id, those that have their default as well."""
    fields = COLLECTIONS[collection].model_fields
    defaults = {
        name: to_jsonable_python(field.get_default(call_default_factory=True))
        for name, field in fields.items()
        if not field.is_required()
    }
    return {name: value for name, value in {**defaults, **item}.items() if name != "id"}


def ordering(items: Sequence[Item], change: PartChange) -> list[Edit]:
    """Return the fewest moves that put ``items`` in the order of ``change.theirs``; others stay where they are."""
    here = {one.id: n for n, one in enumerate(items)}
    wanted = [one for one in change.theirs if one in here]
    staying = _longest_rise([here[one] for one in wanted])
    moves: list[Edit] = []
    for n in range(len(wanted) - 1, -1, -1):
        if here[wanted[n]] not in staying:
            before = wanted[n + 1] if n + 1 < len(wanted) else None
            moves.append(
                MoveItem(collection=change.collection, within=change.within, id=wanted[n], before=before)
            )
    return moves


def _longest_rise(places: Sequence[int]) -> set[int]:
    """Return the places of a longest run that rises already: these items need not be moved."""
    ends: list[int] = []
    lists: list[list[int]] = []
    for place in places:
        at = bisect_left(ends, place)
        rise = [*(lists[at - 1] if at else []), place]
        ends[at : at + 1] = [place]
        lists[at : at + 1] = [rise]
    return set(lists[-1]) if lists else set()
