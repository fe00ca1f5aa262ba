"""What the answers of a decision table mean: each column becomes a set of cases, each answer some of them.

People write "Ja", "-", "villa, radhus", "inte villa", "2 eller fler" and "0-1". A column of yes and no has both,
whoever wrote one of them alone; a column of numbers has every number from 0 on; any other column has the values that
stand in it, and "something else" where only one does. A column of whole numbers has no room between 1 and 2.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from workbench.model.text import N_, Message, message

_ANY = frozenset({"", "-", "–", "—", "*", "any", "alla", "alle", "oavsett", "uanset", "spelar ingen roll"})
_YES, _NO = frozenset({"ja", "jo", "j", "yes", "y"}), frozenset({"nej", "n", "no", "nei"})
_NOT = re.compile(r"(?:inte|ej|icke|ikke|not)\s+(.+)")
_OR = re.compile(r"\s*(?:;|/|,(?!\d)|\beller\b|\bor\b)\s*", re.IGNORECASE)
_GROUPED = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3}){1,4}(?:,\d{1,6})?"
_NUMBER = rf"{_GROUPED}|\d{{1,15}}(?:[.,]\d{{1,6}})?"
_UNIT = r"\s*([^\W\d_]{1,12}|%|€)?\.?"
_BELOW = r"<|under|mindre än|mindre end|färre än|færre end|less than|fewer than|below"
_ABOVE = r">|över|over|mer än|fler än|mere end|flere end|more than|above"
_AT_MOST = r"<=|=<|≤|högst|höjst|højst|max|maximalt|upp till|op til|till och med|til og med|up to|at most"
_AT_LEAST = r">=|=>|≥|minst|mindst|från och med|fra og med|från|fra|from|at least"
_BEFORE = re.compile(rf"({_AT_MOST}|{_AT_LEAST}|{_BELOW}|{_ABOVE})\s*({_NUMBER}){_UNIT}")
_BEHIND = re.compile(
    rf"({_NUMBER}){_UNIT}\s*(?:(\+|-|–|(?:eller|och|og|or|and)\s+(?:mer|mera|mere|fler|flera|flere|more|över|over|"
    rf"uppåt|derover|däröver))|((?:eller|och|og|or|and)\s+(?:mindre|färre|færre|less|fewer|under|nedåt|derunder)))"
)
_RANGE = re.compile(rf"({_NUMBER}){_UNIT}\s*(?:-|–|till|til|to)\s*({_NUMBER}){_UNIT}")
_PLAIN = re.compile(rf"({_NUMBER}){_UNIT}")

Cut = tuple[float, int]
"""A place between numbers: just before (0) or just behind (1) one."""
_END: Cut = (math.inf, 0)


@dataclass(frozen=True)
class Span:
    """The numbers between two cuts, and the unit they were written with."""

    low: Cut
    high: Cut
    unit: str = ""
    is_single: bool = False


@dataclass(frozen=True)
class Answers:
    """A column: its cases in words, and the cases (bits) that each rule's answer allows."""

    cases: tuple[str | Message, ...]
    masks: tuple[int, ...]
    cuts: tuple[Cut, ...] = ()
    unit: str = ""

    @property
    def all(self) -> int:
        """Every case."""
        return (1 << len(self.cases)) - 1

    def words(self, mask: int) -> Message | str:
        """Return the cases of ``mask`` in words; numbers that follow each other are one."""
        said = (
            self._spans(mask) if self.cuts else [one for at, one in enumerate(self.cases) if mask >> at & 1]
        )
        whole = said[0] if said else ""
        for one in said[1:]:
            whole = message(N_("{one} or {other}"), one=whole, other=one)
        return whole

    def _spans(self, mask: int) -> list[str | Message]:
        found, at = [], 0
        while at < len(self.cases):
            start = at
            while mask >> at & 1:
                at += 1
            if at > start:
                found.append(_span_words(self.cuts[start], self.cuts[at], self.cuts[0], self.unit))
            at += 1
        return found


def read_column(cells: Sequence[str]) -> Answers:
    """Return what the answers of one column mean, one mask per cell."""
    written = [_tidy(cell) for cell in cells]
    spans = [None if one in _ANY else _spans_of(one) for one in written]
    said = [span for span in spans if span is not None]
    units = {part.unit for span in said for part in span if part.unit}
    is_labels = all(part.is_single for span in said for part in span)
    if said and all(said) and len(units) <= 1 and not is_labels:
        return _numbers(spans, next(iter(units), ""))
    return _labels(cells, written)


def _tidy(cell: str) -> str:
    return " ".join(cell.split()).casefold().strip(" .!?")


def _spans_of(text: str) -> tuple[Span, ...]:
    """Return the numbers that ``text`` allows, empty where it is not about numbers alone."""
    whole = _span(text)
    if whole is not None:
        return (whole,)
    parts = [_span(part) for part in _OR.split(text)]
    found = tuple(part for part in parts if part is not None)
    return found if len(found) == len(parts) else ()


