"""Rows that are typed like a sheet: choices complete, a row below the last begins a new one, results stand beside.

Nothing is refused with a dialog. What was not understood stays in its cell, and the line below the table says why.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from operator import is_
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from workbench.edits import Edit
from workbench.model.text import N_, Message, ProjectError, message
from workbench.ui.look import Look
from workbench.ui.pages.costs.pasting import pasted
from workbench.ui.pages.costs.reading import read
from workbench.ui.pages.costs.record_table import NEW, RecordModel, RecordRow, RecordTable
from workbench.ui.pages.costs.records import RESULTS, Changes, Records
from workbench.ui.widgets.assist_line import AssistLine, Hint
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.parts import column
from workbench.ui.workspace import Workspace


class RecordEditor(QWidget):
    """The table of ``records`` with its assist line."""

    current_changed = Signal(str)
    """The key of the row that the keyboard stands on ("": none, or the new one)."""

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        name: str,
        records: Records,
        unfold: Callable[[str], object],
        *,
        most: int = 14,
    ) -> None:
        super().__init__()
        self.workspace, self.look, self.texts, self.records = workspace, look, look.texts, records
        self.name = name
        self._place = f"costs/{records.kind}/"
        self._columns = records.columns()
        self._read: tuple[object, ...] = ()
        self._draft: dict[str, str] = {}
        self._odd: dict[tuple[str, str], tuple[str, Message]] = {}
        self.model = RecordModel(look, self._columns, self._take)
        self.table = RecordTable(look, self.model, name, self._words, unfold, most=most)
        self.table.current_changed.connect(self._stands)
        self.table.typing.connect(self._typing)
        if records.can_add:
            self.table.new_wanted.connect(self.begin)
        self.table.touched.connect(self._heard)
        self._is_refusing = False
        self.assist = AssistLine(look)
        self.setLayout(column(self.table, self.assist, spacing=0))
        self.take_up_drafts()
        self._say_keys(NEW if records.can_add else "", self._columns[0].key)

    # what is shown

    def refresh_if_other(self) -> None:
        """Show the rows anew where what they are made of is other than when they were shown last."""
        reads = self.records.reads(self.workspace.project)
        if len(reads) != len(self._read) or not all(map(is_, reads, self._read)):
            self.refresh()

    def refresh(self) -> None:
        """Show the rows as the project and the last figures have them."""
        project = self.workspace.project
        self._read = self.records.reads(project)
        known = {row.id: row for row in self.model.rows}
        rows = [self._row(key, one) for key, one in self.records.all(project)]
        if self.records.can_add:
            rows.append(self._new_row())
        kept = [known[row.id] if known.get(row.id) == row else row for row in rows]
        before = len(self.model.rows)
        self.table.keeping_place(lambda: self.model.set_rows(kept))
        if before != len(kept) or any(one is not known.get(one.id) for one in kept):
            self.table.fit()

    def _row(self, key: str, one: Any) -> RecordRow:
        project, records = self.workspace.project, self.records
        cells = [records.cell(project, one, column.key) for column in self._columns]
        for at, column_ in enumerate(self._columns):
            odd = self._odd.get((key, column_.key))
            if odd is not None:
                cells[at] = self._odd_cell(column_, *odd)
        return RecordRow(key, tuple(cells), tuple(records.unfolds(one, each.key) for each in self._columns))

    def _odd_cell(self, at: Column, text: str, why: Message) -> Cell:
        return Cell(text, typed=text, is_odd=True, is_number=at.is_number, detail=self.texts.message(why))

    def _new_row(self) -> RecordRow:
        project, cells = self.workspace.project, []
        defaults = self.records.defaults(project)
        for at, one in enumerate(self._columns):
            odd = self._odd.get((NEW, one.key))
            if odd is not None:
                cells.append(self._odd_cell(one, *odd))
            elif one.key in self._draft:
                cells.append(Cell(self._draft[one.key], typed=self._draft[one.key], is_number=one.is_number))
            elif not at:
                cells.append(Cell(self.texts("New row"), tone="text3", typed="", icon="plus"))
            elif one.key in RESULTS:
                cells.append(EMPTY)
            else:
                words = dict(self.records.offers(project, one.key))
                given = str(defaults.get(one.key, ""))
                text = words.get(given, given)
                cells.append(Cell(text, tone="text3", typed="", is_number=one.is_number))
        return RecordRow(NEW, tuple(cells))

    def _words(self, key: str) -> tuple[str, ...]:
        return tuple(word for _, word in self.records.offers(self.workspace.project, key))

    def _stands(self, row: int, key: str) -> None:
        found: RecordRow = self.model.rows[row]
        odd = self._odd.get((found.id, key))
        if odd is not None:
            self._say_odd(odd[1])
        elif not self._is_refusing:  # Enter has gone on to the next row: the reason stays until the next key
            self._say_keys(found.id, key)
        self.current_changed.emit("" if found.id == NEW else found.id)

    def _say_keys(self, row: str, key: str) -> None:
        t = self.texts
        words = self._words(key)
        keys = [("Enter", t("writes"))] if key not in RESULTS else [("Enter", t("shows what it is made of"))]
        if row != NEW and self.records.can_add:
            keys += [("+", t("new row")), ("Del", t("removes the row"))]
        text = t("One of: {words}", words=", ".join(words)) if words else ""
        if row == NEW and not words:
            text = t("A new row needs: {fields}", fields=", ".join(self._titles(self.records.needs)))
        self.assist.say(Hint(text, keys=tuple(keys)))

    def _titles(self, keys: Sequence[str]) -> list[str]:
        titles = {one.key: one.title for one in self._columns}
        return [titles[key] for key in keys]

    def _heard(self) -> None:
        self._is_refusing = False

    def _say_odd(self, why: Message) -> None:
        self.assist.say(Hint(self.texts.message(why), icon="alert-outline", tone="warning"))

    # what is typed

    def _typing(self, place: str, key: str, text: str | None) -> None:
        """Keep what stands in the open editor; of the new row also what waits after it was closed."""
        waits = text if text is not None or not place.startswith(f"{NEW}/") else self._draft.get(key)
        self.workspace.typing(f"{self._place}{place}", waits)

    def take_up_drafts(self) -> None:
        """Show again what was being typed when the program ended."""
        for place, text in self.workspace.drafts.items():
            row, _, key = place.removeprefix(self._place).partition("/")
            if not place.startswith(self._place) or not key:
                continue
            if row == NEW:
                self._draft.setdefault(key, text)
            else:
                why = message(N_("This was being typed when the program ended; Enter twice writes it."))
                self._odd.setdefault((row, key), (text, why))

    def _take(self, row: RecordRow, key: str, text: str) -> bool:
        project = self.workspace.project
        cell = self.model.cell(row, self._columns[self.model.column_at(key)])
        if (row.id, key) not in self._odd and text.strip() == (cell.typed or ""):
            return False
        if row.id == NEW:
            return self._take_new(key, text)
        reading = read(key, text, project, self.texts)
        if reading.problem is not None:
            return self._refuse(row.id, key, text, reading.problem)
        self._odd.pop((row.id, key), None)
        return self._do(lambda: self.records.change(project, {row.id: reading.changes}), (row.id, key, text))

    def _refuse(self, row: str, key: str, text: str, why: Message) -> bool:
        self._odd[row, key] = (text, why)
        self._is_refusing = True
        self.refresh()
        self._say_odd(why)
        return False

    def _do(self, makes: Callable[[], Edit], place: tuple[str, str, str]) -> bool:
        """Make the edit; where it is refused the text stays in its cell, with the reason below."""
        row, key, text = place
        try:
            edit = makes()
            edit.apply(self.workspace.project)
        except ProjectError as problem:
            return self._refuse(row, key, text, problem.message)
        is_done = self.workspace.do(edit) is not None
        self.refresh()
        return is_done

    def _take_new(self, key: str, text: str) -> bool:
        project = self.workspace.project
        self._odd.pop((NEW, key), None)
        if not text.strip():
            self._draft.pop(key, None)
            self.refresh()
            return False
        self._draft[key] = text
        changes: Changes = {}
        for name, said in self._draft.items():
            reading = read(name, said, project, self.texts)
            if reading.problem is not None:
                return self._refuse(NEW, name, said, reading.problem)
            changes |= reading.changes
        if not set(self.records.needs) <= set(changes):
            self.refresh()
            self._say_keys(NEW, self._columns[0].key)
            return True
        if not self._do(lambda: self.records.add(project, [changes]), (NEW, key, text)):
            return False
        for name in self._draft:
            self.workspace.typing(f"{self._place}{NEW}/{name}", None)
        self._draft.clear()
        self.refresh()
        return True

    # what is done with rows

    def begin(self) -> None:
        """Stand in the new row, ready to write."""
        self.table.setFocus()
        self.table.go_to(NEW, self._columns[0].key, edits=True)

    def remove(self) -> None:
        """Remove the chosen rows, as one step of undo."""
        keys = [row.id for row in self.table.selected_rows if row.id != NEW]
        if keys:
            self.workspace.do(self.records.remove(self.workspace.project, keys))
            self.refresh()

    def paste(self) -> None:
        """Take rows from the clipboard: a row with a known name changes that one, others are added."""
        project, text = self.workspace.project, QGuiApplication.clipboard().text()
        found = pasted(self.records, project, text, self.texts)
        if found.edit is not None:
            self.workspace.do(found.edit)
            self.refresh()
        said = self.texts.plural("{n} row was read.", "{n} rows were read.", found.count)
        if found.skipped:
            why = self.texts.message(found.skipped[0][1])
            rest = self.texts.plural("{n} was not", "{n} were not", len(found.skipped))
            said = self.texts(
                "{read} {skipped}: {first} ({why})",
                read=said,
                skipped=rest,
                first=found.skipped[0][0],
                why=why,
            )
        self.assist.say(Hint(said, icon="alert-outline" if found.skipped else "check"))

    def next_unfilled(self, by: int = 1) -> bool:
        """Go to the next cell (``by`` -1: the one before) in which something is missing; tell whether there is one."""
        rows = self.records.all(self.workspace.project)
        places = [
            (at, column)
            for at, (_, one) in enumerate(rows)
            for column, head in enumerate(self._columns)
            if self.records.is_unfilled(one, head.key)
        ]
        if not places:
            return False
        index = self.table.currentIndex()
        now = (index.row(), index.column()) if self.table.hasFocus() else (-1, -1)
        after = [one for one in places if one > now] if by > 0 else [one for one in places if one < now][::-1]
        row, at = next(chain(after, places if by > 0 else places[::-1]))
        self.table.setFocus()
        self.table.stand_on(row, at)
        return True

    def go_to(self, key: str, field: str = "") -> bool:
        """Stand on a row, in a column if it is one; tell whether it is there."""
        known = {one.key for one in self._columns}
        if not self.table.go_to(key, field if field in known else self._columns[0].key):
            return False
        self.table.setFocus()
        return True
