"""Where candidate case types come from, and the one edit that puts the chosen ones on the workshop's list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import JsonValue

from workbench.capture.duplicates import near_duplicates
from workbench.capture.rows import WHOLE_CASE
from workbench.edits import AddItem, Batch, ChangeItem, Edit
from workbench.intake.case_list import CaseRow, case_list_edit
from workbench.model.case_types import CaseType
from workbench.model.process import Step
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_

Source = Literal["project", "earlier", "template", "measured", "list"]
SOURCES: tuple[Source, ...] = ("project", "earlier", "template", "measured", "list")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")


@dataclass(frozen=True)
class Candidate:
    """A case type that could be put on the list. ``case_type`` is its id where the project has it already.

    ``near`` is the name of one that it nearly is, on the list or in the department. ``row`` is what a file says of
    it beyond its name.
    """

    id: str
    name: str
    where: str
    case_type: str | None = None
    near: str = ""
    row: CaseRow | None = None


def candidates_from(
    source: Source, project: Project, workshop: Workshop, pasted: str = "", rows: Sequence[CaseRow] = ()
) -> tuple[Candidate, ...]:
    """Return what ``source`` offers that is not on the list of ``workshop`` yet; near-duplicates are marked."""
    found: Iterable[Candidate]
    if source == "project":
        found = _of_the_department(project, workshop)
    elif source == "earlier":
        found = _of_other_workshops(project, workshop)
    elif source == "template":
        found = _of_the_template("da" if project.municipality.country == "DK" else "se")
    elif source == "measured":
        found = (Candidate(f"measured-{one.id}", one.name, one.file_name) for one in project.measurements)
    else:
        found = (*_of_rows(rows), *_of_lines(pasted))
    on_the_list = set(workshop.case_types)
    listed = [one.name for one in project.case_types if one.id in on_the_list]
    known = [one.name for one in project.case_types if one.department == workshop.department]
    return tuple(
        _marked(one, listed if one.case_type is not None else [*listed, *known])
        for one in found
        if one.case_type not in on_the_list
    )


def _marked(candidate: Candidate, names: Sequence[str]) -> Candidate:
    """Return ``candidate`` with what it nearly is: of the list for one that is known, of all for a new one."""
    alike = near_duplicates(candidate.name, names, 1)
    return replace(candidate, near=alike[0].name) if alike else candidate


def _of_the_department(project: Project, workshop: Workshop) -> list[Candidate]:
    units = {one.id: one.name for one in project.units}
    own = [one for one in project.case_types if one.department == workshop.department]
    own.sort(key=lambda one: one.unit != workshop.unit)  # the workshop's own unit first
    return [Candidate(one.id, one.name, units.get(one.unit or "", ""), one.id) for one in own]


def _of_other_workshops(project: Project, workshop: Workshop) -> list[Candidate]:
    known = {one.id: one for one in project.case_types}
    found: dict[str, Candidate] = {}
    for other in project.workshops:
        if other.id != workshop.id:
            for one in other.case_types:
                if one in known and one not in found:
                    found[one] = Candidate(one, known[one].name, other.title, one)
    return list(found.values())


@cache
def _of_the_template(name: Literal["se", "da"]) -> tuple[Candidate, ...]:
    from workbench.templates import template_project

    sample = template_project(name)
    departments = {one.id: one.name for one in sample.departments}
    return tuple(
        Candidate(f"template-{one.id}", one.name, departments[one.department]) for one in sample.case_types
    )


def _of_lines(text: str) -> list[Candidate]:
    """Return a candidate per line of a pasted list: its first cell, without bullet or number."""
    names = (_BULLET.sub("", line.split("\t")[0]).strip() for line in text.splitlines())
    return [Candidate(f"list-{name}", name, "") for name in dict.fromkeys(names) if name]


def _of_rows(rows: Sequence[CaseRow]) -> list[Candidate]:
    """Return a candidate per row of a list that was read from a file."""
    return [Candidate(f"row-{one.rows[0]}", one.name, one.unit or one.department, row=one) for one in rows]


def put_in(project: Project, workshop: Workshop, chosen: Sequence[Candidate]) -> Batch:
    """Return the one edit that puts ``chosen`` at the end of the list; new ones become case types first."""
    first_step = WHOLE_CASE[project.settings.language]
    rows = [one.row for one in chosen if one.row is not None]
    from_file = case_list_edit(project, rows, first_step=first_step) if rows else None
    edits: list[Edit] = [from_file] if from_file else []
    ids: list[str] = _added(from_file) if from_file else []
    for one in chosen:
        if one.row is not None:
            continue
        if one.case_type is not None:
            ids.append(one.case_type)
            continue
        step = Step(id=new_id(), title=first_step, unit=workshop.unit)
        new = CaseType(
            id=new_id(), name=one.name, department=workshop.department, unit=workshop.unit, steps=(step,)
        )
        edits.append(AddItem(collection="case_types", item=new.as_json()))
        ids.append(new.id)
    listed: list[JsonValue] = [*workshop.case_types, *(one for one in ids if one not in workshop.case_types)]
    edits.append(ChangeItem(collection="workshops", id=workshop.id, changes={"case_types": listed}))
    return Batch(
        name=N_("put {n} case types on the list of {workshop}"),
        values={"n": len(chosen), "workshop": workshop.title},
        edits=tuple(edits),
    )


def _added(batch: Batch) -> list[str]:
    """Return the ids of the case types that ``batch`` adds."""
    return [
        str(one.item["id"])
        for one in batch.edits
        if isinstance(one, AddItem) and one.collection == "case_types"
    ]
