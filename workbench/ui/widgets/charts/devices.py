"""A chart as a picture or an SVG file. Paper is always light."""

from __future__ import annotations

from PySide6.QtGui import QImage, QPainter

from workbench.export.charts import Chart, Style, drawing_of
from workbench.export.drawing import Drawing, svg
from workbench.ui.look import LIGHT, Look
from workbench.ui.widgets.charts.paint import inks_of, paint_drawn
from workbench.ui.widgets.drawn import text_width

_EDGE = 12


def chart_picture(chart: Chart, look: Look, width: int, height: int, sharpness: float = 2.0) -> QImage:
    """Return ``chart`` as a picture on white, ``width`` x ``height`` screen pixels with ``sharpness`` dots each."""
    image = QImage(
        round(width * sharpness), round(height * sharpness), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(sharpness)
    image.fill(LIGHT.surface)
    style = Style(look.texts, inks_of(LIGHT), look.scale, text_width)
    painter = QPainter(image)
    paint_drawn(painter, drawing_of(chart, width, height, style, edge=look.px(_EDGE)))
    painter.end()
    return image


def chart_drawing(chart: Chart, look: Look, width: int, height: int) -> Drawing:
    """Return ``chart`` as a drawing for files, in the letters that files are set in."""
    return drawing_of(chart, width, height, Style(look.texts, scale=look.scale), edge=look.px(_EDGE)).drawing


def chart_svg(chart: Chart, look: Look, width: int, height: int) -> bytes:
    """Return ``chart`` as an SVG document with its title and description."""
    return svg(chart_drawing(chart, look, width, height))
