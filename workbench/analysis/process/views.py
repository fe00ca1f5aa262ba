"""One case type as it is today, as it is proposed, and what differs: for the page of the process.

Proposed figures are the results' own flow. Today's come from the same algebra, on the process without the
steps that are only proposed and with every step where it is performed today.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.analysis.demand.estimates import mean
from workbench.analysis.place import Place
from workbench.analysis.process.graph import ProcessGraph, process_graph
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Clause, Disposition, Results, StepFlow
from workbench.model.case_types import CaseType
from workbench.model.process import Flow, Step, StepKind
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message
from workbench.model.volumes import Estimate

Change = Literal["kept", "moved", "dropped", "e_service", "new"]


@dataclass(frozen=True)
class Span:
    """A figure with its doubt: what follows from all lows, the means that calculations use, all highs.

    The three are equal where nobody gave a range. None as a whole where minutes are missing.
    """

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class StepRow:
    """A step in both views. Minutes are per time it is done; times are per case; hours per year (None: missing).

    ``unit_after`` is None where customer service performs it. A new step has no times today, a dropped one no
    minutes afterwards.
    """

    step: str
    number: int
    title: str
    level: int | None
    change: Change
    is_contact: bool
    times_today: float
    times_after: float
    times_first_sitting: float
    minutes_today: Span | None
    minutes_after: Span | None
    unit_today: str | None
    unit_after: str | None
    is_in_customer_service: bool
    hours_today: float | None
    hours_after: float | None
    place: Place


@dataclass(frozen=True)
class View:
    """A case type's process as a whole, per case. ``shown`` are the ids of the steps in it.

    Hours per year are of all cases today, of those that reach customer service in the proposed view (of all, where
    the case type does not). Follow-ups are not in them.

    ``first_sitting``: the case ends while the resident is still with the one who took the contact.
    ``solved``: it ends without leaving the unit (today) or customer service (proposed) at all. ``minutes`` is
    all work per case; ``handling`` that in contact including wrap-up or triage, ``later`` what customer service
    does afterwards, ``stays`` what departments do. Today nothing is customer service's: ``handling`` is the
    contact steps of the unit that takes the contact, ``later`` the rest of that unit, ``stays`` the others.
    """

    shown: tuple[str, ...]
    minutes: Span | None
    handling: Span | None
    later: Span | None
    stays: Span | None
    handoffs: float
    ping_pong: float
    first_sitting: float
    solved: float
    hours_per_year: float | None
    stays_hours_per_year: float | None


@dataclass(frozen=True)
class ProcessViews:
    """Today and proposed side by side. ``cases_per_year`` are all cases, ``cases_reaching`` those that come to us.

    ``missing`` names what keeps the case type out of hours and money, as in the results' flow.
    """

    case_type: str
    reaches_customer_service: bool
    rows: tuple[StepRow, ...]
    today: View
    proposed: View
    clauses: tuple[Clause, ...]
    missing: tuple[str, ...]
    cases_per_year: float
    cases_reaching: float


def process_views(project: Project, results: Results, case_type_id: str) -> ProcessViews:
    """Return the views of the case type with that id in the scenario of ``results``.

    Raises ProjectError where there is no such case type, or one of its steps has no way to an end.
    """
    at = next((n for n, one in enumerate(project.case_types) if one.id == case_type_id), None)
    if at is None:
        raise ProjectError(message(N_("there is no case type {id}"), id=case_type_id))
    are_p10_p90 = project.settings.estimates_are == "p10_p90"
    change = _change_of_minutes(project, results)
    case_type, flow, year = project.case_types[at], results.flows[at], results.demand.case_types[at]
    return views_of(case_type, flow, year, change, are_p10_p90=are_p10_p90)


def views_of(
    case_type: CaseType, flow: CaseTypeFlow, year: CaseTypeDemand, change: float, *, are_p10_p90: bool
) -> ProcessViews:
    """Return the views of ``case_type`` from its own flow and year; ``change`` is the scenario's of handling times.

    For whoever cannot wait for results of the whole project. Raises ProjectError as :func:`process_views` does.
    """
    now = without_proposed(case_type)
    graph = process_graph(now) if now.steps else None
    visits = dict(zip((step.id for step in now.steps), _visits(graph, now.steps), strict=True))
    spans = _Spans(case_type, flow, visits, change, are_p10_p90=are_p10_p90)
    return ProcessViews(
        case_type=case_type.id,
        reaches_customer_service=flow.reaches_customer_service,
        rows=tuple(
            _row(case_type, n, step, result, visits.get(step.id, 0.0), spans, year)
            for n, (step, result) in enumerate(zip(case_type.steps, flow.steps, strict=True), 1)
        ),
        today=_today(now, graph, visits, spans, year),
        proposed=_proposed(case_type, flow, spans, year),
        clauses=flow.clauses,
        missing=flow.missing,
        cases_per_year=year.cases_per_year,
        cases_reaching=year.cases_reaching,
    )


def without_proposed(case_type: CaseType) -> CaseType:
    """Return ``case_type`` without its only-proposed steps: who led to one leads to where it led, shares multiplied."""
    steps, flows, start = case_type.steps, case_type.flows, case_type.start
    if start is None and steps:
        start = steps[0].id
    for gone in [step.id for step in steps if step.is_only_proposed]:
        into = [flow for flow in flows if flow.target == gone and flow.source != gone]
        out = [flow for flow in flows if flow.source == gone and flow.target != gone]
        again = sum(flow.probability for flow in flows if flow.source == gone == flow.target)
        joined = [
            Flow(
                id=f"{a.id}-{b.id}"[:64],
                source=a.source,
                target=b.target,
                probability=min(1.0, a.probability * b.probability / (1 - again)) if again < 1 else 0.0,
            )
            for a in into
            for b in out
        ]
        steps = tuple(step for step in steps if step.id != gone)
        flows = (*(flow for flow in flows if gone not in (flow.source, flow.target)), *joined)
        if start == gone:
            likeliest = max(out, key=lambda flow: flow.probability, default=None)
            start = likeliest.target if likeliest else (steps[0].id if steps else None)
    if steps is case_type.steps:
        return case_type
    return case_type.changed(steps=steps, flows=flows, start=start)


def _change_of_minutes(project: Project, results: Results) -> float:
    scenario = next((one for one in project.scenarios if one.id == results.scenario), None)
    return scenario.handling_time_change if scenario else 0.0


def _visits(graph: ProcessGraph | None, steps: Sequence[Step]) -> list[float]:
    return graph.visits([[True] * len(steps)])[0] if graph else []


class _Spans:
    """Minutes of steps with their ranges, and what they add up to per case."""

    def __init__(
        self,
        case_type: CaseType,
        flow: CaseTypeFlow,
        visits_today: dict[str, float],
        change: float,
        *,
        are_p10_p90: bool,
    ) -> None:
        self._are_p10_p90 = are_p10_p90
        self.visits_today = visits_today
        results = {one.id: one for one in flow.steps}
        self.today = {
            one.id: None if one.is_only_proposed else self._said(one.minutes_today) for one in case_type.steps
        }
        self.after = {one.id: self._after(one, results[one.id], change) for one in case_type.steps}

    def _said(self, said: Estimate | None) -> Span | None:
        return None if said is None else Span(said.low, mean(said, self._are_p10_p90), said.high)

    def _after(self, step: Step, result: StepFlow, change: float) -> Span | None:
        """Return the minutes behind the flow's own figure, which stands in the middle."""
        if result.minutes_after is None:
            return None
        if result.disposition is Disposition.MOVES:
            said = self._said(step.minutes_in_customer_service)
            if said is None and step.minutes_today is not None:
                today = self._said(step.minutes_today)
                said = today and Span(*(one * (1 + change) for one in (today.low, today.middle, today.high)))
        elif result.disposition in (Disposition.STAYS, Disposition.AS_TODAY):
            said = self._said(step.minutes_today)
        else:
            said = None
        if said is None:
            return Span(result.minutes_after, result.minutes_after, result.minutes_after)
        return Span(said.low, result.minutes_after, said.high)


