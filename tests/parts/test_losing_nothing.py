"""Whatever two sides do: every word that anybody entered is in the result, a conflict, or what was refused."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.two_sides import come_together, comes_twice, losing_merge

SEEDS = st.integers(0, 2**32)


@pytest.mark.fast
@settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(SEEDS)
def test_nothing_is_lost_in_either_order(seed: int) -> None:
    assert come_together(seed) == []


@settings(max_examples=1000, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(SEEDS)
def test_nothing_is_lost_in_either_order_a_thousand_times(seed: int) -> None:
    assert come_together(seed) == []


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(SEEDS)
def test_nothing_is_lost_when_a_part_comes_twice(seed: int) -> None:
    assert comes_twice(seed) == []


@pytest.mark.fast
@pytest.mark.parametrize("outcome", ["applied", "conflict"])
def test_a_merge_that_drops_one_value_is_noticed(outcome: str) -> None:
    """The control: without it, the search above might find nothing because it looks at nothing."""
    found = [wrong for seed in range(30) for wrong in come_together(seed, losing_merge(outcome))]
    assert any("lost" in wrong for wrong in found)
