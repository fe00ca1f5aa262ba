"""Sending a part: whose, to whom, until when, as what and where to. It is written beside the window."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFormLayout, QLineEdit, QProgressBar, QWidget

from workbench.capture.days import read_day
from workbench.edits import Batch
from workbench.export.names import stems
from workbench.locale import Texts
from workbench.model.pause import pausing
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.parts import make_part
from workbench.session.new_file import PART_SUFFIX
from workbench.session.parts import WORKBOOK_SUFFIX, write_part, write_part_bytes
from workbench.store.state import Store
from workbench.ui.background import Pause
from workbench.ui.dialogs.frame import Dialog, nothing_changed
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.file_place import FilePlace
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.parts import button, label, named, row, set_tone

_JOB = "send part"


class SendDialog(Dialog):
    """Asks, writes, and says where the file lies. Nothing is noted in the project before it does."""

    def __init__(self, window: MainWindow, department: str | None) -> None:
        t = window.texts
        super().__init__(window.look, window, t("Send a part"), width=640)
        self.window_of = window
        self.written: Path | None = None
        self.noted = ""
        self.say(t("The part holds one department's case types, checklists and questions, and nothing else."))
        departments = [(one.id, one.name) for one in window.workspace.project.departments]
        self.department = Choice(self.look, t("Department"), lambda _key: self._suggest())
        self.department.offer(departments, department or (departments[0][0] if departments else ""))
        self.form_of_file = Choice(self.look, t("Format"), lambda _key: self._suggest())
        forms = [
            (PART_SUFFIX, t("For this program ({suffix})", suffix=PART_SUFFIX)),
            (WORKBOOK_SUFFIX, t("Excel workbook ({suffix})", suffix=WORKBOOK_SUFFIX)),
        ]
        self.form_of_file.offer(forms, PART_SUFFIX)
        self.sent_to, self.due, self.path = QLineEdit(), QLineEdit(), QLineEdit()
        self.due.setPlaceholderText(t("year-month-day"))
        self._ask()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(t("Send a part"))
        self.progress.hide()
        self.state = label(self.look, "", "body", "text2", wraps=True)
        self.state.hide()
        self.body.addWidget(self.progress)
        self.body.addWidget(self.state)
        self.body.addStretch(1)
        self.close_button = self.add_close(t("Cancel"))
        self.go = self.add_button(t("Write the part"), self.start, is_main=True)
        self._suggest()

    def _ask(self) -> None:
        t = self.texts
        choose = button(self.look, t("Choose…"), does=self._choose)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(self.look.px(8))
        fields: tuple[tuple[str, QWidget], ...] = (
            (t("Department"), self.department),
            (t("Who is to work on it"), self.sent_to),
            (t("Due back"), self.due),
            (t("Format"), self.form_of_file),
        )
        for words, field in fields:
            field.setFont(self.look.font())
            form.addRow(label(self.look, words), named(field, words))
        self.path.setFont(self.look.font())
        named(self.path, t("File"))
        form.addRow(label(self.look, t("File")), row(self.path, choose))
        self.form = QWidget()
        self.form.setLayout(form)
        self.body.addWidget(self.form)

    def _suggest(self) -> None:
        """Suggest who works on it, and a file that is not there yet."""
        project, workspace = self.window_of.workspace.project, self.window_of.workspace
        department = next((d for d in project.departments if d.id == self.department.chosen), None)
        owner = next((p for p in project.persons if department and p.id == department.contact_owner), None)
        if not self.sent_to.isModified():
            self.sent_to.setText(owner.name if owner is not None else "")
        if not self.path.isModified():
            folder = Path(workspace.preferences.get("part folder", "") or workspace.path.parent)
            suffix = self.form_of_file.chosen
            kind = self.texts("part")
            taken = [one.stem for one in folder.glob(f"*{suffix}")] if folder.is_dir() else []
            name = stems(kind, [department.name if department is not None else ""], taken)[0]
            self.path.setText(str(folder / f"{name}{suffix}"))
        else:
            self._end_as_chosen()

    def _end_as_chosen(self) -> None:
        """Give the file the ending of the chosen format: what is written is what was asked for."""
        suffix, path = self.form_of_file.chosen, self.path.text().strip()
        if not path or path.lower().endswith(suffix):
            return
        for other in (PART_SUFFIX, WORKBOOK_SUFFIX):
            if path.lower().endswith(other):
                path = path[: -len(other)]
        self.path.setText(path + suffix)
        self.path.setModified(True)

    def _choose(self) -> None:
        suffix = self.form_of_file.chosen
        pattern = self.texts("Parts ({pattern})", pattern=f"*{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.texts("Where shall the part lie?"),
            self.path.text(),
            pattern,
            "",
            QFileDialog.Option.DontConfirmOverwrite,
        )
        if chosen:
            self.path.setText(chosen)
            self.path.setModified(True)
            self._end_as_chosen()

    def start(self) -> None:
        """Write the part beside the window; what was not understood is said, and nothing has happened."""
        t, workspace = self.texts, self.window_of.workspace
        department = self.department.chosen
        if workspace.session.is_read_only:
            self._say(t("This project was opened to look at. Open it again to change it."), "error")
            return
        if not department or not self.path.text().strip():
            self._say(t("Choose a department, and where the file shall lie."), "error")
            return
        try:
            day = read_day(self.due.text())
        except ProjectError as problem:
            self._say(t.message(problem.message), "error")
            self.due.setFocus()
            return
        self._end_as_chosen()
        path, store = Path(self.path.text().strip()).expanduser(), workspace.session.store
        project, revision = workspace.project, workspace.session.revision
        due, sent_to = dt.date.fromisoformat(day) if day else None, self.sent_to.text().strip()

        def work(pause: Pause) -> Batch:
            with pausing(pause):
                part, note = make_part(
                    project, department, revision=revision, sent_on=today(), sent_to=sent_to, due=due
                )
                _write(path, part, store)
            return note

        self.go.setEnabled(False)
        self.form.setEnabled(False)
        self.progress.show()
        self._say(t("Writing the part…"))
        workspace.background.run(_JOB, work, partial(self._wrote, path), self._failed, is_urgent=True)

    def _wrote(self, path: Path, note: Batch) -> None:
        t, workspace = self.texts, self.window_of.workspace
        self.progress.hide()
        self.written = path.resolve()
        workspace.preferences.set("part folder", str(self.written.parent))
        is_noted = workspace.do(note, cause="part") is not None
        self.form.hide()
        if is_noted:
            self.noted = workspace.project.parts_out[-1].id
            self._say(t("The part is written. Attach it to a mail to whoever works on it."), "ok")
        else:
            words = t("The part is written, but the project could not note it: {reason}", reason=self._why())
            self._say(words, "warning")
        self.place = FilePlace(self.look, self.written)
        self.body.insertWidget(self.body.indexOf(self.state) + 1, self.place)
        self.go.hide()
        self.adjustSize()
        self.close_button.setText(t("Close"))
        self.close_button.setFocus()

    def _why(self) -> str:
        return self.window_of.notice.text

    def _failed(self, problem: Exception) -> None:
        if not isinstance(problem, ProjectError | OSError):
            raise problem
        t = self.texts
        self.progress.hide()
        self.form.setEnabled(True)
        self.go.setEnabled(True)
        said = (
            t.message(problem.message)
            if isinstance(problem, ProjectError)
            else problem.strerror or str(problem)
        )
        self._say(nothing_changed(said, t), "error")

    def _say(self, text: str, tone: str = "text2") -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))
        set_tone(self.state, tone)

    def reject(self) -> None:
        self.window_of.workspace.background.give_up(_JOB)
        super().reject()


def _write(path: Path, part: Project, store: Store) -> None:
    """Write a part as its name says; a workbook in the project's own language."""
    if path.suffix.lower() != WORKBOOK_SUFFIX:
        write_part(path, part, store)
        return
    from workbench.export.part_workbook import write_part_workbook

    write_part_bytes(path, write_part_workbook(part, Texts(part.settings.language)), store)


def send_part(window: MainWindow) -> None:
    """Ask what is to be sent, and write it; it begins with the department that is chosen."""
    from workbench.ui.pages.parts import PartsPage

    page = window.page
    chosen = page.chosen_department if isinstance(page, PartsPage) else None
    dialog = SendDialog(window, chosen or window.workspace.department)
    dialog.exec()
    if dialog.noted and isinstance(page, PartsPage):
        page.table.go_to(dialog.noted)
