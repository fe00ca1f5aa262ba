"""The views of the staffing page that are asked for, on the Swedish sample calculated once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel

from tests.support.window import calculated, look_of, open_workspace, press, settle, show
from workbench.analysis.engine import find_scenario
from workbench.analysis.memo import Memo
from workbench.analysis.people.pooling import pooling
from workbench.analysis.scenario import scenario_terms
from workbench.edits.stored import ChangeItem
from workbench.ui.pages.staffing.checked import CheckedPane
from workbench.ui.pages.staffing.deferred import DeferredPane
from workbench.ui.pages.staffing.pooling import PoolingPane
from workbench.ui.pages.staffing.roster import RosterPane
from workbench.ui.workspace import Workspace


@pytest.fixture(scope="module")
def opened(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    del qapp
    with open_workspace(tmp_path_factory.mktemp("staffing")) as workspace:
        calculated(workspace)
        yield workspace


def shown(pane) -> list[str]:
    return [one.text() for one in pane.findChildren(QLabel) if one.isVisible() and one.text()]


def made(workspace, kind, *more):
    unfolded: list[str] = []
    pane = kind(workspace, look_of("en"), unfolded.append, *more)
    show(pane, 1100, 680)
    pane.fit(1100)
    pane.show_project(None)
    pane.show_results(workspace.results)
    return pane, unfolded


def test_pooled_or_alone_says_what_the_calculation_says(opened: Workspace):
    pane, unfolded = made(opened, PoolingPane)
    assert pane.run.stop.isVisible(), "with so few case types it begins by itself"
    calculated(opened)
    assert not pane.run.stop.isVisible()
    pane.found = None
    pane.run.start.setFocus()
    press(Qt.Key.Key_Space)
    assert pane.run.stop.isVisible()
    calculated(opened)
    results, project = opened.results, opened.project
    terms = scenario_terms(project, find_scenario(project, results.scenario))
    expected = pooling(project, terms, results.demand, Memo())
    rows = pane.table.table.rows
    assert pane.found == expected
    assert rows[-1].alone == pytest.approx(sum(one.alone for one in rows[:-1]))
    assert rows[-1].share == pytest.approx(sum(one.share for one in rows[:-1])) == expected.pooled_fte
    words = next(text for text in shown(pane) if "Generalists" in text)
    factor = expected.break_even_handling
    assert f"{round((factor - 1) * 100)}" in words
    assert f"{expected.seconds_per_contact / 60:.1f} →" in words
    QAbstractItemModelTester(pane.table.table)
    pane.table.setFocus()
    press(Qt.Key.Key_Return)
    assert unfolded == [f"fte_of:{rows[0].id}"]


def test_the_second_opinion_shows_days_seed_steady_half_hours_and_why_others_differ(opened: Workspace):
    pane, _ = made(opened, CheckedPane, [].append)
    pane.opinion.days.setText("300")
    pane.opinion.seed.setText("7")
    pane.opinion.run.run()
    calculated(opened)
    opinion = pane.opinion.opinion
    assert (opinion.days, opinion.seed) == (300, 7)
    text = " ".join(shown(pane))
    assert "300 days, seed 7" in text
    (pool,) = opinion.pools
    assert [one.queue for one in pool.queues] == ["calls", "chat"]
    for queue in pool.queues:
        steady = queue.kinds[-1]
        assert f"{steady.holding} of {len(steady.half_hours)} hold the plan" in text
    assert "Half-hours in which the plan is not what was played" in text
    holding = sum(one.holds for _, one in pool.deferred.months)
    assert f"{pool.deferred.years} years played: {holding} of 12 months" in text
    assert ("both vary" in text) == (holding < 12 or not all(one.holds for one in pool.deferred.measures))
    assert "not played" not in text


def test_what_is_under_way_ends_when_the_figures_change_and_is_said_to_be_old(opened: Workspace):
    pane, _ = made(opened, CheckedPane, [].append)
    run = pane.opinion.run
    pane.opinion.days.setText("3000")
    run.run()
    assert run.is_running
    before = opened.results
    year = opened.project.settings.planning_year + 1
    opened.do(ChangeItem(collection="settings", changes={"planning_year": year}))
    assert not run.is_running
    assert "have changed" in run.said.text()
    calculated(opened)
    assert pane.opinion.opinion is None
    pane.opinion.days.setText("60")
    run.run()
    calculated(opened)
    opened.undo()
    calculated(opened)
    assert opened.results.inputs_hash == before.inputs_hash
    pane.show_results(opened.results)
    assert "have changed since" in run.said.text()
    run.run()
    assert run.is_running
    run.cancel()
    assert (run.is_running, run.said.text()) == (False, "Cancelled.")


def test_the_roster_covers_every_half_hour_of_the_plan_and_goes_to_a_spreadsheet(opened: Workspace):
    pane, _ = made(opened, RosterPane)
    calculated(opened)
    plan = opened.results.staffing.pools[0]
    roster = pane.roster
    assert [sum(day.required) for day in roster.days] == [
        int(agents.sum())
        for day, agents in zip(plan.day_types, plan.agents, strict=True)
        if day.month == roster.month
    ]
    rows = pane.table.table.rows
    assert all(min(one.values) >= 0 for one in rows if one.kind == "more")
    pane.copy_week()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert len(lines) == len(rows) + 1
    marks = np.array(
        [[cell == "■" for cell in line[4:]] for line in lines[1 : len(roster.days[0].shifts) + 1]]
    )
    first = pane.table.table.columns[4].key
    assert marks.sum(axis=0).tolist() == list(roster.days[0].cover)[int(first) : int(first) + marks.shape[1]]


def test_another_choice_of_shifts_makes_another_roster(opened: Workspace):
    pane, _ = made(opened, RosterPane)
    calculated(opened)
    before = pane.roster
    pane.parts.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Down)
    settle()
    calculated(opened)
    assert pane.parts.chosen == "none"
    assert {one.paid for day in pane.roster.days for one in day.shifts} == {16}
    assert pane.roster.paid_hours > before.paid_hours


def test_deferred_work_says_whether_deadlines_hold(opened: Workspace):
    pane, unfolded = made(opened, DeferredPane)
    calculated(opened)
    (panel,) = pane.panels
    assert not panel.year.holds
    assert panel.verdict.text().startswith("Not every deadline holds")
    total = sum(one.hours for one in panel.year.kinds)
    assert sum(one.inflow_hours for one in panel.year.months) == pytest.approx(total)
    panel.strip.figures[0].setFocus()
    press(Qt.Key.Key_Return)
    assert unfolded == [f"deferred:{panel.year.pool}"]


def test_what_is_played_is_what_was_asked_when_it_began(opened: Workspace):
    pane, _ = made(opened, CheckedPane, [].append)
    goes_on = threading.Event()
    opened.background.run("before it", lambda _pause: goes_on.wait(), lambda _nothing: None)
    pane.opinion.days.setText("70")
    pane.opinion.run.run()
    pane.opinion.days.setText("90")
    goes_on.set()
    calculated(opened)
    assert pane.opinion.opinion.days == 70
