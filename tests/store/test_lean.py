"""What is taken away from read records is nothing that anybody would miss."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from tests.store.test_project_file import HERE
from workbench.model.project import walk
from workbench.model.record import Record
from workbench.session import Session
from workbench.store import project_file, soundness
from workbench.store.disk import Disk
from workbench.store.lean import share_texts
from workbench.store.project_file import Encoder, ProjectFileError, load, parse
from workbench.templates import samples_folder

pytestmark = pytest.mark.fast


def records(record):
    yield record
    for value in record.__dict__.values():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, Record):
                yield from records(one)


@pytest.mark.parametrize("name", ["se", "da"])
def test_every_record_of_a_read_project_shares_one_empty_set_and_is_otherwise_whole(name):
    contents = (samples_folder() / f"{name}.rosa").read_bytes()
    found = parse(contents, HERE)
    assert found.lines
    plain = type(found.project).from_json(found.project.as_json())
    assert found.project == plain
    assert b"".join(Encoder().encode(found.project, found.header.revision, found).chunks) == contents
    sets = {id(one.model_fields_set) for _, item, _ in walk(found.project) for one in records(item)}
    assert len(sets) == 1
    assert found.project.case_types[0].model_fields_set == set()
    item = found.project.case_types[0]
    assert item.changed(name="Nytt").changed(name=item.name) == item
    assert isinstance(item, BaseModel) and repr(item) == repr(plain.case_types[0])


def texts_of(project):
    """Yield every text that is a field of a case type's records."""
    for case_type in project.case_types:
        for one in records(case_type):
            yield from (value for value in one.__dict__.values() if type(value) is str)


def test_equal_texts_become_one_object_and_nothing_else_changes():
    contents = (samples_folder() / "se.rosa").read_bytes()
    found, untouched = parse(contents, HERE), parse(contents, HERE)
    project, texts = found.project, set(texts_of(found.project))
    assert len(set(map(id, texts_of(project)))) > len(texts)
    share_texts(project)
    assert len(set(map(id, texts_of(project)))) == len(texts)
    assert project == untouched.project
    assert b"".join(Encoder().encode(project, found.header.revision, found).chunks) == contents


@pytest.fixture
def small_counts_as_big(monkeypatch):
    monkeypatch.setattr(soundness, "BIG_BYTES", 1)


def checks(monkeypatch):
    """Return a list that grows by one for each check of a whole project."""
    asked = []
    check = project_file.check_project

    def watched(project):
        asked.append(project)
        check(project)

    monkeypatch.setattr(project_file, "check_project", watched)
    return asked


def test_what_was_saved_or_opened_here_is_not_asked_again(store, file, monkeypatch, small_counts_as_big):
    asked = checks(monkeypatch)
    for expected in (1, 0):
        with Session.open(file, store) as session:
            assert len(asked) == expected
        asked.clear()
    from tests.session.test_session import rename

    with Session.open(file, store) as session:
        session.do(rename("Nytt"))
        session.save()
    with Session.open(file, store) as session:
        assert session.project.case_types[0].name == "Nytt"
    assert asked == []


def test_any_other_contents_are_asked_about(store, file, monkeypatch, small_counts_as_big):
    Session.open(file, store).close()
    asked = checks(monkeypatch)
    read = load(Disk(), file)
    asked.clear()
    other = Encoder(read.lines).encode(read.project, read.header.revision + 1, read)
    file.write_bytes(b"".join(other.chunks))
    Session.open(file, store).close()
    assert len(asked) == 1
    monkeypatch.setattr(soundness, "_BY_WHOM", "another version")
    Session.open(file, store).close()
    assert len(asked) == 2


def test_a_sound_file_that_was_damaged_since_is_noticed_by_its_checksum(store, file, small_counts_as_big):
    Session.open(file, store).close()
    contents = file.read_bytes()
    assert b"Bygglov 0" in contents
    file.write_bytes(contents.replace(b"Bygglov 0", b"Bygglov 9"))
    with pytest.raises(ProjectFileError, match="do not match"):
        Session.open(file, store)
