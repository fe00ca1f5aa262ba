"""The step table: the truth that the map is drawn from. Typing is read as in the workshop."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from workbench.capture.line import as_typed, completion
from workbench.capture.names import KnownNames, beginnings
from workbench.edits import Edit
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.pages.process import typing
from workbench.ui.pages.process.shown import ShownStep
from workbench.ui.pages.process.step_model import NEW, NewStep, StepModel, TitleCell
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.cell_editor import CellEditor
from workbench.ui.widgets.chips import SHORT, chip_width, paint_chip
from workbench.ui.widgets.delegate import CellDelegate, Index
from workbench.ui.widgets.table import TableView

_MULTI = ("level", "performer", "minutes", "decision")


class StepDelegate(CellDelegate):
    """Paints signs behind a step's name, and opens a field that continues names in grey."""

    def body(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        """Paint the cell, its signs last: they keep their room where the name is too long."""
        if len(cell.levels) == 1 and chip_width(self.look, cell.levels[0]) > area.width():
            top = area.top() + (area.height() - self.look.px(SHORT)) // 2
            paint_chip(painter, self.look, QPoint(area.left(), top), cell.levels[0], is_short=True)
            return
        signs = cell.signs if isinstance(cell, TitleCell) else ()
        if not signs:
            super().body(painter, area, cell)
            return
        size, gap = self.look.px(16), self.look.px(6)
        room = len(signs) * (size + gap)
        wide = QFontMetrics(self.look.font()).horizontalAdvance(cell.text)
        super().body(painter, area.adjusted(0, 0, -room, 0), cell)
        left = min(area.left() + wide, area.right() - room) + gap
        for name, tone in signs:
            spot = QRect(left, area.top() + (area.height() - size) // 2, size, size)
            paint_icon(painter, spot, name, self.look.color(tone))
            left += size + gap

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002
        editor = CellEditor(self.look, parent)
        table = self.parent()
        assert isinstance(table, StepTable)  # noqa: S101 - made by it
        column = table.table.columns[index.column()]
        editor.setAccessibleName(column.title)
        editor.textEdited.connect(lambda text: table.typing(editor, column.key, text))
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table hears of Enter, Tab and Right first."""
        table = self.parent()
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, CellEditor)
            and isinstance(table, StepTable)
            and table.heard(watched, event)
        ):
            return True
        return super().eventFilter(watched, event)


class StepTable(TableView):
    """The table. ``does`` makes an edit; ``says`` shows a sentence in the assist line (in the tone of a warning)."""

    entered = Signal(str)
    """Enter on a step that is not being edited would go on to the next row; Ctrl+Enter goes to its fields."""

    def __init__(
        self,
        look: Look,
        model: StepModel,
        project: Callable[[], Project],
        names: Callable[[], KnownNames],
        does: Callable[[Edit], bool],
        says: Callable[[str, bool], None],
    ) -> None:
        super().__init__(look, model, look.texts("Steps"))
        self.texts = look.texts
        self.steps = model
        self._project, self._names, self._does, self._says = project, names, does, says
        model.typed_into, model.names = self._typed, names
        self.setItemDelegate(StepDelegate(look, self))
        self.reasons: dict[tuple[Hashable, str], str] = {}
        self._is_refused = False
        self._to_new: str | None = None
        self._show_columns()

    # what is chosen

    @property
    def chosen(self) -> tuple[ShownStep, ...]:
        """The steps of the chosen rows, from above."""
        return tuple(one for one in self.selected_rows if isinstance(one, ShownStep))

    @property
    def step(self) -> ShownStep | None:
        """The step of the current row."""
        row = self.current_row
        return row if isinstance(row, ShownStep) else None

    # typing

    def typing(self, editor: CellEditor, column: str, text: str) -> None:
        """Show how a name would continue."""
        rest = ""
        if column == "step":
            rest = completion(text, editor.cursorPosition(), self._names())
        elif column == "performer" and text:
            rest = beginnings(text, [one.name for one in self._names().units if not one.is_alias])
        elif column == "decision" and text:
            rest = beginnings(text, [typing.decision_word(one, self.texts) for one in StepDecision])
        editor.show_reading((), rest if editor.is_at_end else "")

    def heard(self, editor: CellEditor, event: QKeyEvent) -> bool:
        """Take the keys of an open editor that mean more than typing."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Right and editor.is_at_end:
            return editor.take_rest()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            editor.take_rest()
            self._is_refused = False
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            if not self._is_refused:
                self._go_on(key)
            return True
        return False

    def _go_on(self, key: Qt.Key) -> None:
        at = self.currentIndex()
        if self._to_new is not None:
            row = self.table.row_at(self._to_new)
            self._to_new = None
            at = self.table.index(row if row is not None else at.row(), at.column())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._to(at.row() + 1, at.column())
            return
        by = 1 if key == Qt.Key.Key_Tab else -1
        column = at.column() + by
        while 0 <= column < len(self.table.columns):
            if not self.isColumnHidden(column) and self.table.cell_at(at.row(), column).typed is not None:
                self._to(at.row(), column)
                return
            column += by
        self._to(at.row(), at.column())

    def _to(self, row: int, column: int) -> None:
        row = min(max(0, row), len(self.table.rows) - 1)
        if self.table.rows[row].id == NEW:
            column = self.table.column_at("step")
        self.go_to(self.table.rows[row].id, self.table.columns[column].key)

    def _typed(self, row: ShownStep | NewStep, column: Column, text: str) -> bool:
        shown = self.steps.shown
        if shown is None:
            return False
        try:
            edit = self._edit_of(row, column.key, text)
        except ProjectError as problem:
            self.steps.odd[row.id, column.key] = text
            self.reasons[row.id, column.key] = self.texts.message(problem.message)
            self._is_refused = True
            self.steps.refresh()
            self.hint_here()
            return False
        if self.steps.odd.pop((row.id, column.key), None) is not None:
            self.steps.refresh()
        self.hint_here()
        return edit is None or self._does(edit)

    def hint_here(self) -> None:
        """Say why the current cell's text was not understood, or what can be done."""
        row, at = self.current_row, self.currentIndex()
        place = (row.id, self.table.columns[at.column()].key) if row is not None else None
        if place is not None and place in self.steps.odd:
            self._says(self.reasons.get(place, ""), True)
        else:
            self._says("", False)

    def _edit_of(self, row: ShownStep | NewStep, column: str, text: str) -> Edit | None:
        shown = self.steps.shown
        assert shown is not None  # noqa: S101 - there is a row
        case_type, names = shown.case_type, self._names()
        if isinstance(row, NewStep):
            if not text.strip():
                return None
            last = case_type.steps[-1].id if case_type.steps else None
            edit, self._to_new = typing.new_step_edit(self._project(), case_type, text, last, names)
            return edit
        if column == "step":
            if text in (row.step.title, as_typed(row.step.title, names)):
                return None
            return typing.title_edit(self._project(), case_type, row.step, text, names)
        rows = self.chosen if row in self.chosen and column in _MULTI else (row,)
        steps = [one.step for one in rows]
        if column == "level":
            return typing.level_edit(case_type, steps, text)
        if column == "performer":
            return typing.performer_edit(case_type, rows, text, names)
        if column == "decision":
            return typing.decision_edit(case_type, steps, text, self.texts)
        return self._minutes_of(rows, text)

    def _minutes_of(self, rows: tuple[ShownStep, ...], text: str) -> Edit | None:
        shown = self.steps.shown
        assert shown is not None  # noqa: S101 - there are rows
        fields = {typing.minutes_field(one) for one in rows}
        field = fields.pop() if len(fields) == 1 else "minutes_today"
        steps = [one.step for one in rows]
        return typing.minutes_edit(shown.case_type, steps, field, text, self.texts)

    # what the page's actions do

    def insert_step(self) -> None:
        """Open an editor for a new step behind the current one (at the end where none is chosen)."""
        shown, after = self.steps.shown, self.step
        if shown is None:
            return
        if after is None or after.id == shown.steps[-1].id:
            self.setFocus()
            self.go_to(NEW, "step", edits=True)
            return
        edit, made = typing.new_step_edit(
            self._project(), shown.case_type, self.texts("New step"), after.id, self._names()
        )
        if self._does(edit):
            self.setFocus()
            self.go_to(made, "step", edits=True)

    def remove(self) -> None:
        """Remove the chosen steps and close the chain."""
        shown, chosen = self.steps.shown, self.chosen
        if shown is None or not chosen:
            return
        at = self.currentIndex().row()
        if self._does(typing.removal_edit(self._project(), shown.case_type, [one.step for one in chosen])):
            self._to(at, max(0, self.currentIndex().column()))

    def shift(self, by: int) -> None:
        """Move the current step up (-1) or down (1)."""
        shown, step = self.steps.shown, self.step
        if shown is None or step is None:
            return
        column = self.table.columns[max(0, self.currentIndex().column())].key
        edit = typing.move_edit(self._project(), shown.case_type, step.step, by)
        if edit is not None and self._does(edit):
            self.go_to(step.id, column)

    def set_level(self, level: int | None) -> None:
        """Put the chosen steps on a level."""
        shown = self.steps.shown
        if shown is None or not self.chosen:
            return
        edit = typing.level_edit(shown.case_type, [one.step for one in self.chosen], str(level or ""))
        if edit is not None:
            self._does(edit)

    def next_missing(self, by: int) -> None:
        """Go to the next (1) or previous (-1) cell in which something is missing."""
        columns = [at for at in range(len(self.table.columns)) if not self.isColumnHidden(at)]
        cells = [(row, at) for row in range(len(self.table.rows)) for at in columns]
        here = (self.currentIndex().row(), self.currentIndex().column())
        at = cells.index(here) if here in cells else -1
        for step in range(1, len(cells) + 1):
            row, column = cells[(at + by * step) % len(cells)]
            if self.table.cell_at(row, column).is_missing:
                self.setFocus()
                self._to(row, column)
                return
        self._says(self.texts("Nothing is missing here."), False)

    def show_view(self, *, is_difference: bool) -> None:
        """Show the columns of a view."""
        self._is_difference = is_difference
        self._show_columns()

    _is_difference = False

    def _show_columns(self) -> None:
        """Show as many columns as there is room for; what is hidden stands in the fields below."""
        wide = self.viewport().width()
        column = self.table.column_at
        self.setColumnHidden(column("change"), not self._is_difference)
        self.setColumnHidden(column("times"), wide < self.look.px(800))
        self.setColumnHidden(column("decision"), self._is_difference or wide < self.look.px(700))
        self.setColumnHidden(column("performer"), self._is_difference and wide < self.look.px(560))
        is_narrow = wide < self.look.px(440)
        widths = {
            "level": 72 if wide < self.look.px(520) else 124,
            "performer": 92 if is_narrow else 112 if wide < self.look.px(640) else 150,
            "minutes": 100 if is_narrow else 112,
        }
        for key, width in widths.items():
            self.setColumnWidth(column(key), self.look.px(width))

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, at = Qt.Key(event.key()), self.currentIndex()
        column = self.table.columns[at.column()].key if at.isValid() else ""
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_plain and column == "level" and event.text() and event.text() in "012345678":
            self.set_level(int(event.text()) or None)
        elif is_plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and at.isValid():
            self._to(at.row() + 1, at.column())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.step is not None:
            self.entered.emit(self.step.id)
        elif is_plain and key == Qt.Key.Key_Delete:
            self.remove()
        elif is_plain and key == Qt.Key.Key_Escape and self.steps.odd:
            self.steps.odd.clear()
            self.steps.refresh()
            self.hint_here()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_columns()
