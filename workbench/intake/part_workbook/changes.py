"""What was changed in a part's workbook, in the words that merging understands.

Items are put together sheet by sheet: first what others refer to, then what lies in it. The order of steps, lines
and rules is that of their numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.intake.part_workbook.cells import Cell
from workbench.intake.part_workbook.items import Reading, changed_fields, field_changes, new_item
from workbench.intake.part_workbook.rows import Found, identified
from workbench.intake.part_workbook.rules import read_rules
from workbench.intake.part_workbook.tables import Table
from workbench.intake.part_workbook.values import Meanings, Said, folded, is_same, shown, understood
from workbench.model.knowledge import ItemKind
from workbench.model.parts import Oddity, Part
from workbench.model.project import Project
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Channel
from workbench.parts.changes import PartChange
from workbench.parts.sheet_cells import Line, Words, labels, lines
from workbench.parts.sheets import NUMBER, PARENT, Sheet, derived_id, own

_TARGETS = ("units", "roles", "persons", "case_types", "checklists")
_NAMES = {"case_types": "name", "checklists": "title"}


@dataclass
class _New:
    """A new item: where it lies, what it holds, and what is odd about it or about what lies in it."""

    collection: str
    within: tuple[str, ...]
    item: dict[str, Any]
    behind: str | None
    oddity: Oddity | None
    written: str

    def hold(self, name: str, value: Any, oddity: Oddity | None, written: str) -> None:
        """Put ``value`` into a field of the item."""
        self.item[name] = value
        self.note(oddity, written)

    def note(self, oddity: Oddity | None, written: str) -> None:
        """Keep what is odd, and every word of it."""
        self.oddity = self.oddity or oddity
        if oddity is not None and written:
            self.written = "\n".join(filter(None, (self.written, written)))

    def change(self) -> PartChange:
        """Return the new item as a change."""
        return PartChange(
            "added", self.collection, self.within, str(self.item["id"]), None, None, self.item, self.behind,
            self.oddity, self.written,
        )  # fmt: skip


@dataclass
class Workbook:
    """A workbook while it is read: the tables that are there, and what was found so far."""

    part: Part
    base: Project
    tables: dict[str, Table]
    heads: dict[str, dict[str, str]]
    words: Words
    notes: list[Message]
    changes: list[PartChange] = field(default_factory=list)
    new: dict[tuple[str, str], _New] = field(default_factory=dict)
    """New items of a top collection, by collection and id."""
    gone: dict[str, set[str]] = field(default_factory=dict)
    ids: dict[str, dict[str, str]] = field(default_factory=dict)

    def read(self) -> tuple[PartChange, ...]:
        """Return every change, each once."""
        for target in _TARGETS:
            self.ids[target] = {folded(name): one for one, name in labels(self.base, target).items()}
        for kind in ("case_types", "steps", "volumes", "checklists", "lines", "rules", "faqs"):
            table = self.tables.get(kind)
            if table is None:
                continue
            sent = lines(self.base, self.part.department, table.sheet, self.words)
            found, gone = identified(table, sent, self.part.part_id)
            reading = Reading(table.sheet, table.keys, self.heads[kind], Meanings(self.words, self.ids))
            if kind == "rules":
                self._rules(reading, found, gone)
            elif table.sheet.parent:
                self._children(reading, found, gone)
            else:
                self._tops(reading, found, gone)
        return (*self.changes, *(one.change() for one in self.new.values()))

    def _tops(self, reading: Reading, found: Sequence[Found], gone: Sequence[Line]) -> None:
        sheet = reading.sheet
        items = {one.id: one for one in own(self.base, self.part.department, sheet.collection)}
        self.gone[sheet.collection] = {line.id for line in gone}
        behind = next(reversed(items), None)
        for one in sorted(found, key=lambda one: one.row.number):
            if one.line is not None:
                said = changed_fields(reading, items[one.id], one.line.cells, one.row.cells)
                self.changes += field_changes(sheet.collection, (), items[one.id], said)
                self._call(sheet, one.id, one.row.cells)
                continue
            given, needed = self._given(sheet)
            if needed.get("case_type") == "":
                self._note_parent(reading, one, " | ".join(filter(None, map(shown, one.row.cells.values()))))
                continue
            item, oddity, written = new_item(reading, one.id, one.row.cells, given, needed)
            oddity = Oddity.COPIED_ROW if one.is_copy else oddity
            self.new[sheet.collection, one.id] = _New(sheet.collection, (), item, behind, oddity, written)
            behind = one.id
            if not one.is_copy:
                self._call(sheet, one.id, one.row.cells)
        for line in gone:
            self.changes.append(removed(sheet.collection, (), items[line.id]))

    def _given(self, sheet: Sheet) -> tuple[dict[str, Any], dict[str, Any]]:
        if sheet.collection == "case_types":
            return {"department": self.part.department}, {"name": ""}
        if sheet.collection == "faqs":
            return {"department": self.part.department, "question": {}, "answer": {}}, {}
        own_types = own(self.base, self.part.department, "case_types")
        known = [one.id for one in own_types] or [one for kind, one in self.new if kind == "case_types"]
        return {"title": ""}, {"case_type": known[0] if known else ""}

    def _call(self, sheet: Sheet, wanted: str, cells: dict[str, Cell]) -> None:
        """Let other sheets name an item as it is called now."""
        name = _NAMES.get(sheet.collection)
        if name and cells.get(name):
            self.ids[sheet.collection].setdefault(folded(shown(cells[name])), wanted)

    def _children(self, reading: Reading, found: Sequence[Found], gone: Sequence[Line]) -> None:
        sheet = reading.sheet
        parents, odd = self._parents(reading, found)
        name = sheet.collection.rsplit(".", 1)[1]
        groups: dict[str, list[Found]] = {}
        for one in found:
            if one.line is not None:
                groups.setdefault(one.line.parent, []).append(one)
            if one.row.number in parents and (one.line is None or parents[one.row.number] != one.line.parent):
                copy = one
                if (
                    one.line is not None
                ):  # put under another heading: it stays where it was, and is offered there
                    sign = derived_id(self.part.part_id, sheet.kind, parents[one.row.number], one.row.key)
                    copy = Found(sign, one.row, None, is_copy=True)
                groups.setdefault(parents[one.row.number], []).append(copy)
        owners = {one.id: one for one in own(self.base, self.part.department, sheet.parent)}
        for parent, rows in groups.items():
            items = {one.id: one for one in getattr(owners.get(parent), name, ())}
            self._siblings(reading, parent, items, rows, odd)
        for line in gone:
            if line.parent not in self.gone.get(sheet.parent, set()):
                item = next(one for one in getattr(owners[line.parent], name) if one.id == line.id)
                self.changes.append(removed(sheet.collection, (line.parent,), item))

    def _siblings(
        self,
        reading: Reading,
        parent: str,
        items: dict[str, Any],
        rows: Sequence[Found],
        odd: dict[int, tuple[Oddity, str]],
    ) -> None:
        """Read the rows that lie in one item: in the order of their numbers, if they have any."""
        sheet = reading.sheet
        places = {key: n for n, key in enumerate(items)}
        numbers = {one.id: self._number(reading, one) for one in rows}
        ordered = sorted(
            rows,
            key=lambda one: (numbers[one.id], one.line is None, places.get(one.id, 0), one.row.number),
        )
        if sheet.is_numbered:
            by_number: dict[float, str] = {}
            for one in ordered:
                by_number.setdefault(numbers[one.id], one.id)
            reading = replace(reading, line_of=by_number.get)
            self._order(sheet, parent, items, [one.id for one in ordered if one.line is not None])
        else:
            ordered = sorted(
                ordered, key=lambda one: (one.line is None, places.get(one.id, 0), one.row.number)
            )
        behind: str | None = None if sheet.is_numbered else next(reversed(items), None)
        made: list[_New] = []
        for one in ordered:
            if one.line is not None:
                said = changed_fields(reading, items[one.id], one.line.cells, one.row.cells)
                self.changes += field_changes(sheet.collection, (parent,), items[one.id], said)
            else:
                made.append(self._child(reading, parent, one, behind, odd.get(one.row.number)))
            behind = one.id if sheet.is_numbered or one.line is None else behind
        self._put(sheet, parent, made)

    def _child(
        self, reading: Reading, parent: str, one: Found, behind: str | None, odd: tuple[Oddity, str] | None
    ) -> _New:
        needed: dict[str, dict[str, Any]] = {
            "steps": {"title": ""},
            "volumes": {"channel": Channel.PHONE.value, "low": 0.0, "likely": 0.0, "high": 0.0},
            "lines": {"kind": ItemKind.DO.value},
        }
        given = {"text": ""} if reading.sheet.kind == "lines" else {}
        item, oddity, written = new_item(reading, one.id, one.row.cells, given, needed[reading.sheet.kind])
        new = _New(reading.sheet.collection, (parent,), item, behind, oddity, written)
        if odd is not None:
            new.note(*odd)
        if one.is_copy:
            new.oddity = Oddity.COPIED_ROW
        return new

    def _put(self, sheet: Sheet, parent: str, made: Sequence[_New]) -> None:
        """Put new items into their owner where that is new as well; else they are changes of their own."""
        owner = self.new.get((sheet.parent, parent))
        if owner is None:
            self.changes += [one.change() for one in made]
            return
        name = sheet.collection.rsplit(".", 1)[1]
        for one in made:
            owner.hold(name, [*owner.item.get(name, []), one.item], one.oddity, one.written)

    def _order(self, sheet: Sheet, parent: str, items: dict[str, Any], now: list[str]) -> None:
        before = [one for one in items if one in now]
        if before != now:
            self.changes.append(PartChange("order", sheet.collection, (parent,), "", "order", before, now))

    def _number(self, reading: Reading, one: Found) -> float:
        """Return the number of a row; one that has none comes last, or where it was sent from."""
        usual = one.line.cells.get(NUMBER) if one.line is not None else None
        last = usual if isinstance(usual, float) else float("inf")
        column, cell = reading.sheet.column(NUMBER), one.row.cells.get(NUMBER, [])
        if column is None or NUMBER not in reading.keys:
            return last
        said = understood(column, cell, reading.meanings)
        if isinstance(said.value, float):
            return said.value
        if cell or usual is not None:
            self.notes.append(_not_understood(reading, one.row.number, shown(cell)))
        return last

    def _parents(
        self, reading: Reading, found: Sequence[Found]
    ) -> tuple[dict[int, str], dict[int, tuple[Oddity, str]]]:
        """Return what each row says it lies in, by the row's number, and what is odd about that.

        A new row that does not say it, or says what nobody knows, is put with the row above, and asked about.
        """
        sheet = reading.sheet
        column = sheet.column(PARENT)
        owners = [one.id for one in own(self.base, self.part.department, sheet.parent)]
        owners += [one for kind, one in self.new if kind == sheet.parent]
        above = owners[0] if owners else None
        parents: dict[int, str] = {}
        odd: dict[int, tuple[Oddity, str]] = {}
        for one in sorted(found, key=lambda one: one.row.number):
            cell = one.row.cells.get(PARENT, [])
            sent = one.line.cells.get(PARENT) if one.line is not None else None
            said = understood(column, cell, reading.meanings) if column is not None and cell else Said(None)
            known = (
                str(said.value) if said.value in owners and said.oddity in (None, Oddity.FORMULA) else None
            )
            if one.line is not None and (known is None or is_same(cell, sent)):
                if cell and not is_same(cell, sent):
                    self._note_parent(reading, one, shown(cell))
                known = one.line.parent
            elif known is None:
                written = f"{reading.heads[PARENT]}: {shown(cell)}"
                odd[one.row.number] = (Oddity.UNREADABLE if cell else Oddity.BLANK, written)
                known = above
            if known is None:
                self._note_parent(reading, one, " | ".join(filter(None, map(shown, one.row.cells.values()))))
                continue
            above = parents[one.row.number] = known
        return parents, odd

    def _note_parent(self, reading: Reading, one: Found, text: str) -> None:
        self.notes.append(
            message(
                N_(
                    '{sheet}, row {row}: there is nothing here that "{text}" could belong to. It was not read.'
                ),
                sheet=reading.heads[""],
                row=str(one.row.number),
                text=text,
            )
        )

    def _rules(self, reading: Reading, found: Sequence[Found], gone: Sequence[Line]) -> None:
        parents, odd = self._parents(reading, found)
        groups: dict[str, list[Found]] = {}
        for one in found:
            if one.row.number in parents:
                groups.setdefault(parents[one.row.number], []).append(one)
        missing: dict[str, list[Line]] = {}
        for line in gone:
            missing.setdefault(line.parent, []).append(line)
        for one in found:
            if one.line is not None and parents.get(one.row.number) not in (None, one.line.parent):
                missing.setdefault(one.line.parent, []).append(one.line)
        items = {one.id: one for one in own(self.base, self.part.department, "checklists")}
        for checklist in dict.fromkeys((*groups, *missing)):
            if checklist in self.gone.get("checklists", set()) and checklist not in groups:
                continue
            rows = groups.get(checklist, [])
            item = items.get(checklist)
            table = item.decision_table if item else None
            said, unread = read_rules(reading, checklist, table, rows, missing.get(checklist, []))
            self.notes += [_not_understood(reading, row, text) for row, text in unread]
            if said is None:
                continue
            asked = [odd[one.row.number] for one in rows if one.row.number in odd]
            if asked:
                written = "\n".join(filter(None, (said.written, *(text for _, text in asked))))
                said = Said(said.value, said.oddity or asked[0][0], written)
            if item is not None:
                self.changes += field_changes("checklists", (), item, {"decision_table": said})
            else:
                self.new["checklists", checklist].hold(
                    "decision_table", said.value, said.oddity, said.written
                )


def _not_understood(reading: Reading, row: int, text: str) -> Message:
    """Return a note on what says neither a number nor what a row is; everything else of the row was read."""
    return message(
        N_('{sheet}, row {row}: "{text}" was not understood, and the order stays as it was there.'),
        sheet=reading.heads[""],
        row=str(row),
        text=text,
    )


def removed(collection: str, within: tuple[str, ...], item: Any) -> PartChange:
    """Return that an item's row is gone: no deletion, but a question."""
    return PartChange(
        "removed", collection, within, item.id, None, item.as_json(), None, oddity=Oddity.MISSING_ROW
    )
