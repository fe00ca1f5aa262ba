"""Paints a drawing's shapes: what a layout below the window says, sharp on any screen."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from workbench.export.drawing import Box, Circle, Diamond, Label, Line, Point, Shape
from workbench.export.fonts import Weight
from workbench.ui.look import Look

_DASH = (5.0, 4.0)
"""Pixels of a dash and of a gap, as in an SVG file."""


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: Weight = 400) -> float:
    """Return how wide the window sets ``text``: with figures of equal width."""
    return QFontMetricsF(_font(size, weight)).horizontalAdvance(text)


Act = Callable[[QPainter], object]
"""Something that is painted, with Qt's own values made beforehand."""


def made_ready(shapes: Iterable[Shape]) -> tuple[Act, ...]:
    """Return what paints ``shapes``, the later over the earlier.

    A chart is painted with every key and laid out rarely: neighbouring fills of one colour become one call.
    """
    acts: list[Act] = []
    fills: list[QRectF] = []
    ink = ""
    for shape in (*shapes, None):
        is_fill = isinstance(shape, Box) and bool(shape.fill) and not shape.radius and not shape.edge
        if fills and not (is_fill and isinstance(shape, Box) and shape.fill == ink):
            acts.append(partial(_fill, fills, _color(ink)))
            fills = []
        if is_fill and isinstance(shape, Box):
            ink = shape.fill
            fills.append(QRectF(shape.x, shape.y, shape.width, shape.height))
        elif shape is not None:
            acts.append(_act(shape))
    return tuple(acts)


def _act(shape: Shape) -> Act:
    match shape:
        case Box():
            return partial(_box, shape)
        case Line():
            return _line(shape)
        case Label():
            return partial(_label, shape)
        case Circle():
            return partial(_round, shape)
        case Diamond():
            return partial(_diamond, shape)


def _fill(areas: list[QRectF], color: QColor, painter: QPainter) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRects(areas)


def _box(box: Box, painter: QPainter) -> None:
    area = QRectF(box.x, box.y, box.width, box.height)
    _pen(painter, box.edge, box.edge_width, is_dashed=box.dashed)
    painter.setBrush(_color(box.fill) if box.fill else Qt.BrushStyle.NoBrush)
    if not box.radius:
        if box.fill:
            painter.fillRect(area.adjusted(-0.5, -0.5, 0.5, 0.5), _color(box.fill))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(area)
        return
    _smooth(painter, is_on=True)
    painter.drawRoundedRect(area, box.radius, box.radius)
    _smooth(painter, is_on=False)


def _line(line: Line) -> Act:
    """Return what paints a line: stretch by stretch, which for many points is a tenth of the work of a whole path."""
    points = [QPointF(x, y) for x, y in line.points]
    if line.curved:
        path = QPainterPath(points[0])
        for at in range(1, len(points) - 2, 3):
            path.cubicTo(points[at], points[at + 1], points[at + 2])
        return partial(_curve, path, line)
    pairs = list(pairwise(line.points))
    is_straight = all(a[0] == b[0] or a[1] == b[1] for a, b in pairs)
    stretches = _dashes(pairs) if line.dashed else pairs
    lines = [QLineF(*a, *b) for a, b in stretches]
    cap = Qt.PenCapStyle.FlatCap if line.dashed else Qt.PenCapStyle.RoundCap
    pen = QPen(
        _color(line.colour),
        line.width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.SquareCap if is_straight else cap,
    )
    if line.dashed or len(points) == 2:
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return partial(_stretches, lines, pen, not is_straight)


def _dashes(pairs: Iterable[tuple[Point, Point]]) -> Iterator[tuple[Point, Point]]:
    """Yield the dashes along a line, which go on round its corners."""
    on, off = _DASH
    done = 0.0
    for (x0, y0), (x1, y1) in pairs:
        length = math.hypot(x1 - x0, y1 - y0)
        at = 0.0
        while at < length:
            into = (done + at) % (on + off)
            end = min(length, at + (on - into if into < on else on + off - into))
            if into < on:
                start, stop = at / length, end / length
                yield (
                    (x0 + (x1 - x0) * start, y0 + (y1 - y0) * start),
                    (x0 + (x1 - x0) * stop, y0 + (y1 - y0) * stop),
                )
            at = max(end, at + 1e-6)
        done += length


def _stretches(lines: list[QLineF], pen: QPen, is_smooth: bool, painter: QPainter) -> None:
    painter.setPen(pen)
    _smooth(painter, is_on=is_smooth)
    painter.drawLines(lines)
    _smooth(painter, is_on=False)


def _curve(path: QPainterPath, line: Line, painter: QPainter) -> None:
    _pen(painter, line.colour, line.width, is_dashed=line.dashed)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _smooth(painter, is_on=True)
    painter.drawPath(path)
    _smooth(painter, is_on=False)


def _label(label: Label, painter: QPainter) -> None:
    wide = text_width(label.text, label.size, label.weight)
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    if label.ground:
        strip = QRectF(left - 2, label.y - label.size * 0.92, wide + 4, label.size * 1.2)
        painter.fillRect(strip, _color(label.ground))
    painter.setFont(_font(label.size, label.weight))
    painter.setPen(_color(label.colour))
    painter.drawText(QPointF(left, label.y), label.text)


def _round(circle: Circle, painter: QPainter) -> None:
    _pen(painter, circle.edge, circle.edge_width)
    painter.setBrush(_color(circle.fill) if circle.fill else Qt.BrushStyle.NoBrush)
    _smooth(painter, is_on=True)
    painter.drawEllipse(QPointF(circle.x, circle.y), circle.radius, circle.radius)
    _smooth(painter, is_on=False)


def _diamond(one: Diamond, painter: QPainter) -> None:
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
