"""The list of checklists as values: one row each, and one for every case type that still needs one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.edits.knowledge import is_overdue
from workbench.model.knowledge import KnowledgeState
from workbench.model.project import Project

MISSING = "missing"
_ORDER = ("to_review", "draft", "reviewed", "approved", "published", MISSING, "withdrawn")


@dataclass(frozen=True)
class ListRow:
    """A line of the list. ``id`` is the checklist's, or the case type's where ``state`` is ``MISSING``."""

    id: str
    case_type: str
    title: str
    state: str
    owner: str
    department: str
    is_overdue: bool
    words: str


def list_rows(
    project: Project, missing: Iterable[str], today: dt.date, before: Sequence[ListRow] = ()
) -> tuple[ListRow, ...]:
    """Return the rows in the order in which they need somebody: to be reviewed, draft, ..., withdrawn last.

    ``missing`` are case types without a checklist. A row that is as ``before`` is the same object.
    """
    known = {one.id: one for one in before}
    case_types = {one.id: one for one in project.case_types}
    persons = {one.id: one.name for one in project.persons}
    made: list[ListRow] = []
    for one in project.checklists:
        about = case_types[one.case_type]
        overdue = is_overdue(one, today)
        owner = persons.get(one.owner or "", "")
        words = " ".join((one.title, about.name, owner, *one.synonyms)).casefold()
        state = KnowledgeState.TO_REVIEW.value if overdue else one.state.value
        made.append(ListRow(one.id, about.id, one.title, state, owner, about.department, overdue, words))
    has_one = {one.case_type for one in project.checklists}
    for wanted in missing:
        if wanted not in has_one and wanted in case_types:
            about = case_types[wanted]
            owner = persons.get(about.owner or "", "")
            words = f"{about.name} {owner}".casefold()
            made.append(
                ListRow(about.id, about.id, about.name, MISSING, owner, about.department, False, words)
            )
    made.sort(key=lambda row: (_ORDER.index(row.state), not row.is_overdue))
    return tuple(known[row.id] if known.get(row.id) == row else row for row in made)


def through(rows: Sequence[ListRow], department: str | None, state: str, words: str) -> tuple[ListRow, ...]:
    """Return the rows of a department and a state in which every one of ``words`` stands."""
    wanted = words.casefold().split()
    return tuple(
        row
        for row in rows
        if (not department or row.department == department)
        and (not state or row.state == state)
        and all(one in row.words for one in wanted)
    )
