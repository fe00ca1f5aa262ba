"""Runs of a session on a simulated disk, with the power cut somewhere, and what was lost by it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import inf
from pathlib import Path
from unittest import mock

from tests.support.powercut import PowerCut, SimulatedDisk
from tests.support.projects import random_edit, small_project
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.session import Session, read_project
from workbench.store.project_file import Encoder
from workbench.store.state import Store

FILE = Path("/projects/plan.rosa")
STATE = Path("/state")
_STEPS = 160


@dataclass(frozen=True)
class Loss:
    """How many runs, and in how many the file was torn or an acknowledged edit was gone."""

    cuts: int
    torn: int
    lost: int


def cut_power(
    seeds: Iterable[int],
    break_it: Callable[[SimulatedDisk], None] = lambda disk: None,
    enough: float = inf,
) -> Loss:
    """Run a session per seed, cut the power at a random step, reopen, and compare with what was acknowledged.

    It ends as soon as ``enough`` runs have lost something: a control that has lost need not go on.
    """
    cuts = torn = lost = 0
    for seed in seeds:
        if torn + lost >= enough:
            break
        rng = random.Random(seed)
        disk = SimulatedDisk({FILE: b"".join(Encoder().encode(small_project(), 0).chunks)})
        break_it(disk)
        disk.steps_left = rng.randrange(1, _STEPS)
        states = [small_project()]
        acknowledged = _work(disk, rng, states)
        cuts += 1
        survived = disk.after_power_cut(rng)
        with mock.patch("workbench.store.platform.is_alive", return_value=False):  # all processes ended
            outcome = _reopened(survived, rng)
        if outcome is None:
            torn += 1
        elif not _is_kept(outcome, states, acknowledged):
            lost += 1
    return Loss(cuts, torn, lost)


class EndedEarly(Exception):  # noqa: N818 - the word says what happened
    """Raised by a pause: the save was to end here."""


def _work(disk: SimulatedDisk, rng: random.Random, states: list[Project]) -> int:
    """Work until the power goes; return how many edits were acknowledged. ``states`` gets every project."""
    acknowledged = 0
    minute = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)

    def now() -> dt.datetime:
        return minute + dt.timedelta(seconds=70 * acknowledged)

    def edit_or_undo(session: Session, *, undoes: bool) -> None:
        nonlocal acknowledged
        if undoes and session.undo_name is not None:
            states.append(session._history.undo_step.before)
            session.undo()
        else:
            edit = random_edit(session.project, rng)
            states.append(edit.apply(session.project))
            session.do(edit)
        acknowledged += 1
        assert session.project == states[acknowledged]

    def save_while_editing(session: Session) -> None:
        """Save in three steps; at each checkpoint somebody may edit, or the save may end early."""

        def pause() -> None:
            action = rng.random()
            if action < 0.5:
                edit_or_undo(session, undoes=action < 0.1)
            elif action < 0.55:
                raise EndedEarly

        job = session.begin_save()
        if job is None:
            return
        try:
            job.run(pause)
        except EndedEarly:
            session.abandon_save(job)
        else:
            session.finish_save(job)

    try:
        while True:
            with Session.open(FILE, Store(disk, STATE), now=now) as session:
                for _ in range(rng.randrange(3, 12)):
                    action = rng.random()
                    if action < 0.08:
                        session.save()
                    elif action < 0.2:
                        save_while_editing(session)
                    else:
                        edit_or_undo(session, undoes=action < 0.35)
                if rng.random() < 0.5:
                    session.save()
    except PowerCut:
        return acknowledged


def _reopened(disk: SimulatedDisk, rng: random.Random) -> tuple[Project, int] | None:
    """Return what is there after the power is back, also when it goes again during recovery."""
    if rng.random() < 0.3:
        disk.steps_left = rng.randrange(1, 40)
        try:
            Session.open(FILE, Store(disk, STATE)).close(save=True)
        except PowerCut:
            pass
        except ProjectError:
            return None
        disk = disk.after_power_cut(rng)
    try:
        reading = read_project(FILE, Store(disk, STATE))
        with Session.open(FILE, Store(disk, STATE)) as session:
            assert (session.project, session.revision) == (reading.project, reading.revision)
            return session.project, session.revision
    except ProjectError:
        return None


def _is_kept(outcome: tuple[Project, int], states: list[Project], acknowledged: int) -> bool:
    """Everything acknowledged is there; at most the edit that was under way may be there too."""
    project, revision = outcome
    return acknowledged <= revision < len(states) and project == states[revision]
