"""The plan asked backwards: people to service level, money to what can move."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from workbench.analysis.engine import Engine
from workbench.analysis.scenarios.budget_seek import BudgetFound, levels_within_budget
from workbench.analysis.scenarios.goal_seek import ServiceFound, service_with_advisers, service_with_positions
from workbench.edits.scenarios import add_scenario
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.scenarios import StepOverride
from workbench.model.text import ProjectError
from workbench.templates import template_project

BUDGET = Decimal(9000000)


@pytest.fixture(scope="module")
def sample() -> Project:
    return template_project("se")


def level(found: ServiceFound) -> float:
    assert found.service_level.value is not None
    return found.service_level.value


def test_more_positions_never_give_a_worse_service(sample: Project) -> None:
    planned = service_with_positions(sample, 13.8)
    assert planned.staffing.fte_total == planned.planned.fte_total == 13.8, (
        "the plan's own people give the plan"
    )
    assert level(planned) == planned.planned.service_level.value
    found = [service_with_positions(sample, fte) for fte in (8, 12, 20)]
    levels = [level(one) for one in found]
    assert levels == sorted(levels)
    assert levels[0] < 0.4 < 0.95 < levels[-1]
    for fte, one in zip((8, 12, 20), found, strict=True):
        assert fte - 0.6 < one.staffing.fte_total <= fte + 1e-9
    shares = [one.answered_share or 0.0 for one in found]
    assert shares == sorted(shares)
    assert found[0].longest[0].mean_wait_s > found[-1].longest[0].mean_wait_s
    assert all(one.share_of_odds is not None for one in found)
    assert "eased" in str(found[0].rule)
    assert "tightened" in str(found[-1].rule)


def test_too_few_positions_are_refused_with_the_least(sample: Project) -> None:
    with pytest.raises(ProjectError, match="alone take 7"):
        service_with_positions(sample, 3)
    assert service_with_positions(sample, 7).staffing.fte_total == 7.0
    assert "no difference" in str(service_with_positions(sample, 90).rule)


def test_so_many_advisers_are_there_in_every_open_half_hour(sample: Project) -> None:
    levels = []
    for advisers in (1, 2, 3, 6, 12):
        found = service_with_advisers(sample, advisers)
        plan = found.staffing.pools[0]
        assert set(np.unique(plan.agents[plan.is_open])) == {advisers}
        rows = plan.fte_by_component
        assert sum(rows.values()) == pytest.approx(plan.fte), "the breakdown still adds up"
        assert min(rows.values()) > -1e-9
        levels.append(level(found))
    assert levels == sorted(levels)
    assert levels[0] < 0.2 < 0.95 < levels[-1]
    with pytest.raises(ProjectError):
        service_with_advisers(sample, 0)


def cost_of(project: Project, found: BudgetFound) -> Decimal:
    """Return what the scenario that was found costs, by an engine that has seen nothing."""
    named = found.scenario.changed(name="Found")
    after = add_scenario(project, named).apply(project)
    return Engine().results(after, named.id).costs.shared_yearly


@pytest.fixture(scope="module")
def found(sample: Project) -> BudgetFound:
    return levels_within_budget(sample, BUDGET)


def test_the_scenario_found_keeps_the_budget_and_the_next_case_type_would_not(
    sample: Project, found: BudgetFound
) -> None:
    assert cost_of(sample, found) == found.cost <= BUDGET
    assert (found.levels, found.level_in_part) == ((1, 2), 3)
    stays = {one.step for one in found.scenario.step_overrides if one.decision is StepDecision.STAY}
    following = found.left_out[0].case_type
    owner = next(one for one in sample.case_types if one.id == following)
    freed = {step.id for step in owner.steps} & stays
    assert freed
    kept = tuple(one for one in found.scenario.step_overrides if one.step not in freed)
    more = found.scenario.changed(id="more", name="More", step_overrides=kept)
    after = add_scenario(sample, more).apply(sample)
    beyond = Engine().results(after, "more").costs.shared_yearly
    assert beyond == found.cost_with_next > BUDGET, "with the next one it costs more than there is"
    worth = [one.hours_relieved / float(one.added_cost) for one in found.moved if one.added_cost > 0]
    assert worth == sorted(worth, reverse=True)
    assert found.runs <= 12


def test_a_scenario_that_moves_what_is_left_out_breaks_the_budget(
    sample: Project, found: BudgetFound
) -> None:
    """The control: what costs more than the budget must not pass for what keeps it."""
    too_wide = found.scenario.changed(step_overrides=())
    after = add_scenario(sample, too_wide.changed(name="Wide")).apply(sample)
    assert Engine().results(after, too_wide.id).costs.shared_yearly > found.budget


def test_enough_money_moves_all_levels_that_may_and_too_little_is_said(sample: Project) -> None:
    found = levels_within_budget(sample, Decimal(50000000))
    assert (found.levels, found.level_in_part, found.left_out) == ((1, 2, 3, 4), None, ())
    assert found.cost_with_next is None
    assert cost_of(sample, found) == found.cost
    with pytest.raises(ProjectError, match="too little"):
        levels_within_budget(sample, Decimal(1000))


def test_what_is_left_out_stays_whatever_the_scenario_said_before(
    sample: Project, found: BudgetFound
) -> None:
    left = found.left_out[-1].case_type
    step = next(step for one in sample.case_types if one.id == left for step in one.steps if step.level == 3)
    first = sample.scenarios[0].changed(
        step_overrides=(StepOverride(step=step.id, decision=StepDecision.MOVE),)
    )
    project = sample.changed(scenarios=(first, *sample.scenarios[1:]))
    again = levels_within_budget(project, BUDGET, first.id)
    assert again.cost == found.cost
    assert cost_of(project, again) == again.cost
