"""Rows of the capture table: made, moved, changed together, removed, pasted."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtGui import QGuiApplication

from tests.support.capture_pane import (
    ALT,
    CTRL,
    KEY,
    PARKING,
    SHIFT,
    begin_at_the_end,
    case_type,
    editor,
    here,
    ready,
    said,
    stand,
    titles,
    undo,
)
from tests.support.window import press, type_text
from workbench.model.process import Step
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.pages.workshop.rows import END


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
