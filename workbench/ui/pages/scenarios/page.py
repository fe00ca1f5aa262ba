"""The page: its views, and what stands beside its title."""

from __future__ import annotations

from typing import ClassVar

from workbench.ui.pages.figures_page import FiguresPage, Pane, View


class ScenariosPage(FiguresPage):
    """The scenarios page."""

    key: ClassVar[str] = "scenarios"

    def title(self) -> str:
        return self.texts("Scenarios")

    def all_views(self) -> tuple[View, ...]:
        t = self.texts
        return (View("first", t("Scenarios"), Pane),)
