"""Corners where a figure was wrong once: projects that are small, odd and possible."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal

import numpy as np
import pytest

from tests.analysis.test_explain import holds
from tests.export.workbook_case import claimed, differences, figures_of
from tests.support.random_projects import case_type, project_of, step, volume
from workbench.analysis.engine import Engine
from workbench.analysis.explain import explain
from workbench.analysis.memo import Memo
from workbench.analysis.money import release_values
from workbench.analysis.people.deadlines import least_staff
from workbench.analysis.people.pooling import pooling
from workbench.analysis.results import Results
from workbench.analysis.scenario import scenario_terms
from workbench.analysis.scenarios.waves import quarters
from workbench.analysis.uncertainty.chances import Chances
from workbench.analysis.uncertainty.pool_draws import position_draws
from workbench.analysis.uncertainty.release_draws import release_draws
from workbench.analysis.uncertainty.run import Run
from workbench.export.lookup import Source
from workbench.export.workbook import costs_workbook
from workbench.locale import Texts
from workbench.model.costs import AdviserCost, CostCategory, CostDriver, CostItem, Investment
from workbench.model.organisation import FrontlineKind, FrontlinePosition, PositionMove
from workbench.model.project import Project, Settings
from workbench.model.scenarios import FinancingModel, Scenario
from workbench.model.service import Pool, ServiceTarget, Wave
from workbench.model.text import NotCalculable
from workbench.model.volumes import Channel

ALL = Scenario(id="s", name="S", levels=(1, 2, 3, 4))


def odd(*case_types, **fields) -> tuple[Project, Results]:
    project = project_of(*case_types, scenarios=(ALL,), **fields)
    return project, Engine().results(project)


def visits(n: float = 20_000.0):
    return case_type(step("v1", 1, 8.0), id="v", volumes=(volume(n, Channel.VISIT),))


@pytest.mark.fast
def test_visitors_are_promised_what_is_printed_where_nobody_calls():
    """80 % within 10 minutes, patience 20 minutes: not what callers are promised, whom the pool does not have."""
    _, results = odd(visits())
    (pool,) = results.staffing.pools
    assert (pool.within_s, pool.patience_s, results.staffing.within_s) == (600.0, 1200.0, 600.0)
    printed = {one.name: one.value for one in results.assumptions}
    assert printed["Visit: in time means within"] == 600.0
    assert "Phone: in time means within" not in printed
    silent = case_type(step("p1", 1, 8.0), id="p", volumes=(volume(0.0),))
    _, with_silence = odd(visits(), silent)
    assert with_silence.staffing.staffed_hours_per_year == results.staffing.staffed_hours_per_year


@pytest.mark.fast
def test_who_shares_a_queue_with_callers_is_promised_what_they_are():
    _, results = odd(visits(), case_type(step("p1", 1, 8.0), id="p", volumes=(volume(100.0),)))
    (pool,) = results.staffing.pools
    assert (pool.within_s, pool.patience_s) == (60.0, 120.0)


@pytest.mark.fast
def test_visits_alone_are_drawn_as_they_are_planned():
    project, results = odd(visits())
    drawn = Run(project, None, results, Chances(1, 2, 0.3), None, 16_384)
    drawn.figures()
    planned = results.staffing.staffed_hours_per_year
    assert drawn.positions.staffed_hours[0] == pytest.approx(planned, rel=1e-6)


@pytest.mark.fast
def test_a_pool_without_a_queue_does_not_say_within_how_long():
    """A pool for chats and e-mail beside one for calls: the year's service level is of the calls, within 60 s."""
    pools = (
        Pool(id="calls", name="Calls", channels=(Channel.PHONE, Channel.VISIT)),
        Pool(id="written", name="Written", channels=(Channel.CHAT, Channel.EMAIL)),
    )
    chats = case_type(step("c1", 1, 8.0), id="c", volumes=(volume(9_000.0, Channel.CHAT),))
    _, results = odd(case_type(step("p1", 1, 8.0), id="p"), chats, pools=pools)
    assert results.staffing.service_level.value is not None
    assert results.staffing.within_s == 60.0


