"""Progress that a window can read, and a stop that leaves nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.export.test_package import project
from workbench.analysis.engine import Engine
from workbench.cli.main import run
from workbench.export.kinds import KINDS, files, number_of_files
from workbench.export.order import order
from workbench.locale import Texts
from workbench.session import write_new
from workbench.store.disk import Disk
from workbench.templates import template_project

ROOT = Path(__file__).parents[2]


@pytest.fixture
def file(tmp_path, monkeypatch):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    path = tmp_path / "p.rosa"
    write_new(path, project(), Disk())
    return path


@pytest.mark.parametrize("edition", ["internal", "external"])
def test_the_number_of_files_is_known_before_they_are_made(edition):
    made = project()
    wanted = order(made, Engine().results(made), Texts("en"), edition=edition, kinds=tuple(KINDS))
    expected = number_of_files(wanted)
    assert expected == len(list(files(wanted))) > 10


@pytest.mark.fast
def test_each_file_is_a_line_of_json_that_counts_up_to_the_last(capsys, file, tmp_path):
    command = ["export", str(file), "--out", str(tmp_path / "out"), "--only", "tasks", "--only", "faq"]
    assert run([*command, "--progress", "json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    assert [line["done"] for line in lines] == list(range(1, len(lines) + 1))
    assert {line["of"] for line in lines} == {len(lines)}
    written = {
        str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*") if path.is_file()
    }
    assert {line["path"] for line in lines} == written


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_leaves_what_was_there(tmp_path, monkeypatch, number):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    path = tmp_path / "p.rosa"
    write_new(path, template_project("da"), Disk())
    out = tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text("an older package")
    command = [
        sys.executable,
        "-m",
        "workbench",
        "export",
        str(path),
        "--out",
        str(out),
        "--only",
        "checklists",
        "--only",
        "processes",
        "--progress",
        "json",
    ]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "LC_ALL": "C.UTF-8"}
    ) as running:
        assert running.stderr is not None
        first = json.loads(running.stderr.readline())
        assert first["done"] == 1 and first["of"] > 20
        running.send_signal(number)
        rest = running.stderr.read().splitlines()
        code = running.wait(60)
    assert code == 1 and "Stopped" in rest[-1]
    assert len(rest) < first["of"] / 2
    assert {one.name for one in out.iterdir()} == {"index.html"}
    assert (out / "index.html").read_text() == "an older package"
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".out")]
