"""The one table of the window: a model over a tuple of rows, and a view that behaves the same on every page.

Models are projections: they hold what they show and tell Qt only about rows that are other objects than before.
``setData`` never touches a row; it calls :meth:`TableModel.typed`, which makes an edit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import compress, count, repeat
from operator import eq, is_, is_not
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QRegion,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from workbench.export.palette import level_name
from workbench.model.identity import same_ends
from workbench.ui.look import Look
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.delegate import CellDelegate
from workbench.ui.widgets.widths import RestOfWidth

Index = QModelIndex | QPersistentModelIndex
CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_NONE = QModelIndex()
_PLAIN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_EDITABLE = _PLAIN | Qt.ItemFlag.ItemIsEditable
_AT_THE_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_AT_THE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class TableModel(QAbstractTableModel):
    """Rows of any kind, shown through :meth:`cell`. Subclasses say what a row's cells, key and edits are."""

    def __init__(self, look: Look, columns: Sequence[Column]) -> None:
        super().__init__()
        self.look = look
        self.columns = tuple(columns)
        self.rows: tuple[Any, ...] = ()
        self._cells: dict[tuple[int, int], Cell] = {}

    def cell(self, row: Any, column: Column) -> Cell:
        """Return what ``row`` shows in ``column``. Subclasses replace this."""
        raise NotImplementedError

    def key(self, row: Any) -> Hashable:
        """Return what tells ``row`` from the others and stays when it changes."""
        found: Hashable = getattr(row, "id", row)
        return found

    def typed(self, row: Any, column: Column, text: str) -> bool:  # noqa: ARG002 - for subclasses
        """Make an edit of what was typed into a cell; return whether it was taken."""
        return False

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show ``rows``: Qt hears only of what came, went, or is another object than before."""
        old, new = self.rows, tuple(rows)
        first, last = same_ends(old, new)
        if first == len(old) == len(new):
            self.rows = new
            return
        if len(old) == len(new):  # one look through the rows: thousands lie far apart in memory
            changed = _differing(old, new, first, len(new) - last)
            if all(self.key(old[at]) == self.key(new[at]) for at in changed):
                self.rows = new
                self._tell_changed(changed)
                return
        head, tail = self._kept_ends(old, new, first, last)
        gone, come = len(old) - head - tail, len(new) - head - tail
        if gone:
            self.beginRemoveRows(_NONE, head, head + gone - 1)
            self.rows = old[:head] + old[head + gone :]
            self._cells.clear()
            self.endRemoveRows()
        if come:
            self.beginInsertRows(_NONE, head, head + come - 1)
            self.rows = old[:head] + new[head : head + come] + old[len(old) - tail :]
            self._cells.clear()
            self.endInsertRows()
        self.rows = new
        self._cells.clear()
        changed = _differing(old, new, first, head)
        changed += [len(new) - 1 - at for at in reversed(_differing(old[::-1], new[::-1], last, tail))]
        self._tell_changed(changed)

    def _tell_changed(self, places: Sequence[int]) -> None:
        """Forget the cells of the rows at ``places`` and have them painted anew."""
        for at in places:
            self._forget(at)
        for start, end in _runs(places):
            self.dataChanged.emit(self.index(start, 0), self.index(end, len(self.columns) - 1))

    def _kept_ends(
        self, old: tuple[Any, ...], new: tuple[Any, ...], first: int, last: int
    ) -> tuple[int, int]:
        """Return how many rows at the start and at the end are the same ones by key, changed or not."""
        room = min(len(old), len(new))
        head = self._kept(old, new, first, room - last)
        tail = min(last, room - head)
        return head, self._kept(old[::-1], new[::-1], tail, room - head)

    def _kept(self, old: tuple[Any, ...], new: tuple[Any, ...], start: int, end: int) -> int:
        """Return how far from ``start`` the rows are the same ones by key; the same object needs no question."""
        others = _differing(old, new, start, end)
        return next((at for at in others if self.key(old[at]) != self.key(new[at])), max(start, end))

    def _forget(self, row: int) -> None:
        for column in range(len(self.columns)):
            self._cells.pop((row, column), None)

    def refresh(self) -> None:
        """Paint all cells anew: figures that do not stand in the rows have changed."""
        self._cells.clear()
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.columns) - 1))

    def refresh_rows(self, changed: Callable[[Any], bool]) -> None:
        """Paint the rows anew of which ``changed`` is true: figures beside them are other ones."""
        self._tell_changed([at for at, row in enumerate(self.rows) if changed(row)])

    def cell_at(self, row: int, column: int) -> Cell:
        """Return the cell at a place, from memory where it was shown before."""
        found = self._cells.get((row, column))
        if found is None:
            if not (0 <= row < len(self.rows) and 0 <= column < len(self.columns)):
                return EMPTY
            found = self._cells[row, column] = self.cell(self.rows[row], self.columns[column])
            if len(self._cells) > 20_000:
                self._cells.clear()
        return found

    def column_at(self, key: str) -> int:
        """Return where the column ``key`` stands."""
        return next(at for at, column in enumerate(self.columns) if column.key == key)

    def row_at(self, key: Hashable) -> int | None:
        """Return where the row with this key stands."""
        return next(compress(count(), map(eq, map(self.key, self.rows), repeat(key))), None)

    # Qt's own names from here on

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.cell_at(index.row(), index.column())
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.EditRole:
            return cell.text if cell.typed is None else cell.typed
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(cell)
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return cell.detail or None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _AT_THE_RIGHT if cell.is_number else _AT_THE_LEFT
        return None

    def spoken(self, cell: Cell) -> str:
        """Return what a screen reader says of ``cell``."""
        if cell.spoken:
            return cell.spoken
        if cell.levels:
            return ", ".join(level_name(level, self.look.texts) for level in cell.levels)
        return cell.text

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        return self.typed(self.rows[index.row()], self.columns[index.column()], str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _PLAIN if self.cell_at(index.row(), index.column()).typed is None else _EDITABLE

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.hint or column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _AT_THE_RIGHT if column.is_number else _AT_THE_LEFT
        return None


class TableView(QTableView):
    """The view: no grid, no zebra, rows of one height, Esc leaves, Ctrl+C copies for Excel.

    ``left`` is emitted when Esc is pressed outside an editor: the page moves the focus on.
    ``opened`` is emitted when Enter is pressed on a cell that nobody can write in.
    ``current_changed`` carries the row and the column key of the current cell.
    """

    left = Signal()
    opened = Signal()
    current_changed = Signal(int, str)

    def __init__(self, look: Look, model: TableModel, name: str, *, row_height: int = 28) -> None:
        super().__init__()
        self.look = look
        self.table = model
        self.setModel(model)
        self.setItemDelegate(CellDelegate(look, self))
        self.setAccessibleName(name)
        self.setFont(look.font())
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(look.px(16))
        rows.setDefaultSectionSize(look.px(row_height))
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setFixedHeight(look.px(32))
        heads.setFont(look.font("head"))
        heads.setMinimumSectionSize(look.px(32))
        heads.setAccessibleName(name)
        for at, column in enumerate(model.columns):
            head = QFontMetrics(look.font("strong")).horizontalAdvance(column.title) + look.px(18)
            self.setColumnWidth(at, max(look.px(column.width), head))
            if column.stretches:
                RestOfWidth(self, at, self.columnWidth(at))
        self.selectionModel().currentChanged.connect(self._current_changed)

    def _current_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.current_changed.emit(now.row(), self.table.columns[now.column()].key)

    @property
    def current_row(self) -> Any:
        """The row that holds the current cell, or None."""
        at = self.currentIndex().row()
        return self.table.rows[at] if 0 <= at < len(self.table.rows) else None

    @property
    def selected_rows(self) -> tuple[Any, ...]:
        """The chosen rows from top to bottom; the current one where none is chosen."""
        found = sorted({index.row() for index in self.selectionModel().selectedRows()})
        rows = tuple(self.table.rows[at] for at in found if at < len(self.table.rows))
        return rows or ((self.current_row,) if self.current_row is not None else ())

    def go_to(self, key: Hashable, column: str = "", *, edits: bool = False) -> bool:
        """Make the row with ``key`` current, in ``column`` if named; return whether it is there."""
        at = self.table.row_at(key)
        if at is None:
            return False
        place = self.table.column_at(column) if column else max(0, self.currentIndex().column())
        index = self.table.index(at, place)
        self._stand_on(index)
        if edits:
            self.edit(index)
        return True

    def _stand_on(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def keeping_place(self, change: Callable[[], None]) -> None:
        """Run ``change`` and put the current cell back on the row it was on, if that is still there."""
        row, at = self.current_row, max(0, self.currentIndex().column())
        change()
        if row is not None and self.current_row is not row:
            there = next(compress(count(), map(is_, self.table.rows, repeat(row))), None)
            if there is None:
                there = self.table.row_at(self.table.key(row))
            if there is not None:
                self._stand_on(self.table.index(there, at))

    def copy(self) -> None:
        """Put the chosen rows on the clipboard as Excel takes them: tabs between cells, heads on top."""
        rows = self.selected_rows
        shown = [at for at in range(len(self.table.columns)) if not self.isColumnHidden(at)]
        lines = ["\t".join(self.table.columns[at].title for at in shown)]
        for one in rows:
            cells = [self.table.cell(one, self.table.columns[at]) for at in shown]
            lines.append(
                "\t".join(_for_excel(self.table.spoken(cell) if cell.levels else cell.text) for cell in cells)
            )
        QGuiApplication.clipboard().setText("\n".join(lines))

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cells straight from the model: asking Qt for each of them takes longer than to paint it."""
        painter = QPainter(self.viewport())
        delegate, cell_at = self.itemDelegate(), self.table.cell_at
        if not isinstance(delegate, CellDelegate):
            raise TypeError(type(delegate))
        dirty = event.rect()
        columns = [
            (at, self.columnViewportPosition(at), self.columnWidth(at))
            for at in range(len(self.table.columns))
            if not self.isColumnHidden(at)
        ]
        columns = [one for one in columns if one[1] <= dirty.right() and one[1] + one[2] > dirty.left()]
        ranges = [
            (one.top(), one.bottom())
            for one in cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        ]
        current = self.currentIndex() if self.hasFocus() else QModelIndex()
        focus = (current.row(), current.column())
        for at in self._rows_within(event.region()):
            is_chosen = any(first <= at <= last for first, last in ranges)
            top, height = self.rowViewportPosition(at), self.rowHeight(at)
            for column, left, width in columns:
                delegate.paint_cell(
                    painter,
                    QRect(left, top, width, height),
                    cell_at(at, column),
                    column,
                    is_chosen=is_chosen,
                    has_focus=(at, column) == focus,
                )

    def _rows_within(self, region: QRegion) -> list[int]:
        found: set[int] = set()
        for part in cast("Iterable[QRect]", region):
            first, last = self.rowAt(part.top()), self.rowAt(part.bottom())
            if first >= 0:
                found.update(range(first, (last if last >= 0 else len(self.table.rows) - 1) + 1))
        return sorted(found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.state() != QAbstractItemView.State.EditingState:
            self.left.emit()
            self.focusNextChild()
            return
        super().keyPressEvent(event)
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.currentIndex().flags() == _PLAIN:
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.table.rows:
            self.setCurrentIndex(self.table.index(0, 0))


def _for_excel(text: str) -> str:
    flat = text.replace("\t", " ").replace("\n", " ")
    return f"'{flat}" if flat[:1] in "=+-@" and not flat[1:2].isdigit() else flat


def _differing(old: tuple[Any, ...], new: tuple[Any, ...], start: int, end: int) -> list[int]:
    """Return the places from ``start`` to ``end`` where the objects are not the same; quick for thousands."""
    return list(compress(count(start), map(is_not, old[start:end], new[start:end])))


def _runs(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return runs of neighbouring places as (first, last)."""
    runs: list[tuple[int, int]] = []
    for at in places:
        if runs and runs[-1][1] == at - 1:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, at))
    return runs
