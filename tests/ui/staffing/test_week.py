"""The week, the year and the service level as charts: they say what the plan says."""

from __future__ import annotations

import pytest

from workbench.analysis.results import PoolPlan, Results
from workbench.export.charts.week import (
    HEAVIEST,
    ORDINARY,
    advisers_chart,
    contacts_chart,
    level_chart,
    level_slot,
    week_chart,
    week_of,
    year_of,
)
from workbench.locale import Texts
from workbench.ui.pages.staffing.year import channel_rows

T = Texts("en")


@pytest.fixture(scope="module")
def plan(figures: Results) -> PoolPlan:
    return figures.staffing.pools[0]


def test_the_ordinary_week_holds_the_hours_of_the_year(plan: PoolPlan) -> None:
    slots = week_of(plan, ORDINARY)
    open_days: dict[tuple[int, int], int] = {}
    for n, day in enumerate(plan.day_types):
        for t in range(48):
            if plan.is_open[n, t]:
                open_days[day.weekday, t] = open_days.get((day.weekday, t), 0) + day.days
    hours = sum(one.agents * open_days[one.weekday, one.half_hour] / 2 for one in slots)
    planned = sum(float(plan.agents[n].sum()) * day.days / 2 for n, day in enumerate(plan.day_types))
    assert hours == pytest.approx(planned, rel=1e-12)
    without_chat = sum((one.agents - one.chat) * open_days[one.weekday, one.half_hour] / 2 for one in slots)
    assert without_chat < planned - 100  # what the check would find if a part were forgotten


def test_a_month_shows_its_plan_half_hour_by_half_hour(plan: PoolPlan) -> None:
    month, weekday, half_hour = plan.peak_at
    slots = week_of(plan, str(month))
    assert week_of(plan, HEAVIEST) == slots
    for one in slots:
        day = next(
            n for n, kind in enumerate(plan.day_types) if (kind.month, kind.weekday) == (month, one.weekday)
        )
        assert one.agents == plan.agents[day, one.half_hour]
        assert one.required == plan.required[day, one.half_hour]
        assert one.key(plan.pool) == f"half_hour:{plan.pool}:{month}-{one.weekday}-{one.half_hour}"
    chart = week_chart(plan, slots, str(month), T)
    top = chart.note_at
    assert top is not None
    assert (slots[top].weekday, slots[top].half_hour) == (weekday, half_hour)
    assert chart.total(top) == plan.peak_agents
    assert chart.note == "most 16: Monday 09:00"
    assert sum(count for _, count in chart.groups) == len(chart.labels) == len(slots)
    assert "closed" not in chart.table(T).as_text()


def test_the_service_level_of_the_half_hours_is_that_of_the_year(plan: PoolPlan) -> None:
    slots = week_of(plan, ORDINARY)
    chart = level_chart(plan, slots, ORDINARY, "", T)
    first = level_slot(slots, 0)
    assert first is not None
    assert chart.values[0][0] == first.in_time
    assert level_slot(slots, 10_000) is None
    days: dict[int, int] = {}
    for day in plan.day_types:
        days[day.weekday] = days.get(day.weekday, 0) + day.days
    open_days = {
        (day.weekday, t): sum(
            one.days
            for m, one in enumerate(plan.day_types)
            if one.weekday == day.weekday and plan.is_open[m, t]
        )
        for day in plan.day_types
        for t in range(48)
    }
    calls = sum(one.offered * open_days[one.weekday, one.half_hour] for one in slots)
    answered = sum((one.in_time or 0) * one.offered * open_days[one.weekday, one.half_hour] for one in slots)
    assert answered / calls == pytest.approx(plan.service_level.value, abs=1e-9)


def test_the_months_add_up_to_the_year(plan: PoolPlan, figures: Results) -> None:
    months = year_of(plan)
    assert [one.month for one in months] == list(range(1, 13))
    assert max(one.most for one in months) == plan.peak_agents
    offered = sum(
        float(plan.offered[n].sum() + plan.chat_offered[n].sum()) * day.days
        for n, day in enumerate(plan.day_types)
    )
    assert sum(one.contacts + one.chats for one in months) == pytest.approx(offered, rel=1e-12)
    assert advisers_chart(months, T).table(T).rows[0][0] == "January"
    assert len(contacts_chart(months, T).series) == 2
    rows = channel_rows(figures.demand.case_types)
    assert rows[-1].channel == ""
    assert rows[-1].contacts == pytest.approx(sum(one.contacts for one in rows[:-1]))
    assert sum(one.share for one in rows[:-1]) == pytest.approx(1.0)
    done = figures.release.total.done
    assert rows[-1].hours == pytest.approx(done, rel=1e-9)
