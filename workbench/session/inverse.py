"""The edit that leads back, so that an undo is an edit in the journal like any other.

A marker "undo" would need the steps before the last save, which the journal no longer holds.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import JsonValue

from workbench.edits import AddItem, Batch, ChangeItem, Edit, MoveItem, RemoveItem
from workbench.edits.places import position
from workbench.model.project import SINGLES, Project
from workbench.model.record import Item, Record


def inverse(edit: Edit, before: Project) -> Edit:
    """Return the edit that leads from ``edit.apply(before)`` back to a project equal to ``before``."""
    if isinstance(edit, Batch):
        back: list[Edit] = []
        project = before
        for one in edit.edits:
            back.insert(0, inverse(one, project))
            project = one.apply(project)
        return Batch(name=edit.name, values=edit.values, edits=tuple(back))
    if isinstance(edit, AddItem):
        return RemoveItem(collection=edit.collection, within=edit.within, id=str(edit.item["id"]))
    if isinstance(edit, ChangeItem) and edit.collection in SINGLES:
        return ChangeItem(collection=edit.collection, changes=_old(getattr(before, edit.collection), edit))
    items = _items(before, edit.collection, edit.within)
    at = _place(items, str(edit.id))
    following = items[at + 1].id if at + 1 < len(items) else None
    if isinstance(edit, ChangeItem):
        changes = _old(items[at], edit)
        return ChangeItem(collection=edit.collection, within=edit.within, id=edit.id, changes=changes)
    if isinstance(edit, RemoveItem):
        return AddItem(
            collection=edit.collection, within=edit.within, item=items[at].as_json(), before=following
        )
    return MoveItem(collection=edit.collection, within=edit.within, id=edit.id, before=following)


def _old(record: Record, edit: ChangeItem) -> dict[str, JsonValue]:
    return record.model_dump(mode="json", include=set(edit.changes))


def _place(items: Sequence[Item], wanted: str) -> int:
    """Return where an item stands that an edit has found already."""
    at = position(items, wanted)
    if at is None:
        msg = f"there is no item {wanted}, though an edit has changed it"
        raise LookupError(msg)
    return at


def _items(project: Project, collection: str, within: tuple[str, ...]) -> tuple[Item, ...]:
    *outer, last = collection.split(".")
    owner: Record = project
    for name, wanted in zip(outer, within, strict=True):
        items = getattr(owner, name)
        owner = items[_place(items, wanted)]
    found: tuple[Item, ...] = getattr(owner, last)
    return found
