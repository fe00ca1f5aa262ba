"""A table of figures on a page: each figure of which one may doubt unfolds by a click or Enter."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QMouseEvent, QResizeEvent

from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel, TableView


def _nothing(_row: Any) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class FigureColumn(Column):
    """A column: what a row shows in it, and the key of what its figure is made of ("": nothing to unfold).

    ``takes`` makes an edit of what is typed over a cell that has ``typed``; it tells whether it was taken.
    """

    shows: Callable[[Any], Cell]
    unfolds: Callable[[Any], str] = _nothing
    takes: Callable[[Any, str], bool] | None = None


class FigureModel(TableModel):
    """Rows of any kind; ``named`` says what tells a row from the others."""

    def __init__(
        self, look: Look, columns: Sequence[FigureColumn], named: Callable[[Any], Hashable] | None = None
    ) -> None:
        super().__init__(look, columns)
        self._named = named

    def cell(self, row: Any, column: Column) -> Cell:
        return column.shows(row) if isinstance(column, FigureColumn) else Cell()

    def key(self, row: Any) -> Hashable:
        return self._named(row) if self._named is not None else super().key(row)

    def typed(self, row: Any, column: Column, text: str) -> bool:
        takes = column.takes if isinstance(column, FigureColumn) else None
        return takes is not None and takes(row, text)


class FigureTable(TableView):
    """Shows up to ``most`` rows at once and scrolls the others."""

    def __init__(
        self,
        look: Look,
        name: str,
        columns: Sequence[FigureColumn],
        unfold: Callable[[str], None],
        *,
        named: Callable[[Any], Hashable] | None = None,
        most: int = 16,
    ) -> None:
        self._most, self._unfold = most, unfold
        super().__init__(look, FigureModel(look, columns, named), name, row_height=30)
        self.opened.connect(self._open)
        self._fit()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show ``rows`` and keep to the current one."""
        before = len(self.table.rows)
        self.keeping_place(lambda: self.table.set_rows(rows))
        if len(self.table.rows) != before:
            self._fit()

    def key_at(self, index: QModelIndex) -> str:
        """Return what unfolds there: the figure's own, else the first that the row has."""
        if not index.isValid():
            return ""
        row, columns = self.table.rows[index.row()], self.table.columns
        own = columns[index.column()]
        keys = (one.unfolds(row) for one in (own, *columns) if isinstance(one, FigureColumn))
        return next((key for key in keys if key), "")

    def _open(self) -> None:
        key = self.key_at(self.currentIndex())
        if key:
            self._unfold(key)

    def _fit(self) -> None:
        as_high_as_rows(self, self._most)

    # Qt's own names from here on

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or event.modifiers() or index != self.currentIndex():
            return
        column = self.table.columns[index.column()]
        if isinstance(column, FigureColumn) and column.unfolds(self.table.rows[index.row()]):
            self._open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def as_high_as_rows(table: TableView, most: int) -> None:
    """Make ``table`` as high as its rows, at most ``most`` of them, with room for a bar where it is too wide."""
    rows = min(max(1, len(table.table.rows)), most)
    wide = sum(table.columnWidth(at) for at in range(len(table.table.columns)))
    high = table.horizontalHeader().height() + rows * table.verticalHeader().defaultSectionSize()
    bar = table.look.px(12) if wide > table.viewport().width() else 0
    table.setFixedHeight(high + bar + table.look.px(2))
