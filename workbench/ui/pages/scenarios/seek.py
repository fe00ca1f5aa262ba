"""The view that asks backwards: so many people, what service; so much money, what can move."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from workbench.analysis.results import Results
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.scenarios.seek_budget import SeekBudget
from workbench.ui.pages.scenarios.seek_people import SeekPeople
from workbench.ui.widgets.parts import column, row
from workbench.ui.workspace import Workspace

_TWO_COLUMNS = 940


class SeekPane(Pane):
    """Both questions, side by side where there is room."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        self._halves = 0
        self.people, self.budget = SeekPeople(workspace, look), SeekBudget(workspace, look)
        self._sides = row(self.people, self.budget, spacing=look.px(12))
        for at in (0, 1):
            self._sides.setStretch(at, 1)
        self.setLayout(column(self._sides, None))

    def show_results(self, results: Results) -> None:
        self.people.show_results(results)
        self.budget.show_results(results)

    def first_focus(self) -> QWidget:
        return self.people.number

    def fit(self, room: int) -> None:
        halves = 2 if room >= self.look.px(_TWO_COLUMNS) else 1
        if halves != self._halves:
            self._halves = halves
            ways = self._sides.Direction
            self._sides.setDirection(ways.LeftToRight if halves == 2 else ways.TopToBottom)

    def let_go(self) -> None:
        self.people.run.let_go()
        self.budget.run.let_go()
