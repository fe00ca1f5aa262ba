"""Charts as frozen values, one set of painters for any device, and a widget that shows and says them."""

from __future__ import annotations

from workbench.ui.widgets.charts.devices import chart_picture, chart_svg
from workbench.ui.widgets.charts.paint import paint_chart
from workbench.ui.widgets.charts.plot import Spot
from workbench.ui.widgets.charts.values import (
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
    Series,
    Waterfall,
)
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
    "Series",
    "Spot",
    "Waterfall",
    "chart_picture",
    "chart_svg",
    "paint_chart",
]
