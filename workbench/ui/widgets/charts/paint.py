"""Draws any chart on any device: a widget, a picture, an SVG file, a printer. Title and legend, plot, source.

On a device with finer dots than a screen, scale the painter first: sizes here are pixels of a screen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from workbench.ui.look import Look
from workbench.ui.widgets.charts.bars import paint_bars, paint_lines
from workbench.ui.widgets.charts.heat import paint_heat
from workbench.ui.widgets.charts.levels import paint_levels
from workbench.ui.widgets.charts.plot import Spot, dashed, elided, ink, text_at, width_of
from workbench.ui.widgets.charts.rows import paint_ranges, paint_waterfall
from workbench.ui.widgets.charts.values import (
    BarChart,
    Chart,
    HeatTable,
    LevelBars,
    LineChart,
    RangeStrip,
    Role,
    Waterfall,
)

Painter = Callable[[QPainter, QRectF, Any, Look], tuple[Spot, ...]]
_PAINTERS: dict[type[Chart], Painter] = {
    BarChart: paint_bars,
    LineChart: paint_lines,
    LevelBars: paint_levels,
    HeatTable: paint_heat,
    Waterfall: paint_waterfall,
    RangeStrip: paint_ranges,
}


@dataclass(frozen=True)
class _Key:
    """An entry of the legend; without an ink it is the dashed line of a limit."""

    text: str
    role: Role | None


def paint_chart(
    painter: QPainter,
    area: QRectF,
    chart: Chart,
    look: Look,
    *,
    is_titled: bool = True,
    right_of_title: float = 0.0,
) -> tuple[Spot, ...]:
    """Draw ``chart`` inside ``area`` and return where its marks are, for pointers and arrow keys.

    ``right_of_title`` is room in the title's row that somebody else needs.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    top = area.top()
    if is_titled:
        top = _head(painter, area, chart, look, right_of_title)
    bottom = area.bottom()
    if chart.source:
        small = look.font("caption")
        place = QPointF(area.left(), bottom - look.px(8))
        text_at(painter, place, elided(chart.source, small, area.width()), small, look.color("text2"))
        bottom -= look.px(20)
    plot = QRectF(area.left(), top, area.width(), max(1.0, bottom - top))
    spots = _PAINTERS[type(chart)](painter, plot, chart, look)
    painter.restore()
    return spots


def paint_current(painter: QPainter, spot: Spot, look: Look) -> None:
    """Draw the focus frame round the mark that the arrow keys stand on."""
    painter.setPen(QPen(look.color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(spot.area.adjusted(1, 1, -1, -1))


def _head(painter: QPainter, area: QRectF, chart: Chart, look: Look, reserved: float) -> float:
    """Draw title, unit and legend; return where the plot may begin."""
    strong, small = look.font_of(13, 600), look.font("small")
    line = look.px(24)
    keys = _legend(chart)
    room = area.width() - reserved
    middle = area.top() + line / 2
    title = elided(chart.title, strong, room)
    used = text_at(painter, QPointF(area.left(), middle), title, strong, look.color("text")).width()
    x = area.left() + used + look.px(10)
    if chart.unit:
        unit = elided(chart.unit, small, max(0.0, area.left() + room - x))
        if unit == chart.unit or not chart.is_share:  # shares carry their per cent at the axis
            x += text_at(painter, QPointF(x, middle), unit, small, look.color("text2")).width() + look.px(14)
    wide = sum(width_of([key.text], small) + look.px(24 + 14) for key in keys)
    if keys and x + wide > area.left() + room:
        x, middle = area.left(), middle + line
    for key in keys:
        x = _key(painter, QPointF(x, middle), key, look) + look.px(14)
    return middle + line / 2 + look.px(4)


def _legend(chart: Chart) -> list[_Key]:
    """Return what must be explained: two or more series, and a limit."""
    keys: list[_Key] = []
    if isinstance(chart, BarChart):
        if len(chart.series) > 1:
            keys = [_Key(one.name, one.role) for one in chart.series]
        if chart.limit:
            keys.append(_Key(chart.limit_name, None))
    elif isinstance(chart, Waterfall):
        keys = [_Key(text, role) for role, text in chart.legend]
    return keys


def _key(painter: QPainter, at: QPointF, key: _Key, look: Look) -> float:
    """Draw one entry of the legend; return where it ends."""
    size = look.px(18 if key.role is None else 10)
    if key.role is None:
        painter.setPen(dashed(look))
        painter.drawLine(at, QPointF(at.x() + size, at.y()))
    else:
        painter.fillRect(QRectF(at.x(), round(at.y() - size / 2), size, size), ink(look, key.role))
    place = QPointF(at.x() + size + look.px(6), at.y())
    return text_at(painter, place, key.text, look.font("small"), look.color("text2")).right()
