"""Commands on project files, as their users and the scripts around them see them: output, codes, languages."""

from __future__ import annotations

import io
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.hostile import plain_project
from workbench.cli.export import KIND_NAMES
from workbench.cli.main import COMMANDS, run
from workbench.export.kinds import KINDS
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.session import Session, write_new
from workbench.store.disk import Disk
from workbench.store.migrations import FORMAT

pytestmark = pytest.mark.fast


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    folder = tmp_path / "state"
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(folder))
    return folder


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "plan.rosa"
    write_new(path, plain_project(3), Disk())
    return path


@pytest.fixture
def said(capsys):
    """Run the command line; return its exit code, what it printed and what it said."""

    def run_it(*arguments: object, language: str = "en") -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["--language", language, *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return run_it


def typed(monkeypatch, *lines: object) -> None:
    """Put lines (JSON values, or bytes as they are) on standard input."""
    written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(written))))


def test_every_command_answers_for_help_in_every_language(said):
    for name in COMMANDS:
        code, out, _ = said(name, "--help")
        assert code == 0 and name in out
        assert said(name, "--help", language="sv")[0] == 0
        assert said(name, "--help")[1] == out, "asking in Swedish in between changes nothing"
    assert said("--help")[1] != said("--help", language="sv")[1] or Texts("sv")("Commands") == "Commands"


def test_language_may_stand_anywhere_and_an_unknown_one_is_wrong_usage(said, file, capsys):
    assert run(["info", str(file), "--language=da"]) == 0
    assert run(["info", str(file), "--language", "xx"]) == 2
    assert "'xx' is not one of sv, da, en" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["nothing"], ["info"], ["info", "a", "b"], ["show", "FILE", "nowhere.x"], ["export", "FILE"]],
)
def test_wrong_usage_is_2(said, file, arguments):
    code, out, err = said(*(file if one == "FILE" else one for one in arguments))
    assert code == 2 and not out and err


def test_new_makes_a_project_and_never_over_another(said, tmp_path):
    path = tmp_path / "ny.rosa"
    assert said("new", path, "--template", "empty")[0] == 0
    before = path.read_bytes()
    code, out, err = said("new", path)
    assert code == 5 and not out and "is there already. Choose another name" in err
    assert path.read_bytes() == before
    code, _, err = said("new", tmp_path / "big.rosa", "--template", "big", "--case-types", 5, "--steps", 4)
    assert code == 2 and err


def test_new_from_exported_json_keeps_the_ids(said, tmp_path, file):
    whole = tmp_path / "project.json"
    whole.write_text(said("show", file)[1], encoding="utf-8")
    assert said("new", tmp_path / "copy.rosa", "--from", whole)[0] == 0
    assert said("diff", file, tmp_path / "copy.rosa", "--json") == (0, "[]\n", "")
    assert said("info", tmp_path / "copy.rosa", "--json")[1] == said("info", file, "--json")[1]


def test_new_from_json_passes_the_gate(said, tmp_path, file):
    value = json.loads(said("show", file)[1])
    value["municipality"]["name"] = "Ny\x0bköping\x00\ud83d"
    source = tmp_path / "p.json"
    source.write_text(json.dumps(value), encoding="utf-8")
    assert said("new", tmp_path / "b.rosa", "--from", source)[0] == 0
    assert json.loads(said("info", tmp_path / "b.rosa", "--json")[1])["title"] == "Ny\nköping"


def test_info(said, file):
    code, out, _ = said("info", file, "--json")
    found = json.loads(out)
    assert code == 0
    assert found == {
        "title": "x", "id": "p", "departments": 3, "case_types": 3, "steps": 6, "checklists": 3, "faqs": 3,
        "scenarios": 1, "planning_year": 2027, "revision": 0, "unsaved_edits": 0, "format": f"{FORMAT[0]}.{FORMAT[1]}",
    }  # fmt: skip
    code, out, _ = said("info", file, language="sv")
    assert code == 0 and Texts("sv")("Case types") in out


