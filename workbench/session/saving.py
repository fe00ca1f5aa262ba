"""Saving in three steps, so that the long one can be done beside a window that goes on taking edits.

What is saved is the project as it was when the save began; nothing mutates it, so no other thread is in the
way. Between the mark in the journal and the replacing of the file nobody pauses, and a save that was given up
does not get there: an older project can never take the place of a newer one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from workbench.model.pause import Pause, checkpoint, nothing, pausing
from workbench.model.text import Message, ProjectError
from workbench.store.atomic import Beside, NotWritten, write_beside
from workbench.store.disk import Chunk
from workbench.store.journal import Base, Journal
from workbench.store.project_file import Encoded, read_sha256
from workbench.store.snapshots import take_snapshot
from workbench.store.soundness import note_soundness
from workbench.store.state import Store


class _GivenUp(Exception):  # noqa: N818 - not an error: somebody saves something newer
    """A save was given up before it had come to its end."""


@dataclass(frozen=True)
class Saved:
    """Where a project was saved. A conflict copy when somebody else had changed the file meanwhile."""

    path: Path
    revision: int
    is_conflict_copy: bool = False


@dataclass(eq=False)
class SaveJob:
    """One save. Made by a session's ``begin_save``; ``run`` may be called in any thread, once."""

    store: Store
    path: Path
    project_id: str
    revision: int
    encode: Callable[[], Encoded]
    journal: Callable[[], Journal]
    seen: set[str]
    now: Callable[[], dt.datetime]
    with_snapshot: bool = True
    written: Path | None = None
    """The file that holds the project, as soon as it does."""
    written_at: dt.datetime | None = None
    sha256: str = ""
    problem: Message | None = None
    is_given_up: bool = False
    _running: Lock = field(default_factory=Lock)

    def run(self, pause: Pause = nothing) -> None:
        """Write and verify the file, cut the journal, and keep a snapshot if one is due.

        ``pause`` is called every few milliseconds of work; what it raises ends the save, which then has
        happened if ``written`` is set. A job that is given up meanwhile ends quietly. Raises NotWritten;
        everything is still in the journal then.
        """

        def pause_or_end() -> None:
            if self.is_given_up:
                raise _GivenUp
            pause()

        try:
            with self._running, pausing(pause_or_end):
                checkpoint()
                encoded = self.encode()
                checkpoint()
                beside = write_beside(self.store.disk, self.path, encoded.chunks)
                self._put_in_place(beside, encoded.sha256)
                checkpoint()
                note_soundness(self.store, self.written or self.path, encoded.sha256, encoded.size_bytes)
                if self.written == self.path:
                    self.journal().cut_at(self.base)
                    checkpoint()
                if self.with_snapshot:
                    self._snapshot(encoded.chunks)
        except _GivenUp:
            return
        except ProjectError as problem:
            self.problem = problem.message
            raise

    def give_up(self) -> None:
        """Let the save not happen any more (where its file is in place already, it has); wait for its end."""
        self.is_given_up = True
        with self._running:
            return

    @property
    def base(self) -> Base:
        """What a journal says of the file that was written."""
        return Base(self.project_id, self.sha256, self.revision, str(self.written))

    def _put_in_place(self, beside: Beside, sha256: str) -> None:
        try:
            with pausing(nothing):
                self.journal().mark_saved(sha256, self.revision)
                self.seen.add(sha256)
                self.sha256 = sha256
                self.written = beside.put_in_place(self._is_ours)
                self.written_at = self.now()
        except NotWritten:
            beside.remove()
            raise

    def _is_ours(self) -> bool:
        return read_sha256(self.store.disk, self.path) in self.seen

    def _snapshot(self, chunks: tuple[Chunk, ...]) -> None:
        """Keep a copy if one is due. A disk too full for copies must not stop the work."""
        with suppress(OSError, NotWritten):
            take_snapshot(self.store, self.project_id, self.revision, chunks, now=self.now())
