"""The five stored edits. Values are plain JSON, so that journal, command line and merge share them.

An item is addressed by the path of its collection, the ids of the items it lies in (``within``,
outermost first) and its own id. Text passes the gate here, once, whoever asked for the edit.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from itertools import groupby
from operator import attrgetter
from string import Formatter
from typing import Annotated, Any, Literal, Self, TypeVar, cast

from pydantic import Field, JsonValue, TypeAdapter, ValidationError, model_validator

from workbench.edits.places import StepIds, position, remember
from workbench.model.case_types import CaseType
from workbench.model.integrity import (
    case_type_problems,
    checklist_problems,
    contained,
    dangling_message,
    ids_of,
    referrers,
)
from workbench.model.knowledge import Checklist
from workbench.model.process import Flow
from workbench.model.project import COLLECTIONS, SINGLES, Project, nested_collections, walk_item
from workbench.model.record import Id, Item, Record, reference_fields, references
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
        kind = _item_kind(self.collection)
        new = _valid(
            lambda: kind.from_json(clean_json(self.item)), self.collection, str(self.item.get("id", ""))
        )
        if new.id in _sibling_ids(project, self.collection, self.within):
            raise ProjectError(_twice(self.collection, new.id))

        def put(items: tuple[Item, ...]) -> tuple[Item, ...]:
            at = len(items) if self.before is None else _position(items, self.before, self.collection)
            remember(new.id, at)
            return (*items[:at], new, *items[at:])

        after = _replace_collection(project, self.collection, self.within, put)
        _refuse_ids_twice(after, self.collection, new)
        _check_touched(after, contained(self.collection, new), self.within)
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
            new = _valid(lambda: old.changed_from_json(changes), self.collection, "")
            after = project.changed(**{self.collection: new})
            _check_references(after, self.collection, new)
            return after
        if self.id is None or "id" in changes:
            raise ProjectError(message(N_("a change names the item's id, and cannot change the id itself")))
        before: list[Item] = []
        changed: list[Item] = []

        def swap(items: tuple[Item, ...]) -> tuple[Item, ...]:
            at = _position(items, self.id or "", self.collection)
            before.append(items[at])
            changed.append(
                _valid(lambda: items[at].changed_from_json(changes), self.collection, self.id or "")
            )
            if not changes.keys().isdisjoint(nested_collections(self.collection)):
                gone.extend(_lost(self.collection, items[at], changed[0]))
            return (*items[:at], changed[0], *items[at + 1 :])

        gone: list[tuple[str, str]] = []
        after = _replace_collection(project, self.collection, self.within, swap)
        touched: Iterable[tuple[str, Item]] = [(self.collection, changed[0])]
        if _holds(changes):
            touched = contained(self.collection, changed[0])
            _refuse_ids_twice(after, self.collection, changed[0], was=before[0])
        _check_touched(after, touched, self.within)
        _check_gone(after, gone, _case_types_of(after, self.collection, self.within, changed[0]))
        return after


class RemoveItem(_Addressed):
    """Remove an item and what lies in it. Refused while something else refers to it."""

    edit: Literal["remove"] = "remove"
    id: Id

    def apply(self, project: Project) -> Project:
        """Return ``project`` without the item. Raises ProjectError while it is referred to."""
        gone: list[tuple[str, str]] = []

        def drop(items: tuple[Item, ...]) -> tuple[Item, ...]:
            at = _position(items, self.id, self.collection)
            gone.extend((path, item.id) for path, item in contained(self.collection, items[at]))
            return (*items[:at], *items[at + 1 :])

        after = _replace_collection(project, self.collection, self.within, drop)
        _check_gone(after, gone, _case_types_of(after, self.collection, self.within))
        if self.within:
            _check_inside(_owner(after, self.collection, self.within))
        return after


class MoveItem(_Addressed):
    """Move an item before the item ``before`` of the same collection, else last."""

    edit: Literal["move"] = "move"
    id: Id
    before: Id | None = None

    def apply(self, project: Project) -> Project:
        """Return ``project`` with the item elsewhere in its collection."""

        def shift(items: tuple[Item, ...]) -> tuple[Item, ...]:
            at = _position(items, self.id, self.collection)
            rest = (*items[:at], *items[at + 1 :])
            to = len(rest) if self.before is None else _position(rest, self.before, self.collection)
            return (*rest[:to], items[at], *rest[to:])

        return _replace_collection(project, self.collection, self.within, shift)


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
T = TypeVar("T")
_OF_ID = attrgetter("id")
_STEPS = "case_types.steps"
_KNOWN_STEPS = StepIds()
_ADAPTER: TypeAdapter[Any] = TypeAdapter(Edit)


def get_ready(project: Project) -> None:
    """Count in a thread of its own what the first edit of a big project would wait for. It pauses often."""
    _KNOWN_STEPS.get_ready(project.case_types)


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
    return _valid(lambda: _ADAPTER.validate_json(text), "edit", "")  # type: ignore[no-any-return]


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
    kind = _item_kind(collection)
    known = set(_sibling_ids(project, collection, ()))
    new: list[Item] = []
    steps: set[str] = set()
    for edit in edits:
        value = clean_json(edit.item)
        item = _valid(partial(kind.from_json, value), collection, str(edit.item.get("id", "")))
        if item.id in known:
            raise ProjectError(_twice(collection, item.id))
        known.add(item.id)
        steps |= _inner_steps(collection, item)
        new.append(item)
    after = _replace_collection(project, collection, (), lambda items: (*items, *new))
    _refuse_steps_twice(after, steps)
    for item in new:
        _check_touched(after, contained(collection, item), ())
    return after


def _item_kind(collection: str) -> type[Item]:
    if collection in SINGLES:
        raise ProjectError(_only_changed(collection))
    return COLLECTIONS[collection]


def _only_changed(collection: str) -> Message:
    return message(
        N_("{collection} is one record: it can be changed, not added to, moved or removed"),
        collection=collection,
    )


def _valid(make: Callable[[], T], place: str, item: str) -> T:
    try:
        return make()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise ProjectError(
            message(
                N_("{place} {id}: {field}: {reason}"),
                place=place,
                id=item,
                field=field or "?",
                reason=first["msg"],
            )
        ) from error


def _position(items: tuple[Item, ...], wanted: str, collection: str) -> int:
    at = position(items, wanted)
    if at is None:
        raise ProjectError(message(N_("there is no {id} in {collection}"), id=wanted, collection=collection))
    return at


def _replace_collection(
    project: Project,
    collection: str,
    within: tuple[str, ...],
    change: Callable[[tuple[Item, ...]], tuple[Item, ...]],
) -> Project:
    if collection in SINGLES:
        raise ProjectError(_only_changed(collection))
    names = collection.split(".")

    def at(owner: Record, depth: int) -> Record:
        name = names[depth]
        items = getattr(owner, name)
        if depth == len(names) - 1:
            new = change(items)
        else:
            place = _position(items, within[depth], ".".join(names[: depth + 1]))
            inner = cast("Item", at(items[place], depth + 1))
            new = (*items[:place], inner, *items[place + 1 :])
        if depth == 0:  # every item is valid, and no rule of a project's own looks at thousands of them again
            return owner.model_copy(update={name: new})
        return _valid(lambda: owner.changed(**{name: new}), collection, "")

    return at(project, 0)  # type: ignore[return-value]


def _refuse_ids_twice(after: Project, collection: str, new: Item, was: Item | None = None) -> None:
    """Refuse ids that stand twice among siblings within ``new``; step ids are unique in the whole project.

    Steps that lay in it before (``was``) need no look through the project, which has tens of thousands.
    """
    steps = _inner_steps(collection, new)
    if was is not None:
        steps -= {item.id for path, item, _ in walk_item(collection, was, ()) if path == _STEPS}
    _refuse_steps_twice(after, steps)


def _inner_steps(collection: str, new: Item) -> set[str]:
    """Return the ids of the steps within ``new``. Raises ProjectError where an id stands twice among siblings."""
    seen: set[tuple[str, str, str]] = set()
    steps: set[str] = set()
    for path, item, ancestors in walk_item(collection, new, ()):
        place = (path, ancestors[-1].id if ancestors else "", item.id)
        if place in seen or (path == _STEPS and item.id in steps):
            raise ProjectError(_twice(path, item.id))
        seen.add(place)
        if path == _STEPS:
            steps.add(item.id)
    return steps


def _refuse_steps_twice(after: Project, steps: set[str]) -> None:
    """Raise ProjectError where one of ``steps`` stands twice in ``after``."""
    found = _KNOWN_STEPS.twice(after.case_types, steps) if steps else None
    if found is not None:
        raise ProjectError(_twice(_STEPS, found))


def _twice(collection: str, item: str) -> Message:
    return message(N_("{collection} already holds the id {id}"), collection=collection, id=item)


def _sibling_ids(project: Project, collection: str, within: tuple[str, ...]) -> Iterable[str]:
    owner: Record = project
    names = collection.split(".")
    for depth, wanted in enumerate(within):
        items = getattr(owner, names[depth])
        owner = items[_position(items, wanted, ".".join(names[: depth + 1]))]
    return map(_OF_ID, getattr(owner, names[-1]))


def _holds(changes: dict[str, Any]) -> bool:
    return any(isinstance(value, list | dict) for value in changes.values())


def _check_touched(project: Project, touched: Iterable[tuple[str, Item]], within: tuple[str, ...]) -> None:
    for path, item in touched:
        _check_references(project, path, item)
        _check_inside(_owner(project, path, within) if "." in path else item)


def _check_inside(owner: Record) -> None:
    """Refuse what does not fit within one case type or checklist: flows and branches to nowhere, shares over 1."""
    if isinstance(owner, CaseType):
        problems = case_type_problems(owner)
    elif isinstance(owner, Checklist):
        problems = checklist_problems(owner)
    else:
        return
    for problem in problems:
        raise ProjectError(problem)


def _owner(project: Project, path: str, within: tuple[str, ...]) -> Record:
    top = path.split(".", 1)[0]
    if not within:
        return project
    items = getattr(project, top)
    return items[_position(items, within[0], top)]  # type: ignore[no-any-return]


def _check_references(project: Project, place: str, record: Record) -> None:
    inner = [*getattr(record, "deflections", ()), *getattr(record, "step_overrides", ())]
    for one in (record, *inner):
        for name, target, wanted in references(one):
            if target == "case_types.steps" and isinstance(one, CaseType | Flow):
                continue  # looked up within the case type, see case_type_problems
            if not _is_there(project, target, wanted):
                raise ProjectError(dangling_message(place, record, name, target, wanted))


def _is_there(project: Project, path: str, wanted: str) -> bool:
    if "." in path:
        return wanted in ids_of(project, path)
    return position(getattr(project, path), wanted) is not None


def _lost(path: str, old: Item, new: Item) -> list[tuple[str, str]]:
    kept = {(p, item.id) for p, item in contained(path, new)}
    return [(p, item.id) for p, item in contained(path, old) if (p, item.id) not in kept]


def _case_types_of(
    project: Project, collection: str, within: tuple[str, ...], changed: Item | None = None
) -> tuple[CaseType, ...]:
    """Return the case type that an edit was about, as it is now: only there can flows name a step that went."""
    if isinstance(changed, CaseType):
        return (changed,)
    owner = _owner(project, collection, within) if within else None
    return (owner,) if isinstance(owner, CaseType) else ()


def _check_gone(project: Project, gone: list[tuple[str, str]], owners: tuple[CaseType, ...]) -> None:
    by_path: dict[str, set[str]] = {}
    for path, item in gone:
        by_path.setdefault(path, set()).add(item)
    for path, items in by_path.items():
        for place, record, field in referrers(project, path, items, owners):
            raise ProjectError(
                message(
                    N_("cannot remove it: {place} {id} refers to it ({field}). Change or remove that first"),
                    place=place,
                    id=getattr(record, "id", ""),
                    field=field,
                )
            )
