"""Minutes of a workshop: what was said is in them as it was said, and the private note never is."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.analysis.test_findings import sound
from tests.export.packages import manifest, written
from workbench.analysis.engine import Engine
from workbench.edits import AddItem, ChangeItem
from workbench.edits.recipes import add_case_type, set_level
from workbench.export.contained_texts import contained_texts
from workbench.export.document import (
    Chip,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
    TermList,
    pieces,
    plain,
)
from workbench.export.docx_writer import docx_bytes
from workbench.export.lookup import Source
from workbench.export.minutes import actual_minutes, minutes_document
from workbench.export.pdf_writer import pdf_bytes
from workbench.locale import LANGUAGES, Texts
from workbench.model.process import Step, StepDecision
from workbench.model.programme import ActionState, AgendaItem, Participant, Question, Workshop
from workbench.model.project import Project

DAY = dt.date(2027, 1, 1)
SECRET = "Chefen vill egentligen inte"


def workshop(**changes) -> Workshop:
    start = dt.datetime(2026, 3, 16, 8, tzinfo=dt.UTC)
    values = {
        "id": "w", "title": "Bygg och lov", "department": "d", "unit": "u", "on": dt.date(2026, 3, 16),
        "starts_at": dt.time(9), "facilitator": "Cecilia Rönnmark", "case_types": ("c",),
        "agenda": (
            AgendaItem(id="a1", title="Ramen", minutes=10, begun_at=start),
            AgendaItem(id="a2", title="Steg", minutes=60, begun_at=start + dt.timedelta(minutes=14)),
            AgendaItem(id="a3", title="Volym", minutes=25),
        ),
        "participants": (
            Participant(id="p1", name="Ali Demir", role="Handläggare"),
            Participant(id="p2", name="Eva Holm", is_present=False),
        ),
        "parking_lot": ("Vad gör vi med jouren?",), "decisions": ("Nivå 1–3 flyttar",),
        "questions": (
            Question(id="q1", text="Hur många ringer?", owner="Eva Holm", due=DAY),
            Question(id="q2", text="Vem betalar?", state=ActionState.DONE),
        ),
        "left_open": ("Volym för marklov",), "private_note": SECRET,
    }  # fmt: skip
    return Workshop(**(values | changes))


def held(**changes) -> Project:
    return sound().changed(workshops=(workshop(**changes),))


def document(project: Project, language="en", before: Project | None = None) -> Document:
    source = Source(project, Engine().results(project), Texts(language))
    return minutes_document(source, project.workshops[0], DAY, before)


def said(made: Document, chapter: str) -> list:
    """The blocks below the heading ``chapter``, down to the next chapter."""
    blocks, inside = [], False
    for block in made.blocks:
        if isinstance(block, Heading) and block.level == 1:
            inside = block.text == chapter
        elif inside:
            blocks.append(block)
    return blocks


def rows(blocks: list) -> list[tuple[str, ...]]:
    return [
        tuple(plain(cell) for cell in row.cells)
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


@pytest.mark.fast
def test_the_head_says_who_when_and_where():
    made = document(held())
    assert (made.title, made.subtitle) == ("Minutes: Bygg och lov", "Miljö och bygg, 16 March 2026")
    assert made.draft and made.dated == dt.date(2026, 3, 16)
    (terms,) = (block for block in made.blocks if isinstance(block, TermList))
    values = {term.name: plain(term.text) for term in terms.terms}
    assert values["Day"] == "16 March 2026 at 09:00" and values["Facilitator"] == "Cecilia Rönnmark"
    assert values["Attendance"] == "1 of 2 present" and values["Unit"] == "Lov"
    people = next(block for block in made.blocks if isinstance(block, Table))
    assert rows([people]) == [("Ali Demir", "Handläggare", "Present"), ("Eva Holm", "–", "Absent")]


@pytest.mark.fast
def test_the_agenda_has_planned_minutes_and_those_that_are_known():
    agenda = rows(said(document(held()), "Agenda"))
    assert agenda == [("Ramen", "10", "14"), ("Steg", "60", "–"), ("Volym", "25", "–"), ("Sum", "95", "14")]
    unknown = tuple(one.changed(begun_at=None) for one in workshop().agenda)
    assert rows(said(document(held(agenda=unknown)), "Agenda"))[0] == ("Ramen", "10")
    start = dt.datetime(2026, 3, 16, 8, tzinfo=dt.UTC)
    back = (
        AgendaItem(id="later", title="x", minutes=5, begun_at=start + dt.timedelta(minutes=30)),
        AgendaItem(id="first", title="x", minutes=5, begun_at=start.replace(tzinfo=None)),
    )
    assert actual_minutes(back) == {"first": 30.0}


@pytest.mark.fast
def test_steps_stand_with_level_performer_decision_and_the_boundary():
    made = document(held())
    (table,) = (block for block in said(made, "Steps and levels") if isinstance(block, Table))
    first, second, third = rows([table])
    assert first[1] == "Svara" and first[3] == "Customer service" and first[5] == "10\u00a0(8–12)"
    assert second[1] == "Besluta" and third[3] == "Lov"
    chips = [piece.level for row in table.rows for piece in pieces(row.cells[2]) if isinstance(piece, Chip)]
    assert chips == [1, 4, 5]
    assert [row.boundary for row in table.rows] == [False, False, True]


@pytest.mark.fast
def test_volumes_say_what_was_said_and_cases_are_not_passed_off_as_contacts():
    (row,) = rows(said(document(held()), "Volumes"))
    assert row[:3] == ("Bygglov", "Phone", "6,000\u00a0(5,000–7,000) per year") and row[4] == "Measurement"
    change = ChangeItem(
        collection="case_types.volumes", within=("c",), id="v", changes={"counts": "cases", "said_by": "Eva"}
    )
    (row,) = rows(said(document(change.apply(held())), "Volumes"))
    assert row[2].endswith("per year, counted as cases") and row[4] == "Measurement: Eva"


@pytest.mark.fast
def test_disagreements_stand_as_they_were_said_and_no_level_is_averaged():
    project = held()
    for who, level in (("Ali Demir", 3), ("Eva Holm", 5)):
        said_so = {"id": f"said-{level}", "who": who, "level": level, "note": f"säger {who}"}
        path = "case_types.steps.disagreements"
        project = AddItem(collection=path, within=("c", "rule"), item=said_so).apply(project)
    found = rows(said(document(project), "Disagreements"))
    assert found == [
        ("Bygglov", "Besluta", "4", "Ali Demir", "3", "säger Ali Demir"),
        ("Bygglov", "Besluta", "4", "Eva Holm", "5", "säger Eva Holm"),
    ]


@pytest.mark.fast
def test_reasons_grounds_questions_and_what_is_left():
    project = held()
    stay = {"decision": StepDecision.STAY.value, "reason": "Ser sekretess"}
    change = ChangeItem(collection="case_types.steps", within=("c",), id="info", changes=stay)
    made = document(change.apply(project))
    assert rows(said(made, "Why steps at levels 1–3 stay")) == [("Bygglov", "Svara", "1", "Ser sekretess")]
    made = document(project)
    ((case, step, ground),) = rows(said(made, "Rule-bound decisions that move"))
    assert (case, step) == ("Bygglov", "Besluta") and "Delegation 3.1" in ground
    assert rows(said(made, "Questions")) == [
        ("Hur många ringer?", "Eva Holm", "1 January 2027", "Open"),
        ("Vem betalar?", "missing", "missing", "Done"),
    ]
    for chapter, text in (
        ("Decisions", "Nivå 1–3 flyttar"),
        ("Parking lot", "Vad gör vi med jouren?"),
        ("Left open", "Volym för marklov"),
    ):
        (listing,) = said(made, chapter)
        assert isinstance(listing, Listing) and listing.items == (text,)


@pytest.mark.fast
def test_what_changed_is_told_from_the_project_as_it_was_or_said_to_be_unknown():
    before = held()
    after = set_level(before, ["rule"], 3).apply(before)
    step = Step(id="ny", title="Ringa upp", level=2)
    after = AddItem(collection="case_types.steps", within=("c",), item=step.as_json()).apply(after)
    after = add_case_type("Marklov", "d", first_step="Hela ärendet").apply(after)
    changes = rows(said(document(after, before=before), "What changed in the workshop"))
    assert ("Bygglov", "Besluta: 4 → 3") in changes
    assert ("Bygglov", "New step: Ringa upp 2") in changes
    assert ("Marklov", "New, with 1 step.") in changes
    gone = rows(said(document(before, before=after), "What changed in the workshop"))
    assert ("Marklov", "Removed, or merged into another one.") in gone
    (same,) = said(document(before, before=before), "What changed in the workshop")
    assert plain(same.text) == "No case type changed."
    (unknown,) = said(document(after), "What changed in the workshop")
    assert isinstance(unknown, Paragraph) and "was not at hand" in plain(unknown.text)


@pytest.mark.fast
def test_signed_minutes_are_no_draft_and_say_who_signed():
    made = document(held(signed_off_by="Eva Holm", signed_off_on=DAY))
    assert not made.draft
    (said_so,) = said(made, "Sign-off")
    assert plain(said_so.text) == "Read back and signed off by Eva Holm on 1 January 2027."


def leaks(document: Document, texts: Texts, secret: str) -> bool:
    """Whether any text of the printed files holds ``secret``."""
    for path, content in (
        ("m.docx", docx_bytes(document, texts, None)),
        ("m.pdf", pdf_bytes(document, texts)),
    ):
        spoken, marks = contained_texts(path, content)
        if any(secret in " ".join(text.split()) for text in (*spoken, *marks)):
            return True
    return False


@pytest.mark.fast
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_private_note_is_in_no_file(language):
    texts = Texts(language)
    assert not leaks(document(held(), language), texts, SECRET)
    leaking = held(left_open=(SECRET,))  # the control: the same search finds it where it does stand
    assert leaks(document(leaking, language), texts, SECRET)


@pytest.mark.fast
def test_an_empty_workshop_has_minutes_that_say_so():
    empty = Workshop(id="w", title="Tom", department="d")
    project = sound().changed(workshops=(empty,))
    made = document(project)
    assert plain(said(made, "Decisions")[0].text).startswith("No decisions were recorded")
    assert not rows(said(made, "Case types agreed"))
    assert pdf_bytes(made, Texts("en")).startswith(b"%PDF")


def test_inside_there_are_two_files_per_workshop_and_outside_none(tmp_path):
    project = held()
    second = workshop(id="w2", title="Bygg och lov", signed_off_by="Eva Holm")
    project = project.changed(workshops=(*project.workshops, second))
    files = written(project, tmp_path / "in", kinds=("minutes",))
    assert [file.path for file in files if file.kind == "minutes"] == [
        "minutes/minutes-bygg-och-lov.docx",
        "minutes/minutes-bygg-och-lov.pdf",
        "minutes/minutes-bygg-och-lov-2.docx",
        "minutes/minutes-bygg-och-lov-2.pdf",
    ]
    outside = written(project, tmp_path / "out", "external", kinds=("minutes",))
    assert {file.kind for file in outside} == {"index"}
    assert not [one for one in manifest(tmp_path / "out")["files"] if one["kind"] == "minutes"]
