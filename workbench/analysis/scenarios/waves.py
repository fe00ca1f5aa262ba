"""Waves over time: every quarter runs the whole chain with what has started by then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from workbench.analysis.engine import Engine, find_scenario
from workbench.analysis.results import CaseTypeFlow, Disposition, Results
from workbench.model.pause import Pause, nothing
from workbench.model.project import Project


@dataclass(frozen=True)
class QuarterOf:
    """A department in a quarter, as if it lasted a year: hours it is relieved of, its part of staffing and cost."""

    department: str
    hours_taken: float
    fte: float
    cost: Decimal


@dataclass(frozen=True)
class Quarter:
    """A quarter as if it lasted a year: yearly contacts, positions and cost with the waves started by then.

    ``waves`` are the names of those that start in this quarter; ``starting`` the ids of the case types of which a
    step moves for the first time; ``case_types`` counts those of which a step has moved by then.
    """

    starts_on: dt.date
    waves: tuple[str, ...]
    case_types: int
    contacts_per_year: float
    fte_total: float
    peak_agents: int
    cost_per_year: Decimal
    starting: tuple[str, ...]
    departments: tuple[QuarterOf, ...]


def quarters(
    project: Project,
    scenario_id: str | None = None,
    *,
    engine: Engine | None = None,
    progress: Callable[[int, int], None] | None = None,
    pause: Pause = nothing,
) -> tuple[Quarter, ...]:
    """Return the quarters in which a wave of the scenario starts, in order; none without waves.

    A wave counts from the quarter of its day. One run per quarter; ``engine`` may know the whole scenario already, and
    is left as it is. ``progress`` hears (runs done, in all). Raises ProjectError for a scenario that is not there.
    """
    scenario = find_scenario(project, scenario_id)
    if scenario is None:
        return ()
    ids = [wave.id for wave in project.waves]
    last = ids.index(scenario.through_wave) + 1 if scenario.through_wave in ids else len(ids)
    # In the list a wave that starts later may stand first; by its day it has not started yet.
    waves = tuple(sorted(project.waves[:last], key=lambda wave: wave.starts_on))
    project = project.changed(waves=(*waves, *project.waves[last:]))
    days = sorted({_quarter(wave.starts_on) for wave in waves})
    runs = Engine() if engine is None else engine.beside()
    found, moved = list[Quarter](), set[str]()
    for done, day in enumerate(days, 1):
        started = max(at for at, wave in enumerate(waves) if _quarter(wave.starts_on) <= day)
        results = runs.figures(project, scenario.changed(through_wave=waves[started].id), pause=pause)
        names = tuple(wave.name for wave in waves if _quarter(wave.starts_on) == day)
        moving = [flow.case_type for flow in results.flows if _moves(flow)]
        found.append(_of(results, day, names, moving, tuple(one for one in moving if one not in moved)))
        moved.update(moving)
        if progress is not None:
            progress(done, len(days))
    return tuple(found)


def _of(
    results: Results, day: dt.date, waves: tuple[str, ...], moving: list[str], starting: tuple[str, ...]
) -> Quarter:
    reaching = sum(
        channel.first_contacts + channel.follow_ups
        for one in results.demand.case_types
        for channel in one.channels
    )
    return Quarter(
        starts_on=day,
        waves=waves,
        case_types=len(moving),
        contacts_per_year=reaching,
        fte_total=results.staffing.fte_total,
        peak_agents=results.staffing.peak_agents,
        cost_per_year=results.costs.yearly_total,
        starting=starting,
        departments=_departments(results),
    )


def _departments(results: Results) -> tuple[QuarterOf, ...]:
    needed = {one.department: one.needed_share for one in results.release.positions}
    amounts = {one.department: one.amount for one in results.allocation.by_department}
    return tuple(
        QuarterOf(
            row.department,
            row.taken,
            needed.get(row.department, 0.0),
            amounts.get(row.department, Decimal(0)),
        )
        for row in results.release.balance
        if row.department is not None
    )


def _moves(flow: CaseTypeFlow) -> bool:
    return any(step.disposition is Disposition.MOVES for step in flow.steps)


def _quarter(day: dt.date) -> dt.date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
