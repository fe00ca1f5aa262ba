"""The queue engine's sheet: advisers per day type and half-hour, as values that no formula here can find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.analysis.as_json import clock
from workbench.analysis.people.plan import INTERVAL_S
from workbench.analysis.results import PoolPlan
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet

_HEAD_ROW = 3
Column = tuple[str, str, float, str]
"""Name, title, width and number format."""


@dataclass(frozen=True)
class HalfHour:
    """An open half-hour of a day type of a pool: its place in the plan and the cells that formulas use."""

    plan: PoolPlan
    day: int
    half_hour: int
    cells: dict[str, Cell]


def queue_engine_sheet(book: Book, basis: Basis) -> tuple[HalfHour, ...]:
    """Write a row per pool, day type and open half-hour; name the columns; return the rows."""
    texts = book.texts
    columns = _columns(book)
    sheet = book.sheet(
        texts("Queue engine"),
        [width for _, _, width, _ in columns],
        texts(
            "From the queue engine: values, not formulas. How many advisers a half-hour needs follows from "
            "Erlang A with the targets of the pool. A year is planned on day types; the days of each are counted."
        ),
    )
    sheet.heads(_HEAD_ROW, [title for _, title, _, _ in columns], first_figure=5)
    sheet.repeat(_HEAD_ROW, 4)
    rows: list[HalfHour] = []
    for number, plan in enumerate(basis.results.staffing.pools, start=1):
        for day, half_hour in _open(plan):
            rows.append(_row(sheet, _HEAD_ROW + 1 + len(rows), columns, basis, plan, number, day, half_hour))
    for name, title, _, _ in columns:
        if name.startswith("engine_") and rows:
            sheet.name_column(name, title, [one.cells[name] for one in (rows[0], rows[-1])])
    return tuple(rows)


def _open(plan: PoolPlan) -> Iterator[tuple[int, int]]:
    for day in range(len(plan.day_types)):
        for half_hour in range(plan.is_open.shape[1]):
            if plan.is_open[day, half_hour]:
                yield day, half_hour


def _columns(book: Book) -> tuple[Column, ...]:
    texts = book.texts
    return (
        ("engine_pool", texts("Pool no."), 6, "year"),
        ("pool_name", texts("Pool"), 22, "text"),
        ("day_type", texts("Day type"), 16, "text"),
        ("start", texts("From"), 7, "text"),
        ("engine_month", texts("Month"), 7, "year"),
        ("engine_weekday", texts("Weekday (Monday 1)"), 9, "year"),
        ("engine_half_hour", texts("Half-hour of the day"), 8, "year"),
        ("engine_days", texts("Days a year"), 7, "year"),
        ("engine_length_s", texts("Length, seconds"), 9, "whole"),
        ("engine_offered", texts("Phone and visits offered"), 10, "precise"),
        ("engine_aht_s", texts("Handling time, seconds"), 10, "tenths"),
        ("engine_required", texts("Advisers required"), 9, "year"),
        ("engine_chat_offered", texts("Chats offered"), 9, "precise"),
        ("engine_chat_aht_s", texts("Chat handling, seconds"), 9, "tenths"),
        ("engine_chat_agents", texts("Advisers required for chat"), 10, "year"),
        ("engine_agents", texts("Advisers planned"), 9, "year"),
        ("engine_sl_offered", texts("In time, of offered"), 9, "share"),
        ("engine_answered", texts("Phone and visits answered"), 10, "precise"),
        ("engine_chat_busy_hours", texts("Hours busy with chat"), 9, "precise"),
    )


def _row(
    sheet: Sheet,
    row: int,
    columns: tuple[Column, ...],
    basis: Basis,
    plan: PoolPlan,
    number: int,
    day: int,
    half_hour: int,
) -> HalfHour:
    kind = plan.day_types[day]
    at = day, half_hour
    month, weekday = _calendar_words(basis, kind.month, kind.weekday)
    values = (
        number, basis.pool_name(plan.name), f"{month} {weekday}", clock(half_hour),
        kind.month, kind.weekday + 1, half_hour, kind.days, INTERVAL_S,
        plan.offered[at], _number(plan.aht_s[at]), plan.required[at],
        plan.chat_offered[at], _number(plan.chat_aht_s[at]), plan.chat_agents[at], plan.agents[at],
        plan.sl_offered[at], plan.answered[at], plan.chat_busy_hours[at],
    )  # fmt: skip
    cells = {}
    for column, ((name, _, _, numbers), value) in enumerate(zip(columns, values, strict=True)):
        cells[name] = sheet.engine(row, column, value, numbers)
    return HalfHour(plan, day, half_hour, cells)


def _number(value: float) -> float | None:
    return None if value != value else float(value)  # noqa: PLR0124 - not a number: nobody comes


def _calendar_words(basis: Basis, month: int, weekday: int) -> tuple[str, str]:
    from babel.dates import get_day_names, get_month_names

    region = basis.texts.region
    months, days = get_month_names("abbreviated", locale=region), get_day_names("abbreviated", locale=region)
    return months[month], days[weekday]
