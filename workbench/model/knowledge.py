"""What advisers say: checklists, decision tables and frequently asked questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from typing import Literal

from pydantic import JsonValue

from workbench.model.record import CaseTypeId, DepartmentId, Id, Item, PersonId, Record

Written = Literal["sv", "da", "en"]
WRITTEN: tuple[Written, ...] = ("sv", "da", "en")


class LocalizedText(Record):
    """A text that leaves the house in more than one language. An empty language has no text yet."""

    sv: str = ""
    da: str = ""
    en: str = ""

    def within(self, language: str) -> str:
        """Return the text in ``language``, else in the first language that has one."""
        return self.said(language)[0]

    def said(self, language: str) -> tuple[str, str]:
        """Return what :meth:`within` returns, and the language that it is in."""
        for one in (language, *WRITTEN):
            text = str(getattr(self, one, ""))
            if text:
                return text, one
        return "", language


class KnowledgeState(StrEnum):
    """How far a checklist or an FAQ has come."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    PUBLISHED = "published"
    TO_REVIEW = "to_review"
    WITHDRAWN = "withdrawn"


class StateChange(Record):
    """Who took a checklist or an FAQ to a state, and when."""

    state: KnowledgeState
    who: str
    on: dt.date


class Identification(StrEnum):
    """How the caller must be known before the adviser may go on."""

    NONE = "none"
    NAME = "name"
    E_ID = "e_id"


class ItemKind(StrEnum):
    """What an item of a checklist is for."""

    ASK = "ask"
    SAY = "say"
    NEVER_SAY = "never_say"
    DO = "do"
    HAND_OVER = "hand_over"


class Branch(Record):
    """An answer to a question, and the item that it leads to (None: the next one)."""

    answer: str
    goes_to: Id | None = None


class ChecklistItem(Item):
    """One line of a checklist, in the order in which it is done."""

    kind: ItemKind
    text: str
    branches: tuple[Branch, ...] = ()


class DecisionRow(Record):
    """One rule: an answer per condition, and what follows."""

    answers: tuple[str, ...]
    outcome: str


class DecisionTable(Record):
    """A level-4 rule as a table: conditions above, one row per rule."""

    conditions: tuple[str, ...]
    rows: tuple[DecisionRow, ...]


class Link(Record):
    """A link with the words it stands under."""

    title: str
    url: str


class CommentFlow(StrEnum):
    """Why a comment was made: the four flows by which a checklist comes back."""

    DOES_NOT_FIT = "does_not_fit"
    COULD_NOT_ANSWER = "could_not_answer"
    COMMENTED = "commented"
    NEW = "new"


class Comment(Item):
    """A remark that somebody made about a checklist or an FAQ."""

    who: str
    on: dt.date
    text: str
    flow: CommentFlow = CommentFlow.COMMENTED
    is_closed: bool = False


class ChecklistVersion(Record):
    """What a checklist said when it was published: every field that an adviser reads, as a file holds it."""

    number: int
    who: str
    on: dt.date
    content: dict[str, JsonValue]


class Checklist(Item):
    """What an adviser does in an assignment that has moved. The department answers for it.

    ``due`` is the day by which the department has promised it, ``review_by`` when it is looked at again. Each time
    it is published, what it says then is kept in ``versions``.
    """

    title: str
    case_type: CaseTypeId
    synonyms: tuple[str, ...] = ()
    use_when: str = ""
    not_when: str = ""
    identification: Identification = Identification.NONE
    items: tuple[ChecklistItem, ...] = ()
    decision_table: DecisionTable | None = None
    system: str = ""
    hand_over_to: str = ""
    promise: str = ""
    register_where: str = ""
    fee: str = ""
    law: str = ""
    links: tuple[Link, ...] = ()
    owner: PersonId | None = None
    author: str = ""
    due: dt.date | None = None
    state: KnowledgeState = KnowledgeState.DRAFT
    history: tuple[StateChange, ...] = ()
    version: int = 1
    versions: tuple[ChecklistVersion, ...] = ()
    approved_by: str = ""
    approved_on: dt.date | None = None
    review_by: dt.date | None = None
    comments: tuple[Comment, ...] = ()


class Audience(StrEnum):
    """Who may read an answer."""

    PUBLIC = "public"
    INTERNAL = "internal"


class Faq(Item):
    """A question in the resident's words, and its answer in Markdown."""

    department: DepartmentId
    question: LocalizedText
    answer: LocalizedText
    wordings: tuple[str, ...] = ()
    case_types: tuple[CaseTypeId, ...] = ()
    audience: Audience = Audience.PUBLIC
    law: str = ""
    web_page: str = ""
    is_web_page_updated: bool = False
    valid_to: dt.date | None = None
    owner: PersonId | None = None
    state: KnowledgeState = KnowledgeState.DRAFT
    history: tuple[StateChange, ...] = ()
    comments: tuple[Comment, ...] = ()


def faq_languages(faqs: Iterable[Faq]) -> tuple[Written, ...]:
    """Return the languages in which a question or an answer of ``faqs`` exists."""
    listed = tuple(faqs)
    return tuple(
        one
        for one in WRITTEN
        if any(getattr(faq.question, one) or getattr(faq.answer, one) for faq in listed)
    )
