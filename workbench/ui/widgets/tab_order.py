"""Tab goes through a page as one reads it, also through what was added to it later."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QWidget


class TabOrder:
    """Lets Tab walk what lies in ``root`` in the order of its layouts."""

    def __init__(self, root: QWidget) -> None:
        self._root = root
        self._parts = 0

    def keep(self) -> None:
        """Put it in order where something came or went; it is called whenever that may be."""
        count = len(self._root.findChildren(QWidget))
        if count == self._parts:
            return
        self._parts = count
        stops = [one for one in _in_order(self._root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    layout = widget.layout()
    if isinstance(widget, QSplitter):
        for at in range(widget.count()):
            part = widget.widget(at)
            if part is not None:
                yield from _in_order(part)
    elif isinstance(widget, QScrollArea):
        content = widget.widget()
        if content is not None:
            yield from _in_order(content)
    elif layout is not None:
        yield from _within(layout)


def _within(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        widget, inner = (item.widget(), item.layout()) if item is not None else (None, None)
        if widget is not None:
            yield from _in_order(widget)
        elif inner is not None:
            yield from _within(inner)
