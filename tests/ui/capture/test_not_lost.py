"""What is being typed in the capture table is never lost, whatever happens around it."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from tests.support.capture_pane import (
    CTRL,
    KEY,
    PARKING,
    begin_at_the_end,
    case_type,
    editor,
    here,
    said,
    shown_pane,
    stand,
    step,
    titles,
    undo,
)
from tests.support.window import click, open_workspace, press, settle, type_text
from tests.support.workshop import workshop_page
from workbench.session import Session
from workbench.store.state import Store
from workbench.ui.look import Look
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.pages.workshop.rows import END
from workbench.ui.preferences import Preferences
from workbench.ui.workspace import Workspace


@pytest.mark.fast
def test_what_was_being_typed_is_there_again(tmp_path: Path, look: Look) -> None:
    with open_workspace(tmp_path) as first:
        pane = shown_pane(first, look)
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
    again = shown_pane(workspace, look)
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
