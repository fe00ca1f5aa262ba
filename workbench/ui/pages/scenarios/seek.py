"""The view that asks backwards: so many people, what service; so much money, what can move."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from workbench.analysis.results import Results
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.scenarios.seek_budget import SeekBudget
from workbench.ui.pages.scenarios.seek_people import SeekPeople
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.parts import column
from workbench.ui.workspace import Workspace


class SeekPane(Pane):
    """Both questions, side by side where there is room."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        self.people, self.budget = SeekPeople(workspace, look), SeekBudget(workspace, look)
        self._sides = Beside(look, (self.people, 464), (self.budget, 464))
        self.setLayout(column(self._sides, None))

    def show_results(self, results: Results) -> None:
        self.people.show_results(results)
        self.budget.show_results(results)

    def first_focus(self) -> QWidget:
        return self.people.number

    def fit(self, room: int) -> None:
        self._sides.fit(room)

    def let_go(self) -> None:
        self.people.run.let_go()
        self.budget.run.let_go()
