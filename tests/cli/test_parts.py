"""The commands ``part`` and ``merge``: what they write, what they say, and that a preview changes nothing."""

from __future__ import annotations

import json

import pytest
from openpyxl import Workbook, load_workbook

from tests.support.two_sides import whole_project
from workbench.cli.main import run
from workbench.edits import ChangeItem
from workbench.session import Session, read_project, write_new
from workbench.store.disk import Disk


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    write_new(tmp_path / "p.rosa", whole_project(), Disk())
    return tmp_path / "p.rosa", tmp_path / "bygg.rosapart"


def said(capsys, *arguments):
    code = run(["--language", "en", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def change(path, wanted, law):
    with Session.open(path) as session:
        session.do(ChangeItem(collection="faqs", id=wanted, changes={"law": law}))
        session.save()


@pytest.mark.fast
def test_a_part_goes_out_and_comes_back(capsys, files):
    file, part = files
    code, _, err = said(
        capsys, "part", file, "--department", "bygg 0", "--out", part, "--to", "Kim", "--due", "2027-04-01"
    )
    assert code == 0 and "bygg.rosapart" in err
    assert read_project(file).project.parts_out[0].sent_to == "Kim"
    change(part, "q00", "there")
    change(part, "q01", "new")
    change(file, "q00", "here")
    before = file.read_bytes()
    code, out, err = said(capsys, "merge", file, part, "--preview")
    assert code == 1 and file.read_bytes() == before
    assert "In conflict: Question: ?, Law: there" in err and "Changed in the part" in out
    code, out, err = said(capsys, "merge", file, part, "--json")
    found = json.loads(out)
    assert code == 1 and found["changed"] == 2 and found["applied"] == found["conflict"] == 1
    assert found["left"][0]["theirs"] == "there"
    after = read_project(file).project
    assert {one.id: one.law for one in after.faqs}["q01"] == "new" and after.conflicts[0].theirs == "there"
    with Session.open(file) as session:
        assert any("merge" in str(one.path) for one in session.snapshots())
    written = file.read_bytes()
    code, out, err = said(capsys, "merge", file, part)
    assert code == 0 and "Nothing was changed" in err and file.read_bytes() == written
    assert "1 earlier conflict waits" in err


@pytest.mark.fast
def test_what_cannot_be_is_said_and_nothing_is_written(capsys, files):
    file, part = files
    before = file.read_bytes()
    assert said(capsys, "part", file, "--department", "Skola", "--out", part)[0] == 1
    assert said(capsys, "part", file, "--department", "d0", "--out", part.with_suffix(".zip"))[0] == 2
    part.write_text("mine", encoding="utf-8")
    assert said(capsys, "part", file, "--department", "d0", "--out", part)[0] == 5
    assert part.read_text(encoding="utf-8") == "mine" and file.read_bytes() == before
    code, _, err = said(capsys, "merge", file, part)
    assert code == 3 and "bygg.rosapart" in err
    code, _, err = said(capsys, "merge", file, file)
    assert code == 1 and "no part" in err and file.read_bytes() == before


def test_a_part_goes_out_as_a_workbook_in_the_projects_language_and_comes_back(capsys, files):
    file, part = files
    book = part.with_suffix(".xlsx")
    code, _, err = said(capsys, "part", file, "--department", "d0", "--out", book, "--to", "Kim")
    assert code == 0 and "bygg.xlsx" in err and read_project(file).project.parts_out[0].sent_to == "Kim"
    assert said(capsys, "part", file, "--department", "d0", "--out", book)[0] == 5
    opened = load_workbook(book)
    sheet = next(one for one in opened.worksheets if one["A1"].value == "rosa:faqs")
    column = next(cell.column for cell in sheet[1] if cell.value == "law")
    sheet.cell(3, column).value, sheet.cell(4, column).value = "there", "=1+1"
    sheet.cell(2, sheet.max_column + 1).value, sheet.cell(3, sheet.max_column).value = "Mine", "x"
    opened.save(book)
    before = file.read_bytes()
    code, out, err = said(capsys, "merge", file, book, "--preview", "--json")
    found = json.loads(out)
    assert code == 1 and file.read_bytes() == before and "Mine" in err
    assert (found["changed"], found["applied"], found["conflict"]) == (2, 1, 1)
    assert (found["left"][0]["oddity"], found["left"][0]["written"]) == ("formula", "=1+1")
    assert said(capsys, "merge", file, book)[0] == 1
    assert {one.id: one.law for one in read_project(file).project.faqs}["q00"] == "there"
    code, out, err = said(capsys, "merge", file, book)
    assert code == 0 and "Nothing was changed" in err


def test_a_workbook_that_is_no_part_is_refused(capsys, files, tmp_path):
    file, _ = files
    before = file.read_bytes()
    Workbook().save(tmp_path / "other.xlsx")
    code, _, err = said(capsys, "merge", file, tmp_path / "other.xlsx")
    assert code == 3 and "is no part's workbook" in err and file.read_bytes() == before
