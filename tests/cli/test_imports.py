"""The command ``import``: what it says, what it changes, and that a preview changes nothing."""

from __future__ import annotations

import pytest

from tests.intake.test_case_list import SWEDISH
from tests.intake.test_case_list import project as listed_project
from tests.intake.test_tally import filled
from tests.intake.test_tally import project as counted_project
from workbench.cli.main import run
from workbench.model.project import Project
from workbench.model.volumes import Channel
from workbench.session import read_project, write_new
from workbench.store.disk import Disk


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))

    def make(project: Project):
        path = tmp_path / "project" / "p.rosa"
        path.parent.mkdir()
        write_new(path, project, Disk())
        return path

    return make


def said(capsys, *arguments):
    code = run(["--language", "en", "import", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.mark.fast
def test_a_list_goes_into_the_project_and_a_preview_changes_nothing(capsys, file, tmp_path):
    path = file(listed_project())
    source = tmp_path / "list.csv"
    source.write_text(SWEDISH, encoding="utf-8")
    before = path.read_bytes()
    code, out, err = said(capsys, path, source, "--preview")
    assert code == 0 and "Rows 3 = taken 3 + rejected 0" in out and "Rivningslov" in out
    assert "is not understood" in err and path.read_bytes() == before
    assert not (tmp_path / "state").exists() or not list((tmp_path / "state").rglob("*.journal"))
    code, out, err = said(capsys, path, source)
    assert code == 0 and "It is in" in err
    after = read_project(path).project
    assert [one.name for one in after.case_types][-2:] == ["Rivningslov", "Marklov"]
    assert after.case_types[-1].steps[0].title == "The whole case"
    code, out, err = said(capsys, path, source)
    assert code == 1 and "Rows 3 = taken 0 + rejected 3" in out and "Nothing was changed" in err
    assert read_project(path).project == after


def test_a_tally_sheet_is_recognised_and_read(capsys, file, tmp_path):
    path = file(counted_project())
    source = filled().put("Marklov", 4, Channel.EMAIL, "två").saved(tmp_path)
    before = path.read_bytes()
    code, out, err = said(capsys, path, source, "--preview")
    assert code == 1 and "Counted from 15 March 2027 to 30 March 2027 by Anna Ask" in out
    assert "Rows 4 = used 1 + empty 2 + rejected 1" in out
    assert "Question: Marklov, e-mail, day 4" in err and path.read_bytes() == before
    said(capsys, path, source)
    assert [one.likely for one in read_project(path).project.case_types[0].volumes] == [100, 55, 0]


@pytest.mark.fast
def test_what_cannot_be_read_ends_with_3_and_leaves_the_project(capsys, file, tmp_path):
    path = file(listed_project())
    before = path.read_bytes()
    (tmp_path / "odd.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    for source in (tmp_path / "none.xlsx", tmp_path / "odd.csv"):
        code, out, err = said(capsys, path, source)
        assert (code, out) == (3, "") and err
    assert path.read_bytes() == before
    code, _, err = said(capsys, path, tmp_path / "odd.csv", "--mapping", tmp_path / "none.toml")
    assert code == 3 and "none.toml" in err
