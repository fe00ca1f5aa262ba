"""Checklists and FAQs for case systems: one JSON file with a schema, and tables that any program reads.

Everything is put in by name, so that a new field of the model does not leave the house unasked: neither comments
nor who changed what is among it. Withdrawn ones never go out, and the external edition holds nothing but what is
in use. Keys and codes are English in every language and ids stay the same from one export to the next.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Annotated, Any, Literal, cast

from pydantic import Field, TypeAdapter

from workbench.export.document import printed, safe_link
from workbench.export.editions import IN_USE, is_answer_public
from workbench.export.lookup import Source
from workbench.model.knowledge import (
    WRITTEN,
    Checklist,
    ChecklistItem,
    DecisionTable,
    Faq,
    KnowledgeState,
    LocalizedText,
)

VERSION: Literal["1.0"] = "1.0"
"""Of the format: the first number changes when a reader has to change, the second when a field was added."""
_Kind = Literal["ask", "say", "never_say", "do", "hand_over"]
_State = Literal["draft", "reviewed", "approved", "published", "to_review"]
_Day = Annotated[str | None, Field(description="A day as YYYY-MM-DD, null where none is set")]


@dataclass(frozen=True)
class Named:
    """Something with an id that stays the same, and its name."""

    id: str
    name: str


@dataclass(frozen=True)
class CaseTypeNamed:
    """A case type that a checklist or an FAQ belongs to."""

    id: str
    name: str
    department: str


@dataclass(frozen=True)
class BranchOut:
    """An answer to a question, and the id of the line it leads to; null: the next one."""

    answer: str
    goes_to: str | None


@dataclass(frozen=True)
class LineOut:
    """A line of a checklist, in the order in which it is done."""

    id: str
    kind: _Kind
    text: str
    branches: tuple[BranchOut, ...]


@dataclass(frozen=True)
class RuleOut:
    """A rule of a decision table: an answer per condition, and what follows."""

    answers: tuple[str, ...]
    outcome: str


@dataclass(frozen=True)
class DecisionTableOut:
    """Conditions, and the rules that decide by them: the first rule that fits holds."""

    conditions: tuple[str, ...]
    rules: tuple[RuleOut, ...]


@dataclass(frozen=True)
class LinkOut:
    """A link (http, https, mailto or tel) and the words it stands under."""

    title: str
    url: str


@dataclass(frozen=True)
class ChecklistOut:
    """What an adviser asks, says and does. Texts are in the project's language.

    ``approved_by``, ``owner``, ``system``, ``hand_over_to`` and ``register_where`` are null in the external edition.
    """

    id: str
    title: str
    case_type: str
    department: str
    state: _State
    version: int
    synonyms: tuple[str, ...]
    use_when: str
    not_when: str
    identification: Literal["none", "name", "e_id"]
    lines: tuple[LineOut, ...]
    decision_table: DecisionTableOut | None
    system: str | None
    hand_over_to: str | None
    promise: str
    register_where: str | None
    fee: str
    law: str
    links: tuple[LinkOut, ...]
    owner: str | None
    approved_by: str | None
    approved_on: _Day
    review_by: _Day


@dataclass(frozen=True)
class FaqOut:
    """A question and its answer (CommonMark) by language; a language without a text is left out.

    ``wordings`` are other words for the question. ``owner`` is null in the external edition.
    """

    id: str
    department: str
    state: _State
    audience: Literal["public", "internal"]
    question: dict[Literal["sv", "da", "en"], str]
    answer: dict[Literal["sv", "da", "en"], str]
    wordings: tuple[str, ...]
    case_types: tuple[str, ...]
    law: str
    web_page: str
    is_web_page_updated: bool
    valid_to: _Day
    owner: str | None


@dataclass(frozen=True)
class Knowledge:
    """The checklists and FAQs of a project, with the names of what they belong to."""

    format: Literal["rosa-knowledge"]
    version: Literal["1.0"]
    edition: Literal["internal", "external"]
    project: str
    municipality: str
    language: Annotated[
        Literal["sv", "da", "en"], Field(description="The language of texts that have no other")
    ]
    departments: tuple[Named, ...]
    case_types: tuple[CaseTypeNamed, ...]
    checklists: tuple[ChecklistOut, ...]
    faqs: tuple[FaqOut, ...]


def knowledge(source: Source, departments: Iterable[str]) -> Knowledge:
    """Return what goes out of the checklists and FAQs of ``departments`` (ids), in the project's order."""
    chosen = set(departments)
    owning = {one.id: one.department for one in source.project.case_types}
    checklists = tuple(
        _checklist(source, one, owning[one.case_type])
        for one in shown_checklists(source)
        if owning[one.case_type] in chosen
    )
    faqs = tuple(
        _faq(source, one)
        for one in source.project.faqs
        if one.department in chosen and _is_shown(source, one)
    )
    named = {one.case_type for one in checklists} | {id_ for one in faqs for id_ in one.case_types}
    case_types = [one for one in source.project.case_types if one.id in named]
    about = {owning[one.case_type] for one in checklists}
    about |= {one.department for one in faqs} | {one.department for one in case_types}
    return Knowledge(
        format="rosa-knowledge",
        version=VERSION,
        edition="external" if source.is_external else "internal",
        project=source.project.id,
        municipality=printed(source.project.municipality.name),
        language=source.project.settings.language,
        departments=tuple(
            Named(one.id, printed(one.name)) for one in source.project.departments if one.id in about
        ),
        case_types=tuple(CaseTypeNamed(one.id, printed(one.name), one.department) for one in case_types),
        checklists=checklists,
        faqs=faqs,
    )


