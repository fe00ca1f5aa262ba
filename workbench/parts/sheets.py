"""What the sheets of a part's workbook hold: which columns there are, and what may stand in them.

The export writes by this and the intake reads by it, and neither knows the other. A column goes by its key; what
its head says in some language is kept in the workbook beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workbench.model.knowledge import WRITTEN, Audience, Identification, ItemKind, KnowledgeState
from workbench.model.process import StepKind
from workbench.model.project import Project
from workbench.model.volumes import Channel, Counts, Period, Source
from workbench.parts.changes import canonical
from workbench.parts.making import scope_of

MARK = "rosa-part-1"
"""Stands first in the very hidden sheet; the number goes up when an older program could not read the rest."""
HIDDEN_SHEET = "rosa"
KEY_START = "rosa:"
"""Begins the key above the column of ids; what follows is the sheet's kind."""
ID, PARENT, NUMBER = "id", "in", "number"
"""Keys of the columns that are no fields: the item's id, what it lies in, and its place there."""
EMPTY_ROWS = 100
"""Rows that stand ready with an id, so that a new row keeps the same one however often the workbook is read."""
CHUNK = 30_000
CELL_LIMIT = 32_767


class Holds(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    LIST = "list"
    LINKS = "links"
    REFERENCE = "reference"
    REFERENCES = "references"
    LINE = "line"


class YesNo(StrEnum):
    """A choice between two."""

    TRUE = "true"
    FALSE = "false"


class LevelChoice(StrEnum):
    """The ROSA levels as a choice."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"
    SIX = "6"
    SEVEN = "7"
    EIGHT = "8"


class RuleRow(StrEnum):
    """What a row of a table of rules is."""

    CONDITIONS = "conditions"
    RULE = "rule"


CHOICES: dict[str, type[StrEnum]] = {
    one.__name__: one
    for one in (Audience, Identification, ItemKind, KnowledgeState, StepKind, Channel, Counts, Period, Source,
                YesNo, LevelChoice, RuleRow)
}  # fmt: skip
"""What can be chosen, by the name under which a workbook keeps its words."""


@dataclass(frozen=True)
class Column:
    """A column: ``key`` is a field, or a field and what lies in it ("question.sv", "branches.0.answer").

    ``choices`` names one of :data:`CHOICES`, ``target`` the collection that is referred to. What ``is_fixed`` is
    shown and never read.
    """

    key: str
    holds: Holds = Holds.TEXT
    width: float = 24
    choices: str = ""
    target: str = ""
    is_fixed: bool = False

    @property
    def field(self) -> str:
        """The field that the column is of, or is a part of."""
        return self.key.split(".", 1)[0]


@dataclass(frozen=True)
class Sheet:
    """A sheet: a row per item of ``collection``, which lies in an item of ``parent`` where there is one.

    ``kind`` is what the sheet goes by. Of a numbered sheet the numbers say the order, never the rows' places.
    """

    kind: str
    collection: str
    columns: tuple[Column, ...]
    parent: str = ""
    is_numbered: bool = False

    def column(self, key: str) -> Column | None:
        """Return the column that goes by ``key``, or None."""
        return next((one for one in self.columns if one.key == key), None)


def _choice(key: str, choices: type[StrEnum], width: float = 18, *, is_fixed: bool = False) -> Column:
    return Column(key, Holds.CHOICE, width, choices=choices.__name__, is_fixed=is_fixed)


def _reference(key: str, target: str, width: float = 26) -> Column:
    return Column(key, Holds.REFERENCE, width, target=target)


def _number(key: str, width: float = 10) -> Column:
    return Column(key, Holds.NUMBER, width)


def _texts(*keys: str, width: float = 30) -> tuple[Column, ...]:
    return tuple(Column(key, width=width) for key in keys)


def _estimate(field: str) -> tuple[Column, ...]:
    return tuple(_number(f"{field}.{part}", 13) for part in ("low", "likely", "high"))


_NUMBER = _number(NUMBER, 9)
_SYNONYMS = Column("synonyms", Holds.LIST, 30)
_CASE_TYPES = Sheet(
    "case_types",
    "case_types",
    (
        Column("name", width=34),
        _reference("unit", "units", 22),
        Column("description", width=44),
        _SYNONYMS,
        *_texts("purpose", "target_group"),
        _number("contacts_per_case", 12),
        *_texts(
            "identification", "may_be_said", "never_do", "urgent_path", "return_reasons", "seasons", "law"
        ),
        *_texts("appeal", "web_page"),
        _reference("owner", "persons", 22),
        _reference("expert_contact", "persons", 22),
        Column("note", width=34),
    ),
)
_STEPS = Sheet(
    "steps",
    "case_types.steps",
    (
        _reference(PARENT, "case_types", 28),
        _NUMBER,
        Column("title", width=38),
        _choice("level", LevelChoice),
        _choice("kind", StepKind),
        _reference("unit", "units", 22),
        _reference("role", "roles", 22),
        *_estimate("minutes_today"),
        *_estimate("minutes_in_customer_service"),
        *_texts("system", "registration", "secrecy", "reason", "exception", "problem", "question", "note"),
    ),
    parent="case_types",
    is_numbered=True,
)
_VOLUMES = Sheet(
    "volumes",
    "case_types.volumes",
    (
        _reference(PARENT, "case_types", 34),
        _choice("channel", Channel, 20),
        *(_number(key, 12) for key in ("low", "likely", "high")),
        _choice("per", Period, 14),
        _choice("counts", Counts, 14),
        _choice("source", Source, 18),
        Column("measured_from", Holds.DATE, 13),
        Column("measured_to", Holds.DATE, 13),
        *_texts("said_by", "note"),
    ),
    parent="case_types",
)
_CHECKLISTS = Sheet(
    "checklists",
    "checklists",
    (
        Column("title", width=36),
        _reference("case_type", "case_types", 28),
        _choice("state", KnowledgeState, 14, is_fixed=True),
        _SYNONYMS,
        *_texts("use_when", "not_when", width=36),
        _choice("identification", Identification, 22),
        *_texts("system", "hand_over_to", "promise", "register_where", "fee", "law"),
        Column("links", Holds.LINKS, 40),
        _reference("owner", "persons", 22),
        Column("author", width=22),
        Column("review_by", Holds.DATE, 14),
    ),
)


def _lines(answers: int) -> Sheet:
    branches = [
        column
        for n in range(answers)
        for column in (
            Column(f"branches.{n}.answer", width=20),
            Column(f"branches.{n}.goes_to", Holds.LINE, 9),
        )
    ]
    return Sheet(
        "lines",
        "checklists.items",
        (
            _reference(PARENT, "checklists", 30),
            _NUMBER,
            _choice("kind", ItemKind, 16),
            Column("text", width=60),
            *branches,
        ),
        parent="checklists",
        is_numbered=True,
    )


def _rules(conditions: int) -> Sheet:
    return Sheet(
        "rules",
        "checklists",
        (
            _reference(PARENT, "checklists", 30),
            _choice("row", RuleRow, 14),
            _NUMBER,
            *(Column(f"answers.{n}", width=22) for n in range(conditions)),
            Column("outcome", width=44),
        ),
        parent="checklists",
        is_numbered=True,
    )


def _faqs(languages: Sequence[str]) -> Sheet:
    spoken = [
        column
        for language in languages
        for column in (Column(f"question.{language}", width=36), Column(f"answer.{language}", width=60))
    ]
    return Sheet(
        "faqs",
        "faqs",
        (
            *spoken,
            _choice("state", KnowledgeState, 14, is_fixed=True),
            Column("wordings", Holds.LIST, 36),
            Column("case_types", Holds.REFERENCES, 30, target="case_types"),
            _choice("audience", Audience, 20),
            Column("law"),
            Column("web_page"),
            _choice("is_web_page_updated", YesNo, 14),
            Column("valid_to", Holds.DATE, 14),
            _reference("owner", "persons", 22),
        ),
    )


def layout(part: Project, department: str) -> tuple[Sheet, ...]:
    """Return the sheets of a part of ``department``, with as many columns as its answers and rules need.

    Questions stand in the project's language, in English, and in any other that has a text.
    """
    checklists = own(part, department, "checklists")
    branches = max((len(line.branches) for one in checklists for line in one.items), default=0)
    tables = [one.decision_table for one in checklists if one.decision_table]
    widest = max((len(one.conditions) for one in tables), default=0)
    spoken = {part.settings.language, "en"} | {
        language
        for one in own(part, department, "faqs")
        for language in WRITTEN
        if getattr(one.question, language) or getattr(one.answer, language)
    }
    first = part.settings.language
    languages = sorted(spoken, key=lambda one: (one != first, one))
    return (
        _CASE_TYPES,
        _STEPS,
        _VOLUMES,
        _CHECKLISTS,
        _lines(max(3, branches + 1)),
        _rules(max(5, widest + 1)),
        _faqs(languages),
    )


def own(part: Project, department: str, collection: str) -> tuple[Any, ...]:
    """Return the items of a top collection that are the department's own, in file order."""
    ids = scope_of(part, department).ids.get(collection, frozenset())
    return tuple(one for one in getattr(part, collection) if one.id in ids)


def derived_id(*parts: object) -> str:
    """Return the id that is made of ``parts``: the same parts, the same id."""
    return hashlib.sha256(canonical(parts).encode()).hexdigest()[:32]


def empty_row_id(part_id: str, kind: str, n: int) -> str:
    """Return the id that stands in the ``n``-th empty row of a sheet."""
    return derived_id(part_id, kind, "row", n)
