"""Work that the window does not wait for: one thread that steps aside whenever the window has something to do.

Python runs one thread at a time. Painting calls Python hundreds of times, and a busy worker would let each call wait
a millisecond. The worker therefore calls ``pause`` every few milliseconds, and waits there while the window paints,
shows an edit or shows figures (:meth:`Background.window_first`), and after each key for as long as its echo takes
(:meth:`Background.key_first`). Qt's own word of when its loop sleeps is of no use here: some of its loops say it
before they hand out what came, and wake afterwards.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

Pause = Callable[[], None]
_PATIENCE_S = 0.1
"""How long the worker waits for the window before it takes a slice all the same."""
_SHORT_S = 0.005
_ECHO_S = 0.02
"""What a key needs at most until what it does stands on the screen."""


class Superseded(Exception):  # noqa: N818 - not an error: a newer job of the same kind came
    """Raised by ``pause`` in a job whose result nobody waits for any longer."""


@dataclass(eq=False)
class _Job:
    kind: str
    work: Callable[[Pause], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    is_superseded: threading.Event = field(default_factory=threading.Event)


class Background(QObject):
    """One worker thread. A new job of a kind takes the place of an older one of that kind."""

    _finished = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: deque[_Job] = deque()
        self._running: _Job | None = None
        self._undelivered = 0
        self._wake = threading.Condition()
        self._window_rests = threading.Event()
        self._window_rests.set()
        self._depth = 0
        self._key_until = 0.0
        self._free_until = 0.0
        self._is_over = False
        self._finished.connect(self._deliver)
        self._thread = threading.Thread(target=self._loop, name="rosa-background", daemon=True)
        self._thread.start()

    def run(
        self,
        kind: str,
        work: Callable[[Pause], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        is_urgent: bool = False,
        keeps_others: bool = False,
    ) -> None:
        """Do ``work`` in the thread, then call ``done`` (or ``failed``) in the window's thread.

        Without ``failed`` what goes wrong is an error of the program's, raised where the crash dialog hears it.

        Jobs of the same kind that have not ended are given up, unless ``keeps_others``.
        """
        job = _Job(kind, work, done, failed or _raise)
        with self._wake:
            if not keeps_others:
                self._give_up(kind)
            if is_urgent:
                self._jobs.appendleft(job)
            else:
                self._jobs.append(job)
            self._wake.notify()

    def give_up(self, kind: str) -> None:
        """Let go of all jobs of a kind; neither ``done`` nor ``failed`` is called."""
        with self._wake:
            self._give_up(kind)

    def _give_up(self, kind: str) -> None:
        for one in (*self._jobs, *((self._running,) if self._running else ())):
            if one.kind == kind:
                one.is_superseded.set()
        self._jobs = deque(one for one in self._jobs if one.kind != kind)

    @contextmanager
    def window_first(self) -> Iterator[None]:
        """Let the worker wait while the window's thread does what stands in this block."""
        self._depth += 1
        self._window_rests.clear()
        try:
            yield
        finally:
            self._depth -= 1
            if not self._depth:
                self._key_until = 0.0
                self._window_rests.set()

    def key_first(self) -> None:
        """Let the worker wait until the key that is being handed out has had its effect."""
        self._key_until = time.monotonic() + _ECHO_S

    @property
    def is_busy(self) -> bool:
        """Whether anything is being done, waits, or is done and not yet handed over."""
        with self._wake:
            return self._running is not None or bool(self._jobs) or self._undelivered > 0

    def is_doing(self, kind: str) -> bool:
        """Whether a job of this kind is being done or waits."""
        with self._wake:
            jobs = (*self._jobs, *((self._running,) if self._running else ()))
            return any(one.kind == kind and not one.is_superseded.is_set() for one in jobs)

    def stop(self) -> None:
        """Give up every job and end the thread."""
        with self._wake:
            self._is_over = True
            for one in (*self._jobs, *((self._running,) if self._running else ())):
                one.is_superseded.set()
            self._jobs.clear()
            self._wake.notify()
        self._window_rests.set()
        self._thread.join(timeout=10)

    def _pause(self, job: _Job) -> None:
        if job.is_superseded.is_set():
            raise Superseded
        now = time.monotonic()
        if now < self._free_until:
            return
        patience = now + _PATIENCE_S
        while now < patience and not job.is_superseded.is_set():
            if now < self._key_until:
                time.sleep(min(_SHORT_S, self._key_until - now))
            elif not self._window_rests.is_set():
                self._window_rests.wait(_SHORT_S)
            else:
                break
            now = time.monotonic()
        if now >= patience:
            self._free_until = now + _PATIENCE_S
        if job.is_superseded.is_set():
            raise Superseded

    def _loop(self) -> None:
        while True:
            with self._wake:
                while not self._jobs and not self._is_over:
                    self._wake.wait()
                if self._is_over:
                    return
                job = self._running = self._jobs.popleft()
            result: Any = None
            problem: Exception | None = None
            try:
                result = job.work(lambda job=job: self._pause(job))  # type: ignore[misc]
            except Superseded:
                job.is_superseded.set()
            except Exception as error:  # noqa: BLE001 - handed to who asked for the job
                problem = error
            with self._wake:
                self._running = None
                self._undelivered += 1
            if not self._is_over:
                self._finished.emit(job, result, problem)
            del job, result

    @Slot(object, object, object)
    def _deliver(self, job: _Job, result: object, problem: Exception | None) -> None:
        with self._wake:
            self._undelivered -= 1
        if not job.is_superseded.is_set():
            with self.window_first():
                if problem is None:
                    job.done(result)
                else:
                    job.failed(problem)


def _raise(problem: Exception) -> None:
    raise problem
