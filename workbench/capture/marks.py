"""A token that is a mark by itself, or several marks glued together: what each one is and how long."""

from __future__ import annotations

import re
from typing import Literal

from workbench.capture.folding import fold
from workbench.capture.names import KnownNames, find_performer
from workbench.capture.quantities import read_minutes, read_share

MarkKind = Literal[
    "level", "performer", "volume", "minutes", "share", "decision", "problem", "jump", "unknown"
]
Piece = tuple[MarkKind, int, object]
"""A mark's kind, its length in characters and what it says."""

QUOTES = '"“”„'
_LEVEL = re.compile(r":([1-8])")
_QUOTED_UNIT = re.compile(rf"@[{QUOTES}]([^{QUOTES}]*)[{QUOTES}]")
MAY_BE_MARK = re.compile(r"[:@]|[0-9][0-9.,/:–-]*(?:%|m|h)", re.IGNORECASE)
_MAY_FOLLOW = re.compile(r"[0-9?!#]")
_MINUTES = re.compile(
    r"[0-9][0-9.,/–-]*(?:min|m|h)(?:[0-9][0-9.,/–-]*)?(?:min|m|h)?(?:[0-9]{1,2}(?:min|m)?)?"
)
_PERCENT = re.compile(r"[0-9][0-9.,]*%")
_GLUED_FIGURE = re.compile(r"[0-9][0-9.,/–-]*(?:%|min|m|h(?:[0-9]{1,2}(?:min|m)?)?)")
_LONGEST_GLUED = 80


def glued(text: str, names: KnownNames) -> list[Piece] | None:
    """Return (kind, length, value) of the marks that ``text`` consists of, else None.

    Several only where the first is a level or a unit. A volume stands last and without its value.
    """
    found = _LEVEL.match(text)
    if found:
        return _first("level", found.end(), int(found[1]), text, names)
    if text[0] == "@":
        quoted = _QUOTED_UNIT.match(text)
        if quoted:
            name, _ = find_performer(quoted[1], names)
            return _first("performer", quoted.end(), name, text, names) if name else None
        for length in range(min(len(text), _LONGEST_GLUED), 1, -1):
            if length < len(text) and not _MAY_FOLLOW.match(text[length:]):
                continue
            name, _ = find_performer(text[1:length], names)
            pieces = _first("performer", length, name, text, names) if name else None
            if pieces:
                return pieces
        return None
    minutes = _MINUTES.fullmatch(fold(text))
    if minutes:
        value = read_minutes(text, decimal_mark=names.decimal_mark)
        return [("minutes", len(text), value)] if value else None
    if _PERCENT.fullmatch(text):
        share = read_share(text, decimal_mark=names.decimal_mark)
        return [("share", len(text), share.likely)] if share else None
    return None


def _first(kind: MarkKind, length: int, value: object, text: str, names: KnownNames) -> list[Piece] | None:
    """Return the piece and what is glued on behind it, or None where the rest is no mark."""
    pieces: list[Piece] = [(kind, length, value)]
    rest = text[length:]
    while rest:
        if rest[0] == "#":
            return [*pieces, ("volume", len(rest), None)]
        if rest[0] in "?!":
            pieces.append(("decision" if rest[0] == "?" else "problem", 1, True))
            rest = rest[1:]
            continue
        figure = _GLUED_FIGURE.match(fold(rest))
        more = glued(rest[: figure.end()] if figure else rest, names) if rest[0] != ":" else None
        if more is None:
            return None
        pieces += more
        rest = rest[sum(length for _, length, _ in more) :]
    return pieces
