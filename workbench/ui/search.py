"""Search over everything, and commands after ">": one field, ten lines, Enter goes there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout

from workbench.analysis.place import Place
from workbench.model.project import Project
from workbench.ui.actions import ACTIONS
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.menus import keys_of
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import label, named
from workbench.ui.widgets.table import TableModel, TableView

LINES = 10


@dataclass(frozen=True)
class Hit:
    """Something found: an action to run or a place to go to."""

    text: str
    where: str
    icon: str
    keys: str = ""
    action: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class _Entry:
    folded: str
    text: str
    where: str
    icon: str
    place: Place


def entries(project: Project) -> Iterator[_Entry]:
    """Yield everything with a name that a page shows, the shortest ways first."""
    departments = {one.id: one.name for one in project.departments}
    for one in project.departments:
        yield _entry(one.name, "", "account-group-outline", Place("departments", (one.id,)))
    for unit in project.units:
        yield _entry(
            unit.name,
            departments.get(unit.department, ""),
            "account-group-outline",
            Place("units", (unit.id,)),
        )
    for workshop in project.workshops:
        where = departments.get(workshop.department, "")
        yield _entry(workshop.title, where, "presentation", Place("workshops", (workshop.id,)))
    for case_type in project.case_types:
        where = departments.get(case_type.department, "")
        words = " ".join((case_type.name, *case_type.synonyms, *(code.code for code in case_type.codes)))
        yield _entry(
            case_type.name, where, "format-list-bulleted", Place("case_types", (case_type.id,)), words
        )
    for case_type in project.case_types:
        for step in case_type.steps:
            yield _entry(
                step.title,
                case_type.name,
                "sitemap-outline",
                Place("case_types.steps", (case_type.id, step.id)),
            )


def _entry(text: str, where: str, icon: str, place: Place, words: str = "") -> _Entry:
    return _Entry((words or text).casefold(), text, where, icon, place)


def find(wanted: str, index: tuple[_Entry, ...], limit: int = LINES) -> list[_Entry]:
    """Return the entries that hold every word of ``wanted``; those that begin with it come first."""
    words = wanted.casefold().split()
    if not words:
        return []
    first: list[_Entry] = []
    later: list[_Entry] = []
    for one in index:
        if all(word in one.folded for word in words):
            (first if one.folded.startswith(words[0]) else later).append(one)
            if len(first) >= limit:
                break
    return (first + later)[:limit]


class _Hits(TableModel):
    def __init__(self, look: Look) -> None:
        t = look.texts
        super().__init__(
            look,
            (
                Column("text", t("What"), 280, stretches=True),
                Column("where", t("Where"), 180),
                Column("keys", t("Keys"), 110),
            ),
        )

    def key(self, row: Any) -> tuple[str, str, Place | None]:
        return (row.action, row.text, row.place)

    def cell(self, row: Any, column: Column) -> Cell:
        if column.key == "text":
            return Cell(row.text, icon=row.icon or "chevron-right", detail=row.text)
        return Cell(row.where if column.key == "where" else row.keys, tone="text2")


class SearchBox(QDialog):
    """The field under the top bar. Arrows choose, Enter goes, Esc closes."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self._window = window
        self._index: tuple[_Entry, ...] | None = None
        look, t = window.look, window.texts
        self.setAccessibleName(t("Search"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(t("Case type, step, unit, workshop; > for commands"))
        named(self.field, t("Search, or run a command"))
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self._model = _Hits(look)
        self.list = TableView(look, self._model, t("Found"), row_height=32)
        self.list.horizontalHeader().hide()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.clicked.connect(lambda _index: self._go())
        self.hint = label(look, t("Arrows choose, Enter goes there, Esc closes."), "small", "text3")
        box = QVBoxLayout(self)
        pad = look.px(8)
        box.setContentsMargins(pad, pad, pad, pad)
        for part in (self.field, self.list, self.hint):
            box.addWidget(part)
        self.resize(look.px(560), look.px(430))
        self._search("")

    def _search(self, typed: str) -> None:
        t = self._window.texts
        wanted = typed.strip()
        hits: list[Hit] = []
        if not wanted or wanted.startswith(">"):
            hits = self._commands(wanted.removeprefix(">").strip())
        else:
            if self._index is None:
                self._index = tuple(entries(self._window.workspace.project))
            hits = [Hit(one.text, one.where, one.icon, place=one.place) for one in find(wanted, self._index)]
            hits += self._commands(wanted)[: max(0, LINES - len(hits))]
        self._model.set_rows(hits)
        self.hint.setText(
            t("Arrows choose, Enter goes there, Esc closes.")
            if hits
            else t("Nothing found. Try fewer letters, or > for commands.")
        )
        if hits:
            self.list.setCurrentIndex(self._model.index(0, 0))

    def _commands(self, wanted: str) -> list[Hit]:
        t, words = self._window.texts, wanted.casefold().split()
        found = []
        for spec in ACTIONS:
            text = t(spec.text)
            if (
                spec.is_local
                or not self._window.can(spec.name)
                or not all(w in text.casefold() for w in words)
            ):
                continue
            found.append(Hit(text, t("Command"), spec.icon, "  ".join(keys_of(spec)[:1]), action=spec.name))
        return found[:LINES]

    def _go(self) -> None:
        hit = self.list.current_row
        if hit is None:
            return
        self.accept()
        if hit.action:
            self._window.run(hit.action)
        elif hit.place is not None:
            self._window.go_to(hit.place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if by is not None and self._model.rows:
                at = min(len(self._model.rows) - 1, max(0, self.list.currentIndex().row() + by))
                self.list.setCurrentIndex(self._model.index(at, 0))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go()
                return True
        return super().eventFilter(watched, event)


def open_search(window: MainWindow) -> SearchBox:
    """Open the search under the top bar and return it; what is found is gone to when it closes."""
    box = SearchBox(window)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    under = window.top.search.mapToGlobal(QPoint(0, window.top.search.height() + window.look.px(4)))
    box.move(under)
    box.show()
    box.field.setFocus()
    return box
