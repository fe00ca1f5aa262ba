"""Controls side by side that go on in the next line where a line is full: no button is cut when words grow."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class WrappingLayout(QLayout):
    """Lays its parts in lines from the left, each as large as it asks to be and in the middle of its line."""

    def __init__(self, spacing: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def _lines(self, wide: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        taken = 0
        for item in self._items:
            if item.isEmpty():
                continue
            asked = item.sizeHint().width()
            if lines and taken + self.spacing() + asked <= wide:
                lines[-1].append(item)
                taken += self.spacing() + asked
            else:
                lines.append([item])
                taken = asked
        return lines

    # Qt's own names from here on

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        found = self._heights.get(width)
        if found is None:  # asked for many times while a page is laid out once
            highs = [max(one.sizeHint().height() for one in items) for items in self._lines(width)]
            found = self._heights[width] = sum(highs) + self.spacing() * max(0, len(highs) - 1)
        return found

    def invalidate(self) -> None:
        super().invalidate()
        self._heights.clear()

    def setGeometry(self, room: QRect) -> None:
        super().setGeometry(room)
        y = room.y()
        for items in self._lines(room.width()):
            x, high = room.x(), max(one.sizeHint().height() for one in items)
            for one in items:
                asked = one.sizeHint()
                wide = min(asked.width(), room.width())
                one.setGeometry(QRect(x, y + (high - asked.height()) // 2, wide, asked.height()))
                x += wide + self.spacing()
            y += high + self.spacing()

    def sizeHint(self) -> QSize:
        shown = [one.sizeHint() for one in self._items if not one.isEmpty()]
        wide = sum(one.width() for one in shown) + self.spacing() * max(0, len(shown) - 1)
        return QSize(wide, max((one.height() for one in shown), default=0))

    def minimumSize(self) -> QSize:
        shown = [one for one in self._items if not one.isEmpty()]
        wide = max((one.minimumSize().width() for one in shown), default=0)
        return QSize(wide, max((one.sizeHint().height() for one in shown), default=0))


def wrapping(*parts: QWidget, spacing: int) -> QWidget:
    """Return ``parts`` side by side, in as many lines as they need."""
    made = QWidget()
    made.setLayout(WrappingLayout(spacing))
    layout = made.layout()
    if layout is not None:
        for part in parts:
            layout.addWidget(part)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
