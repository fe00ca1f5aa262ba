"""A request to stop (Ctrl+C, or SIGTERM from a window or a service) that long work hears where it can stop cleanly.

An exception out of a signal handler could strike anywhere, in the middle of putting a package in its place too.
So the handler only takes note, and the work asks between two files.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))


@contextmanager
def stop_requests() -> Iterator[Callable[[], None]]:
    """Yield a function that raises ``click.Abort`` once somebody has asked this process to stop.

    Outside the main thread nothing is caught, because Python does not deliver signals there.
    """
    asked = threading.Event()

    def note(_number: int, _frame: Any) -> None:
        asked.set()

    def check() -> None:
        if asked.is_set():
            raise click.Abort

    if threading.current_thread() is not threading.main_thread():
        yield check
        return
    before = {one: signal.signal(one, note) for one in _SIGNALS}
    try:
        yield check
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
