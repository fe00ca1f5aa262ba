"""Figures as people type them in the language of the window."""

from __future__ import annotations

import re
from decimal import Decimal

from workbench.capture.quantities import DecimalMark, read_number
from workbench.locale import Texts

_CURRENCY = re.compile(r"(kr|kronor|kroner|sek|dkk|eur|nok|€|:-)\.?$", re.IGNORECASE)


def decimal_mark(texts: Texts) -> DecimalMark:
    """Return what stands before decimals in the language of ``texts``: it decides what 1.200 means."""
    return "." if texts.language == "en" else ","


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
