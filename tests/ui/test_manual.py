"""The manual opens inside the program, and what it says of keys holds where the window has to look first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.support.window import look_of, settle
from workbench.edits import ChangeItem
from workbench.locale import LANGUAGES, Language
from workbench.ui.app import page_kinds
from workbench.ui.dialogs.manual import manual_file, manual_reader
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.workspace import Workspace

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(workspace: Workspace, look: Look) -> Iterator[MainWindow]:
    """The sample in its window."""
    made = MainWindow(workspace, look, page_kinds())
    made.show()
    made.activateWindow()
    settle()
    yield made
    made.let_go()
    made.hide()
    made.deleteLater()


def strike(key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    """Press a key where the keyboard is."""
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, key, held)
    settle()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_is_there_in_every_language(qapp: object, language: Language) -> None:
    del qapp
    reader = manual_reader(look_of(language))
    shown = manual_file(language).read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    assert reader.toPlainText().startswith(shown)
    assert (manual_file(language).name == "facilitator.md") is (language == "en")


def test_a_link_leads_to_the_other_language(qapp: object) -> None:
    del qapp
    reader = manual_reader(look_of("en"))
    reader.setSource(QUrl("facilitator.sv.md"))  # what a click on the link does
    assert reader.toPlainText().startswith("Handbok")


def test_pictures_are_no_wider_than_the_text(qapp: object) -> None:
    del qapp
    reader = manual_reader(look_of("en"))
    if not (Path(manual_file("en")).parent / "images" / "window" / "workshop-en-light.png").exists():
        pytest.skip("the pictures are not made")
    reader.resize(820, 600)
    reader.show()
    settle()
    assert reader.horizontalScrollBar().maximum() == 0


def test_rows_chosen_a_moment_ago_can_be_merged(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    page: Any = window.show_page("case_types")
    asked: list[int] = []
    monkeypatch.setattr(page.acts, "ask_merge", lambda chosen: asked.append(len(chosen)))
    strike(Qt.Key.Key_M, CTRL)
    assert asked == []  # one row alone cannot be merged
    strike(Qt.Key.Key_Down, SHIFT)
    strike(Qt.Key.Key_M, CTRL)
    assert asked == [2]


def test_a_menu_offers_what_can_be_done_with_the_rows_that_are_chosen(window: MainWindow) -> None:
    page: Any = window.show_page("case_types")
    page.table.selectAll()
    menu = window.menuBar().findChild(QMenu, "menu.row")
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    assert window.can("row.merge")
    assert not window.can("row.split")


def test_coming_back_to_the_board_chooses_one_card(window: MainWindow, workspace: Workspace) -> None:
    page: Any = window.show_page("workshop")
    strike(Qt.Key.Key_L, CTRL)
    card = page.pane.chosen_cards()[0]
    last = next(shown.cards.rows[-1] for shown in reversed(page.pane.columns.values()) if shown.cards.rows)
    workspace.do(
        ChangeItem(
            collection="case_types.steps", within=(last.case_type,), id=last.id, changes={"level": None}
        )
    )
    strike(Qt.Key.Key_T, CTRL)
    strike(Qt.Key.Key_L, CTRL)
    assert [one.id for one in page.pane.chosen_cards()] == [last.id] != [card.id]
