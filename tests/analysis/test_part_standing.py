"""What is left in a part: each kind of thing where it is done, gravest first; what is withdrawn does not count."""

from __future__ import annotations

import datetime as dt

import pytest

from workbench.analysis.engine import Engine
from workbench.analysis.place import Place
from workbench.analysis.standing.part import Left, PartStanding, standing
from workbench.model.case_types import CaseType
from workbench.model.knowledge import Checklist, ChecklistItem, Faq, ItemKind, KnowledgeState, LocalizedText
from workbench.model.project import Project
from workbench.parts import make_part
from workbench.templates import template_project

TODAY = dt.date(2026, 11, 22)
OWN = "d-miljo"
S = KnowledgeState


@pytest.fixture(scope="module")
def part() -> Project:
    return make_part(template_project("se"), OWN, revision=0, sent_on=TODAY)[0]


def of(project: Project) -> PartStanding:
    return standing(project, Engine().results(project).findings, TODAY)


def with_checklist(part: Project, **changes: object) -> Project:
    """Return the part with one checklist alone, changed so."""
    first = part.checklists[0].changed(state=S.PUBLISHED, review_by=None, due=None)
    return part.changed(checklists=(first.changed(**changes),))


def matters(found: PartStanding, checklist: str) -> set[str]:
    return {one.matter for one in found.left if one.place.ids == (checklist,)}


def test_case_types_that_move_without_a_checklist_are_left_and_count(part: Project) -> None:
    before = of(part)
    less = of(part.changed(checklists=part.checklists[1:]))
    gone = part.checklists[0].case_type
    assert less.checklists == before.checklists - 1
    assert less.checklists_of == before.checklists_of
    name = next(one.name for one in part.case_types if one.id == gone)
    assert Left("no_checklist", name, Place("case_types", (gone,), "checklists")) in less.left


@pytest.mark.parametrize(
    ("changes", "matter"),
    [
        ({"items": (), "decision_table": None}, "empty_checklist"),
        (
            {"items": (ChecklistItem(id="i", kind=ItemKind.SAY, text="  "),), "decision_table": None},
            "empty_checklist",
        ),
        ({"state": S.DRAFT}, "draft"),
        ({"state": S.TO_REVIEW}, "draft"),
        ({"state": S.DRAFT, "due": TODAY - dt.timedelta(days=1)}, "overdue"),
        ({"review_by": TODAY - dt.timedelta(days=1)}, "overdue"),
    ],
)
def test_what_lacks_in_a_checklist_is_left(part: Project, changes: dict[str, object], matter: str) -> None:
    changed = with_checklist(part, **changes)
    assert matter in matters(of(changed), changed.checklists[0].id)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"due": TODAY - dt.timedelta(days=1)},
        {"review_by": TODAY},
        {"state": S.DRAFT, "due": TODAY},
        {"state": S.WITHDRAWN, "items": (), "decision_table": None},
    ],
)
def test_what_is_done_or_withdrawn_is_not_left(part: Project, changes: dict[str, object]) -> None:
    changed = with_checklist(part, **changes)
    assert matters(of(changed), changed.checklists[0].id) <= {"draft"}
    assert ("draft" in matters(of(changed), changed.checklists[0].id)) == (changes.get("state") is S.DRAFT)


def test_questions_without_answer_and_answers_that_hold_no_longer_are_left(part: Project) -> None:
    empty = part.faqs[0].changed(answer=LocalizedText(), state=S.DRAFT)
    old = part.faqs[1].changed(valid_to=TODAY - dt.timedelta(days=1), state=S.PUBLISHED)
    found = of(part.changed(faqs=(empty, old)))
    assert (found.faqs, found.faqs_of) == (1, 2)
    assert [(one.matter, one.place) for one in found.left if one.place.collection == "faqs"] == [
        ("no_answer", Place("faqs", (empty.id,), "answer")),
        ("expired", Place("faqs", (old.id,), "valid_to")),
    ]


def test_something_like_a_personal_number_comes_first_with_its_place(part: Project) -> None:
    written = part.faqs[0].changed(answer=LocalizedText(sv="Ring Anna, 850709-9805."))
    found = of(part.changed(faqs=(written, *part.faqs[1:])))
    assert found.left[0].matter == "personal"
    assert found.left[0].place.ids == (written.id,)
    assert found.left[0].name == written.question.sv


def test_what_others_own_is_nothing_that_is_left_here(part: Project) -> None:
    stranger = CaseType(id="c-other", name="Bygglov", department="d-other")
    other = part.departments[0].changed(id="d-other", name="Bygg")
    lists = (Checklist(id="k", title="K", case_type="c-other"),)
    faqs = (Faq(id="f", department="d-other", question=LocalizedText(sv="?"), answer=LocalizedText()),)
    more = part.changed(
        departments=(*part.departments, other),
        case_types=(*part.case_types, stranger),
        checklists=(*part.checklists, *lists),
        faqs=(*part.faqs, *faqs),
    )
    assert standing(more, (), TODAY) == standing(part, (), TODAY)