def _added(parts: Sequence[tuple[float, Span | None]], plus: float = 0.0) -> Span | None:
    """Return sum(times x span) + ``plus`` minutes; None where a step that is done has no minutes."""
    done = [(times, span) for times, span in parts if times > 0]
    known = [(times, span) for times, span in done if span is not None]
    if len(known) < len(done):
        return None
    return Span(
        sum(times * span.low for times, span in known) + plus,
        sum(times * span.middle for times, span in known) + plus,
        sum(times * span.high for times, span in known) + plus,
    )


def _row(
    case_type: CaseType,
    number: int,
    step: Step,
    result: StepFlow,
    times_today: float,
    spans: _Spans,
    year: CaseTypeDemand,
) -> StepRow:
    today, after = spans.today[step.id], spans.after[step.id]
    cases_after = _cases_after(result.disposition is not Disposition.AS_TODAY, year)
    return StepRow(
        step=step.id,
        number=number,
        title=step.title,
        level=step.level,
        change=_change(step, result),
        is_contact=result.is_contact,
        times_today=times_today,
        times_after=result.visits,
        times_first_sitting=result.visits_first_contact,
        minutes_today=today,
        minutes_after=after,
        unit_today=None if step.is_only_proposed else result.unit_today,
        unit_after=result.unit_after,
        is_in_customer_service=result.disposition is Disposition.MOVES,
        hours_today=_hours(year.cases_per_year, times_today, today),
        hours_after=_hours(cases_after, result.visits, after),
        place=Place("case_types.steps", (case_type.id, step.id)),
    )


