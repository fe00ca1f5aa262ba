"""Texts in values that are kept as a file holds them: in conflicts, in versions of checklists, in a part's base.

The names in a fixed calculation are among them. They are texts that somebody wrote, so they are looked through like
all others; but no field says where they are, only the kind of record that they once were.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from workbench.model.knowledge import Checklist, ChecklistVersion
from workbench.model.parts import Conflict, Part
from workbench.model.project import COLLECTIONS, Project
from workbench.model.record import Record, fields_with_texts, records_within
from workbench.model.scenarios import FixedCalculation

PURGED = "\u2026"
"""What stands for a text that was deleted and then purged; several of them where somebody wrote just that."""
_SIDES = ("base", "ours", "theirs")


def kept_texts(record: Record) -> list[tuple[str, str]]:
    """Return (field, text) of what somebody wrote in values that ``record`` itself keeps; empty texts are left out."""
    if isinstance(record, Conflict):
        return [(side, text) for side in _SIDES for text in _texts_of_side(record, side)]
    if isinstance(record, Checklist):
        return [
            ("versions", text) for version in record.versions for text in texts_in(Checklist, version.content)
        ]
    if isinstance(record, Part):
        return [("base", text) for text in texts_in(Project, _loaded(record.base))]
    if isinstance(record, FixedCalculation):
        return [("results", name) for name in names_in(record).values() if name]
    return []


def names_in(fixed: FixedCalculation) -> dict[str, str]:
    """Return the names that a fixed calculation keeps, by the id of what has them: they stand nowhere else in it."""
    found = _loaded(fixed.results)
    names = found.get("names") if isinstance(found, dict) else None
    return (
        {key: name for key, name in names.items() if isinstance(name, str)} if isinstance(names, dict) else {}
    )


def with_names(fixed: FixedCalculation, names: dict[str, str]) -> FixedCalculation:
    """Return ``fixed`` with ``names`` in place of those that it keeps."""
    text = json.dumps({**_loaded(fixed.results), "names": names}, separators=(",", ":"))
    return fixed.changed(results=text)


def texts_in(kind: type[Record], value: Any) -> list[str]:
    """Return what somebody wrote in ``value``, which is a record of ``kind`` as a file holds it, or fields of one."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    with_texts(kind, value, note)
    return [text for text in found if text]


def with_texts(kind: type[Record], value: Any, change: Callable[[str], str]) -> Any:
    """Return ``value``, a record of ``kind`` as a file holds it, with every text in it changed by ``change``."""
    if not isinstance(value, dict):
        return value
    texts = {
        name: _changed(records_within(kind.model_fields[name].annotation), value[name], change)
        for name in fields_with_texts(kind)
        if name in value
    }
    if kind is ChecklistVersion and "content" in value:
        texts["content"] = with_texts(Checklist, value["content"], change)
    return {**value, **texts}


def is_purged(text: str) -> bool:
    """Tell whether ``text`` only stands for one that was purged."""
    return bool(text) and not text.strip(PURGED)


def side_with_texts(conflict: Conflict, side: str, change: Callable[[str], str]) -> Any:
    """Return one side of ``conflict`` ("base", "ours" or "theirs") with every text in it changed by ``change``."""
    value, kind = getattr(conflict, side), COLLECTIONS.get(conflict.collection)
    if kind is None or conflict.item is None:  # an order holds ids
        return value
    if conflict.field is None:
        return with_texts(kind, value, change)
    return with_texts(kind, {conflict.field: value}, change)[conflict.field]


def _texts_of_side(conflict: Conflict, side: str) -> list[str]:
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    side_with_texts(conflict, side, note)
    return [text for text in found if text]


def _changed(kinds: list[type[Record]], value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_changed(kinds, one, change) for one in value]
    for kind in kinds:
        value = with_texts(kind, value, change)
    return value


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
