"""Waves over time: every quarter runs the whole chain with what has started by then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from workbench.analysis.engine import Engine, find_scenario
from workbench.analysis.results import Disposition
from workbench.model.project import Project


@dataclass(frozen=True)
class Quarter:
    """A quarter as if it lasted a year: yearly contacts, positions and cost with the waves started by then.

    ``waves`` are the names of those that start in this quarter; ``case_types`` counts those of which a step
    has moved.
    """

    starts_on: dt.date
    waves: tuple[str, ...]
    case_types: int
    contacts_per_year: float
    fte_total: float
    peak_agents: int
    cost_per_year: Decimal


def quarters(project: Project, scenario_id: str | None = None) -> tuple[Quarter, ...]:
    """Return the quarters in which a wave of the scenario starts, in order; none without waves.

    A wave counts from the quarter of its day. Raises ProjectError for a scenario that is not there.
    """
    scenario = find_scenario(project, scenario_id)
    if scenario is None:
        return ()
    ids = [wave.id for wave in project.waves]
    last = ids.index(scenario.through_wave) + 1 if scenario.through_wave in ids else len(ids)
    waves = project.waves[:last]
    engine, found = Engine(), []
    for day in sorted({_quarter(wave.starts_on) for wave in waves}):
        started = max(at for at, wave in enumerate(waves) if _quarter(wave.starts_on) <= day)
        until = scenario.changed(through_wave=waves[started].id)
        scenarios = tuple(until if one.id == scenario.id else one for one in project.scenarios)
        results = engine.results(project.changed(scenarios=scenarios), scenario.id)
        moving = sum(any(s.disposition is Disposition.MOVES for s in flow.steps) for flow in results.flows)
        reaching = sum(
            channel.first_contacts + channel.follow_ups
            for one in results.demand.case_types
            for channel in one.channels
        )
        found.append(
            Quarter(
                starts_on=day,
                waves=tuple(wave.name for wave in waves if _quarter(wave.starts_on) == day),
                case_types=moving,
                contacts_per_year=reaching,
                fte_total=results.staffing.fte_total,
                peak_agents=results.staffing.peak_agents,
                cost_per_year=results.costs.yearly_total,
            )
        )
    return tuple(found)


def _quarter(day: dt.date) -> dt.date:
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
