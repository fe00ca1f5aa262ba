"""Runs the command line in a process of its own: the window answers meanwhile, and it can be stopped at any time.

What a window exports is thereby what the command line exports, byte for byte.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import workbench


class Child(QObject):
    """One run. ``progressed`` carries (done, of, what); ``ended`` the exit code and what was said last."""

    progressed = Signal(int, int, str)
    ended = Signal(int, str)

    def __init__(self, arguments: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        surroundings = QProcessEnvironment.systemEnvironment()
        home = str(Path(workbench.__file__).parents[1])
        known = surroundings.value("PYTHONPATH")
        surroundings.insert("PYTHONPATH", os.pathsep.join(one for one in (home, known) if one))
        self._process.setProcessEnvironment(surroundings)
        self._said: list[str] = []
        self._waiting = b""
        self.is_stopped = False
        self._process.readyReadStandardError.connect(self._read)
        self._process.setStandardOutputFile(QProcess.nullDevice())
        self._process.finished.connect(self._finished)
        self._process.start(sys.executable, ["-m", "workbench", *arguments])

    def stop(self) -> None:
        """Ask the run to end; it leaves nothing half-written."""
        self.is_stopped = True
        self._process.terminate()

    def let_go(self) -> None:
        """End the run for good, and wait until it has ended."""
        self._process.blockSignals(True)
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.terminate()
            if not self._process.waitForFinished(3000):
                self._process.kill()
                self._process.waitForFinished(1000)

    def _read(self) -> None:
        lines = (self._waiting + bytes(self._process.readAllStandardError().data())).split(b"\n")
        self._waiting = lines.pop()
        for one in lines:
            self._hear(one.decode("utf-8", "replace").strip())

    def _hear(self, line: str) -> None:
        if line.startswith("{"):
            try:
                found: Any = json.loads(line)
                self.progressed.emit(int(found["done"]), int(found["of"]), str(found.get("path", "")))
            except (ValueError, KeyError, TypeError):
                self._said.append(line)
        elif line:
            self._said.append(line)

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        self._read()
        self._hear(self._waiting.decode("utf-8", "replace").strip())
        self.ended.emit(code, "\n".join(self._said[-4:]))
