"""What is being typed survives a crash, and nothing else."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.session.test_session import rename
from workbench.session import Session
from workbench.store.disk import Disk
from workbench.store.drafts import read_drafts
from workbench.store.state import Store

pytestmark = pytest.mark.fast
REPOSITORY = Path(__file__).resolve().parents[2]


def crash(session):
    """Leave things as a killed process would."""
    session._lock.release()


def test_what_was_being_typed_is_there_after_a_crash(store, file):
    session = Session.open(file, store)
    assert session.drafts == {}
    for text in ("B", "Byg", "Bygglov på Öst\nergatan \ud83c"):
        assert session.keep_draft("step s0 title", text)
    session.keep_draft("note", "hej")
    session.keep_draft("gone", "x")
    session.drop_draft("gone")
    crash(session)
    with Session.open(file, store) as again:
        assert again.drafts == {"step s0 title": "Bygglov på Öst\nergatan \ud83c", "note": "hej"}
        again.drop_draft("note")
        assert list(again.drafts) == ["step s0 title"]
    with Session.open(file, store) as later:
        assert later.drafts == {}, "a session that closes forgets what nobody took up"


def test_drafts_that_nobody_took_up_survive_a_second_crash(store, file):
    first = Session.open(file, store)
    first.keep_draft("a", "one")
    crash(first)
    second = Session.open(file, store)
    second.keep_draft("b", "two")
    second.drop_draft("never kept")
    crash(second)
    with Session.open(file, store) as third:
        assert third.drafts == {"a": "one", "b": "two"}


def test_drafts_are_private_and_each_costs_one_write(tmp_path, file):
    written = []

    class Watched(Disk):
        def append(self, path, line, *, syncs=True):
            written.append(path)
            super().append(path, line, syncs=syncs)

        def write(self, path, chunks, *, private=False):
            written.append(path)
            super().write(path, chunks, private=private)

    store = Store(Watched(), tmp_path / "state")
    with Session.open(file, store) as session:
        for text in ("a", "ab", "ab", "abc"):
            before = len(written)
            session.keep_draft("place", text)
            assert len(written) - before <= 1
        path = store.drafts_of(file)
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700
    assert not path.exists()


def test_a_line_that_was_not_finished_is_passed_over_and_a_long_file_is_written_anew(store, file):
    session = Session.open(file, store)
    session.keep_draft("a", "one")
    path = store.drafts_of(file)
    with path.open("ab") as drafts:
        drafts.write(b'deadbeef {"place":"a","te')
    crash(session)
    session = Session.open(file, store)
    assert session.drafts == {"a": "one"}
    for n in range(400):
        session.keep_draft("a", f"{n} " + "x" * 4000, syncs=False)
    assert path.stat().st_size < 1_100_000
    assert read_drafts(store.disk, path) == {"a": "399 " + "x" * 4000}
    session.close()


def test_what_is_noted_alone_is_put_on_the_disk_when_it_is_to_outlive_the_machine(tmp_path, file):
    synced = []

    class Watched(Disk):
        def append(self, path, line, *, syncs=True):
            synced.append(syncs)
            super().append(path, line, syncs=syncs)

    with Session.open(file, Store(Watched(), tmp_path / "state")) as session:
        session.keep_draft("a", "o")
        session.keep_draft("a", "on", syncs=False)
        session.keep_draft("a", "on", syncs=False)
        assert synced == [False]
        session.keep_draft("a", "on")
        session.keep_draft("a", "on")
        assert synced == [False, True]


def test_a_full_disk_does_not_stop_the_typing(tmp_path, file):
    class Full(Disk):
        is_full = False

        def append(self, path, line, *, syncs=True):
            if self.is_full:
                raise OSError(28, "No space left on device")
            super().append(path, line, syncs=syncs)

    store = Store(Full(), tmp_path / "state")
    with Session.open(file, store) as session:
        assert session.keep_draft("a", "one")
        store.disk.is_full = True
        assert not session.keep_draft("a", "two")
        store.disk.is_full = False
        assert session.keep_draft("a", "two")
        assert read_drafts(store.disk, store.drafts_of(file)) == {"a": "two"}


def test_a_purge_removes_drafts_also_those_of_a_file_that_was_moved(store, file):
    session = Session.open(file, store)
    session.keep_draft("a", "19121212-1212")
    crash(session)
    old = store.drafts_of(file)
    moved = file.with_name("moved.rosa")
    file.rename(moved)
    with Session.open(moved, store) as session:
        session.keep_draft("a", "19121212-1212")
        own = store.drafts_of(moved)
        assert {old, own} <= set(session.traces())
        session.purge()
        assert not old.exists()
        assert not own.exists()
        session.do(rename("Nytt"))
        session.keep_draft("a", "b")
        assert b"19121212" not in own.read_bytes()


TYPIST = """
import os, sys
from pathlib import Path
from workbench.session import Session
session = Session.open(Path(sys.argv[1]))
for n in range(100000):
    session.keep_draft("cell", "typed " + "x" * (n % 50) + f" {n}", syncs=sys.argv[2] == "syncs")
    os.write(1, b"%d\\n" % n)
"""


@pytest.mark.parametrize("syncs", ["syncs", "noted alone"])
def test_what_was_acknowledged_is_there_after_kill_9_from_outside(tmp_path, file, syncs):
    environment = {
        **os.environ,
        "ROSA_WORKBENCH_STATE": str(tmp_path / "state"),
        "PYTHONPATH": str(REPOSITORY),
    }
    store = Store(Disk(), tmp_path / "state")
    for heard in (1, 150):
        with subprocess.Popen(
            [sys.executable, "-c", TYPIST, str(file), syncs], stdout=subprocess.PIPE, env=environment
        ) as process:
            output, text = process.stdout.fileno(), b""
            while text.count(b"\n") < heard and select.select([output], [], [], 30)[0]:
                text += os.read(output, 65536)
            process.send_signal(signal.SIGKILL)
            while more := os.read(output, 65536):
                text += more
        acknowledged = int(text.split(b"\n")[-2])
        session = Session.open(file, store)
        kept = int(session.drafts["cell"].split()[-1])
        assert kept in {acknowledged, acknowledged + 1}
        session.close()


def test_drafts_say_whose_they_are(store, file):
    with Session.open(file, store) as session:
        session.keep_draft("a", "b")
        first = store.drafts_of(file).read_bytes().split(b"\n")[0].partition(b" ")[2]
        assert json.loads(first) == {"project_id": "p0", "path": str(file)}
