"""An annex per case type: who does what, the clauses at the boundary, volume, time and promises."""

from __future__ import annotations

from workbench.analysis.results import CaseTypeFlow
from workbench.analysis.results import Clause as Crossing
from workbench.export.document import (
    Block,
    Chip,
    Clause,
    Column,
    Heading,
    Inline,
    PageBreak,
    Paragraph,
    Picture,
    Rich,
    Row,
    SideBySide,
    Table,
    bold,
)
from workbench.export.lookup import Source
from workbench.export.page import size_px
from workbench.export.palette import boundary_note
from workbench.export.words import word
from workbench.model.case_types import CaseType
from workbench.model.organisation import Department
from workbench.model.volumes import Volume

_READABLE_PX = 880
"""The widest map, in pixels, that can still be read on an upright page."""


def annexes(
    source: Source,
    department: Department,
    moving: tuple[CaseType, ...],
    pictures: dict[str, tuple[bytes, bytes]],
) -> list[Block]:
    """Return the annexes of a department's agreement, each on a page of its own."""
    blocks: list[Block] = []
    for number, case_type in enumerate(moving, 1):
        blocks += _annex(source, department, case_type, number, pictures.get(case_type.id))
    return blocks


def _annex(
    source: Source,
    department: Department,
    case_type: CaseType,
    number: int,
    picture: tuple[bytes, bytes] | None,
) -> list[Block]:
    texts, flow = source.texts, source.flows[case_type.id]
    lead = case_type.purpose or case_type.description
    blocks: list[Block] = [
        PageBreak(),
        Heading(texts("Annex {n}: {case_type}", n=number, case_type=case_type.name)),
    ]
    if lead:
        blocks.append(Paragraph(lead, tone="lead"))
    blocks += [Heading(texts("Who does what"), 2), _steps(source, department, case_type)]
    blocks += _interface(source, department, case_type, flow)
    blocks += [
        SideBySide(
            (Heading(texts("Volume per year"), 2), _volumes(source, case_type)),
            (Heading(texts("Time and result"), 2), _times(source, flow)),
        )
    ]
    promises = [one for one in source.project.service_promises if one.case_type == case_type.id]
    for promise in promises:
        blocks.append(Paragraph((bold(texts("Promise to the resident: ")), promise.promise)))
        if promise.status_answer:
            blocks.append(Paragraph((bold(texts("Status answer: ")), promise.status_answer)))
    if picture:
        blocks += _map(source, case_type, *picture)
    return blocks


def _map(source: Source, case_type: CaseType, png: bytes, svg: bytes) -> list[Block]:
    """Return the process map, on a page of its own across when it would be too small to read."""
    texts = source.texts
    alt = texts("Process map of {case_type}; the table above says the same.", case_type=case_type.name)
    picture = Picture(alt, png, svg)
    if size_px(picture)[0] <= _READABLE_PX:
        return [picture]
    return [PageBreak(landscape=True), picture]


def _steps(source: Source, department: Department, case_type: CaseType) -> Table:
    """Return the step table; when nobody wrote what begins or ends a step, without those two columns."""
    texts = source.texts
    says_when = any(step.trigger or step.result for step in case_type.steps)
    rows: list[Row] = []
    was_moved: bool | None = None
    for number, step in enumerate(case_type.steps, 1):
        result = source.step_flows[step.id]
        moves = result.disposition == "moves"
        performer = source.customer_service if moves else source.unit_name(result.unit_after, department.name)
        if result.disposition in ("dropped", "e_service"):
            performer = word(result.disposition, texts)
        level = Chip(step.level) if step.level else texts("missing")
        cells: tuple[Rich, ...] = (str(number), step.title, level, performer)
        if says_when:
            cells += (step.trigger or "–", step.result or "–")
        rows.append(Row(cells, boundary=was_moved is not None and moves != was_moved))
        was_moved = moves
    columns = [
        Column(texts("No."), width=0.25),
        Column(texts("Step"), width=1.45 if says_when else 1.9),
        Column(texts("Level"), width=1.1 if says_when else 0.8),
        Column(texts("Performed by"), width=1.0),
    ]
    if says_when:
        columns += [Column(texts("Begins when"), width=1.1), Column(texts("Done when"), width=1.1)]
    name = texts("Steps of {case_type}", case_type=case_type.name)
    return Table(tuple(columns), tuple(rows), name=name, note=boundary_note(texts))


