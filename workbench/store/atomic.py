"""Writing a file so that at every instant either the old one or the new one is there, whole.

Temporary file in the same folder, fsync, read back, compare the target with what was last seen, replace,
fsync of the folder. Nothing is truncated in place and nothing is removed first.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.model.pause import checkpoint
from workbench.model.text import N_, ProjectError, message
from workbench.store.disk import Chunk, Disk

_TEMPORARY = ".tmp"
_BYTES_AT_ONCE = 1 << 20
_PER_CHUNK = 4096
"""What handling a chunk costs beside its bytes, in bytes."""


class NotWritten(ProjectError):  # noqa: N818 - the word says what happened
    """Something could not be put on the disk; what was there before is untouched."""

    exit_code = 5

    def __init__(self, path: Path, problem: OSError, side_file: Path | None = None) -> None:
        reason = problem.strerror or str(problem)
        if side_file is None:
            text = N_(
                "{path} could not be written ({reason}). Free some space or check the rights, and try again."
            )
            super().__init__(message(text, path=str(path), reason=reason))
        else:
            text = N_(
                "{path} is in use by another program ({reason}). Your work is in {side_file}; try again."
            )
            super().__init__(message(text, path=str(path), reason=reason, side_file=str(side_file)))
        self.path = path
        self.side_file = side_file


@dataclass(frozen=True)
class Beside:
    """Bytes that lie verified beside their target under a name of their own, ready to take its place."""

    disk: Disk
    path: Path
    target: Path
    is_private: bool

    def put_in_place(self, is_ours: Callable[[], bool] | None = None) -> Path:
        """Give them the target's name and return it, or that of a conflict copy; see write_atomically."""
        disk, target = self.disk, self.target
        try:
            if disk.exists(target):
                if not self.is_private:
                    disk.copy_mode(target, self.path)
                if is_ours is not None and not is_ours():
                    target = free_name(disk, target, "conflict")
        except OSError as problem:
            self.remove()
            raise NotWritten(target, problem) from problem
        try:
            disk.replace(self.path, target)
        except OSError as problem:
            side_file = _keep_beside(disk, self.path, target, private=self.is_private)
            raise NotWritten(target, problem, side_file) from problem
        try:
            disk.sync_folder(target.parent)
        except OSError as problem:
            raise NotWritten(target, problem) from problem
        return target

    def remove(self) -> None:
        """Remove them, as nobody wants them any longer."""
        _remove_quietly(self.disk, self.path)


def write_beside(disk: Disk, target: Path, chunks: Sequence[Chunk], *, private: bool = False) -> Beside:
    """Write ``chunks`` beside ``target``, read them back, and return them. Raises :class:`NotWritten`."""
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}{_TEMPORARY}")
    try:
        # For this user alone until it has the rights of the file that it replaces.
        _write_and_read_back(disk, temporary, chunks, private=private or disk.exists(target))
    except OSError as problem:
        _remove_quietly(disk, temporary)
        raise NotWritten(target, problem) from problem
    except BaseException:
        _remove_quietly(disk, temporary)
        raise
    return Beside(disk, temporary, target, private)


def write_atomically(
    disk: Disk,
    target: Path,
    chunks: Sequence[Chunk],
    *,
    private: bool = False,
    is_ours: Callable[[], bool] | None = None,
) -> Path:
    """Put ``chunks`` into ``target`` and return the path that has them, durably.

    ``is_ours`` is asked just before the replacing; when it says no, somebody else has changed the target
    and the bytes go to a conflict copy beside it, whose path is returned. Raises :class:`NotWritten`.
    """
    return write_beside(disk, target, chunks, private=private).put_in_place(is_ours)


def free_name(disk: Disk, path: Path, word: str) -> Path:
    """Return ``path`` with ``word`` and the first free number in its name."""
    n = 1
    while disk.exists(candidate := path.with_name(f"{path.stem} ({word} {n}){path.suffix}")):
        n += 1
    return candidate


def remove_leftovers(disk: Disk, target: Path) -> None:
    """Remove what an interrupted :func:`write_atomically` left beside ``target``, as its only writer."""
    with suppress(OSError):
        for name in disk.names(target.parent):
            if name.startswith(f".{target.name}.") and name.endswith(_TEMPORARY):
                disk.remove(target.with_name(name))


def _write_and_read_back(disk: Disk, path: Path, chunks: Sequence[Chunk], *, private: bool) -> None:
    disk.write(path, paced(chunks), private=private)
    expected, ahead = paced(chunks), bytearray()
    for piece in disk.read_chunks(path):
        while len(ahead) < len(piece) and (chunk := next(expected, None)) is not None:
            ahead += chunk
        if ahead[: len(piece)] != piece:
            raise OSError(None, "what was read back differs from what was written")
        del ahead[: len(piece)]
    if ahead or any(expected):
        raise OSError(None, "less was read back than was written")


def paced(chunks: Iterable[Chunk]) -> Iterator[Chunk]:
    """Yield ``chunks``, with a checkpoint after every few of them."""
    passed = 0
    for chunk in chunks:
        passed += len(chunk) + _PER_CHUNK
        if passed > _BYTES_AT_ONCE:
            passed = 0
            checkpoint()
        yield chunk


def _keep_beside(disk: Disk, temporary: Path, target: Path, *, private: bool) -> Path | None:
    """Give the finished bytes a name that a person finds; None for files that no person looks for."""
    if private:
        _remove_quietly(disk, temporary)
        return None
    side_file = target.with_name(f"{target.stem} (not yet saved){target.suffix}")
    try:
        disk.replace(temporary, side_file)
        disk.sync_folder(target.parent)
    except OSError:
        _remove_quietly(disk, temporary)
        return None
    return side_file


def _remove_quietly(disk: Disk, path: Path) -> None:
    with suppress(OSError):
        disk.remove(path)
