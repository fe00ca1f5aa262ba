"""What can be done with the rows of the capture table, whether by key, by menu or from the palette."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from workbench.capture import recipes as capture
from workbench.capture.paste import paste_rows, read_block
from workbench.edits import Batch
from workbench.model.text import N_, Message, ProjectError, message
from workbench.ui.pages.workshop import cell_edits, hints
from workbench.ui.pages.workshop.offers import Offers
from workbench.ui.pages.workshop.rows import Gap, Row
from workbench.ui.pages.workshop.sheet import Sheet
from workbench.ui.pages.workshop.writing import Heard, Writing
from workbench.ui.pages.workshop.writing_keys import WritingKeys
from workbench.ui.widgets.assist_line import Hint


class Acts:
    """Each act is one step of undo, and says in the assist line what it did."""

    def __init__(self, sheet: Sheet, writing: Writing, keys: WritingKeys, offers: Offers) -> None:
        self.sheet, self.writing, self.keys, self.offers = sheet, writing, keys, offers
        self.texts = sheet.look.texts
        self.says: Callable[[Hint], None] = lambda _hint: None

    def refuses(self, why: Message) -> None:
        """Say why something cannot be."""
        self.says(hints.refusal(self.texts.message(why)))

    def accept(self) -> bool:
        """Ctrl+Enter: take the level that is offered; a performer nobody knows becomes a unit."""
        heard = self.writing.heard if self.writing.editor is not None else None
        if heard is None:
            return self._accept_rows()
        if heard.column == "performer":
            return self._add_unit(heard)
        found = self.offers.level(heard.line.title) if heard.line is not None else None
        if found is not None and heard.row.kind == "step":
            self.writing.set_level(found.level)
        return True

    def _accept_rows(self) -> bool:
        wanted = [(row, level) for row in self.sheet.chosen if (level := self._offered_to(row)) is not None]
        taken = cell_edits.suggested_levels(wanted)
        here = self.sheet.view.current()
        odd = self.sheet.writer.odd.get((here[0].key, here[1])) if here else None
        if odd is not None and here is not None and here[1] == "performer":
            self.writing.begin(here[0], "performer", odd)
            return self.accept()
        if taken.batch is None or not self.sheet.do(taken.batch):
            return True
        if taken.rows > 1:
            self.says(hints.rows_changed(taken.rows, self.texts))
        elif here is not None and here[1] == "level":
            self.sheet.go_to(here[0].key, self.sheet.next_cell(here[0], "level", 1) or "level")
        return True

    def _offered_to(self, row: Row) -> int | None:
        found = self.offers.level(row.title) if row.kind == "step" and wants_level(row) else None
        return found.level if found else None

    def _add_unit(self, heard: Heard) -> bool:
        rows = self.sheet.chosen or (heard.row,)
        batch = cell_edits.with_new_unit(rows, heard.text, self.sheet.department)
        if batch is None or cell_edits.typed(rows, "performer", heard.text, self.sheet.names).doubt is None:
            return True
        self.sheet.writer.odd.pop((heard.row.key, "performer"), None)
        self.writing.close()
        if self.sheet.do(batch):
            self.sheet.go_to(heard.row.key, self.sheet.next_cell(heard.row, "performer", 1) or "performer")
        return True

    def remove(self) -> None:
        """Remove the chosen rows."""
        rows = self.sheet.chosen
        batch = (
            cell_edits.removed(self.sheet.workspace.project, rows, self.sheet.workspace.workshop)
            if rows
            else None
        )
        index = self.sheet.view.currentIndex()
        column_key = self.sheet.model.columns[max(0, index.column())].key
        if batch is None or not self.sheet.do(batch):
            return
        at = min(index.row(), len(self.sheet.model.rows) - 1)
        self.sheet.go_to(self.sheet.model.rows[at].key, column_key)
        if len(rows) > 1:
            words = self.texts.plural("{n} row was removed", "{n} rows were removed", len(rows))
        else:
            words = self.texts("“{name}” was removed", name=rows[0].title)
        keys = ((self.texts("Ctrl+Z"), self.texts("brings it back")),)
        self.says(Hint("", words, "delete-outline", "text2", keys))

    def paste(self) -> None:
        """Paste an indented list or a block from Excel below the current row: one undo for all."""
        text = QGuiApplication.clipboard().text()
        here = self.sheet.view.current()
        row = here[0] if here else None
        after = row.case_type.id if row is not None and row.case_type else None
        after_step = row.step.id if row is not None and row.kind == "step" and row.step else None
        if row is not None and row.gap is not None:
            after, after_step = row.gap.case_type, row.gap.after
        try:
            rows = read_block(text, self.sheet.names)
            if not rows:
                return
            pasted = paste_rows(
                self.sheet.workspace.project,
                rows,
                workshop_id=self.sheet.workspace.workshop,
                after=after,
                after_step=after_step,
                as_steps=row is not None and row.kind == "step" and all(one.depth == 0 for one in rows),
                department=self.sheet.department,
            )
        except ProjectError as problem:
            self.refuses(problem.message)
            return
        self.sheet.drop_gap()
        if self.sheet.do(pasted.batch):
            self.sheet.go_to(capture.row_of(pasted.batch), "name")
            words = self.texts.plural("{n} row was pasted", "{n} rows were pasted", pasted.rows)
            kept = ""
            if pasted.kept_as_text:
                kept = self.texts("{n} of them hold marks that stayed as text.", n=pasted.kept_as_text)
            self.says(
                Hint(
                    kept, words, "content-paste", "ok", ((self.texts("Ctrl+Z"), self.texts("takes it back")),)
                )
            )

    def say_cannot_type(self, row: Row, column_key: str) -> None:
        """Say why a cell does not open."""
        if column_key == "level":
            words = self.texts("A level is one of the digits 1 to 8")
            if row.step is None:
                words = self.texts("A level belongs to a step. Unfold the case type, or write one.")
        elif row.is_empty:
            words = self.texts("Write the name first")
        elif row.kind == "case_type":
            words = self.texts("This belongs to the steps. Unfold the case type, or write one.")
        else:
            words = self.texts("This belongs to the case type, not to a step.")
        self.says(Hint(words, icon="lightbulb-outline"))

    def move(self, by: int) -> None:
        """Move the current row up (-1) or down (1) among its like."""
        here = self.sheet.view.current()
        if here is None or here[0].is_empty or here[0].case_type is None:
            return
        row = here[0]
        steps, case_types = here[0].case_type.steps, self.sheet.case_types
        among = [one.id for one in (steps if row.kind == "step" else case_types)]
        at = among.index(row.key)
        if not 0 <= at + by < len(among):
            return
        place = at + by + (1 if by > 0 else 0)
        before = among[place] if place < len(among) else None
        try:
            workspace = self.sheet.workspace
            batch: Batch = capture.move_row(workspace.project, row.key, before, workspace.workshop)
        except ProjectError as problem:
            self.refuses(problem.message)
            return
        if self.sheet.do(batch):
            self.sheet.go_to(row.key, here[1])

    def next_unfilled(self, by: int) -> None:
        """Go to the next cell in which something is missing."""
        if self.writing.editor is not None and not self.writing.save():
            return
        self.sheet.drop_gap()
        found = self.sheet.next_unfilled(by)
        if found is None:
            self.says(Hint("", self.texts("Everything is filled in"), "check", "ok"))
            return
        self.sheet.go_to(*found)
        self.sheet.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_level(self, level: int | None) -> None:
        """Give the row that is written, or the chosen rows, a level."""
        if self.writing.editor is not None and self.writing.column == "name":
            self.writing.set_level(level)
            return
        here = self.sheet.view.current()
        taken = cell_edits.levels(self.sheet.chosen, level)
        if not taken.rows:
            self.says(
                Hint(
                    self.texts("A level belongs to a step. Unfold the case type, or write one."),
                    icon="lightbulb-outline",
                )
            )
            return
        if taken.batch is not None and not self.sheet.do(taken.batch):
            return
        if taken.rows > 1:
            self.says(hints.rows_changed(taken.rows, self.texts))
        elif here is not None and here[1] == "level" and self.writing.editor is None:
            self.sheet.go_to(here[0].key, self.sheet.next_cell(here[0], "level", 1) or "level")

    def new_row(self, kind: str) -> None:
        """Begin a case type below the current one, or a step below the current row."""
        if self.writing.editor is not None and not self.writing.save():
            return
        here = self.sheet.view.current()
        row = here[0] if here else None
        owner = row.case_type.id if row is not None and row.case_type else None
        if row is not None and row.gap is not None:
            owner = row.gap.case_type
        if kind == "case_type":
            self.keys.new_row(Gap("case_type", owner))
            return
        above = next(
            (one for one in self.sheet.case_types if one.id == owner), self.sheet.case_type_above(None)
        )
        if above is not None:
            after = row.step.id if row is not None and row.kind == "step" and row.step else None
            last = above.steps[-1].id if above.steps else None
            self.keys.new_row(Gap("step", above.id, after or last))

    def shift(self, by: int) -> None:
        """Make the current row a step of the case type above, or a case type of its own."""
        here = self.sheet.view.current()
        if here is None or here[0].is_empty or here[0].case_type is None:
            return
        row, project = here[0], self.sheet.workspace.project
        try:
            if by > 0 and row.kind == "case_type":
                above = self.sheet.case_type_above(row.key)
                if above is None:
                    self.refuses(message(N_("There is no case type above that this could be a step of")))
                    return
                batch = capture.make_step(project, row.key, above.id)
            elif by < 0 and row.kind == "step":
                batch = capture.make_case_type(project, row.key, self.sheet.workspace.workshop)
            else:
                return
        except ProjectError as problem:
            self.refuses(problem.message)
            return
        if self.sheet.do(batch):
            self.sheet.go_to(capture.row_of(batch), "name")


def wants_level(row: Row) -> bool:
    """Tell whether a level is missing on the row's step."""
    return row.step is not None and row.step.level is None
