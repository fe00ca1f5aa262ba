"""The project office before the controller: three scenarios compared, an estimate changed, a price traced, exported.

With the keyboard, in the whole program. Afterwards the command line says the same of the same file.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from tests.support.answering import answering
from tests.support.keyboard import AtTheWindow, Keyboard
from tests.support.window import calculated, click, settle
from workbench.analysis.results import Results
from workbench.cli.main import run
from workbench.session import write_new
from workbench.store.disk import Disk
from workbench.store.state import Store
from workbench.templates import template_project
from workbench.ui.app import Program
from workbench.ui.dialogs.exporting import ExportDialog
from workbench.ui.pages.costs.budget import BudgetPane
from workbench.ui.pages.costs.prices import PricesPane
from workbench.ui.pages.figures_page import FiguresPage
from workbench.ui.pages.scenarios.compare import ComparePane
from workbench.ui.pages.staffing.need import NeedPane
from workbench.ui.pages.volumes import VolumesPage
from workbench.ui.widgets.unfolding import Unfolding
from workbench.ui.workspace import Workspace

SCENARIOS = ("sc-niva-1-3", "sc-niva-1-4", "sc-niva-1-4-e")
CASE_TYPE = "ct-forskoleplats"
STEPS = ("Variable part", "Minutes", "Contacts that reach", "All cases", "Volume by Phone", "Measured")
"""From a price down to the call log."""


class Office(AtTheWindow):
    """Somebody of the project office."""

    @property
    def workspace(self) -> Workspace:
        return self.window.workspace

    @property
    def page(self) -> FiguresPage:
        page = self.window.page
        assert isinstance(page, FiguresPage)
        return page

    def calculated(self) -> Results:
        calculated(self.workspace)
        settle()
        results = self.workspace.results
        assert results is not None
        return results

    def turn_to(self, keys: str, view: str) -> None:
        """Go to a page by its key, and with the arrow keys to one of its tabs."""
        self.keys.press(keys)
        settle()
        self.page.tabs.setFocus()
        wanted = [one.key for one in self.page.views].index(view)
        by = wanted - self.page.tabs.currentIndex()
        self.keys.press("Right" if by > 0 else "Left", abs(by))
        self.calculated()

    @property
    def side(self) -> Unfolding:
        return self.page.explained.side


@pytest.fixture
def office(qapp: QApplication, tmp_path: Path) -> Iterator[Office]:
    """A copy of the Swedish sample, open in the program in English."""
    write_new(tmp_path / "norrvik.rosa", template_project("se"), Disk())
    program = Program(qapp, Store(folder=tmp_path / "state"), "en")
    assert program.open(tmp_path / "norrvik.rosa")
    settle()
    made = Office(program, Keyboard())
    made.keys.press("Ctrl+Shift+3")
    made.calculated()
    yield made
    program.close_project()
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait(until: Callable[[], object], seconds: float = 90) -> None:
    """Let the window live until something is so."""
    ends = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < ends, "it did not happen"
        QApplication.processEvents()
        time.sleep(0.01)


def positions(office: Office) -> dict[str, str]:
    """Return the positions of each scenario, as the page of scenarios shows them."""
    office.turn_to("Ctrl+Shift+9", "compare")
    pane = office.page.pane
    assert isinstance(pane, ComparePane) and pane.table is not None
    table = pane.table.table
    row = table.row_at(("people", "fte_total"))
    assert row is not None
    return {one: table.cell_at(row, table.column_at(f"value {one}")).text for one in SCENARIOS}


def shown_by_page(office: Office) -> tuple[str, str]:
    """Return the positions that Staffing shows and the yearly total of Costs."""
    office.turn_to("Ctrl+9", "need")
    need = office.page.pane
    assert isinstance(need, NeedPane)
    staffing = need.strip.said()
    office.turn_to("Ctrl+Shift+8", "budget")
    budget = office.page.pane
    assert isinstance(budget, BudgetPane)
    return staffing, budget.strip.said()


def type_volume(office: Office, said: str) -> None:
    """Type another figure for the phone calls of a case type on the page of volumes."""
    office.workspace.choose(case_type=CASE_TYPE)
    office.keys.press("Ctrl+5")
    settle()
    page = office.window.page
    assert isinstance(page, VolumesPage)
    grid = page.detail.grid
    grid.setFocus()
    channels = [
        grid.table.cell_at(row, grid.table.column_at("channel")).text for row in range(len(grid.table.rows))
    ]
    grid.stand_on(channels.index("Phone"), grid.table.column_at("likely"))
    office.keys.write(said)
    office.keys.press("Return")
    office.calculated()


def follow(office: Office, *names: str) -> str:
    """Follow links of the side by their input's name, with Enter; return what the side says then."""
    for name in names:
        found = [
            one for one in office.side.links if one.accessibleName().startswith(f"What it is made of: {name}")
        ]
        assert found, (name, office.side.title.text())
        found[0].setFocus()
        office.keys.press("Return")
        settle()
    office.side.copy()
    return QGuiApplication.clipboard().text()


def exported(office: Office, folder: Path) -> Path:
    """Press the page's button for the workbook, and Enter in the dialog."""

    def export(dialog: ExportDialog) -> None:
        office.keys.press("Return")
        wait(lambda: not dialog.progress.isVisible())
        assert dialog.open_folder.isVisible(), dialog.state.text()
        office.keys.press("Esc")

    with answering(ExportDialog, export):
        click(
            next(one for one in office.page.findChildren(QPushButton) if one.text() == "Excel with formulas")
        )
    (written,) = folder.rglob("costs.xlsx")
    return written


def test_three_scenarios_an_estimate_a_price_and_the_workbooks(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    before, pages_before = positions(office), shown_by_page(office)
    assert len(set(before.values())) == 3

    type_volume(office, "60 000")
    after, pages_after = positions(office), shown_by_page(office)
    results = office.calculated()
    write = office.window.texts.number
    assert all(after[one] != before[one] for one in SCENARIOS)
    assert after["sc-niva-1-4"] == write(results.staffing.fte_total, 2)
    assert write(results.staffing.fte_total, 2) in pages_after[0] and pages_after[0] != pages_before[0]
    assert write(results.costs.yearly_total, 0) in pages_after[1] and pages_after[1] != pages_before[1]

    office.turn_to("Ctrl+Shift+8", "prices")
    prices = office.page.pane
    assert isinstance(prices, PricesPane)
    prices.words.setFocus()
    office.keys.write("nybyggnad")
    settle()
    prices.table.setFocus()
    office.keys.press("Return")
    settle()
    said = follow(office, *STEPS)
    assert "\tRows read\t5690" in said
    office.keys.press("Esc")

    written = exported(office, tmp_path)
    same_by_command_line(office, results, written, capsys)


def same_by_command_line(
    office: Office, results: Results, written: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook

    file = office.workspace.path
    office.program.close_project()
    settle()
    capsys.readouterr()
    assert run(["calculate", str(file), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["staffing"]["fte_total"] == results.staffing.fte_total
    assert Decimal(said["costs"]["yearly_total"]) == results.costs.yearly_total
    book = load_workbook(written, data_only=True)
    cells = {
        cell
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, float | int)
    }
    assert float(results.costs.yearly_total) in cells
