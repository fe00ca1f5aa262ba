"""The volumes' table under the hands: keys, completion, and where Enter and Tab go."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QStyleOptionViewItem, QWidget

from workbench.ui.look import Look
from workbench.ui.pages.volumes.grid import GridModel, offered
from workbench.ui.pages.volumes.words import rest_of
from workbench.ui.widgets.cell_editor import CellEditor
from workbench.ui.widgets.delegate import CellDelegate, Index
from workbench.ui.widgets.first_column import FirstColumn
from workbench.ui.widgets.table import TableModel, TableView
from workbench.ui.widgets.widths import RestOfWidth

_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CompletingDelegate(CellDelegate):
    """Editors that continue in grey behind the caret; up and down go through the choices."""

    def __init__(self, look: Look, view: CompletingView) -> None:
        super().__init__(look, view)
        self._view = view

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        editor = CellEditor(self.look, parent)
        key = self._view.table.columns[index.column()].key
        names = self._view.offers(key)
        row = self._view.table.key(self._view.table.rows[index.row()])
        editor.setAccessibleName(self._view.table.columns[index.column()].title)
        place = f"{row}/{key}"

        def edited(text: str) -> None:
            is_end = editor.cursorPosition() == len(text)
            editor.show_reading((), rest_of(text, names) if is_end else "")
            self._view.typing.emit(place, key, text)

        def stepped(event: QKeyEvent) -> bool:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is None or not names:
                return False
            now = editor.text() + editor.rest
            at = names.index(now) + step if now in names else 0 if step > 0 else len(names) - 1
            editor.setText(names[at % len(names)])
            editor.selectAll()
            edited(editor.text())
            return True

        editor.hears = stepped
        editor.textEdited.connect(edited)
        editor.destroyed.connect(lambda: self._view.typing.emit(place, key, None))
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(watched, CellEditor) and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in _LEAVING and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                watched.take_rest()
                self._view.leave_editor(watched, key, event.modifiers())
                return True
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                return watched.hears(event)
        return super().eventFilter(watched, event)


class CompletingView(TableView):
    """A table in which Enter is the next row and Tab the next cell, with the editor open."""

    typing = Signal(str, str, object)
    """Place (row/column), column key and what stands in the open editor; None: it is closed."""
    touched = Signal()
    """Somebody presses a key or a button outside an editor."""

    def __init__(self, look: Look, model: TableModel, name: str, *, row_height: int = 28) -> None:
        super().__init__(look, model, name, row_height=row_height)
        self.setItemDelegate(CompletingDelegate(look, self))

    def offers(self, key: str) -> tuple[str, ...]:
        """Return the words that an editor in column ``key`` completes to."""
        del key
        return ()

    def keeps_place(self) -> bool:
        """Tell whether the cell stays current after what was written in it: a view may refuse it."""
        return False

    def leave_editor(self, editor: CellEditor, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Save what stands in ``editor`` and go on as ``key`` says."""
        index = self.currentIndex()
        row, at = self.table.rows[index.row()], index.column()
        place = index.row()
        self.commitData(editor)
        self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.setFocus()
        if self.keeps_place():
            return
        now = self.table.row_at(self.table.key(row))
        place = place if now is None else min(now, place) if now < place else now
        is_back = key == Qt.Key.Key_Backtab or bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.after_enter(place, at, is_back=is_back)
        else:
            self._next_cell(place, at, -1 if is_back else 1)

    def after_enter(self, row: int, column: int, *, is_back: bool) -> None:
        """Go to the row below (with Shift: above), in the same column."""
        self.stand_on(row + (-1 if is_back else 1), column)

    def stand_on(self, row: int, column: int, *, edits: bool = False) -> None:
        """Make a cell current, if there is one; ``edits`` opens its editor."""
        if not (0 <= row < len(self.table.rows) and 0 <= column < len(self.table.columns)):
            return
        index = self.table.index(row, column)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        if edits and self.table.flags(index) & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)

    def _next_cell(self, row: int, column: int, step: int) -> None:
        """Open the next cell that can be typed in, in this row or the next."""
        width = len(self.table.columns)
        at = row * width + column + step
        while 0 <= at < width * len(self.table.rows):
            where, place = divmod(at, width)
            index = self.table.index(where, place)
            if not self.isColumnHidden(place) and self.table.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.stand_on(where, place, edits=True)
                return
            at += step

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() == QAbstractItemView.State.EditingState
        self.touched.emit()
        index = self.currentIndex()
        if not is_editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.stand_on(index.row(), index.column(), edits=True)
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        super().mousePressEvent(event)


class GridView(CompletingView):
    """The volumes of one case type. After the last volume Enter begins a new one."""

    def __init__(self, look: Look, model: GridModel) -> None:
        super().__init__(look, model, look.texts("Volumes per channel"))
        self.first = FirstColumn(self)
        wide = model.column_at("said_by")
        self.rest = RestOfWidth(self, wide, self.columnWidth(wide))

    def offers(self, key: str) -> tuple[str, ...]:
        return offered(key, self.look.texts)

    def after_enter(self, row: int, column: int, *, is_back: bool) -> None:
        to = row + (-1 if is_back else 1)
        rows = self.table.rows
        if 0 <= to < len(rows) and rows[to].kind == "volume":
            self.stand_on(to, column)
        elif not is_back:
            self.go_to("new", "channel")
