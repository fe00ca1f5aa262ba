"""A calculation is fixed for a decision; after an edit it stands beside today, and says what has changed."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.support.window import calculated, click, settle, type_text
from workbench.edits.stored import ChangeItem
from workbench.ui.pages.scenarios import ScenariosPage
from workbench.ui.pages.scenarios.decisions import DecisionsPane
from workbench.ui.pages.scenarios.fixing import FixDialog


def pane_of(page: ScenariosPage) -> DecisionsPane:
    page.show_view("fixed")
    settle()
    assert isinstance(page.pane, DecisionsPane)
    return page.pane


def fixed(page: ScenariosPage, monkeypatch: pytest.MonkeyPatch, name: str = "Budget 2027") -> DecisionsPane:
    """Fix the calculation as a person does."""

    def fill_in(dialog: FixDialog) -> int:
        dialog.show()
        settle()
        dialog.name.setFocus()
        type_text(name)
        dialog.on.setText("2026-11-03")
        dialog.forum.setText("Kommunstyrelsen")
        dialog._fix()
        return int(dialog.result())

    monkeypatch.setattr(FixDialog, "exec", fill_in)
    pane = pane_of(page)
    click(pane.fix_button)
    calculated(page.workspace)
    return pane


def test_nothing_is_fixed_at_first_and_the_page_says_what_it_gives(page: ScenariosPage) -> None:
    pane = pane_of(page)
    assert pane.empty.isVisibleTo(pane)
    assert not pane.beside.isVisibleTo(pane)


def test_a_fixed_calculation_keeps_its_figures_and_says_what_has_changed_since(
    page: ScenariosPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = fixed(page, monkeypatch)
    kept = page.workspace.project.fixed_calculations[-1]
    assert (kept.name, kept.on, kept.forum) == ("Budget 2027", dt.date(2026, 11, 3), "Kommunstyrelsen")
    assert pane.since is not None
    assert pane.since.is_unchanged
    page.workspace.do(ChangeItem(collection="settings", changes={"wrap_up_s": 90}))
    calculated(page.workspace)
    assert not pane.since.is_unchanged
    row = pane.table.table.row_at(("people", "fte_total"))
    assert row is not None
    then, now = (pane.table.table.cell_at(row, at).text for at in (2, 3))
    assert then == "13.80"
    assert float(now) > 13.8
    words = [pane.changed.table.cell_at(at, 0).text for at in range(len(pane.changed.table.rows))]
    assert any("60" in one and "90" in one for one in words)
    places: list[object] = []
    page.workspace.place_wanted.connect(places.append)
    pane.changed.setFocus()
    pane.changed.setCurrentIndex(pane.changed.table.index(0, 0))
    pane._go("go")
    page.workspace.place_wanted.disconnect(places.append)
    assert places == [pane.since.changes[0].place]
    page.workspace.undo()
    calculated(page.workspace)
    assert pane.since.is_unchanged


def test_a_fixed_calculation_is_deleted_and_undo_brings_it_back(
    page: ScenariosPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = fixed(page, monkeypatch)
    click(pane.delete_button)
    assert page.workspace.project.fixed_calculations == ()
    assert pane.empty.isVisibleTo(pane)
    page.workspace.undo()
    assert len(page.workspace.project.fixed_calculations) == 1


def test_a_name_that_is_taken_is_refused(page: ScenariosPage, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed(page, monkeypatch)
    said: list[object] = []
    page.workspace.refused.connect(said.append)
    fixed(page, monkeypatch)
    page.workspace.refused.disconnect(said.append)
    assert len(page.workspace.project.fixed_calculations) == 1
    assert len(said) == 1


def test_figures_that_are_being_calculated_are_not_fixed(
    page: ScenariosPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = pane_of(page)
    monkeypatch.setattr(FixDialog, "exec", lambda _dialog: pytest.fail("nothing to fix"))
    said: list[object] = []
    page.workspace.refused.connect(said.append)
    page.workspace.calculate()
    pane.fix()
    page.workspace.refused.disconnect(said.append)
    assert len(said) == 1
    calculated(page.workspace)