POSITION = FrontlinePosition(
    id="f", name="Switchboard", kind=FrontlineKind.SWITCHBOARD, department="d0", unit="u0", role="r0", fte=4.0
)


def released_each_year(**position) -> tuple[dict[int, Decimal], Project, Results]:
    """Forty thousand calls of eight minutes that one role answers today, which sits in one position."""
    calls = case_type(step("p1", 1, 8.0, unit="u0", role="r0"), volumes=(volume(40_000.0),))
    cost = AdviserCost(salary_per_month=Decimal(30_000))
    settings = Settings(planning_year=2027, adviser_cost=cost)
    project, results = odd(calls, settings=settings, frontline_positions=(POSITION.changed(**position),))
    return {one.year: one.releases for one in results.net_effect if one.department == "d0"}, project, results


@pytest.mark.fast
@pytest.mark.parametrize("own_cost", [None, Decimal("1234567.89")])
def test_hours_are_not_released_again_when_the_position_moves_that_they_lie_in(own_cost):
    """Until it moves 70 % of 5 333 hours are realisable; then the position is what is released, and nothing else."""
    releases, project, results = released_each_year(moves_from=dt.date(2029, 7, 1), cost_per_year=own_cost)
    position = Decimal(4 * 12 * 30_000) if own_cost is None else own_cost
    positions = Decimal(round(40_000 * 8 / 60 / (2080 * 0.8 * 0.85) * 0.7, 6))
    hours = round(positions * 12 * 30_000, 2)
    assert releases[2027] == releases[2028] == pytest.approx(hours, abs=Decimal("0.01"))
    assert releases[2029] == pytest.approx((hours + position) / 2, abs=Decimal("0.02"))
    assert releases[2030] == releases[2031] == position
    lines = release_values(project, scenario_terms(project, ALL), results.release, 2030)
    assert {one.kind: one.amount for one in lines}["counted_before"] == -releases[2028]


@pytest.mark.fast
def test_what_a_later_position_cannot_hold_stays_released():
    whole, _, _ = released_each_year(moves_from=dt.date(2028, 1, 1))
    half, _, _ = released_each_year(moves_from=dt.date(2028, 1, 1), moves=PositionMove.SHARE, share=0.5)
    assert whole[2028] == 4 * 12 * 30_000
    left = whole[2027] - Decimal("0.7") * 2 * 12 * 30_000
    assert half[2028] == pytest.approx(Decimal(2 * 12 * 30_000) + left, abs=Decimal(1))


@pytest.mark.fast
def test_later_positions_are_drawn_and_explained_as_they_are_planned():
    _, project, results = released_each_year(moves_from=dt.date(2028, 4, 1))
    drawn = Run(project, None, results, Chances(1, 2, 0.3), None, 16_384)
    drawn.figures()
    release = release_draws(project, drawn.terms, drawn.totals, results, drawn.n)
    releases = {one.year: one.releases for one in results.net_effect if one.department == "d0"}
    assert release.worth_next["d0"][0] == pytest.approx(float(releases[2028]), abs=0.1)
    for year in (2027, 2028, 2029):
        found = explain(project, results, f"releases:d0:{year}")
        assert sum(one.value for one in found.inputs) == releases[year]
        assert holds(found)


@pytest.mark.fast
def test_what_is_fixed_is_bought_once_whatever_its_step():
    """A cost of 12 345.67 with a step of 5 was five of them."""
    fixed = CostItem(
        id="i", name="Premises", category=CostCategory.PREMISES, amount=Decimal("12345.67"), step_size=5.0
    )
    _, results = odd(visits(), cost_items=(fixed,))
    line = next(one for one in results.costs.lines if one.id == "i")
    assert (line.amount, line.quantity, line.to_next_step) == (Decimal("12345.67"), 1, None)


