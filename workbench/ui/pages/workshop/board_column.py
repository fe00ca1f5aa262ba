"""A column of the level board: a list of cards that can be walked, chosen together, and carried to another column.

Carrying is our own (press, move, release) and not the system's drag and drop: nothing leaves the board, and no
other window can drop something on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from workbench.export.palette import level_name
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.chips import HEIGHT, chip_width, paint_chip
from workbench.ui.widgets.table import CELL_ROLE, TableModel

Index = QModelIndex | QPersistentModelIndex
CARD = 40


@dataclass(frozen=True)
class Card:
    """A step on the board. ``id`` is the step's."""

    id: str
    case_type: str
    title: str
    case_type_name: str
    performer: str
    level: int | None
    has_disagreement: bool = False


class CardModel(TableModel):
    """The cards of one column."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, (Column("card", name, 160),))

    def cell(self, row: Card, column: Column) -> Cell:
        """Return the card's title, with where it belongs as its detail."""
        del column
        t = self.look.texts
        where = row.case_type_name
        if row.performer:
            where = t("{case_type} · {performer}", case_type=row.case_type_name, performer=row.performer)
        icon = "account-question-outline" if row.has_disagreement else ""
        spoken = t("{step}, {where}", step=row.title, where=where)
        if row.has_disagreement:
            spoken = t("{step}, {where}, opinions differ", step=row.title, where=where)
        return Cell(row.title, detail=where, icon=icon, spoken=spoken)


class CardDelegate(QStyledItemDelegate):
    """Paints a card: the step, and below it the case type and who does it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.look = look

    # Qt's own names from here on

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(self.look.px(80), self.look.px(CARD + 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, cell = self.look, index.data(CELL_ROLE)
        view = self.parent()
        box = option.rect.adjusted(look.px(2), look.px(2), -look.px(2), -look.px(2))
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(box, look.color("selection" if is_chosen else "surface"))
        painter.setPen(QPen(look.color("line"), 1))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if is_chosen:
            painter.fillRect(QRect(box.left(), box.top(), look.px(3), box.height()), look.color("accent"))
        if isinstance(view, QListView) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        inner = box.adjusted(look.px(8), look.px(2), -look.px(6), -look.px(2))
        if cell.icon:
            size = look.px(16)
            look.icon_in(cell.icon, "info").paint(
                painter, QRect(inner.right() - size, inner.top() + look.px(1), size, size)
            )
            inner.setRight(inner.right() - size - look.px(2))
        half = inner.height() // 2
        for text, font, tone, top in (
            (cell.text, look.font("head"), "text", inner.top()),
            (cell.detail, look.font("caption"), "text2", inner.top() + half),
        ):
            painter.setFont(font)
            painter.setPen(look.color(tone))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
            area = QRect(inner.left(), top, inner.width(), half)
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class ColumnHead(QWidget):
    """A column's chip, or its words where it has no level, and how many cards it holds."""

    def __init__(self, look: Look, level: int | None, name: str) -> None:
        super().__init__()
        self.look, self.level, self.name, self.count = look, level, name, 0
        self.setAccessibleName(name)
        self.setFixedHeight(look.px(32))

    def show_count(self, count: int) -> None:
        """Show how many cards there are."""
        if count != self.count:
            self.count = count
            self.setAccessibleName(self.look.texts("{column}, {n} cards", column=self.name, n=count))
            self.update()

    # Qt's own names from here on

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        look, painter = self.look, QPainter(self)
        area = self.rect().adjusted(look.px(4), 0, -look.px(6), 0)
        if self.level is None:
            painter.setFont(look.font("head"))
            painter.setPen(look.color("text2"))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self.name)
        else:
            top = (self.height() - look.px(HEIGHT)) // 2
            paint_chip(painter, look, QPoint(area.left(), top), self.level)
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(right), look.texts.number(self.count))
        painter.end()


