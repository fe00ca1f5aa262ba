"""What tests of the capture table share: the pane with its keyboard, and where one stands in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.support.window import dress, rest, settle
from workbench.model.case_types import CaseType
from workbench.model.process import Step
from workbench.ui.look import Look
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.pages.workshop.rows import END
from workbench.ui.workspace import Workspace

KEY = Qt.Key
CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PARKING = "Boendeparkering"


def shown_pane(workspace: Workspace, look: Look, width: int = 1384) -> CapturePane:
    """Return the pane, shown, with the keyboard in its table."""
    pane = CapturePane(workspace, look)
    workspace.project_changed.connect(pane.show_project)
    workspace.scope_changed.connect(pane.show_scope)
    pane.resize(width, 760)
    dress(pane)
    pane.show()
    pane.show_project(None)
    pane.first_focus().setFocus()
    settle()
    return pane


def ready(pane: CapturePane) -> None:
    """Wait for what is prepared beside the window: the calendar, and what steps were classed."""
    for _ in range(4000):
        if pane.sheet.reckoning.is_ready and pane.offers.is_ready:
            break
        rest(5)
    settle()


def case_type(pane: CapturePane, name: str) -> CaseType:
    return next(one for one in pane.workspace.project.case_types if one.name == name)


def step(pane: CapturePane, owner: str, title: str) -> Step:
    return next(one for one in case_type(pane, owner).steps if one.title == title)


def titles(pane: CapturePane) -> list[str]:
    return [row.title for row in pane.model.rows]


def here(pane: CapturePane) -> tuple[str, str]:
    found = pane.view.current()
    assert found is not None
    return found[0].title, found[1]


def stand(pane: CapturePane, owner: str, title: str = "", column: str = "name") -> None:
    """Stand on a cell of a case type, or of one of its steps."""
    found = case_type(pane, owner)
    key = found.id if not title else step(pane, owner, title).id
    assert pane.sheet.go_to(key, column)
    settle()


def said(pane: CapturePane) -> str:
    settle()
    return pane.assist.hint.spoken


def undo(pane: CapturePane) -> None:
    pane.workspace.undo()
    settle()


def editor(pane: CapturePane) -> QLineEdit:
    assert pane.view.editor is not None, "nothing is being typed"
    return pane.view.editor


def begin_at_the_end(pane: CapturePane) -> None:
    assert pane.sheet.go_to(END, "name")
    settle()
