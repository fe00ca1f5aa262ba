"""A call log's figures, checked against what the hand or a few lines of plain Python say."""

from __future__ import annotations

import csv
import json
import random
import statistics
from collections import defaultdict

import pytest

from tests.intake.logs import HEADING, JANUARY, january_mapping, needs_january, small_mapping, write
from workbench.intake.call_counts import count_calls
from workbench.intake.call_log import figures_of, read_call_logs
from workbench.intake.errors import IntakeError

ODD = [
    # Answered at once, after 30 s in the queue, and with a second's difference between two clocks.
    "1;0701;2027-03-01;8:00:00;8:00:10;0:00:00;0:00:00;0;SVAR;8:00:10;8:02:10;120;ÅSA",
    "2;0702;2027-03-01;8:10:00;8:10:05;8:10:05;8:10:35;30;SVAR;8:10:34;8:11:34;60;BO",
    # Hung up while queued, hung up at once in the queue, hung up before the queue.
    "3;0703;2027-03-01;8:20:00;8:20:05;8:20:05;8:21:35;90;LAGT PÅ;0:00:00;0:00:00;0;INGEN",
    "4;0704;2027-03-01;8:20:00;8:20:05;8:20:05;8:20:05;0;LAGT PÅ;0:00:00;0:00:00;0;INGEN",
    "5;0705;2027-03-01;8:25:00;8:25:05;0:00:00;0:00:00;0;LAGT PÅ;0:00:00;0:00:00;0;INGEN",
    # A test call is excluded even where its times make no sense.
    "6;0706;2027-03-01;x;y;z;;-5;TEST;;;;",
    # A service over the end of the interval: the agent is there in both.
    '7;0707;2027-03-01;8:29:00;8:29:10;-;-;0;SVAR;8:29:10;8:31:10;120;"ÅSA"',
    # Zero service; an empty one; nobody's name.
    "8;0708;2027-03-01;9:00:00;9:00:05;9:00:05;9:00:10;5;SVAR;9:00:10;9:00:10;0;BO",
    "9;0709;2027-03-01;9:00:00;9:00:05;0:00:00;0:00:00;0;SVAR;0:00:00;0:00:00;;INGEN",
    # Over midnight: the queue is left, and served, on the next day; then one that joins at midnight itself.
    "10;0710;2027-03-01;23:59:30;23:59:40;23:59:40;0:00:10;30;SVAR;0:00:10;0:01:10;60;CILLA",
    "11;0711;2027-03-01;23:59:50;23:59:55;0:00:00;0:00:20;20;SVAR;0:00:20;0:01:00;40;CILLA",
    # A menu time before the arrival: used, and told.
    "12;0712;2027-03-01;10:01:00;10:00:20;10:00:20;10:00:40;20;SVAR;10:00:40;10:01:40;60;BO",
    # Rejected, one of each kind.
    "13;0713;2027-03-01;8:00:00;8:00:05;8:00:05;8:00:10;-5;SVAR;8:00:10;8:01:10;60;BO",
    "14;0714;2027-03-01;8:00:00;8:00:05;0:00:00;0:00:00;0;SVAR;8:00:10;8:00:05;-5;BO",
    "15;0715;2027-13-01;8:00:00;8:00:05;0:00:00;0:00:00;0;SVAR;8:00:10;8:01:10;60;BO",
    "16;0716;2027-03-01;8:61:00;8:00:05;0:00:00;0:00:00;0;SVAR;8:00:10;8:01:10;60;BO",
    "17;0717;2027-03-01;8:00:00;8:00:05;0:00:00;0:00:00;0;SVAR;8:00:10;8:01:10;long;BO",
    "18;0718;2027-03-01;8:00:00;8:00:05;0:00:00;0:00:00;0;BUSY;8:00:10;8:01:10;60;BO",
    "19;0719;2027-03-01;8:00:00;8:00:05",
    "20;0720;2027-03-01;8:00:00;8:00:05;0:00:00;0:00:00;0;SVAR;8:00:10;8:01:10;99999;BO",
    '21;0721;2027-03-01;8:00:00;8:00:05;0:00:00;0:00:00;0;SVAR;8:00:10;8:01:10;60;"BO',
    # A broken cell that no figure uses rejects nothing.
    "22;0722;2027-03-01;10:10:00;10:10:05;10:10:05;10:10:45;40;LAGT PÅ;x;y;z;INGEN",
]


