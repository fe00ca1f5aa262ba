"""Charts as frozen values and one layout of shapes for each kind: the window, paper and files draw the same."""

from __future__ import annotations

from workbench.export.charts.layout import best_height, drawing_of
from workbench.export.charts.sheet import Area, Drawn, Spot
from workbench.export.charts.style import PAPER, Inks, Style
from workbench.export.charts.values import (
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
    Waterfall,
)

__all__ = [
    "PAPER",
    "Addend",
    "Area",
    "BarChart",
    "Chart",
    "ChartTable",
    "Drawn",
    "HeatTable",
    "Inks",
    "LevelBars",
    "LineChart",
    "Range",
    "RangeStrip",
    "Role",
    "RowChart",
    "Series",
    "Spot",
    "Style",
    "Waterfall",
    "best_height",
    "drawing_of",
]
