"""The project office's day by command line: a sample in, figures, edits, a call log, the package out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.cli.main import run

JANUARY = Path(__file__).parents[3] / "shared" / "data" / "calls_january.tsv"
MAPPING = Path(__file__).parents[1] / "data" / "calls_january.toml"

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))

    def run_it(*arguments: object, language: str = "sv") -> tuple[int, str]:
        capsys.readouterr()
        code = run([str(one) for one in arguments] + ["--language", language])
        return code, capsys.readouterr().out

    return run_it


@pytest.fixture
def sample(command: Run, tmp_path: Path) -> Path:
    file = tmp_path / "norrvik.rosa"
    assert command("new", file, "--template", "se")[0] == 0
    return file


def figures(command: Run, file: Path, *more: str) -> dict:
    code, out = command("calculate", file, "--json", *more)
    assert code == 0
    return json.loads(out)


def test_an_edit_moves_the_figures_and_its_undoing_brings_them_back(
    command: Run, sample: Path, tmp_path: Path
) -> None:
    before = figures(command, sample)
    salary = json.loads(command("show", sample, "settings.adviser_cost.salary_per_month")[1])
    edits = tmp_path / "edits.jsonl"

    def change(amount: str) -> None:
        cost = json.loads(command("show", sample, "settings.adviser_cost")[1]) | {"salary_per_month": amount}
        edit = {"edit": "change", "collection": "settings", "changes": {"adviser_cost": cost}}
        edits.write_text(json.dumps(edit) + "\n", encoding="utf-8")
        code, out = command("apply", sample, edits)
        assert (code, json.loads(out)["applied"]) == (0, 1)

    change("50000")
    dearer = figures(command, sample)
    assert float(dearer["costs"]["yearly_total"]) > float(before["costs"]["yearly_total"])
    assert dearer["staffing"] == before["staffing"]
    change(salary)
    after = figures(command, sample)
    assert {**after, "inputs_hash": ""} == {**before, "inputs_hash": ""}


def test_scenarios_stand_side_by_side_and_more_levels_move_more(command: Run, sample: Path) -> None:
    names = [one["name"] for one in json.loads(command("show", sample, "scenarios")[1])]
    code, out = command("compare", sample, "--scenario", names[0], "--scenario", names[1], "--json")
    assert code == 0
    rows = {row["key"]: row for row in json.loads(out)}
    narrow, wide = rows["solved_in_customer_service"]["values"]
    assert narrow < wide


def test_the_external_package_names_nobody_who_is_not_public(
    command: Run, sample: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    code, _ = command(
        "export",
        sample,
        "--out",
        out,
        "--edition",
        "external",
        "--only",
        "faq",
        "--only",
        "tasks",
        "--only",
        "agreement",
        "--department",
        "Tekniska förvaltningen",
    )
    assert code == 0
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert {file["edition"] for file in manifest["files"]} == {"external"}
    assert {file["kind"] for file in manifest["files"]} == {"agreement", "tasks", "faq", "index"}
    persons = json.loads(command("show", sample, "persons")[1])
    hidden = [one["name"] for one in persons if not one.get("is_name_public")]
    pages = "".join(path.read_text(encoding="utf-8") for path in out.rglob("*.html"))
    assert hidden
    assert [name for name in hidden if name in pages] == []
    for file in manifest["files"]:
        content = (out / file["path"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["bytes"], file["sha256"])


@pytest.mark.skipif(not JANUARY.exists(), reason="the January log is not part of the repository")
def test_a_call_log_becomes_the_profile_that_the_year_is_planned_on(command: Run, sample: Path) -> None:
    before = figures(command, sample)
    code, _ = command("calls", JANUARY, "--mapping", MAPPING, "--into", sample)
    assert code == 0
    assert len(json.loads(command("show", sample, "measurements")[1])) >= 1
    after = figures(command, sample)
    assert after["cases_per_year"] == pytest.approx(before["cases_per_year"], rel=0.2)
    assert after["staffing"]["staffed_hours_per_year"] != before["staffing"]["staffed_hours_per_year"]


def test_the_plan_holds_in_simulation(command: Run, sample: Path) -> None:
    code, out = command("simulate", sample, "--days", "40", "--seed", "1", "--json")
    assert code == 0
    again = command("simulate", sample, "--days", "40", "--seed", "1", "--json")[1]
    assert again == out


def test_departments_alone_need_more_people_than_together(command: Run, tmp_path: Path) -> None:
    file = tmp_path / "da.rosa"
    assert command("new", file, "--template", "da")[0] == 0
    found = figures(command, file, "--alone", "--all-groups")
    departments = len(found["pooling"]["alone"])
    assert found["core_test"]["groups_tested"] == 2**departments - 2
    assert found["pooling"]["alone_fte"] > found["pooling"]["pooled_fte"]
    assert found["pooling"]["alone_fte"] == pytest.approx(
        sum(one["fte"] for one in found["pooling"]["alone"])
    )


def test_each_wave_brings_more_case_types_and_the_last_one_everything(command: Run, sample: Path) -> None:
    found = figures(command, sample, "--quarters")
    days = [one["starts_on"] for one in found["quarters"]]
    counts = [one["case_types"] for one in found["quarters"]]
    assert days == sorted(days) == ["2027-01-01", "2027-07-01", "2027-10-01"]
    assert counts == sorted(counts)
    assert counts[0] < counts[-1]
    assert found["quarters"][-1]["fte_total"] == found["staffing"]["fte_total"]
    assert found["quarters"][-1]["cost_per_year"] == found["costs"]["yearly_total"]
