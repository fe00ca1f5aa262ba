"""Who takes part in the workshop: name, role, present or not. Never shown to the room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QMouseEvent

from workbench.edits import AddItem, Batch, ChangeItem, Edit, RemoveItem
from workbench.model.programme import Participant, Workshop
from workbench.model.record import new_id
from workbench.model.text import N_
from workbench.ui.look import Look
from workbench.ui.pages.workshop.entry_table import BLANK, Blank, EntryTable
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.table import TableModel
from workbench.ui.workspace import Workspace

_PARTICIPANTS = "workshops.participants"


class ParticipantModel(TableModel):
    """The participants of one workshop, and an empty row for the next."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        t = look.texts
        columns = (
            Column("name", t("Name"), 150, stretches=True),
            Column("role", t("Role"), 170),
            Column("present", t("Present"), 110),
        )
        super().__init__(look, columns)
        self.workspace = workspace
        self.workshop: str = ""

    def show_workshop(self, workshop: Workshop | None) -> None:
        """Show the participants of ``workshop``."""
        self.workshop = workshop.id if workshop else ""
        self.set_rows((*workshop.participants, BLANK) if workshop else ())

    def cell(self, row: Participant | Blank, column: Column) -> Cell:
        """Return a participant's cell."""
        t = self.look.texts
        if isinstance(row, Blank):
            return Cell(t("Add a participant"), tone="text3", typed="") if column.key == "name" else EMPTY
        if column.key == "name":
            return Cell(row.name, typed=row.name)
        if column.key == "role":
            return Cell(row.role, typed=row.role)
        if row.is_present:
            return Cell(t("present"), icon="check", icon_tone="ok", detail=t("Space: absent"))
        return Cell(t("absent"), tone="text2", icon="minus", detail=t("Space: present"))

    def typed(self, row: Participant | Blank, column: Column, text: str) -> bool:
        """Add a participant, or change one. A pasted list becomes a row each."""
        text = text.strip()
        if isinstance(row, Blank):
            return bool(text) and self.add([text])
        if text == getattr(row, column.key) or (column.key == "name" and not text):
            return False
        edit = ChangeItem(
            collection=_PARTICIPANTS, within=(self.workshop,), id=row.id, changes={column.key: text}
        )
        batch = Batch(name=N_("change participant {name}"), values={"name": row.name}, edits=(edit,))
        return self.workspace.do(batch, cause=self) is not None

    def add(self, lines: Sequence[str]) -> bool:
        """Add participants; a tab in a line parts name and role."""
        edits: list[Edit] = []
        for one in lines:
            name, _, role = (part.strip() for part in one.partition("\t"))
            if name:
                item = Participant(id=new_id(), name=name, role=role.split("\t")[0])
                edits.append(AddItem(collection=_PARTICIPANTS, within=(self.workshop,), item=item.as_json()))
        if not edits:
            return False
        batch = Batch(name=N_("add participants"), edits=tuple(edits))
        return self.workspace.do(batch, cause=self) is not None

    def remove(self, rows: Sequence[Any]) -> None:
        """Take participants off the list."""
        edits = tuple(
            RemoveItem(collection=_PARTICIPANTS, within=(self.workshop,), id=one.id) for one in rows
        )
        self.workspace.do(Batch(name=N_("remove participants"), edits=edits), cause=self)

    def toggle(self, rows: Sequence[Any]) -> None:
        """Turn present into absent, and back; several rows become what the first one becomes."""
        if not rows:
            return
        is_present = not rows[0].is_present
        edits = tuple(
            ChangeItem(
                collection=_PARTICIPANTS,
                within=(self.workshop,),
                id=one.id,
                changes={"is_present": is_present},
            )
            for one in rows
        )
        self.workspace.do(Batch(name=N_("note who is present"), edits=edits), cause=self)


class ParticipantTable(EntryTable):
    """The table; a click on the last column says present or absent."""

    def __init__(self, look: Look, model: ParticipantModel) -> None:
        super().__init__(
            look,
            model,
            look.texts("Participants"),
            removes=model.remove,
            toggles=("present", model.toggle),
        )
        self.participants = model

    # Qt's own names from here on

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.participants.columns[index.column()].key == "present":
            row = self.participants.rows[index.row()]
            if row is not BLANK:
                self.participants.toggle((row,))
