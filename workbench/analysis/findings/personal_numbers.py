"""Something like a Swedish personnummer or a Danish CPR number in free text.

Swedish numbers are recognised by date and check digit; Danish ones by date and hyphen alone, since
newer ones have no check digit.
"""

from __future__ import annotations

import re
from functools import cache

from workbench.model.record import Record, reference_fields

_DIGITS = re.compile(r"(?<![\d.-])(?:(19|20)?(\d{2})(\d{2})(\d{2})[-+]?(\d{4}))(?![\d-])")
_CANDIDATE = re.compile(r"[0-9]{6}(?:[0-9]{2})?[-+]?[0-9]{4}")
_DANISH = re.compile(r"(?<![\d.-])(\d{2})(\d{2})(\d{2})-(\d{4})(?![\d-])")


def holds_personal_number(record: Record) -> str | None:
    """Return the name of the first field of ``record`` whose text holds something like one, else None.

    Ids are left out: random digits among letters may look like one.
    """
    values = record.__dict__
    texts = [(name, values[name]) for name in _text_fields(type(record)) if isinstance(values[name], str)]
    if _CANDIDATE.search("\n".join(text for _, text in texts)) is None:
        return None
    return next((name for name, text in texts if looks_personal(text)), None)


@cache
def _text_fields(kind: type[Record]) -> tuple[str, ...]:
    ids = {"id", *(name for name, _ in reference_fields(kind))}
    return tuple(name for name in kind.model_fields if name not in ids)


def looks_personal(text: str) -> bool:
    """Tell whether ``text`` holds something like a personal identity number."""
    if len(text) < 10 or _CANDIDATE.search(text) is None:
        return False
    for _, year, month, day, serial in _DIGITS.findall(text):
        if 1 <= int(month) <= 12 and 1 <= int(day) % 60 <= 31 and _luhn(f"{year}{month}{day}{serial}"):
            return True
    return any(1 <= int(day) <= 31 and 1 <= int(month) <= 12 for day, month, _, _ in _DANISH.findall(text))


def _luhn(digits: str) -> bool:
    """Return whether the ten digits end in their check digit (modulus 10, weights 2 and 1)."""
    products = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in products) % 10 == 0
