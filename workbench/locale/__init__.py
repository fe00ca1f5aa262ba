"""One gettext catalogue per language, passed as a value to whoever speaks to people.

Source texts are English. ``sv.po`` and ``da.po`` lie beside this file and are read as they are:
there is no compiled copy that could be older than its source.
"""

from __future__ import annotations

import datetime as dt
import os
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Literal

from workbench.locale.reading import read_catalogue
from workbench.locale.writing import MONTHS, SHORT_WEEKDAYS, WEEKDAYS, written_day, written_number
from workbench.model.text import Message, Percent

Language = Literal["sv", "da", "en"]
LANGUAGES: tuple[Language, ...] = ("sv", "da", "en")
_REGION = {"sv": "sv_SE", "da": "da_DK", "en": "en_GB"}


class Texts:
    """A language: translates marked texts and writes numbers, money and dates its way."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.region = _REGION[language]
        self._catalogue = _catalogue(language)

    def __call__(self, text: str, /, **values: object) -> str:
        """Return the translation of ``text`` with its named placeholders filled in."""
        return self._catalogue.get(text, (text,))[0].format(**values)

    def unfilled(self, text: str, /) -> str:
        """Return the translation of ``text`` with its placeholders as they are, for who fills them himself."""
        return self._catalogue.get(text, (text,))[0]

    def plural(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the form of ``one``/``many`` that belongs to ``n``; ``{n}`` is filled in."""
        forms = self._catalogue.get(one, (one, many))
        return forms[0 if n == 1 else -1].format(n=self.number(n), **values)

    def message(self, what: Message) -> str:
        """Return a :class:`~workbench.model.text.Message` as a sentence; values may be messages too."""
        values = {key: self._value(value) for key, value in what.values.items()}
        return self(what.text, **values)

    def _value(self, value: Any) -> Any:
        if isinstance(value, Message):
            return self.message(value)
        if isinstance(value, Percent):
            return self.percent(value)
        if isinstance(value, dt.date):
            return self.date(value)
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return self.number(value, 2 if isinstance(value, float) else 0)
        return value

    def number(self, value: float | Decimal, decimals: int = 0) -> str:
        """Return ``value`` with this language's separators and exactly ``decimals`` decimals."""
        return written_number(value, decimals, self.language)

    def percent(self, value: float, decimals: int = 0) -> str:
        """Return the share ``value`` (0.8) as a percentage (80 %)."""
        return written_number(value * 100, decimals, self.language) + "\u00a0%"

    def money(self, value: Decimal, currency: str, decimals: int = 0) -> str:
        """Return ``value`` with the currency's code, as municipal accounts print it."""
        return f"{self.number(value, decimals)}\u00a0{currency}"

    def date(self, day: dt.date) -> str:
        """Return ``day`` in this language's medium form."""
        return written_day(day, self.language)

    @property
    def months(self) -> tuple[str, ...]:
        """The twelve months."""
        return tuple(MONTHS[self.language].split())

    def weekdays(self, *, are_short: bool = False) -> tuple[str, ...]:
        """Return the seven weekdays, Monday first."""
        return tuple((SHORT_WEEKDAYS if are_short else WEEKDAYS)[self.language].split())


def system_language() -> Language:
    """Return the language that the system asks for, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(variable, "")[:2].lower()
        for language in LANGUAGES:
            if wanted == language:
                return language
    return "en"


@cache
def printed_words(language: Language) -> tuple[str, ...]:
    """Return every sentence the program itself can print in ``language``, the English ones, and all dates' words."""
    translated = [form for forms in _catalogue(language).values() for form in forms]
    english = [text for other in LANGUAGES for text in _catalogue(other)]
    months = [Texts(language).date(dt.date(2000, month, 1)) for month in range(1, 13)]
    return tuple(dict.fromkeys((*translated, *english, *months)))


@cache
def _catalogue(language: Language) -> dict[str, tuple[str, ...]]:
    if language == "en":
        return {}
    path = Path(__file__).with_name(f"{language}.po")
    if not path.exists():
        return {}
    return read_catalogue(path.read_text(encoding="utf-8").split("\n"))
