"""A session: one project open for change. Window, command line, import and recovery all go through ``do``.

The order is what keeps work safe: the edit is applied to a value, put into the journal (on the disk), and
only then remembered and announced. An edit that is refused at any point has not happened. A session belongs
to one thread; of a save, the long part may run in another (:mod:`.saving`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock as ThreadLock
from types import MappingProxyType
from typing import Self

from workbench.edits import Edit, edit_to_json
from workbench.model.pause import Pause, nothing, pausing
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.session.change import Change
from workbench.session.history import History, Step, step_name
from workbench.session.inverse import inverse
from workbench.session.new_file import refuse_existing, take_copy, write_copy, write_new
from workbench.session.opening import read_only_project, take_file
from workbench.session.recovery import Recovered, recover
from workbench.session.saving import Saved, SaveJob
from workbench.store.atomic import remove_leftovers
from workbench.store.disk import Chunk
from workbench.store.drafts import Drafts
from workbench.store.forgetting import masking, without_deleted
from workbench.store.journal import Base, Journal
from workbench.store.lock import Lock
from workbench.store.project_file import Encoder, ProjectFile
from workbench.store.purge import remove_traces, traces
from workbench.store.snapshots import Snapshot, snapshots, take_snapshot
from workbench.store.state import Store

Subscriber = Callable[[Change], None]


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Session:
    """A project file open for change by this process. Made by :meth:`open` or :meth:`create`.

    ``on_disk_at`` is when the last edit was put on this machine, ``saved_at`` when the file was written (None:
    nobody can say). ``save_problem`` says why the last save did not happen. Made by :meth:`open_for_reading`
    it takes no edits, and ``is_read_only`` says so.
    """

    def __init__(
        self,
        store: Store,
        path: Path,
        lock: Lock | None,
        file: ProjectFile,
        now: Callable[[], dt.datetime],
        why_read_only: ProjectError | None = None,
    ) -> None:
        self.store = store
        self.path = path
        self.project: Project = file.project
        self.revision = file.header.revision
        self.notes: tuple[Message, ...] = ()
        self.recovered_edits = 0
        self.saved_at = self.on_disk_at = store.disk.modified(path)
        self.save_problem: Message | None = None
        self._file = file
        self._lock = lock
        self._now = now
        self._why_read_only = why_read_only
        self._base = Base(file.project.id, file.header.sha256, file.header.revision, str(path))
        self._seen = {file.header.sha256}
        self._is_old_format = file.was_migrated
        self._journal: Journal | None = None
        self._making_journal = ThreadLock()
        self._job: SaveJob | None = None
        self._history = History()
        self._encoder = Encoder(file.lines)
        self._subscribers: list[Subscriber] = []
        self._drafts = Drafts(store, path, file.project.id)
        self._old_drafts = {} if why_read_only else self._drafts.texts

    @classmethod
    def open(
        cls,
        path: Path,
        store: Store | None = None,
        *,
        now: Callable[[], dt.datetime] = _utc_now,
        pause: Pause = nothing,
    ) -> Self:
        """Open a project for change and recover what the last session could not save.

        Any thread may do so; ``pause`` is called every few milliseconds, and what it raises leaves the file
        as it was. Raises Locked while somebody else has it open, ProjectFileError when it cannot be read,
        NotWritten when nothing could be kept safe.
        """
        with pausing(pause):
            return cls._open(path.resolve(), store or Store(), now)

    @classmethod
    def _open(cls, path: Path, store: Store, now: Callable[[], dt.datetime]) -> Self:
        lock, file = take_file(path, store)
        try:
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
    def open_for_reading(cls, path: Path, store: Store | None = None) -> Self:
        """Look at a project that is open elsewhere, or that a newer program wrote: the file and its journal.

        Nothing is locked or written, and every edit is refused, saying who has it open. Raises
        ProjectFileError when it cannot be read.
        """
        store, path = store or Store(), path.resolve()
        reading, why = read_only_project(path, store)
        session = cls(store, path, None, reading.file, _utc_now, why)
        session.project, session.revision = reading.project, reading.revision
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

    def __exit__(self, *_problem: object) -> None:
        self.close()

    @property
    def is_read_only(self) -> bool:
        """Whether every edit is refused."""
        return self._why_read_only is not None

    @property
    def is_dirty(self) -> bool:
        """Whether there are edits that only the journal holds."""
        return not self.is_read_only and self.revision != self._base.revision

    @property
    def drafts(self) -> Mapping[str, str]:
        """What was being typed when the last session died, by place; what is dropped since is not in it."""
        return MappingProxyType(self._old_drafts)

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
        self._check_writable()
        before = self.project
        after = edit.apply(before)
        self._keep(edit)
        self._history.push(Step(before, after, edit, token))
        return self._announce(Change(cause, before, after, edit, self.revision))

    def undo(self, *, cause: object = None) -> Change | None:
        """Take the newest step back, durably; None when there is none."""
        self._check_writable()
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
        self._check_writable()
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
        job = self.begin_save()
        if job is None:
            return Saved(self.path, self.revision)
        return self._run_and_finish(job)

    def begin_save(self) -> SaveJob | None:
        """Begin to save the project as it is now: give the job's ``run`` to any thread, then finish it.

        None when everything is in the file. An earlier job that nobody finished is settled first: given up,
        or finished if its file is in place. Raises ProjectError for a session that only reads.
        """
        self._check_writable()
        self._settle()
        if not self.is_dirty and not self._is_old_format:
            return None
        self._job = self._new_job()
        return self._job

    def finish_save(self, job: SaveJob) -> Saved:
        """Take over what ``job`` wrote; edits made meanwhile stay in the journal. Call it when ``run`` returned.

        Raises NotWritten when the session cannot go on with a conflict copy.
        """
        if self._job is not job or job.written is None:  # given up, or settled by a later save
            return Saved(self.path, self._base.revision)
        self._job = None
        is_conflict_copy = job.written != self.path
        if is_conflict_copy:
            self._move_to(job.written, job.base)
        self._base = job.base
        self._is_old_format = False
        self.saved_at, self.save_problem = job.written_at, None
        return Saved(job.written, job.revision, is_conflict_copy)

    def abandon_save(self, job: SaveJob) -> Saved | None:
        """Let go of ``job``, whose ``run`` ended early; return what it had saved all the same, if anything.

        Where its ``run`` is under way in another thread, this waits until it notices, at its next checkpoint.
        """
        job.give_up()
        if self._job is job:
            if job.written is not None:
                return self.finish_save(job)
            self._job, self.save_problem = None, job.problem
        return None

    def save_as(self, path: Path, *, replaces: bool = False) -> Saved:
        """Write a copy of the project to ``path`` and go on there; the old file and its journal stay as they are.

        It stays the same project (the same id), so that copies can be merged. A session that only reads can
        change the copy. ``replaces``: a file that is there may go. Raises ProjectError when one is and may
        not, Locked or NotWritten; the session goes on with its old file then.
        """
        path = path.resolve()
        if path == self.path and not self.is_read_only:
            return self.save()
        if not self._file.may_be_written:
            self._check_writable()
        if path == self.path or not replaces:
            refuse_existing(path, self.store.disk)
        encoded = self._encoder.encode(self.project, self.revision, self._file)
        lock = write_copy(path, encoded, self.store)
        self._let_go()
        self._base = Base(self.project.id, encoded.sha256, self.revision, str(path))
        self.path, self._lock, self._journal, self._why_read_only = path, lock, None, None
        self._seen = {encoded.sha256}
        self._is_old_format = False
        self._drafts, self._old_drafts = Drafts(self.store, path, self.project.id), {}
        self._drafts.remove()
        self.saved_at, self.save_problem = self._now(), None
        return Saved(path, self.revision)

    def keep_draft(self, place: str, text: str, *, syncs: bool = True) -> bool:
        """Put what is being typed at ``place`` on the disk, with one write; tell whether it is there.

        Without ``syncs`` it outlives the program alone, and costs next to nothing.
        """
        return not self.is_read_only and self._drafts.keep(place, text, syncs=syncs)

    def drop_draft(self, place: str) -> None:
        """Forget what was being typed at ``place``."""
        self._old_drafts.pop(place, None)
        if not self.is_read_only:
            self._drafts.drop(place)

    def snapshots(self) -> tuple[Snapshot, ...]:
        """Return the kept copies of this project (when, why, where, revision), the newest first. Raises OSError."""
        return tuple(reversed(snapshots(self.store, self.project.id)))

    def pin(self, reason: str) -> None:
        """Keep a copy before something big ("import", "merge", "bulk-delete"). Raises NotWritten or OSError."""
        self._pin(self._encoder.encode(self.project, self.revision, self._file).chunks, reason)

    def traces(self) -> tuple[Path, ...]:
        """Return the files outside the project file that :meth:`purge` would remove."""
        return traces(self.store, self.path, self.project.id)

    def purge(self) -> tuple[Path, ...]:
        """Write the file anew and remove everything else that may hold what was deleted; return what went.

        What the file itself keeps of earlier words goes as well (``store.forgetting``). Undo is forgotten too.
        Raises NotWritten or OSError.
        """
        self._check_writable()
        self._settle()
        earlier = masking(self.project)
        if earlier is not None:
            self.do(earlier)
        self.project = without_deleted(self.project)
        self._job = self._new_job(with_snapshot=False)
        self._run_and_finish(self._job)
        gone = remove_traces(self.store, self.path, self.project.id)
        self._journal = None
        self._history.clear()
        self._drafts.remove()
        self._old_drafts = {}
        return gone

    def close(self, *, save: bool = False) -> None:
        """Give the file back. Without ``save``, unsaved edits stay in the journal for the next session.

        What was being typed is forgotten.
        """
        try:
            if save and not self.is_read_only:
                self.save()
            self._settle()
            if self._journal is not None and not self.is_dirty:
                with suppress(OSError):
                    self._journal.remove()
                self._journal = None
        finally:
            self._let_go()
            self._subscribers.clear()

    def _let_go(self) -> None:
        """Give the file back, and forget what was being typed in it."""
        self._settle()
        if self._lock is not None:
            self._drafts.remove()
            self._lock.release()
            self._lock = None

    def _check_writable(self) -> None:
        if self._why_read_only is not None:
            raise self._why_read_only

    def _keep(self, edit: Edit) -> None:
        try:
            self.revision = self._present_journal().append(edit_to_json(edit))
            self.on_disk_at = self._now()
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
        if recovered.steps and self._journal is not None:
            self.on_disk_at = self.store.disk.modified(self._journal.path)
        for before, edit, after in recovered.steps:
            self._history.push(Step(before, after, edit))
            self.project = after
            self.revision += 1

    def _present_journal(self) -> Journal:
        """Return the journal, made if there is none: by an edit, or in the thread that saves."""
        with self._making_journal:
            if self._journal is None:
                self._journal = Journal.start(self.store.disk, self.store.journal_of(self.path), self._base)
            return self._journal

    def _new_job(self, *, with_snapshot: bool = True) -> SaveJob:
        return SaveJob(
            store=self.store,
            path=self.path,
            project_id=self.project.id,
            revision=self.revision,
            encode=partial(self._encoder.encode, self.project, self.revision, self._file),
            journal=self._present_journal,
            seen=self._seen,
            now=self._now,
            with_snapshot=with_snapshot,
        )

    def _run_and_finish(self, job: SaveJob) -> Saved:
        try:
            job.run()
        except BaseException:
            self.abandon_save(job)
            raise
        return self.finish_save(job)

    def _settle(self) -> None:
        if self._job is not None:
            self.abandon_save(self._job)

    def _move_to(self, copy: Path, base: Base) -> None:
        """Go on with the conflict copy, which holds all but the edits since; the other's file is theirs."""
        old = self._present_journal()
        lock, journal = take_copy(copy, base, old, self.store)
        if self._lock is not None:
            self._lock.release()
        with suppress(OSError):
            old.remove()
        self._lock, self._journal, self.path = lock, journal, copy
        self._drafts = self._drafts.moved_to(copy)

    def _pin(self, chunks: Sequence[Chunk], reason: str) -> None:
        take_snapshot(self.store, self.project.id, self.revision, chunks, now=self._now(), pinned_for=reason)
