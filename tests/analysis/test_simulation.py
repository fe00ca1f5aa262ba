"""The simulator against the formulas where they apply, and its own book-keeping where they do not."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from workbench.analysis.queues import QueueError, evaluate
from workbench.analysis.second_opinion.simulation import DayPlan, Traffic, simulate_days, student_t_975

WIDTH = 60


def steady(agents, calls=30.0, handling=240.0, patience=120.0, **kind):
    traffic = Traffic((calls,) * WIDTH, handling, **kind)
    return DayPlan(1800, (agents,) * WIDTH, (traffic,), 60, patience, warm_up_intervals=4)


def distance(estimate, value):
    """How many half intervals ``value`` is away from the estimate."""
    return abs(value - estimate.value) / (estimate.high - estimate.value)


@pytest.mark.fast
@pytest.mark.parametrize(("agents", "patience"), [(3, 120), (5, 120), (7, 60), (7, math.inf)])
def test_steady_days_agree_with_the_formulas(agents, patience):
    simulated = simulate_days(steady(agents, patience=patience), days=40, seed=2)
    formula = evaluate(30 / 1800, 240, agents, patience, 60)
    for name in ("sl_offered", "sl_answered", "p_wait", "mean_wait_s", "occupancy"):
        assert distance(getattr(simulated, name), float(getattr(formula, name))) < 1.6, name
    if math.isfinite(patience):
        assert distance(simulated.p_lost, float(formula.p_lost)) < 1.6


def test_the_wrong_formula_lies_far_outside():
    simulated = simulate_days(steady(5), days=40, seed=2)
    assert distance(simulated.sl_offered, float(evaluate(30 / 1800, 240, 5, math.inf, 60).sl_offered)) > 5
    assert distance(simulated.sl_offered, float(evaluate(30 / 1800, 240, 5, 120, 60).sl_virtual)) > 5


def test_intervals_cover_about_nineteen_of_twenty():
    exact = float(evaluate(30 / 1800, 240, 5, 120, 60).sl_offered)
    hits = sum(simulate_days(steady(5), days=5, seed=seed).sl_offered.holds(exact) for seed in range(40))
    assert 34 <= hits <= 40


def test_the_same_seed_gives_the_same_days():
    assert simulate_days(steady(5), 3, 9) == simulate_days(steady(5), 3, 9)
    assert simulate_days(steady(5), 3, 9) != simulate_days(steady(5), 3, 10)


def test_shifts_matter_where_they_change():
    calls = (20.0,) * 10
    plan = DayPlan(1800, (6,) * 5 + (2,) * 5, (Traffic(calls, 240.0),), 60, 120)
    by_interval = simulate_days(plan, 60, 1).sl_by_interval
    assert by_interval[3].low > by_interval[8].high
    turned = simulate_days(replace(plan, agents=(2,) * 5 + (6,) * 5), 60, 1).sl_by_interval
    assert turned[3].high < turned[8].low


def test_nobody_there_loses_everybody_and_nobody_calling_measures_nothing():
    alone = simulate_days(DayPlan(1800, (0, 0), (Traffic((9.0, 9.0), 240.0),), 60, 120), 5, 1)
    assert alone.p_lost.value == 1
    assert alone.mean_wait_s.value == pytest.approx(120, rel=0.5)
    quiet = simulate_days(DayPlan(1800, (2, 2), (Traffic((0.0, 0.0), 240.0),), 60, 120), 5, 1)
    assert math.isnan(quiet.sl_offered.value)
    assert quiet.occupancy.value == 0


def test_transfers_are_the_second_lines_load():
    plan = replace(
        steady(9, patience=math.inf, transfer_share=0.4, transfer_handling_s=600.0),
        second_line_agents=(6,) * WIDTH,
    )
    simulated = simulate_days(plan, 40, 3)
    second = evaluate(12 / 1800, 600, 6, math.inf, 60)
    assert simulated.second_line_per_day.value == pytest.approx(12 * 56, rel=0.03)
    assert distance(simulated.second_line_occupancy, float(second.occupancy)) < 1.6
    assert distance(simulated.second_line_wait_s, float(second.mean_wait_s)) < 1.6
    counted = simulate_days(replace(plan, second_line_agents=()), 5, 3)
    assert counted.second_line_per_day.value > 0
    assert math.isnan(counted.second_line_wait_s.value)


def test_mixed_and_regular_handling_times():
    exponential = simulate_days(steady(5, calls=25.0, patience=math.inf), 40, 4)
    fixed = simulate_days(steady(5, calls=25.0, patience=math.inf, handling_cv=0.0), 40, 4)
    assert fixed.mean_wait_s.high < exponential.mean_wait_s.low
    both = DayPlan(
        1800,
        (6,) * WIDTH,
        (Traffic((15.0,) * WIDTH, 120.0, 0.7), Traffic((15.0,) * WIDTH, 360.0, 1.4)),
        60,
        120,
        warm_up_intervals=4,
    )
    mixed = simulate_days(both, 40, 5)
    carried = 30 / 1800 * 240 * (1 - mixed.p_lost.value) / 6
    assert mixed.occupancy.value == pytest.approx(carried, rel=0.03)


@pytest.mark.parametrize(
    "bad",
    [
        {"agents": (1, 1)},
        {"agents": (-1,) * WIDTH},
        {"warm_up_intervals": WIDTH},
        {"second_line_agents": (1,)},
        {"patience_s": 0},
    ],
)
def test_a_plan_that_does_not_fit_is_refused(bad):
    with pytest.raises(QueueError):
        simulate_days(replace(steady(5), **bad), 5, 1)
    with pytest.raises(QueueError):
        simulate_days(steady(5), 1, 1)


def test_students_t():
    for degrees, exact in ((1, 12.706), (11, 2.201), (19, 2.093), (30, 2.042), (120, 1.980)):
        assert student_t_975(degrees) == pytest.approx(exact, abs=1e-3)
