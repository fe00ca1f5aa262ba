"""The table of positions at the front today. The last row is for a new one: its name makes it."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from workbench.model.text import Message, ProjectError
from workbench.ui.look import Look
from workbench.ui.pages.staffing.positions import (
    PositionRow,
    add_position,
    change_position,
    choices_of,
    position_cell,
    position_columns,
    position_rows,
    read_position,
)
from workbench.ui.pages.volumes.grid_view import CompletingView
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.figure_table import as_high_as_rows
from workbench.ui.widgets.table import TableModel
from workbench.ui.workspace import Workspace


class PositionsModel(TableModel):
    """``refuses`` hears why something was not understood."""

    def __init__(self, workspace: Workspace, look: Look, refuses: Callable[[Message], object]) -> None:
        super().__init__(look, position_columns(look.texts))
        self.workspace, self._refuses = workspace, refuses

    def key(self, row: PositionRow) -> Hashable:
        return row.id

    def cell(self, row: PositionRow, column: Column) -> Cell:
        return position_cell(row, column, self.workspace.project, self.look.texts)

    def typed(self, row: PositionRow, column: Column, text: str) -> bool:
        work, t = self.workspace, self.look.texts
        if text.strip() == self.cell(row, column).typed:
            return False
        try:
            changes = read_position(row.of, column.key, text, work.project, t)
        except ProjectError as problem:
            self._refuses(problem.message)
            return False
        edit = (
            add_position(work.project, changes["name"], work.department)
            if row.of is None
            else change_position(row.of, changes)
        )
        return work.do(edit) is not None


class PositionsTable(CompletingView):
    """Enter writes and goes a row on, Tab a cell on; ``removed`` asks for the chosen rows to go."""

    removed = Signal()

    def __init__(self, look: Look, model: PositionsModel, name: str) -> None:
        super().__init__(look, model, name, row_height=28)
        self.workspace = model.workspace
        self.is_refused = False
        self._fit()

    def refresh(self) -> None:
        """Show the positions as they are now; those that did not change stay the same rows."""
        known = {one.id: one for one in self.table.rows}
        rows = position_rows(self.workspace.project, self.workspace.department)
        kept = [known[one.id] if known.get(one.id) == one else one for one in rows]
        before = len(self.table.rows)
        self.keeping_place(lambda: self.table.set_rows(kept))
        if before != len(kept):
            self._fit()

    def offers(self, key: str) -> tuple[str, ...]:
        row = self.current_row
        position = row.of if isinstance(row, PositionRow) else None
        return tuple(choices_of(self.workspace.project, key, self.look.texts, position).values())

    def keeps_place(self) -> bool:
        was, self.is_refused = self.is_refused, False
        return was

    def _fit(self) -> None:
        as_high_as_rows(self, 14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.state() != self.State.EditingState:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
