from __future__ import annotations

import pytest

from tests.analysis.small_project import small_project, with_case_type
from workbench.analysis.engine import Engine
from workbench.analysis.memo import Memo
from workbench.analysis.standing.now import WorkshopNow, workshop_now
from workbench.model.process import Flow
from workbench.model.project import Project
from workbench.model.service import Pool
from workbench.model.text import NotCalculable


def now(project: Project, memo: Memo | None = None) -> WorkshopNow:
    ids = [one.id for one in project.case_types]
    return workshop_now(project, None, ids, memo or Memo())


def test_executions_and_hours_are_those_of_the_results():
    project = small_project()
    found, results = now(project), Engine().results(project)
    for level in range(1, 9):
        expected = sum(
            step.visits * year.cases_per_year
            for flow, year in zip(results.flows, results.demand.case_types, strict=True)
            for step in flow.steps
            if step.level == level
        )
        assert found.performed_per_level[level - 1] == pytest.approx(expected)
    hours = sum(
        step.visits * year.cases_per_year * (step.minutes_today or 0) / 60
        for flow, year in zip(results.flows, results.demand.case_types, strict=True)
        for step in flow.steps
        if step.level
    )
    assert found.hours_can_move + found.hours_stay == pytest.approx(hours)
    assert found.hours_can_move > 0
    low = sum(found.performed_per_level[:4])
    assert found.share_levels_1_4 == pytest.approx(low / sum(found.performed_per_level))


def test_a_case_type_is_done_when_steps_have_level_and_minutes_and_there_is_a_volume():
    project = small_project()
    whole = now(project)
    step = project.case_types[0].steps[0]
    steps = project.case_types[0].steps
    without_level = with_case_type(project, 0, steps=(step.changed(level=None), *steps[1:]))
    without_minutes = with_case_type(
        project, 0, steps=(step.changed(minutes_today=None, minutes_in_customer_service=None), *steps[1:])
    )
    without_volume = with_case_type(project, 0, volumes=())
    for changed in (without_level, without_minutes, without_volume):
        assert now(changed).n_done == whole.n_done - 1
        assert now(changed).n_open == whole.n_open + 1
    assert now(without_level).performed_without_level > whole.performed_without_level
    assert now(without_volume).hours_can_move < whole.hours_can_move
    assert whole.n_case_types == len(project.case_types)


@pytest.mark.fast
def test_after_an_edit_the_kept_parts_give_what_a_fresh_count_gives():
    project, memo = small_project(), Memo()
    now(project, memo)
    for changed in (
        with_case_type(project, 0, volumes=project.case_types[1].volumes[:1]),
        project.changed(settings=project.settings.changed(estimates_are="p10_p90", planning_year=2028)),
        project.changed(case_types=project.case_types[1:]),
        project.changed(pools=()),
        project,
    ):
        try:
            expected = now(changed)
        except NotCalculable:
            with pytest.raises(NotCalculable):
                now(changed, memo)
        else:
            assert now(changed, memo) == expected


def test_a_loop_without_an_end_is_open_and_does_not_stop_the_workshop():
    project = small_project()
    steps = project.case_types[0].steps
    flows = (Flow(id="round", source=steps[0].id, target=steps[0].id, probability=1.0),)
    looping = with_case_type(project, 0, steps=steps[:1], flows=flows, start=None)
    assert now(looping).n_open == now(project).n_open + 1


def test_nothing_chosen_gives_nothing_and_no_share():
    found = workshop_now(small_project(), None, ["gone"], Memo())
    assert found.n_case_types == 0
    assert found.share_levels_1_4 is None


def test_a_pool_that_is_never_open_is_named():
    project = small_project()
    closed = project.changed(pools=(Pool(id="q", name="Never", opening_hours=()),))
    if closed.pools[0].opening_hours:
        pytest.skip("pools have opening hours by default")
    with pytest.raises(NotCalculable, match="Never"):
        now(closed)
