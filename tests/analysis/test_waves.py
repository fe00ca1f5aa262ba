"""Waves over time: what starts when, and what it takes by then, department by department."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.analysis.small_project import small_project
from workbench.analysis.engine import Engine
from workbench.analysis.scenarios.waves import quarters
from workbench.model.service import Wave


def test_each_quarter_names_what_starts_and_the_last_is_the_whole_scenario() -> None:
    project = small_project()
    early, late = project.case_types[0], project.case_types[1:]
    waves = (
        Wave(id="one", name="One", starts_on=dt.date(2027, 2, 1)),
        Wave(id="two", name="Two", starts_on=dt.date(2027, 8, 15)),
    )
    cases = (early.changed(wave="one"), *(one.changed(wave="two") for one in late))
    project = project.changed(waves=waves, case_types=cases)
    heard: list[tuple[int, int]] = []
    first, last = quarters(project, "wide", progress=lambda done, total: heard.append((done, total)))
    assert (first.starts_on, last.starts_on) == (dt.date(2027, 1, 1), dt.date(2027, 7, 1))
    assert (first.waves, last.waves) == (("One",), ("Two",))
    assert first.starting == (early.id,)
    assert set(first.starting).isdisjoint(last.starting)
    assert len(first.starting) + len(last.starting) == last.case_types
    assert heard == [(1, 2), (2, 2)]
    results = Engine().results(project, "wide")
    assert last.fte_total == results.staffing.fte_total
    assert last.cost_per_year == results.costs.yearly_total
    for quarter in (first, last):
        needed = sum(one.fte for one in quarter.departments)
        assert needed == pytest.approx(quarter.fte_total)
    taken = {one.department: one.hours_taken for one in last.departments}
    assert taken == {row.department: row.taken for row in results.release.balance}
    others = {one.department for one in late} - {early.department}
    assert all(one.hours_taken == 0 for one in first.departments if one.department in others)
