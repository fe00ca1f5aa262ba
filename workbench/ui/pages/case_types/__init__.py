"""Case types: the whole catalogue as one table that behaves as a spreadsheet should."""

from workbench.ui.pages.case_types.page import CaseTypesPage

__all__ = ["CaseTypesPage"]
