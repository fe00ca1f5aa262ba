"""What the chapters of an agreement are written from, and the forms they share."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.export.document import (
    Block,
    Column,
    Listing,
    Paragraph,
    Row,
    Table,
    Term,
    TermList,
    italic,
)
from workbench.export.lookup import Source
from workbench.model.agreements import Agreement
from workbench.model.case_types import CaseType
from workbench.model.organisation import Department
from workbench.model.process import Step


@dataclass(frozen=True)
class Basis:
    """What every chapter is written from."""

    source: Source
    agreement: Agreement
    department: Department
    moving: tuple[CaseType, ...]


def terms(source: Source, *pairs: tuple[str, str]) -> TermList:
    """Return names with their texts; a text that nobody has written is said to be missing."""
    missing = italic(source.texts("missing"))
    return TermList(tuple(Term(name, text or missing) for name, text in pairs))


def listing(source: Source, entries: tuple[str, ...]) -> Block:
    """Return a list, or that it is missing."""
    return Listing(entries) if entries else Paragraph(italic(source.texts("missing")))


def table(
    name: str, columns: tuple[str, ...], rows: tuple[Row, ...], empty: str, right_from: int = 99
) -> Block:
    """Return a table, or ``empty`` where it has no rows. Columns from ``right_from`` on are right-aligned."""
    if not rows:
        return Paragraph(empty)
    made = tuple(Column(title, "right" if at >= right_from else "left") for at, title in enumerate(columns))
    return Table(made, rows, name=name)


def ground(source: Source, step: Step, department: Department) -> str:
    """Return on what ground a rule-bound decision moves: delegation, execution, or that it is missing."""
    texts, found = source.texts, step.delegation
    if found is None or not (found.point or found.execution_reason):
        return texts("missing: neither delegation nor a reason for execution")
    if not found.point:
        return texts("Execution: {reason}", reason=found.execution_reason)
    return texts(
        "Delegation {point}, {committee}, {day}",
        point=found.point,
        committee=found.committee or department.committee or texts("missing"),
        day=texts.date(found.decided_on) if found.decided_on else texts("date missing"),
    )
