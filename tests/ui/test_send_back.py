"""The first page of a part and the way back: what is left leads to its place, and the file is named and saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from tests.support.answering import answering
from tests.support.pseudo import PseudoTexts
from tests.support.walk import cut_off, nameless, tab_round, texts, unmarked, unreachable
from tests.support.window import at_rest, calculated, click, look_of, open_workspace, press, settle, type_text
from tests.ui.test_every_page import written_by_people
from workbench.edits import ChangeItem
from workbench.model.knowledge import LocalizedText
from workbench.model.project import Project
from workbench.parts import make_part
from workbench.session import Session, read_project, write_new
from workbench.store.disk import Disk
from workbench.store.state import Store
from workbench.templates import template_project
from workbench.ui.app import Program, page_kinds
from workbench.ui.dialogs.send_back import SendBackDialog, changed_words
from workbench.ui.look import Look
from workbench.ui.main_window import PAGES_OF_MODE, MainWindow
from workbench.ui.pages.faqs import FaqsPage
from workbench.ui.pages.overview import PartPage
from workbench.ui.pages.overview.part_page import sent_words

OWN = "d-miljo"
SENT, DUE = dt.date(2026, 11, 20), dt.date(2027, 3, 1)


@cache
def the_part(*, with_work: bool = True) -> Project:
    """Return a part in which a checklist and an answer are missing."""
    whole = template_project("se")
    if with_work:
        own = {one.id for one in whole.case_types if one.department == OWN}
        first = next(one for one in whole.checklists if one.case_type in own)
        asked = next(one for one in whole.faqs if one.department == OWN)
        whole = whole.changed(
            checklists=tuple(one for one in whole.checklists if one is not first),
            faqs=tuple(one.changed(answer=LocalizedText()) if one is asked else one for one in whole.faqs),
        )
    return make_part(whole, OWN, revision=0, sent_on=SENT, sent_to="Karin", due=DUE)[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    write_new(tmp_path / "miljö.rosapart", the_part(), Disk())
    return tmp_path / "miljö.rosapart"


@pytest.fixture
def program(qapp: QApplication, tmp_path: Path, file: Path) -> Iterator[Program]:
    made = Program(qapp, Store(folder=tmp_path / "state"), "en")
    assert made.open(file)
    assert made.workspace is not None
    calculated(made.workspace)
    yield made
    made.close_project()
    settle()


def window_of(program: Program) -> MainWindow:
    assert program.window is not None
    program.window.activateWindow()
    settle()
    return program.window


def page_of(program: Program) -> PartPage:
    page = window_of(program).show_page("overview")
    assert isinstance(page, PartPage)
    settle()
    return page


def test_the_first_page_says_what_is_left_and_leads_there(program: Program) -> None:
    window, page = window_of(program), page_of(program)
    tester = QAbstractItemModelTester(page.left.table)
    assert {one.matter for one in page.left.table.rows} >= {"no_checklist", "no_answer"}
    at = next(n for n, one in enumerate(page.left.table.rows) if one.matter == "no_answer")
    page.left.setCurrentIndex(page.left.table.index(at, 0))
    press(Qt.Key.Key_Return, at=page.left)
    settle()
    assert window.page is not None
    assert window.page.key == "faqs"
    window.show_page("overview")
    at = next(n for n, one in enumerate(page.left.table.rows) if one.matter == "no_checklist")
    page.left.setCurrentIndex(page.left.table.index(at, 0))
    press(Qt.Key.Key_Return, at=page.left)
    settle()
    assert window.page.key == "checklists"
    del tester


def test_what_is_written_is_counted_at_once(program: Program) -> None:
    page = page_of(program)
    before = page.standing
    faq = next(one for one in page.workspace.project.faqs if not one.answer.sv)
    page.workspace.do(ChangeItem(collection="faqs", id=faq.id, changes={"answer": {"sv": "Ja."}}))
    settle()
    assert page.standing.faqs == before.faqs + 1
    assert not [one for one in page.left.table.rows if one.matter == "no_answer"]


def test_send_back_hands_over_what_is_being_typed_saves_and_names_the_file(
    program: Program, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = window_of(program)
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    page = window.show_page("faqs")
    assert isinstance(page, FaqsPage)
    page.table.go_to(window.workspace.project.faqs[0].id)
    page.editor.question.setFocus()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    type_text("Vem mäter radon?")
    seen: list[str] = []

    def look(dialog: SendBackDialog) -> None:
        seen.append(dialog.changed.text())
        click(dialog.file.folder)
        click(dialog.file.copy)

    with answering(SendBackDialog, look):
        click(window.top.send_back)
    assert seen == ["Written or changed since it was sent: 1 question."]
    assert opened == [str(file.parent)]
    assert QGuiApplication.clipboard().text() == str(file)
    assert read_project(file).project.faqs[0].question.sv == "Vem mäter radon?"
    assert window.status.saved.text().startswith("Everything is in the file")


def test_a_line_of_what_is_left_closes_the_dialog_and_goes_there(program: Program) -> None:
    window = window_of(program)

    def choose(dialog: SendBackDialog) -> None:
        at = next(n for n, one in enumerate(dialog.left.table.rows) if one.matter == "no_answer")
        dialog.left.setCurrentIndex(dialog.left.table.index(at, 0))
        press(Qt.Key.Key_Return, at=dialog.left)

    with answering(SendBackDialog, choose):
        window.run("file.send_back")
    settle()
    assert window.page is not None
    assert window.page.key == "faqs"


def test_a_file_that_cannot_be_written_is_not_to_be_sent(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_session: Session) -> None:
        raise OSError(28, "No space left on device", "x")

    window = window_of(program)
    with monkeypatch.context() as patched:
        patched.setattr(Session, "save", full)
        dialog = SendBackDialog(window)
    said = " ".join(text for _, text in texts(dialog))
    assert "do not send it yet" in said
    assert "No space left" in said
    assert "Attach" not in said
    assert not hasattr(dialog, "file")
    dialog.deleteLater()


def test_nothing_changed_and_no_day_are_said_as_they_are(look: Look) -> None:
    part = the_part()
    assert part.part is not None
    assert changed_words(part, look.texts) == "Nothing has been changed since it was sent."
    assert changed_words(template_project("se"), look.texts) == ""
    said = sent_words(part.part.changed(due=None, sent_to=""), look.texts)
    assert said == "Sent by the project office on 20 November 2026."
    assert "was to be back" in sent_words(part.part.changed(due=dt.date(2026, 1, 1)), look.texts)


SIZES = [(1280, 720), (1920, 1080)]


@pytest.fixture
def pseudo(qapp: object, tmp_path: Path) -> Iterator[MainWindow]:
    """The window of the part, in a language that shows what was forgotten."""
    del qapp
    with open_workspace(tmp_path, the_part()) as workspace:
        calculated(workspace)
        made = MainWindow(workspace, look_of(texts=PseudoTexts()), page_kinds())
        made.show()
        yield made
        made.let_go()
        made.hide()
        made.deleteLater()


def test_every_page_of_a_part_is_whole_marked_named_and_reached(pseudo: MainWindow) -> None:
    known = written_by_people(pseudo.workspace.project)
    for size in SIZES:
        pseudo.resize(*size)
        for key in PAGES_OF_MODE["department"]:
            pseudo.show_page(key)
            at_rest(pseudo.workspace)
            assert [str(one) for one in cut_off(pseudo)] == [], (key, size)
            if size is SIZES[-1]:
                assert [text for _, text in texts(pseudo) if unmarked(text, known)] == [], key
            assert [type(one).__name__ for one in nameless(pseudo)] == [], key
            assert [f"{type(one).__name__} {one.accessibleName()}" for one in unreachable(pseudo)] == []
            assert len(tab_round(pseudo)) > 8


def test_the_dialog_is_whole_marked_named_and_reached(pseudo: MainWindow) -> None:
    pseudo.resize(1100, 680)
    dialog = SendBackDialog(pseudo)
    dialog.show()
    settle()
    known = written_by_people(pseudo.workspace.project) | {str(pseudo.workspace.path)}
    said = [text for _, text in texts(dialog) if text != str(pseudo.workspace.path)]
    assert [str(one) for one in cut_off(dialog)] == []
    assert [text for text in said if unmarked(text, known)] == []
    assert [type(one).__name__ for one in nameless(dialog)] == []
    assert [f"{type(one).__name__} {one.accessibleName()}" for one in unreachable(dialog)] == []
    assert dialog.width() <= 1100
    assert dialog.height() <= 680
    dialog.close()
    dialog.deleteLater()
