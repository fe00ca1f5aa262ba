"""A widget that shows a chart and says it; the charts themselves are values of :mod:`workbench.export.charts`."""

from __future__ import annotations

from workbench.export.charts import (
    Addend,
    BarChart,
    Chart,
    ChartTable,
    HeatTable,
    LevelBars,
    LineChart,
    Range,
    RangeStrip,
    Role,
    RowChart,
    Series,
    Spot,
    Waterfall,
)
from workbench.ui.widgets.charts.out import chart_picture, chart_svg
from workbench.ui.widgets.charts.paint import paint_chart
from workbench.ui.widgets.charts.view import ChartView

__all__ = [
    "Addend",
    "BarChart",
    "Chart",
    "ChartTable",
    "ChartView",
    "HeatTable",
    "LevelBars",
    "LineChart",
    "Range",
    "RangeStrip",
    "Role",
    "RowChart",
    "Series",
    "Spot",
    "Waterfall",
    "chart_picture",
    "chart_svg",
    "paint_chart",
]
