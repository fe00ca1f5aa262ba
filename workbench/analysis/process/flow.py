"""The process of every case type in a scenario: what moves, how often, and where it crosses the boundary.

Formulas: M are the steps that move, C the contact steps among them, v the expected visits, n those of the
first sitting (e_start (I - P_CC)^-1). All figures are per case; seconds of work, shares 0-1.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import compress
from operator import and_

from workbench.analysis import defaults
from workbench.analysis.memo import Memo
from workbench.analysis.process.disposition import disposition, is_as_today
from workbench.analysis.process.graph import ProcessGraph, visits_of
from workbench.analysis.process.shape import Decided, Shape, Walks, contacts_per_case, shape_of, walks_of
from workbench.analysis.results import Assumption, CaseTypeFlow, Clause, Disposition, StepFlow
from workbench.analysis.scenario import FlowTerms, ScenarioTerms
from workbench.model.case_types import CaseType
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.text import N_

_MOVES, _STAYS, _AS_TODAY = Disposition.MOVES, Disposition.STAYS, Disposition.AS_TODAY
"""By names of their own: Python 3.11 takes six times as long to find a member in its enumeration."""

_BLOCK = 256
"""So many processes are solved at a time."""


def flows(project: Project, terms: ScenarioTerms, cache: Memo | None = None) -> tuple[CaseTypeFlow, ...]:
    """Return :func:`flow_of` every case type, in the project's order; ``cache`` keeps what has not changed.

    What decides what moves (levels, rules, waves, decisions) reaches a case type through its steps' dispositions
    alone: where these are the same as before, so is its flow. Raises ProjectError, as :func:`flow_of` does.
    """
    cache = cache or Memo()
    case_types = project.case_types
    flow_terms = cache.same("flow terms", terms.flow)
    others = cache.same("flow terms but what moves", _without_what_moves(flow_terms))
    walks = cache.shared.each_in_blocks(
        "walks", case_types, (), lambda places: walks_of([case_types[place] for place in places])
    )
    shapes = cache.each(
        "shapes", case_types, (others,), lambda place: shape_of(case_types[place], walks[place], others)
    )
    decided = _decisions(case_types, flow_terms, cache)
    known = cache.lists("flows of shapes", shapes)
    return cache.same_items("flows", _flows(shapes, decided, known, flow_terms, keeps_all=cache.keeps_all))


def _without_what_moves(terms: FlowTerms) -> FlowTerms:
    return replace(terms, levels=frozenset(), movements=(), later_waves=frozenset(), step_decisions={})


def _decided(case_type: CaseType, terms: FlowTerms) -> Decided:
    if is_as_today(case_type, terms):
        return False, [_AS_TODAY] * len(case_type.steps)
    return True, [disposition(step, terms) for step in case_type.steps]


def _decisions(case_types: Sequence[CaseType], terms: FlowTerms, cache: Memo) -> Sequence[Decided]:
    """Return what is decided for each case type; where decisions of the scenario differ, for their steps alone."""
    plain = cache.same("flow terms but decisions", replace(terms, step_decisions={}))
    found = cache.each("decided", case_types, (plain,), lambda place: _decided(case_types[place], plain))
    if not terms.step_decisions:
        return found
    owners = cache.once("owners of steps", (case_types,), lambda: _owners(case_types))
    changed: dict[int, list[Disposition]] = {}
    for step in terms.step_decisions:
        checkpoint()
        for place, at in owners.get(step, ()):
            if found[place][0]:
                steps = changed.setdefault(place, list(found[place][1]))
                steps[at] = disposition(case_types[place].steps[at], terms)
    decided = list(found)
    for place, steps in changed.items():
        decided[place] = (True, steps)
    return decided


def _owners(case_types: Sequence[CaseType]) -> dict[str, list[tuple[int, int]]]:
    """Return by a step's id the place of its case type, and its own there."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, case_type in enumerate(case_types):
        checkpoint()
        for at, step in enumerate(case_type.steps):
            found.setdefault(step.id, []).append((place, at))
    return found


def flow_of(case_type: CaseType, terms: ScenarioTerms) -> CaseTypeFlow:
    """Return the process of ``case_type`` under ``terms``.

    Raises ProjectError where a step has no way to an end.
    """
    (walks,) = walks_of([case_type])
    shape = shape_of(case_type, walks, terms.flow)
    return next(_made([(shape, _decided(case_type, terms.flow))], terms.flow, keeps_all=False))


