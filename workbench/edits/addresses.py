"""Where an item lies: found, and its collection replaced, by the collection's path and ids, outermost first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TypeVar, cast

from pydantic import ValidationError

from workbench.edits.places import position
from workbench.model.project import COLLECTIONS, SINGLES, Project
from workbench.model.record import Item, Record
from workbench.model.text import N_, Message, ProjectError, message

T = TypeVar("T")
_OF_ID = attrgetter("id")


def item_kind(collection: str) -> type[Item]:
    """Return what kind of item a collection holds. Raises ProjectError for what is one record."""
    if collection in SINGLES:
        raise ProjectError(_only_changed(collection))
    return COLLECTIONS[collection]


def _only_changed(collection: str) -> Message:
    return message(
        N_("{collection} is one record: it can be changed, not added to, moved or removed"),
        collection=collection,
    )


def twice(collection: str, item: str) -> Message:
    """Return what to say of an id that a collection holds already."""
    return message(N_("{collection} already holds the id {id}"), collection=collection, id=item)


def valid(make: Callable[[], T], place: str, item: str) -> T:
    """Return what ``make`` makes. Raises ProjectError that names the field where it is not valid."""
    try:
        return make()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        said = {"place": place, "id": item, "reason": first["msg"].removeprefix("Value error, ")}
        if not field:  # what does not fit together is nobody's field
            raise ProjectError(message(N_("{place} {id}: {reason}"), **said)) from error
        raise ProjectError(message(N_("{place} {id}: {field}: {reason}"), field=field, **said)) from error


def position_of(items: tuple[Item, ...], wanted: str, collection: str) -> int:
    """Return where an item stands. Raises ProjectError where it does not."""
    at = position(items, wanted)
    if at is None:
        raise ProjectError(message(N_("there is no {id} in {collection}"), id=wanted, collection=collection))
    return at


def with_collection(
    project: Project,
    collection: str,
    within: tuple[str, ...],
    change: Callable[[tuple[Item, ...]], tuple[Item, ...]],
) -> Project:
    """Return ``project`` with a collection changed. Raises ProjectError where there is none."""
    if collection in SINGLES:
        raise ProjectError(_only_changed(collection))
    names = collection.split(".")

    def at(owner: Record, depth: int) -> Record:
        name = names[depth]
        items = getattr(owner, name)
        if depth == len(names) - 1:
            new = change(items)
        else:
            place = position_of(items, within[depth], ".".join(names[: depth + 1]))
            inner = cast("Item", at(items[place], depth + 1))
            new = (*items[:place], inner, *items[place + 1 :])
        if depth == 0:  # every item is valid, and no rule of a project's own looks at thousands of them again
            return owner.model_copy(update={name: new})
        return valid(lambda: owner.changed(**{name: new}), collection, "")

    return at(project, 0)  # type: ignore[return-value]


def sibling_ids(project: Project, collection: str, within: tuple[str, ...]) -> Iterable[str]:
    """Return the ids of a collection, within the items named. Raises ProjectError where one is not there."""
    owner: Record = project
    names = collection.split(".")
    for depth, wanted in enumerate(within):
        items = getattr(owner, names[depth])
        owner = items[position_of(items, wanted, ".".join(names[: depth + 1]))]
    return map(_OF_ID, getattr(owner, names[-1]))


def owner_of(project: Project, path: str, within: tuple[str, ...]) -> Record:
    """Return the top item that ``path`` lies in, or the project. Raises ProjectError where it is not there."""
    top = path.split(".", 1)[0]
    if not within:
        return project
    items = getattr(project, top)
    return items[position_of(items, within[0], top)]  # type: ignore[no-any-return]
