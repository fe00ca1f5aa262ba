"""Deciding a conflict without choosing a side: both texts, both lists, both items. And deciding many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from workbench.edits import AddItem, Batch, Edit
from workbench.model.knowledge import LocalizedText
from workbench.model.parts import Conflict
from workbench.model.project import COLLECTIONS, Project, nested_collections
from workbench.model.record import new_id, text_fields
from workbench.model.text import N_, Message, ProjectError
from workbench.parts.changes import PartChange, canonical, item_at, value_of
from workbench.parts.deciding import decide_conflict, decided
from workbench.parts.taking import order_here

_SHORT = 60
"""Texts up to so many characters stand side by side; longer ones below each other."""
_OWN_IDS = frozenset(("id", "source", "target", "start", "goes_to"))
"""Fields in which an item names itself, or what lies in it."""


def value_here(project: Project, conflict: Conflict) -> Any:
    """Return what stands in ``project`` now where ``conflict`` lies: a field, a whole item (None: gone), an order."""
    if conflict.item is None:
        change = PartChange(
            "order", conflict.collection, conflict.within, "", "order", conflict.base, conflict.theirs
        )
        return order_here(project, change)
    here, _ = item_at(project, (conflict.collection, conflict.within, conflict.item))
    if here is None:
        return None
    if conflict.field is None:
        return here.as_json()
    return value_of(here, conflict.field) if conflict.field in type(here).model_fields else None


def both_values(project: Project, conflict: Conflict) -> Any:
    """Return what a field would hold with both sides' values; None where that makes no sense.

    Texts are put together, language by language where there are several; of a list's parts none is there twice.
    """
    kind = COLLECTIONS.get(conflict.collection)
    if (
        conflict.field is None
        or conflict.item is None
        or kind is None
        or conflict.field not in kind.model_fields
    ):
        return None
    ours, theirs = value_here(project, conflict), conflict.theirs
    if isinstance(ours, str) and isinstance(theirs, str) and conflict.field in text_fields(kind):
        both: Any = _joined(ours, theirs)
    elif isinstance(ours, list) and isinstance(theirs, list):
        known = {canonical(one) for one in ours}
        both = [*ours, *(one for one in theirs if canonical(one) not in known)]
    elif kind.model_fields[conflict.field].annotation is LocalizedText and isinstance(theirs, dict):
        both = {
            name: _joined(str(ours.get(name, "")), str(theirs.get(name, ""))) for name in {**ours, **theirs}
        }
    else:
        return None
    return None if both in (ours, theirs) else both


def can_keep_both(project: Project, conflict: Conflict) -> bool:
    """Tell whether :func:`keep_both` makes sense: two texts, two lists, or two items."""
    if conflict.field is not None:
        return both_values(project, conflict) is not None
    return isinstance(conflict.theirs, dict) and value_here(project, conflict) is not None


def keep_both(project: Project, conflict: Conflict) -> Batch:
    """Return the batch that keeps what stands here and what came: a field holds both, or theirs is an item more.

    Raises ProjectError where the project does not take it.
    """
    if conflict.field is not None or not isinstance(conflict.theirs, dict):
        return decide_conflict(project, conflict.id, "other", both_values(project, conflict))
    item = with_new_ids(conflict.collection, conflict.theirs)
    more = AddItem(collection=conflict.collection, within=conflict.within, item=item)
    return decided(project, conflict, [more])


def with_new_ids(collection: str, item: dict[str, Any]) -> dict[str, Any]:
    """Return a copy of ``item`` (as a file holds it) that can stand beside it: it and what lies in it have new ids."""
    ids = {one: new_id() for one in _ids(collection, item)}

    def copied(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: copied(one, name) for name, one in value.items()}
        if isinstance(value, list):
            return [copied(one) for one in value]
        return ids.get(value, value) if key in _OWN_IDS and isinstance(value, str) else value

    found: dict[str, Any] = copied(item)
    return found


def _ids(collection: str, item: dict[str, Any]) -> Iterator[str]:
    yield item["id"]
    for name in nested_collections(collection):
        for child in item.get(name, ()):
            yield from _ids(f"{collection}.{name}", child)


def decide_all(
    project: Project,
    conflicts: Iterable[str],
    choice: Literal["theirs", "ours"],
    pause: Callable[[], object] = lambda: None,
) -> tuple[Batch, tuple[tuple[str, Message], ...]]:
    """Return one batch that decides ``conflicts`` (ids) the same way, and those that could not be, with the reason."""
    edits: list[Edit] = []
    refused: list[tuple[str, Message]] = []
    decided = 0
    for wanted in conflicts:
        pause()
        if all(one.id != wanted for one in project.conflicts):
            continue  # an item that was removed has taken its conflicts along
        try:
            batch = decide_conflict(project, wanted, choice)
            project = batch.apply(project)
        except ProjectError as problem:
            refused.append((wanted, problem.message))
            continue
        edits += batch.edits
        decided += 1
    name, values = N_("decide conflicts: {n}"), {"n": decided}
    return Batch(name=name, values=dict(values), edits=tuple(edits)), tuple(refused)


def _joined(ours: str, theirs: str) -> str:
    if not ours.strip() or not theirs.strip() or ours == theirs:
        return ours or theirs
    is_short = "\n" not in ours + theirs and max(len(ours), len(theirs)) <= _SHORT
    return f"{ours} / {theirs}" if is_short else f"{ours}\n\n{theirs}"
