"""A session as its users meet it: edits, undo, typing, saving, conflicts, and one notification for all."""

from __future__ import annotations

import json
import random

import pytest

from tests.support.projects import random_edit, small_project
from workbench.edits import AddItem, Batch, ChangeItem, RemoveItem
from workbench.model.text import ProjectError
from workbench.session import Session, read_project, write_new
from workbench.session.inverse import inverse
from workbench.store.disk import Disk
from workbench.store.lock import Locked
from workbench.store.migrations import FORMAT
from workbench.store.project_file import Encoder, ProjectFileError, load
from workbench.store.snapshots import snapshots
from workbench.store.state import VARIABLE, Store, state_folder

pytestmark = pytest.mark.fast


def rename(name, case_type="c0"):
    return ChangeItem(collection="case_types", id=case_type, changes={"name": name})


def name_of(project, at=0):
    return project.case_types[at].name


def journals(store):
    return [name for name in store.disk.names(store.journals) if name.endswith(".journal")]


def test_an_edit_is_heard_of_once_and_says_who_asked(store, file):
    with Session.open(file, store) as session:
        heard = []
        stop = session.subscribe(heard.append)
        before = session.project
        change = session.do(rename("Nytt"), cause="a page")
        assert heard == [change]
        assert (change.cause, change.before, change.after) == ("a page", before, session.project)
        assert session.project.case_types[1] is before.case_types[1]
        stop()
        session.undo()
        assert len(heard) == 1


def test_a_refused_edit_has_not_happened(store, file):
    with Session.open(file, store) as session:
        session.subscribe(lambda change: pytest.fail("nothing happened"))
        before = session.project
        with pytest.raises(ProjectError):
            session.do(RemoveItem(collection="departments", id="d0"))
        with pytest.raises(ProjectError):
            session.do(Batch(edits=(rename("a"), rename("b", "nobody"))))
        assert (session.project, session.revision, session.is_dirty) == (before, 0, False)
        assert journals(store) == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_no_file_can_hold_is_refused(store, file, value):
    with Session.open(file, store) as session:
        with pytest.raises(ProjectError, match="cannot be stored"):
            session.do(Batch(edits=(rename("x"),)).model_copy(update={"values": {"n": value}}))
        assert (session.project, session.revision) == (small_project(), 0)
        session.do(rename("y"))
    assert read_project(file, store).revision == 1


def test_undo_and_redo_have_names_and_walk_both_ways(store, file):
    with Session.open(file, store) as session:
        assert session.undo() is None
        assert session.undo_name is None
        start = session.project
        session.do(rename("Ett"))
        one = session.project
        session.do(rename("Två"))
        two = session.project
        assert "case_types" in str(session.undo_name)
        session.undo()
        assert session.project is one
        session.undo()
        assert session.project is start
        session.redo()
        session.redo()
        assert session.project is two
        assert session.redo() is None
        session.undo()
        session.do(rename("Tre"))
        assert session.redo_name is None
        assert session.revision == 8


def test_typing_merges_while_target_field_and_focus_stay(store, file):
    with Session.open(file, store) as session:
        start = session.project
        for typed in ("B", "By", "Byg"):
            session.do(rename(typed), token="field 1")
        session.undo()
        assert session.project is start
        session.redo()
        assert name_of(session.project) == "Byg"
        session.do(rename("Bygg"), token="field 1")
        session.do(rename("Bygge"), token="field 2")
        session.undo()
        assert name_of(session.project) == "Bygg"
        session.undo()
        assert name_of(session.project) == "Byg"


def test_what_was_typed_is_undone_also_after_a_crash(store, file):
    session = Session.open(file, store)
    for typed in ("B", "By", "Byg"):
        session.do(rename(typed), token="field 1")
    session.undo()
    session._lock.release()  # as a killed process would leave it, only sooner
    assert read_project(file, store).project == small_project()


def test_saving_writes_the_revision_and_empties_the_journal(store, file):
    with Session.open(file, store) as session:
        session.do(rename("Sparat"))
        assert session.is_dirty
        saved = session.save()
        assert (saved.path, saved.revision, saved.is_conflict_copy, session.is_dirty) == (
            file,
            1,
            False,
            False,
        )
        assert name_of(load(Disk(), file).project) == "Sparat"
        stamp = file.stat().st_mtime_ns
        session.save()
        assert file.stat().st_mtime_ns == stamp  # nothing to say, nothing written
        session.do(rename("Igen"))
    assert len(journals(store)) == 1
    with Session.open(file, store) as session:
        assert (name_of(session.project), session.revision) == ("Igen", 2)
        session.close(save=True)
    assert journals(store) == []
    assert load(Disk(), file).header.revision == 2


def test_the_state_folder_holds_nothing_for_others(store, file):
    with Session.open(file, store) as session:
        session.do(rename("x"))
        session.save()
        session.do(rename("y"))
        for path in store.folder.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0, path


def test_one_writer_and_any_number_of_readers(store, file):
    with Session.open(file, store) as session:
        session.do(rename("Pågår"))
        with pytest.raises(Locked):
            Session.open(file, store)
        reading = read_project(file, store)
        assert (name_of(reading.project), reading.revision, reading.unsaved_edits) == ("Pågår", 1, 1)
    Session.open(file, store).close()


