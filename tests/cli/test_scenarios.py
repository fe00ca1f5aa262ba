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
