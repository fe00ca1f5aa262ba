"""Names that are nearly the same: offered for merging, never merged.

Two names are compared as sorted words without case and å/ä/ö/æ/ø (rapidfuzz ``token_sort_ratio``, 0-100,
the share of characters that need no change). From 90 on two names of usual length differ by an ending or
a slip of the pen. Small words ("om", "af") do not count; numbers and single letters must agree: "Taxa 1" is
not "Taxa 2".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.capture.folding import SMALL_WORDS, fold_words
from workbench.model.case_types import CaseType
from workbench.model.knowledge import Faq, KnowledgeState

CUT_OFF = 90.0
_SLICE = 200
"""Rows that are compared at once, between two pauses."""
_NOT_WORDS = re.compile(r"[^\w]+")
_TELLING = re.compile(r"\b(?:\d+|\w)\b")


@dataclass(frozen=True)
class NearDuplicate:
    """The place of a name in what was looked through, the name, and how alike it is (90-100)."""

    at: int
    name: str
    likeness: float


@dataclass(frozen=True)
class DuplicatePair:
    """Two case types of one department whose names are nearly the same."""

    first: CaseType
    second: CaseType
    likeness: float


def near_duplicates(name: str, names: Sequence[str], limit: int = 3) -> list[NearDuplicate]:
    """Return the at most ``limit`` of ``names`` that are nearly ``name`` (or the same), most alike first."""
    from rapidfuzz import fuzz, process

    key = _key(name)
    if not key:
        return []
    found = process.extract(
        key, [_key(one) for one in names], scorer=fuzz.ratio, score_cutoff=CUT_OFF, limit=None
    )
    return [
        NearDuplicate(at, names[at], likeness)
        for other, likeness, at in found
        if _TELLING.findall(other) == _TELLING.findall(key)
    ][:limit]


def pairs(case_types: Iterable[CaseType], pause: Callable[[], object] = lambda: None) -> list[DuplicatePair]:
    """Return the pairs of case types within one department that are nearly the same, most alike first.

    ``pause`` is called between slices of the work.
    """
    by_department: dict[str, list[CaseType]] = {}
    for one in case_types:
        by_department.setdefault(one.department, []).append(one)
    found = [
        DuplicatePair(group[first], group[second], likeness)
        for group in by_department.values()
        for first, second, likeness in _alike([one.name for one in group], pause)
    ]
    return sorted(found, key=lambda pair: -pair.likeness)


def question_pairs(
    faqs: Iterable[Faq], pause: Callable[[], object] = lambda: None
) -> list[tuple[Faq, Faq, float]]:
    """Return the pairs of FAQs that ask nearly the same in any of their wordings, with how alike (90-100) they are.

    Residents do not ask by department: all are compared with all, most alike first. Those withdrawn are left out.
    """
    asked = [
        (faq, text)
        for faq in faqs
        if faq.state is not KnowledgeState.WITHDRAWN
        for text in (faq.question.sv, faq.question.da, faq.question.en, *faq.wordings)
        if text
    ]
    best: dict[tuple[str, str], tuple[Faq, Faq, float]] = {}
    for at, other, likeness in _alike([text for _faq, text in asked], pause):
        first, second = asked[at][0], asked[other][0]
        known = best.get((first.id, second.id))
        if first.id != second.id and (known is None or likeness > known[2]):
            best[first.id, second.id] = (first, second, likeness)
    return sorted(best.values(), key=lambda pair: -pair[2])


def _alike(names: Sequence[str], pause: Callable[[], object]) -> Iterable[tuple[int, int, float]]:
    """Yield the places of two names that are nearly the same, the first before the second, and their likeness."""
    import numpy as np
    from rapidfuzz import fuzz, process

    keys = [_key(one) for one in names]
    for start in range(0, len(keys), _SLICE):
        pause()
        rows = keys[start : start + _SLICE]
        likeness = process.cdist(rows, keys, scorer=fuzz.ratio, score_cutoff=CUT_OFF, dtype=np.float32)
        for row, at in zip(*np.nonzero(likeness), strict=True):
            first, second = start + int(row), int(at)
            if (
                first < second
                and keys[first]
                and _TELLING.findall(keys[first]) == _TELLING.findall(keys[second])
            ):
                yield first, second, float(likeness[row, at])


@lru_cache(maxsize=20_000)
def _key(name: str) -> str:
    """Return the folded words of ``name`` in alphabetical order, which makes ``ratio`` the token sort ratio."""
    words = sorted(_NOT_WORDS.sub(" ", fold_words(name)).split())
    return " ".join([word for word in words if word not in SMALL_WORDS] or words)
