"""Earlier versions of a project: which there are, when and why each was kept, and opening one as a file of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from workbench.model.text import N_, ProjectError
from workbench.session import read_project, restore_copy
from workbench.session.new_file import PART_SUFFIX
from workbench.store.snapshots import Snapshot, snapshots
from workbench.store.state import Store
from workbench.ui.dialogs.files import ask_new_file
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.preferences import Preferences
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import set_tone
from workbench.ui.widgets.table import TableModel, TableView

if TYPE_CHECKING:
    from workbench.ui.app import Program
    from workbench.ui.main_window import MainWindow

_REASONS = {
    "import": N_("before something was read in"),
    "merge": N_("before a part was merged"),
    "migration": N_("before the file's format changed"),
    "bulk-delete": N_("before much was deleted"),
    "workshop": N_("when a workshop began"),
}
_RINGS = {
    "recent": N_("while working"),
    "hour": N_("hourly"),
    "day": N_("daily"),
    "pinned": N_("kept on purpose"),
}


class _Versions(TableModel):
    def __init__(self, look: Look, preferences: Preferences) -> None:
        t = look.texts
        self._preferences = preferences
        columns = (
            Column("project", t("Project"), 160),
            Column("taken", t("When"), 200),
            Column("why", t("Why"), 240, stretches=True),
            Column("revision", t("Revision"), 90, is_number=True),
        )
        super().__init__(look, columns)

    def key(self, row: Any) -> Path:
        return Path(row.path)

    def cell(self, row: Any, column: Column) -> Cell:
        t = self.look.texts
        if column.key == "project":
            return Cell(self._preferences.name_of(row.path.parent.name) or "–")
        if column.key == "taken":
            moment: dt.datetime = row.taken.astimezone()
            return Cell(f"{t.date(moment.date())} {moment:%H:%M:%S}", is_strong=True)
        if column.key == "revision":
            return Cell(t.number(row.revision), is_number=True)
        return Cell(
            t(_REASONS.get(row.reason, "")) if row.reason in _REASONS else t(_RINGS[row.ring]), tone="text2"
        )


class VersionsDialog(Dialog):
    """The list. What is chosen becomes a new file; the project itself is not touched."""

    def __init__(
        self,
        look: Look,
        parent: QWidget | None,
        found: Sequence[Snapshot],
        store: Store,
        preferences: Preferences,
    ) -> None:
        t = look.texts
        super().__init__(look, parent, t("Earlier versions"), width=640)
        self._store = store
        self.opened: Path | None = None
        self.state = self.say(
            t("An earlier version opens as a file of its own. The project as it is now stays where it is.")
            if found
            else t("There are no earlier versions on this computer yet. They are kept while you work.")
        )
        self._model = _Versions(look, preferences)
        self.list = TableView(look, self._model, t("Earlier versions"))
        self.list.setMinimumHeight(look.px(280))
        self._model.set_rows(found)
        self.list.setVisible(bool(found))
        self.list.activated.connect(lambda _index: self._restore())
        self.body.addWidget(self.list, 1)
        self.add_close()
        if found:
            self.list.selectRow(0)
            self.add_button(t("Open as a new file…"), self._restore, is_main=True)

    def _restore(self) -> None:
        t, chosen = self.texts, self.list.current_row
        if chosen is None:
            return
        suggested = Path.home() / t("restored {moment}.rosa", moment=f"{chosen.taken:%Y-%m-%d %H%M}")
        if _is_part(chosen.path):
            suggested = suggested.with_suffix(PART_SUFFIX)
        path = ask_new_file(self.look, self, t("Where shall the restored version lie?"), suggested)
        if path is None:
            return
        try:
            restore_copy(chosen.path, path, self._store)
        except ProjectError as problem:
            self.state.setText(t.message(problem.message))
            set_tone(self.state, "error")
            return
        except OSError as problem:
            self.state.setText(
                t("The copy could not be written: {reason}.", reason=problem.strerror or str(problem))
            )
            set_tone(self.state, "error")
            return
        self.opened = path
        self.accept()


def _is_part(path: Path) -> bool:
    """Tell whether a version is one of a part; one that cannot be read says so when it is to be restored."""
    try:
        return read_project(path).project.part is not None
    except (ProjectError, OSError):
        return False


def ask_version(look: Look, parent: QWidget | None, store: Store, preferences: Preferences) -> Path | None:
    """Let somebody choose among the versions of every project on this computer; return the file made of it."""
    found: list[Snapshot] = []
    folder = store.folder / "snapshots"
    if folder.is_dir():
        for one in folder.iterdir():
            found += snapshots(store, one.name)
    found.sort(key=lambda one: one.taken, reverse=True)
    dialog = VersionsDialog(look, parent, found, store, preferences)
    return dialog.opened if dialog.exec() == QDialog.DialogCode.Accepted else None


def open_version(window: MainWindow, program: Program) -> None:
    """Show the versions of the open project, and open the one that was restored."""
    session = window.workspace.session
    dialog = VersionsDialog(window.look, window, session.snapshots(), session.store, program.preferences)
    if dialog.exec() == QDialog.DialogCode.Accepted and dialog.opened is not None:
        program.open(dialog.opened)
