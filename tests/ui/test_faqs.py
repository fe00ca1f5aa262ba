"""The FAQs page as a representative uses it: find a question, write, hand on; nothing that was typed is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QPushButton

from tests.support.window import at_rest, click, let_go, open_workspace, press, settle, show, type_text
from workbench.analysis.place import Place
from workbench.edits import ChangeItem
from workbench.model.knowledge import Faq, KnowledgeState
from workbench.session import Session
from workbench.store.state import Store
from workbench.templates import template_project
from workbench.ui.look import Look
from workbench.ui.pages.faqs import FaqsPage
from workbench.ui.pages.faqs.preview import Preview
from workbench.ui.preferences import Preferences
from workbench.ui.workspace import Workspace

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(workspace: Workspace, look: Look) -> Iterator[FaqsPage]:
    made = FaqsPage(workspace, look)
    workspace.project_changed.connect(made.show_project)
    workspace.scope_changed.connect(made.show_scope)
    show(made, 1240, 850)
    yield made
    made.let_go()
    made.hide()


def faq(page: FaqsPage, at: int = 0) -> Faq:
    return page.workspace.project.faqs[at]


def change(page: FaqsPage, one: Faq, **changes: Any) -> None:
    page.workspace.do(ChangeItem(collection="faqs", id=one.id, changes=changes))
    settle()


def words(page: FaqsPage) -> list[str]:
    return page.editor.hints.said


def test_the_list_shows_every_question_and_the_chosen_one_beside_it(page: FaqsPage) -> None:
    QAbstractItemModelTester(page.table.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert len(page.table.table.rows) == len(page.workspace.project.faqs) == 80
    page.table.go_to(faq(page, 3).id)
    assert page.editor.question.toPlainText() == faq(page, 3).question.sv
    assert page.editor.answer.toPlainText() == faq(page, 3).answer.sv
    assert page.editor.preview.toPlainText().startswith(faq(page, 3).answer.sv[:12].replace("*", ""))
    assert "80 of 80" in [one.text() for one in page.findChildren(type(page.assist))]


def test_what_is_typed_is_one_step_of_undo_per_field(page: FaqsPage) -> None:
    before = faq(page)
    page.editor.answer.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text("Ring oss. Vi hjälper dig.")
    assert faq(page) is before
    page.editor.question.setFocus()
    assert faq(page).answer.sv == "Ring oss. Vi hjälper dig."
    press(Qt.Key.Key_A, CTRL)
    type_text("Hur gör jag?")
    press(Qt.Key.Key_Return, CTRL)
    assert faq(page).question.sv == "Hur gör jag?"
    assert page.table.table.cell_at(0, 0).text == "Hur gör jag?"
    page.workspace.undo()
    assert faq(page).question == before.question
    assert page.editor.question.toPlainText() == before.question.sv
    page.workspace.undo()
    assert faq(page) == before


def test_what_is_being_typed_goes_to_the_question_it_was_typed_for(page: FaqsPage) -> None:
    page.editor.wordings.setFocus()
    press(Qt.Key.Key_End, CTRL)
    press(Qt.Key.Key_Return)
    type_text("En fråga till")
    page.go_to(Place("faqs", (faq(page, 5).id,), "answer"))
    assert faq(page).wordings[-1] == "En fråga till"
    assert faq(page, 5).wordings == template_project("se").faqs[5].wordings
    assert page.editor.answer.hasFocus()


def test_enter_in_the_list_goes_to_the_question(page: FaqsPage) -> None:
    page.table.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert page.editor.question.hasFocus()
    assert page.editor.question.toPlainText() == faq(page, 1).question.sv


def test_languages_are_kept_apart(page: FaqsPage) -> None:
    swedish = faq(page).answer.sv
    assert page.editor.languages.chosen == "sv"
    page.editor.choose_language("en")
    assert page.editor.answer.toPlainText() == ""
    page.editor.answer.setFocus()
    type_text("Ten weeks.")
    page.editor.choose_language("da")
    assert (faq(page).answer.sv, faq(page).answer.da, faq(page).answer.en) == (swedish, "", "Ten weeks.")
    page.editor.choose_language("sv")
    assert page.editor.answer.toPlainText() == swedish


def test_facts_are_taken_and_a_day_that_is_none_stays_with_its_reason(page: FaqsPage) -> None:
    editor = page.editor
    editor.facts.valid_to.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text("in May")
    press(Qt.Key.Key_Return)
    assert "is not a date" in editor.facts.valid_to.problem
    assert faq(page).valid_to == dt.date(2027, 12, 31)
    press(Qt.Key.Key_A, CTRL)
    type_text("2028-01-31")
    press(Qt.Key.Key_Return)
    assert faq(page).valid_to == dt.date(2028, 1, 31)
    was = faq(page).is_web_page_updated
    editor.facts.updated.click()
    assert faq(page).is_web_page_updated is not was
    editor.facts.audience.activated.emit(1)
    assert faq(page).audience.value == "internal"
    editor.facts.owner.activated.emit(0)
    assert faq(page).owner is None


def test_case_types_are_added_by_name_and_taken_away(page: FaqsPage) -> None:
    one = faq(page)
    field = page.editor.facts.case_types
    free = next(
        c
        for c in page.workspace.project.case_types
        if c.department == one.department and c.id not in one.case_types
    )
    field.line.setFocus()
    type_text("no such case")
    press(Qt.Key.Key_Return)
    assert not field.problem.isHidden()
    press(Qt.Key.Key_A, CTRL)
    type_text(free.name)
    press(Qt.Key.Key_Return)
    settle()
    assert faq(page).case_types == (*one.case_types, free.id)
    assert field.problem.isHidden()
    assert field.line.text() == ""
    page.workspace.undo()
    field.line.setFocus()
    type_text(free.name[:4])
    offered = next(one for one in field.findChildren(QPushButton) if one.text() == free.name)
    click(offered)
    assert faq(page).case_types == (*one.case_types, free.id)
    page.workspace.undo()
    assert faq(page).case_types == one.case_types


def test_a_question_goes_on_with_who_and_when(page: FaqsPage) -> None:
    editor = page.editor
    assert faq(page).state is KnowledgeState.APPROVED
    publish = editor.life.buttons[KnowledgeState.PUBLISHED]
    click(publish)
    assert faq(page).state is KnowledgeState.APPROVED
    editor.life.name.setFocus()
    type_text("Karin")
    click(publish)
    assert faq(page).state is KnowledgeState.PUBLISHED
    assert faq(page).history[-1].who == "Karin"
    assert "Karin" in editor.since.text()
    assert publish.isHidden()


def test_a_comment_needs_a_name_and_is_kept_until_it_is_said(page: FaqsPage) -> None:
    comments = page.editor.comments
    comments.field.setFocus()
    type_text("Stämmer inte längre")
    page.table.go_to(faq(page, 1).id)
    assert comments.field.toPlainText() == ""
    page.table.go_to(faq(page).id)
    assert comments.field.toPlainText() == "Stämmer inte längre"
    page.editor.life.name.setText("Ali")
    add = next(one for one in comments.findChildren(QPushButton) if one.text() == "Add the comment")
    click(add)
    assert [(one.who, one.text) for one in faq(page).comments] == [("Ali", "Stämmer inte längre")]
    assert comments.field.toPlainText() == ""


def test_hints_come_under_the_answer_and_a_personal_number_is_named_first(page: FaqsPage) -> None:
    page.editor.answer.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text("Ansökan behandlas här.")
    page.editor.tell()
    assert words(page) == ["Perhaps passive: behandlas. Say who does it."]
    type_text(" Anna 811218-9876.")
    page.editor.tell()
    assert words(page)[0].startswith("This looks like a personal number. Delete it here")
    assert len(words(page)) == 2
    page.editor.answer.setPlainText("Ring oss.")
    page.editor.tell()
    assert words(page) == []


def test_the_preview_shows_markdown_and_never_html(look: Look) -> None:
    preview = Preview(look, "Preview", "")
    text = "# Head\n\n**bold** <b>raw</b> [a](https://x.example) [b](javascript:alert)\n\n- one\n- two\n\n"
    preview.show_markdown(text + "|a|b|\n|-|-|\n|1|2|\n\nafter")
    shown = preview.toPlainText()
    assert "Head\nbold <b>raw</b> a [b](javascript:alert)\none\ntwo\n" in shown
    assert shown.rstrip().endswith("after")
    document: QTextDocument = preview.document()
    html = document.toHtml()
    assert "&lt;b&gt;raw&lt;/b&gt;" in html
    assert "href" not in html
    assert "<table" in html
    assert "<ul" in html
    preview.deleteLater()


def test_filters(page: FaqsPage) -> None:
    page.filters.text.setFocus()
    type_text("bygglov kostar")
    assert faq(page, 2) in page.table.table.rows
    assert len(page.table.table.rows) < 10
    page.filters.text.clear()
    change(page, faq(page, 4), answer={})
    page.table.go_to(faq(page, 4).id)
    page.filters.state.offer([(key, key) for key in page.filters.state._keys], "no answer")
    page.filters.changed.emit()
    assert [one.id for one in page.table.table.rows] == [faq(page, 4).id]
    assert page.table.table.cell_at(0, 1).text == "no answer"
    assert page.table.table.cell_at(0, 1).is_missing
    page.filters.let_all_through()
    page.workspace.choose(department=faq(page).department)
    settle()
    assert {one.department for one in page.table.table.rows} == {faq(page).department}


def test_a_new_question_is_written_at_once_and_undone_in_steps(page: FaqsPage) -> None:
    page.workspace.choose(department=faq(page, 20).department)
    page.commands()["insert.faq"]()
    settle()
    assert QApplication.focusWidget() is page.editor.question
    type_text("Var ligger återvinningen?")
    press(Qt.Key.Key_Return, CTRL)
    made = page.workspace.project.faqs[-1]
    assert (made.question.sv, made.department) == ("Var ligger återvinningen?", faq(page, 20).department)
    page.workspace.undo()
    page.workspace.undo()
    assert len(page.workspace.project.faqs) == 80
    assert page.editor.faq is not None


def test_a_case_type_without_a_question_begins_one_about_it(page: FaqsPage) -> None:
    asked = {wanted for one in page.workspace.project.faqs for wanted in one.case_types}
    without = next(one for one in page.workspace.project.case_types if one.id not in asked)
    assert page.go_to(Place("case_types", (without.id,), "faqs"))
    assert without.name in page.assist.text()
    page.new()
    assert page.workspace.project.faqs[-1].case_types == (without.id,)
    assert page.go_to(Place("case_types", (faq(page).case_types[0],), "faqs"))


def test_near_duplicates_are_found_and_made_one_without_loss(page: FaqsPage) -> None:
    first, second = faq(page, 1), faq(page, 30)
    change(page, second, question={"sv": first.question.sv + "?"}, answer={"sv": "Ett annat svar."})
    second = faq(page, 30)
    page.commands()["row.duplicates"]()
    at_rest(page.workspace)
    assert page.pairs.isVisible()
    assert [one.id for one in page.table.selected_rows] == [first.id, second.id]
    merge = next(one for one in page.pairs.findChildren(QPushButton) if one.text() == "Make one of them")
    click(merge)
    assert len(page.workspace.project.faqs) == 79
    one = faq(page, 1)
    assert one.answer.sv == f"{first.answer.sv}\n\nEtt annat svar."
    assert second.question.sv in one.wordings
    assert set(second.case_types) <= set(one.case_types)
    assert not page.pairs.isVisible()
    page.workspace.undo()
    assert page.workspace.project.faqs[30] == second


def test_an_empty_project_says_what_to_do(tmp_path: Path, look: Look) -> None:
    with open_workspace(tmp_path, template_project("se").changed(faqs=())) as workspace:
        page = FaqsPage(workspace, look)
        workspace.project_changed.connect(page.show_project)
        show(page)
        assert not page.table.isVisible()
        main = [one for one in page.findChildren(QPushButton) if one.property("main") and one.isVisible()]
        assert [one.text() for one in main] == ["New question"]
        click(main[0])
        assert page.table.isVisible()
        assert len(workspace.project.faqs) == 1
        page.let_go()
        page.hide()


def test_what_was_being_typed_when_the_program_was_killed_is_taken_up(tmp_path: Path, look: Look) -> None:
    with open_workspace(tmp_path) as workspace:
        page = FaqsPage(workspace, look)
        show(page)
        wanted = faq(page, 7).id
        page.table.go_to(wanted)
        page.editor.choose_language("en")
        page.editor.answer.setFocus()
        type_text("Half an answer")
        workspace.keep_drafts()
        page.workspace.typing(f"faqs:{wanted}:comment", "Half a comment")
        workspace.keep_drafts()
        let_go(workspace.session)
        again = Session.open(workspace.path, Store(folder=tmp_path / "state"))
        reopened = Workspace(again, Preferences(tmp_path / "state"))
        taken = FaqsPage(reopened, look)
        reopened.project_changed.connect(taken.show_project)
        show(taken)
        assert next(one for one in again.project.faqs if one.id == wanted).answer.en == "Half an answer"
        assert taken.editor.language == "en"
        assert taken.editor.answer.toPlainText() == "Half an answer"
        assert taken.editor.comments.field.toPlainText() == "Half a comment"
        reopened.undo()
        assert again.project.faqs[7].answer.en == ""
        for one in (page, taken):
            one.hide()
        let_go(again)


def test_deleting_is_one_step_of_undo(page: FaqsPage) -> None:
    before = page.workspace.project.faqs
    page.table.go_to(faq(page, 3).id)
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier, at=page.table)
    page.commands()["edit.delete"]()
    assert len(page.workspace.project.faqs) == 78
    assert "Ctrl+Z" in page.assist.text()
    page.workspace.undo()
    assert page.workspace.project.faqs == before


def test_tabs_say_which_languages_have_no_text_and_what_is_read_instead(page: FaqsPage) -> None:
    tabs = page.editor.languages
    assert tabs.count.text() == "1 of 3 languages"
    assert tabs.lack.isHidden()
    assert [tabs.tabs._buttons[one].accessibleDescription() for one in ("sv", "en")] == [
        "has a text",
        "has no whole text",
    ]
    page.editor.choose_language("en")
    assert tabs.lack.text() == "Nothing in this language yet. Readers get: Swedish."
    page.editor.answer.setFocus()
    type_text("Ten weeks.")
    press(Qt.Key.Key_Return, CTRL)
    assert tabs.lack.text() == "No question in this language yet. Readers get: Swedish."
    page.editor.question.setFocus()
    type_text("How long?")
    press(Qt.Key.Key_Return, CTRL)
    assert tabs.lack.isHidden()
    assert tabs.count.text() == "2 of 3 languages"
    assert tabs.tabs._buttons["en"].accessibleDescription() == "has a text"


@pytest.mark.parametrize(("state", "then"), [("published", "to_review"), ("approved", "draft")])
def test_changed_words_of_what_others_have_seen_go_back_in_one_step_of_undo(
    page: FaqsPage, state: str, then: str
) -> None:
    change(page, faq(page), state=state)
    before = faq(page)
    page.editor.life.name.setText("Karin")
    page.editor.answer.setFocus()
    press(Qt.Key.Key_End, CTRL)
    type_text(" Ring oss.")
    press(Qt.Key.Key_Return, CTRL)
    assert faq(page).state.value == then
    assert faq(page).history[-1].who == "Karin"
    assert faq(page).answer.sv.endswith(" Ring oss.")
    page.workspace.undo()
    assert faq(page) == before
    page.editor.facts.owner.activated.emit(0)
    assert faq(page).state.value == state


def test_the_address_of_the_web_page_is_checked_and_opened(
    page: FaqsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    facts = page.editor.facts
    facts.web_page.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text("javascript:alert(1)")
    press(Qt.Key.Key_Return)
    assert "is not the address of a web page" in facts.web_page.problem
    click(facts.opens)
    assert opened == []
    facts.web_page.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text("norrvik.example/bygga")
    press(Qt.Key.Key_Return)
    assert faq(page).web_page == facts.web_page.text() == "https://norrvik.example/bygga"
    assert facts.updated.isEnabled()
    click(facts.opens)
    assert opened == ["https://norrvik.example/bygga"]
    change(page, faq(page), web_page="", is_web_page_updated=False)
    assert not facts.opens.isEnabled()
    assert not facts.updated.isEnabled()


def test_an_answer_that_is_no_longer_valid_says_since_when(page: FaqsPage) -> None:
    assert page.editor.facts.expired.isHidden()
    change(page, faq(page), valid_to="2020-01-31")
    assert page.editor.facts.expired.text() == "This answer was valid until 31 January 2020."
    assert page.table.table.cell_at(0, 1).text == "No longer valid"
