from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.hand_made import DAY_TYPES, demand, pool_demand, terms
from workbench.analysis.demand.promises import promise, queue_targets
from workbench.analysis.people.deadlines import days_in_order, least_staff
from workbench.analysis.people.staffing import plan_staffing
from workbench.analysis.queues import Targets, evaluate, required_agents
from workbench.analysis.queues.deferred import least_constant_staff
from workbench.analysis.results import FTE_COMPONENTS, DayType, PoolPlan, Staffing
from workbench.model.costs import AdviserCost
from workbench.model.project import Settings, WorkingTime
from workbench.model.service import Denominator, Pool, ServiceTarget
from workbench.model.text import ProjectError
from workbench.model.volumes import Channel

DAYS = np.array([one.days for one in DAY_TYPES], dtype=float)
QUICK = settings(max_examples=25, deadline=None)


def plan(what, given_terms=None, cost=None) -> tuple[Staffing, PoolPlan]:
    staffing = plan_staffing(given_terms or terms(), cost or AdviserCost(), demand(what))
    return staffing, staffing.pools[0]


@pytest.mark.fast
def test_phone_is_staffed_by_erlang_a_at_the_documented_targets():
    _, found = plan(pool_demand(calls=20, busy_month=1.0))
    targets = Targets(sl_fraction=0.8, within_s=60, answered_fraction=0.9, patience_s=120, max_occupancy=0.85)
    expected = int(required_agents([20 / 1800], [240.0], targets)[0])
    assert set(found.required[found.is_open]) == {expected}
    assert not found.agents[~found.is_open].any()
    assert found.staffed_hours == pytest.approx(expected * 17 * 0.5 * DAYS.sum())


def test_visits_join_the_phone_queue_with_the_strictest_target_and_the_phones_patience():
    _, found = plan(pool_demand(calls=10, visits=5, busy_month=1.0))
    assert found.offered[found.is_open][0] == 15
    assert found.aht_s[found.is_open][0] == pytest.approx((10 * 240 + 5 * 600) / 15)
    assert found.within_s == 60
    targets = Targets(sl_fraction=0.8, within_s=60, answered_fraction=0.9, patience_s=120, max_occupancy=0.85)
    assert found.required[0, 20] == required_agents([15 / 1800], [360.0], targets)[0]


def test_a_visit_promise_that_phone_does_not_cover_must_be_met_too():
    pool = Pool(id="p", name="P", targets=(ServiceTarget(channel=Channel.VISIT, share=0.999),))
    both = [promise(one, pool, terms().scenario) for one in (Channel.PHONE, Channel.VISIT)]
    found = queue_targets(both, pool)
    assert [(one.sl_fraction, one.within_s) for one in found] == [(0.8, 60), (0.999, 600)]
    assert {one.patience_s for one in found} == {120.0}


def test_the_scenario_goes_before_the_pool_field_by_field():
    pool = Pool(
        id="p",
        name="P",
        targets=(ServiceTarget(channel=Channel.PHONE, share=0.7, within_s=90, patience_s=100),),
    )
    scenario = terms(
        targets=(ServiceTarget(channel=Channel.PHONE, share=0.9, of=Denominator.ANSWERED),)
    ).scenario
    found = promise(Channel.PHONE, pool, scenario)
    assert (found.share, found.of, found.within_s, found.patience_s) == (0.9, "answered", 90, 100)
    assert found.answered_share == 0.9


def test_chat_is_added_and_the_minimum_presence_counts_once():
    _, quiet = plan(pool_demand(calls=0.5, chats=0.2, busy_month=1.0))
    needed = quiet.required + quiet.chat_agents
    at = quiet.is_open
    assert (quiet.agents[at] == np.maximum(needed[at], 2)).all()
    _, busy = plan(pool_demand(calls=30, chats=10, busy_month=1.0))
    assert (busy.agents == busy.required + busy.chat_agents).all()
    assert busy.chat_agents[at].min() > 0


def test_several_chats_at_once_need_fewer_advisers():
    one, two = (
        plan(pool_demand(calls=5, chats=20), terms((Pool(id="p", name="P", chats_at_once=n),)))[1]
        for n in (1, 2)
    )
    assert two.chat_agents.sum() < one.chat_agents.sum()
    assert two.chat_service_level.value >= 0.8


