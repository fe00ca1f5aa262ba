"""The page: its views, and what stands beside its title."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from workbench.analysis.results import Results
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import FiguresPage, Pane, View
from workbench.ui.pages.scenarios.compare import ComparePane
from workbench.ui.pages.scenarios.decisions import DecisionsPane
from workbench.ui.pages.scenarios.figures import ScenarioFigures
from workbench.ui.pages.scenarios.over_time import OverTimePane
from workbench.ui.pages.scenarios.seek import SeekPane
from workbench.ui.pages.scenarios.settings import SettingsPane
from workbench.ui.pages.scenarios.uncertainty import UncertaintyPane
from workbench.ui.workspace import Workspace


class ScenariosPage(FiguresPage):
    """What if: scenarios side by side, what each says otherwise, how sure the figures are, and what was decided."""

    key: ClassVar[str] = "scenarios"

    def title(self) -> str:
        return self.texts("Scenarios")

    def all_views(self) -> tuple[View, ...]:
        t = self.texts
        self.figures = ScenarioFigures(self.workspace, self)
        self._compared: ComparePane | None = None
        self._kept: dict[str, object] = {}
        return (
            View("compare", t("Side by side"), self._make_compare),
            View("overrides", t("Scenario choices"), SettingsPane),
            View("waves", t("Over time"), OverTimePane),
            View("uncertainty", t("Uncertainty"), UncertaintyPane),
            View("seek", t("Goal seek"), SeekPane),
            View("fixed", t("Decisions"), self._make_decisions),
        )

    def _make_compare(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> Pane:
        self._compared = ComparePane(workspace, look, unfold, self.figures, self._unfold_of)
        self._compared.keep(self._kept)
        return self._compared

    def _make_decisions(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> Pane:
        return DecisionsPane(workspace, look, unfold, self.figures, self._unfold_of)

    def _unfold_of(self, key: str, scenario: str) -> None:
        """Unfold a figure of a scenario that need not be the one the window shows."""
        self.explained.unfold(key, partial(self.figures.results_of, scenario))

    def said_beside(self, results: Results) -> str:
        return (
            self.texts("Figures shown: {name}", name=results.scenario_name) if results.scenario_name else ""
        )

    def remembered(self) -> dict[str, object]:
        return super().remembered() | (self._compared.kept() if self._compared is not None else self._kept)

    def remember(self, kept: dict[str, object]) -> None:
        self._kept = dict(kept)
        if self._compared is not None:
            self._compared.keep(self._kept)
        super().remember(kept)

    def let_go(self) -> None:
        super().let_go()
        self.figures.let_go()
