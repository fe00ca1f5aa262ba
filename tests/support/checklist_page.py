"""The Checklists page with one checklist open, for the tests that type in it."""

from __future__ import annotations

from tests.support.window import settle, show
from workbench.analysis.place import Place
from workbench.model.knowledge import Checklist
from workbench.ui.look import Look
from workbench.ui.pages.checklists import ChecklistsPage
from workbench.ui.workspace import Workspace

STOVE = "cl-eldstad"


def opened(workspace: Workspace, look: Look) -> ChecklistsPage:
    made = ChecklistsPage(workspace, look)
    workspace.project_changed.connect(made.show_project)
    show(made)
    made.activateWindow()
    assert made.go_to(Place("checklists", (STOVE,)))
    settle()
    return made


def stove(workspace: Workspace) -> Checklist:
    return next(one for one in workspace.project.checklists if one.id == STOVE)
