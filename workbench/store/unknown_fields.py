"""Fields that a newer minor format brought: kept beside the project, and written back where they stood.

The project itself stays strict. A field is addressed by field names and item ids, so that it finds its item
again after others were added or moved; when the item is gone, so is the field.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from workbench.model.record import Record


@dataclass(frozen=True)
class Unknown:
    """One field that this program does not know: where it stood, and its JSON value."""

    at: tuple[str | int, ...]
    value: Any


def take_out(raw: dict[str, Any], kind: type[Record]) -> tuple[Unknown, ...]:
    """Remove every field from ``raw`` that ``kind`` does not know, and return them.

    Raises pydantic's ``ValidationError`` when anything else is wrong.
    """
    found: list[Unknown] = []
    while True:
        try:
            kind.model_validate_json(json.dumps(raw))
        except ValidationError as problem:
            errors = problem.errors(include_url=False, include_input=False)
            unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
            if not unknown:
                raise
            found += [_cut(raw, at) for at in unknown]
        else:
            return tuple(found)


def put_back(raw: dict[str, Any], unknown: Iterable[Unknown]) -> None:
    """Put ``unknown`` into ``raw`` where they stood, if that place is still there."""
    for one in unknown:
        owner: Any = raw
        for part in one.at[:-1]:
            owner = _step(owner, part)
        if isinstance(owner, dict):
            owner[one.at[-1]] = one.value


def _cut(raw: dict[str, Any], at: tuple[str | int, ...]) -> Unknown:
    owner: Any = raw
    address: list[str | int] = []
    for part in at[:-1]:
        owner = owner[part]
        named = owner.get("id") if isinstance(owner, dict) and isinstance(part, int) else None
        address.append(part if named is None else str(named))
    return Unknown((*address, at[-1]), owner.pop(at[-1]))


def _step(owner: Any, part: str | int) -> Any:
    if isinstance(owner, dict):
        return owner.setdefault(part, {})
    if isinstance(owner, list) and isinstance(part, int):
        return owner[part] if part < len(owner) else None
    if isinstance(owner, list):
        return next((one for one in owner if isinstance(one, dict) and one.get("id") == part), None)
    return None
