"""Which scenario the window's figures are of: one truth for the page, the foot of the window and every other page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from workbench.edits import Edit
from workbench.edits.scenarios import copy_scenario, delete_scenario, new_scenario, numbered
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.model.text import ProjectError
from workbench.ui.workspace import Workspace


def shown_scenario(workspace: Workspace) -> Scenario | None:
    """Return the scenario whose figures the window shows; None where the project has none."""
    project = workspace.project
    wanted = workspace.scenario or project.settings.chosen_scenario
    by_id = {one.id: one for one in project.scenarios}
    return by_id.get(wanted or "") or next(iter(project.scenarios), None)


def do(workspace: Workspace, make: Callable[[Project], Edit]) -> bool:
    """Make an edit; tell whether it was made. Why it was refused is said by the window."""
    try:
        edit = make(workspace.project)
    except ProjectError as problem:
        workspace.refused.emit(problem.message)
        return False
    return workspace.do(edit) is not None


def add_new(workspace: Workspace, texts: Texts) -> str | None:
    """Make a scenario that says nothing of its own; return its id."""
    taken = {one.name for one in workspace.project.scenarios}
    name = texts("New scenario")
    return _added(workspace, lambda p: new_scenario(p, numbered(p, name) if name in taken else name))


def add_copy(workspace: Workspace, scenario: str) -> str | None:
    """Make a copy of ``scenario``; return its id."""
    return _added(workspace, lambda project: copy_scenario(project, scenario))


def remove(workspace: Workspace, scenario: str) -> bool:
    """Delete ``scenario``; tell whether it is gone."""
    return do(workspace, lambda project: delete_scenario(project, scenario))


def allow_choosing(button: QPushButton, texts: Texts, *, is_chosen: bool) -> None:
    """Let a scenario be made the project's choice where it is not; a button that cannot says why."""
    button.setEnabled(not is_chosen)
    button.setToolTip(texts("It is the project's choice already.") if is_chosen else "")


def _added(workspace: Workspace, make: Callable[[Project], Edit]) -> str | None:
    before = {one.id for one in workspace.project.scenarios}
    if not do(workspace, make):
        return None
    return next((one.id for one in workspace.project.scenarios if one.id not in before), None)
