"""Where one can go: pages, and departments as a filter on all of them. Wide with words, or a rail of icons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon

Index = QModelIndex | QPersistentModelIndex
WIDE, RAIL = 208, 56
_AT_THE_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True)
class Entry:
    """A line of the navigation: a heading, a page or a department. ``count`` stands at the right."""

    kind: str
    key: str
    text: str
    icon: str = ""
    count: str = ""
    spoken: str = ""


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[Entry, ...] = ()

    def show(self, entries: tuple[Entry, ...]) -> None:
        """Take other entries. Where only words differ, the list is as it was: whoever shows it paints it anew.

        (``dataChanged`` would have the list ask for the height of every line again.)
        """
        if [(e.kind, e.key) for e in entries] == [(e.kind, e.key) for e in self.entries]:
            self.entries = entries
            return
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entries[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return entry.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken or entry.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.entries[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Line(QStyledItemDelegate):
    def __init__(self, look: Look, view: Navigation) -> None:
        super().__init__(view)
        self.look, self.view = look, view
        self._fitted: dict[tuple[str, int, int], str] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        entry = self.view.entries[index.row()]
        if entry.kind == "heading":
            return QSize(10, self.look.px(12 if self.view.is_rail else 32))
        if entry.kind == "department":
            return QSize(10, self.look.px(28))
        return QSize(10, self.look.px(40 if self.view.is_rail else 34))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self.view.entries[index.row()]
        look, rect = self.look, option.rect
        painter.save()
        if entry.kind == "heading":
            self._heading(painter, rect, entry)
            painter.restore()
            return
        key = self.view.chosen_department or "" if entry.kind == "department" else self.view.chosen_page
        is_chosen = entry.key == key
        box = rect.adjusted(look.px(8), 1, -look.px(8), -1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selection"))
            painter.drawRoundedRect(box, look.px(6), look.px(6))
            painter.fillRect(
                QRect(rect.left(), rect.top() + 1, look.px(3), rect.height() - 2), look.color("accent")
            )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), look.px(6), look.px(6))
        self._words(painter, box, entry, is_chosen=is_chosen)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        if self.view.is_rail:
            painter.fillRect(
                rect.adjusted(self.look.px(16), rect.height() // 2, -self.look.px(16), 0).adjusted(
                    0, 0, 0, 1 - rect.height() // 2
                ),
                self.look.color("line"),
            )
            return
        painter.setFont(self.look.font("small"))
        painter.setPen(self.look.color("text2"))
        area = rect.adjusted(self.look.px(16), 0, -self.look.px(8), -self.look.px(4))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), entry.text)

    def _words(self, painter: QPainter, box: QRect, entry: Entry, *, is_chosen: bool) -> None:
        look = self.look
        size = look.px(20 if self.view.is_rail else 18)
        ink = look.color("accent" if is_chosen else "text2")
        if self.view.is_rail:
            place = QRect(box.center().x() - size // 2, box.center().y() - size // 2, size, size)
            paint_icon(painter, place, entry.icon, ink)
            return
        left = box.left() + look.px(8)
        if entry.icon:
            paint_icon(painter, QRect(left, box.center().y() - size // 2, size, size), entry.icon, ink)
            left += size + look.px(10)
        right = box.right() - look.px(8)
        painter.setFont(look.font("small"))
        if entry.count:
            painter.setPen(look.color("text3"))
            painter.drawText(
                box.adjusted(0, 0, -look.px(8), 0),
                int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                entry.count,
            )
            right -= QFontMetrics(painter.font()).horizontalAdvance(entry.count) + look.px(8)
        painter.setFont(look.font("strong" if is_chosen else "body"))
        painter.setPen(look.color("text"))
        area = QRect(left, box.top(), right - left, box.height())
        text = self._elided(entry.text, area.width(), painter.font())
        painter.drawText(area, _AT_THE_LEFT, text)

    def _elided(self, text: str, room: int, font: QFont) -> str:
        found = self._fitted.get((text, room, font.weight()))
        if found is None:
            found = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
            self._fitted[text, room, font.weight()] = found
        return found


class Navigation(QListView):
    """The list at the left. Arrow keys walk, Enter or a click chooses."""

    page_wanted = Signal(str)
    department_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.is_rail = False
        self.chosen_page = ""
        self.chosen_department: str | None = None
        self._entries = _Entries()
        self._shown: tuple[object, ...] = ()
        self.setModel(self._entries)
        self.setItemDelegate(_Line(look, self))
        self.setAccessibleName(look.texts("Pages and departments"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setProperty("ground", "window")
        self.setStyleSheet(f"QListView {{ background: {look.theme.window}; }}")
        self.clicked.connect(self._chosen)
        self.activated.connect(self._chosen)
        self.set_rail(is_rail=False)

    def show_entries(self, entries: tuple[Entry, ...], page: str, department: str | None) -> None:
        """Show these entries, with one page and one department (or all) marked."""
        self.chosen_page, self.chosen_department = page, department
        if self.is_rail:
            entries = tuple(e for e in entries if e.kind == "page")
        is_new = (entries, page, department) != self._shown
        self._shown = (entries, page, department)
        if is_new:
            self._entries.show(entries)
            self.viewport().update()
        at = next((n for n, e in enumerate(self.entries) if e.kind == "page" and e.key == page), -1)
        if at >= 0 and not self.hasFocus():
            self.setCurrentIndex(self._entries.index(at))

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The lines as they are shown."""
        return self._entries.entries

    def set_rail(self, *, is_rail: bool) -> None:
        """Show icons alone, or words too."""
        self.is_rail = is_rail
        self.setFixedWidth(self.look.px(RAIL if is_rail else WIDE))
        self.scheduleDelayedItemsLayout()

    def _chosen(self, index: QModelIndex) -> None:
        entry = self.entries[index.row()]
        if entry.kind == "page":
            self.page_wanted.emit(entry.key)
        elif entry.kind == "department":
            self.department_wanted.emit(entry.key)
