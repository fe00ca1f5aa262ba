"""Answers questions on spelling in a process of its own: loading and suggesting hold up whoever does them for a second.

It reads one JSON object a line (``{"n", "language", "check": [words]}`` or ``{"n", "language", "suggest": word}``) and
answers with ``n`` and ``wrong`` or ``suggestions``; ``missing`` says that there is no dictionary. It is run as a plain
file, so that it loads nothing but the dictionary, and it ends when nobody is left to write to it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Any, Protocol

NAMES = {"sv": ("sv_SE", "sv_FI"), "da": ("da_DK",), "en": ("en_GB", "en_US")}
"""The dictionaries of each language, the better one first."""
_PACKAGES = {"sv": "hunspell-sv"}
_SYSTEM = (
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
)
_JOINTS = {"sv": ("", "s", "e"), "da": ("", "s", "e")}
"""What may stand between the two parts of a compound."""
_LONG, _SHORT = 5, 3
_MOST_SUGGESTED = 6


class Speller(Protocol):
    """What knows words: Hunspell."""

    def spell(self, word: str) -> bool:
        """Tell whether ``word`` is right."""

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may be meant by ``word``."""


class Dictionary:
    """A language's words."""

    def __init__(self, speller: Speller, language: str) -> None:
        self._speller, self._joints = speller, _JOINTS.get(language, ())

    def is_right(self, word: str) -> bool:
        """Tell whether a word is in the dictionary, or made of words that are.

        Swedish and Danish join words as they need them. A dictionary knows the usual ones; two of its words that
        meet, one of at least five letters, are taken for one as well.
        """
        if self._is_in(word):
            return True
        parts = [one for one in word.replace("’", "'").split("-") if one]
        if len(parts) > 1 or word.startswith("-") or word.endswith("-"):
            return all(len(one) == 1 or self._is_in(one) or self._is_first(one) for one in parts)
        return bool(self._joints) and self._is_compound(word.lower())

    def _is_in(self, word: str) -> bool:
        return self._speller.spell(word) or self._speller.spell(word + ".")

    def _is_first(self, word: str) -> bool:
        """Tell whether a word can be the first part of a compound, as in "avfalls- och"."""
        return any(
            word.endswith(one) and self._speller.spell(word[: len(word) - len(one)]) for one in self._joints
        )

    def _is_compound(self, word: str) -> bool:
        for at in range(_SHORT, len(word) - _SHORT + 1):
            left, right = word[:at], word[at:]
            is_slip = right[0] in (right[1], left[-1]) or left[-1] == left[-2] == "s"
            if max(len(left), len(right)) < _LONG or (len(right) == _SHORT and len(left) == _LONG) or is_slip:
                continue
            if self._speller.spell(right) and self._is_first_part(left):
                return True
        return False

    def _is_first_part(self, word: str) -> bool:
        return any(
            word.endswith(one)
            and len(word) - len(one) >= _SHORT
            and self._speller.spell(word[: len(word) - len(one)])
            for one in self._joints
        )

    def suggestions(self, word: str) -> list[str]:
        """Return what may be meant by ``word``, the likeliest first."""
        return [one for one in self._speller.suggest(word) if one != word][:_MOST_SUGGESTED]


def _folders(language: str) -> Iterator[Path]:
    with suppress(PackageNotFoundError):
        for one in files(_PACKAGES.get(language, "")) or () if language in _PACKAGES else ():
            if one.name == f"{NAMES[language][0]}.dic":
                yield Path(str(one.locate())).parent
    yield Path(sys.prefix) / "share" / "hunspell"
    for name in _SYSTEM:
        yield Path(name)


def find(language: str) -> Path | None:
    """Return the dictionary's file without its ending: a package's, else one that the machine has."""
    for folder in _folders(language):
        for name in NAMES.get(language, ()):
            if (folder / f"{name}.dic").is_file() and (folder / f"{name}.aff").is_file():
                return (folder / name).resolve()
    return None


def load(language: str) -> Dictionary | None:
    """Return a language's dictionary; None where there is none, or nothing that reads it."""
    where = find(language)
    if where is None:
        return None
    try:
        from hunspell import Hunspell

        return Dictionary(Hunspell(where.name, hunspell_data_dir=str(where.parent)), language)
    except (ImportError, OSError):
        return None


def answer(question: dict[str, Any], loaded: dict[str, Dictionary | None]) -> dict[str, Any]:
    """Return the answer to a question; ``loaded`` keeps the dictionaries."""
    language = str(question["language"])
    if language not in loaded:
        loaded[language] = load(language)
    known, about = loaded[language], {"n": question["n"], "language": language}
    if known is None:
        return about | {"missing": True}
    if "suggest" in question:
        return about | {"suggestions": known.suggestions(question["suggest"])}
    asked = question["check"]
    return about | {"asked": asked, "wrong": [one for one in asked if not known.is_right(one)]}


def main() -> None:
    """Answer until nobody asks any more."""
    with suppress(AttributeError, OSError):
        os.nice(5)  # type: ignore[attr-defined,unused-ignore]  # Windows has none
    loaded: dict[str, Dictionary | None] = {}
    for line in sys.stdin:
        sys.stdout.write(json.dumps(answer(json.loads(line), loaded)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
