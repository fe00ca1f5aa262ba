"""What stands beside the capture table: the strips, figures, findings, notes, and ways to other places."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets")


from tests.support.capture_pane import (
    CTRL,
    KEY,
    PARKING,
    SHIFT,
    begin_at_the_end,
    case_type,
    here,
    ready,
    shown_pane,
    stand,
    step,
    titles,
)
from tests.support.window import press, settle, type_text
from workbench.analysis.place import Place
from workbench.model.process import StepDecision
from workbench.ui.look import Look
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.workspace import Workspace


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


def test_the_figures_beside_follow_an_edit(pane: CapturePane) -> None:
    ready(pane)
    before = pane.side.figures()
    stand(pane, PARKING, case_type(pane, PARKING).steps[0].title, "level")
    type_text("6")
    pane._show_side()
    after = pane.side.figures()
    assert before != after
    assert pane.side.chart.chart.values[5] > 0


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
    pane = shown_pane(workspace, look, width=1040)
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
