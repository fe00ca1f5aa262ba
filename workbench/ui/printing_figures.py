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
from workbench.export.charts.blocks import chart_picture, chart_table, drawn_for_paper, is_wide
from workbench.export.document import Block, Column, Document, Heading, PageBreak, Paragraph, Row, Table
from workbench.export.pdf_writer import page_pictures, pdf_bytes
from workbench.locale import Texts
from workbench.model.text import N_, message
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.figure_strip import FigureStrip
from workbench.ui.widgets.life_cycle import today
from workbench.ui.widgets.seen import Seen
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace

Shown: TypeAlias = "Seen | Chart | str"
"""What can be printed: a strip, chart or table as it is shown, a chart, or a sentence."""
MOST_ROWS = 500
"""Rows of a table that go on paper."""
_HIGHEST = 850
"""Pixels of a chart that fit on a page and can still be read; a row for each of many departments is a table there."""
_DOTS_PER_INCH = 250.0


def print_figures(
    parent: QWidget, workspace: Workspace, texts: Texts, title: str, shown: Sequence[Shown]
) -> bool:
    """Ask for a printer and print ``shown`` under ``title``; return whether somebody chose one.

    The pages are made in the background: hundreds of rows take seconds.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    document = figures_document(workspace, texts, title, shown)

    def failed(problem: Exception) -> None:
        if not isinstance(problem, OSError):
            raise problem
        reason = problem.strerror or str(problem)
        file = Path(printer.outputFileName()).name
        workspace.refused.emit(message(N_("{file} could not be written: {reason}"), file=file, reason=reason))

    workspace.background.run(
        "print",
        lambda _pause: made_for(printer, document, texts),
        lambda pages: put_pages(pages, printer),
        failed,
        keeps_others=True,
    )
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
    one = one.said() if isinstance(one, FigureStrip) else one
    if isinstance(one, str):
        return (Paragraph(one),) if one else ()
    if isinstance(one, TableView):
        table = shown_table(one, texts)
        return (Heading(table.name), table) if table.rows else ()
    chart = one.chart if isinstance(one, ChartView) else one
    is_too_high = drawn_for_paper(chart, texts).height > _HIGHEST
    if is_too_high or (isinstance(one, ChartView) and one.is_table):
        return Heading(chart.title), chart_table(chart.table(texts), chart.title)
    return (chart_picture(chart, texts, landscape=landscape),)


def shown_table(view: TableView, texts: Texts) -> Table:
    """Return the rows and columns that ``view`` shows, as a table of a document; no more rows than paper is read."""
    model = view.table
    shown = [at for at in range(len(model.columns)) if not view.isColumnHidden(at)]
    seen = [at for at in range(len(model.rows)) if not view.isRowHidden(at)]
    rows = []
    for at in seen[:MOST_ROWS]:
        cells = [model.cell_at(at, column) for column in shown]
        strong = bool(cells) and all(cell.is_strong for cell in cells if cell.text)
        words = tuple(cell.text or (model.spoken(cell) if cell.levels else "") for cell in cells)
        rows.append(Row(words, total=strong and at == len(model.rows) - 1, strong=strong))
    columns = tuple(
        Column(model.columns[at].title, "right" if model.columns[at].is_number else "left") for at in shown
    )
    note = ""
    if len(seen) > MOST_ROWS:
        note = texts(
            "The first {n} of {all} rows. The workbook has all of them.",
            n=texts.number(MOST_ROWS),
            all=texts.number(len(seen)),
        )
    return Table(columns, tuple(rows), view.accessibleName(), note)


def put_on_paper(document: Document, texts: Texts, printer: QPrinter) -> None:
    """Print ``document`` now. Raises OSError where a PDF cannot be written."""
    put_pages(made_for(printer, document, texts), printer)


def made_for(printer: QPrinter, document: Document, texts: Texts) -> tuple[bytes, ...]:
    """Return the pages as pictures for ``printer``; none where it is a PDF, which is written here and now.

    Such a PDF is like that of the documents, tagged and with its text: what Qt would print has neither.
    """
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat and printer.outputFileName():
        Path(printer.outputFileName()).write_bytes(pdf_bytes(document, texts))
        return ()
    return page_pictures(document, texts, _DOTS_PER_INCH)


def put_pages(pages: Sequence[bytes], printer: QPrinter) -> None:
    """Draw each of ``pages`` on a page of ``printer``, turned as it is."""
    painter = QPainter()
    for number, content in enumerate(pages):
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
    if pages:
        painter.end()
