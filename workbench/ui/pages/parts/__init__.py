"""The Parts page: who has which part, what came back, and what is to be decided."""

from workbench.ui.pages.parts.page import PartsPage

__all__ = ["PartsPage"]
