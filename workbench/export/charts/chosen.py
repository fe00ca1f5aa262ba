"""Which charts are written as files: those that a report or a slide is likely to want."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.export.charts.blocks import drawn_for_paper
from workbench.export.charts.money import (
    allocation_chart,
    last_year_chart,
    net_effect_chart,
    yearly_cost_chart,
)
from workbench.export.charts.positions import breakdown_chart, brought_chart
from workbench.export.charts.prices import prices_chart, shown_prices
from workbench.export.charts.values import Chart
from workbench.export.charts.week import ORDINARY, week_chart, week_of
from workbench.export.drawing import pngs, svg
from workbench.export.lookup import Source
from workbench.export.names import stems

_WIDTH = 960
"""Pixels: as wide as a slide's text, and readable at half that on paper."""


def report_charts(source: Source) -> Iterator[tuple[str, Chart]]:
    """Yield (name of the file, chart); charts that have nothing to show are left out."""
    results, texts = source.results, source.texts
    names = {one.id: one.name for one in source.project.departments}
    case_types = {one.id: one.name for one in source.project.case_types}
    pools = [pool for pool in results.staffing.pools if pool.is_open.any()]
    weeks = stems("week", [pool.name or pool.pool for pool in pools])
    found: list[tuple[str, Chart]] = [
        (name if len(pools) > 1 else "week", week_chart(pool, week_of(pool, ORDINARY), ORDINARY, texts))
        for name, pool in zip(weeks, pools, strict=True)
    ]
    found += [
        ("positions", breakdown_chart(results, texts)[0]),
        ("brought-and-needed", brought_chart(results, names, texts)),
        ("yearly-cost", yearly_cost_chart(results, texts)),
        (
            "who-carries-the-cost",
            allocation_chart(results, results.allocation.by_department, names, texts),
        ),
        (
            "net-effect",
            net_effect_chart(results, results.net_effect, texts("Net effect, all departments"), texts),
        ),
        ("net-effect-by-department", last_year_chart(results, names, texts)),
        ("prices", prices_chart(results, shown_prices(results), case_types.__getitem__, texts)),
    ]
    yield from (one for one in found if any(value for _, value in one[1].figures()))


def chart_files(source: Source) -> Iterator[tuple[str, bytes, str]]:
    """Yield (path, content, title) of every chart as SVG and as PNG."""
    charts = list(report_charts(source))
    drawings = [drawn_for_paper(chart, source.texts, _WIDTH) for _, chart in charts]
    svgs = [svg(drawing) for drawing in drawings]
    pictures = pngs(svgs, [(drawing.width, drawing.height) for drawing in drawings])
    for (name, chart), vector, picture in zip(charts, svgs, pictures, strict=True):
        yield f"charts/{name}.svg", vector, chart.title
        yield f"charts/{name}.png", picture, chart.title
