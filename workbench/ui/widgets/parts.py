"""Small parts with a name for those who listen instead of look: labels, buttons, lines, fields."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.look import Look, Use

Part = QWidget | QHBoxLayout | QVBoxLayout | int | None
"""What a row or column is made of: a widget, an inner layout, a gap in pixels, or room that stretches (None)."""


def label(
    look: Look, text: str = "", use: Use = "body", tone: str = "text", *, wraps: bool = False
) -> QLabel:
    """Return a plain-text label; ``tone`` is a colour token (text, text2, text3, error, warning, ok, accent)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(look.font(use))
    if tone != "text":
        made.setProperty("tone", tone)
    if wraps:
        made.setWordWrap(True)
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made


class ElidedLabel(QLabel):
    """A label that gives up its end when room is short; the tooltip holds the whole text."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)


def elided(look: Look, use: Use = "body", tone: str = "text") -> ElidedLabel:
    """Return a label whose end is cut where room is short."""
    made = ElidedLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(look.font(use))
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if tone != "text":
        made.setProperty("tone", tone)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a label another colour token."""
    widget.setProperty("tone", tone)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def button(
    look: Look, text: str, icon: str = "", *, is_main: bool = False, does: Callable[[], object] | None = None
) -> QPushButton:
    """Return a button with a word, and an icon if one is named."""
    made = QPushButton(text)
    made.setFont(look.font("button"))
    made.setAutoDefault(False)
    if icon:
        made.setIcon(look.icon_in(icon, "on_accent" if is_main else "text2"))
        made.setIconSize(QSize(look.px(18), look.px(18)))
    if is_main:
        made.setProperty("main", True)
    if does is not None:
        made.clicked.connect(lambda _checked=False: does())
    return made


def link(look: Look, text: str, does: Callable[[], object]) -> QPushButton:
    """Return a button that reads as a link."""
    made = QPushButton(text)
    made.setProperty("link", True)
    made.setFont(look.font("small"))
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setFlat(True)
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.clicked.connect(lambda _checked=False: does())
    return made


def icon_button(look: Look, icon: str, name: str, does: Callable[[], object] | None = None) -> QToolButton:
    """Return a flat button that is an icon alone; ``name`` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setProperty("flat", True)
    made.setIcon(look.icon(icon))
    made.setIconSize(QSize(look.px(18), look.px(18)))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    if does is not None:
        made.clicked.connect(lambda _checked=False: does())
    return made


def line(look: Look) -> QFrame:  # noqa: ARG001 - the same call as the other parts
    """Return a thin horizontal line."""
    made = QFrame()
    made.setProperty("line", True)
    made.setFixedHeight(1)
    return made


def key_hint(look: Look, text: str) -> QLabel:
    """Return a key as it stands on the keyboard, framed."""
    made = label(look, text, "caption", "text2")
    made.setProperty("key", True)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


def on_ground(widget: QWidget, ground: str) -> QWidget:
    """Give ``widget`` the ground ``surface``, ``window`` or ``selection``."""
    widget.setProperty("ground", ground)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    return widget


def row(*parts: Part, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return parts side by side; None is room that stretches, a number is room of that many pixels."""
    made = QHBoxLayout()
    _fill(made, parts, spacing, margins)
    return made


def column(*parts: Part, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return parts below each other; None is room that stretches, a number is room of that many pixels."""
    made = QVBoxLayout()
    _fill(made, parts, spacing, margins)
    return made


def boxed(layout: QHBoxLayout | QVBoxLayout, ground: str = "") -> QWidget:
    """Return a widget that holds ``layout``."""
    made = QWidget()
    made.setLayout(layout)
    return on_ground(made, ground) if ground else made


def clear(layout: QHBoxLayout | QVBoxLayout) -> None:
    """Take everything out of ``layout`` and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QHBoxLayout | QVBoxLayout):
            clear(inner)


def _fill(
    made: QHBoxLayout | QVBoxLayout,
    parts: tuple[Part, ...],
    spacing: int,
    margins: tuple[int, int, int, int],
) -> None:
    made.setSpacing(spacing)
    made.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            made.addStretch(1)
        elif isinstance(part, int):
            made.addSpacing(part)
        elif isinstance(part, QWidget):
            # a link keeps to its words; without an alignment it would hold its whole column as narrow
            side = Qt.AlignmentFlag.AlignLeft if part.property("link") else Qt.AlignmentFlag(0)
            made.addWidget(part, 0, side)
        else:
            made.addLayout(part)


class Segments(QWidget):
    """Choices of which one holds, side by side: one tab stop, arrow keys inside."""

    def __init__(
        self,
        look: Look,
        name: str,
        choices: tuple[tuple[str, str], ...],
        chosen: str,
        does: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QToolButton] = {}
        self._does = does
        self._sign = look.px(18)
        group = QButtonGroup(self)
        group.setExclusive(True)
        box = QHBoxLayout(self)
        box.setSpacing(0)
        box.setContentsMargins(0, 0, 0, 0)
        for key, text in choices:
            one = _Segment(self)
            one.setProperty("segment", True)
            one.setText(text)
            one.setFont(look.font("button"))
            one.setCheckable(True)
            one.setAccessibleName(f"{name}: {text}")
            one.setToolTip(text)
            one.clicked.connect(lambda _checked=False, key=key: self._does(key))
            group.addButton(one)
            box.addWidget(one)
            self._buttons[key] = one
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Show ``key`` as the one that holds; nobody is told."""
        for name, one in self._buttons.items():
            one.setChecked(name == key)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)

    def mark(self, key: str, sign: QIcon, said: str) -> None:
        """Put a sign before a choice's word, and say to those who listen what it means."""
        one = self._buttons[key]
        one.setIcon(sign)
        one.setIconSize(QSize(self._sign, self._sign))
        one.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        one.setAccessibleDescription(said)
        one.setToolTip(f"{one.text()}: {said}")

    @property
    def chosen(self) -> str:
        """The key of the one that holds."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def step(self, by: int) -> None:
        """Choose the neighbour, ``by`` places on."""
        keys = list(self._buttons)
        at = keys.index(self.chosen) + by
        if 0 <= at < len(keys):
            self.choose(keys[at])
            self._buttons[keys[at]].setFocus()
            self._does(keys[at])


class _Segment(QToolButton):
    def __init__(self, group: Segments) -> None:
        super().__init__(group)
        self._group = group

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._group.step(step)


def named(widget: QWidget, name: str, description: str = "") -> QWidget:
    """Say what a control is to those who listen; return it."""
    widget.setAccessibleName(name)
    if description:
        widget.setAccessibleDescription(description)
    return widget


def click(made: QAbstractButton, does: Callable[[], object]) -> None:
    """Let ``made`` do something when it is pressed."""
    made.clicked.connect(lambda _checked=False: does())
