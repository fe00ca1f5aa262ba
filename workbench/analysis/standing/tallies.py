"""What each case type adds to its department's progress, kept per case type and summed in runs.

One pass gives everything the overview counts, so that an edit costs one case type and one run of sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from workbench.analysis.memo import Memo
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Disposition, Floats, Results
from workbench.analysis.uncertainty.doubt import minutes_doubt, volume_doubt
from workbench.model.case_types import CaseType, Scope
from workbench.model.knowledge import Checklist, KnowledgeState
from workbench.model.project import Project


class Tally(NamedTuple):
    """What one case type, or the sum of many, counts. Hours are customer service's per year.

    ``classed`` and ``low`` are cases whose steps have levels, and those that end on levels 1-4. ``ungrounded`` are
    moved steps of level 4 without delegation or a reason for execution. Doubts are standard deviations.
    """

    case_types: float = 0.0
    out_of_scope: float = 0.0
    mapped: float = 0.0
    levels: float = 0.0
    volumes: float = 0.0
    minutes: float = 0.0
    covered: float = 0.0
    moves: float = 0.0
    classed: float = 0.0
    low: float = 0.0
    hours: float = 0.0
    ungrounded: float = 0.0
    ungrounded_hours: float = 0.0
    volume_guesses: float = 0.0
    volume_doubt: float = 0.0
    volume_squares: float = 0.0
    minutes_guesses: float = 0.0
    minutes_doubt: float = 0.0
    minutes_squares: float = 0.0


def tallies(project: Project, results: Results, memo: Memo) -> tuple[tuple[str, Tally], ...]:
    """Return (department, tally) of every case type, in the project's order.

    A case type's demand is another object whenever the case type or its flow is, so it is what they are
    remembered by.
    """
    case_types, flows, years = project.case_types, results.flows, results.demand.case_types
    are_p10_p90 = project.settings.estimates_are == "p10_p90"
    return memo.each(
        "tallies",
        years,
        (are_p10_p90,),
        lambda at: (
            case_types[at].department,
            _tally(case_types[at], flows[at], years[at], are_p10_p90=are_p10_p90),
        ),
    )


def by_department(project: Project, rows: Sequence[tuple[str, Tally]], memo: Memo) -> dict[str, Tally]:
    """Return the sums of ``rows``, as :func:`tallies` gives them, for every department of the project."""
    places = {one.id: at for at, one in enumerate(project.departments)}
    parts = memo.chunks("tallies by department", rows, _sums)
    at = memo.each(
        "places of departments",
        parts,
        (project.departments,),
        lambda n: np.array([places[name] for name in parts[n][0]], np.int64),
    )
    total = np.zeros((len(places), len(Tally._fields)))
    if parts:
        np.add.at(total, np.concatenate(at), np.concatenate([sums for _, sums in parts]))
    return {name: Tally(*sums) for name, sums in zip(places, total.tolist(), strict=True)}


@dataclass(frozen=True)
class ChecklistStanding:
    """A department's case types that move and have a checklist in use: approved, or not yet (``drafts``)."""

    approved: int = 0
    approved_hours: float = 0.0
    drafts: int = 0
    draft_hours: float = 0.0
    first_draft: str = ""


def checklist_standing(
    project: Project, rows: Sequence[tuple[str, Tally]], memo: Memo
) -> dict[str, ChecklistStanding]:
    """Return, by department, how many case types that move have an approved checklist, or one on its way."""
    if not project.checklists:
        return {}
    case_types = project.case_types
    ids = memo.same("ids", memo.each("ids", case_types, (), lambda at: case_types[at].id))
    places = memo.once("places", (ids,), lambda: {name: at for at, name in enumerate(ids)})
    best: dict[int, tuple[bool, str]] = {}
    for one in project.checklists:
        at = places[one.case_type]
        if one.state is KnowledgeState.WITHDRAWN or not rows[at][1].moves:
            continue
        if is_approved(one) or at not in best:
            best[at] = (is_approved(one), one.id)
    found: dict[str, ChecklistStanding] = {}
    for at, (approved, checklist) in best.items():
        department, tally = rows[at]
        mine = found.get(department, ChecklistStanding())
        found[department] = ChecklistStanding(
            approved=mine.approved + approved,
            approved_hours=mine.approved_hours + (tally.hours if approved else 0.0),
            drafts=mine.drafts + (not approved),
            draft_hours=mine.draft_hours + (0.0 if approved else tally.hours),
            first_draft=mine.first_draft or ("" if approved else checklist),
        )
    return found


