"""What minutes say of the workshop's case types: steps with the boundary, volumes, reasons, grounds, dissent."""

from __future__ import annotations

from workbench.export.agreement_blocks import ground
from workbench.export.document import (
    Block,
    Chip,
    Column,
    Heading,
    Paragraph,
    Rich,
    Row,
    Table,
    italic,
)
from workbench.export.lookup import Source
from workbench.export.minutes_words import decision_word, minutes_text, volume_text
from workbench.export.palette import boundary_note
from workbench.export.words import word
from workbench.model.case_types import CaseType
from workbench.model.process import Step
from workbench.model.programme import Workshop
from workbench.model.volumes import Volume


def case_types_of(source: Source, workshop: Workshop) -> tuple[CaseType, ...]:
    """Return the case types on the workshop's list, in the list's order."""
    known = {one.id: one for one in source.project.case_types}
    return tuple(known[one] for one in workshop.case_types if one in known)


def _steps(source: Source, workshop: Workshop) -> list[tuple[CaseType, Step]]:
    return [(one, step) for one in case_types_of(source, workshop) for step in one.steps]


def _level(source: Source, level: int | None) -> Rich:
    return Chip(level) if level else italic(source.texts("missing"))


def step_tables(source: Source, workshop: Workshop) -> list[Block]:
    """Return the steps of each case type with level, performer, decision, minutes, and the boundary."""
    texts = source.texts
    found = case_types_of(source, workshop)
    if not found:
        return []
    blocks: list[Block] = [Heading(texts("Steps and levels"))]
    for case_type in found:
        blocks.append(Heading(case_type.name, 2))
        blocks.append(_step_table(source, case_type))
    blocks.append(Paragraph(boundary_note(texts), tone="note"))
    blocks.append(
        Paragraph(texts("Minutes are today's, per time the step is done: likely (low–high)."), tone="note")
    )
    return blocks


def _step_table(source: Source, case_type: CaseType) -> Block:
    texts = source.texts
    rows: list[Row] = []
    was_moved: bool | None = None
    for number, step in enumerate(case_type.steps, 1):
        moves = source.step_flows[step.id].disposition == "moves"
        cells: tuple[Rich, ...] = (
            str(number),
            step.title,
            _level(source, step.level),
            _performer(source, case_type, step),
            decision_word(step.decision, texts),
            minutes_text(step.minutes_today, texts),
        )
        rows.append(Row(cells, boundary=was_moved is not None and moves != was_moved))
        was_moved = moves
    if not rows:
        return Paragraph(texts("Nobody has broken it down into steps yet."))
    columns = (
        Column(texts("No."), width=0.25),
        Column(texts("Step"), width=1.75),
        Column(texts("Level"), width=1.15),
        Column(texts("Performed by"), width=1.1),
        Column(texts("Decision"), width=0.8),
        Column(texts("Minutes"), "right", width=0.95),
    )
    return Table(columns, tuple(rows), name=texts("Steps of {case_type}", case_type=case_type.name))


def _performer(source: Source, case_type: CaseType, step: Step) -> str:
    """Return who performs a step after the move."""
    result = source.step_flows[step.id]
    if result.disposition == "moves":
        return source.customer_service
    if result.disposition in ("dropped", "e_service"):
        return word(result.disposition, source.texts)
    return source.unit_name(result.unit_after, source.departments[case_type.department].name)


def volume_table(source: Source, workshop: Workshop) -> list[Block]:
    """Return what was said of each channel, what it makes a year, where it comes from and who said it."""
    texts = source.texts
    rows: list[Row] = []
    for case_type in case_types_of(source, workshop):
        yearly = {one.channel: one.contacts for one in source.demands[case_type.id].channels}
        if not case_type.volumes:
            rows.append(Row((case_type.name, "–", italic(texts("missing")), "–", "–")))
        for volume in case_type.volumes:
            contacts = yearly.get(volume.channel)
            rows.append(
                Row(
                    (
                        case_type.name,
                        word(volume.channel, texts),
                        volume_text(volume, texts),
                        "–" if contacts is None else texts.number(round(contacts)),
                        _said_by(source, volume),
                    )
                )
            )
    columns = (
        Column(texts("Case type"), width=1.05),
        Column(texts("Channel"), width=0.75),
        Column(texts("As said: likely (low–high)"), width=1.1),
        Column(texts("Contacts per year"), "right", width=0.6),
        Column(texts("Source, and who said it"), width=1.5),
    )
    note = texts(
        "Contacts per year are of the channel as a whole; of several volumes the best source counts."
    )
    return [
        Heading(texts("Volumes")),
        Table(columns, tuple(rows), name=texts("Volumes"), note=note)
        if rows
        else Paragraph(texts("No volumes were collected.")),
    ]


def _said_by(source: Source, volume: Volume) -> str:
    kind = word(volume.source, source.texts)
    return f"{kind}: {volume.said_by}" if volume.said_by else kind


def staying_rows(source: Source, workshop: Workshop) -> tuple[Row, ...]:
    """Return the steps at levels 1-3 that stay, each with its reason or that it is missing."""
    return tuple(
        Row(
            (
                case_type.name,
                step.title,
                _level(source, step.level),
                step.reason or italic(source.texts("missing")),
            )
        )
        for case_type, step in _steps(source, workshop)
        if step.level in (1, 2, 3) and source.step_flows[step.id].disposition == "stays"
    )


def level_4_rows(source: Source, workshop: Workshop) -> tuple[Row, ...]:
    """Return the level-4 steps that move, each with its delegation or execution."""
    return tuple(
        Row((case_type.name, step.title, ground(source, step, source.departments[case_type.department])))
        for case_type, step in _steps(source, workshop)
        if step.level == 4 and source.step_flows[step.id].disposition == "moves"
    )


def disagreement_rows(source: Source, workshop: Workshop) -> tuple[Row, ...]:
    """Return every disagreement: the level that was recorded, and who thinks which one."""
    return tuple(
        Row(
            (
                case_type.name,
                step.title,
                _level(source, step.level),
                one.who,
                Chip(one.level) if one.level else "–",
                one.note or "–",
            )
        )
        for case_type, step in _steps(source, workshop)
        for one in step.disagreements
    )
