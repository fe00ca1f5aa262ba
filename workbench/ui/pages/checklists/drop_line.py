"""The line that shows where a dragged item will stand when it is let go."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from workbench.ui.look import Look


class DropLine(QWidget):
    """A line across its parent, with a ring at its start; the mouse goes through it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedHeight(look.px(10))
        self.hide()

    def show_at(self, y: int) -> None:
        """Show the line at the height ``y`` of its parent."""
        parent = self.parentWidget()
        self.setGeometry(0, y - self.height() // 2, parent.width() if parent else self.width(), self.height())
        self.raise_()
        self.show()

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, middle = QPainter(self), self.height() / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.look.color("accent"), self.look.px(2)))
        ring = self.look.px(3)
        painter.drawEllipse(QPointF(ring + 2, middle), ring, ring)
        painter.drawLine(QPointF(2 * ring + 3, middle), QPointF(self.width(), middle))
