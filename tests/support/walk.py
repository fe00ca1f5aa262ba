"""Walks over everything a window shows: what is written, what is cut off, what has no name, what Tab reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from workbench.ui.widgets.parts import ElidedLabel

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QComboBox,
    QAbstractItemView,
    QPlainTextEdit,
    QTextEdit,
    QAbstractSpinBox,
    QTabBar,
)


def visible(root: QWidget) -> Iterator[QWidget]:
    """Yield every widget that is shown inside ``root``, itself first."""
    for widget in (root, *root.findChildren(QWidget)):
        if isinstance(widget.parent(), QTabBar):
            continue  # the arrows that Qt puts there, with texts of its own
        if widget.isVisibleTo(root) or widget is root:
            yield widget


def texts(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Yield every text that the widgets in ``root`` show or say, with who says it. Table cells are not among them."""
    for widget in visible(root):
        said: list[str] = [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        if isinstance(widget, QLabel | QAbstractButton):
            said.append(widget.text())
        elif isinstance(widget, QLineEdit):
            said.append(widget.placeholderText())
        elif isinstance(widget, QComboBox):
            said += [widget.itemText(at) for at in range(widget.count())]
        elif isinstance(widget, QGroupBox):
            said.append(widget.title())
        elif isinstance(widget, QTabBar):
            said += [widget.tabText(at) for at in range(widget.count())]
        elif isinstance(widget, QTableView):
            model = widget.model()
            said += [
                str(model.headerData(at, Qt.Orientation.Horizontal) or "")
                for at in range(model.columnCount())
            ]
        elif isinstance(widget, QMenu):
            said += [action.text() for action in widget.actions()]
        for text in said:
            if text:
                yield widget, text


def action_texts(root: QWidget) -> Iterator[str]:
    """Yield the words of every action in ``root``."""
    for action in root.findChildren(QAction):
        yield action.text()
        yield action.toolTip()


_BRACKETED = re.compile("⟦[^⟦⟧]*⟧")


def unmarked(text: str, known: frozenset[str]) -> str:
    """Return the letters of ``text`` that stand neither in pseudo-brackets nor in what people wrote; "" is good."""
    rest = text
    while (shorter := _BRACKETED.sub("", rest)) != rest:
        rest = shorter
    for part in re.split(r"[\n·,;:()–/\t]+", rest):
        words = part.strip(" .+–−\u202f\u00a0%*&")
        if words in known or all(word in known for word in re.findall(r"[^\W\d_]{2,}", words)):
            continue
        return words
    return ""


@dataclass(frozen=True)
class Cut:
    """A widget that shows less than it has to say."""

    widget: QWidget
    text: str
    needs: int
    has: int
    way: str

    def __str__(self) -> str:
        return f"{type(self.widget).__name__} {self.way} {self.has} < {self.needs}: {self.text[:60]!r}"


def cut_off(root: QWidget) -> Iterator[Cut]:
    """Yield every label, button, tab and table head in ``root`` whose words do not fit."""
    for widget in visible(root):
        if isinstance(widget, ElidedLabel) or widget.width() == 0:
            continue
        if isinstance(widget, QLabel) and widget.text() and widget.pixmap().isNull():
            yield from _label(widget)
        elif isinstance(widget, QAbstractButton) and widget.text():
            yield from _button(widget)
        elif isinstance(widget, QTabBar):
            if widget.sizeHint().width() > widget.width() + 1 and not widget.usesScrollButtons():
                yield Cut(widget, widget.tabText(0), widget.sizeHint().width(), widget.width(), "wide")
        elif isinstance(widget, QTableView) and not widget.horizontalHeader().isHidden():
            yield from _heads(widget)


def _label(widget: QLabel) -> Iterator[Cut]:
    if widget.wordWrap():
        words = widget.text().split()
        widest = max((QFontMetrics(widget.font()).horizontalAdvance(word) for word in words), default=0)
        room = widget.contentsRect().width()
        if widest > room + 1:
            yield Cut(widget, widget.text(), widest, room, "wide (a word)")
        needs = widget.heightForWidth(widget.width())
        if needs > widget.height() + 1:
            yield Cut(widget, widget.text(), needs, widget.height(), "high")
    elif widget.sizeHint().width() > widget.width() + 1:
        yield Cut(widget, widget.text(), widget.sizeHint().width(), widget.width(), "wide")


def _button(widget: QAbstractButton) -> Iterator[Cut]:
    if isinstance(widget, QToolButton) and widget.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly:
        return
    needs = QFontMetrics(widget.font()).horizontalAdvance(widget.text().replace("&", ""))
    if needs > widget.width() - 2:
        yield Cut(widget, widget.text(), needs, widget.width(), "wide")


def _heads(table: QTableView) -> Iterator[Cut]:
    header: QHeaderView = table.horizontalHeader()
    for at in range(header.count()):
        if header.isSectionHidden(at):
            continue
        text = str(table.model().headerData(at, Qt.Orientation.Horizontal) or "")
        needs = QFontMetrics(header.font()).horizontalAdvance(text)
        if needs > header.sectionSize(at) - 8:
            yield Cut(table, text, needs, header.sectionSize(at), "head")


def nameless(root: QWidget) -> Iterator[QWidget]:
    """Yield every control in ``root`` that a screen reader could not name, by asking QAccessible."""
    for widget in visible(root):
        if isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar | QHeaderView):
            if isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QTableView):
                continue
            face = QAccessible.queryAccessibleInterface(widget)
            name = face.text(QAccessible.Text.Name) if face is not None else ""
            if not (name or widget.accessibleName()).strip():
                yield widget


def unreachable(root: QWidget) -> Iterator[QWidget]:
    """Yield every enabled control in ``root`` that neither Tab nor its group's arrow keys reach."""
    for widget in visible(root):
        if (
            not isinstance(widget, CONTROLS)
            or not widget.isEnabled()
            or isinstance(widget, QHeaderView | QScrollBar)
        ):
            continue
        parent = widget.parent()
        if (
            isinstance(parent, QAbstractSpinBox | QComboBox | QAbstractScrollArea)
            or widget.focusProxy() is not None
        ):
            continue
        if isinstance(widget, QAbstractButton) and widget.group() is not None and widget.group().exclusive():
            continue  # one tab stop, arrows inside
        if (
            isinstance(widget, QToolButton)
            and type(widget).__name__ == "QToolButton"
            and isinstance(parent, QLineEdit | QTabBar)
        ):
            continue
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def tab_round(root: QWidget) -> list[QWidget]:
    """Return what Tab walks over in ``root``, in order, once round."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root and len(found) < 2000:
        if widget.isVisibleTo(root) and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found
