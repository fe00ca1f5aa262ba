"""calculate --explain: a figure's trace as text and as JSON, and the keys that lead on."""

from __future__ import annotations

import json

import pytest

from tests.export.workbook_case import full_project
from workbench.cli.main import run
from workbench.session import write_new
from workbench.store.disk import Disk


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    path = tmp_path / "full.rosa"
    write_new(path, full_project(), Disk())
    return str(path)


def test_a_figure_says_what_it_is_made_of(file, capsys):
    assert run(["--language", "en", "calculate", file, "--explain", "hours_per_fte"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("Productive hours of a full-time position: ")
    assert "= paid hours x (1 - absence) x (1 - internal time)" in printed
    assert printed.count("×") == 3


def test_keys_lead_further(file, capsys):
    key = "fte"
    seen = []
    while key:
        assert run(["calculate", file, "--explain", key, "--json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["explanations"]
        assert found["key"] == key
        seen.append(key.partition(":")[0])
        key = next((one["unfolds"] for one in found["inputs"] if one["unfolds"]), None)
    assert seen[:2] == ["fte", "component"] and len(seen) > 3


def test_an_unknown_figure_is_wrong_usage(file, capsys):
    assert run(["calculate", file, "--explain", "height"]) == 2
    assert "height" in capsys.readouterr().err
