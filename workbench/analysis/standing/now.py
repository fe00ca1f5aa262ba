"""What a workshop has so far, as its side panel says it: what can be counted without planning any staff.

A few dozen case types of a big project, cheap enough to be counted between two keystrokes. The figures are of
today's work, whatever a scenario decides about it: steps of levels 1-4 can move, those of 5-8 stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from workbench.analysis.demand.contacts import check_open
from workbench.analysis.demand.volume_year import DemandBasis, demand_basis, year_of
from workbench.analysis.engine import find_scenario
from workbench.analysis.memo import Memo
from workbench.analysis.process.flow import flow_of
from workbench.analysis.process.shape import LAST_LEVEL_OF_CUSTOMER_SERVICE
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.edits.places import position
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.rosa import LEVELS
from workbench.model.text import NotCalculable

_N_LEVELS = len(LEVELS)


@dataclass(frozen=True)
class WorkshopNow:
    """The totals of some case types. A performed step is a step x its executions per year.

    ``performed_per_level`` [8] are executions per year by level 1-8; ``performed_without_level`` those that
    nobody has classed yet. ``share_levels_1_4``: of the classed ones; None while there are none. Hours per
    year are today's, of the classed steps with minutes. A case type is done when every step has level and
    minutes and there is a volume; ``n_open`` counts what is missing for that.
    """

    n_case_types: int
    n_done: int
    n_open: int
    performed_per_level: tuple[float, ...]
    performed_without_level: float
    hours_can_move: float
    hours_stay: float

    @property
    def share_levels_1_4(self) -> float | None:
        """The share of performed and classed steps that are of levels 1-4."""
        classed = sum(self.performed_per_level)
        low = sum(self.performed_per_level[:LAST_LEVEL_OF_CUSTOMER_SERVICE])
        return low / classed if classed else None


class _Row(NamedTuple):
    """One case type's part: what is missing, executions by level (first those without), hours 1-4 and 5-8."""

    n_open: int
    performed: tuple[float, ...]
    hours_can_move: float
    hours_stay: float


def workshop_now(
    project: Project, scenario_id: str | None, case_type_ids: Sequence[str], memo: Memo
) -> WorkshopNow:
    """Return the totals of the case types with these ids (unknown ones are left out).

    The scenario (None: the chosen one) says what a year has of opening hours. ``memo`` keeps each case type's
    part; use one per scenario, and in one thread. Raises ProjectError for a scenario that is not there, and
    for a pool that is never open.
    """
    scenario = find_scenario(project, scenario_id)
    p = project
    reads = (p.settings, p.municipality, p.units, p.pools, p.waves, scenario)
    terms = memo.once("now: terms", reads, lambda: scenario_terms(p, scenario))
    check_open(terms)
    basis = memo.once("now: basis", (terms, p.profiles), lambda: demand_basis(p, terms))
    places = [position(p.case_types, one) for one in case_type_ids]
    chosen = [p.case_types[at] for at in places if at is not None]
    rows = memo.each("now: rows", chosen, (terms, basis), lambda place: _row(chosen[place], terms, basis))
    performed = [sum(row.performed[level] for row in rows) for level in range(_N_LEVELS + 1)]
    return WorkshopNow(
        n_case_types=len(rows),
        n_done=sum(row.n_open == 0 for row in rows),
        n_open=sum(row.n_open for row in rows),
        performed_per_level=tuple(performed[1:]),
        performed_without_level=performed[0],
        hours_can_move=sum(row.hours_can_move for row in rows),
        hours_stay=sum(row.hours_stay for row in rows),
    )


def _row(case_type: CaseType, terms: ScenarioTerms, basis: DemandBasis) -> _Row:
    n_open = sum(step.level is None for step in case_type.steps)
    n_open += sum(step.minutes_today is None for step in case_type.steps)
    n_open += (not case_type.volumes) + (not case_type.steps)
    try:
        flow = flow_of(case_type, terms)
    except NotCalculable:  # a loop without an end, which is common while a process is being written down
        return _Row(n_open + 1, (0.0,) * (_N_LEVELS + 1), 0.0, 0.0)
    cases = year_of(case_type, flow, terms, basis).cases_per_year
    performed = [0.0] * (_N_LEVELS + 1)
    can_move = stay = 0.0
    for step in flow.steps:
        times = step.visits * cases
        performed[step.level or 0] += times
        hours = times * (step.minutes_today or 0.0) / 60
        if step.level is not None and step.level <= LAST_LEVEL_OF_CUSTOMER_SERVICE:
            can_move += hours
        elif step.level is not None:
            stay += hours
    return _Row(n_open, tuple(performed), can_move, stay)