def test_readers_leave_no_trace(store, file):
    before = sorted(file.parent.iterdir())
    read_project(file, store)
    assert sorted(file.parent.iterdir()) == before
    assert not store.folder.exists()


def test_a_file_changed_by_somebody_else_is_not_overwritten(store, file):
    session = Session.open(file, store)
    session.do(rename("Vårt"))
    theirs = b"".join(Encoder().encode(rename("Deras").apply(small_project()), 9).chunks)
    file.write_bytes(theirs)
    saved = session.save()
    assert saved.is_conflict_copy
    assert file.read_bytes() == theirs
    assert name_of(load(Disk(), saved.path).project) == "Vårt"
    session.do(rename("Vårt vidare"))
    session.close()
    assert name_of(read_project(saved.path, store).project) == "Vårt vidare"
    assert name_of(read_project(file, store).project) == "Deras"
    assert name_of(Session.open(file, store).project) == "Deras"


def test_a_file_that_went_away_is_written_again(store, file):
    with Session.open(file, store) as session:
        session.do(rename("Kvar"))
        file.unlink()
        assert not session.save().is_conflict_copy
    assert name_of(load(Disk(), file).project) == "Kvar"


def test_snapshots_are_taken_when_saving_and_pinned_when_asked(store, file):
    with Session.open(file, store) as session:
        session.do(rename("x"))
        session.save()
        session.do(rename("y"))
        session.pin("import")
        session.save()
        found = snapshots(store, "p0")
        assert [(one.revision, one.ring, one.reason) for one in found] == [
            (1, "day", ""),
            (2, "pinned", "import"),
        ]
        assert name_of(load(Disk(), found[1].path).project) == "y"


def test_purge_names_and_removes_everything_but_the_file(store, file):
    secret = "Hemligt ord 4711"
    with Session.open(file, store) as session:
        session.do(rename(secret))
        session.save()
        session.do(rename("Offentligt"))
        session.pin("import")
        named = session.traces()
        assert any(secret in path.read_text(encoding="utf-8") for path in named)
        assert session.purge() == named
        assert session.undo() is None
        session.do(rename("Efteråt"))
        session.save()
    for path in [*store.folder.rglob("*"), *file.parent.iterdir()]:
        assert path.is_dir() or secret.encode() not in path.read_bytes(), path
    assert name_of(load(Disk(), file).project) == "Efteråt"


def test_a_copy_elsewhere_keeps_its_unsaved_work_when_the_original_is_purged(store, file, tmp_path):
    copy = tmp_path / "copy.rosa"
    copy.write_bytes(file.read_bytes())
    with Session.open(copy, store) as other:
        other.do(rename("I kopian"))
    with Session.open(file, store) as session:
        session.purge()
    assert name_of(read_project(copy, store).project) == "I kopian"


def test_a_new_file_is_never_put_over_another(store, file):
    with pytest.raises(ProjectError, match="there already"):
        write_new(file, small_project(), Disk())
    with Session.create(file.with_name("ny.rosa"), small_project(), store) as session:
        assert session.revision == 0


def test_a_file_that_only_a_newer_program_may_write_is_only_read(store, file):
    text = (
        file.read_text()
        .replace('"min_writer":"1.0"', '"min_writer":"1.7"')
        .replace(f'"format":"{FORMAT[0]}.{FORMAT[1]}"', '"format":"1.7"')
    )
    from tests.store.test_project_file import sealed

    file.write_bytes(sealed(text))
    contents = file.read_bytes()
    with pytest.raises(ProjectFileError, match="newer version"):
        Session.open(file, store)
    assert read_project(file, store).project == small_project()
    assert file.read_bytes() == contents
    assert not list(file.parent.glob(".*"))


def test_a_damaged_file_stays_as_it_is_and_leaves_no_lock(store, file):
    file.write_bytes(file.read_bytes()[:-30])
    contents = file.read_bytes()
    with pytest.raises(ProjectFileError):
        Session.open(file, store)
    assert file.read_bytes() == contents
    assert list(file.parent.iterdir()) == [file]


def test_the_environment_says_where_state_is_kept(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    assert Store().folder == tmp_path / "elsewhere"
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert state_folder().name == "rosa-workbench"


def test_every_edit_has_an_inverse_that_leads_back():
    rng = random.Random(4)
    project = small_project()
    for _ in range(400):
        edit = random_edit(project, rng)
        after = edit.apply(project)
        assert inverse(edit, project).apply(after) == project
        project = after


def test_the_inverse_of_a_removal_brings_back_what_lay_within(store, file):
    with Session.open(file, store) as session:
        item = {"id": "v0", "channel": "phone", "low": 1, "likely": 2.5, "high": 3}
        session.do(AddItem(collection="case_types.volumes", within=("c0",), item=item))
        whole = session.project
        session.do(RemoveItem(collection="case_types", id="c0"))
        session.undo()
        assert session.project is whole
    assert read_project(file, store).project == whole
    assert json.loads(file.read_bytes())["header"]["revision"] == 0
