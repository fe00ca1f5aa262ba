"""Records without what pydantic notes beside them: a quarter less memory for a big project.

Every record carries the set of the fields that were given a value. Nothing here asks for it (files leave out
what has its default), and a project of five thousand case types has a hundred and fifty thousand of them.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.record import Record

_NOTHING: set[str] = set()
_set_fields: Any = BaseModel.__dict__["__pydantic_fields_set__"].__set__


def forget_set_fields(record: Record) -> None:
    """Let ``record``, and every record within it, share one empty set of fields."""
    _set_fields(record, _NOTHING)
    values = record.__dict__
    for name, are_plain in _fields_with_records(type(record)):
        value = values[name]
        if not value:
            continue
        many = value if type(value) is tuple else (value,)
        if are_plain:
            for one in many:
                _set_fields(one, _NOTHING)
        else:
            for one in many:
                forget_set_fields(one)


@cache
def _fields_with_records(kind: type[Record]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of ``kind`` that hold records, and whether these hold no further ones."""
    found = []
    for name, field in kind.model_fields.items():
        kinds = _records_within(field.annotation)
        if kinds:
            found.append((name, not any(_fields_with_records(one) for one in kinds)))
    return tuple(found)


def _records_within(annotation: object) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [kind for part in get_args(annotation) for kind in _records_within(part)]


def share_texts(project: Project) -> None:
    """Let equal texts in the case types of ``project`` be one object: of those that were read, half are repeated.

    Nobody can tell the difference but by identity, and texts are nowhere compared by that.
    """
    known: dict[str, str] = {}
    for case_type in project.case_types:
        checkpoint()
        _share(case_type, known)


def _share(record: Record, known: dict[str, str]) -> None:
    values = record.__dict__
    for name, value in values.items():
        if type(value) is str:
            kept = known.setdefault(value, value)
            if kept is not value:
                values[name] = kept
    for name, _ in _fields_with_records(type(record)):
        value = values[name]
        if value:
            for one in value if type(value) is tuple else (value,):
                _share(one, known)
