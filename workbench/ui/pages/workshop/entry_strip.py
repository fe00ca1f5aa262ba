"""One line of fields that takes the assist line's place: a disagreement, a decision, a question, the parking lot.

Enter saves, Esc gives the keyboard back to the table, Tab walks the fields. What stands in them is kept as a draft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSizePolicy, QWidget

from workbench.ui.look import Look
from workbench.ui.widgets.parts import clear, key_hint, label, on_ground

HEIGHT = 44
_NARROW = 1060


@dataclass(frozen=True)
class Field:
    """A field: its key, its label, what stands in it, and how much of the line it takes."""

    key: str
    label: str
    text: str = ""
    stretch: int = 1
    hint: str = ""


@dataclass(frozen=True)
class Form:
    """What is asked. ``place`` names it in the drafts: kind and row."""

    kind: str
    title: str
    fields: tuple[Field, ...]
    place: str = ""


class EntryStrip(QWidget):
    """The line. ``saves`` gets the texts by key and returns what is wrong, or "" when it is done."""

    closed = Signal()
    typed = Signal(str, str)
    """Field key and text, while somebody types."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.form: Form | None = None
        self.fields: dict[str, QLineEdit] = {}
        self.saves: Callable[[Mapping[str, str]], str] = lambda _texts: ""
        self._problem = QLabel()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        self._row.setSpacing(look.px(8))
        on_ground(self, "selection")

    def ask(self, form: Form, saves: Callable[[Mapping[str, str]], str]) -> None:
        """Show ``form`` and put the keyboard into its first field."""
        clear(self._row)
        self.form, self.saves = form, saves
        self.fields = {}
        title = label(self.look, "", "strong")
        is_narrow = self.width() < self.look.px(_NARROW)
        room = self.look.px(180 if is_narrow else 280)
        title.setText(QFontMetrics(title.font()).elidedText(form.title, Qt.TextElideMode.ElideRight, room))
        title.setToolTip(form.title)
        self._row.addWidget(title)
        for field in form.fields:
            self._add(field)
        self._problem = label(self.look, "", "small", "warning")
        self._row.addWidget(self._problem)
        keys = ((self.texts("Enter"), self.texts("save")), (self.texts("Esc"), self.texts("cancel")))
        for key, words in () if is_narrow else keys:
            self._row.addWidget(key_hint(self.look, key))
            self._row.addWidget(label(self.look, words, "small", "text2"))
        first = next(iter(self.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    @property
    def texts(self) -> Callable[..., str]:
        """The look's language."""
        return self.look.texts

    def _add(self, field: Field) -> None:
        made = QLineEdit(field.text)
        made.setAccessibleName(field.label)
        made.setToolTip(field.hint or field.label)
        made.setFont(self.look.font())
        made.setMinimumWidth(self.look.px(36 + 44 * field.stretch if field.stretch > 1 else 44))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        made.installEventFilter(self)
        made.textEdited.connect(lambda text, key=field.key: self.typed.emit(key, text))
        name = label(self.look, field.label, "small", "text2")
        name.setBuddy(made)
        self._row.addWidget(name)
        self._row.addWidget(made, field.stretch)
        self.fields[field.key] = made

    def texts_typed(self) -> dict[str, str]:
        """Return what stands in the fields."""
        return {key: field.text().strip() for key, field in self.fields.items()}

    def save(self) -> None:
        """Save, or say what is wrong and stay."""
        problem = self.saves(self.texts_typed())
        self._problem.setText(problem)
        if not problem:
            self.closed.emit()

    def _walk(self, field: QObject, by: int) -> None:
        """Go to the next field, round the end: the strip is left with Enter or Esc."""
        fields = list(self.fields.values())
        at = next((n for n, one in enumerate(fields) if one is field), 0)
        to = fields[(at + by) % len(fields)]
        to.setFocus(Qt.FocusReason.TabFocusReason)
        to.selectAll()

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
                self._walk(watched, 1 if event.key() == Qt.Key.Key_Tab else -1)
                return True
        return super().eventFilter(watched, event)
