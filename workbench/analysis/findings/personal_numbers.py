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
from workbench.model.kept_values import PURGED, kept_texts
from workbench.model.project import SINGLES, TOP_COLLECTIONS, Project, nested_collections, walk_item
from workbench.model.record import Item, Record, texts_of

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
        for field, text in (*texts_of(one), *kept_texts(one)):
            if field.partition(".")[0] not in apart and looks_personal(text):
                yield Hit("personal-number", path, one.id, {"field": field})
                break


def _with_six_digits(item: Item) -> list[str]:
    """Return the texts of ``item`` if any of them has six digits in a row, else nothing: nearly always."""
    texts = [text for _, text in (*texts_of(item), *kept_texts(item))]
    digits_alike = "\n".join(texts).encode(errors="replace").translate(_DIGITS_ALIKE)
    return texts if b"000000" in digits_alike else []


def personal_numbers_beside_case_types(project: Project, memo: Memo) -> Iterator[Hit]:
    """Yield the hits of every other collection, of municipality and settings, and of what a part was sent with."""
    for name in SINGLES:
        field = next((f for f, text in texts_of(getattr(project, name)) if looks_personal(text)), None)
        if field is not None:
            yield Hit("personal-number", name, "", {"field": field})
    for path in TOP_COLLECTIONS:
        if path not in _OURS:
            items: tuple[Item, ...] = getattr(project, path)
            yield from memo.once(f"personal numbers in {path}", (items,), partial(_hits, path, items))
    part = project.part
    if part is not None:
        once = frozenset(memo.once("personal numbers in the base", (part,), partial(_personal_texts, part)))
        if once and not once <= {
            text for _, text in _all_texts(project)
        }:  # what still stands is said where it stands
            yield Hit("personal-number", "part", "", {"field": "base"})


def _hits(path: str, items: tuple[Item, ...]) -> tuple[Hit, ...]:
    return tuple(hit for item in items for hit in personal_numbers(path, item))


def _personal_texts(record: Record) -> tuple[str, ...]:
    return tuple(text for _, text in kept_texts(record) if looks_personal(text))


def _all_texts(project: Project) -> Iterator[tuple[str, str]]:
    for path in TOP_COLLECTIONS:
        for item in getattr(project, path):
            yield from texts_of(item)


def looks_personal(text: str) -> bool:
    """Tell whether ``text`` holds something like a personal identity number."""
    if len(text) < 10 or _CANDIDATE.search(text) is None:
        return False
    return any(map(_is_swedish, _DIGITS.finditer(text))) or any(map(_is_danish, _DANISH.finditer(text)))


def masked(text: str) -> str:
    """Return ``text`` with a sign for everything in it that looks like a personal identity number."""
    while looks_personal(text):
        text = _DIGITS.sub(lambda found: PURGED if _is_swedish(found) else found[0], text)
        text = _DANISH.sub(lambda found: PURGED if _is_danish(found) else found[0], text)
    return text


def _is_swedish(found: re.Match[str]) -> bool:
    year, month, day, serial = found.groups()
    return 1 <= int(month) <= 12 and 1 <= int(day) % 60 <= 31 and _luhn(f"{year}{month}{day}{serial}")


def _is_danish(found: re.Match[str]) -> bool:
    day, month, _, _ = found.groups()
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _luhn(digits: str) -> bool:
    """Return whether the ten digits end in their check digit (modulus 10, weights 2 and 1)."""
    products = (int(digit) * (2 - at % 2) for at, digit in enumerate(digits))
    return sum(product // 10 + product % 10 for product in products) % 10 == 0
