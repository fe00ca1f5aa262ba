"""Numbers, minutes, shares and volumes as people write them in Swedish, Danish and English.

Words of all three languages count whatever language the window speaks: a Dane types ``pr. uge`` into
a Swedish window. A comma or point before exactly three digits may be decimals or thousands. The
``decimal_mark`` of the window's language decides (``1.200`` is one thousand two hundred and ``1,200``
one and a fifth in Swedish and Danish; the other way round in English), and the reading says that it
was a choice.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from workbench.capture.folding import fold
from workbench.capture.quantity_words import (
    APPROXIMATELY,
    BEFORE_PERIOD,
    MINUTES_OF,
    NOUNS,
    PERIODS,
    RANGE_WORDS,
    VULGAR_FRACTIONS,
)
from workbench.model.record import new_id
from workbench.model.volumes import Channel, Counts, Estimate, Period, Source, Volume

DecimalMark = Literal[",", "."]
_LARGEST = 1e12
"""Nothing a municipality counts is larger; a longer row of digits is something else."""
_TOO_LONG = 80


@dataclass(frozen=True)
class Understood:
    """What a text says as low, likely and high (all the same for one figure), and the text itself.

    ``is_ambiguous``: a separator could have meant decimals or thousands. ``is_approximate``: "ca".
    """

    low: float
    likely: float
    high: float
    said: str
    is_approximate: bool = False
    is_ambiguous: bool = False

    @property
    def is_range(self) -> bool:
        """Whether low and high differ."""
        return self.low != self.high

    def as_estimate(self, source: Source = Source.ESTIMATE, said_by: str = "") -> Estimate:
        """Return the estimate that a step keeps."""
        return Estimate(
            low=self.low, likely=self.likely, high=self.high, source=source, said=self.said, said_by=said_by
        )


@dataclass(frozen=True)
class Quantity(Understood):
    """How many per which period. ``is_period_said`` is false where the year was assumed."""

    per: Period = Period.YEAR
    is_period_said: bool = False
    counts: Counts = Counts.CONTACTS

    def as_volume(self, channel: Channel, source: Source = Source.ESTIMATE, said_by: str = "") -> Volume:
        """Return the volume that a case type keeps, with a new id."""
        return Volume(
            id=new_id(),
            channel=channel,
            low=self.low,
            likely=self.likely,
            high=self.high,
            per=self.per,
            counts=self.counts,
            source=source,
            said=self.said,
            said_by=said_by,
        )


def read_number(text: str, *, decimal_mark: DecimalMark = ",") -> Understood | None:
    """Return the number of 0 or more that ``text`` is (6,5 / 6.5 / 1 200 / ca 40), else None."""
    plain, is_approximate = _without_approximately(_plain(text))
    if not _NUMBER_ONLY.fullmatch(plain):
        return None
    return _reading([_value(plain, decimal_mark)], text, is_approximate)


def read_share(text: str, *, decimal_mark: DecimalMark = ",") -> Understood | None:
    """Return a share between 0 and 1: 30 %, 30 procent, 0,3, 1/3. A bare number above 1 is per cent."""
    plain, is_approximate = _without_approximately(_plain(text))
    found = _SHARE.fullmatch(plain)
    if found is None:
        return None
    part = _value(found["number"], decimal_mark)
    whole = _value(found["of"], decimal_mark) if found["of"] else None
    if part is None or (found["of"] and (whole is None or not whole[0])):
        return None
    value, is_ambiguous = part
    if whole is not None:
        value /= whole[0]
    elif found["percent"] or value > 1:
        value /= 100
    return _reading([(value, is_ambiguous)], text, is_approximate) if value <= 1 else None


def read_minutes(text: str, *, decimal_mark: DecimalMark = ",") -> Understood | None:
    """Return minutes: 12, 12 min, 2h15, 1 h 30, 1:30, 90 s, 3-5, 30 min-1 h, 3/5/8. A bare number is minutes."""
    plain, is_approximate = _without_approximately(_plain(text))
    parts = _range_parts(plain)
    if parts is None:
        return None
    unit = _only_unit(parts[-1])
    figures = [_duration(part, unit, decimal_mark) for part in parts]
    return _reading(figures, text, is_approximate)


def read_volume(text: str, *, decimal_mark: DecimalMark = ",") -> Quantity | None:
    """Return how many per period: 40/dag, 3-5 i veckan, ca 200 per år, 200 pr. uge, 10 om dagen, 1 200.

    Without a period it is the year's; nouns such as "samtal" or "sager" say whether contacts or cases count.
    """
    plain, is_approximate = _without_approximately(_plain(text))
    found = _VOLUME.fullmatch(plain)
    if found is None:
        return None
    parts = _range_parts(found["figures"])
    if parts is None:
        return None
    reading = _reading([_value(part, decimal_mark) for part in parts], text, is_approximate)
    if reading is None:
        return None
    period, noun = found["period"], found["noun"]
    return Quantity(
        low=reading.low,
        likely=reading.likely,
        high=reading.high,
        said=reading.said,
        is_approximate=is_approximate,
        is_ambiguous=reading.is_ambiguous,
        per=PERIODS[period] if period else Period.YEAR,
        is_period_said=bool(period),
        counts=NOUNS[noun] if noun else Counts.CONTACTS,
    )


def _plain(text: str) -> str:
    """Return ``text`` folded, every kind of space one space, every kind of dash a hyphen."""
    if len(text) > _TOO_LONG:
        return ""
    unified = fold(unicodedata.normalize("NFC", text))
    for fraction, written in VULGAR_FRACTIONS.items():
        unified = unified.replace(fraction, written)
    return " ".join(unified.translate(_DASHES).split())


def _without_approximately(plain: str) -> tuple[str, bool]:
    found = _APPROXIMATELY.match(plain)
    return (plain[found.end() :], True) if found else (plain, False)


def _value(text: str, decimal_mark: DecimalMark) -> tuple[float, bool] | None:
    """Return (number, whether the separator was ambiguous) of digits with separators, else None."""
    has_spaces = " " in text or "'" in text
    digits = text.strip().replace(" ", "").replace("'", "")
    marks = [char for char in digits if char in ".,"]
    is_ambiguous = False
    if len(set(marks)) == 2:
        if marks.count(marks[-1]) > 1:
            return None
        whole, _, decimals = digits.rpartition(marks[-1])
        if not _GROUPED.fullmatch(whole):
            return None
        digits = re.sub("[.,]", "", whole) + "." + decimals
    elif len(marks) > 1:
        if has_spaces or not _GROUPED.fullmatch(digits):
            return None
        digits = re.sub("[.,]", "", digits)
    elif marks:
        is_ambiguous = bool(_THREE_AFTER.fullmatch(digits)) and not has_spaces
        is_thousands = is_ambiguous and marks[0] != decimal_mark
        digits = digits.replace(marks[0], "" if is_thousands else ".")
    try:
        number = float(digits)
    except ValueError:
        return None
    return (number, is_ambiguous) if number <= _LARGEST else None


def _range_parts(text: str) -> list[str] | None:
    """Return the one to three parts of a figure or range (3-5, 3 till 5, 3-4-5, 3/4/5), else None."""
    separator = "/" if text.count("/") == 2 and "-" not in text else "-"
    parts = [part.strip() for part in _RANGE_WORD.sub("-", text).split(separator)]
    return parts if 1 <= len(parts) <= 3 and all(parts) else None


def _only_unit(part: str) -> str:
    """Return the unit at the end of ``part`` that a part without one takes over ("1-2 h")."""
    found = _DURATION_PART.findall(part)
    return found[-1][1] if len(found) == 1 else ""


def _duration(part: str, unit: str, decimal_mark: DecimalMark) -> tuple[float, bool] | None:
    clock = _CLOCK.fullmatch(part)
    if clock:
        return int(clock[1]) * 60.0 + int(clock[2]), False
    if not _DURATION.fullmatch(part):
        return None
    minutes, is_ambiguous, before = 0.0, False, ""
    for number, named in _DURATION_PART.findall(part):
        value = _value(number, decimal_mark)
        factor = MINUTES_OF.get(named or ("min" if before else unit) or "min")
        if value is None or factor is None or (before and factor >= MINUTES_OF[before]):
            return None
        minutes += value[0] * factor
        is_ambiguous = is_ambiguous or value[1]
        before = named or "min"
    return (minutes, is_ambiguous) if minutes <= _LARGEST else None


def _reading(figures: list[tuple[float, bool] | None], said: str, is_approximate: bool) -> Understood | None:
    values = [figure[0] for figure in figures if figure is not None]
    if len(values) != len(figures) or not all(map(math.isfinite, values)):
        return None
    values.sort()
    return Understood(
        low=values[0],
        likely=values[1] if len(values) == 3 else (values[0] + values[-1]) / 2,
        high=values[-1],
        said=" ".join(said.split()),
        is_approximate=is_approximate,
        is_ambiguous=any(figure is not None and figure[1] for figure in figures),
    )


def _either(words: Iterable[str]) -> str:
    """Return a pattern of any of ``words``, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_DASHES = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"}