@pytest.fixture(scope="module")
def odd(tmp_path_factory):
    log = write(tmp_path_factory.mktemp("odd") / "odd.csv", ODD, encoding="cp1252")
    return read_call_logs([log], small_mapping())


@pytest.mark.fast
def test_rows_in_are_used_excluded_or_rejected_with_a_reason(odd) -> None:
    assert odd.files == ({"name": "odd.csv", "encoding": "cp1252", "delimiter": ";"},)
    assert (odd.rows["in"], odd.rows["used"], odd.rows["excluded"]) == (22, 12, 1)
    assert {one["reason"]: (one["n"], one["first_row"]) for one in odd.rows["rejected"]} == {
        "negative_wait": (1, 13),
        "negative_handling": (1, 14),
        "date": (1, 15),
        "time": (1, 16),
        "duration": (1, 17),
        "outcome": (1, 18),
        "columns": (1, 19),
        "longer_than_a_day": (1, 20),
        "quotation": (1, 21),
    }


@pytest.mark.fast
def test_offered_answered_abandoned_by_hand(odd) -> None:
    (queue,) = odd.queues
    assert (queue.offered, queue.answered, queue.abandoned, queue.left_before_queue) == (11, 8, 3, 1)
    assert queue.patience_s == pytest.approx((30 + 90 + 0 + 5 + 30 + 20 + 20 + 40) / 3)
    assert queue.wait_s.answered == pytest.approx((0 + 30 + 0 + 5 + 0 + 30 + 20 + 20) / 8)
    assert queue.wait_s.abandoned == pytest.approx(130 / 3)
    took = [120, 60, 120, 60, 40, 60]
    assert (queue.handling_s.n, queue.handling_s.zeros) == (6, 2)
    assert queue.handling_s.mean == pytest.approx(statistics.mean(took))
    assert queue.handling_s.median == statistics.median(took)
    assert queue.handling_s.cv == pytest.approx(statistics.pstdev(took) / statistics.mean(took))
    assert [(one.s, one.of_offered, one.of_answered) for one in queue.within] == [
        (20, 6 / 11, 6 / 8),
        (60, 8 / 11, 8 / 8),
    ]
    assert odd.out_of_order == 1


@pytest.mark.fast
def test_intervals_by_hand(odd) -> None:
    got = {
        one.start: (one.offered, one.answered, one.abandoned, one.left_before_queue, one.agents)
        for one in odd.intervals
    }
    assert got == {
        "2027-03-01T08:00": (5, 3, 2, 1, 2),
        "2027-03-01T08:30": (0, 0, 0, 0, 1),
        "2027-03-01T09:00": (2, 2, 0, 0, 1),
        "2027-03-01T10:00": (2, 1, 1, 0, 1),
        "2027-03-01T23:30": (1, 1, 0, 0, 0),
        "2027-03-02T00:00": (1, 1, 0, 0, 1),
    }


def test_time_limits_of_midnight() -> None:
    """Negative control for the rule of 12 hours: a second backwards is no midnight, half a day is."""
    row = "1;0;2027-03-01;{};{};0:00:00;0:00:00;0;SVAR;{};{};60;BO"
    cases = {
        ("12:00:00", "11:59:58", "11:59:59", "12:00:59"): "2027-03-01T11:30",
        ("23:59:58", "0:00:05", "0:00:05", "0:01:05"): "2027-03-02T00:00",
        ("13:00:00", "0:59:59", "0:59:59", "1:01:00"): "2027-03-02T00:30",
        ("13:00:00", "1:00:01", "1:00:01", "1:01:01"): "2027-03-01T01:00",
    }
    for times, start in cases.items():
        log = figures_of(_counts([row.format(*times)]), small_mapping())
        assert [one.start for one in log.intervals if one.offered] == [start], times


def test_a_second_back_over_midnight_is_the_day_before(tmp_path) -> None:
    row = "1;0;2027-03-01;23:59:30;23:59:40;23:59:40;0:00:01;21;SVAR;23:59:59;0:00:59;60;BO"
    log = figures_of(_counts([row]), small_mapping())
    assert [(one.start, one.agents) for one in log.intervals] == [
        ("2027-03-01T23:30", 1),
        ("2027-03-02T00:00", 1),
    ]


