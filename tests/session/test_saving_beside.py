"""Saving in three steps: edits go on meanwhile, and what ends early or fails has lost nothing."""

from __future__ import annotations

import threading

import pytest

from tests.session.test_session import name_of, rename
from tests.support.projects import small_project
from workbench.session import Session, read_project
from workbench.store.atomic import NotWritten
from workbench.store.disk import Disk
from workbench.store.project_file import Encoder, load
from workbench.store.snapshots import snapshots
from workbench.store.state import Store

pytestmark = pytest.mark.fast


class EndedEarly(Exception):  # noqa: N818 - the word says what happened
    pass


def at_checkpoint(number, act):
    """Return a pause that does ``act`` the ``number``-th time it is called."""
    calls = iter(range(1, 1000))

    def pause():
        if next(calls) == number:
            act()

    return pause


def end_early():
    raise EndedEarly


def after_a_crash(store, file):
    """Return the project that the next session finds, were this one killed now."""
    return read_project(file, store).project


def test_there_is_nothing_to_save_twice(store, file):
    with Session.open(file, store) as session:
        assert session.begin_save() is None
        session.do(rename("Nytt"))
        job = session.begin_save()
        job.run()
        saved = session.finish_save(job)
        assert (saved.path, saved.revision, saved.is_conflict_copy) == (file, 1, False)
        assert session.begin_save() is None
        assert not session.is_dirty


@pytest.mark.parametrize("number", range(1, 8))
def test_edits_and_undo_go_on_during_a_save(store, file, number):
    with Session.open(file, store) as session:
        session.do(rename("Ett"))
        job = session.begin_save()

        def edit():
            session.do(rename("Två"))
            session.do(rename("Tre"))
            session.undo()

        job.run(at_checkpoint(number, edit))
        session.finish_save(job)
        assert name_of(load(store.disk, file).project) == "Ett"
        if name_of(session.project) == "Två":
            assert session.is_dirty
            assert after_a_crash(store, file) == session.project
            session.undo()
        else:
            assert number > 5, "there are that many checkpoints"
        session.save()
    assert read_project(file, store).unsaved_edits == 0


@pytest.mark.parametrize("number", range(1, 6))
def test_a_save_that_ends_early_has_happened_or_not(store, file, number):
    with Session.open(file, store) as session:
        session.do(rename("Ett"))
        job = session.begin_save()
        with pytest.raises(EndedEarly):
            job.run(at_checkpoint(number, end_early))
        saved = session.abandon_save(job)
        assert (saved is None) == session.is_dirty
        assert name_of(load(store.disk, file).project) == ("Bygglov 0" if saved is None else "Ett")
        session.do(rename("Två"))
        assert after_a_crash(store, file) == session.project
        session.save()
        assert name_of(load(store.disk, file).project) == "Två"
    assert not [path for path in file.parent.iterdir() if path != file]


def test_a_newer_save_goes_before_one_that_nobody_finished(store, file):
    """Otherwise the older project would take the place of the newer one, which the journal no longer holds."""
    with Session.open(file, store) as session:
        session.do(rename("Ett"))
        late = session.begin_save()
        session.do(rename("Två"))
        session.save()
        late.run()
        session.finish_save(late)
        assert name_of(load(store.disk, file).project) == "Två"
        assert after_a_crash(store, file) == session.project


def test_a_save_under_way_in_another_thread_is_waited_for(store, file):
    with Session.open(file, store) as session:
        session.do(rename("Ett"))
        job = session.begin_save()
        begun, go_on = threading.Event(), threading.Event()

        def pause():
            begun.set()
            go_on.wait(10)

        thread = threading.Thread(target=job.run, args=(pause,))
        thread.start()
        assert begun.wait(10)
        session.do(rename("Två"))
        threading.Timer(0.01, go_on.set).start()
        session.save()
        thread.join(10)
        assert name_of(load(store.disk, file).project) == "Två"
        assert not session.is_dirty


def test_a_full_disk_is_said_and_the_next_save_clears_it(tmp_path, file):
    class Full(Disk):
        is_full = False

        def write(self, path, chunks, *, private=False):
            if self.is_full and path.suffix == ".tmp" and ".rosa" in path.name:
                raise OSError(28, "No space left on device")
            super().write(path, chunks, private=private)

    store = Store(Full(), tmp_path / "state")
    with Session.open(file, store) as session:
        session.do(rename("Ett"))
        store.disk.is_full = True
        job = session.begin_save()
        with pytest.raises(NotWritten):
            job.run()
        assert session.abandon_save(job) is None
        assert "No space left" in str(session.save_problem)
        store.disk.is_full = False
        session.save()
        assert session.save_problem is None


def test_what_was_edited_while_a_conflict_copy_was_written_is_in_the_copys_journal(store, file):
    session = Session.open(file, store)
    session.do(rename("Ett"))
    job = session.begin_save()
    theirs = b"".join(Encoder().encode(small_project(), 9).chunks)
    file.write_bytes(theirs)
    job.run(at_checkpoint(3, lambda: session.do(rename("Två"))))
    saved = session.finish_save(job)
    assert saved.is_conflict_copy
    assert session.path == saved.path
    assert session.is_dirty
    assert name_of(after_a_crash(store, saved.path)) == "Två"
    session._lock.release()  # as a killed process would leave it, only sooner
    with Session.open(saved.path, store) as again:
        assert name_of(again.project) == "Två"
    assert file.read_bytes() == theirs
    with Session.open(file, store) as other:
        assert name_of(other.project) == "Bygglov 0"
        assert other.notes == ()


def test_times_say_what_is_on_this_machine_and_what_in_the_file(store, file):
    with Session.open(file, store) as session:
        opened = session.saved_at
        assert opened is not None
        session.do(rename("Ett"))
        assert session.on_disk_at > opened
        assert session.saved_at == opened
        session.save()
        assert session.saved_at >= session.on_disk_at


def test_snapshots_are_taken_by_the_job_and_listed_newest_first(store, file):
    with Session.open(file, store) as session:
        session.do(rename("Ett"))
        session.pin("import")
        session.do(rename("Två"))
        job = session.begin_save()
        job.run()
        session.finish_save(job)
        found = session.snapshots()
        assert [one.revision for one in found] == [2, 1]
        assert found[1].reason == "import"
        assert list(reversed(found)) == snapshots(store, "p0")


def test_opening_pauses_and_what_ends_it_leaves_no_lock(store, file):
    before = {path: path.read_bytes() for path in file.parent.iterdir()}
    calls = iter(range(1000))
    Session.open(file, store, pause=lambda: next(calls)).close()
    in_all = next(calls)
    assert in_all >= 3
    for number in range(1, in_all + 1):
        with pytest.raises(EndedEarly):
            Session.open(file, store, pause=at_checkpoint(number, end_early))
        assert {path: path.read_bytes() for path in file.parent.iterdir()} == before
    Session.open(file, store).close()