def test_check_prints_findings_and_ends_with_1_for_an_error(said, file):
    code, out, _ = said("check", file, "--json")
    findings = json.loads(out)
    assert code == 1 and any(one["severity"] == "error" for one in findings)
    for one in findings:
        assert {"rule", "severity", "place", "id", "message"} <= set(one)
        assert one["message"].strip() and "{" not in one["message"]
    _, text, _ = said("check", file)
    assert f"[{findings[0]['rule']}, " in text and findings[0]["remedy"] in text


def test_check_of_a_project_without_errors_is_0(said, file, tmp_path):
    good = tmp_path / "good.rosa"
    risk = plain_project(3).risks[0].changed(action="Gör", owner="p0", due=None, probability=1)
    write_new(good, plain_project(3).changed(risks=(risk,)), Disk())
    code, out, _ = said("check", good, "--json")
    assert code == 0 and all(one["severity"] != "error" for one in json.loads(out))


def test_apply_says_each_edit_once_it_is_safe_and_goes_on_after_a_rejected_one(said, file, monkeypatch):
    typed(
        monkeypatch,
        {"edit": "change", "collection": "units", "id": "u0", "changes": {"name": "Ett"}},
        {"edit": "remove", "collection": "units", "id": "nobody"},
        b"",
        b"not json",
        b'{"edit": "\xff\xfe"}',
        b"[" * 100_000,
        b"1" * 5_000,
        {"edit": "move", "collection": "units", "id": "u0"},
    )
    code, out, _ = said("apply", file)
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert lines[0] == {"applied": 1, "revision": 1}
    assert [line.get("rejected") for line in lines] == [None, 2, 4, 5, 6, 7, None]
    assert all(line["reason"] for line in lines[1:-1])
    assert lines[-1] == {"applied": 8, "revision": 2}
    units = json.loads(said("show", file, "units")[1])
    assert [unit["name"] for unit in units] == ["x", "x", "Ett"]
    assert json.loads(said("info", file, "--json")[1])["unsaved_edits"] == 0


def test_apply_reads_a_file_and_ends_with_0(said, file, tmp_path):
    edits = tmp_path / "edits.jsonl"
    edits.write_text('{"edit": "change", "collection": "units", "id": "u0", "changes": {"name": "Ett"}}\n')
    assert said("apply", file, edits)[0] == 0
    code, out, err = said("apply", file, tmp_path / "nothing.jsonl")
    assert code == 3 and not out and "nothing.jsonl cannot be read" in err


def test_reasons_are_said_in_the_language_asked_for(said, file, monkeypatch):
    edit = {"edit": "remove", "collection": "units", "id": "nobody"}
    typed(monkeypatch, edit)
    _, out, _ = said("apply", file, language="sv")
    expected = Texts("sv")("there is no {id} in {collection}", id="nobody", collection="units")
    assert json.loads(out)["reason"] == expected


def test_show_walks_fields_and_ids(said, file):
    whole = json.loads(said("show", file)[1])
    assert Project.from_json(whole) == plain_project(3)
    assert json.loads(said("show", file, "case_types.c1.flows")[1])[0]["id"] == "f1"
    assert json.loads(said("show", file, "case_types.c1.name")[1]) == "x"
    assert json.loads(said("show", file, "case_types.c1.synonyms")[1]) == []
    assert json.loads(said("show", file, "settings.planning_year")[1]) == 2027
    salary = json.loads(said("show", file, "settings.adviser_cost.salary_per_month")[1])
    assert Decimal(salary) == 30_000
    code, _, err = said("show", file, "case_types.zz")
    assert code == 2 and "zz? c0, c1, c2" in err
    code, _, err = said("show", file, "case_types.c0.nme")
    assert code == 2 and "case_types.c0: nme? id, name" in err


