"""The scenarios page."""

from workbench.ui.pages.scenarios.page import ScenariosPage

__all__ = ["ScenariosPage"]
