"""Overview: where the project stands, what stops it, and what to do next; for a part, what is left of it."""

from workbench.ui.pages.overview.page import OverviewPage
from workbench.ui.pages.overview.part_page import PartPage

__all__ = ["OverviewPage", "PartPage"]