def test_schema_describes_file_and_edits(said):
    code, out, _ = said("schema")
    schema = json.loads(out)
    assert code == 0 and set(schema) == {"project_file", "edits"}
    assert "AddItem" in schema["edits"]["$defs"]


def test_diff_lists_changes_item_by_item(said, file, tmp_path, monkeypatch):
    other = tmp_path / "other.rosa"
    other.write_bytes(file.read_bytes())
    typed(
        monkeypatch,
        {"edit": "change", "collection": "case_types", "id": "c0", "changes": {"name": "Ny"}},
        {"edit": "remove", "collection": "case_types.flows", "within": ["c1"], "id": "e1"},
        {"edit": "add", "collection": "units", "item": {"id": "n", "name": "N", "department": "d0"}},
        {"edit": "move", "collection": "departments", "id": "d0"},
    )
    assert said("apply", other)[0] == 0
    code, out, _ = said("diff", file, other, "--json")
    found = {(one["change"], one["kind"], one["id"], one["field"]): one for one in json.loads(out)}
    assert code == 0
    changed = found["changed", "case_types", "c0", "name"]
    assert (changed["before"], changed["after"]) == ("x", "Ny")
    assert found["removed", "case_types.flows", "e1", None]["before"]["source"] == "s1b"
    assert found["added", "units", "n", None]["after"]["name"] == "N"
    assert found["changed", "departments", "departments", "order"]["after"] == ["d1", "d2", "d0"]
    assert len(found) == 4
    assert '"x" -> "Ny"' in said("diff", file, other)[1]
    assert "the same" in said("diff", file, file)[1]


def test_what_another_process_has_open_is_read_and_not_written(said, file, monkeypatch):
    with Session.open(file):
        code, _, err = said("info", file)
        assert code == 0
        typed(monkeypatch, {"edit": "move", "collection": "units", "id": "u0"})
        code, out, err = said("apply", file)
        assert code == 4 and not out and err


def test_purge_names_what_goes_and_asks(said, file, monkeypatch, state):
    typed(monkeypatch, {"edit": "change", "collection": "units", "id": "u0", "changes": {"name": "Hemligt"}})
    said("apply", file)
    typed(monkeypatch, {"edit": "change", "collection": "units", "id": "u0", "changes": {"name": "Ny"}})
    said("apply", file)

    def holding() -> list[Path]:
        return [path for path in state.rglob("*") if path.is_file() and b"Hemligt" in path.read_bytes()]

    kept = holding()
    typed(monkeypatch, b"n")
    code, _, err = said("purge", file)
    assert code == 1 and "Nothing was removed" in err
    assert holding() == kept
    code, _, err = said("purge", file, "--yes")
    assert code == 0
    for path in kept:
        assert str(path) in err
    assert not holding() and b"Hemligt" not in file.read_bytes()
    assert json.loads(said("show", file, "units.u0.name")[1]) == "Ny"


def test_export_knows_the_kinds_and_departments(said, file, tmp_path):
    assert set(KIND_NAMES) == set(KINDS)
    code, _, err = said("export", file, "--out", tmp_path / "out", "--department", "Nobody")
    assert code == 2 and "There is no department Nobody" in err
    code, _, err = said("export", file, "--out", tmp_path / "out", "--only", "project")
    assert code == 0 and "2 files" in err
    assert json.loads((tmp_path / "out" / "project.json").read_text(encoding="utf-8"))["id"] == "p"


def test_export_where_nothing_can_be_written_is_5(said, file, tmp_path):
    (tmp_path / "out").write_text("a file in the way")
    code, _, err = said("export", file, "--out", tmp_path / "out" / "deeper", "--only", "project")
    assert code == 5 and err
    assert (tmp_path / "out").read_text() == "a file in the way"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_json_is_canonical(said, file):
    for command in (["info", file, "--json"], ["show", file], ["check", file, "--json"]):
        _, out, _ = said(*command)
        assert out == json.dumps(json.loads(out), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
