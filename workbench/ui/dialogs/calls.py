"""Reading a call log: in a process of its own, shown before it is kept, and kept as counts alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QProgressBar

from workbench.edits.recipes import store_call_log
from workbench.model.text import ProjectError
from workbench.ui.background import Pause
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import label, set_tone
from workbench.ui.widgets.table import TableModel, TableView


class _Queues(TableModel):
    def __init__(self, window: MainWindow) -> None:
        t = window.texts
        columns = (
            Column("name", t("Queue"), 180, stretches=True),
            Column("offered", t("Offered"), 100, is_number=True),
            Column("answered", t("Answered"), 100, is_number=True),
            Column("abandoned", t("Abandoned"), 100, is_number=True),
            Column("handling", t("Handling, s"), 110, is_number=True),
        )
        super().__init__(window.look, columns)

    def key(self, row: Any) -> str:
        return str(row.name)

    def cell(self, row: Any, column: Column) -> Cell:
        t = self.look.texts
        if column.key == "name":
            return Cell(row.name)
        value = row.handling_mean_s if column.key == "handling" else getattr(row, column.key)
        return Cell("–" if value is None else t.number(value), is_number=True)


class CallLogDialog(Dialog):
    """Says what the log holds, row by row accounted for, and asks whether to keep it."""

    def __init__(self, window: MainWindow, files: tuple[Path, ...]) -> None:
        t = window.texts
        super().__init__(window.look, window, t("Read a call log"), width=720)
        self._window = window
        self._found: Any = None
        self.say(t("The log is read as counts: no caller, number or agent's name is kept."))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(t("Reading the log"))
        self.state = label(self.look, t("Reading {file}…", file=files[0].name), wraps=True)
        self._model = _Queues(window)
        self.queues = TableView(self.look, self._model, t("Queues of the log"))
        self.queues.setMinimumHeight(self.look.px(200))
        for part in (self.progress, self.state, self.queues):
            self.body.addWidget(part)
        self.add_close(t("Cancel"))
        self.keep_button = self.add_button(t("Keep profile and figures"), self._keep, is_main=True)
        self.keep_button.setEnabled(False)
        self.keep_button.setToolTip(t("The log is still being read."))

        def read(_pause: Pause) -> Any:
            from workbench.intake.call_log import mapping_for, read_call_logs

            return read_call_logs(files, mapping_for(files[0]))

        window.workspace.background.run("call log", read, self._read, self._failed)

    def _read(self, log: Any) -> None:
        from workbench.intake.call_record import measurements_of, profile_of

        t = self.texts
        self._found = (profile_of(log), measurements_of(log))
        rows = log.rows
        rejected = sum(one["n"] for one in rows["rejected"])
        self.progress.hide()
        self.state.setText(
            t(
                "Rows {rows} = used {used} + excluded {excluded} + rejected {rejected}",
                rows=t.number(rows["in"]),
                used=t.number(rows["used"]),
                excluded=t.number(rows["excluded"]),
                rejected=t.number(rejected),
            )
        )
        self._model.set_rows(self._found[1])
        self.keep_button.setEnabled(True)
        self.keep_button.setToolTip("")
        self.keep_button.setFocus()

    def _failed(self, problem: Exception) -> None:
        self.progress.hide()
        set_tone(self.state, "error")
        if isinstance(problem, ProjectError):
            self.state.setText(self.texts.message(problem.message))
        elif isinstance(problem, OSError | json.JSONDecodeError):
            self.state.setText(self.texts("The log could not be read: {reason}", reason=str(problem)))
        else:
            raise problem

    def _keep(self) -> None:
        profile, measurements = self._found
        workspace = self._window.workspace
        workspace.pin("import")
        if workspace.do(store_call_log(workspace.project, profile, measurements)) is not None:
            self._window.notice.say(
                self.texts("The profile {name} and its figures are kept.", name=profile.name), "ok"
            )
        self.accept()

    def reject(self) -> None:
        self._window.workspace.background.give_up("call log")
        super().reject()


def read_calls(window: MainWindow) -> None:
    """Ask for log files, show what they say, and keep it if wanted."""
    t = window.texts
    patterns = t("Call logs ({pattern})", pattern="*.csv *.tsv *.txt *.xlsx")
    chosen, _ = QFileDialog.getOpenFileNames(
        window, t("Read a call log"), str(window.workspace.path.parent), patterns
    )
    if chosen:
        CallLogDialog(window, tuple(Path(one) for one in chosen)).exec()
