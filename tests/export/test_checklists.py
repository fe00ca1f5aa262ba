"""Checklists as a document: every line in order, branches that lead to the right line, the call script."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.analysis.test_findings import sound
from workbench.analysis.engine import Engine
from workbench.export.checklists import checklist_document, department_checklists
from workbench.export.document import Callout, Heading, Listing, Table, TermList, plain
from workbench.export.editions import external
from workbench.export.lookup import Source
from workbench.locale import LANGUAGES, Texts
from workbench.model.knowledge import (
    Branch,
    Checklist,
    ChecklistItem,
    DecisionRow,
    DecisionTable,
    Identification,
    ItemKind,
    KnowledgeState,
    Link,
)

pytestmark = pytest.mark.fast
DAY = dt.date(2027, 1, 1)


def checklist(**changes) -> Checklist:
    items = (
        ChecklistItem(id="a", kind=ItemKind.ASK, text="Gäller det villa?", branches=(
            Branch(answer="Ja", goes_to="d"), Branch(answer="Nej"), Branch(answer="Vet ej", goes_to="n"))),
        ChecklistItem(id="n", kind=ItemKind.NEVER_SAY, text="Det går säkert bra"),
        ChecklistItem(id="b", kind=ItemKind.SAY, text="Då behövs lov"),
        ChecklistItem(id="d", kind=ItemKind.DO, text="Skapa ärende"),
        ChecklistItem(id="e", kind=ItemKind.HAND_OVER, text="Till handläggare"),
    )  # fmt: skip
    values = {
        "id": "k2", "title": "Altan", "case_type": "c", "items": items, "use_when": "Någon ringer",
        "identification": Identification.E_ID, "synonyms": ("trall", "veranda"), "owner": "p",
        "links": (Link(title="Sidan", url="https://x.example"),), "approved_by": "Bygglovschefen",
        "approved_on": DAY, "state": KnowledgeState.APPROVED, "system": "Ecos",
    }  # fmt: skip
    return Checklist(**(values | changes))


def source(language="en", *checklists: Checklist, is_external=False) -> Source:
    project = sound().changed(checklists=checklists or (checklist(),))
    return Source(external(project) if is_external else project, Engine().results(project), Texts(language))


def blocks(of: Source):
    return checklist_document(of, of.project.departments[0], DAY).blocks


def test_lines_stand_in_order_and_branches_name_the_line_they_lead_to():
    listing = next(block for block in blocks(source()) if isinstance(block, Listing))
    lines = [one if isinstance(one, Listing) else plain(one) for one in listing.items]
    assert [line for line in lines if isinstance(line, str)] == [
        "Ask: Gäller det villa?", "Say: Då behövs lov", "Do: Skapa ärende", "Hand over: Till handläggare",
    ]  # fmt: skip
    assert [plain(one) for one in lines[1].items] == ["Ja: go to 3", "Nej: go on", "Vet ej: go on"]


def test_what_must_never_be_said_cannot_be_overlooked():
    found = blocks(source())
    (callout,) = [block for block in found if isinstance(block, Callout)]
    assert plain(callout.text) == "Never say: Det går säkert bra"


def test_the_script_reads_aloud_what_is_said_and_where_answers_lead():
    found = list(blocks(source("en", checklist(promise="Svar inom två dagar"))))
    start = next(
        n for n, block in enumerate(found) if isinstance(block, Heading) and block.text == "Call script"
    )
    script = [
        [plain(one) for one in block.items] if isinstance(block, Listing) else plain(block.text)
        for block in found[start + 1 : -1]
    ]
    assert script == [
        "First: Let the caller identify electronically.",
        "Adviser: Gäller det villa?",
        ['If "Ja": go to 3', 'If "Nej": go on', 'If "Vet ej": go on'],
        "Adviser: Då behövs lov",
        "3. Do: Skapa ärende",
        "Hand over: Till handläggare",
        "Adviser: Svar inom två dagar",
    ]
    assert "Det går säkert bra" not in str(script)


def test_one_that_is_not_approved_says_so_at_its_head():
    callouts = [
        one for one in blocks(source("en", checklist(state=KnowledgeState.DRAFT))) if isinstance(one, Callout)
    ]
    assert plain(callouts[0].text) == "Draft. Not approved yet: not for use with residents."
    assert len([one for one in blocks(source()) if isinstance(one, Callout)]) == 1


def test_outside_there_are_none_but_those_in_use():
    drafts = (checklist(), checklist(id="k3", title="Utkast", state=KnowledgeState.DRAFT, items=()))
    assert [one.title for one in department_checklists(source("en", *drafts), "d")] == ["Altan", "Utkast"]
    outside = source("en", *drafts, is_external=True)
    assert [one.title for one in department_checklists(outside, "d")] == ["Altan"]


def test_head_and_state():
    found = blocks(source())
    terms = {
        term.name: plain(term.text) for block in found if isinstance(block, TermList) for term in block.terms
    }
    assert terms == {
        "Use when": "Någon ringer",
        "Identify the caller by": "Electronic identification",
        "Done in": "Ecos",
    }
    state = plain(found[-1].text)
    for part in ("Approved", "version 1", "owner Eva Ek", "approved by Bygglovschefen 1 January 2027"):
        assert part in state


def test_a_rule_is_printed_as_a_table():
    rules = DecisionTable(conditions=("yta",), rows=(DecisionRow(answers=("5",), outcome="ja"),))
    found = blocks(source("en", checklist(decision_table=rules)))
    (table,) = [block for block in found if isinstance(block, Table)]
    assert [column.title for column in table.columns] == ["yta", "Then"]
    assert [plain(cell) for cell in table.rows[0].cells] == ["5", "ja"]


def test_withdrawn_ones_are_left_out():
    of = source("en", checklist(), checklist(id="old", title="Gammal", state=KnowledgeState.WITHDRAWN))
    assert [one.title for one in department_checklists(of, "d")] == ["Altan"]


def test_outside_nobody_is_named_and_no_system_either():
    document = str(blocks(source(is_external=True)))
    for internal in ("Eva Ek", "Bygglovschefen", "Ecos"):
        assert internal not in document
    assert "Gäller det villa?" in document


def test_every_state_and_identification_has_a_word_in_every_language():
    each = [(state, identification) for state in KnowledgeState for identification in Identification]
    lists = [checklist(id=f"k{n}", state=one, identification=other) for n, (one, other) in enumerate(each)]
    for language in LANGUAGES:
        assert len(blocks(source(language, *lists))) > len(lists)
