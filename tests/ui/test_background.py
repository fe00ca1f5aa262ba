"""The worker steps aside for the window, is given up when something newer is asked, and never stands still."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.support.workshop import until
from workbench.ui import background as module
from workbench.ui.background import Background, Pause

pytestmark = pytest.mark.fast


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    del qapp
    made = Background()
    yield made
    made.stop()


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker waits as long as it must: nothing here rests on how quick the machine is."""
    monkeypatch.setattr(module, "_PATIENCE_S", 30.0)
    monkeypatch.setattr(module, "_ECHO_S", 30.0)


class Counting:
    """A job that counts its slices until it is told to end."""

    def __init__(self) -> None:
        self.slices, self.ends = 0, threading.Event()

    def __call__(self, pause: Pause) -> int:
        while not self.ends.is_set():
            self.slices += 1
            time.sleep(0.001)
            pause()
        return self.slices

    def grows(self, within_s: float) -> bool:
        """Tell whether another slice is taken within some seconds."""
        before, end = self.slices, time.monotonic() + within_s
        while time.monotonic() < end:
            if self.slices > before + 1:  # one may have been under way
                return True
            time.sleep(0.001)
        return False


@pytest.fixture
def job(background: Background) -> Iterator[Counting]:
    """A job that is under way."""
    made = Counting()
    background.run("count", made, lambda _n: None)
    until(lambda: made.slices > 3)
    yield made
    made.ends.set()


@pytest.mark.usefixtures("patient")
def test_the_worker_waits_while_the_window_comes_first(background: Background) -> None:
    job, done = Counting(), []
    background.run("count", job, done.append)
    until(lambda: job.slices > 3)
    with background.window_first():
        assert not job.grows(0.05)
    assert job.grows(5.0)
    job.ends.set()
    until(lambda: done == [job.slices])


@pytest.mark.usefixtures("patient")
def test_the_worker_waits_while_the_window_within_the_window_comes_first(
    background: Background, job: Counting
) -> None:
    with background.window_first():
        with background.window_first():
            pass
        assert not job.grows(0.05)


def test_a_window_that_is_never_done_does_not_starve_the_worker(
    background: Background, job: Counting
) -> None:
    with background.window_first():
        assert job.grows(5.0)


@pytest.mark.usefixtures("patient")
def test_the_worker_waits_until_a_keys_echo_is_painted(background: Background, job: Counting) -> None:
    background.key_first()
    assert not job.grows(0.05)


@pytest.mark.usefixtures("patient")
def test_once_the_echo_is_painted_the_worker_goes_on(background: Background, job: Counting) -> None:
    with background.window_first():
        background.key_first()
    assert job.grows(5.0)


def test_a_key_without_an_echo_holds_the_worker_for_a_moment_only(
    background: Background, job: Counting
) -> None:
    background.key_first()
    assert job.grows(5.0)


def test_a_newer_job_takes_the_place_of_an_older_of_its_kind(background: Background) -> None:
    old, new, done = Counting(), Counting(), []
    background.run("count", old, lambda _n: done.append("old"))
    until(lambda: old.slices > 3)
    background.run("count", new, lambda _n: done.append("new"))
    until(lambda: new.slices > 3)
    new.ends.set()
    until(lambda: done)
    assert done == ["new"]
    assert not old.grows(0.02)


def test_what_goes_wrong_is_told_to_who_asked(background: Background) -> None:
    problems: list[Exception] = []

    def fail(pause: Pause) -> None:
        pause()
        raise ValueError("no")

    background.run("fail", fail, lambda _nothing: None, problems.append)
    until(lambda: problems)
    assert str(problems[0]) == "no"
