"""The page under the hands: figures unfold, weeks are chosen, departments narrow, charts are tables as well."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from tests.support.window import calculated, click, look_of, open_workspace, press, settle, show, type_text
from workbench.analysis.place import Place
from workbench.analysis.uncertainty import Band, Uncertainty
from workbench.model.project import Project
from workbench.ui.pages.staffing import StaffingPage
from workbench.ui.pages.staffing.assumptions import AssumptionsPane
from workbench.ui.pages.staffing.balance import BalancePane
from workbench.ui.pages.staffing.need import NeedPane
from workbench.ui.pages.staffing.released import ReleasedPane
from workbench.ui.pages.staffing.year import YearPane
from workbench.ui.widgets.seen import seen_on
from workbench.ui.widgets.table import TableView
from workbench.ui.workspace import Workspace

OWN = ("need", "year", "released", "balance", "assumptions")


def need(page: StaffingPage) -> NeedPane:
    page.show_view("need")
    settle()
    assert isinstance(page.pane, NeedPane)
    return page.pane


def tables_of(page: StaffingPage) -> list[TableView]:
    """Return the tables that the view shows."""
    return [one for one in page.pane.seen() if isinstance(one, TableView)]


def explained(page: StaffingPage) -> str:
    """Return the title of what is unfolded; "" where the side is closed."""
    return "" if page.explained.side.isHidden() else page.explained.side.title.text()


def test_key_figures_unfold_by_click_and_by_enter(page: StaffingPage) -> None:
    pane = need(page)
    said = {one.figure.title: one.figure.value for one in pane.strip.figures if one.figure is not None}
    assert said["Positions"] == "13.80"
    assert said["Reached"] == "89.0\u00a0%"
    assert said["Peak"] == "16"
    click(pane.strip.figures[0])
    assert explained(page) == "Staffing"
    press(Qt.Key.Key_Escape, at=page.explained.side)
    assert explained(page) == ""
    peak = next(one for one in pane.strip.figures if one.figure is not None and one.figure.key == "peak")
    peak.setFocus()
    press(Qt.Key.Key_Return, at=peak)
    assert explained(page)


def test_a_bar_of_the_week_unfolds_its_half_hour(page: StaffingPage) -> None:
    pane = need(page)
    assert pane.week.chart.title == "Advisers per half-hour, an ordinary week"
    pane.when.setCurrentIndex(2)
    pane.when.activated.emit(2)
    settle()
    assert pane.week.chart.title == "Advisers per half-hour, a week in January"
    canvas = pane.week.canvas
    canvas.setFocus()
    press(Qt.Key.Key_Home, at=canvas)
    press(Qt.Key.Key_Right, at=canvas)
    press(Qt.Key.Key_Return, at=canvas)
    assert explained(page)
    assert page.explained.key == "half_hour:pool-kundservice:1-0-17"


def test_the_waterfall_and_the_departments_unfold(page: StaffingPage) -> None:
    pane = need(page)
    canvas = pane.breakdown.canvas
    canvas.setFocus()
    press(Qt.Key.Key_Home, at=canvas)
    press(Qt.Key.Key_Return, at=canvas)
    assert page.explained.key == "component:contact_handling"
    table = pane.departments
    table.setFocus()
    table.go_to("d-teknik", "needed")
    press(Qt.Key.Key_Return, at=table)
    assert page.explained.key == "fte_of:d-teknik"
    index = table.table.index(0, table.table.column_at("difference"))
    table.scrollTo(index)
    click(table.viewport(), table.visualRect(index).center())
    assert page.explained.key == "balance_of:d-samhallsbyggnad"
    name = table.table.index(1, 0)
    click(table.viewport(), table.visualRect(name).center())
    assert page.explained.key == "balance_of:d-samhallsbyggnad"  # a name is no figure


def test_every_figure_that_can_be_pressed_is_explained(page: StaffingPage) -> None:
    """No press on this page ends in an error."""
    from workbench.analysis.explain import explain

    work = page.workspace
    assert work.results is not None
    seen = set()
    for view in OWN:
        page.show_view(view)
        settle()
        for table in tables_of(page):
            model = table.table
            for row in range(0, len(model.rows), 3):
                for at in range(len(model.columns)):
                    unfolds = getattr(model.columns[at], "unfolds", None)
                    if unfolds is not None and (key := unfolds(model.rows[row])):
                        seen.add(key)
    pane = need(page)
    seen |= {one.figure.key for one in pane.strip.figures if one.figure is not None and one.figure.key}
    seen |= {slot.key("pool-kundservice") for slot in pane._slots[::7]} | set(pane._keys)
    for key in sorted(seen - {"assumptions"}):
        assert explain(work.project, work.results, key).title
    assert len(seen) > 50


def test_the_link_leads_to_what_the_figures_rest_on(page: StaffingPage) -> None:
    pane = need(page)
    target = next(
        one for one in pane.strip.figures if one.figure is not None and "Target" in one.figure.title
    )
    click(target)
    assert isinstance(page.pane, AssumptionsPane)


def test_all_charts_turn_into_tables_and_back(page: StaffingPage) -> None:
    pane = need(page)
    page.commands()["view.chart_table"]()
    charts = (pane.week, pane.breakdown, pane.level)
    assert all(one.is_table for one in charts)
    page.commands()["view.chart_table"]()
    assert not any(one.is_table for one in charts)
    pane.departments.setFocus()
    pane.departments.go_to("d-teknik")
    page.commands()["edit.copy"]()
    assert QGuiApplication.clipboard().text().splitlines()[1].startswith("Tekniska förvaltningen\t")


@pytest.mark.parametrize("view", OWN)
def test_the_tables_are_sound(page: StaffingPage, view: str) -> None:
    page.show_view(view)
    settle()
    testers = [
        QAbstractItemModelTester(table.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for table in tables_of(page)
    ]
    page.workspace.choose(department="d-teknik")
    settle()
    page.workspace.choose(department=None)
    settle()
    assert testers


def test_the_chosen_department_narrows_what_is_released(page: StaffingPage) -> None:
    page.show_view("released")
    assert isinstance(page.pane, ReleasedPane)
    every = page.pane.table.table.rows
    page.workspace.choose(department="d-teknik")
    settle()
    rows = page.pane.table.table.rows
    assert {one.department for one in rows} == {"Tekniska förvaltningen", "Sum"}
    assert 1 < len(rows) < len(every)
    page.pane.only_flagged.click()
    settle()
    assert all(one.is_flagged or one.is_sum for one in page.pane.table.table.rows)
    page.pane.table.setFocus()
    page.pane.table.selectRow(0)
    press(Qt.Key.Key_Return, at=page.pane.table)
    assert page.explained.key.startswith("released:d-teknik:")
    page.pane.only_flagged.click()


def test_the_balance_says_why_for_the_row_that_is_chosen(page: StaffingPage) -> None:
    page.show_view("balance")
    pane = page.pane
    assert isinstance(pane, BalancePane)
    pane.departments.go_to("", "name")
    assert pane.reasons.chart.title == "Why they differ: Sum"
    pane.departments.setFocus()
    pane.departments.go_to("d-teknik", "name")
    settle()
    assert pane.reasons.chart.title == "Why they differ: Tekniska förvaltningen"
    assert len(pane.moving.table.rows) == 5
    assert pane.today.table.rows[-1].department is None
    canvas = pane.reasons.canvas
    canvas.setFocus()
    for key, unfolded in (
        (Qt.Key.Key_Home, "positions_of:d-teknik"),
        (Qt.Key.Key_Down, "realisable_of:d-teknik"),
        (Qt.Key.Key_Down, "balance_of:d-teknik"),
        (Qt.Key.Key_End, "fte_of:d-teknik"),
    ):
        press(key, at=canvas)
        press(Qt.Key.Key_Return, at=canvas)
        assert page.explained.key == unfolded


def test_months_and_channels(page: StaffingPage) -> None:
    page.show_view("year")
    pane = page.pane
    assert isinstance(pane, YearPane)
    assert len(pane.advisers.chart.table(pane.texts).rows) == 12
    canvas = pane.advisers.canvas
    canvas.setFocus()
    press(Qt.Key.Key_Home, at=canvas)
    press(Qt.Key.Key_Return, at=canvas)
    assert page.explained.key == "half_hour:pool-kundservice:1-0-18"
    pane.channels.go_to("phone", "contacts")
    pane.channels.setFocus()
    press(Qt.Key.Key_Return, at=pane.channels)
    assert page.explained.key == "contacts:phone"


def test_the_workbook_is_a_press_away(page: StaffingPage) -> None:
    wanted: list[object] = []
    page.export_wanted.connect(wanted.append)
    click(page.workbook)
    assert wanted == [("staffing",)]


def test_what_goes_on_paper_is_what_is_seen(page: StaffingPage) -> None:
    from workbench.ui.printing_figures import figures_document

    document = figures_document(page.workspace, page.texts, "Need", seen_on(need(page)))
    words = str(document)
    assert "Positions: 13.80" in words
    assert "Tekniska förvaltningen" in words
    assert "file.print" in page.commands()


def test_a_role_is_shown_where_it_is_released(page: StaffingPage) -> None:
    assert page.go_to(Place("roles", ("r-telefonist",)))
    assert isinstance(page.pane, ReleasedPane)
    assert page.pane.table.current_row.of.role == "r-telefonist"
    assert not page.go_to(Place("roles", ("nobody",)))


def test_how_many_hold_a_role_is_typed_where_it_is_shown(page: StaffingPage) -> None:
    assert page.go_to(Place("roles", ("r-telefonist",), "persons"))
    work = page.workspace
    type_text("7")
    press(Qt.Key.Key_Return)
    role = next(one for one in work.project.roles if one.id == "r-telefonist")
    assert role.persons == 7
    pane = page.pane
    assert isinstance(pane, ReleasedPane)
    assert next(one for one in pane.table.table.rows if one.of.role == "r-telefonist").persons == 7
    before = work.project
    said: list[object] = []
    work.refused.connect(said.append)
    type_text("many")
    press(Qt.Key.Key_Return)
    assert work.project is before
    assert len(said) == 1


def words_of(page: StaffingPage) -> str:
    return " ".join(one.text() for one in page.pane.findChildren(QLabel) if one.isVisibleTo(page.pane))


def test_without_case_types_the_page_says_what_belongs_here(
    qapp: object, tmp_path: Path, sample: Project
) -> None:
    del qapp
    empty = Project(id="empty", municipality=sample.municipality)
    with open_workspace(tmp_path, empty) as workspace:
        calculated(workspace)
        made = StaffingPage(workspace, look_of("en"))
        wanted: list[Place] = []
        workspace.place_wanted.connect(wanted.append)
        show(made)
        for view in ("need", "year", "released", "balance"):
            made.show_view(view)
            settle()
            assert "No case types yet." in words_of(made)
            assert made.pane.commands() == {}
        made.pane.first_focus().setFocus()
        press(Qt.Key.Key_Space, at=made.pane.first_focus())
        assert wanted == [Place("case_types")]
        made.let_go()


def test_where_nothing_moves_the_page_leads_to_the_scenarios(opened: Workspace) -> None:
    real = opened.results
    assert real is not None
    opened.results = replace(real, staffing=replace(real.staffing, staffed_hours_per_year=0.0))
    made = StaffingPage(opened, look_of("en"))
    wanted: list[Place] = []
    opened.place_wanted.connect(wanted.append)
    try:
        show(made)
        assert "Nothing moves to customer service in this scenario." in words_of(made)
        press(Qt.Key.Key_Space, at=made.pane.first_focus())
        assert wanted == [Place("scenarios")]
        made.show_view("balance")
        settle()
        assert "Nothing moves" not in words_of(made)
    finally:
        opened.place_wanted.disconnect(wanted.append)
        opened.results = real
        made.let_go()


def test_a_pool_is_chosen_where_there_are_several(opened: Workspace) -> None:
    """The page shows any results; here those of two pools."""
    assert opened.results is not None
    real = opened.results
    first = real.staffing.pools[0]
    other = replace(first, pool="p-other", name="Evenings", agents=first.agents + 1, peak_agents=17)
    opened.results = replace(real, staffing=replace(real.staffing, pools=(first, other)))
    made = StaffingPage(opened, look_of("en"))
    try:
        show(made)
        pane = made.pane
        assert isinstance(pane, NeedPane)
        assert pane.pool.isVisibleTo(made)
        before = pane.week.chart.described(made.texts)
        pane.pool.setCurrentIndex(1)
        pane.pool.activated.emit(1)
        settle()
        assert pane.plan is not None
        assert pane.plan.pool == "p-other"
        assert pane.week.chart.described(made.texts) != before
    finally:
        opened.results = real
        made.let_go()


def test_how_sure_the_positions_are_stands_beside_them_once_it_was_drawn(
    page: StaffingPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane, work = need(page), page.workspace
    assert work.results is not None
    assert "8 defaults are assumed." in words_of(page)
    band = Band("fte_total", None, "FTE", 13.8, 12.1, 13.7, 15.6, 13.8)
    drawn = Uncertainty(
        work.results.scenario, "", work.results.inputs_hash, 1, 1000, 0.3, (band,), (), 0, 0.0, 0.0, 1.0
    )  # fmt: skip
    monkeypatch.setattr(work, "_uncertainty", {})
    work.keep_uncertainty(drawn)
    assert "P10–P90: 12.1 to 15.6 full-time positions." in words_of(page)
    first = pane.strip.figures[0].figure
    assert first is not None
    assert first.below == "P10–P90: 12.1 to 15.6"
    work.keep_uncertainty(replace(drawn, inputs_hash="of an older project"))
    assert "P10–P90" not in words_of(page)
