"""kill -9 on a window in the middle of a workshop: opened again, it is all there and nothing is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtWidgets import QApplication

from tests.support.killed_windows import Windows, kill_at_random, small_workshop
from workbench.session import write_new
from workbench.store.disk import Disk


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_new(tmp_path / "plan.rosa", small_workshop(), Disk())
    return tmp_path / "plan.rosa"


def test_a_killed_window_loses_no_edit_and_two_seconds_of_typing_at_most(
    qapp: QApplication, windows: Windows, file: Path
) -> None:
    found = kill_at_random(qapp, windows, file, 5)
    print(f"\n{found}")
    assert (found.lost_edits, found.lost_text, found.asked) == (0, 0, 0)
    assert found.acknowledged > 0


def test_a_long_sentence_is_open_again_where_it_was_written(
    qapp: QApplication, windows: Windows, file: Path
) -> None:
    found = kill_at_random(qapp, windows, file, 2, part="long_note", after_s=(2.2, 2.6))
    print(f"\n{found}")
    assert (found.lost_edits, found.lost_text, found.asked, found.texts_back) == (0, 0, 0, 2)


def test_a_workspace_that_keeps_no_drafts_loses_the_sentence(
    qapp: QApplication, windows: Windows, file: Path
) -> None:
    broken = "keeps no drafts"
    found = kill_at_random(qapp, windows, file, 1, part="long_note", after_s=(2.4, 2.6), broken=broken)
    assert (found.lost_text, found.texts_back) == (1, 0)


def test_a_session_that_acknowledges_before_the_journal_loses_edits(
    qapp: QApplication, windows: Windows, file: Path
) -> None:
    broken = "acknowledges early"
    found = kill_at_random(qapp, windows, file, 2, part="cards", after_s=(0.1, 0.4), broken=broken)
    assert found.lost_edits == 2
