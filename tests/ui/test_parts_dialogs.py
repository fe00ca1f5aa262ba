"""Sending and merging in the window: an office sends a part, it comes back changed, and nothing happens unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from tests.support.window import click, look_of, open_workspace, press, rest, settle, type_text
from workbench.edits import ChangeItem, RemoveItem
from workbench.model.project import Project
from workbench.session import Session
from workbench.session.parts import read_part
from workbench.ui.app import page_kinds
from workbench.ui.dialogs import part_merging, part_sending
from workbench.ui.dialogs.part_merging import MergeDialog, merge_files
from workbench.ui.dialogs.part_sending import SendDialog
from workbench.ui.main_window import MainWindow
from workbench.ui.pages.parts import PartsPage


@pytest.fixture
def window(qapp: object, tmp_path: Path) -> Iterator[MainWindow]:
    """The office's window on the Swedish sample, at the Parts page."""
    del qapp
    with open_workspace(tmp_path) as workspace:
        made = MainWindow(workspace, look_of("en"), page_kinds())
        made.show_page("parts")
        made.show()
        settle()
        yield made
        made.let_go()
        made.hide()
        made.deleteLater()


def wait(until: Callable[[], object]) -> None:
    for _ in range(8000):  # a first calculation may be on its way
        if until():
            break
        rest(5)
    settle()
    assert until()


