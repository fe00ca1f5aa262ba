"""The table in which costs are typed: as high as its rows, figures unfold, a plus begins a new row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QFrame, QSizePolicy

from workbench.ui.look import Look
from workbench.ui.pages.costs.tables import fit_widths, keep_in_sight
from workbench.ui.pages.volumes.grid_view import CompletingDelegate, CompletingView
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.cell_editor import CellEditor
from workbench.ui.widgets.first_column import FirstColumn
from workbench.ui.widgets.table import TableModel

NEW = "new"
"""The key of the row below the last, in which a new one is begun."""


@dataclass(frozen=True)
class RecordRow:
    """A row of the table: its key, its cells in the columns' order, and what each unfolds into."""

    id: str
    cells: tuple[Cell, ...]
    unfolds: tuple[str, ...] = ()


class RecordModel(TableModel):
    """Ready cells; what is typed goes to ``takes``."""

    def __init__(
        self, look: Look, columns: Sequence[Column], takes: Callable[[RecordRow, str, str], bool]
    ) -> None:
        super().__init__(look, columns)
        self._takes = takes
        self._places = {one.key: at for at, one in enumerate(columns)}

    def cell(self, row: RecordRow, column: Column) -> Cell:
        at = self._places[column.key]
        return row.cells[at] if at < len(row.cells) else EMPTY

    def typed(self, row: RecordRow, column: Column, text: str) -> bool:
        return self._takes(row, column.key, text)


class RecordTable(CompletingView):
    """The table: as high as its rows up to ``most``, a figure unfolds by click or Enter."""

    new_wanted = Signal()
    """Somebody pressed plus."""

    def __init__(
        self,
        look: Look,
        model: RecordModel,
        name: str,
        offers: Callable[[str], tuple[str, ...]],
        unfold: Callable[[str], object],
        *,
        most: int,
    ) -> None:
        super().__init__(look, model, name)
        self._offers, self._unfold, self._most = offers, unfold, most
        self.setItemDelegate(CompletingDelegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.first = FirstColumn(self)
        self.clicked.connect(self._pressed)
        self.current_changed.connect(lambda _row, _key: keep_in_sight(self))

    def offers(self, key: str) -> tuple[str, ...]:
        return self._offers(key)

    def leave_editor(self, editor: CellEditor, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Save and go on; a new row that became one is gone on with, where it stands now."""
        index, count = self.currentIndex(), len(self.table.rows)
        row, at = self.table.rows[index.row()], index.column()
        self.commitData(editor)
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus()
        now = self.table.row_at(row.id)
        has_become_one = row.id == NEW and len(self.table.rows) > count
        place = index.row() if now is None or has_become_one else now
        is_back = key == Qt.Key.Key_Backtab or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.after_enter(place, at, is_back=is_back)
        else:
            self._next_cell(place, at, -1 if is_back else 1)

    def after_enter(self, row: int, column: int, *, is_back: bool) -> None:
        """Go a row on, in the new row to its first cell."""
        at = row + (-1 if is_back else 1)
        if at < len(self.table.rows) and self.table.rows[at].id != NEW:
            self.stand_on(at, column)
        else:
            self.go_to(NEW, self.table.columns[0].key)

    def fit(self) -> None:
        """Take as much width and height as the rows need."""
        fit_widths(self)
        self._fit_height()

    def _fit_height(self) -> None:
        count = min(len(self.table.rows), self._most)
        bar = self.horizontalScrollBar()
        scrolls = self.look.px(12) if bar.maximum() > 0 else 0
        heads = self.horizontalHeader().height()
        self.setFixedHeight(heads + count * self.verticalHeader().defaultSectionSize() + scrolls + 2)

    def _key_at(self, index: QModelIndex) -> str:
        if not index.isValid():
            return ""
        row: RecordRow = self.table.rows[index.row()]
        return row.unfolds[index.column()] if index.column() < len(row.unfolds) else ""

    def _pressed(self, index: QModelIndex) -> None:
        key = self._key_at(index)
        if key:
            self._unfold(key)

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() == self.State.EditingState
        if event.text() == "+" and not is_editing:
            self.new_wanted.emit()
            return
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not is_editing and self._key_at(self.currentIndex()):
            self._pressed(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_figure = bool(self._key_at(self.indexAt(event.position().toPoint())))
        shape = Qt.CursorShape.PointingHandCursor if is_figure else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()
