"""The tick of a checked box, as a file: a stylesheet can draw a picture only from one."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M3.5 8.5l3 3 6-7" fill="none"
stroke="{color}" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>"""


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="rosa-look-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def tick(color: str) -> str:
    """Return the path of a tick in ``color`` (``#RRGGBB``), with forward slashes as stylesheets want it."""
    file = _folder() / f"tick-{color.removeprefix('#')}.svg"
    file.write_text(_SVG.format(color=color), "utf-8")
    return file.as_posix()
