"""How many agents: holds at n, fails at n - 1, ties, monotone, and the table against the search."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.analysis.queues import (
    QueueError,
    Targets,
    evaluate,
    gross_staff,
    required_agents,
    required_agents_erlang_a,
    required_agents_erlang_c,
    required_lines_erlang_b,
)
from workbench.analysis.queues.capacity import capacity_table
from workbench.analysis.queues.values import margin

PHONE = Targets(0.8, 60, "offered", 0.9, 120)


def one_by_one(lam, aht, targets):
    """Try 1, 2, 3 ... agents until every target is met: the definition, without any table."""
    if lam == 0:
        return targets.minimum_agents
    every = np.arange(1, 30 + int(3 * lam * aht))
    found = evaluate(lam, aht, every, targets.patience_s, targets.within_s or 0)
    met = margin(found, targets) >= -1e-12
    assert met.any()
    return max(int(every[met][0]), targets.minimum_agents)


@pytest.mark.fast
def test_the_peers_examples():
    assert required_agents(100 / 1800, 180, Targets(0.8, 20, max_occupancy=0.85)) == 14
    assert float(evaluate(100 / 1800, 180, 14, math.inf, 20).sl_offered) == pytest.approx(0.88835, abs=5e-6)
    assert required_agents(1000 / 3600, 120, Targets(0.8, 20, max_occupancy=0.85)) == 40


def test_one_target_three_definitions():
    needed = [int(required_agents(24 / 1800, 240, Targets(0.9, 60, of, 0.8, 120)))
              for of in ("offered", "answered", "virtual")]  # fmt: skip
    assert needed == [6, 4, 5]


def test_exact_ties_add_nobody():
    assert required_agents(63 / 900, 60, Targets(0.1, 60, max_occupancy=0.70)) == 6
    calls = np.arange(1, 400)
    cap_only = required_agents(calls * 7 / 420, 60.0, Targets(max_occupancy=0.7))
    assert list(cap_only) == [max(-(-10 * c // 7), c + 1) for c in calls]
    assert gross_staff(21, 0.30) == (30.0, 30)
    assert gross_staff(7, 0.28)[1] == 10
    with pytest.raises(QueueError):
        gross_staff(3, 1.0)


def test_lines_hold_at_n_and_fail_below():
    assert required_lines_erlang_b(10, 0.01) == 18
    assert required_lines_erlang_b(0, 0.01) == 0


TARGETS = [
    PHONE,
    Targets(0.9, 20, "answered", None, 60),
    Targets(0.95, 10, "virtual", 0.97, 300),
    Targets(0.8, 20, max_occupancy=0.85, patience_s=240, answered_fraction=0.95),
    Targets(answered_fraction=0.7, patience_s=180),
    Targets(max_mean_wait_s=15, patience_s=90, max_occupancy=0.9),
    Targets(0.99, 0, "offered", 0.5, 2000),
    Targets(0.5, 300, "virtual", patience_s=15),
]


@pytest.mark.parametrize("targets", TARGETS)
def test_the_table_answers_like_the_search_one_by_one(targets):
    random = np.random.default_rng(11)
    load, aht = 10 ** random.uniform(-2, 1.6, 400), 10 ** random.uniform(0.5, 3.3, 400)
    found = required_agents_erlang_a(load / aht, aht, targets)
    some = random.choice(400, 60, replace=False)
    assert [int(found[i]) for i in some] == [one_by_one(load[i] / aht[i], aht[i], targets) for i in some]
    at = evaluate(load / aht, aht, found, targets.patience_s, targets.within_s or 0)
    below = evaluate(load / aht, aht, found - 1, targets.patience_s, targets.within_s or 0)
    assert np.all(margin(at, targets) >= -1e-12)
    assert np.all(margin(below, targets) < 0)


def test_the_table_decides_nearly_everything_itself():
    random = np.random.default_rng(12)
    lam, aht = random.uniform(1, 120, 3000) / 1800, random.uniform(120, 480, 3000)
    required_agents_erlang_a(lam, aht, PHONE)
    _, certain = capacity_table(PHONE).look_up(lam, aht)
    assert certain.mean() > 0.98


def test_loads_at_the_edge_of_what_n_carry_are_decided_exactly():
    lam = np.nextafter(np.linspace(0.001, 0.1, 300), 1)
    edges = required_agents(lam, 240.0, PHONE)
    steps = np.flatnonzero(np.diff(edges))
    near = np.concatenate([np.linspace(lam[i], lam[i + 1], 40) for i in steps])
    found = required_agents(near, np.full(near.size, 240.0), PHONE)
    assert [int(n) for n in found[::7]] == [one_by_one(rate, 240.0, PHONE) for rate in near[::7]]


def test_shapes_minimum_and_silence():
    lam = np.array([[0.0, 0.01], [0.05, 0.0]])
    agents = required_agents(lam, 240, replace(PHONE, minimum_agents=2))
    assert agents.shape == (2, 2)
    assert agents[0, 0] == agents[1, 1] == 2
    assert required_agents(0, 240, PHONE) == 0
    assert required_agents(0.5, 240, Targets(minimum_agents=3)) == 3
    with pytest.raises(QueueError):
        required_agents(-0.1, 240, PHONE)
    with pytest.raises(QueueError):
        required_agents(1e9, 240, PHONE)


@pytest.mark.parametrize("erlang", [required_agents_erlang_a, required_agents_erlang_c])
@given(st.floats(0.1, 80), st.floats(15, 1500), st.floats(1.0, 1.5), st.floats(0.3, 0.95), st.floats(0, 200))
@settings(max_examples=40, deadline=None)
def test_more_calls_or_a_stricter_target_never_need_fewer(erlang, load, aht, more, sl, within):
    targets = Targets(sl, within, "offered", 0.8, 120)
    agents = erlang(load / aht, aht, targets)
    assert erlang(load / aht * more, aht, targets) >= agents
    assert erlang(load / aht, aht * more, targets) >= agents
    assert erlang(load / aht, aht, replace(targets, sl_fraction=sl + (1 - sl) / 2)) >= agents
    assert erlang(load / aht, aht, replace(targets, within_s=within / 2)) >= agents
    assert erlang(load / aht, aht, replace(targets, max_occupancy=0.8)) >= agents


def test_endless_patience_needs_what_erlang_c_needs():
    random = np.random.default_rng(4)
    lam, aht = random.uniform(1, 120, 300) / 1800, random.uniform(60, 480, 300)
    targets = Targets(0.8, 30, max_occupancy=0.9)
    patient = required_agents(lam, aht, replace(targets, patience_s=1e9))
    assert np.all(patient == required_agents(lam, aht, targets))


def test_erlang_c_in_bulk_is_erlang_c_one_by_one():
    random = np.random.default_rng(6)
    load, aht = 10 ** random.uniform(-2, 2, 300), random.uniform(20, 900, 300)
    for targets in (
        Targets(0.8, 20),
        Targets(0.95, 5, max_occupancy=0.8),
        Targets(max_mean_wait_s=12),
        Targets(0.2, 600),
    ):
        found = required_agents(load / aht, aht, targets)
        assert [int(n) for n in found] == [one_by_one(load[i] / aht[i], aht[i], targets) for i in range(300)]


def test_fifty_thousand_agents():
    assert 50_000 < required_agents(50_000 / 300, 300, Targets(0.8, 20)) < 50_400
    assert 44_000 < required_agents(50_000 / 300, 300, PHONE) < 45_400


@pytest.mark.parametrize(
    "bad",
    [
        {"sl_fraction": 0.8},
        {"sl_fraction": 1.0, "within_s": 20},
        {"answered_fraction": 90},
        {"max_occupancy": 0},
        {"patience_s": 0},
        {"minimum_agents": -1},
        {"sl_fraction": 0.8, "within_s": -1},
        {"max_mean_wait_s": -1},
    ],
)
def test_targets_that_make_no_sense_are_refused(bad):
    with pytest.raises(QueueError):
        Targets(**bad)
