"""Volumes from a spreadsheet: a table of case types and channels, or rows with a channel and a figure in each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from workbench.capture.folding import fold
from workbench.capture.names import find_channel
from workbench.capture.quantities import Quantity, read_volume
from workbench.edits.stored import Batch, ChangeItem, Edit
from workbench.locale import Texts
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Channel, Volume
from workbench.ui.pages.volumes.entries import add_volume, channel_changes, entry, put_volume
from workbench.ui.pages.volumes.grid import grid_columns
from workbench.ui.pages.volumes.words import chosen
from workbench.ui.typed_figures import decimal_mark


@dataclass(frozen=True)
class Pasted:
    """``edit`` puts in what was understood (None: nothing was); ``skipped`` are rows with the reason why not."""

    edit: Batch | None
    added: int = 0
    changed: int = 0
    skipped: tuple[tuple[str, Message], ...] = ()


_Wanted = dict[tuple[str, Channel], Quantity]
_Skipped = list[tuple[str, Message]]


def paste_volumes(
    project: Project,
    text: str,
    texts: Texts,
    *,
    department: str | None = None,
    case_type: CaseType | None = None,
) -> Pasted:
    """Return the edit that ``text`` from a clipboard means.

    Rows without a case type's name belong to ``case_type``. Names are looked for in ``department`` first.
    """
    lines = [
        [cell.strip().lstrip("'") for cell in line.split("\t")] for line in text.splitlines() if line.strip()
    ]
    if not lines:
        return Pasted(None)
    own = _own_columns(lines[0], texts)
    if own is not None and case_type is not None:
        return _own_rows(case_type, lines[1:], own, texts)
    heads = [find_channel(cell) for cell in lines[0]]
    wanted: _Wanted = {}
    skipped: _Skipped = []
    known = _known(project, department)
    mark = decimal_mark(texts)
    if any(heads) and len(lines) > 1 and not any(read_volume(cell, decimal_mark=mark) for cell in lines[0]):
        _matrix(lines[1:], heads, known, wanted, skipped, texts)
    else:
        _list(lines, known, case_type, wanted, skipped, texts)
    return _put(project, wanted, skipped)


def _known(project: Project, department: str | None) -> dict[str, list[CaseType]]:
    found: dict[str, list[CaseType]] = defaultdict(list)
    for one in project.case_types:
        found[fold(one.name)].append(one)
    if department is not None:
        for some in found.values():
            some.sort(key=lambda one: one.department != department)
    return found


def _matrix(
    lines: list[list[str]],
    heads: list[Channel | None],
    known: dict[str, list[CaseType]],
    wanted: _Wanted,
    skipped: _Skipped,
    texts: Texts,
) -> None:
    """Read rows whose first cell is a case type's name and whose other cells stand below a channel."""
    for cells in lines:
        found = known.get(fold(cells[0]))
        if not found:
            skipped.append((cells[0], message(N_("there is no case type of this name"))))
            continue
        for channel, cell in zip(heads[1:], cells[1:], strict=False):
            if channel is None or not cell:
                continue
            reading = read_volume(cell, decimal_mark=decimal_mark(texts))
            if reading is None:
                skipped.append((f"{cells[0]}: {cell}", message(N_("there is no figure in this"))))
            else:
                wanted[found[0].id, channel] = reading


def _list(
    lines: list[list[str]],
    known: dict[str, list[CaseType]],
    case_type: CaseType | None,
    wanted: _Wanted,
    skipped: _Skipped,
    texts: Texts,
) -> None:
    """Read rows with a channel and a figure, and perhaps a case type's name, in any order."""
    for number, cells in enumerate(lines):
        owner, channel, reading = case_type, None, None
        for cell in cells:
            figures = read_volume(cell, decimal_mark=decimal_mark(texts)) if reading is None else None
            if figures is not None:
                reading = figures
            elif found := known.get(fold(cell)):
                owner = found[0]
            elif channel is None:
                channel = find_channel(cell)
        if owner is None or channel is None or reading is None:
            if number or reading is not None:  # heads that say nothing are no loss
                reason = message(N_("a row needs a channel and a figure, and a known case type"))
                skipped.append((" ".join(cells), reason))
            continue
        wanted[owner.id, channel] = reading


def _put(project: Project, wanted: _Wanted, skipped: _Skipped) -> Pasted:
    owners = {one.id: one for one in project.case_types}
    edits: list[Edit] = [
        put_volume(owners[owner], channel, quantity) for (owner, channel), quantity in wanted.items()
    ]
    return _batch(edits, skipped)


def _batch(edits: list[Edit], skipped: _Skipped) -> Pasted:
    if not edits:
        return Pasted(None, skipped=tuple(skipped))
    changed = sum(isinstance(one, ChangeItem) for one in edits)
    batch = Batch(name=N_("paste {n} volumes"), values={"n": len(edits)}, edits=tuple(edits))
    return Pasted(batch, len(edits) - changed, changed, tuple(skipped))


def _own_columns(heads: list[str], texts: Texts) -> dict[int, str] | None:
    """Return which of the table's own columns stand where, if these are its heads."""
    titles = {fold(column.title): column.key for column in grid_columns(texts)}
    found = {at: titles[fold(head)] for at, head in enumerate(heads) if fold(head) in titles}
    keys = set(found.values())
    return found if "channel" in keys and keys & {"said", "likely"} and len(keys) > 2 else None


def _own_rows(case_type: CaseType, lines: list[list[str]], columns: dict[int, str], texts: Texts) -> Pasted:
    """Read rows that were copied from a case type's own table: they become new volumes with all their fields."""
    edits: list[Edit] = []
    skipped: _Skipped = []
    for cells in lines:
        row: dict[str, Any] = {columns[at]: cell for at, cell in enumerate(cells) if at in columns and cell}
        channel = chosen("channel", row.get("channel", ""), texts)
        figure = row.get("said") or row.get("likely") or ""
        reading = read_volume(figure, decimal_mark=decimal_mark(texts)) or read_volume(
            row.get("likely", ""), decimal_mark=decimal_mark(texts)
        )
        if channel is None or reading is None:
            if row.get("likely") or row.get("said"):
                skipped.append((" ".join(cells), message(N_("a row needs a channel and a figure"))))
            continue
        fields = channel_changes(channel)
        volume: Volume = reading.as_volume(Channel(fields["channel"])).changed(is_booked=fields["is_booked"])
        for key in ("low", "high", "likely", "counts", "source", "said_by", "share", "period", "per", "note"):
            if key in row:
                made = entry(volume, key, str(row[key]), texts)
                volume = volume.changed_from_json(made.changes) if made.changes else volume
        edits.append(add_volume(case_type, volume.changed(said=row.get("said", ""))))
    return _batch(edits, skipped)