def _flows(
    shapes: Sequence[Shape],
    decided: Sequence[Decided],
    known: Sequence[list[tuple[Decided, CaseTypeFlow]]],
    terms: FlowTerms,
    *,
    keeps_all: bool,
) -> tuple[CaseTypeFlow, ...]:
    """Return the process of each of ``shapes``; ``known`` keeps all that were made of them, or the last alone."""
    found: dict[int, CaseTypeFlow] = {}
    wanted: list[int] = []
    for place, one in enumerate(decided):
        if not place % _BLOCK:
            checkpoint()
        for kept, flow in known[place]:
            if kept == one:
                found[place] = flow
                break
        else:
            wanted.append(place)
    for start in range(0, len(wanted), _BLOCK):
        block = wanted[start : start + _BLOCK]
        made = _made([(shapes[place], decided[place]) for place in block], terms, keeps_all=keeps_all)
        for place, flow in zip(block, made, strict=True):
            found[place] = flow
            if not keeps_all:
                known[place].clear()
            known[place].append((decided[place], flow))
    return tuple([found[place] for place in range(len(shapes))])


def _made(
    wanted: Sequence[tuple[Shape, Decided]], terms: FlowTerms, *, keeps_all: bool
) -> Iterator[CaseTypeFlow]:
    asked = []
    for shape, (_, steps_decided) in wanted:
        if shape.walks is not None:
            moved = [one is _MOVES for one in steps_decided]
            first = list(map(and_, moved, shape.walks.is_contact))
            asked.append((shape.walks.graph, (first, moved)))
    solved = zip(asked, visits_of(asked), strict=True)
    for shape, decided in wanted:
        checkpoint()
        if shape.walks is None:
            yield _without_steps(shape.case_type, reaches=decided[0])
        else:
            (_, (_, moved)), visits = next(solved)
            steps = _steps(shape, shape.walks, decided[1], visits[0], keeps_all=keeps_all)
            yield _case_type_flow(shape, shape.walks, terms, steps, moved, visits)


def _steps(
    shape: Shape, walks: Walks, decided: list[Disposition], in_first_sitting: list[float], *, keeps_all: bool
) -> tuple[StepFlow, ...]:
    """Return the steps' figures; those that are as in a flow made before are the same objects."""
    found = []
    for place, (one, visits, known) in enumerate(zip(decided, in_first_sitting, shape.steps, strict=True)):
        for kept in known:
            if kept.disposition is one and kept.visits_first_contact == visits:
                break
        else:
            kept = _step_flow(shape, place, one, (walks.visits[place], visits))
            if not keeps_all:
                known.clear()
            known.append(kept)
        found.append(kept)
    return tuple(found)


def _step_flow(shape: Shape, place: int, decided: Disposition, visits: tuple[float, float]) -> StepFlow:
    step, minutes = shape.case_type.steps[place], shape.minutes[place]
    unit = step.unit or shape.case_type.unit
    unit_after: str | None = None
    after: float | None = 0.0
    if decided is _MOVES:
        after = minutes.in_customer_service
    else:
        unit_after = unit if decided is _AS_TODAY else step.proposed_unit or unit
        if decided is _STAYS or decided is _AS_TODAY:
            after = minutes.today if minutes.said is None else minutes.said
    return StepFlow(
        step.id,
        step.level,
        decided,
        shape.walks is not None and shape.walks.is_contact[place],
        *visits,
        minutes.today,
        after,
        unit,
        step.role,
        unit_after,
    )


