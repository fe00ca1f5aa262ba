"""The minutes of a workshop: what the room agreed, what it disagreed on, and what it left for later.

They come out by themselves from what was recorded while people talked, so that nobody writes them afterwards.
What the facilitator noted for himself (``private_note``) is not read here at all.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from workbench.export.agreement_blocks import table
from workbench.export.document import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Row,
    Signature,
    Signatures,
    Term,
    TermList,
    italic,
)
from workbench.export.lookup import Source
from workbench.export.minutes_changes import changes_since
from workbench.export.minutes_items import (
    case_types_of,
    disagreement_rows,
    level_4_rows,
    staying_rows,
    step_tables,
    volume_table,
)
from workbench.export.minutes_words import scope_word, state_word
from workbench.model.process import StepDecision
from workbench.model.programme import AgendaItem, Workshop
from workbench.model.project import Project


def minutes_document(
    source: Source, workshop: Workshop, dated: dt.date, before: Project | None = None
) -> Document:
    """Return the minutes of ``workshop``; a draft until it is signed off.

    ``before`` is the project as it was when the workshop began; without it the chapter on what changed says
    that this is not known. ``dated`` is printed where the workshop has no day of its own.
    """
    texts = source.texts
    department = source.departments[workshop.department]
    blocks: list[Block] = [
        *_head(source, workshop),
        *_agenda(source, workshop),
        *_decisions(source, workshop),
        *_case_types(source, workshop),
        *changes_since(source, workshop, before),
        *step_tables(source, workshop),
        *volume_table(source, workshop),
        *_grounds(source, workshop),
        *_disagreements(source, workshop),
        *_later(source, workshop),
        *_sign_off(source, workshop),
    ]
    return Document(
        title=texts("Minutes: {workshop}", workshop=workshop.title),
        kind=texts("Workshop minutes"),
        subtitle=", ".join(part for part in (department.name, _day(source, workshop)) if part),
        municipality=source.project.municipality.name,
        department=department.name,
        language=texts.language,
        dated=workshop.on or dated,
        edition="external" if source.is_external else "internal",
        draft=not workshop.signed_off_by,
        blocks=tuple(blocks),
    )


def _day(source: Source, workshop: Workshop) -> str:
    return source.texts.date(workshop.on) if workshop.on else ""


def _head(source: Source, workshop: Workshop) -> list[Block]:
    texts, missing = source.texts, italic(source.texts("missing"))
    present = sum(one.is_present for one in workshop.participants)
    when = _day(source, workshop)
    if when and workshop.starts_at:
        when = texts("{day} at {time}", day=when, time=workshop.starts_at.strftime("%H:%M"))
    attendance = texts(
        "{present} of {n} present", present=texts.number(present), n=texts.number(len(workshop.participants))
    )
    pairs: tuple[tuple[str, str], ...] = (
        (texts("Department"), source.departments[workshop.department].name),
        (texts("Unit"), source.unit_name(workshop.unit, texts("the whole department"))),
        (texts("Day"), when),
        (texts("Facilitator"), workshop.facilitator),
        (texts("Attendance"), attendance if workshop.participants else ""),
    )
    if workshop.internal_callers:
        pairs += ((texts("Internal callers and companies"), workshop.internal_callers),)
    rows = tuple(
        Row((one.name, one.role or "–", texts("Present") if one.is_present else texts("Absent")))
        for one in workshop.participants
    )
    columns = (texts("Name"), texts("Role"), texts("Attendance"))
    return [
        TermList(tuple(Term(name, text or missing) for name, text in pairs)),
        table(texts("Participants"), columns, rows, texts("Nobody is listed as a participant.")),
    ]


def actual_minutes(agenda: tuple[AgendaItem, ...]) -> dict[str, float]:
    """Return how long the room stayed with each item, in minutes by item id: until the next one began.

    An item that never began, and the last one that did, have no entry: nobody said when it ended.
    """
    begun = sorted((_utc(one.begun_at), at) for at, one in enumerate(agenda) if one.begun_at is not None)
    return {
        agenda[at].id: (following - start).total_seconds() / 60
        for (start, at), (following, _) in pairwise(begun)
    }


def _utc(moment: dt.datetime) -> dt.datetime:
    """Return ``moment`` with its zone; one that a file brought along without a zone is UTC, as all of them."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _agenda(source: Source, workshop: Workshop) -> list[Block]:
    texts = source.texts
    took = actual_minutes(workshop.agenda)
    columns: tuple[str, ...] = (texts("Item"), texts("Minutes planned"))
    if took:
        columns += (texts("Minutes actual"),)
    rows = []
    for one in workshop.agenda:
        cells: tuple[str, ...] = (one.title, texts.number(one.minutes))
        if took:
            cells += (texts.number(took[one.id]) if one.id in took else "–",)
        rows.append(Row(cells))
    if rows:
        total = [texts("Sum"), texts.number(sum(one.minutes for one in workshop.agenda))]
        if took:
            total.append(texts.number(sum(took.values())))
        rows.append(Row(tuple(total), total=True))
    shown = table(texts("Agenda"), columns, tuple(rows), texts("There was no agenda."), right_from=1)
    blocks: list[Block] = [Heading(texts("Agenda")), shown]
    if took:
        note = texts("Actual minutes run until the next item began; the last one has no end.")
        blocks.append(Paragraph(note, tone="note"))
    return blocks


