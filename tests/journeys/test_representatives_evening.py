"""A representative's evening: a part is opened, written in, killed again and again, sent back, and merged: all of it.

Checklists with answers and rules, and a dozen questions, typed key by key in a process of its own that is killed with
-9 at random moments and opened again. ``./run torture`` writes more of them, whole evenings with more kills.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtWidgets import QApplication

from tests.support.answering import answering
from tests.support.evening import DUE, EVENING, OWN, SHORT_EVENING, is_all_there, sent
from tests.support.keyboard import Keyboard
from tests.support.killed_evenings import write_and_kill
from tests.support.killed_windows import Windows, opened
from workbench.model.project import Project
from workbench.parts import make_part, merge_part
from workbench.session import read_project, write_new
from workbench.store.disk import Disk
from workbench.ui.dialogs.send_back import SendBackDialog

DAY = dt.date(2026, 11, 23)


@pytest.fixture
def sent_out() -> tuple[Project, Project]:
    """The office's project that knows who has the part, and the part."""
    whole, part, _ = sent()
    return whole, part


@pytest.fixture
def whole(sent_out: tuple[Project, Project]) -> Project:
    return sent_out[0]


@pytest.fixture
def file(tmp_path: Path, sent_out: tuple[Project, Project]) -> Path:
    write_new(tmp_path / "miljö.rosapart", sent_out[1], Disk())
    return tmp_path / "miljö.rosapart"


def send_back(qapp: QApplication, file: Path) -> list[str]:
    """Open the part once more, send it back with the keyboard, and return what the dialog said."""
    said: list[str] = []

    def read(dialog: SendBackDialog) -> None:
        said.extend((dialog.changed.text(), dialog.file.field.text()))
        dialog.file.copy.setFocus()
        keyboard.press("Space")
        said.append(QApplication.clipboard().text())

    with opened(qapp, file, file.with_suffix(".state")) as program:
        assert program.window is not None
        program.window.activateWindow()
        keyboard = Keyboard()
        with answering(SendBackDialog, read):
            keyboard.press("Ctrl+K")
            keyboard.write("> " + program.window.texts("Send back…").rstrip("…"))
            keyboard.press("Return")
        assert program.workspace is not None
        assert not program.workspace.session.is_dirty
    return said


def test_what_is_typed_in_an_evening_with_kills_is_merged_to_the_last_letter(
    qapp: QApplication, windows: Windows, file: Path, whole: Project
) -> None:
    found = write_and_kill(
        qapp, windows, file, 3, part="short_evening", after_s=(0.5, 2.0), longest_pause_s=0.0
    )
    print(f"\n{found}")
    assert found.is_done
    assert (found.lost_edits, found.lost_text, found.asked) == (0, 0, 0)
    assert found.longest_lost_s < 0.5, "every key is noted before the next one"
    assert found.acknowledged > 20
    changed, path, copied = send_back(qapp, file)
    assert "1" in changed
    assert "3" in changed
    assert path == copied == str(file)
    reading = read_project(file)
    assert is_all_there(reading.project, SHORT_EVENING) == []
    merged = merge_part(whole, reading.project, revision=reading.revision, on=DAY)
    assert merged.counts.changes == merged.counts.applied == 1 + 3
    after = merged.batch.apply(whole)
    assert is_all_there(after, SHORT_EVENING) == []
    assert after.parts_out[0].came_back_on == DAY
    again = merge_part(after, reading.project, revision=reading.revision, on=DAY)
    assert again.counts.applied == 0
    assert not again.batch.edits


def test_an_answer_that_is_half_written_is_open_again(
    qapp: QApplication, windows: Windows, file: Path
) -> None:
    found = write_and_kill(
        qapp, windows, file, 2, part="long_answer", after_s=(0.5, 1.5), longest_pause_s=0.06, to_the_end=False
    )
    print(f"\n{found}")
    assert (found.lost_edits, found.lost_text, found.asked) == (0, 0, 0)
    assert found.longest_lost_s < 0.5


def test_without_drafts_the_half_written_answer_is_lost(
    qapp: QApplication, windows: Windows, file: Path
) -> None:
    found = write_and_kill(
        qapp, windows, file, 1, part="long_answer", after_s=(3.0, 3.4), longest_pause_s=0.06,
        broken="keeps no drafts", to_the_end=False,
    )  # fmt: skip
    assert found.lost_text == 1


def test_without_the_journal_what_was_written_is_lost(
    qapp: QApplication, windows: Windows, file: Path
) -> None:
    found = write_and_kill(
        qapp, windows, file, 2, after_s=(0.1, 0.4), broken="acknowledges early", to_the_end=False
    )
    assert found.lost_edits == 2


def test_what_is_missing_is_named(whole: Project) -> None:
    """A control of the check itself: what nobody has written is not there."""
    part, _ = make_part(whole, OWN, revision=0, sent_on=DAY, due=DUE)
    for evening in (EVENING, SHORT_EVENING):
        assert len(is_all_there(part, evening)) == len(evening.checklists) + len(evening.faqs) + 1
