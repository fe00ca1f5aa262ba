"""Corners where a figure was wrong once: projects that are small, odd and possible."""

from __future__ import annotations

import pytest

from tests.support.random_projects import case_type, project_of, step, volume
from workbench.analysis.engine import Engine
from workbench.analysis.results import Results
from workbench.analysis.uncertainty.chances import Chances
from workbench.analysis.uncertainty.run import Run
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.service import Pool
from workbench.model.volumes import Channel

ALL = Scenario(id="s", name="S", levels=(1, 2, 3, 4))


def odd(*case_types, **fields) -> tuple[Project, Results]:
    project = project_of(*case_types, scenarios=(ALL,), **fields)
    return project, Engine().results(project)


def visits(n: float = 20_000.0):
    return case_type(step("v1", 1, 8.0), id="v", volumes=(volume(n, Channel.VISIT),))


@pytest.mark.fast
def test_visitors_are_promised_what_is_printed_where_nobody_calls():
    """80 % within 10 minutes, patience 20 minutes: not what callers are promised, whom the pool does not have."""
    _, results = odd(visits())
    (pool,) = results.staffing.pools
    assert (pool.within_s, pool.patience_s, results.staffing.within_s) == (600.0, 1200.0, 600.0)
    printed = {one.name: one.value for one in results.assumptions}
    assert printed["Visit: in time means within"] == 600.0
    assert "Phone: in time means within" not in printed
    silent = case_type(step("p1", 1, 8.0), id="p", volumes=(volume(0.0),))
    _, with_silence = odd(visits(), silent)
    assert with_silence.staffing.staffed_hours_per_year == results.staffing.staffed_hours_per_year


@pytest.mark.fast
def test_who_shares_a_queue_with_callers_is_promised_what_they_are():
    _, results = odd(visits(), case_type(step("p1", 1, 8.0), id="p", volumes=(volume(100.0),)))
    (pool,) = results.staffing.pools
    assert (pool.within_s, pool.patience_s) == (60.0, 120.0)


@pytest.mark.fast
def test_visits_alone_are_drawn_as_they_are_planned():
    project, results = odd(visits())
    drawn = Run(project, None, results, Chances(1, 2, 0.3), None, 16_384)
    drawn.figures()
    planned = results.staffing.staffed_hours_per_year
    assert drawn.positions.staffed_hours[0] == pytest.approx(planned, rel=1e-6)


@pytest.mark.fast
def test_a_pool_without_a_queue_does_not_say_within_how_long():
    """A pool for chats and e-mail beside one for calls: the year's service level is of the calls, within 60 s."""
    pools = (
        Pool(id="calls", name="Calls", channels=(Channel.PHONE, Channel.VISIT)),
        Pool(id="written", name="Written", channels=(Channel.CHAT, Channel.EMAIL)),
    )
    chats = case_type(step("c1", 1, 8.0), id="c", volumes=(volume(9_000.0, Channel.CHAT),))
    _, results = odd(case_type(step("p1", 1, 8.0), id="p"), chats, pools=pools)
    assert results.staffing.service_level.value is not None
    assert results.staffing.within_s == 60.0
