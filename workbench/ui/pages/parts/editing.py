"""A value of one's own for a conflict: fields that begin with what both sides say, and what was typed in them, read.

What has no simple field (rules, links, whole items) is taken or kept as it is, and changed on its own page.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, get_args

from workbench.capture.days import read_day
from workbench.export.change_words import ChangeWords, kind_within
from workbench.export.field_words import choice_word, field_word, language_words
from workbench.model.knowledge import LocalizedText
from workbench.model.parts import Conflict
from workbench.model.project import COLLECTIONS, Project
from workbench.model.record import Item, reference_fields, text_fields
from workbench.model.text import N_, ProjectError, message
from workbench.model.volumes import Estimate
from workbench.parts.keeping_both import both_values, value_here

FieldKind = Literal["text", "lines", "number", "share", "day", "choice"]
_MOST_CHOICES = 500
_AMOUNTS = ("low", "likely", "high")


@dataclass(frozen=True)
class EditField:
    """A field of the form: ``key`` tells it from the others ("" where it is the only one)."""

    key: str
    label: str
    kind: FieldKind
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    may_be_empty: bool = True


def edit_fields(project: Project, conflict: Conflict, words: ChangeWords) -> tuple[EditField, ...]:
    """Return the fields in which a value for ``conflict`` can be typed; none where there is no simple way."""
    kind = COLLECTIONS.get(conflict.collection)
    if kind is None or conflict.field is None or conflict.item is None:
        return ()
    if conflict.field not in kind.model_fields or conflict.field == "id":
        return ()
    t, name = words.texts, field_word(conflict.collection, conflict.field, words.texts)
    annotation: Any = kind.model_fields[conflict.field].annotation
    both = both_values(project, conflict)
    value = conflict.theirs if both is None else both
    if annotation is LocalizedText and isinstance(value, dict):
        spoken = language_words(t)
        here = value_here(project, conflict) or {}
        used = [one for one in spoken if value.get(one) or here.get(one)] or ["sv"]
        return tuple(
            EditField(one, f"{name}, {spoken[one]}", "text", str(value.get(one, ""))) for one in used
        )
    if conflict.field in text_fields(kind):
        if isinstance(value, list):
            return (EditField("", name, "lines", "\n".join(map(str, value))),)
        return (EditField("", name, "text", str(value or "")),)
    if _is_or_may_be(annotation, Estimate):
        start = value if isinstance(value, dict) else {}
        fields = ((one, field_word(conflict.collection, one, t)) for one in _AMOUNTS)
        return tuple(
            EditField(one, said, "number", _typed(start.get(one)), may_be_empty=False) for one, said in fields
        )
    return _simple(project, conflict, kind, annotation, value, words)


def _simple(
    project: Project, conflict: Conflict, kind: type[Item], annotation: Any, value: Any, words: ChangeWords
) -> tuple[EditField, ...]:
    """Return the one field of a day, a number, or a choice."""
    t, field = words.texts, str(conflict.field)
    name = field_word(conflict.collection, field, t)
    is_optional = type(None) in get_args(annotation)
    nothing = (("", "–"),) if is_optional else ()
    target = dict(reference_fields(kind)).get(field)
    choices = kind_within(annotation, StrEnum)
    if isinstance(value, list):
        return ()
    if target is not None:
        items = getattr(project, target) if "." not in target else ()
        if not 0 < len(items) <= _MOST_CHOICES:
            return ()
        named = tuple((one.id, words.name(target, (), one.id)) for one in items)
        return (EditField("", name, "choice", str(value or ""), (*nothing, *named)),)
    if choices is not None:
        named = tuple((one.value, choice_word(one, t)) for one in choices)
        return (EditField("", name, "choice", str(value or ""), (*nothing, *named)),)
    if kind_within(annotation, dt.date) is not None:
        return (EditField("", name, "day", str(value or ""), may_be_empty=is_optional),)
    if annotation is bool:
        yes_no = (("true", t("Yes")), ("false", t("No")))
        return (EditField("", name, "choice", "true" if value is True else "false", yes_no),)
    if kind_within(annotation, int) is not None or kind_within(annotation, float) is not None:
        is_share = field.endswith("_share") or field == "probability"
        is_number = isinstance(value, int | float)
        shown = _typed(round(value * 100, 6) if is_share and is_number else value)
        return (EditField("", name, "share" if is_share else "number", shown, may_be_empty=is_optional),)
    return ()


def typed_value(conflict: Conflict, fields: tuple[EditField, ...], typed: Mapping[str, str]) -> Any:
    """Return what was typed as a file holds it. Raises ProjectError where it was not understood."""
    values = {one.key: _read(one, typed.get(one.key, "")) for one in fields}
    if "" in values:
        return values[""]
    start = conflict.theirs if isinstance(conflict.theirs, dict) else {}
    return {**start, **values}


def _read(field: EditField, text: str) -> Any:
    said = text.strip()
    if field.kind == "text":
        return said
    if field.kind == "lines":
        return [line.strip() for line in text.split("\n") if line.strip()]
    if not said and not field.may_be_empty:
        raise ProjectError(message(N_("{field} may not be empty."), field=field.label))
    if field.kind == "choice":
        return {"true": True, "false": False, "": None}.get(said, said)
    if not said:
        return None
    if field.kind == "day":
        return read_day(said)
    plain = said.replace("\u00a0", "").replace(" ", "").replace(",", ".").removesuffix("%")
    try:
        number = float(plain)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):  # "nan" and "inf" are read as numbers, and none that a file can hold
        raise ProjectError(message(N_('"{text}" is not a number.'), text=said))
    if field.kind == "share":
        return round(number / 100, 9)
    return int(number) if number.is_integer() else number


def _is_or_may_be(annotation: Any, wanted: type[Any]) -> bool:
    return annotation is wanted or wanted in get_args(annotation)


def _typed(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)
