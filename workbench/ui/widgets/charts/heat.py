"""Paints a table of figures in one ink: the darker the cell the more, and the figure stands in it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from workbench.ui.look import Look
from workbench.ui.widgets.charts.plot import Spot, elided, no_figures, text_at, width_of
from workbench.ui.widgets.charts.values import HeatTable

STRONGEST = 0.52
"""How much of the ink the fullest cell has. More would leave no text colour a contrast of 4.5 on every cell."""


def heat_color(look: Look, share: float) -> QColor:
    """Return the fill of a cell that holds ``share`` (0-1) of the highest figure."""
    ground, full = look.color("surface"), look.color("accent")
    part = STRONGEST * min(1.0, max(0.0, share))
    return QColor.fromRgbF(
        ground.redF() + (full.redF() - ground.redF()) * part,
        ground.greenF() + (full.greenF() - ground.greenF()) * part,
        ground.blueF() + (full.blueF() - ground.blueF()) * part,
    )


def paint_heat(painter: QPainter, area: QRectF, chart: HeatTable, look: Look) -> tuple[Spot, ...]:
    """Draw ``chart`` inside ``area``; return where its cells are, row by row."""
    figures = chart.figures()
    if not figures:
        no_figures(painter, area, look)
        return ()
    small = look.font("caption")
    most = max(1e-12, *(value for _, value in figures))
    left = min(width_of(chart.row_labels, small), area.width() * 0.3) + look.px(8)
    head = look.px(18)
    wide = (area.width() - left) / len(chart.column_labels)
    high = min((area.height() - head) / len(chart.row_labels), look.px(34))
    step = max(1, -int(-(width_of(chart.column_labels, small) + look.px(4)) // wide))
    for at, name in enumerate(chart.column_labels):
        if at % step == 0:
            place = QPointF(area.left() + left + (at + 0.5) * wide, area.top() + head / 2)
            text_at(painter, place, name, small, look.color("text2"), "middle")
    spots: list[Spot] = []
    for number, (name, values) in enumerate(zip(chart.row_labels, chart.values, strict=True)):
        top = area.top() + head + number * high
        place = QPointF(area.left(), top + high / 2)
        text_at(painter, place, elided(name, small, left - look.px(8)), small, look.color("text"))
        for at, value in enumerate(values):
            cell = QRectF(area.left() + left + at * wide, top, wide, high)
            _cell(painter, cell, chart, value, most, look)
            spots.append(Spot(len(spots), cell))
    return tuple(spots)


def _cell(
    painter: QPainter, cell: QRectF, chart: HeatTable, value: float | None, most: float, look: Look
) -> None:
    left, right = round(cell.left()), round(cell.right())
    top, bottom = round(cell.top()), round(cell.bottom())
    area = QRectF(left, top, right - left - 1, bottom - top - 1)
    painter.fillRect(area, heat_color(look, (value or 0.0) / most))
    text = "" if value is None else chart.written(value, look.texts).removesuffix("\u00a0%")
    painter.setFont(look.font("caption"))
    painter.setPen(look.color("text" if value else "text3"))
    if width_of([text], painter.font()) <= area.width():
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), text)
