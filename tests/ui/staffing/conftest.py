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


@pytest.fixture(scope="package")
def shown(opened: Workspace) -> Iterator[StaffingPage]:
    """The page in English, told of what happens as the window does."""
    made = StaffingPage(opened, look_of("en"))
    made.setProperty("stays", True)
    opened.project_changed.connect(made.show_project)
    opened.scope_changed.connect(made.show_scope)
    show(made, 1280, 860)
    yield made
    made.let_go()
    made.hide()
    made.deleteLater()


@pytest.fixture
def page(shown: StaffingPage, opened: Workspace) -> Iterator[StaffingPage]:
    """The page as it comes up; every edit and every choice is taken back afterwards."""
    before = opened.project
    shown.show_view("need")
    shown.activateWindow()
    shown.setFocus()
    settle()
    yield shown
    shown.explained.fold()
    opened.choose(department=None)
    for _ in range(20):
        if opened.project is before or opened.session.undo_name is None:
            break
        opened.undo()
    opened.background.give_up("results")
