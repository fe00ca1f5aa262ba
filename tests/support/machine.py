"""A random machine: edits, undo, redo, save, kill and reopen against the simplest model of what should be."""

from __future__ import annotations

import random
from unittest import mock

from tests.support.cutting import FILE, STATE
from tests.support.powercut import SimulatedDisk
from tests.support.projects import random_edit, small_project
from workbench.model.project import Project
from workbench.session import Session, read_project
from workbench.store.project_file import Encoder
from workbench.store.state import Store

Pair = tuple[Project, Project]
ACTIONS = ("do",) * 8 + ("undo",) * 3 + ("redo",) * 2 + ("save", "save", "kill", "power", "reopen", "read")
LOOKED_AT = {"save", "read", "undo"}


class Model:
    """What should be: the project, its revision, what can be undone and redone, and what is not saved."""

    def __init__(self) -> None:
        self.project = self.saved = small_project()
        self.revision = self.saved_revision = 0
        self.done: list[Pair] = []
        self.undone: list[Pair] = []
        self.unsaved: list[Pair] = []

    def become(self, project: Project) -> None:
        self.unsaved.append((self.project, project))
        self.project = project
        self.revision += 1

    def save(self) -> None:
        self.saved, self.saved_revision, self.unsaved = self.project, self.revision, []

    def reopen(self) -> None:
        self.done, self.undone = list(self.unsaved), []


def run(seed: int, steps: int = 50) -> int:
    """Run ``steps`` random actions and return how many differences there were (0 or 1, at the first)."""
    rng = random.Random(seed)
    disk = SimulatedDisk({FILE: b"".join(Encoder().encode(small_project(), 0).chunks)})
    model = Model()
    with mock.patch("workbench.store.platform.is_alive", return_value=False):
        session = Session.open(FILE, Store(disk, STATE))
        for _ in range(steps):
            action = rng.choice(ACTIONS)
            if action in {"kill", "power", "reopen"}:
                if action == "power":
                    disk = disk.after_power_cut(rng)
                if action == "reopen":
                    save = rng.random() < 0.5
                    session.close(save=save)
                    if save:
                        model.save()
                session = Session.open(FILE, Store(disk, STATE))
                model.reopen()
            else:
                _act(session, model, action, rng)
            if not _agree(session, model):
                return 1
            if action in LOOKED_AT and not _is_on_disk(model, disk):
                return 1
    return 0


def _act(session: Session, model: Model, action: str, rng: random.Random) -> None:
    if action == "do":
        edit = random_edit(session.project, rng)
        pair = (model.project, edit.apply(model.project))
        session.do(edit)
        model.become(pair[1])
        model.done.append(pair)
        model.undone.clear()
    elif action == "undo":
        session.undo()
        if model.done:
            pair = model.done.pop()
            model.become(pair[0])
            model.undone.append(pair)
    elif action == "redo":
        session.redo()
        if model.undone:
            pair = model.undone.pop()
            model.become(pair[1])
            model.done.append(pair)
    elif action == "save":
        session.save()
        model.save()


def _is_on_disk(model: Model, disk: SimulatedDisk) -> bool:
    reading = read_project(FILE, Store(disk, STATE))
    return (
        (reading.file.project, reading.file.header.revision) == (model.saved, model.saved_revision)
        and (reading.project, reading.revision) == (model.project, model.revision)
        and reading.unsaved_edits == len(model.unsaved)
    )


def _agree(session: Session, model: Model) -> bool:
    return (
        (session.project, session.revision) == (model.project, model.revision)
        and (session.undo_name is None) == (not model.done)
        and (session.redo_name is None) == (not model.undone)
    )
