"""The field that opens over a table cell: it shows how a line continues (grey) and which marks are understood.

It decides nothing. Keys that mean more than typing go to ``hears`` first, which says whether it took them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.ui.look import Look


@dataclass(frozen=True)
class Underline:
    """Characters from ``start`` to ``end`` that mean something; ``is_odd``: that nobody understood."""

    start: int
    end: int
    is_odd: bool = False


class CellEditor(QLineEdit):
    """A field with the focus ring as its frame. ``rest`` is what would follow the caret, in grey."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.rest = ""
        self.underlines: Sequence[Underline] = ()
        self.hears: Callable[[QKeyEvent], bool] = lambda _event: False
        self.was_left: Callable[[Qt.FocusReason], None] = lambda _reason: None
        self.setProperty("cell", True)
        self.setFont(look.font())
        self.setFrame(False)

    def show_reading(self, underlines: Sequence[Underline], rest: str) -> None:
        """Show which characters are marks, and what would follow the caret."""
        self.underlines, self.rest = underlines, rest
        self.update()

    def take_rest(self) -> bool:
        """Write what stands in grey; return whether there was anything."""
        if not self.rest:
            return False
        rest, self.rest = self.rest, ""
        self.insert(rest)
        self.textEdited.emit(self.text())
        return True

    @property
    def is_at_end(self) -> bool:
        """Whether the caret stands behind everything and nothing is selected."""
        return self.cursorPosition() == len(self.text()) and not self.hasSelectedText()

    @property
    def is_at_start(self) -> bool:
        """Whether the caret stands before everything and nothing is selected."""
        return self.cursorPosition() == 0 and not self.hasSelectedText()

    def _x_of(self, position: int, measure: QFontMetrics) -> int:
        """Return where the character at ``position`` begins; the text may be scrolled."""
        caret = self.cursorRect().center().x()
        text = self.text()
        at = self.cursorPosition()
        return caret + measure.horizontalAdvance(text[:position]) - measure.horizontalAdvance(text[:at])

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hears(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab is the table's, not the window's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QKeyEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        ):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.was_left(event.reason())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rest and not self.underlines:
            return
        painter = QPainter(self)
        measure = QFontMetrics(self.font())
        inside = self.rect().adjusted(self.look.px(4), 0, -self.look.px(4), 0)
        painter.setClipRect(inside)
        below = self.rect().center().y() + measure.height() // 2
        for one in self.underlines:
            left, right = self._x_of(one.start, measure), self._x_of(one.end, measure)
            if one.is_odd:
                painter.setPen(QPen(self.look.color("warning"), 1, Qt.PenStyle.DashLine))
                painter.drawLine(left, below, right, below)
            else:
                painter.fillRect(QRect(left, below, right - left, 2), self.look.color("accent"))
        if self.rest:
            left = self._x_of(self.cursorPosition(), measure) + 1
            wide = measure.horizontalAdvance(self.rest)
            ground = QRect(left, below - measure.height() + 1, wide + 1, measure.height())
            painter.fillRect(ground, self.look.color("selection"))
            painter.setPen(self.look.color("text3"))
            spot = QRect(left, 0, wide + 4, self.height())
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.rest)
