"""Whatever two sides do: every word that anybody entered is in the result, a conflict, or what was refused."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.broken_merging import BROKEN, Break
from tests.support.coming_together import Spoil, example, losing

SEEDS = st.integers(0, 2**64)
FAST = 300
"""So many examples are looked at here, in four quarters that run beside each other; ``./run torture`` takes 20 000."""


@pytest.mark.fast
@pytest.mark.parametrize("quarter", range(4))
def test_nothing_is_lost_in_either_order_or_when_a_part_comes_again(quarter: int) -> None:
    @settings(
        max_examples=FAST // 4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(SEEDS)
    def look(seed: int) -> None:
        assert example(seed * 4 + quarter) == []

    look()


@pytest.mark.fast
@pytest.mark.parametrize("seed", [1385, 420293912])
def test_what_once_went_wrong_does_not_again(seed: int) -> None:
    assert example(seed) == []


@pytest.mark.fast
@pytest.mark.parametrize("outcome", ["applied", "conflict"])
def test_a_merge_that_drops_one_value_is_noticed(outcome: str) -> None:
    """The control: without it, the search above might find nothing because it looks at nothing."""
    assert any("lost" in wrong for wrong in _first_wrong(losing(outcome)))


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_merging_that_is_broken_in_one_place_is_noticed(
    broken: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken(monkeypatch)
    assert _first_wrong()


def _first_wrong(spoil: Spoil = lambda merged: merged) -> list[str]:
    """Return what goes wrong in the first of as many examples as the search looks at."""
    return next((wrong for seed in range(FAST) if (wrong := example(seed, spoil))), [])
