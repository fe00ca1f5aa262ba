"""The Swedish sample with a part that came back, and something disputed of every kind that somebody must decide."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from workbench.edits import AddItem, ChangeItem, Edit, RemoveItem
from workbench.model.parts import Conflict, Oddity
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.parts import make_part, merge_part
from workbench.templates import template_project

CAME_BACK = dt.date(2026, 11, 20)


@dataclass(frozen=True)
class Disputed:
    """The project, the part's id, and by a short word the conflict that is about it."""

    project: Project
    part: str
    conflicts: dict[str, Conflict]


def disputed() -> Disputed:
    """Return the sample after one part of its first department was merged, with seven conflicts."""
    project = template_project("se")
    department = project.departments[0].id
    part, note = make_part(
        project,
        department,
        revision=0,
        sent_on=dt.date(2026, 10, 20),
        sent_to="Karin",
        due=dt.date(2026, 11, 15),
    )
    project = note.apply(project)
    case_type = next(one for one in project.case_types if one.department == department and one.steps)
    checklists = [one for one in project.checklists if one.case_type == case_type.id]
    checklists += [
        one
        for one in project.checklists
        if next(c for c in project.case_types if c.id == one.case_type).department == department
        and one not in checklists
    ]
    faq = next(one for one in project.faqs if one.department == department)
    step = case_type.steps[0]

    def change(collection: str, within: tuple[str, ...], item: str, **changes: Any) -> Edit:
        return ChangeItem(collection=collection, within=within, id=item, changes=changes)

    def both(collection: str, within: tuple[str, ...], item: str, theirs: Any, ours: Any, field: str) -> None:
        nonlocal part, project
        part = change(collection, within, item, **{field: theirs}).apply(part)
        project = change(collection, within, item, **{field: ours}).apply(project)

    both("checklists", (), checklists[0].id, "Inom tre dagar", "Inom åtta dagar", "promise")
    both("faqs", (), faq.id, {"sv": "Nio veckor"}, {"sv": "Tolv veckor"}, "answer")
    both("faqs", (), faq.id, "2028-06-30", "2027-06-30", "valid_to")
    both("case_types.steps", (case_type.id,), step.id, "stay", "split", "decision")
    both("case_types.steps", (case_type.id,), step.id, 3, 4, "level")
    part = RemoveItem(collection="checklists", id=checklists[1].id).apply(part)
    project = change("checklists", (), checklists[1].id, fee="Ny avgift").apply(project)
    part = change("case_types", (), case_type.id, note="Bara här").apply(part)
    merged = merge_part(project, part, revision=1, on=CAME_BACK)
    project = merged.batch.apply(project)
    said = part.part
    assert said is not None
    odd = Conflict(
        id=new_id(),
        collection="case_types",
        item=case_type.id,
        field="contacts_per_case",
        base=case_type.contacts_per_case,
        ours=case_type.contacts_per_case,
        theirs=9.5,
        part=said.part_id,
        who="Karin",
        on=CAME_BACK,
        oddity=Oddity.FORMULA,
        written="=B4*2",
    )
    project = AddItem(collection="conflicts", item=odd.as_json()).apply(project)
    named = {str(one.field or "removed"): one for one in project.conflicts}
    return Disputed(project, said.part_id, named)
