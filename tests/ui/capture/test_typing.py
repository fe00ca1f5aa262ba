"""Typing in the capture table: cells and marks, what is understood and what is offered."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets")


from tests.support.capture_pane import (
    ALT,
    CTRL,
    KEY,
    PARKING,
    begin_at_the_end,
    case_type,
    editor,
    here,
    ready,
    said,
    stand,
    step,
    titles,
)
from tests.support.window import press, type_text
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.pages.workshop.rows import END


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
    assert [one.is_odd for one in editor(pane).underlines] == [False, False, True]
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
