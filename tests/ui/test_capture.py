"""The capture table as it is used: real keys in, rows, hints and edits out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.support.window import click, open_workspace, press, settle, type_text
from tests.support.workshop import workshop_page
from workbench.analysis.place import Place
from workbench.model.case_types import CaseType
from workbench.model.process import Step, StepDecision
from workbench.session import Session
from workbench.store.state import Store
from workbench.ui.look import Look
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.pages.workshop.rows import END
from workbench.ui.preferences import Preferences
from workbench.ui.workspace import Workspace

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PARKING = "Boendeparkering"


def made(workspace: Workspace, look: Look, width: int = 1384) -> CapturePane:
    """Return the pane, shown, with the keyboard in its table."""
    pane = CapturePane(workspace, look)
    workspace.project_changed.connect(pane.show_project)
    workspace.scope_changed.connect(pane.show_scope)
    pane.resize(width, 760)
    pane.show()
    pane.show_project(None)
    pane.first_focus().setFocus()
    settle()
    return pane


@pytest.fixture
def pane(workspace: Workspace, look: Look) -> Iterator[CapturePane]:
    shown = made(workspace, look)
    tester = QAbstractItemModelTester(shown.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield shown
    shown.hide()
    tester.deleteLater()
    shown.deleteLater()


def ready(pane: CapturePane) -> None:
    """Wait for what is prepared beside the window: the calendar, and what steps were classed."""
    for _ in range(4000):
        if pane.sheet.reckoning.is_ready and pane.offers.is_ready:
            break
        QTest.qWait(5)
    settle()


def case_type(pane: CapturePane, name: str) -> CaseType:
    return next(one for one in pane.workspace.project.case_types if one.name == name)


def step(pane: CapturePane, owner: str, title: str) -> Step:
    return next(one for one in case_type(pane, owner).steps if one.title == title)


def titles(pane: CapturePane) -> list[str]:
    return [row.title for row in pane.model.rows]


def here(pane: CapturePane) -> tuple[str, str]:
    found = pane.view.current()
    assert found is not None
    return found[0].title, found[1]


def stand(pane: CapturePane, owner: str, title: str = "", column: str = "name") -> None:
    """Stand on a cell of a case type, or of one of its steps."""
    found = case_type(pane, owner)
    key = found.id if not title else step(pane, owner, title).id
    assert pane.sheet.go_to(key, column)
    settle()


def said(pane: CapturePane) -> str:
    settle()
    return pane.assist.hint.spoken


def undo(pane: CapturePane) -> None:
    pane.workspace.undo()
    settle()


def editor(pane: CapturePane) -> QLineEdit:
    assert pane.view.editor is not None, "nothing is being typed"
    return pane.view.editor


def begin_at_the_end(pane: CapturePane) -> None:
    assert pane.sheet.go_to(END, "name")
    settle()


# rows


def test_finished_case_types_are_folded_and_one_empty_row_waits(pane: CapturePane) -> None:
    ready(pane)
    assert titles(pane)[1:3] == [PARKING, "Parkeringstillstånd för rörelsehindrad"]
    assert pane.model.rows[-1].key == END
    folded = pane.model.cell_at(1, pane.model.column_at("level"))
    assert folded.levels == (1, 2, 3, 4, 6)
    stand(pane, PARKING)
    press(KEY.Key_Space, CTRL)
    assert titles(pane)[2] == "Svara om områden, avgift och regler"
    opened = pane.model.cell_at(1, pane.model.column_at("level"))
    assert opened.levels == ()
    press(KEY.Key_Left)
    assert titles(pane)[2] == "Parkeringstillstånd för rörelsehindrad"


def test_the_boundary_runs_between_what_can_move_and_what_stays(pane: CapturePane) -> None:
    stand(pane, PARKING)
    press(KEY.Key_Space, CTRL)
    lines = [row.title for row in pane.model.rows if row.crosses]
    assert lines == [case_type(pane, PARKING).steps[3].title]


def test_enter_makes_rows_of_the_same_kind_and_tab_makes_steps(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Felparkering")
    press(KEY.Key_Return)
    press(KEY.Key_Tab)
    type_text("Svara om grunden")
    press(KEY.Key_Return)
    type_text("Ta emot bestridande")
    press(KEY.Key_Return)
    assert [one.title for one in case_type(pane, "Felparkering").steps] == [
        "Svara om grunden",
        "Ta emot bestridande",
    ]
    assert pane.view.place[0].startswith("new/step/"), "the next step waits"
    press(KEY.Key_Return)
    assert pane.view.place[0] == END, "an empty step ends the case type: the next one begins"
    type_text("Torgdag")
    press(KEY.Key_Return)
    workshop = pane.workshop
    assert workshop is not None
    assert workshop.case_types[-2:] == (case_type(pane, "Felparkering").id, case_type(pane, "Torgdag").id)


def test_tab_and_shift_tab_carry_the_text_along(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Kontrollera")
    press(KEY.Key_Tab)
    assert editor(pane).text() == "Kontrollera"
    assert pane.writing.row is not None
    assert pane.writing.row.kind == "step"
    press(KEY.Key_Backtab)
    assert pane.view.place[0] == END
    assert editor(pane).text() == "Kontrollera"


def test_a_row_inside_a_case_type(pane: CapturePane) -> None:
    first = case_type(pane, PARKING).steps[0]
    stand(pane, PARKING, first.title)
    press(KEY.Key_Return)
    type_text("Fråga efter adressen :2")
    press(KEY.Key_Return)
    now = case_type(pane, PARKING)
    assert [one.title for one in now.steps][:2] == [first.title, "Fråga efter adressen"]
    assert now.steps[1].unit == first.unit, "who does it is taken from the row above"
    press(KEY.Key_Escape)
    assert here(pane) == ("Fråga efter adressen", "name")
    undo(pane)
    assert len(case_type(pane, PARKING).steps) == 5


def test_tab_on_a_row_that_is_there(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Förlängning av kort")
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    stand(pane, "Förlängning av kort")
    press(KEY.Key_Tab)
    assert case_type(pane, "Torgplats").steps[-1].title == "Förlängning av kort"
    press(KEY.Key_Backtab)
    assert case_type(pane, "Förlängning av kort").steps[0].title != "Förlängning av kort"


def test_a_case_type_that_would_lose_something_stays_and_says_why(pane: CapturePane) -> None:
    stand(pane, PARKING)
    press(KEY.Key_Tab)
    assert "steps of its own" in said(pane)
    assert len(case_type(pane, PARKING).steps) == 5


# typing


def test_typing_replaces_f2_edits_and_esc_restores(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[1].title
    stand(pane, PARKING, title)
    type_text("X")
    assert editor(pane).text() == "X"
    press(KEY.Key_Escape)
    assert step(pane, PARKING, title).title == title
    press(KEY.Key_F2)
    assert editor(pane).text() == title
    press(KEY.Key_End)
    type_text(" nu")
    press(KEY.Key_Down)
    assert case_type(pane, PARKING).steps[1].title == f"{title} nu"
    assert here(pane)[0] == case_type(pane, PARKING).steps[2].title


def test_arrows_at_the_ends_of_the_text_go_to_the_next_cell(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[1].title
    stand(pane, PARKING, title, "minutes")
    type_text("7")
    press(KEY.Key_Right)
    assert here(pane) == (title, "share")
    press(KEY.Key_F2)
    press(KEY.Key_Home)
    press(KEY.Key_Left)
    assert here(pane) == (title, "minutes"), "the volume belongs to the case type and is passed over"
    minutes = step(pane, PARKING, title).minutes_today
    assert minutes is not None
    assert (minutes.likely, minutes.said) == (7, "7")


def test_marks_are_understood_while_they_are_typed(pane: CapturePane) -> None:
    ready(pane)
    begin_at_the_end(pane)
    type_text("Felparkering @gat #40/day")
    row = len(pane.model.rows) - 1
    assert pane.model.cell_at(row, pane.model.column_at("performer")).text == "Gatuenheten"
    assert "per year" in said(pane)
    assert "253 days" in said(pane) or "days" in said(pane)
    type_text(" :9")
    assert "a level is :1 to :8" in said(pane)
    assert [one.is_odd for one in pane.view.editor.underlines] == [False, False, True]  # type: ignore[union-attr]
    press(KEY.Key_Escape)
    assert titles(pane)[-1] == ""
    assert pane.model.cell_at(row, pane.model.column_at("performer")).text == ""


def test_what_stands_in_grey_is_taken_with_tab(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Felparkering @park")
    assert pane.view.editor is not None
    assert pane.view.editor.rest == "enheten"
    press(KEY.Key_Tab)
    assert editor(pane).text() == "Felparkering @parkenheten"
    assert pane.view.place[0] == END


def test_a_digit_sets_the_level_and_goes_on(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[4].title
    stand(pane, PARKING, title, "level")
    type_text("5")
    assert step(pane, PARKING, title).level == 5
    assert here(pane) == (title, "performer")
    press(KEY.Key_Left)
    type_text("0")
    assert step(pane, PARKING, title).level is None


def test_alt_digit_while_a_name_is_written(pane: CapturePane) -> None:
    stand(pane, PARKING, case_type(pane, PARKING).steps[0].title)
    press(KEY.Key_Return)
    type_text("Fråga")
    press(KEY.Key_3, ALT, "3")
    assert editor(pane).text() == "Fråga"
    press(KEY.Key_Return)
    assert step(pane, PARKING, "Fråga").level == 3


def test_the_performer_is_completed(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[0].title
    stand(pane, PARKING, title, "performer")
    type_text("tek")
    assert pane.view.editor is not None
    assert pane.view.editor.rest == "nisk kundtjänst"
    press(KEY.Key_Return)
    assert step(pane, PARKING, title).unit == "u-teknisk-kundtjanst"


def test_a_volume_as_people_say_it(pane: CapturePane) -> None:
    ready(pane)
    begin_at_the_end(pane)
    type_text("Felparkering")
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    stand(pane, "Felparkering", column="volume")
    type_text("40/dag")
    assert "phone: 40 a day = 10,1" in said(pane)
    press(KEY.Key_Return)
    volume = case_type(pane, "Felparkering").volumes[0]
    assert (volume.likely, volume.per.value, volume.said) == (40, "day", "40/dag")


def test_what_is_not_understood_stays_and_says_why(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[0].title
    before = step(pane, PARKING, title).minutes_today
    stand(pane, PARKING, title, "minutes")
    type_text("en stund")
    press(KEY.Key_Tab)
    cell = pane.model.cell_at(pane.model.row_at(step(pane, PARKING, title).id) or 0, 5)
    assert (cell.text, cell.is_odd) == ("en stund", True)
    assert step(pane, PARKING, title).minutes_today == before
    stand(pane, PARKING, title, "minutes")
    assert "is no time" in said(pane)
    press(KEY.Key_F2)
    assert editor(pane).text() == "en stund"
    press(KEY.Key_Backspace)
    type_text("12")
    press(KEY.Key_Return)
    cell = pane.model.cell_at(pane.model.row_at(step(pane, PARKING, title).id) or 0, 5)
    assert (cell.text, cell.is_odd) == ("12", False)


def test_a_unit_that_nobody_has_named_is_added_with_one_key(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[0].title
    stand(pane, PARKING, title, "performer")
    type_text("Lantmäteriet")
    assert "add it as a unit" in said(pane)
    press(KEY.Key_Return, CTRL)
    unit = next(one for one in pane.workspace.project.units if one.name == "Lantmäteriet")
    assert step(pane, PARKING, title).unit == unit.id
    assert unit.department == "d-teknik"


# several rows


def choose_steps(pane: CapturePane, owner: str, n: int) -> list[Step]:
    steps = list(case_type(pane, owner).steps[:n])
    stand(pane, owner, steps[0].title, "level")
    for _ in range(n - 1):
        press(KEY.Key_Down, SHIFT)
    return steps


def test_several_rows_take_one_edit(pane: CapturePane) -> None:
    choose_steps(pane, PARKING, 3)
    assert "3 rows are chosen" in said(pane)
    type_text("2")
    assert [one.level for one in case_type(pane, PARKING).steps][:3] == [2, 2, 2]
    assert "3 rows were changed" in said(pane)
    assert len(pane.sheet.chosen) == 3, "the choice stays for the next edit"
    undo(pane)
    assert [one.level for one in case_type(pane, PARKING).steps][:3] == [1, 2, 3]


def test_minutes_go_to_all_chosen_rows(pane: CapturePane) -> None:
    choose_steps(pane, PARKING, 3)
    index = pane.view.currentIndex()
    flags = pane.view.selectionModel().SelectionFlag.NoUpdate
    pane.view.selectionModel().setCurrentIndex(pane.model.index(index.row(), 5), flags)
    type_text("9")
    press(KEY.Key_Return)
    said_of = [one.minutes_today.said for one in case_type(pane, PARKING).steps if one.minutes_today]
    assert said_of[:4] == ["9", "9", "9", said_of[3]]
    assert said_of[3] != "9"
    undo(pane)
    assert "9" not in [one.minutes_today.said for one in case_type(pane, PARKING).steps if one.minutes_today]


def test_alt_digit_on_several_rows(pane: CapturePane) -> None:
    choose_steps(pane, PARKING, 2)
    press(KEY.Key_6, ALT, "6")
    assert [one.level for one in case_type(pane, PARKING).steps][:3] == [6, 6, 3]


# moving and removing


def test_next_unfilled_walks_through_what_is_missing(pane: CapturePane) -> None:
    press(KEY.Key_F8)
    assert "Everything is filled in" in said(pane)
    stand(pane, PARKING, case_type(pane, PARKING).steps[1].title, "level")
    press(KEY.Key_0, text="0")
    begin_at_the_end(pane)
    type_text("Felparkering")
    press(KEY.Key_Return)
    press(KEY.Key_F8)
    assert here(pane) == (case_type(pane, PARKING).steps[1].title, "level")
    press(KEY.Key_F8)
    assert here(pane) == ("Felparkering", "level")
    press(KEY.Key_F8)
    assert here(pane) == ("Felparkering", "volume")
    press(KEY.Key_F8, SHIFT)
    press(KEY.Key_F8, SHIFT)
    assert here(pane)[0] == case_type(pane, PARKING).steps[1].title


def test_rows_move_with_alt_and_arrows(pane: CapturePane) -> None:
    names = [one.title for one in case_type(pane, PARKING).steps]
    stand(pane, PARKING, names[0])
    press(KEY.Key_Down, ALT)
    assert [one.title for one in case_type(pane, PARKING).steps][:2] == [names[1], names[0]]
    assert here(pane)[0] == names[0]
    stand(pane, PARKING)
    press(KEY.Key_Up, ALT)
    assert pane.workshop is not None
    assert pane.workshop.case_types[0] == case_type(pane, PARKING).id


def test_delete_removes_rows_in_one_undo(pane: CapturePane) -> None:
    steps = choose_steps(pane, PARKING, 3)
    press(KEY.Key_Delete)
    left = [one.id for one in case_type(pane, PARKING).steps]
    assert not {one.id for one in steps} & set(left)
    assert "3 rows were removed" in said(pane)
    undo(pane)
    assert len(case_type(pane, PARKING).steps) == 5


def test_delete_takes_a_case_type_off_and_brings_it_back(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Skrivfel")
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    stand(pane, "Skrivfel")
    press(KEY.Key_Delete)
    assert "Skrivfel" not in [one.name for one in pane.workspace.project.case_types]
    undo(pane)
    assert case_type(pane, "Skrivfel").id in (pane.workshop.case_types if pane.workshop else ())


def test_a_pasted_list_becomes_rows(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    QGuiApplication.clipboard().setText("Felparkering\n  Svara :1\n  Pröva :6 25m\nTorgdag")
    press(KEY.Key_V, CTRL)
    found = case_type(pane, "Felparkering")
    assert [(one.title, one.level) for one in found.steps] == [("Svara", 1), ("Pröva", 6)]
    assert case_type(pane, "Torgdag")
    assert "4 rows were pasted" in said(pane)
    undo(pane)
    assert "Torgdag" not in titles(pane)


def test_several_rows_pasted_into_an_open_field_are_rows_too(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    press(KEY.Key_Return)
    QGuiApplication.clipboard().setText("Felparkering\t3\nTorgdag\t2")
    press(KEY.Key_V, CTRL)
    assert case_type(pane, "Felparkering").steps[0].level == 3
    QGuiApplication.clipboard().setText("en rad")
    begin_at_the_end(pane)
    press(KEY.Key_Return)
    press(KEY.Key_V, CTRL)
    assert editor(pane).text() == "en rad"


# offers


def test_a_level_is_offered_with_its_reason_and_never_taken_by_itself(pane: CapturePane) -> None:
    ready(pane)
    stand(pane, PARKING, case_type(pane, PARKING).steps[2].title)
    press(KEY.Key_Return)
    type_text("Utfärda ersättningskort med samma giltighet")
    assert "Suggestion: 4" in said(pane)
    assert "same name" in said(pane)
    press(KEY.Key_Return)
    written = step(pane, PARKING, "Utfärda ersättningskort med samma giltighet")
    assert written.level is None, "an offer is no level"
    press(KEY.Key_Escape)
    press(KEY.Key_Return, CTRL)
    assert step(pane, PARKING, written.title).level == 4


def test_an_offer_is_taken_while_the_name_is_written(pane: CapturePane) -> None:
    ready(pane)
    stand(pane, PARKING, case_type(pane, PARKING).steps[2].title)
    press(KEY.Key_Return)
    type_text("Utfärda ersättningskort med samma giltighet")
    press(KEY.Key_Return, CTRL)
    assert pane.view.editor is not None
    row = pane.model.row_at(pane.view.place[0]) or 0
    cell = pane.model.cell_at(row, pane.model.column_at("level"))
    assert (cell.levels, cell.is_suggested) == ((4,), False)
    press(KEY.Key_Return)
    assert step(pane, PARKING, "Utfärda ersättningskort med samma giltighet").level == 4


def test_a_name_that_is_nearly_there_is_said(pane: CapturePane) -> None:
    ready(pane)
    begin_at_the_end(pane)
    type_text("boendeparkeringar")
    assert "“Boendeparkering” is on the list already" in said(pane)


# noted beside


def test_a_disagreement_by_keyboard(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[3].title
    stand(pane, PARKING, title)
    press(KEY.Key_D, CTRL)
    type_text("Trafikenheten")
    press(KEY.Key_Tab)
    type_text("9")
    press(KEY.Key_Return)
    assert not step(pane, PARKING, title).disagreements, "9 is no level"
    press(KEY.Key_Backspace)
    type_text("6")
    press(KEY.Key_Tab)
    type_text("avslag kräver prövning")
    press(KEY.Key_Return)
    noted = step(pane, PARKING, title).disagreements[-1]
    assert (noted.who, noted.level, noted.note) == ("Trafikenheten", 6, "avslag kräver prövning")
    assert pane.view.hasFocus()
    assert here(pane)[0] == title
    state = pane.model.cell_at(pane.view.currentIndex().row(), pane.model.column_at("state"))
    assert state.icon == "account-question-outline"


def test_esc_leaves_the_strip_without_a_trace(pane: CapturePane, workspace: Workspace) -> None:
    stand(pane, PARKING, case_type(pane, PARKING).steps[3].title)
    before = workspace.project
    press(KEY.Key_D, CTRL)
    type_text("Någon")
    press(KEY.Key_Escape)
    assert workspace.project is before
    assert pane.view.hasFocus()


def test_parking_decisions_and_questions(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[3].title
    stand(pane, PARKING, title)
    press(KEY.Key_E, CTRL)
    type_text("vem har delegation?")
    press(KEY.Key_Return)
    parked = step(pane, PARKING, title)
    assert (parked.decision, parked.reason) == (StepDecision.PARKING_LOT, "vem har delegation?")
    begin_at_the_end(pane)
    press(KEY.Key_E, CTRL)
    type_text("Jourtelefon")
    press(KEY.Key_Return)
    press(KEY.Key_B, CTRL)
    type_text("Nivå 4 flyttar")
    press(KEY.Key_Return)
    press(KEY.Key_J, CTRL)
    type_text("Hur många kort?")
    press(KEY.Key_Tab)
    type_text("Eva")
    press(KEY.Key_Tab)
    type_text("2027-03-31")
    press(KEY.Key_Return)
    workshop = pane.workshop
    assert workshop is not None
    assert workshop.parking_lot[-1] == "Jourtelefon"
    assert workshop.decisions[-1] == "Nivå 4 flyttar"
    question = workshop.questions[-1]
    assert (question.text, question.owner, str(question.due)) == ("Hur många kort?", "Eva", "2027-03-31")


def test_what_was_decided_about_a_step(pane: CapturePane) -> None:
    title = case_type(pane, PARKING).steps[4].title
    stand(pane, PARKING, title)
    press(KEY.Key_B, CTRL | SHIFT)
    type_text("is s")
    press(KEY.Key_Tab)
    type_text("halva kan göras direkt")
    press(KEY.Key_Return)
    decided = step(pane, PARKING, title)
    assert (decided.decision, decided.reason) == (StepDecision.SPLIT, "halva kan göras direkt")
    press(KEY.Key_B, CTRL | SHIFT)
    type_text("2")
    press(KEY.Key_Return)
    assert step(pane, PARKING, title).decision is StepDecision.STAY


# nothing is lost


@pytest.mark.fast
def test_what_was_being_typed_is_there_again(tmp_path: Path, look: Look) -> None:
    with open_workspace(tmp_path) as first:
        pane = made(first, look)
        begin_at_the_end(pane)
        type_text("Felparkering")
        press(KEY.Key_Return)
        press(KEY.Key_Tab)
        type_text("Ta emot bestri")
        first.keep_drafts()
        kept = dict(first.session._drafts.texts)
        pane.writing.close()  # a kill does not save it
        pane.hide()
        pane.deleteLater()
        file, workshop = first.path, first.workshop
        settle()
    assert list(kept.values()) == ["Ta emot bestri"]
    again = Session.open(file, Store(folder=tmp_path / "state"))
    again._old_drafts.update(kept)
    second = Workspace(again, Preferences(tmp_path / "state"))
    second.workshop = next(one.id for one in second.project.workshops if one.id != workshop)
    try:
        page = workshop_page(second, look, "capture", has_table=True)
        pane = page.pane
        assert second.workshop == workshop
        assert editor(pane).text() == "Ta emot bestri"
        assert pane.view.editor is QApplication.focusWidget()
        type_text("dande")
        press(KEY.Key_Return)
        assert case_type(pane, "Felparkering").steps[0].title == "Ta emot bestridande"
        assert not second.drafts, "what is saved is no draft any longer"
        page.hide()
        page.deleteLater()
    finally:
        second.close()


def test_what_stood_in_the_strip_is_there_again(pane: CapturePane, workspace: Workspace, look: Look) -> None:
    title = case_type(pane, PARKING).steps[3].title
    stand(pane, PARKING, title)
    press(KEY.Key_D, CTRL)
    type_text("Trafikenheten")
    press(KEY.Key_Tab)
    type_text("6")
    workspace.keep_drafts()
    kept = dict(workspace.session._drafts.texts)
    assert sorted(kept.values()) == ["6", "Trafikenheten"]
    workspace.session._old_drafts = kept
    again = made(workspace, look)
    assert again.asking.strip.texts_typed() == {"who": "Trafikenheten", "level": "6", "note": ""}
    again.asking.strip.fields["who"].setFocus()
    press(KEY.Key_Return)
    assert step(pane, PARKING, title).disagreements[-1].who == "Trafikenheten"
    assert not workspace.drafts
    again.hide()
    again.deleteLater()


def test_what_is_typed_is_saved_when_the_table_goes_away(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Felparkering #40/d")
    pane.hide()
    assert case_type(pane, "Felparkering").volumes


def test_a_saved_row_leaves_no_draft(pane: CapturePane, workspace: Workspace) -> None:
    begin_at_the_end(pane)
    type_text("Felparkering")
    workspace.keep_drafts()
    assert "Felparkering" in workspace.session._drafts.texts.values()
    press(KEY.Key_Return)
    workspace.keep_drafts()
    assert not workspace.session._drafts.texts


def test_the_editor_stays_while_the_project_changes_underneath(
    pane: CapturePane, workspace: Workspace
) -> None:
    title = case_type(pane, PARKING).steps[1].title
    stand(pane, PARKING, title, "level")
    type_text("7")
    stand(pane, PARKING, title)
    press(KEY.Key_F2)
    press(KEY.Key_End)
    type_text(" nu")
    undo(pane)
    assert editor(pane).text() == f"{title} nu"
    assert step(pane, PARKING, title).level == 2
    press(KEY.Key_Return)
    assert step(pane, PARKING, f"{title} nu").level == 2
    workspace.undo()


def test_text_of_a_row_that_is_gone_goes_to_the_last_row(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Felparkering")
    press(KEY.Key_Return)
    press(KEY.Key_Tab)
    type_text("Ta emot")
    undo(pane)
    assert "Felparkering" not in titles(pane)
    assert pane.view.place[0] == END
    assert editor(pane).text() == "Ta emot"
    assert "is gone" in said(pane)


def test_clicking_elsewhere_saves_what_was_typed(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Felparkering")
    area = pane.view.visualRect(pane.model.index(1, 1))
    click(pane.view.viewport(), area.center() + QPoint(20, 0))
    assert case_type(pane, "Felparkering")
    assert here(pane)[0] == PARKING


def test_esc_leaves_the_table_and_tab_walks_on(pane: CapturePane) -> None:
    stand(pane, PARKING)
    press(KEY.Key_Escape)
    assert not pane.view.hasFocus()


# beside the table, and from elsewhere


def test_the_figures_beside_follow_an_edit(pane: CapturePane) -> None:
    ready(pane)
    before = pane.side.figures()
    stand(pane, PARKING, case_type(pane, PARKING).steps[0].title, "level")
    type_text("6")
    pane._show_side()
    after = pane.side.figures()
    assert before != after
    assert pane.side.chart.chart.values[5] > 0  # type: ignore[attr-defined]


def test_findings_parking_and_disagreements_lead_to_their_rows(pane: CapturePane) -> None:
    ready(pane)
    title = case_type(pane, PARKING).steps[3].title
    stand(pane, PARKING, title)
    press(KEY.Key_D, CTRL)
    type_text("Eva")
    press(KEY.Key_Return)
    stand(pane, "Torgplats")
    pane._show_side()
    pane.side.tabs.setCurrentIndex(3)
    items = pane.side.model.items
    assert any(one.what.startswith("Eva") for one in items)
    at = next(n for n, one in enumerate(items) if one.what.startswith("Eva"))
    pane.side.list.setFocus()
    pane.side.list.setCurrentIndex(pane.side.model.index(at))
    press(KEY.Key_Return)
    assert here(pane) == (title, "level")
    assert pane.view.hasFocus()


def test_going_somewhere_saves_what_is_typed_and_goes(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Felparkering")
    title = case_type(pane, PARKING).steps[1].title
    place = Place("case_types.steps", (case_type(pane, PARKING).id, step(pane, PARKING, title).id), "level")
    assert pane.go_to(place)
    assert here(pane) == (title, "level")
    assert case_type(pane, "Felparkering")


def test_the_private_note_is_kept(pane: CapturePane) -> None:
    pane.side.note.setFocus()
    press(KEY.Key_A, CTRL)
    type_text("Fika 14.30")
    pane.view.setFocus()
    assert pane.workshop is not None
    assert pane.workshop.private_note == "Fika 14.30"


def test_a_narrow_window_has_the_figures_in_a_tab(workspace: Workspace, look: Look) -> None:
    pane = made(workspace, look, width=1040)
    assert pane.tabs.isVisible()
    assert not pane.side.isVisible()
    assert pane.view.width() > 1000
    pane.tabs.setCurrentIndex(1)
    settle()
    assert pane.side.isVisible()
    assert pane.go_to(Place("case_types", (case_type(pane, PARKING).id,), "volumes"))
    assert here(pane) == (PARKING, "volume")
    assert pane.view.isVisible()
    pane.hide()
    pane.deleteLater()


def test_the_room_hears_where_the_keyboard_is(pane: CapturePane) -> None:
    heard: list[tuple[object, object]] = []
    pane.active_changed.connect(lambda one, other: heard.append((one, other)))
    found = step(pane, PARKING, case_type(pane, PARKING).steps[1].title)
    stand(pane, PARKING, found.title)
    assert heard[-1] == (case_type(pane, PARKING).id, found.id)
    stand(pane, PARKING)
    assert heard[-1] == (case_type(pane, PARKING).id, None)


def test_only_what_is_unfilled(pane: CapturePane) -> None:
    begin_at_the_end(pane)
    type_text("Felparkering")
    press(KEY.Key_Return)
    press(KEY.Key_Escape)
    pane.only.setChecked(True)
    assert titles(pane) == ["Felparkering", ""]
    pane.only.setChecked(False)
    assert len(titles(pane)) > 5


def test_another_workshop(pane: CapturePane, workspace: Workspace) -> None:
    other = workspace.project.workshops[1]
    workspace.choose(workshop=other.id)
    settle()
    names = {one.id: one.name for one in workspace.project.case_types}
    assert titles(pane)[:3] == [names[one] for one in other.case_types[:3]]


def test_every_act_is_in_the_table_of_actions(pane: CapturePane) -> None:
    from workbench.ui.actions import BY_NAME

    stand(pane, PARKING, case_type(pane, PARKING).steps[0].title)
    assert set(pane.commands()) <= set(BY_NAME)
    assert {"insert.disagreement", "row.decide", "row.level_3", "edit.paste"} <= set(pane.commands())