def _case_types(source: Source, workshop: Workshop) -> list[Block]:
    texts = source.texts
    rows = []
    for number, one in enumerate(case_types_of(source, workshop), 1):
        scope = scope_word(one.scope, texts)
        if one.scope_reason:
            scope = texts("{scope}: {reason}", scope=scope, reason=one.scope_reason)
        rows.append(Row((str(number), one.name, source.person(one.owner) or italic(texts("missing")), scope)))
    columns = (texts("No."), texts("Case type"), texts("Owner"), texts("Part of the assignment"))
    return [
        Heading(texts("Case types agreed")),
        table(texts("Case types"), columns, tuple(rows), texts("No case type is on the workshop's list.")),
    ]


def _decisions(source: Source, workshop: Workshop) -> list[Block]:
    texts = source.texts
    return [
        Heading(texts("Decisions")),
        Listing(workshop.decisions, "number")
        if workshop.decisions
        else Paragraph(texts("No decisions were recorded beside those in the tables of steps.")),
    ]


def _grounds(source: Source, workshop: Workshop) -> list[Block]:
    texts = source.texts
    case, step, level = texts("Case type"), texts("Step"), texts("Level")
    return [
        Heading(texts("Why steps at levels 1–3 stay")),
        table(
            texts("Steps at levels 1–3 that stay"),
            (case, step, level, texts("Reason")),
            staying_rows(source, workshop),
            texts("No step at levels 1–3 stays."),
        ),
        Heading(texts("Rule-bound decisions that move")),
        table(
            texts("Level 4 that moves, and on what ground"),
            (case, texts("Decision"), texts("Ground")),
            level_4_rows(source, workshop),
            texts("No step at level 4 moves."),
        ),
    ]


def _disagreements(source: Source, workshop: Workshop) -> list[Block]:
    texts = source.texts
    columns = (
        texts("Case type"),
        texts("Step"),
        texts("Recorded level"),
        texts("Who"),
        texts("Thinks"),
        texts("Note"),
    )
    rows = disagreement_rows(source, workshop)
    blocks: list[Block] = [
        Heading(texts("Disagreements")),
        table(texts("Who thinks what"), columns, rows, texts("Nobody disagreed with a level.")),
    ]
    if rows:
        note = texts("Disagreements stand as they were said. They are never averaged into a level.")
        blocks.append(Paragraph(note, tone="note"))
    return blocks


def _later(source: Source, workshop: Workshop) -> list[Block]:
    """Return what the room did not settle: parking lot, questions, what is left open."""
    texts = source.texts
    parked = [
        texts("{case_type}: {step}", case_type=case_type.name, step=step.title)
        for case_type in case_types_of(source, workshop)
        for step in case_type.steps
        if step.decision is StepDecision.PARKING_LOT
    ]
    questions = tuple(
        Row(
            (
                one.text,
                one.owner or italic(texts("missing")),
                texts.date(one.due) if one.due else italic(texts("missing")),
                one.answer or state_word(one.state, texts),
            )
        )
        for one in workshop.questions
    )
    columns = (texts("Question"), texts("Owner"), texts("Due"), texts("Answer"))
    return [
        Heading(texts("Parking lot")),
        _listed((*workshop.parking_lot, *parked), texts("The parking lot is empty.")),
        Heading(texts("Questions")),
        table(texts("Questions"), columns, questions, texts("No questions are waiting for an answer.")),
        Heading(texts("Left open")),
        _listed(workshop.left_open, texts("Nothing was left open.")),
    ]


def _listed(entries: tuple[str, ...], empty: str) -> Block:
    return Listing(entries) if entries else Paragraph(empty)


def _sign_off(source: Source, workshop: Workshop) -> list[Block]:
    texts = source.texts
    heading = Heading(texts("Sign-off"))
    if workshop.signed_off_by:
        said = texts("Read back and signed off by {name}.", name=workshop.signed_off_by)
        if workshop.signed_off_on:
            day = texts.date(workshop.signed_off_on)
            said = texts("Read back and signed off by {name} on {day}.", name=workshop.signed_off_by, day=day)
        return [heading, Paragraph(said)]
    lines = (texts("Place and date"), texts("Signature"), texts("Name in print"))
    parties = (source.departments[workshop.department].name, workshop.facilitator or texts("Facilitator"))
    return [
        heading,
        Signatures(tuple(Signature(party, lines) for party in parties)),
        Paragraph(texts("Not signed off yet. Whoever signs has had these minutes read back."), tone="note"),
    ]
