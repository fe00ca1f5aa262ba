"""Large words in a small window: nothing lies over anything else, no button is cut, and what is short says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QStyleOptionComboBox, QVBoxLayout, QWidget

from tests.support.walk import cut_off
from tests.support.window import dress, look_of, open_workspace, settle
from workbench.ui.app import page_kinds
from workbench.ui.frame.top_bar import SearchButton
from workbench.ui.main_window import MainWindow
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.list_split import ListSplit
from workbench.ui.widgets.wrapping import wrapping


@pytest.fixture
def window(qapp: object, tmp_path: Path) -> Iterator[MainWindow]:
    """The office's window, half as large again, on a small screen."""
    del qapp
    with open_workspace(tmp_path) as workspace:
        made = MainWindow(workspace, look_of("sv", scale=1.5), page_kinds())
        made.resize(1280, 720)
        made.show()
        settle()
        yield made
        made.let_go()
        made.hide()
        made.deleteLater()


@pytest.mark.parametrize("page", ["checklists", "faqs", "parts"])
def test_nothing_is_cut_off_where_words_are_large(window: MainWindow, page: str) -> None:
    window.show_page(page)
    settle()
    assert [str(one) for one in cut_off(window)] == []


def test_the_words_of_the_search_and_its_key_never_lie_over_each_other(qapp: object) -> None:
    del qapp
    search = SearchButton(look_of("da"))
    dress(search)
    for wide in range(120, 381, 20):
        search.resize(wide, search.sizeHint().height())
        search.show()
        settle()
        words = search.fontMetrics().horizontalAdvance(search.text())
        key = search._hint.width() if search._hint.isVisible() else 0
        assert words + key + search.iconSize().width() <= wide
        assert search.text() == search._words or search.text().endswith("…")
    assert key
    search.hide()


def test_buttons_go_on_in_the_next_line_where_a_line_is_full(qapp: object) -> None:
    del qapp
    buttons = [QPushButton(text) for text in ("Keep ours", "Take theirs", "Keep both", "Write another…")]
    whole = QWidget()
    look_of("en")
    dress(whole)
    box = QVBoxLayout(whole)
    box.addWidget(wrapping(*buttons, spacing=8))
    for wide in (700, 250):
        whole.resize(wide, 300)
        whole.show()
        settle()
        for one in buttons:
            assert one.width() >= one.sizeHint().width()
            assert one.geometry().right() <= wide
        for one in buttons:
            assert not any(
                one.geometry().intersects(other.geometry()) for other in buttons if other is not one
            )
    assert buttons[-1].y() > buttons[0].y()
    whole.hide()


def test_a_choice_that_is_too_long_ends_with_dots(qapp: object) -> None:
    del qapp
    choice = Choice(look_of("en"), "Then", lambda _key: None)
    choice.offer([("a", "3 Ask: have you got a power of attorney, or are you a guardian?")], "a")
    choice.resize(160, choice.sizeHint().height())
    option = QStyleOptionComboBox()
    choice.initStyleOption(option)
    assert option.currentText.endswith("…")
    choice.resize(900, choice.sizeHint().height())
    choice.initStyleOption(option)
    assert option.currentText == choice.currentText()


def test_a_list_leaves_room_for_what_is_chosen_until_it_is_moved(qapp: object) -> None:
    del qapp
    split = ListSplit(QWidget(), QWidget(), 400, 0.4)
    for wide, left in ((600, 240), (1600, 400), (900, 360)):
        split.resize(wide, 300)
        split.show()
        settle()
        assert abs(split.sizes()[0] - left) <= 2
    assert split.remembered() == []
    split.remember([300, 600])
    split.resize(600, 300)
    settle()
    assert split.sizes()[0] == pytest.approx(300, abs=110)
    assert split.remembered() == split.sizes()
    split.hide()
