"""The page on which checklists are written, read as a call script, and brought from draft to published."""

from workbench.ui.pages.checklists.page import ChecklistsPage

__all__ = ["ChecklistsPage"]
