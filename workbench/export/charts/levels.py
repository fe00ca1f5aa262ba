"""Lays out one bar per level in the levels' own colours, with the boundary between 4 and 5."""

from __future__ import annotations

from workbench.export.charts.sheet import Area, Sheet, Spot
from workbench.export.charts.values import LevelBars
from workbench.export.drawing import Box

_CHIP = 18


def lay_levels(sheet: Sheet, area: Area, chart: LevelBars) -> tuple[Spot, ...]:
    """Lay ``chart`` out inside ``area``: value, bar, chip, and what it means below; return where the levels are."""
    if not chart.figures():
        sheet.no_figures(area)
        return ()
    style, inks, texts = sheet.style, sheet.inks, sheet.texts
    small = style.caption
    middle = style.px(18)
    slot = (area.width - middle) / 8
    floor, top = area.bottom - style.px(_CHIP + 6 + 20), area.y + style.px(18)
    most = max(1e-12, *(value or 0.0 for value in chart.values))
    spots = []
    for at, value in enumerate(chart.values):
        left = area.x + at * slot + (middle if at >= 4 else 0)
        high = (floor - top) * (value or 0.0) / most
        _bar(sheet, Area(left, floor - high, slot, high), at + 1)
        ink = inks.text3 if value is None else inks.text2
        text = chart.written(value, texts)
        sheet.text(left + slot / 2, floor - high - style.px(10), text, small, ink, "middle")
        _chip(sheet, left + slot / 2, floor + style.px(5), at + 1)
        spots.append(Spot(at, Area(left, area.y, slot, area.height - style.px(18))))
    x = round(area.x + 4 * slot + middle / 2)
    sheet.fill(x - 1, area.y, x + 1, area.bottom - style.px(18), inks.text)
    halves = ((area.x, texts("can move")), (area.x + 4 * slot + middle, texts("stays")))
    for left, words in halves:
        shown = sheet.elided(words, small, 4 * slot)
        sheet.text(left + 2 * slot, area.bottom - style.px(8), shown, small, inks.text2, "middle")
    return tuple(spots)


def _bar(sheet: Sheet, slot: Area, level: int) -> None:
    look = sheet.inks.levels[level]
    gap = max(2.0, slot.width * 0.07)
    if round(slot.height) >= 1:
        sheet.fill(slot.x + gap, slot.y, slot.right - gap, slot.bottom, look.fill, look.edge)


def _chip(sheet: Sheet, middle: float, top: float, level: int) -> None:
    """Draw the level's number in its shape: round where it can move, square where it stays."""
    look, size = sheet.inks.levels[level], sheet.style.px(_CHIP)
    left, top = round(middle - size / 2), round(top)
    radius = size / 2 if look.is_round else sheet.style.px(3)
    sheet.shapes.append(
        Box(left + 0.5, top + 0.5, size - 1, size - 1, look.fill, look.edge or look.fill, radius=radius)
    )
    number = sheet.style.type(12, 700)
    sheet.text(middle, top + size / 2, str(level), number, look.text, "middle")
