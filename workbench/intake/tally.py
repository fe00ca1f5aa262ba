"""A filled tally workbook read back: counted contacts per case type and channel, and questions about the rest.

Nothing is guessed. A cell that holds anything but a whole number of 0 or more makes a question, and what was
counted on that channel of that row is not taken: a sum with a hole in it is no measure.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.capture.names import CHANNEL_NAMES
from workbench.edits import AddItem, Batch, ChangeItem, Edit
from workbench.intake.errors import IntakeError
from workbench.intake.sandbox import run_limited, size_checked
from workbench.intake.workbook_cells import Cell, holds_text, is_workbook, sheets_of
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.tally import (
    COUNTED_BY,
    FIRST_DAY,
    HEAD,
    LAST_DAY,
    TALLY_MARK,
    read_column_key,
    read_mark,
)
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Channel, Counts, Period, Source, Volume

LIMIT_MB = 20
_LONGEST_DAYS = 92
_MOST_A_DAY = 9_999
_ID_START = "tally-"
_WORDS = {
    "formula": N_("a formula"),
    "text": N_("a text"),
    "date": N_("a date"),
    "truth": N_("true or false"),
    "error": N_("an error"),
}


@dataclass(frozen=True)
class Counted:
    """What was counted of a case type on a channel: the volume it makes, and the volume it replaces, if any."""

    case_type: str
    name: str
    volume: Volume
    replaces: str | None


@dataclass(frozen=True)
class RejectedRow:
    """A row that was not taken: its number in the file, what it is called there, and why."""

    row: int
    name: str
    reason: Message


@dataclass(frozen=True)
class Tally:
    """A read tally sheet. ``rows_in`` = ``rows_used`` + ``rows_empty`` + the number of ``rejected``.

    ``questions`` are to be asked back; what they are about was not taken.
    """

    file_name: str
    first: dt.date
    last: dt.date
    counted_by: str
    rows_in: int
    rows_used: int
    rows_empty: int
    counted: tuple[Counted, ...]
    rejected: tuple[RejectedRow, ...]
    questions: tuple[Message, ...]


def is_tally(path: Path) -> bool:
    """Tell whether ``path`` is a tally workbook, by its hidden mark. Raises IntakeError where it is unreadable."""
    size_checked(path, LIMIT_MB)
    return is_workbook(path) and bool(run_limited(holds_text, str(path), f"{TALLY_MARK} "))


def read_tally(path: Path, project: Project) -> Tally:
    """Return what the filled workbook at ``path`` says, measured against ``project``.

    Raises IntakeError where it is no tally workbook, of another project, or does not say which days it covers.
    """
    size_checked(path, LIMIT_MB)
    if not is_workbook(path):
        raise _no_tally(path.name)
    sheets = run_limited(sheets_of, str(path), True)
    for _, rows in sheets:
        at = _marked(rows)
        if at is not None:
            return _Reading(path.name, project, rows, at).tally()
    raise _no_tally(path.name)


def tally_edit(project: Project, tally: Tally) -> Batch:
    """Return the batch that puts the counted volumes beside the estimates; it is empty where nothing is new."""
    edits: list[Edit] = []
    known = {one.id: one for one in project.case_types}
    for one in tally.counted:
        old = next((v for v in known[one.case_type].volumes if v.id == one.replaces), None)
        if old is None:
            edits.append(
                AddItem(collection="case_types.volumes", within=(one.case_type,), item=one.volume.as_json())
            )
        elif old != one.volume:
            changes = {
                name: value
                for name, value in one.volume.model_dump(mode="json").items()
                if name != "id" and getattr(old, name) != getattr(one.volume, name)
            }
            edits.append(
                ChangeItem(
                    collection="case_types.volumes", within=(one.case_type,), id=old.id, changes=changes
                )
            )
    return Batch(name=N_("read the tally sheet {name}"), values={"name": tally.file_name}, edits=tuple(edits))


def _no_tally(name: str) -> IntakeError:
    return IntakeError(
        message(N_("{file} is not a tally sheet of this program."), file=name),
        message(N_("Export the tally sheets anew and fill in one of those workbooks.")),
    )


def _marked(rows: list[list[Cell]]) -> tuple[int, int] | None:
    """Return (row, column) of the mark, wherever it stands by now."""
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if _text(cell).startswith(f"{TALLY_MARK} "):
                return row, column
    return None


def _text(cell: Cell) -> str:
    return str(cell[1]) if cell and cell[0] == "text" else ""


class _Reading:
    """One sheet being read: where its key row and key column stand, and what it says."""

    def __init__(self, file_name: str, project: Project, rows: list[list[Cell]], at: tuple[int, int]) -> None:
        self.file_name = file_name
        self.project = project
        self.rows = rows
        self.key_row, self.key_column = at
        self.known = {one.id: one for one in project.case_types}
        self.questions: list[Message] = []
        self._check_project()
        self.columns = self._columns()
        self.name_column = self._name_column()
        self.first, self.last = self._period()
        self.counted_by = self._counted_by()

    def tally(self) -> Tally:
        used = empty = 0
        counted: list[Counted] = []
        rejected: list[RejectedRow] = []
        seen: set[str] = set()
        for row, key, name in self._entries():
            reason = self._reason(key, seen)
            if reason is not None:
                rejected.append(RejectedRow(row + 1, name, reason))
                continue
            seen.add(key)
            taken, asked, is_empty = self._row(row, self.known[key])
            self.questions += asked
            if taken:
                used += 1
                counted += taken
            elif is_empty:
                empty += 1
            else:
                reason = message(N_("nothing in it could be taken: see the questions"))
                rejected.append(RejectedRow(row + 1, name, reason))
        return Tally(
            file_name=self.file_name,
            first=self.first,
            last=self.last,
            counted_by=self.counted_by,
            rows_in=used + empty + len(rejected),
            rows_used=used,
            rows_empty=empty,
            counted=tuple(counted),
            rejected=tuple(rejected),
            questions=tuple(self.questions),
        )

    def _check_project(self) -> None:
        found = read_mark(_text(self.rows[self.key_row][self.key_column]))
        if found is None or found[0] != self.project.id:
            raise IntakeError(
                message(N_("{file} is a tally sheet of another project."), file=self.file_name),
                message(N_("Open that project, or export the tally sheets of this one.")),
            )

    def _columns(self) -> dict[int, tuple[int, Channel]]:
        found = {
            column: key
            for column, cell in enumerate(self.rows[self.key_row])
            if (key := read_column_key(_text(cell))) is not None
        }
        if len(set(found.values())) != len(found) or not found:
            raise IntakeError(
                message(
                    N_("The hidden row of {file} that says what the columns are is damaged."),
                    file=self.file_name,
                ),
                message(N_("Copy the figures into a tally sheet that is exported anew.")),
            )
        return found

    def _name_column(self) -> int:
        heads = [_text(cell) for cell in self.rows[self.key_row]]
        return heads.index("case_type") if "case_type" in heads else self.key_column + 1

    def _cell(self, row: int, column: int) -> Cell:
        cells = self.rows[row]
        return cells[column] if column < len(cells) else []

    def _above(self, key: str) -> list[Cell]:
        """Return what stands in the row above the table that ``key`` marks, behind its label."""
        for row in range(self.key_row):
            if _text(self._cell(row, self.key_column)) == key:
                filled = [
                    cell
                    for column, cell in enumerate(self.rows[row])
                    if cell and column not in (self.key_column, self.name_column)
                ]
                return filled[:1]
        return []

    def _period(self) -> tuple[dt.date, dt.date]:
        first, last = (_day(self._above(key)) for key in (FIRST_DAY, LAST_DAY))
        if first is None or last is None:
            raise IntakeError(
                message(N_("{file} does not say which days were counted."), file=self.file_name),
                message(N_("Write the first and the last day at the top of the sheet, such as 2027-03-22.")),
            )
        if last < first or (last - first).days > _LONGEST_DAYS:
            raise IntakeError(
                message(
                    N_("{file} says that it was counted from {first} to {last}."),
                    file=self.file_name,
                    first=first.isoformat(),
                    last=last.isoformat(),
                ),
                message(
                    N_("Correct the two days at the top of the sheet: a count is at most three months long.")
                ),
            )
        return first, last

    def _counted_by(self) -> str:
        found = self._above(COUNTED_BY)
        return str(found[0][1]) if found and found[0][0] in {"text", "number"} else ""

    def _entries(self) -> Iterator[tuple[int, str, str]]:
        """Yield (row, id, name) of every row that holds a case type or something that was written in."""
        for row in range(self.key_row + 1, len(self.rows)):
            key, name = _text(self._cell(row, self.key_column)), _text(self._cell(row, self.name_column))
            if key != HEAD and (key or name or any(self._cell(row, column) for column in self.columns)):
                yield row, key, name

    def _reason(self, key: str, seen: set[str]) -> Message | None:
        if not key:
            return message(N_("it is not on the list: add the case type, and count it on a new sheet"))
        if key not in self.known:
            return message(N_("its case type is not in the project any more"))
        if key in seen:
            return message(N_("its case type stands on a row above as well"))
        return None

    def _row(self, row: int, case_type: CaseType) -> tuple[list[Counted], list[Message], bool]:
        """Return what a row counted, what is to be asked about it, and whether it is empty."""
        sums: dict[Channel, int] = {}
        wrong: set[Channel] = set()
        asked: list[Message] = []
        for column, (day, channel) in self.columns.items():
            cell = self._cell(row, column)
            if not cell:
                continue
            if _is_count(cell):
                sums[channel] = sums.get(channel, 0) + int(cell[1])
            else:
                wrong.add(channel)
                asked.append(_question(case_type.name, day, channel, cell))
        counted = []
        for channel, total in sums.items():
            if channel in wrong:
                continue
            problem, one = self._volume(case_type, channel, total)
            if problem is not None:
                asked.append(problem)
            else:
                counted.append(one)
        return counted, asked, not sums and not wrong

    def _volume(self, case_type: CaseType, channel: Channel, total: int) -> tuple[Message | None, Counted]:
        """Return the counted volume, or why it must not stand beside what has been measured already."""
        same = [one for one in case_type.volumes if one.channel is channel and not one.is_booked]
        key = _volume_id(case_type.id, channel, self.counted_by)
        old = next((one for one in same if one.id == key), None)
        volume = Volume(
            id=key,
            channel=channel,
            low=float(total),
            likely=float(total),
            high=float(total),
            per=Period.MEASURED,
            counts=Counts.CONTACTS,
            measured_from=self.first,
            measured_to=self.last,
            source=Source.MEASUREMENT,
            said_by=self.counted_by,
            common_entry_share=(old or same[0]).common_entry_share if same else 1.0,
            note=old.note if old else "",
        )
        counted = Counted(case_type.id, case_type.name, volume, key if old else None)
        for other in same:
            if other.id != key and other.source is Source.MEASUREMENT and not self._is_beside(other):
                return _already_measured(case_type.name, channel, total), counted
        return None, counted

    def _is_beside(self, other: Volume) -> bool:
        """Tell whether ``other`` was counted by somebody else at the same time: then both add up."""
        if not other.id.startswith(_ID_START) or other.measured_from is None or other.measured_to is None:
            return False
        return other.measured_from <= self.last and self.first <= other.measured_to


def _volume_id(case_type: str, channel: Channel, counted_by: str) -> str:
    """Return the id of what ``counted_by`` counted: the same again when the sheet is read again."""
    who = " ".join(counted_by.casefold().split())
    return _ID_START + hashlib.sha256(f"{case_type}|{channel}|{who}".encode()).hexdigest()[:26]


def _is_count(cell: Cell) -> bool:
    kind, value = cell
    return kind == "number" and float(value).is_integer() and 0 <= value <= _MOST_A_DAY


def _day(found: list[Cell]) -> dt.date | None:
    if not found or found[0][0] not in {"date", "text"}:
        return None
    try:
        return dt.date.fromisoformat(str(found[0][1]))
    except ValueError:
        return None


def _question(name: str, day: int, channel: Channel, cell: Cell) -> Message:
    values: dict[str, Any] = {
        "case_type": name, "day": str(day), "channel": message(CHANNEL_NAMES[channel]), "value": str(cell[1])[:60],
    }  # fmt: skip
    if cell[0] == "number":
        return message(
            N_(
                '{case_type}, {channel}, day {day}: "{value}" is not a whole number from 0 to 9999. How many came?'
            ),
            **values,
        )
    return message(
        N_('{case_type}, {channel}, day {day}: "{value}" is {kind}, not a number. How many came?'),
        **values,
        kind=message(_WORDS.get(cell[0], N_("a text"))),
    )


def _already_measured(name: str, channel: Channel, total: int) -> Message:
    return message(
        N_(
            "{case_type}, {channel}: {n} were counted, but there is a measured volume already, and both would be "
            "added together. Which one holds? Remove the other one, and read the sheet again."
        ),
        case_type=name,
        channel=message(CHANNEL_NAMES[channel]),
        n=total,
    )
