"""The journal: what was appended comes back, and nothing wrong in it is taken for an edit."""

from __future__ import annotations

import random

import pytest

from workbench.store.atomic import NotWritten
from workbench.store.disk import Disk
from workbench.store.journal import Base, Journal, read_journal, set_aside

pytestmark = pytest.mark.fast
BASE = Base("p0", "a" * 64, 3, "/projects/plan.rosa")
SAVED = Base("p0", "b" * 64, 5, "/projects/plan.rosa")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "state" / "x.journal"


def journal_with(path, n):
    journal = Journal.start(Disk(), path, BASE)
    for number in range(n):
        journal.append({"edit": "change", "n": number, "text": "å\nö"})
    return journal


def test_edits_come_back_in_order_with_their_revision(path):
    journal_with(path, 3)
    found = read_journal(Disk(), path)
    assert found.base == BASE
    assert found.damage == "none"
    assert [(entry.sequence, entry.edit["n"]) for entry in found.entries] == [(4, 0), (5, 1), (6, 2)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_torn_last_line_is_cut_and_the_journal_goes_on(path):
    journal_with(path, 3)
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for length in range(last, len(whole)):
        path.write_bytes(whole[:length])
        found = read_journal(Disk(), path)
        assert len(found.entries) == 2
        assert found.damage == ("none" if length == last else "torn")
        journal = Journal.resume(Disk(), path, found)
        assert journal.append({"n": "again"}) == 6
        assert [entry.edit["n"] for entry in read_journal(Disk(), path).entries] == [0, 1, "again"]
        assert len(list(path.parent.iterdir())) == 1


def test_damage_elsewhere_keeps_the_sound_beginning_and_a_copy_of_all(path):
    journal_with(path, 4)
    damaged = bytearray(path.read_bytes())
    second = damaged.index(b"\n", damaged.index(b"\n") + 1) + 20
    damaged[second] ^= 1
    path.write_bytes(damaged)
    found = read_journal(Disk(), path)
    assert (len(found.entries), found.damage) == (1, "broken")
    Journal.resume(Disk(), path, found)
    assert len(read_journal(Disk(), path).entries) == 1
    copies = [other for other in path.parent.iterdir() if other != path]
    assert [copy.read_bytes() for copy in copies] == [bytes(damaged)]


def test_no_single_flipped_bit_goes_unnoticed(path):
    journal_with(path, 3)
    whole = path.read_bytes()
    before = read_journal(Disk(), path)
    rng = random.Random(5)
    for _ in range(1_000):
        flipped = bytearray(whole)
        flipped[rng.randrange(len(whole))] ^= 1 << rng.randrange(8)
        path.write_bytes(flipped)
        found = read_journal(Disk(), path)
        assert found.damage != "none"
        assert found.entries == before.entries[: len(found.entries)]


def test_a_line_left_out_or_said_twice_is_noticed(path):
    journal_with(path, 3)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert len(read_journal(Disk(), path).entries) == 1
    path.write_bytes(b"".join([*lines[:2], *lines[1:]]))
    assert (len(read_journal(Disk(), path).entries), read_journal(Disk(), path).damage) == (1, "broken")


def test_it_goes_with_its_base_and_with_every_file_saved_from_it(path):
    journal = journal_with(path, 2)
    journal.mark_saved(SAVED.sha256)
    journal.append({"n": "later"})
    found = read_journal(Disk(), path)
    assert [entry.sequence for entry in found.edits_after(BASE.sha256)] == [4, 5, 6]
    assert [entry.sequence for entry in found.edits_after(SAVED.sha256)] == [6]
    assert found.edits_after("c" * 64) is None


def test_cutting_drops_what_the_file_holds_and_nothing_else(path):
    journal = journal_with(path, 2)
    journal.mark_saved(SAVED.sha256)
    journal.append({"n": "later"})
    journal.cut_at(SAVED)
    found = read_journal(Disk(), path)
    assert found.base == SAVED
    assert [entry.edit["n"] for entry in found.entries] == ["later"]
    journal.append({"n": "last"})
    assert [entry.sequence for entry in read_journal(Disk(), path).entries] == [6, 7]


def test_a_value_that_json_does_not_know_is_refused(path):
    journal = journal_with(path, 1)
    with pytest.raises(ValueError, match="JSON"):
        journal.append({"n": float("nan")})
    assert journal.append({"n": 1}) == 5


def test_a_journal_that_was_taken_away_refuses_the_edit(path):
    journal = journal_with(path, 1)
    path.unlink()
    with pytest.raises(NotWritten):
        journal.append({"n": 1})


def test_an_empty_or_foreign_file_is_no_journal(path):
    path.parent.mkdir()
    for contents in (b"", b"\n", b"hello\n", b"\0" * 700):
        path.write_bytes(contents)
        found = read_journal(Disk(), path)
        assert (found.base, found.entries, found.damage) == (None, (), "broken")
    aside = set_aside(Disk(), path)
    assert aside.read_bytes() == b"\0" * 700
    assert not path.exists()
