from __future__ import annotations

import csv
import json

import pytest

from tests.analysis.small_project import small_project
from workbench.cli.main import run
from workbench.session import write_new
from workbench.store.disk import Disk


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    path = tmp_path / "small.rosa"
    write_new(path, small_project(), Disk())
    return path


def call(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.fast
def test_calculate_prints_json_of_the_chosen_or_the_named_scenario(file, capsys):
    code, out, err = call(capsys, "calculate", file, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["scenario"] == "Levels 1-3"
    by_name = call(capsys, "calculate", file, "--scenario", "E-service", "--json")[1]
    by_id = call(capsys, "calculate", file, "--scenario", "digital", "--json")[1]
    assert by_name == by_id
    assert json.loads(by_id)["scenario_id"] == "digital"


@pytest.mark.parametrize("language", ["en", "sv", "da"])
def test_calculate_prints_tables_that_people_read(file, capsys, language):
    code, out, _ = call(capsys, "--language", language, "calculate", file)
    assert code == 0
    assert "Office a" in out
    assert "Customer service" in out
    if language == "en":
        assert "Waiting capacity" in out
        assert "Levels 1-3, planning year 2027" in out


def test_intervals_are_written_as_csv(file, capsys, tmp_path):
    target = tmp_path / "intervals.csv"
    assert call(capsys, "calculate", file, "--intervals", target, "--json")[0] == 0
    with target.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0])[:10] == [
        "pool", "day_type", "days", "start", "length_s", "offered", "aht_s", "agents", "sl_offered", "answered",
    ]  # fmt: skip
    assert rows[0]["start"] == "08:00"
    assert rows[0]["length_s"] == "1800"
    assert float(rows[0]["offered"]) > 0


def test_intervals_that_cannot_be_written_end_with_5(file, capsys, tmp_path):
    code, _, err = call(
        capsys, "calculate", file, "--intervals", tmp_path / "no" / "such" / "a.csv", "--json"
    )
    assert code == 5
    assert "a.csv" in err


@pytest.mark.fast
def test_an_unknown_scenario_is_said_with_those_there_are(file, capsys):
    code, out, err = call(capsys, "--language", "en", "calculate", file, "--scenario", "none such")
    assert (code, out) == (2, "")
    assert "Levels 1-2, Levels 1-3, E-service" in err


def test_a_missing_file_cannot_be_read(tmp_path, capsys):
    assert call(capsys, "calculate", tmp_path / "none.rosa")[0] == 3


def test_compare_needs_two_and_prints_the_difference(file, capsys):
    code, out, _ = call(capsys, "compare", file, "--scenario", "narrow", "--scenario", "wide", "--json")
    rows = json.loads(out)
    assert code == 0
    assert set(rows[0]) == {"key", "unit", "values", "difference"}
    assert call(capsys, "compare", file, "--scenario", "narrow")[0] == 2
    code, out, _ = call(
        capsys, "--language", "en", "compare", file, "--scenario", "narrow", "--scenario", "digital"
    )
    assert code == 0
    assert "Full-time positions" in out


def test_simulate_stands_beside_the_plan_and_repeats_with_its_seed(file, capsys):
    arguments = ("simulate", file, "--days", 30, "--seed", 4, "--json")
    code, out, _ = call(capsys, *arguments)
    found = json.loads(out)
    assert code == 0
    assert (found["seed"], found["days"]) == (4, 30)
    measure = found["pools"][0]["measures"]["sl_offered"]
    assert set(measure) == {"plan", "simulated", "ci95"}
    assert measure["ci95"][0] <= measure["simulated"] <= measure["ci95"][1]
    assert set(found["pools"][0]["chat"]["measures"]) == set(found["pools"][0]["measures"])
    deferred = found["pools"][0]["deferred"]
    assert set(deferred["measures"]) == {"in_time", "between", "own", "oldest"}
    assert [one["month"] for one in deferred["waiting_by_month"]] == list(range(1, 13))
    assert call(capsys, *arguments)[1] == out
    said = call(capsys, "--language", "en", "simulate", file, "--days", 10)[1]
    assert all(word in said for word in ("Plan", "Chat", "Deferred work", "Done in time, of what came in"))
