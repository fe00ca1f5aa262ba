"""Items of a checklist as blocks: chosen, copied, dragged, taken from others; rules in order; what is told of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.support.checklist_page import STOVE, opened, stove
from tests.support.walk import cut_off, nameless, unreachable
from tests.support.window import press, settle
from workbench.ui.look import Look
from workbench.ui.pages.checklists import ChecklistsPage
from workbench.ui.pages.checklists.fetching import FetchLines
from workbench.ui.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture
def page(workspace: Workspace, look: Look) -> Iterator[ChecklistsPage]:
    """The page with one checklist open."""
    made = opened(workspace, look)
    yield made
    made.hide()
    made.deleteLater()


def test_the_table_of_rules_says_what_is_wrong_with_it_and_marks_the_rule(page: ChecklistsPage) -> None:
    rules = page.editor.rules
    assert rules.remarks.said[0].startswith("The order matters for rules 3, 4, 5")
    assert not any(mark.isVisibleTo(rules) for mark in rules.marks)
    rules._write(2, 0, "Ja")
    assert rules.remarks.said[0].startswith("No rule fits when")
    rules._write(4, 0, "Ja")
    rules._write(4, 1, "Nej")
    rules._write(4, 3, "Avslag")
    marked = [mark.isVisibleTo(rules) for mark in rules.marks]
    assert marked == [False, False, False, False, True]
    assert "Rule 5 never applies" in rules.fields[4, 0].accessibleDescription()
    rules.drop.click()
    assert not rules.remarks.isVisible()
    rules.begin.click()
    assert rules.remarks.said == [], "an empty table is only begun"
    rules._write(0, 0, "ja eller nej")
    rules._write(0, 1, "Bifall")
    assert rules.remarks.said == ["Every case has a rule."]


ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


CTRL = Qt.KeyboardModifier.ControlModifier


def test_lines_are_chosen_copied_and_pasted_by_keys_with_their_answers(page: ChecklistsPage) -> None:
    items = page.editor.items
    before = stove(page.workspace).items
    items.rows[2].text.setFocus()
    for _ in range(4):
        press(Qt.Key.Key_Down, ALT_SHIFT)
    assert items.chosen.ids == tuple(one.id for one in before[2:6])
    assert items.current() == before[5].id
    assert "4" in items.chosen_words.text()
    assert items.rows[3].text.accessibleDescription() == "Chosen"
    press(Qt.Key.Key_C, CTRL)
    press(Qt.Key.Key_Escape)
    assert items.chosen.ids == ()
    assert items.paste_here.isVisible()
    items.rows[0].text.setFocus()
    press(Qt.Key.Key_V, CTRL)
    now = stove(page.workspace).items
    assert [one.text for one in now[1:5]] == [one.text for one in before[2:6]]
    assert not {one.id for one in now[1:5]} & {one.id for one in before}
    assert now[1].branches[1].goes_to == now[4].id, "the answer leads to the copy"
    page.list.go_to("cl-skadedjur")
    other = page.editor.checklist
    assert other is not None
    page.editor.items.rows[0].text.setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert page.editor.checklist is not None
    assert len(page.editor.checklist.items) == len(other.items) + 4
    page.workspace.undo()
    page.workspace.undo()
    assert stove(page.workspace).items == before


def test_words_that_are_marked_are_copied_as_words(page: ChecklistsPage) -> None:
    text = page.editor.items.rows[1].text
    text.setFocus()
    text.selectAll()
    press(Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text() == text.toPlainText()
    assert not page.editor.items.paste_here.isVisible()
    page.editor.items.rows[0].text.setFocus()
    press(Qt.Key.Key_V, CTRL)
    assert text.toPlainText() in page.editor.items.rows[0].text.toPlainText()


def mouse(page: ChecklistsPage, row: int, kind: QEvent.Type, at: QPoint, *, shift: bool = False) -> None:
    """Send the mouse to the number of a line; ``at`` is a place on the screen."""
    handle, left = page.editor.items.rows[row].handle, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    where = QPointF(handle.mapFromGlobal(at))
    QApplication.sendEvent(handle, QMouseEvent(kind, where, QPointF(at), left, left, held))


def test_a_click_on_the_number_chooses_the_line_and_shift_all_up_to_it(page: ChecklistsPage) -> None:
    items = page.editor.items
    for row, shift in ((1, False), (3, True)):
        at = items.rows[row].handle.mapToGlobal(QPoint(4, 4))
        mouse(page, row, QEvent.Type.MouseButtonPress, at, shift=shift)
        mouse(page, row, QEvent.Type.MouseButtonRelease, at, shift=shift)
    assert items.chosen.ids == tuple(one.id for one in stove(page.workspace).items[1:4])
    assert page.commands()["edit.copy"]() is None
    assert "edit.paste" in page.commands()


def test_a_line_shows_where_a_dragged_item_will_stand(page: ChecklistsPage) -> None:
    items, sign = page.editor.items, page.editor.items._drop
    start = items.rows[0].handle.mapToGlobal(QPoint(4, 4))
    mouse(page, 0, QEvent.Type.MouseButtonPress, start)
    mouse(page, 0, QEvent.Type.MouseMove, start + QPoint(1, 1))
    assert not sign.isVisible(), "a hand that shakes drags nothing"
    target = items.rows[2]
    to = target.mapToGlobal(QPoint(5, target.height() - 2))
    mouse(page, 0, QEvent.Type.MouseMove, to)
    assert sign.isVisible()
    assert abs(sign.geometry().center().y() - target.geometry().bottom()) < 20
    to = items.rows[2].mapToGlobal(QPoint(5, items.rows[2].height() - 2))
    mouse(page, 0, QEvent.Type.MouseButtonRelease, to)
    assert not sign.isVisible()
    assert [one.id for one in stove(page.workspace).items][2] == "cl-eldstad-1"


def test_lines_of_another_checklist_are_found_ticked_and_inserted(page: ChecklistsPage) -> None:
    project = page.workspace.project
    other = next(one for one in project.checklists if any(b.goes_to for i in one.items for b in i.branches))
    dialog = FetchLines(page.look, page, project.checklists, STOVE)
    dialog.words.setText(f"{other.title} {other.items[0].text}")
    assert dialog.checklist == other
    assert not dialog.insert.isEnabled()
    for at in range(2):
        dialog.items.item(at).setCheckState(Qt.CheckState.Checked)
    assert [line.id for line in dialog.lines] == [one.id for one in other.items[:2]]
    assert dialog.insert.isEnabled()
    assert page.editor.items.insert(dialog.lines)
    now = stove(page.workspace).items
    assert [one.text for one in now[-2:]] == [one.text for one in other.items[:2]]
    dialog.words.setText("there is nothing of the kind")
    assert (dialog.checklist, dialog.lines) == (None, ())
    dialog.deleteLater()


def test_what_is_odd_about_the_way_stands_at_its_line(page: ChecklistsPage) -> None:
    items = page.editor.items
    assert not any(row.remarks.said for row in items.rows)
    items.rows[2].change_branch(0, goes_to="cl-eldstad-7")
    items.rows[2].change_branch(1, goes_to="cl-eldstad-7")
    assert [row.remarks.said for row in items.rows if row.remarks.said] == [
        ["Nothing leads to this item: every answer above goes past it."]
    ]
    assert items.rows[3].remarks.isVisible()
    page.workspace.undo()
    page.workspace.undo()
    assert not items.rows[3].remarks.isVisible()


def test_a_rule_is_moved_by_keys_because_the_first_that_fits_holds(page: ChecklistsPage) -> None:
    rules = page.editor.rules
    table = stove(page.workspace).decision_table
    assert table is not None
    rules.fields[4, 3].setFocus()
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    moved = stove(page.workspace).decision_table
    assert moved is not None
    assert moved.rows == (*table.rows[:3], table.rows[4], table.rows[3])
    assert rules.fields[3, 3].hasFocus()
    rules.fields[0, 0].setFocus()
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert stove(page.workspace).decision_table == moved, "there is no place above the first"


def test_the_dialog_that_takes_items_has_names_and_keys_for_everything(page: ChecklistsPage) -> None:
    dialog = FetchLines(page.look, page, page.workspace.project.checklists, STOVE)
    dialog.resize(820, 560)
    dialog.show()
    settle()
    dialog.items.setFocus()
    dialog.items.setCurrentRow(1)
    press(Qt.Key.Key_Space)
    assert len(dialog.lines) == 1
    described = [type(one).__name__ for one in nameless(dialog)]
    assert described == []
    assert list(unreachable(dialog)) == []
    assert [str(one) for one in cut_off(dialog)] == []
    dialog.reject()
    dialog.deleteLater()


COPIES_AND_ENDS = """
from PySide6.QtWidgets import QApplication
from workbench.locale import Texts
from workbench.model.knowledge import ChecklistItem, ItemKind
from workbench.ui.pages.checklists.lines import from_clipboard, put_on_clipboard

app = QApplication([])
put_on_clipboard((ChecklistItem(id="i", kind=ItemKind.ASK, text="Ask for the address"),), Texts("en"))
assert [one.text for one in from_clipboard()] == ["Ask for the address"]
assert app.clipboard().text().endswith("Ask for the address")
"""


def test_the_program_ends_well_with_lines_on_the_clipboard() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", COPIES_AND_ENDS], capture_output=True, check=False, cwd=ROOT
    )
    assert ended.returncode == 0, ended.stderr.decode()
