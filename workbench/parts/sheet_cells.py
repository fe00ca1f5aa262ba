"""What stands in the cells of a part's workbook as long as nobody has changed them.

The export writes these values. The intake computes them anew and holds against them what came back: what is the
same was not touched, whatever of a project a cell cannot hold exactly.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from unicodedata import is_normalized

from workbench.model.knowledge import Checklist
from workbench.model.project import Project
from workbench.model.record import Item
from workbench.model.text import clean
from workbench.parts.sheets import (
    CELL_LIMIT,
    NUMBER,
    PARENT,
    Column,
    Holds,
    RuleRow,
    Sheet,
    derived_id,
    own,
)

Plain = str | float | dt.date | None
"""What a cell can hold; None and "" are an empty one."""
Words = dict[str, dict[str, str]]
"""What each value of each of ``sheets.CHOICES`` is called in the workbook."""
_LABEL_LENGTH = 240
"""A list to choose from takes no more than 255."""


@dataclass(frozen=True)
class Line:
    """A row of a sheet: the item's id, the id of what it lies in (""), and what stands in each column by its key."""

    id: str
    parent: str
    cells: dict[str, Plain]

    @property
    def key(self) -> str:
        """What stands in the column of ids: an id is unique only within what the item lies in."""
        return f"{self.parent}/{self.id}" if self.parent else self.id


def labels(part: Project, collection: str) -> dict[str, str]:
    """Return what each item of a collection is called in the workbook, by id. No two are called the same."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one in getattr(part, collection):
        said = str(getattr(one, "name", None) or getattr(one, "title", ""))
        name = " ".join(clean(said)[0].split())[:_LABEL_LENGTH] or one.id
        label, n = name, 1
        while label.casefold() in taken:
            n += 1
            label = f"{name} ({n})"
        taken.add(label.casefold())
        found[one.id] = label
    return found


def lines(part: Project, department: str, sheet: Sheet, words: Words) -> list[Line]:
    """Return the rows of ``sheet``: everything of its collection that is the department's own, in file order."""
    called = {column.target: labels(part, column.target) for column in sheet.columns if column.target}
    if sheet.kind == "rules":
        return [
            line for one in own(part, department, "checklists") for line in _rules(one, sheet, called, words)
        ]
    found: list[Line] = []
    if not sheet.parent:
        for one in own(part, department, sheet.collection):
            found.append(_line(one, "", (), sheet, called, words))
        return found
    name = sheet.collection.rsplit(".", 1)[1]
    for owner in own(part, department, sheet.parent):
        items = getattr(owner, name)
        found += [_line(one, owner.id, items, sheet, called, words) for one in items]
    return found


def _line(
    item: Item,
    parent: str,
    around: tuple[Item, ...],
    sheet: Sheet,
    called: dict[str, dict[str, str]],
    words: Words,
) -> Line:
    places = {one.id: float(n) for n, one in enumerate(around, 1)}
    cells: dict[str, Plain] = {}
    for column in sheet.columns:
        if column.key == PARENT:
            cells[PARENT] = called[column.target][parent]
        elif column.key == NUMBER:
            cells[NUMBER] = places[item.id]
        else:
            value = _within(item, column)
            cells[column.key] = (
                places.get(value) if column.holds is Holds.LINE else plain(column, value, called, words)
            )
    return Line(item.id, parent, cells)


def _within(item: Item, column: Column) -> Any:
    """Return what the column shows of ``item``: a field, or what lies in one ("branches.0.answer")."""
    value: Any = item
    for name in column.key.split("."):
        if value is None:
            return None
        value = value[int(name) : int(name) + 1] if name.isdigit() else getattr(value, name)
        if name.isdigit():
            value = value[0] if value else None
    return value


def plain(column: Column, value: Any, called: dict[str, dict[str, str]], words: Words) -> Plain:
    """Return ``value``, one of a record's, as the cell of ``column`` shows it."""
    if value is None:
        return None
    if column.holds is Holds.NUMBER:
        return float(value)
    if column.holds is Holds.DATE:
        day: dt.date = value
        return day
    if column.holds is Holds.CHOICE:
        return words[column.choices].get(str(value).lower(), str(value))
    if column.holds is Holds.REFERENCE:
        return called[column.target].get(value, str(value))
    if column.holds is Holds.REFERENCES:
        return _text("\n".join(called[column.target].get(one, one) for one in value))
    if column.holds is Holds.LIST:
        return _text(("\n" if any(";" in one for one in value) else "; ").join(value))
    if column.holds is Holds.LINKS:
        return _text("\n".join(f"{one.title} | {one.url}" for one in value))
    return _text(str(value))


def rule_id(checklist: str, n: int) -> str:
    """Return the id of a row of a checklist's table of rules: 0 is the conditions, then come the rules."""
    return derived_id(checklist, "rule", n)


def _rules(one: Checklist, sheet: Sheet, called: dict[str, dict[str, str]], words: Words) -> list[Line]:
    table = one.decision_table
    if table is None:
        return []
    kinds = words[RuleRow.__name__]
    title = called["checklists"][one.id]
    rows = [(RuleRow.CONDITIONS, table.conditions, "")]
    rows += [(RuleRow.RULE, row.answers, row.outcome) for row in table.rows]
    found = []
    for n, (kind, answers, outcome) in enumerate(rows):
        cells: dict[str, Plain] = {PARENT: title, "row": kinds[kind.value]}
        cells[NUMBER] = float(n) if n else None
        for at in range(sum(column.field == "answers" for column in sheet.columns)):
            cells[f"answers.{at}"] = _text(answers[at]) if at < len(answers) else None
        cells["outcome"] = _text(outcome)
        found.append(Line(rule_id(one.id, n), one.id, cells))
    return found


def _text(text: str) -> str:
    is_clean = text.isprintable() and is_normalized(
        "NFC", text
    )  # as nearly all are: looking at each letter is slow
    cleaned = (text if is_clean else clean(text)[0]).strip()
    return cleaned if len(cleaned) <= CELL_LIMIT else f"{cleaned[: CELL_LIMIT - 1]}…"
