"""The table of what the figures rest on: a value is typed over where it stands, and an emptied one is the default."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from workbench.model.text import Message, ProjectError
from workbench.ui.look import Look
from workbench.ui.pages.staffing.assumed import Assumed, Value
from workbench.ui.pages.staffing.assumed_typing import offers, read, written
from workbench.ui.pages.volumes.grid_view import CompletingView
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.figure_table import as_high_as_rows
from workbench.ui.widgets.table import TableModel

Row = Assumed | str


class AssumedModel(TableModel):
    """``takes`` makes the edit of a value; ``refuses`` hears why something was not understood."""

    def __init__(
        self,
        look: Look,
        takes: Callable[[Assumed, Value], bool],
        refuses: Callable[[Message], object],
    ) -> None:
        t = look.texts
        super().__init__(
            look,
            (
                Column("name", t("What the figures rest on"), 280, stretches=True),
                Column("value", t("Value"), 170, is_number=True),
                Column("unit", t("Unit"), 150),
                Column("from", t("Where from"), 330),
            ),
        )
        self._takes, self._refuses = takes, refuses

    def key(self, row: Row) -> Hashable:
        return row if isinstance(row, str) else row.id

    def cell(self, row: Row, column: Column) -> Cell:
        if isinstance(row, str):
            return Cell(row, is_strong=True) if column.key == "name" else EMPTY
        if column.key == "name":
            return Cell(row.name, indent=1, detail=row.hint or row.name)
        if column.key == "unit":
            return Cell(row.unit, tone="text2", detail=row.unit)
        words = written(row, row.value, self.look.texts)
        if column.key == "value":
            tone = "text2" if row.said is None else "text"
            return Cell(
                words or "–",
                is_number=True,
                tone="text2" if tone == "text2" else "text",
                is_strong=row.said is not None,
                typed=words,
                detail=row.hint,
            )
        return self._where_from(row)

    def _where_from(self, row: Assumed) -> Cell:
        t = self.look.texts
        if row.override is not None:
            text = t("This scenario says {value}", value=written(row, row.override, t))
            return Cell(text, icon="compare", tone="warning", icon_tone="warning", detail=text)
        if row.said is not None:
            return Cell(t("The project"), tone="text2")
        if row.default in (None, ""):
            return Cell(t("Nobody said"), tone="text3")
        if row.where[0] == "units":
            return Cell(t("As all units"), tone="text3")
        text = row.source or t("Assumed: planning norm, not measured here")
        return Cell(text, icon="information-outline", tone="text2", detail=text)

    def typed(self, row: Row, column: Column, text: str) -> bool:
        if isinstance(row, str) or text.strip() == self.cell(row, column).typed:
            return False
        try:
            value = read(row, text, self.look.texts)
        except ProjectError as problem:
            self._refuses(problem.message)
            return False
        return self._takes(row, value)


class AssumedTable(CompletingView):
    """Enter writes a value and goes a row on, Del takes it away. Where a value is refused, the place is kept."""

    cleared = Signal(object)
    """A row whose value is to be the default again."""

    def __init__(self, look: Look, model: AssumedModel, name: str) -> None:
        super().__init__(look, model, name, row_height=28)
        self.is_refused = False
        self._fit()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show ``rows``: those that are equal stay the same objects."""
        known = {self.table.key(one): one for one in self.table.rows}
        kept = [old if (old := known.get(self.table.key(one))) == one else one for one in rows]
        before = len(self.table.rows)
        self.keeping_place(lambda: self.table.set_rows(kept))
        if before != len(kept):
            self._fit()

    def offers(self, key: str) -> tuple[str, ...]:
        row = self.current_row
        return offers(row, self.look.texts) if key == "value" and isinstance(row, Assumed) else ()

    def keeps_place(self) -> bool:
        was, self.is_refused = self.is_refused, False
        return was

    def after_enter(self, row: int, column: int, *, is_back: bool) -> None:
        step = -1 if is_back else 1
        while 0 <= row + step < len(self.table.rows) and isinstance(self.table.rows[row + step], str):
            row += step
        super().after_enter(row, column, is_back=is_back)

    def _fit(self) -> None:
        as_high_as_rows(self, 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_delete = event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        if is_delete and self.state() != self.State.EditingState and isinstance(self.current_row, Assumed):
            self.cleared.emit(self.current_row)
            return
        index = self.currentIndex()
        value = self.table.column_at("value")
        if (
            event.text().strip()
            and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and index.isValid()
            and index.column() != value
            and isinstance(self.current_row, Assumed)
        ):
            there = self.table.index(index.row(), value)
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(there, flags.ClearAndSelect | flags.Rows)
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
