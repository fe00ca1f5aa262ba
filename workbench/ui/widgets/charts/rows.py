"""Paints what stands in rows: waterfalls, and ranges on one axis."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from workbench.ui.look import Look
from workbench.ui.widgets.charts.plot import Spot, elided, ink, no_figures, text_at, width_of
from workbench.ui.widgets.charts.values import Range, RangeStrip, Waterfall


def paint_waterfall(painter: QPainter, area: QRectF, chart: Waterfall, look: Look) -> tuple[Spot, ...]:
    """Draw ``chart`` inside ``area``, one row per part and the total last; return where the rows are."""
    if not chart.parts:
        no_figures(painter, area, look)
        return ()
    body, strong = look.font(), look.font("strong")
    names = [*(part.name for part in chart.parts), chart.total_name]
    texts = [row[1] for row in chart.table(look.texts).rows]
    left = min(width_of(names, strong) + look.px(12), area.width() * 0.45)
    room = width_of(texts, strong) + look.px(10)
    ends = list(accumulate((part.value for part in chart.parts), initial=0.0))
    lowest, highest = min(0.0, *ends), max(1e-12, *ends)
    scale = max(1.0, area.width() - left - room) / (highest - lowest)
    zero = area.left() + left - lowest * scale
    high = min(look.px(31), area.height() / len(names))
    spots = []
    for at, (name, text) in enumerate(zip(names, texts, strict=True)):
        is_total = at == len(chart.parts)
        start, end = (0.0, ends[-1]) if is_total else (ends[at], ends[at + 1])
        row = QRectF(area.left(), area.top() + at * high, area.width(), high)
        x, width = zero + min(start, end) * scale, max(1.0, abs(end - start) * scale)
        bar = QRectF(round(x), round(row.top() + high * 0.18), max(1, round(width)), round(high * 0.64))
        if is_total:
            painter.setPen(QPen(look.color("line"), 1))
            painter.drawLine(row.topLeft(), row.topRight())
        else:
            join = round(zero + end * scale)
            painter.setPen(QPen(look.color("edge"), 1))
            painter.drawLine(QPointF(join, bar.bottom()), QPointF(join, row.bottom() + high * 0.18))
        painter.fillRect(bar, look.color("text") if is_total else ink(look, chart.parts[at].role))
        font = strong if is_total else body
        place = QPointF(area.left() + left - look.px(10), row.center().y())
        text_at(painter, place, elided(name, font, left - look.px(10)), font, look.color("text"), "right")
        place = QPointF(bar.right() + look.px(7), row.center().y())
        text_at(painter, place, text, font, look.color("text"))
        spots.append(Spot(at, row))
    return tuple(spots)


def paint_ranges(painter: QPainter, area: QRectF, chart: RangeStrip, look: Look) -> tuple[Spot, ...]:
    """Draw ``chart`` inside ``area``: the ends are written below a single strip, beside several; return the rows."""
    if not chart.ranges:
        no_figures(painter, area, look)
        return ()
    if len(chart.ranges) == 1 and not chart.ranges[0].name:
        one = chart.ranges[0]
        track = QRectF(area.left(), area.top() + look.px(4), area.width(), look.px(7))
        _strip(painter, track, one, chart, look)
        place = QPointF(area.left(), track.bottom() + look.px(14))
        small = look.font("small")
        said = elided(chart.ends(one, look.texts), small, area.width())
        text_at(painter, place, said, small, look.color("text"))
        return (Spot(0, area),)
    body, small = look.font(), look.font("small")
    names = [one.name for one in chart.ranges]
    words = [
        f"{chart.written(one.middle, look.texts)}  ({chart.ends(one, look.texts)})" for one in chart.ranges
    ]
    left = min(width_of(names, body) + look.px(12), area.width() * 0.35)
    right = min(width_of(words, small) + look.px(12), area.width() * 0.4)
    high = min(look.px(30), area.height() / len(names))
    spots = []
    for at, (one, said) in enumerate(zip(chart.ranges, words, strict=True)):
        row = QRectF(area.left(), area.top() + at * high, area.width(), high)
        name = elided(one.name, body, left - look.px(12))
        text_at(painter, QPointF(row.left(), row.center().y()), name, body, look.color("text"))
        track = QRectF(
            row.left() + left, row.center().y() - look.px(3), row.width() - left - right, look.px(7)
        )
        _strip(painter, track, one, chart, look)
        place = QPointF(track.right() + look.px(12), row.center().y())
        text_at(painter, place, elided(said, small, right - look.px(12)), small, look.color("text2"))
        spots.append(Spot(at, row))
    return tuple(spots)


def _strip(painter: QPainter, track: QRectF, one: Range, chart: RangeStrip, look: Look) -> None:
    """Draw one thin bar on its track, with a tick that stands out over both edges."""
    low, high = chart.reach()
    width = (high - low) or 1.0

    def x(value: float) -> float:
        return track.left() + track.width() * min(1.0, max(0.0, (value - low) / width))

    box = QRectF(round(track.left()), round(track.top()), round(track.width()), round(track.height()))
    painter.setPen(QPen(look.color("edge"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    left, right = round(x(one.low)), round(x(one.high))
    inside = QRectF(left, box.top() + 1, max(2, right - left), box.height() - 2)
    painter.fillRect(inside, look.color("series2"))
    tick = look.px(3)
    painter.fillRect(
        QRectF(round(x(one.middle)) - tick / 2, box.top() - tick, tick, box.height() + 2 * tick),
        look.color("text"),
    )
