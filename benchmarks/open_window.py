"""The program with a project in its window, as a benchmark acts on it: real keys, paints, a watch on the thread.

With a fourth argument "own" on the command line it is not the wall's clock that counts, but the processor time of the
window's thread: what the program does itself, on a machine that has other work as well.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

Figures = dict[str, Any]
_NONE = Qt.KeyboardModifier.NoModifier
IS_OWN = sys.argv[4:] == ["own"]


def now_ms() -> float:
    return time.monotonic() * 1000


def clock_ms() -> float:
    """Return the clock that figures are taken with."""
    return (time.thread_time() if IS_OWN else time.monotonic()) * 1000


def both_ms() -> float:
    """Return the clock for what two threads do for each other."""
    return (time.process_time() if IS_OWN else time.monotonic()) * 1000


def pump(ms: float = 0) -> None:
    """Let the window run until nothing waits, and for ``ms`` at least."""
    end = now_ms() + ms
    for _ in range(3):
        QApplication.processEvents()
    while now_ms() < end:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)


def wait(until: Callable[[], bool], limit_s: float = 120) -> None:
    """Run the window's own loop, which sleeps as it does for people, until something is so."""
    loop, look = QEventLoop(), QTimer(interval=10)
    end = time.monotonic() + limit_s
    look.timeout.connect(lambda: loop.quit() if until() or time.monotonic() > end else None)
    look.start()
    loop.exec()


def wait_ms(ms: float) -> None:
    """Let the window sleep and wake for ``ms``, as between two keys of a quick hand."""
    end = now_ms() + ms
    wait(lambda: now_ms() >= end)


class Painted(QObject):
    """Notes that a widget, or one within it, was painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.n = 0
        self.at_ms: list[float] = []
        self._watched = [one for widget in widgets for one in (widget, *widget.findChildren(QWidget))]
        for one in self._watched:
            one.installEventFilter(self)

    def after_ms(self, act: Callable[[], object], limit_ms: float = 3000) -> float:
        """Return how long it takes from ``act`` until a paint is done."""
        QApplication.processEvents()
        end = now_ms() + limit_ms
        self.n, begin = 0, clock_ms()
        act()
        while not self.n and now_ms() < end:
            QApplication.processEvents()
        return clock_ms() - begin

    def let_go(self) -> None:
        for one in self._watched:
            if isValid(one):
                one.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        if event.type() == QEvent.Type.Paint:
            self.n += 1
            self.at_ms.append(both_ms())
        return super().eventFilter(watched, event)


class Watch(QObject):
    """A timer of 5 ms in the window's thread: what it is late by, nothing else could be answered either."""

    def __init__(self) -> None:
        super().__init__()
        self.phase, self.worst = "", {"": 0.0}
        self._last = clock_ms()
        self._timer = QTimer(self, interval=5)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def tick(self) -> None:
        now = clock_ms()
        late_ms = now - self._last - (0 if IS_OWN else 5)
        self.worst[self.phase] = max(self.worst[self.phase], late_ms)
        self._last = now

    @contextmanager
    def during(self, phase: str) -> Iterator[None]:
        pump()
        self._last, self.phase = clock_ms(), phase
        self.worst.setdefault(phase, 0.0)
        yield
        self.tick()
        self.phase = ""


def press(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key where the keyboard is, without letting anything else happen."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, key, modifiers, text))


def letter(char: str) -> None:
    code = ord(char.upper())
    press(Qt.Key(code) if char.isascii() and char.isprintable() else Qt.Key.Key_unknown, char)


def new_program() -> Any:
    """Return the program as ``workbench gui`` makes it, in Swedish."""
    from workbench.store.state import Store
    from workbench.ui.app import Program

    sys.setswitchinterval(0.001)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    return Program(app, Store(), "sv")


class Opened:
    """The program with the big project in its window."""

    def __init__(self, file: Path, page: str = "overview") -> None:
        self.program = new_program()
        self.program.preferences.set("page", page)
        self.program.preferences.set("window", "")
        self.dressed_ms = now_ms()
        assert self.program.open(file)
        assert self.program.workspace is not None
        assert self.program.window is not None
        self.workspace, self.window = self.program.workspace, self.program.window
        pump()
        self.usable_ms = now_ms()

    def idle(self) -> None:
        """Wait until nothing is calculated and everything of it is shown."""
        from workbench.ui.turns import Turns

        shown = self.window.findChildren(Turns)
        wait(lambda: not self.workspace.background.is_busy and not any(one.is_busy for one in shown))

    def page(self, key: str) -> Any:
        found = self.window.show_page(key)
        assert found is not None
        return found

    def close(self) -> None:
        self.workspace.background.stop()
        self.workspace.session.close()


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
