"""A small project whose part goes out as a workbook, is edited as a plan says, and is read again."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from tests.support.two_sides import whole_project
from tests.support.workbook_edits import edited_by_openpyxl, in_words
from workbench.edits import Batch
from workbench.export.part_workbook import write_part_workbook
from workbench.intake.part_workbook import read_part_workbook
from workbench.locale import Texts
from workbench.model.knowledge import Branch, DecisionRow, DecisionTable
from workbench.model.project import Project
from workbench.parts import make_part

DAY = dt.date(2027, 3, 1)


def _project_of_two() -> Project:
    whole = whole_project()
    one = whole.checklists[0]
    items = (
        one.items[0].changed(branches=(Branch(answer="yes", goes_to="i3"), Branch(answer="no"))),
        *one.items[1:],
    )
    table = DecisionTable(
        conditions=("high", "wide"),
        rows=(
            DecisionRow(answers=("1", "2"), outcome="first"),
            DecisionRow(answers=("3", ""), outcome="second"),
        ),
    )
    changed = one.changed(items=items, decision_table=table, fee="100 kr", links=())
    faqs = (whole.faqs[0].changed(law="Law 1", valid_to=DAY), *whole.faqs[1:])
    types = whole.case_types[0]
    step = types.steps[0].changed_from_json({"minutes_today": {"low": 1, "likely": 2.5, "high": 4}})
    types = types.changed(steps=(step, *types.steps[1:]))
    return whole.changed(
        checklists=(changed, *whole.checklists[1:]), faqs=faqs, case_types=(types, *whole.case_types[1:])
    )


@cache
def usual(language: str) -> tuple[Batch, bytes]:
    return made(project_of_two(), "d0", language)


def made(project, department, language) -> tuple[Batch, bytes]:
    part, note = make_part(project, department, revision=3, sent_on=DAY, sent_to="Kim", due=DAY)
    return note, write_part_workbook(part, Texts(language))


@cache
def project_of_two() -> Project:
    return _project_of_two()


def sent(tmp_path, project=None, department="d0", language="en"):
    note, content = made(project, department, language) if project else usual(language)
    project = project or project_of_two()
    path = tmp_path / f"{department}.xlsx"
    path.write_bytes(content)
    return note.apply(project), path


def edited(tmp_path, *steps, language="en", project=None):
    whole, path = sent(tmp_path, project, language=language)
    back = edited_by_openpyxl(in_words(path, [list(step) for step in steps]), path, tmp_path / "back.xlsx")
    return whole, read_part_workbook(back)


def said(read) -> list[tuple[Any, ...]]:
    return [
        (one.what, one.collection.split(".")[-1], one.id, one.field, one.theirs, one.oddity)
        for one in read.changes
    ]
