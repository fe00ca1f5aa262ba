"""Today, proposed and what differs, for processes whose figures can be worked out by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.analysis.small_project import minutes, small_project, with_case_type
from workbench.analysis.engine import Engine
from workbench.analysis.process.views import Span, process_views, without_proposed
from workbench.model.case_types import Scope
from workbench.model.process import Flow, Step, StepDecision, StepKind
from workbench.model.scenarios import Scenario
from workbench.model.text import ProjectError
from workbench.model.volumes import Estimate


def views(project, case_type="x"):
    return process_views(project, Engine().results(project), case_type)


def chain(*steps):
    flows = tuple(
        Flow(id=f"f{n}", source=one.id, target=other.id) for n, (one, other) in enumerate(pairwise(steps))
    )
    return {"steps": steps, "flows": flows}


ASK = Step(id="ask", title="Ask", level=1, unit="a-unit", minutes_today=Estimate(low=2, likely=5, high=8))
NOTE = Step(
    id="note", title="Note", level=3, unit="a-unit", kind=StepKind.BACK_OFFICE, minutes_today=minutes(4)
)
DECIDE = Step(
    id="decide", title="Decide", level=6, unit="b-unit", kind=StepKind.BACK_OFFICE, minutes_today=minutes(30)
)
TELL = Step(id="tell", title="Tell", level=1, unit="a-unit", minutes_today=minutes(3))


@pytest.mark.fast
def test_both_views_by_hand():
    found = views(with_case_type(small_project(), 0, contacts_per_case=1.0, **chain(ASK, NOTE, DECIDE, TELL)))
    today, proposed = found.today, found.proposed
    assert today.minutes == Span(39, 42, 45) and today.stays == Span(30, 30, 30)
    assert today.handling == Span(5, 8, 11) and today.later == Span(4, 4, 4)
    assert (today.handoffs, today.ping_pong) == (2, 1)
    assert (today.first_sitting, today.solved) == (0, 0)
    assert proposed.handling == Span(2.75, 5.75, 8.75) and proposed.later == Span(7, 7, 7)
    assert proposed.stays == Span(30, 30, 30) and proposed.minutes == Span(39.75, 42.75, 45.75)
    assert (proposed.handoffs, proposed.ping_pong, proposed.solved) == (2, 1, 0)
    assert [one.change for one in found.rows] == ["moved", "moved", "kept", "moved"]
    assert [(one.number, one.goes_out) for one in found.clauses] == [(1, True), (2, False)]
    assert today.hours_per_year == pytest.approx(found.cases_per_year * 42 / 60)
    assert proposed.stays_hours_per_year == pytest.approx(found.cases_reaching * 30 / 60)


@pytest.mark.fast
def test_what_is_new_dropped_and_left_to_the_e_service():
    steps = chain(
        ASK.changed(decision=StepDecision.E_SERVICE),
        NOTE.changed(decision=StepDecision.ABOLISH),
        TELL.changed(
            id="new", is_only_proposed=True, minutes_today=None, minutes_in_customer_service=minutes(2)
        ),
        DECIDE,
    )
    found = views(with_case_type(small_project(), 0, **steps))
    assert [one.change for one in found.rows] == ["e_service", "dropped", "new", "kept"]
    assert found.today.shown == ("ask", "note", "decide") and found.proposed.shown == ("new", "decide")
    assert found.today.minutes == Span(36, 39, 42)
    new = found.rows[2]
    assert (new.times_today, new.minutes_today, new.unit_today) == (0, None, None)
    assert new.is_in_customer_service and new.minutes_after == Span(2, 2, 2)
    assert found.rows[1].minutes_after == Span(0, 0, 0)


@pytest.mark.fast
def test_without_proposed_steps_the_ways_are_joined():
    new = Step(id="new", title="New", is_only_proposed=True)
    project = with_case_type(
        small_project(),
        0,
        steps=(ASK, new, NOTE, DECIDE),
        flows=(
            Flow(id="1", source="ask", target="new", probability=0.5),
            Flow(id="2", source="new", target="note", probability=0.4),
            Flow(id="3", source="new", target="decide", probability=0.6),
        ),
        start=None,
    )
    case_type = without_proposed(project.case_types[0])
    ways = {(one.source, one.target): one.probability for one in case_type.flows}
    assert ways == pytest.approx({("ask", "note"): 0.2, ("ask", "decide"): 0.3})
    first = project.case_types[0].changed(steps=(new, ASK), flows=(Flow(id="1", source="new", target="ask"),))
    assert without_proposed(first).start == "ask" and without_proposed(first).flows == ()
    usual = small_project().case_types[0]
    assert without_proposed(usual) is usual


@pytest.mark.fast
@pytest.mark.parametrize("change", [0.0, 0.25])
def test_proposed_figures_are_those_of_the_flow(change):
    project = small_project()
    scenario = Scenario(id="s", name="S", levels=(1, 2, 3), handling_time_change=change)
    project = project.changed(scenarios=(scenario,), settings=project.settings.changed(chosen_scenario="s"))
    results = Engine().results(project)
    for case_type, flow in zip(project.case_types, results.flows, strict=True):
        found = process_views(project, results, case_type.id)
        assert found.proposed.handling.middle == pytest.approx(flow.first_contact_s / 60)
        assert found.proposed.later.middle == pytest.approx(flow.deferred_s / 60)
        assert found.proposed.stays.middle == pytest.approx(flow.second_line_s / 60)
        assert found.proposed.first_sitting == flow.first_contact_resolution
        assert found.clauses is flow.clauses
        for row, step in zip(found.rows, flow.steps, strict=True):
            assert row.minutes_after.middle == step.minutes_after
            assert row.minutes_after.low <= row.minutes_after.middle <= row.minutes_after.high


@pytest.mark.fast
def test_today_is_the_same_whatever_the_scenario_moves():
    project = small_project()
    narrow, wide = (
        process_views(project, Engine().results(project, name), "x") for name in ("narrow", "wide")
    )
    assert narrow.today == wide.today and narrow.proposed != wide.proposed


@pytest.mark.fast
def test_missing_minutes_are_missing_and_not_nothing():
    project = with_case_type(small_project(), 0, **chain(ASK, NOTE.changed(minutes_today=None), DECIDE))
    found = views(project)
    assert found.today.minutes is None and found.today.stays == Span(30, 30, 30)
    assert found.proposed.later is None and found.rows[1].hours_after is None
    assert found.missing


@pytest.mark.fast
def test_out_of_scope_stays_as_today():
    found = views(with_case_type(small_project(), 0, scope=Scope.OUT))
    assert not found.reaches_customer_service and found.clauses == ()
    assert {one.change for one in found.rows} == {"kept"}
    assert found.proposed.minutes == found.today.minutes
    assert found.proposed.hours_per_year == pytest.approx(found.today.hours_per_year)


def test_without_steps_there_is_nothing_to_show():
    found = views(with_case_type(small_project(), 0, steps=(), flows=()))
    assert found.rows == () and found.today.shown == () and found.today.minutes is None


def test_no_such_case_type():
    with pytest.raises(ProjectError):
        views(small_project(), "nobody")
