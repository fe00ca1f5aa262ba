"""Somebody who writes checklists and questions at home with the keyboard: every method is key presses, nothing else.

What is on the screen is read to know what is left to write, as a person would who comes back to the desk: a text that
is half written is gone on with at its end.
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from tests.support.evening import Asked, Evening, Line, Written
from tests.support.keyboard import AtTheWindow, open_text
from tests.support.window import rest
from workbench.model.knowledge import Checklist, DecisionTable, ItemKind
from workbench.model.project import Project
from workbench.ui.pages.checklists.item_row import ItemRow
from workbench.ui.pages.checklists.page import ChecklistsPage
from workbench.ui.pages.faqs.page import FaqsPage
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.table import TableView

FURTHEST = 160


class Representative(AtTheWindow):
    """``program`` has a part open. Panes of the pages are read through properties."""

    # what is on the screen

    @property
    def project(self) -> Project:
        return self.window.workspace.project

    @property
    def checklists(self) -> ChecklistsPage:
        page = self.window.page
        assert isinstance(page, ChecklistsPage)
        return page

    @property
    def faqs(self) -> FaqsPage:
        page = self.window.page
        assert isinstance(page, FaqsPage)
        return page

    # what the hands do

    def write(self, evening: Evening) -> None:
        """Write everything that is not written yet."""
        while self.window.workspace.results is None:
            rest(5)
        if any(not self._is_written(one) for one in evening.checklists):
            self.keys.press("Ctrl+6")
            for checklist in evening.checklists:
                if not self._is_written(checklist):
                    self.write_checklist(checklist)
        self.keys.press("Ctrl+7")
        for at, asked in enumerate(evening.faqs):
            self.write_faq(at, asked)
        self.keys.press("Ctrl+F")  # whoever leaves a field hands over what stands in it

    def reach(self, wanted: QWidget, key: str = "Tab") -> None:
        """Walk with Tab (or ``key``) until ``wanted`` has the keyboard."""
        for _ in range(FURTHEST):
            if QApplication.focusWidget() is wanted:
                return
            self.keys.press(key)
        here = QApplication.focusWidget()
        where = f"{type(here).__name__} {here.accessibleName()}" if here is not None else "nowhere"
        raise AssertionError(f"{key} does not reach {wanted.accessibleName()}, the keyboard is on {where}")

    def finish(self, field: QWidget, wanted: str, key: str = "Tab") -> None:
        """Write what is missing of ``wanted``; what is something else is written anew."""
        self.reach(field, key)
        have = open_text(field)
        assert have is not None
        if have.strip() == wanted:
            return
        if wanted.startswith(have):
            self.keys.press("Ctrl+End" if isinstance(field, QPlainTextEdit) else "End")
        else:
            self.keys.press("Ctrl+A")
            have = ""
        self.keys.write(wanted[len(have) :])

    def stand_on(self, table: TableView, wanted: str) -> None:
        """Walk in a list to the row with this id."""
        self.keys.press("Ctrl+F")
        self.reach(table)
        ids = [row.id for row in table.table.rows]
        assert wanted in ids, (wanted, ids)
        while table.current_row.id != wanted:
            self.keys.press("Down" if table.currentIndex().row() < ids.index(wanted) else "Up")

    def choose(self, box: Choice, words: str) -> None:
        """Walk with the arrow keys to the entry that begins so."""
        self.reach(box)
        begins = [box.itemText(at).startswith(words) for at in range(box.count())]
        assert True in begins, words
        while box.currentIndex() != begins.index(True):
            self.keys.press("Down" if box.currentIndex() < begins.index(True) else "Up")

    # checklists

    def _checklist(self, case_type: str) -> Checklist | None:
        return next((one for one in self.project.checklists if one.case_type == case_type), None)

    def _is_written(self, wanted: Written) -> bool:
        one = self._checklist(wanted.case_type)
        return one is not None and one.promise == wanted.promise

    def write_checklist(self, wanted: Written) -> None:
        """Write one, line by line; then where answers lead, the rules, and last the promise."""
        page = self.checklists
        now = self._checklist(wanted.case_type)
        self.stand_on(page.list.table, now.id if now else wanted.case_type)
        if now is None:
            self.keys.press("Ctrl+Shift+K")
        for at, line in enumerate(wanted.lines):
            self._write_line(page, at, line)
        for at, line in enumerate(wanted.lines):
            self._write_answers(page, at, line)
        self._write_rules(page, wanted)
        self.stand_on(page.list.table, self._now(wanted).id)
        self.reach(page.editor.tabs)
        self.keys.press("Right")
        self.finish(page.editor.details.fields["promise"], wanted.promise)
        self.reach(page.editor.tabs, "Shift+Tab")
        self.keys.press("Left")

    def _now(self, wanted: Written) -> Checklist:
        one = self._checklist(wanted.case_type)
        assert one is not None
        return one

    def _write_line(self, page: ChecklistsPage, at: int, line: Line) -> None:
        rows = page.editor.items.rows
        if at == len(rows):
            self.reach(rows[-1].text, "Shift+Tab" if page.editor.items.current() is None else "Tab")
            self.keys.press("Ctrl+End")
            self.keys.press("Return")
            rows = page.editor.items.rows
        row = rows[at]
        self.finish(row.text, line.text)
        if row.item is not None and row.item.kind is not line.kind:
            self.reach(row.kind, "Shift+Tab")
            self.choose(row.kind, row.kind.itemText(list(ItemKind).index(line.kind)))
            self.reach(row.text)

    def _write_answers(self, page: ChecklistsPage, at: int, line: Line) -> None:
        if not line.answers:
            return
        self.reach(page.editor.items.rows[0].kind, "Shift+Tab")
        for number, (answer, goes_to) in enumerate(line.answers):
            row = page.editor.items.rows[at]
            if number == len(row.branches):
                self.reach(row.more)
                self.keys.press("Space")
            self.finish(row.branches[number].answer, answer)
            if goes_to is not None:
                self.choose(row.branches[number].goes_to, f"{goes_to}")
            self._back_to(row)

    def _back_to(self, row: ItemRow) -> None:
        self.reach(row.text, "Shift+Tab")

    def _write_rules(self, page: ChecklistsPage, wanted: Written) -> None:
        rules = page.editor.rules
        if rules.table is None:
            self.reach(rules.begin)
            self.keys.press("Space")
        while len(self._table(page).conditions) < len(wanted.conditions):
            self.reach(rules.condition)
            self.keys.press("Space")
        while len(self._table(page).rows) < len(wanted.rules):
            self.reach(rules.rule)
            self.keys.press("Space")
        for at, text in enumerate(wanted.conditions):
            self.finish(rules.fields[-1, at], text)
        for rule, texts in enumerate(wanted.rules):
            for at, text in enumerate(texts):
                self.finish(rules.fields[rule, at], text)

    def _table(self, page: ChecklistsPage) -> DecisionTable:
        assert page.editor.rules.table is not None
        return page.editor.rules.table

    # questions

    def write_faq(self, at: int, asked: Asked) -> None:
        """Write a question with another wording of it and its answer."""
        page, known = self.faqs, self.project.faqs
        if at < len(known) - 1:
            return
        if at == len(known):
            self.keys.press("Ctrl+Shift+F")
        else:
            self.stand_on(page.table, known[at].id)
        self.finish(page.editor.question, asked.question)
        self.finish(page.editor.wordings, asked.wording)
        self.finish(page.editor.answer, asked.answer)
