"""The base of everything a project holds: frozen, strict, and changed in exactly one way.

pydantic's own ``model_copy(update=...)`` does not validate, and plain re-validation rebuilds every
tuple, which would break the identity that recalculation and saving rest on. Hence
:meth:`Record.changed`: it validates what is new and keeps what is not touched the same objects.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

Id = Annotated[str, Field(pattern=r"^[0-9a-z][0-9a-z_-]{0,63}$")]
Money = Annotated[Decimal, Field(allow_inf_nan=False), PlainSerializer(str, return_type=str)]
"""An amount in the project's currency. Decimal, never a float; a string in the file."""
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
NotNegative = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


@dataclass(frozen=True)
class Reference:
    """Marks an id field: it names an item of the collection ``target`` (a path such as ``units``)."""

    target: str


class Record(BaseModel):
    """A frozen value that refuses unknown fields and values of the wrong type."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        revalidate_instances="never",
        validate_default=False,
        allow_inf_nan=False,
    )

    def changed(self, **changes: object) -> Self:
        """Return a validated copy with ``changes`` (Python values); untouched fields stay the same objects.

        Raises pydantic's ``ValidationError`` where a value does not fit.
        """
        return self._kept(type(self).model_validate({**self.__dict__, **changes}), changes)

    def changed_from_json(self, changes: dict[str, Any]) -> Self:
        """Like :meth:`changed`, with values as they stand in a file: enums and dates as strings.

        The values of ``changes`` replace whole fields. Raises ``ValidationError``.
        """
        kind = type(self)
        # A rule of its own may look at any field; without one, a case type's steps need not be read again.
        needed = None if kind.__pydantic_decorators__.model_validators else _required(kind)
        now = self.model_dump(mode="json", exclude_defaults=True, include=needed)
        fresh = kind.model_validate_json(json.dumps({**now, **changes}))
        return self.changed(**{name: getattr(fresh, name) for name in changes if name in fresh.__dict__})

    def _kept(self, new: Self, changes: dict[str, Any]) -> Self:
        for name, value in self.__dict__.items():
            if name not in changes:
                new.__dict__[name] = value
        return new

    def as_json(self) -> dict[str, Any]:
        """Return what a file holds: plain JSON values, without fields that have their default."""
        return self.model_dump(mode="json", exclude_defaults=True)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Self:
        """Return the record that :meth:`as_json` wrote. Raises ``ValidationError``."""
        return cls.model_validate_json(json.dumps(value))


@cache
def _required(kind: type[Record]) -> set[str]:
    return {name for name, field in kind.model_fields.items() if field.is_required()}


class Item(Record):
    """A record with an id of its own: it can be added, changed, moved and removed."""

    id: Id


def new_id() -> str:
    """Return a random 128-bit id (32 hexadecimal digits), never made from a position or a name."""
    return secrets.token_hex(16)


@cache
def reference_fields(kind: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return (field name, target collection) of every id field that refers to another item."""
    found = []
    for name, field in kind.model_fields.items():
        marks = [mark for mark in field.metadata if isinstance(mark, Reference)]
        marks += _marks_within(field.annotation)
        found += [(name, mark.target) for mark in marks]
    return tuple(found)


def _marks_within(annotation: object) -> list[Reference]:
    marks = [mark for mark in getattr(annotation, "__metadata__", ()) if isinstance(mark, Reference)]
    for part in get_args(annotation):
        marks += [mark for mark in _marks_within(part) if mark not in marks]
    return marks


@cache
def text_fields(kind: type[Record]) -> tuple[str, ...]:
    """Return the names of the fields that hold what somebody wrote: texts and tuples of texts.

    Ids, enumerations, dates and amounts are not among them.
    """
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if field.annotation == tuple[str, ...] or (field.annotation is str and not field.metadata)
    )


@cache
def fields_with_texts(kind: type[Record]) -> tuple[str, ...]:
    """Return the fields of ``kind`` that hold texts, or records that do at any depth."""
    own = set(text_fields(kind))
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if name in own or any(fields_with_texts(inner) for inner in records_within(field.annotation))
    )


def records_within(annotation: object) -> list[type[Record]]:
    """Return the kinds of records that a field with ``annotation`` may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [kind for part in get_args(annotation) for kind in records_within(part)]


def texts_of(record: Record) -> list[tuple[str, str]]:
    """Return (field, text) of everything somebody wrote in ``record`` and the records within it.

    A field within another is written with a dot ("disagreements.note"). Empty texts are left out.
    """
    found: list[tuple[str, str]] = []
    _collect(record, "", found)
    return found


def _collect(record: Record, prefix: str, found: list[tuple[str, str]]) -> None:
    values = record.__dict__
    for name in fields_with_texts(type(record)):
        value = values[name]
        if not value:
            continue
        if isinstance(value, str):
            found.append((prefix + name, value))
            continue
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, str):
                if one:
                    found.append((prefix + name, one))
            else:
                _collect(one, f"{prefix}{name}.", found)


def references(record: Record) -> list[tuple[str, str, str]]:
    """Return (field, target collection, id) for every reference that ``record`` itself holds."""
    found = []
    for name, target in reference_fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            found.append((name, target, value))
        elif value:
            found += [(name, target, one) for one in value]
    return found


DepartmentId = Annotated[Id, Reference("departments")]
UnitId = Annotated[Id, Reference("units")]
RoleId = Annotated[Id, Reference("roles")]
PersonId = Annotated[Id, Reference("persons")]
CaseTypeId = Annotated[Id, Reference("case_types")]
StepId = Annotated[Id, Reference("case_types.steps")]
ProfileId = Annotated[Id, Reference("profiles")]
AnswerGroupId = Annotated[Id, Reference("answer_groups")]
WaveId = Annotated[Id, Reference("waves")]
ScenarioId = Annotated[Id, Reference("scenarios")]
IntentionId = Annotated[Id, Reference("intentions")]
