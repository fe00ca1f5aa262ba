"""One writer per file, and a lock that outlives its owner only where nobody can know."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from workbench.store.disk import Disk
from workbench.store.lock import Locked, holder_of, lock_path, take_lock
from workbench.store.state import Store

pytestmark = pytest.mark.fast


@pytest.fixture
def store(tmp_path):
    return Store(Disk(), tmp_path / "state")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "plan.rosa"


def rewrite(path, **changes):
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


def test_the_second_is_told_who_where_and_what_to_do(store, file):
    lock = take_lock(store, file)
    with pytest.raises(Locked) as refused:
        take_lock(store, file)
    assert refused.value.holder.pid == os.getpid()
    assert str(lock_path(file)) in str(refused.value)
    lock.release()
    assert not lock_path(file).exists()
    take_lock(store, file).release()


def test_the_lock_of_a_dead_process_is_taken_over(store, file):
    take_lock(store, file)
    with subprocess.Popen([sys.executable, "-c", "pass"]) as ended:
        pass
    rewrite(lock_path(file), pid=ended.pid)
    assert holder_of(store.disk, file) is None
    take_lock(store, file).release()


def test_a_number_given_to_another_process_is_no_owner(store, file):
    take_lock(store, file)
    rewrite(lock_path(file), start="another boot/1")
    take_lock(store, file).release()


def test_another_machines_lock_is_never_taken_over(store, file):
    take_lock(store, file)
    rewrite(lock_path(file), machine="elsewhere/1", pid=1)
    with pytest.raises(Locked, match="elsewhere"):
        take_lock(store, file)
    assert holder_of(store.disk, file).machine == "elsewhere/1"


def test_a_lock_that_says_nothing_is_respected(store, file):
    lock_path(file).write_bytes(b"")
    with pytest.raises(Locked):
        take_lock(store, file)


def test_somebody_elses_lock_is_not_released(store, file):
    lock = take_lock(store, file)
    lock_path(file).unlink()
    other = take_lock(store, file)
    lock.release()
    assert lock_path(file).exists()
    other.release()


def test_no_temporary_files_stay(store, file, tmp_path):
    lock = take_lock(store, file)
    with pytest.raises(Locked):
        take_lock(store, file)
    lock.release()
    assert [path.name for path in tmp_path.iterdir()] == ["state"]
