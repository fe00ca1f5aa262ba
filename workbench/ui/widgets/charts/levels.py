"""Paints one bar per level in the levels' own colours, with the boundary between 4 and 5."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from workbench.ui.look import Look
from workbench.ui.widgets.charts.plot import Spot, elided, no_figures, text_at
from workbench.ui.widgets.charts.values import LevelBars
from workbench.ui.widgets.chips import SHORT, paint_chip


def paint_levels(painter: QPainter, area: QRectF, chart: LevelBars, look: Look) -> tuple[Spot, ...]:
    """Draw ``chart`` inside ``area``: value, bar, chip, and what it means below; return where the levels are."""
    if not chart.figures():
        no_figures(painter, area, look)
        return ()
    middle = look.px(18)
    slot = (area.width() - middle) / 8
    foot = look.px(SHORT + 6 + 20)
    floor, top = area.bottom() - foot, area.top() + look.px(18)
    most = max(1e-12, *(value or 0.0 for value in chart.values))
    spots = []
    for at, value in enumerate(chart.values):
        left = area.left() + at * slot + (middle if at >= 4 else 0)
        high = (floor - top) * (value or 0.0) / most
        _bar(painter, QRectF(left, floor - high, slot, high), at + 1, look)
        text = chart.written(value, look.texts)
        place = QPointF(left + slot / 2, floor - high - look.px(10))
        small = look.font("caption")
        text_at(painter, place, text, small, look.color("text3" if value is None else "text2"), "middle")
        chip = QPoint(round(left + slot / 2 - look.px(SHORT) / 2), round(floor + look.px(5)))
        paint_chip(painter, look, chip, at + 1, is_short=True)
        spots.append(Spot(at, QRectF(left, area.top(), slot, area.height() - look.px(18))))
    x = round(area.left() + 4 * slot + middle / 2)
    painter.fillRect(QRectF(x - 1, area.top(), 2, area.height() - look.px(18)), look.color("text"))
    halves = (
        (area.left(), look.texts("can move")),
        (area.left() + 4 * slot + middle, look.texts("stays")),
    )
    for left, words in halves:
        place = QPointF(left + 2 * slot, area.bottom() - look.px(8))
        font = look.font("caption")
        text_at(painter, place, elided(words, font, 4 * slot), font, look.color("text2"), "middle")
    return tuple(spots)


def _bar(painter: QPainter, slot: QRectF, level: int, look: Look) -> None:
    style = look.theme.levels[level]
    gap = max(2.0, slot.width() * 0.07)
    area = QRectF(
        round(slot.left() + gap), round(slot.top()), round(slot.width() - 2 * gap), round(slot.height())
    )
    if area.height() < 1:
        return
    painter.fillRect(area, QColor(style.fill))
    if style.edge:
        painter.setPen(QPen(QColor(style.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
