"""Level chips: number, word and shape. One function paints them wherever they stand in the window."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from workbench.export.palette import level_word
from workbench.ui.look import Look

HEIGHT = 20
SHORT = 18


def chip_width(look: Look, level: int, *, is_short: bool = False) -> int:
    """Return how wide the chip of ``level`` is, in pixels."""
    if is_short:
        return look.px(SHORT)
    number = QFontMetrics(look.font_of(12, 700)).horizontalAdvance(str(level))
    word = QFontMetrics(look.font_of(12, 500)).horizontalAdvance(level_word(level, look.texts))
    return number + word + look.px(9 + 6 + 9)


def paint_chip(
    painter: QPainter,
    look: Look,
    at: QPoint,
    level: int,
    *,
    is_short: bool = False,
    is_suggested: bool = False,
    is_light: bool = False,
) -> int:
    """Draw the chip of ``level`` with its left top corner ``at``; return its width.

    A suggested level is an outline without fill. ``is_light`` takes paper's colours whatever the theme.
    """
    from workbench.ui.look import LIGHT

    style = (LIGHT if is_light else look.theme).levels[level]
    width = chip_width(look, level, is_short=is_short)
    height = look.px(SHORT if is_short else HEIGHT)
    box = QRectF(at.x() + 0.5, at.y() + 0.5, width - 1, height - 1)
    radius = height / 2 if style.is_round else look.px(3)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_suggested:
        pen = QPen(look.color("edge"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = look.color("text")
    else:
        painter.setPen(QPen(QColor(style.edge), 1) if style.edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.fill))
        ink = QColor(style.text)
    painter.drawRoundedRect(box, radius, radius)
    painter.setPen(ink)
    painter.setFont(look.font_of(12, 700))
    area = QRect(at.x(), at.y(), width, height)
    if is_short:
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(level))
    else:
        left = look.px(9)
        number = QFontMetrics(painter.font()).horizontalAdvance(str(level))
        painter.drawText(area.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, str(level))
        painter.setFont(look.font_of(12, 500))
        words = area.adjusted(left + number + look.px(6), 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, level_word(level, look.texts))
    painter.restore()
    return width
