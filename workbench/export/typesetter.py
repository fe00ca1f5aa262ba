"""The typst compiler that documents and drawings share: our own fonts, no system fonts, no packages.

One instance per process, because it keeps what it read: a page costs 20 ms instead of 100.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from workbench.export.fonts import FOLDER


@cache
def compiler() -> Any:
    """Return the one compiler of this process; its pages look alike on every machine."""
    import typst

    return typst.Compiler(font_paths=[str(FOLDER)], ignore_system_fonts=True)
