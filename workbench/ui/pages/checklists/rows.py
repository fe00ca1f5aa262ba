"""The list of checklists as values: one row each, and one for every case type that still needs one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from workbench.edits.knowledge import is_overdue
from workbench.model.case_types import CaseType
from workbench.model.knowledge import Checklist, KnowledgeState
from workbench.model.project import Project

MISSING = "missing"
_REVIEW = KnowledgeState.TO_REVIEW.value
_ORDER = (_REVIEW, "draft", "reviewed", "approved", "published", MISSING, "withdrawn")


class ListRow(NamedTuple):
    """A line of the list. ``id`` is the checklist's, or the case type's where ``state`` is ``MISSING``.

    A tuple, because five thousand of them are made while somebody waits.
    """

    id: str
    case_type: str
    title: str
    state: str
    owner: str
    department: str
    is_overdue: bool
    words: str
    beside: str = ""
    """The case type's name where it has several checklists."""


class Listing:
    """Makes the rows anew after each edit, and looks only at what the edit has changed: there can be thousands."""

    def __init__(self) -> None:
        self._made_of: tuple[object, ...] = ()
        self._case_types: dict[str, CaseType] = {}
        self._persons: dict[str, str] = {}
        self._made: dict[str, tuple[Checklist, ListRow]] = {}
        self._made_missing: dict[str, ListRow] = {}
        self._with_several: frozenset[str] = frozenset()
        self._missing: tuple[object, tuple[ListRow, ...]] = (None, ())

    def rows(self, project: Project, missing: tuple[str, ...], today: dt.date) -> tuple[ListRow, ...]:
        """Return the rows in the order in which they need somebody: to be reviewed, draft, ..., withdrawn last.

        ``missing`` are case types without a checklist. A row that says the same as before is the same object.
        """
        if not _is_same(self._made_of, (project.case_types, project.persons, today)):
            self._made_of = (project.case_types, project.persons, today)
            self._case_types = {one.id: one for one in project.case_types}
            self._persons = {one.id: one.name for one in project.persons}
            self._made, self._made_missing, self._missing = {}, {}, (None, ())
        self._see_several(project)
        by_state: dict[str, list[ListRow]] = {state: [] for state in _ORDER}
        for one in project.checklists:
            known = self._made.get(one.id)
            if known is None or known[0] is not one:
                made = self._row(one, today)
                known = (one, known[1] if known is not None and known[1] == made else made)
                self._made[one.id] = known
            by_state[known[1].state].append(known[1])
        by_state[_REVIEW].sort(key=lambda row: not row.is_overdue)
        by_state[MISSING] = list(self._missing_rows(project, missing))
        return tuple(row for state in _ORDER for row in by_state[state])

    def beforehand(self, missing: Iterable[str], pause: Callable[[], object]) -> None:
        """Make the rows of case types without a checklist; it may run beside the window."""
        for at, wanted in enumerate(missing):
            if at % 100 == 0:
                pause()
            self._missing_row(wanted)

    def _see_several(self, project: Project) -> None:
        """Find the case types with several checklists; rows of those that were not so before are made anew."""
        counts = Counter(one.case_type for one in project.checklists)
        several = frozenset(key for key, n in counts.items() if n > 1)
        other = several ^ self._with_several
        self._with_several = several
        if other:
            self._made = {key: made for key, made in self._made.items() if made[1].case_type not in other}

    def _row(self, one: Checklist, today: dt.date) -> ListRow:
        about = self._case_types[one.case_type]
        overdue = is_overdue(one, today)
        owner = self._persons.get(one.owner or "", "")
        words = " ".join((one.title, about.name, owner, *one.synonyms)).casefold()
        state = _REVIEW if overdue else one.state.value
        beside = about.name if about.id in self._with_several else ""
        return ListRow(one.id, about.id, one.title, state, owner, about.department, overdue, words, beside)

    def _missing_rows(self, project: Project, missing: tuple[str, ...]) -> tuple[ListRow, ...]:
        has_one = frozenset(one.case_type for one in project.checklists)
        if self._missing[0] != (missing, has_one):
            rows = (self._missing_row(wanted) for wanted in missing if wanted not in has_one)
            self._missing = ((missing, has_one), tuple(one for one in rows if one is not None))
        return self._missing[1]

    def _missing_row(self, wanted: str) -> ListRow | None:
        about, known = self._case_types.get(wanted), self._made_missing.get(wanted)
        if known is None and about is not None:
            owner = self._persons.get(about.owner or "", "")
            words = f"{about.name} {owner}".casefold()
            known = ListRow(wanted, wanted, about.name, MISSING, owner, about.department, False, words)
            self._made_missing[wanted] = known
        return known


def _is_same(before: tuple[object, ...], now: tuple[object, ...]) -> bool:
    return len(before) == len(now) and all(
        new is old or (isinstance(new, dt.date) and new == old) for new, old in zip(now, before, strict=True)
    )


def through(rows: tuple[ListRow, ...], department: str | None, state: str, words: str) -> tuple[ListRow, ...]:
    """Return the rows of a department and a state in which every one of ``words`` stands."""
    found: Sequence[ListRow] = rows
    if department:
        found = [row for row in found if row.department == department]
    if state:
        found = [row for row in found if row.state == state]
    for one in words.casefold().split():
        found = [row for row in found if one in row.words]
    return tuple(found)
