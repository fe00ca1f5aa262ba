"""What each of the four views of the workshop page is: the same few questions that the page itself is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.edits.places import position
from workbench.model.case_types import CaseType
from workbench.model.programme import Workshop
from workbench.model.project import Project
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.page import Commands
from workbench.ui.projector import Slide
from workbench.ui.workspace import Workspace


class Pane(QWidget):
    """A view of the chosen workshop."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts

    @property
    def workshop(self) -> Workshop | None:
        """The workshop that is chosen."""
        return self.workspace.workshop_of(self.workspace.workshop)

    def show_project(self, change: Change | None) -> None:
        """Show the workshop as it is now."""

    def show_results(self, results: Results) -> None:
        """Show figures that were calculated anew."""

    def show_scope(self) -> None:
        """Another workshop was chosen."""
        self.show_project(None)

    def commands(self) -> Commands:
        """Return what this view does now for actions of the table."""
        return {}

    def go_to(self, place: Place) -> bool:
        """Show and focus what ``place`` names; return whether it is here."""
        del place
        return False

    def first_focus(self) -> QWidget:
        """Return what the keyboard reaches first."""
        return self

    def remembered(self) -> dict[str, object]:
        """Return the layout of this view that is to be there next time."""
        return {}

    def remember(self, kept: dict[str, object]) -> None:
        """Take up the layout that :meth:`remembered` gave."""

    def slide(self) -> Slide | None:
        """Return what the room may see of this view; None where it is nobody else's business."""
        return None


def case_types_of(project: Project, workshop: Workshop | None) -> tuple[CaseType, ...]:
    """Return the case types of ``workshop``, in its order; those that are gone are left out."""
    wanted = workshop.case_types if workshop is not None else ()
    places = [position(project.case_types, one) for one in wanted]
    return tuple(project.case_types[at] for at in places if at is not None)
