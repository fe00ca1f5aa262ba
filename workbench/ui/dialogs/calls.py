"""Reading a call log: in a process of its own, shown before it is kept, and kept as counts alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from workbench.edits.recipes import store_call_log
from workbench.model.volumes import Measurement, Profile
from workbench.ui.dialogs.reading import ReadingDialog
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import label
from workbench.ui.widgets.table import TableModel

if TYPE_CHECKING:
    from workbench.intake.call_log import CallLog


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


class CallLogDialog(ReadingDialog):
    """Says what the log holds, row by row accounted for, and asks whether to keep it."""

    def __init__(self, window: MainWindow, files: tuple[Path, ...]) -> None:
        t = window.texts
        self._model = _Queues(window)
        self._profile: Profile | None = None
        self._measurements: tuple[Measurement, ...] = ()
        title, what = t("Read a call log"), t("Queues of the log")
        super().__init__(window, title, self._model, what, t("Keep profile and figures"), width=720)
        note = label(
            self.look, t("The log is read as counts: no caller, number or agent's name is kept."), wraps=True
        )
        self.body.insertWidget(0, note)
        self.state.setText(t("Reading {file}…", file=files[0].name))

        def work() -> CallLog:
            from workbench.intake.call_log import mapping_for, read_call_logs

            return read_call_logs(files, mapping_for(files[0]))

        self.read(work, self._show)

    def _show(self, log: CallLog) -> None:
        from workbench.intake.call_record import measurements_of, profile_of

        t, rows = self.texts, log.rows
        self._profile, self._measurements = profile_of(log), tuple(measurements_of(log))
        self.state.setText(
            t(
                "Rows {rows} = used {used} + excluded {excluded} + rejected {rejected}",
                rows=t.number(rows["in"]),
                used=t.number(rows["used"]),
                excluded=t.number(rows["excluded"]),
                rejected=t.number(sum(one["n"] for one in rows["rejected"])),
            )
        )
        self._model.set_rows(self._measurements)
        self.let_take()
        self.take_button.setFocus()

    def take(self) -> None:
        workspace, profile = self.window_of.workspace, self._profile
        if profile is None:
            return
        workspace.pin("import")
        if workspace.do(store_call_log(workspace.project, profile, self._measurements)) is not None:
            said = self.texts("The profile {name} and its figures are kept.", name=profile.name)
            self.window_of.notice.say(said, "ok")
        self.accept()


def read_calls(window: MainWindow) -> None:
    """Ask for log files, show what they say, and keep it if wanted."""
    t = window.texts
    patterns = t("Call logs ({pattern})", pattern="*.csv *.tsv *.txt *.xlsx")
    chosen, _ = QFileDialog.getOpenFileNames(
        window, t("Read a call log"), str(window.workspace.path.parent), patterns
    )
    if chosen:
        CallLogDialog(window, tuple(Path(one) for one in chosen)).exec()
