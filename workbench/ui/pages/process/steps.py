"""The step table: the truth that the map is drawn from. Typing is read as in the workshop."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QStyleOptionViewItem, QWidget

from workbench.analysis.process_views import Span
from workbench.capture.line import as_typed, completion
from workbench.capture.names import KnownNames, beginnings
from workbench.edits import Edit
from workbench.model.process import StepDecision
from workbench.model.project import Project
from workbench.model.text import ProjectError
from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.pages.process import typing
from workbench.ui.pages.process.shown import CHANGE_ICONS, Shown, ShownStep, change_word
from workbench.ui.widgets.cell import Cell, Column, Tone
from workbench.ui.widgets.cell_editor import CellEditor
from workbench.ui.widgets.chips import SHORT, chip_width, paint_chip
from workbench.ui.widgets.delegate import CellDelegate, Index
from workbench.ui.widgets.table import TableModel, TableView

NEW = "#new"
_SEVERITY: dict[str, tuple[str, Tone]] = {
    "error": ("alert-circle-outline", "error"),
    "warning": ("alert-outline", "warning"),
    "advice": ("lightbulb-outline", "info"),
}
_MULTI = ("level", "performer", "minutes", "decision")


@dataclass(frozen=True)
class NewStep:
    """The empty row at the end, where the next step is typed."""

    id: str = NEW


@dataclass(frozen=True, slots=True)
class TitleCell(Cell):
    """A step's name with the signs behind it: decision, loop, what was found."""

    signs: tuple[tuple[str, Tone], ...] = ()


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


