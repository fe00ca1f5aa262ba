"""The tables of rules of a returned workbook: rows that are put together to one value of their checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.intake.part_workbook.items import Reading
from workbench.intake.part_workbook.rows import Found
from workbench.intake.part_workbook.values import Said, is_same, shown, understood
from workbench.model.knowledge import DecisionTable
from workbench.model.parts import Oddity
from workbench.parts.changes import canonical
from workbench.parts.sheet_cells import Line, rule_id
from workbench.parts.sheets import NUMBER


@dataclass
class _Table:
    """A table while its rows are read, and the first odd thing about it."""

    conditions: list[list[str]] = field(default_factory=list)
    rules: list[tuple[float, int, list[str], str]] = field(default_factory=list)
    oddity: Oddity | None = None
    written: list[str] = field(default_factory=list)
    unread: list[tuple[int, str]] = field(default_factory=list)
    """Rows by their number in the file, and what stands in them that says nothing of the rules themselves."""

    def note(self, oddity: Oddity | None, text: str) -> None:
        """Keep what is odd, and every word of it."""
        if oddity is not None:
            self.oddity = self.oddity or oddity
            if text:
                self.written.append(text)


def read_rules(
    reading: Reading, checklist: str, base: DecisionTable | None, found: Sequence[Found], gone: Sequence[Line]
) -> tuple[Said | None, list[tuple[int, str]]]:
    """Return the table that ``found`` makes for a checklist (None: what was sent), and what was not understood.

    ``gone`` are rows of it that were sent and did not come back: somebody is asked about those.
    """
    table = _Table()
    for one in found:
        _row(reading, checklist, base, one, table)
    for line in gone:
        said = " | ".join(
            str(one) for key, one in line.cells.items() if one and key.startswith(("answers", "outcome"))
        )
        table.note(Oddity.MISSING_ROW, said)
    value = _put_together(table)
    old = base.model_dump(mode="json") if base else None
    if canonical(value) == canonical(old):
        return None, table.unread
    return Said(value, table.oddity, "\n".join(table.written)), table.unread


def _put_together(table: _Table) -> Any:
    rules = [(answers, outcome) for _, _, answers, outcome in sorted(table.rules, key=lambda one: one[:2])]
    if not table.conditions and not rules:
        return None
    if not table.conditions:
        table.note(Oddity.BLANK, "")
    for more in table.conditions[1:]:
        table.note(Oddity.COPIED_ROW, " | ".join(more))
    conditions = table.conditions[0] if table.conditions else []
    width = max([len(conditions), *(len(answers) for answers, _ in rules)])
    return {
        "conditions": conditions + [""] * (width - len(conditions)),
        "rows": [
            {"answers": answers + [""] * (width - len(answers)), "outcome": outcome}
            for answers, outcome in rules
        ],
    }


def _row(reading: Reading, checklist: str, base: DecisionTable | None, one: Found, table: _Table) -> None:
    at = next(
        (n for n in range(1 + len(base.rows)) if rule_id(checklist, n) == one.id), None
    ) if base and one.line else None  # fmt: skip
    old: tuple[str, ...] = ()
    if base and at is not None:
        old = base.conditions if at == 0 else base.rows[at - 1].answers
    answers: list[str] = []
    for column in reading.sheet.columns:
        if column.field == "answers":
            n = int(column.key.split(".")[1])
            answers.append(_text(reading, one, column.key, old[n] if n < len(old) else "", table))
    while len(answers) > len(old) and not answers[-1]:
        answers.pop()
    outcome = _text(reading, one, "outcome", base.rows[at - 1].outcome if base and at else "", table)
    kind, number = _kind(reading, one, at, table), _number(reading, one, at, table)
    if one.is_copy:
        table.note(Oddity.COPIED_ROW, " | ".join([*answers, outcome]))
    if kind == "conditions":
        table.conditions.append(answers)
        if outcome:
            table.note(Oddity.UNREADABLE, outcome)
            table.unread.append((one.row.number, outcome))
        return
    table.rules.append((number, at or 10_000 + one.row.number, answers, outcome))


def _text(reading: Reading, one: Found, key: str, old: str, table: _Table) -> str:
    if key not in reading.keys:
        return old
    column = reading.sheet.column(key)
    cell = one.row.cells.get(key, [])
    sent = one.line.cells.get(key) if one.line else None
    if column is None or is_same(cell, sent):
        return old
    if not cell:
        table.note(Oddity.BLANK, f"{reading.heads[key]}: ")
        return ""
    said = understood(column, cell, reading.meanings)
    table.note(said.oddity, said.written)
    return str(said.value)


def _kind(reading: Reading, one: Found, at: int | None, table: _Table) -> str:
    usual = "conditions" if at == 0 else "rule"
    column, cell = reading.sheet.column("row"), one.row.cells.get("row", [])
    if column is None or not cell:
        return usual
    said = understood(column, cell, reading.meanings)
    if said.oddity is not None:
        table.note(said.oddity, f"{reading.heads['row']}: {shown(cell)}")
        table.unread.append((one.row.number, shown(cell)))
        return usual
    return str(said.value)


def _number(reading: Reading, one: Found, at: int | None, table: _Table) -> float:
    usual = float(at) if at else 10_000.0
    column, cell = reading.sheet.column(NUMBER), one.row.cells.get(NUMBER, [])
    if column is None or not cell:
        return usual
    value = understood(column, cell, reading.meanings).value
    if not isinstance(value, float):
        table.unread.append((one.row.number, shown(cell)))
        return usual
    return value
