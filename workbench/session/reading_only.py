"""Looking at a project that cannot be changed here: who has it open, or that a newer program wrote it."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path

from workbench.model.text import N_, ProjectError, message
from workbench.session.recovery import Reading, read_project
from workbench.store.lock import holder_of
from workbench.store.project_file import ProjectFile, ProjectFileError
from workbench.store.state import Store


def read_only_project(path: Path, store: Store) -> tuple[Reading, ProjectError]:
    """Return the project at ``path`` with its unsaved edits, and why it cannot be changed here.

    Raises ProjectFileError when it cannot be read.
    """
    reading = read_project(path, store)
    if not reading.file.may_be_written:
        return reading, written_by_a_newer_program(path, reading.file)
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


def written_by_a_newer_program(path: Path, file: ProjectFile) -> ProjectFileError:
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
