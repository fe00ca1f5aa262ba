"""The conflicts: their list at the left, the chosen one side by side at the right, decided key by key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.analysis.place import Place
from workbench.edits import Batch
from workbench.export.change_words import ChangeWords
from workbench.model.parts import Conflict
from workbench.model.text import Message, ProjectError
from workbench.parts import decide_conflict
from workbench.parts.keeping_both import can_keep_both, decide_all, keep_both
from workbench.ui.look import Look
from workbench.ui.pages.parts.deciding import DecidingPane
from workbench.ui.pages.parts.listing import ConflictModel, ConflictRows, ConflictView, Group, group_words
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.list_split import ListSplit
from workbench.ui.widgets.parts import boxed, button, column, label, set_tone
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

_DECIDING, _CALM, _HEADING = range(3)
_LIST_SHARE = 0.38
"""The list gets no more of the width by itself: three texts stand side by side at its right."""


class ConflictsView(QWidget):
    """List and pane. ``merge_wanted``: somebody wants to merge another part."""

    merge_wanted = Signal()

    def __init__(self, look: Look, workspace: Workspace) -> None:
        super().__init__()
        self.look, self.texts, self.workspace = look, look.texts, workspace
        self._rows = ConflictRows()
        t, edge = self.texts, look.px(8)
        self.model = ConflictModel(look)
        self.list = ConflictView(look, self.model)
        self.list.current_changed.connect(lambda _row, _key: self._show_chosen())
        self.list.wished.connect(self.wish)
        self.pane = DecidingPane(look, workspace, self._go_to_item)
        self.pane.decided.connect(self.decide)
        self._heading = label(look, "", "section", wraps=True)
        self._said = label(look, "", "small", "text2", wraps=True)
        self._said.hide()
        self.all_ours = button(look, t("Keep all ours"), does=lambda: self.decide_group("ours"))
        self.all_theirs = button(look, t("Take all theirs"), does=lambda: self.decide_group("theirs"))
        foot = column(
            self._said,
            wrapping(self.all_ours, self.all_theirs, spacing=look.px(8)),
            spacing=look.px(6),
            margins=(edge, edge, edge, edge),
        )
        left = column(self.list, foot, spacing=0, margins=(edge, 0, 0, 0))
        left.setStretch(0, 1)
        self._left = boxed(left, "surface")
        self.stack = QStackedWidget()
        self.stack.addWidget(self.pane)
        self.stack.addWidget(self._calm_pane())
        self.stack.addWidget(self._heading_pane())
        self.split = ListSplit(self._left, self.stack, look.px(460), _LIST_SHARE)
        self.setLayout(column(self.split))

    def _calm_pane(self) -> QWidget:
        look, t = self.look, self.texts
        return Empty(
            look,
            t("Nothing waits for a decision."),
            t("What two sides change in different ways is listed here when a part is merged."),
            button(look, t("Merge a part…"), "call-merge", does=self.merge_wanted.emit),
            is_page=True,
        )

    def _heading_pane(self) -> QWidget:
        look, t, edge = self.look, self.texts, self.look.px(16)
        words = t("Choose a conflict in the list, or decide all of this part at once.")
        inner = column(
            self._heading,
            label(look, words, "body", "text2", wraps=True),
            None,
            margins=(edge, edge, edge, edge),
        )
        return boxed(inner, "surface")

    # what is shown

    def show_project(self) -> None:
        """Show the conflicts as they are now."""
        project = self.workspace.project
        rows = self._rows.rows(project, self.workspace.department)
        at = self.list.currentIndex().row()
        chosen = self.list.current_row
        self.model.words = ChangeWords(self.texts, (project,))
        self.model.set_rows(rows)
        self.model.refresh()
        self._left.setVisible(bool(rows))
        if rows and (chosen is None or not self.list.go_to(self.model.key(chosen))):
            self._stand_near(max(0, at))
        self._show_chosen()

    def _stand_near(self, at: int) -> None:
        """Stand on the conflict that is now where the decided one was, or the last one before."""
        rows = self.model.rows
        after = range(min(at, len(rows) - 1), len(rows))
        before = range(min(at, len(rows)) - 1, -1, -1)
        there = next((n for n in (*after, *before) if isinstance(rows[n], Conflict)), None)
        if there is not None:
            self.list.go_to(rows[there].id)

    def _show_chosen(self) -> None:
        conflict, group = self.list.chosen, self.list.group
        for one in (self.all_ours, self.all_theirs):
            one.setEnabled(group is not None)
        if group is not None:
            words = group_words(group, self.texts)
            self.all_ours.setAccessibleName(self.texts("Keep all ours: {group}", group=words))
            self.all_theirs.setAccessibleName(self.texts("Take all theirs: {group}", group=words))
            self.all_ours.setToolTip(words)
            self.all_theirs.setToolTip(words)
        if conflict is not None and self.model.words is not None:
            self.pane.show_conflict(conflict, self.model.words)
            self.stack.setCurrentIndex(_DECIDING)
        elif group is not None:
            self._heading.setText(group_words(group, self.texts))
            self.stack.setCurrentIndex(_HEADING)
        else:
            self.stack.setCurrentIndex(_CALM)

    def choose(self, conflict: str) -> bool:
        """Choose a conflict by its id; tell whether it is here."""
        return self.list.go_to(conflict)

    def choose_part(self, part: str) -> bool:
        """Choose the first conflict of a part; tell whether it has one."""
        rows = self.model.rows
        first = next((one for one in rows if isinstance(one, Conflict) and one.part == part), None)
        return first is not None and self.list.go_to(first.id)

    # what can be done

    def possible(self) -> dict[str, Callable[[], object]]:
        """Return the acts of the table that make sense for the chosen conflict, by their names."""
        conflict = self.list.chosen
        if conflict is None or not self.isVisible():
            return {}
        doing: dict[str, Callable[[], object]] = {
            "parts.keep_ours": lambda: self.wish("ours"),
            "parts.take_theirs": lambda: self.wish("theirs"),
        }
        if can_keep_both(self.workspace.project, conflict):
            doing["parts.keep_both"] = lambda: self.wish("both")
        if not self.pane.edit_button.isHidden():
            doing["parts.edit"] = self.pane.edit
        return doing

    def wish(self, choice: str) -> None:
        """Do what a key asks for, where it makes sense for the chosen conflict."""
        conflict = self.list.chosen
        if conflict is None:
            return
        if choice == "edit":
            self.pane.edit()
        elif choice != "both" or can_keep_both(self.workspace.project, conflict):
            self.decide(choice, None)

    def decide(self, choice: str, value: object) -> None:
        """Decide the chosen conflict; the next one is chosen then. What the project refuses is said, and it stays."""
        conflict = self.pane.conflict
        if conflict is None or conflict is not self.list.chosen:
            return
        self._say("")
        try:
            batch = self._batch(conflict, choice, value)
        except ProjectError as problem:
            self.workspace.refused.emit(problem.message)
            return
        if self.workspace.do(batch, cause="decide") is not None:
            self.pane.form.forget(conflict.id)
            self.pane.close_form()
            self.list.setFocus()

    def _batch(self, conflict: Conflict, choice: str, value: object) -> Batch:
        project = self.workspace.project
        if choice == "both":
            return keep_both(project, conflict)
        if choice == "other":
            return decide_conflict(project, conflict.id, "other", value)
        return decide_conflict(project, conflict.id, "ours" if choice == "ours" else "theirs")

    def decide_group(self, choice: Literal["ours", "theirs"]) -> None:
        """Decide every conflict of the chosen part the same way, beside the window, as one step of undo."""
        group = self.list.group
        if group is not None:
            self._decide_part(group, choice)

    def _decide_part(self, group: Group, choice: Literal["ours", "theirs"]) -> None:
        project = self.workspace.project
        wanted = tuple(one.id for one in project.conflicts if one.part == group.part)

        def decided(found: tuple[Batch, tuple[tuple[str, Message], ...]]) -> None:
            if project is self.workspace.project:
                self._group_decided(*found)
            else:  # somebody went on working meanwhile
                self._decide_part(group, choice)

        self._say(self.texts("Deciding…"))
        self.workspace.background.run(
            "decide conflicts",
            lambda pause: decide_all(project, wanted, choice, pause),
            decided,
            is_urgent=True,
        )

    def _group_decided(self, batch: Batch, refused: tuple[tuple[str, Message], ...]) -> None:
        self._say("")
        if batch.edits and self.workspace.do(batch, cause="decide") is None:
            return
        self.list.setFocus()
        if refused:
            words = self.texts.plural(
                "{n} could not be taken and is still here: {reason}",
                "{n} could not be taken and are still here: {reason}",
                len(refused),
                reason=self.texts.message(refused[0][1]),
            )
            self._say(words, "warning")

    def _say(self, text: str, tone: str = "text2") -> None:
        self._said.setText(text)
        self._said.setVisible(bool(text))
        set_tone(self._said, tone)

    def _go_to_item(self, conflict: Conflict) -> None:
        ids = (*conflict.within, conflict.item) if conflict.item else conflict.within
        field = conflict.field if conflict.field != "order" else None
        self.workspace.go_to(Place(conflict.collection, tuple(ids), field))
