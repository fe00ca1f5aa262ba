"""Which bytes were found sound by this program on this computer, so that the same ones need not be asked twice.

A project that is saved is sound, since every edit is checked; one that was opened has been checked. The next
time its file is opened with the same sha256, which is summed up every time, ids and references are as they were.
Only for big projects, where asking takes a fifth of a second.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from workbench import __version__
from workbench.store.atomic import NotWritten, write_atomically
from workbench.store.migrations import FORMAT
from workbench.store.state import Store

BIG_BYTES = 4 * 1024 * 1024
_BY_WHOM = f"{__version__}/{FORMAT[0]}.{FORMAT[1]}"


def sound_sha256(store: Store, project_file: Path) -> str | None:
    """Return the sha256 of the sound contents of ``project_file``, as far as anybody noted it."""
    with suppress(OSError, UnicodeDecodeError):
        by_whom, _, sha256 = store.disk.read(store.soundness_of(project_file)).decode().partition(" ")
        if by_whom == _BY_WHOM:
            return sha256.strip()
    return None


def note_soundness(store: Store, project_file: Path, sha256: str, size_bytes: int) -> None:
    """Note that contents with ``sha256`` are sound; not noted, they are merely asked again."""
    if size_bytes < BIG_BYTES or sound_sha256(store, project_file) == sha256:
        return
    path = store.soundness_of(project_file)
    with suppress(OSError, NotWritten):
        store.disk.make_private_folder(path.parent)
        write_atomically(store.disk, path, [f"{_BY_WHOM} {sha256}\n".encode()], private=True)
