"""Reading in what others filled in: shown as it was understood, every row accounted for, before anything is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QFileDialog

from workbench.edits import Batch
from workbench.intake.case_list import CaseList, case_list_edit, read_case_list
from workbench.intake.tally import Tally, is_tally, read_tally, tally_edit
from workbench.model.project import Project
from workbench.model.text import Message
from workbench.ui.dialogs.reading import ReadingDialog
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel


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


class ImportDialog(ReadingDialog):
    """Shows what a file holds; nothing is changed before the button is pressed, and then it is one step of undo."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        t = window.texts
        self._model = _Lines(window.look)
        title = t("Read {file}", file=path.name)
        super().__init__(window, title, self._model, t("Rows of the file"), t("Take these rows"), width=820)
        self._path = path
        self._batch = Batch(edits=())
        self.creates = QCheckBox(t("Add departments and units that are not there yet"))
        self.creates.clicked.connect(lambda _on: self._read())
        self.creates.hide()
        self.body.insertWidget(2, self.creates)
        self.state.setText(t("Reading…"))
        self._read()

    def _read(self) -> None:
        path, project, creates = self._path, self.window_of.workspace.project, self.creates.isChecked()

        def work() -> Tally | CaseList:
            if is_tally(path):
                return read_tally(path, project)
            return read_case_list(path, project, create_units=creates)

        self.read(work, lambda found: self._show(found, project))

    def _show(self, found: Tally | CaseList, project: Project) -> None:
        if isinstance(found, Tally):
            self._show_tally(found)
            self._batch = tally_edit(project, found)
        else:
            self._show_list(found)
            self._batch = case_list_edit(project, found.rows, first_step=self.texts("The whole case"))
        self.let_take(why_not="" if self._batch.edits else self.texts("There is nothing new in the file."))

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

    def take(self) -> None:
        workspace = self.window_of.workspace
        workspace.pin("import")
        if workspace.do(self._batch) is not None:
            self.window_of.notice.say(
                self.texts("{file} was read. Ctrl+Z takes it back.", file=self._path.name), "ok"
            )
        self.accept()


def import_file(window: MainWindow) -> None:
    """Ask for a file of case types or a tally sheet, show it, and take it if wanted."""
    t = window.texts
    patterns = t("Lists and tally sheets ({pattern})", pattern="*.xlsx *.csv *.tsv")
    chosen, _ = QFileDialog.getOpenFileName(
        window, t("Read case types or tally sheets"), str(window.workspace.path.parent), patterns
    )
    if chosen:
        ImportDialog(window, Path(chosen)).exec()
