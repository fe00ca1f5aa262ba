"""A hostile file can end the child process that reads it, and nothing else."""

from __future__ import annotations

import pytest

from tests.intake import readers
from workbench.intake.errors import IntakeError
from workbench.intake.sandbox import limit_this_process, run_limited, size_checked


@pytest.mark.fast
def test_values_go_in_and_come_out_and_chatter_does_not_mix() -> None:
    assert run_limited(readers.echo, "kö", 1, 2.5, None, {"a": [1]}) == ["kö", 1, 2.5, None, {"a": [1]}]


@pytest.mark.fast
def test_too_much_memory_is_said_and_less_is_fine() -> None:
    assert run_limited(readers.hoard, 20) == 20 * 1024 * 1024
    with pytest.raises(IntakeError, match=r"more than 512 MB of memory.*Split it"):
        run_limited(readers.hoard, 600)


def test_the_memory_limit_is_what_stops_it() -> None:
    """Negative control: with a higher limit the same function succeeds."""
    assert run_limited(readers.hoard, 600, memory_mb=1500) == 600 * 1024 * 1024


def test_an_endless_reader_is_stopped() -> None:
    with pytest.raises(IntakeError, match="not read within 1 seconds"):
        run_limited(readers.hang, seconds=1.0)


@pytest.mark.parametrize("reader", [readers.crash, readers.fail, readers.nan])
def test_a_crash_becomes_a_message_with_a_remedy(reader) -> None:
    with pytest.raises(IntakeError) as caught:
        run_limited(reader)
    assert "stopped" in str(caught.value.what)
    assert "open it in the program that made it" in str(caught.value.remedy)


def test_the_text_of_a_crash_does_not_leave_the_child() -> None:
    """It may quote the file: a customer's number, an agent's name."""
    with pytest.raises(IntakeError) as caught:
        run_limited(readers.fail)
    assert "9664491" not in str(caught.value)
    assert "KeyError" in str(caught.value)


def test_endless_chatter_is_thrown_away_until_the_time_is_up() -> None:
    with pytest.raises(IntakeError, match="not read within 1 seconds"):
        run_limited(readers.write_forever, seconds=1.0)


def test_the_readers_own_refusal_arrives_whole() -> None:
    with pytest.raises(IntakeError) as caught:
        run_limited(readers.refuse, "kö.csv")
    assert str(caught.value.what) == "kö.csv is odd."
    assert str(caught.value) == "kö.csv is odd. Make it even."
    assert caught.value.exit_code == 3


def test_windows_has_no_such_limits_and_says_so() -> None:
    assert limit_this_process(1, 1, platform="win32") is False


def test_sizes_are_checked_before_reading(tmp_path) -> None:
    log = tmp_path / "log.csv"
    log.write_bytes(b"x" * 2_000_000)
    assert size_checked(log, 2) == 2_000_000
    with pytest.raises(IntakeError, match="larger than 1 MB"):
        size_checked(log, 1)
    with pytest.raises(IntakeError, match="cannot be opened"):
        size_checked(tmp_path, 1)
    with pytest.raises(IntakeError, match="cannot be opened"):
        size_checked(tmp_path / "none.csv", 1)
