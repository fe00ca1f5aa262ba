"""What every page is: it shows the project and its results, says what it can do, and goes to a place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.workspace import Workspace

Commands = Mapping[str, Callable[[], object]]


class Page(QWidget):
    """A page. It is made when it is first visited, and told of changes only while it is shown.

    What changed while it was hidden reaches it as ``show_project(None)`` when it comes back.
    """

    key: ClassVar[str]
    export_wanted = Signal(tuple)
    """Kinds of documents that somebody wants: the window asks where to, and shows progress."""
    action_wanted = Signal(str)
    """An action of the table that the page offers as a button and the window does."""
    commands_changed = Signal()
    """What :meth:`commands` says is different now."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        super().__init__()
        self.workspace = workspace
        self.look = look
        self.texts = look.texts

    def show_project(self, change: Change | None) -> None:
        """Show the project as it is now; ``change`` says what is new, None: everything may be."""

    def show_results(self, results: Results) -> None:
        """Show figures that were calculated anew."""

    def show_scope(self) -> None:
        """Another department, case type or workshop was chosen. Most pages show everything anew."""
        self.show_project(None)

    def commands(self) -> Commands:
        """Return what this page does now for actions of the table (``workbench.ui.actions``), by their names.

        An action that is not in here (nor the window's own) is disabled while this page is shown.
        """
        return {}

    def go_to(self, place: Place) -> bool:
        """Show and focus what ``place`` names; return whether it is here."""
        del place
        return False

    def first_focus(self) -> QWidget:
        """Return what the keyboard reaches first when the page is shown."""
        return self

    def subtitle(self) -> str:
        """Return what the top bar says beside the municipality's name."""
        return ""

    def let_go(self) -> None:
        """Stop timers and close windows of the page's own: it will not be shown again."""

    def remembered(self) -> dict[str, object]:
        """Return the page's layout (splitters, columns, sort) as JSON, to be kept per page and file."""
        return {}

    def remember(self, kept: dict[str, object]) -> None:
        """Take up a layout that :meth:`remembered` gave."""
        del kept
