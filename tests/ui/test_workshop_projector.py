"""The room's window: what may be seen is seen large, and nothing private ever is."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit

from tests.support.window import click, look_of, press, settle, type_text
from tests.support.workshop import Turned, change_workshop, figures, until, workshop_page
from workbench.edits import ChangeItem
from workbench.ui.pages.workshop.pane import case_types_of
from workbench.ui.projector import ROWS, Filled, Slide, SlideRow, Timing, Written, drawing

SECRET = "Do not say this aloud"


@pytest.fixture
def page(workspace, look):
    figures(workspace)
    made = workshop_page(workspace, look, "capture")
    made.commands()["view.projector"]()
    settle()
    yield made
    made.projector.close()


def on_the_table(page, at=3, step=2):
    case_type = case_types_of(page.workspace.project, page.workshop)[at]
    page.panes["capture"].active_changed.emit(
        case_type.id, case_type.steps[step].id if step is not None else None
    )
    settle()
    return case_type


def test_the_room_sees_the_case_type_on_the_table(workspace, page):
    case_type = on_the_table(page)
    seen = page.projector.painted_texts()
    assert case_type.name in seen
    assert all(step.title in seen for step in case_type.steps)
    assert "Level 4 Rule decision, can move" in seen
    assert "162 per year" in seen
    assert "Next: Färdtjänst" in seen
    assert "Parked 2   Decisions 4" in seen
    active = [row for row in page.projector.slide.rows if row.is_active]
    assert [row.text for row in active] == [case_type.steps[2].title]
    assert [row.has_boundary for row in page.projector.slide.rows] == [False, False, True, False]


def test_nothing_private_is_ever_painted(workspace, page):
    """With a control: the same text where the room may see it is painted, so the search would find it."""
    change_workshop(workspace, private_note=SECRET)
    case_type = on_the_table(page)
    step = case_type.steps[2]
    within = (case_type.id,)
    workspace.do(
        ChangeItem(
            collection="case_types.steps",
            within=within,
            id=step.id,
            changes={"note": SECRET, "problem": SECRET},
        )
    )
    workspace.do(
        ChangeItem(collection="case_types", id=case_type.id, changes={"note": SECRET, "never_do": SECRET})
    )
    person = workspace.project.persons[0]
    workspace.do(ChangeItem(collection="persons", id=person.id, changes={"phone": SECRET, "email": SECRET}))
    first = page.workshop.participants[0]
    workspace.do(
        ChangeItem(
            collection="workshops.participants", within=(page.workshop.id,), id=first.id,
            changes={"name": SECRET, "role": SECRET},
        )
    )  # fmt: skip
    figures(workspace)
    seen = []
    for view in ("capture", "board", "prepare"):
        page.show_view(view)
        settle()
        seen += page.projector.painted_texts()
    page.show_view("read_back")
    until(lambda: page.pane.reads)
    for number in range(1, 22):
        page.pane.show_number(number)
        settle()
        assert page.projector.slide.title == "Sign off" or page.projector.slide.title.startswith(
            f"{number}. "
        )
        seen += page.projector.painted_texts()
    assert not [text for text in seen if SECRET in text]
    page.show_view("capture")
    workspace.do(
        ChangeItem(collection="case_types.steps", within=within, id=step.id, changes={"title": SECRET})
    )
    assert SECRET in page.projector.painted_texts()


def test_while_the_operator_is_private_the_room_keeps_its_picture(workspace, page):
    on_the_table(page)
    before = page.projector.painted_texts()
    note = QLineEdit(page)
    note.setProperty("private", True)
    note.show()
    note.setFocus()
    settle()
    case_type = on_the_table(page, at=0, step=0)
    assert page.projector.painted_texts() == before
    page.panes["capture"].setFocus()
    page.tick()
    assert case_type.name in page.projector.painted_texts(), "back at the table the room sees it"


def test_the_capture_tables_private_note_freezes_the_room(workspace, look):
    """The real table: what somebody writes into the private note is neither shown nor hinted at."""
    page = workshop_page(workspace, look, "capture", has_table=True)
    page.toggle_projector()
    settle()
    before = page.projector.painted_texts()
    assert case_types_of(workspace.project, page.workshop)[0].name in before, "the table stands on the first"
    note = page.panes["capture"].side.note
    page.activateWindow()
    settle()
    note.setFocus()
    type_text(SECRET)
    first = case_types_of(workspace.project, page.workshop)[0]
    workspace.do(ChangeItem(collection="case_types", id=first.id, changes={"name": "Renamed"}))
    page.tick()
    assert page.projector.painted_texts() == before
    assert SECRET in note.toPlainText()
    page.panes["capture"].first_focus().setFocus()
    page.tick()
    assert "Renamed" in page.projector.painted_texts()
    assert not [text for text in page.projector.painted_texts() if SECRET in text]
    page.projector.close()


def test_opened_in_private_the_room_sees_the_title_alone(workspace, look):
    page = workshop_page(workspace, look, "prepare")
    page.toggle_projector()
    assert page.projector.painted_texts()[0] == page.workshop.title
    assert not page.projector.slide.rows
    page.projector.close()


def test_prepare_and_other_pages_leave_the_last_picture(workspace, page):
    case_type = on_the_table(page)
    page.show_view("prepare")
    settle()
    assert case_type.name in page.projector.painted_texts()
    page.hide()
    on_the_table(page, at=0)
    assert page.projector.slide.title == case_type.name


def test_at_most_six_steps_round_the_active_one(workspace, page):
    case_type = max(case_types_of(workspace.project, page.workshop), key=lambda one: len(one.steps))
    last = case_type.steps[-1]
    page.panes["capture"].active_changed.emit(case_type.id, last.id)
    settle()
    rows = page.projector.slide.rows
    assert len(rows) == min(ROWS, len(case_type.steps))
    assert rows[-1].is_active
    assert rows[-1].number == str(len(case_type.steps))


def test_board_and_read_back_have_pictures_of_their_own(workspace, page):
    page.show_view("board")
    settle()
    assert page.projector.slide.columns
    assert sum(page.projector.slide.columns) == sum(
        len(one.steps) for one in case_types_of(workspace.project, page.workshop)
    )
    page.show_view("read_back")
    until(lambda: page.pane.reads)
    page.pane.show_number(5)
    settle()
    assert page.projector.slide.title.startswith("5. ")


def test_f5_and_escape_close_it_and_the_clock_shows(workspace, look):
    clock = Turned()
    page = workshop_page(workspace, look, "capture", clock)
    click(page.strip.next)
    page.toggle_projector()
    assert "10:00" in page.projector.painted_texts()
    clock.turn(1)
    page.tick()
    assert "09:00" in page.projector.painted_texts()
    press(Qt.Key.Key_Escape, at=page.projector)
    assert not page.projector.isVisible()
    page.toggle_projector()
    assert page.projector.isVisible()
    page.toggle_projector()
    assert not page.projector.isVisible()


def test_nothing_on_the_wall_is_smaller_than_the_room_can_read(look):
    rows = tuple(
        SlideRow(f"Step {n} " + "with a long name " * 4, str(n), n % 8 + 1, "Unit") for n in range(9)
    )
    slide = Slide("A title", "240 per year", rows, (), "Which level?", "Next", "Parked 2")
    drawn = list(drawing(slide, Timing("Item", 0.5, "1 of 2", "10:00"), look))
    written = [one for one in drawn if isinstance(one, Written)]
    assert min(one.pixels for one in written) >= 38
    assert [one.text for one in written if one.text.startswith("Step")] == [row.text for row in rows[:ROWS]]
    bottom = max(one.box.bottom() for one in drawn if isinstance(one, Written | Filled))
    assert bottom < 1080


def test_the_wall_is_white_paper_in_the_dark_theme(workspace, qapp):
    dark = look_of("en", "dark")
    page = workshop_page(workspace, dark, "capture")
    page.toggle_projector()
    page.projector.resize(1920, 1080)
    settle()
    grabbed = page.projector.grab().toImage()
    assert grabbed.pixelColor(QPoint(5, 5)).name() == "#ffffff"
    page.projector.close()
    look_of("en")