@pytest.mark.fast
def test_a_promise_of_half_a_day_is_not_taken_for_a_day():
    busy_day, nothing = np.array([8.0, 0.0, 0.0, 0.0]), np.zeros(4)
    open_hours = np.full(4, 8.0)
    same_day, half, one, more = (
        least_staff([(days, busy_day)], nothing, open_hours) for days in (0.0, 0.5, 1.0, 1.5)
    )
    assert (same_day, half, one, more) == (1.0, 1.0, 0.5, 0.5)


@pytest.mark.fast
def test_nobody_is_stopped_by_a_promise_on_a_channel_that_nobody_uses():
    """And who is stopped hears where: the pool, though nobody named it, and the channel."""
    chat = ServiceTarget(channel=Channel.CHAT, share=1.0)
    _, results = odd(visits(), pools=(Pool(id="p", name="P", targets=(chat,)),))
    assert results.staffing.fte_total > 0
    visit = ServiceTarget(channel=Channel.VISIT, answered_share=1.0)
    with pytest.raises(NotCalculable, match=r'Pool "p", Visit: nobody can promise 100 %'):
        odd(visits(), pools=(Pool(id="p", name="", targets=(visit,)),))


def test_a_wave_counts_from_its_own_day_wherever_it_stands_in_the_list():
    waves = (
        Wave(id="autumn", name="Autumn", starts_on=dt.date(2027, 9, 1)),
        Wave(id="spring", name="Spring", starts_on=dt.date(2027, 5, 20)),
    )
    late, early = visits().changed(wave="autumn"), case_type(step("p1", 1, 8.0), id="p", wave="spring")
    project, _ = odd(late, early, waves=waves)
    found = [(one.starts_on.month, one.waves, one.starting) for one in quarters(project)]
    assert found == [(4, ("Spring",), ("p",)), (7, ("Autumn",), ("v",))]


def test_who_falls_below_nought_again_has_not_broken_even():
    """A million a year is left over until an investment of thirty begins in the fourth year."""
    position = POSITION.changed(cost_per_year=Decimal(4_000_000))
    later = Investment(
        id="v", name="V", category=CostCategory.TECHNOLOGY, amount=Decimal(30_000_000), years=5,
        starts_on=dt.date(2030, 1, 1),
    )  # fmt: skip
    calls = case_type(step("p1", 1, 8.0, unit="u0", role="r0"), volumes=(volume(40_000.0),))
    cost = AdviserCost(salary_per_month=Decimal(30_000))
    settings = Settings(planning_year=2027, adviser_cost=cost, financing=FinancingModel.B_CAPACITY)
    said = {"settings": settings, "frontline_positions": (position,)}
    _, without = odd(calls, **said)
    project, results = odd(calls, **said, investments=(later,))
    years = [one for one in results.net_effect if one.department == "d0"]
    assert [one.cumulated > 0 for one in years] == [True, True, True, False, False]
    assert without.net_effect[0].break_even_year == 2027
    assert {one.break_even_year for one in years} == {None}
    source = Source(project, results, Texts("en"))
    assert differences(claimed(costs_workbook(source, dt.date(2027, 1, 1))), figures_of(project)) == []


@pytest.mark.fast
def test_the_explained_service_level_names_the_promises_of_its_own_pool():
    """A pool for visits stands first in the project; what callers are promised is said by the one they call."""
    pools = (
        Pool(id="desk", name="Desk", channels=(Channel.VISIT,)),
        Pool(
            id="calls",
            name="Calls",
            targets=(ServiceTarget(channel=Channel.PHONE, share=0.9, within_s=30.0),),
        ),
    )
    project, results = odd(visits(), case_type(step("p1", 1, 8.0), id="p"), pools=pools)

    def said(key: str) -> list[tuple[str, float]]:
        inputs = explain(project, results, key).inputs
        return [(str(one.name), one.value) for one in inputs if "target" in str(one.name)]

    desk, calls = ("Visit, target: within 600 s", 0.8), ("Phone, target: within 30 s", 0.9)
    assert said("service_level") == [desk, calls]
    assert said("service_level:calls") == [calls]


