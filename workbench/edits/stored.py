"""The five stored edits. Values are plain JSON, so that journal, command line and merge share them.

An item is addressed by the path of its collection, the ids of the items it lies in (``within``,
outermost first) and its own id. Text passes the gate here, once, whoever asked for the edit.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby
from string import Formatter
from typing import Annotated, Any, Literal, Self

from pydantic import Field, JsonValue, TypeAdapter, model_validator

from workbench.edits.addresses import (
    item_kind,
    owner_of,
    position_of,
    sibling_ids,
    twice,
    valid,
    with_collection,
)
from workbench.edits.checks import (
    case_types_of,
    check_gone,
    check_inside,
    check_references,
    check_touched,
    inner_steps,
    lost,
    refuse_ids_twice,
    refuse_steps_twice,
)
from workbench.edits.places import remember
from workbench.model.integrity import (
    contained,
)
from workbench.model.project import COLLECTIONS, SINGLES, Project, nested_collections
from workbench.model.record import Id, Item, Record, reference_fields
from workbench.model.text import N_, Message, ProjectError, clean_json, message


class _Addressed(Record):
    collection: str
    within: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.collection not in COLLECTIONS and self.collection not in SINGLES:
            names = ", ".join((*SINGLES, *COLLECTIONS))
            msg = f"there is no collection {self.collection!r}: use one of {names}"
            raise ValueError(msg)
        if len(self.within) != self.collection.count("."):
            msg = f"{self.collection} needs {self.collection.count('.')} ids in 'within', outermost first"
            raise ValueError(msg)
        return self


class AddItem(_Addressed):
    """Add ``item`` (a record as JSON, with its id) before the item ``before``, else last."""

    edit: Literal["add"] = "add"
    item: dict[str, JsonValue]
    before: Id | None = None

    def apply(self, project: Project) -> Project:
        """Return ``project`` with the item. Raises ProjectError where it does not fit."""
        kind = item_kind(self.collection)
        new = valid(
            lambda: kind.from_json(clean_json(self.item)), self.collection, str(self.item.get("id", ""))
        )
        if new.id in sibling_ids(project, self.collection, self.within):
            raise ProjectError(twice(self.collection, new.id))

        def put(items: tuple[Item, ...]) -> tuple[Item, ...]:
            at = len(items) if self.before is None else position_of(items, self.before, self.collection)
            remember(new.id, at)
            return (*items[:at], new, *items[at:])

        after = with_collection(project, self.collection, self.within, put)
        refuse_ids_twice(after, self.collection, new)
        check_touched(after, contained(self.collection, new), self.within)
        return after


class ChangeItem(_Addressed):
    """Replace fields of an item; for ``settings`` and ``municipality`` there is no ``id``."""

    edit: Literal["change"] = "change"
    id: Id | None = None
    changes: dict[str, JsonValue]

    def apply(self, project: Project) -> Project:
        """Return ``project`` with the fields replaced. Raises ProjectError where they do not fit."""
        changes = clean_json(self.changes)
        if self.collection in SINGLES:
            old: Record = getattr(project, self.collection)
            new = valid(lambda: old.changed_from_json(changes), self.collection, "")
            after = project.changed(**{self.collection: new})
            check_references(after, self.collection, new)
            return after
        if self.id is None or "id" in changes:
            raise ProjectError(message(N_("a change names the item's id, and cannot change the id itself")))
        before: list[Item] = []
        changed: list[Item] = []

        def swap(items: tuple[Item, ...]) -> tuple[Item, ...]:
            at = position_of(items, self.id or "", self.collection)
            before.append(items[at])
            changed.append(
                valid(lambda: items[at].changed_from_json(changes), self.collection, self.id or "")
            )
            if not changes.keys().isdisjoint(nested_collections(self.collection)):
                gone.extend(lost(self.collection, items[at], changed[0]))
            return (*items[:at], changed[0], *items[at + 1 :])

        gone: list[tuple[str, str]] = []
        after = with_collection(project, self.collection, self.within, swap)
        touched: Iterable[tuple[str, Item]] = [(self.collection, changed[0])]
        if _holds(changes):
            touched = contained(self.collection, changed[0])
            refuse_ids_twice(after, self.collection, changed[0], was=before[0])
        check_touched(after, touched, self.within)
        check_gone(after, gone, case_types_of(after, self.collection, self.within, changed[0]))
        return after


class RemoveItem(_Addressed):
    """Remove an item and what lies in it. Refused while something else refers to it."""

    edit: Literal["remove"] = "remove"
    id: Id

    def apply(self, project: Project) -> Project:
        """Return ``project`` without the item. Raises ProjectError while it is referred to."""
        gone: list[tuple[str, str]] = []

        def drop(items: tuple[Item, ...]) -> tuple[Item, ...]:
            at = position_of(items, self.id, self.collection)
            gone.extend((path, item.id) for path, item in contained(self.collection, items[at]))
            return (*items[:at], *items[at + 1 :])

        after = with_collection(project, self.collection, self.within, drop)
        check_gone(after, gone, case_types_of(after, self.collection, self.within))
        if self.within:
            check_inside(owner_of(after, self.collection, self.within))
        return after


class MoveItem(_Addressed):
    """Move an item before the item ``before`` of the same collection, else last."""

    edit: Literal["move"] = "move"
    id: Id
    before: Id | None = None

    def apply(self, project: Project) -> Project:
        """Return ``project`` with the item elsewhere in its collection."""

        def shift(items: tuple[Item, ...]) -> tuple[Item, ...]:
            at = position_of(items, self.id, self.collection)
            rest = (*items[:at], *items[at + 1 :])
            to = len(rest) if self.before is None else position_of(rest, self.before, self.collection)
            return (*rest[:to], items[at], *rest[to:])

        return with_collection(project, self.collection, self.within, shift)


class Batch(Record):
    """Several edits that count as one: all of them happen, or none. ``name`` is what undo shows."""

    edit: Literal["batch"] = "batch"
    name: str = ""
    values: dict[str, JsonValue] = Field(default_factory=dict)
    edits: tuple[Edit, ...]

    def apply(self, project: Project) -> Project:
        """Return ``project`` after all edits in order. Raises ProjectError at the first that fails.

        Items that are added to the end of one collection in a row go in together: a list of thousands of case types
        is then looked through once, and not once for each.
        """
        for collection, edits in groupby(self.edits, _appends_to):
            run = list(edits)
            added = [edit for edit in run if isinstance(edit, AddItem)]
            if collection is not None and len(run) > 1:
                project = _appended(project, collection, added)
                continue
            for edit in run:
                project = edit.apply(project)
        return project


Edit = Annotated[AddItem | ChangeItem | RemoveItem | MoveItem | Batch, Field(discriminator="edit")]
Batch.model_rebuild()
_ADAPTER: TypeAdapter[Any] = TypeAdapter(Edit)


def edit_to_json(edit: Edit) -> dict[str, Any]:
    """Return an edit as plain JSON values, as the journal and ``apply`` write it."""
    return {"edit": edit.edit, **edit.model_dump(mode="json", exclude_defaults=True)} | (
        {"edits": [edit_to_json(one) for one in edit.edits]} if isinstance(edit, Batch) else {}
    )


def edit_from_json(value: object) -> Edit:
    """Return the edit that :func:`edit_to_json` wrote. Raises ProjectError naming what is wrong."""
    try:
        text = json.dumps(value)
    except (RecursionError, TypeError, ValueError) as error:
        raise ProjectError(message(N_("an edit is one JSON object, and not nested without end"))) from error
    return valid(lambda: _ADAPTER.validate_json(text), "edit", "")  # type: ignore[no-any-return]


def edit_schema() -> dict[str, Any]:
    """Return the JSON Schema of an edit."""
    return _ADAPTER.json_schema()


def edit_name(edit: Edit) -> Message:
    """Return the words by which undo and redo name ``edit``."""
    if isinstance(edit, Batch):
        return message(edit.name, **edit.values) if _can_be_said(edit) else message(N_("several changes"))
    names = {
        "add": N_("add to {collection}"),
        "change": N_("change {collection}"),
        "remove": N_("remove from {collection}"),
        "move": N_("move within {collection}"),
    }
    return message(names[edit.edit], collection=edit.collection)


def _can_be_said(batch: Batch) -> bool:
    """Tell whether a batch's name is a text whose placeholders all have values; it may come from any file."""
    try:
        fields = [field for field in Formatter().parse(batch.name) if field[1] is not None]
    except ValueError:
        return False
    return bool(batch.name) and all(
        name in batch.values and not spec and not conversion for _, name, spec, conversion in fields
    )


