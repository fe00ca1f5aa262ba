"""Paints any chart with the window's own inks, sizes and letters, from the layout that paper and files share."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from workbench.export.charts import Chart, Drawn, Inks, Spot, Style, drawing_of
from workbench.ui.look import Look
from workbench.ui.look.tokens import Theme
from workbench.ui.widgets.drawn import Act, made_ready, text_width


def style_of(look: Look) -> Style:
    """Return how charts are laid out in this look."""
    return Style(look.texts, inks_of(look.theme), look.scale, text_width)


def inks_of(theme: Theme) -> Inks:
    """Return the theme's colours by what a chart takes them for."""
    return Inks(
        text=theme.text,
        text2=theme.text2,
        text3=theme.text3,
        surface=theme.surface,
        line=theme.line,
        grid=theme.grid,
        edge=theme.edge,
        first=theme.accent,
        second=theme.series2,
        addition=theme.addition,
        levels=theme.levels,
    )


def paint_drawn(painter: QPainter, drawn: Drawn) -> None:
    """Paint what was laid out, where the painter stands."""
    paint_ready(painter, made_ready(drawn.drawing.shapes))


def paint_ready(painter: QPainter, acts: Sequence[Act]) -> None:
    """Paint what was laid out and made ready."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    for act in acts:
        act(painter)
    painter.restore()


def paint_chart(
    painter: QPainter, area: QRectF, chart: Chart, look: Look, *, is_titled: bool = True
) -> tuple[Spot, ...]:
    """Paint ``chart`` inside ``area``; return where its marks are, from the area's corner."""
    drawn = drawing_of(chart, area.width(), area.height(), style_of(look), is_titled=is_titled)
    painter.save()
    painter.translate(area.topLeft())
    paint_drawn(painter, drawn)
    painter.restore()
    return drawn.spots


def paint_current(painter: QPainter, area: QRectF, look: Look) -> None:
    """Draw the focus frame round the mark that the arrow keys stand on."""
    painter.setPen(QPen(look.color("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(area.adjusted(1, 1, -1, -1))
