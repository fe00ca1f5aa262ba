"""The map out of the window: onto the clipboard as picture and SVG, and onto paper. Always in paper's light colours."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QDialog, QWidget

from workbench.export.drawing import Box, Drawing, svg
from workbench.export.fonts import FAMILY
from workbench.export.swimlane import ProcessMap, swimlane
from workbench.export.swimlane_places import BOX_WIDTH, HEAD_WIDTH
from workbench.locale import Texts

_LARGEST = 12_000
"""Pixels of a picture's longer side at most: what every program still takes from a clipboard."""
_LEAST_SCALE = 0.62
"""Points per pixel below which the words of a map are too small on paper (11 px become 6.8 points)."""
_POINTS_PER_INCH = 72.0
_BESIDE_A_BOX = 12.0


def for_qt(drawing: Drawing) -> bytes:
    """Return ``drawing`` as SVG that Qt sets in our type: it takes a list of families for the name of one."""
    families = f'"{FAMILY}, Arial, sans-serif"'.encode()
    return svg(drawing).replace(families, f'"{FAMILY}"'.encode())


def picture(drawing: Drawing, scale: float = 2.0) -> QImage:
    """Return ``drawing`` as an image, ``scale`` times its size in pixels."""
    scale = min(scale, _LARGEST / max(drawing.width, drawing.height))
    image = QImage(
        round(drawing.width * scale), round(drawing.height * scale), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(for_qt(drawing))).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def copy_picture(process: ProcessMap, texts: Texts) -> None:
    """Put the map on the clipboard: a picture, an SVG, and the map in sentences for where only text goes."""
    drawing = swimlane(process, texts)
    clipboard = QGuiApplication.clipboard()
    clipboard.setImage(picture(drawing))
    # Added to what Qt has made: an object of our own would end after the application, and take it down.
    made = clipboard.mimeData()
    made.setData("image/svg+xml", QByteArray(svg(drawing)))
    made.setText(f"{drawing.title}. {drawing.description}")


def print_map(process: ProcessMap, texts: Texts, parent: QWidget) -> bool:
    """Ask for a printer and print the map; return whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDocName(process.title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    put_on_paper(swimlane(process, texts), printer)
    return True


def pages_of(drawing: Drawing, room: QSizeF) -> tuple[float, tuple[tuple[float, float], ...]]:
    """Return points per pixel, and what of the map each page shows, from where to where.

    One page while the words stay readable; else as many as it takes, each with the lane names at its left.
    """
    whole = min(room.width() / drawing.width, room.height() / drawing.height)
    if whole >= _LEAST_SCALE:
        return min(whole, 1.0), ((0.0, drawing.width),)
    scale = min(room.height() / drawing.height, max(_LEAST_SCALE, whole))
    wide = room.width() / scale - HEAD_WIDTH
    boxes = [
        (one.x, one.x + one.width) for one in drawing.shapes if isinstance(one, Box) and one.x > HEAD_WIDTH
    ]
    pages = []
    left = HEAD_WIDTH
    while left < drawing.width:
        right = min(left + wide, drawing.width)
        # Cut between steps, not through them, where that leaves anything on the page.
        cut = [start - _BESIDE_A_BOX for start, end in boxes if start < right < end]
        right = min((one for one in cut if one > left + BOX_WIDTH), default=right)
        pages.append((left, right))
        left = right
    return scale, tuple(pages)


def put_on_paper(drawing: Drawing, printer: QPrinter) -> int:
    """Draw the map on the printer's pages; return how many there are."""
    painter = QPainter(printer)
    dots = printer.resolution() / _POINTS_PER_INCH
    page = printer.pageRect(QPrinter.Unit.Point)
    scale, pages = pages_of(drawing, QSizeF(page.width(), page.height()))
    renderer = QSvgRenderer(QByteArray(for_qt(drawing)))
    painter.scale(dots * scale, dots * scale)
    whole = QRectF(0, 0, drawing.width, drawing.height)
    for number, (left, right) in enumerate(pages):
        if number:
            printer.newPage()
        if len(pages) == 1:
            renderer.render(painter, whole)
            continue
        for start, shift, wide in ((0.0, 0.0, HEAD_WIDTH), (left, HEAD_WIDTH, right - left)):
            painter.save()
            painter.setClipRect(QRectF(shift, 0, wide, drawing.height))
            painter.translate(shift - start, 0)
            renderer.render(painter, whole)
            painter.restore()
    painter.end()
    return len(pages)
