"""What somebody sent once and then took back: the part is as it was at first again, and the project is not.

Against what the part was sent with, that is no change at all. Only what was noted when it was merged tells it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Literal

from workbench.model.project import SINGLES, Project
from workbench.parts.changes import PartChange, changes_between, fingerprint
from workbench.parts.making import Scope, scope_of
from workbench.parts.values import fingerprint_in, has_languages

_BACK: dict[str, Literal["added", "removed", "changed", "order"]] = {
    "added": "removed",
    "removed": "added",
    "changed": "changed",
    "order": "order",
}


def taken_back(
    project: Project,
    base: Project,
    department: str,
    settled: Collection[str],
    changes: Collection[PartChange],
) -> list[PartChange]:
    """Return changes that lead back to ``base`` what an earlier state of the part brought into ``project``.

    ``changes`` are those that the part holds now: what they say of a place holds there.
    """
    if not settled:
        return []
    said = {(one.collection, one.within, one.id, one.field) for one in changes}
    back: list[PartChange] = []
    for one in _since(project, base, department):
        place = (one.collection, one.within, one.id, one.field)
        if one.collection in SINGLES or place in said:
            continue
        if fingerprint(one, one.theirs) in settled:
            back.append(PartChange(_BACK[one.what], *place, one.theirs, one.base))
        elif has_languages(one.collection, one.field, one.theirs):
            texts = _in_languages(one, settled)
            back += [PartChange("changed", *place, one.theirs, texts)] if texts != one.theirs else []
    return back


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