def _case_type_flow(
    shape: Shape,
    walks: Walks,
    terms: FlowTerms,
    steps: tuple[StepFlow, ...],
    moved: list[bool],
    visits: Sequence[list[float]],
) -> CaseTypeFlow:
    """Return the figures per case; ``visits`` are the executions of the first sitting, and among what moves."""
    case_type, graph, follow_up = shape.case_type, walks.graph, shape.follow_up
    start_moves = moved[graph.start]
    reaches = steps[graph.start].disposition is not _AS_TODAY
    wrap_up_s = terms.wrap_up_s if start_moves else 0.0
    triage_s = terms.triage_s if reaches and not start_moves else 0.0
    in_first_s, deferred_s, e_service_deferred_s = _work(steps)
    performer = steps[graph.start if follow_up.step is None else follow_up.step]
    second_line_s, second_line_real_time_s = _second_line(steps, walks.contact)
    handoffs, ping_pong = _crossings(graph, steps, moved)
    return CaseTypeFlow(
        case_type=case_type.id,
        department=case_type.department,
        reaches_customer_service=reaches,
        start_moves=start_moves,
        missing=_missing(case_type, steps),
        steps=steps,
        first_contact_resolution=graph.ended(visits[0]),
        solved_in_customer_service=graph.ended(visits[1]),
        share_levels_1_4=walks.share_levels_1_4,
        first_contact_s=in_first_s + wrap_up_s + triage_s,
        wrap_up_s=wrap_up_s,
        triage_s=triage_s,
        deferred_s=deferred_s,
        e_service_deferred_s=e_service_deferred_s,
        follow_up_s=follow_up.after_s + wrap_up_s if start_moves else triage_s,
        follow_up_today_s=follow_up.today_s,
        contacts_per_case=contacts_per_case(case_type),
        handoffs=handoffs + (1.0 if reaches and not start_moves else 0.0),
        ping_pong=ping_pong,
        clauses=_clauses(case_type, steps),
        follow_up_unit=performer.unit_today,
        follow_up_role=performer.role_today,
        second_line_s=second_line_s,
        second_line_real_time_s=second_line_real_time_s,
        assumed=_assumed(case_type, moved),
    )


def _work(steps: Sequence[StepFlow]) -> tuple[float, float, float]:
    """Return seconds in customer service per case: first sitting, deferred, and deferred of an e-service case."""
    first = deferred = e_service = 0.0
    for step in steps:
        if step.disposition is _MOVES and step.minutes_after:
            first += step.visits_first_contact * step.minutes_after
            deferred += (step.visits - step.visits_first_contact) * step.minutes_after
            if not step.is_contact:
                e_service += step.visits * step.minutes_after
    return 60 * first, 60 * deferred, 60 * e_service


def _second_line(steps: tuple[StepFlow, ...], in_sitting: list[float]) -> tuple[float, float]:
    """Return seconds per case of staying steps, and the part met before the resident has left.

    ``in_sitting`` are the executions reached from the start over contact steps alone, whoever performs them.
    """
    total = real_time = 0.0
    for step, visits in zip(steps, in_sitting, strict=True):
        if step.disposition is _STAYS and step.minutes_after:
            total += step.visits * step.minutes_after
            real_time += visits * step.minutes_after
    return 60 * total, 60 * real_time


def _crossings(graph: ProcessGraph, steps: tuple[StepFlow, ...], moved: list[bool]) -> tuple[float, float]:
    """Return hand-offs (flows between different units) and ping-pong (flows back into M) per case."""
    handoffs = ping_pong = 0.0
    for source, ways in enumerate(graph.ways):
        step, is_moved = steps[source], moved[source]
        for target, probability in ways:
            is_other_moved = moved[target]
            if is_moved is not is_other_moved or step.unit_after != steps[target].unit_after:
                handoffs += step.visits * probability
            if is_other_moved and not is_moved:
                ping_pong += step.visits * probability
    return handoffs, ping_pong


def _clauses(case_type: CaseType, steps: tuple[StepFlow, ...]) -> tuple[Clause, ...]:
    """Return every flow out of M and back in, numbered in the order of the flows."""
    moved = {step.id: step for step in steps if step.disposition is _MOVES}
    if not moved or len(moved) == len(steps):
        return ()
    by_id = {step.id: step for step in steps}
    found: list[Clause] = []
    for flow in case_type.flows:
        goes_out = flow.source in moved
        if goes_out is not (flow.target in moved) and flow.probability > 0:
            source, target = by_id[flow.source], by_id[flow.target]
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


def _assumed(case_type: CaseType, moved: Sequence[bool]) -> tuple[str, ...]:
    found = [] if case_type.contacts_per_case is not None else ["contacts_per_case"]
    if case_type.follow_up_minutes is None and (case_type.contacts_per_case or 1) > 1:
        found.append("follow_up_minutes")
    for step in compress(case_type.steps, moved):
        if step.minutes_in_customer_service is None:
            found.append("minutes_as_today")
            break
    return tuple(found)


def _without_steps(case_type: CaseType, *, reaches: bool) -> CaseTypeFlow:
    """Return the flow of a case type that nobody has given a step: nothing but what is missing."""
    return CaseTypeFlow(
        case_type=case_type.id,
        department=case_type.department,
        reaches_customer_service=reaches,
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
        contacts_per_case=contacts_per_case(case_type),
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
