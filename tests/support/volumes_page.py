"""What tests of the page of volumes share: the sample without figures, and where one stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import Qt

from workbench.analysis.engine import Engine
from workbench.analysis.results import Results
from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.templates import template_project
from workbench.ui.pages.volumes import VolumesPage
from workbench.ui.workspace import Workspace

SHIFT = Qt.KeyboardModifier.ShiftModifier
Opened = Callable[[Workspace], VolumesPage]


@cache
def sample_results() -> Results:
    """Return the sample's results, worked out once for all tests."""
    return Engine().results(template_project("se"))


def current(workspace: Workspace) -> CaseType:
    found = workspace.case_type_of(workspace.case_type)
    assert found is not None
    return found


def shown(page: VolumesPage, column: str) -> list[str]:
    grid = page.detail.grid.table
    return [grid.cell_at(row, grid.column_at(column)).text for row in range(len(grid.rows))]


def stand(page: VolumesPage, row: int, column: str) -> None:
    grid = page.detail.grid
    grid.setFocus()
    grid.stand_on(row, grid.table.column_at(column))


def without_volumes(project: Project, keep: int = 0) -> Project:
    return project.changed(
        case_types=tuple(
            one if n < keep else one.changed(volumes=()) for n, one in enumerate(project.case_types)
        )
    )
