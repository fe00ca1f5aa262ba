"""A chart of the spreadsheet's own, bound to cells: it follows whoever changes an input."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.export import palette
from workbench.export.workbook.book import Cell, Sheet, span

_INKS = (palette.ACCENT, palette.SECOND, palette.EDGE, palette.LINE)
_FEW = 12
"""More bars than these have no figures, and standing ones a label at every third."""
_WIDTH, _ROW_PX, _HEAD_PX = 760, 24, 130


@dataclass(frozen=True)
class Line:
    """A series: its name, its cells (neighbours in one column) and its ink. ``inks`` are of single bars, by place."""

    name: str | Cell
    cells: Sequence[Cell]
    ink: str = ""
    is_hidden: bool = False
    inks: tuple[str, ...] = ()


@dataclass(frozen=True)
class NativeChart:
    """A chart to be put on a sheet. ``names`` are the cells that say what the bars are, one or two columns of them.

    ``about`` is what it says in words, for those who do not see it.
    """

    title: str
    unit: str
    about: str
    names: tuple[Cell, Cell]
    lines: tuple[Line, ...]
    is_lying: bool = False
    is_stacked: bool = True
    numbers: str = "#,##0"

    @property
    def bars(self) -> int:
        """How many places there are along its axis."""
        return self.names[1].row - self.names[0].row + 1


def put(sheet: Sheet, row: int, column: int, chart: NativeChart) -> int:
    """Put ``chart`` on ``sheet`` with its corner at a cell; return the first row below it."""
    subtype = {"subtype": "stacked"} if chart.is_stacked else {}
    made = sheet.book.writer.add_chart({"type": "bar" if chart.is_lying else "column", **subtype})
    for at, line in enumerate(chart.lines):
        made.add_series(_series(chart, line, line.ink or _INKS[at % len(_INKS)]))
    small = {"name_font": {"size": 9, "bold": False}, "num_font": {"size": 9}}
    names = {**small, "line": {"color": palette.EDGE}, "label_position": "low"}
    if chart.is_lying:
        names |= {"reverse": True, "crossing": "max"}  # the first row of the table is the topmost bar
    values = {
        **small,
        "name": chart.unit,
        "num_format": chart.numbers,
        "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": palette.GRID}},
    }
    if chart.bars > _FEW and not chart.is_lying:  # rows have room for every name
        names |= {"interval_unit": _FEW // 4, "num_font": {"size": 8, "rotation": -90}}
    if chart.is_lying:
        made.set_y_axis(names)
        made.set_x_axis(values)
    else:
        made.set_x_axis(names)
        made.set_y_axis(values)
    made.set_title({"name": chart.title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    shown = [line for line in chart.lines if not line.is_hidden]
    hidden = [at for at, line in enumerate(chart.lines) if line.is_hidden]
    made.set_legend({"position": "bottom", "delete_series": hidden} if len(shown) > 1 else {"none": True})
    high = _HEAD_PX + _ROW_PX * chart.bars if chart.is_lying else 320
    made.set_size({"width": _WIDTH, "height": high})
    sheet.worksheet.insert_chart(row, column, made, {"description": f"{chart.title}. {chart.about}"})
    return row + -(-high // 20) + 1


def _series(chart: NativeChart, line: Line, ink: str) -> dict[str, Any]:
    fill: dict[str, Any] = {"none": True} if line.is_hidden else {"color": ink}
    made: dict[str, Any] = {
        "name": line.name if isinstance(line.name, str) else f"={line.name}",
        "categories": f"={span(*chart.names)}",
        "values": f"={span(line.cells[0], line.cells[-1])}",
        "fill": fill,
        "border": {"none": True},
        "gap": 30 if chart.bars > _FEW or chart.is_lying else 60,
    }
    if chart.is_stacked:
        made["overlap"] = 100
    if line.inks:
        made["points"] = [{"fill": {"color": one}} for one in line.inks]
    if chart.bars <= _FEW and not chart.is_stacked:
        made["data_labels"] = {"value": True, "num_format": chart.numbers, "font": {"size": 8}}
    return made
