"""Kills the window of somebody who writes at home, again and again, until everything is written nevertheless."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from tests.support.killed_windows import AT_MOST_S, Killed, Windows, holds, is_quiet, open_texts, opened
from workbench.model.project import Project
from workbench.session import read_project

_TO_THE_END_S = 300.0


@dataclass(frozen=True)
class Evening:
    """What an evening with kills came to. How often an edit, or more than two seconds of typing, was lost."""

    kills: int
    acknowledged: int
    lost_edits: int
    lost_text: int
    asked: int
    longest_lost_s: float
    is_done: bool


def write_and_kill(
    qapp: QApplication,
    windows: Windows,
    file: Path,
    kills: int,
    *,
    seed: int = 0,
    part: str = "evening",
    after_s: tuple[float, float] = (0.5, 4.0),
    longest_pause_s: float = 0.008,
    broken: str = "",
    to_the_end: bool = True,
) -> Evening:
    """Let somebody write in ``file``, killed ``kills`` times at random; then go on to the end, killed once more there.

    Controls that must lose something: ``broken`` = "keeps no drafts", or "acknowledges early".
    """
    rng, state = random.Random(seed), file.with_suffix(".state")
    lost_edits = lost_text = asked = acknowledged = 0
    longest_s, is_done = 0.0, False
    before = read_project(file)
    for kill in range(kills + to_the_end):
        job: dict[str, Any] = {
            "file": str(file), "state": str(state), "seed": seed + kill, "part": part, "broken": broken,
            "longest_pause_s": longest_pause_s,
        }  # fmt: skip
        killed = windows.run_and_kill(job, rng.uniform(*after_s) if kill < kills else _TO_THE_END_S)
        acknowledged += len(killed.edits)
        is_done = killed.is_done
        with opened(qapp, file, state) as program:
            assert program.workspace is not None
            asked += not is_quiet(program)
            lost_s = _lost_s(killed, open_texts(program), program.workspace.project)
            lost_text += lost_s > AT_MOST_S
            longest_s = max(longest_s, lost_s)
            session = program.workspace.session
            was = session.revision
            lost_edits += not holds(program, before.project, before.revision, killed.edits)
            for _ in range(session.revision - was):
                session.redo()  # what was looked at without its newest steps goes on with them
        before = read_project(file)  # closing keeps what stood in an open field, as an edit
    return Evening(kills, acknowledged, lost_edits, lost_text, asked, round(longest_s, 2), is_done)


def _lost_s(killed: Killed, open_now: set[str | None], project: Project) -> float:
    """Return how many seconds of typing are neither open again nor in the project; outer spaces are no typing."""
    kept: set[str | None] = {text.strip() for text in (*open_now, *_texts(project.as_json())) if text}
    typed = tuple((at, text.strip() if text else text) for at, text in killed.typed)
    return Killed(killed.edits, typed, killed.at).lost_s(kept)


def _texts(value: object) -> Iterator[str]:
    """Yield every text in JSON; lists of texts as the lines of one field, too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        if all(isinstance(one, str) for one in value):
            yield "\n".join(value)
        for one in value:
            yield from _texts(one)
