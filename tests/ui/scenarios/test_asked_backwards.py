"""Asked backwards: so many people, what service; so much money, what can move, made a scenario in one step."""

from __future__ import annotations

from PySide6.QtCore import Qt

from tests.support.window import calculated, click, press, settle, type_text
from workbench.analysis.engine import Engine
from workbench.analysis.scenarios.goal_seek import service_with_positions
from workbench.ui.pages.scenarios import ScenariosPage
from workbench.ui.pages.scenarios.seek import SeekPane


def pane_of(page: ScenariosPage) -> SeekPane:
    page.show_view("seek")
    settle()
    assert isinstance(page.pane, SeekPane)
    return page.pane


def test_fewer_people_give_the_service_level_that_was_found(page: ScenariosPage) -> None:
    pane = pane_of(page)
    people = pane.people
    assert people.number.text() == "13.8"
    people.number.setFocus()
    people.number.selectAll()
    type_text("12")
    press(Qt.Key.Key_Return)
    click(people.run.start)
    calculated(page.workspace)
    found = service_with_positions(page.workspace.project, 12.0)
    assert found.service_level.value is not None
    lines = {one.name: one for one in people.table.table.rows}
    level = next(one for name, one in lines.items() if name.startswith("Answered within"))
    assert level.found == page.texts.percent(found.service_level.value, 1)
    assert level.planned != level.found
    assert people.waits.table.rows


def test_too_few_people_are_said_to_be_too_few(page: ScenariosPage) -> None:
    people = pane_of(page).people
    people.number.setFocus()
    people.number.selectAll()
    type_text("1")
    press(Qt.Key.Key_Return)
    click(people.run.start)
    calculated(page.workspace)
    assert "too few" in people.run.said.text()


def test_what_a_budget_reaches_becomes_a_scenario_that_costs_no_more(page: ScenariosPage) -> None:
    budget = pane_of(page).budget
    budget.amount.setFocus()
    budget.amount.selectAll()
    type_text("9200000")
    press(Qt.Key.Key_Return)
    click(budget.run.start)
    calculated(page.workspace)
    assert budget.found is not None
    assert budget.found.cost <= budget.found.budget
    before = page.workspace.project
    click(budget.make)
    calculated(page.workspace)
    made = page.workspace.project.scenarios[-1]
    assert page.workspace.scenario == made.id
    results = Engine().results(page.workspace.project, made.id)
    assert results.costs.shared_yearly == budget.found.cost
    page.workspace.undo()
    assert page.workspace.project is before
