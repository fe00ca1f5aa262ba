"""What was changed in a part since it was sent, one change at a time, as plain values.

A workbook that came back can say the same in the same words, so merging knows nothing of how a part travelled.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workbench.edits.places import position
from workbench.model.parts import Oddity
from workbench.model.project import SINGLES, TOP_COLLECTIONS, Project, nested_collections
from workbench.model.record import Item, Record

Address = tuple[str, tuple[str, ...], str]
"""Where an item lies: its collection, the ids of the items around it (outermost first), its own id."""


@dataclass(frozen=True)
class PartChange:
    """One change that somebody made in a part.

    ``base`` and ``theirs`` are as a file would hold them: a field's value, a whole item (None: there is none),
    or for ``order`` the ids of what both hold. ``behind`` is the item that an added one stands behind (None: it is
    the first). ``id`` is empty for an order and for the records ``municipality`` and ``settings``. ``oddity`` says
    that somebody here must be asked whether it was meant, and ``written`` what was really written. What
    ``is_taken_back`` stands in the part as it was sent: an earlier state of it had brought something else.
    """

    what: Literal["added", "removed", "changed", "order"]
    collection: str
    within: tuple[str, ...]
    id: str
    field: str | None
    base: Any
    theirs: Any
    behind: str | None = None
    oddity: Oddity | None = None
    written: str = ""
    is_taken_back: bool = False

    @property
    def top(self) -> tuple[str, str]:
        """The top collection and the id of the item in it that this change lies in ("" for a top order)."""
        return self.collection.split(".", 1)[0], self.within[0] if self.within else self.id


def changes_between(base: Project, theirs: Project) -> list[PartChange]:
    """Return everything that differs in ``theirs``, in file order; ids and journal of a part do not count."""
    found: list[PartChange] = []
    for name in SINGLES:
        found += _fields(name, (), "", getattr(base, name), getattr(theirs, name), ())
    for path in TOP_COLLECTIONS:
        found += _items(path, (), getattr(base, path), getattr(theirs, path))
    return found


def fingerprint(change: PartChange, value: Any) -> str:
    """Return 16 hexadecimal digits that stand for ``value`` at the place of ``change``."""
    place = [change.collection, list(change.within), change.id, change.field]
    return hashlib.sha256(canonical([place, value]).encode()).hexdigest()[:16]


def canonical(value: Any) -> str:
    """Return JSON text that is the same for the same values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def item_at(project: Project, at: Address) -> tuple[Item | None, Address | None]:
    """Return the item at ``at``, or None and the address of the outermost item that is not there."""
    collection, within, wanted = at
    names = collection.split(".")
    owner: Any = project
    ids = (*within, wanted)
    for depth, one in enumerate(ids):
        items = getattr(owner, names[depth])
        place = position(items, one)
        if place is None:
            return None, (".".join(names[: depth + 1]), ids[:depth], one)
        owner = items[place]
    return owner, None


class Whereabouts:
    """Where the items of one project are, remembered: a part asks hundreds of times."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._tops: dict[str, dict[str, Item]] = {}

    def at(self, at: Address) -> tuple[Item | None, Address | None]:
        """Return what :func:`item_at` does."""
        collection, within, wanted = at
        names = collection.split(".")
        ids = (*within, wanted)
        if names[0] not in self._tops:
            self._tops[names[0]] = {item.id: item for item in getattr(self._project, names[0])}
        owner: Any = self._tops[names[0]].get(ids[0])
        if owner is None:
            return None, (names[0], (), ids[0])
        for depth in range(1, len(ids)):
            items = getattr(owner, names[depth])
            place = position(items, ids[depth])
            if place is None:
                return None, (".".join(names[: depth + 1]), ids[:depth], ids[depth])
            owner = items[place]
        return owner, None


def value_of(record: Record, field: str) -> Any:
    """Return one field as a file holds it, a default value too."""
    return record.model_dump(mode="json", include={field})[field]


def patched(item: dict[str, Any], at: Address, changes: Sequence[PartChange]) -> dict[str, Any]:
    """Return ``item`` (JSON, at ``at``) with ``changes`` that lie in it, none of them judged.

    Orders come first: what was added stands behind its neighbour in the new order.
    """
    whole: dict[str, Any] = json.loads(canonical(item))
    for change in sorted(changes, key=lambda one: one.what != "order"):
        owner, ids = whole, [*change.within, change.id][len(at[1]) + 1 :]
        names = change.collection.split(".")[len(at[0].split(".")) :]
        if change.what == "changed":
            for name, one in zip(names, ids, strict=True):
                owner = next(child for child in owner[name] if child["id"] == one)
            owner[str(change.field)] = change.theirs
            continue
        for name, one in zip(names[:-1], ids[:-1], strict=True):
            owner = next(child for child in owner[name] if child["id"] == one)
        items = owner.setdefault(names[-1], [])
        if change.what == "added":
            behind = [n for n, child in enumerate(items) if child["id"] == change.behind]
            items.insert(behind[0] + 1 if behind else 0, change.theirs)
        elif change.what == "removed":
            owner[names[-1]] = [child for child in items if child["id"] != change.id]
        else:
            places = {one: n for n, one in enumerate(change.theirs)}
            items.sort(key=lambda child: places.get(child["id"], len(places)))
    return whole


def _items(
    path: str, within: tuple[str, ...], base: tuple[Item, ...], theirs: tuple[Item, ...]
) -> Iterator[PartChange]:
    old, new = ({item.id: item for item in items} for items in (base, theirs))
    behind: str | None = None
    for key, item in new.items():
        if key not in old:
            yield PartChange("added", path, within, key, None, None, item.as_json(), behind)
        elif item is not old[key] and item != old[key]:
            nested = nested_collections(path)
            yield from _fields(path, within, key, old[key], item, nested)
            for name in nested:
                yield from _items(
                    f"{path}.{name}", (*within, key), getattr(old[key], name), getattr(item, name)
                )
        behind = key
    for key, item in old.items():
        if key not in new:
            yield PartChange("removed", path, within, key, None, item.as_json(), None)
    order_base = [key for key in old if key in new]
    order_theirs = [key for key in new if key in old]
    if order_base != order_theirs:
        yield PartChange("order", path, within, "", "order", order_base, order_theirs)


def _fields(
    path: str, within: tuple[str, ...], key: str, base: Record, theirs: Record, but: Sequence[str]
) -> Iterator[PartChange]:
    names = [
        name
        for name in type(theirs).model_fields
        if name not in but and getattr(base, name) != getattr(theirs, name)
    ]
    if not names:
        return
    old, new = (one.model_dump(mode="json", include=set(names)) for one in (base, theirs))
    for name in names:
        yield PartChange("changed", path, within, key, name, old[name], new[name])
