"""Scenarios on the command line."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from tests.analysis.small_project import small_project
from workbench.cli.main import run
from workbench.session import write_new
from workbench.store.disk import Disk


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    path = tmp_path / "small.rosa"
    write_new(path, small_project(), Disk())
    return path


def call(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = run([str(one) for one in ("--language", "en", *arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def test_compare_gives_the_causes_of_what_differs(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = ("--scenario", "narrow", "--scenario", "digital")
    code, out, err = call(capsys, "compare", file, *both, "--causes", "--json")
    assert code == 0
    assert "runs" in err
    for row in json.loads(out):
        if row["unit"] == "currency":
            causes = [Decimal(one["difference"]) for one in row["causes"]]
            assert sum(causes) == Decimal(row["difference"]), row["key"]
    code, out, _ = call(capsys, "compare", file, *both, "--causes")
    assert code == 0
    assert "Office a:" in out
    assert "Levels 1-3 instead of 1-2" in out
    assert call(capsys, "compare", file, *both, "--scenario", "wide", "--causes")[0] == 2


def test_a_calculation_is_fixed_and_compared_with_now(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (
        "--name",
        "KS 14",
        "--scenario",
        "narrow",
        "--forum",
        "Kommunstyrelsen",
        "--on",
        "2026-03-14",
    )
    code, _, err = call(capsys, "fix", file, *arguments)
    assert code == 0
    assert "small.rosa" in err
    code, out, _ = call(capsys, "compare", file, "--fixed", "KS 14", "--json")
    found = json.loads(out)
    assert (code, found["is_unchanged"], found["changes"]) == (0, True, [])
    assert (found["on"], found["forum"], found["scenario_id"]) == ("2026-03-14", "Kommunstyrelsen", "narrow")
    edit = file.parent / "edit.jsonl"
    edit.write_text('{"edit": "change", "collection": "settings", "changes": {"wrap_up_s": 90}}\n')
    assert call(capsys, "apply", file, edit)[0] == 0
    code, out, _ = call(capsys, "compare", file, "--fixed", "KS 14")
    assert code == 0
    assert "What has changed since:" in out
    assert "90 s now" in out
    assert call(capsys, "fix", file, "--name", "KS 14")[0] == 1, "the name is taken"
    assert call(capsys, "compare", file, "--fixed", "KS 15")[0] == 1
    assert call(capsys, "compare", file, "--fixed", "KS 14", "--causes")[0] == 2


def test_seek_asks_backwards(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "seek", file, "--fte", 30, "--json")
    found = json.loads(out)
    assert code == 0
    assert found["fte_total"] <= 30
    assert found["service_level"]["of"] == "offered"
    code, out, _ = call(capsys, "seek", file, "--advisers", 3)
    assert code == 0
    assert "Where people wait longest:" in out
    assert "3 advisers are there in every open half-hour" in out
    assert call(capsys, "seek", file)[0] == 2
    assert call(capsys, "seek", file, "--budget", "much")[0] == 2
    assert call(capsys, "seek", file, "--fte", 3, "--save-as", "X")[0] == 2
    assert call(capsys, "seek", file, "--budget", 1)[0] == 1


def test_what_a_budget_can_move_becomes_a_scenario(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = call(capsys, "seek", file, "--budget", 90000000, "--save-as", "Within 90 m", "--json")
    found = json.loads(out)
    assert code == 0
    assert Decimal(found["cost"]) <= 90000000
    again = json.loads(call(capsys, "calculate", file, "--scenario", "Within 90 m", "--json")[1])
    assert again["costs"]["shared_yearly"] == found["cost"]
    code, out, _ = call(capsys, "seek", file, "--budget", 90000000)
    assert code == 0
    assert "Levels that move whole" in out
