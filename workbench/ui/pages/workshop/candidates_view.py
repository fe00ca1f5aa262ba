"""The candidates with check boxes: choose a source, check rows, put them on the list in one edit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.capture.folding import fold_words
from workbench.intake.case_list import CaseList, read_case_list
from workbench.model.identity import is_same
from workbench.model.programme import Workshop
from workbench.model.text import ProjectError
from workbench.ui.look import Look
from workbench.ui.pages.workshop.candidates import SOURCES, Candidate, Source, candidates_from, put_in
from workbench.ui.pages.workshop.typed_last import place_in
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.parts import button, label, named, row
from workbench.ui.widgets.table import TableModel, TableView
from workbench.ui.workspace import Workspace


class CandidateModel(TableModel):
    """The candidates, and which of them are checked."""

    def __init__(self, look: Look) -> None:
        t = look.texts
        columns = (
            Column("checked", t("Put in"), 56),
            Column("name", t("Case type"), 180, stretches=True),
            Column("where", t("From"), 124),
            Column("near", t("Nearly the same"), 136),
        )
        super().__init__(look, columns)
        self.checked: set[str] = set()

    def cell(self, row: Candidate, column: Column) -> Cell:
        """Return a candidate's cell."""
        t = self.look.texts
        if column.key == "checked":
            if row.id in self.checked:
                return Cell(icon="checkbox-marked", icon_tone="accent", spoken=t("checked"))
            return Cell(icon="checkbox-blank-outline", spoken=t("not checked"))
        if column.key == "near":
            if not row.near:
                return Cell()
            detail = t("“{name}” is there already, or nearly. Look before you put both in.", name=row.near)
            return Cell(row.near, tone="warning", icon="content-copy", icon_tone="warning", detail=detail)
        text = str(getattr(row, column.key))
        return Cell(text, tone="text2" if column.key == "where" else "text", detail=text)


class CandidateTable(TableView):
    """The table: Space or a click in the first column checks; several chosen rows go together."""

    toggled = Signal()

    def __init__(self, look: Look, model: CandidateModel) -> None:
        super().__init__(look, model, look.texts("Candidate case types"))
        self.candidates = model

    def toggle(self, rows: Sequence[Any]) -> None:
        """Check rows, or uncheck them when the first one is checked."""
        if not rows:
            return
        ids = {one.id for one in rows}
        if rows[0].id in self.candidates.checked:
            self.candidates.checked -= ids
        else:
            self.candidates.checked |= ids
        self.candidates.refresh()
        self.toggled.emit()

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggle(self.selected_rows)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.column() == 0:
            self.toggle((self.candidates.rows[index.row()],))


