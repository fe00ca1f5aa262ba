"""Reading in what others filled in: shown as it was understood, every row accounted for, before anything is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QProgressBar

from workbench.edits import Batch
from workbench.intake.case_list import CaseList, case_list_edit, read_case_list
from workbench.intake.tally import Tally, is_tally, read_tally, tally_edit
from workbench.model.project import Project
from workbench.model.text import Message, ProjectError
from workbench.ui.background import Pause
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import label, set_tone
from workbench.ui.widgets.table import TableModel, TableView


@dataclass(frozen=True)
class Line:
    """A row of the preview: what it says, and why it is not taken (None: it is)."""

    number: int
    name: str
    says: str
    why_not: Message | None = None


class _Lines(TableModel):
    def __init__(self, look: Look) -> None:
        t = look.texts
        columns = (
            Column("row", t("Row"), 60, is_number=True),
            Column("name", t("Name"), 220, stretches=True),
            Column("says", t("As understood"), 200),
            Column("taken", t("Taken"), 260),
        )
        super().__init__(look, columns)

    def key(self, row: Any) -> tuple[int, str]:
        return (row.number, row.name)

    def cell(self, row: Any, column: Column) -> Cell:
        t = self.look.texts
        if column.key == "row":
            return Cell(t.number(row.number) if row.number else "", is_number=True, tone="text2")
        if column.key == "name":
            return Cell(row.name, detail=row.name)
        if column.key == "says":
            return Cell(row.says, tone="text2", detail=row.says)
        if row.why_not is None:
            return Cell(t("yes"), icon="check", icon_tone="ok")
        why = t.message(row.why_not)
        return Cell(why, icon="alert-outline", icon_tone="warning", detail=why)


class ImportDialog(Dialog):
    """Shows what a file holds; nothing is changed before the button is pressed, and then it is one step of undo."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        t = window.texts
        super().__init__(window.look, window, t("Read {file}", file=path.name), width=820)
        self._window, self._path = window, path
        self._batch: Batch | None = None
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(t("Reading the file"))
        self.state = label(self.look, t("Reading…"), wraps=True)
        self.creates = QCheckBox(t("Add departments and units that are not there yet"))
        self.creates.clicked.connect(lambda _on: self._read())
        self.creates.hide()
        self._model = _Lines(self.look)
        self.lines = TableView(self.look, self._model, t("Rows of the file"))
        self.lines.setMinimumHeight(self.look.px(280))
        for part in (self.state, self.progress, self.creates):
            self.body.addWidget(part)
        self.body.addWidget(self.lines, 1)
        self.add_close(t("Cancel"))
        self.take_button = self.add_button(t("Take these rows"), self._take, is_main=True)
        self.take_button.setEnabled(False)
        self._read()

    def _read(self) -> None:
        path, project, creates = self._path, self._window.workspace.project, self.creates.isChecked()
        self.progress.show()
        self.take_button.setEnabled(False)

        def work(_pause: Pause) -> Tally | CaseList:
            if is_tally(path):
                return read_tally(path, project)
            return read_case_list(path, project, create_units=creates)

        self._window.workspace.background.run(
            "import", work, lambda found: self._show(found, project), self._failed
        )

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ProjectError | OSError):
            raise problem
        self.progress.hide()
        t = self.texts
        said = t.message(problem.message) if isinstance(problem, ProjectError) else str(problem.strerror)
        set_tone(self.state, "error")
        self.state.setText(t("{reason} Nothing was changed.", reason=said))

    def _show(self, found: Tally | CaseList, project: Project) -> None:
        self.progress.hide()
        set_tone(self.state, "text")
        if isinstance(found, Tally):
            self._show_tally(found)
            self._batch = tally_edit(project, found)
        else:
            self._show_list(found)
            self._batch = case_list_edit(project, found.rows, first_step=self.texts("The whole case"))
        is_any = bool(self._batch.edits)
        self.take_button.setEnabled(is_any)
        self.take_button.setToolTip("" if is_any else self.texts("There is nothing new in the file."))

    def _show_tally(self, found: Tally) -> None:
        t = self.texts
        self.state.setText(
            t(
                "Counted {first} to {last} by {who}. Rows {rows} = used {used} + empty {empty} + rejected {rejected}.",
                first=t.date(found.first),
                last=t.date(found.last),
                who=found.counted_by or "–",
                rows=t.number(found.rows_in),
                used=t.number(found.rows_used),
                empty=t.number(found.rows_empty),
                rejected=t.number(len(found.rejected)),
            )
        )
        lines = [Line(0, one.name, t.number(one.volume.likely)) for one in found.counted]
        lines += [Line(one.row, one.name, "", one.reason) for one in found.rejected]
        lines += [Line(0, t("Question"), "", one) for one in found.questions]
        self._model.set_rows(lines)

    def _show_list(self, found: CaseList) -> None:
        t = self.texts
        rejected: Sequence[Any] = found.rejected
        self.creates.setVisible(bool(rejected) or self.creates.isChecked())
        said = t(
            "{rows} rows: {taken} taken, {rejected} rejected, each with its reason.",
            rows=t.number(found.rows_in),
            taken=t.number(found.rows_in - len(rejected)),
            rejected=t.number(len(rejected)),
        )
        self.state.setText("\n".join((said, *(t.message(one) for one in found.remarks[:4]))))
        lines = [
            Line(one.rows[0], one.name, "; ".join(part for part in (one.department, one.unit) if part))
            for one in found.rows
        ]
        lines += [Line(one.row, one.name, "", one.reason) for one in rejected]
        self._model.set_rows(lines)

    def _take(self) -> None:
        workspace = self._window.workspace
        if self._batch is None:
            return
        workspace.pin("import")
        if workspace.do(self._batch) is not None:
            self._window.notice.say(
                self.texts("{file} was read. Ctrl+Z takes it back.", file=self._path.name), "ok"
            )
        self.accept()

    def reject(self) -> None:
        self._window.workspace.background.give_up("import")
        super().reject()


def import_file(window: MainWindow) -> None:
    """Ask for a file of case types or a tally sheet, show it, and take it if wanted."""
    t = window.texts
    patterns = t("Lists and tally sheets ({pattern})", pattern="*.xlsx *.csv *.tsv")
    chosen, _ = QFileDialog.getOpenFileName(
        window, t("Read case types or tally sheets"), str(window.workspace.path.parent), patterns
    )
    if chosen:
        ImportDialog(window, Path(chosen)).exec()
