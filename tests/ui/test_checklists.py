"""The Checklists page as a representative uses it: write, answer, order, decide, publish, comment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.support.walk import cut_off, nameless, unreachable
from tests.support.window import calculated, press, settle, show, type_text
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
from workbench.ui.pages.checklists.fetching import FetchLines
from workbench.ui.pages.checklists.rows import MISSING, Listing, through
from workbench.ui.widgets.fields import Field
from workbench.ui.workspace import Workspace

STOVE = "cl-eldstad"
DAY = dt.date(2026, 11, 22)


@pytest.fixture
def page(workspace: Workspace, look: Look) -> Iterator[ChecklistsPage]:
    """The page with one checklist open."""
    made = opened(workspace, look)
    yield made
    made.hide()
    made.deleteLater()


def opened(workspace: Workspace, look: Look) -> ChecklistsPage:
    made = ChecklistsPage(workspace, look)
    workspace.project_changed.connect(made.show_project)
    show(made)
    made.activateWindow()
    assert made.go_to(Place("checklists", (STOVE,)))
    settle()
    return made


def stove(workspace: Workspace) -> Checklist:
    return next(one for one in workspace.project.checklists if one.id == STOVE)


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
    page: ChecklistsPage, look: Look, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    workspace, kept = page.workspace, {}
    monkeypatch.setattr(workspace, "typing", lambda place, text: kept.update({place: text}))
    page = opened(workspace, look)
    place = f"checklists/{STOVE}/{field}"
    assert page.editor.take_up(place, "")
    type_text("Vänta")
    assert kept == {place: "Vänta"}
    monkeypatch.setattr(type(workspace), "drafts", dict(kept))
    page.hide()  # hands over what was typed, as a crash does not
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


def published(page: ChecklistsPage) -> None:
    page.editor.head.life.name.setText("Eva Ek")
    page.editor.head.life.buttons[KnowledgeState.PUBLISHED].click()


def test_typing_in_a_published_checklist_sends_it_to_review_and_one_undo_takes_it_back(
    page: ChecklistsPage,
) -> None:
    published(page)
    life = page.editor.head.life
    assert life.note.isVisible()
    assert "goes to review" in life.note.text(), "it is said before anybody types"
    before = stove(page.workspace)
    page.editor.items.rows[1].text.setFocus()
    type_text("Obs! ")
    page.list.table.setFocus()
    one = stove(page.workspace)
    assert (one.state, one.history[-1].who, one.version) == (KnowledgeState.TO_REVIEW, "Eva Ek", 2)
    assert not life.note.isVisible()
    page.workspace.undo()
    assert stove(page.workspace) == before
    page.editor.details._change({"owner": None})
    assert stove(page.workspace).state is KnowledgeState.PUBLISHED


def compared(page: ChecklistsPage) -> str:
    return page.editor.versions.view.toPlainText()


def test_versions_are_listed_and_compared_word_by_word(page: ChecklistsPage) -> None:
    pane = page.editor.versions
    assert not pane.table.isVisibleTo(pane)
    published(page)
    page.editor.tabs.setCurrentIndex(4)
    assert [row.number for row in pane.model.rows] == [1]
    assert compared(page) == "Nothing differs."
    items = page.editor.items
    words = stove(page.workspace).items[1].text
    items._change("cl-eldstad-2", {"text": words.replace("tre", "fyra")})
    items.move_to("cl-eldstad-1", 2)
    page.editor.change({"fee": "100 kr", "identification": "e_id"})
    said = compared(page)
    assert "Item 1, Say, has changed: Alla tre fyra ska anmälas innan" in said
    assert "Item 3, Ask, was item 1:" in said
    assert "Fee:" in said
    assert "Identify the caller by: Name is enough Electronic identification" in said
    life = page.editor.head.life
    for state in (KnowledgeState.REVIEWED, KnowledgeState.APPROVED, KnowledgeState.PUBLISHED):
        life.buttons[state].click()
    assert [row.number for row in pane.model.rows] == [2, 1]
    assert compared(page) == said, "the chosen version stays chosen"
    pane.table.go_to(2)
    pane.other.offer([("1", "Version 1")], "1")
    pane._compare()
    assert compared(page) == said, "the older of two is always the one before"


def test_a_new_version_begins_as_a_draft_with_the_next_number(page: ChecklistsPage) -> None:
    published(page)
    pane = page.editor.versions
    page.editor.tabs.setCurrentIndex(4)
    assert not pane.new.isVisible(), "what is published is sent to review first"
    page.editor.head.life.buttons[KnowledgeState.TO_REVIEW].click()
    pane.new.click()
    one = stove(page.workspace)
    assert (one.state, one.version) == (KnowledgeState.DRAFT, 2)
    assert not pane.new.isVisible()


def test_the_table_of_rules_says_what_is_wrong_with_it_and_marks_the_rule(page: ChecklistsPage) -> None:
    rules = page.editor.rules
    assert rules.remarks.said[0].startswith("The order matters for rules 3, 4, 5")
    assert not any(mark.isVisibleTo(rules) for mark in rules.marks)
    rules._write(2, 0, "Ja")
    assert rules.remarks.said[0].startswith("No rule fits when")
    rules._write(4, 0, "Ja")
    rules._write(4, 1, "Nej")
    rules._write(4, 3, "Avslag")
    marked = [mark.isVisibleTo(rules) for mark in rules.marks]
    assert marked == [False, False, False, False, True]
    assert "Rule 5 never applies" in rules.fields[4, 0].accessibleDescription()
    rules.drop.click()
    assert not rules.remarks.isVisible()
    rules.begin.click()
    assert rules.remarks.said == [], "an empty table is only begun"
    rules._write(0, 0, "ja eller nej")
    rules._write(0, 1, "Bifall")
    assert rules.remarks.said == ["Every case has a rule."]


ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def test_lines_are_chosen_copied_and_pasted_by_keys_with_their_answers(page: ChecklistsPage) -> None:
    items = page.editor.items
    before = stove(page.workspace).items
    items.rows[2].text.setFocus()
    for _ in range(4):
        press(Qt.Key.Key_Down, ALT_SHIFT)
    assert items.chosen.ids == tuple(one.id for one in before[2:6])
    assert items.current() == before[5].id
    assert "4" in items.chosen_words.text()
    assert items.rows[3].text.accessibleDescription() == "Chosen"
    press(Qt.Key.Key_C, CTRL)
    press(Qt.Key.Key_Escape)
    assert items.chosen.ids == ()
    assert items.paste_here.isVisible()
    items.rows[0].text.setFocus()
    press(Qt.Key.Key_V, CTRL)
    now = stove(page.workspace).items
    assert [one.text for one in now[1:5]] == [one.text for one in before[2:6]]
    assert not {one.id for one in now[1:5]} & {one.id for one in before}
    assert now[1].branches[1].goes_to == now[4].id, "the answer leads to the copy"
    page.list.go_to("cl-skadedjur")
    other = page.editor.checklist
    assert other is not None
    page.editor.items.rows[0].text.setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert page.editor.checklist is not None
    assert len(page.editor.checklist.items) == len(other.items) + 4
    page.workspace.undo()
    page.workspace.undo()
    assert stove(page.workspace).items == before


def test_words_that_are_marked_are_copied_as_words(page: ChecklistsPage) -> None:
    text = page.editor.items.rows[1].text
    text.setFocus()
    text.selectAll()
    press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == text.toPlainText()
    assert not page.editor.items.paste_here.isVisible()
    page.editor.items.rows[0].text.setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert text.toPlainText() in page.editor.items.rows[0].text.toPlainText()


def mouse(page: ChecklistsPage, row: int, kind: QEvent.Type, at: QPoint, *, shift: bool = False) -> None:
    """Send the mouse to the number of a line; ``at`` is a place on the screen."""
    handle, left = page.editor.items.rows[row].handle, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    where = QPointF(handle.mapFromGlobal(at))
    QApplication.sendEvent(handle, QMouseEvent(kind, where, QPointF(at), left, left, held))


def test_a_click_on_the_number_chooses_the_line_and_shift_all_up_to_it(page: ChecklistsPage) -> None:
    items = page.editor.items
    for row, shift in ((1, False), (3, True)):
        at = items.rows[row].handle.mapToGlobal(QPoint(4, 4))
        mouse(page, row, QEvent.Type.MouseButtonPress, at, shift=shift)
        mouse(page, row, QEvent.Type.MouseButtonRelease, at, shift=shift)
    assert items.chosen.ids == tuple(one.id for one in stove(page.workspace).items[1:4])
    assert page.commands()["edit.copy"]() is None
    assert "edit.paste" in page.commands()


def test_a_line_shows_where_a_dragged_item_will_stand(page: ChecklistsPage) -> None:
    items, sign = page.editor.items, page.editor.items._drop
    start = items.rows[0].handle.mapToGlobal(QPoint(4, 4))
    mouse(page, 0, QEvent.Type.MouseButtonPress, start)
    mouse(page, 0, QEvent.Type.MouseMove, start + QPoint(1, 1))
    assert not sign.isVisible(), "a hand that shakes drags nothing"
    target = items.rows[2]
    to = target.mapToGlobal(QPoint(5, target.height() - 2))
    mouse(page, 0, QEvent.Type.MouseMove, to)
    assert sign.isVisible()
    assert abs(sign.geometry().center().y() - target.geometry().bottom()) < 20
    to = items.rows[2].mapToGlobal(QPoint(5, items.rows[2].height() - 2))
    mouse(page, 0, QEvent.Type.MouseButtonRelease, to)
    assert not sign.isVisible()
    assert [one.id for one in stove(page.workspace).items][2] == "cl-eldstad-1"


def test_lines_of_another_checklist_are_found_ticked_and_inserted(page: ChecklistsPage) -> None:
    project = page.workspace.project
    other = next(one for one in project.checklists if any(b.goes_to for i in one.items for b in i.branches))
    dialog = FetchLines(page.look, page, project.checklists, STOVE)
    dialog.words.setText(f"{other.title} {other.items[0].text}")
    assert dialog.checklist == other
    assert not dialog.insert.isEnabled()
    for at in range(2):
        dialog.items.item(at).setCheckState(Qt.CheckState.Checked)
    assert [line.id for line in dialog.lines] == [one.id for one in other.items[:2]]
    assert dialog.insert.isEnabled()
    assert page.editor.items.insert(dialog.lines)
    now = stove(page.workspace).items
    assert [one.text for one in now[-2:]] == [one.text for one in other.items[:2]]
    dialog.words.setText("there is nothing of the kind")
    assert dialog.checklist is None
    assert dialog.lines == ()
    dialog.deleteLater()


def test_what_is_odd_about_the_way_stands_at_its_line(page: ChecklistsPage) -> None:
    items = page.editor.items
    assert not any(row.remarks.said for row in items.rows)
    items.rows[2].change_branch(0, goes_to="cl-eldstad-7")
    items.rows[2].change_branch(1, goes_to="cl-eldstad-7")
    assert [row.remarks.said for row in items.rows if row.remarks.said] == [
        ["Nothing leads to this item: every answer above goes past it."]
    ]
    assert items.rows[3].remarks.isVisible()
    page.workspace.undo()
    page.workspace.undo()
    assert not items.rows[3].remarks.isVisible()


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


def test_a_rule_is_moved_by_keys_because_the_first_that_fits_holds(page: ChecklistsPage) -> None:
    rules = page.editor.rules
    table = stove(page.workspace).decision_table
    assert table is not None
    rules.fields[4, 3].setFocus()
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    moved = stove(page.workspace).decision_table
    assert moved is not None
    assert moved.rows == (*table.rows[:3], table.rows[4], table.rows[3])
    assert rules.fields[3, 3].hasFocus()
    rules.fields[0, 0].setFocus()
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert stove(page.workspace).decision_table == moved, "there is no place above the first"


def test_the_dialog_that_takes_items_has_names_and_keys_for_everything(page: ChecklistsPage) -> None:
    dialog = FetchLines(page.look, page, page.workspace.project.checklists, STOVE)
    dialog.resize(820, 560)
    dialog.show()
    settle()
    dialog.items.setFocus()
    dialog.items.setCurrentRow(1)
    press(Qt.Key.Key_Space)
    assert len(dialog.lines) == 1
    described = [type(one).__name__ for one in nameless(dialog)]
    assert described == []
    assert list(unreachable(dialog)) == []
    assert [str(one) for one in cut_off(dialog)] == []
    dialog.reject()
    dialog.deleteLater()
