"""The page: its views, and what stands beside its title."""

from __future__ import annotations

from typing import ClassVar

from workbench.ui.pages.figures_page import FiguresPage, Pane, View


class CostsPage(FiguresPage):
    """The costs page."""

    key: ClassVar[str] = "costs"

    def title(self) -> str:
        return self.texts("Costs")

    def all_views(self) -> tuple[View, ...]:
        t = self.texts
        return (View("first", t("Costs"), Pane),)
