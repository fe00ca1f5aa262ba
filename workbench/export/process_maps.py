"""A case type's process map: from the project and its results to the swimlane's plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.export.document import printed
from workbench.export.lookup import Source
from workbench.export.swimlane import MapFlow, MapLane, MapStep, ProcessMap
from workbench.model.case_types import CaseType

CUSTOMER_SERVICE = "#customer-service"  # no unit can have such an id
DEPARTMENT = "#department"
_NO_END = 1e-9
_LONGEST = 300
"""What a label of a map may hold before it is fitted into its box; the table beside the map says all of it."""


@dataclass(frozen=True)
class Performer:
    """Who does a step: the id and name of the lane it stands in, and whether that is customer service's."""

    lane: str
    name: str
    moved: bool = False


def process_map(source: Source, case_type: CaseType) -> ProcessMap:
    """Return the map's values: customer service's lane first, then units in the order they come."""
    clauses = {clause.flow: str(clause.number) for clause in source.flows[case_type.id].clauses}
    department = source.departments[case_type.department].name
    performers: dict[str, Performer] = {}
    for step in case_type.steps:
        result = source.step_flows[step.id]
        moved = result.disposition == "moves"
        performers[step.id] = (
            Performer(CUSTOMER_SERVICE, source.customer_service, moved=True)
            if moved
            else Performer(result.unit_after or DEPARTMENT, source.unit_name(result.unit_after, department))
        )
    return map_of(case_type, performers, clauses, department)


def map_of(
    case_type: CaseType,
    performers: Mapping[str, Performer],
    clauses: Mapping[str, str],
    department: str,
    marks: Mapping[str, tuple[str, bool]] | None = None,
) -> ProcessMap:
    """Return the map of ``case_type`` with each step in the lane of its performer, moved lanes first.

    ``clauses`` are numbers by flow. ``marks`` are, by step, a word beside its number and whether it is faint.
    """
    lanes: dict[str, MapLane] = {}
    steps: list[MapStep] = []
    for number, step in enumerate(case_type.steps, 1):
        by = performers[step.id]
        lanes.setdefault(by.lane, MapLane(by.lane, _label(by.name), by.moved))
        title, question = _label(step.title), _label(step.question)
        mark, is_faint = (marks or {}).get(step.id, ("", False))
        steps.append(MapStep(step.id, str(number), title, step.level, by.lane, question, mark, is_faint))
    flows = [
        MapFlow(flow.source, flow.target, flow.probability, clauses.get(flow.id), _label(flow.label), flow.id)
        for flow in case_type.flows
    ]
    leaving: dict[str, float] = defaultdict(float)
    for flow in case_type.flows:
        leaving[flow.source] += flow.probability
    for step in case_type.steps:
        rest = 1 - leaving[step.id]
        if rest > _NO_END:
            flows.append(MapFlow(step.id, None, rest))
    return ProcessMap(
        title=_label(case_type.name),
        lanes=tuple(sorted(lanes.values(), key=lambda lane: not lane.moved)),
        steps=tuple(steps),
        flows=tuple(flows),
        subtitle=_label(department),
    )


def _label(text: str) -> str:
    shown = printed(text)
    return shown if len(shown) <= _LONGEST else f"{shown[: _LONGEST - 1]}…"
