"""The queue formulas against reference values, definitions, each other and extremes."""

from __future__ import annotations

import csv
import itertools
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.queues import (
    RESULT_COLUMNS,
    QueueError,
    Targets,
    compute_row,
    erlang_b,
    erlang_c,
    erlang_c_continuous,
    evaluate,
    evaluate_chat,
    evaluate_chats,
    least_constant_staff,
    required_agents_chat,
)

GOLDEN = Path(__file__).parent.parent / "data" / "queue_golden.csv"
ROWS = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))
COUNTS = {"required_agents_n", "gross_staff_ceil"}


def wrong_columns(row: dict[str, str], results: dict[str, float | int]) -> list[str]:
    """Name the result columns outside the row's tolerance; margins have the formula's."""
    wrong = []
    for column in RESULT_COLUMNS:
        if not row[column]:
            continue
        expected = float(row[column])
        tolerance = float(row["tol_rel_float64"]) or 1e-9
        found = results.get(column, math.nan)
        exact = column in COUNTS and found != int(expected)
        if exact or not abs(found - expected) <= tolerance * (abs(expected) or 1):
            wrong.append(column)
    return wrong


@pytest.mark.fast
@pytest.mark.parametrize("row", ROWS, ids=[row["case_id"] for row in ROWS])
def test_every_reference_row_within_its_tolerance(row):
    assert wrong_columns(row, compute_row(row)) == []


def test_the_comparison_would_notice_a_wrong_figure():
    row = next(row for row in ROWS if row["case_id"] == "P037")
    results = compute_row(row)
    assert wrong_columns(row, results | {"sl_virtual_fraction": results["sl_offered_fraction"]}) == [
        "sl_virtual_fraction"
    ]
    row = next(row for row in ROWS if row["case_id"] == "P055")
    assert wrong_columns(row, compute_row(row) | {"required_agents_n": 7}) == ["required_agents_n"]


def test_textbook_definitions_for_small_systems():
    load, agents = 3.2, 5
    states = [load**k / math.factorial(k) for k in range(agents + 1)]
    assert erlang_b(load, agents) == pytest.approx(states[-1] / sum(states), rel=1e-14)
    tail = states[-1] * agents / (agents - load)
    assert erlang_c(load, agents) == pytest.approx(tail / (sum(states[:-1]) + tail), rel=1e-14)


def brute_force(lam, aht, agents, patience):
    """State probabilities of Erlang A by summing the chain itself, far into the queue."""
    weights = [1.0]
    for k in range(1, 4000):
        weights.append(weights[-1] * lam / (min(k, agents) / aht + max(0, k - agents) / patience))
    total = sum(weights)
    return [weight / total for weight in weights]


@pytest.mark.parametrize(
    ("lam", "aht", "agents", "patience"),
    [(0.02, 200, 5, 90), (0.05, 240, 6, 60), (0.01, 30, 1, 3000), (0.2, 100, 22, 10), (0.001, 400, 3, 5)],
)
def test_erlang_a_equals_its_own_markov_chain(lam, aht, agents, patience):
    states = brute_force(lam, aht, agents, patience)
    found = evaluate(lam, aht, agents, patience, 30)
    waiting = sum((k - agents) * p for k, p in enumerate(states) if k > agents)
    assert float(found.p_wait) == pytest.approx(sum(states[agents:]), rel=1e-11)
    assert float(found.p_lost) == pytest.approx(waiting / patience / lam, rel=1e-11)
    assert float(found.mean_wait_s) == pytest.approx(waiting / lam, rel=1e-11)
    busy = sum(min(k, agents) * p for k, p in enumerate(states))
    assert float(found.occupancy) == pytest.approx(busy / agents, rel=1e-11)


@given(st.floats(0.1, 40), st.floats(20, 900), st.floats(0.2, 1.8), st.floats(5, 2000), st.floats(0.5, 400))
@settings(max_examples=60, deadline=None)
def test_service_levels_are_what_their_names_say(load, aht, per_agent, patience, within):
    agents = max(1, round(load * per_agent))
    found = evaluate(load / aht, aht, agents, patience, [0, within, 1e9])
    start, some, end = (found.sl_offered[i] for i in range(3))
    assert start == pytest.approx(1 - found.p_wait[0], abs=1e-12)
    assert end == pytest.approx(1 - found.p_lost[0], abs=1e-12)
    assert start - 1e-12 <= some <= end + 1e-12
    assert found.sl_answered[2] == pytest.approx(1, abs=1e-11)
    assert found.sl_virtual[2] == pytest.approx(1, abs=1e-11)
    assert found.sl_offered[1] <= found.sl_virtual[1] + 1e-12


