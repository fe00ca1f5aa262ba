"""The command ``calls``: what it prints and keeps, and that no person of a log is in anything it wrote."""

from __future__ import annotations

import csv
import json
import re

import pytest

from tests.intake.logs import JANUARY, JANUARY_MAPPING, needs_january
from tests.support.projects import small_project
from workbench.cli.main import run
from workbench.intake import call_log, call_record
from workbench.session import read_project, write_new
from workbench.store.disk import Disk


@pytest.fixture
def in_this_process(monkeypatch):
    """The sandbox has its own tests, and some of these go through it: a process per log takes a second."""
    monkeypatch.setattr(call_log, "run_limited", lambda function, *given, seconds=0: function(*given))


PLAIN = """date,arrived,queue_start,queue_end,wait_s,service_s,outcome,agent,caller
2027-03-01,08:00:00,08:00:05,08:00:15,10,120,answered,Anna Ask,0701234567
2027-03-01,08:01:00,08:01:05,08:01:45,40,60,answered,Bo Berg,0701234568
2027-03-02,08:02:00,08:02:05,08:03:35,90,0,abandoned,,0701234569
2027-03-02,08:03:00,,,0,0,abandoned,,0701234560
2027-03-02,08:04:00,,,0,0,unheard of,,0701234561
"""


