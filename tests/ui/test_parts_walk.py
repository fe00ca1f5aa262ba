"""The Parts page full of conflicts, and its dialogs: nothing cut off, unmarked, nameless, or where Tab cannot go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from tests.support.disputed import Disputed, disputed
from tests.support.pseudo import PseudoTexts
from tests.support.walk import cut_off, nameless, texts, unmarked, unreachable
from tests.support.window import at_rest, look_of, open_workspace, settle
from tests.ui.test_every_page import written_by_people
from workbench.edits import ChangeItem
from workbench.parts import make_part
from workbench.session.parts import write_part
from workbench.ui.app import page_kinds
from workbench.ui.dialogs.part_merging import MergeDialog
from workbench.ui.dialogs.part_sending import SendDialog
from workbench.ui.main_window import MainWindow
from workbench.ui.pages.parts import PartsPage

SIZES = [(1100, 680), (1280, 720), (1920, 1080)]


@pytest.fixture(scope="module")
def trouble() -> Disputed:
    return disputed()


@pytest.fixture(scope="module")
def window(qapp: object, tmp_path_factory: pytest.TempPathFactory, trouble: Disputed) -> Iterator[MainWindow]:
    """The window in a language whose words are a third longer, at the Parts page."""
    del qapp
    with open_workspace(tmp_path_factory.mktemp("parts"), trouble.project) as workspace:
        made = MainWindow(workspace, look_of(texts=PseudoTexts()), page_kinds())
        made.setProperty("stays", True)
        made.show_page("parts")
        made.show()
        yield made
        made.let_go()
        made.hide()
        made.deleteLater()


def is_whole(root: QWidget, window: MainWindow) -> None:
    settle()
    known = written_by_people(window.workspace.project)
    assert [str(one) for one in cut_off(root)] == []
    assert sorted({text for _who, text in texts(root) if unmarked(text, known)}) == []
    assert [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in nameless(root)] == []
    assert [f"{type(one).__name__} {one.accessibleName()}" for one in unreachable(root)] == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_conflict_stands_whole(window: MainWindow, trouble: Disputed, size: tuple[int, int]) -> None:
    window.resize(*size)
    page = window.page
    assert isinstance(page, PartsPage)
    page.show_view("owing")
    page.table.go_to(trouble.part)
    is_whole(page, window)
    page.show_view("conflicts")
    for conflict in trouble.conflicts.values():
        assert page.conflicts.choose(conflict.id)
        is_whole(page, window)
        page.conflicts.pane.edit()
        settle()
        form = page.conflicts.pane.form
        if not form.isHidden():
            is_whole(page, window)
            assert form.use_button.isVisible()
            within = form.use_button.mapTo(page, form.use_button.rect().bottomRight())
            assert page.rect().contains(within), "the button is seen without scrolling"
        page.conflicts.pane.close_form()


def test_the_dialogs_stand_whole(window: MainWindow, trouble: Disputed, tmp_path: Path) -> None:
    workspace = window.workspace
    project = trouble.project
    part, _note = make_part(project, project.departments[0].id, revision=0, sent_on=dt.date(2027, 1, 1))
    checklist = next(one for one in part.checklists if one.promise)
    changes = {"fee": "200 kronor", "promise": "Kort"}
    part = ChangeItem(collection="checklists", id=checklist.id, changes=changes).apply(part)
    write_part(tmp_path / "deras.rosapart", part, workspace.session.store)
    for dialog in (SendDialog(window, None), MergeDialog(window, tmp_path / "deras.rosapart", 1, 2)):
        dialog.show()
        at_rest(workspace)
        is_whole(dialog, window)
        assert dialog.width() <= SIZES[0][0]
        assert dialog.height() <= SIZES[0][1]
        dialog.reject()
