"""Paints any :class:`~workbench.ui.widgets.cell.Cell`: fill, selection bar, row line, body, then the focus frame."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QPixmap, QStaticText, QTransform
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.widgets.cell import EMPTY, Cell
from workbench.ui.widgets.chips import HEIGHT, SHORT, chip_width, paint_chip

Index = QModelIndex | QPersistentModelIndex
_CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1
INDENT = 24
_CHOSEN, _HAS_FOCUS = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_HasFocus


class CellDelegate(QStyledItemDelegate):
    """The one delegate. Editors are plain fields that cover the cell, with the focus ring as their frame.

    A table's whole face is painted again when figures change, so chips and icons are kept as pictures and widths
    of texts are measured once.
    """

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look
        self._plain, self._strong = look.font(), look.font("strong")
        self._measure = {False: QFontMetrics(self._plain), True: QFontMetrics(self._strong)}
        self._pictures: dict[tuple[object, ...], QPixmap] = {}
        self._fitted: dict[tuple[str, bool, int], tuple[QStaticText, int]] = {}
        self._below_middle = {
            is_strong: (measure.ascent(), measure.descent()) for is_strong, measure in self._measure.items()
        }
        self._pad, self._icon, self._indent = look.px(8), look.px(18), look.px(INDENT)
        self._grid = look.color("grid")

    def body(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        """Paint what the cell says inside ``area`` (its padding is taken off already)."""
        left = area.left() + self._indent * cell.indent
        if cell.fold is not None:
            self._paint_icon(painter, left, area, "chevron-down" if cell.fold else "chevron-right", "text2")
            left += self.look.px(22)
        if cell.icon:
            at = left if cell.text or not cell.is_number else area.right() - self._icon
            self._paint_icon(painter, at, area, cell.icon, cell.icon_tone)
            left += self._icon + self.look.px(6)
        if cell.levels:
            left = self._chips(painter, area, left, cell)
        right = area.right()
        if cell.share is not None:
            right = self._bar(painter, area, cell)
        if cell.swing is not None:
            self._swing(painter, area, cell.swing)
        if cell.text:
            self._text(painter, left, right, area, cell)

    def _paint_icon(self, painter: QPainter, left: int, area: QRect, name: str, tone: str) -> None:
        size, ratio = self._icon, painter.device().devicePixelRatioF()
        picture = self._pictures.get((name, tone, ratio))
        if picture is None:
            picture = self._picture(size, size, ratio)
            inner = QPainter(picture)
            paint_icon(inner, QRect(0, 0, size, size), name, self.look.color(tone))
            inner.end()
            self._pictures[name, tone, ratio] = picture
        painter.drawPixmap(left, area.top() + (area.height() - size) // 2, picture)

    def _chips(self, painter: QPainter, area: QRect, left: int, cell: Cell) -> int:
        is_short = len(cell.levels) > 1
        height = self.look.px(SHORT if is_short else HEIGHT)
        top = area.top() + (area.height() - height) // 2
        for level in cell.levels:
            if left + height > area.right() + self._pad:
                break
            picture = self._chip(level, is_short, cell.is_suggested, painter.device().devicePixelRatioF())
            painter.drawPixmap(left, top, picture)
            left += round(picture.deviceIndependentSize().width()) + self.look.px(4)
        return left + self.look.px(4)

    def _chip(self, level: int, is_short: bool, is_suggested: bool, ratio: float) -> QPixmap:
        key = (level, is_short, is_suggested, ratio)
        picture = self._pictures.get(key)
        if picture is None:
            width = chip_width(self.look, level, is_short=is_short)
            picture = self._picture(width, self.look.px(SHORT if is_short else HEIGHT), ratio)
            inner = QPainter(picture)
            paint_chip(inner, self.look, QPoint(0, 0), level, is_short=is_short, is_suggested=is_suggested)
            inner.end()
            self._pictures[key] = picture
        return picture

    @staticmethod
    def _picture(width: int, height: int, ratio: float) -> QPixmap:
        made = QPixmap(ceil(width * ratio), ceil(height * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made

    def _bar(self, painter: QPainter, area: QRect, cell: Cell) -> int:
        width, height = self.look.px(40), self.look.px(6)
        track = QRect(area.right() - width, area.center().y() - height // 2, width, height)
        share = min(1.0, max(0.0, cell.share or 0.0))
        painter.fillRect(track, self.look.color("line"))
        filled = QRect(track)
        filled.setWidth(round(width * share))
        painter.fillRect(filled, self.look.color("ok" if share >= 1 else "text3"))
        return track.left() - self._pad

    def _swing(self, painter: QPainter, area: QRect, swing: float) -> None:
        zero, height = area.center().x(), self.look.px(8)
        top = area.center().y() - height // 2
        wide = round(min(1.0, abs(swing)) * area.width() / 2)
        left = zero - wide if swing < 0 else zero
        painter.fillRect(left, top, max(1, wide), height, self.look.color("error" if swing < 0 else "text2"))
        painter.fillRect(zero, top - 2, 1, height + 4, self.look.color("edge"))

    def _text(self, painter: QPainter, left: int, right: int, area: QRect, cell: Cell) -> None:
        text, wide = self._fit(cell.text, right - left, is_strong=cell.is_strong)
        start = right - wide if cell.is_number else left
        ascent, descent = self._below_middle[cell.is_strong]
        base = area.top() + (area.height() + ascent - descent) // 2
        painter.setFont(self._strong if cell.is_strong else self._plain)
        painter.setPen(self.look.color("text3" if cell.is_missing else cell.tone))
        painter.drawStaticText(start, base - ascent, text)
        if cell.is_missing or cell.is_odd:
            below = base + descent
            color = self.look.color("warning" if cell.is_odd else "edge")
            painter.setPen(QPen(color, 1, Qt.PenStyle.DashLine))
            painter.drawLine(start, below, start + wide, below)

    def _fit(self, text: str, room: int, *, is_strong: bool) -> tuple[QStaticText, int]:
        """Return ``text`` cut at its end to fit ``room``, shaped once, and how wide it is then."""
        found = self._fitted.get((text, is_strong, room))
        if found is None:
            if len(self._fitted) > 4_000:
                self._fitted.clear()
            shaped = self._shaped(text.replace("\n", " "), is_strong=is_strong)
            if ceil(shaped.size().width()) > room:
                elided = self._measure[is_strong].elidedText(shaped.text(), Qt.TextElideMode.ElideRight, room)
                shaped = self._shaped(elided, is_strong=is_strong)
            found = self._fitted[text, is_strong, room] = (shaped, ceil(shaped.size().width()))
        return found

    def _shaped(self, text: str, *, is_strong: bool) -> QStaticText:
        made = QStaticText(text)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.prepare(QTransform(), self._strong if is_strong else self._plain)
        return made

    # Qt's own names from here on

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell = index.data(_CELL_ROLE) or EMPTY
        is_chosen, has_focus = _CHOSEN in option.state, _HAS_FOCUS in option.state
        self.paint_cell(painter, option.rect, cell, index.column(), is_chosen=is_chosen, has_focus=has_focus)

    def paint_cell(
        self, painter: QPainter, rect: QRect, cell: Cell, column: int, *, is_chosen: bool, has_focus: bool
    ) -> None:
        """Paint a whole cell: what a :class:`~workbench.ui.widgets.table.TableView` calls without Qt's detours."""
        left, top, width, height = rect.left(), rect.top(), rect.width(), rect.height()
        if is_chosen:
            painter.fillRect(rect, self.look.color("selection"))
            if column == 0:
                painter.fillRect(left, top, self.look.px(3), height, self.look.color("accent"))
        painter.fillRect(left, top + height - 1, width, 1, self._grid)
        if cell.has_boundary:
            painter.fillRect(left, top + height - 2, width, 2, self.look.color("text"))
        if cell is not EMPTY:
            self.body(painter, rect.adjusted(self._pad, 0, -self._pad, 0), cell)
        if has_focus:
            painter.setPen(QPen(self.look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        editor = QLineEdit(parent)
        editor.setProperty("cell", True)
        editor.setFont(self.look.font())
        model = index.model()
        editor.setAccessibleName(str(model.headerData(index.column(), Qt.Orientation.Horizontal) or ""))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Fill the field before it is shown. What is being typed stays when figures that arrive paint the row anew."""
        if isinstance(editor, QLineEdit) and not editor.isVisible():
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
