"""One question at a time under the table, where a dialog would hide what it is about. Enter does it, Esc leaves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.parts import button, clear, label, named, on_ground


@dataclass(frozen=True)
class Asked:
    """A field of the question: its words, what can be chosen (none: any text), and what it starts with."""

    words: str
    choices: tuple[tuple[str, str], ...] = ()
    start: str = ""


class QuestionStrip(QWidget):
    """The strip. ``answered`` tells that it is closed and the keyboard may go back to the table."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        on_ground(self, "selection")
        self._box = QHBoxLayout(self)
        edge = look.px(12)
        self._box.setContentsMargins(edge, look.px(6), edge, look.px(6))
        self._box.setSpacing(look.px(8))
        self._fields: list[QLineEdit | QComboBox] = []
        self._does: Callable[[Sequence[str]], object] | None = None
        self.hide()

    def ask(
        self, title: str, fields: Sequence[Asked], act: str, does: Callable[[Sequence[str]], object]
    ) -> None:
        """Ask for ``fields``; ``act`` names the button that calls ``does`` with the answers."""
        clear(self._box)
        self._fields = []
        self._does = does
        self.setAccessibleName(title)
        self._box.addWidget(label(self.look, title, "strong", wraps=True), 1)
        for one in fields:
            self._box.addWidget(label(self.look, one.words, "body", "text2"))
            field = self._field(one)
            named(field, one.words)
            self._fields.append(field)
            self._box.addWidget(field, 2)
        self._box.addWidget(button(self.look, act, is_main=True, does=self._answer))
        self._box.addWidget(button(self.look, self.look.texts("Cancel"), does=self.put_away))
        self.show()
        if self._fields:
            self._fields[0].setFocus()

    def _field(self, one: Asked) -> QLineEdit | QComboBox:
        if not one.choices:
            return QLineEdit(one.start)
        made = QComboBox()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(14)
        for key, words in one.choices:
            made.addItem(words, key)
        made.setCurrentIndex(max(0, made.findData(one.start)))
        return made

    def _answer(self) -> None:
        answers = [
            str(field.currentData()) if isinstance(field, QComboBox) else field.text().strip()
            for field in self._fields
        ]
        does = self._does
        self.put_away()
        if does is not None:
            does(answers)

    def put_away(self) -> None:
        """Close the strip without doing anything."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._answer()
        else:
            super().keyPressEvent(event)
