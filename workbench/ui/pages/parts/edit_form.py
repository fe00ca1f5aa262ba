"""The form in which somebody writes a value of their own for a conflict, below the three that there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from workbench.model.parts import Conflict
from workbench.model.text import ProjectError
from workbench.ui.look import Look
from workbench.ui.pages.parts.editing import EditField, typed_value
from workbench.ui.widgets.fields import Choice, labelled
from workbench.ui.widgets.parts import boxed, button, clear, column, label, row

Drafts = Callable[[str, str | None], None]


class _Text(QPlainTextEdit):
    """Several lines; Tab goes on."""

    def __init__(self, look: Look, name: str, text: str) -> None:
        super().__init__(text)
        self.setFont(look.font())
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(look.px(88))


class EditForm(QWidget):
    """The fields. Two buttons stand in ``foot``, which whoever shows the form puts where they are always seen.

    ``used`` carries the value as a file holds it; ``left`` says that nobody wants it. Ctrl+Enter uses what is written,
    Esc leaves it. ``drafts`` hears each key, and what was typed is there again when the same conflict is edited again.
    """

    used = Signal(object)
    left = Signal()

    def __init__(self, look: Look, drafts: Drafts) -> None:
        super().__init__()
        self.look, self.texts, self._drafts = look, look.texts, drafts
        self.conflict: Conflict | None = None
        self._fields: tuple[EditField, ...] = ()
        self.widgets: dict[str, QWidget] = {}
        self._unsaid: dict[str, dict[str, str]] = {}
        t = self.texts
        self._box = QVBoxLayout()
        self._box.setSpacing(look.px(8))
        self._problem = label(look, "", "small", "error", wraps=True)
        self._problem.hide()
        self.use_button = button(look, t("Use this"), "check", is_main=True, does=self.use)
        self.use_button.setToolTip(t("Ctrl+Enter"))
        self.leave_button = button(look, t("Cancel"), does=self.leave)
        self.foot = boxed(
            column(
                self._problem,
                row(self.use_button, self.leave_button, None, spacing=look.px(8)),
                spacing=look.px(8),
            )
        )
        self.setLayout(column(self._box, spacing=look.px(8)))
        self.put_away()

    def put_away(self) -> None:
        """Hide the form and its buttons."""
        self.hide()
        self.foot.hide()

    def show_fields(self, conflict: Conflict, fields: tuple[EditField, ...]) -> None:
        """Offer ``fields`` for ``conflict``, with the keyboard in the first."""
        self.conflict, self._fields = conflict, fields
        clear(self._box)
        self.widgets = {}
        for one in fields:
            made = self._field(one)
            self.widgets[one.key] = made
            self._box.addLayout(labelled(self.look, one.label, made))
        for key, text in self._unsaid.get(conflict.id, {}).items():
            self.write(key, text)
        self._say("")
        self.show()
        self.foot.show()
        first = next(iter(self.widgets.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _field(self, one: EditField) -> QWidget:
        if one.kind in ("text", "lines"):
            text = _Text(self.look, one.label, one.text)
            text.textChanged.connect(lambda: self._typing(one.key))
            return text
        if one.kind == "choice":
            choice = Choice(self.look, one.label, lambda _key: None)
            choice.offer(list(one.choices), one.text)
            return choice
        line = QLineEdit(one.text)
        line.setFont(self.look.font())
        line.setAccessibleName(one.label)
        if one.kind == "day":
            line.setPlaceholderText(self.texts("year-month-day"))
        elif one.kind == "share":
            line.setPlaceholderText(self.texts("per cent"))
        line.textEdited.connect(lambda _text: self._typing(one.key))
        return line

    def text_of(self, key: str) -> str:
        """Return what stands in the field ``key``; of a choice its key."""
        field = self.widgets[key]
        if isinstance(field, QPlainTextEdit):
            return field.toPlainText()
        if isinstance(field, Choice):
            return field.chosen
        return field.text() if isinstance(field, QLineEdit) else ""

    def write(self, key: str, text: str) -> None:
        """Put back what was being typed into the field ``key`` when the program was last killed."""
        field = self.widgets.get(key)
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        elif isinstance(field, QLineEdit):
            field.setText(text)

    def use(self) -> None:
        """Hand over what is written; what is not understood is said below, and nothing has happened."""
        if self.conflict is None:
            return
        try:
            value: Any = typed_value(
                self.conflict, self._fields, {key: self.text_of(key) for key in self.widgets}
            )
        except ProjectError as problem:
            self._say(self.texts.message(problem.message))
            return
        self.used.emit(value)

    def leave(self) -> None:
        """Put the form away; nothing has happened."""
        if self.conflict is not None:
            self.forget(self.conflict.id)
        self.put_away()
        self.left.emit()

    def _typing(self, key: str) -> None:
        if self.conflict is not None:
            self._unsaid.setdefault(self.conflict.id, {})[key] = self.text_of(key)
            self._drafts(f"parts:{self.conflict.id}:{key}", self.text_of(key))

    def forget(self, conflict: str) -> None:
        """Let go of what was typed about a conflict: it is decided, or nobody wants it."""
        for key in self._unsaid.pop(conflict, {}):
            self._drafts(f"parts:{conflict}:{key}", None)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.use()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
