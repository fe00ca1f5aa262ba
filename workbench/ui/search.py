"""Search over everything, and commands after ">": one field, ten lines, Enter goes there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout
from shiboken6 import isValid

from workbench.analysis.place import Place
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
        self.list.clicked.connect(lambda _index: self._go())
        self.list.activated.connect(lambda _index: self._go())
        self.hint = label(look, t("Arrows choose, Enter goes there, Esc closes."), "small", "text3")
        box = QVBoxLayout(self)
        pad = look.px(8)
        box.setContentsMargins(pad, pad, pad, pad)
        for part in (self.field, self.list, self.hint):
            box.addWidget(part)
        self.resize(look.px(620), look.px(430))
        self._search("")
        window.workspace.index_names(self._search_again)

    def _search_again(self) -> None:
        """There are newer names: look again."""
        if isValid(self) and self.field.text().strip():
            self._search(self.field.text())

    def _search(self, typed: str) -> None:
        t = self._window.texts
        wanted = typed.strip()
        hits: list[Hit] = []
        if not wanted or wanted.startswith(">"):
            hits = self._commands(wanted.removeprefix(">").strip())
        else:
            names = self._window.workspace.names
            found = names.find(wanted, LINES) if names is not None else []
            hits = [Hit(one.text, one.where, one.icon, place=one.place) for one in found]
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
