"""The open editor of the capture table: what is typed is understood while it is typed, and saved as one batch.

The editor knows its row by key, so the project may change underneath. What stands in it is kept as a draft
that survives a crash.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from workbench.capture import CaptureLine, completion, read_line
from workbench.capture import recipes as capture
from workbench.capture.names import beginnings
from workbench.model.text import N_, Message, ProjectError, message
from workbench.ui.pages.workshop import cell_edits
from workbench.ui.pages.workshop.cell_edits import channel_said
from workbench.ui.pages.workshop.rows import END, Gap, Row, gap_of
from workbench.ui.pages.workshop.sheet import Sheet
from workbench.ui.pages.workshop.typed_last import place_in
from workbench.ui.widgets.cell_editor import CellEditor, Underline

_QUIET = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


@dataclass(frozen=True)
class Heard:
    """What stands in the editor: its row and column, the text, the line it is where it is a name."""

    row: Row
    column: str
    text: str
    line: CaptureLine | None = None
    level: int | None = None


class Writing:
    """Opens, reads, saves and closes the editor. ``told`` hears of every change, ``refuses`` of what cannot be."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.heard: Heard | None = None
        self.told: Callable[[Heard | None], None] = lambda _heard: None
        self.refuses: Callable[[Message], None] = lambda _why: None
        self.says_rows: Callable[[int], None] = lambda _n: None
        self.hears: Callable[[QKeyEvent], bool] = lambda _event: False
        self.level: int | None = None
        self._chosen: tuple[Row, ...] = ()
        self._place = ""

    @property
    def editor(self) -> CellEditor | None:
        """The open field."""
        return self.sheet.view.editor

    @property
    def row(self) -> Row | None:
        """The row that is typed into."""
        return self.sheet.row(self.sheet.view.place[0]) if self.editor else None

    @property
    def column(self) -> str:
        """The column that is typed into."""
        return self.sheet.view.place[1]

    # opening and closing

    def begin(self, row: Row, column: str, text: str | None = None) -> bool:
        """Open the editor over a cell: with ``text``, or with what stands there. False: it cannot be typed into."""
        typed = self.sheet.writer.typed(row, column)
        if typed is None or column == "level":
            return False
        chosen = self.sheet.chosen
        self._chosen = chosen if len(chosen) > 1 and row in chosen and column != "name" else (row,)
        self.level = None
        editor = self.sheet.view.open_editor(row.key, column, typed if text is None else text)
        if editor is None:
            return False
        if text is None:
            editor.selectAll()
        editor.hears = self.hears
        editor.was_left = self._left
        editor.textEdited.connect(self._read)
        editor.cursorPositionChanged.connect(lambda _old, _new: self._complete())
        self._read(editor.text())
        return True

    def close(self) -> None:
        """Close the editor without saving."""
        self._forget()
        if self.heard is not None:
            self.sheet.model.show_line(self.heard.row.key, None)
        self.heard = None
        self.sheet.view.close_editor()
        self.told(None)

    def cancel(self) -> None:
        """Esc: what stood there stands there again; an empty row goes."""
        self.close()
        self.sheet.drop_gap()

    def _forget(self) -> None:
        if self._place:
            self.sheet.workspace.typing(self._place, None)
        self._place = ""

    def _left(self, reason: Qt.FocusReason) -> None:
        """Somebody clicked elsewhere: what was typed is saved; an empty row goes when the click is over."""
        if reason in _QUIET or self.editor is None:
            return
        if self.editor.text().strip() or not (self.row and self.row.is_empty):
            if not self.save():
                self.close()
        else:
            self.close()
        QTimer.singleShot(0, self.sheet.view, self._tidy)

    def _tidy(self) -> None:
        if self.editor is None:
            self.sheet.drop_gap()

    # reading

    def set_level(self, level: int | None) -> None:
        """Give the row that is being written a level, as a mark would."""
        self.level = level
        if self.editor is not None:
            self._read(self.editor.text())

    def _read(self, text: str) -> None:
        row, editor = self.row, self.editor
        if row is None or editor is None:
            return
        self._note(row, text)
        line = None
        if self.column == "name":
            line = read_line(text, self.sheet.names)
            if self.level is not None:
                line = replace(line, level=self.level)
            self.sheet.model.show_line(row.key, line)
        self.heard = Heard(row, self.column, text, line, self.level)
        self._complete()
        self.told(self.heard)

    def _note(self, row: Row, text: str) -> None:
        place = place_in("capture", self.sheet.workspace, row.key, self.column)
        if self._place and self._place != place:
            self.sheet.workspace.typing(self._place, None)
        untouched = not text.strip() and row.is_empty
        self._place = "" if untouched else place
        self.sheet.workspace.typing(place, None if untouched else text)

    def _complete(self) -> None:
        editor, names = self.editor, self.sheet.names
        if editor is None:
            return
        rest = ""
        text, at = editor.text(), editor.cursorPosition()
        if self.column == "name":
            rest = completion(text, at, names)
        elif self.column == "performer" and text and at == len(text):
            rest = beginnings(text, (one.name for one in names.units if not one.is_alias))
        line = self.heard.line if self.heard and self.column == "name" else None
        spans = line.spans if line is not None and line.text == text else ()
        editor.show_reading([Underline(s.start, s.end, s.kind == "unknown") for s in spans], rest)

    # saving

    def save(self) -> bool:
        """Save what stands in the editor and close it; False where it cannot be, and the editor stays open."""
        editor, row = self.editor, self.row
        if editor is None:
            return True
        if row is None:
            self.close()
            return True
        return self._save_name(row) if self.column == "name" else self._save_cell(row, editor.text())

    def _save_name(self, row: Row) -> bool:
        line = self.heard.line if self.heard else None
        if line is None or not line.text.strip():
            self.close()
            return True
        try:
            sheet = self.sheet
            project, workshop = sheet.workspace.project, sheet.workspace.workshop
            batch = cell_edits.named(project, workshop, row, line, sheet.department)
        except ProjectError as problem:
            self.refuses(problem.message)
            return False
        said = channel_said(line.volumes)
        gap, self.sheet.gap = self.sheet.gap, None if row.is_empty else self.sheet.gap
        had_focus = self._pause_editor()
        if not self.sheet.do(batch):
            self.sheet.gap = gap
            self._resume_editor(had_focus)
            return False
        self.sheet.last_channel = said or self.sheet.last_channel
        self.close()
        key = capture.row_of(batch) or row.key
        if row.is_empty:
            self.sheet.fresh.add(key)
        self.sheet.go_to(key, "name")
        return True

    def _pause_editor(self) -> bool:
        """Let the rows change while the editor is open: what it covers is about to be another row."""
        editor = self.editor
        if editor is None:
            return False
        editor.was_left = lambda _reason: None
        return editor.hasFocus()

    def _resume_editor(self, had_focus: bool) -> None:
        if self.editor is not None:
            self.editor.was_left = self._left
            if had_focus:
                self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save_cell(self, row: Row, text: str) -> bool:
        column = self.column
        rows = [found for one in self._chosen if (found := self.sheet.row(one.key)) is not None] or [row]
        odd = self.sheet.writer.odd
        taken = cell_edits.typed(rows, column, text, self.sheet.names)
        if taken.doubt is not None:
            place, self._place = self._place, ""  # the draft stays: nobody has understood it yet
            odd[row.key, column] = text
            self.close()
            self._place = place if not text.strip() else ""
            self.sheet.model.repaint_row(row.key)
            self.refuses(taken.doubt)
            return True
        self._pause_editor()
        if taken.batch is not None and not self.sheet.do(taken.batch):
            self._resume_editor(had_focus=True)
            return False
        for one in rows:
            odd.pop((one.key, column), None)
            self.sheet.model.repaint_row(one.key)
        if column == "volume":
            volumes = cell_edits.volume_line(text.strip(), self.sheet.names) or ()
            self.sheet.last_channel = channel_said(volumes) or self.sheet.last_channel
        self.close()
        if taken.rows > 1:
            self.says_rows(taken.rows)
        return True

    # what was being typed when the program was last killed

    def take_up(self, key: str, column: str, text: str) -> bool:
        """Open the editor of a draft; a row that is gone leaves its text in the row at the end."""
        gap = gap_of(key)
        if gap is not None and key != END:
            known = {one.id: one for one in self.sheet.case_types}
            if gap.kind == "case_type" and gap.case_type not in known:
                gap = Gap("case_type")
            owner = known.get(gap.case_type or "")
            if gap.kind == "step" and owner is None:
                gap = Gap("case_type")
            key = self.sheet.put_gap(gap)
        if not self.sheet.go_to(key, column):
            if column != "name":
                return False
            key = END
            self.sheet.go_to(END, "name")
        row = self.sheet.row(key)
        if row is None or not self.begin(row, column, text):
            return False
        if self.editor is not None:
            self.editor.end(False)
        return True

    def follow(self) -> None:
        """The project changed underneath: an editor whose row is gone gives its text to the row at the end."""
        editor = self.editor
        if editor is None:
            return
        if self.sheet.row(self.sheet.view.place[0]) is not None:
            self.sheet.view.put_editor()
            self._read(editor.text())
            return
        text, column = editor.text(), self.column
        self.close()
        self.sheet.gap = None
        if column == "name" and text.strip():
            self.sheet.go_to(END, "name")
            row = self.sheet.row(END)
            if row is not None:
                self.begin(row, "name", text)
            self.refuses(message(N_("The row you typed in is gone; what you wrote stands in the last row")))
