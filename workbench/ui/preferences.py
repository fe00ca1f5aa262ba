"""What the user chose for this computer: language, theme, text size, recent files, how pages were laid out.

One small JSON file in the state folder. It is never worth stopping for: what cannot be read is forgotten.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

RECENT = 12


class Preferences:
    """Values by key, written when they change."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "preferences.json"
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            read = json.loads(self._file.read_text("utf-8"))
            if isinstance(read, dict):
                self._values = read

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of ``key``, if it is of the same kind as ``default``."""
        value = self._values.get(key, default)
        return value if default is None or isinstance(value, type(default)) else default

    def set(self, key: str, value: Any) -> None:
        """Keep ``value`` (JSON) for the next time."""
        if self._values.get(key) == value and key in self._values:
            return
        self._values[key] = value
        self._write()

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files that were open, newest first."""
        return tuple(Path(one) for one in self.get("recent", []) if isinstance(one, str))

    def note_opened(self, path: Path, project_id: str) -> None:
        """Put ``path`` first among the recent files, and remember whose snapshots are called after it."""
        self.set(f"name {project_id}", path.stem)
        others = [str(one) for one in self.recent if one != path]
        self.set("recent", [str(path), *others][:RECENT])

    def name_of(self, project_id: str) -> str:
        """Return what the project's file was last called on this computer; "" where it was never open here."""
        return str(self.get(f"name {project_id}", ""))

    def _write(self) -> None:
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            beside = self._file.with_suffix(f".{os.getpid()}.tmp")
            beside.write_text(json.dumps(self._values, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
            beside.replace(self._file)
