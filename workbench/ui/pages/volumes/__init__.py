"""The page of volumes: how many contacts come by which channel, when, and who says so."""

from workbench.ui.pages.volumes.page import VolumesPage

__all__ = ["VolumesPage"]
