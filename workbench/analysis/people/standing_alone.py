"""What departments would need and pay on their own: asked for, never part of the results after an edit.

Each group of departments is run through the same chain with its case types alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from workbench.analysis.engine import Engine, find_scenario
from workbench.analysis.memo import Memo
from workbench.analysis.money import core_test, stand_alone_cost
from workbench.analysis.people.pooling import Pooling, pooling
from workbench.analysis.results import CoreTest, Results
from workbench.analysis.scenario import scenario_terms
from workbench.model.project import Project
from workbench.model.scenarios import Scenario


@dataclass(frozen=True)
class StandingAlone:
    """Pooled against alone in advisers, and the core test in money."""

    pooling: Pooling
    core: CoreTest


def standing_alone(
    project: Project,
    results: Results,
    *,
    all_groups: bool = False,
    progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> StandingAlone:
    """Return what each department needs alone, and whether any group would pay less alone.

    ``results`` are those of the scenario that is asked about; the rest is as :func:`tested_core` takes it.
    """
    core = tested_core(project, results, all_groups=all_groups, progress=progress, is_cancelled=is_cancelled)
    terms = scenario_terms(project, _scenario(project, results))
    return StandingAlone(pooling(project, terms, results.demand, Memo()), core)


def tested_core(
    project: Project,
    results: Results,
    *,
    all_groups: bool = False,
    progress: Callable[[int, int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> CoreTest:
    """Return whether any group of departments would pay less alone.

    ``results`` are those of the scenario that is asked about. Groups are single departments, pairs and all
    but one; with ``all_groups`` every group, for up to ten departments (more: ProjectError). ``progress``
    hears (groups done, in all).
    """
    scenario = _scenario(project, results)

    def alone(group: frozenset[str]) -> Decimal:
        own = tuple(one for one in project.case_types if one.department in group)
        part = project.changed(case_types=own, checklists=(), faqs=(), agreements=())
        costs = Engine().results(part, scenario.id if scenario else None).costs
        return stand_alone_cost(costs, group)

    return core_test(
        results.allocation, alone, all_groups=all_groups, progress=progress, is_cancelled=is_cancelled
    )


def _scenario(project: Project, results: Results) -> Scenario | None:
    return find_scenario(project, results.scenario) if project.scenarios else None