@pytest.mark.fast
def test_service_level_of_the_year_is_weighted_by_volume():
    _, found = plan(pool_demand(calls=10, busy_month=2.3))
    at = found.offered > 0
    lam = found.offered[at] / 1800
    measured = evaluate(lam, found.aht_s[at], found.agents[at], 120.0, 60.0)
    weights = (found.offered * DAYS[:, None])[at]
    assert found.service_level.value == pytest.approx(float(np.average(measured.sl_offered, weights=weights)))
    unweighted = float(measured.sl_offered.mean())
    assert abs(found.service_level.value - unweighted) > 1e-6  # negative control: the plain mean differs
    assert found.service_level.of == "offered"


def test_service_level_follows_the_denominator_of_the_target():
    said = ServiceTarget(channel=Channel.PHONE, share=0.8, of=Denominator.ANSWERED)
    _, found = plan(pool_demand(calls=10), terms((Pool(id="p", name="P", targets=(said,)),)))
    offered = float((found.sl_offered * found.offered * DAYS[:, None]).sum())
    answered = float((found.answered * DAYS[:, None]).sum())
    assert found.service_level.of == "answered"
    assert found.service_level.value == pytest.approx(offered / answered)


@pytest.mark.fast
def test_interruptible_work_fills_idle_time_and_the_rest_is_added_at_085():
    _, none = plan(pool_demand(calls=6))
    usable = np.maximum(0, 0.85 * none.agents * 0.5 - none.answered * np.nan_to_num(none.aht_s) / 3600)
    could = float((usable * DAYS[:, None]).sum())
    _, little = plan(pool_demand(calls=6, deferred={"email": could / 2}))
    assert little.idle_hours_used == pytest.approx(could / 2)
    assert little.staffed_hours == pytest.approx(none.staffed_hours)
    _, much = plan(pool_demand(calls=6, deferred={"email": could, "back_office": 85.0}))
    assert much.idle_hours_used == pytest.approx(could)
    assert much.deferred_paid_hours == pytest.approx(100.0)
    assert much.staffed_hours == pytest.approx(none.staffed_hours + 100.0)
    _, rigid = plan(pool_demand(calls=6, deferred={"email": 85.0}, uninterruptible=85.0))
    assert rigid.idle_hours_used == 0
    assert rigid.staffed_hours == pytest.approx(none.staffed_hours + 100.0)


def test_hours_alone_are_the_same_hours():
    what = demand(pool_demand(calls=12, visits=2, chats=3, deferred={"email": 5000.0}, booked=40.0))
    whole, quick = (plan_staffing(terms(), AdviserCost(), what, hours_only=only) for only in (False, True))
    assert quick.fte_by_component == whole.fte_by_component
    assert (quick.pools[0].agents == whole.pools[0].agents).all()
    assert quick.service_level.value is None


def test_booked_visits_are_fixed_blocks():
    _, without = plan(pool_demand())
    _, booked = plan(pool_demand(booked=120.0))
    assert booked.staffed_hours == pytest.approx(without.staffed_hours + 120)
    extra = booked.fte_by_component["contact_handling"] - without.fte_by_component["contact_handling"]
    assert extra == pytest.approx(120 / 2080)


@st.composite
def demands(draw):
    return pool_demand(
        calls=draw(st.floats(0, 60)),
        aht_s=draw(st.floats(30, 900)),
        visits=draw(st.floats(0, 10)),
        chats=draw(st.floats(0, 10)),
        booked=draw(st.floats(0, 500)),
        deferred={"email": draw(st.floats(0, 4000)), "back_office": draw(st.floats(0, 4000))},
        uninterruptible=draw(st.floats(0, 1000)),
        busy_month=draw(st.floats(0.3, 3)),
    )


@pytest.mark.fast
@QUICK
@given(demands(), st.floats(0, 3), st.one_of(st.none(), st.floats(3, 20)))
def test_the_breakdown_adds_up_and_no_row_is_below_zero(what, management, per_leader):
    cost = AdviserCost(management_fte=management, advisers_per_team_leader=per_leader)
    staffing, found = plan(what, cost=cost)
    assert tuple(staffing.fte_by_component) == FTE_COMPONENTS
    assert math.fsum(staffing.fte_by_component.values()) == pytest.approx(staffing.fte_total, abs=1e-9)
    assert math.fsum(found.fte_by_component.values()) == pytest.approx(found.fte, abs=1e-9)
    assert min(staffing.fte_by_component.values()) >= -1e-9
    assert staffing.fte_by_component["rounding"] < 0.1
    hours = found.load_hours + found.chat_load_hours + found.idle_hours_used + found.waiting_hours
    agents_hours = float((found.agents * DAYS[:, None]).sum()) / 2
    assert hours + found.minimum_hours == pytest.approx(agents_hours)
    assert staffing.adviser_fte == pytest.approx(
        staffing.staffed_hours_per_year / (2080 * (1 - 0.2) * (1 - 0.15))
    )


