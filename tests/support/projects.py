"""A small project, and random edits that fit it: what the loops of the store and session tests do to it."""

from __future__ import annotations

import random

from workbench.edits import AddItem, Batch, ChangeItem, Edit, MoveItem, RemoveItem
from workbench.model.case_types import CaseType
from workbench.model.organisation import Department
from workbench.model.process import Step
from workbench.model.project import Municipality, Project
from workbench.model.rosa import Level

DEPARTMENT = "d0"


def small_project() -> Project:
    """Return a project with a department and two case types, with Nordic letters."""
    return Project(
        id="p0",
        municipality=Municipality(name="Ängslätta"),
        departments=(Department(id=DEPARTMENT, name="Miljö och bygg"),),
        case_types=tuple(
            CaseType(
                id=f"c{n}",
                name=f"Bygglov {n}",
                department=DEPARTMENT,
                steps=(Step(id=f"s{n}", title="Rådgivning", level=Level(2)),),
            )
            for n in range(2)
        ),
    )


def random_edit(project: Project, rng: random.Random) -> Edit:
    """Return an edit of any kind that applies to ``project``; it need not change anything."""
    kind = rng.choice(
        ("add", "add step", "change", "change", "change step", "settings", "move", "remove", "batch")
    )
    case_types = project.case_types
    if kind == "batch":
        return _batch(project, rng)
    if kind == "settings":
        return ChangeItem(collection="settings", changes={"planning_year": rng.randrange(2025, 2040)})
    if kind == "add" or not case_types:
        before = rng.choice([None, *(one.id for one in case_types)])
        item = {"id": _id(rng), "name": _words(rng), "department": DEPARTMENT}
        return AddItem(collection="case_types", item=item, before=before)
    chosen = rng.choice(case_types)
    if kind == "add step" or (kind == "change step" and not chosen.steps):
        item = {"id": _id(rng), "title": _words(rng), "level": rng.randrange(1, 9)}
        return AddItem(collection="case_types.steps", within=(chosen.id,), item=item)
    if kind == "change step":
        step = rng.choice(chosen.steps)
        changes = {"level": rng.choice([None, 1, 2, 3]), "note": _words(rng)}
        return ChangeItem(collection="case_types.steps", within=(chosen.id,), id=step.id, changes=changes)
    if kind == "move":
        before = rng.choice([None, *(one.id for one in case_types if one.id != chosen.id)])
        return MoveItem(collection="case_types", id=chosen.id, before=before)
    if kind == "remove" and len(case_types) > 3:
        return RemoveItem(collection="case_types", id=chosen.id)
    return ChangeItem(
        collection="case_types", id=chosen.id, changes={"name": _words(rng), "is_internal": True}
    )


def _batch(project: Project, rng: random.Random) -> Edit:
    edits: list[Edit] = []
    for _ in range(rng.randrange(1, 4)):
        edit = random_edit(project, rng)
        project = edit.apply(project)
        edits.append(edit)
    return Batch(name="", edits=tuple(edits))


def _id(rng: random.Random) -> str:
    return f"{rng.getrandbits(64):016x}"


def _words(rng: random.Random) -> str:
    return " ".join(
        rng.choice(("åka", "ö", "skola", 'citat "x"', "rad\nbrytning", "é", "väg")) for _ in range(4)
    )
