"""Paints any :class:`~workbench.ui.widgets.cell.Cell`: fill, selection bar, row line, body, then the focus frame."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.widgets.cell import EMPTY, Cell
from workbench.ui.widgets.chips import HEIGHT, SHORT, paint_chip

Index = QModelIndex | QPersistentModelIndex
_CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
INDENT = 24


class CellDelegate(QStyledItemDelegate):
    """The one delegate. Editors are plain fields that cover the cell, with the focus ring as their frame."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look
        self._plain, self._strong = look.font(), look.font("strong")
        self._measure = {False: QFontMetrics(self._plain), True: QFontMetrics(self._strong)}

    def body(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        """Paint what the cell says inside ``area`` (its padding is taken off already)."""
        left = area.left() + self.look.px(INDENT) * cell.indent
        if cell.fold is not None:
            size = self.look.px(18)
            name = "chevron-down" if cell.fold else "chevron-right"
            paint_icon(painter, _square(left, area, size), name, self.look.color("text2"))
        if cell.fold is not None:
            left += self.look.px(22)
        if cell.icon:
            size = self.look.px(18)
            at = left if cell.text or not cell.is_number else area.right() - size
            paint_icon(painter, _square(at, area, size), cell.icon, self.look.color(cell.icon_tone))
            left += size + self.look.px(6)
        if cell.levels:
            left = self._chips(painter, area, left, cell)
        right = area.right()
        if cell.share is not None:
            right = self._bar(painter, area, cell)
        if cell.text:
            self._text(painter, QRect(QPoint(left, area.top()), QPoint(right, area.bottom())), cell)

    def _chips(self, painter: QPainter, area: QRect, left: int, cell: Cell) -> int:
        is_short = len(cell.levels) > 1
        height = self.look.px(SHORT if is_short else HEIGHT)
        top = area.top() + (area.height() - height) // 2
        for level in cell.levels:
            if left + height > area.right() + self.look.px(8):
                break
            width = paint_chip(
                painter,
                self.look,
                QPoint(left, top),
                level,
                is_short=is_short,
                is_suggested=cell.is_suggested,
            )
            left += width + self.look.px(4)
        return left + self.look.px(4)

    def _bar(self, painter: QPainter, area: QRect, cell: Cell) -> int:
        width, height = self.look.px(40), self.look.px(6)
        track = QRect(area.right() - width, area.center().y() - height // 2, width, height)
        share = min(1.0, max(0.0, cell.share or 0.0))
        painter.fillRect(track, self.look.color("line"))
        filled = QRect(track)
        filled.setWidth(round(width * share))
        painter.fillRect(filled, self.look.color("ok" if share >= 1 else "text3"))
        return track.left() - self.look.px(8)

    def _text(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        painter.setFont(self._strong if cell.is_strong else self._plain)
        measure = self._measure[cell.is_strong]
        text = measure.elidedText(cell.text, Qt.TextElideMode.ElideRight, area.width())
        side = Qt.AlignmentFlag.AlignRight if cell.is_number else Qt.AlignmentFlag.AlignLeft
        painter.setPen(self.look.color("text3" if cell.is_missing else cell.tone))
        painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), text)
        if cell.is_missing or cell.is_odd:
            wide = measure.horizontalAdvance(text)
            start = area.right() - wide if cell.is_number else area.left()
            below = area.center().y() + measure.height() // 2
            painter.setPen(
                QPen(self.look.color("warning" if cell.is_odd else "edge"), 1, Qt.PenStyle.DashLine)
            )
            painter.drawLine(start, below, start + wide, below)

    # Qt's own names from here on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(_CELL_ROLE) or EMPTY
        rect, state = option.rect, option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, self.look.color("selection" if is_chosen else "surface"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), self.look.color("grid"))
        if cell.has_boundary:
            painter.fillRect(QRect(rect.left(), rect.bottom() - 1, rect.width(), 2), self.look.color("text"))
        if is_chosen and index.column() == 0:
            painter.fillRect(
                QRect(rect.left(), rect.top(), self.look.px(3), rect.height()), self.look.color("accent")
            )
        pad = self.look.px(8)
        painter.save()
        painter.setClipRect(rect)
        self.body(painter, rect.adjusted(pad, 0, -pad, 0), cell)
        view = self.parent()
        has_focus = isinstance(view, QAbstractItemView) and view.hasFocus() and view.currentIndex() == index
        if has_focus:
            painter.setPen(QPen(self.look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)
        editor.setFont(self.look.font())
        model = index.model()
        editor.setAccessibleName(str(model.headerData(index.column(), Qt.Orientation.Horizontal) or ""))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(_CELL_ROLE) or EMPTY
        left = self.look.px(INDENT) * cell.indent + (self.look.px(22) if cell.fold is not None else 0)
        editor.setGeometry(option.rect.adjusted(left, 0, 0, 0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter saves and goes a row down; Tab saves and goes a cell on."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
        ):
            hint = self.hint_after(Qt.Key(event.key()), event)
            if hint is not None:
                self.commitData.emit(watched)
                self.closeEditor.emit(watched, hint)
                return True
        return super().eventFilter(watched, event)

    def hint_after(self, key: Qt.Key, event: QKeyEvent) -> QAbstractItemDelegate.EndEditHint | None:  # noqa: ARG002
        """Return what happens after ``key`` in an editor; None leaves the key to the editor."""
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return QAbstractItemDelegate.EndEditHint.SubmitModelCache
        return None


def _square(left: int, area: QRect, size: int) -> QRect:
    return QRect(left, area.top() + (area.height() - size) // 2, size, size)