def _appends_to(edit: Edit) -> str | None:
    """Return the top collection to whose end ``edit`` adds an item that cannot refer to its neighbours, else None."""
    if not isinstance(edit, AddItem) or edit.before is not None or "." in edit.collection:
        return None
    if edit.collection in SINGLES:
        return None
    targets = {target for _, target in reference_fields(COLLECTIONS[edit.collection])}
    return None if edit.collection in targets else edit.collection


def _appended(project: Project, collection: str, edits: Sequence[AddItem]) -> Project:
    """Return ``project`` with the items of ``edits`` behind those of ``collection``, as one by one would."""
    kind = item_kind(collection)
    known = set(sibling_ids(project, collection, ()))
    new: list[Item] = []
    steps: set[str] = set()
    for edit in edits:
        value = clean_json(edit.item)
        item = valid(partial(kind.from_json, value), collection, str(edit.item.get("id", "")))
        if item.id in known:
            raise ProjectError(twice(collection, item.id))
        known.add(item.id)
        steps |= inner_steps(collection, item)
        new.append(item)
    after = with_collection(project, collection, (), lambda items: (*items, *new))
    refuse_steps_twice(after, steps)
    for item in new:
        check_touched(after, contained(collection, item), ())
    return after


def _holds(changes: dict[str, Any]) -> bool:
    return any(isinstance(value, list | dict) for value in changes.values())
