from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.analysis.hand_made import demand, pool_demand, terms
from workbench.analysis.people.staffing import plan_staffing
from workbench.analysis.second_opinion.played import second_opinion
from workbench.analysis.second_opinion.queue_plans import calls_queue
from workbench.analysis.second_opinion.steadiness import Steadiness, steadiness
from workbench.model.costs import AdviserCost

CLOSES = 32


def planned(what) -> SimpleNamespace:
    everything = demand(what)
    return SimpleNamespace(demand=everything, staffing=plan_staffing(terms(), AdviserCost(), everything))


def kinds_of(plan, days: int = 300, seed: int = 1):
    (pool,) = second_opinion(plan, terms(), days, seed).pools
    return {one.kind: one for one in pool.queues[0].kinds}


def stepped(calls: float, aht_s: float, steps: dict[int, float]):
    """A day whose calls are ``calls`` per half-hour, times a factor from some half-hours on."""
    made = pool_demand(calls=calls, aht_s=aht_s, busy_month=1.0)
    factor = np.ones(48)
    for start, times in steps.items():
        factor[start:] = times
    return replace(made, offered=made.offered * factor, work_s=made.work_s * factor)


def test_a_steady_days_plan_lies_within_what_is_played_and_only_its_opening_does_not():
    kinds = kinds_of(planned(pool_demand(calls=20, busy_month=1.0)), days=400)
    assert set(kinds) == {Steadiness.OPENING, Steadiness.STEADY}
    steady = kinds[Steadiness.STEADY]
    assert steady.together.holds
    assert steady.holding >= 0.9 * len(steady.half_hours) > 70
    opening = kinds[Steadiness.OPENING].together
    assert not opening.holds
    assert opening.simulated > opening.plan  # nobody waits yet when the doors open


def test_a_ramp_is_named_and_the_plan_is_off_there_as_the_queue_before_says():
    kinds = kinds_of(planned(stepped(30, 420, {24: 0.4})))
    (fewer,) = (one for one in kinds.values() if one.kind is Steadiness.FEWER_ADVISERS)
    assert {one.half_hour for one in fewer.half_hours} == {24}
    assert not fewer.together.holds
    assert (
        fewer.together.simulated < fewer.together.plan
    )  # who waits was left by more advisers than are there
    assert kinds[Steadiness.STEADY].together.holds


def test_more_load_with_the_same_advisers_and_long_handling_are_not_called_steady():
    plan = planned(stepped(10, 240, {20: 1.3}))
    queue = calls_queue(plan.staffing.pools[0], plan.demand.pools[0])
    kinds = steadiness(replace(queue, agents=np.where(queue.is_open, 9, 0)), 0)
    assert kinds[20] is Steadiness.LOAD_CHANGES
    assert kinds[21] is Steadiness.STEADY
    plan = planned(pool_demand(calls=4, aht_s=1000))
    long = calls_queue(plan.staffing.pools[0], plan.demand.pools[0])
    assert set(steadiness(long, 0).values()) == {Steadiness.OPENING, Steadiness.LONG_HANDLING}


def test_handling_times_that_differ_over_the_day_are_played_as_they_are_planned():
    made = pool_demand(calls=30, aht_s=200, busy_month=1.0)
    afternoon = np.arange(48) >= 24
    slower = replace(made, work_s=made.work_s * np.where(afternoon, 2.0, 1.0))
    kinds = kinds_of(planned(slower), days=200)
    assert kinds[Steadiness.STEADY].together.holds
    assert set(kinds) == {Steadiness.OPENING, Steadiness.MORE_ADVISERS, Steadiness.STEADY}


@pytest.mark.fast
def test_a_plan_with_too_few_advisers_is_caught_in_the_steady_half_hours():
    right = planned(pool_demand(calls=20, busy_month=1.0))
    (pool,) = right.staffing.pools
    promised_too_much = replace(pool, agents=np.maximum(0, pool.agents - 1))
    wrong = SimpleNamespace(demand=right.demand, staffing=replace(right.staffing, pools=(promised_too_much,)))
    steady = kinds_of(wrong, days=60)[Steadiness.STEADY]
    assert not steady.together.holds
    assert steady.together.simulated < steady.together.plan - 0.05


def test_the_seed_repeats_every_half_hour():
    plan = planned(pool_demand(calls=6, visits=2))
    one, again = (second_opinion(plan, terms(), 40, 5) for _ in range(2))
    assert one == again
    assert second_opinion(plan, terms(), 40, 6).pools[0].queues[0].kinds != one.pools[0].queues[0].kinds
