"""Parts as files: written once and never over another, and read only where they are parts."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.support.two_sides import whole_project
from workbench.edits import ChangeItem
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.parts import make_part
from workbench.session import Session, write_new
from workbench.session.parts import PART_SUFFIX, read_part, write_part, write_part_bytes
from workbench.store.state import Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(folder=tmp_path / "state")


def part_of_d0() -> tuple[Project, Project]:
    """Return the whole project with the note that a part is out, and the part."""
    whole = whole_project()
    part, note = make_part(whole, "d0", revision=0, sent_on=dt.date(2027, 1, 1), sent_to="Å")
    return note.apply(whole), part


@pytest.mark.fast
def test_a_part_goes_out_is_changed_and_comes_back(tmp_path: Path, store: Store) -> None:
    whole, part = part_of_d0()
    path = tmp_path / f"d0{PART_SUFFIX}"
    write_part(path, part, store)
    with Session.open(path, store) as session:
        session.do(ChangeItem(collection="case_types", id="c00", changes={"name": "Lov"}))
        session.save()
    came_back = read_part(path, store)
    assert came_back.part.sent_to == "Å"
    merged = came_back.merge(whole, dt.date(2027, 2, 1))
    after = merged.batch.apply(whole)
    assert next(one.name for one in after.case_types if one.id == "c00") == "Lov"
    assert after.parts_out[0].came_back_on == dt.date(2027, 2, 1)


@pytest.mark.fast
def test_no_file_is_ever_written_over(tmp_path: Path, store: Store) -> None:
    _whole, part = part_of_d0()
    path = tmp_path / f"d0{PART_SUFFIX}"
    path.write_bytes(b"somebody's work")
    with pytest.raises(ProjectError, match="there already"):
        write_part(path, part, store)
    with pytest.raises(ProjectError, match="there already"):
        write_part_bytes(path, b"other bytes", store)
    assert path.read_bytes() == b"somebody's work"


def test_a_name_says_what_it_is(tmp_path: Path, store: Store) -> None:
    _whole, part = part_of_d0()
    with pytest.raises(ProjectError, match=PART_SUFFIX):
        write_part(tmp_path / "d0.rosa", part, store)
    assert not (tmp_path / "d0.rosa").exists()


def test_a_whole_project_is_no_part(tmp_path: Path, store: Store) -> None:
    path = tmp_path / "whole.rosa"
    write_new(path, whole_project(), store.disk)
    with pytest.raises(ProjectError, match=r"whole\.rosa is a whole project and no part"):
        read_part(path, store)


def test_a_part_of_another_project_is_refused(tmp_path: Path, store: Store) -> None:
    whole, part = part_of_d0()
    path = tmp_path / f"d0{PART_SUFFIX}"
    write_part(path, part, store)
    with pytest.raises(ProjectError, match="another project"):
        read_part(path, store).merge(whole.changed(id="other"), dt.date(2027, 2, 1))
