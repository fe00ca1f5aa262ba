"""The catalogue as its users handle it: typing, pasting, filtering, merging, splitting; and what survives a crash."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from tests.support.window import calculated, let_go, press, settle, show, type_text
from tests.support.workshop import until
from workbench.edits.stored import AddItem
from workbench.model.case_types import CaseType
from workbench.session import Session
from workbench.store.state import Store
from workbench.ui.look import Look
from workbench.ui.pages.case_types import CaseTypesPage
from workbench.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, look: Look) -> Iterator[CaseTypesPage]:
    made = CaseTypesPage(workspace, look)
    made.remember({})
    show(made)
    yield made
    made.hide()
    made.deleteLater()
    settle()


def case_type(workspace: Workspace, name: str) -> CaseType:
    return next(one for one in workspace.project.case_types if one.name == name)


def edit(page: CaseTypesPage, at: int, column: str, text: str) -> None:
    wanted = page.table.table.rows[at].id
    page.table.setFocus()
    page.table.go_to(wanted, column, edits=True)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    for char in text:
        press(Qt.Key.Key_unknown, text=char, at=editor)
    press(Qt.Key.Key_Return, at=editor)
    settle()


def choose(page: CaseTypesPage, *rows: int) -> None:
    page._choose_rows([page.table.table.rows[at].id for at in rows])
    settle()


def test_the_model_behaves_as_qt_expects(page: CaseTypesPage) -> None:
    QAbstractItemModelTester(page.table.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.filters.text.setText("bygg")
    page.filters.text.setText("")
    page.workspace.undo()


def test_a_cell_is_typed_over_and_undone(page: CaseTypesPage, workspace: Workspace) -> None:
    before = workspace.project.case_types[0]
    edit(page, 0, "name", "Bygglov för nytt hus")
    assert workspace.project.case_types[0].name == "Bygglov för nytt hus"
    workspace.undo()
    assert workspace.project.case_types[0].name == before.name


def test_a_unit_is_known_by_its_first_letters_and_brings_its_department(
    page: CaseTypesPage, workspace: Workspace
) -> None:
    unit = next(one for one in workspace.project.units if one.name == "Gatuenheten")
    edit(page, 0, "unit", "gatue")
    changed = workspace.project.case_types[0]
    assert (changed.unit, changed.department) == (unit.id, unit.department)


def test_a_name_nobody_knows_changes_nothing_and_says_so(page: CaseTypesPage, workspace: Workspace) -> None:
    before = workspace.project
    edit(page, 0, "owner", "Nobody at all")
    assert workspace.project is before
    assert "Nobody at all" in page.assist.text()


def test_one_edit_goes_to_all_chosen_rows_as_one_undo(page: CaseTypesPage, workspace: Workspace) -> None:
    before = workspace.project
    choose(page, 0, 1, 2)
    edit_place = page.table.table.index(2, page.table.table.column_at("scope"))
    page.table.table.setData(edit_place, "out")
    settle()
    assert [one.scope.value for one in workspace.project.case_types[:4]] == ["out", "out", "out", "in"]
    assert "3" in page.assist.text()
    workspace.undo()
    assert workspace.project == before


def test_the_filter_finds_words_anywhere_and_codes(page: CaseTypesPage) -> None:
    page.filters.text.setFocus()
    type_text("parkering rörelse")
    names = [one.name for one in page.table.table.rows]
    assert names == ["Parkeringstillstånd för rörelsehindrad"]


def test_a_head_sorts_and_a_third_press_gives_the_own_order_back(
    page: CaseTypesPage, workspace: Workspace
) -> None:
    own = [one.id for one in page.table.table.rows]
    page._sort_clicked(0)
    names = [one.name.casefold() for one in page.table.table.rows]
    assert names == sorted(names)
    page._sort_clicked(0)
    assert [one.name.casefold() for one in page.table.table.rows] == sorted(names, reverse=True)
    page._sort_clicked(0)
    assert [one.id for one in page.table.table.rows] == own


def test_a_block_from_excel_becomes_case_types(page: CaseTypesPage, workspace: Workspace) -> None:
    before = len(workspace.project.case_types)
    QGuiApplication.clipboard().setText("Klotter på gångtunnel\t3\nÖvergiven cykel\t1\n")
    page.commands()["edit.paste"]()
    assert len(workspace.project.case_types) == before + 2
    assert case_type(workspace, "Övergiven cykel").steps[0].level == 1
    workspace.undo()
    assert len(workspace.project.case_types) == before


def test_copying_gives_what_excel_takes(page: CaseTypesPage) -> None:
    choose(page, 0, 1)
    page.commands()["edit.copy"]()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert lines[0].split("\t")[0] == "Case type"
    assert lines[1].split("\t")[0] == page.table.table.rows[0].name


def test_two_case_types_become_one_and_keep_their_volumes(page: CaseTypesPage, workspace: Workspace) -> None:
    first, second = workspace.project.case_types[:2]
    choose(page, 0, 1)
    page.commands()["row.merge"]()
    press(Qt.Key.Key_Return, at=page.strip)
    settle()
    merged = workspace.project.case_types[0]
    assert merged.id == first.id
    assert second.name in merged.synonyms
    assert len(merged.volumes) == len(first.volumes) + len(second.volumes)
    assert second.id not in {one.id for one in workspace.project.case_types}


def test_a_case_type_is_split_from_a_step_on(page: CaseTypesPage, workspace: Workspace) -> None:
    before = workspace.project
    whole = before.case_types[0]
    choose(page, 0)
    page.commands()["row.split"]()
    press(Qt.Key.Key_Return, at=page.strip)
    settle()
    kept, new = workspace.project.case_types[:2]
    assert [step.title for step in (*kept.steps, *new.steps)] == [step.title for step in whole.steps]
    assert len(kept.steps) == 1
    workspace.undo()
    assert workspace.project == before


def test_levels_are_set_for_whole_cases_only(page: CaseTypesPage, workspace: Workspace) -> None:
    before = workspace.project
    choose(page, 0)
    page.commands()["row.level_2"]()
    assert workspace.project is before
    assert page.assist.text()


def test_deleting_says_how_to_get_it_back(page: CaseTypesPage, workspace: Workspace) -> None:
    before = workspace.project
    choose(page, 3)
    page.commands()["edit.delete"]()
    assert len(workspace.project.case_types) == len(before.case_types) - 1
    assert "Ctrl+Z" in page.assist.text()
    workspace.undo()
    assert workspace.project == before


def test_figures_and_state_come_with_the_results(page: CaseTypesPage, workspace: Workspace) -> None:
    calculated(workspace)
    assert workspace.results is not None
    page.show_results(workspace.results)
    at = page.table.table.column_at("state")
    states = {page.table.table.cell_at(row, at).text for row in range(len(page.table.table.rows))}
    assert "Complete" in states
    volume = page.table.table.cell_at(0, page.table.table.column_at("volume"))
    assert volume.text.replace(",", "").isdigit()


def test_words_that_were_being_typed_stand_in_the_same_cell_again(
    page: CaseTypesPage, workspace: Workspace, look: Look, tmp_path: Path
) -> None:
    wanted = page.table.table.rows[2].id
    page.table.setFocus()
    page.table.go_to(wanted, "name", edits=True)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    for char in "Nytt namn på g":
        press(Qt.Key.Key_unknown, text=char, at=editor)
    workspace.keep_drafts()
    let_go(workspace.session)  # as a killed process would leave it
    reopened = Session.open(workspace.path, Store(folder=tmp_path / "state"))
    try:
        assert list(reopened.drafts.values()) == ["Nytt namn på g"]
        assert next(iter(reopened.drafts)).startswith(f"case_types:{wanted}:")
    finally:
        let_go(reopened)


def test_a_draft_reopens_its_editor(
    workspace: Workspace, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = workspace.project.case_types[4].id
    monkeypatch.setattr(type(workspace), "drafts", {f"case_types:{wanted}:name": "Halvt skriv"})
    page = CaseTypesPage(workspace, look)
    show(page)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "Halvt skriv"
    assert page.table.current_row.id == wanted
    press(Qt.Key.Key_Return, at=editor)
    settle()
    assert workspace.project.case_types[4].name == "Halvt skriv"
    page.hide()
    page.deleteLater()


def test_near_duplicates_are_chosen_so_that_a_key_merges_them(
    page: CaseTypesPage, workspace: Workspace
) -> None:
    first = workspace.project.case_types[0]
    double = first.changed(id="twice", name=first.name + "er", steps=(), flows=(), volumes=(), start=None)
    workspace.do(AddItem(collection="case_types", item=double.as_json()))
    page.show_project(None)
    page.commands()["row.duplicates"]()
    until(lambda: len(page.table.selected_rows) == 2)
    assert {one.id for one in page.table.selected_rows} == {first.id, "twice"}
    assert "row.merge" in page.commands()
