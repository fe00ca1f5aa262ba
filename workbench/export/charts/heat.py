"""Lays out a table of figures in one ink: the darker the cell the more, and the figure stands in it."""

from __future__ import annotations

from workbench.export.charts.sheet import Area, Sheet, Spot
from workbench.export.charts.style import Inks
from workbench.export.charts.values import HeatTable

STRONGEST = 0.52
"""How much of the ink the fullest cell has. More would leave no text colour a contrast of 4.5 on every cell."""


def heat_ink(inks: Inks, share: float) -> str:
    """Return the fill of a cell that holds ``share`` (0-1) of the highest figure."""
    part = STRONGEST * min(1.0, max(0.0, share))
    ground, full = (bytes.fromhex(ink.removeprefix("#")) for ink in (inks.surface, inks.first))
    mixed = (round(a + (b - a) * part) for a, b in zip(ground, full, strict=True))
    return "#" + bytes(mixed).hex().upper()


def lay_heat(sheet: Sheet, area: Area, chart: HeatTable) -> tuple[Spot, ...]:
    """Lay ``chart`` out inside ``area``; return where its cells are, row by row."""
    figures = chart.figures()
    if not figures:
        sheet.no_figures(area)
        return ()
    style, inks = sheet.style, sheet.inks
    small = style.caption
    most = max(1e-12, *(value for _, value in figures))
    left = min(sheet.width(chart.row_labels, small), area.width * 0.3) + style.px(8)
    head = style.px(18)
    wide = (area.width - left) / len(chart.column_labels)
    high = min((area.height - head) / len(chart.row_labels), style.px(34))
    step = max(1, -int(-(sheet.width(chart.column_labels, small) + style.px(4)) // wide))
    for at, name in enumerate(chart.column_labels):
        if at % step == 0:
            x = area.x + left + (at + 0.5) * wide
            sheet.text(x, area.y + head / 2, name, small, inks.text2, "middle")
    spots: list[Spot] = []
    for number, (name, values) in enumerate(zip(chart.row_labels, chart.values, strict=True)):
        top = area.y + head + number * high
        shown = sheet.elided(name, small, left - style.px(8))
        sheet.text(area.x, top + high / 2, shown, small, inks.text)
        for at, value in enumerate(values):
            cell = Area(area.x + left + at * wide, top, wide, high)
            _cell(sheet, cell, chart, value, most)
            spots.append(Spot(len(spots), cell))
    return tuple(spots)


def _cell(sheet: Sheet, cell: Area, chart: HeatTable, value: float | None, most: float) -> None:
    small, inks = sheet.style.caption, sheet.inks
    right, bottom = round(cell.right) - 1, round(cell.bottom) - 1
    sheet.fill(cell.x, cell.y, right, bottom, heat_ink(inks, (value or 0.0) / most))
    text = "" if value is None else chart.written(value, sheet.texts).removesuffix("\u00a0%")
    if text and sheet.width([text], small) <= cell.width - 1:
        x, y = cell.middle
        sheet.text(x, y, text, small, inks.text if value else inks.text3, "middle")
