"""One of several ways, chosen where its figures are shown: for the project, or for the scenario alone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from workbench.analysis.results import Results
from workbench.edits.costs import choose_own_way, choose_way
from workbench.export.words import word
from workbench.model.scenarios import Scenario
from workbench.ui.look import Look
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.parts import label, link
from workbench.ui.widgets.wrapping import WrappingLayout
from workbench.ui.workspace import Workspace


class WayChooser(QWidget):
    """Chooses ``field`` of scenario or settings, and says which of them the choice is written to."""

    def __init__(
        self, workspace: Workspace, look: Look, name: str, field: str, choices: Sequence[str]
    ) -> None:
        super().__init__()
        self.workspace, self.look, self.texts, self._field = workspace, look, look.texts, field
        self._choices = tuple((one, word(one, self.texts)) for one in choices)
        self._scenario: Scenario | None = None
        self.choice = Choice(look, name, self._choose)
        self.choice.setMinimumWidth(look.px(220))
        self.said = label(look, "", "small", "text2")
        self.otherwise = link(look, "", self._turn)
        box = WrappingLayout(look.px(10))
        for part in (label(look, name), self.choice, self.said, self.otherwise):
            box.addWidget(part)
        self.setLayout(box)

    def show_results(self, results: Results) -> None:
        """Show what holds in the scenario that the results are of."""
        t, project = self.texts, self.workspace.project
        self._scenario = next((one for one in project.scenarios if one.id == results.scenario), None)
        scenario, own = self._scenario, self._show_choice()
        self.otherwise.setVisible(scenario is not None)
        if scenario is None or own is None:
            self.said.setText(t("holds for the project"))
            self.otherwise.setText(t("Choose for this scenario alone"))
        else:
            self.said.setText(t("holds for the scenario {name} alone", name=scenario.name))
            self.otherwise.setText(t("Choose as the project does"))

    def _show_choice(self) -> object:
        """Show what holds, and return the scenario's own choice, if it has one."""
        own = getattr(self._scenario, self._field) if self._scenario is not None else None
        self.choice.offer(self._choices, str(own or getattr(self.workspace.project.settings, self._field)))
        return own

    def _choose(self, key: str) -> None:
        if self.workspace.do(choose_way(self._scenario, self._field, key)) is None:
            self._show_choice()  # it was refused: what is shown is what holds

    def _turn(self) -> None:
        scenario = self._scenario
        if scenario is not None:
            own = getattr(scenario, self._field)
            self.workspace.do(
                choose_own_way(scenario, self._field, self.choice.chosen if own is None else None)
            )
