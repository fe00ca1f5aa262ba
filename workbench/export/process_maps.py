"""A case type's process map: from the project and its results to the swimlane's plain values."""

from __future__ import annotations

from workbench.export.lookup import Source
from workbench.export.swimlane import MapFlow, MapLane, MapStep
from workbench.model.case_types import CaseType

CUSTOMER_SERVICE = "customer-service"
_DEPARTMENT = "department"


def map_values(
    source: Source, case_type: CaseType
) -> tuple[tuple[MapLane, ...], tuple[MapStep, ...], tuple[MapFlow, ...]]:
    """Return lanes (customer service first, then units in the order they come), steps and flows."""
    texts, results = source.texts, source.flows[case_type.id]
    clauses = {clause.flow: clause.number for clause in results.clauses}
    department = source.departments[case_type.department].name
    lanes: dict[str, MapLane] = {}
    steps: list[MapStep] = []
    for number, step in enumerate(case_type.steps, 1):
        result = source.step_flows[step.id]
        moved = result.disposition == "moves"
        lane = CUSTOMER_SERVICE if moved else result.unit_after or _DEPARTMENT
        title = source.customer_service if moved else source.unit_name(result.unit_after, department)
        lanes.setdefault(lane, MapLane(lane, title, moved))
        kind = "decision" if step.question else "step"
        steps.append(MapStep(step.id, number, step.title, step.level, lane, moved, kind))
    flows = [
        MapFlow(flow.source, flow.target, flow.probability, clauses.get(flow.id), flow.label)
        for flow in case_type.flows
    ]
    for step in case_type.steps:
        rest = 1 - sum(flow.probability for flow in case_type.flows if flow.source == step.id)
        if rest > 1e-9:
            flows.append(MapFlow(step.id, None, rest, None, ""))
    ordered = sorted(lanes.values(), key=lambda lane: not lane.moved)
    return tuple(ordered), tuple(steps), tuple(flows)


def map_title(source: Source, case_type: CaseType) -> str:
    """Return what the map is called for those who cannot see it."""
    return source.texts("Process map: {case_type}", case_type=case_type.name)
