"""The Swedish sample, open and calculated once; every edit is taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.window import at_rest, calculated, look_of, open_workspace, settle, show
from workbench.analysis.uncertainty import Uncertainty, uncertainty
from workbench.templates import template_project
from workbench.ui.pages.scenarios import ScenariosPage
from workbench.ui.workspace import Workspace


@pytest.fixture(scope="package")
def opened(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample, open and calculated."""
    del qapp
    with open_workspace(tmp_path_factory.mktemp("scenarios"), template_project("se")) as workspace:
        calculated(workspace)
        yield workspace


@pytest.fixture(scope="package")
def drawn(opened: Workspace) -> Uncertainty:
    """The sample's chosen scenario drawn a hundred times with seed 1."""
    return uncertainty(opened.project, results=opened.results, draws=100, seed=1)


@pytest.fixture
def page(opened: Workspace) -> Iterator[ScenariosPage]:
    """The page in English, as the window has it: it hears of edits and of figures."""
    before, figures = opened.project, opened.results
    made = ScenariosPage(opened, look_of("en"))
    wires = (
        (opened.project_changed, made.show_project),
        (opened.results_changed, made.show_results),
        (opened.scope_changed, made.show_scope),
        (opened.place_wanted, made.go_to),
    )
    for signal, slot in wires:
        signal.connect(slot)
    show(made, 1280, 860)
    made.activateWindow()
    made.setFocus()
    settle()
    yield made
    for signal, slot in wires:
        signal.disconnect(slot)
    made.let_go()
    for _ in range(30):
        if opened.project is before or opened.session.undo_name is None:
            break
        opened.undo()
    opened.scenario = None
    at_rest(opened)
    assert opened.results is not None
    assert figures is not None
    if (opened.results.inputs_hash, opened.results.scenario) != (figures.inputs_hash, figures.scenario):
        opened.calculate()
        calculated(opened)
