"""What if, in less time: the same answers as by trying everything with engines that know nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

from workbench.analysis.engine import Engine
from workbench.analysis.scenarios.budget_seek import BudgetFound, levels_within_budget
from workbench.analysis.scenarios.causes import causes
from workbench.analysis.scenarios.waves import quarters
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.scenarios import StepOverride
from workbench.templates import template_project


@pytest.fixture(scope="module")
def project() -> Project:
    return template_project("da")


def cost_with(project: Project, found: BudgetFound, n: int) -> Decimal:
    """Return the cost with the first ``n`` of the candidates, by an engine that has seen nothing."""
    level = found.level_in_part
    assert level is not None
    order = [one.case_type for one in (*found.moved, *found.left_out)]
    steps = {case_type.id: case_type.steps for case_type in project.case_types}
    stay = [step.id for name in order[n:] for step in steps[name] if step.level == level]
    scenario = project.scenarios[0].changed(
        levels=(*found.levels, level),
        step_overrides=tuple(StepOverride(step=one, decision=StepDecision.STAY) for one in stay),
    )
    return Engine().figures(project, scenario).costs.shared_yearly


def test_the_budget_reaches_as_far_as_trying_every_number_says(project: Project) -> None:
    budget = Decimal(3000000)
    found = levels_within_budget(project, budget, project.scenarios[0].id)
    n = len(found.moved)
    costs = [cost_with(project, found, one) for one in range(n + len(found.left_out) + 1)]
    assert costs[n] == found.cost <= budget
    assert costs[n + 1] == found.cost_with_next
    assert costs[n + 1] > budget
    assert costs[-1] > budget, "the level does not fit whole"


def test_an_engine_that_knows_the_project_gives_the_same_and_stays_as_it_is(project: Project) -> None:
    first, second, third = project.scenarios
    known = Engine()
    before = [known.figures(project, one) for one in project.scenarios]
    assert causes(project, first.id, third.id, engine=known) == causes(project, first.id, third.id)
    assert quarters(project, second.id, engine=known) == quarters(project, second.id)
    budget = Decimal(3000000)
    found, again = (levels_within_budget(project, budget, first.id, engine=one) for one in (known, None))
    assert (found.cost, found.moved, found.left_out) == (again.cost, again.moved, again.left_out)
    after = [known.figures(project, one) for one in project.scenarios]
    assert all(one is other for one, other in zip(before, after, strict=True))


def test_to_and_fro_gives_what_an_engine_gives_that_has_seen_nothing(project: Project) -> None:
    keeps = Engine(keeps_all=True)
    base = project.scenarios[0]
    step = next(step for one in project.case_types for step in one.steps if step.level == 2)
    stays = (StepOverride(step=step.id, decision=StepDecision.STAY),)
    tried = [base.changed(levels=levels) for levels in ((1,), (1, 2, 3), (1, 2), (1,))]
    tried += [base.changed(step_overrides=stays), base, base.changed(handling_time_change=0.1), base]
    for scenario in tried:
        found, fresh = keeps.figures(project, scenario), Engine().figures(project, scenario)
        assert (found.flows, found.demand.case_types) == (fresh.flows, fresh.demand.case_types)
        assert (found.costs, found.net_effect) == (fresh.costs, fresh.net_effect)
        assert (found.release.balance, found.release.positions) == (
            fresh.release.balance,
            fresh.release.positions,
        )
        assert keeps.costing(project, scenario).costs == fresh.costs
