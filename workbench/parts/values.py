"""Values that both sides may have changed without being in each other's way: lists of texts, texts in languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from workbench.model.kept_values import is_purged
from workbench.model.knowledge import WRITTEN, LocalizedText
from workbench.model.project import COLLECTIONS
from workbench.parts.changes import PartChange, fingerprint


def merged_list(base: Any, ours: Any, theirs: Any) -> list[str] | None:
    """Return both sides' changes to a list of texts (synonyms, wordings, ids), or None where it is no such list.

    What either side removed is gone, what either side added is there; theirs stands behind its neighbour.
    """
    for value in (base, ours, theirs):
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            return None
    if any(map(is_purged, base)):
        return None  # nobody can tell any more who changed it
    gone = set(base) - set(theirs)
    result = [one for one in ours if one not in gone]
    for n, one in enumerate(theirs):
        if one not in base and one not in result:
            behind = next((result.index(other) for other in reversed(theirs[:n]) if other in result), -1)
            result.insert(behind + 1, one)
    return result


def has_languages(collection: str, field: str | None, value: Any) -> bool:
    """Tell whether ``value`` is one for a field that holds a text in several languages."""
    known = COLLECTIONS[collection].model_fields if collection in COLLECTIONS else {}
    if field not in known or known[field].annotation is not LocalizedText:
        return False
    return isinstance(value, dict) and all(
        name in WRITTEN and isinstance(text, str) for name, text in value.items()
    )


def merged_languages(
    base: Any, ours: Any, theirs: Any, was_theirs: Callable[[str, str], bool]
) -> tuple[dict[str, str], bool]:
    """Return both sides' texts, language by language, and whether both changed the same one in different ways.

    There it is theirs. ``was_theirs(language, text)`` tells what an earlier state of theirs brought: that is
    theirs to change, and to take back.
    """
    merged: dict[str, str] = {}
    is_disputed = False
    for language in WRITTEN:
        old, here, there = (str((one or {}).get(language, "")) for one in (base, ours, theirs))
        is_own = was_theirs(language, here)
        if here == there or (there == old and not is_own):
            merged[language] = here
            continue
        merged[language] = there
        is_disputed |= here != old and not is_own
    return merged, is_disputed


def fingerprint_in(change: PartChange, language: str, text: str) -> str:
    """Return what stands for ``text`` in one language of the field of ``change``."""
    return fingerprint(replace(change, field=f"{change.field}.{language}"), text)


def mark(change: PartChange) -> str:
    """Return what says that ``change`` was dealt with; another cell with the same value is another question."""
    value = change.theirs if change.oddity is None else [change.theirs, change.oddity, change.written]
    return fingerprint(change, value)


def fingerprints(change: PartChange) -> set[str]:
    """Return what is noted of a change that was dealt with: its value, and each language in which it differs."""
    found = {fingerprint(change, change.theirs)}
    if change.oddity is not None:
        found.add(mark(change))
    if change.what == "changed" and has_languages(change.collection, change.field, change.theirs):
        old = change.base if isinstance(change.base, dict) else {}
        found |= {
            fingerprint_in(change, language, text)
            for language, text in change.theirs.items()
            if text != old.get(language, "")
        }
    return found