@pytest.mark.fast
def test_what_years_add_up_to_is_not_per_year():
    _, project, results = released_each_year()
    for key in ("cumulated:d0:2029", "effect_total:cumulated:2029"):
        assert str(explain(project, results, key).unit) == "SEK"
    assert str(explain(project, results, "effect_total:difference:2029").unit) == "SEK per year"


@pytest.mark.fast
def test_a_pool_that_minimum_presence_makes_dearer_has_no_break_even():
    """A hundred calls: one adviser alone would do, the pool has two, and no handling time makes that one."""
    project, results = odd(case_type(step("p1", 1, 8.0), id="p", volumes=(volume(100.0),)))
    found = pooling(project, scenario_terms(project, ALL), results.demand, Memo())
    assert found.pooled_fte > found.alone_fte > 0
    assert (found.break_even_handling, found.break_even_seconds) == (None, None)
    assert found.seconds_per_contact == pytest.approx(8 * 60 + 45)


DESK = CostItem(
    id="desk",
    name="Desk",
    category=CostCategory.WORKPLACES,
    driver=CostDriver.WORKPLACE,
    amount=Decimal(10_000),
)


def at_desks(channel: Channel, n: float, **more) -> tuple[Project, Results]:
    """Half an hour each of ``n`` contacts: with nobody in a queue, two advisers are there at any time."""
    asked = case_type(step("s1", 1, 30.0), volumes=(volume(n, channel, **more),))
    return odd(asked, cost_items=(DESK,), settings=Settings(deferred_is_interruptible=False))


def desks(results: Results) -> Decimal:
    return next(one.quantity for one in results.costs.lines if one.id == "desk")


def test_who_works_all_day_at_what_may_not_be_interrupted_has_a_workplace():
    """The driver was the peak alone: ten people sat at two workplaces."""
    project, results = at_desks(Channel.EMAIL, 30_000.0)
    (pool,) = results.staffing.pools
    beside = pool.deferred_planned_staff
    assert beside > 5 and desks(results) == 2 + math.ceil(beside)
    assert_everywhere_the_same(project, results)


def test_booked_visits_need_workplaces_only_where_too_few_are_free():
    project, results = at_desks(Channel.VISIT, 30_000.0, is_booked=True)
    (pool,) = results.staffing.pools
    open_hours = (
        sum(day.days * here.sum() for day, here in zip(pool.day_types, pool.is_open, strict=True)) / 2
    )
    assert desks(results) == 2 + math.ceil(pool.booked_hours / open_hours) > 7
    assert_everywhere_the_same(project, results)
    calls = case_type(step("p1", 1, 8.0), id="p", volumes=(volume(90_000.0),))
    few = case_type(step("s1", 1, 30.0), volumes=(volume(300.0, Channel.VISIT, is_booked=True),))
    _, between = odd(calls, few, cost_items=(DESK,))
    assert desks(between) == between.staffing.peak_agents  # off the peak a workplace is free


def assert_everywhere_the_same(project: Project, results: Results) -> None:
    """Draws, explanations and the workbook count the workplaces that the costs count."""
    drawn = Run(project, None, results, Chances(1, 2, 0.3), None, 16_384)
    figures = drawn.figures()
    assert figures["yearly_total", None][0] == pytest.approx(float(results.costs.yearly_total))
    unplanned = position_draws(drawn.tables, drawn.work, drawn.terms, project.settings.adviser_cost)
    assert unplanned.workplaces[0] == pytest.approx(results.staffing.workplaces, rel=1e-4)
    assert holds(explain(project, results, "workplaces")) and holds(
        explain(project, results, "line:item:desk")
    )
    content = costs_workbook(Source(project, results, Texts("en")), dt.date(2027, 1, 1))
    assert differences(claimed(content), figures_of(project)) == []
