"""Over time: waves are written in, and each quarter says what has started by then."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.window import calculated, click, press, settle, type_text
from workbench.analysis.scenarios.waves import quarters
from workbench.ui.pages.scenarios import ScenariosPage
from workbench.ui.pages.scenarios.over_time import OverTimePane


def pane_of(page: ScenariosPage) -> OverTimePane:
    page.show_view("waves")
    calculated(page.workspace)
    assert isinstance(page.pane, OverTimePane)
    return page.pane


def test_quarters_are_those_of_the_chain_and_open_into_departments(page: ScenariosPage) -> None:
    pane = pane_of(page)
    QAbstractItemModelTester(pane.table.table)
    found = quarters(page.workspace.project)
    rows = pane.table.table.rows
    assert [one.quarter.fte_total for one in rows] == [one.fte_total for one in found]
    pane.table.setFocus()
    pane.table.setCurrentIndex(pane.table.table.index(0, 0))
    press(Qt.Key.Key_Return)
    departments = len(page.workspace.project.departments)
    assert len(pane.table.table.rows) == len(found) + departments
    assert pane.table.table.cell_at(1, 1).text == page.workspace.project.departments[0].name


def test_a_wave_starts_on_another_day_and_its_quarter_follows(page: ScenariosPage) -> None:
    pane = pane_of(page)
    QAbstractItemModelTester(pane.waves)
    pane.waves_view.setFocus()
    assert pane.waves_view.go_to("w-3", "starts_on")
    type_text("2028-02-01")
    press(Qt.Key.Key_Return)
    assert page.workspace.project.waves[2].starts_on == dt.date(2028, 2, 1)
    calculated(page.workspace)
    assert pane.table.table.cell_at(2, 0).text == "Q1 2028"
    said: list[object] = []
    page.workspace.refused.connect(said.append)
    before = page.workspace.project
    type_text("next year")
    press(Qt.Key.Key_Return)
    page.workspace.refused.disconnect(said.append)
    assert page.workspace.project is before
    assert len(said) == 1


def test_a_wave_is_taken_away_with_what_refers_to_it_and_comes_back(page: ScenariosPage) -> None:
    pane = pane_of(page)
    pane.waves_view.go_to("w-3", "name")
    click(pane.remove_button)
    assert [one.id for one in page.workspace.project.waves] == ["w-1", "w-2"]
    assert all(one.wave != "w-3" for one in page.workspace.project.case_types)
    page.workspace.undo()
    assert len(page.workspace.project.waves) == 3


def test_case_types_stand_under_their_wave(page: ScenariosPage) -> None:
    pane = pane_of(page)
    assert [one.count for one in pane.moving.table.rows] == [42, 43, 1]
    pane.moving.setFocus()
    pane.moving.setCurrentIndex(pane.moving.table.index(2, 0))
    press(Qt.Key.Key_Return)
    assert len(pane.moving.table.rows) == 4
    places: list[object] = []
    page.workspace.place_wanted.connect(places.append)
    pane.moving.setCurrentIndex(pane.moving.table.index(3, 0))
    press(Qt.Key.Key_Return)
    settle()
    page.workspace.place_wanted.disconnect(places.append)
    assert len(places) == 1