_NUMBER = r"(?:[0-9]{1,3}(?:[ '][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)*|[.,][0-9]+)"
_NUMBER_ONLY = re.compile(_NUMBER)
_GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}")
_THREE_AFTER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_APPROXIMATELY = re.compile(rf"(?:(?:{_either(APPROXIMATELY)})\b\.?|~|≈) ?")
_RANGE_WORD = re.compile(rf"(?<=[0-9a-z]) (?:{_either(RANGE_WORDS)}) (?=[0-9])")
_SHARE = re.compile(
    rf"(?P<number>{_NUMBER})(?: ?(?P<percent>%|procent|percent|pct\.?|per cent)| ?/ ?(?P<of>{_NUMBER}))?"
)
_DURATION_UNIT = _either(MINUTES_OF)
_DURATION_PART = re.compile(rf"({_NUMBER}) ?({_DURATION_UNIT})?(?![a-z])\.?")
_DURATION = re.compile(rf"{_DURATION_PART.pattern}(?: ?(?:och |og |and )?{_DURATION_PART.pattern}){{0,2}}")
_CLOCK = re.compile(r"([0-9]{1,2}):([0-5][0-9])")
_VOLUME = re.compile(
    rf"(?P<figures>{_NUMBER}(?: ?(?:-|/| (?:{_either(RANGE_WORDS)}) ) ?{_NUMBER}){{0,2}})"
    rf"(?: ?(?P<noun>{_either(NOUNS)})(?![a-z])\.?)?"
    rf"(?: ?(?:/|(?:{_either(BEFORE_PERIOD)})(?![a-z])\.?)? ?(?P<period>{_either(PERIODS)})\.?)?"
)
