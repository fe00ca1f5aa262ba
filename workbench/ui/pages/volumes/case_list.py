"""The list of case types beside their volumes: which have figures, which are guesses, which are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from workbench.analysis.memo import Memo
from workbench.capture.folding import fold
from workbench.model.case_types import CaseType
from workbench.ui.look import Look
from workbench.ui.pages.volumes.years import state_of
from workbench.ui.widgets.cell import Cell, Column, Tone
from workbench.ui.widgets.parts import label, named, row
from workbench.ui.widgets.table import TableModel, TableView

_ICONS: dict[str, tuple[str, Tone]] = {
    "ok": ("check", "ok"),
    "guess": ("help-circle-outline", "warning"),
    "missing": ("circle-outline", "text3"),
    "out": ("minus", "text3"),
}


class ListRow(NamedTuple):
    """A case type in the list; ``folded`` is what the filter looks in."""

    id: str
    name: str
    state: str
    department: str
    folded: str


class CaseRows:
    """The rows of all case types: a row is another object only where it says something else than before."""

    def __init__(self) -> None:
        self._memo = Memo()
        self._made: dict[str, ListRow] = {}

    def of(self, case_types: Sequence[CaseType]) -> tuple[ListRow, ...]:
        """Return one row per case type, in the project's order."""
        return self._memo.each("rows", case_types, (), lambda at: self._row(case_types[at]))

    def _row(self, case_type: CaseType) -> ListRow:
        row = _row(case_type)
        before = self._made.get(row.id)
        if before == row:
            return before
        self._made[row.id] = row
        return row


def _row(case_type: CaseType) -> ListRow:
    words = (case_type.name, *case_type.synonyms)
    return ListRow(
        case_type.id, case_type.name, state_of(case_type), case_type.department, fold(" ".join(words))
    )


def filtered(rows: tuple[ListRow, ...], department: str | None, text: str) -> tuple[ListRow, ...]:
    """Return the rows of a department (None: all) whose names hold every word of ``text``."""
    for word in fold(text).split():
        rows = tuple([one for one in rows if word in one.folded])
    if department is not None:
        rows = tuple([one for one in rows if one.department == department])
    return rows


class Counts:
    """Counts rows by department and state; after an edit only the run that changed is counted again."""

    def __init__(self) -> None:
        self._memo = Memo()

    def of(self, rows: Sequence[ListRow], department: str | None = None) -> Counter[str]:
        """Return how many rows of a department (None: all) are in which state."""
        found: Counter[str] = Counter()
        for part in self._memo.chunks("states", rows, _states):
            for (whose, state), n in part.items():
                if department in (None, whose):
                    found[state] += n
        return found


def _states(rows: Sequence[ListRow]) -> Counter[tuple[str, str]]:
    return Counter((one.department, one.state) for one in rows)


class _Model(TableModel):
    def __init__(self, look: Look) -> None:
        texts = look.texts
        self._words = {
            "ok": texts("filled in"),
            "guess": texts("guess"),
            "missing": texts("missing"),
            "out": texts("not in"),
        }
        super().__init__(
            look,
            (
                Column("name", texts("Case type"), 150, stretches=True),
                Column("state", texts("Volume"), 104),
            ),
        )

    def key(self, row: ListRow) -> Hashable:
        return row.id

    def cell(self, row: ListRow, column: Column) -> Cell:
        icon, tone = _ICONS[row.state]
        if column.key == "name":
            spoken = f"{row.name}, {self._words[row.state]}"
            is_quiet = row.state in ("missing", "out")
            return Cell(row.name, tone="text2" if is_quiet else "text", detail=row.name, spoken=spoken)
        return Cell(self._words[row.state], tone="text2", icon=icon, icon_tone=tone)


class CaseList(QWidget):
    """A filter field and the list. ``chosen`` carries the id of the case type that was chosen here."""

    chosen = Signal(str)
    entered = Signal()
    """Enter was pressed: the volumes are wanted."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        texts = look.texts
        self.field = QLineEdit()
        self.field.setFont(look.font())
        self.field.setPlaceholderText(texts("Filter"))
        self.field.setClearButtonEnabled(True)
        named(self.field, texts("Filter case types"))
        self.count = label(look, "", "small", "text2")
        self.model = _Model(look)
        self.view = _ListView(look, self.model, texts("Case types"))
        self.view.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.view.setMinimumWidth(look.px(180))
        self.view.entered_row.connect(self.entered)
        self.view.current_changed.connect(self._moved)
        self.field.returnPressed.connect(self.view.setFocus)
        self._rows: tuple[ListRow, ...] = ()
        self._department: str | None = None
        self._current: str | None = None
        self.texts = texts
        self._counts = Counts()
        self.field.textChanged.connect(lambda _text: self._show())
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        edge = look.px(8)
        box.addLayout(row(self.field, margins=(edge, edge, edge, look.px(4))))
        box.addLayout(row(self.count, None, margins=(edge, 0, edge, look.px(4))))
        box.addWidget(self.view, 1)

    def show_rows(self, rows: tuple[ListRow, ...], department: str | None, current: str | None) -> None:
        """Show the rows of ``department`` that the filter lets through, and ``current`` as the chosen one."""
        is_same = rows is self._rows and department == self._department
        self._rows, self._department, self._current = rows, department, current
        if is_same:
            self._stand()
        else:
            self._show()

    @property
    def shown(self) -> tuple[ListRow, ...]:
        """The rows as they are listed now."""
        rows: tuple[ListRow, ...] = self.model.rows
        return rows

    def step(self, by: int, *, is_unfilled: bool = False) -> str | None:
        """Choose the next case type of the list (round its end), or the next without a volume; return its id."""
        rows = self.shown
        if not rows:
            return None
        at = next((n for n, one in enumerate(rows) if one.id == self._current), -1 if by > 0 else 0)
        for n in range(1, len(rows) + 1):
            one = rows[(at + by * n) % len(rows)]
            if not is_unfilled or one.state == "missing":
                self.choose(one.id)
                return one.id
        return None

    def choose(self, case_type: str) -> None:
        """Make a case type the current one and say so."""
        self._current = case_type
        self._stand()
        self.chosen.emit(case_type)

    def _show(self) -> None:
        found = filtered(self._rows, self._department, self.field.text())
        self.view.selectionModel().blockSignals(True)
        try:
            self.model.set_rows(found)
        finally:
            self.view.selectionModel().blockSignals(False)
        states = self._counts.of(found)
        self.count.setText(
            self.texts(
                "{n} case types, {missing} missing, {guesses} guessed",
                n=len(found),
                missing=states["missing"],
                guesses=states["guess"],
            )
        )
        self._stand()

    def _stand(self) -> None:
        row = self.view.current_row
        if self._current is None or (row is not None and row.id == self._current):
            return
        self.view.selectionModel().blockSignals(True)
        try:
            is_there = self.view.go_to(self._current, "name")
            if not is_there:
                self.view.clearSelection()
        finally:
            self.view.selectionModel().blockSignals(False)
        self.view.viewport().update()

    def _moved(self, at: int, _column: str) -> None:
        row: ListRow = self.model.rows[at]
        if row.id != self._current:
            self._current = row.id
            self.chosen.emit(row.id)


class _ListView(TableView):
    entered_row = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered_row.emit()
            return
        super().keyPressEvent(event)
