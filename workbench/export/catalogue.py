"""The catalogue of tasks: which case types there are, what else people call them, and who handles them.

A workbook of everything to search and filter, and a document per department. The external edition is made from
the external project, so that it names nobody and no number that is not public.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.export.document import (
    Block,
    Chip,
    Column,
    Document,
    Heading,
    Inline,
    Paragraph,
    Rich,
    Row,
    Table,
    italic,
)
from workbench.export.lookup import Source
from workbench.export.words import word
from workbench.export.workbook.book import Sheet, new_book
from workbench.model.case_types import CaseType, Scope
from workbench.model.knowledge import KnowledgeState
from workbench.model.organisation import Department, Person
from workbench.model.process import Step


@dataclass(frozen=True)
class Entry:
    """A case type as the catalogue shows it. ``moving`` and ``staying`` are levels, each once.

    ``own`` are who handles this very case type, ``of_unit`` its unit's contact persons.
    """

    case_type: CaseType
    moving: tuple[int, ...]
    staying: tuple[int, ...]
    own: tuple[Person, ...]
    of_unit: tuple[Person, ...]
    checklists: tuple[str, ...]
    faqs: int


def entries(source: Source, case_types: Sequence[CaseType]) -> Iterator[Entry]:
    """Yield an entry per case type, in their order."""
    texts = source.texts
    answered: dict[str, int] = {}
    for faq in source.project.faqs:
        if faq.state is not KnowledgeState.WITHDRAWN:
            for one in faq.case_types:
                answered[one] = answered.get(one, 0) + 1
    handled = _handlers(source)
    for case_type in case_types:
        checklists = tuple(
            word(one.state, texts)
            for one in source.checklists(case_type.id)
            if one.state is not KnowledgeState.WITHDRAWN
        )
        yield Entry(
            case_type,
            _levels(source, case_type, moves=True),
            _levels(source, case_type, moves=False),
            handled.get(case_type.id) or _expert(source, case_type),
            contact_persons(source, case_type.unit),
            checklists,
            answered.get(case_type.id, 0),
        )


def _levels(source: Source, case_type: CaseType, *, moves: bool) -> tuple[int, ...]:
    def is_meant(step: Step) -> bool:
        return (source.step_flows[step.id].disposition == "moves") == moves

    return tuple(sorted({step.level for step in case_type.steps if step.level and is_meant(step)}))


def _handlers(source: Source) -> dict[str, tuple[Person, ...]]:
    """Return who is said to handle each case type, by case type id."""
    found: dict[str, tuple[Person, ...]] = {}
    for person in source.project.persons:
        for one in person.case_types:
            found[one] = (*found.get(one, ()), person)
    return found


def _expert(source: Source, case_type: CaseType) -> tuple[Person, ...]:
    found = source.persons.get(case_type.expert_contact or "")
    return (found,) if found else ()


def contact_persons(source: Source, unit: str | None) -> tuple[Person, ...]:
    """Return the contact persons of a unit; in the external edition the public ones alone."""
    return tuple(
        one
        for one in source.project.persons
        if one.is_contact_person and unit is not None and one.unit == unit
    )


def catalogue_document(source: Source, department: Department, dated: dt.date) -> Document:
    """Return the catalogue of ``department``, a chapter per unit."""
    texts = source.texts
    blocks: list[Block] = []
    by_unit: dict[str | None, list[CaseType]] = {}
    for one in source.case_types(department.id):
        by_unit.setdefault(one.unit if one.unit in source.units else None, []).append(one)
    ordered = [unit.id for unit in source.project.units if unit.id in by_unit]
    for unit in [*ordered, *([None] if None in by_unit else [])]:
        blocks.append(Heading(source.unit_name(unit, texts("No unit yet"))))
        if phones := _phones(source, unit):
            blocks.append(Paragraph(phones, tone="lead"))
        if people := [_line(one) for one in contact_persons(source, unit)]:
            blocks.append(Paragraph(texts("Contact: {people}", people="; ".join(people))))
        blocks.append(_table(source, unit, by_unit[unit]))
    if not blocks:
        blocks.append(Paragraph(texts("The department has no case types yet.")))
    return Document(
        title=texts("Catalogue of tasks: {department}", department=department.name),
        kind=texts("Catalogue of tasks"),
        subtitle=texts("What people come about, what else they call it, and who handles it."),
        municipality=source.project.municipality.name,
        department=department.name,
        language=texts.language,
        dated=dated,
        edition="external" if source.is_external else "internal",
        blocks=tuple(blocks),
    )


def _phones(source: Source, unit: str | None) -> str:
    """Return a unit's numbers; the external project holds the public one alone."""
    texts, found = source.texts, source.units.get(unit or "")
    if found is None:
        return ""
    said = []
    if found.public_phone:
        said.append(texts("Telephone {number}", number=found.public_phone))
    if found.internal_phone:
        said.append(texts("internally {number}", number=found.internal_phone))
    return ", ".join(said)


