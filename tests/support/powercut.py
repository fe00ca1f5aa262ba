"""A disk in memory whose power can be cut at any step, and what is left of it afterwards.

Harsher than real ones: without a sync, each write may survive whole, in part (some sectors, the others zeros)
or not at all, and each new, replaced or removed name may survive or not, in any order. ``fdatasync`` keeps the
contents of a file, only a sync of the folder keeps its names.
"""

from __future__ import annotations

import errno
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from workbench.store.disk import Disk

SECTOR = 512


class PowerCut(BaseException):
    """The power is gone: no handler of errors may hear of it."""


@dataclass
class Inode:
    """A file's contents: what is on the disk, and what was done to it since."""

    durable: bytes = b""
    now: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def write(self, at: int, chunk: bytes) -> None:
        self.now[at : at + len(chunk)] = chunk
        self.pending.append((at, chunk))

    def cut(self, length: int) -> None:
        del self.now[length:]
        self.pending.append((length, None))

    def sync(self) -> None:
        self.durable = bytes(self.now)
        self.pending.clear()

    def surviving(self, rng: random.Random) -> bytes:
        contents = bytearray(self.durable)
        fate = rng.choice(("none", "all", "some"))
        for at, chunk in self.pending:
            if fate == "none" or (fate == "some" and rng.random() < 0.3):
                continue
            if chunk is None:
                del contents[at:]
                continue
            piece = bytearray(chunk)
            if fate == "some":
                _tear(piece, rng)
            contents.extend(b"\0" * (at - len(contents)))
            contents[at : at + len(piece)] = piece
        return bytes(contents)


def _tear(piece: bytearray, rng: random.Random) -> None:
    if rng.random() < 0.5:
        del piece[rng.randrange(len(piece) + 1) :]
        return
    for start in range(0, len(piece), SECTOR):
        if rng.random() < 0.4:
            end = min(start + SECTOR, len(piece))
            piece[start:end] = bytes(end - start)


class SimulatedDisk(Disk):
    """The disk. ``steps_left`` counts down to the cut; the flags make it forget what a careful store needs."""

    def __init__(self, files: dict[Path, bytes] | None = None, steps_left: int | None = None) -> None:
        self._names: dict[Path, Inode] = {
            path: Inode(contents, bytearray(contents)) for path, contents in (files or {}).items()
        }
        self._durable_names = dict(self._names)
        self._pending_names: list[tuple[Path, Inode | None]] = []
        self.steps_left = steps_left
        self.steps = 0
        self.problem_at: Callable[[int], OSError | None] = lambda step: None
        self.syncs_contents = True
        self.syncs_files = True
        self.saves_in_place = False

    def step(self) -> None:
        self.steps += 1
        if self.steps_left is not None and self.steps >= self.steps_left:
            raise PowerCut
        problem = self.problem_at(self.steps)
        if problem is not None:
            raise problem

    def after_power_cut(self, rng: random.Random) -> SimulatedDisk:
        """Return a fresh disk with what survived."""
        names = dict(self._durable_names)
        fate = rng.choice(("none", "all", "first", "some"))
        first = rng.randrange(len(self._pending_names) + 1)
        for number, (path, inode) in enumerate(self._pending_names):
            if (
                fate == "none"
                or (fate == "first" and number >= first)
                or (fate == "some" and rng.random() < 0.5)
            ):
                continue
            if inode is None:
                names.pop(path, None)
            else:
                names[path] = inode
        contents: dict[int, bytes] = {}
        for inode in names.values():
            contents.setdefault(id(inode), inode.surviving(rng))
        return SimulatedDisk({path: contents[id(inode)] for path, inode in names.items()})

    def _inode(self, path: Path) -> Inode:
        if path not in self._names:
            raise FileNotFoundError(errno.ENOENT, "No such file", str(path))
        return self._names[path]

    def _name(self, path: Path, inode: Inode | None) -> None:
        if inode is None:
            self._names.pop(path, None)
        else:
            self._names[path] = inode
        self._pending_names.append((path, inode))

    def read(self, path: Path) -> bytes:
        return bytes(self._inode(path).now)

    def read_chunks(self, path: Path, limit_bytes: int | None = None) -> Iterator[bytes]:
        yield self.read(path)[:limit_bytes]

    def exists(self, path: Path) -> bool:
        return path in self._names

    def names(self, folder: Path) -> list[str]:
        return sorted(path.name for path in self._names if path.parent == folder)

    def make_private_folder(self, folder: Path) -> None:
        pass

    def write(self, path: Path, chunks: Iterable[bytes], *, private: bool = False) -> None:
        self.step()
        if path in self._names:
            raise FileExistsError(errno.EEXIST, "File exists", str(path))
        inode = Inode()
        self._name(path, inode)
        for chunk in chunks:
            inode.write(len(inode.now), chunk)
        self.step()
        if self.syncs_files:
            inode.sync()
        self.step()

    def append(self, path: Path, line: bytes, *, syncs: bool = True) -> None:
        self.step()
        inode = self._inode(path)
        inode.write(len(inode.now), line)
        self.step()
        if self.syncs_contents and syncs:
            inode.sync()
        self.step()

    def cut(self, path: Path, length_bytes: int) -> None:
        self.step()
        inode = self._inode(path)
        inode.cut(length_bytes)
        self.step()
        inode.sync()

    def replace(self, source: Path, target: Path) -> None:
        self.step()
        inode = self._inode(source)
        if self.saves_in_place and target in self._names and target.suffix == ".rosa":
            self._overwrite(self._names[target], bytes(inode.now))
            self._name(source, None)
            return
        self._name(target, inode)
        self._name(source, None)
        self.step()

    def _overwrite(self, inode: Inode, contents: bytes) -> None:
        inode.cut(0)
        self.step()
        for at in range(0, len(contents), SECTOR):
            inode.write(at, contents[at : at + SECTOR])
        self.step()
        inode.sync()

    def claim(self, source: Path, target: Path) -> bool:
        self.step()
        if target in self._names:
            return False
        self._name(target, self._inode(source))
        self._name(source, None)
        return True

    def sync_folder(self, folder: Path) -> None:
        self.step()
        for path, inode in self._pending_names:
            if path.parent != folder:
                continue
            if inode is None:
                self._durable_names.pop(path, None)
            else:
                self._durable_names[path] = inode
        self._pending_names = [one for one in self._pending_names if one[0].parent != folder]
        self.step()

    def copy_mode(self, source: Path, target: Path) -> None:
        pass

    def remove(self, path: Path) -> None:
        self.step()
        if path in self._names:
            self._name(path, None)

    def alone(self, path: Path) -> AbstractContextManager[None]:
        return nullcontext()
