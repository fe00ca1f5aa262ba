"""The command ``queue`` as somebody at a terminal meets it."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path

import pytest

from workbench.cli.main import run
from workbench.cli.quantities import seconds, share

GOLDEN = Path(__file__).parent.parent / "data" / "queue_golden.csv"
ONE = ["queue", "--calls", "100", "--interval", "30min", "--aht", "3min"]
TARGET = ["--answer", "80%", "--within", "20s"]


def call(capsys, *arguments):
    code = run(["--language", "en", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_agents_needed_for_the_textbook_queue(capsys):
    code, out, _ = call(capsys, *ONE, *TARGET, "--max-occupancy", "85%", "--json")
    figures = json.loads(out)
    assert code == 0
    assert figures["required_agents_n"] == figures["agents_n"] == 14
    assert figures["sl_offered_fraction"] == pytest.approx(0.888350019179466884)
    assert (figures["kind"], figures["interval_s"], figures["threshold_s"]) == ("required_c", 1800, 20)


def test_a_readable_table(capsys):
    code, out, _ = call(capsys, *ONE, "--agents", "14", "--within", "20s", "--patience", "5min")
    assert code == 0
    assert "91.68\u00a0%" in out
    assert len({len(line) for line in out.splitlines()}) == 1


def test_the_definition_changes_the_answer(capsys):
    needed = []
    for of in ("offered", "answered", "virtual"):
        arguments = [
            "--calls",
            "24",
            "--interval",
            "30min",
            "--aht",
            "4min",
            "--answer",
            "90%",
            "--within",
            "1min",
        ]
        more = ["--patience", "2min", "--answered", "80%", "--of", of, "--json"]
        needed.append(json.loads(call(capsys, "queue", *arguments, *more)[1])["required_agents_n"])
    assert needed == [6, 4, 5]


def test_overload_is_stated_not_computed_away(capsys):
    code, out, _ = call(capsys, *ONE, "--agents", "10", "--within", "20s", "--json")
    figures = json.loads(out)
    assert code == 0
    assert (figures["wait_prob"], figures["sl_offered_fraction"], figures["mean_wait_all_s"]) == (1, 0, None)
    assert "without end" in call(capsys, *ONE, "--agents", "10", "--within", "20s")[1]


def test_without_a_threshold_there_is_no_service_level(capsys):
    figures = json.loads(call(capsys, *ONE, "--agents", "14", "--json")[1])
    assert "sl_offered_fraction" not in figures
    assert figures["wait_prob"] == pytest.approx(0.1741319)


@pytest.mark.parametrize(
    "arguments",
    [
        ["--calls", "100"],
        [*ONE[1:]],
        [*ONE[1:], "--agents", "3", *TARGET],
        [*ONE[1:], "--answer", "80%"],
        [*ONE[1:], "--answer", "180%", "--within", "20s"],
        [*ONE[1:], "--answer", "100%", "--within", "20s"],
        [*ONE[1:], *TARGET, "--patience", "soon"],
        [*ONE[1:], *TARGET, "--out", "x.csv"],
        ["--calls", "-3", "--interval", "30min", "--aht", "3min", *TARGET],
        ["--batch", "x.csv", "--agents", "3"],
        ["--calls", "1e12", "--interval", "1s", "--aht", "3min", *TARGET],
    ],
)
def test_wrong_usage_is_exit_2_with_a_reason(capsys, arguments):
    code, out, err = call(capsys, "queue", *arguments)
    assert (code, out) == (2, "")
    assert "Error: " in err


@pytest.mark.fast
def test_a_table_of_queues_comes_back_with_every_figure(capsys, tmp_path):
    code, out, err = call(capsys, "queue", "--batch", str(GOLDEN), "--out", str(tmp_path / "out.csv"))
    assert (code, out, err) == (0, "", "")
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    expected = list(csv.DictReader(GOLDEN.read_text(encoding="utf-8").splitlines()))
    assert [row["case_id"] for row in rows] == [row["case_id"] for row in expected]
    for row, right in zip(rows, expected, strict=True):
        assert row["error"] == ""
        for column in set(row) - {"case_id", "error"}:
            if right[column]:
                assert float(row[column]) == pytest.approx(float(right[column]), rel=1e-8, abs=1e-12)
    assert rows[19]["wait_prob"].startswith("0.1741319335950498")


def test_a_bad_line_says_why_and_the_others_go_on(capsys, tmp_path):
    table = tmp_path / "in.csv"
    table.write_text(
        "case_id,kind,interval_s,calls_per_interval,aht_s,agents_n,shrinkage_fraction\n"
        "å 1,erlang_b,1800,100,180,14,\nbad,erlang_b,1800,many,180,14,\nshort,erlang_c\nlast,gross_staff,,,,21,0.30\n",
        encoding="utf-8",
    )
    code, out, err = call(capsys, "queue", "--batch", str(table))
    rows = list(csv.DictReader(out.splitlines()))
    assert code == 1
    assert "2 lines" in err
    assert [bool(row["error"]) for row in rows] == [False, True, True, False]
    assert rows[0]["case_id"] == "å 1"
    assert rows[3]["gross_staff_ceil"] == "30"


def test_tables_that_cannot_be_read_or_written(capsys, tmp_path):
    assert call(capsys, "queue", "--batch", str(tmp_path / "none.csv"))[0] == 3
    for bytes_ in (b"a,b\n1,2\n", b"\xff\xfe\x00", b""):
        (tmp_path / "odd.csv").write_bytes(bytes_)
        assert call(capsys, "queue", "--batch", str(tmp_path / "odd.csv"))[0] == 3
    target = tmp_path / "folder" / "out.csv"
    code, _, err = call(capsys, "queue", "--batch", str(GOLDEN), "--out", str(target))
    assert code == 5
    assert str(target) in err
    assert not target.parent.exists()


def test_durations_and_shares_are_exact():
    assert [seconds(text) for text in ("30min", "3 min", "1h30min", "0.1min", "20s", "90", "1,5h", "2m5s")] == [
        1800, 180, 5400, 6, 20, 90, 5400, 125,
    ]  # fmt: skip
    assert [share(text) for text in ("80%", "0.8", "0,85", "12.5 %")] == [
        Fraction(4, 5), Fraction(4, 5), Fraction(17, 20), Fraction(1, 8),
    ]  # fmt: skip
    for text in ("", "min", "3min5", "1 day", "-3s"):
        with pytest.raises(ValueError, match=r".*"):
            seconds(text)
    for text in ("", "%", "101%", "-1"):
        with pytest.raises(ValueError, match=r".*"):
            share(text)
