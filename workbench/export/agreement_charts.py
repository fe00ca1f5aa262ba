"""The page of an agreement that both parties read first: what moves and what it comes to, each chart with its table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workbench.analysis.people.release import by_level
from workbench.export.agreement_blocks import Basis
from workbench.export.charts.agreed import level_chart, released_chart, served_chart, volume_effect_chart
from workbench.export.charts.blocks import chart_table, drawn_for_paper
from workbench.export.charts.layout import best_height
from workbench.export.charts.money import net_effect_chart
from workbench.export.charts.style import Style
from workbench.export.charts.values import BarChart, RowChart
from workbench.export.document import Block, Heading, PageBreak, Paragraph, Picture, Row, SideBySide, Table
from workbench.export.drawing import svg
from workbench.export.page import GUTTER_MM, PX_PER_MM, WIDTH_MM
from workbench.locale import Texts

_LEFT_SHARE = 0.46
"""How much of the page's width a chart has; its table has the rest, so that few of its rows take two lines."""
_WIDTH = round((WIDTH_MM - GUTTER_MM) * _LEFT_SHARE * PX_PER_MM)
_ROW_PX = 26


def charts_chapter(basis: Basis) -> list[Block]:
    """Return charts, each beside the table that says the same; several on a page of their own, none without figures."""
    source, texts = basis.source, basis.source.texts
    shown = [one for one in agreement_charts(basis) if any(value for _, value in one[0].figures())]
    if not shown:
        return []
    apart = [PageBreak()] if len(shown) > 1 else []
    blocks: list[Block] = [
        *apart,
        Heading(texts("The figures as charts")),
        Paragraph(
            texts(
                "Model values for {year} in the scenario {scenario}. Each chart has a table that says the same.",
                year=str(source.results.planning_year),
                scenario=source.results.scenario_name,
            ),
            tone="note",
        ),
    ]
    for chart, adds_up in shown:
        drawing = drawn_for_paper(chart, texts, _WIDTH, _height(chart, texts))
        picture = Picture(f"{chart.title}. {drawing.description}", b"", svg(drawing))
        blocks.append(SideBySide((picture,), (_table(chart, texts, adds_up=adds_up),), _LEFT_SHARE))
    return [*blocks, *apart]


def agreement_charts(basis: Basis) -> Iterator[tuple[BarChart, bool]]:
    """Yield what a department's manager and the head of customer service both need to see, and whether it adds up.

    Of money, of today's hours, and of who is relieved, nothing leaves the house.
    """
    source, texts, department = basis.source, basis.source.texts, basis.department.id
    results = source.results
    rows = by_level(results.flows, results.demand.case_types, department)
    if source.is_external:
        yield served_chart(rows, texts), True
        return
    yield level_chart(rows, texts), True
    yield released_chart(source, department), True
    years = [one for one in results.net_effect if one.department == department]
    yield net_effect_chart(results, years, texts("Net effect"), texts), False
    yield volume_effect_chart(results, department, texts), False


def _height(chart: BarChart, texts: Texts) -> float:
    """Return how high a chart stands so that four of them share a page."""
    high = best_height(chart, Style(texts))
    if not isinstance(chart, RowChart):
        return high - 18
    legend = 22 if len(chart.series) > 1 else 0
    return high + 8 + legend - (28 - _ROW_PX) * len(chart.labels)


def _table(chart: BarChart, texts: Texts, *, adds_up: bool) -> Table:
    """Return the chart's table with its unit in the head, and with the sum of what is one whole."""
    made = chart_table(
        replace(chart, label_head=f"{chart.label_head}, {chart.unit}").table(texts), chart.title
    )
    rows = made.rows
    if adds_up and len(rows) > 1:
        columns = [one.values for one in chart.series]
        if chart.total_name:
            columns.append(tuple(chart.total(at) for at in range(len(chart.labels))))
        sums = [chart.written(sum(value or 0.0 for value in column), texts) for column in columns]
        rows += (Row((texts("Sum"), *sums), total=True),)
    return replace(made, rows=rows)
