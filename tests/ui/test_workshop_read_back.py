"""Read back and sign off, by keys alone."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from tests.support.window import press, settle, type_text
from tests.support.workshop import change_workshop, figures, until, workshop_page
from workbench.ui.pages.workshop.read_back import SIGNING


@pytest.fixture
def page(workspace, look):
    change_workshop(workspace, signed_off_by="", signed_off_on=None)
    figures(workspace)
    made = workshop_page(workspace, look, "read_back")
    tester = QAbstractItemModelTester(made.pane.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    until(lambda: made.pane.reads)
    yield made
    del tester


def test_enter_reads_and_goes_on_and_the_number_is_kept(workspace, page):
    pane = page.pane
    assert pane.card.hasFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Space, text=" ")
    press(Qt.Key.Key_Left)
    assert pane.workshop.read_back == (1, 2)
    assert pane.number == 4
    assert pane.progress.text() == "2 of 20 read"
    assert pane.model.cell_at(0, 1).text == "read"
    workspace.undo()
    assert pane.workshop.read_back == (1,)
    assert pane.progress.text() == "1 of 20 read"


def test_all_twenty_are_walked_by_keys(workspace, page):
    pane = page.pane
    titles = []
    for _ in range(20):
        titles.append(pane.card.accessibleName())
        press(Qt.Key.Key_Return, at=pane.card)
    assert len(set(titles)) == 20
    assert pane.workshop.read_back == tuple(range(1, 21))
    assert pane.number == SIGNING
    assert pane.signing.who.hasFocus()


def test_what_is_missing_names_who_owes_it_and_goes_there(workspace, page, qtbot):
    pane = page.pane
    result = next(one for one in pane.reads if one.missing)
    pane.show_number(result.number, focuses=True)
    settle()
    there = next(one for one in pane.card.findChildren(QPushButton) if one.text() == "Go there")
    with qtbot.waitSignal(workspace.place_wanted) as heard:
        there.click()
    assert heard.args == [result.missing[0].place]


def test_m_notes_what_is_left_open(workspace, page):
    pane = page.pane
    result = next(one for one in pane.reads if one.missing)
    before = pane.workshop.left_open
    pane.show_number(result.number, focuses=True)
    press(Qt.Key.Key_M, text="m")
    assert pane.note.hasFocus()
    assert pane.note.text() == pane.texts.message(result.missing[0].text)
    type_text("Peter mäter i maj")
    press(Qt.Key.Key_Return)
    assert pane.workshop.left_open == (*before, "Peter mäter i maj")
    assert pane.card.hasFocus()
    press(Qt.Key.Key_M, text="m")
    press(Qt.Key.Key_Escape)
    assert len(pane.workshop.left_open) == len(before) + 1
    assert pane.card.hasFocus()


def test_signing_off_needs_a_name_and_can_be_taken_back(workspace, page, qtbot):
    pane = page.pane
    pane.show_number(SIGNING, focuses=True)
    assert not pane.signing.sign.isEnabled()
    pane.signing.who.lineEdit().clear()
    type_text("Sofia Hallgren")
    pane.signing.sign.setFocus()
    press(Qt.Key.Key_Space, text=" ")
    assert pane.workshop.signed_off_by == "Sofia Hallgren"
    assert pane.workshop.signed_off_on.isoformat() == "2026-04-08"
    assert "signed off" in page.chooser.currentText()
    assert pane.signing.state.text() == "Signed off by Sofia Hallgren on 8 April 2026."
    with qtbot.waitSignal(page.export_wanted):
        pane.signing.minutes.click()
    workspace.undo()
    assert pane.workshop.signed_off_on is None
    workspace.redo()
    pane.signing.reopen.click()
    assert pane.workshop.signed_off_by == ""
    assert pane.signing.sign.isEnabled()


def test_what_stays_open_is_listed_before_signing(workspace, page):
    from PySide6.QtWidgets import QLabel

    pane = page.pane
    pane.show_number(SIGNING)
    settle()
    said = " | ".join(one.text() for one in pane.signing.findChildren(QLabel))
    assert "Not read back yet: 20" in said
    assert pane.workshop.left_open[0] in said
    assert "Vem betalar licenserna i tillståndssystemet? (Anders Rehn, 15 May 2026)" in said


def test_results_follow_an_edit_once_they_are_calculated(workspace, page):
    pane = page.pane
    before = pane.reads
    change_workshop(workspace, internal_callers="In")
    until(lambda: pane.reads is not before)
    assert pane.reads[18].state == "complete"
    assert before[18].state == "missing"
