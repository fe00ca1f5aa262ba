"""The file operations of the store as one value, so that tests can cut the power or fill the disk.

Paths, never handles: an operation is whole in itself, which is what lets a simulator record them, drop
what was not synced, and fail the k-th. Everything under :mod:`workbench.store` goes through a ``Disk``.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from workbench.store import platform

CHUNK_BYTES = 1 << 20
Chunk = bytes | memoryview


class Disk:
    """The real disk. Every method raises OSError as the system does, and never hides one."""

    def read(self, path: Path) -> bytes:
        """Return all bytes of ``path``."""
        return path.read_bytes()

    def read_chunks(self, path: Path, limit_bytes: int | None = None) -> Iterator[bytes]:
        """Yield the bytes of ``path`` from its start, at most ``limit_bytes`` of them."""
        left = limit_bytes
        with path.open("rb", buffering=0) as file:
            while left is None or left > 0:
                chunk = file.read(CHUNK_BYTES if left is None else min(left, CHUNK_BYTES))
                if not chunk:
                    return
                if left is not None:
                    left -= len(chunk)
                yield chunk

    def exists(self, path: Path) -> bool:
        """Tell whether ``path`` is there."""
        return path.exists()

    def modified(self, path: Path) -> dt.datetime | None:
        """Return when ``path`` was last written (UTC); None where nobody can say."""
        try:
            return dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        except OSError:
            return None

    def names(self, folder: Path) -> list[str]:
        """Return the names in ``folder``, sorted; none when there is no such folder."""
        try:
            return sorted(entry.name for entry in folder.iterdir())
        except FileNotFoundError:
            return []

    def make_private_folder(self, folder: Path) -> None:
        """Make ``folder`` and what is above it, readable for this user alone."""
        platform.make_private_folder(folder)

    def write(self, path: Path, chunks: Iterable[Chunk], *, private: bool = False) -> None:
        """Make the new file ``path``; its contents are on the disk then, its name need not be."""
        descriptor = os.open(path, platform.open_flags(new=True), 0o600 if private else 0o666)
        try:
            for chunk in chunks:
                _write_all(descriptor, chunk)
            platform.sync_file(descriptor)
        finally:
            os.close(descriptor)

    def append(self, path: Path, line: bytes, *, syncs: bool = True) -> None:
        """Add ``line`` at the end of ``path``; it is on the disk when this returns.

        Without ``syncs`` it is with the system: what kills the program cannot take it, what stops the machine can.
        """
        descriptor = os.open(path, platform.open_flags(new=False))
        try:
            _write_all(descriptor, line)
            if syncs:
                platform.sync_contents(descriptor)
        finally:
            os.close(descriptor)

    def cut(self, path: Path, length_bytes: int) -> None:
        """Shorten ``path`` to its first ``length_bytes``; done on the disk when this returns."""
        descriptor = os.open(path, platform.open_flags(new=False))
        try:
            os.ftruncate(descriptor, length_bytes)
            platform.sync_file(descriptor)
        finally:
            os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Give ``source`` the name ``target`` in one step, whatever had it before."""
        platform.replace(source, target)

    def claim(self, source: Path, target: Path) -> bool:
        """Give ``source`` the name ``target`` if nothing has it; tell whether that happened."""
        return platform.claim(source, target)

    def sync_folder(self, folder: Path) -> None:
        """Return when the names in ``folder`` are on the disk."""
        platform.sync_folder(folder)

    def copy_mode(self, source: Path, target: Path) -> None:
        """Let ``target`` be read and written by those who may read and write ``source``."""
        target.chmod(source.stat().st_mode & 0o777)

    def remove(self, path: Path) -> None:
        """Remove ``path``; no error when it is gone already."""
        path.unlink(missing_ok=True)

    def alone(self, path: Path) -> AbstractContextManager[None]:
        """Hold the system's lock on ``path``, among the processes of this machine."""
        return platform.alone(path)


def _write_all(descriptor: int, chunk: Chunk) -> None:
    view = memoryview(chunk)
    while view:
        view = view[os.write(descriptor, view) :]
