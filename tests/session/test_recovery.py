"""What an interrupted session leaves is there again, and what cannot be used is kept and said."""

from __future__ import annotations

import pytest

from tests.support.projects import small_project
from workbench.edits import ChangeItem
from workbench.session import Session, read_project
from workbench.store.disk import Disk
from workbench.store.journal import Base, Journal
from workbench.store.project_file import Encoder, load

pytestmark = pytest.mark.fast


def rename(name, case_type="c0"):
    return ChangeItem(collection="case_types", id=case_type, changes={"name": name})


def interrupted(store, file, *names, save_after=None):
    """Leave a session as a killed process would: nothing closed, only the lock of a dead process gone."""
    session = Session.open(file, store)
    for name in names:
        session.do(rename(name))
        if name == save_after:
            session.save()
    session._lock.release()
    return session


def asides(store):
    return [store.journals / name for name in store.disk.names(store.journals) if name.endswith(".aside")]


def test_unsaved_edits_are_back_with_their_undo_and_it_is_said(store, file):
    interrupted(store, file, "a", "b", "c", save_after="a")
    with Session.open(file, store) as session:
        assert (session.project.case_types[0].name, session.revision, session.recovered_edits) == ("c", 3, 2)
        assert "2" in str(session.notes[0])
        session.undo()
        assert session.project.case_types[0].name == "b"
        session.save()
    with Session.open(file, store) as session:
        assert (session.revision, session.recovered_edits, session.notes) == (4, 0, ())


def test_a_crash_between_replacing_and_cutting_repeats_nothing(store, file):
    session = Session.open(file, store)
    session.do(rename("a"))
    whole = store.journal_of(file)
    session.do(rename("b"))
    encoded = Encoder().encode(session.project, session.revision)
    session._journal.mark_saved(encoded.sha256)
    kept = whole.read_bytes()
    session._lock.release()
    file.write_bytes(b"".join(encoded.chunks))
    reading = read_project(file, store)
    assert (reading.revision, reading.unsaved_edits) == (2, 0)
    with Session.open(file, store) as again:
        assert (again.revision, again.recovered_edits, again.project) == (2, 0, session.project)
        assert whole.read_bytes() != kept
        again.do(rename("c"))
    assert read_project(file, store).revision == 3


def test_a_moved_file_finds_its_journal(store, file):
    interrupted(store, file, "a")
    moved = file.rename(file.with_name("annan.rosa"))
    assert read_project(moved, store).project.case_types[0].name == "a"
    with Session.open(moved, store) as session:
        assert session.recovered_edits == 1
        session.do(rename("b"))
    assert read_project(moved, store).revision == 2


def test_a_copy_does_not_take_the_originals_journal(store, file):
    interrupted(store, file, "a")
    copy = file.with_name("kopia.rosa")
    copy.write_bytes(file.read_bytes())
    assert read_project(copy, store).project == small_project()
    with Session.open(copy, store) as session:
        assert session.recovered_edits == 0
    assert read_project(file, store).unsaved_edits == 1


def test_a_journal_of_another_version_is_moved_aside_and_never_removed(store, file):
    interrupted(store, file, "a")
    journal = store.journal_of(file).read_bytes()
    file.write_bytes(b"".join(Encoder().encode(rename("restored").apply(small_project()), 40).chunks))
    assert read_project(file, store).revision == 40
    with Session.open(file, store) as session:
        assert (session.revision, session.recovered_edits) == (40, 0)
        assert str(asides(store)[0]) in str(session.notes[0])
    assert [path.read_bytes() for path in asides(store)] == [journal]


def test_a_broken_journal_gives_its_beginning_and_is_kept_whole(store, file):
    interrupted(store, file, "a", "b", "c")
    journal = store.journal_of(file)
    lines = journal.read_bytes().splitlines(keepends=True)
    damaged = b"".join([*lines[:2], lines[2].replace(b'"b"', b'"x"'), lines[3]])
    journal.write_bytes(damaged)
    with Session.open(file, store) as session:
        assert (session.project.case_types[0].name, session.revision) == ("a", 1)
        assert str(asides(store)[0]) in str(session.notes[0])
        session.do(rename("d"))
    assert [path.read_bytes() for path in asides(store)] == [damaged]
    assert read_project(file, store).project.case_types[0].name == "d"


def test_an_edit_that_does_not_apply_ends_the_replay_and_is_kept(store, file):
    base = Base("p0", load(Disk(), file).header.sha256, 0, str(file))
    journal = Journal.start(Disk(), store.journal_of(file), base)
    for name in ("a", "b"):
        journal.append({"edit": "change", "collection": "case_types", "id": "c0", "changes": {"name": name}})
    journal.append({"edit": "remove", "collection": "case_types", "id": "nobody"})
    journal.append({"edit": "change", "collection": "case_types", "id": "c0", "changes": {"name": "c"}})
    whole = store.journal_of(file).read_bytes()
    with Session.open(file, store) as session:
        assert (session.project.case_types[0].name, session.revision) == ("b", 2)
        session.do(rename("d"))
    assert [path.read_bytes() for path in asides(store)] == [whole]
    assert read_project(file, store).revision == 3


def test_a_reader_between_a_save_and_its_journal_looks_again(store, file, monkeypatch):
    session = Session.open(file, store)
    session.do(rename("a"))
    really, looks = load, []

    def load_and_then_somebody_saves(disk, path, *known):
        found = really(disk, path)
        looks.append(found)
        if len(looks) == 1:
            session.save()
        return found

    monkeypatch.setattr("workbench.session.recovery.load", load_and_then_somebody_saves)
    reading = read_project(file, store)
    assert (reading.project.case_types[0].name, reading.revision, len(looks)) == ("a", 1, 2)
    session.close()
