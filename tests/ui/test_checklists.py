"""The Checklists page as a representative uses it: write, answer, order, decide, publish, comment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget

from tests.support.checklist_page import STOVE, opened, stove
from tests.support.window import calculated, press, show, type_text
from workbench.analysis.place import Place, page_of
from workbench.export.call_script import script_lines
from workbench.locale import Texts
from workbench.model.knowledge import (
    Branch,
    Checklist,
    ChecklistItem,
    CommentFlow,
    Identification,
    ItemKind,
    KnowledgeState,
)
from workbench.templates import template_project
from workbench.ui.look import Look
from workbench.ui.pages.checklists import ChecklistsPage
from workbench.ui.pages.checklists.details import links_text, read_links
from workbench.ui.pages.checklists.rows import MISSING, Listing, through
from workbench.ui.widgets.fields import Field
from workbench.ui.workspace import Workspace

DAY = dt.date(2026, 11, 22)


@pytest.fixture
def page(workspace: Workspace, look: Look) -> Iterator[ChecklistsPage]:
    """The page with one checklist open."""
    made = opened(workspace, look)
    yield made
    made.hide()
    made.deleteLater()


def script_of(page: ChecklistsPage) -> str:
    return page.script.view.toPlainText()


def test_the_list_is_a_sound_model_and_filters_by_state_owner_and_words(page: ChecklistsPage) -> None:
    tester = QAbstractItemModelTester(page.list.model)
    everything = len(page.list.model.rows)
    assert everything == len(page.workspace.project.checklists)
    page.list.words.setText("kamin")
    assert [row.id for row in page.list.model.rows] == [STOVE]
    page.list.words.setText("karin lindhe")
    assert 1 < len(page.list.model.rows) < everything
    page.list.words.setText("there is nothing of the kind")
    assert not page.list.model.rows
    assert "filters" in page.list.nothing.text()
    page.list.words.clear()
    page.list.filter_state("published")
    assert {row.state for row in page.list.model.rows} == {"published"}
    page.list.filter_state("")
    page.workspace.choose(department=page.workspace.project.departments[2].id)
    page.show_scope()
    assert 0 < len(page.list.model.rows) < everything
    del tester


def test_an_item_is_typed_and_the_call_script_follows_each_letter(page: ChecklistsPage) -> None:
    row = page.editor.items.rows[1]
    row.text.setFocus()
    row.text.selectAll()
    type_text("Du fa")
    assert "Du fa" in script_of(page)
    assert stove(page.workspace).items[1].text.startswith("Alla tre")
    type_text("r vänta")
    page.list.table.setFocus()
    assert stove(page.workspace).items[1].text == "Du far vänta"
    page.workspace.undo()
    assert stove(page.workspace).items[1].text.startswith("Alla tre")
    assert "Alla tre" in script_of(page)


def test_enter_adds_an_item_below_and_alt_with_an_arrow_moves_it(page: ChecklistsPage) -> None:
    before = [one.id for one in stove(page.workspace).items]
    page.editor.items.rows[1].text.setFocus()
    press(Qt.Key.Key_Return)
    type_text("Tack")
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    items = stove(page.workspace).items
    assert [one.text for one in items][1] == "Tack"
    assert [one.id for one in items if one.id in before] == before
    assert page.editor.items.current() == items[1].id
    page.workspace.undo()
    page.workspace.undo()
    page.workspace.undo()
    assert [one.id for one in stove(page.workspace).items] == before


def test_tab_walks_the_steps_as_they_are_read_also_those_that_came_later(page: ChecklistsPage) -> None:
    page.list.table.setFocus()
    press(Qt.Key.Key_Return)
    first = page.editor.items.rows[0].text
    assert first.hasFocus(), "Enter in the list goes to what is written"
    press(Qt.Key.Key_Return)
    stops: list[QWidget | None] = []
    page.editor.identification.setFocus()
    for _ in range(90):
        press(Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    places = [stops.index(one.text) for one in page.editor.items.rows]
    assert places == sorted(places)
    assert stops.index(page.editor.items.add) > places[-1]
    assert page.script.view not in stops[: places[-1]]


def test_who_is_asked_for_a_name_writes_it_and_presses_enter(page: ChecklistsPage) -> None:
    page.workspace.preferences.set("who", "")
    life = page.editor.head.life
    life.name.clear()
    page.editor.head.life.buttons[KnowledgeState.DRAFT].click()
    before = stove(page.workspace).state
    assert before is not KnowledgeState.DRAFT
    assert life.name.hasFocus()
    type_text("Eva Ek")
    press(Qt.Key.Key_Return)
    assert stove(page.workspace).state is KnowledgeState.DRAFT
    assert stove(page.workspace).history[-1].who == "Eva Ek"
    press(Qt.Key.Key_Return, at=life.name)
    assert len([one for one in stove(page.workspace).history if one.who == "Eva Ek"]) == 1


def test_a_comment_without_a_name_asks_for_it_and_is_said_with_enter(page: ChecklistsPage) -> None:
    page.editor.head.life.name.clear()
    page.editor.focus("comments")
    type_text("Hur blir det?")
    page.editor.comments.add()
    life = page.editor.head.life
    assert life.name.hasFocus()
    assert life._missing.isVisible(), "it is said what is missing"
    type_text("Eva Ek")
    press(Qt.Key.Key_Return)
    assert [(one.text, one.who) for one in stove(page.workspace).comments] == [("Hur blir det?", "Eva Ek")]


def test_an_empty_item_goes_with_backspace_and_what_led_to_an_item_goes_on(page: ChecklistsPage) -> None:
    items = page.editor.items
    items.rows[1].text.setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Backspace)
    assert len(stove(page.workspace).items) == 8
    items.remove("cl-eldstad-6")
    assert [one.goes_to for one in stove(page.workspace).items[2].branches] == [None, None]


def test_an_item_is_dragged_to_another_place(page: ChecklistsPage) -> None:
    rows = page.editor.items.rows
    handle, target = rows[0].handle, rows[2]
    to = target.mapToGlobal(QPoint(5, target.height() - 2))
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, at in (
        (QEvent.Type.MouseButtonPress, handle.mapToGlobal(QPoint(4, 4))),
        (QEvent.Type.MouseButtonRelease, to),
    ):
        local = QPointF(handle.mapFromGlobal(at))
        QApplication.sendEvent(handle, QMouseEvent(kind, local, QPointF(at), left, left, none))
    assert [one.id for one in stove(page.workspace).items][:3] == [
        "cl-eldstad-2",
        "cl-eldstad-3",
        "cl-eldstad-1",
    ]


def test_a_question_gets_an_answer_that_leads_somewhere(page: ChecklistsPage) -> None:
    row = page.editor.items.rows[2]
    row.add_branch()
    type_text("Vet inte")
    press(Qt.Key.Key_Return)
    page.editor.items.rows[2].change_branch(2, goes_to="cl-eldstad-7")
    assert stove(page.workspace).items[2].branches[2] == Branch(answer="Vet inte", goes_to="cl-eldstad-7")
    assert 'If "Vet inte": go to 7' in script_of(page)
    row.remove_branch(2)
    assert len(stove(page.workspace).items[2].branches) == 2


def test_the_table_of_rules_is_written_cell_by_cell(page: ChecklistsPage) -> None:
    rules = page.editor.rules
    rules.rule.click()
    cell = rules.fields[5, 3]
    cell.setFocus()
    type_text("Ring")
    press(Qt.Key.Key_Return)
    rules.condition.click()
    table = stove(page.workspace).decision_table
    assert table is not None
    assert (table.rows[5].outcome, len(table.conditions), len(table.rows[0].answers)) == ("Ring", 4, 4)
    rules.drop.click()
    assert stove(page.workspace).decision_table is None
    assert rules.begin.isVisible()
    rules.begin.click()
    assert (-1, 0) in rules.fields


def test_it_goes_from_approved_to_published_with_who_and_when(page: ChecklistsPage) -> None:
    life = page.editor.head.life
    life.buttons[KnowledgeState.PUBLISHED].click()
    assert stove(page.workspace).state is KnowledgeState.APPROVED, "nobody has said who decides"
    life.name.setText("Eva Ek")
    life.buttons[KnowledgeState.PUBLISHED].click()
    one = stove(page.workspace)
    assert one.state is KnowledgeState.PUBLISHED
    assert (one.history[-1].who, one.history[-1].state) == ("Eva Ek", KnowledgeState.PUBLISHED)
    assert page.editor.head.state.text() == "Published"
    assert not life.buttons[KnowledgeState.PUBLISHED].isVisible()
    assert page.list.table.current_row.id == STOVE, "the list is ordered anew, what is open stays"


def test_a_comment_that_it_does_not_fit_sends_it_to_review(page: ChecklistsPage) -> None:
    page.editor.head.life.name.setText("Bo")
    page.editor.head.life.buttons[KnowledgeState.PUBLISHED].click()
    page.editor.focus("comments")
    type_text("Fel avgift")
    assert page.editor._say("Fel avgift", CommentFlow.DOES_NOT_FIT)
    one = stove(page.workspace)
    assert one.state is KnowledgeState.TO_REVIEW
    assert one.comments[0].flow is CommentFlow.DOES_NOT_FIT
    page.workspace.undo()
    assert (stove(page.workspace).comments, stove(page.workspace).state) == ((), KnowledgeState.PUBLISHED)


def test_fields_around_it_are_edits_and_a_wrong_day_is_none(page: ChecklistsPage) -> None:
    page.editor.focus("fee")
    field = page.editor.details.fields["fee"]
    field.write("100 kr")
    field.take()
    assert stove(page.workspace).fee == "100 kr"
    day = page.editor.details.fields["review_by"]
    day.write("next year")
    day.take()
    assert stove(page.workspace).review_by == dt.date(2027, 10, 1)
    title = page.editor.details.fields["title"]
    title.write(" ")
    title.take()
    assert stove(page.workspace).title == "Jag vill sätta in en kamin"


def test_a_case_type_without_a_checklist_gets_one(page: ChecklistsPage) -> None:
    calculated(page.workspace)
    assert page.workspace.results is not None
    page.show_results(page.workspace.results)
    page.list.new.click()
    shown = page.list.model.rows
    assert shown
    assert {row.state for row in shown} == {MISSING}
    wanted = page.list.table.current_row.case_type
    page.write.click()
    made = page.workspace.project.checklists[-1]
    assert (made.case_type, page.editor.checklist) == (wanted, made)
    type_text("Hej")
    page.list.table.setFocus()
    assert page.workspace.project.checklists[-1].items[0].text == "Hej"
    assert page.commands()["edit.delete"]() is None
    assert all(one.case_type != wanted for one in page.workspace.project.checklists)


def test_the_agreement_says_to_whom_it_is_handed_over(page: ChecklistsPage) -> None:
    calculated(page.workspace)
    assert page.workspace.results is not None
    page.show_results(page.workspace.results)
    clauses = page.editor.details.clauses
    assert clauses.count() > 1
    clauses.setCurrentIndex(1)
    clauses.activated.emit(1)
    assert stove(page.workspace).hand_over_to == clauses.itemText(1)


@pytest.mark.parametrize(
    "field", ["items/cl-eldstad-2", "items/cl-eldstad-1/1", "use_when", "fee", "rules/0/3"]
)
def test_what_is_being_typed_is_kept_and_comes_back_after_a_crash(
    workspace: Workspace, look: Look, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    kept: dict[str, str] = {}
    monkeypatch.setattr(workspace, "typing", lambda place, text: kept.update({place: text}))
    page = opened(workspace, look)
    place = f"checklists/{STOVE}/{field}"
    assert page.editor.take_up(place, "")
    type_text("Vänta")
    assert kept == {place: "Vänta"}
    monkeypatch.setattr(type(workspace), "drafts", dict(kept))
    page.hide()  # hands over what was typed, as a crash does not
    page.deleteLater()
    workspace.undo()
    assert "Vänta" not in str(stove(workspace).as_json())
    again = ChecklistsPage(workspace, look)
    show(again)
    assert again.checklist is not None
    assert again.checklist.id == STOVE
    found = next(one for one in again.editor.fields() if one.place == place)
    assert (found.text() if isinstance(found, Field) else found.toPlainText()) == "Vänta"
    assert "Vänta" not in str(stove(workspace).as_json())
    found.take()
    assert "Vänta" in str(stove(workspace).as_json())


def test_a_half_written_comment_waits_for_its_checklist(page: ChecklistsPage) -> None:
    page.editor.focus("comments")
    type_text("Halvt")
    page.list.go_to("cl-skadedjur")
    assert page.editor.comments.field.toPlainText() == ""
    page.list.go_to(STOVE)
    assert page.editor.comments.field.toPlainText() == "Halvt"
    assert stove(page.workspace).comments == ()


def test_findings_about_checklists_lead_here(page: ChecklistsPage) -> None:
    place = Place("checklists", (STOVE,), "decision_table")
    assert page_of(place) == "checklists"
    assert page.go_to(place)
    assert page.editor.rules.fields[-1, 0].hasFocus()
    assert page_of(Place("case_types", ("ct-eldstad",), "checklists")) == "checklists"
    assert page.go_to(Place("case_types", ("ct-eldstad",), "checklists"))
    assert not page.go_to(Place("checklists", ("gone",)))


def test_rows_say_what_is_overdue_and_what_is_missing() -> None:
    project = template_project("se")
    published = next(one for one in project.checklists if one.state is KnowledgeState.PUBLISHED)
    late = published.changed(review_by=DAY - dt.timedelta(days=1))
    project = project.changed(
        checklists=tuple(late if one is published else one for one in project.checklists)
    )
    without = next(
        one.id for one in project.case_types if all(c.case_type != one.id for c in project.checklists)
    )
    listing = Listing()
    rows = listing.rows(project, (without, published.case_type), DAY)
    assert (rows[0].id, rows[0].is_overdue, rows[0].state) == (late.id, True, "to_review")
    assert [row.id for row in rows if row.state == MISSING] == [without]
    again = listing.rows(
        project.changed(checklists=tuple(one.changed() for one in project.checklists)), (), DAY
    )
    assert all(
        old is new for old, new in zip([row for row in rows if row.state != MISSING], again, strict=True)
    )
    assert through(rows, None, MISSING, "") == tuple(row for row in rows if row.state == MISSING)


def test_the_script_reads_like_a_conversation() -> None:
    items = (
        ChecklistItem(id="a", kind=ItemKind.NEVER_SAY, text="Det ordnar sig"),
        ChecklistItem(id="b", kind=ItemKind.SAY, text="Hej"),
        ChecklistItem(
            id="c",
            kind=ItemKind.ASK,
            text="Är det ditt?",
            branches=(Branch(answer="ja"), Branch(answer="nej", goes_to="e")),
        ),
        ChecklistItem(id="d", kind=ItemKind.DO, text="Boka"),
        ChecklistItem(id="e", kind=ItemKind.HAND_OVER, text="Gatan"),
        ChecklistItem(id="f", kind=ItemKind.SAY, text=""),
    )
    one = Checklist(
        id="k",
        title="K",
        case_type="ct",
        items=items,
        identification=Identification.E_ID,
        promise="Fem dagar.",
    )
    lines = [f"{line.lead} {line.text}" for line in script_lines(one, Texts("en"))]
    assert lines == [
        "First: Let the caller identify electronically.",
        "Adviser: Hej",
        "Adviser: Är det ditt?",
        'If "ja": go on',
        'If "nej": go to 4',
        "Do: Boka",
        "4. Hand over: Gatan",
        "Adviser: Fem dagar.",
        "Never say: Det ordnar sig",
    ]


def test_links_are_typed_one_a_line_and_read_back() -> None:
    text = "Ansök här https://a.example\nhttps://b.example"
    links = read_links(text + "\n\n")
    assert [(one.title, one.url) for one in links] == [
        ("Ansök här", "https://a.example"),
        ("https://b.example", "https://b.example"),
    ]
    assert links_text(links) == text


def test_a_case_type_gets_another_checklist_and_the_list_tells_them_apart(page: ChecklistsPage) -> None:
    about = stove(page.workspace).case_type
    first = next(row for row in page.list.model.rows if row.id == STOVE)
    assert first.beside == ""
    page.editor.head.another.click()
    made = page.workspace.project.checklists[-1]
    assert (made.case_type, page.editor.checklist) == (about, made)
    type_text("Kamin i kulturhus")
    page.list.table.setFocus()
    assert page.workspace.project.checklists[-1].title == "Kamin i kulturhus"
    rows = [row for row in page.list.model.rows if row.case_type == about]
    assert {row.title for row in rows} == {"Kamin i kulturhus", first.title}
    assert {row.beside for row in rows} == {"Anmälan av eldstad"}
    cells = [page.list.model.cell(row, page.list.model.columns[0]) for row in rows]
    assert all("Anmälan av eldstad" in cell.spoken for cell in cells)
    assert "one of 2 checklists" in page.editor.head.about.text()
    page.workspace.undo()
    page.workspace.undo()
    assert next(row for row in page.list.model.rows if row.id == STOVE).beside == ""
