"""A conflict is decided: theirs, ours, or another value. The conflict is gone afterwards, in the same step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from workbench.edits import AddItem, Batch, ChangeItem, Edit, RemoveItem
from workbench.edits.knowledge import follow_ups
from workbench.edits.recipes import remove_with_references
from workbench.model.parts import Conflict
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message
from workbench.parts.changes import PartChange, item_at, value_of
from workbench.parts.taking import Wish, all_fields, order_here, taken
from workbench.parts.values import has_languages

Choice = Literal["theirs", "ours", "other"]


def decide_conflict(project: Project, conflict: str, choice: Choice, other: Any = None) -> Batch:
    """Return the batch that decides the conflict with the id ``conflict``.

    ``other`` is the value (as a file holds it) that the field, or the whole item, shall have with the choice
    "other". Raises ProjectError when there is no such conflict, or the project does not take the value.
    """
    found = next((one for one in project.conflicts if one.id == conflict), None)
    if found is None:
        raise ProjectError(
            message(N_("there is no {id} in {collection}"), id=conflict, collection="conflicts")
        )
    edits: list[Edit] = []
    if choice != "ours":
        edits += _edits(project, found, _theirs(project, found) if choice == "theirs" else other)
    return decided(project, found, edits)


def decided(project: Project, conflict: Conflict, edits: Sequence[Edit]) -> Batch:
    """Return the batch that makes ``edits``, which decide ``conflict``, and takes it away.

    What follows from changed words is in it: they are theirs, and nobody here has seen them. Raises ProjectError
    where the project does not take the edits.
    """
    after = Batch(edits=tuple(edits)).apply(project)
    more: list[Edit] = [*follow_ups(project, after, conflict.who, conflict.on)]
    if any(
        one.id == conflict.id for one in after.conflicts
    ):  # else an item that was removed has taken it along
        more.append(RemoveItem(collection="conflicts", id=conflict.id))
    return Batch(name=N_("decide a conflict"), edits=(*edits, *more))


def _theirs(project: Project, conflict: Conflict) -> Any:
    """Return their value; of a text in languages, those that nobody disputed stay as they are now."""
    theirs: Any = conflict.theirs
    here, _ = item_at(project, (conflict.collection, conflict.within, conflict.item or ""))
    if here is None or not has_languages(conflict.collection, conflict.field, theirs):
        return theirs
    now = value_of(here, str(conflict.field))
    before = conflict.ours if isinstance(conflict.ours, dict) else {}
    asked = {name: text for name, text in theirs.items() if text != before.get(name, "")}
    return {**now, **asked}


def _edits(project: Project, conflict: Conflict, value: Any) -> list[Edit]:
    if conflict.item is None:
        change = PartChange("order", conflict.collection, conflict.within, "", "order", conflict.base, value)
        if order_here(project, change) is None:
            return []
        result = taken(project, [Wish((change,))])
        if result.refused:
            raise ProjectError(result.refused[0][1])
        return result.edits
    here, _ = item_at(project, (conflict.collection, conflict.within, conflict.item))
    place: dict[str, Any] = {"collection": conflict.collection, "within": conflict.within}
    if conflict.field is not None:
        return [ChangeItem(**place, id=conflict.item, changes={conflict.field: value})]
    if value is None:
        if here is None:
            return []
        return list(remove_with_references(project, conflict.collection, conflict.item).edits)
    if here is None:
        return [AddItem(**place, item=value)]
    return [ChangeItem(**place, id=conflict.item, changes=all_fields(conflict.collection, value))]
