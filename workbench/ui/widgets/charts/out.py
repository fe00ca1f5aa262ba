"""A chart out of the window: onto the clipboard, into a file, onto paper. Always in paper's light colours."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication, QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from workbench.export.charts import Chart, Style, drawing_of
from workbench.export.drawing import Drawing, png, svg
from workbench.export.names import stems
from workbench.ui.look import LIGHT, Look
from workbench.ui.widgets.charts.paint import inks_of, paint_drawn
from workbench.ui.widgets.drawn import text_width

_EDGE = 12
_PIXELS_PER_INCH = 96


def chart_picture(chart: Chart, look: Look, width: int, height: int, sharpness: float = 2.0) -> QImage:
    """Return ``chart`` as a picture on white, ``width`` x ``height`` screen pixels with ``sharpness`` dots each."""
    image = QImage(
        round(width * sharpness), round(height * sharpness), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(sharpness)
    image.fill(LIGHT.surface)
    painter = QPainter(image)
    paint_drawn(painter, drawing_of(chart, width, height, _light(look), edge=look.px(_EDGE)))
    painter.end()
    return image


def chart_drawing(chart: Chart, look: Look, width: int, height: int) -> Drawing:
    """Return ``chart`` as a drawing for files, in the letters that files are set in."""
    return drawing_of(chart, width, height, Style(look.texts, scale=look.scale), edge=look.px(_EDGE)).drawing


def chart_svg(chart: Chart, look: Look, width: int, height: int) -> bytes:
    """Return ``chart`` as an SVG document with its title and description."""
    return svg(chart_drawing(chart, look, width, height))


def to_clipboard(chart: Chart, look: Look, size: QSize, *, is_picture: bool, is_text: bool) -> None:
    """Put ``chart`` on the clipboard as a picture, as its table, or as both: whoever pastes takes what suits."""
    clipboard = QGuiApplication.clipboard()
    text = chart.table(look.texts).as_text() if is_text else ""
    if not is_picture:
        clipboard.setText(text)
        return
    clipboard.setImage(chart_picture(chart, look, size.width(), size.height()))
    if text:  # added to what Qt has made: an object of our own would end after the application
        clipboard.mimeData().setText(text)


def save_chart(chart: Chart, look: Look, size: QSize, parent: QWidget) -> None:
    """Ask for a file and write the chart into it. The dialog asks before a file that is there is replaced."""
    from workbench.ui.dialogs.frame import ask, tell

    t = look.texts
    suggested = stems("chart", [chart.title])[0] + ".svg"
    name, kind = QFileDialog.getSaveFileName(
        parent, t("Save the chart as a picture"), suggested, "SVG (*.svg);;PNG (*.png)"
    )
    if not name:
        return
    path = Path(name)
    if path.suffix.lower() not in {".svg", ".png"}:  # the dialog has asked about the name without its ending
        path = path.with_name(path.name + (".png" if "png" in kind else ".svg"))
        words = t("{file} is there already. Replace it?", file=path.name)
        title = t("Save the chart as a picture")
        if path.exists() and not ask(look, parent, title, words, t("Replace"), is_dangerous=True):
            return
    try:
        write_chart(path, chart, look, size)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        words = t("{file} could not be written: {reason}", file=str(path), reason=reason)
        tell(look, parent, t("Save the chart as a picture"), words)


def write_chart(path: Path, chart: Chart, look: Look, size: QSize) -> None:
    """Write ``chart`` as PNG where the name says so, else as SVG. Raises OSError."""
    drawing = chart_drawing(chart, look, size.width(), size.height())
    path.write_bytes(png(drawing) if path.suffix.lower() == ".png" else svg(drawing))


def print_chart(chart: Chart, look: Look, size: QSize, parent: QWidget) -> bool:
    """Ask for a printer and print the chart on a page that lies; return whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setDocName(chart.title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    put_on_paper(chart, look, size, printer)
    return True


def put_on_paper(chart: Chart, look: Look, size: QSize, printer: QPrinter) -> None:
    """Draw the chart at the top of the page, as wide as the page and as high as it is shown, no higher than fits."""
    dots = printer.resolution() / _PIXELS_PER_INCH
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    width = page.width() / dots
    height = min(size.height() * max(1.0, width / size.width()), page.height() / dots)
    painter = QPainter(printer)
    painter.scale(dots, dots)
    paint_drawn(painter, drawing_of(chart, width, height, _light(look)))
    painter.end()


def _light(look: Look) -> Style:
    return Style(look.texts, inks_of(LIGHT), look.scale, text_width)
