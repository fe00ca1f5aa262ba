"""A chart as a picture or an SVG file. Paper is always light."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from workbench.ui.look import LIGHT, Look
from workbench.ui.widgets.charts.paint import paint_chart
from workbench.ui.widgets.charts.values import Chart

_EDGE = 12


def chart_picture(chart: Chart, look: Look, width: int, height: int, sharpness: float = 2.0) -> QImage:
    """Return ``chart`` as a picture on white, ``width`` x ``height`` screen pixels with ``sharpness`` dots each."""
    look = replace(look, theme=LIGHT)
    image = QImage(
        round(width * sharpness), round(height * sharpness), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(sharpness)
    image.fill(look.color("surface"))
    painter = QPainter(image)
    paint_chart(painter, _inside(width, height, look), chart, look)
    painter.end()
    return image


def chart_svg(chart: Chart, look: Look, width: int, height: int) -> bytes:
    """Return ``chart`` as an SVG document with its title and description."""
    from PySide6.QtSvg import QSvgGenerator

    look = replace(look, theme=LIGHT)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    paper = QSvgGenerator()
    paper.setOutputDevice(buffer)
    paper.setResolution(96)
    paper.setSize(QSize(width, height))
    paper.setViewBox(QRectF(0, 0, width, height))
    paper.setTitle(chart.title)
    paper.setDescription(chart.described(look.texts))
    painter = QPainter(paper)
    painter.fillRect(QRectF(0, 0, width, height), look.color("surface"))
    paint_chart(painter, _inside(width, height, look), chart, look)
    painter.end()
    buffer.close()
    return bytes(content.data())


def _inside(width: int, height: int, look: Look) -> QRectF:
    edge = look.px(_EDGE)
    return QRectF(edge, edge, width - 2 * edge, height - 2 * edge)