def _interface(
    source: Source, department: Department, case_type: CaseType, flow: CaseTypeFlow
) -> list[Block]:
    texts = source.texts
    if not flow.clauses:
        text = texts("The case does not pass the boundary: what begins in customer service ends there.")
        if not flow.start_moves:
            text = texts(
                "Customer service puts the contact through; the steps that move do not touch the others."
            )
        return [Heading(texts("Interface"), 2), Paragraph(text)]
    numbers = {step.id: number for number, step in enumerate(case_type.steps, 1)}
    blocks: list[Block] = [Heading(texts("Interface"), 2)]
    for clause in flow.clauses:
        blocks.append(Clause(str(clause.number), _clause_text(source, department, clause, numbers)))
    if case_type.return_reasons:
        blocks.append(Paragraph((bold(texts("Reasons to return a case: ")), case_type.return_reasons)))
    if case_type.urgent_path:
        blocks.append(Paragraph((bold(texts("Urgent: ")), case_type.urgent_path)))
    return blocks


def _clause_text(
    source: Source, department: Department, clause: Crossing, numbers: dict[str, int]
) -> tuple[Inline, ...]:
    texts = source.texts
    unit = source.unit_name(clause.department_unit, department.name)
    giver, taker = (source.customer_service, unit) if clause.goes_out else (unit, source.customer_service)
    title = texts(
        "From step {a} to step {b}, {giver} to {taker}. ",
        a=numbers[clause.source], b=numbers[clause.target], giver=giver, taker=taker,
    )  # fmt: skip
    parts = [
        texts("Handed over: {what}. ", what=clause.hands_over.rstrip(".")) if clause.hands_over else "",
        texts("Complete when: {what}. ", what=clause.complete_when.rstrip("."))
        if clause.complete_when
        else "",
        texts("Within: {time}. ", time=clause.within.rstrip(".")) if clause.within else "",
        texts("Way back: {what}. ", what=clause.return_path.rstrip(".")) if clause.return_path else "",
    ]
    written = "".join(parts) or texts("What is handed over and when it is complete is not written yet. ")
    often = texts("Happens in {share} of the cases.", share=texts.percent(clause.times_per_case))
    if clause.times_per_case > 1:
        often = texts("Happens {n} times per case on average.", n=texts.number(clause.times_per_case, 1))
    return (bold(title), written, often)


def _volumes(source: Source, case_type: CaseType) -> Table:
    texts = source.texts
    demand = source.demands[case_type.id]
    total = sum(channel.contacts for channel in demand.channels)
    rows = [
        Row((
            word(channel.channel, texts), texts.number(round(channel.contacts)),
            texts.percent(channel.contacts / total) if total else "–",
        ))
        for channel in demand.channels
    ]  # fmt: skip
    rows.append(
        Row((texts("Sum"), texts.number(round(total)), texts.percent(1) if total else "–"), total=True)
    )
    columns = (Column(texts("Channel")), Column(texts("Contacts"), "right"), Column(texts("Share"), "right"))
    return Table(
        columns, tuple(rows), name=texts("Volume per year"), note=_quality(source, case_type.volumes)
    )


def _quality(source: Source, volumes: tuple[Volume, ...]) -> str:
    texts = source.texts
    kinds = list(dict.fromkeys(word(volume.source, texts) for volume in volumes))
    return (
        texts("Source: {sources}.", sources=", ".join(kinds)) if kinds else texts("No volume is known yet.")
    )


def _times(source: Source, flow: CaseTypeFlow) -> Table:
    texts = source.texts
    missing = texts("missing")

    def minutes(seconds: float) -> str:
        return missing if flow.missing else texts("{n} min", n=texts.number(seconds / 60, 1))

    rows = (
        Row((texts("First contact, with wrap-up"), minutes(flow.first_contact_s))),
        Row((texts("Later work in customer service"), minutes(flow.deferred_s))),
        Row((texts("Ends in the first sitting"), texts.percent(flow.first_contact_resolution))),
        Row((texts("Ends in customer service at all"), texts.percent(flow.solved_in_customer_service))),
        Row((texts("Hand-offs per case"), texts.number(flow.handoffs, 2))),
    )
    return Table((Column(texts("Measure")), Column(texts("Value"), "right")), rows, name=texts("Time and result"),
                 note=texts("Model values per case."))  # fmt: skip
