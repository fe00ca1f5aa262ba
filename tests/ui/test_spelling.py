"""Spelling marks as somebody who writes meets them: they come after a pause, never while a word is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat
from PySide6.QtWidgets import QApplication

from tests.support.window import open_workspace, press, rest, settle, show, type_text
from workbench.ui.look import Look
from workbench.ui.pages.checklists import ChecklistsPage
from workbench.ui.pages.faqs import FaqsPage
from workbench.ui.pages.faqs.editor import FaqEditor
from workbench.ui.widgets.fields import LongField
from workbench.ui.widgets.spelling import SpellingMarks
from workbench.ui.workspace import Workspace

pytest.importorskip("hunspell")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def workspace(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The Swedish sample, open, and one process for all: it loads dictionaries for a second."""
    del qapp
    with open_workspace(tmp_path_factory.mktemp("spelling")) as opened:
        yield opened


@pytest.fixture
def editor(workspace: Workspace, look: Look) -> Iterator[FaqEditor]:
    page = FaqsPage(workspace, look)
    workspace.project_changed.connect(page.show_project)
    show(page, 1240, 850)
    page.editor.choose_language("sv")
    yield page.editor
    page.let_go()
    page.hide()
    workspace.project_changed.disconnect(page.show_project)
    for known in (page.editor.spelling._verdicts, page.editor.spelling._asked, page.editor.spelling._missing):
        known.clear()


def wait(until: Callable[[], bool], limit_ms: int = 15_000) -> None:
    for _ in range(limit_ms // 10):
        if until():
            break
        rest(10)
    settle()
    assert until()


def marked(field: LongField) -> list[str]:
    """Return the words of a field that have the wavy line."""
    found = []
    block = field.document().firstBlock()
    while block.isValid():
        found += [
            block.text()[one.start : one.start + one.length]
            for one in block.layout().formats()
            if one.format.underlineStyle() is QTextCharFormat.UnderlineStyle.WaveUnderline
        ]
        block = block.next()
    return found


def marks_of(editor: FaqEditor, field: LongField) -> SpellingMarks:
    return next(one for one in editor.marks if one.field is field)


def write(field: LongField, text: str) -> None:
    field.setFocus()
    press(Qt.Key.Key_A, CTRL)
    type_text(text)


def test_a_slip_is_marked_when_the_word_is_done_and_said_in_words(editor: FaqEditor) -> None:
    write(editor.answer, "Du söker bygglof")
    wait(lambda: editor.spelling.is_right("sv", "bygglof") is False)
    assert marked(editor.answer) == []
    editor.question.setFocus()
    wait(lambda: marked(editor.answer) == ["bygglof"])
    editor.answer.setFocus()
    press(Qt.Key.Key_End, CTRL)
    type_text(" hos Gatuenheten på [sidan](https://norrvik.example/byglof) och i MinSida. ")
    wait(lambda: marked(editor.answer) == ["bygglof"])
    wait(lambda: any("Perhaps misspelt: bygglof." in one for one in editor.hints.said))


def test_each_tab_has_its_own_dictionary(editor: FaqEditor) -> None:
    editor.choose_language("en")
    write(editor.answer, "Apply for a building permit, recieve an answer. ")
    wait(lambda: marked(editor.answer) == ["recieve"])
    editor.choose_language("da")
    write(editor.answer, "Du får en afgørelsse fra kommunen. ")
    wait(lambda: marked(editor.answer) == ["afgørelsse"])


def test_the_menu_offers_what_is_meant_and_puts_it_in(editor: FaqEditor) -> None:
    write(editor.answer, "Du söker bygglof hos oss. ")
    wait(lambda: marked(editor.answer) == ["bygglof"])
    cursor = editor.answer.textCursor()
    cursor.setPosition(11)
    editor.answer.setTextCursor(cursor)
    menus = marks_of(editor, editor.answer)._menu
    press(Qt.Key.Key_F10, SHIFT)
    assert menus.shown is not None
    assert menus.shown.actions()[0].text() == "Looking for suggestions…"
    wait(lambda: menus.shown is not None and menus.shown.actions()[0].text() == "bygglov")
    assert menus.shown is not None
    menus.shown.actions()[0].trigger()
    menus.shown.close()
    assert editor.answer.toPlainText() == "Du söker bygglov hos oss. "
    editor.answer.undo()
    assert editor.answer.toPlainText() == "Du söker bygglof hos oss. "
    wait(lambda: menus.shown is None)


def test_a_word_is_accepted_for_good_and_in_this_project_alone(editor: FaqEditor, look: Look) -> None:
    write(editor.question, "Vad är en qwertgård? ")
    wait(lambda: marked(editor.question) == ["qwertgård"])
    menus = marks_of(editor, editor.question)._menu
    where = editor.question.viewport().rect().center()
    cursor = editor.question.textCursor()
    cursor.setPosition(12)
    at = editor.question.cursorRect(cursor).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, editor.question.viewport().mapToGlobal(at))
    QApplication.sendEvent(editor.question.viewport(), event)
    assert menus.shown is not None, where
    accepts = next(one for one in menus.shown.actions() if one.text().startswith("Always accept"))
    accepts.trigger()
    menus.shown.close()
    assert marked(editor.question) == []
    preferences = editor.workspace.preferences
    assert preferences.get(f"words {editor.workspace.project.id}", []) == ["qwertgård"]


