"""Puts a page of figures on paper: what is seen on it, charts as drawings and tables with their head row repeated.

The pages are those of the documents: light, tagged where they become a PDF, and the same whatever the theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from workbench.export.charts import Chart
from workbench.export.charts.blocks import chart_picture, chart_table, is_wide
from workbench.export.document import Block, Column, Document, Heading, PageBreak, Paragraph, Row, Table
from workbench.export.pdf_writer import page_pictures, pdf_bytes
from workbench.locale import Texts
from workbench.model.text import N_, message
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace

Shown: TypeAlias = "ChartView | TableView | Chart | str"
"""What can be printed: a chart or table as it is shown, a chart, or a sentence."""
_DOTS_PER_INCH = 250.0


def print_figures(
    parent: QWidget, workspace: Workspace, texts: Texts, title: str, shown: Sequence[Shown]
) -> bool:
    """Ask for a printer and print ``shown`` under ``title``; return whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    try:
        put_on_paper(figures_document(workspace, texts, title, shown), texts, printer)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        file = Path(printer.outputFileName()).name
        said = message(N_("{file} could not be written: {reason}"), file=file, reason=reason)
        workspace.refused.emit(said)
        return False
    return True


def figures_document(workspace: Workspace, texts: Texts, title: str, shown: Sequence[Shown]) -> Document:
    """Return what is shown as a document: who, which scenario and which year, then parts from above downwards."""
    project, results = workspace.project, workspace.results
    parts = [_blocks(one, texts) for one in shown]
    landscape = any(is_wide(part) for part in parts)
    if landscape:
        parts = [_blocks(one, texts, landscape=True) for one in shown]
    subtitle = ""
    if results is not None:
        subtitle = texts(
            "Scenario: {scenario}. Planning year {year}.",
            scenario=results.scenario_name,
            year=str(results.planning_year),
        )
    blocks: list[Block] = [PageBreak(landscape=True)] if landscape else []
    if project.municipality.is_illustrative:
        words = texts("An invented municipality: every name and figure is illustrative.")
        blocks.append(Paragraph(words, "lead"))
    for part in parts:
        blocks += part
    return Document(
        title=title,
        subtitle=subtitle,
        municipality=project.municipality.name,
        language=texts.language,
        dated=today(),
        blocks=tuple(blocks),
        kind=texts("Figures"),
    )


def _blocks(one: Shown, texts: Texts, *, landscape: bool = False) -> tuple[Block, ...]:
    if isinstance(one, str):
        return (Paragraph(one),) if one else ()
    if isinstance(one, TableView):
        table = shown_table(one)
        return (Heading(table.name), table) if table.rows else ()
    chart = one.chart if isinstance(one, ChartView) else one
    if isinstance(one, ChartView) and one.is_table:
        return Heading(chart.title), chart_table(chart.table(texts), chart.title)
    return (chart_picture(chart, texts, landscape=landscape),)


def shown_table(view: TableView) -> Table:
    """Return the rows and columns that ``view`` shows, as a table of a document."""
    model = view.table
    shown = [at for at in range(len(model.columns)) if not view.isColumnHidden(at)]
    rows = []
    for at in range(len(model.rows)):
        if view.isRowHidden(at):
            continue
        cells = [model.cell_at(at, column) for column in shown]
        strong = bool(cells) and all(cell.is_strong for cell in cells if cell.text)
        words = tuple(cell.text or (model.spoken(cell) if cell.levels else "") for cell in cells)
        rows.append(Row(words, total=strong and at == len(model.rows) - 1, strong=strong))
    columns = tuple(
        Column(model.columns[at].title, "right" if model.columns[at].is_number else "left") for at in shown
    )
    return Table(columns, tuple(rows), view.accessibleName())


def put_on_paper(document: Document, texts: Texts, printer: QPrinter) -> None:
    """Print ``document``; a PDF is written as the documents are: tagged, with its text. Raises OSError."""
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        Path(printer.outputFileName()).write_bytes(pdf_bytes(document, texts))
        return
    painter = QPainter()
    for number, content in enumerate(page_pictures(document, texts, _DOTS_PER_INCH)):
        image = QImage.fromData(content)
        lies = image.width() > image.height()
        way = QPageLayout.Orientation.Landscape if lies else QPageLayout.Orientation.Portrait
        printer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), way, QMarginsF()))
        printer.setFullPage(True)
        if number:
            printer.newPage()
        else:
            painter.begin(printer)
        painter.drawImage(QRectF(painter.viewport()), image)
    painter.end()
