"""Something like a Swedish personnummer or a Danish CPR number, in any text that somebody wrote.

Swedish numbers are recognised by date and check digit; Danish ones by date and hyphen alone, since
newer ones have no check digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from workbench.analysis.findings.rules import Hit
from workbench.analysis.memo import Memo
from workbench.model.project import SINGLES, TOP_COLLECTIONS, Project, nested_collections, walk_item
from workbench.model.record import Item, texts_of

_HYPHEN = r"\s?[-+\u2010-\u2013]\s?"
_DIGITS = re.compile(rf"(?<![\d.-])(?:19|20)?(\d{{2}})(\d{{2}})(\d{{2}})(?:{_HYPHEN})?(\d{{4}})(?![\d-])")
_DANISH = re.compile(rf"(?<![\d.-])(\d{{2}})(\d{{2}})(\d{{2}}){_HYPHEN}(\d{{4}})(?![\d-])")
_CANDIDATE = re.compile(rf"[0-9]{{6}}(?:{_HYPHEN})?[0-9]{{4}}")
_DIGITS_ALIKE = bytes.maketrans(b"123456789", b"000000000")
_OURS = ("case_types", "fixed_calculations")
"""Case types are remembered one by one, and the results of a calculation are the program's own."""


def personal_numbers(collection: str, item: Item) -> Iterator[Hit]:
    """Yield a hit for ``item`` and each item within it that holds something like a personal number."""
    if not any(looks_personal(text) for text in _with_six_digits(item)):
        return
    for path, one, _ in walk_item(collection, item, ()):
        apart = nested_collections(path)
        for field, text in texts_of(one):
            if field.partition(".")[0] not in apart and looks_personal(text):
                yield Hit("personal-number", path, one.id, {"field": field})
                break


def _with_six_digits(item: Item) -> list[str]:
    """Return the texts of ``item`` if any of them has six digits in a row, else nothing: nearly always."""
    texts = [text for _, text in texts_of(item)]
    digits_alike = "\n".join(texts).encode(errors="replace").translate(_DIGITS_ALIKE)
    return texts if b"000000" in digits_alike else []


def personal_numbers_beside_case_types(project: Project, memo: Memo) -> Iterator[Hit]:
    """Yield the hits of every other collection, and of municipality and settings."""
    for name in SINGLES:
        field = next((f for f, text in texts_of(getattr(project, name)) if looks_personal(text)), None)
        if field is not None:
            yield Hit("personal-number", name, "", {"field": field})
    for path in TOP_COLLECTIONS:
        if path not in _OURS:
            items: tuple[Item, ...] = getattr(project, path)
            yield from memo.once(f"personal numbers in {path}", (items,), partial(_hits, path, items))


def _hits(path: str, items: tuple[Item, ...]) -> tuple[Hit, ...]:
    return tuple(hit for item in items for hit in personal_numbers(path, item))


def looks_personal(text: str) -> bool:
    """Tell whether ``text`` holds something like a personal identity number."""
    if len(text) < 10 or _CANDIDATE.search(text) is None:
        return False
    for year, month, day, serial in _DIGITS.findall(text):
        if 1 <= int(month) <= 12 and 1 <= int(day) % 60 <= 31 and _luhn(f"{year}{month}{day}{serial}"):
            return True
    return any(1 <= int(day) <= 31 and 1 <= int(month) <= 12 for day, month, _, _ in _DANISH.findall(text))


def _luhn(digits: str) -> bool:
    """Return whether the ten digits end in their check digit (modulus 10, weights 2 and 1)."""
    products = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in products) % 10 == 0