def write(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    press(Qt.Key.Key_Delete)
    type_text(text)


def sent(window: MainWindow, path: Path, due: str = "2027-03-01") -> Path:
    """Send a part with the dialog, and close it."""
    dialog = SendDialog(window, None)
    dialog.show()
    settle()
    write(dialog.sent_to, "Karin Lindhe")
    write(dialog.due, due)
    if path.suffix == ".xlsx":
        dialog.form_of_file.setCurrentIndex(1)
    write(dialog.path, str(path))
    press(Qt.Key.Key_Return)
    wait(lambda: dialog.written is not None)
    assert not dialog.go.isVisible()
    click(dialog.close_button)
    return path


def merging(window: MainWindow, path: Path, number: int = 1, of: int = 1) -> MergeDialog:
    dialog = MergeDialog(window, path, number, of)
    dialog.show()
    wait(lambda: not dialog.progress.isVisible())
    return dialog


def edited(window: MainWindow, path: Path, *edits: Any) -> None:
    """Do what a representative does, in the part's own file."""
    with Session.open(path, window.workspace.session.store) as session:
        for edit in edits:
            session.do(edit)
        session.save()


def checklist(project: Project, at: int = 0) -> str:
    department = project.departments[0].id
    own = {one.id for one in project.case_types if one.department == department}
    return [one.id for one in project.checklists if one.case_type in own][at]


def changed(item: str, **changes: Any) -> ChangeItem:
    return ChangeItem(collection="checklists", id=item, changes=changes)


def test_out_and_back_and_every_way_to_decide(window: MainWindow, tmp_path: Path) -> None:
    workspace = window.workspace
    before = workspace.project
    path = sent(window, tmp_path / "bygg.rosapart")
    [out] = workspace.project.parts_out
    assert (out.sent_to, out.due) == ("Karin Lindhe", dt.date(2027, 3, 1))
    page = window.page
    assert isinstance(page, PartsPage)
    assert page.model.row_at(out.id) is not None
    workspace.undo()
    assert workspace.project.parts_out == ()
    workspace.redo()

    ids = [checklist(before, n) for n in range(4)]
    edited(
        window,
        path,
        *(changed(one, promise=f"Deras {n}") for n, one in enumerate(ids[:3])),
        changed(ids[3], fee="200 kronor"),
    )
    for n, one in enumerate(ids[:3]):
        workspace.do(changed(one, promise=f"Vår {n}"))
    ours = workspace.project

    dialog = merging(window, path)
    assert workspace.project is ours, "a preview changes nothing"
    assert dialog.counts.text().startswith("4 changed = 1 taken over + 0 the same already + 3 in conflict")
    assert len(dialog.model.rows) == 4
    assert "Karin Lindhe" in dialog.state.text()
    dialog.shown.setCurrentIndex(2)
    dialog.shown.activated.emit(2)
    assert [one.outcome for one in dialog.model.rows] == ["conflict"] * 3
    assert "Deras 0" in dialog.detail.toPlainText()
    press(Qt.Key.Key_Return, at=dialog.take_button)
    assert len(workspace.project.conflicts) == 3
    assert "3 conflicts wait" in window.notice.text
    assert any(one.reason == "merge" for one in workspace.session.snapshots()), "a copy was kept beforehand"
    entry = next(one for one in window.navigation.entries if one.key == "parts")
    assert entry.count == "3"
    workspace.undo()
    assert workspace.project is ours, "one step of undo"
    assert window.notice.text == "", "what is no longer so is no longer said"
    workspace.redo()

    window.activateWindow()
    settle()
    window.notice._acted()
    assert page.conflicts.list.hasFocus()
    press(Qt.Key.Key_1, text="1")
    press(Qt.Key.Key_2, text="2")
    press(Qt.Key.Key_3, text="3")
    promises = [next(c.promise for c in workspace.project.checklists if c.id == one) for one in ids[:3]]
    assert promises == ["Vår 0", "Deras 1", "Vår 2 / Deras 2"]
    assert workspace.project.conflicts == ()
    assert page.conflicts.stack.currentIndex() == 1
    workspace.undo()
    assert len(workspace.project.conflicts) == 1
    workspace.redo()

    decided = workspace.project
    again = merging(window, path)
    assert "nothing new" in again.state.text()
    assert not again.take_button.isEnabled()
    again.reject()
    assert workspace.project is decided


def test_a_part_as_a_workbook_goes_out_and_comes_back(window: MainWindow, tmp_path: Path) -> None:
    import openpyxl

    workspace = window.workspace
    path = sent(window, tmp_path / "bygg.xlsx")
    dialog = merging(window, path)
    assert "Nobody has changed anything" in dialog.state.text()
    assert dialog.merged is not None
    assert dialog.merged.judgements == ()
    click(dialog.take_button)
    assert workspace.project.parts_out[0].came_back_on is not None
    wanted = next(one for one in workspace.project.checklists if one.id == checklist(workspace.project))
    book = openpyxl.load_workbook(path)
    cells = [
        cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == wanted.promise
    ]
    assert cells
    cells[0].value = "Inom tre dagar"
    sheet = cells[0].parent
    sheet.cell(cells[0].row, sheet.max_column + 1).value = "Fråga chefen"
    book.save(path)
    dialog = merging(window, path)
    assert "was not read" in dialog.notes.text(), "what somebody wrote beside the columns is mentioned"
    assert dialog.notes.isVisible()
    assert [one.change.theirs for one in dialog.model.rows] == ["Inom tre dagar"]
    click(dialog.take_button)
    after = next(one for one in workspace.project.checklists if one.id == wanted.id)
    assert after.promise == "Inom tre dagar"


def test_what_is_no_part_is_said_and_nothing_happens(window: MainWindow, tmp_path: Path) -> None:
    workspace = window.workspace
    before = workspace.project
    damaged = tmp_path / "damaged.rosapart"
    damaged.write_bytes(b"not a part")
    whole = tmp_path / "whole.rosa"
    Session.create(whole, before.changed(id="other"), workspace.session.store).close()
    for path, words in (
        (damaged, "damaged.rosapart"),
        (whole, "no part"),
        (tmp_path / "gone.xlsx", "Nothing"),
    ):
        dialog = merging(window, path)
        assert words in dialog.state.text()
        assert dialog.state.text().count("Nothing was changed") == 1
        assert not dialog.take_button.isEnabled()
        dialog.reject()
    assert workspace.project is before


def test_a_part_of_another_project_is_refused(window: MainWindow, tmp_path: Path) -> None:
    path = sent(window, tmp_path / "bygg.rosapart")
    other = window.workspace.project.changed(id="another", parts_out=())
    with pytest.raises(Exception, match="another project"):
        read_part(path, window.workspace.session.store).merge(other, dt.date(2027, 1, 1))


def test_sending_never_writes_over_a_file_and_keeps_what_was_typed(
    window: MainWindow, tmp_path: Path
) -> None:
    there = tmp_path / "there.rosapart"
    there.write_text("keep me", "utf-8")
    before = window.workspace.project
    dialog = SendDialog(window, before.departments[2].id)
    dialog.show()
    settle()
    assert dialog.department.chosen == before.departments[2].id
    write(dialog.due, "spring")
    click(dialog.go)
    assert "not a date" in dialog.state.text()
    write(dialog.due, "")
    write(dialog.path, str(there))
    click(dialog.go)
    wait(dialog.go.isEnabled)
    assert "there already" in dialog.state.text()
    assert dialog.path.text() == str(there)
    assert there.read_text("utf-8") == "keep me"
    assert window.workspace.project is before
    dialog.reject()


def test_the_suggested_name_is_free(window: MainWindow, tmp_path: Path) -> None:
    dialog = SendDialog(window, None)
    first = Path(dialog.path.text())
    assert first.suffix == ".rosapart"
    first.write_text("taken", "utf-8")
    dialog.form_of_file.setCurrentIndex(1)
    dialog.form_of_file.activated.emit(1)
    assert dialog.path.text().endswith(".xlsx")
    dialog.form_of_file.setCurrentIndex(0)
    dialog.form_of_file.activated.emit(0)
    assert Path(dialog.path.text()) != first
    assert not Path(dialog.path.text()).exists()
    dialog.reject()


def test_what_is_written_is_the_chosen_format_whatever_name_was_typed(
    window: MainWindow, tmp_path: Path
) -> None:
    dialog = SendDialog(window, None)
    dialog.show()
    settle()
    write(dialog.path, str(tmp_path / "min del.rosapart"))
    dialog.form_of_file.setCurrentIndex(1)
    dialog.form_of_file.activated.emit(1)
    assert dialog.path.text() == str(tmp_path / "min del.xlsx")
    write(dialog.path, str(tmp_path / "v. 2"))
    click(dialog.go)
    wait(lambda: dialog.written is not None)
    assert dialog.written == tmp_path / "v. 2.xlsx"
    assert dialog.written.read_bytes().startswith(b"PK")
    click(dialog.close_button)


def test_several_parts_come_one_after_another(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = window.workspace
    paths = [sent(window, tmp_path / f"part-{n}.rosapart") for n in range(3)]
    target = checklist(workspace.project)
    for n, path in enumerate(paths):
        edited(window, path, changed(target, fee=f"Avgift {n}"))
    seen: list[str] = []

    def exec_like_a_person(dialog: MergeDialog) -> int:
        dialog.show()
        wait(lambda: dialog.merged is not None)
        seen.append(dialog.windowTitle())
        click(dialog.later if len(seen) == 1 else dialog.take_button)
        return dialog.result()

    monkeypatch.setattr(MergeDialog, "exec", exec_like_a_person)
    merge_files(window, paths)
    assert seen == [f"Merge a part ({n} of 3)" for n in (1, 2, 3)]
    found = next(one for one in workspace.project.checklists if one.id == target)
    assert found.fee == "Avgift 1", "the first was skipped"
    assert [one.theirs for one in workspace.project.conflicts] == ["Avgift 2"]


def test_what_is_changed_meanwhile_is_looked_at_again(window: MainWindow, tmp_path: Path) -> None:
    path = sent(window, tmp_path / "bygg.rosapart")
    target = checklist(window.workspace.project)
    edited(window, path, changed(target, fee="Deras"), RemoveItem(collection="faqs", id=_faq(window)))
    dialog = merging(window, path)
    window.workspace.do(changed(target, fee="Vår"))
    old = dialog.merged
    assert old is not None
    blindly = old.batch.apply(window.workspace.project)
    assert "Vår" not in [one.fee for one in blindly.checklists], "without looking again it would be lost"
    assert blindly.conflicts == ()
    click(dialog.take_button)
    wait(lambda: not dialog.progress.isVisible())
    assert window.workspace.project.conflicts == (), "nothing is merged against an older state"
    assert dialog.isVisible()
    click(dialog.take_button)
    assert [one.theirs for one in window.workspace.project.conflicts] == ["Deras"]


def _faq(window: MainWindow) -> str:
    project = window.workspace.project
    return next(one.id for one in project.faqs if one.department == project.departments[0].id)


def test_the_actions_open_the_dialogs(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(SendDialog, "exec", lambda dialog: opened.append(dialog.department.chosen))
    monkeypatch.setattr(MergeDialog, "exec", lambda dialog: opened.append(dialog.path))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(tmp_path / "a.rosapart")], ""))
    page = window.page
    assert isinstance(page, PartsPage)
    third = window.workspace.project.departments[2].id
    assert page.table.go_to(f"department {third}")
    part_sending.send_part(window)
    part_merging.merge_parts(window)
    assert opened == [third, tmp_path / "a.rosapart"]
    assert window.can("part.send")
    assert window.can("part.merge")


def test_after_sending_the_part_is_the_chosen_line(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window.page
    assert isinstance(page, PartsPage)
    workspace = window.workspace

    def write_it(dialog: SendDialog) -> int:
        dialog.path.setText(str(tmp_path / "del.rosapart"))
        dialog.start()
        wait(lambda: dialog.written is not None)
        dialog.reject()
        return 0

    monkeypatch.setattr(SendDialog, "exec", write_it)
    page.table.go_to(workspace.project.departments[2].id)
    part_sending.send_part(window)
    row = page.table.current_row
    assert row is not None
    assert row.part is workspace.project.parts_out[-1]
    merging(window, tmp_path / "del.rosapart").take()
    assert "Ctrl+Z" in window.notice.text
    workspace.do(
        ChangeItem(collection="checklists", id=checklist(workspace.project), changes={"fee": "1 kr"})
    )
    assert window.notice.text == "", "Ctrl+Z would take back something else now"