def test_durations_from_times_where_there_are_no_columns_for_them() -> None:
    mapping = small_mapping(columns={"wait_s": None, "service_s": None})
    rows = [row for row in ODD if row.split(";")[0] in {"1", "2", "3", "4", "5", "7", "10", "11"}]
    (queue,) = figures_of(_counts(rows, mapping), mapping).queues
    assert queue.wait_s.all == pytest.approx((0 + 30 + 90 + 0 + 0 + 30 + 20) / 7)
    assert queue.handling_s.mean == pytest.approx((120 + 60 + 120 + 60 + 40) / 5)


def test_local_times_that_exist_twice_or_never_are_counted_and_listed() -> None:
    row = "1;0;{};{};{};0:00:00;0:00:00;0;SVAR;{};{};60;BO"
    rows = [
        row.format("2027-03-28", *["1:59:00"] * 4),
        row.format("2027-03-28", *["2:15:00"] * 4),
        row.format("2027-03-28", *["2:45:00"] * 4),
        row.format("2027-03-28", *["3:00:00"] * 4),
        row.format("2027-10-31", *["1:59:59"] * 4),
        row.format("2027-10-31", *["2:15:00"] * 4),
        row.format("2027-10-31", *["2:16:00"] * 4),
        row.format("2027-10-31", *["3:00:00"] * 4),
    ]
    log = figures_of(_counts(rows), small_mapping())
    assert list(log.local_times) == [
        {"start": "2027-03-28T02:00", "exists": "never", "n": 1},
        {"start": "2027-03-28T02:30", "exists": "never", "n": 1},
        {"start": "2027-10-31T02:00", "exists": "twice", "n": 2},
    ]
    elsewhere = small_mapping(time_zone="Asia/Tokyo")
    assert figures_of(_counts(rows, elsewhere), elsewhere).local_times == ()


@pytest.mark.parametrize(
    ("day", "start", "end", "seconds"),
    [
        ("2027-03-28", "1:59:00", "3:01:00", 120),
        ("2027-10-31", "1:59:00", "3:01:00", 62 * 60 + 3600),
        ("2027-10-31", "2:50:00", "2:10:00", 20 * 60),
        ("2027-03-01", "1:59:00", "3:01:00", 62 * 60),
    ],
)
def test_a_service_over_a_change_of_the_clocks_takes_its_true_time(day, start, end, seconds) -> None:
    mapping = small_mapping(columns={"service_s": None})
    row = f"1;0;{day};{start};{start};0:00:00;0:00:00;0;SVAR;{start};{end};;BO"
    assert figures_of(_counts([row], mapping), mapping).queues[0].handling_s.mean == seconds


@pytest.mark.fast
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_every_encoding_and_delimiter_gives_the_same_figures(tmp_path, odd, encoding, delimiter) -> None:
    rows = [row.replace(";", delimiter) for row in ODD]
    heading = "no;caller;date;arrived;menu_end;q_in;q_out;wait;what;s_in;s_out;took;who".replace(
        ";", delimiter
    )
    log = write(tmp_path / "odd.csv", rows, heading, encoding)
    read = figures_of(count_calls([str(log)], small_mapping().model_dump(mode="json")), small_mapping())
    assert (read.rows, read.queues, read.intervals) == (odd.rows, odd.queues, odd.intervals)


def test_blocks_and_files_add_up(tmp_path, monkeypatch, odd) -> None:
    monkeypatch.setattr("workbench.intake.delimited._LINES_PER_BLOCK", 3)
    parts = [write(tmp_path / f"{n}.csv", ODD[n * 11 : n * 11 + 11]) for n in range(2)]
    mapping = small_mapping()
    read = figures_of(count_calls([str(part) for part in parts], mapping.model_dump(mode="json")), mapping)
    assert (read.rows["in"], read.queues, read.intervals) == (22, odd.queues, odd.intervals)


def test_times_with_their_date_and_offset(tmp_path) -> None:
    mapping = small_mapping(
        columns={"date": None}, time_formats=["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"], never_queued=[""]
    )
    rows = [
        "1;0;;2027-03-01 23:59:50;;2027-03-01 23:59:55;;20;SVAR;2027-03-02 00:00:15;;60;BO",
        "2;0;;2027-07-01T22:30:00+00:00;;2027-07-01T22:30:00Z;;20;SVAR;2027-07-01T22:30:20Z;;60;BO",
    ]
    log = figures_of(_counts(rows, mapping), mapping)
    assert [one.start for one in log.intervals if one.offered] == ["2027-03-01T23:30", "2027-07-02T00:30"]