def _cases_after(reaches: bool, year: CaseTypeDemand) -> float:
    return year.cases_reaching if reaches else year.cases_per_year


def _hours(cases: float, times: float, minutes: Span | None) -> float | None:
    if times == 0:
        return 0.0
    return None if minutes is None else cases * times * minutes.middle / 60


def _change(step: Step, result: StepFlow) -> Change:
    if result.disposition is Disposition.DROPPED:
        return "dropped"
    if result.disposition is Disposition.E_SERVICE:
        return "e_service"
    if step.is_only_proposed:
        return "new"
    return "moved" if result.disposition is Disposition.MOVES else "kept"


def _today(
    now: CaseType,
    graph: ProcessGraph | None,
    visits: dict[str, float],
    spans: _Spans,
    year: CaseTypeDemand,
) -> View:
    if graph is None:
        return View((), None, None, None, None, 0.0, 0.0, 0.0, 0.0, None, None)
    units = [step.unit or now.unit for step in now.steps]
    own = [unit == units[graph.start] for unit in units]
    is_contact = [step.kind is StepKind.CONTACT for step in now.steps]
    at_once = [a and b for a, b in zip(own, is_contact, strict=True)]
    in_sitting, in_unit = graph.visits([at_once, own])
    handoffs, ping_pong = _crossings(graph, list(visits.values()), units, units[graph.start])

    def added(which: Callable[[int], bool]) -> Span | None:
        rows = [(visits[step.id], spans.today[step.id]) for at, step in enumerate(now.steps) if which(at)]
        return _added(rows)

    minutes, stays = added(lambda _: True), added(lambda at: not own[at])
    return View(
        shown=tuple(step.id for step in now.steps),
        minutes=minutes,
        handling=added(lambda at: at_once[at]),
        later=added(lambda at: own[at] and not is_contact[at]),
        stays=stays,
        handoffs=handoffs,
        ping_pong=ping_pong,
        first_sitting=graph.ended(in_sitting),
        solved=graph.ended(in_unit),
        hours_per_year=_hours(year.cases_per_year, 1.0, minutes),
        stays_hours_per_year=_hours(year.cases_per_year, 1.0, stays),
    )


def _crossings(
    graph: ProcessGraph, visits: Sequence[float], units: Sequence[str | None], first: str | None
) -> tuple[float, float]:
    """Return hand-offs between units and returns to the unit that took the contact, per case."""
    handoffs = ping_pong = 0.0
    for at, ways in enumerate(graph.ways):
        for target, probability in ways:
            if units[at] != units[target]:
                handoffs += visits[at] * probability
                ping_pong += visits[at] * probability if units[target] == first else 0.0
    return handoffs, ping_pong


def _proposed(case_type: CaseType, flow: CaseTypeFlow, spans: _Spans, year: CaseTypeDemand) -> View:
    moved = [one for one in flow.steps if one.disposition is Disposition.MOVES]
    staying = [one for one in flow.steps if one.disposition in (Disposition.STAYS, Disposition.AS_TODAY)]
    around = (flow.wrap_up_s + flow.triage_s) / 60
    handling = _added([(one.visits_first_contact, spans.after[one.id]) for one in moved], around)
    later = _added([(one.visits - one.visits_first_contact, spans.after[one.id]) for one in moved])
    stays = _added([(one.visits, spans.after[one.id]) for one in staying])
    everything = _added([(one.visits, spans.after[one.id]) for one in (*moved, *staying)], around)
    cases = _cases_after(flow.reaches_customer_service, year)
    gone = (Disposition.DROPPED, Disposition.E_SERVICE)
    shown = {one.id for one in flow.steps if one.disposition not in gone}
    return View(
        shown=tuple(step.id for step in case_type.steps if step.id in shown),
        minutes=everything,
        handling=handling,
        later=later,
        stays=stays,
        handoffs=flow.handoffs,
        ping_pong=flow.ping_pong,
        first_sitting=flow.first_contact_resolution,
        solved=flow.solved_in_customer_service,
        hours_per_year=_hours(cases, 1.0, everything),
        stays_hours_per_year=_hours(cases, 1.0, stays),
    )
