"""Texts as values: messages that somebody else translates, and the gate that user text passes once.

Nothing below ``ui``, ``cli`` and ``export`` translates. Findings, errors and edit names are
:class:`Message` values; the catalogue in :mod:`workbench.locale` turns them into a sentence.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Any


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which extraction looks for
    """Mark an English source text for extraction and return it unchanged."""
    return text


class Percent(float):
    """A share (0.8) that a message shows as a percentage (80 %)."""

    def __str__(self) -> str:
        return f"{self * 100:.0f} %"


@dataclass(frozen=True, slots=True)
class Message:
    """A marked source text with named placeholders and their values, not yet translated."""

    text: str
    values: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.values)


def message(text: str, /, **values: object) -> Message:
    """Make a :class:`Message`; ``text`` is an English source text marked with :func:`N_`."""
    return Message(text, values)


class ProjectError(Exception):
    """Something is not allowed or cannot be done. Carries a message that names place and remedy.

    ``exit_code`` is what the command line ends with: 1 an edit that was rejected; subclasses say others.
    """

    exit_code = 1

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.message = what


class NotCalculable(ProjectError):  # noqa: N818 - the words say what is wrong
    """A project can be opened and mended, but holds something that no result can be made from."""

    exit_code = 3


_KEPT_CONTROLS = {"\n", "\t"}
_INVISIBLE = {"\u200b", "\u2060", "\ufeff", "\u00ad"}


def clean(text: str) -> tuple[str, int]:
    """Return ``text`` fit for every export, and how many characters had to go.

    NFC; every kind of line break becomes ``\\n``; control characters, lone surrogates,
    noncharacters and zero-width marks that a paste brings along are removed and counted.
    A vertical tab (Word's line break) becomes a line break, so that it is not counted as lost.
    """
    if text.isascii() and text.isprintable():
        return text, 0
    unified = text
    for line_break in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        unified = unified.replace(line_break, "\n")
    kept = [char for char in unified if not _must_go(char)]
    return unicodedata.normalize("NFC", "".join(kept)), len(unified) - len(kept)


def clean_json(value: Any) -> Any:
    """Return JSON of any shape with every text in it passed through :func:`clean`; keys stay as they are."""
    if isinstance(value, str):
        return clean(value)[0]
    if isinstance(value, list | tuple):
        return [clean_json(one) for one in value]
    if isinstance(value, dict):
        return {key: clean_json(one) for key, one in value.items()}
    return value


def _must_go(char: str) -> bool:
    if char in _KEPT_CONTROLS:
        return False
    code = ord(char)
    if code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return True
    return unicodedata.category(char) in {"Cc", "Cs"} or char in _INVISIBLE
