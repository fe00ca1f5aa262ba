"""File names that every system can store and every mail passes: ``<kind>-<slug>.<ext>``.

Names come from what people typed, so they may hold anything: ``../../x``, ``CON``, two that differ
only in case, three hundred characters. What leaves here is ASCII letters, digits and hyphens.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

LENGTH = 60
"""The longest file name with its extension."""
_LONGEST_EXTENSION = len(".jsonld")
_FOLDED = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ŋ": "n"}
)
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}


def slug(text: str, length: int = 40) -> str:
    """Return ``text`` as lower-case ASCII letters, digits and single hyphens, 1 to ``length`` long."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_FOLDED))
    letters = folded.encode("ascii", "ignore").decode("ascii")
    found = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:length].strip("-")
    return f"x-{found}"[:length] if found in _RESERVED else found or "x"


def stems(kind: str, titles: Sequence[str], taken: Iterable[str] = ()) -> tuple[str, ...]:
    """Return one file name without extension per title, in order and all different.

    Equal ones, also among ``taken`` and regardless of case, get ``-2``, ``-3`` and so on; with an
    extension of up to six letters each stays within :data:`LENGTH`.
    """
    used = {name.casefold() for name in taken}
    found: list[str] = []
    for title in titles:
        room = LENGTH - _LONGEST_EXTENSION
        whole = slug(f"{kind}-{slug(title, room)}" if kind else title, room)
        name, n = whole, 1
        while name in used:
            n += 1
            name = f"{whole[: room - len(str(n)) - 1].strip('-')}-{n}"
        used.add(name)
        found.append(name)
    return tuple(found)


def file_name(kind: str, title: str, extension: str) -> str:
    """Return the one file name of a kind that occurs once, such as ``staffing-harbour.xlsx``."""
    return f"{stems(kind, [title])[0]}.{extension}"
