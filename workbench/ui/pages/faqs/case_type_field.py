"""The case types that a question belongs to: their names with a way to take each away, and a line to add one.

Names that fit what is typed stand below the line as something to press: there is no list that pops up and is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.model.case_types import CaseType
from workbench.ui.look import Look
from workbench.ui.widgets.parts import button, clear, column, elided, icon_button, label, named, row
from workbench.ui.workspace import Workspace

_MOST_OFFERED = 5


class CaseTypeField(QWidget):
    """``takes`` hears all ids that hold from now on."""

    def __init__(self, look: Look, workspace: Workspace, takes: Callable[[list[str]], object]) -> None:
        super().__init__()
        self.look, self.workspace, self._takes = look, workspace, takes
        self._shown: tuple[str, ...] | None = None
        self._ids: list[str] = []
        self._department = ""
        self._known: tuple[tuple[CaseType, ...], str, list[CaseType]] = ((), "", [])
        t = look.texts
        self._rows = column(spacing=look.px(2))
        self.line = _Line(self._take_first)
        named(self.line, t("Add a case type"))
        self.line.setPlaceholderText(t("Add a case type: write a part of its name"))
        self.line.textEdited.connect(self._offer)
        self.offers = column(spacing=look.px(4))
        self.problem = label(look, "", "small", "warning", wraps=True)
        self.problem.hide()
        self.setLayout(column(self._rows, self.line, self.offers, self.problem, spacing=look.px(4)))

    def show_ids(self, ids: Sequence[str], department: str) -> None:
        """Show these case types; names of ``department`` are offered."""
        self._department = department
        found = [one for one in map(self.workspace.case_type_of, ids) if one is not None]
        shown = tuple(text for one in found for text in (one.id, one.name))
        if shown == self._shown:
            return
        self._shown, self._ids = shown, list(ids)
        self.line.clear()
        self._offer("")
        clear(self._rows)
        for one in found:
            said = elided(self.look)
            said.setText(one.name)
            words = self.look.texts("Take away {name}", name=one.name)
            side = row(said, icon_button(self.look, "close", words, partial(self._remove, one.id)))
            side.setStretch(0, 1)
            self._rows.addLayout(side)

    def _remove(self, wanted: str) -> None:
        self.line.setFocus()  # the button that was pressed is about to go
        self._takes([one for one in self._ids if one != wanted])

    def _fitting(self, text: str) -> list[CaseType]:
        """Return the first case types of the department whose name holds ``text``."""
        now = self.workspace.project.case_types
        if self._known[0] is not now or self._known[1] != self._department:
            mine = [one for one in now if one.department == self._department]
            self._known = (now, self._department, mine)
        wanted = text.strip().casefold()
        if not wanted:
            return []
        free = [one for one in self._known[2] if one.id not in self._ids and wanted in one.name.casefold()]
        return sorted(free, key=lambda one: one.name.casefold() != wanted)[:_MOST_OFFERED]

    def _offer(self, text: str) -> None:
        clear(self.offers)
        self.problem.hide()
        for one in self._fitting(text):
            self.offers.addLayout(
                row(button(self.look, one.name, "plus", does=partial(self._add, one.id)), None)
            )

    def _take_first(self) -> None:
        fitting = self._fitting(self.line.text())
        if fitting:
            self._add(fitting[0].id)
        elif self.line.text().strip():
            self.problem.setText(self.look.texts("No case type of this department is called so."))
            self.problem.show()

    def _add(self, wanted: str) -> None:
        self.line.setFocus()
        self._takes([*self._ids, wanted])


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
