"""Simulated power cuts, which find what kill -9 cannot: a sync that is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.cutting import cut_power
from workbench.store.journal import Journal


@pytest.mark.fast
def test_nothing_acknowledged_is_lost_in_200_cuts():
    """``./run torture`` cuts 10 000 times; each control below has lost something by then."""
    result = cut_power(range(200))
    assert (result.cuts, result.torn, result.lost) == (200, 0, 0)


@pytest.mark.fast
@pytest.mark.parametrize("forgotten", ["syncs_contents", "syncs_files"])
def test_without_a_sync_the_same_cuts_lose_work(forgotten):
    result = cut_power(range(60), lambda disk: setattr(disk, forgotten, False), enough=6)
    assert result.torn + result.lost > 5


def test_a_save_in_place_is_torn():
    result = cut_power(range(200), lambda disk: setattr(disk, "saves_in_place", True), enough=1)
    assert result.torn > 0


def test_a_journal_cut_at_the_present_edit_instead_of_the_saved_one_loses_edits_made_meanwhile(monkeypatch):
    """The control for saving beside a window: what was edited during a save must stay in the journal."""
    cut_at = Journal.cut_at

    def hasty(journal, base):
        cut_at(journal, replace(base, revision=max(base.revision, journal.sequence)))

    monkeypatch.setattr(Journal, "cut_at", hasty)
    result = cut_power(range(60), enough=3)
    assert result.torn + result.lost > 2


def test_a_mark_at_the_present_edit_instead_of_the_saved_one_loses_edits_made_meanwhile(monkeypatch):
    mark = Journal.mark_saved
    monkeypatch.setattr(Journal, "mark_saved", lambda journal, sha256, sequence=None: mark(journal, sha256))
    result = cut_power(range(200), enough=3)
    assert result.torn + result.lost > 2
