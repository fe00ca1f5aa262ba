"""What somebody sent once and then took back: the part is as it was at first again, and the project is not.

Against what the part was sent with, that is no change at all. Only what was noted when it was merged tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from workbench.model.project import SINGLES, Project
from workbench.parts.changes import Address, PartChange, changes_between, fingerprint, item_at, patched
from workbench.parts.making import Scope, scope_of
from workbench.parts.values import fingerprint_in, has_languages

_BACK: dict[str, Literal["added", "removed", "changed", "order"]] = {
    "added": "removed",
    "changed": "changed",
    "order": "order",
}


def with_taken_back(
    project: Project,
    base: Project,
    department: str,
    settled: Collection[str],
    changes: Sequence[PartChange],
) -> list[PartChange]:
    """Return ``changes``, and those that lead back to ``base`` what an earlier state of the part brought.

    ``changes`` are what the part holds now: what they say of a place holds there. An item that comes back takes
    what was changed in it along.
    """
    if not settled:
        return list(changes)
    said = {(one.collection, one.within, one.id, one.field) for one in changes}
    gone = [(one.collection, one.within, one.id) for one in changes if one.what == "removed"]
    left, back = list(changes), list[PartChange]()
    for one in _since(project, base, department):
        place = (one.collection, one.within, one.id, one.field)
        if one.collection in SINGLES or place in said or any(_lies_in(one, at) for at in gone):
            continue
        if one.what == "removed" and fingerprint(one, None) in settled:
            at = (one.collection, one.within, one.id)
            inside = [change for change in left if _lies_in(change, at)]
            left = [change for change in left if not _lies_in(change, at)]
            back.append(
                PartChange("added", *place, None, patched(one.base, at, inside), _neighbour(base, at))
            )
        elif fingerprint(one, one.theirs) in settled:
            back.append(PartChange(_BACK[one.what], *place, one.theirs, one.base))
        elif has_languages(one.collection, one.field, one.theirs):
            texts = _in_languages(one, settled)
            back += [PartChange("changed", *place, one.theirs, texts)] if texts != one.theirs else []
    return [*left, *(replace(one, is_taken_back=True) for one in back)]


def _lies_in(change: PartChange, at: Address) -> bool:
    """Tell whether ``change`` is about the item at ``at`` or something in it."""
    collection, within, wanted = at
    ids = (*change.within, change.id)
    inside = change.collection == collection or change.collection.startswith(f"{collection}.")
    return inside and ids[: len(within) + 1] == (*within, wanted)


def _neighbour(base: Project, at: Address) -> str | None:
    """Return the id of the item that the one at ``at`` stood behind in ``base``."""
    collection, within, wanted = at
    path, _, name = collection.rpartition(".")
    owner: Any = item_at(base, (path, within[:-1], within[-1]))[0] if path else base
    ids = [one.id for one in getattr(owner, name)]
    return ids[ids.index(wanted) - 1] if ids.index(wanted) else None


def _since(project: Project, base: Project, department: str) -> Iterator[PartChange]:
    """Yield what differs between ``base`` and ``project`` in what is the department's own."""
    scope = scope_of(project, department)
    for one in changes_between(_own(base, scope_of(base, department)), _own(project, scope)):
        if one.what != "order" or one.within:
            yield one
    for name in scope.ids:  # a part puts its own in order among those that it only knows by name
        known, there = ({one.id for one in getattr(side, name)} for side in (project, base))
        old = [one.id for one in getattr(base, name) if one.id in known]
        new = [one.id for one in getattr(project, name) if one.id in there]
        if old != new:
            yield PartChange("order", name, (), "", "order", old, new)


def _in_languages(change: PartChange, settled: Collection[str]) -> dict[str, Any]:
    """Return a text in languages as ``change`` left it, without those languages that came with the part."""
    return {
        language: (change.base or {}).get(language, "")
        if fingerprint_in(change, language, text) in settled
        else text
        for language, text in change.theirs.items()
    }


def _own(project: Project, scope: Scope) -> Project:
    """Return ``project`` with nothing but what is in ``scope``."""
    own: dict[str, Any] = {
        name: tuple(one for one in getattr(project, name) if one.id in ids) for name, ids in scope.ids.items()
    }
    return project.model_copy(update=own)
