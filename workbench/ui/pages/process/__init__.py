"""The page of one case type's process: step table and live map side by side."""

from workbench.ui.pages.process.page import ProcessPage

__all__ = ["ProcessPage"]
