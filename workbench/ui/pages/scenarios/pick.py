"""A line in which one writes a part of a case type's name, and chooses among those that fit."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.model.case_types import CaseType
from workbench.ui.look import Look
from workbench.ui.widgets.parts import button, clear, column, label, named, row
from workbench.ui.workspace import Workspace

_MOST_OFFERED = 5


class PickCaseType(QWidget):
    """``picked`` hears the case type that was chosen; what fits stands below the line as something to press."""

    def __init__(
        self,
        look: Look,
        workspace: Workspace,
        name: str,
        hint: str,
        picked: Callable[[CaseType | None], object],
    ) -> None:
        super().__init__()
        self.look, self.workspace, self._picked = look, workspace, picked
        self.chosen: CaseType | None = None
        self.line = _Line(self._take_first)
        named(self.line, name)
        self.line.setFont(look.font())
        self.line.setPlaceholderText(hint)
        self.line.textEdited.connect(self._offer)
        self.offers = column(spacing=look.px(4))
        self.problem = label(look, "", "small", "warning", wraps=True)
        self.problem.hide()
        self.setLayout(column(self.line, self.offers, self.problem, spacing=look.px(4)))

    def forget(self) -> None:
        """Empty the line."""
        self.chosen = None
        self.line.clear()
        clear(self.offers)
        self.problem.hide()

    @property
    def is_settled(self) -> bool:
        """Whether nothing stands in the line that is not a case type."""
        return self.chosen is not None or not self.line.text().strip()

    def _fitting(self, text: str) -> list[CaseType]:
        wanted = text.strip().casefold()
        if not wanted:
            return []
        found = [one for one in self.workspace.project.case_types if wanted in one.name.casefold()]
        return sorted(found, key=lambda one: one.name.casefold() != wanted)[:_MOST_OFFERED]

    def _offer(self, text: str) -> None:
        self.chosen = None
        self._picked(None)
        clear(self.offers)
        self.problem.hide()
        for one in self._fitting(text):
            self.offers.addLayout(
                row(button(self.look, one.name, "plus", does=partial(self.take, one)), None)
            )

    def _take_first(self) -> None:
        fitting = self._fitting(self.line.text())
        if fitting:
            self.take(fitting[0])
        elif self.line.text().strip():
            self.say(self.look.texts("No case type is called so."))

    def say(self, problem: str) -> None:
        """Say below the line what is wrong with it."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def take(self, case_type: CaseType) -> None:
        """Choose ``case_type``."""
        self.chosen = case_type
        self.line.setText(case_type.name)
        self.line.setFocus()
        clear(self.offers)
        self.problem.hide()
        self._picked(case_type)


class _Line(QLineEdit):
    """A line whose Enter takes what is offered first."""

    def __init__(self, takes: Callable[[], None]) -> None:
        super().__init__()
        self._takes = takes

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._takes()
        else:
            super().keyPressEvent(event)
