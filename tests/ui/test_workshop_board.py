"""The level board: cards carried with a real mouse, moved by keys, several in one undo."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from tests.support.window import NONE, press, settle
from tests.support.workshop import workshop_page
from workbench.ui.pages.workshop.board import COLUMNS

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def board(workspace, look):
    page = workshop_page(workspace, look, "board")
    testers = [QAbstractItemModelTester(one.cards, FATAL) for one in page.pane.columns.values()]
    yield page.pane
    del testers


def level_of(workspace, step):
    return next(one.level for case in workspace.project.case_types for one in case.steps if one.id == step)


def middle(column, at):
    return column.visualRect(column.cards.index(at, 0)).center()


def carry(column, at, target, *, lets_go=True):
    """Press on a card, move the mouse to another column, let go there."""
    source = column.viewport()
    start = middle(column, at)
    goal = source.mapFromGlobal(target.viewport().mapToGlobal(QPoint(20, 60)))
    QTest.mousePress(source, Qt.MouseButton.LeftButton, NONE, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(source, start + (goal - start) * share)
    settle()
    if lets_go:
        QTest.mouseRelease(source, Qt.MouseButton.LeftButton, NONE, goal)
        settle()


def test_columns_hold_every_step_of_the_workshop(workspace, board):
    steps = [step for one in board._case_types for step in one.steps]
    assert sum(len(one.cards.rows) for one in board.columns.values()) == len(steps)
    assert board.columns[4].accessibleName() == "Level 4 Rule decision, can move"
    assert board.columns[None].accessibleName() == "No level yet"
    assert board.columns[1].head.accessibleName().endswith(f"{len(board.columns[1].cards.rows)} cards")


def test_a_card_is_carried_to_another_level(workspace, board):
    source, target = board.columns[5], board.columns[3]
    card, before = source.cards.rows[1], workspace.project
    carry(source, 1, target, lets_go=False)
    assert board._ghost.isVisible()
    assert board._ghost.text() == card.title
    assert target.is_target
    carry(source, 1, target)
    assert level_of(workspace, card.id) == 3
    assert card.id in [one.id for one in target.cards.rows]
    assert not board._ghost.isVisible()
    assert not target.is_target
    assert target.hasFocus()
    assert target.current.id == card.id
    workspace.undo()
    assert workspace.project == before


def test_a_small_movement_is_a_click_and_carries_nothing(workspace, board):
    source, before = board.columns[5], workspace.project
    at = middle(source, 1)
    QTest.mousePress(source.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    QTest.mouseMove(source.viewport(), at + QPoint(2, 1))
    QTest.mouseRelease(source.viewport(), Qt.MouseButton.LeftButton, NONE, at + QPoint(2, 1))
    assert workspace.project is before
    assert [one.id for one in source.chosen_cards()] == [source.cards.rows[1].id]


def test_a_card_let_go_beside_the_board_stays(workspace, board):
    source, before = board.columns[5], workspace.project
    at = middle(source, 0)
    QTest.mousePress(source.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    QTest.mouseMove(source.viewport(), at + QPoint(0, 40))
    QTest.mouseMove(source.viewport(), QPoint(40, 5000))
    QTest.mouseRelease(source.viewport(), Qt.MouseButton.LeftButton, NONE, QPoint(40, 5000))
    assert workspace.project is before
    assert not board._ghost.isVisible()


def test_several_chosen_cards_go_together_in_one_undo(workspace, board):
    source, before = board.columns[1], workspace.project
    source.setFocus()
    source.go_to(0)
    press(Qt.Key.Key_Down, SHIFT)
    press(Qt.Key.Key_Down, SHIFT)
    ids = [one.id for one in source.chosen_cards()]
    assert len(ids) == 3
    press(Qt.Key.Key_4, text="4")
    assert {level_of(workspace, one) for one in ids} == {4}
    assert {one.id for one in board.chosen_cards()} == set(ids), "they stay chosen where they are now"
    press(Qt.Key.Key_6, text="6")
    assert {level_of(workspace, one) for one in ids} == {6}
    workspace.undo()
    workspace.undo()
    assert workspace.project == before


def test_several_cards_are_carried_together(workspace, board):
    source = board.columns[2]
    for at in (0, 2):
        QTest.mouseClick(
            source.viewport(), Qt.MouseButton.LeftButton, CONTROL if at else NONE, middle(source, at)
        )
    ids = [one.id for one in source.chosen_cards()]
    assert len(ids) == 2
    carry(source, 2, board.columns[1])
    assert {level_of(workspace, one) for one in ids} == {1}


def test_alt_arrows_shift_a_level_and_stop_at_the_ends(workspace, board):
    source = board.columns[4]
    source.setFocus()
    source.go_to(0)
    card = source.current
    press(Qt.Key.Key_Right, ALT)
    assert level_of(workspace, card.id) == 5
    for _ in range(12):
        press(Qt.Key.Key_Right, ALT)
    assert level_of(workspace, card.id) == 8
    for _ in range(12):
        press(Qt.Key.Key_Left, ALT)
    assert level_of(workspace, card.id) is None
    press(Qt.Key.Key_Right, ALT)
    assert level_of(workspace, card.id) == 1


def test_arrows_walk_and_skip_empty_columns(board):
    board.columns[6].setFocus()
    board.columns[6].go_to(1)
    press(Qt.Key.Key_Right)
    assert board.columns[7].hasFocus()
    assert board.columns[7].currentIndex().row() == 0
    press(Qt.Key.Key_Right)
    assert board.columns[7].hasFocus(), "there is nothing on level 8"
    press(Qt.Key.Key_Left)
    press(Qt.Key.Key_Down)
    assert board.columns[6].currentIndex().row() == 1


def test_only_one_column_keeps_its_choice_without_control(board):
    board.columns[1].setFocus()
    board.columns[1].go_to(0)
    board.columns[3].setFocus()
    board.columns[3].go_to(0)
    assert {one.level for one in board.chosen_cards()} == {3}


def test_actions_of_the_menu_and_the_filter(workspace, board):
    only = board._case_types[1]
    board.filter.setCurrentIndex(board.filter.findData(only.id))
    shown = [card for one in board.columns.values() for card in one.cards.rows]
    assert {one.case_type for one in shown} == {only.id}
    assert len(shown) == len(only.steps)
    board._focus_on(only.steps[0].id)
    board.commands()["row.level_7"]()
    assert level_of(workspace, only.steps[0].id) == 7
    board.commands()["row.level_none"]()
    assert level_of(workspace, only.steps[0].id) is None
    assert board.summary.text().endswith("1 without a level")


def test_an_edit_elsewhere_leaves_the_cards_alone(workspace, board):
    resets = []
    for one in board.columns.values():
        one.cards.dataChanged.connect(lambda *_args: resets.append(1))
        one.cards.rowsInserted.connect(lambda *_args: resets.append(1))
    from workbench.edits import ChangeItem

    other = next(one for one in workspace.project.case_types if one.id not in board.workshop.case_types)
    workspace.do(ChangeItem(collection="case_types", id=other.id, changes={"name": "Other"}))
    assert not resets
    assert COLUMNS[0] is None


def test_at_a_small_size_the_board_scrolls_sideways(workspace, look):
    page = workshop_page(workspace, look, "board", size=(1044, 600))
    bar = page.pane._area.horizontalScrollBar()
    assert bar.maximum() > 0
    page.pane.columns[7].setFocus()
    page.pane._focus_on(page.pane.columns[7].cards.rows[0].id)
    assert bar.value() > 0
