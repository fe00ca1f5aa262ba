"""The handover agreement: every heading, figures of the analysis, and what is missing said to be missing."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.analysis.test_findings import case, one, sound, step
from workbench.analysis.engine import Engine
from workbench.export.agreement import agreement_document, clock
from workbench.export.document import (
    Callout,
    Clause,
    Document,
    Heading,
    Picture,
    SideBySide,
    Signatures,
    Table,
    TermList,
    plain,
)
from workbench.export.editions import external
from workbench.export.lookup import Source
from workbench.export.palette import level_word
from workbench.locale import LANGUAGES, Texts
from workbench.model.agreements import AgreementState
from workbench.model.case_types import Scope
from workbench.model.process import Delegation, StepDecision
from workbench.model.project import Project
from workbench.model.service import OpeningHours

pytestmark = pytest.mark.fast


def document(project: Project, language="en", *, is_external=False) -> Document:
    shown = external(project) if is_external else project
    source = Source(shown, Engine().results(project), Texts(language))
    return agreement_document(source, shown.departments[0], dt.date(2027, 1, 1), {})


def chapters(of: Document) -> list[str]:
    return [block.text for block in of.walk() if isinstance(block, Heading) and block.level == 1]


def terms(of: Document) -> dict[str, str]:
    return {t.name: plain(t.text) for b in of.walk() if isinstance(b, TermList) for t in b.terms}


def table(of: Document, name: str) -> list[list[str]]:
    found = next(b for b in of.walk() if isinstance(b, Table) and b.name == name)
    return [[plain(cell) for cell in row.cells] for row in found.rows]


def test_it_has_every_chapter_and_an_annex_per_case_type():
    assert chapters(document(sound())) == [
        "Parties and validity", "Assignment", "How the work is split", "Mandate", "Secrecy and personal data",
        "Promises", "Knowledge", "Volume and resources", "Price", "The figures as charts", "Follow-up",
        "Change and exit", "Annex 1: Bygglov",
    ]  # fmt: skip


def test_what_nobody_has_written_is_said_to_be_missing():
    found = terms(document(sound()))
    assert found["Registration number"] == "missing" and found["Notice"] == "missing"
    assert found["Owner in the department"] == "Eva Ek"
    assert terms(document(sound().changed(agreements=())))["Number and version"] == "1.0"


def test_figures_are_those_of_the_analysis():
    project = sound()
    results = Engine().results(project)
    made = document(project)
    amount = results.allocation.by_department[0]
    texts = Texts("en")
    rows = dict(table(made, "Yearly amount"))
    assert rows["Amount per year"] == texts.money(amount.amount, results.costs.currency, 2)
    yearly = table(made, "Yearly volume")
    contacts = sum(one.first_contacts + one.follow_ups for one in results.demand.case_types[0].channels)
    assert yearly[0][1] == yearly[-1][1] == texts.number(round(contacts))
    released = table(made, "Hours released")
    assert released[0][:2] == ["Lov", "Handläggare"]


def test_each_chart_stands_beside_the_table_that_says_the_same():
    project = sound()
    results = Engine().results(project)
    made = document(project)
    pairs = [(one.left, one.right) for one in made.blocks if isinstance(one, SideBySide)]
    shown = {right[0].name: (left[0], right[0]) for left, right in pairs if isinstance(right[0], Table)}
    assert list(shown) == [
        "What moves, by level", "Hours released, by unit", "Net effect", "What another volume costs"
    ]  # fmt: skip
    for name, (picture, _) in shown.items():
        assert isinstance(picture, Picture) and picture.svg and picture.alt.startswith(f"{name}. ")
    (balance,) = results.release.balance
    levels = table(made, "What moves, by level")
    number = Texts("en").number
    assert levels[-1] == ["Sum", number(balance.taken), number(balance.staying), number(balance.work_today)]
    assert [row[0] for row in levels] == [
        *(f"{n} {level_word(n, Texts('en'))}" for n in (1, 4, 5)),
        "Follow-ups",
        "Sum",
    ]
    released = table(made, "Hours released, by unit")
    assert released[0][0] == "Lov" and released[0][-1] == number(balance.taken)
    years = table(made, "Net effect")
    assert [row[0] for row in years] == [str(one.year) for one in results.net_effect]


def test_outside_the_charts_show_neither_money_nor_todays_hours():
    made = document(sound(), is_external=True)
    (served,) = [b for b in made.walk() if isinstance(b, Picture)]
    assert served.alt.startswith("Work by level. ")
    hours = Engine().results(sound()).release.total.done
    assert table(made, "Work by level")[-1] == ["Sum", Texts("en").number(hours)]


def test_without_figures_there_is_no_page_of_charts():
    bare = case(volumes=())(sound()).changed(cost_items=(), investments=(), frontline_positions=())
    assert "The figures as charts" not in chapters(document(bare))


def test_a_decision_needs_a_ground():
    assert table(document(sound()), "Rule-bound decisions that move, and on what ground") == [
        ["Bygglov", "Besluta", "Delegation 3.1, missing, date missing"]
    ]
    reasoned = step(1, delegation=Delegation(execution_reason="ren räkning"))(sound())
    name = "Rule-bound decisions that move, and on what ground"
    assert table(document(reasoned), name)[0][2] == "Execution: ren räkning"
    assert "missing" in table(document(step(1, delegation=None)(sound())), name)[0][2]


def test_each_place_where_the_case_passes_is_a_clause():
    (clause,) = [block for block in document(sound()).walk() if isinstance(block, Clause)]
    said = plain(clause.text)
    assert clause.number == "1" and "From step 2 to step 3, Customer service to Lov" in said
    assert "Handed over: Ansökan. Complete when: ritning finns. Within: en dag." in said


def test_what_must_never_be_done_is_framed():
    project = one("agreements", never_do="Lova ett utfall.")(case(never_do="Ge råd om grannar")(sound()))
    (callout,) = [block for block in document(project).walk() if isinstance(block, Callout)]
    assert plain(callout.text) == "Customer service never does this: Lova ett utfall; Ge råd om grannar"


def test_a_case_type_that_is_out_or_stays_whole_is_not_in_it():
    out = case(scope=Scope.OUT, scope_reason="Nytt system först")(sound())
    made = document(out)
    assert "Annex 1: Bygglov" not in chapters(made)
    assert "Bygglov: Nytt system först" in str(made.blocks)
    stays = step(0, decision=StepDecision.STAY)(step(1, decision=StepDecision.STAY)(sound()))
    assert "No case type of the department moves in this scenario." in str(document(stays).blocks)


def test_draft_or_not():
    assert document(sound()).draft
    assert not document(one("agreements", state=AgreementState.SIGNED)(sound())).draft


def test_outside_nobody_is_named_and_no_hours_by_role():
    made = document(one("agreements", internal_note="Svår förhandling")(sound()), is_external=True)
    said = str(made.blocks)
    for internal in ("Eva Ek", "Svår förhandling", "Handläggare", "Ecos"):
        assert internal not in said
    assert "Hours released, by role" not in said and made.edition == "external"
    assert "Handläggare" in str(document(sound()).blocks), "the control: inside they are named"


def test_opening_hours_say_which_days():
    def opening(*weekdays: int) -> str:
        hours = (OpeningHours(weekdays=weekdays, opens=16, closes=33),)
        return terms(document(one("pools", opening_hours=hours)(sound())))["Opening hours"]

    assert opening(0, 1, 2, 3, 4) == "Mon–Fri 08:00–16:30"
    assert opening(2) == "Wed 08:00–16:30"
    assert opening(4, 0, 2) == "Mon, Wed, Fri 08:00–16:30"
    assert opening(0, 1, 3, 4) == "Mon–Tue, Thu–Fri 08:00–16:30"
    assert (clock(0), clock(17), clock(48)) == ("00:00", "08:30", "24:00")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language(language):
    made = document(sound(), language)
    assert made.language == language
    assert [block for block in made.walk() if isinstance(block, Signatures)]
    assert len(chapters(made)) == 13 and "{" not in "".join(chapters(made))
