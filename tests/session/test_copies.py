"""Looking at a project that is open elsewhere, going on with a copy, and bringing a snapshot back."""

from __future__ import annotations

import pytest

from tests.session.test_session import name_of, rename
from workbench.model.text import ProjectError
from workbench.session import Session, read_project, restore_copy
from workbench.store.atomic import NotWritten
from workbench.store.disk import Disk
from workbench.store.lock import Locked, lock_path
from workbench.store.project_file import ProjectFileError, load
from workbench.store.state import Store

pytestmark = pytest.mark.fast


def everything(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_locked_project_can_be_looked_at_with_what_is_not_in_its_file_yet(store, file, tmp_path):
    with Session.open(file, store) as theirs:
        theirs.do(rename("Nytt"))
        theirs.keep_draft("cell", "typed")
        before = everything(tmp_path)
        with Session.open_for_reading(file, store) as session:
            assert session.is_read_only
            assert not session.is_dirty
            assert session.project == theirs.project
            assert session.drafts == {}
            for refused in (
                lambda: session.do(rename("x")),
                session.undo,
                session.redo,
                session.save,
                session.begin_save,
                session.purge,
            ):
                with pytest.raises(ProjectError, match=r"open elsewhere \(.+, since \d{4}-"):
                    refused()
            assert not session.keep_draft("cell", "mine")
            session.drop_draft("cell")
            session.close(save=True)
        assert everything(tmp_path) == before
        assert not theirs.is_read_only


def test_a_project_that_nobody_has_open_can_be_looked_at_without_a_trace(store, file, tmp_path):
    before = everything(tmp_path)
    with Session.open_for_reading(file, store) as session, pytest.raises(ProjectError, match="look at"):
        session.do(rename("x"))
    assert everything(tmp_path) == before
    with pytest.raises(ProjectFileError):
        Session.open_for_reading(file.with_name("none.rosa"), store)


def test_a_copy_of_a_locked_project_can_be_changed(store, file):
    copy = file.with_name("kopia.rosa")
    with Session.open(file, store) as theirs, Session.open_for_reading(file, store) as session:
        theirs.keep_draft("cell", "theirs")
        session.save_as(copy)
        assert not session.is_read_only
        session.do(rename("Mitt"))
        session.save()
        assert name_of(load(store.disk, copy).project) == "Mitt"
        assert name_of(theirs.project) == "Bygglov 0"
        assert lock_path(file).exists()
        assert store.drafts_of(file).exists()


def test_a_copy_goes_on_under_its_name_and_the_old_file_keeps_its_unsaved_edits(store, file):
    copy = file.with_name("kopia.rosa")
    with Session.open(file, store) as session:
        session.do(rename("Ett"))
        saved = session.save_as(copy)
        assert (saved.path, session.path, session.is_dirty) == (copy, copy, False)
        assert session.project.id == "p0"
        session.do(rename("Två"))
        assert name_of(read_project(copy, store).project) == "Två"
        with Session.open(file, store) as old:
            assert name_of(old.project) == "Ett"
        with pytest.raises(Locked):
            Session.open(copy, store)
        session.undo()
        assert name_of(session.project) == "Ett"
    assert name_of(load(store.disk, file).project) == "Ett" or read_project(file, store).unsaved_edits == 1


def test_a_file_that_is_there_goes_only_when_that_is_said(store, file):
    other = file.with_name("annan.rosa")
    other.write_bytes(b"something")
    with Session.open(file, store) as session:
        with pytest.raises(ProjectError, match="there already"):
            session.save_as(other)
        assert (session.path, other.read_bytes()) == (file, b"something")
        session.save_as(other, replaces=True)
        assert session.path == other
    assert load(store.disk, other).project == load(store.disk, file).project


def test_what_was_never_saved_of_a_replaced_file_is_kept_aside(store, file):
    other = file.with_name("annan.rosa")
    session = Session.open(file, store)
    session.save_as(other)
    session.do(rename("Osparat"))
    session._lock.release()  # as a killed process would leave it, only sooner
    lock_path(other).unlink(missing_ok=True)
    with Session.open(file, store) as session:
        session.save_as(other, replaces=True)
        assert session.notes == ()
    assert [name for name in store.disk.names(store.journals) if name.endswith(".aside")]
    with Session.open(other, store) as again:
        assert (again.notes, name_of(again.project)) == ((), "Bygglov 0")


def test_a_copy_that_cannot_be_written_leaves_the_session_where_it_was(tmp_path, file):
    class Full(Disk):
        def write(self, path, chunks, *, private=False):
            if "kopia" in path.name and ".lock" not in path.name:
                raise OSError(28, "No space left on device")
            super().write(path, chunks, private=private)

    store = Store(Full(), tmp_path / "state")
    copy = file.with_name("kopia.rosa")
    with Session.open(file, store) as session:
        with pytest.raises(NotWritten):
            session.save_as(copy)
        assert session.path == file
        assert not lock_path(copy).exists()
        session.do(rename("Ett"))
        session.save()
    assert name_of(load(Disk(), file).project) == "Ett"


def test_a_snapshot_comes_back_as_a_new_file(store, file):
    with Session.open(file, store) as session:
        session.do(rename("Ett"))
        session.pin("import")
        session.do(rename("Två"))
        session.save()
        pinned = next(one for one in session.snapshots() if one.reason == "import")
        copy = file.with_name("plan (restored).rosa")
        restore_copy(pinned.path, copy, store)
        with pytest.raises(ProjectError, match="there already"):
            restore_copy(pinned.path, copy, store)
        with Session.open(copy, store) as restored:
            assert name_of(restored.project) == "Ett"
            assert restored.notes == ()
        pinned.path.write_bytes(pinned.path.read_bytes()[:-20])
        with pytest.raises(ProjectFileError):
            restore_copy(pinned.path, copy.with_name("x.rosa"), store)
