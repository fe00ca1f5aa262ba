"""kill -9 on a real process with a real file: at random moments, while saving and while recovering too.

``./run torture`` kills a thousand times and more.
"""

from __future__ import annotations

import pytest

from tests.support.killing import kill_at_random

pytestmark = pytest.mark.fast


def test_nothing_acknowledged_is_lost_in_25_kills(tmp_path):
    result = kill_at_random(tmp_path, 25)
    assert (result.kills, result.lost, result.torn) == (25, 0, 0)
    assert result.acknowledged > 25


def test_kills_while_saving_and_recovering_tear_nothing(tmp_path):
    result = kill_at_random(tmp_path, 25, seed=10_000, save_share=0.6)
    assert (result.lost, result.torn) == (0, 0)


def test_acknowledging_before_the_journal_loses_work(tmp_path):
    assert kill_at_random(tmp_path, 20, early=True, enough=4).lost > 3


def test_kills_while_a_second_thread_saves_and_edits_go_on_lose_nothing(tmp_path):
    result = kill_at_random(tmp_path, 25, seed=20_000, save_share=0.15, beside=True)
    assert (result.kills, result.lost, result.torn) == (25, 0, 0)
    assert result.acknowledged > 150


def test_cutting_what_was_edited_during_a_save_loses_work(tmp_path):
    result = kill_at_random(tmp_path, 40, seed=30_000, save_share=0.15, beside=True, hasty=True, enough=4)
    assert result.lost > 3
