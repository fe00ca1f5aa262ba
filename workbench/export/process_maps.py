"""A case type's process map: from the project and its results to the swimlane's plain values."""

from __future__ import annotations

from workbench.export.document import printed
from workbench.export.lookup import Source
from workbench.export.swimlane import MapFlow, MapLane, MapStep, ProcessMap
from workbench.model.case_types import CaseType

_CUSTOMER_SERVICE = "#customer-service"  # no unit can have such an id
_DEPARTMENT = "#department"
_LONGEST = 300
"""What a label of a map may hold before it is fitted into its box; the table beside the map says all of it."""


def process_map(source: Source, case_type: CaseType) -> ProcessMap:
    """Return the map's values: customer service's lane first, then units in the order they come."""
    clauses = {clause.flow: str(clause.number) for clause in source.flows[case_type.id].clauses}
    department = source.departments[case_type.department].name
    lanes: dict[str, MapLane] = {}
    steps: list[MapStep] = []
    for number, step in enumerate(case_type.steps, 1):
        result = source.step_flows[step.id]
        moved = result.disposition == "moves"
        lane = _CUSTOMER_SERVICE if moved else result.unit_after or _DEPARTMENT
        title = source.customer_service if moved else source.unit_name(result.unit_after, department)
        lanes.setdefault(lane, MapLane(lane, _label(title), moved))
        steps.append(
            MapStep(step.id, str(number), _label(step.title), step.level, lane, _label(step.question))
        )
    flows = [
        MapFlow(flow.source, flow.target, flow.probability, clauses.get(flow.id), _label(flow.label), flow.id)
        for flow in case_type.flows
    ]
    for step in case_type.steps:
        rest = 1 - sum(flow.probability for flow in case_type.flows if flow.source == step.id)
        if rest > 1e-9:
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
