"""One column that takes what room the others leave, and never less than it needs.

Qt's own stretching squeezes such a column to nothing where the others need all the room; this one scrolls instead.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView


class RestOfWidth(QObject):
    """Keeps ``column`` of ``table`` as wide as there is room, at least ``least`` pixels."""

    def __init__(self, table: QTableView, column: int, least: int) -> None:
        super().__init__(table)
        self._table, self._column, self.least = table, column, least
        table.installEventFilter(self)
        table.viewport().installEventFilter(self)
        table.horizontalHeader().sectionResized.connect(self._resized)
        self.fit()

    def _resized(self, column: int, _before: int, _now: int) -> None:
        if column != self._column:
            self.fit()

    def fit(self) -> None:
        """Give the column what the others leave."""
        heads = self._table.horizontalHeader()
        taken = sum(heads.sectionSize(at) for at in range(heads.count()) if at != self._column)
        wanted = max(self.least, self._table.viewport().width() - taken)
        if wanted != heads.sectionSize(self._column):
            self._table.setColumnWidth(self._column, wanted)

    # Qt's own names from here on

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return super().eventFilter(watched, event)
