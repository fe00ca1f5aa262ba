"""A real process that edits a real file, killed at random moments, and what was lost by it.

One process imports everything once and forks a worker for every round; the worker acknowledges each edit on
standard output after ``do`` has returned. ``python -m tests.support.killing`` is that process.
"""

from __future__ import annotations

import json
import os
import random
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from typing import Literal

from tests.support.projects import random_edit, small_project
from workbench.edits import Edit
from workbench.model.project import Project
from workbench.session import SaveJob, Session, write_new
from workbench.store.disk import Disk
from workbench.store.journal import Base, Journal
from workbench.store.state import Store

Action = Edit | Literal["undo", "save"]
_REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Outcome:
    """How many kills and acknowledgements, and what did not survive."""

    kills: int
    acknowledged: int
    lost: int
    torn: int


def actions(seed: int, project: Project, save_share: float) -> Iterator[tuple[Action, Project]]:
    """Yield what the worker of this seed does, and the project after each; the same in both processes."""
    rng = random.Random(seed)
    before: Project | None = None
    while True:
        if rng.random() < save_share:
            yield "save", project
        elif before is not None and rng.random() < 0.2:
            project, before = before, None
            yield "undo", project
        else:
            edit = random_edit(project, rng)
            before, project = project, edit.apply(project)
            yield edit, project


def kill_at_random(
    folder: Path,
    kills: int,
    *,
    seed: int = 0,
    save_share: float = 0.1,
    early: bool = False,
    beside: bool = False,
    hasty: bool = False,
    enough: float = inf,
) -> Outcome:
    """Kill a worker ``kills`` times, reopen each time, and compare with what it had acknowledged.

    With ``beside`` it saves in a second thread while it goes on editing. Controls that must fail: with ``early``
    it acknowledges before the edit is in the journal, and is killed as soon as that is heard; with ``hasty`` a
    save cuts what was edited meanwhile from the journal too. It ends as soon as ``enough`` kills have lost something.
    """
    rng = random.Random(seed)
    file, store = folder / "plan.rosa", Store(Disk(), folder / "state")
    project, revision = small_project(), 0
    write_new(file, project, Disk())
    total = lost = torn = 0
    with _Forker() as forker:
        for kill in range(kills):
            if lost >= enough:
                break
            job = {
                "file": str(file),
                "state": str(store.folder),
                "seed": seed + kill,
                "save": save_share,
                "early": early,
                "beside": beside,
                "hasty": hasty,
            }
            most = 30 if beside else 6
            heard, delay_s = (1, 0.0) if early else (rng.randrange(most), rng.uniform(0, 0.015))
            acknowledged = forker.run_and_kill(job, heard, delay_s)
            total += len(acknowledged)
            try:
                with Session.open(file, store) as session:
                    found, at = session.project, session.revision
            except Exception:  # noqa: BLE001 - whatever it is, the file could not be opened
                torn += 1
                break
            expected = _project_at(seed + kill, project, revision, at, save_share)
            if at < max(acknowledged, default=revision) or found != expected:
                lost += 1
            project, revision = found, at
    return Outcome(kills, total, lost, torn)


def _project_at(
    seed: int, start: Project, start_revision: int, revision: int, save_share: float
) -> Project | None:
    project = start
    for action, after in actions(seed, start, save_share):
        if start_revision >= revision:
            break
        if action != "save":
            start_revision, project = start_revision + 1, after
    return project if start_revision == revision else None


class _Forker:
    def __enter__(self) -> _Forker:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.killing"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=_REPOSITORY,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def run_and_kill(self, job: dict[str, object], heard: int, delay_s: float) -> list[int]:
        """Start a worker, kill it ``delay_s`` after ``heard`` acknowledgements, and return all it got out.

        Counted in acknowledgements, so that a slow machine kills at the same places as a fast one.
        """
        process = self._process
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps(job).encode() + b"\n")
        process.stdin.flush()
        output = process.stdout.fileno()
        text, ends_at, is_killed = b"", None, False
        while b"ended\n" not in text:
            if ends_at is None and text.count(b"\n") > heard:  # the first line is its number
                ends_at = time.monotonic() + delay_s
            if ends_at is not None and not is_killed and time.monotonic() >= ends_at:
                os.kill(int(text.split(b"\n")[0]), signal.SIGKILL)
                is_killed = True
            left_s = None if ends_at is None or is_killed else max(ends_at - time.monotonic(), 0)
            if select.select([output], [], [], left_s)[0]:
                text += os.read(output, 65536)
        return [int(line) for line in text.split(b"\n")[1:] if line.isdigit()]


def _work(job: dict[str, object]) -> None:
    """Edit until killed; a line with the revision for every edit that is durable."""
    if job["hasty"]:
        _cut_too_much()
    session = Session.open(Path(str(job["file"])), Store(Disk(), Path(str(job["state"]))))
    saving: list[tuple[SaveJob, threading.Thread]] = []
    for action, _ in actions(int(str(job["seed"])), session.project, float(str(job["save"]))):
        if saving and not saving[0][1].is_alive():
            session.finish_save(saving.pop()[0])
        if action == "save":
            if job["beside"]:
                _save_beside(session, saving)
            else:
                session.save()
            continue
        if job["early"]:
            os.write(1, b"%d\n" % (session.revision + 1))
        if action == "undo":
            session.undo()
        else:
            session.do(action)
        if not job["early"]:
            os.write(1, b"%d\n" % session.revision)


def _save_beside(session: Session, saving: list[tuple[SaveJob, threading.Thread]]) -> None:
    job = None if saving else session.begin_save()
    if job is not None:
        thread = threading.Thread(target=job.run, args=(os.sched_yield,))
        thread.start()
        saving.append((job, thread))


def _cut_too_much() -> None:
    cut_at = Journal.cut_at

    def hasty(journal: Journal, base: Base) -> None:
        cut_at(journal, replace(base, revision=max(base.revision, journal.sequence)))

    Journal.cut_at = hasty


def main() -> None:
    """Fork a worker for each line of standard input, and say when it has ended."""
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            os.write(1, b"%d\n" % os.getpid())
            try:
                _work(json.loads(line))
            finally:
                os._exit(1)
        os.waitpid(pid, 0)
        os.write(1, b"ended\n")


if __name__ == "__main__":
    main()
