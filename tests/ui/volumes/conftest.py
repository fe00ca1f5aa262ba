"""The page of volumes on a workspace, hearing what the window would tell it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.support.volumes_page import Opened, sample_results
from tests.support.window import show
from workbench.templates import template_project
from workbench.ui.look import Look
from workbench.ui.pages.volumes import VolumesPage
from workbench.ui.workspace import Workspace


@pytest.fixture
def opened(look: Look) -> Iterator[Opened]:
    """Open the page on a workspace, hearing what the window would tell it."""
    made: list[tuple[Workspace, VolumesPage]] = []

    def open_page(workspace: Workspace) -> VolumesPage:
        if workspace.project == template_project("se"):
            workspace.results = sample_results()
        else:
            workspace.results = workspace.engine.results(workspace.project)
        page = VolumesPage(workspace, look)
        workspace.project_changed.connect(page.show_project)
        workspace.results_changed.connect(page.show_results)
        workspace.scope_changed.connect(page.show_scope)
        made.append((workspace, page))
        show(page, 1240, 796)
        page.first_focus().setFocus()
        return page

    yield open_page
    for workspace, page in made:
        workspace.project_changed.disconnect(page.show_project)
        workspace.results_changed.disconnect(page.show_results)
        workspace.scope_changed.disconnect(page.show_scope)
        page.close()
        page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
