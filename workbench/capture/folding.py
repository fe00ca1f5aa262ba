"""Texts as they are compared: without case, and with å ä æ as a, ö ø as o, é as e.

One character stays one character, so that a position in the folded text is a position in the text.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_SPECIAL = {"æ": "a", "ø": "o", "ð": "d", "þ": "t", "ß": "s", "ł": "l", "œ": "o"}


def fold(text: str) -> str:
    """Return ``text`` for comparing, as long as it was."""
    if text.isascii():
        return text.lower()
    return "".join(map(_folded, text))


def fold_words(text: str) -> str:
    """Return :func:`fold` of ``text`` in composed form, with single spaces and none around it."""
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    lower = char.lower()
    if len(lower) != 1:
        lower = char
    return _SPECIAL.get(lower) or unicodedata.normalize("NFD", lower)[0]
