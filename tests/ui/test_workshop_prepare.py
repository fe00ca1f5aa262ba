"""Prepare: typed row by row, candidates checked and put in as one edit."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from tests.support.window import click, press, settle, type_text
from tests.support.workshop import change_workshop, until, workshop_page

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def pane(workspace, look):
    page = workshop_page(workspace, look, "prepare")
    testers = [
        QAbstractItemModelTester(model, FATAL)
        for model in (page.pane.participants, page.pane.agenda_model, page.pane.candidates.model)
    ]
    yield page.pane
    del testers


def test_participants_are_typed_name_tab_role_enter(workspace, pane):
    pane.people.setFocus()
    n = len(pane.workshop.participants)
    pane.people.setCurrentIndex(pane.participants.index(n, 0))
    type_text("Åsa Ö")
    press(Qt.Key.Key_Tab)
    type_text("Handläggare")
    press(Qt.Key.Key_Return)
    type_text("Bo")
    press(Qt.Key.Key_Return)
    new = pane.workshop.participants[n:]
    assert [(one.name, one.role, one.is_present) for one in new] == [
        ("Åsa Ö", "Handläggare", True),
        ("Bo", "", True),
    ]
    assert pane.people.currentIndex().row() == n + 2, "the next empty row"
    assert pane.attendance.text() == f"{n + 1} of {n + 2} present"
    workspace.undo()
    assert len(pane.workshop.participants) == n + 1


def test_enter_goes_down_and_delete_takes_away(pane):
    pane.people.setFocus()
    pane.people.setCurrentIndex(pane.participants.index(0, 0))
    press(Qt.Key.Key_Return)
    assert pane.people.currentIndex().row() == 1
    gone = pane.people.current_row.name
    press(Qt.Key.Key_Delete)
    assert gone not in [one.name for one in pane.workshop.participants]


def test_space_and_click_say_who_is_present(workspace, pane):
    pane.people.setFocus()
    pane.people.setCurrentIndex(pane.participants.index(0, 2))
    press(Qt.Key.Key_Space, text=" ")
    assert not pane.workshop.participants[0].is_present
    at = pane.people.visualRect(pane.participants.index(0, 2)).center()
    click(pane.people.viewport(), at)
    assert pane.workshop.participants[0].is_present


def test_a_pasted_list_becomes_participants(pane):
    pane.people.setFocus()
    QGuiApplication.clipboard().setText("Ann\tChef\nLars\n\n")
    pane.commands()["edit.paste"]()
    assert [(one.name, one.role) for one in pane.workshop.participants[-2:]] == [
        ("Ann", "Chef"),
        ("Lars", ""),
    ]


def test_agenda_minutes_move_the_planned_times(workspace, pane):
    change_workshop(workspace, starts_at="13:00:00")
    assert pane.sum.text() == "180 min: the three hours exactly"
    pane.agenda.setFocus()
    pane.agenda.setCurrentIndex(pane.agenda_model.index(0, 2))
    type_text("20 min")
    press(Qt.Key.Key_Return)
    assert pane.workshop.agenda[0].minutes == 20
    assert pane.agenda_model.cell_at(1, 0).text == "13:20"
    assert pane.sum.text() == "190 min: 10 min over the three hours"
    assert pane.agenda.currentIndex().row() == 1
    type_text("lunch")
    press(Qt.Key.Key_Return)
    assert pane.workshop.agenda[1].minutes == 15, "what is no time changes nothing"


def test_agenda_items_are_added_moved_and_replaced(workspace, pane):
    pane.agenda.setFocus()
    n = len(pane.workshop.agenda)
    pane.agenda.setCurrentIndex(pane.agenda_model.index(n, 1))
    type_text("Fika")
    press(Qt.Key.Key_Return)
    assert pane.workshop.agenda[-1].title == "Fika"
    pane.agenda.go_to(pane.workshop.agenda[-1].id)
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert pane.workshop.agenda[-2].title == "Fika"
    assert pane.agenda.current_row.item.title == "Fika"
    before = workspace.project
    click(pane.default)
    assert [one.minutes for one in pane.workshop.agenda] == [10, 15, 60, 10, 25, 35, 15, 10]
    workspace.undo()
    assert workspace.project == before


def choose(view, source):
    view.source.setCurrentIndex(view.source.findData(source))
    settle()


def test_candidates_of_the_department_go_in_as_one_edit(workspace, pane):
    view, before = pane.candidates, workspace.project
    choose(view, "project")
    names = [one.name for one in view.model.rows[:2]]
    assert not view.put.isEnabled()
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(0, 1))
    press(Qt.Key.Key_Space, text=" ")
    click(view.table.viewport(), view.table.visualRect(view.model.index(1, 0)).center())
    assert view.put.text() == "Put 2 case types in"
    click(view.put)
    known = {one.id: one.name for one in workspace.project.case_types}
    assert [known[one] for one in pane.workshop.case_types[-2:]] == names
    assert not {one.name for one in view.model.rows} & set(names)
    workspace.undo()
    assert workspace.project == before


def test_a_template_marks_what_the_department_has(workspace, pane):
    view = pane.candidates
    choose(view, "template")
    rows = {one.name: one for one in view.model.rows}
    assert rows["Boendeparkering"].near == "Boendeparkering"
    assert any(not one.near for one in rows.values())
    fresh = next(one for one in rows.values() if not one.near)
    view.table.go_to(fresh.id)
    view.table.toggle((fresh,))
    view.put_in()
    made = next(one for one in workspace.project.case_types if one.id == pane.workshop.case_types[-1])
    assert made.name == fresh.name
    assert made.department == pane.workshop.department
    assert len(made.steps) == 1


def test_earlier_workshops_measurements_and_a_pasted_list(workspace, pane):
    view = pane.candidates
    choose(view, "earlier")
    assert {one.where for one in view.model.rows} == {workspace.project.workshops[1].title}
    choose(view, "measured")
    assert [one.name for one in view.model.rows] == [one.name for one in workspace.project.measurements]
    choose(view, "list")
    assert view.pasted.isVisible()
    view.pasted.setPlainText("- Hundtillstånd\t12\n2. Boende-parkering\nHundtillstånd\n\n")
    assert [one.name for one in view.model.rows] == ["Hundtillstånd", "Boende-parkering"]
    assert view.model.rows[1].near == "Boendeparkering"
    click(view.all)
    click(view.put)
    assert len([one for one in workspace.project.case_types if one.name == "Hundtillstånd"]) == 1


def test_the_filter_narrows_and_keeps_what_is_checked(pane):
    view = pane.candidates
    choose(view, "template")
    view.toggle_all()
    n = len(view.chosen)
    view.filter.setFocus()
    type_text("bygg")
    assert 0 < len(view.model.rows) < n
    assert len(view.chosen) == n


def test_a_list_from_a_file_brings_levels_and_says_what_it_left_out(workspace, pane, tmp_path):
    view, before = pane.candidates, workspace.project
    choose(view, "list")
    department = next(one.name for one in before.departments if one.id == pane.workshop.department)
    file = tmp_path / "list.csv"
    lines = ("name;department;level", f"Hundgård;{department};2", f"Boendeparkering;{department};1")
    file.write_text("\n".join(lines) + "\n", "utf-8")
    view.read_file(file)
    until(lambda: view.model.rows)
    assert [one.name for one in view.model.rows] == ["Hundgård"]
    assert "list.csv: 1 of 2 lines can be taken. Line 3 is not:" in view.note.text()
    view.toggle_all()
    click(view.put)
    made = next(one for one in workspace.project.case_types if one.id == pane.workshop.case_types[-1])
    assert (made.name, made.steps[0].level) == ("Hundgård", 2)
    workspace.undo()
    assert workspace.project == before


def test_a_file_that_is_no_list_is_said_and_changes_nothing(workspace, pane, tmp_path):
    view = pane.candidates
    choose(view, "list")
    file = tmp_path / "list.csv"
    file.write_text("a;b\n1;2\n", "utf-8")
    view.read_file(file)
    until(lambda: "No column of list.csv" in view.note.text())
    assert not view.model.rows
