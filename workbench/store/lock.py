"""One writer per project file: a small file beside it says who, where and since when.

It lies beside the project file because colleagues on other machines must see it. It is taken over only
when its owner is provably dead: same machine, and no process with that number and start. A lock of another
machine is never taken over; the message names the file that a person may remove.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import secrets
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from workbench.model.text import N_, ProjectError, message
from workbench.store import platform
from workbench.store.atomic import NotWritten
from workbench.store.disk import Disk
from workbench.store.state import Store


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: machine, process number and start, and since when (UTC)."""

    machine: str
    pid: int
    start: str | None
    since: str

    def may_live(self) -> bool:
        """Tell whether the holder may still be at work; False only with proof."""
        return self.machine != _machine() or platform.is_alive(self.pid, self.start)


class Locked(ProjectError):  # noqa: N818 - the word says what happened
    """Somebody else is changing the project file."""

    exit_code = 4

    def __init__(self, path: Path, lock: Path, holder: Holder | None) -> None:
        where = holder.machine.partition("/")[0] if holder else "?"
        super().__init__(
            message(
                N_(
                    "{path} is being changed on {machine} (process {pid}, since {since}). Close it there, "
                    "or open it read-only. If nobody has it open, remove {lock}."
                ),
                path=str(path),
                machine=where,
                pid=str(holder.pid) if holder else "?",
                since=holder.since if holder else "?",
                lock=str(lock),
            )
        )
        self.holder = holder


@dataclass(frozen=True)
class Lock:
    """A lock that this process holds."""

    disk: Disk
    path: Path
    contents: bytes

    def release(self) -> None:
        """Give the lock back, unless somebody removed it and made their own."""
        try:
            if self.disk.read(self.path) == self.contents:
                self.disk.remove(self.path)
        except OSError:
            return


def lock_path(project_file: Path) -> Path:
    """Return where the lock of a project file lies."""
    return project_file.with_name(f".{project_file.name}.lock")


def holder_of(disk: Disk, project_file: Path) -> Holder | None:
    """Return who holds the lock and may be alive; None when nobody does."""
    path = lock_path(project_file)
    try:
        holder = _holder(disk.read(path))
    except FileNotFoundError:
        return None
    except OSError:
        holder = None
    if holder is None:
        return Holder("?", 0, None, "?")
    return holder if holder.may_live() else None


def take_lock(store: Store, project_file: Path) -> Lock:
    """Return the lock of ``project_file``. Raises :class:`Locked`, or NotWritten where none can be made."""
    disk, path = store.disk, lock_path(project_file)
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    me = Holder(_machine(), os.getpid(), platform.process_start(os.getpid()), now)
    # The token makes the contents differ from every other lock, also of this same process.
    contents = json.dumps({**asdict(me), "token": secrets.token_hex(8)}).encode()
    try:
        disk.make_private_folder(store.folder)
        with disk.alone(store.folder / "locks.guard"):
            return _claim(disk, project_file, contents)
    except OSError as problem:
        raise NotWritten(path, problem) from problem


def _claim(disk: Disk, project_file: Path, contents: bytes) -> Lock:
    path = lock_path(project_file)
    temporary = project_file.with_name(f".{project_file.name}.{secrets.token_hex(4)}.lock.tmp")
    disk.write(temporary, [contents])
    try:
        if disk.exists(path) and holder_of(disk, project_file) is None:
            disk.remove(path)  # among the processes of this machine only one is here at a time
        try:
            if disk.claim(temporary, path):
                return Lock(disk, path, contents)
        except FileNotFoundError:
            pass  # the winner has tidied up after us already
        raise Locked(project_file, path, _holder(disk.read(path)))
    finally:
        disk.remove(temporary)


def _holder(contents: bytes) -> Holder | None:
    try:
        value = json.loads(contents)
        return Holder(str(value["machine"]), int(value["pid"]), value["start"], str(value["since"]))
    except (ValueError, KeyError, TypeError):
        return None


@cache
def _machine() -> str:
    return platform.machine()
