"""The costs page."""

from workbench.ui.pages.costs.page import CostsPage

__all__ = ["CostsPage"]
