"""What keys mean in the open editor of the capture table: what is more than typing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from workbench.model.text import N_, message
from workbench.ui.pages.workshop.rows import Gap, Row
from workbench.ui.pages.workshop.writing import Writing
from workbench.ui.widgets.cell_editor import CellEditor

_OWN = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
)
"""What means something to a field before it means something to the table."""
_MOVES_ON = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class WritingKeys:
    """Hears the editor's keys first: Enter, Tab, Esc, arrows at its ends, and a paste of several rows."""

    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.sheet = writing.sheet
        self.accepts: Callable[[], bool] = lambda: False
        self.pastes: Callable[[], None] = lambda: None
        self.shifts: Callable[[int], None] = lambda _by: None
        self.shortcut: Callable[[QKeyEvent], bool] = lambda _event: False
        writing.hears = self.key

    @property
    def editor(self) -> CellEditor | None:
        """The open field."""
        return self.writing.editor

    @property
    def row(self) -> Row | None:
        """The row that is typed into."""
        return self.writing.row

    def key(self, event: QKeyEvent) -> bool:
        """Take a key that means more than typing; return whether it was one."""
        editor = self.editor
        if editor is None:
            return False
        if not any(event.matches(one) for one in _OWN) and self.shortcut(event):
            return True
        key, plain = Qt.Key(event.key()), not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                return self.accepts()
            self.enter()
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            is_back = key == Qt.Key.Key_Backtab or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.tab(-1 if is_back else 1)
            return True
        if event.matches(QKeySequence.StandardKey.Paste) and self.writing.column == "name":
            return self._paste()
        if not plain:
            return False
        if key == Qt.Key.Key_Escape:
            self.writing.cancel()
            return True
        if key == Qt.Key.Key_Right and editor.is_at_end:
            return editor.take_rest() or self._sideways(1)
        if key == Qt.Key.Key_Left and editor.is_at_start:
            return self._sideways(-1)
        if key in _MOVES_ON:
            self._updown(_MOVES_ON[key])
            return True
        return False

    def _paste(self) -> bool:
        """A paste of several rows is no typing: it becomes rows. A single line is."""
        text = QGuiApplication.clipboard().text().strip("\n")
        if "\n" not in text and "\t" not in text:
            return False
        if self.writing.save():
            self.pastes()
        return True

    def enter(self) -> None:
        """Enter: save, and go on with a new row below, or down the column in rows that stood there before."""
        editor, row = self.editor, self.row
        if editor is None or row is None:
            return
        editor.take_rest()
        if row.is_empty and not editor.text().strip():
            self._leave_empty(row)
            return
        column = self.writing.column
        if not self.writing.save():
            return
        here = self.sheet.view.current()
        if here is None:
            return
        if column == "name" or here[0].key in self.sheet.fresh:
            self.new_row(self.sheet.gap_below(here[0]))
        else:
            self.down(1, column)

    def _leave_empty(self, row: Row) -> None:
        """Enter on an empty step: the case type is done, and the next one begins below it."""
        gap = row.gap
        if gap is not None and gap.kind == "step":
            self.new_row(Gap("case_type", gap.case_type))
        else:
            self.writing.refuses(message(N_("Write the name of a case type; Esc leaves the row")))

    def new_row(self, gap: Gap, text: str = "") -> None:
        """Go to a new empty row and write in it."""
        if self.editor is not None:
            self.writing.close()
        key = self.sheet.put_gap(gap)
        self.sheet.go_to(key, "name")
        row = self.sheet.row(key)
        if row is not None:
            self.writing.begin(row, "name", text)

    def down(self, by: int, column: str) -> None:
        """Stand in the same column of the next row."""
        index = self.sheet.view.currentIndex()
        at = min(max(0, index.row() + by), len(self.sheet.model.rows) - 1)
        self.sheet.go_to(self.sheet.model.rows[at].key, column)

    def _updown(self, by: int) -> None:
        row, column = self.row, self.writing.column
        is_blank = self.editor is not None and row is not None and row.is_empty and not self.editor.text()
        if is_blank:
            self.writing.close()
            self.down(by, column)
            key = self.sheet.view.current()
            self.sheet.drop_gap()
            if key is not None:
                self.sheet.go_to(key[0].key, key[1])
        elif self.writing.save():
            self.down(by, column)

    def _sideways(self, by: int) -> bool:
        row, column = self.row, self.writing.column
        if row is None or self.editor is None or (row.is_empty and not self.editor.text().strip()):
            return True
        if by < 0 and column == "name":
            return False
        if self.writing.save():
            here = self.sheet.view.current()
            if here is not None:
                self.sheet.go_to(here[0].key, self.sheet.next_cell(here[0], column, by) or column)
        return True

    def tab(self, by: int) -> None:
        """Tab: take what stands in grey; in a name make a step of it, elsewhere go to the next cell."""
        editor, row = self.editor, self.row
        if editor is None or row is None:
            return
        if by > 0 and editor.take_rest() and self.writing.column == "name":
            return
        if self.writing.column != "name":
            column = self.writing.column
            if self.writing.save():
                to = self.sheet.next_cell(row, column, by)
                self.sheet.go_to(row.key, to or column)
        elif row.gap is not None:
            self._shift_gap(row.gap, by)
        elif self.writing.save():
            self.shifts(by)

    def _shift_gap(self, gap: Gap, by: int) -> None:
        """Make the row that is being written a step, or a case type, with the text that stands in it."""
        text = self.editor.text() if self.editor else ""
        if by > 0 and gap.kind == "case_type":
            above = self.sheet.case_type_above(None)
            if gap.case_type is not None:
                above = next((one for one in self.sheet.case_types if one.id == gap.case_type), None)
            if above is None:
                self.writing.refuses(message(N_("There is no case type above that this could be a step of")))
                return
            last = above.steps[-1].id if above.steps else None
            self._carry(Gap("step", above.id, last), text)
        elif by < 0 and gap.kind == "step":
            self._carry(Gap("case_type", gap.case_type), text)

    def _carry(self, gap: Gap, text: str) -> None:
        at = self.editor.cursorPosition() if self.editor else 0
        level = self.writing.level
        self.new_row(gap, text)
        if self.editor is not None:
            self.editor.setCursorPosition(at)
        if level is not None:
            self.writing.set_level(level)
