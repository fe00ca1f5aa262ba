"""What pages of figures share: key figures never cut and dimmed while they are old, and a place to begin."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLabel, QPushButton

from tests.support.window import calculated, open_workspace, settle, show
from workbench.analysis.engine import Engine
from workbench.analysis.standing.progress import progress
from workbench.edits import ChangeItem
from workbench.locale import Texts
from workbench.model.project import Municipality, Project
from workbench.templates import template_project
from workbench.ui.look import Look
from workbench.ui.pages.costs import CostsPage
from workbench.ui.pages.costs.budget import BudgetPane
from workbench.ui.pages.overview.figures import figures
from workbench.ui.widgets.figure_strip import FigureStrip, KeyFigure
from workbench.ui.workspace import Workspace


def cut(strip: FigureStrip) -> list[str]:
    """Return the values of which a word has less room than it needs."""
    values = [one.findChildren(QLabel)[1] for one in strip.figures if one.isVisible()]
    return [
        one.text()
        for one in values
        if max(one.fontMetrics().horizontalAdvance(word) for word in one.text().split(" ")) > one.width()
    ]


def test_key_figures_take_another_line_before_a_word_is_cut(look: Look) -> None:
    strip = FigureStrip(look, "Figures", lambda _key: None, least=60)
    words = ("16 kommunvägledare", "10\u00a0638\u00a0792\u00a0SEK", "3")
    strip.show_figures([KeyFigure("", "Title", one) for one in words])
    show(strip, 340, 300)
    strip.fit(340)
    settle()
    assert cut(strip) == []
    strip._arrange(3)
    settle()
    assert cut(strip), "the control: side by side there is no room for them"


def test_key_figures_are_dimmed_until_the_new_ones_are_there(workspace: Workspace, look: Look) -> None:
    calculated(workspace)
    page = CostsPage(workspace, look)
    workspace.results_changed.connect(page.show_results)
    show(page)
    pane = page.pane
    assert isinstance(pane, BudgetPane)
    values = [one.findChildren(QLabel)[1] for one in pane.strip.figures]
    before = values[0].text()
    assert all(one.isEnabled() for one in values)
    rent = ChangeItem(collection="cost_items", id="k-lokal-drift", changes={"amount": 1})
    workspace.do(rent)
    assert not any(one.isEnabled() for one in values)
    calculated(workspace)
    assert all(one.isEnabled() for one in values)
    assert values[0].text() != before


def test_where_nothing_is_said_yet_the_keyboard_stands_on_where_to_begin(
    qapp: object, tmp_path: Path, look: Look
) -> None:
    del qapp
    with open_workspace(tmp_path, template_project("empty")) as workspace:
        calculated(workspace)
        page = CostsPage(workspace, look)
        show(page)
        for view in ("budget", "allocation", "prices", "financing", "net_effect"):
            page.show_view(view)
            settle()
            begin = page.first_focus()
            assert isinstance(begin, QPushButton), view
            assert begin.isVisible(), view


def test_of_nothing_no_share_is_covered() -> None:
    project = Project(id="p", municipality=Municipality(name="X"))
    results = Engine().results(project)
    shown = figures(project, results, progress(project, results), Texts("en"))
    covered = next(one for one in shown if one.key == "coverage")
    assert (covered.value, covered.below, covered.beside) == ("–", "No case types yet.", "")
