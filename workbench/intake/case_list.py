"""A list of case types that somebody keeps in a spreadsheet, read into rows that a project can take.

Every row is taken or rejected with the reason, and never half of it: what a cell says that is not understood is
kept as a note on the case type and remarked upon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.capture.folding import fold_words
from workbench.capture.names import CHANNEL_NAMES
from workbench.capture.quantities import DecimalMark, read_minutes, read_volume
from workbench.edits import AddItem, Batch, Edit
from workbench.intake.case_list_mapping import CaseListMapping, channel_of, meaning_of
from workbench.intake.errors import IntakeError
from workbench.intake.sandbox import run_limited, size_checked
from workbench.intake.tally import RejectedRow
from workbench.intake.workbook_cells import Cell, delimited_sheet, is_workbook, sheets_of
from workbench.model.case_types import CaseType, ExternalCode
from workbench.model.organisation import Department, Unit
from workbench.model.process import Step
from workbench.model.project import Project
from workbench.model.record import new_id
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Channel, Estimate, Volume

LIMIT_MB = 50
_HEAD_WITHIN = 15
_SUMS = {fold_words(one) for one in ("summa", "sum", "total", "totalt", "i alt", "ialt", "sum total")}
_LEVEL = re.compile(r"(?<![\d.,])([1-8])(?![\d.,])")
_KLE = re.compile(r"(\d\d\.\d\d\.\d\d)(?:[ -]([A-ZÆØÅ]\d\d))?")
_KLASSA = re.compile(r"\d+(?:\.\d+)+")
_NAMED_CODE = re.compile(r"([^\W\d_][\w-]*)[\s:]+(\S.*)")


@dataclass(frozen=True)
class CaseRow:
    """A case type to be taken. ``rows`` are the lines of the file it stands on (one more per further channel)."""

    rows: tuple[int, ...]
    name: str
    department: str
    unit: str = ""
    level: int | None = None
    volumes: tuple[Volume, ...] = ()
    minutes: Estimate | None = None
    owner: str | None = None
    codes: tuple[ExternalCode, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class CaseList:
    """What a list says: rows to take, rows that were rejected, and what else is worth saying.

    ``rows_in`` = the lines of all ``rows`` + the number of ``rejected``. ``new_departments`` and ``new_units``
    (department, unit) are those that taking the rows would create.
    """

    file_name: str
    rows_in: int
    rows: tuple[CaseRow, ...]
    rejected: tuple[RejectedRow, ...]
    remarks: tuple[Message, ...]
    new_departments: tuple[str, ...] = ()
    new_units: tuple[tuple[str, str], ...] = ()

    @property
    def rows_taken(self) -> int:
        """How many lines of the file are taken."""
        return sum(len(one.rows) for one in self.rows)


def read_case_list(
    path: Path,
    project: Project,
    mapping: CaseListMapping | None = None,
    *,
    create_units: bool = False,
) -> CaseList:
    """Return what the list at ``path`` (xlsx, csv, tsv) holds, measured against ``project``; nothing is changed.

    Departments and units that the project does not have make a row rejected unless ``create_units``. A case type
    that the department has already is rejected too: what is there is never overwritten by a list. Raises
    IntakeError where the file cannot be read, or no column with names is found.
    """
    mapping = mapping or CaseListMapping()
    size_checked(path, LIMIT_MB)
    if is_workbook(path):
        sheets = run_limited(sheets_of, str(path), False)
        if mapping.sheet is not None:
            sheets = [one for one in sheets if fold_words(one[0]) == fold_words(mapping.sheet)]
    else:
        sheets = run_limited(delimited_sheet, str(path), mapping.encoding, mapping.delimiter)
    for _, rows in sheets:
        for at, cells in enumerate(rows[:_HEAD_WITHIN]):
            columns = [meaning_of(_shown(cell, ","), mapping) for cell in cells or ()]
            if "name" in columns:
                return _Reading(path.name, project, mapping, rows, at, columns, create_units).case_list()
    raise IntakeError(
        message(N_("No column of {file} is known to hold the names of case types."), file=path.name),
        message(N_('Call it "name" in the first row, or say in a mapping file what it is called.')),
    )


def case_list_edit(project: Project, rows: Sequence[CaseRow], *, first_step: str) -> Batch:
    """Return the batch that adds ``rows`` as case types, with departments and units that are not there yet.

    Each gets one step, the whole case, called ``first_step``.
    """
    edits: list[Edit] = []
    departments = {fold_words(one.name): one.id for one in project.departments}
    units = {(one.department, fold_words(one.name)): one.id for one in project.units}
    for row in rows:
        department = departments.get(fold_words(row.department))
        if department is None:
            made = Department(id=new_id(), name=row.department)
            department = departments[fold_words(row.department)] = made.id
            edits.append(AddItem(collection="departments", item=made.as_json()))
        unit = units.get((department, fold_words(row.unit))) if row.unit else None
        if row.unit and unit is None:
            added = Unit(id=new_id(), name=row.unit, department=department)
            unit = units[department, fold_words(row.unit)] = added.id
            edits.append(AddItem(collection="units", item=added.as_json()))
        step = Step(id=new_id(), title=first_step, level=row.level, unit=unit, minutes_today=row.minutes)
        case_type = CaseType(
            id=new_id(), name=row.name, department=department, unit=unit, owner=row.owner, codes=row.codes,
            volumes=row.volumes, note=row.note, steps=(step,),
        )  # fmt: skip
        edits.append(AddItem(collection="case_types", item=case_type.as_json()))
    return Batch(name=N_("import {n} case types"), values={"n": len(rows)}, edits=tuple(edits))


class _Reading:
    """One sheet being read against a project."""

    def __init__(
        self,
        file_name: str,
        project: Project,
        mapping: CaseListMapping,
        rows: list[list[Cell] | None],
        head: int,
        columns: list[str | Channel | None],
        create_units: bool,
    ) -> None:
        self.file_name = file_name
        self.mapping = mapping
        self.rows = rows
        self.head = head
        self.create_units = create_units
        language_mark: DecimalMark = "." if project.settings.language == "en" else ","
        self.mark: DecimalMark = mapping.decimal_mark or language_mark
        self.departments = {fold_words(one.name): one.name for one in project.departments}
        self.departments |= {one.id: one.name for one in project.departments}
        names = {one.id: fold_words(one.name) for one in project.departments}
        self.units = {(names[one.department], fold_words(one.name)): one.name for one in project.units}
        self.there = {(names[one.department], fold_words(one.name)) for one in project.case_types}
        self.persons = {fold_words(one.name): one.id for one in project.persons}
        self.remarks: list[Message] = []
        self.heads = [_shown(cell, ",") for cell in rows[head] or ()]
        self.columns = self._first_of_each(columns)

    def _first_of_each(self, columns: list[str | Channel | None]) -> dict[int, str | Channel]:
        """Return the columns that are read; of two that mean the same the first, the others are remarked upon."""
        found: dict[int, str | Channel] = {}
        for at, meaning in enumerate(columns):
            is_taken = meaning in found.values() and meaning != "codes"
            if meaning is None or is_taken or (isinstance(meaning, Channel) and not self._holds_volumes(at)):
                if self.heads[at]:
                    self.remarks.append(
                        message(N_('The column "{head}" is not read.'), head=self.heads[at][:60])
                    )
                continue
            found[at] = meaning
        return found

    def _holds_volumes(self, column: int) -> bool:
        """Tell whether a column that is called like a channel holds figures, and not addresses or numbers to ring."""
        texts = [text for cells in self.rows[self.head + 1 :] if (text := self._text(cells, column))][:30]
        understood = sum(_volume_of(text, Channel.PHONE, self.mark) is not None for text in texts)
        return bool(texts) and understood * 2 > len(texts)

    def _text(self, cells: list[Cell] | None, column: int) -> str:
        return _shown(cells[column], self.mark) if cells and column < len(cells) else ""

    def case_list(self) -> CaseList:
        taken: dict[tuple[str, str], CaseRow] = {}
        rejected: list[RejectedRow] = []
        rows_in = 0
        for number, cells in enumerate(self.rows[self.head + 1 :], self.head + 2):
            if cells is not None and not any(cells):
                continue
            rows_in += 1
            row, reason = self._row(number, cells, taken)
            if row is None:
                name = self._field(cells, "name")
                rejected.append(RejectedRow(number, name, reason or message(N_("it is not understood"))))
            else:
                taken[fold_words(row.department), fold_words(row.name)] = row
        rows = tuple(taken.values())
        return CaseList(
            file_name=self.file_name,
            rows_in=rows_in,
            rows=rows,
            rejected=tuple(rejected),
            remarks=tuple(self.remarks),
            new_departments=tuple(
                dict.fromkeys(
                    one.department for one in rows if fold_words(one.department) not in self.departments
                )
            ),
            new_units=tuple(
                dict.fromkeys(
                    (one.department, one.unit)
                    for one in rows
                    if one.unit and (fold_words(one.department), fold_words(one.unit)) not in self.units
                )
            ),
        )

    def _field(self, cells: list[Cell] | None, wanted: str) -> str:
        column = next((at for at, meaning in self.columns.items() if meaning == wanted), None)
        return "" if column is None else self._text(cells, column)

    def _row(
        self, number: int, cells: list[Cell] | None, taken: dict[tuple[str, str], CaseRow]
    ) -> tuple[CaseRow | None, Message | None]:
        """Return the row (joined with the one above of the same name, for a further channel), or why not."""
        if cells is None:
            return None, message(N_("a quotation mark in it is never closed"))
        name, department = self._field(cells, "name"), self._department(cells)
        reason = self._reason(cells, name, department)
        if reason is not None or department is None:
            return None, reason
        key = (fold_words(department), fold_words(name))
        if key in self.there:
            return None, message(
                N_("{department} has a case type of that name already"), department=department
            )
        volumes, notes = self._volumes(number, cells)
        if key in taken:
            known = taken[key]
            channels = {one.channel for one in known.volumes}
            if volumes and not channels & {one.channel for one in volumes}:
                joined = replace(known, rows=(*known.rows, number), volumes=(*known.volumes, *volumes))
                return joined, None
            return None, message(N_("it stands in row {row} already"), row=str(known.rows[0]))
        row = CaseRow(
            (number,), name, department, self._unit(cells, department) or "", volumes=tuple(volumes)
        )
        return self._completed(row, number, cells, notes), None

    def _reason(self, cells: list[Cell], name: str, department: str | None) -> Message | None:
        if not name:
            return message(N_("it has no name"))
        if fold_words(name) in _SUMS:
            return message(N_("it is a row of sums"))
        said = self._field(cells, "department")
        if department is None and not said:
            return message(N_("it names no department"))
        if department is None:
            return message(N_('there is no department "{name}"'), name=said)
        if self._unit(cells, department) is None:
            unit = self._field(cells, "unit")
            return message(N_('there is no unit "{name}" in {department}'), name=unit, department=department)
        return None

    def _department(self, cells: list[Cell]) -> str | None:
        """Return the department's name as the project writes it, or a new one where that is allowed."""
        said = self._field(cells, "department") or self.mapping.department
        if not said:
            names = set(self.departments.values())
            return names.pop() if len(names) == 1 else None
        known = self.departments.get(fold_words(said)) or self.departments.get(said)
        return known or (said if self.create_units else None)

    def _unit(self, cells: list[Cell], department: str) -> str | None:
        said = self._field(cells, "unit")
        if not said:
            return ""
        known = self.units.get((fold_words(department), fold_words(said)))
        return known or (said if self.create_units else None)

    def _volumes(self, number: int, cells: list[Cell]) -> tuple[list[Volume], list[str]]:
        """Return the volumes of a row, by the channel column or a column per channel, and what was not understood."""
        found: list[Volume] = []
        notes: list[str] = []
        said = self._field(cells, "channel") or self.mapping.channel
        named = channel_of(said) if said else Channel.PHONE
        general = self._field(cells, "volume")
        texts = [(self._head("volume"), named, general)]
        texts += [
            (self.heads[at], one, self._text(cells, at))
            for at, one in self.columns.items()
            if isinstance(one, Channel)
        ]
        for head, channel, text in texts:
            if not text:
                continue
            volume = _volume_of(text, channel, self.mark) if channel else None
            if volume is None:
                notes.append(self._not_understood(number, head, text if channel else f"{said} {text}"))
            else:
                found.append(volume)
        if general and not said and found:
            assumed = message(CHANNEL_NAMES[Channel.PHONE])
            remark = message(N_("Volumes without a channel are taken as {channel}."), channel=assumed)
            if remark not in self.remarks:
                self.remarks.append(remark)
        return found, notes

    def _completed(self, row: CaseRow, number: int, cells: list[Cell], notes: list[str]) -> CaseRow:
        """Return ``row`` with level, minutes, owner and codes; what is not understood goes into its note."""
        notes = list(notes)
        level_text, minutes_text = self._field(cells, "level"), self._field(cells, "minutes")
        levels = set(_LEVEL.findall(level_text))
        level = int(levels.pop()) if len(levels) == 1 else None
        understood = read_minutes(minutes_text, decimal_mark=self.mark) if minutes_text else None
        owner_text = self._field(cells, "owner")
        owner = self.persons.get(fold_words(owner_text))
        for field, text, is_understood in (
            ("level", level_text, level is not None),
            ("minutes", minutes_text, understood is not None),
            ("owner", owner_text, owner is not None),
        ):
            if text and not is_understood:
                notes.append(self._not_understood(number, self._head(field), text))
        codes = tuple(dict.fromkeys(self._codes(number, cells, notes)))
        return replace(
            row,
            level=level,
            minutes=understood.as_estimate() if understood else None,
            owner=owner,
            codes=codes,
            note="\n".join(notes),
        )

    def _codes(self, number: int, cells: list[Cell], notes: list[str]) -> Iterator[ExternalCode]:
        for at, meaning in self.columns.items():
            if meaning != "codes" or at >= len(cells) or not cells[at]:
                continue
            if cells[at][0] == "date":  # a spreadsheet takes 24.10.07 for a day
                notes.append(self._not_understood(number, self.heads[at], str(cells[at][1])))
                continue
            for part in re.split(r"[;,\n]", self._text(cells, at)):
                if part.strip():
                    yield _code(part.strip(), self.heads[at], self.mapping.scheme)

    def _head(self, field: str) -> str:
        return next((self.heads[at] for at, meaning in self.columns.items() if meaning == field), field)

    def _not_understood(self, number: int, head: str, text: str) -> str:
        """Remark upon a cell and return what the case type's note keeps of it."""
        what = N_('Row {row}, {head}: "{text}" is not understood. It is kept as a note.')
        self.remarks.append(message(what, row=str(number), head=head, text=text[:80]))
        return f"{head}: {text}"


def _volume_of(text: str, channel: Channel, mark: DecimalMark) -> Volume | None:
    digits = re.sub(r"\D", "", text)
    if text.startswith(("0", "+")) and len(digits) > 4:
        return None  # a number to ring
    read = read_volume(text, decimal_mark=mark)
    return read.as_volume(channel) if read else None


def _code(text: str, head: str, scheme: str) -> ExternalCode:
    named = _NAMED_CODE.fullmatch(text)
    if named:
        return ExternalCode(scheme=named[1], code=named[2])
    kle = _KLE.fullmatch(text)
    if kle and (scheme or "KLE").upper() == "KLE":
        return ExternalCode(scheme="KLE", code=kle[1], facet=kle[2] or "")
    guessed = "KLASSA" if _KLASSA.fullmatch(text) else head
    return ExternalCode(scheme=scheme or guessed, code=text)


def _shown(cell: Cell, mark: str) -> str:
    """Return a cell as somebody would have typed it; a figure with the decimal mark that will read it."""
    if not cell:
        return ""
    kind, value = cell
    if kind == "number":
        return str(int(value)) if float(value).is_integer() else repr(float(value)).replace(".", mark)
    return "" if kind == "error" else str(value)
