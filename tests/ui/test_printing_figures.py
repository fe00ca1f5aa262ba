"""Figures on paper: what is seen, light, with the tables' heads, whatever the theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from tests.support.window import at_rest, calculated, look_of, show
from tests.ui.test_charts import BARS, FALL, HEAT
from workbench.export.document import Picture, Table
from workbench.export.pdf_writer import page_pictures
from workbench.locale import Texts
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import FiguresPage, Pane, View
from workbench.ui.printing_figures import (
    MOST_ROWS,
    figures_document,
    print_figures,
    put_on_paper,
    shown_table,
)
from workbench.ui.widgets.charts import ChartView, RowChart, Series
from workbench.ui.widgets.parts import column
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace

ENGLISH = Texts("en")


def test_a_page_prints_charts_as_they_are_seen(workspace: Workspace, look: Look, tmp_path: Path) -> None:
    picture, table = ChartView(look, BARS), ChartView(look, FALL)
    table.show_table(True)
    assert table.table is not None
    document = figures_document(
        workspace, ENGLISH, "Staffing", ["Of the ordinary week.", picture, table, table.table, HEAT]
    )
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds.count("Picture") == 2
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert len(tables) == 2
    assert tables[0].columns == tables[1].columns
    assert [row.cells for row in tables[0].rows] == [row.cells for row in tables[1].rows]
    pictures = [block for block in document.blocks if isinstance(block, Picture)]
    assert all("Highest" in one.alt for one in pictures)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFileName(str(tmp_path / "figures.pdf"))
    put_on_paper(document, ENGLISH, printer)
    text = " ".join(page.extract_text() for page in PdfReader(tmp_path / "figures.pdf").pages)
    for words in (
        "Staffing",
        "Of the ordinary week.",
        "How it adds up",
        "3.46",
        workspace.project.municipality.name,
    ):
        assert words in text


def test_paper_is_light_where_the_window_is_dark(workspace: Workspace, qapp: object) -> None:
    view = ChartView(look_of("en", "dark"), BARS)
    document = figures_document(workspace, ENGLISH, "Staffing", [view])
    (page,) = page_pictures(document, ENGLISH, 40)
    image = QImage.fromData(page)
    dark = sum(
        image.pixelColor(x, y).lightness() < 60
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    )
    assert dark < 0.02 * image.width() * image.height() / 25


def test_many_columns_lie(workspace: Workspace, look: Look) -> None:
    wide = replace(HEAT, column_labels=tuple(str(n) for n in range(12)), values=((0.1,) * 12, (0.2,) * 12))
    view = ChartView(look, wide)
    view.show_table(True)
    images = [
        QImage.fromData(page_pictures(figures_document(workspace, ENGLISH, "When", [one]), ENGLISH, 20)[0])
        for one in (view, ChartView(look, HEAT))
    ]
    assert images[0].width() > images[0].height()
    assert images[1].width() < images[1].height()


def test_a_printer_gets_as_many_pages_as_there_are(
    workspace: Workspace, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What a printer gets are pictures of the pages: seen through a PDF that is told to be a printer."""
    document = figures_document(workspace, ENGLISH, "Staffing", [BARS] * 5)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "pages.pdf"))
    monkeypatch.setattr(printer, "outputFormat", lambda: QPrinter.OutputFormat.NativeFormat)
    put_on_paper(document, ENGLISH, printer)
    assert len(PdfReader(tmp_path / "pages.pdf").pages) == len(page_pictures(document, ENGLISH, 20)) == 2


def test_a_printer_that_is_chosen_prints_beside_the_window_and_a_disk_that_fails_is_said(
    workspace: Workspace, look: Look, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    heard: list[str] = []
    workspace.refused.connect(lambda why: heard.append(ENGLISH.message(why)))
    view = ChartView(look, BARS)
    target = tmp_path / "figures.pdf"

    def chosen(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    assert not print_figures(view, workspace, ENGLISH, "Staffing", [view])
    monkeypatch.setattr(QPrintDialog, "exec", chosen)
    assert print_figures(view, workspace, ENGLISH, "Staffing", [view])
    at_rest(workspace)
    assert "Staffing" in PdfReader(target).pages[0].extract_text()
    assert not heard
    target = tmp_path / "nowhere" / "figures.pdf"
    print_figures(view, workspace, ENGLISH, "Staffing", [view])
    at_rest(workspace)
    assert heard == ["figures.pdf could not be written: No such file or directory"]


def test_a_table_of_thousands_says_that_paper_has_the_first_rows(workspace: Workspace, look: Look) -> None:
    many = MOST_ROWS + 1
    chart = replace(BARS, labels=("x",) * many, series=(Series("n", (1,) * many),), groups=(), limit=())
    view = ChartView(look, chart)
    view.show_table(True)
    assert view.table is not None
    made = shown_table(view.table, ENGLISH)
    assert len(made.rows) == MOST_ROWS
    assert made.note == "The first 500 of 501 rows. The workbook has all of them."
    document = figures_document(workspace, ENGLISH, "Staffing", [view.table])
    assert made in document.blocks


def test_a_chart_that_no_page_can_hold_is_printed_as_its_table(workspace: Workspace) -> None:
    def rows(count: int) -> RowChart:
        return RowChart(title="Who", labels=("a",) * count, series=(Series("", (1,) * count),))

    kinds = [
        {type(block) for block in figures_document(workspace, ENGLISH, "Costs", [rows(n)]).blocks}
        for n in (10, 60)
    ]
    assert Picture in kinds[0]
    assert Table not in kinds[0]
    assert Table in kinds[1]
    assert Picture not in kinds[1]


def test_every_view_of_figures_goes_on_paper_with_what_it_shows(
    workspace: Workspace, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[tuple[str, tuple[ChartView | TableView, ...]]] = []
    monkeypatch.setattr(
        "workbench.ui.printing_figures.print_figures",
        lambda _parent, _workspace, _texts, title, shown: wanted.append((title, tuple(shown))),
    )

    class Two(Pane):
        def __init__(self, work: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
            super().__init__(work, look, unfold)
            self.first, self.second, hidden = (ChartView(look, one) for one in (BARS, FALL, HEAT))
            self.first.show_table(True)
            self.setLayout(column(self.first, self.second, hidden))
            hidden.hide()

    class Figures(FiguresPage):
        key = "figures"

        def title(self) -> str:
            return "Figures"

        def all_views(self) -> tuple[View, ...]:
            return (View("two", "Two", Two),)

    page = Figures(workspace, look)
    assert "file.print" not in page.commands(), "there are no figures yet"
    calculated(workspace)
    show(page)
    page.commands()["file.print"]()
    (title, shown) = wanted[0]
    assert title == "Figures: Two"
    assert isinstance(page.pane, Two)
    assert shown == (page.pane.first, page.pane.second)