def test_queues_of_a_column_stand_apart(tmp_path) -> None:
    rows = [
        f"{row};{queue}" for row, queue in zip(ODD[:5], ["Växel", "Växel", "Bygg", "", "Bygg"], strict=True)
    ]
    heading = "no;caller;date;arrived;menu_end;q_in;q_out;wait;what;s_in;s_out;took;who;queue"
    mapping = small_mapping(columns={"queue": "queue"})
    log = write(tmp_path / "log.csv", rows, heading)
    read = figures_of(count_calls([str(log)], mapping.model_dump(mode="json")), mapping)
    assert [(one.queue, one.offered, one.left_before_queue) for one in read.queues] == [
        ("Växel", 2, 0),
        ("Bygg", 1, 1),
        ("all", 1, 0),
    ]
    caller = small_mapping(columns={"queue": "caller"})
    many = [row.replace(";07", ";0701234") for row in ODD[:5]]
    with pytest.raises(IntakeError, match="not of callers"):
        count_calls([str(write(tmp_path / "many.csv", many))], caller.model_dump(mode="json"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("a;b\n1;2\n", 'no column "date"'),
        ("date;date;arrived;menu_end;q_in;q_out;wait;what;s_in;s_out;took;who\n", "twice"),
    ],
)
def test_a_log_that_does_not_fit_is_refused_by_name(tmp_path, text, said) -> None:
    log = tmp_path / "log.csv"
    log.write_text(text, encoding="utf-8")
    with pytest.raises(IntakeError) as caught:
        read_call_logs([log], small_mapping(delimiter=";"))
    assert said in str(caught.value)
    assert "log.csv" in str(caught.value)


def test_a_log_without_calls_has_no_figures(tmp_path) -> None:
    log = figures_of(_counts([]), small_mapping())
    assert (log.rows["in"], log.queues, log.intervals, log.profile, log.first_day) == (0, (), (), None, None)
    json.dumps(log.as_json(), allow_nan=False)


def test_the_same_log_twice_is_refused(tmp_path) -> None:
    log = write(tmp_path / "log.csv", ODD)
    with pytest.raises(IntakeError, match="named twice"):
        read_call_logs([log, tmp_path / "." / "log.csv"], small_mapping())


@pytest.mark.fast
def test_a_prediction_where_nobody_hangs_up_and_too_few_are_there() -> None:
    """Without patience it is Erlang C; an endless wait is said as nothing, not as a broken number."""
    rows = [
        f"{n};0;2027-03-01;8:00:{n:02};8:00:{n:02};8:00:{n:02};8:00:59;9;SVAR;8:00:59;8:20:59;1200;BO"
        for n in range(10)
    ]
    log = figures_of(_counts(rows), small_mapping())
    (queue,) = log.queues
    assert queue.patience_s is None
    assert queue.predicted.wait_s_mean is None
    assert queue.predicted.within[0].of_offered == 0
    json.dumps(log.as_json(), allow_nan=False)


def test_300_damaged_logs_are_counted_or_refused(tmp_path) -> None:
    """Bytes changed, cut out, doubled; never a crash, never a row lost, never a number that is none."""
    chance = random.Random(7)
    mapping = small_mapping()
    original = "\n".join([HEADING, *ODD, ""]).encode()
    log = tmp_path / "log.csv"
    refused = 0
    for _ in range(300):
        damaged = bytearray(original)
        for _ in range(chance.choice((1, 5, 50))):
            at = chance.randrange(len(damaged))
            kind = chance.randrange(4)
            if kind == 0:
                damaged[at] = chance.randrange(256)
            elif kind == 1:
                del damaged[at : at + chance.randrange(1, 30)]
            elif kind == 2:
                damaged[at:at] = damaged[at : at + chance.randrange(1, 60)]
            else:
                damaged[at:at] = chance.choice(
                    (b'"', b";", b"\n", b"9999", b"-", b"\xef\xbb\xbf", b":", b"1e308")
                )
        log.write_bytes(damaged)
        try:
            read = figures_of(count_calls([str(log)], mapping.model_dump(mode="json")), mapping)
        except IntakeError:
            refused += 1
            continue
        json.dumps(read.as_json(), allow_nan=False)
        rejected = sum(one["n"] for one in read.rows["rejected"])
        assert read.rows["in"] == read.rows["used"] + read.rows["excluded"] + rejected
    assert 50 < refused < 950


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2027-02-29"])
def test_a_day_that_cannot_be_is_an_unreadable_date(day) -> None:
    row = f"1;0;{day};23:59:00;23:59:00;0:00:00;0:00:00;0;SVAR;0:00:00;0:01:00;60;BO"
    assert figures_of(_counts([row]), small_mapping()).rows["rejected"][0]["reason"] == "date"


