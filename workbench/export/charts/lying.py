"""Lays out bars that lie: a name to the left, the bar from nought, its figure at its end."""

from __future__ import annotations

from typing import NamedTuple

from workbench.export.charts.sheet import Area, Sheet, Spot
from workbench.export.charts.values import BarChart, Piece, RowChart


class _Rows(NamedTuple):
    """Where the rows begin, how high each is, where nought is, and how many pixels a unit has."""

    area: Area
    high: float
    zero: float
    scale: float

    def row(self, at: int) -> Area:
        return Area(self.area.x, self.area.y + at * self.high, self.area.width, self.high)

    def x(self, value: float) -> float:
        return self.zero + value * self.scale


def lay_rows(sheet: Sheet, area: Area, chart: RowChart) -> tuple[Spot, ...]:
    """Lay ``chart`` out inside ``area``; return where its rows are."""
    if not chart.labels or not chart.figures():
        sheet.no_figures(area)
        return ()
    style, inks = sheet.style, sheet.inks
    rows = _placed(sheet, area, chart)
    left = area.x + _names_width(sheet, area, chart)
    fits = sheet.width(chart.labels, style.body) + style.px(12) <= left - area.x
    font = style.body if fits else style.small
    for at, name in enumerate(chart.labels):
        row = rows.row(at)
        sheet.name(left - style.px(10), row, name, font, left - area.x - style.px(10), "end")
        for part in chart.stack(at):
            _bar(sheet, rows, chart, at, part)
        _range(sheet, rows, chart, at)
        _limit(sheet, rows, chart, at)
        _figures(sheet, rows, chart, at)
    x = round(rows.zero) - 0.5
    sheet.line((x, area.y), (x, rows.row(len(chart.labels)).y), ink=inks.edge)
    return tuple(Spot(at, rows.row(at)) for at in range(len(chart.labels)))


def _names_width(sheet: Sheet, area: Area, chart: BarChart) -> float:
    return min(sheet.width(chart.labels, sheet.style.body) + sheet.style.px(12), area.width * 0.4)


def _placed(sheet: Sheet, area: Area, chart: BarChart) -> _Rows:
    """Return the rows with room for the figures at both ends."""
    style, texts = sheet.style, sheet.texts
    low, high = chart.reach()
    written = sheet.width([chart.written(value, texts) for _, value in chart.figures()], style.small)
    room = written + style.px(12)
    left = _names_width(sheet, area, chart)
    before = room if low < 0 else 0.0
    scale = max(1.0, area.width - left - room - before) / ((high - low) or 1.0)
    zero = area.x + left + before - low * scale
    tall = style.px(16) * len(chart.series) + style.px(10) if chart.is_beside else style.px(28)
    return _Rows(area, min(tall, area.height / len(chart.labels)), zero, scale)


def _bar(sheet: Sheet, rows: _Rows, chart: BarChart, at: int, part: Piece) -> None:
    top, bottom = _edges(rows, chart, at, part.number)
    left, right = rows.x(min(part.start, part.end)), rows.x(max(part.start, part.end))
    left, right = left + (1 if part.start > 0 else 0), right - (1 if part.start < 0 else 0)
    sheet.fill(left, top, right, bottom, sheet.inks.of(part.role))


def _edges(rows: _Rows, chart: BarChart, at: int, number: int) -> tuple[float, float]:
    """Return the upper and lower edge of a series' bar in a row."""
    row = rows.row(at)
    top, high = row.y + row.height * 0.18, row.height * 0.64
    if not chart.is_beside:
        return top, top + high
    each = high / len(chart.series)
    return top + number * each, top + (number + 1) * each - 1


def _range(sheet: Sheet, rows: _Rows, chart: BarChart, at: int) -> None:
    if not chart.low or not chart.high:
        return
    low, high = chart.low[at], chart.high[at]
    if low is None or high is None or low == high:
        return
    y, cap = round(rows.row(at).middle[1]) + 0.5, sheet.style.px(3)
    sheet.line((rows.x(low), y), (rows.x(high), y), ink=sheet.inks.text)
    for end in (low, high):
        x = round(rows.x(end)) + 0.5
        sheet.line((x, y - cap), (x, y + cap), ink=sheet.inks.text)


def _limit(sheet: Sheet, rows: _Rows, chart: BarChart, at: int) -> None:
    value = chart.limit[at] if chart.limit else None
    if value is not None:
        row, x = rows.row(at), round(rows.x(value)) + 0.5
        sheet.line((x, row.y + 2), (x, row.bottom - 2), ink=sheet.inks.text, width=1.5, dashed=True)


def _figures(sheet: Sheet, rows: _Rows, chart: BarChart, at: int) -> None:
    """Write the figure beside its bar: the total's, or each series' own where they lie beside each other."""
    low, high = chart.ends(at)
    limit = (chart.limit[at] if chart.limit else None) or 0.0
    if not chart.is_beside:
        value = chart.total(at)
        _figure(sheet, rows, chart, rows.row(at).middle[1], value, (min(low, limit), max(high, limit)))
        return
    for number, one in enumerate(chart.series):
        value = one.values[at]
        top, bottom = _edges(rows, chart, at, number)
        reach = (min(0.0, value or 0.0), max(0.0, value or 0.0))
        if bottom - top >= sheet.style.caption.size * 0.9 or number == 0:
            _figure(sheet, rows, chart, (top + bottom) / 2, value, reach)


def _figure(
    sheet: Sheet, rows: _Rows, chart: BarChart, y: float, value: float | None, reach: tuple[float, float]
) -> None:
    style, gap = sheet.style, sheet.style.px(6)
    ink = sheet.inks.text3 if value is None else sheet.inks.text
    text = chart.written(value, sheet.texts)
    if (value or 0.0) < 0:
        sheet.text(rows.x(reach[0]) - gap, y, text, style.small, ink, "end")
    else:
        sheet.text(rows.x(reach[1]) + gap, y, text, style.small, ink)
