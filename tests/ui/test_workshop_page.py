"""The workshop page: which workshop, which view, and a clock that never takes the keyboard."""

from __future__ import annotations

import threading

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.support.window import click, open_workspace, press, settle, type_text
from tests.support.workshop import Turned, change_workshop, until, workshop_page
from workbench.analysis.demand import calendar
from workbench.analysis.place import Place
from workbench.templates import template_project
from workbench.ui.pages.workshop.pane import case_types_of


def test_the_agenda_begins_counts_down_and_goes_on(workspace, look):
    clock = Turned()
    page = workshop_page(workspace, look, "board", clock)
    assert page.strip.of_what.text() == "Not begun"
    click(page.strip.next)
    assert page.strip.timer.text() == "10:00"
    clock.turn(4)
    page.tick()
    assert page.strip.timer.text() == "06:00"
    clock.turn(7)
    page.tick()
    assert page.strip.timer.text() == "\u221201:00"
    assert page.strip.of_what.text().startswith("over time")
    click(page.strip.more)
    assert page.strip.timer.text() == "04:00"
    click(page.strip.next)
    assert page.strip.timer.text() == "15:00"
    click(page.strip.back)
    assert page.strip.timer.text() == "04:00", "the item before has gone on meanwhile"
    workspace.undo()
    assert page.strip.timer.text() == "15:00"


def test_the_time_left_survives_the_program(tmp_path, look, qapp):
    clock = Turned()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    with open_workspace(tmp_path / "a") as first:
        page = workshop_page(first, look, "board", clock)
        click(page.strip.next)
        project = first.project
    clock.turn(3)
    with open_workspace(tmp_path / "b", project) as again:
        page = workshop_page(again, look, "board", clock)
        assert page.strip.timer.text() == "07:00"


def test_a_tick_takes_neither_focus_nor_text(workspace, look):
    clock = Turned()
    page = workshop_page(workspace, look, "prepare", clock)
    page.strip.next_wanted.emit()
    page.pane.people.setFocus()
    type_text("Ber")
    editor = QApplication.focusWidget()
    clock.turn(1)
    page.tick()
    assert QApplication.focusWidget() is editor
    assert editor.text() == "Ber"


def test_the_window_does_not_wait_for_the_calendar(workspace, look, monkeypatch):
    asked_by, holidays = [], calendar.public_holidays

    def public_holidays(country, year):
        asked_by.append(threading.current_thread())
        return holidays(country, year)

    monkeypatch.setattr(calendar, "public_holidays", public_holidays)
    calendar.open_year.cache_clear()
    page = workshop_page(workspace, look, "capture", has_table=True)
    until(lambda: page.pane.sheet.reckoning.is_ready)
    n = len(page.workshop.case_types)
    assert page.strip.done.text() == f"{n} of {n} case types done"
    assert asked_by
    assert threading.main_thread() not in asked_by


def test_pace_is_said_in_words(workspace, look):
    clock = Turned()
    page = workshop_page(workspace, look, "board", clock)
    n = len(page.workshop.case_types)
    assert page.strip.done.text() == f"{n} of {n} case types done"
    assert page.strip.pace.text() == "all done"
    step = case_types_of(workspace.project, page.workshop)[0].steps[0]
    page.pane._focus_on(step.id)
    press(Qt.Key.Key_0, text="0")
    assert page.strip.done.text() == f"{n - 1} of {n} case types done"
    assert page.strip.pace.text().startswith("planned · ")
    for _ in range(3):
        click(page.strip.next)
    assert page.strip.pace.text().startswith("on pace · 60.0 min"), "one case type is left for the hour"


def test_choosing_a_workshop_and_a_view(workspace, look):
    page = workshop_page(workspace, look, "prepare")
    assert page.chooser.count() == len(workspace.project.workshops)
    assert "signed off" in page.chooser.currentText()
    page.chooser.setFocus()
    press(Qt.Key.Key_Down)
    page.chooser.activated.emit(page.chooser.currentIndex())
    assert workspace.workshop == workspace.project.workshops[1].id
    assert page.subtitle() == "Workshop 2 of 2"
    assert page.pane.participants.rows[0].name == workspace.project.workshops[1].participants[0].name
    page.commands()["view.board"]()
    assert page.view == "board"
    assert page.segments.chosen == "board"


def test_a_new_workshop_by_keys(workspace, look):
    page = workshop_page(workspace, look, "board")
    before = workspace.project
    page.commands()["insert.workshop"]()
    settle()
    type_text("Lantmäteri")
    press(Qt.Key.Key_Return)
    made = workspace.project.workshops[-1]
    assert made.title == "Lantmäteri"
    assert workspace.workshop == made.id
    assert sum(one.minutes for one in made.agenda) == 180
    assert made.starts_at.strftime("%H:%M") == "13:00"
    assert page.chooser.currentText() == "Lantmäteri"
    workspace.undo()
    assert workspace.project == before


def test_a_form_without_title_makes_nothing_and_esc_closes_it(workspace, look):
    page = workshop_page(workspace, look, "board")
    before = workspace.project
    page.add_workshop()
    press(Qt.Key.Key_Return)
    assert workspace.project is before
    assert page.pane.form.save.toolTip() == "Write a title first"
    press(Qt.Key.Key_Escape)
    assert page.pane.stack.currentWidget() is page.pane.parts


def test_particulars_are_changed_in_the_same_form(workspace, look):
    page = workshop_page(workspace, look, "prepare")
    page.pane.open_form(page.workshop)
    page.pane.form.starts_at.setText("8.30")
    page.pane.form.facilitator.setText("")
    page.pane.form.keep()
    assert page.workshop.starts_at.strftime("%H:%M") == "08:30"
    assert page.workshop.facilitator == ""
    assert page.workshop.title == "Gata, trafik och tillstånd"


def test_without_a_workshop_the_page_offers_to_make_one(tmp_path, look, qapp):
    with open_workspace(tmp_path, template_project("empty")) as empty:
        page = workshop_page(empty, look, "prepare")
        assert page.pane.stack.currentWidget() is page.pane.empty
        assert "view.projector" not in page.commands()
        page.show_view("board")
        page.show_view("read_back")
        page.tick()


def test_minutes_are_asked_for_and_places_found(workspace, look, qtbot):
    page = workshop_page(workspace, look, "prepare")
    with qtbot.waitSignal(page.export_wanted) as heard:
        page.commands()["export.minutes"]()
    assert heard.args == [("minutes",)]
    other = workspace.project.workshops[1]
    assert page.go_to(Place("workshops.participants", (other.id, other.participants[1].id)))
    assert page.pane.people.current_row.name == other.participants[1].name
    assert not page.go_to(Place("workshops", ("nobody",)))


def test_layout_is_remembered(workspace, look):
    page = workshop_page(workspace, look, "board")
    assert page.remembered()["view"] == "board"
    change_workshop(workspace, title="Another")
    assert page.chooser.currentText().startswith("Another")
