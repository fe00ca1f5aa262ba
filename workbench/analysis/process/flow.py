"""The process of every case type in a scenario: what moves, how often, and where it crosses the boundary.

Formulas: M are the steps that move, C the contact steps among them, v the expected visits, n those of the
first sitting (e_start (I - P_CC)^-1). All figures are per case; seconds of work, shares 0-1.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from workbench.analysis import defaults
from workbench.analysis.demand.estimates import mean
from workbench.analysis.memo import Memo
from workbench.analysis.process.disposition import disposition, is_as_today
from workbench.analysis.process.graph import ProcessGraph, process_graph
from workbench.analysis.results import Assumption, CaseTypeFlow, Clause, Disposition, StepFlow
from workbench.analysis.scenario import FlowTerms, ScenarioTerms
from workbench.model.case_types import CaseType
from workbench.model.pause import checkpoint
from workbench.model.process import Step, StepKind
from workbench.model.project import Project
from workbench.model.text import N_

LAST_LEVEL_OF_CUSTOMER_SERVICE = 4


def flows(project: Project, terms: ScenarioTerms, cache: Memo | None = None) -> tuple[CaseTypeFlow, ...]:
    """Return :func:`flow_of` every case type, in the project's order; ``cache`` keeps what has not changed.

    What decides what moves (levels, rules, waves, decisions) reaches a case type through its steps' dispositions
    alone: where these are the same as before, so is its flow. Raises ProjectError, as :func:`flow_of` does.
    """
    cache = cache or Memo()
    case_types = project.case_types
    flow_terms = cache.same("flow terms", terms.flow)
    others = cache.same("flow terms but what moves", _without_what_moves(flow_terms))
    known: dict[str, tuple[CaseType, _Decided, CaseTypeFlow]]
    known = cache.once("flows by dispositions", (others,), dict)

    def flow_at(place: int) -> CaseTypeFlow:
        case_type = case_types[place]
        decided = _decided(case_type, flow_terms)
        kept = known.get(case_type.id)
        if kept is not None and kept[0] is case_type and kept[1] == decided:
            return kept[2]
        found = flow_of(case_type, terms)
        known[case_type.id] = (case_type, decided, found)
        return found

    return cache.each("flows", case_types, (flow_terms,), flow_at)


_Decided = tuple[bool, list[Disposition]]
"""Whether a case type reaches customer service, and the disposition of each of its steps."""


def _without_what_moves(terms: FlowTerms) -> FlowTerms:
    return replace(terms, levels=frozenset(), movements=(), later_waves=frozenset(), step_decisions={})


def _decided(case_type: CaseType, terms: FlowTerms) -> _Decided:
    reaches = not is_as_today(case_type, terms)
    steps = [disposition(step, terms) if reaches else Disposition.AS_TODAY for step in case_type.steps]
    return reaches, steps


def flow_of(case_type: CaseType, terms: ScenarioTerms) -> CaseTypeFlow:
    """Return the process of ``case_type`` under ``terms``.

    Raises ProjectError where a step has no way to an end.
    """
    if not case_type.steps:
        return _without_steps(case_type, terms.flow)
    graph = process_graph(case_type)
    _, decided = _decided(case_type, terms.flow)
    moved = [one is Disposition.MOVES for one in decided]
    is_contact = [step.kind is StepKind.CONTACT for step in case_type.steps]
    visits = Visits(
        *graph.visits(
            (
                [True] * len(moved),
                [a and b for a, b in zip(moved, is_contact, strict=True)],
                moved,
                is_contact,
                [(step.level or 8) <= LAST_LEVEL_OF_CUSTOMER_SERVICE for step in case_type.steps],
            )
        )
    )
    steps = tuple(
        _step_flow(step, step.unit or case_type.unit, one, (v, n), terms.flow)
        for step, one, v, n in zip(case_type.steps, decided, visits.all, visits.first_sitting, strict=True)
    )
    return _case_type_flow(case_type, terms.flow, graph, steps, visits)


class Visits(NamedTuple):
    """Expected executions per step while a case stays among: all steps, C, M, contact steps, levels 1-4."""

    all: list[float]
    first_sitting: list[float]
    moved: list[float]
    contact: list[float]
    levels_1_4: list[float]


def _step_flow(
    step: Step, unit: str | None, decided: Disposition, visits: tuple[float, float], terms: FlowTerms
) -> StepFlow:
    """Return the step's figures.

    A step that is only proposed has no minutes today to fall back on: without minutes of its own in
    customer service they are missing, never 0.
    """
    said = step.minutes_today
    today = None if said is None else mean(said, terms.are_p10_p90)
    unit_after: str | None = None
    after: float | None
    if decided is Disposition.MOVES:
        after = _minutes_in_customer_service(step, today, terms)
    elif decided is Disposition.STAYS or decided is Disposition.AS_TODAY:
        after = 0.0 if today is None and step.is_only_proposed else today
        unit_after = unit if decided is Disposition.AS_TODAY else step.proposed_unit or unit
    else:
        after = 0.0
        unit_after = step.proposed_unit or unit
    return StepFlow(
        step.id,
        step.level,
        decided,
        step.kind is StepKind.CONTACT,
        *visits,
        0.0 if step.is_only_proposed else today,
        after,
        unit,
        step.role,
        unit_after,
    )


def _minutes_in_customer_service(step: Step, today: float | None, terms: FlowTerms) -> float | None:
    if step.minutes_in_customer_service is not None:
        return mean(step.minutes_in_customer_service, terms.are_p10_p90)
    if today is None or step.is_only_proposed:
        return None
    return today * (1 + terms.handling_time_change)


def _case_type_flow(
    case_type: CaseType,
    terms: FlowTerms,
    graph: ProcessGraph,
    steps: tuple[StepFlow, ...],
    visits: Visits,
) -> CaseTypeFlow:
    start_moves = steps[graph.start].disposition is Disposition.MOVES
    reaches = steps[graph.start].disposition is not Disposition.AS_TODAY
    wrap_up_s = terms.wrap_up_s if start_moves else 0.0
    triage_s = terms.triage_s if reaches and not start_moves else 0.0
    in_first_s, deferred_s, e_service_deferred_s = _work(steps)
    follow_up_today_s, follow_up_s, follow_up_step = _follow_up(case_type, terms)
    performer = steps[graph.start if follow_up_step is None else follow_up_step]
    second_line_s, second_line_real_time_s = _second_line(steps, visits.contact)
    is_level_missing = any(step.level is None and step.visits > 0 for step in steps)
    handoffs, ping_pong = _crossings(graph, steps)
    return CaseTypeFlow(
        case_type=case_type.id,
        department=case_type.department,
        reaches_customer_service=reaches,
        start_moves=start_moves,
        missing=_missing(case_type, steps),
        steps=steps,
        first_contact_resolution=graph.ended(visits.first_sitting),
        solved_in_customer_service=graph.ended(visits.moved),
        share_levels_1_4=None if is_level_missing else graph.ended(visits.levels_1_4),
        first_contact_s=in_first_s + wrap_up_s + triage_s,
        wrap_up_s=wrap_up_s,
        triage_s=triage_s,
        deferred_s=deferred_s,
        e_service_deferred_s=e_service_deferred_s,
        follow_up_s=follow_up_s + wrap_up_s if start_moves else triage_s,
        follow_up_today_s=follow_up_today_s,
        contacts_per_case=case_type.contacts_per_case or defaults.CONTACTS_PER_CASE,
        handoffs=handoffs + (1.0 if reaches and not start_moves else 0.0),
        ping_pong=ping_pong,
        clauses=_clauses(case_type, steps),
        follow_up_unit=performer.unit_today,
        follow_up_role=performer.role_today,
        second_line_s=second_line_s,
        second_line_real_time_s=second_line_real_time_s,
        assumed=_assumed(case_type, steps),
    )


def _work(steps: Sequence[StepFlow]) -> tuple[float, float, float]:
    """Return seconds in customer service per case: first sitting, deferred, and deferred of an e-service case."""
    first = deferred = e_service = 0.0
    for step in steps:
        if step.disposition is Disposition.MOVES and step.minutes_after:
            first += step.visits_first_contact * step.minutes_after
            deferred += (step.visits - step.visits_first_contact) * step.minutes_after
            if not step.is_contact:
                e_service += step.visits * step.minutes_after
    return 60 * first, 60 * deferred, 60 * e_service


def _follow_up(case_type: CaseType, terms: FlowTerms) -> tuple[float, float, int | None]:
    """Return seconds of a follow-up today and in customer service, and the step whose performer has them.

    ``follow_up_minutes`` are today's; in customer service the scenario's handling-time change applies, as to
    every minute that nobody said otherwise. Without them, the first level-1 contact step, else triage.
    """
    today, after, place = first_level_1_contact(case_type, terms)
    if case_type.follow_up_minutes is not None:
        today = mean(case_type.follow_up_minutes, terms.are_p10_p90)
        after = today * (1 + terms.handling_time_change)
    return 60 * today, 60 * after, place


def first_level_1_contact(case_type: CaseType, terms: FlowTerms) -> tuple[float, float, int | None]:
    """Return minutes today, minutes in customer service and the place of that step; triage without one."""
    for place, step in enumerate(case_type.steps):
        if step.level == 1 and step.kind is StepKind.CONTACT:
            said = None if step.minutes_today is None else mean(step.minutes_today, terms.are_p10_p90)
            after = _minutes_in_customer_service(step, said, terms)
            today = 0.0 if step.is_only_proposed else said
            if today is not None and after is not None:
                return today, after, place
    return terms.triage_s / 60, terms.triage_s / 60, None


def _second_line(steps: tuple[StepFlow, ...], in_sitting: list[float]) -> tuple[float, float]:
    """Return seconds per case of staying steps, and the part met before the resident has left.

    ``in_sitting`` are the executions reached from the start over contact steps alone, whoever performs them.
    """
    total = real_time = 0.0
    for step, visits in zip(steps, in_sitting, strict=True):
        if step.disposition is Disposition.STAYS and step.minutes_after:
            total += step.visits * step.minutes_after
            real_time += visits * step.minutes_after
    return 60 * total, 60 * real_time


def _crossings(graph: ProcessGraph, steps: tuple[StepFlow, ...]) -> tuple[float, float]:
    """Return hand-offs (flows between different units) and ping-pong (flows back into M) per case."""
    handoffs = ping_pong = 0.0
    for step, ways in zip(steps, graph.ways, strict=True):
        is_moved = step.disposition is Disposition.MOVES
        for target, probability in ways:
            other = steps[target]
            is_other_moved = other.disposition is Disposition.MOVES
            if is_moved is not is_other_moved or step.unit_after != other.unit_after:
                handoffs += step.visits * probability
            if is_other_moved and not is_moved:
                ping_pong += step.visits * probability
    return handoffs, ping_pong


def _clauses(case_type: CaseType, steps: tuple[StepFlow, ...]) -> tuple[Clause, ...]:
    """Return every flow out of M and back in, numbered in the order of the flows."""
    by_id = {step.id: step for step in steps}
    found: list[Clause] = []
    for flow in case_type.flows:
        source, target = by_id[flow.source], by_id[flow.target]
        goes_out = source.disposition is Disposition.MOVES
        if flow.probability > 0 and goes_out is not (target.disposition is Disposition.MOVES):
            found.append(
                Clause(
                    number=len(found) + 1,
                    flow=flow.id,
                    source=source.id,
                    target=target.id,
                    goes_out=goes_out,
                    times_per_case=source.visits * flow.probability,
                    department_unit=(target if goes_out else source).unit_after,
                    hands_over=flow.hands_over,
                    complete_when=flow.complete_when,
                    within=flow.within,
                    return_path=flow.return_path,
                )
            )
    return tuple(found)


def _missing(case_type: CaseType, steps: Sequence[StepFlow]) -> tuple[str, ...]:
    """Return what keeps ``case_type`` out of hours and money. Steps that no case reaches need nothing."""
    found = [] if case_type.volumes else ["volume"]
    for step in steps:
        if step.visits > 0:
            if step.level is None:
                found.append(f"level:{step.id}")
            if step.minutes_today is None:
                found.append(f"minutes:{step.id}")
            elif step.minutes_after is None:
                found.append(f"minutes_in_customer_service:{step.id}")
    return tuple(found)


def _assumed(case_type: CaseType, steps: Sequence[StepFlow]) -> tuple[str, ...]:
    found = [] if case_type.contacts_per_case is not None else ["contacts_per_case"]
    if case_type.follow_up_minutes is None and (case_type.contacts_per_case or 1) > 1:
        found.append("follow_up_minutes")
    if any(
        flow.disposition is Disposition.MOVES and step.minutes_in_customer_service is None
        for flow, step in zip(steps, case_type.steps, strict=True)
    ):
        found.append("minutes_as_today")
    return tuple(found)


def _without_steps(case_type: CaseType, terms: FlowTerms) -> CaseTypeFlow:
    """Return the flow of a case type that nobody has given a step: nothing but what is missing."""
    return CaseTypeFlow(
        case_type=case_type.id,
        department=case_type.department,
        reaches_customer_service=not is_as_today(case_type, terms),
        start_moves=False,
        missing=("steps",) if case_type.volumes else ("steps", "volume"),
        steps=(),
        first_contact_resolution=0.0,
        solved_in_customer_service=0.0,
        share_levels_1_4=None,
        first_contact_s=0.0,
        wrap_up_s=0.0,
        triage_s=0.0,
        deferred_s=0.0,
        e_service_deferred_s=0.0,
        follow_up_s=0.0,
        follow_up_today_s=0.0,
        contacts_per_case=case_type.contacts_per_case or defaults.CONTACTS_PER_CASE,
        handoffs=0.0,
        ping_pong=0.0,
        clauses=(),
    )


def flow_assumptions(found: Sequence[CaseTypeFlow], terms: ScenarioTerms) -> tuple[Assumption, ...]:
    """Return the defaults that case types took where nobody said otherwise, each once."""
    checkpoint()
    used = {name for flow in found if flow.reaches_customer_service for name in flow.assumed}
    checkpoint()
    change = terms.flow.handling_time_change
    known = {
        "contacts_per_case": Assumption(
            N_("Contacts per case where nobody said"),
            defaults.CONTACTS_PER_CASE,
            N_("contacts"),
            defaults.PLANNING_NORM,
        ),
        "follow_up_minutes": Assumption(
            N_("Minutes of a follow-up where nobody said: the first level-1 contact step's, else triage"),
            terms.flow.triage_s,
            N_("seconds"),
            defaults.PLANNING_NORM,
        ),
        "minutes_as_today": Assumption(
            N_("Minutes in customer service where nobody said: today's, changed by"),
            change,
            N_("share"),
            N_("the scenario's handling-time change"),
        ),
    }
    return tuple(assumption for name, assumption in known.items() if name in used)