def shown_checklists(source: Source) -> tuple[Checklist, ...]:
    """Return the checklists that an edition shows: no withdrawn ones, and outside none but those in use."""
    return tuple(
        one
        for one in source.project.checklists
        if one.state is not KnowledgeState.WITHDRAWN and (one.state in IN_USE or not source.is_external)
    )


def knowledge_json(made: Knowledge) -> bytes:
    """Return ``made`` as JSON, which fits :func:`knowledge_schema`."""
    return _written(_plain(made))


def knowledge_schema() -> bytes:
    """Return the JSON Schema (2020-12) that every export of this version fits, with what the fields mean."""
    schema = TypeAdapter(Knowledge).json_schema(mode="serialization")
    _close(schema)
    return _written({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})


def _written(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return dict(value) if isinstance(value, dict) else value


def _close(schema: dict[str, Any]) -> None:
    """Say of each object that it has these fields and no others, and leave out what says nothing."""
    for one in (schema, *schema.get("$defs", {}).values()):
        one["additionalProperties"] = False
        one["required"] = list(one["properties"])
        one["description"] = " ".join(one["description"].replace("``", "").split())
        for field in one["properties"].values():
            field.pop("title", None)


def _is_shown(source: Source, faq: Faq) -> bool:
    return faq.state is not KnowledgeState.WITHDRAWN and (not source.is_external or is_answer_public(faq))


def _checklist(source: Source, one: Checklist, department: str) -> ChecklistOut:
    is_inside = not source.is_external
    return ChecklistOut(
        id=one.id,
        title=printed(one.title),
        case_type=one.case_type,
        department=department,
        state=_state(one.state),
        version=one.version,
        synonyms=_texts(one.synonyms),
        use_when=printed(one.use_when),
        not_when=printed(one.not_when),
        identification=one.identification.value,
        lines=tuple(_line(item) for item in one.items),
        decision_table=_decision_table(one.decision_table),
        system=printed(one.system) if is_inside else None,
        hand_over_to=printed(one.hand_over_to) if is_inside else None,
        promise=printed(one.promise),
        register_where=printed(one.register_where) if is_inside else None,
        fee=printed(one.fee),
        law=printed(one.law),
        links=tuple(
            LinkOut(printed(link.title), url)
            for link in one.links
            if (url := safe_link(link.url)) is not None
        ),
        owner=(printed(source.person(one.owner)) or None) if is_inside else None,
        approved_by=(printed(one.approved_by) or None) if is_inside else None,
        approved_on=one.approved_on.isoformat() if one.approved_on else None,
        review_by=one.review_by.isoformat() if one.review_by else None,
    )


def _line(item: ChecklistItem) -> LineOut:
    branches = tuple(BranchOut(printed(one.answer), one.goes_to) for one in item.branches)
    return LineOut(item.id, item.kind.value, printed(item.text), branches)


def _decision_table(table: DecisionTable | None) -> DecisionTableOut | None:
    if table is None:
        return None
    rules = tuple(RuleOut(_texts(row.answers), printed(row.outcome)) for row in table.rows)
    return DecisionTableOut(_texts(table.conditions), rules)


def _faq(source: Source, one: Faq) -> FaqOut:
    return FaqOut(
        id=one.id,
        department=one.department,
        state=_state(one.state),
        audience=one.audience.value,
        question=_by_language(one.question),
        answer=_by_language(one.answer),
        wordings=_texts(one.wordings),
        case_types=one.case_types,
        law=printed(one.law),
        web_page=safe_link(one.web_page) or "",
        is_web_page_updated=one.is_web_page_updated,
        valid_to=one.valid_to.isoformat() if one.valid_to else None,
        owner=None if source.is_external else printed(source.person(one.owner)) or None,
    )


def _state(state: KnowledgeState) -> _State:
    if state is KnowledgeState.WITHDRAWN:
        raise ValueError("what was withdrawn does not go out")
    return cast("_State", state.value)


def _texts(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(printed(one) for one in texts)


def _by_language(text: LocalizedText) -> dict[Literal["sv", "da", "en"], str]:
    return {one: printed(getattr(text, one)) for one in WRITTEN if getattr(text, one)}
