"""What was being typed on the workshop page when the program was killed is open again, and typing goes on."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.window import dress, press, settle, type_text
from tests.support.workshop import Turned, change_workshop
from workbench.ui.pages.workshop import WorkshopPage
from workbench.ui.pages.workshop.read_back import SIGNING
from workbench.ui.pages.workshop.typed_last import typed_last


@pytest.fixture
def reopened(workspace, look):
    """Return how the page is shown when a killed program left these drafts, in the second workshop."""
    change_workshop(workspace, signed_off_by="", signed_off_on=None)
    wanted = workspace.project.workshops[1].id

    def show(where: str, text: str, *, is_new: bool = False) -> WorkshopPage:
        view, _, rest = where.partition(":")
        place = f"{view}:{'' if is_new else wanted}:{rest}"
        workspace.session.keep_draft(place, text)
        workspace.session._old_drafts[place] = text
        page = WorkshopPage(workspace, look, Turned())
        workspace.project_changed.connect(page.show_project)
        page.resize(1384, 820)
        dress(page)
        page.show_project(None)
        page.first_focus().setFocus()
        page.show()
        page.activateWindow()
        settle()
        assert is_new or page.workshop.id == wanted
        return page

    change_workshop(workspace, title="Another")
    workspace.choose(workshop=wanted)
    change_workshop(workspace, signed_off_by="", signed_off_on=None)
    workspace.choose(workshop=workspace.project.workshops[0].id)
    return show


def test_a_participant_half_written(reopened, workspace):
    page = reopened("prepare:participants/:name", "Åsa Ö")
    assert page.view == "prepare"
    assert QApplication.focusWidget().text() == "Åsa Ö"
    type_text("berg")
    press(Qt.Key.Key_Return)
    assert page.workshop.participants[-1].name == "Åsa Öberg"
    assert not workspace.drafts
    assert not workspace._drafts


def test_a_role_and_an_agenda_item_half_written(reopened, workspace):
    first = workspace.project.workshops[1].participants[0]
    page = reopened(f"prepare:participants/{first.id}:role", "Rektor på")
    press(Qt.Key.Key_End)
    type_text(" Norr")
    press(Qt.Key.Key_Return)
    assert page.workshop.participants[0].role == "Rektor på Norr"
    item = page.workshop.agenda[1]
    page = reopened(f"prepare:agenda/{item.id}:title", "Listan")
    assert QApplication.focusWidget().text() == "Listan"
    press(Qt.Key.Key_Escape)
    assert page.workshop.agenda[1] == item
    assert not workspace.drafts


def test_a_new_workshop_half_written(reopened, workspace):
    page = reopened("prepare:form/new:title", "Lantmät", is_new=True)
    assert page.pane.form.title.hasFocus()
    press(Qt.Key.Key_End)
    type_text("eri")
    press(Qt.Key.Key_Return)
    assert workspace.project.workshops[-1].title == "Lantmäteri"
    assert not workspace.drafts


def test_a_list_of_candidates_half_written(reopened):
    page = reopened("prepare:list:", "Hundtillstånd\nBad")
    assert page.pane.candidates.pasted.isVisible()
    assert [one.name for one in page.pane.candidates.model.rows] == ["Hundtillstånd", "Bad"]


def test_what_is_left_open_half_written(reopened, workspace):
    page = reopened("read_back:note:7", "Delegationen till nä")
    assert (page.view, page.pane.number) == ("read_back", 7)
    assert page.pane.note.hasFocus()
    press(Qt.Key.Key_End)
    type_text("mnden")
    press(Qt.Key.Key_Return)
    assert page.workshop.left_open[-1] == "Delegationen till nämnden"
    assert 7 not in page.workshop.read_back, "Enter in the note is not the Enter that reads"
    assert not workspace.drafts


def test_a_signature_half_written(reopened):
    page = reopened("read_back:who:", "Marianne W")
    assert page.pane.number == SIGNING
    assert page.pane.signing.who.currentText() == "Marianne W"


def test_an_older_text_of_another_workshop_takes_nobody_away(reopened, workspace):
    other = workspace.project.workshops[0]
    older = f"capture:{other.id}:{other.case_types[0]}:minutes"
    workspace.session.keep_draft(older, "en stund")
    workspace.session._old_drafts[older] = "en stund"
    page = reopened("capture:new:name", "Felpark")
    assert page.view == "capture"
    assert QApplication.focusWidget().text() == "Felpark"
    press(Qt.Key.Key_Return)
    assert page.pane.sheet.case_types[-1].name == "Felpark"
    assert list(workspace.drafts) == [older]


def test_the_newest_draft_says_where_to_go():
    assert typed_last({"capture:a:r:name": "x", "prepare:b:list:": "y", "volumes/c/d": "z"}) == (
        "prepare",
        "b",
    )
    assert typed_last({"volumes/c/d": "z"}) is None
