from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.analysis.hand_made import demand, pool_demand, terms
from workbench.analysis.people.staffing import plan_staffing
from workbench.analysis.queues import QueueError
from workbench.analysis.second_opinion.played import days_per_type, second_opinion
from workbench.model.costs import AdviserCost


def planned(**contacts: float) -> SimpleNamespace:
    what = demand(pool_demand(**contacts))
    return SimpleNamespace(demand=what, staffing=plan_staffing(terms(), AdviserCost(), what))


def test_days_are_spread_as_the_year_has_them():
    assert days_per_type([4, 4, 5, 3], 160) == [40, 40, 50, 30]
    assert sum(days_per_type([4, 4, 5, 3], 17)) == 17
    assert days_per_type([4, 4, 5, 3], 5) == [2, 0, 3, 0]
    assert min(days_per_type([1, 50, 50], 20)) == 2


@pytest.mark.slow
def test_simulation_agrees_with_erlang_a_where_its_assumptions_hold():
    (pool,) = second_opinion(planned(calls=20), terms(), days=400, seed=3).pools
    (calls,) = pool.queues
    assert calls.day_types_played == calls.day_types == 10
    found = {one.name: one for one in calls.measures}
    assert list(found) == ["sl_offered", "share_lost", "mean_wait_s", "occupancy"]
    # The day starts with an empty queue, so the plan may be slightly too careful, never the other way.
    assert found["sl_offered"].plan == pytest.approx(found["sl_offered"].simulated, abs=0.02)
    assert found["share_lost"].plan == pytest.approx(found["share_lost"].simulated, abs=0.01)
    assert found["occupancy"].plan == pytest.approx(found["occupancy"].simulated, abs=0.02)
    assert found["mean_wait_s"].plan == pytest.approx(found["mean_wait_s"].simulated, rel=0.15)


def test_the_same_seed_gives_the_same_days_and_intervals_hold_the_estimate():
    plan = planned(calls=6, visits=1, chats=2)
    one, other = (second_opinion(plan, terms(), days=20, seed=5) for _ in range(2))
    assert one == other
    assert second_opinion(plan, terms(), days=20, seed=6) != one
    assert all(m.low <= m.simulated <= m.high for queue in one.pools[0].queues for m in queue.measures)


def test_one_day_says_nothing_and_an_empty_pool_has_nothing_to_play():
    with pytest.raises(QueueError):
        second_opinion(planned(), terms(), days=1, seed=1)
    assert second_opinion(planned(calls=0), terms(), days=10, seed=1).pools[0].queues == ()