def test_the_menu_of_a_word_that_is_right_is_the_usual_one(editor: FaqEditor) -> None:
    menus = marks_of(editor, editor.answer)._menu
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, QPoint(5, 5), editor.answer.viewport().mapToGlobal(QPoint(5, 5))
    )
    QApplication.sendEvent(editor.answer.viewport(), event)
    assert menus.shown is not None
    assert not any("ccept" in one.text() for one in menus.shown.actions())
    menus.shown.close()


def test_without_a_dictionary_nothing_is_marked_and_it_is_said_once(
    editor: FaqEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.spelling._hear({"n": 0, "language": "en", "missing": True})
    editor.choose_language("en")
    write(editor.answer, "recieve recieve ")
    editor.tell()
    assert marked(editor.answer) == []
    assert editor.hints.said == ["This computer has no dictionary for this language."]


def test_a_process_that_dies_costs_no_text_and_is_started_again(editor: FaqEditor) -> None:
    write(editor.answer, "bygglof hos oss. ")
    wait(lambda: marked(editor.answer) == ["bygglof"])
    process = editor.spelling._process
    assert process is not None
    heard: list[list[str]] = []
    editor.spelling.suggest("sv", "bygglof", heard.append)
    process.kill()
    wait(lambda: editor.spelling._process is None)
    assert heard == [[]]
    type_text("Ett ärrende till. ")
    wait(lambda: marked(editor.answer) == ["bygglof", "ärrende"])


def test_where_no_process_can_be_started_nobody_waits_for_a_suggestion(
    editor: FaqEditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.spelling.stop()
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    heard: list[list[str]] = []
    for asked in range(1, 6):
        editor.spelling.suggest("sv", "bygglof", heard.append)
        wait(lambda n=asked: len(heard) == n)
    assert heard == [[]] * 5
    assert editor.spelling.is_right("sv", "bygglöf") is None
    editor.spelling.stop()


def test_a_checklist_is_checked_as_well(workspace: Workspace, look: Look) -> None:
    page = ChecklistsPage(workspace, look)
    workspace.project_changed.connect(page.show_project)
    show(page, 1240, 850)
    field = page.editor.items.rows[0].text
    write(field, "Säg att ansökann har kommit. ")
    wait(lambda: marked(field) == ["ansökann"])
    page.editor.use_when.setFocus()
    field.setFocus()
    assert field.accessibleDescription() == "Perhaps misspelt: ansökann"
    page.hide()
