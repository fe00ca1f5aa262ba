"""What subscribers hear: one notification for every way in which a project comes to differ."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.edits import Edit
from workbench.model.project import Project


@dataclass(frozen=True)
class Change:
    """The project before and after, the edit between them, and who asked (so that it need not refresh)."""

    cause: object
    before: Project
    after: Project
    edit: Edit
    revision: int
