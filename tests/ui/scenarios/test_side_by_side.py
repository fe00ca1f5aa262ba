"""Scenarios side by side: what stands in the cells is what the engine says, and edits are followed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from tests.support.window import calculated, click, press, settle
from workbench.analysis.engine import Engine
from workbench.analysis.scenarios.causes import causes
from workbench.analysis.scenarios.comparison import compare_results
from workbench.edits.scenarios import override
from workbench.edits.stored import ChangeItem
from workbench.ui.pages.scenarios import ScenariosPage
from workbench.ui.pages.scenarios.compare import ComparePane
from workbench.ui.pages.scenarios.side_by_side import is_other, written_difference, written_value
from workbench.ui.widgets.figure_table import FigureTable

ONE_TO_THREE, ONE_TO_FOUR, MORE_ONLINE = "sc-niva-1-3", "sc-niva-1-4", "sc-niva-1-4-e"


def pane_of(page: ScenariosPage) -> ComparePane:
    page.show_view("compare")
    calculated(page.workspace)
    pane = page.pane
    assert isinstance(pane, ComparePane)
    return pane


def table_of(pane: ComparePane) -> FigureTable:
    assert pane.table is not None
    return pane.table


def text(pane: ComparePane, figure: tuple[str, str], column: str) -> str:
    table = table_of(pane)
    row = table.table.row_at(figure)
    assert row is not None, figure
    return table.table.cell_at(row, table.table.column_at(column)).text


def stand_on(pane: ComparePane, figure: tuple[str, str], column: str) -> None:
    assert table_of(pane).go_to(figure, column)
    table_of(pane).setFocus()
    settle()


def push(page: ScenariosPage, words: str) -> None:
    buttons = [one for one in page.pane.findChildren(QPushButton) if one.text() == words and one.isVisible()]
    assert buttons, words
    click(buttons[0])


def test_three_scenarios_stand_beside_each_other_as_the_engine_has_them(page: ScenariosPage) -> None:
    pane = pane_of(page)
    QAbstractItemModelTester(table_of(pane).table)
    project, texts, engine = page.workspace.project, page.texts, Engine()
    ids = (ONE_TO_THREE, ONE_TO_FOUR, MORE_ONLINE)
    rows = compare_results([engine.results(project, one) for one in ids])
    seen = 0
    for row in rows:
        if row.department is not None:
            continue
        for at, scenario in enumerate(ids):
            figure = (row.group, row.key)
            assert text(pane, figure, f"value {scenario}") == written_value(row.values[at], row.unit, texts)
            if at:
                said = text(pane, figure, f"difference {scenario}")
                assert said == written_difference(row.differences[at], row.unit, texts)
                seen += is_other(row.differences[at], row.unit)
    assert seen > 20


def test_what_differs_is_bold_and_what_does_not_is_not(page: ScenariosPage) -> None:
    pane = pane_of(page)
    table = table_of(pane).table

    def cell(figure: tuple[str, str]) -> bool:
        row = table.row_at(figure)
        assert row is not None
        return table.cell_at(row, table.column_at(f"value {ONE_TO_FOUR}")).is_strong

    assert cell(("people", "fte_total"))
    assert not cell(("work", "cases_per_year"))


@pytest.mark.fast
@pytest.mark.parametrize(
    ("value", "unit", "said", "differs"),
    [
        (0.2, "FTE", "+0.20", True),
        (-0.001, "FTE", "≈", False),
        (0.0, "hours", "=", False),
        (0.031, "share", "+3.1 points", True),
        (Decimal("-5"), "currency", "\u22125", True),
        (None, "hours", "", False),
    ],
)
def test_a_difference_says_its_sign_and_no_more_than_its_decimals_show(
    qapp: object, value: float | Decimal | None, unit: str, said: str, differs: bool
) -> None:
    from workbench.locale import Texts

    del qapp
    assert written_difference(value, unit, Texts("en")) == said
    assert is_other(value, unit) == differs


def test_a_departments_figures_unfold_by_keys(page: ScenariosPage) -> None:
    pane = pane_of(page)
    department = page.workspace.project.departments[0].id
    table = table_of(pane)
    assert table.table.row_at((department, "fte_needed")) is None
    stand_on(pane, (department, ""), "name")
    press(Qt.Key.Key_Return)
    assert table.table.row_at((department, "fte_needed")) is not None
    press(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier, " ")
    assert table.table.row_at((department, "fte_needed")) is None


def test_a_figure_of_another_scenario_unfolds_with_that_scenarios_value(page: ScenariosPage) -> None:
    pane = pane_of(page)
    stand_on(pane, ("people", "fte_total"), f"value {ONE_TO_THREE}")
    press(Qt.Key.Key_Return)
    assert not page.explained.side.isHidden()
    results = page.figures.results_of(ONE_TO_THREE)
    shown = page.workspace.results
    assert results is not None
    assert shown is not None
    assert results.staffing.fte_total != shown.staffing.fte_total
    assert page.texts.number(results.staffing.fte_total, 1) in page.explained.side.value.text()


def test_every_figure_that_can_be_pressed_has_an_explanation(page: ScenariosPage) -> None:
    from workbench.analysis.explain import explain

    pane = pane_of(page)
    for scenario in (ONE_TO_THREE, MORE_ONLINE):
        results = page.figures.results_of(scenario)
        assert results is not None
        keys = {row.explained_by for row in pane._rows if row.explained_by}
        assert len(keys) > 30
        for key in keys:
            explain(page.workspace.project, results, key)


def test_a_copy_gets_another_level_and_its_column_follows(page: ScenariosPage) -> None:
    pane = pane_of(page)
    stand_on(pane, ("people", "fte_total"), f"value {ONE_TO_FOUR}")
    push(page, "Copy")
    calculated(page.workspace)
    made = page.workspace.project.scenarios[2]
    assert made.name == "Nivå 1–4 (2)"
    assert pane.current == made.id
    column = f"value {made.id}"
    before = text(pane, ("people", "fte_total"), column)
    assert before == text(pane, ("people", "fte_total"), f"value {ONE_TO_FOUR}")
    push(page, "What it says…")
    levels = page.pane.levels
    click(levels.buttons[4])
    assert page.workspace.project.scenarios[2].levels == (1, 2, 3)
    pane = pane_of(page)
    after = text(pane, ("people", "fte_total"), column)
    assert after == text(pane, ("people", "fte_total"), f"value {ONE_TO_THREE}") != before
    page.workspace.undo()
    page.workspace.undo()
    calculated(page.workspace)
    assert f"value {made.id}" not in {one.key for one in table_of(pane_of(page)).table.columns}


def test_figures_of_an_older_project_are_dimmed_until_they_are_calculated(page: ScenariosPage) -> None:
    pane = pane_of(page)
    table = table_of(pane).table
    row = table.row_at(("people", "fte_total"))
    assert row is not None
    at = table.column_at(f"value {MORE_ONLINE}")
    assert table.cell_at(row, at).tone == "text"
    scenario = page.workspace.project.scenarios[2]
    page.workspace.do(override(page.workspace.project, scenario.id, handling_time_change=0.2))
    assert table_of(pane).table.cell_at(row, at).tone == "text3"
    before = table_of(pane).table.cell_at(row, at).text
    calculated(page.workspace)
    assert table_of(pane).table.cell_at(row, at).tone == "text"
    assert table_of(pane).table.cell_at(row, at).text != before


def test_another_scenario_becomes_the_projects_choice_and_undo_takes_it_back(page: ScenariosPage) -> None:
    pane = pane_of(page)
    stand_on(pane, ("people", "fte_total"), f"value {ONE_TO_THREE}")
    push(page, "Make it the project's choice")
    calculated(page.workspace)
    assert page.workspace.project.settings.chosen_scenario == ONE_TO_THREE
    assert page.workspace.results is not None
    assert page.workspace.results.scenario == ONE_TO_THREE
    page.workspace.undo()
    calculated(page.workspace)
    assert page.workspace.results.scenario == ONE_TO_FOUR


def test_the_scenario_that_the_figures_rest_on_is_not_deleted(page: ScenariosPage) -> None:
    pane = pane_of(page)
    said: list[object] = []
    page.workspace.refused.connect(said.append)
    stand_on(pane, ("people", "fte_total"), f"value {ONE_TO_FOUR}")
    push(page, "Delete")
    page.workspace.refused.disconnect(said.append)
    assert len(page.workspace.project.scenarios) == 3
    assert len(said) == 1
    stand_on(pane, ("people", "fte_total"), f"value {ONE_TO_THREE}")
    push(page, "Delete")
    assert [one.id for one in page.workspace.project.scenarios] == [ONE_TO_FOUR, MORE_ONLINE]
    assert pane.scenarios[0].id == ONE_TO_FOUR


def test_columns_are_left_out_and_another_is_compared_with(page: ScenariosPage) -> None:
    pane = pane_of(page)
    pane.show_column(ONE_TO_FOUR, is_shown=False)
    calculated(page.workspace)
    keys = [one.key for one in table_of(pane).table.columns]
    assert f"value {ONE_TO_FOUR}" not in keys
    pane.show_column(ONE_TO_FOUR, is_shown=True)
    pane._compare_with(ONE_TO_FOUR)
    calculated(page.workspace)
    keys = [one.key for one in table_of(pane).table.columns if one.key.startswith("value")]
    assert keys[0] == f"value {ONE_TO_FOUR}"
    kept = page.remembered()
    again = ScenariosPage(page.workspace, page.look)
    again.remember(kept)
    assert isinstance(again.pane, ComparePane)
    assert again.pane._base == ONE_TO_FOUR
    again.let_go()


def test_the_causes_of_a_difference_are_found_and_add_up_to_it(page: ScenariosPage) -> None:
    pane = pane_of(page)
    stand_on(pane, ("people", "fte_total"), f"difference {MORE_ONLINE}")
    press(Qt.Key.Key_Return)
    calculated(page.workspace)
    parts = pane.why.parts()
    assert len(parts) >= 2
    found = causes(page.workspace.project, ONE_TO_THREE, MORE_ONLINE)
    at = next(n for n, one in enumerate(found.rows) if one.key == "fte_total" and one.department is None)
    whole = found.rows[at].differences[1]
    assert whole is not None
    assert sum(float(one.value) for one in parts) == pytest.approx(float(whole))
    assert page.texts.message(parts[0].what) in pane.assist.hint.text
    stand_on(pane, ("money", "yearly_total"), f"value {MORE_ONLINE}")
    assert pane.why.parts() != parts


def test_causes_of_figures_that_have_changed_on_another_view_are_not_shown(page: ScenariosPage) -> None:
    pane = pane_of(page)
    stand_on(pane, ("people", "fte_total"), f"difference {MORE_ONLINE}")
    press(Qt.Key.Key_Return)
    calculated(page.workspace)
    assert pane.why.parts()
    page.show_view("fixed")
    page.workspace.do(ChangeItem(collection="settings", changes={"wrap_up_s": 75}))
    calculated(page.workspace)
    page.figures.want([ONE_TO_THREE])
    calculated(page.workspace)
    assert page.figures.is_fresh(ONE_TO_THREE)
    assert not pane_of(page).why.parts()