def _span(text: str) -> Span | None:
    if found := _RANGE.fullmatch(text):
        low, high = _number(found[1]), _number(found[3])
        return Span((low, 0), (high, 1), found[4] or found[2] or "") if low <= high else None
    if found := _BEHIND.fullmatch(text):
        value, unit = _number(found[1]), found[2] or ""
        return Span((value, 0), _END, unit) if found[3] else Span((-math.inf, 0), (value, 1), unit)
    if found := _BEFORE.fullmatch(text):
        value, unit, way = _number(found[2]), found[3] or "", found[1]
        if re.fullmatch(_AT_MOST, way):
            return Span((-math.inf, 0), (value, 1), unit)
        if re.fullmatch(_AT_LEAST, way):
            return Span((value, 0), _END, unit)
        if re.fullmatch(_BELOW, way):
            return Span((-math.inf, 0), (value, 0), unit)
        return Span((value, 1), _END, unit)
    if found := _PLAIN.fullmatch(text):
        value = _number(found[1])
        return Span((value, 0), (value, 1), found[2] or "", is_single=True)
    return None


def _number(text: str) -> float:
    plain = re.sub(r"[ .\u00a0\u202f]", "", text) if re.fullmatch(_GROUPED, text) else text
    return float(plain.replace(",", "."))


def _numbers(spans: Sequence[tuple[Span, ...] | None], unit: str) -> Answers:
    ends = [cut for some in spans if some for span in some for cut in (span.low, span.high)]
    is_whole = all(float(value).is_integer() for value, _ in ends if math.isfinite(value))

    def tidy(cut: Cut) -> Cut:
        value, side = cut
        if value == -math.inf:
            return (0.0, 0)
        return (value + 1, 0) if is_whole and side and math.isfinite(value) else cut

    cuts = sorted({(0.0, 0), _END, *(tidy(cut) for cut in ends)})
    place = {cut: at for at, cut in enumerate(cuts)}
    every = (1 << (len(cuts) - 1)) - 1
    masks = []
    for some in spans:
        mask = 0
        for span in some or ():
            low, high = place[tidy(span.low)], place[tidy(span.high)]
            mask |= (1 << high) - (1 << low) if high > low else 0
        masks.append(every if some is None else mask)
    cases = tuple(_span_words(low, high, cuts[0], unit) for low, high in pairwise(cuts))
    return Answers(cases, tuple(masks), tuple(cuts), unit)


def _span_words(low: Cut, high: Cut, first: Cut, unit: str) -> str | Message:
    """Return a span in words. Between whole numbers both ends are cut just before one."""

    def said(value: float) -> str:
        number = str(int(value)) if float(value).is_integer() else str(value)
        return f"{number} {unit}".strip()

    if high == _END:
        return message(N_("more than {n}") if low[1] else N_("{n} or more"), n=said(low[0]))
    if low[0] == high[0]:
        return said(low[0])
    if low == first and low[0] == 0:
        return message(N_("{n} or less") if high[1] else N_("less than {n}"), n=said(high[0]))
    is_whole = not low[1] and not high[1] and low[0].is_integer() and high[0].is_integer()
    if is_whole:
        return said(low[0]) if high[0] - low[0] == 1 else f"{int(low[0])}–{said(high[0] - 1)}"
    return message(N_("between {n} and {m}"), n=said(low[0]), m=said(high[0]))


def _labels(cells: Sequence[str], written: Sequence[str]) -> Answers:
    """Read a column of words: yes and no, or the values that stand in it."""
    spoken = [[] if one in _ANY else _parts(cell) for cell, one in zip(cells, written, strict=True)]
    parts = [[one.casefold() for one in some] for some in spoken]
    known = {_key(part) for some in parts for part in some if not _denied(part)}
    known |= {
        _key(part) for some in parts for part in some if (no := _denied(part)) and _key(no) not in known
    }
    has_denied = any((no := _denied(part)) and _key(no) in known for some in parts for part in some)
    names: dict[str, str | Message] = {}
    for part, said in zip(chain(*parts), chain(*spoken), strict=True):
        if _key(part) in known:
            names.setdefault(_key(part), said)
    if "<yes>" in names or "<no>" in names:
        names.setdefault("<yes>", _opposite(names.get("<no>", "")))
        names.setdefault("<no>", _opposite(names["<yes>"]))
    elif len(names) < 2 or has_denied:
        names.setdefault("<else>", message(N_("something else")))
    order = {key: at for at, key in enumerate(names)}
    every = (1 << len(order)) - 1
    masks = [_mask(some, order, every) if some else every for some in parts]
    return Answers(tuple(names.values()), tuple(masks))


def _parts(cell: str) -> list[str]:
    """Return the answers that stand in a cell, as they are written."""
    return [one for one in _OR.split(" ".join(cell.split()).strip(" .!?")) if one]


def _mask(parts: Sequence[str], order: dict[str, int], every: int) -> int:
    mask = 0
    for part in parts:
        denied = _denied(part)
        if _key(part) in order:
            mask |= 1 << order[_key(part)]
        elif denied:
            mask |= every & ~(1 << order[_key(denied)])
    return mask


def _denied(part: str) -> str:
    """Return what ``part`` says that it is not."""
    found = _NOT.fullmatch(part)
    return found[1] if found else ""


def _key(part: str) -> str:
    return "<yes>" if part in _YES else "<no>" if part in _NO else part


def _opposite(said: str | Message) -> str | Message:
    word = str(said)
    pairs = {
        "ja": "nej",
        "jo": "nej",
        "j": "n",
        "yes": "no",
        "y": "n",
        "nej": "ja",
        "nei": "ja",
        "no": "yes",
        "n": "j",
    }
    other = pairs.get(word.casefold(), "")
    return other.capitalize() if word[:1].isupper() else other
