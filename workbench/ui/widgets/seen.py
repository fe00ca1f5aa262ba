"""What a view shows of figures: its strips, charts and tables, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.figure_strip import FigureStrip
from workbench.ui.widgets.table import TableView

Seen: TypeAlias = "FigureStrip | ChartView | TableView"


def seen_on(view: QWidget) -> tuple[Seen, ...]:
    """Return what ``view`` shows, or would if it stood on the screen: from above, and from the left."""

    def place(one: QWidget) -> tuple[int, int]:
        corner = one.mapTo(view, QPoint())
        return corner.y(), corner.x()

    return tuple(sorted(_found(view, view), key=place))


def _found(widget: QWidget, view: QWidget) -> Iterator[Seen]:
    if isinstance(
        widget, FigureStrip | ChartView | TableView
    ):  # a chart's own table and a pinned column lie inside these
        yield widget
        return
    for child in widget.children():
        if isinstance(child, QWidget) and child.isVisibleTo(view):
            yield from _found(child, view)
