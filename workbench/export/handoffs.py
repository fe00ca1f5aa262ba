"""The hand-offs of a year: between customer service and departments, and within each department's units.

Always as a table; as a drawing where Graphviz is at hand, else with the remedy in its place.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from workbench.analysis.results import Disposition
from workbench.export.document import (
    Block,
    Callout,
    Column,
    Document,
    Heading,
    Paragraph,
    Picture,
    Row,
    Table,
)
from workbench.export.drawing import png, svg
from workbench.export.html_writer import html_page
from workbench.export.lookup import Source
from workbench.export.names import stems
from workbench.export.network import NetworkEdge, NetworkNode, network
from workbench.model.case_types import CaseType

_CUSTOMER_SERVICE = "#customer-service"  # no unit can have such an id
Volumes = dict[tuple[str, str], float]


def network_files(
    source: Source, dated: dt.date, departments: Sequence[str]
) -> Iterator[tuple[str, bytes, str, str | None]]:
    """Yield (path, content, title, department) of the hand-off pages and drawings.

    One network of departments and customer service, then one of units for each department that hands over.
    """
    texts = source.texts
    title = texts("Hand-offs between departments and customer service")
    blocks: list[Block] = [Heading(texts("All departments"))]
    chosen = [one for one in source.project.departments if one.id in departments]
    whole = _volumes(source, source.project.case_types, lambda _, case_type: case_type.department)
    names = {one.id: one.name for one in source.project.departments}
    yield from _drawn(source, "handoffs", title, names, whole, blocks, None)
    stem_of = dict(zip((d.id for d in chosen), stems("handoffs", [d.name for d in chosen]), strict=True))
    units = {unit.id: unit.name for unit in source.project.units}
    for department in chosen:
        volumes = _volumes(
            source, source.case_types(department.id), lambda unit, case_type: unit or case_type.department
        )
        if volumes:
            blocks.append(Heading(department.name))
            shown = units | {department.id: department.name}
            yield from _drawn(
                source, stem_of[department.id], department.name, shown, volumes, blocks, department.id
            )
    document = Document(
        title=title,
        kind=texts("Hand-offs"),
        subtitle=texts(
            "Cases per year that pass from one to another, scenario {scenario}.",
            scenario=source.results.scenario_name,
        ),
        municipality=source.project.municipality.name,
        language=texts.language,
        dated=dated,
        edition="external" if source.is_external else "internal",
        blocks=tuple(blocks),
    )
    yield "index.html", html_page(document, texts), title, None


def _volumes(
    source: Source, case_types: Sequence[CaseType], place: Callable[[str | None, CaseType], str]
) -> Volumes:
    """Return cases per year by (from, to): cases that reach customer service x visits x share of going on."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for case_type in case_types:
        flow, demand = source.flows[case_type.id], source.demands[case_type.id]
        if not flow.steps or not flow.reaches_customer_service:
            continue
        results = {step.id: step for step in flow.steps}
        at = {
            step.id: _CUSTOMER_SERVICE
            if step.disposition is Disposition.MOVES
            else place(step.unit_after, case_type)
            for step in flow.steps
        }
        for one in case_type.flows:
            if at[one.source] != at[one.target]:
                often = results[one.source].visits * one.probability
                found[at[one.source], at[one.target]] += demand.cases_reaching * often
        start = case_type.start or case_type.steps[0].id
        if not flow.start_moves:
            found[_CUSTOMER_SERVICE, at[start]] += demand.cases_reaching
    return {pair: volume for pair, volume in found.items() if volume >= 0.5}


def _drawn(
    source: Source,
    stem: str,
    title: str,
    names: dict[str, str],
    volumes: Volumes,
    blocks: list[Block],
    department: str | None,
) -> Iterator[tuple[str, bytes, str, str | None]]:
    texts = source.texts
    if not volumes:
        blocks.append(Paragraph(texts("Nothing is handed over in this scenario.")))
        return
    named = names | {_CUSTOMER_SERVICE: source.customer_service}
    used = [key for key in named if any(key in pair for pair in volumes)]
    nodes = [NetworkNode(key, named[key], is_customer_service=key == _CUSTOMER_SERVICE) for key in used]
    edges = [NetworkEdge(a, b, volume) for (a, b), volume in volumes.items()]
    drawing, problem = network(title, nodes, edges, texts)
    if drawing is not None:
        picture, raster = svg(drawing), png(drawing)
        alt = texts("Hand-offs, {title}; the table below says the same.", title=title)
        blocks.append(Picture(alt, raster, picture))
        yield f"{stem}.svg", picture, title, department
        yield f"{stem}.png", raster, title, department
    elif problem is not None:
        blocks.append(Callout(texts.message(problem)))
    rows = tuple(
        Row((named[a], named[b], texts.number(round(volume))))
        for (a, b), volume in sorted(volumes.items(), key=lambda one: -one[1])
    )
    columns = (Column(texts("From")), Column(texts("To")), Column(texts("Cases per year"), "right"))
    blocks.append(Table(columns, rows, name=title))
