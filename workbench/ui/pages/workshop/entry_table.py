"""A short list that is typed row by row: the last row is empty, Enter is the next row, Delete takes rows away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.ui.look import Look
from workbench.ui.widgets.delegate import CellDelegate
from workbench.ui.widgets.table import TableModel, TableView

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Blank:
    """The row at the end, where the next one is typed."""

    id: str = ""


BLANK = Blank()


class EntryTable(TableView):
    """``removes`` takes the chosen rows away, ``moves`` puts a row ``by`` places on, ``toggles`` answers Space.

    ``drafts`` hears what stands in the open field: row, column and text (None: it is closed).
    """

    def __init__(
        self,
        look: Look,
        model: TableModel,
        name: str,
        *,
        removes: Callable[[Sequence[Any]], object],
        moves: Callable[[Any, int], object] | None = None,
        toggles: tuple[str, Callable[[Sequence[Any]], object]] | None = None,
    ) -> None:
        super().__init__(look, model, name)
        self._removes, self._moves, self._toggles = removes, moves, toggles
        self._typed_at: int | None = None
        self.editor: QLineEdit | None = None
        self.drafts: Callable[[str, str, str | None], None] = lambda _row, _column, _text: None
        self._place = ("", "")
        self.setItemDelegate(_EntryDelegate(look, self))

    @property
    def keyboard(self) -> QWidget:
        """What has the keyboard of the table: the open field, else the table."""
        is_open = self.state() == QAbstractItemView.State.EditingState
        return self.editor if is_open and self.editor is not None else self

    def follow(self, editor: QLineEdit, index: Index) -> None:
        """Tell ``drafts`` what is written in ``editor``."""
        self.editor = editor
        self._place = (
            str(self.table.key(self.table.rows[index.row()])),
            self.table.columns[index.column()].key,
        )
        editor.textEdited.connect(lambda text: self.drafts(*self._place, text))

    def take_up(self, row: str, column: str, text: str) -> None:
        """Open the field in which somebody was typing, with what stood in it; a row that is gone has none."""
        if not self.go_to(row, column):
            return
        self.edit(self.currentIndex())
        if self.editor is not None:
            self.editor.setText(text)
            self.drafts(row, column, text)

    @property
    def chosen(self) -> tuple[Any, ...]:
        """The chosen rows, without the empty one."""
        return tuple(one for one in self.selected_rows if one is not BLANK)

    def remove_chosen(self) -> None:
        """Take the chosen rows away."""
        if self.chosen:
            at = self.currentIndex()
            self._removes(self.chosen)
            self._stand_at(min(at.row(), len(self.table.rows) - 1), at.column())

    def move_chosen(self, by: int) -> None:
        """Put the current row ``by`` places on."""
        row = self.current_row
        if self._moves is not None and row is not None and row is not BLANK:
            self._moves(row, by)
            self.go_to(self.table.key(row))

    def _go_down(self) -> None:
        """Go to the row below; on the empty one to where its typing begins."""
        below = min(self.currentIndex().row() + 1, len(self.table.rows) - 1)
        column = self.currentIndex().column()
        if below >= 0 and self.table.rows[below] is BLANK:
            cells = (self.table.cell_at(below, at) for at in range(len(self.table.columns)))
            column = next(at for at, cell in enumerate(cells) if cell.typed is not None)
        self._stand_at(below, column)

    def _stand_at(self, row: int, column: int) -> None:
        self.setCurrentIndex(self.table.index(row, max(0, column)))

    # Qt's own names from here on

    def commitData(self, editor: QWidget) -> None:
        """Remember where a row was typed: the empty row moves down when it becomes a real one."""
        at, length = self.currentIndex().row(), len(self.table.rows)
        super().commitData(editor)
        self._typed_at = at if len(self.table.rows) > length else None

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close first, then move: an open editor would be closed again by a move of the current cell."""
        if editor is self.editor:
            self.editor = None
            self.drafts(*self._place, None)
        hints = QAbstractItemDelegate.EndEditHint
        typed_at, column = self._typed_at, self.currentIndex().column()
        self._typed_at = None
        if typed_at is None and hint != hints.SubmitModelCache:
            super().closeEditor(editor, hint)
            return
        super().closeEditor(editor, hints.NoHint)
        if typed_at is not None:
            self._stand_at(typed_at, column)
        if hint == hints.SubmitModelCache:
            self._go_down()
        elif hint == hints.EditNextItem:
            after = self.table.index(self.currentIndex().row(), column + 1)
            if after.isValid():
                self.setCurrentIndex(after)
                if after.flags() & Qt.ItemFlag.ItemIsEditable:
                    self.edit(after)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_editing = event.key(), self.state() == QAbstractItemView.State.EditingState
        if not is_editing:
            column = self.table.columns[max(0, self.currentIndex().column())].key
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go_down()
                return
            if key == Qt.Key.Key_Delete:
                self.remove_chosen()
                return
            if key == Qt.Key.Key_Space and self._toggles is not None and column == self._toggles[0]:
                self._toggles[1](self.chosen)
                return
            by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(key))
            if by is not None and event.modifiers() == Qt.KeyboardModifier.AltModifier:
                self.move_chosen(by)
                return
        super().keyPressEvent(event)


class _EntryDelegate(CellDelegate):
    """Its fields are followed by the table, so that what stands in them survives a crash."""

    # Qt's own names from here on

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        made = super().createEditor(parent, option, index)
        view = self.parent()
        if isinstance(made, QLineEdit) and isinstance(view, EntryTable):
            view.follow(made, index)
        return made
