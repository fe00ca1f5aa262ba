"""Charts in documents: as a picture with its words, or as the table that says the same."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.export.charts.layout import best_height, drawing_of
from workbench.export.charts.style import Style
from workbench.export.charts.values import Chart, ChartTable
from workbench.export.document import Block, Column, Picture, Row, Table
from workbench.export.drawing import Drawing, svg
from workbench.export.page import PX_PER_MM, WIDTH_MM, WIDTH_TURNED_MM
from workbench.locale import Texts

_MOST_COLUMNS = 8
"""More columns than these take a page lying."""


def drawn_for_paper(chart: Chart, texts: Texts, width: float = 0.0, height: float = 0.0) -> Drawing:
    """Return ``chart`` on white, as wide as a page's text and as high as suits it, unless said otherwise."""
    style = Style(texts)
    width = width or round(WIDTH_MM * PX_PER_MM)
    tall = best_height(chart, style) + (60 if chart.columns != 1 else 8)
    return drawing_of(chart, width, height or tall, style, edge=4).drawing


def chart_picture(chart: Chart, texts: Texts, *, landscape: bool = False) -> Picture:
    """Return ``chart`` as a picture for PDF and pages; its words say what it says."""
    drawing = drawn_for_paper(chart, texts, round(WIDTH_TURNED_MM * PX_PER_MM) if landscape else 0.0)
    return Picture(f"{chart.title}. {drawing.description}", b"", svg(drawing))


def chart_table(table: ChartTable, name: str) -> Table:
    """Return a chart's table; every column but the first stands right."""
    columns = tuple(Column(head, "right" if at else "left") for at, head in enumerate(table.heads))
    return Table(columns, tuple(Row(row) for row in table.rows), name)


def is_wide(blocks: Sequence[Block]) -> bool:
    """Tell whether ``blocks`` want pages lying: a table among them has many columns."""
    return any(isinstance(block, Table) and len(block.columns) > _MOST_COLUMNS for block in blocks)
