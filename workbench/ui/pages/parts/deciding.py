"""One conflict side by side: what was sent, what stands here, what came back; and the ways to decide it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from workbench.export.change_words import ChangeWords
from workbench.model.parts import Conflict
from workbench.parts.keeping_both import can_keep_both, value_here
from workbench.ui.look import Look
from workbench.ui.pages.parts.edit_form import EditForm
from workbench.ui.pages.parts.editing import edit_fields
from workbench.ui.pages.parts.listing import place_words, what_words
from workbench.ui.pages.parts.oddities import oddity_words
from workbench.ui.pages.parts.reading import SideView, marked
from workbench.ui.widgets.parts import boxed, button, column, label, line, on_ground, row
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace


class DecidingPane(QWidget):
    """``decided`` carries a choice (ours, theirs, both, other) and, with other, the value as a file holds it."""

    decided = Signal(str, object)

    def __init__(self, look: Look, workspace: Workspace, goes: Callable[[Conflict], object]) -> None:
        super().__init__()
        self.look, self.texts, self.workspace = look, look.texts, workspace
        self.conflict: Conflict | None = None
        self._words: ChangeWords | None = None
        self._shown: tuple[object, ...] = ()
        self._came_from: QWidget | None = None
        t, edge = self.texts, look.px(16)
        self.place = label(look, "", "section", wraps=True)
        self.what = label(look, "", "body", "text2", wraps=True)
        self.there = button(
            look, t("Go there"), "arrow-right", does=lambda: goes(self.conflict) if self.conflict else None
        )
        self.odd = label(look, "", "body", "warning", wraps=True)
        self.base = SideView(look, t("As it was sent"))
        self.ours = SideView(look, t("Here now"))
        self.theirs = SideView(look, t("As it came back"))
        sides = row(self.base, self.ours, self.theirs, spacing=look.px(12))
        for at in range(3):
            sides.setStretch(at, 1)
        self.marks = label(look, t("Underlined: changed. Struck out: gone."), "small", "text2", wraps=True)
        self.keep_ours = self._button(t("Keep ours"), "ours", "1")
        self.take_theirs = self._button(t("Take theirs"), "theirs", "2")
        self.keep_both = self._button(t("Keep both"), "both", "3")
        self.edit_button = button(look, t("Write another…"), "pencil-outline", does=self.edit)
        self.edit_button.setToolTip(t("Key: {key}", key="E"))
        buttons = (self.keep_ours, self.take_theirs, self.keep_both, self.edit_button)
        self._acts = boxed(
            column(
                wrapping(*buttons, spacing=look.px(8)),
                label(
                    look,
                    t("Keys: 1 ours, 2 theirs, 3 both, E another; J and K walk the list."),
                    "small",
                    "text3",
                    wraps=True,
                ),
                spacing=look.px(6),
            )
        )
        self.form = EditForm(look, workspace.typing)
        self.form.used.connect(lambda value: self.decided.emit("other", value))
        self.form.left.connect(self._form_left)
        head = row(column(self.place, self.what, spacing=look.px(4)), self.there, spacing=look.px(12))
        head.setStretch(0, 1)
        whole = column(
            head,
            self.odd,
            line(look),
            sides,
            self.marks,
            self.form,
            spacing=look.px(10),
            margins=(edge, edge, edge, look.px(4)),
        )
        whole.setStretch(3, 1)
        inner = boxed(whole, "surface")
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(t("The chosen conflict"))
        area.setWidget(inner)
        self._area = area
        self._soon = QTimer(self, singleShot=True, interval=0)  # when the form has its place
        self._soon.timeout.connect(self._show_form)
        foot = column(self._acts, self.form.foot, spacing=0, margins=(edge, look.px(8), edge, look.px(8)))
        self.setLayout(column(area, foot, spacing=0))
        on_ground(self, "surface")

    def _button(self, text: str, choice: str, key: str) -> Any:
        made = button(self.look, text, does=lambda: self.decided.emit(choice, None))
        made.setToolTip(self.texts("Key: {key}", key=key))
        return made

    def show_conflict(self, conflict: Conflict, words: ChangeWords) -> None:
        """Show ``conflict`` as it stands to the project now; what is being typed about it stays."""
        project = self.workspace.project
        here = value_here(project, conflict)
        shown = (conflict, here, words.texts)
        is_other = self.conflict is None or self.conflict.id != conflict.id
        self.conflict, self._words = conflict, words
        if is_other:
            self.close_form()
        if shown == self._shown:
            return
        self._shown = shown
        t = self.texts
        self.place.setText(place_words(conflict, words))
        came = t("{what}. Came back {day}.", what=what_words(conflict, t), day=t.date(conflict.on))
        self.what.setText(came)
        odd = oddity_words(conflict, t)
        self.odd.setText(odd)
        self.odd.setVisible(bool(odd))
        base, ours, theirs = (
            words.value(conflict.collection, conflict.field, value, conflict.within)
            for value in (conflict.base, here, conflict.theirs)
        )
        runs = marked(base, ours, theirs)
        is_item = conflict.field is None
        nothing = t("It is not there.") if is_item else t("Nothing stands there.")
        gone = t("It was removed.") if is_item else nothing
        self.base.show_runs(runs[0], nothing)
        self.ours.show_runs(runs[1], gone if conflict.base is not None else nothing)
        self.theirs.show_runs(runs[2], gone if conflict.base is not None else nothing)
        self.marks.setVisible(any(one.mark != "same" for side in runs for one in side))
        self.keep_both.setVisible(can_keep_both(project, conflict))
        self.edit_button.setVisible(bool(edit_fields(project, conflict, words)))

    def edit(self) -> None:
        """Open the form, beginning with what both sides say."""
        if self.conflict is None or self._words is None:
            return
        fields = edit_fields(self.workspace.project, self.conflict, self._words)
        if fields:
            self._came_from = self.window().focusWidget()
            self._acts.hide()
            self.form.show_fields(self.conflict, fields)
            self._soon.start()

    def _show_form(self) -> None:
        if not self.form.isHidden():
            self._area.ensureWidgetVisible(next(iter(self.form.widgets.values())))

    def close_form(self) -> None:
        """Put the form away; what was typed in it and is not decided yet is there again when it is opened again."""
        self.form.put_away()
        self._acts.show()

    def take_draft(self, key: str, text: str) -> None:
        """Open the form and put back what was being typed in it when the program was last killed."""
        if self.form.isHidden():
            self.edit()
        self.form.write(key, text)

    def _form_left(self) -> None:
        self._acts.show()
        back = self._came_from
        (back if back is not None and back.isVisible() else self.edit_button).setFocus()
