"""What the painters of charts share: the axis from zero, the inks, places of marks, text at its place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from workbench.ui.look import Look
from workbench.ui.widgets.charts.values import Role

_TOKENS: dict[Role, str] = {"first": "accent", "second": "series2", "addition": "addition", "total": "text"}


@dataclass(frozen=True)
class Spot:
    """Where a mark was painted: its place in the order of the arrow keys, and the area that is its own."""

    index: int
    area: QRectF


def ink(look: Look, role: Role) -> QColor:
    """Return the colour of a series."""
    return look.color(_TOKENS[role])


def axis(top: float, *, is_whole: bool = False) -> tuple[float, ...]:
    """Return three to five round places from 0 to at least ``top``, in the chart's unit.

    ``is_whole``: what is counted has no parts, so no place between whole figures makes sense.
    """
    if not top > 0 or not math.isfinite(top):
        return (0.0, 1.0)
    size = 10.0 ** math.floor(math.log10(top))
    if is_whole and top <= 2:
        return tuple(float(n) for n in range(math.ceil(top) + 1))
    for step in (0.2, 0.25, 0.5, 1.0, 2.0, 2.5):
        if is_whole and not (size * step).is_integer():
            continue
        count = math.ceil(round(top / (size * step), 9))
        if count <= 4:
            return tuple(size * step * n for n in range(count + 1))
    return (0.0, size * 5, size * 10)


def decimals_of(places: Sequence[float]) -> int:
    """Return how many decimals the axis' figures need (0-3)."""
    for decimals in range(4):
        if all(abs(place - round(place, decimals)) < 1e-9 for place in places):
            return decimals
    return 3


def text_at(
    painter: QPainter, at: QPointF, text: str, font: QFont, color: QColor, side: str = "left"
) -> QRectF:
    """Write ``text`` with its middle line at ``at``: to the right of it ("left"), before it, or round it."""
    measure = QFontMetricsF(font)
    width, height = measure.horizontalAdvance(text), measure.height()
    left = at.x() - {"left": 0.0, "right": width, "middle": width / 2}[side]
    area = QRectF(left, at.y() - height / 2, width + 1, height)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
    return area


def width_of(texts: Iterable[str], font: QFont) -> float:
    """Return how wide the widest of ``texts`` is."""
    measure = QFontMetricsF(font)
    return max((measure.horizontalAdvance(text) for text in texts), default=0.0)


def elided(text: str, font: QFont, width: float) -> str:
    """Return ``text``, shortened at the right where it is wider than ``width``."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def dashed(look: Look) -> QPen:
    """Return the pen of plans and limits."""
    pen = QPen(look.color("text"), 1.5)
    pen.setDashPattern([4, 3])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def no_figures(painter: QPainter, area: QRectF, look: Look) -> None:
    """Say in the plot's place that there is nothing to draw yet."""
    at = QPointF(area.left(), area.top() + look.px(14))
    text_at(painter, at, look.texts("No figures yet."), look.font("small"), look.color("text3"))
