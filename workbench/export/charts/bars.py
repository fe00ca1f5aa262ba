"""Lays out bars and lines over one axis that always shows nought; what is less hangs below it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from workbench.export.charts.axis import axis, decimals_of
from workbench.export.charts.sheet import Area, Sheet, Spot
from workbench.export.charts.style import Type
from workbench.export.charts.values import BarChart, LineChart, Piece
from workbench.export.drawing import Point

FEW = 14
"""Up to so many bars stand with air between them; more have gaps of one pixel."""


class _Plot(NamedTuple):
    """The plot's area, the axis' lowest and highest value, and the room of one bar."""

    area: Area
    low: float
    high: float
    slot: float

    def y(self, value: float) -> float:
        return self.area.bottom - self.area.height * (value - self.low) / (self.high - self.low)

    def slot_of(self, at: int) -> Area:
        return Area(self.area.x + at * self.slot, self.area.y, self.slot, self.area.height)

    def middle(self, at: int) -> float:
        return self.area.x + (at + 0.5) * self.slot


def lay_bars(sheet: Sheet, area: Area, chart: BarChart) -> tuple[Spot, ...]:
    """Lay ``chart`` out inside ``area``; return where its bars are."""
    plot = _axes(sheet, area, chart)
    if plot is None:
        return ()
    gap = max(1.0, plot.slot * 0.16) if len(chart.labels) <= FEW else 1.0
    pieces = [(part, at) for at in range(len(chart.labels)) for part in chart.stack(at)]
    for part, at in sorted(pieces, key=lambda one: one[0].number):  # what has one colour is painted at once
        _bar(sheet, plot, chart, at, part, gap)
    if plot.low < 0:
        _line_at(sheet, plot, 0.0, sheet.inks.edge)
    _ranges(sheet, plot, chart)
    _limit(sheet, plot, chart)
    _values(sheet, plot, chart)
    return tuple(Spot(at, plot.slot_of(at)) for at in range(len(chart.labels)))


def lay_lines(sheet: Sheet, area: Area, chart: LineChart) -> tuple[Spot, ...]:
    """Lay ``chart`` out inside ``area``, the second line dashed; return where its points are, by label."""
    plot = _axes(sheet, area, chart)
    if plot is None:
        return ()
    for number, series in enumerate(chart.series):
        points = ((plot.middle(at), value) for at, value in enumerate(series.values))
        for run in _runs(plot, points):
            ink, width = sheet.inks.of(series.role), sheet.style.px(2)
            if len(run) == 1:  # a figure between two that are missing
                (x, y), half = run[0], sheet.style.px(2)
                sheet.fill(x - half, y - half, x + half, y + half, ink)
            else:
                sheet.line(*run, ink=ink, width=width, dashed=bool(number % 2))
    _limit(sheet, plot, chart)
    _note(sheet, plot, chart)
    return tuple(Spot(at, plot.slot_of(at)) for at in range(len(chart.labels)))


def _runs(plot: _Plot, points: Iterator[tuple[float, float | None]]) -> Iterator[tuple[Point, ...]]:
    """Yield lines: a new one begins wherever a figure is missing."""
    run: list[Point] = []
    for x, value in points:
        if value is not None:
            run.append((x, plot.y(value)))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _axes(sheet: Sheet, area: Area, chart: BarChart) -> _Plot | None:
    """Draw grid, axis and labels; None (and a word) where there is nothing to show."""
    if not chart.labels or not chart.figures():
        sheet.no_figures(area)
        return None
    style, texts = sheet.style, sheet.texts
    bottom, top = chart.reach()
    places = axis(top, bottom, is_whole=not chart.decimals and not chart.is_share)
    step = places[1] - places[0]
    shown = 1 if chart.is_share and step < 0.01 else 0
    decimals = decimals_of(places)
    words = [
        (texts.percent(place, shown) if chart.is_share else texts.number(place, decimals)).replace("-", "−")
        for place in places
    ]
    below = style.px(18) + (style.px(16) if chart.groups else 0) + (style.px(14) if bottom < 0 else 0)
    left = sheet.width(words, style.caption) + style.px(8)
    head = style.px(18)
    inner = Area(area.x + left, area.y + head, area.width - left, max(8.0, area.height - head - below))
    plot = _Plot(inner, places[0], places[-1], inner.width / len(chart.labels))
    for place, text in zip(places, words, strict=True):
        _line_at(sheet, plot, place, sheet.inks.edge if place == 0 else sheet.inks.grid)
        sheet.text(inner.x - style.px(6), plot.y(place), text, style.caption, sheet.inks.text2, "end")
    _ticks(sheet, plot, chart, area.bottom - (style.px(16) if chart.groups else 0))
    return plot


def _line_at(sheet: Sheet, plot: _Plot, value: float, ink: str) -> None:
    y = round(plot.y(value)) - 0.5
    sheet.line((plot.area.x, y), (plot.area.right, y), ink=ink)


def _ticks(sheet: Sheet, plot: _Plot, chart: BarChart, bottom: float) -> None:
    """Write what the bars are: as many of the words as do not touch, and the groups' names below."""
    style = sheet.style
    small = style.caption
    ticks = chart.ticks or chart.labels
    every = 1
    if not chart.ticks:
        room = sheet.width(ticks, small) + style.px(6)
        while every * plot.slot < room and every < len(ticks):
            every += 1
    y, free = bottom - style.px(8), -1e9
    for at, text in enumerate(ticks):
        half = sheet.width([text], small) / 2
        x = min(plot.middle(at), plot.area.right - half)
        if text and at % every == 0 and x - half >= free:
            area = sheet.text(x, y, text, small, sheet.inks.text2, "middle")
            free = area.right + style.px(4)
    start = 0
    for name, count in chart.groups:
        first, last = plot.slot_of(start).x, plot.slot_of(start + count - 1).right
        if start:
            x = round(first) + 0.5
            sheet.line((x, plot.area.y), (x, plot.area.bottom), ink=sheet.inks.line)
        shown = sheet.elided(name, small, last - first)
        sheet.text((first + last) / 2, y + style.px(16), shown, small, sheet.inks.text, "middle")
        start += count


