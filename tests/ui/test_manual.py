"""The manual opens inside the program, and what it says of keys holds where the window has to look first."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.support.window import look_of, settle
from workbench.edits import ChangeItem
from workbench.locale import LANGUAGES, Language
from workbench.ui.app import page_kinds
from workbench.ui.dialogs.frame import Dialog
from workbench.ui.dialogs.manual import ManualReader, manual_file, manual_reader, open_manual
from workbench.ui.look import Look
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.parts import Segments
from workbench.ui.workspace import Workspace

ROLES = ("facilitator", "representative", "project-office", "method")
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


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_is_there_in_every_language(qapp: object, language: Language, role: str) -> None:
    del qapp
    reader = manual_reader(look_of(language), role)
    file = manual_file(role, language)
    shown = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
    assert reader.toPlainText().startswith(shown)
    assert (file.name == f"{role}.md") is (language == "en")


@pytest.mark.parametrize(
    ("mode", "first", "by", "then"),
    [
        ("workshop", "facilitator", 1, "representative"),
        ("department", "representative", -1, "facilitator"),
        ("office", "project-office", 1, "method"),
    ],
)
def test_the_manual_of_ones_own_role_opens_and_the_other_is_one_key_away(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, mode: str, first: str, by: int, then: str
) -> None:
    read: list[str] = []

    def walk(dialog: Dialog) -> None:
        reader, choices = dialog.findChild(ManualReader), dialog.findChild(Segments)
        assert reader is not None and choices is not None
        read.append(reader.source().fileName())
        choices.step(by)
        read.append(reader.source().fileName())

    monkeypatch.setattr(Dialog, "exec", walk)
    window.set_mode(mode)
    open_manual(window)
    assert [name.split(".")[0] for name in read] == [first, then]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_representatives_manual_has_four_pages_at_most_with_its_pictures(
    qapp: object, language: Language
) -> None:
    del qapp
    assert 2 <= printed_pages("representative", language) <= 4
    assert printed_pages("facilitator", language) > 4, "a long one is told from a short one"


def printed_pages(role: str, language: Language) -> int:
    """Return how many pages of A4 a manual takes: letters of 10 points, pictures as wide as the text."""
    reader = manual_reader(look_of(language), role)
    document = reader.document()
    wide = 760  # as many pixels as a picture is wide here, for the 17 cm between the margins
    letters = QFont("Inter")
    letters.setPixelSize(round(10 * 0.3528 / 170 * wide))
    document.setDefaultFont(letters)
    document.setTextWidth(wide + 2 * document.documentMargin())
    return math.ceil(document.size().height() / (wide * 257 / 170))


def test_a_link_leads_to_the_other_language(qapp: object) -> None:
    del qapp
    reader = manual_reader(look_of("en"), "facilitator")
    reader.setSource(QUrl("facilitator.sv.md"))  # what a click on the link does
    assert reader.toPlainText().startswith("Handbok")


def test_pictures_are_no_wider_than_the_text(qapp: object) -> None:
    del qapp
    reader = manual_reader(look_of("en"), "facilitator")
    if not (manual_file("facilitator", "en").parent / "images" / "window" / "workshop-en-light.png").exists():
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
