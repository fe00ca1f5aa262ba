"""The ROSA workbench: from a workshop's case types to a handed-over customer service."""

__version__ = "0.1.0"
