"""The staffing page."""

from workbench.ui.pages.staffing.page import StaffingPage

__all__ = ["StaffingPage"]
