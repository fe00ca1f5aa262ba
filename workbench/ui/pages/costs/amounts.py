"""Amounts in words, and amounts that somebody typed: exact decimals both ways."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.capture.quantities import read_number
from workbench.locale import Texts
from workbench.model.text import Message
from workbench.ui.pages.volumes.entries import decimal_mark
from workbench.ui.widgets.cell import Cell, Tone
from workbench.ui.widgets.figures import written

_CURRENCY = re.compile(r"(kr|sek|dkk|eur|nok|€|:-)\.?$", re.IGNORECASE)


def amount(texts: Texts, value: Decimal, decimals: int = 2) -> str:
    """Return ``value`` to the hundredth (the öre), as accounts write it."""
    return written(texts, value, decimals)


def exact(texts: Texts, value: Decimal | float, most: int = 4) -> str:
    """Return ``value`` with the decimals it has, at most ``most``."""
    figure = float(value)
    decimals = next((n for n in range(most) if abs(figure - round(figure, n)) < 1e-9), most)
    return written(texts, value, decimals)


def signed(texts: Texts, value: Decimal) -> str:
    """Return a change with its sign."""
    return f"+{amount(texts, value)}" if value > 0 else amount(texts, value)


def money_cell(texts: Texts, value: Decimal, *, is_strong: bool = False, tone: Tone = "text") -> Cell:
    """Return an amount as a cell; what is nothing stands back."""
    return Cell(
        amount(texts, value),
        is_number=True,
        is_strong=is_strong,
        tone="text3" if not value and not is_strong else tone,
    )


def read_amount(text: str, texts: Texts) -> Decimal | None:
    """Return the amount that ``text`` is, with or without a currency and a sign; None where it is none."""
    plain = _CURRENCY.sub("", text.strip()).strip()
    is_negative = plain[:1] in "-−" and bool(plain)
    found = read_number(plain.lstrip("-−").strip(), decimal_mark=decimal_mark(texts))
    if found is None or found.is_approximate:
        return None
    value = Decimal(repr(found.likely))
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return -value if is_negative else value


def said(texts: Texts, text: Message | str) -> str:
    """Return a name that may be a message."""
    return texts.message(text) if isinstance(text, Message) else text


def percent(texts: Texts, share: float) -> str:
    """Return a rate with the decimals it has."""
    decimals = next((n for n in range(3) if abs(share * 100 - round(share * 100, n)) < 1e-9), 3)
    return texts.percent(share, decimals)