class BoardColumn(QListView):
    """The cards of one level. What a person does with them is said by signals; the board makes the edits.

    ``carried`` follows a card on its way (global place), ``dropped`` is where it was let go.
    """

    level_wanted = Signal(object)
    """Put the chosen cards on this level (None: clear it)."""
    shift_wanted = Signal(int)
    """Move the chosen cards this many levels on."""
    walked = Signal(int)
    """The keyboard goes to the neighbouring column."""
    chosen = Signal(bool)
    """Cards were chosen here; whether those of other columns stay chosen."""
    carried = Signal(QPoint)
    dropped = Signal(QPoint)
    given_up = Signal()

    def __init__(self, look: Look, level: int | None) -> None:
        super().__init__()
        self.look, self.level = look, level
        t = look.texts
        name = t("No level yet") if level is None else level_name(level, t)
        self.head = ColumnHead(look, level, t("Not set") if level is None else name)
        self.cards = CardModel(look, name)
        self.setModel(self.cards)
        self.setItemDelegate(CardDelegate(look, self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        chip = chip_width(look, level) if level is not None else 0
        self.setMinimumWidth(max(look.px(132), chip + look.px(44)))
        self.is_target = False
        self._pressed_at: QPoint | None = None
        self._is_carrying = False
        self._narrows_to: QModelIndex | None = None
        self.selectionModel().selectionChanged.connect(self._selection_changed)

    def show_cards(self, cards: tuple[Card, ...]) -> None:
        """Show these cards."""
        if cards != self.cards.rows:
            self.cards.set_rows(cards)
        self.head.show_count(len(cards))

    def chosen_cards(self) -> tuple[Card, ...]:
        """Return the chosen cards from top to bottom."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return tuple(self.cards.rows[at] for at in places if at < len(self.cards.rows))

    @property
    def current(self) -> Card | None:
        """The card that the keyboard is on."""
        at = self.currentIndex().row()
        return self.cards.rows[at] if 0 <= at < len(self.cards.rows) else None

    def go_to(self, at: int) -> bool:
        """Make the card at a place (or the last one before it) current and chosen; return whether there is one."""
        if not self.cards.rows:
            return False
        index = self.cards.index(max(0, min(at, len(self.cards.rows) - 1)), 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        return True

    def mark_as_target(self, *, is_target: bool) -> None:
        """Show that a carried card would be put here."""
        if is_target != self.is_target:
            self.is_target = is_target
            self.viewport().update()

    def _selection_changed(self) -> None:
        if self.selectionModel().hasSelection():
            held = QApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
            self.chosen.emit(bool(held))

    def _let_go(self) -> None:
        self._pressed_at, self._is_carrying = None, False
        self._narrows_to = None
        self.unsetCursor()

    # Qt's own names from here on

    def event(self, event: QEvent) -> bool:
        """Take the keys that the window would else use for its own: Alt with arrows and digits."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = (Qt.Key.Key_Left, Qt.Key.Key_Right, *range(Qt.Key.Key_0, Qt.Key.Key_9))
            if event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in ours:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        sideways = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(key))
        is_alone = held in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self._is_carrying:
            self._let_go()
            self.given_up.emit()
        elif sideways is not None and held == Qt.KeyboardModifier.AltModifier:
            self.shift_wanted.emit(sideways)
        elif sideways is not None and held == Qt.KeyboardModifier.NoModifier:
            self.walked.emit(sideways)
        elif is_alone and Qt.Key.Key_1 <= key <= Qt.Key.Key_8:
            self.level_wanted.emit(key - Qt.Key.Key_0)
        elif is_alone and key in (Qt.Key.Key_0, Qt.Key.Key_Delete):
            self.level_wanted.emit(None)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self._pressed_at = event.position().toPoint()
            is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if is_plain and self.selectionModel().isSelected(index):
                self._narrows_to = index  # several may be carried: the choice narrows only if nothing is
                self.setFocus(Qt.FocusReason.MouseFocusReason)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is None:
            super().mouseMoveEvent(event)
            return
        way = (event.position().toPoint() - self._pressed_at).manhattanLength()
        if self._is_carrying or way >= QApplication.startDragDistance():
            if not self._is_carrying:
                self._is_carrying = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.carried.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_carrying, narrows_to = self._is_carrying, self._narrows_to
        self._let_go()
        if was_carrying:
            self.dropped.emit(event.globalPosition().toPoint())
            return
        if narrows_to is not None:
            self.selectionModel().clearSelection()
            self.setCurrentIndex(narrows_to)
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_target:
            painter = QPainter(self.viewport())
            painter.fillRect(self.viewport().rect(), self.look.color("selection"))
            painter.end()
        super().paintEvent(event)
