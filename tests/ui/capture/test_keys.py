"""How many keys a case type costs, counted as real key events: all presses but the letters of the names.

The workshop's unit does the first four steps, which nobody has to say; the fifth is another unit's.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6.QtWidgets")

from PySide6.QtCore import Qt

from tests.support.window import dress, press, settle, type_text
from workbench.model.case_types import CaseType
from workbench.ui.look import Look
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.workspace import Workspace

KEY = Qt.Key
MOST = 45
NAME = "Bostadsparkering för besökare"
STEPS = (
    ("Svara om områden och avgifter", 1, "2"),
    ("Visa vägen i tjänsten", 2, "3"),
    ("Registrera ansökan", 3, "4"),
    ("Utfärda tillstånd", 4, "2"),
    ("Pröva undantag", 6, "25"),
)


class Fingers:
    """Presses keys, and counts those that are no letters of a name."""

    def __init__(self) -> None:
        self.presses = 0

    def name(self, text: str) -> None:
        type_text(text)

    def keys(self, text: str) -> None:
        self.presses += len(text)
        type_text(text)

    def press(self, key: Qt.Key) -> None:
        self.presses += 1
        press(key)


@pytest.fixture
def pane(workspace: Workspace, look: Look) -> Iterator[CapturePane]:
    made = CapturePane(workspace, look)
    workspace.project_changed.connect(made.show_project)
    made.resize(1384, 760)
    dress(made)
    made.show()
    made.show_project(None)
    made.view.setFocus()
    settle()
    made.sheet.go_to("new", "name")
    yield made
    made.hide()
    made.deleteLater()


def _made(workspace: Workspace) -> CaseType:
    return next(one for one in workspace.project.case_types if one.name == NAME)


def _check(workspace: Workspace, service: str) -> None:
    made = _made(workspace)
    assert [(step.title, step.level) for step in made.steps] == [(name, level) for name, level, _ in STEPS]
    assert [step.minutes_today.likely for step in made.steps if step.minutes_today] == [2, 3, 4, 2, 25]
    units = {unit.id: unit.name for unit in workspace.project.units}
    assert [units[step.unit or ""] for step in made.steps] == [*[service] * 4, "Gatuenheten"]
    assert [(volume.likely, volume.per.value) for volume in made.volumes] == [(40.0, "day")]
    assert [flow.probability for flow in made.flows] == [1.0] * 4
    assert made.id in (workspace.workshop_of(workspace.workshop) or pytest.fail("no workshop")).case_types


def test_a_case_type_with_marks(pane: CapturePane, workspace: Workspace) -> None:
    hand = Fingers()
    hand.name(NAME)
    hand.keys(" #40/d")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_Tab)
    for at, (name, level, minutes) in enumerate(STEPS):
        hand.name(name)
        who = {4: "@g"}.get(at, "")
        hand.keys(f" :{level}{who}{minutes}m")
        hand.press(KEY.Key_Return)
    _check(workspace, "Trafikenheten")
    print(f"\nkeys with marks: {hand.presses}")
    assert hand.presses == MARKS
    assert hand.presses <= MOST


def test_a_case_type_in_cells(pane: CapturePane, workspace: Workspace) -> None:
    hand = Fingers()
    hand.name(NAME)
    for _ in range(3):
        hand.press(KEY.Key_Right)
    hand.keys("40/d")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_Tab)
    for at, (name, level, minutes) in enumerate(STEPS):
        hand.name(name)
        hand.press(KEY.Key_Right)
        hand.keys(str(level))
        who = {4: "g"}.get(at, "")
        hand.keys(who)
        if who:
            hand.press(KEY.Key_Right)
        hand.press(KEY.Key_Right)
        hand.keys(minutes)
        hand.press(KEY.Key_Return)
    print(f"\nkeys in cells: {hand.presses}")
    _check(workspace, "Trafikenheten")
    assert hand.presses == CELLS
    assert hand.presses <= MOST


MARKS, CELLS = 41, 37
