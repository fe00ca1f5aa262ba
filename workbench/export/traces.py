"""A figure's explanation in words: the same for the window, the command line and the workbooks.

What explains a figure is calculated once, as values; here its numbers get the form that their unit asks for, and
each input the words for where it comes from.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workbench.analysis.explain.explanation import SHARE, Explanation, Input, Number
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.text import Message
from workbench.model.volumes import Source

SIGNS = {"term": "+", "factor": "×", "divisor": "÷", "note": ""}
"""How an input takes part, as a sign. A term that is negative brings its own."""

_ALWAYS_TENTHS = 10.0
_SMALL = 0.1
_FOUR, _TWO = 4, 2


@dataclass(frozen=True)
class Trace:
    """A line of an explanation: what, the number, its unit, how it takes part, where it comes from, how sure.

    ``number`` is the value itself (None: missing), ``written`` the value with its unit as it is read.
    """

    name: str
    number: Number | None
    unit: str
    written: str
    sign: str
    source: str
    quality: str
    unfolds: str | None


def said(value: Number | None, unit: Message, texts: Texts) -> str:
    """Return a value with its unit: money with hundredths, shares as percentages, counts without decimals."""
    if value is None or not math.isfinite(value):
        return texts("missing")
    if unit == SHARE:
        return texts.percent(float(value), 2 if isinstance(value, Decimal) else 1)
    return f"{texts.number(value, _decimals(value, unit))}\u00a0{unit_words(unit, texts)}"


def unit_words(unit: Message, texts: Texts) -> str:
    """Return a unit in words; a share has none beside its percentage."""
    return texts.message(unit)


def _decimals(value: Number, unit: Message) -> int:
    size = abs(float(value))
    if "currency" in unit.values:
        return _FOUR if 0 < size < _SMALL * _SMALL or "minute" in unit.text else _TWO
    if size == int(size):
        return 0
    if size < _SMALL:
        return _FOUR
    return _TWO if size < _ALWAYS_TENTHS * _ALWAYS_TENTHS else 1


def words(value: Message | str | None, texts: Texts) -> str:
    """Return a text that may be a message; nothing is an empty text."""
    return texts.message(value) if isinstance(value, Message) else value or ""


def quality_of(one: Input, texts: Texts) -> str:
    """Return what a reader should doubt about an input: a guess, an assumption, something missing; else nothing."""
    if one.quality is Source.GUESS:
        return word(Source.GUESS, texts)
    if one.is_assumption:
        return texts("Assumption")
    if one.value is None and one.part != "note":
        return texts("missing")
    return ""


def traces(found: Explanation, texts: Texts) -> tuple[Trace, ...]:
    """Return the inputs of ``found`` as lines, in its order."""
    return tuple(
        Trace(
            name=words(one.name, texts),
            number=one.value,
            unit=unit_words(one.unit, texts),
            written=said(one.value, one.unit, texts) if one.value is not None or one.part != "note" else "",
            sign=SIGNS[one.part],
            source=words(one.source, texts),
            quality="" if one.quality is None else word(one.quality, texts),
            unfolds=one.unfolds,
        )
        for one in found.inputs
    )


def as_text(chain: Iterable[Explanation], texts: Texts) -> str:
    """Return explanations as lines with tabs between their cells: a spreadsheet takes them as a table.

    Numbers stand in full and without thousands' marks, with the decimal mark of the language.
    """
    blocks = []
    for found in chain:
        head = ("", texts("Figure"), texts("Value"), texts("Unit"), texts("Source"), texts("Quality"))
        title = ("", texts.message(found.title), _plain(found.value, texts), unit_words(found.unit, texts))
        lines = [head, title, ("", texts.message(found.definition)), ("", texts.message(found.formula))]
        lines += [
            (one.sign, one.name, _plain(one.number, texts), one.unit, one.source, one.quality)
            for one in traces(found, texts)
        ]
        blocks.append("\n".join("\t".join(_cell(part) for part in one) for one in lines))
    return "\n\n".join(blocks)


def _cell(text: str) -> str:
    return " ".join(text.split())


def _plain(value: Number | None, texts: Texts) -> str:
    if value is None or not math.isfinite(value):
        return ""
    mark = texts.number(0.5, 1)[1]
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return f"{exact:f}".replace(".", mark)


def as_json(found: Explanation) -> dict[str, Any]:
    """Return an explanation for programs: English words, numbers in full, money as text."""
    english = Texts("en")

    def number(value: Number | None) -> float | str | None:
        return str(value) if isinstance(value, Decimal) else value

    return {
        "key": found.key,
        "title": english.message(found.title),
        "value": number(found.value),
        "unit": english.message(found.unit),
        "definition": english.message(found.definition),
        "formula": english.message(found.formula),
        "inputs": [
            {
                "name": words(one.name, english),
                "part": one.part,
                "value": number(one.value),
                "unit": english.message(one.unit),
                "source": words(one.source, english) or None,
                "quality": None if one.quality is None else one.quality.value,
                "is_assumption": one.is_assumption,
                "unfolds": one.unfolds,
            }
            for one in found.inputs
        ],
        "feeds": list(found.feeds),
    }