def _bar(sheet: Sheet, plot: _Plot, chart: BarChart, at: int, part: Piece, gap: float) -> None:
    """Draw a series' piece of a bar."""
    slot = plot.slot_of(at)
    start, end = slot.x + gap / 2, slot.right - gap / 2
    if chart.is_beside:
        wide = (end - start) / len(chart.series)
        start, end = start + part.number * wide, start + (part.number + 1) * wide - 1
    top, bottom = round(plot.y(max(part.start, part.end))), round(plot.y(min(part.start, part.end)))
    if part.start > 0:
        bottom -= 1  # a gap of a pixel to what it stands on
    elif part.start < 0:
        top += 1
    sheet.fill(start, top, end, bottom, sheet.inks.of(part.role))


def _ranges(sheet: Sheet, plot: _Plot, chart: BarChart) -> None:
    ink, cap = sheet.inks.text, sheet.style.px(3)
    for at, (low, high) in enumerate(zip(chart.low, chart.high, strict=True)):
        if low is None or high is None or low == high:
            continue
        x = round(plot.middle(at)) + 0.5
        sheet.line((x, plot.y(low)), (x, plot.y(high)), ink=ink)
        for end in (low, high):
            y = round(plot.y(end)) + 0.5
            sheet.line((x - cap, y), (x + cap, y), ink=ink)


def _limit(sheet: Sheet, plot: _Plot, chart: BarChart) -> None:
    """Draw the plan or limit as steps over the bars."""
    run: list[Point] = []
    for at, value in enumerate((*chart.limit, None)):
        if value is not None:
            slot, y = plot.slot_of(at), round(plot.y(value)) + 0.5
            run += [(slot.x, y), (slot.right, y)]
        elif run:
            sheet.line(*run, ink=sheet.inks.text, width=1.5, dashed=True)
            run = []


def _values(sheet: Sheet, plot: _Plot, chart: BarChart) -> None:
    """Write the figures at the bars where there is room, else the one that is worth a note."""
    small, texts = sheet.style.caption, sheet.texts
    if chart.note or chart.limit:
        _note(sheet, plot, chart)
        return
    if chart.is_beside:
        places = [
            (plot.slot_of(at).x + (n + 0.5) * plot.slot / len(chart.series), one.values[at], at)
            for at in range(len(chart.labels))
            for n, one in enumerate(chart.series)
        ]
    else:
        places = [(plot.middle(at), chart.total(at), at) for at in range(len(chart.labels))]
    written = [chart.written(value, texts) for _, value, _ in places]
    if sheet.width(written, small) > plot.slot * len(chart.labels) / len(places) - 2:
        return
    for (x, value, at), text in zip(places, written, strict=True):
        low, high = chart.ends(at)
        if chart.is_beside:
            low, high = min(0.0, value or 0.0), max(0.0, value or 0.0)
        down = (value or 0.0) < 0
        y = plot.y(low) + sheet.style.px(9) if down else plot.y(high) - sheet.style.px(9)
        sheet.text(x, y, text, small, sheet.inks.text3 if value is None else sheet.inks.text, "middle")


def _note(sheet: Sheet, plot: _Plot, chart: BarChart) -> None:
    """Write the note over its bar, clear of the bars beside it."""
    at = chart.note_at
    if at is None or chart.total(at) is None or not chart.note:
        return
    style = sheet.style
    font = Type(style.small.size, 600)
    wide = sheet.width([chart.note], font)
    x = min(max(plot.middle(at) - wide / 2, plot.area.x), plot.area.right - wide)
    below = [
        max(chart.ends(n)[1], (chart.limit[n] or 0.0) if chart.limit else 0.0)
        for n in range(len(chart.labels))
        if plot.slot_of(n).right >= x and plot.slot_of(n).x <= x + wide
    ]
    y = max(plot.y(max(below)) - style.px(9), plot.area.y - style.px(8))
    sheet.text(x, y, chart.note, font, sheet.inks.text)
