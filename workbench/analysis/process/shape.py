"""What a case type's process has whatever moves: executions per case and minutes, which every scenario shares.

Scenarios differ mostly in what moves. What does not depend on that is found once, so that trying twenty of them is
a fraction of twenty times the work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from workbench.analysis import defaults
from workbench.analysis.demand.estimates import mean
from workbench.analysis.process.graph import ProcessGraph, process_graph, visits_of
from workbench.analysis.results import Disposition, StepFlow
from workbench.analysis.scenario import FlowTerms
from workbench.model.case_types import CaseType
from workbench.model.pause import checkpoint
from workbench.model.process import Step, StepKind

LAST_LEVEL_OF_CUSTOMER_SERVICE = 4
_CONTACT = StepKind.CONTACT


class Walks(NamedTuple):
    """A process as it is drawn. ``visits`` are executions per case; ``contact`` those over contact steps alone.

    ``share_levels_1_4`` is the share of cases that end within those levels, None where a level is missing.
    """

    graph: ProcessGraph
    is_contact: list[bool]
    visits: list[float]
    contact: list[float]
    share_levels_1_4: float | None


class StepMinutes(NamedTuple):
    """Minutes of an execution: as said (None: nobody did), in departments today, and in customer service."""

    said: float | None
    today: float | None
    in_customer_service: float | None


class FollowUp(NamedTuple):
    """Seconds of a follow-up today and in customer service, and the step whose performer has them."""

    today_s: float
    after_s: float
    step: int | None


@dataclass(frozen=True, eq=False)
class Shape:
    """A process in all scenarios whose terms differ in nothing but what moves. ``walks`` is None without steps.

    ``steps`` keeps, place by place, what the flows that were made of it consist of.
    """

    case_type: CaseType
    walks: Walks | None
    minutes: tuple[StepMinutes, ...]
    follow_up: FollowUp
    steps: tuple[list[StepFlow], ...]


Decided = tuple[bool, list[Disposition]]
"""Whether a case type reaches customer service, and the disposition of each of its steps."""


def walks_of(case_types: Sequence[CaseType]) -> list[Walks | None]:
    """Return how cases go through each of ``case_types``, None without steps.

    Raises ProjectError for a way without an end.
    """
    found: list[Walks | None] = []
    drawn = []
    for case_type in case_types:
        checkpoint()
        if case_type.steps:
            graph = process_graph(case_type)
            is_contact = [step.kind is _CONTACT for step in case_type.steps]
            is_low = [(step.level or 8) <= LAST_LEVEL_OF_CUSTOMER_SERVICE for step in case_type.steps]
            drawn.append((graph, ([True] * len(is_low), is_contact, is_low)))
    solved = zip(drawn, visits_of(drawn), strict=True)
    for case_type in case_types:
        if not case_type.steps:
            found.append(None)
            continue
        (graph, (_, is_contact, _)), (visits, contact, low) = next(solved)
        levels = [step.level for step in case_type.steps]
        is_missing = None in compress(levels, [one > 0 for one in visits])
        found.append(Walks(graph, is_contact, visits, contact, None if is_missing else graph.ended(low)))
    return found


def shape_of(case_type: CaseType, walks: Walks | None, terms: FlowTerms) -> Shape:
    """Return what ``case_type`` has whatever ``terms`` let move; ``walks`` are its own."""
    minutes = tuple([_minutes(step, terms) for step in case_type.steps])
    follow_up = _follow_up(case_type, minutes, terms)
    return Shape(case_type, walks, minutes, follow_up, tuple([[] for _ in minutes]))


def _minutes(step: Step, terms: FlowTerms) -> StepMinutes:
    """Return the step's minutes.

    A step that is only proposed has no minutes today to fall back on: without minutes of its own in
    customer service they are missing, never 0.
    """
    said = None if step.minutes_today is None else mean(step.minutes_today, terms.are_p10_p90)
    if step.minutes_in_customer_service is not None:
        after = mean(step.minutes_in_customer_service, terms.are_p10_p90)
    elif said is None or step.is_only_proposed:
        return StepMinutes(said, 0.0 if step.is_only_proposed else None, None)
    else:
        after = said * (1 + terms.handling_time_change)
    return StepMinutes(said, 0.0 if step.is_only_proposed else said, after)


def _follow_up(case_type: CaseType, minutes: Sequence[StepMinutes], terms: FlowTerms) -> FollowUp:
    """Return a follow-up's seconds.

    ``follow_up_minutes`` are today's; in customer service the scenario's handling-time change applies, as to
    every minute that nobody said otherwise. Without them, the first level-1 contact step, else triage.
    """
    place = _first_level_1_contact(case_type, minutes)
    if case_type.follow_up_minutes is not None:
        today = mean(case_type.follow_up_minutes, terms.are_p10_p90)
        return FollowUp(60 * today, 60 * (today * (1 + terms.handling_time_change)), place)
    if place is None:
        return FollowUp(60 * (terms.triage_s / 60), 60 * (terms.triage_s / 60), None)
    one = minutes[place]
    return FollowUp(60 * (one.today or 0.0), 60 * (one.in_customer_service or 0.0), place)


def first_level_1_contact(case_type: CaseType, terms: FlowTerms) -> int | None:
    """Return the place of the first level-1 contact step whose minutes somebody said."""
    return _first_level_1_contact(case_type, [_minutes(step, terms) for step in case_type.steps])


def _first_level_1_contact(case_type: CaseType, minutes: Sequence[StepMinutes]) -> int | None:
    for place, (step, one) in enumerate(zip(case_type.steps, minutes, strict=True)):
        is_said = one.today is not None and one.in_customer_service is not None
        if is_said and step.level == 1 and step.kind is _CONTACT:
            return place
    return None


def contacts_per_case(case_type: CaseType) -> float:
    """Return the contacts of a case: the first and its follow-ups."""
    return case_type.contacts_per_case or defaults.CONTACTS_PER_CASE
