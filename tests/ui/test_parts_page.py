"""The Parts page: who owes what, and conflicts decided with keys and clicks, each way, with undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from tests.support.disputed import Disputed, disputed
from tests.support.window import click, let_go, open_workspace, press, rest, settle, show, type_text
from workbench.analysis.place import Place, page_of
from workbench.edits import ChangeItem
from workbench.locale import Texts
from workbench.model.knowledge import Faq
from workbench.model.parts import Conflict, Oddity, PartOut
from workbench.model.project import Project
from workbench.session import Session
from workbench.store.state import Store
from workbench.ui.look import Look
from workbench.ui.pages.parts import PartsPage
from workbench.ui.pages.parts.oddities import oddity_words
from workbench.ui.pages.parts.owing import Owing, state_words
from workbench.ui.pages.parts.reading import marked
from workbench.ui.preferences import Preferences
from workbench.ui.widgets.fields import Choice
from workbench.ui.workspace import Workspace

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def trouble() -> Disputed:
    return disputed()


@pytest.fixture
def office(qapp: object, tmp_path: Path, trouble: Disputed) -> Iterator[Workspace]:
    """The sample with a part that came back and seven conflicts, open."""
    del qapp
    with open_workspace(tmp_path, trouble.project) as opened:
        yield opened


@pytest.fixture
def page(office: Workspace, look: Look) -> Iterator[PartsPage]:
    made = PartsPage(office, look)
    office.project_changed.connect(made.show_project)
    show(made)
    yield made
    office.project_changed.disconnect(made.show_project)


def choose(page: PartsPage, trouble: Disputed, word: str) -> Conflict:
    conflict = trouble.conflicts[word]
    page.show_conflicts()
    assert page.conflicts.choose(conflict.id)
    page.conflicts.list.setFocus()
    settle()
    return conflict


def faq_of(project: Project, conflict: Conflict) -> Faq:
    return next(one for one in project.faqs if one.id == conflict.item)


def promise_of(project: Project, conflict: Conflict) -> str:
    return next(one.promise for one in project.checklists if one.id == conflict.item)


def test_models_keep_qts_rules(page: PartsPage, office: Workspace, trouble: Disputed) -> None:
    testers = [
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        for model in (page.model, page.conflicts.model)
    ]
    choose(page, trouble, "promise")
    page.conflicts.decide("ours", None)
    office.undo()
    page.forget()
    office.undo()
    assert testers


def test_who_owes_what_comes_in_the_order_of_what_is_due(trouble: Disputed) -> None:
    today, sent = dt.date(2026, 11, 22), dt.date(2026, 10, 1)
    ids = [one.id for one in trouble.project.departments]

    def part(n: int, due: dt.date | None, back: dt.date | None = None) -> PartOut:
        return PartOut(id=f"p{n}", department=ids[n], sent_on=sent, due=due, came_back_on=back)

    late, soon, open_end = part(1, dt.date(2026, 11, 20)), part(2, dt.date(2026, 12, 1)), part(3, None)
    done = part(4, dt.date(2026, 11, 1), dt.date(2026, 11, 2))
    others = tuple(one for one in trouble.project.parts_out)
    project = trouble.project.changed(parts_out=(done, open_end, *others, soon, late))
    rows = Owing().rows(project, today, None)
    order = [one.part.id for one in rows if one.part is not None]
    assert order == ["p1", "p2", "p3", trouble.part, "p4"]
    assert [one.part for one in rows[5:]] == [None] * (len(ids) - 5)
    texts = Texts("en")
    assert state_words(rows[0], texts) == "with the department, 2 days late"
    assert state_words(rows[1], texts) == "with the department"
    assert state_words(rows[3], texts) == "back 20 November 2026, 7 conflicts left"
    assert state_words(rows[4], texts) == "back 2 November 2026"
    assert state_words(rows[5], texts) == "no part yet"
    assert {one.department for one in Owing().rows(project, today, ids[1])} == {ids[1]}
    owing = Owing()
    first = owing.rows(project, today, None)
    assert all(a is b for a, b in zip(first, owing.rows(project, today, None), strict=True))


def test_a_part_nobody_expects_any_longer_leaves_the_list_and_undo_brings_it_back(
    page: PartsPage, office: Workspace, trouble: Disputed
) -> None:
    assert page.table.go_to(trouble.part)
    settle()
    click(page.forget_button)
    assert office.project.parts_out == ()
    office.undo()
    assert [one.id for one in office.project.parts_out] == [trouble.part]
    assert page.model.row_at(trouble.part) is not None


def test_from_the_part_to_its_conflicts(page: PartsPage, trouble: Disputed) -> None:
    assert page.table.go_to(trouble.part)
    settle()
    click(page.see)
    assert page.conflicts.list.hasFocus()
    chosen = page.conflicts.list.chosen
    assert chosen is not None
    assert chosen.part == trouble.part


def test_keys_walk_and_decide_each_way(page: PartsPage, office: Workspace, trouble: Disputed) -> None:
    page.show_conflicts()
    seen = []
    for key in (Qt.Key.Key_J, Qt.Key.Key_Down, Qt.Key.Key_K, Qt.Key.Key_Up):
        chosen = page.conflicts.list.chosen
        assert chosen is not None
        seen.append(chosen.id)
        press(key, text="j" if key == Qt.Key.Key_J else "")
    assert len(set(seen)) == 3
    assert seen[1] == seen[3]

    promise = choose(page, trouble, "promise")
    press(Qt.Key.Key_1, text="1")
    assert promise_of(office.project, promise) == "Inom åtta dagar"
    assert promise.id not in {one.id for one in office.project.conflicts}
    assert page.conflicts.list.chosen is not None, "the next one is chosen"
    office.undo()
    assert promise.id in {one.id for one in office.project.conflicts}

    choose(page, trouble, "promise")
    press(Qt.Key.Key_2, text="2")
    assert promise_of(office.project, promise) == "Inom tre dagar"
    office.undo()
    assert promise_of(office.project, promise) == "Inom åtta dagar"

    choose(page, trouble, "promise")
    press(Qt.Key.Key_3, text="3")
    assert promise_of(office.project, promise) == "Inom åtta dagar / Inom tre dagar"


def test_both_is_offered_only_where_it_makes_sense(
    page: PartsPage, office: Workspace, trouble: Disputed
) -> None:
    level = choose(page, trouble, "level")
    assert page.conflicts.pane.keep_both.isHidden()
    before = office.project
    press(Qt.Key.Key_3, text="3")
    assert office.project is before
    assert "parts.keep_both" not in page.commands()
    choose(page, trouble, "promise")
    assert not page.conflicts.pane.keep_both.isHidden()
    assert {"parts.keep_ours", "parts.take_theirs", "parts.keep_both", "parts.edit"} <= set(page.commands())
    assert level.theirs == 3


def test_one_writes_another_value_letter_by_letter(
    page: PartsPage, office: Workspace, trouble: Disputed
) -> None:
    answer = choose(page, trouble, "answer")
    press(Qt.Key.Key_E, text="e")
    field = page.conflicts.pane.form.widgets["sv"]
    assert isinstance(field, QPlainTextEdit)
    assert field.hasFocus()
    field.selectAll()
    type_text("Tio veckor")
    press(Qt.Key.Key_Return, CONTROL)
    assert faq_of(office.project, answer).answer.sv == "Tio veckor"
    assert answer.id not in {one.id for one in office.project.conflicts}
    assert page.conflicts.pane.form.isHidden()


def test_esc_goes_back_to_the_list_where_the_key_was_pressed(page: PartsPage, trouble: Disputed) -> None:
    conflict = choose(page, trouble, "answer")
    press(Qt.Key.Key_E, text="e")
    press(Qt.Key.Key_Escape)
    assert page.conflicts.pane.form.isHidden()
    assert page.conflicts.list.hasFocus()
    press(Qt.Key.Key_J, text="j")
    assert page.conflicts.list.chosen is not conflict


def test_what_was_being_written_is_there_again(page: PartsPage, office: Workspace, trouble: Disputed) -> None:
    choose(page, trouble, "answer")
    click(page.conflicts.pane.edit_button)
    field = page.conflicts.pane.form.widgets["sv"]
    assert isinstance(field, QPlainTextEdit)
    field.selectAll()
    type_text("Halva sva")
    choose(page, trouble, "promise")
    assert page.conflicts.pane.form.isHidden()
    choose(page, trouble, "answer")
    click(page.conflicts.pane.edit_button)
    again = page.conflicts.pane.form.widgets["sv"]
    assert isinstance(again, QPlainTextEdit)
    assert again.toPlainText() == "Halva sva"
    press(Qt.Key.Key_Escape, at=again)
    click(page.conflicts.pane.edit_button)
    fresh = page.conflicts.pane.form.widgets["sv"]
    assert isinstance(fresh, QPlainTextEdit)
    assert "Halva" not in fresh.toPlainText()


def test_what_was_being_written_when_the_program_was_killed_is_taken_up(
    page: PartsPage, office: Workspace, trouble: Disputed, look: Look, tmp_path: Path
) -> None:
    choose(page, trouble, "answer")
    press(Qt.Key.Key_E, text="e")
    field = page.conflicts.pane.form.widgets["sv"]
    assert isinstance(field, QPlainTextEdit)
    field.selectAll()
    type_text("Elva veck")
    office.keep_drafts()
    let_go(office.session)
    again = Session.open(office.path, Store(folder=tmp_path / "state"))
    reopened = Workspace(again, Preferences(tmp_path / "state"))
    taken = PartsPage(reopened, look)
    show(taken)
    chosen = taken.conflicts.list.chosen
    assert chosen is not None
    assert chosen.id == trouble.conflicts["answer"].id
    kept = taken.conflicts.pane.form.widgets["sv"]
    assert isinstance(kept, QPlainTextEdit)
    assert kept.toPlainText() == "Elva veck"
    assert taken.conflicts.pane.form.isVisible()
    taken.hide()
    let_go(again)


def test_a_day_a_number_and_a_choice_have_fields_of_their_kind(
    page: PartsPage, office: Workspace, trouble: Disputed
) -> None:
    valid_to = choose(page, trouble, "valid_to")
    click(page.conflicts.pane.edit_button)
    day = page.conflicts.pane.form.widgets[""]
    assert isinstance(day, QLineEdit)
    day.selectAll()
    type_text("someday")
    before = office.project
    press(Qt.Key.Key_Return, CONTROL)
    assert office.project is before, "what is not a day changes nothing"
    day.selectAll()
    type_text("2029-01-31")
    click(page.conflicts.pane.form.use_button)
    assert faq_of(office.project, valid_to).valid_to == dt.date(2029, 1, 31)

    decision = choose(page, trouble, "decision")
    click(page.conflicts.pane.edit_button)
    choice = page.conflicts.pane.form.widgets[""]
    assert isinstance(choice, Choice)
    choice.setCurrentText("Parking lot")
    click(page.conflicts.pane.form.use_button)
    case_type = office.case_type_of(decision.within[0])
    assert case_type is not None
    assert str(case_type.steps[0].decision) == "parking_lot"

    level = choose(page, trouble, "level")
    click(page.conflicts.pane.edit_button)
    number = page.conflicts.pane.form.widgets[""]
    assert isinstance(number, QLineEdit)
    number.selectAll()
    type_text("99")
    refused: list[object] = []
    office.refused.connect(refused.append)
    click(page.conflicts.pane.form.use_button)
    assert refused, "the project says that there is no level 99"
    assert level.id in {one.id for one in office.project.conflicts}
    assert not page.conflicts.pane.form.isHidden(), "what was written stays"


def test_a_removed_item_is_told_in_words_and_can_be_taken(
    page: PartsPage, office: Workspace, trouble: Disputed
) -> None:
    removed = choose(page, trouble, "removed")
    pane = page.conflicts.pane
    assert "Ny avgift" in pane.ours.text
    assert not set("{}") & set(pane.base.text + pane.ours.text)
    assert pane.theirs.text == "It was removed."
    assert pane.edit_button.isHidden()
    click(pane.take_theirs)
    assert removed.item not in {one.id for one in office.project.checklists}
    office.undo()
    assert removed.item in {one.id for one in office.project.checklists}


def test_what_is_odd_is_explained(page: PartsPage, trouble: Disputed, look: Look) -> None:
    odd = choose(page, trouble, "contacts_per_case")
    assert "=B4*2" in page.conflicts.pane.odd.text()
    said = {oddity_words(odd.changed(oddity=one), look.texts) for one in Oddity}
    assert len(said) == len(Oddity)
    assert oddity_words(odd.changed(oddity=None), look.texts) == ""


def test_all_of_a_part_at_once_with_one_undo(page: PartsPage, office: Workspace, trouble: Disputed) -> None:
    choose(page, trouble, "promise")
    click(page.conflicts.all_theirs)
    for _ in range(400):
        if not office.project.conflicts:
            break
        rest(5)
    settle()
    assert office.project.conflicts == ()
    assert promise_of(office.project, trouble.conflicts["promise"]) == "Inom tre dagar"
    assert page.conflicts.stack.currentIndex() == 1, "after the last one all is calm"
    office.undo()
    assert len(office.project.conflicts) == len(trouble.project.conflicts)
    assert promise_of(office.project, trouble.conflicts["promise"]) == "Inom åtta dagar"


def test_here_now_follows_what_is_changed_here(page: PartsPage, office: Workspace, trouble: Disputed) -> None:
    promise = choose(page, trouble, "promise")
    office.do(ChangeItem(collection="checklists", id=promise.item, changes={"promise": "Inom nio dagar"}))
    assert page.conflicts.pane.ours.text == "Inom nio dagar"


def test_marked_words_are_those_that_differ() -> None:
    base, ours, theirs = marked("Svar inom tio dagar", "Svar inom två dagar", "Snabbt svar inom tio dagar")
    assert [run.text.strip() for run in base if run.mark == "gone"] in (["tio"], ["Svar", "tio"])
    assert [run.text.strip() for run in ours if run.mark == "new"] == ["två"]
    assert "Snabbt" in "".join(run.text for run in theirs if run.mark == "new")
    for runs, text in ((base, "Svar inom tio dagar"), (ours, "Svar inom två dagar")):
        assert "".join(run.text for run in runs) == text
    nothing_alike = marked("alfa", "beta", "gamma")
    assert {run.mark for side in nothing_alike for run in side} == {"same"}
    only_sides = marked("", "Vi ringer i dag", "Vi mejlar i dag")
    assert [run.text.strip() for run in only_sides[1] if run.mark == "new"] == ["ringer"]
    assert [run.text.strip() for run in only_sides[2] if run.mark == "new"] == ["mejlar"]


def test_places_of_parts_and_conflicts_are_here(page: PartsPage, trouble: Disputed) -> None:
    conflict = trouble.conflicts["level"]
    place = Place("conflicts", (conflict.id,))
    assert page_of(place) == page.key
    assert page.go_to(place)
    assert page.conflicts.list.chosen is not None
    assert page.conflicts.list.chosen.id == conflict.id
    assert page.go_to(Place("parts_out", (trouble.part,)))
    assert not page.go_to(Place("conflicts", ("gone",)))
    assert not page.go_to(Place("faqs"))


def test_an_empty_project_says_what_to_do(workspace: Workspace, look: Look) -> None:
    page = PartsPage(workspace, look)
    show(page)
    wanted: list[str] = []
    page.action_wanted.connect(wanted.append)
    assert page.empty.isVisible()
    click(page.send)
    click(page.merge)
    assert wanted == ["part.send", "part.merge"]
    page.show_view("conflicts")
    assert page.conflicts.stack.currentIndex() == 1
    assert page.chosen_department is None
