"""Full, read-only, over quota, or an fsync that fails: the edit is refused, the rest is safe, and work goes on."""

from __future__ import annotations

import errno
import random

import pytest

from tests.support.cutting import FILE, STATE
from tests.support.powercut import SimulatedDisk
from tests.support.projects import random_edit, small_project
from workbench.model.text import ProjectError
from workbench.session import Session
from workbench.store.atomic import NotWritten
from workbench.store.project_file import Encoder
from workbench.store.state import Store

pytestmark = pytest.mark.fast
PROBLEMS = {
    "disk full": errno.ENOSPC,
    "read-only": errno.EROFS,
    "quota": errno.EDQUOT,
    "failing fsync": errno.EIO,
}


@pytest.fixture(autouse=True)
def processes_end(monkeypatch):
    """A session that was dropped counts as a process that ended."""
    monkeypatch.setattr("workbench.store.platform.is_alive", lambda pid, start: False)


def run(disk, rng, edits=8):
    """Work through the trouble; return the project after each acknowledged edit, and how many were refused."""
    states, refused = [small_project()], 0
    session = Session.open(FILE, Store(disk, STATE))
    for number in range(edits):
        if number % 3 == 2:
            try:
                session.save()
            except NotWritten as problem:
                refused += 1
                assert "try again" in str(problem)
            continue
        edit = random_edit(session.project, rng)
        before = session.project
        try:
            session.do(edit)
        except NotWritten:
            refused += 1
            assert session.project is before
        else:
            states.append(session.project)
    return session, states, refused


@pytest.mark.parametrize("lasting", [1, 2, 5, 20])
def test_at_every_step(lasting):
    """The kinds of trouble take turns: what is done about them is the same."""
    refusals = dict.fromkeys(PROBLEMS, 0)
    for k in range(8, 110, 2):  # the first steps take the lock; trouble there refuses to open
        name = tuple(PROBLEMS)[(k // 2 + lasting) % len(PROBLEMS)]
        rng = random.Random(k)
        disk = SimulatedDisk({FILE: b"".join(Encoder().encode(small_project(), 0).chunks)})
        trouble = OSError(PROBLEMS[name], name)
        disk.problem_at = lambda step, k=k, trouble=trouble: trouble if k <= step < k + lasting else None
        session, states, refused = run(disk, rng)
        refusals[name] += refused
        disk.problem_at = lambda step: None
        session.do(random_edit(session.project, rng))  # works again afterwards
        states.append(session.project)
        survived = disk.after_power_cut(rng)
        with Session.open(FILE, Store(survived, STATE)) as again:
            assert again.project == states[-1]
            assert again.revision == len(states) - 1
        session.save()
        survived = disk.after_power_cut(rng)
        with Session.open(FILE, Store(survived, STATE)) as again:
            assert (again.project, again.recovered_edits) == (states[-1], 0)
    assert min(refusals.values()) > 3


def test_trouble_while_opening_is_said_and_nothing_is_changed():
    for k in range(1, 12):
        disk = SimulatedDisk({FILE: b"".join(Encoder().encode(small_project(), 0).chunks)})
        disk.problem_at = lambda step, k=k: OSError(errno.EROFS, "read-only") if step >= k else None
        try:
            Session.open(FILE, Store(disk, STATE)).close()
        except ProjectError as problem:
            assert "read-only" in str(problem)
        disk.problem_at = lambda step: None
        with Session.open(FILE, Store(disk, STATE)) as session:
            assert session.project == small_project()


def test_a_store_that_believes_the_disk_loses_work():
    """The control: a disk that says nothing of its failing fsync loses what was acknowledged."""
    lost = 0
    for seed in range(30):
        rng = random.Random(seed)
        disk = SimulatedDisk({FILE: b"".join(Encoder().encode(small_project(), 0).chunks)})
        disk.syncs_contents = False
        _, states, _ = run(disk, rng, edits=2)
        with Session.open(FILE, Store(disk.after_power_cut(rng), STATE)) as again:
            lost += again.project != states[-1]
    assert lost > 5
