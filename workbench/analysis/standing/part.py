"""How far a department's part has come: what is written, and what is left before it is complete.

The same list stands on the part's first page and where it is sent back, so both say the same.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.place import Place, place_of
from workbench.analysis.results import Finding
from workbench.edits.knowledge import is_overdue
from workbench.model.knowledge import Checklist, Faq, KnowledgeState
from workbench.model.project import Project

Matter = Literal["personal", "overdue", "no_checklist", "empty_checklist", "no_answer", "draft", "expired"]
_IN_WORK = (KnowledgeState.DRAFT, KnowledgeState.TO_REVIEW)


@dataclass(frozen=True)
class Left:
    """One thing that is left: what kind of thing, the name it is known by, and where it is done."""

    matter: Matter
    name: str
    place: Place


@dataclass(frozen=True)
class PartStanding:
    """How many of the department's checklists and questions are written, of how many; and what is left, gravest first.

    A checklist is written when it has lines or a table of rules, a question when it has an answer. Case types that
    need a checklist and have none count among the checklists.
    """

    checklists: int
    checklists_of: int
    faqs: int
    faqs_of: int
    left: tuple[Left, ...]


def standing(project: Project, findings: Sequence[Finding], today: dt.date) -> PartStanding:
    """Return how far the part ``project`` has come on the day ``today``; ``findings`` are those of its calculation.

    In a whole project everything counts. What is withdrawn counts nowhere.
    """
    own = project.part.department if project.part is not None else None
    names = {one.id: one.name for one in project.case_types if own in (None, one.department)}
    checklists = [
        one
        for one in project.checklists
        if one.case_type in names and one.state is not KnowledgeState.WITHDRAWN
    ]
    faqs = [
        one
        for one in project.faqs
        if own in (None, one.department) and one.state is not KnowledgeState.WITHDRAWN
    ]
    language = project.settings.language
    without = [one.id for one in findings if one.rule == "without-checklist" and one.id in names]
    personal = [one for one in findings if one.rule == "personal-number"]
    left = [
        *(Left("personal", _name_of(project, one), place_of(one, project)) for one in personal),
        *_of_checklists("overdue", checklists, lambda one: _is_overdue(one, today)),
        *(Left("no_checklist", names[one], Place("case_types", (one,), "checklists")) for one in without),
        *_of_checklists("empty_checklist", checklists, lambda one: not is_written(one)),
        *_of_faqs("no_answer", faqs, language, lambda one: not is_answered(one)),
        *_of_checklists("draft", checklists, lambda one: _is_draft(one) and not _is_overdue(one, today)),
        *_of_faqs("draft", faqs, language, lambda one: is_answered(one) and one.state in _IN_WORK),
        *_of_faqs("expired", faqs, language, lambda one: one.valid_to is not None and one.valid_to < today),
    ]
    return PartStanding(
        sum(map(is_written, checklists)),
        len(checklists) + len(without),
        sum(map(is_answered, faqs)),
        len(faqs),
        tuple(left),
    )


def is_written(checklist: Checklist) -> bool:
    """Tell whether there is anything in a checklist that an adviser can follow."""
    return checklist.decision_table is not None or any(one.text.strip() for one in checklist.items)


def is_answered(faq: Faq) -> bool:
    """Tell whether a question has an answer in any language."""
    return bool(faq.answer.within("").strip())


def _is_draft(one: Checklist) -> bool:
    return is_written(one) and one.state in _IN_WORK


def _is_overdue(one: Checklist, today: dt.date) -> bool:
    """Tell whether the day by which it was promised, or by which it was to be looked at again, has passed."""
    is_in_use = one.state in (KnowledgeState.APPROVED, KnowledgeState.PUBLISHED)
    return is_overdue(one, today) if is_in_use else one.due is not None and one.due < today


def _of_checklists(
    matter: Matter, checklists: Iterable[Checklist], fits: Callable[[Checklist], bool]
) -> list[Left]:
    field = {"empty_checklist": "items", "draft": "state"}.get(matter)
    return [Left(matter, one.title, Place("checklists", (one.id,), field)) for one in checklists if fits(one)]


def _of_faqs(matter: Matter, faqs: Iterable[Faq], language: str, fits: Callable[[Faq], bool]) -> list[Left]:
    field = {"no_answer": "answer", "draft": "state", "expired": "valid_to"}[matter]
    return [
        Left(matter, one.question.within(language), Place("faqs", (one.id,), field))
        for one in faqs
        if fits(one)
    ]


def _name_of(project: Project, finding: Finding) -> str:
    """Return the name of the outermost item that a finding is about."""
    top = finding.within[0] if finding.within else finding.id
    for one in getattr(project, finding.place.partition(".")[0], ()):
        if getattr(one, "id", "") == top:
            said = getattr(one, "name", "") or getattr(one, "title", "")
            return str(said or one.question.within(project.settings.language))
    return ""
