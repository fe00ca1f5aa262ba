"""Something like a Swedish personnummer or a Danish CPR number in free text.

Swedish numbers are recognised by date and check digit; Danish ones by date and hyphen alone, since
newer ones have no check digit.
"""

from __future__ import annotations

import re

from workbench.model.record import Record

_DIGITS = re.compile(r"(?<![\d.-])(?:(19|20)?(\d{2})(\d{2})(\d{2})[-+]?(\d{4}))(?![\d-])")
_DANISH = re.compile(r"(?<![\d.-])(\d{2})(\d{2})(\d{2})-(\d{4})(?![\d-])")


def holds_personal_number(record: Record) -> str | None:
    """Return the name of the first field of ``record`` whose text holds something like one, else None."""
    for name, value in record.__dict__.items():
        if name != "id" and isinstance(value, str) and looks_personal(value):
            return name
    return None


def looks_personal(text: str) -> bool:
    """Tell whether ``text`` holds something like a personal identity number."""
    if len(text) < 10 or not any(char.isdigit() for char in text):
        return False
    for _, year, month, day, serial in _DIGITS.findall(text):
        if 1 <= int(month) <= 12 and 1 <= int(day) % 60 <= 31 and _luhn(f"{year}{month}{day}{serial}"):
            return True
    return any(1 <= int(day) <= 31 and 1 <= int(month) <= 12 for day, month, _, _ in _DANISH.findall(text))


def _luhn(digits: str) -> bool:
    """Return whether the ten digits end in their check digit (modulus 10, weights 2 and 1)."""
    products = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in products) % 10 == 0
