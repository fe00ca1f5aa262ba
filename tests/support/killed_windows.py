"""Kills windows in which somebody types, opens what they leave behind, and says what was lost."""

from __future__ import annotations

import json
import math
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMainWindow, QPlainTextEdit, QWidget

from tests.support.keyboard import open_text
from tests.support.window import settle
from tests.support.workshop_day import DEPARTMENT, RECEPTION, TITLE, TOPICS
from workbench.edits import edit_from_json
from workbench.model.case_types import CaseType
from workbench.model.organisation import Department, Unit
from workbench.model.process import Step
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.model.rosa import Level
from workbench.session import read_project
from workbench.store.state import Store
from workbench.templates import template_project
from workbench.ui.app import Program

AT_MOST_S = 2.0
_REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Killed:
    """What one worker said: (revision, edit) acknowledged, (time, text) in the open field, when it was killed.

    ``is_done``: it had nothing left to write.
    """

    edits: tuple[tuple[int, dict[str, Any]], ...]
    typed: tuple[tuple[float, str | None], ...]
    at: float
    is_done: bool = False

    def lost_s(self, shown: set[str | None]) -> float:
        """Return how many seconds of typing are gone when these texts are open: from the last one that was the same.

        Nothing that stood there while a field was empty or closed needs to be shown again. A key that was noted, and
        killed before it was said, may stand there as well.
        """
        if any(text and self.is_gone_on_with(text) for text in shown):
            return 0.0
        states = [(0.0, None), *self.typed]
        ends = [at for at, _ in self.typed] + [self.at]
        kept = [end for (_, text), end in zip(states, ends, strict=True) if not text or text in shown]
        return self.at - kept[-1] if kept else math.inf

    def is_gone_on_with(self, text: str) -> bool:
        """Tell whether ``text`` is what stood in the field last, or that and a key more."""
        last = self.typed[-1][1] if self.typed else None
        return bool(last) and text.startswith(str(last)) and len(text) <= len(str(last)) + 1


@dataclass(frozen=True)
class Outcome:
    """What many kills came to. How often an edit was lost, more than two seconds of typing, or something was asked.

    ``texts_back``: how often the keyboard was in a text again that was being written.
    """

    kills: int
    acknowledged: int
    lost_edits: int
    lost_text: int
    asked: int
    texts_back: int
    longest_lost_s: float


def small_workshop() -> Project:
    """Return a project with one workshop that has begun, small enough to be opened in a moment."""
    case_types = tuple(
        CaseType(
            id=f"c{n}",
            name=topic.name,
            department="d",
            steps=tuple(
                Step(id=f"c{n}-{at}", title=step.title, level=Level(step.level or 3), unit="u")
                for at, step in enumerate(topic.steps)
            ),
        )
        for n, topic in enumerate(TOPICS[:4])
    )
    return template_project("empty").changed(
        departments=(Department(id="d", name=DEPARTMENT),),
        units=(Unit(id="u", name=RECEPTION, department="d"),),
        case_types=case_types,
        workshops=(
            Workshop(
                id="w", title=TITLE, department="d", unit="u", case_types=tuple(one.id for one in case_types)
            ),
        ),
    )


def kill_at_random(
    qapp: QApplication,
    windows: Windows,
    file: Path,
    kills: int,
    *,
    seed: int = 0,
    part: str = "any",
    after_s: tuple[float, float] = (0.1, 1.4),
    broken: str = "",
) -> Outcome:
    """Kill a window ``kills`` times while somebody works in it, open the file each time, and see what is there.

    Controls that must lose something: ``broken`` = "keeps no drafts", or "acknowledges early".
    """
    rng, state = random.Random(seed), file.with_suffix(".state")
    lost_edits = lost_text = asked = acknowledged = texts_back = 0
    longest_s = 0.0
    before = read_project(file)
    for kill in range(kills):
        job = {"file": str(file), "state": str(state), "seed": seed + kill, "part": part, "broken": broken}
        killed = windows.run_and_kill(job, rng.uniform(*after_s))
        acknowledged += len(killed.edits)
        with opened(qapp, file, state) as program:
            asked += not is_quiet(program)
            shown = open_texts(program)
            lost_edits += not holds(program, before.project, before.revision, killed.edits)
            lost_s = killed.lost_s(shown)
            lost_text += lost_s > AT_MOST_S
            longest_s = max(longest_s, lost_s)
            texts_back += _goes_on_writing(program, killed)
        before = read_project(file)  # closing keeps what stood in an open field, as an edit
    return Outcome(kills, acknowledged, lost_edits, lost_text, asked, texts_back, round(longest_s, 2))


