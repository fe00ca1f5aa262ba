"""Tables of ready cells: a row says what it shows and what each figure unfolds into, columns fit their figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QScrollArea

from workbench.ui.look import Look
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.first_column import FirstColumn
from workbench.ui.widgets.table import TableView


@dataclass(frozen=True)
class CostRow:
    """A row: its key, a cell per column, and per column the key of the explanation ("": none)."""

    key: str
    cells: tuple[Cell, ...]
    unfolds: tuple[str, ...] = ()


class CostTable(FigureTable):
    """The table of a view. Its first column stays in sight when the others are scrolled sideways."""

    def __init__(
        self,
        look: Look,
        name: str,
        columns: Sequence[Column],
        unfold: Callable[[str], None],
        *,
        most: int = 100,
    ) -> None:
        made = [_column(column, at) for at, column in enumerate(columns)]
        super().__init__(look, name, made, unfold, named=lambda row: row.key, most=most)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.first = FirstColumn(self)
        self.current_changed.connect(lambda _row, _key: keep_in_sight(self))

    def show_rows(self, rows: Sequence[CostRow]) -> None:
        """Show ``rows``; what is the same as before is not painted anew."""
        known = {row.key: row for row in self.table.rows}
        self.set_rows([known[row.key] if known.get(row.key) == row else row for row in rows])
        fit_widths(self)

    @property
    def current_cost_row(self) -> CostRow | None:
        """The row with the current cell."""
        row = self.current_row
        return row if isinstance(row, CostRow) else None


def _column(column: Column, at: int) -> FigureColumn:
    def shows(row: CostRow) -> Cell:
        return row.cells[at] if at < len(row.cells) else EMPTY

    def unfolds(row: CostRow) -> str:
        return row.unfolds[at] if at < len(row.unfolds) else ""

    return FigureColumn(**vars(column), shows=shows, unfolds=unfolds)


def fit_widths(table: TableView) -> None:
    """Make columns as wide as heads and cells ask, those of words up to half as much again; not what stretches."""
    model, px = table.table, table.look.px
    measure = QFontMetrics(table.look.font("strong"))
    for at, column in enumerate(model.columns):
        if column.stretches:
            continue
        cells = [model.cell_at(n, at) for n in range(min(len(model.rows), 200))]
        longest = sorted(cells, key=lambda cell: len(cell.text))[-3:]
        needed = px(20) + max(
            (measure.horizontalAdvance(cell.text) + (px(24) if cell.icon else 0) for cell in longest),
            default=0,
        )
        if not column.is_number:
            needed = min(needed, px(1.4 * column.width))
        wide = max(needed, px(column.width), measure.horizontalAdvance(column.title) + px(18))
        if wide != table.columnWidth(at):
            table.setColumnWidth(at, wide)


def keep_in_sight(table: TableView) -> None:
    """Scroll the page, not only the table, so that the current row is seen."""
    area, index = table.parentWidget(), table.currentIndex()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    page = area.widget() if area is not None else None
    if area is None or page is None or not table.hasFocus():
        return
    if index.row() or area.verticalScrollBar().value():  # a view comes up from its top
        place = table.viewport().mapTo(page, table.visualRect(index).center())
        area.ensureVisible(0, place.y(), 0, 2 * table.rowHeight(index.row()))
