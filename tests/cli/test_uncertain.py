from __future__ import annotations

import json

import pytest

from tests.analysis.uncertain import small_doubtful
from workbench.cli.main import run
from workbench.session import write_new
from workbench.store.disk import Disk


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    path = tmp_path / "doubtful.rosa"
    write_new(path, small_doubtful(), Disk())
    return path


def call(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_draws_put_the_uncertainty_into_the_json_and_progress_beside_it(file, capsys):
    code, out, err = call(capsys, "calculate", file, "--draws", 50, "--seed", 7, "--json")
    assert code == 0
    assert "50 of 50 draws" in err
    found = json.loads(out)["uncertainty"]
    assert (found["draws"], found["seed"], found["correlation"]) == (50, 7, 0.3)
    fte = next(one for one in found["bands"] if one["key"] == "fte_total")
    assert fte["planned"] == json.loads(out)["staffing"]["fte_total"]
    amount = next(one for one in found["bands"] if one["key"] == "amount")
    assert (amount["department"], amount["department_id"]) == ("Office a", "a")
    guess = found["guesses"][0]
    assert guess["place"]["ids"][0] == guess["case_type_id"]
    assert call(capsys, "calculate", file, "--draws", 50, "--seed", 7, "--json")[1] == out
    assert call(capsys, "calculate", file, "--draws", 50, "--seed", 8, "--json")[1] != out


def test_without_draws_there_is_no_uncertainty(file, capsys):
    code, out, err = call(capsys, "calculate", file, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out)["uncertainty"] is None
    assert call(capsys, "calculate", file, "--draws", 0)[0] == 2


@pytest.mark.parametrize("language", ["en", "sv"])
def test_draws_print_bands_and_the_guesses_that_matter_most(file, capsys, language):
    code, out, _ = call(capsys, "--language", language, "calculate", file, "--draws", 50)
    assert code == 0
    assert "Case x: Answers" in out
    assert out.count("2,0 - 4,0 - 8,0" if language == "sv" else "2.0 - 4.0 - 8.0") >= 1


def test_stopping_the_draws_says_so_and_prints_nothing(file, capsys, monkeypatch):
    from workbench.analysis.uncertainty import run as draws

    def stopped(*_of: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(draws, "position_draws", stopped)
    code, out, err = call(capsys, "calculate", file, "--draws", 50, "--json")
    assert (code, out) == (1, "")
    assert "Stopped" in err
