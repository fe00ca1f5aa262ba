"""Paints a drawing's shapes: what a layout below the window says, sharp on any screen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from workbench.export.drawing import Box, Circle, Diamond, Label, Line, Shape
from workbench.export.fonts import Weight
from workbench.ui.look import Look

_DASH = (5.0, 4.0)
"""Pixels of a dash and of a gap, as in an SVG file."""


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: Weight = 400) -> float:
    """Return how wide the window sets ``text``: with figures of equal width."""
    return QFontMetricsF(_font(size, weight)).horizontalAdvance(text)


def paint_shapes(painter: QPainter, shapes: Iterable[Shape]) -> None:
    """Paint ``shapes``, the later over the earlier."""
    for shape in shapes:
        match shape:
            case Box():
                _box(painter, shape)
            case Line():
                _line(painter, shape)
            case Label():
                _label(painter, shape)
            case Circle():
                _round(painter, shape)
            case Diamond():
                _diamond(painter, shape)


def _box(painter: QPainter, box: Box) -> None:
    area = QRectF(box.x, box.y, box.width, box.height)
    if not box.radius and box.fill:
        half = 0.5 if box.edge else 0.0
        painter.fillRect(area.adjusted(-half, -half, half, half), _color(box.fill))
    if not box.radius and not box.edge:
        return
    _pen(painter, box.edge, box.edge_width, is_dashed=box.dashed)
    if not box.radius:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        return
    painter.setBrush(_color(box.fill) if box.fill else Qt.BrushStyle.NoBrush)
    _smooth(painter, is_on=True)
    painter.drawRoundedRect(area, box.radius, box.radius)
    _smooth(painter, is_on=False)


def _line(painter: QPainter, line: Line) -> None:
    points = [QPointF(x, y) for x, y in line.points]
    is_straight = all(a.x() == b.x() or a.y() == b.y() for a, b in pairwise(points))
    _pen(painter, line.colour, line.width, is_dashed=line.dashed)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _smooth(painter, is_on=not is_straight or line.curved)
    if line.curved:
        path = QPainterPath(points[0])
        for at in range(1, len(points) - 2, 3):
            path.cubicTo(points[at], points[at + 1], points[at + 2])
        painter.drawPath(path)
    elif len(points) == 2:
        painter.drawLine(points[0], points[1])
    else:
        painter.drawPolyline(QPolygonF(points))
    _smooth(painter, is_on=False)


def _label(painter: QPainter, label: Label) -> None:
    wide = text_width(label.text, label.size, label.weight)
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    if label.ground:
        strip = QRectF(left - 2, label.y - label.size * 0.92, wide + 4, label.size * 1.2)
        painter.fillRect(strip, _color(label.ground))
    painter.setFont(_font(label.size, label.weight))
    painter.setPen(_color(label.colour))
    painter.drawText(QPointF(left, label.y), label.text)


def _round(painter: QPainter, circle: Circle) -> None:
    _pen(painter, circle.edge, circle.edge_width)
    painter.setBrush(_color(circle.fill) if circle.fill else Qt.BrushStyle.NoBrush)
    _smooth(painter, is_on=True)
    painter.drawEllipse(QPointF(circle.x, circle.y), circle.radius, circle.radius)
    _smooth(painter, is_on=False)


def _diamond(painter: QPainter, one: Diamond) -> None:
    half = one.size / 2
    corners = ((one.x, one.y - half), (one.x + half, one.y), (one.x, one.y + half), (one.x - half, one.y))
    _pen(painter, one.edge, one.edge_width)
    painter.setBrush(_color(one.fill) if one.fill else Qt.BrushStyle.NoBrush)
    _smooth(painter, is_on=True)
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    _smooth(painter, is_on=False)


def _pen(painter: QPainter, colour: str, width: float, *, is_dashed: bool = False) -> None:
    if not colour:
        painter.setPen(Qt.PenStyle.NoPen)
        return
    pen = QPen(_color(colour), width)
    if is_dashed:
        pen.setDashPattern([part / width for part in _DASH])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)


def _smooth(painter: QPainter, *, is_on: bool) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, is_on)


@lru_cache(maxsize=512)
def _color(name: str) -> QColor:
    return QColor(name)


@lru_cache(maxsize=64)
def _font(size: float, weight: int) -> QFont:
    return Look.font_at(size, weight)
