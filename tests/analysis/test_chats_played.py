"""Several contacts at once in the simulator: against the calls' own line, the formula, and a plan that is wrong."""

from __future__ import annotations

import math
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from tests.analysis.hand_made import demand, pool_demand, terms
from workbench.analysis.people.staffing import plan_staffing
from workbench.analysis.queues import QueueError
from workbench.analysis.queues.chat import evaluate_chat
from workbench.analysis.second_opinion.played import second_opinion
from workbench.analysis.second_opinion.serving import serve, serve_side_by_side
from workbench.analysis.second_opinion.simulation import DayPlan, Traffic, simulate_days
from workbench.analysis.second_opinion.steadiness import Steadiness
from workbench.model.costs import AdviserCost
from workbench.model.service import Pool

WIDTH = 60


def some_day(seed: int, patience_s: float):
    rng = np.random.default_rng(seed)
    n = 400
    arrival = np.sort(rng.random(n)) * 20 * 1800
    patience = rng.exponential(patience_s, n) if math.isfinite(patience_s) else np.full(n, math.inf)
    return arrival, rng.exponential(300, n), patience, rng.integers(1, 6, 20)


@pytest.mark.fast
@pytest.mark.parametrize("patience_s", [math.inf, 120.0])
@pytest.mark.parametrize("seed", range(5))
def test_one_at_a_time_is_the_calls_line_to_the_second_whatever_the_shifts(seed, patience_s):
    day = some_day(seed, patience_s)
    calls, chats = serve(*day, 1800), serve_side_by_side(*day, 1800, (1.0,))
    assert chats.wait_s == pytest.approx(calls.wait_s, abs=1e-6)
    assert np.array_equal(chats.answered, calls.answered)
    assert chats.busy_s == pytest.approx(calls.busy_s, abs=1e-6)


@pytest.mark.fast
def test_two_at_once_that_cost_no_time_are_two_advisers():
    arrival, handling, patience, _ = some_day(3, 120.0)
    two, four = np.full(20, 2), np.full(20, 4)
    side_by_side = serve_side_by_side(arrival, handling, patience, two, 1800, (1.0, 1.0))
    apart = serve(arrival, handling, patience, four, 1800)
    assert side_by_side.wait_s == pytest.approx(apart.wait_s, abs=1e-6)
    slower = serve_side_by_side(arrival, handling, patience, two, 1800, (1.0, 1.5))
    assert slower.wait_s.sum() > 1.2 * apart.wait_s.sum()


@pytest.mark.fast
def test_two_chats_of_one_adviser_slow_each_other_by_hand():
    """A: 0-100 s alone, then with B at half speed each; A has 100 of 150 s done, B comes at 100 and takes 60."""
    arrival, work = np.array([0.0, 100.0]), np.array([150.0, 60.0])
    endless = np.full(2, math.inf)
    served = serve_side_by_side(arrival, work, endless, np.array([1]), 1800, (1.0, 2.0))
    assert served.wait_s.tolist() == [0.0, 0.0]
    # A ends at 100 + 2 x 50 = 200; B has 50 of 60 s done by then and ends 10 s later.
    assert served.busy_s.tolist() == [pytest.approx(210.0)]


def steady(agents: int, chats: float = 14.0, slots: int = 2) -> DayPlan:
    slowdown = tuple(1 + 0.25 * others for others in range(slots))
    traffic = Traffic((chats,) * WIDTH, 400.0)
    return DayPlan(1800, (agents,) * WIDTH, (traffic,), 60, 180, warm_up_intervals=4, slowdown=slowdown)


@pytest.mark.parametrize(("agents", "chats", "slots"), [(1, 3.0, 2), (2, 8.0, 2), (3, 18.0, 3)])
def test_steady_chats_agree_with_the_formula_and_one_adviser_fewer_does_not(agents, chats, slots):
    simulated = simulate_days(steady(agents, chats, slots), 25, 2)
    handling = [400 * (1 + 0.25 * others) for others in range(slots)]
    right = evaluate_chat(chats / 1800, handling, agents, 180, 60)
    for name in ("sl_offered", "p_lost", "mean_wait_s"):
        found = getattr(simulated, name)
        reach = found.high - found.value
        assert abs(float(getattr(right, name)[0]) - found.value) < 1.6 * reach, name
    wrong = evaluate_chat(chats / 1800, handling, agents - 1, 180, 60)
    assert not simulated.sl_offered.holds(float(wrong.sl_offered[0]))


def test_chats_stay_with_their_adviser_so_fewer_are_busy_than_the_formula_says():
    simulated = simulate_days(steady(4, 20.0), 12, 1)
    formula = evaluate_chat(20 / 1800, [400, 500], 4, 180, 60)
    assert simulated.occupancy.high < float(formula.occupancy[0])
    assert simulated.occupancy.value == pytest.approx(float(formula.occupancy[0]), abs=0.05)


def test_what_cannot_be_played_is_refused():
    with pytest.raises(QueueError):
        simulate_days(replace(steady(2), slowdown=()), 3, 1)
    with pytest.raises(QueueError):
        simulate_days(replace(steady(2), slowdown=(1.5, 2.0)), 3, 1)
    onward = Traffic((3.0,) * WIDTH, 400.0, transfer_share=0.2, transfer_handling_s=60)
    with pytest.raises(QueueError):
        simulate_days(replace(steady(2), traffic=(onward,)), 3, 1)


def chatting(at_once: int) -> tuple[SimpleNamespace, object]:
    everything = demand(pool_demand(calls=5, chats=12, chat_s=300, busy_month=1.0))
    what = terms((Pool(id="p", name="P", chats_at_once=at_once),))
    return SimpleNamespace(demand=everything, staffing=plan_staffing(what, AdviserCost(), everything)), what


def steady_chat(plan, what, days: int, seed: int = 1):
    (pool,) = second_opinion(plan, what, days, seed).pools
    _, chat = pool.queues
    return next(one for one in chat.kinds if one.kind is Steadiness.STEADY)


@pytest.mark.parametrize("at_once", [1, 2])
def test_the_chat_plan_holds_in_steady_half_hours(at_once):
    plan, what = chatting(at_once)
    found = steady_chat(plan, what, 150)
    assert found.together.holds
    assert found.holding >= 0.88 * len(found.half_hours) > 60


def test_one_chat_adviser_fewer_than_planned_is_noticed():
    plan, what = chatting(2)
    (pool,) = plan.staffing.pools
    short = replace(
        pool, chat_agents=np.maximum(0, pool.chat_agents - 1), agents=np.maximum(0, pool.agents - 1)
    )
    promised = steady_chat(plan, what, 60)
    kept = steady_chat(
        SimpleNamespace(demand=plan.demand, staffing=replace(plan.staffing, pools=(short,))), what, 60
    )
    assert kept.together.simulated < promised.together.low