@given(st.floats(0.05, 60), st.floats(20, 900), st.integers(1, 12), st.floats(0, 300))
@settings(max_examples=60, deadline=None)
def test_endless_patience_is_erlang_c(load, aht, spare, within):
    agents = math.floor(load) + spare
    patient = evaluate(load / aht, aht, agents, 1e13, within)
    never = evaluate(load / aht, aht, agents, math.inf, within)
    if float(never.mean_wait_s) < 1e5:
        for name in ("sl_offered", "sl_answered", "sl_virtual", "p_wait", "mean_wait_s", "occupancy"):
            assert getattr(patient, name) == pytest.approx(getattr(never, name), rel=1e-5, abs=1e-7)
    assert float(never.p_wait) == pytest.approx(erlang_c(load, agents), rel=1e-9)


def test_no_patience_is_erlang_b():
    found = evaluate(0.05, 200, 12, 1e-7, 20)
    assert float(found.p_lost) == pytest.approx(erlang_b(10, 12), rel=1e-6)


def test_whole_agents_of_the_continuous_form_are_the_ordinary_ones():
    for load, agents in ((0.3, 1), (4.2, 5), (11.0, 14), (180.0, 190)):
        assert erlang_c_continuous(load, agents) == pytest.approx(erlang_c(load, agents), rel=1e-12)
    between = [erlang_c_continuous(4.2, agents) for agents in (5, 5.25, 5.5, 5.75, 6)]
    assert all(more > less for more, less in itertools.pairwise(between))


def test_nobody_calls_nobody_there_and_fewer_agents_than_load():
    quiet = evaluate(0, 180, [0, 3], [math.inf, 60], 20)
    assert list(quiet.sl_offered) == [1, 1]
    assert list(quiet.occupancy) == [0, 0]
    deserted = evaluate(0.1, 180, 0, [90, math.inf], 20)
    assert list(deserted.p_lost) == [1, 0]
    assert list(deserted.mean_wait_s) == [90, math.inf]
    assert np.isnan(deserted.sl_answered).all()
    overloaded = evaluate(0.1, 180, 18, math.inf, 20)
    assert (float(overloaded.p_wait), float(overloaded.sl_offered)) == (1, 0)
    assert math.isinf(overloaded.mean_wait_s)
    short = evaluate(20 / 180, 180, 10, 120, 60)
    assert 0.5 < float(short.p_lost) < 0.51


@pytest.mark.parametrize("patience", [1e-3, 1.0, 240.0, 1e6, 1e12, math.inf])
@pytest.mark.parametrize("agents", [1, 49_000, 50_000, 50_010])
def test_huge_systems_stay_within_bounds(agents, patience):
    found = evaluate(50_000 / 300, 300, agents, patience, [0, 20, 3600])
    for name in ("sl_offered", "sl_answered", "sl_virtual", "p_wait", "p_lost", "occupancy"):
        assert np.all((getattr(found, name) >= 0) & (getattr(found, name) <= 1)), name
    assert np.all(np.diff(found.sl_offered) >= -1e-12)


def test_one_by_one_and_all_at_once_are_the_same():
    random = np.random.default_rng(5)
    lam, aht = random.uniform(0, 0.3, 80), random.uniform(30, 600, 80)
    agents, patience = random.integers(0, 60, 80), random.choice([20.0, 120.0, 4000.0, math.inf], 80)
    together = evaluate(lam, aht, agents, patience, 45)
    for i in range(80):
        alone = evaluate(lam[i], aht[i], agents[i], patience[i], 45)
        for name in ("sl_offered", "sl_answered", "sl_virtual", "p_wait", "p_lost", "mean_wait_s"):
            np.testing.assert_allclose(getattr(alone, name), getattr(together, name)[i], rtol=1e-11)


@pytest.mark.parametrize(
    "bad", [(-1, 180, 3, 60, 20), (0.1, 0, 3, 60, 20), (0.1, 180, 2.5, 60, 20), (0.1, 180, 3, 0, 20)]
)
def test_nonsense_is_refused_with_a_reason(bad):
    with pytest.raises(QueueError) as refused:
        evaluate(*bad)
    assert str(refused.value)


def chat_by_chain(lam, handling, agents, patience):
    slots, weights = len(handling), [1.0]
    for k in range(1, 3000):
        busy = min(k, agents * slots)
        each, more = divmod(busy, agents)
        rate = (agents - more) * (each / handling[each - 1] if each else 0)
        rate += more * (each + 1) / handling[min(each, slots - 1)]
        weights.append(weights[-1] * lam / (rate + (k - busy) / patience))
    total = sum(weights)
    states = [weight / total for weight in weights]
    lost = sum((k - agents * slots) * p for k, p in enumerate(states) if k > agents * slots) / patience / lam
    return sum(states[agents * slots :]), lost, sum(min(k, agents) * p for k, p in enumerate(states)) / agents


