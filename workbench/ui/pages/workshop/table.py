"""The capture table itself: its model, and a view whose editor stays open while rows change round it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from workbench.capture import CaptureLine
from workbench.ui.look import Look
from workbench.ui.pages.workshop.cells import COLUMN_KEYS, CellWriter, columns
from workbench.ui.pages.workshop.rows import Row
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.cell_editor import CellEditor
from workbench.ui.widgets.delegate import INDENT, CellDelegate
from workbench.ui.widgets.table import TableModel, TableView

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 24
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _PLAIN | Qt.ItemFlag.ItemIsEditable
NAME = COLUMN_KEYS.index("name")
_STEP_INDENT = 8
_FOLD = 22


class CaptureModel(TableModel):
    """The rows as they are, and the marks of the line that is being typed."""

    rows: tuple[Row, ...]

    def __init__(self, look: Look, writer: CellWriter) -> None:
        super().__init__(look, columns(look.texts))
        self.writer = writer
        self._placed: tuple[Row, ...] | None = None
        self._places: dict[str, int] = {}

    def cell(self, row: Row, column: Column) -> Cell:
        return self.writer.cell(row, column.key)

    def key(self, row: Row) -> str:
        return row.key

    def row_at(self, key: Hashable) -> int | None:
        if self._placed is not self.rows:
            self._placed, self._places = self.rows, {row.key: at for at, row in enumerate(self.rows)}
        return self._places.get(str(key))

    def show_line(self, key: str, line: CaptureLine | None) -> None:
        """Show in the row ``key`` what the marks of ``line`` say, before anything is saved."""
        before = self.writer.line_row if self.writer.line is not None else ""
        self.writer.line, self.writer.line_row = line, key
        if before not in ("", key):
            self.repaint_row(before)
        at = self.row_at(key)
        if at is None:
            return
        for column, one in enumerate(self.columns):
            made = self.cell(self.rows[at], one)
            if made != self.cell_at(at, column) or before != key:
                self._cells[at, column] = made
                self.dataChanged.emit(self.index(at, column), self.index(at, column))

    def repaint_row(self, key: str) -> None:
        """Paint one row anew."""
        at = self.row_at(key) if key else None
        if at is None:
            return
        for column in range(len(self.columns)):
            self._cells.pop((at, column), None)
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    # Qt's own names from here on

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Asked twice for every cell that is painted, so it looks at nothing but the column."""
        column = index.column()
        if column < 0:
            return Qt.ItemFlag.NoItemFlags
        return _TYPED if 0 < column < len(self.columns) - 1 else _PLAIN


class CaptureDelegate(CellDelegate):
    """Names stand in line whether they can be folded or not, and steps a little further in."""

    def __init__(self, look: Look, view: TableView) -> None:
        super().__init__(look, view)
        self._is_name = False

    def body(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        if self._is_name:
            area = area.adjusted(name_inset(self.look, cell), 0, 0, 0)
        super().body(painter, area, cell)

    def paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, column: int, *, is_chosen: bool, has_focus: bool
    ) -> None:
        """Paint the cell, a name a little further in."""
        self._is_name = column == NAME
        super().paint_cell(painter, rect, cell, column, is_chosen=is_chosen, has_focus=has_focus)


def name_inset(look: Look, cell: Cell) -> int:
    """Return how far in a name begins, beside what its indent and its arrow take."""
    if cell.indent:
        return look.px(_STEP_INDENT)
    return look.px(_FOLD) if cell.fold is None else 0


class CaptureView(TableView):
    """The view. What keys mean is decided by who sets ``hears``; typing and double clicks go to ``opens``."""

    def __init__(self, look: Look, model: CaptureModel, name: str) -> None:
        super().__init__(look, model, name, row_height=ROW_HEIGHT)
        self.setItemDelegate(CaptureDelegate(look, self))
        self.setEditTriggers(TableView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.editor: CellEditor | None = None
        self.place: tuple[str, str] = ("", "")
        self.hears: Callable[[QKeyEvent], bool] = lambda _event: False
        self.opens: Callable[[str], object] = lambda _text: None
        self.unfolds: Callable[[Row], None] = lambda _row: None
        self.horizontalHeader().sectionResized.connect(lambda *_args: self.put_editor())

    def open_editor(self, key: str, column: str, text: str) -> CellEditor | None:
        """Open a field over a cell and put the keyboard into it; None where the row is not there."""
        if self.table.row_at(key) is None:
            return None
        self.close_editor()
        made = CellEditor(self.look, self.viewport())
        at = self.table.column_at(column)
        made.setAccessibleName(str(self.table.columns[at].title or self.accessibleName()))
        made.setText(text)
        self.editor, self.place = made, (key, column)
        self.put_editor()
        made.show()
        made.setFocus(Qt.FocusReason.OtherFocusReason)
        return made

    def close_editor(self) -> None:
        """Close the field, if one is open; the keyboard goes back to the table."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.was_left = lambda _reason: None
        had_focus = editor.hasFocus()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_editor(self) -> None:
        """Put the open field over its cell, wherever that is by now."""
        if self.editor is None:
            return
        at = self.table.row_at(self.place[0])
        if at is None:
            return
        index = self.table.index(at, self.table.column_at(self.place[1]))
        cell = self.table.cell_at(at, index.column())
        area = self.visualRect(index)
        left = 0
        if self.place[1] == "name":
            left = name_inset(self.look, cell) + self.look.px(INDENT) * cell.indent
            left += self.look.px(_FOLD) if cell.fold is not None else 0
        self.editor.setGeometry(area.adjusted(left, 0, 0, -1))

    def shows_whole(self, name: str) -> bool:
        """Tell whether a name fits into its column."""
        room = self.columnWidth(NAME) - self.look.px(INDENT + _FOLD + 16)
        return QFontMetrics(self.look.font("strong")).horizontalAdvance(name) <= room

    @property
    def keyboard(self) -> QWidget:
        """What has the keyboard of the table: the open field, else the table."""
        return self.editor or self

    def current(self) -> tuple[Row, str] | None:
        """Return the current row and the key of its column."""
        index = self.currentIndex()
        if not index.isValid() or index.row() >= len(self.table.rows):
            return None
        return self.table.rows[index.row()], self.table.columns[index.column()].key

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hears(event):
            event.accept()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab belongs to the rows; Esc gives it back to the window."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
            and self.hears(event)
        ):
            return True
        return super().event(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method writes (dead keys, other alphabets) opens the field like any typing."""
        if self.editor is None and (event.commitString() or event.preeditString()):
            self.opens("")
        if self.editor is not None:
            QApplication.sendEvent(self.editor, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = self.indexAt(event.position().toPoint())
        row = self.table.rows[at.row()] if at.isValid() else None
        if row is not None and row.is_open is not None and self._is_arrow(at, event.position().toPoint()):
            self.unfolds(row)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.currentIndex().isValid():
            self.hears(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier))

    def _is_arrow(self, at: QModelIndex, point: QPoint) -> bool:
        left = self.visualRect(at).left()
        return self.table.columns[at.column()].key == "name" and point.x() < left + self.look.px(8 + _FOLD)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.put_editor()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self.put_editor()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.editor is not None and event.reason() == Qt.FocusReason.TabFocusReason:
            self.editor.setFocus(event.reason())
