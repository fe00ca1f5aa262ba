"""Fields of a form: each knows how to show a value and hands over what was typed when it is left.

A field makes one edit on Enter or when the focus leaves it, so that a name typed letter by letter is one undo. What
was not understood stays with its reason below, and nothing has happened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.model.text import ProjectError
from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.widgets.parts import Part, boxed, column, label, row

Takes = Callable[[str], object]
"""Makes the edit of what was typed; raises ProjectError where it was not understood."""
Drafts = Callable[[str, str | None], None]


class Field(QLineEdit):
    """One line. ``takes`` is called once when the text was changed and the field is left, or Enter pressed."""

    def __init__(self, look: Look, name: str, takes: Takes, hint: str = "") -> None:
        super().__init__()
        self.look, self._takes = look, takes
        self._was = ""
        self.place = ""
        self.drafts: Drafts = lambda _place, _text: None
        self.problem = ""
        self._below: QLabel | None = None
        self.setFont(look.font())
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        self.setMinimumWidth(look.px(48))
        self.textEdited.connect(lambda text: self.drafts(self.place, text))

    def show_value(self, text: str) -> None:
        """Show ``text``, unless somebody is typing here something else."""
        if self.hasFocus() and self.isModified() and self.text() != self._was:
            self._was = text
            return
        self._was = text
        if self.text() != text:
            at = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(at, len(text)) if self.hasFocus() else 0)
        self.setModified(False)
        self._say("")

    def write(self, text: str) -> None:
        """Write ``text`` as if somebody had typed it, not handed over yet."""
        self.setText(text)
        self.setModified(True)

    def take(self) -> None:
        """Hand over what was typed, if it is anything new."""
        text = self.text()
        if text == self._was:
            self._say("")
            return
        was, self._was = self._was, text
        try:
            self._takes(text)
        except ProjectError as problem:
            self._was = was
            self._say(self.look.texts.message(problem.message))
        else:
            self._say("")
            self.setModified(False)
        self.drafts(self.place, None)

    def problem_label(self) -> QLabel:
        """Return the line that says what was not understood, for whoever lays the field out."""
        made = self._below = label(self.look, "", "small", "warning", wraps=True)
        made.hide()
        return made

    def _say(self, text: str) -> None:
        if text == self.problem:
            return
        self.problem = text
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        if self._below is not None:
            self._below.setText(text)
            self._below.setVisible(bool(text))

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape and self.text() != self._was:
            self.setText(self._was)
            self.drafts(self.place, None)
            self._say("")
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take()
            if not self.problem:
                self.setCursorPosition(0)


class LongField(QPlainTextEdit):
    """Several lines; Tab goes on, Ctrl+Enter hands over. Otherwise as :class:`Field`."""

    def __init__(self, look: Look, name: str, takes: Takes) -> None:
        super().__init__()
        self._takes, self._was = takes, ""
        self.place = ""
        self.drafts: Drafts = lambda _place, _text: None
        self.setFont(look.font())
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(look.px(72))
        self.textChanged.connect(self._typing)

    def _typing(self) -> None:
        if self.hasFocus() and self.toPlainText() != self._was:
            self.drafts(self.place, self.toPlainText())

    def show_value(self, text: str) -> None:
        """Show ``text``, unless somebody is typing here something else."""
        is_typing = self.hasFocus() and self.toPlainText() != self._was
        self._was = text
        if not is_typing and self.toPlainText() != text:
            self.setPlainText(text)

    def write(self, text: str) -> None:
        """Write ``text`` as if somebody had typed it, not handed over yet."""
        self.setPlainText(text)

    def take(self) -> None:
        """Hand over what was typed, if it is anything new."""
        text = self.toPlainText()
        if text != self._was:
            self._was = text
            self._takes(text)
        self.drafts(self.place, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.take()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:  # its own menu: the text is still being written
            self.take()


class Choice(QComboBox):
    """One of several; the mouse wheel does not change it in passing."""

    def __init__(self, look: Look, name: str, takes: Takes) -> None:
        super().__init__()
        self.look, self._takes = look, takes
        self._keys: list[str] = []
        self.setFont(look.font())
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(self)
        self.activated.connect(lambda at: self._takes(self._keys[at]))

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer (key, word) pairs and show the one with the key ``chosen``."""
        keys = [key for key, _ in choices]
        words = [word for _, word in choices]
        if keys != self._keys or words != [self.itemText(at) for at in range(self.count())]:
            self._keys = keys
            self.blockSignals(True)
            self.clear()
            self.addItems(words)
            self.blockSignals(False)
        self.setCurrentIndex(keys.index(chosen) if chosen in keys else -1)
        self.setToolTip(self.currentText())

    @property
    def chosen(self) -> str:
        """The key of what is shown."""
        at = self.currentIndex()
        return self._keys[at] if 0 <= at < len(self._keys) else ""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        room = self.width() - self.look.px(40)  # asking the style for it takes longer than all the painting
        end = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(option.currentText, end, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        paint_arrow(self, self.look)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def paint_arrow(box: QComboBox, look: Look) -> None:
    """Draw the arrow of a field with a list: the stylesheet leaves its place empty."""
    painter = QPainter(box)
    size = look.px(16)
    spot = QRect(box.width() - size - look.px(6), (box.height() - size) // 2, size, size)
    paint_icon(painter, spot, "chevron-down", look.color("text2" if box.isEnabled() else "text3"))


class Tick(QCheckBox):
    """Yes or no."""

    def __init__(self, look: Look, text: str, takes: Callable[[bool], None]) -> None:
        super().__init__(text)
        self.setFont(look.font())
        self.setAccessibleName(text)
        self.clicked.connect(lambda is_on: takes(bool(is_on)))
        self._more = look.px(6)

    def sizeHint(self) -> QSize:
        """Qt forgets the box's own frame, and would cut the last letter."""
        return super().sizeHint() + QSize(self._more, 0)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


def labelled(look: Look, text: str, *fields: QWidget) -> QVBoxLayout:
    """Return fields with their label above, and below them what was not understood."""
    box = QVBoxLayout()
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(look.px(4))
    head = label(look, text, "small", "text2")
    head.setBuddy(fields[0])
    box.addWidget(head)
    if len(fields) == 1:
        box.addWidget(fields[0])
    else:
        side = row(*fields, spacing=look.px(6))
        for at in range(len(fields)):
            side.setStretch(at, 1)
        box.addLayout(side)
    for one in fields:
        if isinstance(one, Field):
            box.addWidget(one.problem_label())
    return box


class Elided(QLabel):
    """One quiet line of text that takes the room there is; what does not fit is in the tooltip."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font("small"))
        self.setProperty("tone", "text2")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show ``text``."""
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        if shown != self.text():
            self.setText(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class Fold(QWidget):
    """A part of the form with a heading that folds it away. It is built when it is first opened.

    ``filled`` is called after the part was opened: it may show something else than when it was folded.
    """

    def __init__(
        self, look: Look, title: str, build: Callable[[], Sequence[Part]], filled: Callable[[], None]
    ) -> None:
        super().__init__()
        self.look = look
        self._title, self._build, self._filled = title, build, filled
        self._body: QWidget | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.px(6))
        self._head = QToolButton()
        self._head.setProperty("flat", True)
        self._head.setStyleSheet("QToolButton { padding: 0; }")
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.setFont(look.font("strong"))
        self._head.setText(title)
        self._head.setIconSize(QSize(look.px(18), look.px(18)))
        self._head.clicked.connect(lambda _checked=False: self.toggle())
        self._note = Elided(look)
        side = row(self._head, self._note, spacing=look.px(8))
        side.setStretch(1, 1)
        self._box.addLayout(side)
        self._show_state()

    @property
    def is_built(self) -> bool:
        """Whether there is anything to fill."""
        return self._body is not None

    @property
    def is_open(self) -> bool:
        """Whether the part can be seen."""
        return self._body is not None and not self._body.isHidden()

    def open(self, *, is_open: bool = True) -> None:
        """Show the part, or fold it away."""
        if is_open and self._body is None:
            inner = column(*self._build(), spacing=self.look.px(10), margins=(0, 0, 0, self.look.px(8)))
            self._body = boxed(inner)
            self._box.addWidget(self._body)
        if self._body is not None:
            self._body.setVisible(is_open)
        self._show_state()
        if is_open:
            self._filled()

    def _show_state(self) -> None:
        texts, is_open = self.look.texts, self.is_open
        self._head.setIcon(self.look.icon("chevron-down" if is_open else "chevron-right"))
        words = (
            texts("Fold {part}", part=self._title) if is_open else texts("Unfold {part}", part=self._title)
        )
        self._head.setToolTip(words)
        self._head.setAccessibleName(words)

    def toggle(self) -> None:
        """Show the part if it is folded, else fold it."""
        self.open(is_open=not self.is_open)

    def note(self, text: str) -> None:
        """Say beside the heading what is in the part, also while it is folded."""
        self._note.show_text(text)
