"""What the last session could not save: found in its journal, and applied edit by edit.

Writers go on with the journal; readers look at it without touching anything. A journal that goes with no
version of the file is moved aside and never removed, and the session says so.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.edits import Edit, edit_from_json
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.store.atomic import NotWritten
from workbench.store.journal import (
    Base,
    Entry,
    Found,
    Journal,
    copy_aside,
    length_until,
    read_journal,
    set_aside,
)
from workbench.store.project_file import ProjectFile, load, read_sha256
from workbench.store.soundness import sound_sha256
from workbench.store.state import Store

_READS = 5


@dataclass(frozen=True)
class Recovered:
    """What a journal gave back: each edit between two projects, and what to tell people."""

    steps: tuple[tuple[Project, Edit, Project], ...] = ()
    journal: Journal | None = None
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A project as it stands for somebody who only reads: the file plus the edits in the journal."""

    project: Project
    revision: int
    file: ProjectFile
    unsaved_edits: int


def read_project(path: Path, store: Store | None = None) -> Reading:
    """Return the project at ``path`` with its unsaved edits; no lock, nothing written.

    Raises ProjectFileError when the file cannot be read.
    """
    store, path = store or Store(), path.resolve()
    for _ in range(_READS):
        file = load(store.disk, path, sound_sha256(store, path))
        journal = find_journal(store, path, file)
        if journal is not None:
            with suppress(OSError):
                waiting = read_journal(store.disk, journal).edits_after(file.header.sha256)
                if waiting is not None:
                    steps = _apply(file.project, waiting)
                    project = steps[-1][2] if steps else file.project
                    return Reading(project, file.header.revision + len(steps), file, len(steps))
        with suppress(OSError):  # somebody may have saved between our two looks
            if read_sha256(store.disk, path) != file.header.sha256:
                continue
        break
    return Reading(file.project, file.header.revision, file, 0)


def recover(store: Store, path: Path, file: ProjectFile) -> Recovered:
    """Return what the journal of ``path`` holds beyond ``file``, ready to go on. Raises NotWritten."""
    own = store.journal_of(path)
    journal = find_journal(store, path, file)
    try:
        if journal is None:
            return Recovered()
        if journal != own:  # the file was moved since; its journal comes along
            store.disk.replace(journal, own)
            store.disk.sync_folder(own.parent)
        found = read_journal(store.disk, own)
        waiting = found.edits_after(file.header.sha256)
        if waiting is None:
            return Recovered(notes=(_not_about_it(set_aside(store.disk, own), path),))
        return _go_on(store, path, file, found, waiting)
    except OSError as problem:
        raise NotWritten(own, problem) from problem


def find_journal(store: Store, path: Path, file: ProjectFile) -> Path | None:
    """Return the journal of the file at ``path``: its own, else that of a file which was moved here."""
    own = store.journal_of(path)
    if store.disk.exists(own):
        return own
    for name in store.disk.names(store.journals):
        candidate = store.journals / name
        if candidate.suffix != ".journal":
            continue
        with suppress(OSError):
            found = read_journal(store.disk, candidate)
            base = found.base
            about = base is not None and base.project_id == file.project.id and base.path != str(path)
            if base is None or not about or found.edits_after(file.header.sha256) is None:
                continue
            if not store.disk.exists(Path(base.path)):
                return candidate
    return None


def _go_on(
    store: Store, path: Path, file: ProjectFile, found: Found, waiting: tuple[Entry, ...]
) -> Recovered:
    own = store.journal_of(path)
    notes: list[Message] = []
    steps = _apply(file.project, waiting)
    if len(steps) < len(waiting):
        found = _until(found, waiting[len(steps)])
    if found.damage == "broken":
        notes.append(_broken(copy_aside(store.disk, own), len(steps)))
        found = replace(found, damage="torn")
    elif steps:
        notes.append(message(N_("Unsaved changes of the last session were recovered: {n}."), n=len(steps)))
    journal = Journal.resume(store.disk, own, found)
    base = Base(file.project.id, file.header.sha256, file.header.revision, str(path))
    if journal.base != base:
        journal.cut_at(base)
    return Recovered(steps, journal, tuple(notes))


def _apply(project: Project, waiting: tuple[Entry, ...]) -> tuple[tuple[Project, Edit, Project], ...]:
    """Apply edits in order and stop before the first that does not fit."""
    steps: list[tuple[Project, Edit, Project]] = []
    for entry in waiting:
        try:
            edit = edit_from_json(entry.edit)
            after = edit.apply(project)
        except ProjectError:
            break
        steps.append((project, edit, after))
        project = after
    return tuple(steps)


def _until(found: Found, entry: Entry) -> Found:
    kept = found.entries[: found.entries.index(entry)]
    return Found(found.base, kept, length_until(found, entry), "broken")


def _broken(aside: Path, n: int) -> Message:
    return message(
        N_(
            "The record of unsaved changes was damaged. Changes recovered from before the damage: {n}. "
            "The whole record was kept as {aside}."
        ),
        n=n,
        aside=str(aside),
    )


def _not_about_it(aside: Path, path: Path) -> Message:
    return message(
        N_(
            "Unsaved changes were found that belong to another version of {path}. They were not applied; "
            "their record was kept as {aside}."
        ),
        path=str(path),
        aside=str(aside),
    )
