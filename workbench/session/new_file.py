"""Project files that were not there before: a new project, a copy to go on with, a snapshot brought back."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message
from workbench.store.atomic import NotWritten, write_atomically
from workbench.store.disk import Disk
from workbench.store.journal import Base, Journal, set_aside
from workbench.store.lock import Lock, take_lock
from workbench.store.project_file import Encoded, Encoder, load
from workbench.store.state import Store

SUFFIX = ".rosa"
PART_SUFFIX = ".rosapart"
"""What the name of a project's file ends in, and that of a department's part."""


def write_new(path: Path, project: Project, disk: Disk) -> None:
    """Write a project file that is not there yet. Raises ProjectError when it is, else NotWritten."""
    refuse_existing(path, disk)
    write_atomically(disk, path, Encoder().encode(project, 0).chunks)


def write_copy(path: Path, encoded: Encoded, store: Store) -> Lock:
    """Write a file that this process goes on with, and return its lock. Raises Locked or NotWritten.

    What an earlier file of that name left unsaved is kept aside.
    """
    lock = take_lock(store, path)
    try:
        write_atomically(store.disk, path, encoded.chunks)
        with suppress(OSError):
            if store.disk.exists(store.journal_of(path)):
                set_aside(store.disk, store.journal_of(path))
    except BaseException:
        lock.release()
        raise
    return lock


def take_copy(copy: Path, base: Base, journal: Journal, store: Store) -> tuple[Lock, Journal | None]:
    """Return the lock of a copy to go on with, and a journal of its own with what ``journal`` holds beyond ``base``.

    None where there is nothing beyond. Raises Locked or NotWritten.
    """
    lock = take_lock(store, copy)
    try:
        later = journal.edits_after(base.revision)
        own = Journal.start(store.disk, store.journal_of(copy), base, later) if later else None
    except OSError as problem:
        lock.release()
        raise NotWritten(journal.path, problem) from problem
    except BaseException:
        lock.release()
        raise
    return lock, own


def restore_copy(snapshot: Path, path: Path, store: Store | None = None) -> None:
    """Write what ``snapshot`` holds to the new file ``path``; nothing else is touched.

    Raises ProjectFileError when the snapshot cannot be read, ProjectError when ``path`` is there already,
    NotWritten.
    """
    disk = (store or Store()).disk
    refuse_existing(path, disk)
    file = load(disk, snapshot)
    encoded = Encoder(file.lines).encode(file.project, file.header.revision, file)
    write_atomically(disk, path.resolve(), encoded.chunks)


def refuse_existing(path: Path, disk: Disk) -> None:
    """Raise ProjectError when ``path`` is there already."""
    if disk.exists(path):
        raise ProjectError(
            message(N_("{path} is there already. Choose another name, or open it."), path=str(path))
        )
