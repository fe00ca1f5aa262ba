"""The program as its user meets it: start page, opening, the frame round the pages, language and theme, errors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from tests.support.window import at_rest, calculated, opened, press, settle, template_file
from workbench.edits.stored import ChangeItem
from workbench.session import Session
from workbench.store.state import Store
from workbench.ui.actions import ACTIONS, BY_NAME, MENUS
from workbench.ui.app import Program
from workbench.ui.choices import Choices
from workbench.ui.crash import report_of
from workbench.ui.main_window import MainWindow
from workbench.ui.search import open_search


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "norrvik.rosa"
    path.write_bytes(template_file("se"))
    return path


def rename(window: MainWindow, name: str) -> None:
    case_type = window.workspace.project.case_types[0]
    window.workspace.do(ChangeItem(collection="case_types", id=case_type.id, changes={"name": name}))
    settle()


def test_a_project_opens_where_it_was_left(program: Program, file: Path) -> None:
    window = opened(program, file)
    window.show_page("volumes")
    window.set_mode("workshop")
    program.close_project()
    again = opened(program, file)
    assert again.page is not None
    assert (again.page.key, again.mode) == ("volumes", "workshop")
    assert program.preferences.recent[0] == file


def test_what_cannot_be_opened_is_said_on_the_start_page_with_what_to_do(
    program: Program, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.rosa"
    broken.write_text("not a project", "utf-8")
    assert not program.open(broken)
    assert program.start is not None
    assert "broken.rosa" in program.start.notice.text
    assert not program.open(tmp_path / "nowhere.rosa")
    assert "nowhere.rosa" in program.start.notice.text


def test_undo_and_redo_say_what_they_would_do(program: Program, file: Path) -> None:
    window = opened(program, file)
    undo, redo = window.actions_by_name["edit.undo"], window.actions_by_name["edit.redo"]
    assert not undo.isEnabled()
    before = window.workspace.project.case_types[0].name
    rename(window, "Another name")
    assert undo.isEnabled()
    assert undo.text() != "Undo"
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.workspace.project.case_types[0].name == before
    assert redo.isEnabled()
    window.run("edit.redo")
    assert window.workspace.project.case_types[0].name == "Another name"


def test_the_status_line_tells_the_truth_about_saving(program: Program, file: Path) -> None:
    window = opened(program, file)
    assert window.status.saved.text().startswith("Everything is in the file")
    rename(window, "Typed just now")
    assert window.status.saved.text().startswith("On this machine")
    window.run("file.save")
    at_rest(window.workspace)
    assert window.status.saved.text().startswith("Everything is in the file")
    assert "Typed just now" in file.read_text("utf-8")


def test_a_refused_edit_is_said_across_the_top_and_nothing_has_happened(program: Program, file: Path) -> None:
    window = opened(program, file)
    before = window.workspace.project
    change = ChangeItem(collection="case_types", id=before.case_types[0].id, changes={"department": "0" * 32})
    assert window.workspace.do(change) is None
    settle()
    assert "Nothing was changed" in window.notice.text
    assert window.workspace.project is before


def test_language_theme_and_text_size_change_round_the_same_project(program: Program, file: Path) -> None:
    window = opened(program, file)
    rename(window, "Kept through everything")
    session = window.workspace.session
    program.choose(Choices("sv", "dark", 1.5))
    settle()
    changed = program.window
    assert changed is not None
    assert changed is not window
    assert changed.workspace.session is session
    assert changed.texts.language == "sv"
    assert changed.look.theme.name == "dark"
    assert changed.font().pixelSize() == round(13 * 1.5)
    changed.run("edit.undo")
    assert changed.workspace.project.case_types[0].name != "Kept through everything"


def test_a_project_that_is_open_elsewhere_can_be_looked_at(
    program: Program, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(dialog: QDialog) -> int:
        asked.append("\n".join(one.text() for one in dialog.findChildren(QLabel)))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QDialog, "exec", answer)
    with Session.open(file, Store(folder=tmp_path / "other")):
        window = opened(program, file)
        assert len(asked) == 1
        assert window.workspace.session.is_read_only
        assert "Read only" in window.status.saved.text()
        rename(window, "Not allowed")
        assert window.workspace.project.case_types[0].name != "Not allowed"
        assert "Nothing was changed" in window.notice.text
        program.close_project()


def test_search_finds_a_step_by_words_and_goes_there(program: Program, file: Path) -> None:
    window = opened(program, file)
    case_type = window.workspace.project.case_types[1]
    step = case_type.steps[1]
    box = open_search(window)
    settle()
    for char in step.title[:18]:
        press(Qt.Key.Key_unknown, text=char, at=box.field)
    at_rest(window.workspace)
    press(Qt.Key.Key_Return, at=box.field)
    settle()
    assert window.page is not None
    assert window.page.key == "process"
    assert window.workspace.case_type == case_type.id


def test_search_runs_commands_too(program: Program, file: Path) -> None:
    window = opened(program, file)
    box = open_search(window)
    settle()
    box.field.setFocus()
    for char in ">volumes":
        press(Qt.Key.Key_unknown, text=char, at=box.field)
    press(Qt.Key.Key_Return, at=box.field)
    settle()
    assert window.page is not None
    assert window.page.key == "volumes"


def test_findings_lead_to_their_place(program: Program, file: Path) -> None:
    window = opened(program, file)
    calculated(window.workspace)
    at_rest(window.workspace)
    window.run("view.findings")
    shown = window.findings.list.table.rows
    assert [one.severity for one in shown] == sorted(
        (one.severity for one in shown), key=["error", "warning", "advice"].index
    )
    wanted = next(at for at, one in enumerate(shown) if one.place == "case_types.steps")
    window.findings.list.setCurrentIndex(window.findings.list.table.index(wanted, 0))
    press(Qt.Key.Key_Return, at=window.findings)
    settle()
    assert window.page is not None
    assert window.page.key == "process"
    assert window.workspace.case_type in shown[wanted].within


def test_every_page_is_one_key_away_and_back_again(program: Program, file: Path) -> None:
    window = opened(program, file)
    for number, key in enumerate(
        ("overview", "workshop", "case_types", "process", "volumes", "checklists", "faqs"), 1
    ):
        QTest.keyClick(window, Qt.Key(ord(str(number))), Qt.KeyboardModifier.ControlModifier)
        settle()
        assert window.page is not None
        assert window.page.key == key
    window.run("go.back")
    assert window.page is not None
    assert window.page.key == "checklists"


def test_a_department_filters_every_page(program: Program, file: Path) -> None:
    window = opened(program, file)
    department = window.workspace.project.departments[1]
    window.navigation.department_wanted.emit(department.id)
    page: Any = window.show_page("case_types")
    assert page is not None
    shown = page.table.table.rows
    assert shown
    assert {one.department for one in shown} == {department.id}


def test_menus_hold_every_action_once_and_no_two_share_keys(program: Program, file: Path) -> None:
    window = opened(program, file)
    listed: list[QAction] = []
    for menu in window.menuBar().actions():
        held = menu.menu()
        assert held is not None
        listed += [action for action in held.actions() if not action.isSeparator()]
    assert len(window.menuBar().actions()) == len(MENUS)
    assert sorted(action.objectName() for action in listed) == sorted(one.name for one in ACTIONS if one.menu)
    keys = [key for one in ACTIONS if not one.is_local for key in one.shortcuts]
    assert len(keys) == len(set(keys))


def test_an_action_that_cannot_be_done_says_why(program: Program, file: Path) -> None:
    window = opened(program, file)
    window.show_page("overview")
    for name, action in window.actions_by_name.items():
        if not action.isEnabled() and name not in ("edit.undo", "edit.redo"):
            assert action.toolTip() == "Not on this page, or nothing is chosen"
    assert window.can("view.search")
    assert BY_NAME["view.search"].shortcuts == ("Ctrl+K",)


def test_a_report_says_where_and_nothing_of_what_was_written() -> None:
    secret = "Anna Andersson 850709-9805"
    try:
        raise ValueError(secret)
    except ValueError:
        kind, _, trace = sys.exc_info()
    assert kind is not None
    report = report_of(kind, trace)
    assert "test_program.py" in report
    assert "ValueError" in report
    assert secret not in report


def test_typing_in_the_filter_keeps_the_current_row(program: Program, file: Path) -> None:
    window = opened(program, file)
    page: Any = window.show_page("case_types")
    assert page is not None
    wanted = window.workspace.project.case_types[3]
    page.table.go_to(wanted.id, "name")
    page.filters.text.setFocus()
    for char in wanted.name[:12]:
        press(Qt.Key.Key_unknown, text=char, at=page.filters.text)
    assert page.table.current_row.id == wanted.id
    assert len(page.table.table.rows) < 10