class CandidatesView(QWidget):
    """Source, filter, table and the button."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        self._offered: tuple[Candidate, ...] = ()
        self._shown_for: tuple[object, ...] = ()
        self._workshop: Workshop | None = None
        self.model = CandidateModel(look)
        self.table = CandidateTable(look, self.model)
        self.source = QComboBox()
        self.filter = QLineEdit()
        self.pasted = QPlainTextEdit()
        self.file = button(look, self.texts("Read a file…"), "import", does=self.choose_file)
        self._list: CaseList | None = None
        self._problem = ""
        self.note = label(look, "", "small", "text2", wraps=True)
        self.put = button(look, "", "plus", is_main=True, does=self.put_in)
        self.all = button(look, "", "check", does=self.toggle_all)
        self._lay_out()
        self.source.currentIndexChanged.connect(lambda _at: self._show())
        self.filter.textChanged.connect(lambda _text: self._filter())
        self.pasted.textChanged.connect(self._show)
        self.pasted.textChanged.connect(self._note)
        self.table.toggled.connect(self._say)

    def _lay_out(self) -> None:
        look, t = self.look, self.texts
        words = {
            "project": t("This department's case types"),
            "earlier": t("Earlier workshops"),
            "template": t("Template catalogue"),
            "measured": t("Measured queues"),
            "list": t("A list"),
        }
        for one in SOURCES:
            self.source.addItem(words[one], one)
        self.source.setFont(look.font())
        self.source.setMinimumContentsLength(14)
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        named(self.source, t("Candidates from"))
        self.filter.setPlaceholderText(t("Filter"))
        self.filter.setClearButtonEnabled(True)
        named(self.filter, t("Filter the candidates"))
        self.pasted.setPlaceholderText(t("One case type per line"))
        self.pasted.setTabChangesFocus(True)
        self.pasted.setMaximumHeight(look.px(96))
        named(self.pasted, t("A list of case types, one per line"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(look.px(8))
        whole.addLayout(row(label(look, t("Candidate case types"), "section"), None))
        choice = row(self.source, self.filter, spacing=look.px(8))
        choice.setStretch(0, 1)
        choice.setStretch(1, 1)
        whole.addLayout(choice)
        whole.addWidget(self.pasted)
        whole.addLayout(row(self.file, None))
        whole.addWidget(self.note)
        whole.addWidget(self.table, 1)
        whole.addLayout(row(self.put, self.all, None, spacing=look.px(8)))

    def show_workshop(self, workshop: Workshop | None) -> None:
        """Offer what is not on the list of ``workshop``."""
        project = self.workspace.project
        reads = (workshop, project.case_types, project.units, project.measurements)
        if is_same(self._shown_for, reads):
            return
        self._shown_for, self._workshop = reads, workshop
        self._show()

    def _show(self) -> None:
        source = cast("Source", self.source.currentData())
        self.pasted.setVisible(source == "list")
        self.file.setVisible(source == "list")
        self._offered = ()
        if self._workshop is not None:
            rows = self._list.rows if self._list is not None else ()
            project, pasted = self.workspace.project, self.pasted.toPlainText()
            self._offered = candidates_from(source, project, self._workshop, pasted, rows)
        self.model.checked &= {one.id for one in self._offered}
        self._filter()

    def _note(self) -> None:
        place = place_in("prepare", self.workspace, "list")
        self.workspace.typing(place, self.pasted.toPlainText() or None)

    def take_up(self, text: str) -> None:
        """Show the list that somebody was writing when the program was last killed."""
        self.source.setCurrentIndex(self.source.findData("list"))
        self.pasted.setPlainText(text)

    def _filter(self) -> None:
        wanted = fold_words(self.filter.text())
        shown = [
            one for one in self._offered if wanted in fold_words(one.name) or wanted in fold_words(one.where)
        ]
        self.table.keeping_place(lambda: self.model.set_rows(shown))
        self._say()

    def _say(self) -> None:
        t, n = self.texts, len(self.chosen)
        self.put.setText(t.plural("Put {n} case type in", "Put {n} case types in", n))
        if not n and self.put.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)  # a grey button would give the keyboard away
        self.put.setEnabled(bool(n))
        self.put.setToolTip("" if n else t("Check the case types that the workshop is to go through"))
        is_all = bool(self.model.rows) and all(one.id in self.model.checked for one in self.model.rows)
        self.all.setText(t("Uncheck all") if is_all else t("Check all"))
        self.all.setEnabled(bool(self.model.rows))
        self.all.setToolTip("" if self.model.rows else t("There is nothing to check here"))
        self.note.setText(" ".join(self._remarks()))

    def _remarks(self) -> list[str]:
        t = self.texts
        listed = len(self._workshop.case_types) if self._workshop else 0
        said = [t.plural("{n} case type is on the list.", "{n} case types are on the list.", listed)]
        near = sum(bool(one.near) for one in self._offered)
        if near:
            said.append(
                t.plural("{n} is nearly the same as another.", "{n} are nearly the same as another.", near)
            )
        if not self._offered:
            said.append(t("Nothing else is offered here."))
        if self.source.currentData() == "list" and self._problem:
            said.append(self._problem)
        elif self.source.currentData() == "list" and self._list is not None:
            said += self._said_of_file(self._list)
        return said

    def _said_of_file(self, read: CaseList) -> list[str]:
        t = self.texts
        n = t.number(read.rows_in)
        said = [
            t(
                "{file}: {taken} of {n} lines can be taken.",
                file=read.file_name,
                taken=t.number(read.rows_taken),
                n=n,
            )
        ]
        if read.rejected:
            first = read.rejected[0]
            said.append(t("Line {n} is not: {reason}", n=t.number(first.row), reason=t.message(first.reason)))
        return said

    def choose_file(self) -> None:
        """Ask for a spreadsheet or a text file with case types."""
        t = self.texts
        kinds = t("Lists (*.xlsx *.csv *.tsv *.txt)")
        name, _ = QFileDialog.getOpenFileName(self, t("Read a list of case types"), "", kinds)
        if name:
            self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Read a list in the background; what it holds is offered, nothing is taken yet."""
        project = self.workspace.project

        def done(found: CaseList) -> None:
            self._list, self._problem = found, ""
            self._show()

        def failed(problem: Exception) -> None:
            if not isinstance(problem, ProjectError | OSError):
                raise problem
            self._list = None
            self._problem = (
                self.texts.message(problem.message) if isinstance(problem, ProjectError) else str(problem)
            )
            self._show()

        self.workspace.background.run(
            "case list", lambda _pause: read_case_list(path, project, create_units=True), done, failed
        )

    @property
    def chosen(self) -> tuple[Candidate, ...]:
        """The checked candidates, in their order."""
        return tuple(one for one in self._offered if one.id in self.model.checked)

    def toggle_all(self) -> None:
        """Check all that are shown, or none."""
        ids = {one.id for one in self.model.rows}
        if ids <= self.model.checked:
            self.model.checked -= ids
        else:
            self.model.checked |= ids
        self.model.refresh()
        self._say()

    def put_in(self) -> None:
        """Put the checked ones on the list: one edit, one undo."""
        if self._workshop is None or not self.chosen:
            return
        chosen = self.chosen
        if self.workspace.do(put_in(self.workspace.project, self._workshop, chosen), cause=self) is not None:
            self.model.checked -= {one.id for one in chosen}
            self._say()
