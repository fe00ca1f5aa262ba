"""A session: one project open for change. Window, command line, import and recovery all go through ``do``.

The order is what keeps work safe: the edit is applied to a value, put into the journal (on the disk), and
only then remembered and announced. An edit that is refused at any point has not happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from workbench.edits import Edit, edit_to_json
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.session.change import Change
from workbench.session.history import History, Step, step_name
from workbench.session.inverse import inverse
from workbench.session.recovery import Recovered, recover
from workbench.store.atomic import NotWritten, remove_leftovers, write_atomically
from workbench.store.disk import Chunk, Disk
from workbench.store.journal import Base, Journal
from workbench.store.lock import Lock, take_lock
from workbench.store.project_file import Encoded, Encoder, ProjectFile, ProjectFileError, load, read_sha256
from workbench.store.purge import remove_traces, traces
from workbench.store.snapshots import take_snapshot
from workbench.store.state import Store

Subscriber = Callable[[Change], None]


@dataclass(frozen=True)
class Saved:
    """Where a project was saved. A conflict copy when somebody else had changed the file meanwhile."""

    path: Path
    revision: int
    is_conflict_copy: bool = False


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Session:
    """A project file open for change by this process. Made by :meth:`open` or :meth:`create`."""

    def __init__(
        self, store: Store, path: Path, lock: Lock, file: ProjectFile, now: Callable[[], dt.datetime]
    ) -> None:
        self.store = store
        self.path = path
        self.project: Project = file.project
        self.revision = file.header.revision
        self.notes: tuple[Message, ...] = ()
        self.recovered_edits = 0
        self._file = file
        self._lock = lock
        self._now = now
        self._base = Base(file.project.id, file.header.sha256, file.header.revision, str(path))
        self._seen = {file.header.sha256}
        self._journal: Journal | None = None
        self._history = History()
        self._encoder = Encoder(file.lines)
        self._subscribers: list[Subscriber] = []

    @classmethod
    def open(
        cls, path: Path, store: Store | None = None, *, now: Callable[[], dt.datetime] = _utc_now
    ) -> Self:
        """Open a project for change and recover what the last session could not save.

        Raises Locked while somebody else has it open, ProjectFileError when it cannot be read, NotWritten
        when nothing could be kept safe.
        """
        store, path = store or Store(), path.resolve()
        if not store.disk.exists(path):
            load(store.disk, path)  # says why it cannot be read, before a lock is left beside it
        lock = take_lock(store, path)
        try:
            file = load(store.disk, path)
            if not file.may_be_written:
                raise _read_only(path, file)
            session = cls(store, path, lock, file, now)
            remove_leftovers(store.disk, path)
            if file.was_migrated:
                session._pin([store.disk.read(path)], "migration")
            session._take_over(recover(store, path, file))
        except BaseException:
            lock.release()
            raise
        return session

    @classmethod
    def create(
        cls,
        path: Path,
        project: Project,
        store: Store | None = None,
        *,
        now: Callable[[], dt.datetime] = _utc_now,
    ) -> Self:
        """Make a new project file and open it. Raises ProjectError when there is one already."""
        store, path = store or Store(), path.resolve()
        write_new(path, project, store.disk)
        return cls.open(path, store, now=now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_dirty(self) -> bool:
        """Whether there are edits that only the journal holds."""
        return self.revision != self._base.revision

    @property
    def undo_name(self) -> Message | None:
        """What undo would take back; None when there is nothing."""
        return step_name(self._history.undo_step)

    @property
    def redo_name(self) -> Message | None:
        """What redo would repeat; None when there is nothing."""
        return step_name(self._history.redo_step)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Let ``subscriber`` hear of every change, after it is durable; return how to stop that."""
        self._subscribers.append(subscriber)

        def stop() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return stop

    def do(self, edit: Edit, *, cause: object = None, token: str | None = None) -> Change:
        """Apply ``edit``, durably, and tell the subscribers. Raises ProjectError and nothing has happened.

        Edits with the same ``token`` and target and fields merge into one step of undo (typing).
        """
        before = self.project
        after = edit.apply(before)
        self._keep(edit)
        self._history.push(Step(before, after, edit, token))
        return self._announce(Change(cause, before, after, edit, self.revision))

    def undo(self, *, cause: object = None) -> Change | None:
        """Take the newest step back, durably; None when there is none."""
        step = self._history.undo_step
        if step is None:
            return None
        back = inverse(step.edit, step.before)
        if back.apply(step.after) != step.before:
            raise ProjectError(message(N_("This step cannot be taken back. Change it by hand instead.")))
        self._keep(back)
        self._history.note_undone()
        return self._announce(Change(cause, step.after, step.before, back, self.revision))

    def redo(self, *, cause: object = None) -> Change | None:
        """Repeat the newest step that was taken back, durably; None when there is none."""
        step = self._history.redo_step
        if step is None:
            return None
        self._keep(step.edit)
        self._history.note_redone()
        return self._announce(Change(cause, step.before, step.after, step.edit, self.revision))

    def save(self) -> Saved:
        """Write the file if anything changed, verify it, and cut the journal; "saved" is true afterwards.

        When somebody else changed the file, the work goes to a conflict copy and the session goes on there.
        Raises NotWritten; everything is still in the journal then, and saving may be tried again.
        """
        if self.is_dirty or self._file.was_migrated:
            return self._write()
        return Saved(self.path, self.revision)

    def pin(self, reason: str) -> None:
        """Keep a copy before something big ("import", "merge", "bulk-delete"). Raises NotWritten or OSError."""
        self._pin(self._encode().chunks, reason)

    def traces(self) -> tuple[Path, ...]:
        """Return the files outside the project file that :meth:`purge` would remove."""
        return traces(self.store, self.path, self.project.id)

    def purge(self) -> tuple[Path, ...]:
        """Write the file anew and remove everything else that may hold what was deleted; return what went.

        Undo is forgotten too. Raises NotWritten or OSError.
        """
        self._write(with_snapshot=False)
        gone = remove_traces(self.store, self.path, self.project.id)
        self._journal = None
        self._history.clear()
        return gone

    def close(self, *, save: bool = False) -> None:
        """Give the file back. Without ``save``, unsaved edits stay in the journal for the next session."""
        try:
            if save:
                self.save()
            if self._journal is not None and not self.is_dirty:
                with suppress(OSError):
                    self._journal.remove()
                self._journal = None
        finally:
            self._lock.release()
            self._subscribers.clear()

    def _keep(self, edit: Edit) -> None:
        if self._journal is None:
            self._journal = Journal.start(self.store.disk, self.store.journal_of(self.path), self._base)
        try:
            self.revision = self._journal.append(edit_to_json(edit))
        except ValueError as problem:  # not a number, or half a character: nothing that JSON can hold
            raise ProjectError(
                message(N_("The change holds a value that cannot be stored ({reason})."), reason=str(problem))
            ) from problem

    def _announce(self, change: Change) -> Change:
        self.project = change.after
        for subscriber in tuple(self._subscribers):
            subscriber(change)
        return change

    def _take_over(self, recovered: Recovered) -> None:
        self._journal = recovered.journal
        self.notes = recovered.notes
        self.recovered_edits = len(recovered.steps)
        for before, edit, after in recovered.steps:
            self._history.push(Step(before, after, edit))
            self.project = after
            self.revision += 1

    def _encode(self) -> Encoded:
        return self._encoder.encode(self.project, self.revision, self._file)

    def _write(self, *, with_snapshot: bool = True) -> Saved:
        encoded = self._encode()
        if self._journal is not None:
            self._journal.mark_saved(encoded.sha256)
        self._seen.add(encoded.sha256)
        written = write_atomically(self.store.disk, self.path, encoded.chunks, is_ours=self._is_ours)
        base = Base(self.project.id, encoded.sha256, self.revision, str(written))
        if written != self.path:
            self._move_to(written)
        elif self._journal is not None:
            self._journal.cut_at(base)
        is_conflict_copy = written != Path(self._base.path)
        self._base = base
        if with_snapshot:
            self._snapshot(encoded)
        return Saved(written, self.revision, is_conflict_copy)

    def _is_ours(self) -> bool:
        return read_sha256(self.store.disk, self.path) in self._seen

    def _move_to(self, copy: Path) -> None:
        """Go on with the conflict copy, which holds everything; the other's file is theirs."""
        theirs, self._lock = self._lock, take_lock(self.store, copy)
        theirs.release()
        if self._journal is not None:
            with suppress(OSError):
                self._journal.remove()
            self._journal = None
        self.path = copy

    def _snapshot(self, encoded: Encoded) -> None:
        """Keep a copy if one is due. A disk too full for copies must not stop the work."""
        with suppress(OSError, NotWritten):
            take_snapshot(
                self.store,
                self.project.id,
                self.revision,
                encoded.chunks,
                now=self._now(),
            )

    def _pin(self, chunks: Sequence[Chunk], reason: str) -> None:
        take_snapshot(self.store, self.project.id, self.revision, chunks, now=self._now(), pinned_for=reason)


def write_new(path: Path, project: Project, disk: Disk) -> None:
    """Write a project file that is not there yet. Raises ProjectError when it is, else NotWritten."""
    if disk.exists(path):
        raise ProjectError(
            message(N_("{path} is there already. Choose another name, or open it."), path=str(path))
        )
    write_atomically(disk, path, Encoder().encode(project, 0).chunks)


def _read_only(path: Path, file: ProjectFile) -> ProjectFileError:
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
