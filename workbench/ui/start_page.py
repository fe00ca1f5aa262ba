"""What stands there when no project is open: go on, start from a template, look at a sample, recover."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.session.new_file import PART_SUFFIX
from workbench.store.state import Store
from workbench.ui.frame.notice_bar import NoticeBar
from workbench.ui.look import Look
from workbench.ui.look.stylesheet import stylesheet
from workbench.ui.preferences import Preferences
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import button, column, icon_button, label, on_ground, row
from workbench.ui.widgets.table import TableModel, TableView


class _Recent(TableModel):
    def __init__(self, look: Look) -> None:
        t = look.texts
        super().__init__(
            look,
            (
                Column("name", t("Project"), 200, stretches=True),
                Column("folder", t("Folder"), 260),
                Column("changed", t("Last changed"), 150),
            ),
        )

    def key(self, row: Any) -> Path:
        return Path(row)

    def cell(self, row: Any, column: Column) -> Cell:
        path = Path(row)
        if column.key == "name":
            if path.suffix == PART_SUFFIX:
                words = self.look.texts("{name} (part)", name=path.stem)
                return Cell(words, is_strong=True, icon="account-group-outline", detail=str(path))
            return Cell(path.stem, is_strong=True, icon="file-sign", detail=str(path))
        if column.key == "folder":
            return Cell(str(path.parent), tone="text2", detail=str(path))
        try:
            moment = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).astimezone()
        except OSError:
            return Cell(self.look.texts("not there now"), is_missing=True)
        return Cell(f"{self.look.texts.date(moment.date())} {moment:%H:%M}", tone="text2")


class StartPage(QWidget):
    """The first thing one sees. It asks the application for everything."""

    open_wanted = Signal(Path)
    new_wanted = Signal(str)
    browse_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, look: Look, preferences: Preferences, store: Store) -> None:
        super().__init__()
        self.look, self.texts, self.preferences, self.store = look, look.texts, preferences, store
        t = self.texts
        self.setWindowTitle(t("ROSA workbench"))
        on_ground(self, "surface")
        self.notice = NoticeBar(look)
        self._model = _Recent(look)
        self.recent = TableView(look, self._model, t("Recent projects"), row_height=32)
        self.recent.doubleClicked.connect(lambda _index: self._open_recent())
        self.recent.activated.connect(lambda _index: self._open_recent())
        self._model.set_rows(preferences.recent)
        edge = look.px(32)
        head = row(
            label(look, t("ROSA workbench"), "headline"),
            None,
            icon_button(look, "translate", t("Language, theme and text size…"), self.settings_wanted.emit),
        )
        under = label(
            look,
            t("From a workshop's case types to a customer service that can answer."),
            "body",
            "text2",
            wraps=True,
        )
        sides = QHBoxLayout()
        sides.setSpacing(look.px(32))
        sides.addLayout(self._known(), 3)
        sides.addLayout(self._new(), 2)
        inner = column(head, under, look.px(16), margins=(edge, edge, edge, look.px(16)))
        inner.addLayout(sides, 1)
        whole = column(self.notice, inner, spacing=0)
        self.setLayout(whole)
        self.setMinimumSize(960, 600)
        self.setStyleSheet(stylesheet(look))
        (self.recent if preferences.recent else self.open_button).setFocus()

    def _known(self) -> Any:
        look, t = self.look, self.texts
        self.open_button = button(
            look, t("Open a project…"), "import", is_main=True, does=self.browse_wanted.emit
        )
        self.recover_button = button(look, t("Recover an earlier version…"), "history", does=self._recover)
        empty = label(look, t("Projects that you open are listed here."), "body", "text2", wraps=True)
        empty.setVisible(not self.preferences.recent)
        self.recent.setVisible(bool(self.preferences.recent))
        again = label(
            look,
            t("Enter opens. Work that was not in the file yet comes back by itself."),
            "small",
            "text3",
            wraps=True,
        )
        made = column(
            label(look, t("Go on"), "section"),
            row(self.open_button, self.recover_button, None),
            empty,
            self.recent,
            again,
        )
        if not self.preferences.recent:
            made.addStretch(1)
        return made

    def _new(self) -> Any:
        look, t = self.look, self.texts
        choices = (
            (
                "empty",
                "plus",
                t("An empty project"),
                t("Departments, case types and volumes are yours to fill in."),
            ),
            (
                "se",
                "flag-outline",
                t("The Swedish sample, Norrvik"),
                t("An invented municipality with everything filled in, to try things on."),
            ),
            ("da", "flag-outline", t("The Danish sample"), t("A small invented municipality, in Danish.")),
        )
        made = column(label(look, t("Start something new"), "section"), spacing=look.px(8))
        for key, icon, title, says in choices:
            start = button(look, title, icon, does=partial(self.new_wanted.emit, key))
            start.setStyleSheet("text-align: left;")
            start.setAccessibleDescription(says)
            made.addWidget(start)
            made.addWidget(label(look, says, "small", "text2", wraps=True))
            made.addSpacing(look.px(8))
        made.addStretch(1)
        return made

    def say(self, text: str) -> None:
        """Say what went wrong, and what to do."""
        self.notice.say(text)

    def _open_recent(self) -> None:
        path = self.recent.current_row
        if path is not None:
            self.open_wanted.emit(Path(path))

    def _recover(self) -> None:
        from workbench.ui.dialogs.versions import ask_version

        path = ask_version(self.look, self, self.store, self.preferences)
        if path is not None:
            self.open_wanted.emit(path)

    def sizeHint(self) -> QSize:
        return QSize(self.look.px(1100), self.look.px(680))
