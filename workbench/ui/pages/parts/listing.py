"""The list of conflicts: grouped by the part they came with, a heading for each."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from workbench.export.change_words import ChangeWords
from workbench.export.field_words import field_word, kind_word
from workbench.locale import Texts
from workbench.model.parts import Conflict, PartOut
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel, TableView

_WISHES = {
    Qt.Key.Key_1: "ours",
    Qt.Key.Key_2: "theirs",
    Qt.Key.Key_3: "both",
    Qt.Key.Key_E: "edit",
    Qt.Key.Key_Return: "edit",
    Qt.Key.Key_Enter: "edit",
}
"""What a key in the list asks for."""


@dataclass(frozen=True)
class Group:
    """The heading above the conflicts of one part."""

    part: str
    name: str
    who: str
    n: int


Row = Group | Conflict


class ConflictRows:
    """Makes the lines of a project's conflicts; a heading that says the same stays the same object."""

    def __init__(self) -> None:
        self._groups: dict[str, Group] = {}

    def rows(self, project: Project, department: str | None) -> tuple[Row, ...]:
        """Return headings and conflicts, parts in the order in which they were sent."""
        parts = {one.id: one for one in project.parts_out}
        by_part: dict[str, list[Conflict]] = {one: [] for one in parts}
        for one in project.conflicts:
            by_part.setdefault(one.part, []).append(one)
        names = {one.id: one.name for one in project.departments}
        found: list[Row] = []
        groups: dict[str, Group] = {}
        for key, conflicts in by_part.items():
            part = parts.get(key)
            if not conflicts or (department is not None and (part is None or part.department != department)):
                continue
            made = Group(key, _name(part, names), conflicts[0].who, len(conflicts))
            before = self._groups.get(key)
            groups[key] = before if before is not None and before == made else made
            found += [groups[key], *conflicts]
        self._groups = groups
        return tuple(found)


def _name(part: PartOut | None, names: dict[str, str]) -> str:
    return "" if part is None else names.get(part.department, part.department_name)


def group_words(group: Group, texts: Texts) -> str:
    """Return whose part a group of conflicts came with."""
    name = group.name or texts("A part that is no longer listed")
    return texts("{department}, {who}", department=name, who=group.who) if group.who else name


def what_words(conflict: Conflict, texts: Texts) -> str:
    """Return which field a conflict is about, or that it is about a whole item."""
    if conflict.field is not None:
        return field_word(conflict.collection, conflict.field, texts)
    kind = kind_word(conflict.collection, texts)
    return texts("{kind}: all of it", kind=kind)


def place_words(conflict: Conflict, words: ChangeWords) -> str:
    """Return what a conflict is about, from the outermost item inwards."""
    whole = next((one for one in (conflict.theirs, conflict.base) if isinstance(one, dict)), None)
    return words.place(
        conflict.collection, conflict.within, conflict.item, whole if conflict.field is None else None
    )


class ConflictModel(TableModel):
    """Rows are :class:`Group` and :class:`Conflict`."""

    def __init__(self, look: Look) -> None:
        t = look.texts
        super().__init__(
            look, (Column("about", t("About"), 140, stretches=True), Column("what", t("What"), 145))
        )
        self.words: ChangeWords | None = None

    def key(self, row: Row) -> Hashable:
        return f"group {row.part}" if isinstance(row, Group) else row.id

    def cell(self, row: Row, column: Column) -> Cell:
        t = self.look.texts
        if isinstance(row, Group):
            if column.key == "about":
                return Cell(group_words(row, t), is_strong=True, detail=group_words(row, t))
            return Cell(
                t.plural("{n} conflict", "{n} conflicts", row.n), tone="text2", detail=group_words(row, t)
            )
        if self.words is None:
            return Cell()
        place = place_words(row, self.words)
        if column.key == "what":
            said = what_words(row, t)
            if row.oddity is None:
                return Cell(said, detail=said)
            return Cell(said, icon="alert-outline", icon_tone="warning", detail=said)
        top = place.partition(" › ")[0]
        return Cell(top.partition(": ")[2] or top, indent=1, detail=place, spoken=place)


class ConflictView(TableView):
    """The list. J and K walk like the arrow keys; ``wished`` carries what a key asks for: ours, theirs, both, edit."""

    wished = Signal(str)

    def __init__(self, look: Look, model: ConflictModel) -> None:
        super().__init__(look, model, look.texts("Conflicts"))
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)

    @property
    def chosen(self) -> Conflict | None:
        """The conflict that is chosen; None on a heading."""
        row: Any = self.current_row
        return row if isinstance(row, Conflict) else None

    @property
    def group(self) -> Group | None:
        """The heading of what is chosen."""
        rows = self.table.rows[: self.currentIndex().row() + 1]
        return next((one for one in reversed(rows) if isinstance(one, Group)), None)

    def walk(self, by: int) -> bool:
        """Go to the next conflict (or, with -1, the one before), past headings; tell whether there was one."""
        rows, at = self.table.rows, self.currentIndex().row() + by
        while 0 <= at < len(rows):
            if isinstance(rows[at], Conflict):
                return self.go_to(rows[at].id)
            at += by
        return False

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _WISHES:
            self.wished.emit(_WISHES[key])
        elif key in (Qt.Key.Key_J, Qt.Key.Key_Down):
            self.walk(1)
        elif key in (Qt.Key.Key_K, Qt.Key.Key_Up):
            self.walk(-1)
        else:
            super().keyPressEvent(event)
