"""Answers a dialog that runs a loop of its own, and brings what went wrong in there out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

D = TypeVar("D", bound=QDialog)


@contextmanager
def answering(kind: type[D], answer: Callable[[D], object]) -> Iterator[None]:
    """While in here, the first dialog of ``kind`` that appears is given to ``answer``, and closed afterwards."""
    failed: list[BaseException] = []
    timer = QTimer(interval=20)

    def look() -> None:
        found = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isActiveWindow()
        ]
        if not found:
            return
        timer.stop()
        try:
            answer(found[0])
        except BaseException as problem:  # noqa: BLE001 - raised again outside of the dialog's own loop
            failed.append(problem)
        finally:
            below = found[0].parentWidget()
            found[0].done(0)
            if below is not None:
                below.activateWindow()  # a window system does this; the offscreen one has nobody who does

    timer.timeout.connect(look)
    timer.start()
    yield
    timer.stop()
    if failed:
        raise failed[0]
