"""The page: its views, and what stands beside its title."""

from __future__ import annotations

from typing import ClassVar

from workbench.analysis.results import Results
from workbench.ui.look import Look
from workbench.ui.pages.costs.allocation import AllocationPane
from workbench.ui.pages.costs.budget import BudgetPane
from workbench.ui.pages.costs.financing import FinancingPane
from workbench.ui.pages.costs.items import ItemsPane
from workbench.ui.pages.costs.net_effect import NetEffectPane
from workbench.ui.pages.costs.prices import PricesPane
from workbench.ui.pages.figures_page import FiguresPage, View
from workbench.ui.widgets.parts import button
from workbench.ui.workspace import Workspace


class CostsPage(FiguresPage):
    """The costs page."""

    key: ClassVar[str] = "costs"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        words = self.texts("Excel with formulas")
        self.corner.addWidget(
            button(look, words, "file-excel-outline", does=lambda: self.export_wanted.emit(("costs",)))
        )

    def title(self) -> str:
        return self.texts("Costs")

    def all_views(self) -> tuple[View, ...]:
        t = self.texts
        return (
            View("budget", t("Budget"), BudgetPane),
            View("items", t("Items"), ItemsPane),
            View("allocation", t("Allocation"), AllocationPane),
            View("prices", t("Prices"), PricesPane),
            View("financing", t("Financing"), FinancingPane),
            View("net_effect", t("Net effect"), NetEffectPane),
        )

    def said_beside(self, results: Results) -> str:
        year = str(results.planning_year)
        name = results.scenario_name
        return self.texts("{scenario}, {year}", scenario=name, year=year) if name else year
