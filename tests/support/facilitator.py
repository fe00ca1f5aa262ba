"""Somebody who holds a workshop with the keyboard: every method is key presses in the program's window, nothing else.

What is on the screen is read to know where the keyboard is, never to change anything.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.support.keyboard import AtTheWindow
from tests.support.workshop_day import DEPARTMENT, PEOPLE, TITLE, UNIT, Topic
from workbench.model.case_types import CaseType
from workbench.model.programme import Workshop
from workbench.ui.pages.workshop.board import LevelBoard
from workbench.ui.pages.workshop.capture import CapturePane
from workbench.ui.pages.workshop.page import WorkshopPage
from workbench.ui.pages.workshop.pane import case_types_of
from workbench.ui.pages.workshop.prepare import PreparePane
from workbench.ui.pages.workshop.read_back import ReadBackPane


class Facilitator(AtTheWindow):
    """``program`` has a project open. Views of the workshop page are read through properties."""

    # what is on the screen

    @property
    def page(self) -> WorkshopPage:
        page = self.window.page
        assert isinstance(page, WorkshopPage)
        return page

    @property
    def workshop(self) -> Workshop:
        assert self.page.workshop is not None
        return self.page.workshop

    @property
    def prepared(self) -> PreparePane:
        pane = self.page.pane_of("prepare")
        assert isinstance(pane, PreparePane)
        return pane

    @property
    def capture(self) -> CapturePane:
        pane = self.page.pane_of("capture")
        assert isinstance(pane, CapturePane)
        return pane

    @property
    def board(self) -> LevelBoard:
        pane = self.page.pane_of("board")
        assert isinstance(pane, LevelBoard)
        return pane

    @property
    def read_back(self) -> ReadBackPane:
        pane = self.page.pane_of("read_back")
        assert isinstance(pane, ReadBackPane)
        return pane

    @property
    def listed(self) -> tuple[CaseType, ...]:
        """The workshop's case types, in its order."""
        return case_types_of(self.window.workspace.project, self.workshop)

    @property
    def said(self) -> str:
        """What the assist line says."""
        QApplication.processEvents()
        return self.capture.assist.hint.spoken

    def case_type(self, name: str) -> CaseType:
        return next(one for one in self.listed if one.name == name)

    # what the hands do

    def command(self, text: str) -> None:
        """Run a command by its name from the palette."""
        self.keys.press("Ctrl+K")
        self.keys.write(f"> {text}")
        self.keys.press("Return")

    def tab_to(self, name: str) -> None:
        """Walk with Tab until the control with this name has the keyboard."""
        for _ in range(60):
            face = QAccessible.queryAccessibleInterface(QApplication.focusWidget())
            if face is not None and face.text(QAccessible.Text.Name) == name:
                return
            self.keys.press("Tab")
        raise AssertionError(f"Tab does not reach {name}")

    def make_workshop(self) -> None:
        """Make the workshop: title, department, unit, day, start and who leads it."""
        t = self.window.texts
        self.command(t("Workshop…"))
        self.keys.write(TITLE)
        self.keys.press("Tab")
        self.choose(DEPARTMENT)
        self.keys.press("Tab")
        self.choose(UNIT)
        self.tab_to(t("Begins at"))
        self.keys.press("Ctrl+A")
        self.keys.write("8.30")
        self.keys.press("Tab")
        self.keys.write("Sofia Hallgren")
        self.keys.press("Return")

    def choose(self, text: str) -> None:
        """Choose an entry of a closed combo box by writing how it begins."""
        box = QApplication.focusWidget()
        self.keys.write(text.split(maxsplit=1)[0])
        assert box.currentText() == text, (box.currentText(), text)

    def invite(self) -> None:
        """Write who comes: name, Tab, role, Enter."""
        self.keys.press("Ctrl+End")
        for name, role in PEOPLE:
            self.keys.press("Home")
            self.keys.write(name)
            self.keys.press("Tab")
            self.keys.write(role)
            self.keys.press("Return")

    def topic(self, topic: Topic) -> None:
        """Write a case type into the empty row that the keyboard is on, and its steps below it."""
        (self._in_cells if topic.how == "cells" else self._with_marks)(topic)

    def _with_marks(self, topic: Topic) -> None:
        self.keys.write(f"{topic.name} {topic.volume}")
        self.keys.press("Return")
        self.keys.press("Tab")
        for step in topic.steps:
            level = f" :{step.level}" if step.level else ""
            who = f" @{step.who}" if step.who else ""
            minutes = step.minutes if step.minutes[-1] in "mh" or "h" in step.minutes else f"{step.minutes}m"
            more = f" {step.more}" if step.more else ""
            self.keys.write(f"{step.title}{level}{who} {minutes}{more}")
            self.keys.press("Return")
        self.keys.press("Return")

    def _in_cells(self, topic: Topic) -> None:
        self.keys.write(topic.name)
        self.keys.press("Right", 3)
        self.keys.write(topic.volume)
        self.keys.press("Return")
        self.keys.press("Tab")
        for step in topic.steps:
            self.keys.write(step.title)
            self.keys.press("Right")
            if step.level:
                self.keys.write(str(step.level))
            else:
                self.keys.press("Right")
            if step.who:
                self.keys.write(step.who)
                self.keys.press("Right")
            self.keys.press("Right")
            self.keys.write(step.minutes)
            self.keys.press("Return")
        self.keys.press("Return")

    def note(self, shortcut: str, *fields: str) -> None:
        """Fill in the strip below the table: fields with Tab between them, Enter."""
        self.keys.press(shortcut)
        for at, text in enumerate(fields):
            if at:
                self.keys.press("Tab")
            self.keys.write(text)
        self.keys.press("Return")

    def stand_on(self, title: str, column: str = "name") -> None:
        """Walk to a row of the capture table: by case types first, then by rows; in it to a column."""
        view = self.capture.view
        rows = [row.title for row in view.table.rows]
        assert rows.count(title) == 1, f"{rows.count(title)} rows say {title}"
        owner = view.table.rows[rows.index(title)].case_type.name
        ways = [one.name for one in self.listed]
        current = view.current_row
        at = ways.index(current.case_type.name) if current is not None and current.case_type else None
        if at is None:
            self.keys.press("Ctrl+Home")
            at = 0
        by = ways.index(owner) - at
        self.keys.press("Ctrl+PgDown" if by > 0 else "Ctrl+PgUp", abs(by))
        while view.current_row.title != title:
            self.keys.press("Down" if view.currentIndex().row() < rows.index(title) else "Up")
        self.keys.press("Home")
        for _ in view.table.columns:
            if view.current()[1] == column:
                return
            self.keys.press("Right")
        raise AssertionError(f"no way to {column} of {title}")

    def carry(self, title: str, level: int | None) -> None:
        """Carry a card of the board to another column with the mouse."""
        source, at = next(
            (column, at)
            for column in self.board.columns.values()
            for at, card in enumerate(column.cards.rows)
            if card.title == title
        )
        index = source.cards.index(at, 0)
        source.scrollTo(index)
        target = self.board.columns[level]
        start = source.viewport().mapTo(self.window, source.visualRect(index).center())
        end = target.viewport().mapTo(self.window, QPoint(target.viewport().width() // 2, 60))
        left, window = Qt.MouseButton.LeftButton, self.window.windowHandle()
        plain = Qt.KeyboardModifier.NoModifier
        QTest.mousePress(window, left, plain, start)
        for share in (0.1, 0.4, 0.7, 1.0):
            QTest.mouseMove(window, start + (end - start) * share)
            QApplication.processEvents()
        QTest.mouseRelease(window, left, plain, end)
        QApplication.processEvents()
