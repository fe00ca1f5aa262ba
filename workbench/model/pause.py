"""Checkpoints of long work, so that a second thread can be asked to stand aside every few milliseconds.

Whoever starts long work says with :func:`pausing` what happens at its checkpoints: a window's worker waits
there while somebody types, and raises where its work is out of date. The work itself only calls
:func:`checkpoint`, also where results are kept by their arguments and no further argument could be passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Pause = Callable[[], None]


def nothing() -> None:
    """Do not pause: for whoever is not in anybody's way."""


_pause: ContextVar[Pause] = ContextVar("pause", default=nothing)


def checkpoint() -> None:
    """Call the pause of this thread's work, which may take its time or raise to end the work."""
    _pause.get()()


@contextmanager
def pausing(pause: Pause) -> Iterator[None]:
    """Let ``pause`` be called at every checkpoint of what this thread does meanwhile.

    Work that is part of longer work says ``nothing`` of its own: the longer work's pause goes on being called.
    """
    before = _pause.set(_pause.get() if pause is nothing else pause)
    try:
        yield
    finally:
        _pause.reset(before)
