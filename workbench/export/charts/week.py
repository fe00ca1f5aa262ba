"""The advisers of a pool by half-hour: a week as a chart, the service level of its half-hours, and the year by month.

A month's week is planned once: every Monday of March has the same plan. An ordinary week is the mean of the year's
weeks, each weekday by how many of its days there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.results import PoolPlan
from workbench.export.charts.values import BarChart, HeatTable, Series
from workbench.locale import Texts

ORDINARY, HEAVIEST = "ordinary", "heaviest"


def clock(half_hour: int) -> str:
    """Return when a half-hour begins, as on a timetable."""
    hour, half = divmod(half_hour, 2)
    return f"{hour:02d}:{'30' if half else '00'}"


@dataclass(frozen=True)
class Slot:
    """A half-hour of the week that is shown: advisers by what they are needed for, and what comes of it.

    ``month`` is whose plan stands behind it (in an ordinary week: the month with the most advisers then). ``most`` are
    the advisers of that month. ``in_time`` is the share of offered phone calls and visits; None without any.
    """

    weekday: int
    half_hour: int
    month: int
    required: float
    chat: float
    minimum: float
    most: float
    offered: float
    in_time: float | None

    @property
    def agents(self) -> float:
        """Advisers that are planned."""
        return self.required + self.chat + self.minimum

    def key(self, pool: str) -> str:
        """Return what explains the half-hour."""
        return f"half_hour:{pool}:{self.month}-{self.weekday}-{self.half_hour}"


def months_of(plan: PoolPlan) -> tuple[int, ...]:
    """Return the months that are planned."""
    return tuple(sorted({one.month for one in plan.day_types}))


def week_of(plan: PoolPlan, choice: str) -> tuple[Slot, ...]:
    """Return the open half-hours of the week that ``choice`` names: ORDINARY, HEAVIEST or a month's number."""
    month = plan.peak_at[0] if choice == HEAVIEST else int(choice) if choice.isdigit() else None
    days = [n for n, one in enumerate(plan.day_types) if month is None or one.month == month]
    weekdays = sorted({plan.day_types[n].weekday for n in days})
    return tuple(
        slot
        for weekday in weekdays
        for slot in _day_of(plan, [n for n in days if plan.day_types[n].weekday == weekday])
    )


def _day_of(plan: PoolPlan, days: Sequence[int]) -> Iterator[Slot]:
    """Yield the mean of ``days``, which are of one weekday, by how often each occurs: half-hours when one is open."""
    is_open = plan.is_open[days]
    weights = np.array([plan.day_types[n].days for n in days], dtype=float)[:, None] * is_open
    total = weights.sum(axis=0)
    calls = plan.offered[days] * weights
    sums = [(part[days] * weights).sum(axis=0) for part in (plan.required, plan.chat_agents, plan.agents)]
    answered = (plan.sl_offered[days] * calls).sum(axis=0).tolist()
    agents = np.where(is_open, plan.agents[days], -1)
    heaviest, most = agents.argmax(axis=0).tolist(), agents.max(axis=0).tolist()
    offered = calls.sum(axis=0).tolist()
    for t in np.flatnonzero(total).tolist():
        required, chat, planned = (float(one[t] / total[t]) for one in sums)
        day = plan.day_types[days[heaviest[t]]]
        yield Slot(
            weekday=day.weekday,
            half_hour=t,
            month=day.month,
            required=required,
            chat=chat,
            minimum=max(0.0, planned - required - chat),
            most=float(most[t]),
            offered=offered[t] / float(total[t]),
            in_time=answered[t] / offered[t] if offered[t] else None,
        )


def week_words(choice: str, plan: PoolPlan, texts: Texts) -> str:
    """Return which week ``choice`` is."""
    if choice == ORDINARY:
        return texts("an ordinary week")
    month = plan.peak_at[0] if choice == HEAVIEST else int(choice)
    return texts("a week in {month}", month=texts.months[month - 1])


