"""Sending a part back: it is saved, one sees what is done and what is left, and what to do with the file."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QApplication, QWidget

from workbench.analysis.place import Place
from workbench.analysis.standing.part import standing
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.parts.changes import changes_between
from workbench.parts.merging import base_of
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.file_place import FilePlace
from workbench.ui.widgets.left_list import LeftList
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.parts import boxed, column, label, row

_ROWS = 6


def changed_words(project: Project, texts: Texts) -> str:
    """Return how many checklists, questions and case types were written or changed since the part was sent."""
    if project.part is None:
        return ""
    try:
        changes = changes_between(base_of(project.part), project)
    except ProjectError as problem:
        return texts.message(problem.message)
    tops = {one.top for one in changes if one.top[1]}
    counts = Counter(collection for collection, _ in tops)
    others = sum(n for name, n in counts.items() if name not in ("checklists", "faqs", "case_types"))
    said = [
        (counts["checklists"], texts.plural("{n} checklist", "{n} checklists", counts["checklists"])),
        (counts["faqs"], texts.plural("{n} question", "{n} questions", counts["faqs"])),
        (counts["case_types"], texts.plural("{n} case type", "{n} case types", counts["case_types"])),
        (others, texts.plural("{n} other thing", "{n} other things", others)),
    ]
    parts = [words for n, words in said if n]
    if not parts:
        return texts("Nothing has been changed since it was sent.")
    return texts("Written or changed since it was sent: {what}.", what=", ".join(parts))


class SendBackDialog(Dialog):
    """Saves at once. A line of what is left closes it and goes there."""

    def __init__(self, window: MainWindow) -> None:
        t = window.texts
        super().__init__(window.look, window, t("Send back"), width=720)
        self._window = window
        self.wanted: Place | None = None
        self.is_saved = _save(window)
        if not self.is_saved:
            self._say_unsaved()
        else:
            self._say_what_to_do()
        self._show_left()
        self.body.addStretch(1)
        self.add_close().setDefault(True)

    def _say_unsaved(self) -> None:
        t, w = self.texts, self._window.workspace
        reason = t.message(w.save_problem) if w.save_problem is not None else ""
        self.say(
            t("The file could not be written, so do not send it yet. {reason}", reason=reason).strip(),
            "error",
        )
        self.say(t("Your work is safe on this computer. Try again when there is room."))

    def _say_what_to_do(self) -> None:
        t, w = self.texts, self._window.workspace
        if w.session.is_read_only:
            self.say(t("This is open for reading only: what stands in the file is what is sent."), "warning")
        else:
            self.say(t("Everything is in the file."), "ok")
        self.changed = self.say(changed_words(w.project, t))
        self.body.addWidget(label(self.look, t("What to do"), "section"))
        self.say(
            t(
                "Attach this file to a mail to the project office. They read it in, and ask if anything is unclear."
            ),
            "text",
        )
        self.file = FilePlace(self.look, w.path)
        self.body.addWidget(self.file)

    def _show_left(self) -> None:
        t, w = self.texts, self._window.workspace
        now = standing(w.project, w.results.findings if w.results is not None else (), today())
        self.left = LeftList(self.look, self._go)
        heading = label(self.look, t("What is left"), "section")
        count = t.number(len(now.left)) if now.left else ""
        self.body.addWidget(_one_line(heading, label(self.look, count, "body", "text2"), self.look.px(8)))
        if not now.left:
            self.say(t("Nothing is left."))
            self.left.hide()
            return
        self.say(t("It can be sent as it is: what is left can come later. Enter goes to a line."))
        self.left.show_left(now.left, _ROWS)
        self.body.addWidget(self.left)

    def _go(self, place: Place) -> None:
        self.wanted = place
        self.accept()


def _one_line(first: QWidget, second: QWidget, spacing: int) -> QWidget:
    return boxed(column(row(first, second, None, spacing=spacing)))


def _save(window: MainWindow) -> bool:
    """Hand over what stands in an open field, and write the file."""
    field = QApplication.focusWidget()
    if field is not None:
        field.clearFocus()
    return window.workspace.save_now()


def send_back(window: MainWindow) -> None:
    """Show what is to be done, and go to the line that was chosen."""
    dialog = SendBackDialog(window)
    dialog.exec()
    if dialog.wanted is not None:
        window.go_to(dialog.wanted)