def call(capsys, *arguments):
    code = run(["--language", "en", "calls", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def state(tmp_path, monkeypatch):
    monkeypatch.setenv("ROSA_WORKBENCH_STATE", str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def project(tmp_path, state):
    path = tmp_path / "project" / "small.rosa"
    path.parent.mkdir()
    write_new(path, small_project(), Disk())
    return path


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "plain log.csv"
    path.write_text(PLAIN, encoding="utf-8")
    return path


@pytest.mark.usefixtures("in_this_process")
def test_json_has_the_documented_keys(capsys, log) -> None:
    code, out, _ = call(capsys, log, "--json")
    figures = json.loads(out)
    assert code == 0
    assert figures["rows"]["in"] == 5
    assert figures["rows"]["rejected"] == [{"reason": "outcome", "n": 1, "first_row": 5}]
    (queue,) = figures["queues"]
    assert {key: queue[key] for key in ("offered", "answered", "abandoned", "left_before_queue")} == {
        "offered": 3,
        "answered": 2,
        "abandoned": 1,
        "left_before_queue": 1,
    }
    assert queue["within"][0] == {"s": 20, "of_offered": pytest.approx(1 / 3), "of_answered": 0.5}
    assert set(queue["handling_s"]) >= {"mean", "median", "cv", "n"}
    assert set(queue["wait_s"]) == {"all", "answered", "abandoned"}
    assert (queue["patience_s"], queue["peak"]["offered"]) == (140, 2)
    assert set(figures["intervals"][0]) >= {
        "queue", "start", "length_s", "offered", "answered", "abandoned", "handling_s_mean", "wait_s_mean",
        "agents", "predicted",
    }  # fmt: skip
    assert "lower bound" in figures["definitions"]["agents"]


@pytest.mark.usefixtures("in_this_process")
def test_the_interval_is_chosen_on_the_command_line(capsys, log) -> None:
    code, out, _ = call(capsys, log, "--json", "--interval", "15min")
    assert {one["length_s"] for one in json.loads(out)["intervals"]} == {900}
    for wrong in ("7min", "90s", "2min"):
        code, _, err = call(capsys, log, "--interval", wrong)
        assert code == 2
        assert "15min, 30min or 1h" in err


@pytest.mark.usefixtures("in_this_process")
def test_a_readable_table(capsys, log) -> None:
    code, out, _ = call(capsys, log)
    assert code == 0
    assert out.startswith("Rows 5 = used 4 + excluded 0 + rejected 1\n")
    assert "an outcome that the mapping file does not name" in out
    assert re.search(r"Mean wait of all offered +46\.7 s", out)
    assert "lower bound" in out


def test_what_cannot_be_read_has_code_3_and_a_remedy(capsys, tmp_path, log, project) -> None:
    before = project.read_bytes()
    code, out, err = call(capsys, tmp_path / "none.csv", "--into", project)
    assert (code, out) == (3, "")
    assert "none.csv cannot be opened" in err
    assert "Check the name" in err
    wrong = tmp_path / "m.toml"
    wrong.write_text("delimeter = ';'\n", encoding="utf-8")
    code, _, err = call(capsys, log, "--mapping", wrong, "--into", project)
    assert code == 3
    assert "m.toml" in err
    other = tmp_path / "other.csv"
    other.write_text("Datum;Tid\n2027-01-01;8:00\n", encoding="utf-8")
    code, _, err = call(capsys, other, "--into", project)
    assert code == 3
    assert "Write a mapping file" in err
    code, _, err = call(capsys, log, "--into", tmp_path / "none.rosa")
    assert code == 3
    assert project.read_bytes() == before


@pytest.mark.fast
@pytest.mark.usefixtures("in_this_process")
def test_into_keeps_profile_and_figures_and_again_changes_nothing(capsys, log, project) -> None:
    for _ in range(2):
        code, _, err = call(capsys, log, "--into", project)
        assert code == 0
        assert '"plain log"' in err
    kept = read_project(project).project
    (profile,), (measured,) = kept.profiles, kept.measurements
    assert kept.settings.profile == profile.id
    assert profile.intervals[16] == 1
    assert profile.weekdays[:2] == pytest.approx((2 / 3, 1 / 3))
    assert (measured.offered, measured.answered, measured.abandoned, measured.left_before_queue) == (
        3,
        2,
        1,
        1,
    )
    assert (measured.handling_mean_s, measured.patience_s) == (90, 140)
    assert measured.rows_in == measured.rows_used + measured.rows_excluded + measured.rows_rejected == 5
    assert (str(measured.measured_from), str(measured.measured_to)) == ("2027-03-01", "2027-03-02")
    (early,) = measured.half_hours
    assert (early.half_hour, early.offered, early.answered, early.intervals) == (16, 3, 2, 2)
    assert (early.in_time, early.agents, early.wait_s) == ((1, 2, 2), 2, 140)
    assert early.predicted_offered == 2  # on the second day nobody was seen at work
    assert 0 < early.predicted_in_time[0] <= early.predicted_in_time[1] <= early.predicted_answered <= 2


@pytest.mark.usefixtures("in_this_process")
def test_a_log_without_offered_calls_is_not_kept(capsys, log, project) -> None:
    before = project.read_bytes()
    log.write_text("\n".join(PLAIN.splitlines()[::4]) + "\n", encoding="utf-8")
    code, _, err = call(capsys, log, "--into", project)
    assert code == 3
    assert "no profile" in err
    assert project.read_bytes() == before


def everything_written(*places) -> bytes:
    files = [
        file
        for place in places
        for file in ([place] if place.is_file() else place.rglob("*"))
        if file.is_file()
    ]
    return b"\n".join(file.read_bytes() for file in files)


def test_no_person_of_a_log_is_in_anything_written(capsys, tmp_path, log, project, state) -> None:
    _, out, err = call(capsys, log, "--into", project, "--json")
    _, table, _ = call(capsys, log)
    written = everything_written(project.parent, state) + (out + err + table).encode()
    for person in (b"Anna", b"Ask", b"Bo Berg", b"07012345"):
        assert person not in written


@pytest.mark.usefixtures("in_this_process")
def test_a_leak_would_be_found(capsys, monkeypatch, log, project, state) -> None:
    """Negative control: a variant that keeps an agent's name in a note is caught by the same search."""
    honest = call_record.profile_of
    monkeypatch.setattr(
        call_record, "profile_of", lambda given: honest(given).changed(note="counted for Anna Ask")
    )
    call(capsys, log, "--into", project, "--json")
    assert b"Anna" in everything_written(project.parent, state)


def marked_january(folder):
    """January's log with every id, number and name replaced by a mark of its own."""
    path = folder / "marked.tsv"
    marks = set()
    with (
        JANUARY.open(encoding="utf-8", newline="") as source,
        path.open("w", encoding="utf-8", newline="") as target,
    ):
        reader = csv.DictReader(source, delimiter="\t")
        writer = csv.DictWriter(target, reader.fieldnames, delimiter="\t", lineterminator="\n")
        writer.writeheader()
        for row in reader:
            for column in ("call_id", "customer_id", "server", "vru+line"):
                if row[column] != "NO_SERVER":
                    row[column] = f"QQ{column[:2].upper()}{row[column]}"
                    marks.add(row[column])
            writer.writerow(row)
    return path, marks


@needs_january
def test_nobody_of_january_is_in_anything_written(capsys, tmp_path, project, state) -> None:
    marked, marks = marked_january(tmp_path)
    assert len(marks) > 10_000
    code, out, err = call(capsys, marked, "--mapping", JANUARY_MAPPING, "--into", project, "--json")
    assert code == 0
    written = everything_written(project.parent, state) + (out + err).encode()
    assert b"QQ" not in written
    assert json.loads(out)["rows"] == {
        "in": 31_599,
        "used": 31_359,
        "excluded": 240,
        "rejected": [],
        "excluded_outcomes": [{"outcome": "PHANTOM", "n": 240}],
    }
