"""Simulated power cuts, which find what kill -9 cannot: a sync that is missing."""

from __future__ import annotations

import pytest

from tests.support.cutting import cut_power


@pytest.mark.fast
def test_nothing_acknowledged_is_lost_in_500_cuts():
    result = cut_power(range(500))
    assert (result.cuts, result.torn, result.lost) == (500, 0, 0)


@pytest.mark.fast
@pytest.mark.parametrize("forgotten", ["syncs_contents", "syncs_files"])
def test_without_a_sync_the_same_cuts_lose_work(forgotten):
    result = cut_power(range(60), lambda disk: setattr(disk, forgotten, False))
    assert result.torn + result.lost > 5


def test_a_save_in_place_is_torn():
    assert cut_power(range(200), lambda disk: setattr(disk, "saves_in_place", True)).torn > 0
