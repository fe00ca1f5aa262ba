"""What differs between two projects: item by item on stable ids, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from workbench.model.project import SINGLES, TOP_COLLECTIONS, Project, nested_collections
from workbench.model.record import Item, Record


@dataclass(frozen=True)
class Difference:
    """One difference. ``kind`` is the collection's path; values are as a file would hold them.

    For an added or removed item ``field`` is None and the item stands whole in ``after`` or ``before``;
    ``field`` "order" lists the ids of what both hold, where only their order differs.
    """

    change: Literal["added", "removed", "changed"]
    kind: str
    id: str
    field: str | None
    before: Any
    after: Any


def differences(before: Project, after: Project) -> Iterator[Difference]:
    """Yield every difference between two projects, in file order."""
    for name in SINGLES:
        yield from _fields(name, "", getattr(before, name), getattr(after, name), ())
    for path in TOP_COLLECTIONS:
        yield from _items(path, path, getattr(before, path), getattr(after, path))


def _items(path: str, owner: str, before: tuple[Item, ...], after: tuple[Item, ...]) -> Iterator[Difference]:
    if before is after:
        return
    old, new = ({item.id: item for item in items} for items in (before, after))
    for key, item in old.items():
        if key not in new:
            yield Difference("removed", path, key, None, item.as_json(), None)
    for key, item in new.items():
        if key not in old:
            yield Difference("added", path, key, None, None, item.as_json())
        elif item is not old[key]:
            nested = nested_collections(path)
            yield from _fields(path, key, old[key], item, nested)
            for name in nested:
                yield from _items(f"{path}.{name}", key, getattr(old[key], name), getattr(item, name))
    order_before = [key for key in old if key in new]
    order_after = [key for key in new if key in old]
    if order_before != order_after:
        yield Difference("changed", path, owner, "order", order_before, order_after)


def _fields(kind: str, key: str, before: Record, after: Record, but: tuple[str, ...]) -> Iterator[Difference]:
    if before is after or before == after:
        return
    names = [name for name in type(after).model_fields if name not in but]
    changed = {name for name in names if getattr(before, name) != getattr(after, name)}
    old = before.model_dump(mode="json", include=changed)
    new = after.model_dump(mode="json", include=changed)
    for name in names:
        if name in changed:
            yield Difference("changed", kind, key, name, old[name], new[name])