@pytest.mark.parametrize("agents", [1, 3, 5])
def test_chat_equals_its_own_markov_chain(agents):
    found = evaluate_chat(0.012, (480, 560, 700), agents, 150, 60)
    p_wait, p_lost, busy = chat_by_chain(0.012, (480, 560, 700), agents, 150)
    assert found.p_wait[0] == pytest.approx(p_wait, rel=1e-11)
    assert found.p_lost[0] == pytest.approx(p_lost, rel=1e-11)
    assert found.occupancy[0] == pytest.approx(busy, rel=1e-11)


def test_many_chats_at_once_are_the_same_as_one_by_one():
    lam, agents = np.array([0.002, 0.01, 0.03]), np.array([1, 2, 4])
    for patience in (180.0, math.inf):
        together = evaluate_chats(lam, (600, 750, 900), agents, patience, 60)
        for i in range(3):
            alone = evaluate_chat(lam[i], (600, 750, 900), int(agents[i]), patience, 60)
            assert together.sl_offered[i] == pytest.approx(alone.sl_offered[0], rel=1e-12)
            assert together.occupancy[i] == pytest.approx(alone.occupancy[0], rel=1e-12)


def test_chat_agents_hold_at_n_and_fail_below():
    targets = Targets(0.8, 60, "offered", 0.9, 180)
    lam = np.array([[0.0, 0.002, 0.01], [0.03, 0.05, 0.01]])
    agents = required_agents_chat(lam, (600, 750, 900), targets)
    assert agents.shape == lam.shape
    assert agents[0, 0] == 0
    for rate, n in zip(lam.ravel()[1:], agents.ravel()[1:], strict=True):
        at, below = (evaluate_chat(rate, (600, 750, 900), count, 180, 60) for count in (int(n), int(n) - 1))
        assert at.sl_offered[0] >= 0.8 and at.p_lost[0] <= 0.1
        assert not (below.sl_offered[0] >= 0.8 and below.p_lost[0] <= 0.1)


def edf_finishes(items, staff):
    """Work earliest-due-first with a constant staff; True if everything is done when due."""
    moments = sorted({moment for release, due, _ in items for moment in (release, due)})
    left = [work for *_, work in items]
    for now, until in itertools.pairwise(moments):
        able = staff * (until - now)
        for i in sorted(range(len(items)), key=lambda i: items[i][1]):
            if items[i][0] <= now:
                done = min(left[i], able)
                left[i], able = left[i] - done, able - done
        if any(left[i] > 1e-9 for i in range(len(items)) if items[i][1] <= until):
            return False
    return True


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 16), st.floats(0.1, 30)), min_size=1, max_size=12)
)
@settings(max_examples=80, deadline=None)
def test_deferred_staff_is_just_enough_for_earliest_due_first(spans):
    items = [(release, release + length, work) for release, length, work in spans]
    staff = least_constant_staff(*zip(*items, strict=True), open_hours=1e9)
    assert edf_finishes(items, staff * (1 + 1e-9))
    assert not edf_finishes(items, staff * 0.999)


def test_deferred_staff_is_never_below_the_mean_load():
    assert least_constant_staff([0, 10], [1000, 1000], [40, 40], open_hours=40) == pytest.approx(2)
    assert least_constant_staff([], [], [], open_hours=40) == 0
    with pytest.raises(QueueError):
        least_constant_staff([5], [5], [1], open_hours=40)


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "erlang_d"},
        {"kind": "erlang_c", "interval_s": "1800", "calls_per_interval": "x", "aht_s": "3", "agents_n": "1"},
        {"kind": "erlang_c", "interval_s": "0", "calls_per_interval": "1", "aht_s": "3", "agents_n": "1"},
        {"kind": "erlang_b", "offered_load_erlang": "1e999999999", "agents_n": "1"},
        {"kind": "erlang_b", "offered_load_erlang": "10", "agents_n": "1e300"},
        {"kind": "erlang_b", "offered_load_erlang": "nan", "agents_n": "3"},
        {"kind": "gross_staff", "agents_n": "10", "shrinkage_fraction": "1"},
        {"kind": "required_c", "interval_s": "60", "calls_per_interval": "1", "aht_s": "60"},
        {"kind": "chat", "interval_s": "60", "calls_per_interval": "1", "agents_n": "2"},
    ],
)
def test_a_row_that_cannot_be_computed_says_why(row):
    with pytest.raises(QueueError) as refused:
        compute_row(row)
    assert len(str(refused.value)) > 10
