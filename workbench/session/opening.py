"""A project file taken by this process to change it, or looked at where it cannot be: who has it open, or wrote it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from workbench.model.text import N_, ProjectError, message
from workbench.session.recovery import Reading, read_project
from workbench.store.lock import Lock, holder_of, take_lock
from workbench.store.project_file import ProjectFile, ProjectFileError, load
from workbench.store.soundness import note_soundness, sound_sha256
from workbench.store.state import Store


def take_file(path: Path, store: Store) -> tuple[Lock, ProjectFile]:
    """Lock a project file and read it, to change it. Raises Locked, or ProjectFileError where it cannot be read."""
    if not store.disk.exists(path):
        load(store.disk, path)  # says why it cannot be read, before a lock is left beside it
    lock = take_lock(store, path)
    try:
        file = load(store.disk, path, sound_sha256(store, path))
        note_soundness(store, path, file.header.sha256, file.size_bytes)
        if not file.may_be_written:
            raise _written_by_a_newer_program(path, file)
    except BaseException:
        lock.release()
        raise
    return lock, file


def read_only_project(path: Path, store: Store) -> tuple[Reading, ProjectError]:
    """Return the project at ``path`` with its unsaved edits, and why it cannot be changed here.

    Raises ProjectFileError when it cannot be read.
    """
    reading = read_project(path, store)
    if not reading.file.may_be_written:
        return reading, _written_by_a_newer_program(path, reading.file)
    holder = holder_of(store.disk, path)
    if holder is None:
        return reading, ProjectError(
            message(N_("This project was opened to look at. Open it again to change it."))
        )
    return reading, ProjectError(
        message(
            N_(
                "This project is open elsewhere ({machine}, since {since}). Look around here, or close it there "
                "first."
            ),
            machine=holder.machine.partition("/")[0],
            since=_local(holder.since),
        )
    )


def _written_by_a_newer_program(path: Path, file: ProjectFile) -> ProjectFileError:
    """Return the refusal to change what a newer program wrote."""
    return ProjectFileError(
        message(
            N_(
                "{path} was written by a newer version of the program (format {format}) and can only be read "
                "with this one. Nothing was changed. Open it with a newer version to change it."
            ),
            path=str(path),
            format=file.header.format,
        )
    )


def _local(since: str) -> str:
    """Return the moment of a lock as a clock here shows it."""
    with suppress(ValueError):
        return dt.datetime.fromisoformat(since).astimezone().strftime("%Y-%m-%d %H:%M")
    return since
