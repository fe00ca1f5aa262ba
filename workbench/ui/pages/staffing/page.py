"""The page: its views, and what stands beside its title."""

from __future__ import annotations

from typing import ClassVar

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import FiguresPage, View
from workbench.ui.pages.staffing.assumptions import AssumptionsPane
from workbench.ui.pages.staffing.balance import BalancePane
from workbench.ui.pages.staffing.checked_views import views_asked_for
from workbench.ui.pages.staffing.key_figures import ASSUMPTIONS
from workbench.ui.pages.staffing.need import NeedPane
from workbench.ui.pages.staffing.released import ReleasedPane
from workbench.ui.pages.staffing.year import YearPane
from workbench.ui.widgets.parts import button
from workbench.ui.workspace import Workspace

_VIEW_OF = {
    "settings": ASSUMPTIONS,
    "pools": ASSUMPTIONS,
    "units": ASSUMPTIONS,
    "frontline_positions": ASSUMPTIONS,
    "roles": "released",
}
"""Where a place is shown, so that no other view has to be made to find out."""


class StaffingPage(FiguresPage):
    """The staffing page."""

    key: ClassVar[str] = "staffing"

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__(workspace, look)
        self.workbook = button(
            look,
            self.texts("Excel with formulas"),
            "file-excel-outline",
            does=lambda: self.export_wanted.emit(("staffing",)),
        )
        self.corner.addWidget(self.workbook)

    def title(self) -> str:
        return self.texts("Staffing")

    def all_views(self) -> tuple[View, ...]:
        t = self.texts
        return (
            View("need", t("Need"), lambda work, look, unfold: NeedPane(work, look, unfold, self.show_view)),
            View("year", t("Year and channels"), YearPane),
            View("released", t("Released"), ReleasedPane),
            View("balance", t("Balance"), BalancePane),
            *views_asked_for(t, self.action_wanted.emit),
            View(ASSUMPTIONS, t("Assumptions"), AssumptionsPane),
        )

    def go_to(self, place: Place) -> bool:
        view = _VIEW_OF.get(place.collection)
        if view is None:
            return super().go_to(place)
        before = self.tabs.currentIndex()
        self.show_view(view)
        if self.pane.go_to(place):
            return True
        self.tabs.setCurrentIndex(before)
        return False

    def said_beside(self, results: Results) -> str:
        return results.scenario_name
