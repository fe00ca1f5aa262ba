"""Overview: where the project stands, what stops it, and what to do next."""

from workbench.ui.pages.overview.page import OverviewPage

__all__ = ["OverviewPage"]
