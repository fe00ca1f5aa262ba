"""Durations and shares as people write them: 30min, 1h30min, 80%; exact, for command options."""

from __future__ import annotations

import re
from fractions import Fraction

import click

from workbench.locale import Texts, system_language

_UNIT_S = {"h": 3600, "min": 60, "m": 60, "s": 1, "": 1}
_PART = re.compile(r"(\d+(?:[.,]\d+)?|[.,]\d+)\s*(h|min|m|s|)\s*", re.IGNORECASE)


def texts_of(context: click.Context | None) -> Texts:
    """Return the language the command was called in; the system's where nobody chose one."""
    texts = getattr(context.obj if context else None, "texts", None)
    return texts if isinstance(texts, Texts) else Texts(system_language())


def seconds(text: str) -> Fraction:
    """Return a duration in seconds, exactly; a number alone is seconds. ValueError for anything else."""
    rest, total = text.strip(), Fraction(0)
    if not rest:
        raise ValueError(text)
    while rest:
        part = _PART.match(rest)
        if part is None or (not part[2] and len(part[0]) < len(text.strip())):
            raise ValueError(text)
        total += Fraction(part[1].replace(",", ".")) * _UNIT_S[part[2].lower()]
        rest = rest[part.end() :]
    return total


def share(text: str) -> Fraction:
    """Return 80% or 0.8 as the same exact fraction between 0 and 1. ValueError for anything else."""
    number = text.strip().replace(",", ".").replace("\u00a0", "")
    value = Fraction(number[:-1].strip()) / 100 if number.endswith("%") else Fraction(number)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


class Duration(click.ParamType[Fraction]):
    """An option's duration, as exact seconds."""

    name = "duration"

    def convert(
        self, value: str | Fraction, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Return the seconds, or fail with an example of what is understood."""
        try:
            return value if isinstance(value, Fraction) else seconds(value)
        except ValueError:
            self.fail(
                texts_of(ctx)("{value} is not a duration such as 30min, 1h or 20s", value=value), param, ctx
            )


class Share(click.ParamType[Fraction]):
    """An option's share, as an exact fraction between 0 and 1."""

    name = "share"

    def convert(
        self, value: str | Fraction, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Return the fraction, or fail with an example of what is understood."""
        try:
            return value if isinstance(value, Fraction) else share(value)
        except (ValueError, ZeroDivisionError):
            self.fail(texts_of(ctx)("{value} is not a share such as 80% or 0.8", value=value), param, ctx)


class Number(click.ParamType[Fraction]):
    """An option's number of 0 or more, exact as written."""

    name = "number"

    def convert(
        self, value: str | Fraction, param: click.Parameter | None, ctx: click.Context | None
    ) -> Fraction:
        """Return the number, or fail."""
        try:
            number = value if isinstance(value, Fraction) else Fraction(value.strip().replace(",", "."))
        except (ValueError, ZeroDivisionError):
            number = Fraction(-1)
        if number < 0:
            self.fail(texts_of(ctx)("{value} is not a number of 0 or more", value=value), param, ctx)
        return number


DURATION, SHARE, NUMBER = Duration(), Share(), Number()