class StepModel(TableModel):
    """Rows are :class:`ShownStep`, and the empty one last."""

    def __init__(self, look: Look) -> None:
        self.texts = look.texts
        t = self.texts
        super().__init__(
            look,
            (
                Column("number", "", 34, is_number=True, hint=t("Number")),
                Column("step", t("Step"), 160, stretches=True),
                Column("level", t("Level"), 124),
                Column("change", t("Change"), 108),
                Column("performer", t("Performer"), 104),
                Column("minutes", t("Min"), 112, is_number=True, hint=t("Minutes each time it is done")),
                Column("times", t("Times"), 58, is_number=True, hint=t("How often per case")),
                Column("decision", t("Decision"), 92),
            ),
        )
        self.shown: Shown | None = None
        self.odd: dict[tuple[Hashable, str], str] = {}
        self.typed_into: Callable[[ShownStep | NewStep, Column, str], bool] = lambda *_: False
        self.names: Callable[[], KnownNames] = KnownNames

    def show(self, shown: Shown) -> None:
        """Show the steps of a case type in a view."""
        is_other = self.shown is None or self.shown.case_type.id != shown.case_type.id
        if is_other:
            self.odd.clear()
        self.shown = shown
        self.set_rows((*shown.steps, NewStep()))

    def typed(self, row: ShownStep | NewStep, column: Column, text: str) -> bool:
        """Hand what was typed to the page's table."""
        return self.typed_into(row, column, text)

    def cell(self, row: ShownStep | NewStep, column: Column) -> Cell:
        """Return what a row shows in a column."""
        odd = self.odd.get((row.id, column.key))
        if isinstance(row, NewStep):
            if column.key == "step":
                words = self.texts("New step")
                return (
                    Cell(odd, is_odd=True, typed=odd)
                    if odd
                    else Cell(words, tone="text3", typed="", spoken=words)
                )
            return Cell()
        boundary = row.has_boundary
        if odd is not None:
            return Cell(odd, is_odd=True, typed=odd, has_boundary=boundary, is_number=column.is_number)
        made: Callable[[ShownStep], Cell] = getattr(self, f"_{column.key}")
        return made(row)

    def _number(self, row: ShownStep) -> Cell:
        return Cell(str(row.row.number), tone="text2", is_number=True, has_boundary=row.has_boundary)

    def _step(self, row: ShownStep) -> Cell:
        t, step = self.texts, row.step
        signs: list[tuple[str, Tone]] = []
        said = [step.title]
        if row.is_decision or step.question:
            signs.append(("help-rhombus-outline", "text2"))
            said.append(t("decision"))
        if row.is_loop:
            signs.append(("repeat", "text2"))
            said.append(t("goes back"))
        detail = step.title
        if row.finding is not None:
            signs.append(_SEVERITY[row.finding.severity])
            what = t.message(row.finding.what)
            said.append(what)
            detail = f"{step.title}\n{what}"
        is_gone = row.view != "today" and row.row.change in ("dropped", "e_service")
        return TitleCell(
            step.title,
            tone="text3" if is_gone else "text",
            detail=detail,
            spoken=", ".join(said),
            typed=as_typed(step.title, self.names()),
            has_boundary=row.has_boundary,
            signs=tuple(signs),
        )

    def _level(self, row: ShownStep) -> Cell:
        level = row.step.level
        return Cell(
            "" if level else self.texts("missing"),
            levels=(level,) if level else (),
            is_missing=level is None,
            typed=str(level or ""),
            has_boundary=row.has_boundary,
        )

    def _change(self, row: ShownStep) -> Cell:
        change = row.row.change
        tone: Tone = "text" if change in ("moved", "new") else "text2"
        return Cell(
            change_word(change, self.texts),
            tone=tone,
            icon=CHANGE_ICONS[change],
            icon_tone="accent" if change in ("moved", "new") else "text3",
            has_boundary=row.has_boundary,
        )

    def _performer(self, row: ShownStep) -> Cell:
        is_other = row.view == "difference" and row.performer != row.performer_before
        text = row.performer
        if is_other and row.row.change != "new":
            text = self.texts("{before} → {after}", before=row.performer_before, after=row.performer)
        may = row.view == "today" or not row.row.is_in_customer_service
        return Cell(text, detail=text, typed=row.performer if may else None, has_boundary=row.has_boundary)

    def _minutes(self, row: ShownStep) -> Cell:
        t, is_today = self.texts, row.view == "today"
        after = self._span(row.row.minutes_today if is_today else row.row.minutes_after)
        typed = typing.typed_estimate(t, getattr(row.step, typing.minutes_field(row)))
        if after is None:
            return Cell(
                t("missing"), is_missing=True, is_number=True, typed=typed, has_boundary=row.has_boundary
            )
        text = after
        before = self._span(row.row.minutes_today)
        if row.view == "difference" and before != after and row.row.change != "new":
            text = t("{before} → {after}", before=before or t("missing"), after=after)
        spoken = t("{figure} minutes", figure=text)
        return Cell(
            text, is_number=True, spoken=spoken, detail=spoken, typed=typed, has_boundary=row.has_boundary
        )

    def _span(self, span: Span | None) -> str | None:
        return None if span is None else typing.estimate_words(self.texts, span.low, span.middle, span.high)

    def _times(self, row: ShownStep) -> Cell:
        times = row.row.times_today if row.view == "today" else row.row.times_after
        text = self.texts.number(times, 2)
        spoken = self.texts("{times} times per case", times=text)
        return Cell(
            text, tone="text2", is_number=True, spoken=spoken, detail=spoken, has_boundary=row.has_boundary
        )

    def _decision(self, row: ShownStep) -> Cell:
        decision: StepDecision | None = row.step.decision
        word = typing.decision_word(decision, self.texts) if decision else ""
        return Cell(word, typed=word, detail=row.step.reason, has_boundary=row.has_boundary)


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
        is_narrow = wide < self.look.px(480)
        self.setColumnHidden(column("performer"), self._is_difference and wide < self.look.px(560))
        self.setColumnWidth(column("level"), self.look.px(50 if is_narrow else 124))
        self.setColumnWidth(
            column("performer"), self.look.px(84 if is_narrow else 96 if wide < self.look.px(640) else 150)
        )

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
