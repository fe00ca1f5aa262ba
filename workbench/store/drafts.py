"""Drafts: what is being typed and is not yet an edit, so that a crash takes two seconds of it at most.

A draft is noted with every key, which costs microseconds and outlives the program, and put on the disk now and then,
which outlives the machine.

A text file of lines ``CRC32 JSON`` that grows by one line for each draft kept or dropped; the last one about a
place holds, and a line that was not finished is passed over. It is written anew when it has grown long.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from workbench.store.atomic import NotWritten, write_atomically
from workbench.store.disk import Disk
from workbench.store.state import Store

_LONG_BYTES = 1024 * 1024


class Drafts:
    """The drafts of one project file, by a place that only the window understands."""

    def __init__(self, store: Store, project_file: Path, project_id: str) -> None:
        self._store, self._disk, self._project_id = store, store.disk, project_id
        self.path = store.drafts_of(project_file)
        self._head = {"project_id": project_id, "path": str(project_file)}
        self._texts = read_drafts(store.disk, self.path)
        self._length_bytes = _LONG_BYTES  # so that the first one writes the file anew
        self._is_noted_alone = False

    @property
    def texts(self) -> dict[str, str]:
        """What is kept, by place."""
        return dict(self._texts)

    def keep(self, place: str, text: str, *, syncs: bool = True) -> bool:
        """Put ``text`` on the disk; tell whether it is there. A full disk must not stop anybody's typing.

        Without ``syncs`` it is noted alone: it outlives the program, and not the machine.
        """
        is_kept = self._texts.get(place) == text and self._length_bytes < _LONG_BYTES
        if is_kept and not (syncs and self._is_noted_alone):
            return True
        self._texts[place] = text
        return self._put(place, text, syncs=syncs)

    def drop(self, place: str) -> bool:
        """Forget what is kept for ``place``, on the disk too; tell whether that is so."""
        if self._texts.pop(place, None) is None:
            return True
        return self._put(place, None)

    def moved_to(self, project_file: Path) -> Drafts:
        """Return the same drafts, kept for another file of the project; nothing is left of these."""
        moved = Drafts(self._store, project_file, self._project_id)
        for place, text in self._texts.items():
            moved.keep(place, text)
        self.remove()
        return moved

    def remove(self) -> None:
        """Forget everything."""
        self._texts.clear()
        self._length_bytes = _LONG_BYTES
        with suppress(OSError):
            self._disk.remove(self.path)

    def _put(self, place: str, text: str | None, *, syncs: bool = True) -> bool:
        try:
            line = _line({"place": place, "text": text})
            if self._length_bytes + len(line) < _LONG_BYTES:
                self._disk.append(self.path, line, syncs=syncs)
                self._length_bytes += len(line)
                self._is_noted_alone = not syncs
            else:
                self._write_anew()
        except (OSError, NotWritten):
            self._length_bytes = _LONG_BYTES
            return False
        return True

    def _write_anew(self) -> None:
        lines = [_line(self._head), *(_line({"place": p, "text": t}) for p, t in self._texts.items())]
        self._disk.make_private_folder(self.path.parent)
        write_atomically(self._disk, self.path, lines, private=True)
        self._length_bytes = sum(map(len, lines))
        self._is_noted_alone = False


def read_drafts(disk: Disk, path: Path) -> dict[str, str]:
    """Return what the drafts at ``path`` say, by place; nothing where there are none."""
    texts: dict[str, str] = {}
    for value in _values(disk, path):
        place, text = value.get("place"), value.get("text")
        if isinstance(place, str):
            texts.pop(place, None)
            if isinstance(text, str):
                texts[place] = text
    return texts


def about(disk: Disk, path: Path) -> tuple[str, str] | None:
    """Return the project's id and file of the drafts at ``path``; None where they do not say."""
    for value in _values(disk, path)[:1]:
        project_id, project_file = value.get("project_id"), value.get("path")
        if isinstance(project_id, str) and isinstance(project_file, str):
            return project_id, project_file
    return None


def _line(value: Mapping[str, str | None]) -> bytes:
    text = json.dumps(value, separators=(",", ":")).encode()
    return b"%08x %s\n" % (zlib.crc32(text), text)


def _values(disk: Disk, path: Path) -> list[dict[str, object]]:
    try:
        lines = disk.read(path).split(b"\n")
    except OSError:
        return []
    found = []
    for line in lines:
        crc, _, text = line.partition(b" ")
        if text and crc == b"%08x" % zlib.crc32(text):
            value = json.loads(text)
            if isinstance(value, dict):
                found.append(value)
    return found