def week_chart(plan: PoolPlan, slots: Sequence[Slot], choice: str, texts: Texts) -> BarChart:
    """Return advisers per half-hour of a week as stacked bars; a dashed line says what is planned, or the most."""
    weekdays = texts.weekdays()
    shown = [day for day in range(7) if any(one.weekday == day for one in slots)]
    top = max(range(len(slots)), key=lambda n: slots[n].agents, default=None)
    is_mean = choice == ORDINARY
    decimals = 1 if is_mean else 0
    parts = (
        Series(texts("phone and visits"), tuple(one.required for one in slots), "first"),
        Series(texts("chat"), tuple(one.chat for one in slots), "second"),
        Series(texts("minimum presence"), tuple(one.minimum for one in slots), "addition"),
    )
    note = ""
    if top is not None:
        note = texts(
            "most {n}: {when}",
            n=texts.number(slots[top].agents, decimals),
            when=f"{weekdays[slots[top].weekday]} {clock(slots[top].half_hour)}",
        )
    return BarChart(
        title=texts("Advisers per half-hour, {week}", week=week_words(choice, plan, texts)),
        unit=texts("advisers"),
        decimals=decimals,
        label_head=texts("Half-hour"),
        labels=tuple(f"{weekdays[one.weekday]} {clock(one.half_hour)}" for one in slots),
        ticks=tuple(f"{one.half_hour // 2:02d}" if one.half_hour % 4 == 0 else "" for one in slots),
        series=tuple(one for at, one in enumerate(parts) if not at or any(one.values)),
        limit=tuple(one.most if is_mean else one.agents for one in slots),
        limit_name=texts("planned in the heaviest month") if is_mean else texts("planned"),
        groups=tuple((weekdays[day], sum(one.weekday == day for one in slots)) for day in shown),
        note=note,
        note_at=top,
    )


def level_chart(plan: PoolPlan, slots: Sequence[Slot], choice: str, source: str, texts: Texts) -> HeatTable:
    """Return the share of offered contacts that is answered in time, by weekday and half-hour."""
    weekdays = texts.weekdays()
    days = sorted({one.weekday for one in slots})
    times = sorted({one.half_hour for one in slots})
    at = {(one.weekday, one.half_hour): one.in_time for one in slots}
    return HeatTable(
        title=texts("Answered in time, {week}", week=week_words(choice, plan, texts)),
        unit=texts("% of contacts offered"),
        source=source,
        is_share=True,
        row_head=texts("Weekday"),
        row_labels=tuple(weekdays[day] for day in days),
        column_labels=tuple(clock(t) for t in times),
        values=tuple(tuple(at.get((day, t)) for t in times) for day in days),
    )


def level_slot(slots: Sequence[Slot], mark: int) -> Slot | None:
    """Return the half-hour of the mark number ``mark`` of :func:`level_chart`; None where it is closed then."""
    times = sorted({one.half_hour for one in slots})
    days = sorted({one.weekday for one in slots})
    if not times or not 0 <= mark < len(times) * len(days):
        return None
    wanted = (days[mark // len(times)], times[mark % len(times)])
    return next((one for one in slots if (one.weekday, one.half_hour) == wanted), None)


@dataclass(frozen=True)
class Month:
    """A month of a pool: advisers at work while it is open (mean and most), contacts, and when most are needed."""

    month: int
    mean: float
    most: int
    most_at: tuple[int, int]
    contacts: float
    chats: float


def year_of(plan: PoolPlan) -> tuple[Month, ...]:
    """Return the year by month."""
    agents, is_open = plan.agents.tolist(), plan.is_open.tolist()
    offered, chats = plan.offered.sum(axis=1).tolist(), plan.chat_offered.sum(axis=1).tolist()
    found = []
    for month in months_of(plan):
        days = [(n, one) for n, one in enumerate(plan.day_types) if one.month == month]
        hours = sum(sum(is_open[n]) * one.days for n, one in days)
        work = sum(sum(agents[n]) * one.days for n, one in days)
        most, weekday, half_hour = max(
            ((n_agents, -one.weekday, -t) for n, one in days for t, n_agents in enumerate(agents[n])),
            default=(0, 0, 0),
        )
        found.append(
            Month(
                month,
                work / hours if hours else 0.0,
                most,
                (-weekday, -half_hour),
                sum(offered[n] * one.days for n, one in days),
                sum(chats[n] * one.days for n, one in days),
            )
        )
    return tuple(found)


def advisers_chart(months: Sequence[Month], texts: Texts) -> BarChart:
    """Return mean advisers by month as bars, the most of the month as a line."""
    names = texts.months
    return BarChart(
        title=texts("Advisers by month, mean while open"),
        unit=texts("advisers"),
        decimals=1,
        label_head=texts("Month"),
        labels=tuple(names[one.month - 1] for one in months),
        ticks=tuple(names[one.month - 1][:3] for one in months),
        series=(Series(texts("mean while open"), tuple(one.mean for one in months)),),
        limit=tuple(float(one.most) for one in months),
        limit_name=texts("most at the same time"),
    )


def contacts_chart(months: Sequence[Month], texts: Texts) -> BarChart:
    """Return contacts by month: phone and visits, and chat on top."""
    names = texts.months
    series = [Series(texts("phone and visits"), tuple(one.contacts for one in months))]
    if any(one.chats for one in months):
        series.append(Series(texts("chat"), tuple(one.chats for one in months), "second"))
    return BarChart(
        title=texts("Contacts by month, while the resident waits"),
        unit=texts("contacts"),
        label_head=texts("Month"),
        labels=tuple(names[one.month - 1] for one in months),
        ticks=tuple(names[one.month - 1][:3] for one in months),
        series=tuple(series),
    )
