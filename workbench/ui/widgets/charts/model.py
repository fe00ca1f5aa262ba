"""The table behind a chart, as the window's tables take it."""

from __future__ import annotations

from collections.abc import Callable

from workbench.export.charts import Chart, ChartTable
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.table import TableModel

Changes = Callable[[int, str], bool]
"""Makes an edit of what was typed beside the row with this number; tells whether it was taken."""


class ChartModel(TableModel):
    """The rows of a chart's table as (number, texts)."""

    def __init__(self, look: Look, chart: Chart, changes: Changes | None) -> None:
        self.heads = heads_of(chart, look)
        self._changes = changes
        columns = [Column(str(at), head, 72, is_number=at > 0) for at, head in enumerate(self.heads)]
        super().__init__(look, columns)
        self.take(chart)

    def take(self, chart: Chart) -> None:
        """Show the figures of ``chart``, which has the same heads."""
        table: ChartTable = chart.table(self.look.texts)
        self.set_rows(tuple(enumerate(table.rows)))

    def key(self, row: tuple[int, tuple[str, ...]]) -> int:
        return row[0]

    def cell(self, row: tuple[int, tuple[str, ...]], column: Column) -> Cell:
        at = int(column.key)
        text = row[1][at]
        can_change = at == 1 and self._changes is not None
        return Cell(
            text,
            is_number=at > 0,
            tone="text3" if text == self.look.texts("missing") else "text",
            typed=text if can_change else None,
        )

    def typed(self, row: tuple[int, tuple[str, ...]], column: Column, text: str) -> bool:
        del column
        return self._changes is not None and self._changes(row[0], text)


def heads_of(chart: Chart, look: Look) -> tuple[str, ...]:
    """Return the heads of the chart's table."""
    return chart.table(look.texts).heads
