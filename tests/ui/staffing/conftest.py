"""One Swedish sample with its figures for all tests that only look; edits are taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.window import calculated, look_of, open_workspace, settle, show
from workbench.analysis.engine import Engine
from workbench.analysis.results import Results
from workbench.model.project import Project
from workbench.templates import template_project
from workbench.ui.pages.staffing import StaffingPage
from workbench.ui.workspace import Workspace


@pytest.fixture(scope="session")
def sample() -> Project:
    """The Swedish sample."""
    return template_project("se")


@pytest.fixture(scope="session")
def figures(sample: Project) -> Results:
    """Its figures."""
    return Engine().results(sample, None)


@pytest.fixture(scope="package")
def opened(qapp: object, tmp_path_factory: pytest.TempPathFactory, sample: Project) -> Iterator[Workspace]:
    """The sample, open and calculated."""
    del qapp
    with open_workspace(tmp_path_factory.mktemp("staffing"), sample) as workspace:
        calculated(workspace)
        yield workspace


@pytest.fixture
def page(opened: Workspace) -> Iterator[StaffingPage]:
    """The page in English; every edit and every choice is taken back."""
    before = opened.project
    made = StaffingPage(opened, look_of("en"))
    opened.project_changed.connect(made.show_project)
    opened.scope_changed.connect(made.show_scope)
    show(made, 1280, 860)
    made.activateWindow()
    made.setFocus()
    settle()
    yield made
    made.let_go()
    opened.project_changed.disconnect(made.show_project)
    opened.scope_changed.disconnect(made.show_scope)
    opened.choose(department=None)
    for _ in range(20):
        if opened.project is before or opened.session.undo_name is None:
            break
        opened.undo()
    opened.background.give_up("results")
