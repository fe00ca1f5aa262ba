"""The journal: every edit on the disk before anybody hears of it, until a saved file holds it.

A text file of lines ``CRC32 sequence JSON``. The first says which project file it goes with (by the sha256 of
its contents); the others are edits, whose sequence is the project's revision after them, and marks: "a file
with this sha256 is about to be saved at this sequence", which may be an earlier one, as edits go on while a file
is written. Through the marks a journal also goes with the file that replaced its base, so it does not matter
where between replacing and cutting a machine stops.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from workbench.model.pause import nothing, pausing
from workbench.store.atomic import Beside, NotWritten, free_name, write_atomically, write_beside
from workbench.store.disk import Disk

_VERSION = 1


@dataclass(frozen=True)
class Base:
    """Which file a journal goes with: the project, the sha256 and revision it had, and where it lay."""

    project_id: str
    sha256: str
    revision: int
    path: str


@dataclass(frozen=True)
class Entry:
    """One line after the first: an edit as JSON, or the mark of a file about to be saved."""

    sequence: int
    edit: dict[str, Any] | None = None
    saved_sha256: str | None = None


@dataclass(frozen=True)
class Found:
    """What a journal on the disk holds: its sound lines, how far they reach, and what follows them.

    ``damage`` is "none", "torn" (an append that did not finish) or "broken" (anything else).
    """

    base: Base | None
    entries: tuple[Entry, ...]
    length_bytes: int
    damage: Literal["none", "torn", "broken"]

    def edits_after(self, sha256: str) -> tuple[Entry, ...] | None:
        """Return the edits that the file with ``sha256`` lacks; None when the journal is not about it."""
        if self.base is None:
            return None
        known = {entry.saved_sha256: entry.sequence for entry in self.entries if entry.saved_sha256}
        known.setdefault(self.base.sha256, self.base.revision)
        if sha256 not in known:
            return None
        return tuple(
            entry for entry in self.entries if entry.edit is not None and entry.sequence > known[sha256]
        )


def read_journal(disk: Disk, path: Path) -> Found:
    """Return what the journal at ``path`` holds; nothing on the disk changes. Raises OSError."""
    contents = disk.read(path)
    lines = contents.split(b"\n")
    rest = lines.pop()
    base: Base | None = None
    entries: list[Entry] = []
    length = 0
    for number, line in enumerate(lines):
        payload = _payload(line)
        if number == 0:
            base = _base(payload)
            sound = base is not None
        else:
            entry = _entry(payload)
            sound = entry is not None and _follows(entry, entries, base)
            if sound and entry is not None:
                entries.append(entry)
        if not sound:
            last = number == len(lines) - 1 and not rest and number > 0
            return Found(base, tuple(entries), length, "torn" if last else "broken")
        length += len(line) + 1
    if base is None:
        return Found(None, (), 0, "broken")
    return Found(base, tuple(entries), length, "torn" if rest else "none")


def length_until(found: Found, entry: Entry) -> int:
    """Return how many bytes of the journal come before ``entry``."""
    at = found.entries.index(entry)
    return found.length_bytes - sum(len(_entry_line(one)) for one in found.entries[at:])


class Journal:
    """An open journal, appended to by one session. Made by :meth:`start` or :meth:`resume`."""

    def __init__(self, disk: Disk, path: Path, base: Base, sequence: int, length_bytes: int) -> None:
        self._disk = disk
        self.path = path
        self.base = base
        self.sequence = sequence
        self._length_bytes = length_bytes
        self._is_unsure = False
        self._one_at_a_time = Lock()

    @classmethod
    def start(cls, disk: Disk, path: Path, base: Base, later: Sequence[Entry] = ()) -> Journal:
        """Make a journal for ``base`` with the edits ``later``, durably. Raises :class:`NotWritten`."""
        lines = [_header_line(base), *map(_entry_line, later)]
        try:
            disk.make_private_folder(path.parent)
        except OSError as problem:
            raise NotWritten(path, problem) from problem
        write_atomically(disk, path, lines, private=True)
        sequence = later[-1].sequence if later else base.revision
        return cls(disk, path, base, sequence, sum(map(len, lines)))

    @classmethod
    def resume(cls, disk: Disk, path: Path, found: Found) -> Journal:
        """Go on with a journal that was read: a torn last line is cut, anything else kept aside first."""
        if found.base is None:
            raise ValueError("a journal without a base cannot be resumed")
        sequence = _last(found.entries, found.base)
        journal = cls(disk, path, found.base, sequence, found.length_bytes)
        try:
            if found.damage == "broken":
                copy_aside(disk, path)
            if found.damage != "none":
                disk.cut(path, found.length_bytes)
        except OSError as problem:
            raise NotWritten(path, problem) from problem
        return journal

    def append(self, edit: dict[str, Any]) -> int:
        """Put ``edit`` on the disk and return its sequence; else raise :class:`NotWritten`."""
        with self._one_at_a_time:
            self._append(_line(self.sequence + 1, {"edit": edit}))
            self.sequence += 1
            return self.sequence

    def mark_saved(self, sha256: str, sequence: int | None = None) -> None:
        """Note that a file with ``sha256`` is about to be saved at ``sequence`` (None: the present one)."""
        with self._one_at_a_time:
            sequence = self.sequence if sequence is None else sequence
            self._append(_line(sequence, {"saved": sha256}))

    def edits_after(self, sequence: int) -> tuple[Entry, ...]:
        """Return the edits after ``sequence``. Raises OSError."""
        found = read_journal(self._disk, self.path)
        return tuple(one for one in found.entries if one.edit is not None and one.sequence > sequence)

    def cut_at(self, base: Base) -> None:
        """Let the journal go with the verified file ``base`` and drop what it already holds.

        Edits may be appended meanwhile, from another thread: the shorter journal is written beside the
        longer one and takes its place only if nothing came in between; else it is written again while
        appending waits. When the disk refuses, the longer journal stays and goes with the file just as
        well (by its mark).
        """
        with self._one_at_a_time:
            length = self._length_bytes
        with suppress(OSError, NotWritten):
            shorter = self._shorter(base)
            with self._one_at_a_time:
                if self._length_bytes == length and not self._is_unsure:
                    self._become(shorter, base)
                    return
            shorter[0].remove()
        # Nobody who appends may wait for somebody who pauses.
        with pausing(nothing), self._one_at_a_time, suppress(OSError, NotWritten):
            if self._is_unsure:
                self._make_sure()
            self._become(self._shorter(base), base)

    def _shorter(self, base: Base) -> tuple[Beside, int]:
        """Write the journal from ``base`` on beside this one; return it and its length in bytes."""
        found = read_journal(self._disk, self.path)
        later = [entry for entry in found.entries if entry.sequence > base.revision]
        lines = [_header_line(base), *map(_entry_line, later)]
        return write_beside(self._disk, self.path, lines, private=True), sum(map(len, lines))

    def _become(self, shorter: tuple[Beside, int], base: Base) -> None:
        self._is_unsure = True
        shorter[0].put_in_place()
        self.base, self._length_bytes = base, shorter[1]
        self._is_unsure = False

    def remove(self) -> None:
        """Remove the journal; only for one whose every edit is in a verified file."""
        self._disk.remove(self.path)

    def _append(self, line: bytes) -> None:
        try:
            if self._is_unsure:
                self._make_sure()
            self._is_unsure = True
            self._disk.append(self.path, line)
        except OSError as problem:
            with suppress(OSError):
                self._make_sure()
            raise NotWritten(self.path, problem) from problem
        self._is_unsure = False
        self._length_bytes += len(line)

    def _make_sure(self) -> None:
        """After a failure: which journal is there, how far is it sound, and is its name on the disk?"""
        found = read_journal(self._disk, self.path)
        if found.base is None:
            raise OSError(None, "the journal is damaged")
        beyond = [entry for entry in found.entries if entry.sequence > self.sequence]
        length = length_until(found, beyond[0]) if beyond else found.length_bytes
        self._disk.cut(self.path, length)
        self._disk.sync_folder(self.path.parent)
        self.base = found.base
        self._length_bytes = length
        self._is_unsure = False


def copy_aside(disk: Disk, path: Path) -> Path:
    """Keep a private copy of a journal that cannot be used as it is, and return where. Raises OSError."""
    aside = free_name(disk, path.with_suffix(".aside"), "kept")
    disk.write(aside, [disk.read(path)], private=True)
    disk.sync_folder(aside.parent)
    return aside


def set_aside(disk: Disk, path: Path) -> Path:
    """Move a journal that goes with no present file out of the way, and return where. Raises OSError."""
    aside = free_name(disk, path.with_suffix(".aside"), "kept")
    disk.replace(path, aside)
    disk.sync_folder(aside.parent)
    return aside


def _line(sequence: int, payload: dict[str, Any]) -> bytes:
    value = json.dumps(payload, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    text = f"{sequence} {value}".encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _header_line(base: Base) -> bytes:
    return _line(base.revision, {"journal": _VERSION, "project_id": base.project_id, "sha256": base.sha256,
                                 "path": base.path})  # fmt: skip


def _entry_line(entry: Entry) -> bytes:
    return _line(
        entry.sequence, {"edit": entry.edit} if entry.saved_sha256 is None else {"saved": entry.saved_sha256}
    )


def _payload(line: bytes) -> tuple[int, dict[str, Any]] | None:
    """Return sequence and JSON of a sound line; None when its CRC, form or JSON is wrong."""
    crc, _, text = line.partition(b" ")
    sequence, _, payload = text.partition(b" ")
    if crc != b"%08x" % zlib.crc32(text) or not sequence.isdigit():
        return None
    try:
        value = json.loads(payload)
    except ValueError:
        return None
    return (int(sequence), value) if isinstance(value, dict) else None


def _base(payload: tuple[int, dict[str, Any]] | None) -> Base | None:
    if payload is None or payload[1].get("journal") != _VERSION:
        return None
    texts = [payload[1].get(key) for key in ("project_id", "sha256", "path")]
    if not all(isinstance(text, str) for text in texts):
        return None
    return Base(str(texts[0]), str(texts[1]), payload[0], str(texts[2]))


def _entry(payload: tuple[int, dict[str, Any]] | None) -> Entry | None:
    if payload is None:
        return None
    edit, saved = payload[1].get("edit"), payload[1].get("saved")
    if isinstance(edit, dict):
        return Entry(payload[0], edit=edit)
    return Entry(payload[0], saved_sha256=saved) if isinstance(saved, str) else None


def _follows(entry: Entry, entries: list[Entry], base: Base | None) -> bool:
    if base is None:
        return False
    last = _last(entries, base)
    if entry.edit is not None:
        return entry.sequence == last + 1
    return base.revision <= entry.sequence <= last


def _last(entries: Sequence[Entry], base: Base) -> int:
    """Return the sequence of the last edit; a mark may have an earlier one."""
    return next((one.sequence for one in reversed(entries) if one.edit is not None), base.revision)
