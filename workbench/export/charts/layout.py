"""Lays any chart out as shapes: title and legend, plot, source. Window, paper and files draw the same shapes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from workbench.export.charts.bars import lay_bars, lay_lines
from workbench.export.charts.heat import lay_heat
from workbench.export.charts.levels import lay_levels
from workbench.export.charts.lying import lay_rows
from workbench.export.charts.rows import lay_ranges, lay_waterfall
from workbench.export.charts.sheet import Area, Drawn, Sheet, Spot
from workbench.export.charts.style import Style
from workbench.export.charts.values import (
    BarChart,
    Chart,
    HeatTable,
    LevelBars,
    LineChart,
    RangeStrip,
    Role,
    RowChart,
    Waterfall,
)
from workbench.export.drawing import Drawing

_LAYOUTS: dict[type[Chart], Callable[[Sheet, Area, Any], tuple[Spot, ...]]] = {
    BarChart: lay_bars,
    RowChart: lay_rows,
    LineChart: lay_lines,
    LevelBars: lay_levels,
    HeatTable: lay_heat,
    Waterfall: lay_waterfall,
    RangeStrip: lay_ranges,
}


class _Key(NamedTuple):
    """An entry of the legend: a square of ink, or a line that may be dashed. Without a role it is a limit's."""

    text: str
    role: Role | None
    is_line: bool = False
    is_dashed: bool = False


def drawing_of(
    chart: Chart,
    width: float,
    height: float,
    style: Style,
    *,
    edge: float = 0.0,
    is_titled: bool = True,
    right_of_title: float = 0.0,
) -> Drawn:
    """Return ``chart`` as shapes in ``width`` x ``height`` pixels, ``edge`` left free all round, and its marks.

    ``right_of_title`` is room in the title's row that somebody else needs.
    """
    sheet = Sheet(style)
    area = Area(edge, edge, width - 2 * edge, height - 2 * edge)
    top = _head(sheet, area, chart, right_of_title) if is_titled else area.y
    bottom = area.bottom
    if chart.source:
        source = sheet.elided(chart.source, style.caption, area.width)
        sheet.text(area.x, bottom - style.px(8), source, style.caption, style.inks.text2)
        bottom -= style.px(20)
    plot = Area(area.x, top, area.width, max(1.0, bottom - top))
    spots = _LAYOUTS[type(chart)](sheet, plot, chart)
    words = chart.described(style.texts)
    return Drawn(Drawing(width, height, chart.title, words, tuple(sheet.shapes)), spots)


def best_height(chart: Chart, style: Style, *, is_titled: bool = True) -> int:
    """Return how many pixels high ``chart`` is best drawn."""
    px = style.px
    head = (px(28) if is_titled else 0) + (px(20) if chart.source else 0)
    if isinstance(chart, Waterfall):
        return head + px(30) * (len(chart.parts) + 1)
    if isinstance(chart, RangeStrip):
        is_one = len(chart.ranges) == 1 and not chart.ranges[0].name
        return head + (px(36) if is_one else px(30) * len(chart.ranges))
    if isinstance(chart, HeatTable):
        return head + px(18) + px(26) * len(chart.row_labels)
    if isinstance(chart, LevelBars):
        return head + px(150)
    if isinstance(chart, RowChart):
        each = 16 * len(chart.series) + 10 if chart.is_beside else 28
        return head + px(each) * max(1, len(chart.labels))
    return head + px(160)


def _head(sheet: Sheet, area: Area, chart: Chart, reserved: float) -> float:
    """Draw title, unit and legend; return where the plot may begin."""
    style, inks = sheet.style, sheet.inks
    line = style.px(24)
    room = area.width - reserved
    middle = area.y + line / 2
    title = sheet.elided(chart.title, style.strong, room)
    x = sheet.text(area.x, middle, title, style.strong, inks.text).right + style.px(10)
    if chart.unit:
        unit = sheet.elided(chart.unit, style.small, max(0.0, area.x + room - x))
        if unit == chart.unit or not chart.is_share:  # shares carry their per cent at the axis
            x = sheet.text(x, middle, unit, style.small, inks.text2).right + style.px(14)
    keys = _legend(chart)
    wide = [sheet.width([key.text], style.small) + style.px(24 + 14) for key in keys]
    if keys and x + sum(wide) > area.x + room:
        x, middle = area.x, middle + line
    for key, width in zip(keys, wide, strict=True):
        if x > area.x and x + width > area.right + style.px(14):
            x, middle = area.x, middle + style.px(18)
        x = _key(sheet, x, middle, key) + style.px(14)
    return middle + line / 2 + style.px(4)


def _legend(chart: Chart) -> list[_Key]:
    """Return what must be explained: two or more series, and a limit."""
    keys: list[_Key] = []
    if isinstance(chart, BarChart):
        are_lines = isinstance(chart, LineChart)
        if len(chart.series) > 1:
            keys = [
                _Key(one.name, one.role, are_lines, are_lines and bool(number % 2))
                for number, one in enumerate(chart.series)
            ]
        if chart.limit:
            keys.append(_Key(chart.limit_name, None, is_line=True, is_dashed=True))
    elif isinstance(chart, Waterfall):
        keys = [_Key(text, role) for role, text in chart.legend]
    return keys


def _key(sheet: Sheet, x: float, middle: float, key: _Key) -> float:
    """Draw one entry of the legend; return where it ends."""
    style, inks = sheet.style, sheet.inks
    size = style.px(18 if key.is_line else 10)
    ink = inks.text if key.role is None else inks.of(key.role)
    if key.is_line:
        y, width = round(middle) + 0.5, 1.5 if key.role is None else style.px(2)
        sheet.line((x, y), (x + size, y), ink=ink, width=width, dashed=key.is_dashed)
    else:
        top = round(middle - size / 2)
        sheet.fill(x, top, x + size, top + size, ink)
    return sheet.text(x + size + style.px(6), middle, key.text, style.small, inks.text2).right