def scaled(what, factor):
    return dataclasses.replace(
        what,
        offered=what.offered * factor,
        work_s=what.work_s * factor,
        deferred_hours={name: hours * factor for name, hours in what.deferred_hours.items()},
        uninterruptible_hours=what.uninterruptible_hours * factor,
        booked_hours=what.booked_hours * factor,
    )


@pytest.mark.fast
@QUICK
@given(demands(), st.floats(1, 2))
def test_more_volume_never_needs_fewer(what, factor):
    less, more = plan(what), plan(scaled(what, factor))
    assert (more[1].agents >= less[1].agents).all()
    assert more[0].fte_total >= less[0].fte_total


@QUICK
@given(demands(), st.floats(0.5, 0.95), st.floats(0, 0.04), st.floats(20, 300))
def test_a_stricter_target_never_needs_fewer(what, share, more_share, within_s):
    def at(share, within):
        said = ServiceTarget(channel=Channel.PHONE, share=share, within_s=within)
        return plan(what, terms((Pool(id="p", name="P", targets=(said,)),)))

    loose = at(share, within_s)
    for strict in (at(share + more_share, within_s), at(share, within_s / 2)):
        assert (strict[1].agents >= loose[1].agents).all()
        assert strict[0].fte_total >= loose[0].fte_total


def test_shares_that_nobody_can_keep_are_refused_with_the_pools_name():
    said = ServiceTarget(channel=Channel.PHONE, share=1.0)
    with pytest.raises(ProjectError, match="Desk"):
        plan(pool_demand(), terms((Pool(id="p", name="Desk", targets=(said,)),)))
    with pytest.raises(ProjectError, match="Absence"):
        plan(pool_demand(), terms(settings=Settings(working_time=WorkingTime(absence_share=1.0))))


def test_pools_are_rounded_once_each_and_peak_together():
    pools = (Pool(id="p", name="P"), Pool(id="q", name="Q"))
    both = plan_staffing(
        terms(pools),
        AdviserCost(management_fte=1.0),
        demand(pool_demand(calls=9), pool_demand(calls=4, pool="q")),
    )
    assert both.fte_total == pytest.approx(sum(one.fte for one in both.pools))
    assert all(round(one.fte * 10, 6) == round(one.fte * 10) for one in both.pools)
    assert both.peak_agents == sum(one.peak_agents for one in both.pools)
    assert both.overhead_fte == pytest.approx(1.0)
    month, weekday, half_hour = both.pools[0].peak_at
    assert (month, weekday) == (1, 0)
    assert 16 <= half_hour < 33


def test_an_empty_pool_still_keeps_its_minimum_presence():
    staffing, found = plan(pool_demand(calls=0))
    assert found.peak_agents == 2
    assert found.service_level.value is None
    assert staffing.service_level.value is None
    assert found.fte_by_component["minimum_staffing"] == pytest.approx(found.staffed_hours / 2080)


def test_days_come_in_calendar_order_without_the_holidays():
    order = days_in_order((DayType(1, 0, 3), DayType(1, 1, 4)), 2027)
    assert order.tolist() == [0, 1, 0, 1, 0, 1, 1]  # January 2027 begins with Monday the 4th


@QUICK
@given(st.lists(st.floats(0, 50), min_size=12, max_size=12), st.integers(0, 5))
def test_without_idle_time_deadlines_need_the_queue_engines_least_staff(work, lead):
    days = np.arange(12)
    inside = days + lead < 12
    hours = np.where(inside, work, 0.0)
    found = least_staff([(lead, hours)], np.zeros(12), np.full(12, 8.0))
    expected = least_constant_staff(days * 8.0, (days + lead + 1) * 8.0, hours, 96.0)
    assert found == pytest.approx(expected)


def test_idle_time_lowers_what_deadlines_need_and_a_busy_month_raises_it():
    hours = np.array([8.0] * 5 + [40.0] * 3 + [8.0] * 2)
    alone = least_staff([(2, hours)], np.zeros(10), np.full(10, 8.0))
    helped = least_staff([(2, hours)], np.full(10, 8.0), np.full(10, 8.0))
    assert alone > hours.mean() / 8
    assert helped < alone
    _, found = plan(pool_demand(deferred={"email": 3000.0}, busy_month=3.0))
    assert found.deferred_least_staff > 0
    assert found.deferred_planned_staff > 0
