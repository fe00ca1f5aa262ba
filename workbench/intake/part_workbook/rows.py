"""Which item each row of a returned workbook is: by its id, wherever it stands now.

A row that was copied has somebody else's id, one that was inserted has none. Both get an id that is made of what
they say, so that reading the same workbook again finds the same items.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.intake.part_workbook.tables import Row, Table
from workbench.intake.part_workbook.values import folded, is_same, shown
from workbench.parts.sheet_cells import Line, Plain
from workbench.parts.sheets import derived_id

_ID = re.compile(r"[0-9a-z][0-9a-z_-]{0,63}")


@dataclass(frozen=True)
class Found:
    """A row that was recognised: its item's id, what it was sent as (None: it is new), whether it is a copy."""

    id: str
    row: Row
    line: Line | None
    is_copy: bool = False


def identified(table: Table, sent: Sequence[Line], part_id: str) -> tuple[list[Found], list[Line]]:
    """Return every row that says something, and the rows of ``sent`` that are gone. Identical rows are one."""
    kind, fixed = table.sheet.kind, {column.key for column in table.sheet.columns if column.is_fixed}
    columns = [column.key for column in table.sheet.columns if column.key in table.keys]
    by_key = {line.key: line for line in sent}
    groups: dict[str, dict[str, Row]] = {}
    without: dict[str, Row] = {}
    for row in table.rows:
        if not any(cell for key, cell in row.cells.items() if key not in fixed):
            continue
        sign = _sign(row)
        if row.key in by_key or _ID.fullmatch(row.key):
            groups.setdefault(row.key, {}).setdefault(sign, row)
        else:
            without.setdefault(sign, row)
    lost: dict[str, list[str]] = {}
    for one in sent if without else ():
        if one.key not in groups:
            lost.setdefault(_said([_shown(one.cells.get(key)) for key in columns]), []).append(one.key)
    for sign, row in without.items():  # pasted without its id, and otherwise as it was sent
        again = lost.get(_said([shown(row.cells.get(key, [])) for key in columns]))
        groups.setdefault(again.pop(0) if again else derived_id(part_id, kind, sign), {})[sign] = row
    found: list[Found] = []
    for key, rows in groups.items():
        line = by_key.get(key)
        order = sorted(rows, key=lambda sign: (_touched(rows[sign], line, table.keys), sign))
        found.append(Found(line.id if line else key, rows[order[0]], line))
        copies = (
            Found(derived_id(part_id, kind, key, sign), rows[sign], None, is_copy=True) for sign in order[1:]
        )
        found += copies
    gone = [line for key, line in by_key.items() if key not in groups]
    return found, gone


def _touched(row: Row, line: Line | None, keys: Iterable[str]) -> int:
    """Return how many cells differ from what the row was sent as."""
    if line is None:
        return 0
    return sum(key in line.cells and not is_same(row.cells.get(key, []), line.cells[key]) for key in keys)


def _said(texts: Iterable[str]) -> str:
    return "\n".join(folded(text) for text in texts)


def _shown(plain: Plain) -> str:
    """Return ``plain`` as ``shown`` would give it, had it come back."""
    return "" if plain is None else shown(["", plain])


def _sign(row: Row) -> str:
    """Return what tells a row's content from another's, whatever the order of the columns."""
    return "\n".join(f"{key}={cell[0]}:{shown(cell)}" for key, cell in sorted(row.cells.items()) if cell)
