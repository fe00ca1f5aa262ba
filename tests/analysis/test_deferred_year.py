from __future__ import annotations

import numpy as np
import pytest

from tests.analysis.hand_made import demand, pool_demand, terms
from workbench.analysis.people.deadlines import least_staff
from workbench.analysis.people.deferred_year import deferred_year, idle_per_day, play
from workbench.analysis.people.staffing import plan_staffing
from workbench.model.costs import AdviserCost

OPEN = 8.0


def some_year(seed: int):
    rng = np.random.default_rng(seed)
    days = 60
    work = [(lead, rng.gamma(2.0, 3.0, days)) for lead in (0, 2, 5)]
    return work, rng.uniform(0.0, 12.0, days), np.full(days, OPEN)


@pytest.mark.fast
@pytest.mark.parametrize("seed", range(6))
def test_least_staff_is_exactly_what_keeps_every_deadline(seed):
    work, idle, hours = some_year(seed)
    least = least_staff(work, idle, hours)
    none = [(lead, np.zeros(idle.size)) for lead, _ in work]
    enough = play(work, none, idle, least * hours)
    assert (enough.late_hours, enough.latest_days) == (pytest.approx(0, abs=1e-6), 0)
    if least > 0:
        short = play(work, none, idle, 0.97 * least * hours)
        waits = (
            short.waiting[-1] > enough.waiting[-1]
        )  # where the mean decides, what is short waits at the end
        assert short.late_hours > 1e-3 or waits


def test_what_comes_in_is_done_or_waits():
    work, idle, hours = some_year(1)
    rigid = [(lead, part * 0.3) for lead, part in work]
    played = play(work, rigid, idle, 1.2 * hours)
    came = sum(part.sum() * 1.3 for _, part in work)
    assert played.done.sum() + played.waiting[-1] == pytest.approx(came)


def test_work_that_may_not_be_interrupted_gets_no_idle_time():
    day = np.array([6.0, 6.0, 6.0])
    none = np.zeros(3)
    assert play([(1, day)], [(1, none)], 10 * np.ones(3), none).late_hours == 0
    stuck = play([(1, none)], [(1, day)], 10 * np.ones(3), none)
    assert stuck.late_hours == pytest.approx(12)  # of the third day's work the deadline is yet to come
    assert stuck.latest_days == 2
    assert stuck.done.sum() == 0


def test_the_pools_year_says_by_month_what_the_plan_says_of_the_year():
    what = demand(pool_demand(calls=4, deferred={"email": 300.0, "back_office": 200.0}))
    plan = plan_staffing(terms(), AdviserCost(), what).pools[0]
    year = deferred_year(plan, what.pools[0], terms())
    assert [(one.name, one.hours, one.working_days) for one in year.kinds] == [
        ("email", 300.0, 2),
        ("back_office", 200.0, 5),
    ]
    assert sum(one.inflow_hours for one in year.months) == pytest.approx(500)
    done = sum(one.done_hours for one in year.months)
    assert done + year.months[-1].backlog_hours == pytest.approx(500)
    assert year.in_idle_hours + year.added_hours == pytest.approx(500)
    days = np.array([one.days for one in plan.day_types])
    assert year.in_idle_hours <= idle_per_day(plan) @ days + 1e-9
    assert year.holds == (year.latest_days == 0)


def test_a_pool_without_deferred_work_is_never_late():
    what = demand(pool_demand(calls=4))
    plan = plan_staffing(terms(), AdviserCost(), what).pools[0]
    year = deferred_year(plan, what.pools[0], terms())
    assert (year.kinds, year.holds, year.latest_days) == ((), True, 0)
