"""A list at the left and what is chosen in it at the right: the list is no wider than it needs, nor takes it all."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class ListSplit(QSplitter):
    """The list is ``wide``, but at most its ``share`` of the whole, until somebody moves the line between."""

    def __init__(self, left: QWidget, right: QWidget, wide: int, share: float) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._wide, self._share, self._is_moved = wide, share, False
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self.addWidget(left)
        self.addWidget(right)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._moved)

    def _moved(self) -> None:
        self._is_moved = True

    def remembered(self) -> list[int]:
        """Return what was chosen by hand; nothing where nobody chose."""
        return self.sizes() if self._is_moved else []

    def remember(self, sizes: object) -> None:
        """Stand again as somebody chose."""
        if isinstance(sizes, Sequence) and len(sizes) == 2 and all(isinstance(one, int) for one in sizes):
            self._is_moved = True
            self.setSizes([int(one) for one in sizes])

    # Qt's own names from here on

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self._is_moved:
            left = min(self._wide, round(self.width() * self._share))
            self.setSizes([left, max(1, self.width() - left)])
