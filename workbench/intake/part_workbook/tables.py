"""Which sheet of a workbook that came back is which, and which column: by what stands above it, never by place.

People rename sheets, move columns and sort rows. What is not recognised is mentioned; nothing is taken from a place
where something else once stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.intake.errors import IntakeError
from workbench.intake.part_workbook.cells import Cell
from workbench.intake.part_workbook.values import folded, shown
from workbench.model.text import N_, Message, message
from workbench.parts.sheets import HIDDEN_SHEET, ID, KEY_START, Sheet

_HEAD_ROWS = 60
"""How far down the heads are looked for."""
_ENOUGH = 0.6
"""What share of its heads tells a sheet whose hidden key row is gone."""

Rows = Sequence[Sequence[Any]]
"""[number in the file, cells] each."""


@dataclass(frozen=True)
class Row:
    """A row that holds something: its number in the file, what stands in the column of ids, and the cells by key."""

    number: int
    key: str
    cells: dict[str, Cell]


@dataclass(frozen=True)
class Table:
    """A sheet that was recognised: the columns that are there, by key, and its rows."""

    sheet: Sheet
    keys: frozenset[str]
    rows: tuple[Row, ...]


def tables_of(
    found: Sequence[Sequence[Any]],
    layout: Sequence[Sheet],
    heads: dict[str, dict[str, str]],
    others: Sequence[str],
    file_name: str,
) -> tuple[dict[str, Table], list[Message]]:
    """Return the sheets by kind, and notes on what is missing or not ours. ``others`` are our other sheets' titles.

    Raises IntakeError where a sheet has lost the column of ids.
    """
    notes: list[Message] = []
    tables: dict[str, Table] = {}
    kinds = _kinds(found, layout, heads)
    for sheet in layout:
        places = [n for n, kind in kinds.items() if kind == sheet.kind]
        if not places:
            notes.append(
                message(
                    N_("A sheet is missing: {sheet}. Nothing was changed in it."), sheet=heads[sheet.kind][""]
                )
            )
            continue
        read = [_table(found[n], sheet, heads[sheet.kind], notes, file_name) for n in places]
        rows = tuple(row for one in read for row in one.rows)
        tables[sheet.kind] = Table(sheet, frozenset.union(*(one.keys for one in read)), rows)
    for n, (title, rows) in enumerate(found):
        if n not in kinds and title not in (*others, HIDDEN_SHEET) and rows:
            notes.append(
                message(
                    N_('The sheet "{sheet}" is not one of the part\'s. Nothing was read from it.'),
                    sheet=title,
                )
            )
    return tables, notes


def _kinds(
    found: Sequence[Sequence[Any]], layout: Sequence[Sheet], heads: dict[str, dict[str, str]]
) -> dict[int, str]:
    """Return the kind of each sheet that is one, by place: by its hidden key, else by its heads."""
    wanted = {KEY_START + sheet.kind: sheet.kind for sheet in layout}
    kinds: dict[int, str] = {}
    for n, (_, rows) in enumerate(found):
        marks = [
            wanted[cell[1]] for _, cells in rows for cell in cells if _is_text(cell) and cell[1] in wanted
        ]
        if marks:
            kinds[n] = marks[0]
    for sheet in layout:
        if sheet.kind in kinds.values():
            continue
        known = {folded(head) for key, head in heads[sheet.kind].items() if key}
        shares = [
            (max((len(known & _texts(cells)) for _, cells in rows[:_HEAD_ROWS]), default=0) / len(known), -n)
            for n, (_, rows) in enumerate(found)
            if n not in kinds
        ]
        if shares and max(shares)[0] >= _ENOUGH:
            kinds[-max(shares)[1]] = sheet.kind
    return kinds


def _table(
    found: Sequence[Any], sheet: Sheet, heads: dict[str, str], notes: list[Message], file_name: str
) -> Table:
    title, rows = found
    head_row = _head_row(rows, heads)
    key_row = next((n for n, (_, cells) in enumerate(rows) if _has_mark(cells, sheet)), None)
    columns = _columns(
        rows[head_row][1] if head_row is not None else [], rows[key_row][1] if key_row is not None else [],
        sheet, heads,
    )  # fmt: skip
    keys = set(columns.values())
    if ID not in keys:
        raise IntakeError(
            message(
                N_('{file}: the hidden column with the ids is gone from the sheet "{sheet}".'),
                file=file_name,
                sheet=title,
            ),
            message(
                N_("Take the workbook as it was sent, copy what you have written into it, and send that.")
            ),
        )
    for column in sheet.columns:
        if column.key not in keys and not column.is_fixed:
            notes.append(
                message(
                    N_('{sheet}: the column "{column}" is missing. Nothing was changed in it.'),
                    sheet=title,
                    column=heads[column.key],
                )
            )
    made: list[Row] = []
    start = head_row if head_row is not None else key_row if key_row is not None else -1
    strange: Counter[int] = Counter()
    for n, (number, cells) in enumerate(rows):
        if n in (head_row, key_row):
            continue
        row = Row(number, "", {})
        for at, cell in enumerate(cells):
            if at in columns:
                row.cells[columns[at]] = cell
            elif cell:
                strange[at] += 1
        row = Row(number, shown(row.cells.pop(ID, [])), row.cells)
        if not any(row.cells.values()) and not row.key:
            continue
        if n < start and not row.key:
            said = " ".join(filter(None, map(shown, cells)))
            notes.append(
                message(
                    N_('{sheet}: not read, because it stands above the heads: "{text}"'),
                    sheet=title,
                    text=said,
                )
            )
            continue
        made.append(row)
    notes += _strange(strange, rows[head_row][1] if head_row is not None else [], title)
    return Table(sheet, frozenset(keys), tuple(made))


def _strange(counts: Counter[int], head: Sequence[Cell], title: str) -> list[Message]:
    """Return a note on every column that holds something and is none of ours."""
    return [
        message(
            N_(
                '{sheet}: the column "{column}" is not one of the part\'s. What stands in it was not read: {n}.'
            ),
            sheet=title,
            column=shown(head[at]) if at < len(head) and head[at] else f"#{at + 1}",
            n=n,
        )
        for at, n in sorted(counts.items())
    ]


def _head_row(rows: Rows, heads: dict[str, str]) -> int | None:
    known = {folded(head) for key, head in heads.items() if key}
    hits = [(len(known & _texts(cells)), -n) for n, (_, cells) in enumerate(rows[:_HEAD_ROWS])]
    best = max(hits, default=(0, 0))
    return -best[1] if best[0] >= 2 else None


def _columns(
    head: Sequence[Cell], keys: Sequence[Cell], sheet: Sheet, heads: dict[str, str]
) -> dict[int, str]:
    """Return the key of every column that is known by its head, or else by the key in the hidden row."""
    by_head = {folded(text): key for key, text in heads.items() if key}
    by_key = {column.key: column.key for column in sheet.columns} | {KEY_START + sheet.kind: ID}
    marked = {at: by_key[cell[1]] for at, cell in enumerate(keys) if _is_text(cell) and cell[1] in by_key}
    places: dict[str, list[int]] = {}
    for at, cell in enumerate(head):
        if _is_text(cell) and folded(cell[1]) in by_head:
            places.setdefault(by_head[folded(cell[1])], []).append(at)
    columns: dict[int, str] = {}
    for key, found in places.items():  # of two with the same head, the one that the hidden row confirms
        columns[next((at for at in found if marked.get(at) == key), found[0])] = key
    for at, key in marked.items():
        if (
            at not in columns
            and key not in columns.values()
            and not any(at in found for found in places.values())
        ):
            columns[at] = key
    return columns


def _is_text(cell: Cell) -> bool:
    return bool(cell) and cell[0] == "text"


def _texts(cells: Sequence[Cell]) -> set[str]:
    return {folded(cell[1]) for cell in cells if _is_text(cell)}


def _has_mark(cells: Sequence[Cell], sheet: Sheet) -> bool:
    return any(_is_text(cell) and cell[1] == KEY_START + sheet.kind for cell in cells)