@contextmanager
def opened(qapp: QApplication, file: Path, state: Path) -> Iterator[Program]:
    """Start the program anew in this process, with the file."""
    program = Program(qapp, Store(folder=state), "sv")
    assert program.open(file)
    settle()
    yield program
    program.close_project()
    settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def is_quiet(program: Program) -> bool:
    """Tell whether the project is open and nothing is asked."""
    tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    is_alone = len(tops) == 1 and isinstance(tops[0], QMainWindow)
    return is_alone and QApplication.activeModalWidget() is None and program.window is not None


def open_texts(program: Program) -> set[str | None]:
    """Return what stands in the fields that are open in the window."""
    assert program.window is not None
    kinds: tuple[type[QWidget], ...] = (QLineEdit, QComboBox, QPlainTextEdit)
    fields = [one for kind in kinds for one in program.window.findChildren(kind)]
    return {open_text(one) for one in fields if one.isVisible()} - {None, ""}


def _goes_on_writing(program: Program, killed: Killed) -> bool:
    """Tell whether the keyboard is in a field that holds what somebody was writing."""
    assert program.window is not None
    here = open_text(program.window.focusWidget()) or ""
    return here in {text for _, text in killed.typed if text} or killed.is_gone_on_with(here)


def holds(
    program: Program, project: Project, revision: int, edits: tuple[tuple[int, dict[str, Any]], ...]
) -> bool:
    """Tell whether everything acknowledged is there; an edit that was not may be there too, and is taken back."""
    assert program.workspace is not None
    session = program.workspace.session
    for number, edit in edits:
        if number != revision + 1:
            return False
        project, revision = edit_from_json(edit).apply(project), number
    if session.revision < revision:
        return False
    for _ in range(session.revision - revision):
        session.undo()
    return session.project == project


class Windows:
    """The process that starts windows; one does for many kills."""

    def __enter__(self) -> Windows:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.typing_window"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_REPOSITORY,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"},
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def run_and_kill(self, job: dict[str, object], after_s: float) -> Killed:
        """Start a worker, kill it ``after_s`` after it begins to type, and return everything it said.

        One that acknowledges early is killed so long after its first edit: before that it has nothing to lose.
        """
        first = "edit" if job["broken"] == "acknowledges early" else "ready"
        process = self._process
        assert process.stdin
        assert process.stdout
        process.stdin.write(json.dumps(job).encode() + b"\n")
        process.stdin.flush()
        said: list[dict[str, Any]] = []
        rest, ends_at, killed_at = b"", None, None
        while not said or "ended" not in said[-1]:
            if ends_at is not None and killed_at is None and time.monotonic() >= ends_at:
                killed_at = time.monotonic()
                os.kill(said[0]["pid"], signal.SIGKILL)
            left_s = max(ends_at - time.monotonic(), 0) if ends_at and killed_at is None else None
            if select.select([process.stdout], [], [], left_s)[0]:
                *lines, rest = (rest + os.read(process.stdout.fileno(), 65536)).split(b"\n")
                for line in lines:
                    said += _understood(line)
            if ends_at is None and any(first in one for one in said):
                ends_at = time.monotonic() + after_s
            if said and "done" in said[-1]:
                ends_at = time.monotonic()
        assert killed_at is not None, f"the window ended by itself: {said[-1]}"
        return Killed(
            tuple((one["revision"], one["edit"]) for one in said if "edit" in one),
            tuple((one["at"], one["text"]) for one in said if "text" in one),
            killed_at,
            any("done" in one for one in said),
        )


def _understood(line: bytes) -> list[dict[str, Any]]:
    """Return what a line says; a line that was cut by the kill, with the next one behind it, says nothing."""
    try:
        return [json.loads(line)]
    except ValueError:
        at = line.rfind(b'{"at"')
        return [json.loads(line[at:])] if at > 0 and line.endswith(b"}") else []
