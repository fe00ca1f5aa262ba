"""How sure the figures are: drawn beside the window, given up, the same for the same seed; what to measure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from tests.support.window import calculated, click, press, rest, settle, type_text
from workbench.analysis.uncertainty import Uncertainty
from workbench.edits.stored import ChangeItem
from workbench.ui.pages.scenarios import ScenariosPage
from workbench.ui.pages.scenarios.compare import ComparePane
from workbench.ui.pages.scenarios.measuring import MeasureDialog, action_for
from workbench.ui.pages.scenarios.uncertainty import UncertaintyPane


def pane_of(page: ScenariosPage) -> UncertaintyPane:
    page.show_view("uncertainty")
    settle()
    assert isinstance(page.pane, UncertaintyPane)
    return page.pane


def draw(page: ScenariosPage, draws: str, seed: str = "") -> Uncertainty:
    """Draw as a person does, and wait for it."""
    pane = pane_of(page)
    for field, text in ((pane.draws, draws), (pane.seed, seed)):
        if text:
            field.setFocus()
            field.selectAll()
            type_text(text)
            press(Qt.Key.Key_Return)
    click(pane.run.start)
    calculated(page.workspace)
    found = page.workspace.uncertainty_of(page.workspace.results)
    assert found is not None
    return found


def shown(page: ScenariosPage, drawn: Uncertainty) -> UncertaintyPane:
    """Return the view with what was drawn before."""
    pane = pane_of(page)
    page.workspace.keep_uncertainty(drawn)
    settle()
    return pane


def test_the_bands_of_the_draws_are_shown_and_the_same_seed_gives_the_same(
    page: ScenariosPage, drawn: Uncertainty
) -> None:
    found = draw(page, "100")
    pane = pane_of(page)
    assert (found.draws, found.seed) == (100, 1)
    row = pane.table.table.row_at(("fte_total", None))
    assert row is not None
    band = found.band("fte_total")
    assert band is not None
    texts = [pane.table.table.cell_at(row, at).text for at in range(1, 6)]
    assert texts == [
        page.texts.number(one, 2) for one in (band.planned, band.p10, band.p50, band.p90, band.mean)
    ]
    assert band.p10 < band.planned < band.p90
    assert found == drawn
    assert draw(page, "100", seed="2").bands != found.bands


def test_every_band_that_can_be_pressed_has_an_explanation(page: ScenariosPage, drawn: Uncertainty) -> None:
    from workbench.analysis.explain import explain

    pane, results = shown(page, drawn), page.workspace.results
    assert results is not None
    keys = [key for band in pane.table.table.rows if (key := pane._key(band))]
    assert len(keys) > 20
    for key in keys:
        explain(page.workspace.project, results, key)


def test_draws_are_given_up_on_demand_and_when_the_project_changes(page: ScenariosPage) -> None:
    pane = pane_of(page)
    workspace = page.workspace
    workspace._uncertainty.clear()
    pane._draws = 100_000
    click(pane.run.start)
    rest(30)
    assert pane.run.is_running
    click(pane.run.stop)
    assert not pane.run.is_running
    assert workspace.uncertainty_of(workspace.results) is None
    click(pane.run.start)
    workspace.do(ChangeItem(collection="settings", changes={"wrap_up_s": 75}))
    assert not pane.run.is_running
    assert pane.run.said.text()
    calculated(workspace)
    assert workspace.uncertainty_of(workspace.results) is None


def test_bands_of_older_figures_are_not_shown(page: ScenariosPage, drawn: Uncertainty) -> None:
    pane = shown(page, drawn)
    assert pane.bands.isVisibleTo(pane)
    page.workspace.do(ChangeItem(collection="settings", changes={"wrap_up_s": 75}))
    calculated(page.workspace)
    assert not pane.bands.isVisibleTo(pane)
    page.workspace.undo()
    calculated(page.workspace)
    assert pane.bands.isVisibleTo(pane)


def test_guesses_are_ranked_and_enter_goes_to_the_estimate(page: ScenariosPage, drawn: Uncertainty) -> None:
    pane = shown(page, drawn)
    parts = [one.share_of_variance for one in pane.ranked.table.rows]
    assert parts == sorted(parts, reverse=True)
    places: list[object] = []
    page.workspace.place_wanted.connect(places.append)
    pane.ranked.setFocus()
    pane.ranked.go_to(drawn.guesses[1].key, "name")
    press(Qt.Key.Key_Return)
    page.workspace.place_wanted.disconnect(places.append)
    assert places == [drawn.guesses[1].place]


def test_a_guess_becomes_an_action_and_says_so(
    page: ScenariosPage, drawn: Uncertainty, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = shown(page, drawn)
    guess = drawn.guesses[0]
    owner = page.workspace.project.persons[0]

    def fill_in(dialog: MeasureDialog) -> int:
        dialog.show()
        settle()
        dialog.owner.offer([(owner.id, owner.name)], owner.id)
        dialog.due.setFocus()
        dialog.due.selectAll()
        type_text("2027-01-15")
        plan = next(one for one in dialog.findChildren(QPushButton) if one.text() == "Plan it")
        click(plan)
        return int(dialog.result())

    monkeypatch.setattr(MeasureDialog, "exec", fill_in)
    pane.ranked.go_to(guess.key, "name")
    before = len(page.workspace.project.actions)
    click(pane.measure)
    action = action_for(page.workspace.project, guess)
    assert action is not None
    assert len(page.workspace.project.actions) == before + 1
    assert guess.name in action.what
    assert (action.owner, str(action.due)) == (owner.id, "2027-01-15")
    column = pane.ranked.table.column_at("measured")
    assert "15 January 2027" in pane.ranked.table.cell_at(0, column).text
    page.workspace.undo()
    assert action_for(page.workspace.project, guess) is None
    assert pane.ranked.table.cell_at(0, column).text == ""


def test_scenarios_that_were_drawn_stand_as_ranges_on_one_axis(
    page: ScenariosPage, drawn: Uncertainty
) -> None:
    page.workspace._uncertainty.clear()
    page.workspace.keep_uncertainty(drawn)
    page.show_view("compare")
    calculated(page.workspace)
    assert isinstance(page.pane, ComparePane)
    ranges = page.pane.ranges
    assert len(ranges.chart.chart.ranges) == 1
    assert "Nivå 1–3" in ranges.words.text()
