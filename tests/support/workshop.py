"""The workshop page with a clock that a test turns, and without the capture table where that is not asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from tests.support.window import rest, settle, show
from workbench.edits import ChangeItem
from workbench.ui.look import Look
from workbench.ui.pages.workshop import WorkshopPage
from workbench.ui.pages.workshop.pane import Pane
from workbench.ui.workspace import Workspace

NOON = dt.datetime(2026, 4, 8, 12, 0, tzinfo=dt.UTC)


class Turned:
    """A clock that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now

    def turn(self, minutes: float) -> None:
        self.now += dt.timedelta(minutes=minutes)


class TableStandIn(Pane):
    """Where a test is about what surrounds the capture table."""

    active_changed = Signal(object, object)

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def workshop_page(
    workspace: Workspace,
    look: Look,
    view: str,
    clock: Turned | None = None,
    size: tuple[int, int] = (1384, 820),
    *,
    has_table: bool = False,
) -> WorkshopPage:
    """Return the page on ``view``, shown, and told of changes as the window tells it."""
    page = WorkshopPage(workspace, look, clock or Turned())
    if not has_table:
        stand_in = TableStandIn(workspace, look)
        stand_in.active_changed.connect(page._active_changed)
        page.panes["capture"] = stand_in
        page.stack.addWidget(stand_in)
    page.remember({"view": view})
    workspace.project_changed.connect(page.show_project)
    workspace.results_changed.connect(page.show_results)
    workspace.scope_changed.connect(page.show_scope)
    show(page, *size)
    page.show_view(view)
    settle()
    return page


def figures(workspace: Workspace) -> None:
    """Wait until the figures belong to the project as it is."""
    if workspace.results is None and not workspace.is_stale:
        workspace.calculate()
    until(lambda: workspace.results is not None and not workspace.is_stale)


def until(holds: Callable[[], object]) -> None:
    """Let the window go on until something holds that its background work brings."""
    for _ in range(6000):
        if holds():
            break
        rest(5)
    assert holds()
    settle()


def change_workshop(workspace: Workspace, **changes: object) -> None:
    """Change fields of the chosen workshop (JSON values)."""
    assert workspace.workshop is not None
    workspace.do(ChangeItem(collection="workshops", id=workspace.workshop, changes=dict(changes)))
    settle()
