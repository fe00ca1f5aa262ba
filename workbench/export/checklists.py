"""Checklists of a department as a document: what advisers do, and the same read aloud as a call script."""

from __future__ import annotations

import datetime as dt

from workbench.export.call_script import numbers_of, script_lines
from workbench.export.document import (
    Block,
    Callout,
    Column,
    Contents,
    Document,
    Heading,
    Listing,
    Paragraph,
    Rich,
    Row,
    Table,
    Term,
    TermList,
    bold,
    italic,
    link,
)
from workbench.export.editions import IN_USE
from workbench.export.lookup import Source
from workbench.export.words import word
from workbench.model.knowledge import Checklist, ItemKind, KnowledgeState
from workbench.model.organisation import Department


def checklist_document(source: Source, department: Department, dated: dt.date) -> Document:
    """Return the checklists of ``department`` that are in use, one chapter each."""
    texts = source.texts
    blocks: list[Block] = [Contents(texts("Contents"), depth=1)]
    for checklist in department_checklists(source, department.id):
        blocks += _checklist(source, checklist)
    return Document(
        title=texts("Checklists: {department}", department=department.name),
        kind=texts("Checklists"),
        subtitle=texts(
            "What a service adviser asks, says and does. The department answers for the contents."
        ),
        municipality=source.project.municipality.name,
        department=department.name,
        language=texts.language,
        dated=dated,
        edition="external" if source.is_external else "internal",
        blocks=tuple(blocks),
    )


def department_checklists(source: Source, department: str) -> tuple[Checklist, ...]:
    """Return a department's checklists in the order of its case types: no withdrawn ones, outside none but in use."""
    return tuple(
        checklist
        for case_type in source.case_types(department)
        for checklist in source.checklists(case_type.id)
        if checklist.state is not KnowledgeState.WITHDRAWN
        and (checklist.state in IN_USE or not source.is_external)
    )


def _checklist(source: Source, checklist: Checklist) -> list[Block]:
    texts = source.texts
    blocks: list[Block] = [Heading(checklist.title)]
    if checklist.state not in IN_USE:
        unused = (
            bold(f"{word(checklist.state, texts)}. "),
            texts("Not approved yet: not for use with residents."),
        )
        blocks.append(Callout(unused))
    if checklist.synonyms:
        blocks.append(Paragraph(italic(", ".join(checklist.synonyms)), tone="lead"))
    pairs: list[tuple[str, Rich]] = [
        (texts("Use when"), checklist.use_when),
        (texts("Not when"), checklist.not_when),
        (texts("Identify the caller by"), word(checklist.identification, texts)),
        (texts("Done in"), checklist.system),
        (texts("Hand over to"), checklist.hand_over_to),
        (texts("Promise to the resident"), checklist.promise),
        (texts("Register"), checklist.register_where),
        (texts("Fee"), checklist.fee),
        (texts("Law"), checklist.law),
    ]
    blocks.append(TermList(tuple(Term(name, value) for name, value in pairs if value)))
    blocks += [Heading(texts("Step by step"), 2), Listing(tuple(_lines(source, checklist)), "number")]
    never = [item.text for item in checklist.items if item.kind is ItemKind.NEVER_SAY]
    if never:
        blocks.append(Callout((bold(texts("Never say: ")), " ".join(never))))
    table = checklist.decision_table
    if table:
        columns = (*(Column(name) for name in table.conditions), Column(texts("Then")))
        rows = tuple(Row((*row.answers, bold(row.outcome))) for row in table.rows)
        blocks += [
            Heading(texts("Rule"), 2),
            Table(columns, rows, name=texts("Rule for {title}", title=checklist.title)),
        ]
    if checklist.links:
        blocks.append(Listing(tuple((link(one.title, one.url),) for one in checklist.links)))
    blocks += _script(source, checklist)
    blocks.append(Paragraph(_state(source, checklist), tone="note"))
    return blocks


def _lines(source: Source, checklist: Checklist) -> list[Rich | Listing]:
    """Return the lines in order; a question's branches are nested under it and name the line they lead to."""
    texts = source.texts
    shown = [item for item in checklist.items if item.kind is not ItemKind.NEVER_SAY]
    numbers = numbers_of(checklist.items)
    lead = {
        ItemKind.ASK: texts("Ask: "),
        ItemKind.SAY: texts("Say: "),
        ItemKind.DO: texts("Do: "),
        ItemKind.HAND_OVER: texts("Hand over: "),
    }
    lines: list[Rich | Listing] = []
    for item in shown:
        lines.append((bold(lead[item.kind]), item.text))
        if item.branches:
            branches = tuple(
                texts("{answer}: go to {n}", answer=branch.answer, n=numbers[branch.goes_to])
                if branch.goes_to in numbers
                else texts("{answer}: go on", answer=branch.answer)
                for branch in item.branches
            )
            lines.append(Listing(branches))
    return lines


def _script(source: Source, checklist: Checklist) -> list[Block]:
    """Return the checklist read aloud: what is said and asked, and where each answer leads."""
    blocks: list[Block] = []
    answers: list[Rich] = []
    for line in script_lines(checklist, source.texts):
        if line.voice == "answer":
            answers.append((italic(f"{line.lead} "), line.text))
            continue
        if answers:
            blocks.append(Listing(tuple(answers)))
            answers = []
        if line.voice == "adviser":
            blocks.append(Paragraph((bold(f"{line.lead} "), line.text)))
        elif line.voice == "does":
            blocks.append(Paragraph(italic(f"{line.lead} {line.text}")))
    if answers:
        blocks.append(Listing(tuple(answers)))
    return [Heading(source.texts("Call script"), 2), *blocks] if blocks else []


def _state(source: Source, checklist: Checklist) -> str:
    texts = source.texts
    parts = [word(checklist.state, texts), texts("version {n}", n=checklist.version)]
    owner = source.person(checklist.owner)
    if owner:
        parts.append(texts("owner {name}", name=owner))
    if checklist.approved_on and checklist.approved_by:
        approved = {"name": checklist.approved_by, "day": texts.date(checklist.approved_on)}
        parts.append(texts("approved by {name} {day}", **approved))
    if checklist.review_by:
        parts.append(texts("to be reviewed by {day}", day=texts.date(checklist.review_by)))
    return " · ".join(parts)