def _counts(rows, mapping=None):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        log = write(Path(folder, "log.csv"), rows)
        return count_calls([str(log)], (mapping or small_mapping()).model_dump(mode="json"))


def _second(text: str) -> int:
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


@needs_january
def test_january_against_a_few_lines_of_plain_python() -> None:
    log = read_call_logs([JANUARY], january_mapping())
    with JANUARY.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["outcome"] != "PHANTOM"]
    queued = [row for row in rows if row["outcome"] == "AGENT" or row["q_start"] != "0:00:00"]
    answered = [row for row in queued if row["outcome"] == "AGENT"]
    waits = [int(row["q_time"]) for row in queued]
    took = [int(row["ser_time"]) for row in answered if int(row["ser_time"]) > 0]
    assert log.rows["in"] == 31_599 == log.rows["used"] + log.rows["excluded"]
    assert (log.rows["used"], log.rows["excluded"], log.rows["rejected"]) == (len(rows), 240, [])
    (queue,) = log.queues
    assert (queue.offered, queue.answered, queue.abandoned) == (30_161, 27_060, 3_101)
    assert queue.left_before_queue == len(rows) - len(queued) == 1_198
    assert queue.patience_s == pytest.approx(sum(waits) / 3_101, rel=1e-12)
    assert queue.handling_s.mean == pytest.approx(statistics.mean(took), rel=1e-12)
    assert queue.handling_s.median == statistics.median(took)
    assert (queue.handling_s.n, queue.handling_s.zeros) == (len(took), len(answered) - len(took))
    for within in queue.within:
        n = sum(int(row["q_time"]) <= within.s for row in answered)
        assert (within.of_offered, within.of_answered) == (n / 30_161, n / 27_060)
    _check_intervals(log, rows)


def _check_intervals(log, rows) -> None:
    offered: dict[tuple[int, int], int] = defaultdict(int)
    agents: dict[tuple[int, int], set[str]] = defaultdict(set)
    for row in rows:
        day = int(row["date"][4:])
        is_queued = row["q_start"] != "0:00:00"
        joined = _second(row["q_start"] if is_queued else row["vru_exit"])
        if row["outcome"] == "AGENT" or is_queued:
            offered[day, joined // 1800] += 1
        if row["outcome"] == "AGENT" and row["server"] != "NO_SERVER":
            start = _second(row["ser_start"])
            if row["ser_start"] == row["ser_exit"] == "0:00:00":
                start = joined + int(row["q_time"])
            elif start < joined - 43_200:
                start += 86_400
            last = start + max(int(row["ser_time"]), 1) - 1
            for half in range(start // 1800, last // 1800 + 1):
                agents[day + half // 48, half % 48].add(row["server"])
    for one in log.intervals:
        key = int(one.start[8:10]), int(one.start[11:13]) * 2 + int(one.start[14:16]) // 30
        if one.start.startswith("1999-02"):
            key = key[0] + 31, key[1]
        assert (one.offered, one.agents) == (offered.pop(key, 0), len(agents.pop(key, ()))), one.start
    assert not offered
    assert not agents


@needs_january
def test_january_beside_erlang_a() -> None:
    """The prediction is of the right size, and too good: a log does not show breaks."""
    (queue,) = read_call_logs([JANUARY], january_mapping()).queues
    assert queue.predicted.answered == pytest.approx(0.959, abs=0.002)
    assert queue.predicted.abandoned < queue.abandoned / queue.offered
    assert queue.predicted.within[0].of_offered > queue.within[0].of_offered
