"""What was deleted still stands where the program keeps earlier words: a purge takes it from there as well.

A part keeps what it was sent with, to tell who changed what; where that was purged, merging asks instead. Conflicts
and versions of checklists keep what once held; of that, what looks like a personal number goes. A fixed calculation
keeps names; those that nothing has any more go.
"""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from typing import Any

from workbench.analysis.findings.personal_numbers import looks_personal, masked
from workbench.edits import Batch, ChangeItem
from workbench.model.kept_values import PURGED, kept_texts, names_in, side_with_texts, with_names, with_texts
from workbench.model.knowledge import ChecklistVersion
from workbench.model.project import SINGLES, TOP_COLLECTIONS, Project
from workbench.model.record import texts_of
from workbench.model.scenarios import FixedCalculation
from workbench.model.text import N_


def without_deleted(project: Project) -> Project:
    """Return ``project`` without the names in fixed calculations, and in a part's base the texts, that it has lost.

    What lost its name in a fixed calculation keeps its figures. Raises ValueError where the base cannot be read.
    """
    project = _without_names(project)
    if project.part is None:
        return project
    base = _without_texts_but(project.part.base, _texts(project, with_kept=True))
    return project if base == project.part.base else project.changed(part=project.part.changed(base=base))


def _without_names(project: Project) -> Project:
    kept = [(one, names_in(one)) for one in project.fixed_calculations]
    if not any(names for _, names in kept):
        return project
    in_force = _texts(project, with_kept=False)
    fixed = [
        one if in_force.issuperset(names.values())
        else with_names(one, {key: name for key, name in names.items() if name in in_force})
        for one, names in kept
    ]  # fmt: skip
    return project.changed(fixed_calculations=tuple(fixed))


def masking(project: Project) -> Batch | None:
    """Return the edit that takes personal numbers out of words that do not hold any more; None where there are none.

    What a conflict offers from the part stays: nobody has decided about it yet.
    """
    kept = [one for one in (*project.conflicts, *project.checklists) if _has_personal(one)]
    if not kept:
        return None
    in_force = _texts(project, with_kept=False)

    def change(text: str) -> str:
        return text if text in in_force else masked(text)

    edits: list[ChangeItem] = []
    for conflict in project.conflicts:
        sides = {side: side_with_texts(conflict, side, change) for side in ("base", "ours")}
        changes: dict[str, Any] = {
            side: value for side, value in sides.items() if value != getattr(conflict, side)
        }
        if changes:
            edits.append(ChangeItem(collection="conflicts", id=conflict.id, changes=changes))
    for checklist in project.checklists:
        old = [one.as_json() for one in checklist.versions]
        new = [with_texts(ChecklistVersion, one, change) for one in old]
        if new != old:
            edits.append(ChangeItem(collection="checklists", id=checklist.id, changes={"versions": new}))
    return Batch(name=N_("remove personal numbers from earlier words"), edits=tuple(edits)) if edits else None


def _has_personal(record: Any) -> bool:
    return any(looks_personal(text) for _, text in kept_texts(record))


def _texts(project: Project, *, with_kept: bool) -> frozenset[str]:
    """Return every text in the items of ``project`` and in its settings, with or without earlier words."""
    found = {text for name in SINGLES for _, text in texts_of(getattr(project, name))}
    for name in TOP_COLLECTIONS:
        for item in getattr(project, name):
            found.update(text for _, text in texts_of(item))
            if with_kept and not isinstance(item, FixedCalculation):
                found.update(text for _, text in kept_texts(item))
    return frozenset(found)


def _without_texts_but(base: str, kept: AbstractSet[str]) -> str:
    """Return ``base``, a project as JSON text, with a sign for every text that is not among ``kept``."""
    sign = PURGED
    while sign in kept:  # somebody wrote just that: it would look as if nothing had been changed
        sign += PURGED
    value = with_texts(Project, json.loads(base), lambda text: text if not text or text in kept else sign)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