def is_approved(checklist: Checklist) -> bool:
    """Tell whether advisers may work by ``checklist``: approved, or published."""
    return checklist.state in (KnowledgeState.APPROVED, KnowledgeState.PUBLISHED)


def _sums(pairs: Sequence[tuple[str, Tally]]) -> tuple[list[str], Floats]:
    """Return the departments of ``pairs`` and what they add up to, [department, field]."""
    names = list(dict.fromkeys(name for name, _ in pairs))
    places = {name: at for at, name in enumerate(names)}
    sums = np.zeros((len(names), len(Tally._fields)))
    np.add.at(sums, [places[name] for name, _ in pairs], np.array([row for _, row in pairs]))
    return names, sums


def _tally(case_type: CaseType, flow: CaseTypeFlow, year: CaseTypeDemand, *, are_p10_p90: bool) -> Tally:
    cases = 0.0 if flow.share_levels_1_4 is None else year.cases_per_year
    low = cases * (flow.share_levels_1_4 or 0.0)
    if case_type.scope is Scope.OUT:
        return Tally(out_of_scope=1, classed=cases, low=low)
    steps, missing = case_type.steps, flow.missing
    volume = volume_doubt(case_type, year, are_p10_p90=are_p10_p90)
    minutes = minutes_doubt(case_type, flow, year, are_p10_p90=are_p10_p90)
    ungrounded, ungrounded_hours = _ungrounded(case_type, flow, year)
    return Tally(
        case_types=1,
        mapped=float(is_mapped(case_type)),
        levels=float(bool(steps) and not any(one.startswith("level:") for one in missing)),
        volumes=float("volume" not in missing),
        minutes=float(bool(steps) and not any(one.startswith("minutes") for one in missing)),
        covered=float(year.is_covered),
        moves=float(any(step.disposition is Disposition.MOVES for step in flow.steps)),
        classed=cases,
        low=low,
        hours=hours_of(year),
        ungrounded=ungrounded,
        ungrounded_hours=ungrounded_hours,
        volume_guesses=volume.n,
        volume_doubt=volume.sum_hours,
        volume_squares=volume.squares,
        minutes_guesses=minutes.n,
        minutes_doubt=minutes.sum_hours,
        minutes_squares=minutes.squares,
    )


def is_mapped(case_type: CaseType) -> bool:
    """Tell whether somebody has looked at ``case_type``: broken down into steps, or classed as a whole."""
    steps = case_type.steps
    return len(steps) > 1 or (len(steps) == 1 and steps[0].level is not None)


def hours_of(year: CaseTypeDemand) -> float:
    """Return what a case type takes in customer service, in hours per year; 0 where it is not covered."""
    return sum(one.work_s + one.deferred_work_s for one in year.channels) / 3600


def _ungrounded(case_type: CaseType, flow: CaseTypeFlow, year: CaseTypeDemand) -> tuple[int, float]:
    """Return how many decisions move without a ground, and their hours in customer service per year."""
    n, hours = 0, 0.0
    for step, result in zip(case_type.steps, flow.steps, strict=True):
        ground = step.delegation
        is_grounded = ground is not None and bool(ground.point or ground.execution_reason)
        if step.level == 4 and result.disposition is Disposition.MOVES and not is_grounded:
            n += 1
            if year.is_covered:
                hours += year.cases_reaching * result.visits * (result.minutes_after or 0.0) / 60
    return n, hours
