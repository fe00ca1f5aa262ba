"""What is noted beside the table without leaving the keyboard: who sees it otherwise, decisions, questions, the lot.

Each entry is a form of one line and the edit that its texts make. Texts that cannot be understood say why.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from workbench.edits import AddItem, Batch, ChangeItem
from workbench.locale import Texts
from workbench.model.process import Disagreement, StepDecision
from workbench.model.programme import Question, Workshop
from workbench.model.record import new_id
from workbench.model.text import N_, message
from workbench.ui.pages.workshop import cell_edits
from workbench.ui.pages.workshop.cells import decision_word
from workbench.ui.pages.workshop.entry_strip import Field, Form
from workbench.ui.pages.workshop.rows import Row

DECIDED = (
    StepDecision.MOVE,
    StepDecision.STAY,
    StepDecision.SPLIT,
    StepDecision.E_SERVICE,
    StepDecision.ABOLISH,
)
Answer = Batch | str
"""A batch, or what is wrong."""


@dataclass(frozen=True)
class Entry:
    """A form and what its texts come to."""

    form: Form
    made: Callable[[Mapping[str, str]], Answer]


def disagreement(row: Row, texts: Texts) -> Entry:
    """Somebody sees a step on another level."""
    form = Form(
        "disagreement",
        texts("Seen otherwise: {step}", step=row.title),
        (
            Field("who", texts("Who"), stretch=2),
            Field("level", texts("Level"), hint=texts("1–8, or empty")),
            Field("note", texts("Note"), stretch=4),
        ),
        f"disagreement/{row.key}",
    )

    def made(said: Mapping[str, str]) -> Answer:
        if not said["who"]:
            return texts("Write who sees it otherwise")
        if said["level"] and said["level"] not in tuple("12345678"):
            return texts("A level is 1 to 8")
        level = int(said["level"]) if said["level"] else None
        item = Disagreement(id=new_id(), who=said["who"], level=level, note=said["note"]).as_json()
        within = (row.case_type.id, row.step.id) if row.case_type and row.step else ()
        edit = AddItem(collection="case_types.steps.disagreements", within=within, item=item)
        return Batch(name=N_("record disagreement of {who}"), values={"who": said["who"]}, edits=(edit,))

    return Entry(form, made)


def step_decision(rows: Sequence[Row], texts: Texts) -> Entry:
    """What was decided about steps: one of five words by its number or its beginning, and why."""
    words = [decision_word(one, texts) for one in DECIDED]
    choices = ", ".join(f"{n} {word}" for n, word in enumerate(words, 1))
    step = rows[0].step
    known = step.decision if step is not None and step.decision in DECIDED and len(rows) == 1 else None
    title = rows[0].title if len(rows) == 1 else texts.plural("{n} step", "{n} steps", len(rows))
    form = Form(
        "step_decision",
        texts("Decide: {step}", step=title),
        (
            Field("decision", choices, decision_word(known, texts) if known else "", 2),
            Field("reason", texts("Why"), step.reason if step is not None and len(rows) == 1 else "", 4),
        ),
        f"step_decision/{rows[0].key}",
    )

    def made(said: Mapping[str, str]) -> Answer:
        text = said["decision"].casefold()
        found = [
            one
            for n, (one, word) in enumerate(zip(DECIDED, words, strict=True), 1)
            if text == str(n) or (text and word.casefold().startswith(text))
        ]
        if text and len(found) != 1:
            return texts("Write a number: {choices}", choices=choices)
        taken = cell_edits.decided(rows, found[0] if found else None, said["reason"])
        return taken.batch or Batch(edits=())

    return Entry(form, made)


def decision(workshop: Workshop, texts: Texts, at: int | None = None) -> Entry:
    """Something the workshop decided, in its own words; ``at``: one that stands there is changed."""
    return _text_entry("decision", "decisions", texts("Decision"), workshop, at)


def to_the_lot(workshop: Workshop, texts: Texts, at: int | None = None) -> Entry:
    """Something that the workshop puts aside, in its own words."""
    return _text_entry("parking", "parking_lot", texts("To the parking lot"), workshop, at)


def park_steps(rows: Sequence[Row], texts: Texts) -> Entry:
    """Steps that the workshop puts aside, and why."""
    title = rows[0].title if len(rows) == 1 else texts.plural("{n} step", "{n} steps", len(rows))
    form = Form(
        "parking",
        texts("To the parking lot: {step}", step=title),
        (Field("reason", texts("What has to be found out"), stretch=4),),
        f"parking/{rows[0].key}",
    )

    def made(said: Mapping[str, str]) -> Answer:
        taken = cell_edits.decided(rows, StepDecision.PARKING_LOT, said["reason"])
        return taken.batch or Batch(edits=())

    return Entry(form, made)


def question(workshop: Workshop, texts: Texts, today: dt.date, known: Question | None = None) -> Entry:
    """An open question with its owner and day."""
    form = Form(
        "question",
        texts("Open question"),
        (
            Field("text", texts("Question"), known.text if known else "", 4),
            Field("owner", texts("Who finds out"), known.owner if known else "", 2),
            Field(
                "due",
                texts("By"),
                known.due.isoformat() if known and known.due else "",
                1,
                texts("2027-03-31, 31/3, or +14 for in two weeks"),
            ),
        ),
        f"question/{workshop.id}",
    )

    def made(said: Mapping[str, str]) -> Answer:
        if not said["text"]:
            return texts("Write the question")
        due = read_day(said["due"], today) if said["due"] else None
        if said["due"] and due is None:
            return texts("“{text}” is no day: write 2027-03-31, 31/3 or +14", text=said["due"])
        item = Question(id=new_id(), text=said["text"], owner=said["owner"], due=due)
        edit = AddItem(collection="workshops.questions", within=(workshop.id,), item=item.as_json())
        return Batch(name=N_("note the question {text}"), values={"text": said["text"]}, edits=(edit,))

    return Entry(form, made)


def without_text(workshop: Workshop, field: str, at: int) -> Batch:
    """Return the batch that takes a decision, or a matter of the parking lot, off the workshop."""
    had: tuple[str, ...] = getattr(workshop, field)
    name = N_("remove {text}")
    return _with_texts(workshop, field, had[:at] + had[at + 1 :], name, had[at])


def _text_entry(kind: str, field: str, title: str, workshop: Workshop, at: int | None) -> Entry:
    had: tuple[str, ...] = getattr(workshop, field)
    at = at if at is not None and at < len(had) else None
    old = had[at] if at is not None else ""
    form = Form(kind, title, (Field("text", title, old, 4),), f"{kind}/{'' if at is None else at}")

    def made(said: Mapping[str, str]) -> Answer:
        if not said["text"]:
            return Batch(edits=())
        new = (*had, said["text"]) if at is None else (*had[:at], said["text"], *had[at + 1 :])
        return _with_texts(workshop, field, new, N_("note {text}"), said["text"])

    return Entry(form, made)


def _with_texts(workshop: Workshop, field: str, texts: tuple[str, ...], name: str, text: str) -> Batch:
    edit = ChangeItem(collection="workshops", id=workshop.id, changes={field: list(texts)})
    said = message(name, text=text)
    return Batch(name=said.text, values=said.values, edits=(edit,))


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?\.?")
_AHEAD = re.compile(r"\+(\d{1,3})")


def read_day(text: str, today: dt.date) -> dt.date | None:
    """Return the day that ``text`` says: 2027-03-31, 31/3, 31.3.2027, or +14; without a year the next such day."""
    found = _AHEAD.fullmatch(text)
    if found:
        return today + dt.timedelta(days=int(found[1]))
    try:
        iso = _ISO.fullmatch(text)
        if iso:
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        day = _DAY.fullmatch(text)
        if day is None:
            return None
        said = dt.date(int(day[3]) if day[3] else today.year, int(day[2]), int(day[1]))
        return said if day[3] or said >= today else said.replace(year=today.year + 1)
    except ValueError:
        return None
