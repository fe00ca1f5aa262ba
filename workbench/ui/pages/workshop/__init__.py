"""The page that runs a workshop: prepare, capture, level board, read back, and the agenda's clock above them."""

from workbench.ui.pages.workshop.page import WorkshopPage

__all__ = ["WorkshopPage"]
