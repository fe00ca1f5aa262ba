"""Paints bars and lines over one axis that starts at zero."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from workbench.ui.look import Look
from workbench.ui.widgets.charts.plot import (
    Spot,
    axis,
    dashed,
    decimals_of,
    elided,
    ink,
    no_figures,
    text_at,
    width_of,
)
from workbench.ui.widgets.charts.values import BarChart, LineChart

FEW = 14
"""Up to so many bars stand with air between them; more have gaps of one pixel."""


@dataclass(frozen=True)
class _Plot:
    """The plot's area, the axis' highest value, and the room of one bar."""

    area: QRectF
    top: float
    slot: float

    def y(self, value: float) -> float:
        return self.area.bottom() - self.area.height() * value / self.top

    def slot_of(self, at: int) -> QRectF:
        return QRectF(self.area.left() + at * self.slot, self.area.top(), self.slot, self.area.height())


def paint_bars(painter: QPainter, area: QRectF, chart: BarChart, look: Look) -> tuple[Spot, ...]:
    """Draw ``chart`` inside ``area``; return where its bars are."""
    plot = _axes(painter, area, chart, look)
    if plot is None:
        return ()
    gap = max(1.0, plot.slot * 0.16) if len(chart.labels) <= FEW else 1.0
    for at in range(len(chart.labels)):
        _bar(painter, plot, chart, at, gap, look)
    _ranges(painter, plot, chart, look)
    _limit(painter, plot, chart, look)
    _values(painter, plot, chart, look)
    return tuple(Spot(at, plot.slot_of(at)) for at in range(len(chart.labels)))


def paint_lines(painter: QPainter, area: QRectF, chart: LineChart, look: Look) -> tuple[Spot, ...]:
    """Draw ``chart`` inside ``area``, the second line dashed; return where its points are, by label."""
    plot = _axes(painter, area, chart, look)
    if plot is None:
        return ()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, series in enumerate(chart.series):
        pen = QPen(ink(look, series.role), look.px(2))
        if number % 2:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        path, is_open = QPainterPath(), False
        for at, value in enumerate(series.values):
            if value is None:
                is_open = False
                continue
            point = QPointF(plot.slot_of(at).center().x(), plot.y(value))
            path.lineTo(point) if is_open else path.moveTo(point)
            is_open = True
        painter.drawPath(path)
    painter.restore()
    _limit(painter, plot, chart, look)
    _note(painter, plot, chart, look)
    return tuple(Spot(at, plot.slot_of(at)) for at in range(len(chart.labels)))


def _axes(painter: QPainter, area: QRectF, chart: BarChart, look: Look) -> _Plot | None:
    """Draw grid, axis and labels; None (and a word) where there is nothing to show."""
    if not chart.labels or not chart.figures():
        no_figures(painter, area, look)
        return None
    places = axis(_top(chart), is_whole=not chart.decimals and not chart.is_share)
    small = look.font("caption")
    shown = 1 if chart.is_share and places[1] < 0.01 else 0
    words = [
        look.texts.percent(place, shown) if chart.is_share else look.texts.number(place, decimals_of(places))
        for place in places
    ]
    below = look.px(18) + (look.px(16) if chart.groups else 0)
    left = width_of(words, small) + look.px(8)
    head = look.px(18)
    inner = QRectF(
        area.left() + left, area.top() + head, area.width() - left, max(8.0, area.height() - head - below)
    )
    plot = _Plot(inner, places[-1], inner.width() / len(chart.labels))
    for place, text in zip(places, words, strict=True):
        y = round(plot.y(place)) - 0.5
        painter.setPen(QPen(look.color("edge" if place == 0 else "grid"), 1))
        painter.drawLine(QPointF(inner.left(), y), QPointF(inner.right(), y))
        at = QPointF(inner.left() - look.px(6), y)
        text_at(painter, at, text, small, look.color("text2"), "right")
    _ticks(painter, plot, chart, look)
    return plot


def _top(chart: BarChart) -> float:
    values = [value for _, value in chart.figures()]
    values += [value for value in (*chart.high, *chart.limit) if value is not None]
    return max(values, default=0.0)


def _ticks(painter: QPainter, plot: _Plot, chart: BarChart, look: Look) -> None:
    small = look.font("caption")
    ticks = chart.ticks or chart.labels
    room = width_of(ticks, small) + look.px(6)
    every = 1
    if not chart.ticks:
        while every * plot.slot < room and every < len(ticks):
            every += 1
    y, free = plot.area.bottom() + look.px(10), -1e9
    for at, text in enumerate(ticks):
        x = plot.slot_of(at).center().x()
        if text and at % every == 0 and x - width_of([text], small) / 2 >= free:
            area = text_at(painter, QPointF(x, y), text, small, look.color("text2"), "middle")
            free = area.right() + look.px(4)
    start = 0
    for name, count in chart.groups:
        first, last = plot.slot_of(start).left(), plot.slot_of(start + count - 1).right()
        if start:
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(QPointF(first, plot.area.top()), QPointF(first, plot.area.bottom()))
        middle = QPointF((first + last) / 2, y + look.px(16))
        text_at(painter, middle, elided(name, small, last - first), small, look.color("text"), "middle")
        start += count


def _bar(painter: QPainter, plot: _Plot, chart: BarChart, at: int, gap: float, look: Look) -> None:
    slot, floor = plot.slot_of(at), 0.0
    for series in chart.series:
        value = series.values[at]
        if not value:
            continue
        top, bottom = round(plot.y(floor + value)), round(plot.y(floor))
        left, right = round(slot.left() + gap / 2), round(slot.right() - gap / 2)
        area = QRectF(left, top, max(1, right - left), max(1, bottom - top - (1 if floor else 0)))
        painter.fillRect(area, ink(look, series.role))
        floor += value


def _ranges(painter: QPainter, plot: _Plot, chart: BarChart, look: Look) -> None:
    painter.setPen(QPen(look.color("text"), 1))
    for at, (low, high) in enumerate(zip(chart.low, chart.high, strict=True)):
        if low is None or high is None or low == high:
            continue
        x, cap = round(plot.slot_of(at).center().x()) + 0.5, look.px(3)
        painter.drawLine(QPointF(x, plot.y(low)), QPointF(x, plot.y(high)))
        for end in (low, high):
            painter.drawLine(QPointF(x - cap, plot.y(end)), QPointF(x + cap, plot.y(end)))


def _limit(painter: QPainter, plot: _Plot, chart: BarChart, look: Look) -> None:
    """Draw the plan or limit as steps over the bars."""
    painter.setPen(dashed(look))
    path, is_open = QPainterPath(), False
    for at, value in enumerate(chart.limit):
        if value is None:
            is_open = False
            continue
        slot, y = plot.slot_of(at), round(plot.y(value)) + 0.5
        if is_open:
            path.lineTo(slot.left(), y)
        else:
            path.moveTo(slot.left(), y)
        path.lineTo(slot.right(), y)
        is_open = True
    painter.drawPath(path)


def _values(painter: QPainter, plot: _Plot, chart: BarChart, look: Look) -> None:
    """Write the figures over the bars where there is room, else the one that is worth a note."""
    small = look.font("caption")
    totals = [chart.total(at) for at in range(len(chart.labels))]
    written = [chart.written(value, look.texts) for value in totals]
    if chart.note or width_of(written, small) > plot.slot - 2 or chart.limit:
        _note(painter, plot, chart, look)
        return
    for at, (value, text) in enumerate(zip(totals, written, strict=True)):
        high = chart.high[at] if chart.high else None
        reach = max(value or 0.0, high or 0.0)
        place = QPointF(plot.slot_of(at).center().x(), plot.y(reach) - look.px(9))
        text_at(painter, place, text, small, look.color("text3" if value is None else "text"), "middle")


def _note(painter: QPainter, plot: _Plot, chart: BarChart, look: Look) -> None:
    """Write the note over its bar, clear of the bars beside it."""
    at = chart.note_at
    total = chart.total(at) if at is not None else None
    if at is None or total is None or not chart.note:
        return
    font = look.font_of(12, 600)
    slot = plot.slot_of(at)
    wide = width_of([chart.note], font)
    x = min(max(slot.center().x() - wide / 2, plot.area.left()), plot.area.right() - wide)
    below = [
        max(chart.total(n) or 0.0, (chart.limit[n] or 0.0) if chart.limit else 0.0)
        for n in range(len(chart.labels))
        if plot.slot_of(n).right() >= x and plot.slot_of(n).left() <= x + wide
    ]
    y = max(plot.y(max(below)) - look.px(9), plot.area.top() - look.px(8))
    text_at(painter, QPointF(x, y), chart.note, font, look.color("text"))
