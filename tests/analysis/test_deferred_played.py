"""Deferred work played: hours balance, ample staff is in time, and where nothing varies it is the plan's own year."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.hand_made import demand, pool_demand, terms
from workbench.analysis.people.deferred_year import play
from workbench.analysis.people.staffing import plan_staffing
from workbench.analysis.second_opinion.deferred_opinion import YEARS, item_hours
from workbench.analysis.second_opinion.deferred_played import Inflow, play_years
from workbench.analysis.second_opinion.played import second_opinion
from workbench.model.costs import AdviserCost

DAYS, HALF_HOURS = 40, 6


def some_work(rng, item_hours=0.1, half_hours=HALF_HOURS):
    return [
        Inflow(lead, rng.gamma(2.0, 0.5 / half_hours, (DAYS, half_hours)), item_hours, is_free)
        for lead in (0, 2, 5)
        for is_free in (True, False)
    ]


@given(st.integers(0, 10_000), st.floats(0.2, 2.0))
@settings(max_examples=8, deadline=None)
def test_hours_balance_in_every_year(seed, staff):
    rng = np.random.default_rng(seed)
    is_open = rng.random((DAYS, HALF_HOURS)) < 0.8
    is_open[:, 0] = True
    idle = rng.uniform(0, 0.3, (7, DAYS, HALF_HOURS))
    played = play_years(some_work(rng), is_open, idle, np.full((DAYS, HALF_HOURS), 0.4 * staff), rng)
    accounted = played.between_hours + played.own_hours + played.waiting[:, -1]
    assert np.abs(played.came_hours - accounted).max() < 1e-9
    assert (played.between_hours <= np.where(is_open, idle, 0).sum(axis=(1, 2)) + 1e-9).all()
    assert (played.late_hours <= played.came_hours + 1e-9).all()


@pytest.mark.fast
def test_with_ample_people_everything_is_in_time_and_with_too_few_it_is_noticed():
    rng = np.random.default_rng(1)
    is_open = np.ones((DAYS, HALF_HOURS), dtype=bool)
    idle = np.zeros((5, DAYS, HALF_HOURS))
    work = [replace(one, lead_days=max(1, one.lead_days)) for one in some_work(rng)]
    ample = play_years(work, is_open, idle, np.full(is_open.shape, 5.0), rng)
    assert ample.late_hours.max() == 0
    assert ample.oldest_days.max() <= 1  # what comes in the last half-hour waits at most one evening
    mean = sum(one.hours.sum() for one in work) / is_open.size
    short = play_years(work, is_open, idle, np.full(is_open.shape, 0.9 * mean), rng)
    assert short.late_hours.min() > 0
    assert short.oldest_days.min() > 5


@pytest.mark.fast
@pytest.mark.parametrize("seed", range(4))
def test_where_nothing_varies_it_is_the_plans_own_year(seed):
    rng = np.random.default_rng(seed)
    work = some_work(rng, item_hours=0.0, half_hours=1)
    idle, own = rng.uniform(0, 3, DAYS), rng.uniform(2, 5, DAYS)
    expected = play(
        [(one.lead_days, one.hours[:, 0]) for one in work if one.may_be_interrupted],
        [(one.lead_days, one.hours[:, 0]) for one in work if not one.may_be_interrupted],
        idle,
        own,
    )
    played = play_years(work, np.ones((DAYS, 1), dtype=bool), idle[None, :, None], own[:, None], rng)
    assert played.late_hours[0] == pytest.approx(expected.late_hours, abs=1e-6)
    assert played.waiting[0] == pytest.approx(expected.waiting, abs=1e-9)
    assert played.oldest_days[0] == expected.oldest_days


@pytest.mark.fast
def test_work_that_may_not_be_interrupted_is_never_done_between_contacts():
    is_open = np.ones((3, 2), dtype=bool)
    rigid = Inflow(1, np.ones((3, 2)), 0.0, may_be_interrupted=False)
    nothing = np.zeros((3, 2))
    played = play_years([rigid], is_open, np.full((1, 3, 2), 9.0), nothing, np.random.default_rng(1))
    assert (played.between_hours[0], played.own_hours[0]) == (0, 0)
    assert (played.late_hours[0], played.oldest_days[0], played.waiting[0, -1]) == (4, 3, 6)


def opinion_of(what, days: int = 60, seed: int = 1, *, fewer: int = 0):
    everything = demand(what)
    staffing = plan_staffing(terms(), AdviserCost(), everything)
    (pool,) = staffing.pools
    short = replace(pool, agents=np.maximum(0, pool.agents - fewer))
    results = SimpleNamespace(demand=everything, staffing=replace(staffing, pools=(short,)))
    return second_opinion(results, terms(), days, seed).pools[0].deferred


def test_ample_idle_time_does_all_the_work_in_time_as_planned():
    found = {one.name: one for one in opinion_of(pool_demand(calls=6, deferred={"email": 40.0})).measures}
    assert found["deferred_in_time"].simulated == 1
    assert all(one.holds for one in found.values())
    assert found["deferred_between"].simulated == pytest.approx(40.0, abs=1e-6)


def test_fewer_advisers_leave_less_time_and_work_waits_that_the_plan_does_not_know_of():
    busy = pool_demand(calls=6, deferred={"email": 200.0}, busy_month=1.0)
    right = {one.name: one for one in opinion_of(busy).measures}
    short = {one.name: one for one in opinion_of(busy, fewer=1).measures}
    assert short["deferred_between"].simulated < right["deferred_between"].low
    assert short["deferred_in_time"].simulated < right["deferred_in_time"].low


def test_the_seed_repeats_it_and_a_pool_without_deferred_work_has_no_opinion():
    some = pool_demand(calls=6, deferred={"email": 200.0, "back_office": 40.0}, uninterruptible=20.0)
    one, again = (opinion_of(some, 20, 5, fewer=1) for _ in range(2))
    assert one == again
    assert one.years == YEARS
    assert opinion_of(some, 20, 6, fewer=1) != one
    assert opinion_of(pool_demand(calls=6)) is None


@pytest.mark.fast
def test_an_item_takes_what_its_kind_takes_on_average():
    def channel(name, work_s, deferred_s, contacts, cases):
        return SimpleNamespace(channel=name, work_s=work_s, deferred_work_s=deferred_s, first_contacts=contacts,
                               follow_ups=0.0, cases_reaching=cases)  # fmt: skip

    types = [
        SimpleNamespace(channels=(channel("email", 3600.0, 0.0, 10, 10),)),
        SimpleNamespace(channels=(channel("email", 7200.0, 1800.0, 20, 5), channel("post", 0.0, 0.0, 3, 3))),
    ]
    assert item_hours(types) == {"email": pytest.approx(0.1), "back_office": pytest.approx(0.1)}