def _table(source: Source, unit: str | None, case_types: Sequence[CaseType]) -> Table:
    texts = source.texts
    rows = []
    for one in entries(source, case_types):
        name: tuple[Inline, ...] = (one.case_type.name,)
        if one.case_type.synonyms:
            name = (*name, "\n", italic(", ".join(one.case_type.synonyms)))
        if one.case_type.scope is Scope.OUT:
            name = (*name, "\n", texts("Not part of the assignment"))
        rows.append(
            Row(
                (name, _chips(one.moving), _chips(one.staying), _people(source, one), _knowledge(source, one))
            )
        )
    columns = (
        Column(texts("Case type"), width=1.5),
        Column(texts("Customer service"), width=0.7),
        Column(texts("The unit"), width=0.7),
        Column(texts("Who handles it"), width=1.05),
        Column(texts("Checklists and FAQs"), width=1.05),
    )
    named = source.unit_name(unit, texts("No unit yet"))
    return Table(columns, tuple(rows), name=texts("Tasks of {unit}", unit=named))


def _chips(levels: tuple[int, ...]) -> Rich:
    parts: list[Inline] = []
    for level in levels:
        parts += [" ", Chip(level, short=True)] if parts else [Chip(level, short=True)]
    return tuple(parts) or "–"


def _line(person: Person) -> str:
    """Return a person on one line: name, title, direct number, e-mail, as far as the edition knows them."""
    return ", ".join(part for part in (person.name, person.title, person.phone, person.email) if part)


def _people(source: Source, entry: Entry) -> Rich:
    lines = [", ".join(part for part in (one.name, one.title, one.phone) if part) for one in entry.own]
    if lines:
        return "\n".join(lines)
    return source.texts("The unit's contact persons") if entry.of_unit else "–"


def _knowledge(source: Source, entry: Entry) -> Rich:
    texts = source.texts
    lines = [texts("Checklist: {state}", state=state) for state in entry.checklists]
    if not lines and entry.moving:
        lines.append(texts("No checklist"))
    if entry.faqs:
        lines.append(texts.plural("{n} question answered", "{n} questions answered", entry.faqs))
    return "\n".join(lines) or "–"


def catalogue_workbook(source: Source, dated: dt.date, departments: Sequence[str]) -> bytes:
    """Return the catalogue of ``departments`` (ids) as a workbook: one row per case type, to search and filter."""
    texts = source.texts
    title = texts("Catalogue of tasks")
    book = new_book(texts, title, source.project.municipality.name, dated)
    columns = _columns(source)
    edition = texts("external edition") if source.is_external else texts("internal edition")
    sheet = book.sheet(
        title, [width for _, width in columns], f"{source.project.municipality.name} · {edition}"
    )
    sheet.heads(3, [name for name, _ in columns], first_figure=len(columns))
    at = 3
    listed = [one for one in source.project.case_types if one.department in departments]
    for at, entry in enumerate(entries(source, listed), 4):
        _entry_row(source, sheet, at, entry)
    sheet.worksheet.autofilter(3, 0, max(at, 4), len(columns) - 1)
    sheet.repeat(3, 2)
    if not listed:
        sheet.text(4, 0, texts("There are no case types yet."))
    return book.content()


def _columns(source: Source) -> list[tuple[str, float]]:
    texts = source.texts
    columns = [
        (texts("Department"), 26, False),
        (texts("Case type"), 34, False),
        (texts("Synonyms"), 34, False),
        (texts("Unit"), 24, False),
        (texts("Telephone"), 16, False),
        (texts("Internal telephone"), 16, True),
        (texts("Levels in customer service"), 14, False),
        (texts("Levels that stay"), 12, False),
        (texts("Who handles it"), 34, False),
        (texts("Direct number"), 20, False),
        (texts("E-mail"), 30, False),
        (texts("Checklists"), 18, False),
        (texts("Answered questions"), 11, False),
        (texts("Part of the assignment"), 14, False),
        (texts("Codes"), 18, False),
        (texts("Id"), 24, False),
    ]
    return [(name, width) for name, width, is_internal in columns if not (is_internal and source.is_external)]


def _entry_row(source: Source, sheet: Sheet, row: int, entry: Entry) -> None:
    texts, case_type = source.texts, entry.case_type
    unit = source.units.get(case_type.unit or "")
    persons = entry.own or entry.of_unit
    names = [f"{one.name}, {one.title}" if one.title else one.name for one in persons]
    scope = {Scope.IN: texts("Yes"), Scope.OUT: texts("No"), Scope.OPEN: texts("Not decided")}
    values: list[str | int] = [
        source.departments[case_type.department].name,
        case_type.name,
        ", ".join(case_type.synonyms),
        unit.name if unit else "",
        unit.public_phone if unit else "",
        *([] if source.is_external else [unit.internal_phone if unit else ""]),
        ", ".join(map(str, entry.moving)),
        ", ".join(map(str, entry.staying)),
        "; ".join(names),
        "; ".join(one.phone for one in persons if one.phone),
        "; ".join(one.email for one in persons if one.email),
        ", ".join(entry.checklists),
        entry.faqs,
        scope[case_type.scope],
        ", ".join(f"{code.scheme} {code.code}" for code in case_type.codes),
        case_type.id,
    ]
    for column, value in enumerate(values):
        if isinstance(value, int):
            sheet.constant(row, column, value, "whole")
        else:
            sheet.text(row, column, value)
