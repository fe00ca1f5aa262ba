"""The shipped typeface: where it lies, how wide its characters are and which ones it has."""

from __future__ import annotations

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent
FAMILY = "Inter"
Weight = Literal[400, 500, 600, 700]


@cache
def advances(weight: Weight) -> dict[str, int]:
    """Return the advance width of every character Inter has, in 1/2048 em."""
    table = json.loads((FOLDER / "advances.json").read_text(encoding="utf-8"))
    return {char: int(width) for width, chars in table[str(weight)].items() for char in chars}


@lru_cache(maxsize=16_384)
def text_width(text: str, size: float, weight: Weight = 400) -> float:
    """Return the width of ``text`` set in ``size``, in the unit of ``size``, kerning left out.

    A character that Inter lacks counts as an em, so that nothing is ever measured too narrow.
    """
    table = advances(weight)
    return sum(table.get(char, 2048) for char in text) * size / 2048


@lru_cache(maxsize=8_192)
def shown(text: str) -> str:
    """Return ``text`` with every character that Inter lacks as an empty square.

    PDF/UA refuses a text with a missing glyph, and other fonts differ from machine to machine.
    """
    table = advances(400)
    return "".join(char if char in table or char in "\n\t" else "\u25a1" for char in text)
