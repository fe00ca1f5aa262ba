"""Is the plan to be trusted: played call by call, and what was measured beside what the formula predicts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from workbench.analysis.results import Results
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.staffing.checked_measured import MeasuredPanel
from workbench.ui.pages.staffing.checked_opinion import OpinionPanel
from workbench.ui.widgets.parts import column
from workbench.ui.workspace import Workspace


class CheckedPane(Pane):
    """Both checks below each other. ``wants`` asks the window for an action of the table."""

    def __init__(
        self, workspace: Workspace, look: Look, unfold: Callable[[str], None], wants: Callable[[str], None]
    ) -> None:
        super().__init__(workspace, look, unfold)
        self.opinion = OpinionPanel(workspace, look, unfold)
        self.measured = MeasuredPanel(look, unfold, lambda: wants("file.calls"))
        self.setLayout(column(self.opinion, self.measured, None, spacing=look.px(12)))

    def show_project(self, change: Change | None) -> None:
        del change
        self.measured.show_measurements(self.workspace.project.measurements)

    def show_results(self, results: Results) -> None:
        self.opinion.show_results(results)

    def first_focus(self) -> QWidget:
        return self.opinion.run.start

    def let_go(self) -> None:
        self.opinion.run.let_go()
