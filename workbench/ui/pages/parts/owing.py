"""Who owes what: a line per part that is out or came back, and per department that never had one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass

from workbench.locale import Texts
from workbench.model.parts import PartCounts, PartOut
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column, Tone
from workbench.ui.widgets.table import TableModel

_LATE, _OUT, _TO_DECIDE, _BACK, _NEVER = range(5)
_SIGNS: dict[int, tuple[str, Tone]] = {
    _LATE: ("clock-alert-outline", "warning"),
    _OUT: ("send-outline", "text2"),
    _TO_DECIDE: ("compare", "warning"),
    _BACK: ("check-circle-outline", "ok"),
}


@dataclass(frozen=True)
class OwingRow:
    """A line of the list. ``part`` is None where the department never had one; ``left`` are conflicts to decide."""

    department: str
    name: str
    part: PartOut | None
    left: int
    today: dt.date

    @property
    def key(self) -> str:
        """What tells this line from the others."""
        return self.part.id if self.part is not None else f"department {self.department}"

    @property
    def days_late(self) -> int:
        """How many days ago it was due; 0 where it is not late, or came back."""
        if self.part is None or self.part.due is None or self.part.came_back_on is not None:
            return 0
        return max(0, (self.today - self.part.due).days)

    @property
    def turn(self) -> int:
        """Where it stands among the others: what is late comes first, who never had one last."""
        if self.part is None:
            return _NEVER
        if self.part.came_back_on is None:
            return _LATE if self.days_late else _OUT
        return _TO_DECIDE if self.left else _BACK


class Owing:
    """Makes the lines of a project; a line that says the same stays the same object."""

    def __init__(self) -> None:
        self._known: dict[str, OwingRow] = {}

    def rows(self, project: Project, today: dt.date, department: str | None) -> tuple[OwingRow, ...]:
        """Return the lines in the order of what is due; ``department`` keeps the others out."""
        left = Counter(one.part for one in project.conflicts)
        names = {one.id: one.name for one in project.departments}
        rows = [
            OwingRow(one.department, names.get(one.department, one.department_name), one, left[one.id], today)
            for one in project.parts_out
        ]
        had = {one.department for one in project.parts_out}
        rows += [OwingRow(one, name, None, 0, today) for one, name in names.items() if one not in had]
        chosen = [one for one in rows if department is None or one.department == department]
        chosen.sort(key=_order)
        known = {one.key: one for one in chosen}
        self._known = {key: self._same(key, one) for key, one in known.items()}
        return tuple(self._known.values())

    def _same(self, key: str, row: OwingRow) -> OwingRow:
        before = self._known.get(key)
        is_same = (
            before is not None
            and before.part is row.part
            and (before.left, before.name, before.today) == (row.left, row.name, row.today)
        )
        return before if before is not None and is_same else row


def _order(row: OwingRow) -> tuple[int, int, str]:
    part = row.part
    if part is None:
        return row.turn, 0, row.name
    if part.came_back_on is not None:
        return row.turn, -part.came_back_on.toordinal(), row.name
    return row.turn, (part.due or dt.date.max).toordinal(), row.name


def state_words(row: OwingRow, texts: Texts) -> str:
    """Return where a part is, in words."""
    if row.part is None:
        return texts("no part yet")
    if row.part.came_back_on is None:
        late = row.days_late
        if not late:
            return texts("with the department")
        return texts.plural("with the department, {n} day late", "with the department, {n} days late", late)
    day = texts.date(row.part.came_back_on)
    if row.left:
        return texts.plural(
            "back {day}, {n} conflict left", "back {day}, {n} conflicts left", row.left, day=day
        )
    return texts("back {day}", day=day)


def counts_words(counts: PartCounts, texts: Texts) -> str:
    """Return what became of a part's changes: the sum, and what it is made of."""
    return texts(
        "{changes} changed = {applied} taken over + {equal} the same already + {conflict} in conflict "
        "+ {out} not theirs + {rejected} rejected",
        changes=texts.number(counts.changes),
        applied=texts.number(counts.applied),
        equal=texts.number(counts.equal),
        conflict=texts.number(counts.conflict),
        out=texts.number(counts.out_of_scope),
        rejected=texts.number(counts.rejected),
    )


class OwingModel(TableModel):
    """Rows are :class:`OwingRow`."""

    def __init__(self, look: Look) -> None:
        t = look.texts
        columns = (
            Column("department", t("Department"), 180, stretches=True),
            Column("sent_to", t("Who has it"), 130),
            Column("sent_on", t("Sent"), 140),
            Column("due", t("Due back"), 140),
            Column("state", t("State"), 300),
            Column("changes", t("Changes"), 90, is_number=True),
        )
        super().__init__(look, columns)

    def key(self, row: OwingRow) -> Hashable:
        return row.key

    def cell(self, row: OwingRow, column: Column) -> Cell:
        t, part = self.look.texts, row.part
        if column.key == "department":
            return Cell(row.name, detail=row.name)
        if column.key == "state":
            return self._state(row)
        if part is None:
            return Cell()
        if column.key == "sent_to":
            return Cell(part.sent_to, detail=part.sent_to)
        if column.key == "sent_on":
            return Cell(t.date(part.sent_on))
        if column.key == "due":
            return Cell(t.date(part.due)) if part.due is not None else Cell(t("no day"), is_missing=True)
        if part.came_back_on is None:
            return Cell(is_number=True)
        return Cell(t.number(part.counts.changes), is_number=True, detail=counts_words(part.counts, t))

    def _state(self, row: OwingRow) -> Cell:
        words = state_words(row, self.look.texts)
        if row.turn == _NEVER:
            return Cell(words, is_missing=True)
        icon, tone = _SIGNS[row.turn]
        return Cell(words, icon=icon, icon_tone=tone, detail=words)
