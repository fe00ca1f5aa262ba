"""The agenda as it is planned: what, how many minutes, and when that begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.capture.quantities import read_minutes
from workbench.edits import AddItem, Batch, ChangeItem, Edit, MoveItem, RemoveItem
from workbench.model.programme import AgendaItem, Workshop
from workbench.model.record import new_id
from workbench.model.text import N_
from workbench.ui.look import Look
from workbench.ui.pages.workshop.course import Clock, course_of
from workbench.ui.pages.workshop.entry_table import BLANK, Blank, EntryTable
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.table import TableModel
from workbench.ui.workspace import Workspace

_AGENDA = "workshops.agenda"
_NEW_ITEM_MINUTES = 10.0


@dataclass(frozen=True)
class Planned:
    """An agenda item with the time at which it begins."""

    item: AgendaItem
    start: dt.time | None
    is_now: bool

    @property
    def id(self) -> str:
        """The item's id."""
        return self.item.id


class AgendaModel(TableModel):
    """The agenda of one workshop, and an empty row for the next item."""

    def __init__(self, workspace: Workspace, look: Look, clock: Clock) -> None:
        t = look.texts
        columns = (
            Column("begins", t("Begins"), 76),
            Column("title", t("Agenda item"), 150, stretches=True),
            Column("minutes", t("Minutes"), 84, is_number=True),
        )
        super().__init__(look, columns)
        self.workspace, self.clock = workspace, clock
        self.workshop: Workshop | None = None

    def show_workshop(self, workshop: Workshop | None) -> None:
        """Show the agenda of ``workshop``."""
        self.workshop = workshop
        if workshop is None:
            self.set_rows(())
            return
        course = course_of(workshop, self.clock())
        planned = [
            Planned(item, start, at == course.at)
            for at, (item, start) in enumerate(zip(workshop.agenda, course.starts, strict=True))
        ]
        self.set_rows((*planned, BLANK))

    def cell(self, row: Planned | Blank, column: Column) -> Cell:
        """Return an agenda item's cell."""
        t = self.look.texts
        if isinstance(row, Blank):
            return Cell(t("Add an agenda item"), tone="text3", typed="") if column.key == "title" else EMPTY
        if column.key == "title":
            return Cell(row.item.title, typed=row.item.title, is_strong=row.is_now, detail=row.item.title)
        if column.key == "minutes":
            number = t.number(row.item.minutes, 0 if row.item.minutes == round(row.item.minutes) else 1)
            return Cell(number, typed=number, is_number=True)
        if row.is_now:
            return Cell(t("now"), tone="accent", icon="timer-outline", icon_tone="accent")
        return Cell(row.start.strftime("%H:%M") if row.start else "\u2013", tone="text2")

    def typed(self, row: Planned | Blank, column: Column, text: str) -> bool:
        """Add an item, or change one. Minutes are read as people write them (45, 1h, 1:15)."""
        if self.workshop is None:
            return False
        text = text.strip()
        if isinstance(row, Blank):
            return bool(text) and self._add(self.workshop, text)
        changes: dict[str, Any]
        if column.key == "minutes":
            read = read_minutes(text)
            if read is None or not 0 < read.likely <= 24 * 60 or read.likely == row.item.minutes:
                return False
            changes = {"minutes": float(read.likely)}
        elif text and text != row.item.title:
            changes = {"title": text}
        else:
            return False
        edit = ChangeItem(collection=_AGENDA, within=(self.workshop.id,), id=row.id, changes=changes)
        return self._do(N_("change the agenda"), edit)

    def _add(self, workshop: Workshop, title: str) -> bool:
        item = AgendaItem(id=new_id(), title=title, minutes=_NEW_ITEM_MINUTES)
        return self._do(
            N_("add to the agenda"),
            AddItem(collection=_AGENDA, within=(workshop.id,), item=item.as_json()),
        )

    def remove(self, rows: Sequence[Any]) -> None:
        """Take items off the agenda."""
        if self.workshop is not None:
            within = (self.workshop.id,)
            edits = [RemoveItem(collection=_AGENDA, within=within, id=one.id) for one in rows]
            self._do(N_("remove from the agenda"), *edits)

    def move(self, row: Any, by: int) -> None:
        """Put an item ``by`` places on."""
        if self.workshop is None:
            return
        ids = [one.id for one in self.workshop.agenda]
        at = ids.index(row.id)
        to = at + by
        if 0 <= to < len(ids):
            rest = [one for one in ids if one != row.id]
            before = rest[to] if to < len(rest) else None
            edit = MoveItem(collection=_AGENDA, within=(self.workshop.id,), id=row.id, before=before)
            self._do(N_("move within the agenda"), edit)

    def _do(self, name: str, *edits: Edit) -> bool:
        return self.workspace.do(Batch(name=name, edits=edits), cause=self) is not None


def agenda_table(look: Look, model: AgendaModel) -> EntryTable:
    """Return the table of an agenda."""
    return EntryTable(look, model, look.texts("Agenda"), removes=model.remove, moves=model.move)
