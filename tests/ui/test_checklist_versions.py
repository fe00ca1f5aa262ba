"""What a published checklist said, and what becomes of it when its words are changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel

from tests.support.checklist_page import opened, stove
from tests.support.window import settle, type_text
from workbench.model.knowledge import (
    KnowledgeState,
)
from workbench.ui.look import Look
from workbench.ui.pages.checklists import ChecklistsPage
from workbench.ui.pages.checklists.editor import VERSIONS
from workbench.ui.workspace import Workspace


@pytest.fixture
def page(workspace: Workspace, look: Look) -> Iterator[ChecklistsPage]:
    """The page with one checklist open."""
    made = opened(workspace, look)
    yield made
    made.hide()
    made.deleteLater()


def published(page: ChecklistsPage) -> None:
    page.editor.head.life.name.setText("Eva Ek")
    page.editor.head.life.buttons[KnowledgeState.PUBLISHED].click()


def test_typing_in_a_published_checklist_sends_it_to_review_and_one_undo_takes_it_back(
    page: ChecklistsPage,
) -> None:
    published(page)
    life = page.editor.head.life
    assert life.note.isVisible()
    assert "goes to review" in life.note.text(), "it is said before anybody types"
    before = stove(page.workspace)
    page.editor.items.rows[1].text.setFocus()
    type_text("Obs! ")
    page.list.table.setFocus()
    one = stove(page.workspace)
    assert (one.state, one.history[-1].who, one.version) == (KnowledgeState.TO_REVIEW, "Eva Ek", 2)
    assert not life.note.isVisible()
    page.workspace.undo()
    assert stove(page.workspace) == before
    page.editor.details._change({"owner": None})
    assert stove(page.workspace).state is KnowledgeState.PUBLISHED


def compared(page: ChecklistsPage) -> str:
    return page.editor.versions.view.toPlainText()


def test_versions_are_listed_and_compared_word_by_word(page: ChecklistsPage) -> None:
    pane = page.editor.versions
    assert not pane.table.isVisibleTo(pane)
    published(page)
    page.editor.tabs.setCurrentIndex(4)
    assert [row.number for row in pane.model.rows] == [1]
    assert compared(page) == "Nothing differs."
    items = page.editor.items
    words = stove(page.workspace).items[1].text
    items._change("cl-eldstad-2", {"text": words.replace("tre", "fyra")})
    items.move_to("cl-eldstad-1", 2)
    page.editor.change({"fee": "100 kr", "identification": "e_id"})
    said = compared(page)
    assert "Item 1, Say, has changed: Alla tre fyra ska anmälas innan" in said
    assert "Item 3, Ask, was item 1:" in said
    assert "Fee:" in said
    assert "How the caller is identified: Name is enough Electronic identification" in said
    life = page.editor.head.life
    for state in (KnowledgeState.REVIEWED, KnowledgeState.APPROVED, KnowledgeState.PUBLISHED):
        life.buttons[state].click()
    assert [row.number for row in pane.model.rows] == [2, 1]
    assert compared(page) == said, "the chosen version stays chosen"
    pane.table.go_to(2)
    pane.other.offer([("1", "Version 1")], "1")
    pane._compare()
    assert compared(page) == said, "the older of two is always the one before"


def test_a_new_version_begins_as_a_draft_with_the_next_number(page: ChecklistsPage) -> None:
    published(page)
    pane = page.editor.versions
    page.editor.tabs.setCurrentIndex(4)
    assert not pane.new.isVisible(), "what is published is sent to review first"
    page.editor.head.life.buttons[KnowledgeState.TO_REVIEW].click()
    pane.new.click()
    one = stove(page.workspace)
    assert (one.state, one.version) == (KnowledgeState.DRAFT, 2)
    assert not pane.new.isVisible()


def test_without_versions_there_is_nothing_to_compare_and_no_word_of_it(page: ChecklistsPage) -> None:
    page.editor.tabs.setCurrentIndex(VERSIONS)
    settle()
    pane = page.editor.versions
    said = {one.text() for one in pane.findChildren(QLabel) if one.isVisible()}
    assert pane.about.text() in said
    assert pane.look.texts("Compare it with") not in said
