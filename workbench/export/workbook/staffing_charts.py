"""The staffing workbook's charts, with the tables they stand on: an ordinary week, and how positions come about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.analysis.as_json import clock
from workbench.analysis.results import FTE_COMPONENTS, PoolPlan
from workbench.export import palette
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.export.workbook.fte_sheet import component_words
from workbench.export.workbook.native_chart import Line, NativeChart, put

_HEAD_ROW = 3
_CHART_COLUMN = 6
_ON_TOP = {"shrinkage", "overhead", "rounding"}
_READY = {"waiting_capacity", "minimum_staffing"}


def staffing_charts_sheet(book: Book, basis: Basis, fte: Mapping[str, Cell]) -> None:
    """Write both tables by formula and put their charts beside them; ``fte`` are the cells of the breakdown."""
    texts = book.texts
    sheet = book.sheet(
        texts("Charts"),
        (40, 12, 12, 16, 16, 3),
        texts(
            "The charts follow the tables on their left, and those follow the other sheets. An ordinary week is the "
            "mean of the year's weeks: each weekday and half-hour by how many such days there are."
        ),
    )
    row, below = _breakdown(sheet, _HEAD_ROW, basis, fte)
    _week(sheet, max(row, below) + 1, basis)


def _breakdown(sheet: Sheet, row: int, basis: Basis, fte: Mapping[str, Cell]) -> tuple[int, int]:
    texts, words = sheet.book.texts, component_words(sheet.book.texts)
    values = basis.results.staffing.fte_by_component
    sheet.heads(row, (texts("What the positions consist of"), texts("Starts at"), texts("Adds")))
    names: list[Cell] = []
    starts: list[Cell] = []
    adds: list[Cell] = []
    before = 0.0
    for at, name in enumerate(FTE_COMPONENTS, start=row + 1):
        names.append(sheet.text(at, 0, words[name]))
        formula = f"{starts[-1]}+{adds[-1]}" if starts else "0"
        starts.append(sheet.formula(at, 1, formula, before, "hundredths"))
        adds.append(sheet.formula(at, 2, str(fte[name]), values[name], "hundredths"))
        before += values[name]
    end = row + 1 + len(FTE_COMPONENTS)
    names.append(sheet.text(end, 0, texts("Full-time positions"), "total"))
    starts.append(sheet.constant(end, 1, 0, "hundredths"))
    total = basis.results.staffing.fte_total
    adds.append(sheet.formula(end, 2, str(fte["fte_total"]), total, "hundredths", "total"))
    inks = [
        palette.EDGE if name in _ON_TOP else palette.SECOND if name in _READY else palette.ACCENT
        for name in FTE_COMPONENTS
    ]
    chart = NativeChart(
        title=texts("How the full-time positions come about"),
        unit=texts("full-time positions"),
        about=texts("The parts add up to {n} full-time positions.", n=texts.number(total, 1)),
        names=(names[0], names[-1]),
        lines=(
            Line(texts("Starts at"), starts, is_hidden=True),
            Line(texts("Adds"), adds, inks=(*inks, palette.TEXT)),
        ),
        is_lying=True,
        numbers="0.0",
    )
    return end + 1, put(sheet, row, _CHART_COLUMN, chart)


def _week(sheet: Sheet, row: int, basis: Basis) -> None:
    """Write advisers by half-hour of an ordinary week, a column per pool, and their chart."""
    texts, pools = sheet.book.texts, basis.results.staffing.pools
    shown = _open_at(pools)
    if not shown:
        return
    names = [basis.pool_name(plan.name) for plan in pools]
    titles = (texts("Half-hour"), texts("Weekday (Monday 1)"), texts("Half-hour of the day"))
    sheet.heads(row, (*titles, *names))
    sheet.text(row + 1, 0, texts("Pool no."), "quiet")
    numbers = [sheet.constant(row + 1, 3 + n, n + 1, "year") for n in range(len(pools))]
    weekdays = texts.weekdays(are_short=True)
    words = [f"{weekdays[weekday]} {clock(half_hour)}" for weekday, half_hour in shown]
    labels: list[Cell] = []
    columns: list[list[Cell]] = [[] for _ in pools]
    for n, (weekday, half_hour) in enumerate(shown):
        at = row + 2 + n
        labels.append(sheet.text(at, 0, words[n]))
        day = sheet.constant(at, 1, weekday + 1, "year")
        hour = sheet.constant(at, 2, half_hour, "year")
        for k, plan in enumerate(pools):
            formula, value = _mean(numbers[k], day, hour), _advisers(plan, weekday, half_hour)
            columns[k].append(sheet.formula(at, 3 + k, formula, value, "hundredths"))
    advisers = [sum(cells[n].number for cells in columns) for n in range(len(shown))]
    most = max(range(len(shown)), key=advisers.__getitem__)
    chart = NativeChart(
        title=texts("Advisers per half-hour, an ordinary week"),
        unit=texts("advisers"),
        about=texts("Most: {n} advisers, {when}.", n=texts.number(advisers[most], 1), when=words[most]),
        names=(labels[0], labels[-1]),
        lines=tuple(Line(name, cells) for name, cells in zip(names, columns, strict=True)),
        numbers="0",
    )
    put(sheet, row, max(_CHART_COLUMN, 4 + len(pools)), chart)


def _open_at(pools: Sequence[PoolPlan]) -> list[tuple[int, int]]:
    """Return every (weekday, half-hour) at which a pool is open on any day of the year, in order."""
    found = {
        (kind.weekday, t)
        for plan in pools
        for day, kind in enumerate(plan.day_types)
        for t in range(plan.is_open.shape[1])
        if plan.is_open[day, t]
    }
    return sorted(found)


def _mean(pool: Cell, weekday: Cell, half_hour: Cell) -> str:
    """Return the formula of the advisers planned for a half-hour of a weekday, weighted by days."""
    days = f"(engine_pool={pool})*(engine_weekday={weekday})*(engine_half_hour={half_hour})*engine_days"
    return f"IF(SUMPRODUCT({days})>0,SUMPRODUCT({days}*engine_agents)/SUMPRODUCT({days}),0)"


def _advisers(plan: PoolPlan, weekday: int, half_hour: int) -> float:
    days = [
        (kind.days, int(plan.agents[n, half_hour]))
        for n, kind in enumerate(plan.day_types)
        if kind.weekday == weekday and plan.is_open[n, half_hour]
    ]
    total = sum(count for count, _ in days)
    return sum(count * agents for count, agents in days) / total if total else 0.0
