"""Input that cannot be used: exit code 3, a message that names place and remedy, the original untouched."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.support.hostile import PAYLOADS, plain_project
from workbench.cli.main import run
from workbench.model.process import Flow
from workbench.model.project import Project
from workbench.store.migrations import FORMAT
from workbench.store.project_file import Encoder

pytestmark = pytest.mark.fast

OURS = f'"format":"{FORMAT[0]}.{FORMAT[1]}"'
READERS = ("info", "check", "calculate", "show")


@pytest.fixture(autouse=True)
def state(tmp_path, monkeypatch):
    folder = tmp_path / "state"
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(folder))
    return folder


def file_of(project: Project) -> bytes:
    return b"".join(Encoder().encode(project, 3).chunks)


GOOD = file_of(plain_project(2))


def sealed(*replacements: tuple[str, str]) -> bytes:
    """Return the good file with texts replaced, and the checksum that belongs to it."""
    text = GOOD.decode()
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    digits = re.search(r'"sha256":"([^"]{64})"', text)
    before, after = text[: digits.start(1)], text[digits.end(1) :]
    return (before + hashlib.sha256((before + after).encode()).hexdigest() + after).encode()


FLOW = '"probability":0.5,"source":"s0a","target":"s0b"'
BAD = {
    "nothing in it": (b"", "not a project file"),
    "another program's": (b"PK\x03\x04" + bytes(400), "not a project file"),
    "text": (b"hello " * 100, "not a project file"),
    "cut short": (GOOD[:-200], "cut short.*snapshot or backup"),
    "cut to its head": (GOOD[:300], "cut short.*snapshot or backup"),
    "a bit flipped": (GOOD.replace(b'"low":500.0', b'"low":540.0', 1), "checksum.*snapshot or backup"),
    "of a newer version": (sealed((OURS, '"format":"2.0"')), "format 2.0.*newer version"),
    "readable to newer programs": (
        sealed(('"min_reader":"1.0"', '"min_reader":"1.7"')),
        "newer version of the program",
    ),
    "a number where a text belongs": (sealed(('"id":"u0","name":"x"', '"id":"u0","name":7')), "units.*u0.*name"),
    "a text where a number belongs": (sealed(('"low":500.0', '"low":"500"')), "case_types.*volumes.*low"),
    "a field that does not exist": (sealed(('"id":"u0"', '"id":"u0","colour":"red"')), "units.*colour"),
    "a field that is missing": (sealed(('"department":"d0","id":"u0"', '"id":"u0"')), "units.*department"),
    "a probability over 1": (
        sealed((FLOW, FLOW.replace("0.5", "1.5"))),
        "flows.*probability.*less than or equal to 1",
    ),
    "ways on that add up to more than 1": (
        sealed(
            ('"flows":[{', '"flows":[{"id":"f9","probability":0.75,"source":"s0a","target":"s0a"},{'),
        ),
        'step "x": the ways on add up to 125.%: lower them',
    ),
    "a reference to nothing": (
        sealed(('"department":"d0","id":"u0"', '"department":"d9","id":"u0"')),
        "u0: department refers to d9, which is not among departments: add it or clear",
    ),
    "a flow to nowhere": (
        sealed((FLOW, FLOW.replace("s0b", "s9"))),
        "flows f0: target refers to s9",
    ),
    "an id twice": (sealed(('"id":"u1"', '"id":"u0"'), ('"unit":"u1"', '"unit":"u0"')), "u0 stands twice in units"),
    "low above high": (sealed(('"low":500.0', '"low":50000.0')), "must not decrease: write the smallest first"),
    "not a number": (sealed(('"low":500.0', '"low":NaN')), "low"),
}  # fmt: skip


@pytest.mark.parametrize("command", READERS)
@pytest.mark.parametrize("what", BAD)
def test_a_project_file_that_cannot_be_used(tmp_path, capsys, what, command):
    contents, words = BAD[what]
    path = tmp_path / "plan.rosa"
    path.write_bytes(contents)
    before = path.stat()
    assert run([command, str(path), "--language", "en"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert "plan.rosa" in err and re.search(words, err), err
    assert re.search(r"Nothing was changed|Correct it|Open|Choose", err), "a remedy"
    assert path.read_bytes() == contents and path.stat().st_mtime_ns == before.st_mtime_ns
    assert {one.name for one in tmp_path.iterdir()} <= {"plan.rosa", "state"}


@pytest.mark.parametrize("what", BAD)
def test_writers_refuse_them_too_and_leave_nothing(tmp_path, capsys, what):
    contents, _ = BAD[what]
    path = tmp_path / "plan.rosa"
    path.write_bytes(contents)
    edits = tmp_path / "edits"
    edits.write_text('{"edit": "move", "collection": "units", "id": "u0"}')
    assert run(["apply", str(path), str(edits)]) == 3
    assert run(["purge", str(path), "--yes"]) == 3
    assert run(["export", str(path), "--out", str(tmp_path / "out")]) == 3
    assert capsys.readouterr().out == ""
    assert path.read_bytes() == contents
    assert {one.name for one in tmp_path.iterdir()} <= {"plan.rosa", "edits", "state"}


def test_the_good_file_is_good(tmp_path):
    """The control: what the bad files were made from can be read."""
    path = tmp_path / "plan.rosa"
    path.write_bytes(GOOD)
    assert run(["info", str(path)]) == 0


def endless() -> Project:
    """Return a project in which one case type goes round and round."""
    project = plain_project(2)
    first, other = project.case_types
    flows = (
        Flow(id="f0", source="s0a", target="s0b", probability=1.0),
        Flow(id="e0", source="s0b", target="s0a", probability=1.0),
    )
    steps = (first.steps[0].changed(title="Fråga"), first.steps[1].changed(title="Svara"))
    return project.changed(case_types=(first.changed(name="Bygglov", steps=steps, flows=flows), other))


@pytest.mark.parametrize(
    "command", [["check"], ["check", "--json"], ["calculate", "--json"], ["export", "--out", "out"]]
)
def test_a_loop_without_an_exit_is_named_with_its_steps(tmp_path, capsys, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "plan.rosa"
    path.write_bytes(file_of(endless()))
    assert run([command[0], str(path), *command[1:], "--language", "en"]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert '"Bygglov", step "Fråga": from here no end can be reached' in err
    assert "Fråga → Svara → Fråga" in err and "lower the probability" in err
    assert not (tmp_path / "out").exists()


def test_such_a_project_can_be_opened_and_mended(tmp_path, capsys):
    path = tmp_path / "plan.rosa"
    path.write_bytes(file_of(endless()))
    assert run(["info", str(path)]) == 0
    assert run(["show", str(path), "case_types.c0.flows"]) == 0
    edits = tmp_path / "edits"
    change = {"collection": "case_types.flows", "within": ["c0"], "id": "e0", "changes": {"probability": 0.5}}
    edits.write_text(json.dumps({"edit": "change", **change}))
    assert run(["apply", str(path), str(edits)]) == 0
    capsys.readouterr()
    assert run(["calculate", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["case_types"]


@pytest.mark.parametrize(
    ("contents", "words"),
    [
        (b"", "Expecting value"),
        (b"\xff\xfe\x00", "not a project as JSON"),
        (b"[]", "not a project as JSON"),
        (b"[" * 200_000, "not a project as JSON"),
        (b'{"id": "p"}', "municipality: Field required"),
        (b'{"id": "p", "municipality": {"name": "x"}, "more": 1}', "more: Extra inputs"),
        (
            b'{"id": "p", "municipality": {"name": "x"}, "units": [{"id": "u", "name": "x", "department": "d"}]}',
            "refers to d, which is not among departments",
        ),
    ],
)
def test_json_that_is_no_project(tmp_path, capsys, contents, words):
    source, made = tmp_path / "p.json", tmp_path / "made.rosa"
    source.write_bytes(contents)
    assert run(["new", str(made), "--from", str(source), "--language", "en"]) == 3
    err = capsys.readouterr().err
    assert "p.json" in err and words in err and "Correct it there" in err
    assert not made.exists() and source.read_bytes() == contents


@pytest.mark.parametrize("command", READERS)
def test_files_that_are_not_there_or_no_files(tmp_path, capsys, command):
    assert run([command, str(tmp_path / "nothing.rosa"), "--language", "en"]) == 3
    assert "cannot be read (No such file or directory). Check the name" in capsys.readouterr().err
    assert run([command, str(tmp_path), "--language", "en"]) == 2
    assert (
        run(["new", str(tmp_path / "x.rosa"), "--from", str(tmp_path / "no.json"), "--language", "en"]) == 3
    )
    assert "no.json cannot be read" in capsys.readouterr().err


def test_hostile_names_of_files_and_scenarios_are_only_names(tmp_path, capsys):
    path = tmp_path / "plan.rosa"
    path.write_bytes(GOOD)
    for payload in PAYLOADS:
        if "\x00" not in payload:
            assert run(["calculate", str(path), "--scenario", payload, "--language", "en"]) == 2
            assert run(["info", payload.replace("/", "_"), "--language", "en"]) in (2, 3)
    err = capsys.readouterr().err
    assert "Traceback" not in err and "There is no scenario =1+1" in err, err[-500:]


def test_messages_come_in_the_language_asked_for(tmp_path, capsys):
    path = tmp_path / "plan.rosa"
    path.write_bytes(b"")
    said = set()
    for language in ("en", "sv", "da"):
        assert run(["info", str(path), "--language", language]) == 3
        said.add(capsys.readouterr().err)
    assert len(said) == 3 or "not a project file" in next(iter(said))
    assert Path(path).read_bytes() == b""
