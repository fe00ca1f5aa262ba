"""The words of a volume's choices, and what somebody meant who typed the beginning of one."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from workbench.capture.folding import fold
from workbench.capture.names import find_channel
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.volumes import Channel, Counts, Period, Source

Choices = tuple[tuple[str, str], ...]
"""(value, word) in the order in which they are offered."""


def channel_choices(texts: Texts) -> Choices:
    """Return the channels; a booked visit is one of its own, since nobody queues for it."""
    plain = [(channel.value, word(channel, texts)) for channel in Channel]
    return (*plain[:2], ("visit booked", texts("Visit, booked")), *plain[2:])


@lru_cache(maxsize=64)
def choices_of(key: str, texts: Texts) -> Choices:
    """Return what can be chosen in the column ``key``; empty where anything may be typed."""
    if key == "channel":
        return channel_choices(texts)
    if key == "per":
        return (
            (Period.DAY.value, texts("day")),
            (Period.WEEK.value, texts("week")),
            (Period.MONTH.value, texts("month")),
            (Period.YEAR.value, texts("year")),
            (Period.MEASURED.value, texts("counted period")),
        )
    if key == "counts":
        return ((Counts.CONTACTS.value, texts("contacts")), (Counts.CASES.value, texts("cases")))
    if key == "source":
        return tuple((source.value, word(source, texts)) for source in Source)
    return ()


def chosen(key: str, text: str, texts: Texts) -> str | None:
    """Return the value that ``text`` means in column ``key``: a word, its beginning, or a number from the list."""
    wanted = fold(text.strip())
    choices = choices_of(key, texts)
    if not wanted:
        return None
    if wanted.isdigit() and 1 <= int(wanted) <= len(choices):
        return choices[int(wanted) - 1][0]
    exact = [value for value, name in choices if fold(name) == wanted]
    begun = exact or [value for value, name in choices if fold(name).startswith(wanted)]
    if begun:
        return begun[0]
    found = find_channel(text) if key == "channel" else None
    return found.value if found else None


def rest_of(text: str, names: Sequence[str]) -> str:
    """Return what is missing of the first of ``names`` that begins as ``text`` does, else ""."""
    if not text:
        return ""
    return next(
        (name[len(text) :] for name in names if len(name) > len(text) and fold(name).startswith(fold(text))),
        "",
    )


def word_of(key: str, value: StrEnum | str, texts: Texts) -> str:
    """Return the word for ``value`` in column ``key``."""
    return next((name for known, name in choices_of(key, texts) if known == value), str(value))


_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar", "apr", "maj may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec"), 1
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ ](\d{1,2})(?:[./ ](\d{4}))?")
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:\.? ?- ?(\d{1,2}))?\.? )?([a-z]{3,10})\.? (\d{4})")
_WEEKS = re.compile(r"(?:v|vecka|veckorna|u|uge|w|week|weeks)\.? ?(\d{1,2})(?: ?- ?(\d{1,2}))? (\d{4})")


def read_period(text: str) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of what ``text`` names, else None.

    2026-03-01 – 2026-03-31, 1/3–31/3 2026, 2026-03, mars 2026, 1-14 mars 2026, v 10-11 2026, 2026.
    """
    plain = " ".join(fold(text).replace("\u2212", "-").split())
    try:
        return _period(plain)
    except ValueError:
        return None


def _period(plain: str) -> tuple[dt.date, dt.date] | None:
    ends = re.split(r" ?[–—] ?| - | \.\. |\.\.| till | til | to ", plain)
    if len(ends) == 1 and (found := re.fullmatch(r"(\d{4}-\d\d?-\d\d?)-(\d{4}-\d\d?-\d\d?)", plain)):
        ends = [found[1], found[2]]
    if len(ends) == 1 and (found := re.fullmatch(r"(\d\d?[./]\d\d?)-(\d\d?[./]\d\d?[ ./]\d{4})", plain)):
        ends = [found[1], found[2]]
    if len(ends) == 2 and re.fullmatch(r"\d{1,2}", ends[0]):
        return _whole(f"{ends[0]}-{ends[1]}")
    if len(ends) == 2:
        last = _whole(ends[1])
        first = _whole(ends[0]) or (last and _whole(f"{ends[0]} {last[1].year}"))
        return (first[0], last[1]) if first and last and first[0] <= last[1] else None
    return _whole(plain)


def _whole(plain: str) -> tuple[dt.date, dt.date] | None:
    """Return the days of one expression: a day, a month, days of a month, weeks, a year."""
    if found := _ISO.fullmatch(plain):
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
        return day, day
    if found := _WEEKS.fullmatch(plain):
        year, first, last = int(found[3]), int(found[1]), int(found[2] or found[1])
        return dt.date.fromisocalendar(year, first, 1), dt.date.fromisocalendar(year, last, 7)
    if (found := _DAY_FIRST.fullmatch(plain)) and found[3]:
        day = dt.date(int(found[3]), int(found[2]), int(found[1]))
        return day, day
    if found := _YEAR_MONTH.fullmatch(plain):
        return _month(int(found[1]), int(found[2]), None, None)
    if (found := _NAMED.fullmatch(plain)) and found[3][:3] in _MONTHS:
        return _month(int(found[4]), _MONTHS[found[3][:3]], found[1], found[2])
    if re.fullmatch(r"20\d\d", plain):
        return dt.date(int(plain), 1, 1), dt.date(int(plain), 12, 31)
    return None


def _month(year: int, month: int, first: str | None, last: str | None) -> tuple[dt.date, dt.date]:
    end = int(last or first or calendar.monthrange(year, month)[1])
    return dt.date(year, month, int(first or 1)), dt.date(year, month, end)


def period_text(first: dt.date | None, last: dt.date | None, texts: Texts) -> str:
    """Return a period in words; empty where nobody said one."""
    if first is None or last is None:
        return ""
    if first == last:
        return texts.date(first)
    return f"{texts.date(first)} – {texts.date(last)}"
