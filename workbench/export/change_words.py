"""A change told in words: what it is about, and its values as a person reads them instead of as a file holds them.

Merging a part and deciding its conflicts both need it; so may whoever lists what differs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, get_args

from pydantic import ValidationError

from workbench.export.field_words import choice_word, field_word, kind_word, language_words
from workbench.export.minutes_words import range_text
from workbench.locale import Texts
from workbench.model.knowledge import Branch, DecisionTable, LocalizedText
from workbench.model.project import COLLECTIONS, SINGLES, Project
from workbench.model.record import Record, reference_fields
from workbench.model.volumes import Estimate
from workbench.parts.changes import PartChange, item_at

_NAMED_BY = ("name", "title", "question", "text", "who", "channel")
"""What an item is called by: the first of these fields that it has."""
_LONGEST_NAME = 60
_SHARES = ("probability",)


class ToldChange(NamedTuple):
    """A change of a part in words: where, what of it, what it was when it was sent, what it is now."""

    place: str
    what: str
    was: str
    becomes: str


@dataclass(frozen=True)
class ChangeWords:
    """Tells of changes in one language; ``projects`` are where names are looked up, the first that knows one."""

    texts: Texts
    projects: tuple[Project, ...]

    def change(self, change: PartChange) -> ToldChange:
        """Return a change of a part in words."""
        whole = next((value for value in (change.theirs, change.base) if isinstance(value, dict)), None)
        is_item = change.what in ("added", "removed")
        field = None if is_item else change.field
        if is_item:
            what = self.texts("New") if change.what == "added" else self.texts("Removed")
        else:
            what = field_word(change.collection, str(field), self.texts)
        was, becomes = (
            self.value(change.collection, field, value, change.within)
            for value in (change.base, change.theirs)
        )
        place = self.place(change.collection, change.within, change.id, whole if is_item else None)
        return ToldChange(place, what, was, becomes)

    def place(
        self,
        collection: str,
        within: tuple[str, ...],
        item: str | None,
        whole: Mapping[str, Any] | None = None,
    ) -> str:
        """Return "Checklist: Lov › Line: Vad heter du?": the item, behind what it lies in.

        ``item`` is None (or "") where an order is meant. ``whole`` is the item itself, where it is in no project.
        """
        names = collection.split(".")
        ids = (*within, item) if item else within
        parts = []
        for depth, one in enumerate(ids):
            path = ".".join(names[: depth + 1])
            name = self.name(path, ids[:depth], one)
            if not name and whole is not None and depth == len(names) - 1:
                name = self.name_of(path, whole)
            parts.append(f"{kind_word(path, self.texts)}: {_short(name) or '–'}")
        return " › ".join(parts) or kind_word(collection, self.texts)

    def name(self, collection: str, within: tuple[str, ...], item: str) -> str:
        """Return what an item is called; empty where no project knows it."""
        for project in self.projects:
            found, _ = item_at(project, (collection, within, item))
            if found is not None:
                fields = {*_NAMED_BY, "source", "target"} & set(type(found).model_fields)
                return self.name_of(collection, found.model_dump(mode="json", include=fields), within)
        return ""

    def name_of(self, collection: str, item: Mapping[str, Any], within: tuple[str, ...] = ()) -> str:
        """Return what an item, as a file holds it, is called."""
        if collection == "case_types.flows":
            ends = (
                self.name("case_types.steps", within, str(item.get(end, ""))) for end in ("source", "target")
            )
            return " → ".join(one or "–" for one in ends)
        kind = COLLECTIONS.get(collection)
        for field in _NAMED_BY:
            if kind is None or field not in kind.model_fields or not item.get(field):
                continue
            value = item[field]
            if isinstance(value, dict):  # a text in several languages
                said = next((str(one) for one in value.values() if one), "")
            else:
                said = self.value(collection, field, value, within)
            return said.strip().split("\n")[0]
        return ""

    def value(self, collection: str, field: str | None, value: Any, within: tuple[str, ...] = ()) -> str:
        """Return a field's value, a whole item (``field`` None) or an order, one thing a line; empty for nothing.

        ``within`` are the ids around what is told of, its own last where ids in it mean its neighbours.
        """
        if value is None:
            return ""
        if field == "order" and isinstance(value, list):
            return "\n".join(self.name(collection, within, one) or str(one) for one in value)
        kind = COLLECTIONS.get(collection) or SINGLES.get(collection)
        if kind is None:
            return str(value)
        if field is None:
            return "\n".join(self._item(collection, kind, value, within))
        annotation: Any = kind.model_fields[field].annotation if field in kind.model_fields else None
        target = dict(reference_fields(kind)).get(field)
        return "\n".join(self._lines(collection, field, annotation, value, target, within))

    def _item(
        self, collection: str, kind: type[Record], item: Mapping[str, Any], within: tuple[str, ...]
    ) -> Iterator[str]:
        """Yield "Field: value" for everything that an item holds; what lies in it follows indented."""
        own = (*within, str(item.get("id", "")))
        for field in kind.model_fields:
            if field == "id" or item.get(field) in (None, "", [], {}):
                continue
            inner, value = f"{collection}.{field}", item[field]
            if inner in COLLECTIONS:
                yield f"{field_word(collection, field, self.texts)}:"
                for number, one in enumerate(value, 1):
                    lines = list(self._item(inner, COLLECTIONS[inner], one, own))
                    yield from _indented(lines, f"{number}. ")
                continue
            said = self.value(collection, field, value, own if field == "branches" else within).split("\n")
            word = field_word(collection, field, self.texts)
            if len(said) == 1:
                yield f"{word}: {said[0]}"
            else:
                yield f"{word}:"
                yield from _indented(said, "")

    def _lines(
        self,
        collection: str,
        field: str,
        annotation: Any,
        value: Any,
        target: str | None,
        within: tuple[str, ...],
    ) -> Iterator[str]:
        t = self.texts
        if isinstance(value, list):
            inner = next(iter(get_args(annotation)), None)
            for one in value:
                yield from self._lines(collection, field, inner, one, target, within)
        elif isinstance(value, dict):
            yield from self._record(collection, kind_within(annotation, Record), value, within)
        elif isinstance(value, bool):
            yield t("Yes") if value else t("No")
        elif isinstance(value, int | float):
            yield self._number(field, value)
        elif value is None:
            yield "–"
        elif target is not None:
            yield (
                self.name(target, (), str(value))
                or self._within_case_type(target, within, value)
                or str(value)
            )
        else:
            yield from self._text(annotation, str(value)).split("\n")

    def _within_case_type(self, target: str, within: tuple[str, ...], value: Any) -> str:
        return self.name(target, within[:1], str(value)) if "." in target and within else ""

    def _number(self, field: str, value: float) -> str:
        t = self.texts
        if field.endswith("_share") or field in _SHARES:
            decimals = 0 if round(value * 100, 6) == round(value * 100) else 1
            return t.percent(value, decimals)
        places = next((n for n in (0, 1) if round(value, n) == value), 2)
        return t.number(value, places)

    def _text(self, annotation: Any, value: str) -> str:
        choices = kind_within(annotation, StrEnum)
        if choices is not None and value in {str(one) for one in choices}:
            return choice_word(choices(value), self.texts)
        if kind_within(annotation, dt.date) is not None:
            try:
                return self.texts.date(dt.date.fromisoformat(value))
            except ValueError:
                return value
        return value

    def _record(
        self,
        collection: str,
        kind: type[Record] | None,
        value: Mapping[str, Any],
        within: tuple[str, ...],
    ) -> Iterator[str]:
        """Yield what a record within a field says: texts per language, minutes as a range, rules as sentences."""
        t = self.texts
        if kind is not None and not _fits(kind, value):
            kind = None  # what came back in a workbook may be anything: it is told as it is
        if kind is LocalizedText:
            for name, spoken in language_words(t).items():
                if value.get(name):
                    yield f"{spoken}: {value[name]}"
        elif kind is Estimate:
            yield range_text(value["low"], value["likely"], value["high"], t)
        elif kind is DecisionTable:
            for one in value.get("rows", ()):
                asked = zip(value.get("conditions", ()), one.get("answers", ()), strict=False)
                yield "; ".join(f"{what} {answer}" for what, answer in asked) + f" → {one.get('outcome', '')}"
        elif kind is Branch:
            goes_to = value.get("goes_to")
            there = _short(self.name(collection, within[:1], goes_to)) if goes_to else t("then the next item")
            yield f"{value.get('answer', '')} → {there or goes_to}"
        else:
            fields: Mapping[str, Any] = {} if kind is None else kind.model_fields
            said = {}
            for name, one in value.items():
                annotation = fields[name].annotation if name in fields else None
                if one not in (None, "", [], {}):
                    said[name] = ", ".join(self._lines(collection, name, annotation, one, None, within))
            yield "; ".join(f"{field_word(collection, name, t)}: {text}" for name, text in said.items())


def outcome_words(texts: Texts) -> dict[str, str]:
    """Return what each outcome of a change is called."""
    return {
        "applied": texts("Taken over"),
        "equal": texts("The same here already"),
        "conflict": texts("In conflict"),
        "out_of_scope": texts("Not theirs to change"),
        "rejected": texts("Rejected"),
    }


def _fits(kind: type[Record], value: Mapping[str, Any]) -> bool:
    try:
        kind.from_json(dict(value))
    except ValidationError:
        return False
    return True


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _indented(lines: Sequence[str], first: str) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield "  " + (first if at == 0 else " " * len(first)) + line


def kind_within(annotation: Any, wanted: type[Any]) -> Any:
    """Return the class in an annotation (itself, or within Optional or Annotated) that is a ``wanted``, or None."""
    if isinstance(annotation, type):
        return annotation if issubclass(annotation, wanted) else None
    return next(
        (found for one in get_args(annotation) if (found := kind_within(one, wanted)) is not None), None
    )
