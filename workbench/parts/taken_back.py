"""What somebody sent once and then took back: the part is as it was at first again, and the project is not.

Against what the part was sent with, that is no change at all. Only what was noted when it was merged tells it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from workbench.model.project import SINGLES, Project
from workbench.parts.changes import PartChange, changes_between, fingerprint
from workbench.parts.making import scope_of


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
    for one in changes_between(_own(base, department), _own(project, department)):
        place = (one.collection, one.within, one.id, one.field)
        if one.collection in SINGLES or one.what == "order" or place in said:
            continue
        if fingerprint(one, one.theirs) in settled:
            what = {"added": "removed", "removed": "added", "changed": "changed"}[one.what]
            back.append(PartChange(what, *place, one.theirs, one.base))  # type: ignore[arg-type]
    return back


def _own(project: Project, department: str) -> Project:
    """Return ``project`` with nothing but what is the department's own."""
    own: dict[str, Any] = {
        name: tuple(one for one in getattr(project, name) if one.id in ids)
        for name, ids in scope_of(project, department).ids.items()
    }
    return project.changed(**own)
