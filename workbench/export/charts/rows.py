"""Lays out what stands in rows: waterfalls, and ranges on one axis."""

from __future__ import annotations

from itertools import accumulate

from workbench.export.charts.sheet import Area, Sheet, Spot
from workbench.export.charts.values import Range, RangeStrip, Waterfall

_NAMES = 0.5
"""How much of the width names may take at most."""
_BAR = (0.18, 0.82)
"""Where a bar begins and ends in its row, from above."""


def lay_waterfall(sheet: Sheet, area: Area, chart: Waterfall) -> tuple[Spot, ...]:
    """Lay ``chart`` out inside ``area``, one row per part and the total last; return where the rows are."""
    if not chart.parts:
        sheet.no_figures(area)
        return ()
    style, inks = sheet.style, sheet.inks
    names = [*(part.name for part in chart.parts), chart.total_name]
    texts = [row[1] for row in chart.table(sheet.texts).rows]
    body, strong = style.body, style.strong
    if sheet.width(names, strong) + style.px(12) > area.width * _NAMES:
        body, strong = style.small, style.type(12, 600)
    left = min(sheet.width(names, strong) + style.px(12), area.width * _NAMES)
    room = sheet.width(texts, strong) + style.px(10)
    ends = list(accumulate((part.value for part in chart.parts), initial=0.0))
    lowest, highest = min(0.0, *ends), max(1e-12, *ends)
    scale = max(1.0, area.width - left - room) / (highest - lowest)
    zero = area.x + left - lowest * scale
    high = min(style.px(31), area.height / len(names))
    spots = []
    for at, (name, text) in enumerate(zip(names, texts, strict=True)):
        is_total = at == len(chart.parts)
        start, end = (0.0, ends[-1]) if is_total else (ends[at], ends[at + 1])
        row = Area(area.x, area.y + at * high, area.width, high)
        if is_total:
            y = round(row.y) - 0.5
            sheet.line((row.x, y), (row.right, y), ink=inks.line)
        else:
            x = round(zero + end * scale) - 0.5
            foot = row.y + high * _BAR[1]
            sheet.line((x, round(foot)), (x, round(row.bottom + high * _BAR[0])), ink=inks.edge)
        x = zero + min(start, end) * scale
        right = max(x + 1, zero + max(start, end) * scale)
        ink = inks.text if is_total else inks.of(chart.parts[at].role)
        sheet.fill(x, row.y + high * _BAR[0], right, row.y + high * _BAR[1], ink)
        font = strong if is_total else body
        sheet.name(area.x + left - style.px(10), row, name, font, left - style.px(10), "end")
        sheet.text(right + style.px(7), row.middle[1], text, font, inks.text)
        spots.append(Spot(at, row))
    if lowest < 0:
        x = round(zero) - 0.5
        sheet.line((x, area.y), (x, area.y + high * len(names)), ink=inks.edge)
    return tuple(spots)


def lay_ranges(sheet: Sheet, area: Area, chart: RangeStrip) -> tuple[Spot, ...]:
    """Lay ``chart`` out inside ``area``: the ends stand below a single strip, beside several; return the rows."""
    if not chart.ranges:
        sheet.no_figures(area)
        return ()
    style, inks, texts = sheet.style, sheet.inks, sheet.texts
    if len(chart.ranges) == 1 and not chart.ranges[0].name:
        one = chart.ranges[0]
        track = Area(area.x, area.y + style.px(4), area.width, style.px(7))
        _strip(sheet, track, one, chart)
        said = sheet.elided(chart.ends(one, texts), style.small, area.width)
        sheet.text(area.x, track.bottom + style.px(14), said, style.small, inks.text)
        return (Spot(0, area),)
    words = [f"{chart.written(one.middle, texts)}  ({chart.ends(one, texts)})" for one in chart.ranges]
    names = [one.name for one in chart.ranges]
    left = min(sheet.width(names, style.body) + style.px(12), area.width * 0.35)
    right = min(sheet.width(words, style.small) + style.px(12), area.width * 0.4)
    high = min(style.px(30), area.height / len(names))
    spots = []
    for at, (one, said) in enumerate(zip(chart.ranges, words, strict=True)):
        row = Area(area.x, area.y + at * high, area.width, high)
        middle = row.middle[1]
        sheet.name(row.x, row, one.name, style.body, left - style.px(12))
        track = Area(row.x + left, middle - style.px(3), row.width - left - right, style.px(7))
        _strip(sheet, track, one, chart)
        shown = sheet.elided(said, style.small, right - style.px(12))
        sheet.text(track.right + style.px(12), middle, shown, style.small, inks.text2)
        spots.append(Spot(at, row))
    return tuple(spots)


def _strip(sheet: Sheet, track: Area, one: Range, chart: RangeStrip) -> None:
    """Draw one thin bar on its track, with a tick that stands out over both edges."""
    low, high = chart.reach()
    width = (high - low) or 1.0

    def x(value: float) -> float:
        return track.x + track.width * min(1.0, max(0.0, (value - low) / width))

    top, bottom = round(track.y), round(track.y + track.height)
    sheet.fill(track.x, top, track.right, bottom, "", sheet.inks.edge)
    sheet.fill(x(one.low), top + 1, max(x(one.low) + 2, x(one.high)), bottom - 1, sheet.inks.second)
    tick = sheet.style.px(3)
    left = round(x(one.middle)) - tick // 2
    sheet.fill(left, top - tick, left + tick, bottom + tick, sheet.inks.text)
