"""The list at the left: which checklists there are, how far each has come, and which are missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QWidget

from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.knowledge import KnowledgeState
from workbench.ui.look import Look
from workbench.ui.look.icons import paint_icon
from workbench.ui.pages.checklists.rows import MISSING, ListRow, through
from workbench.ui.widgets.cell import Cell, Column, Tone
from workbench.ui.widgets.delegate import CellDelegate
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.life_cycle import STATE_ICONS
from workbench.ui.widgets.parts import button, column, label, named, on_ground, row
from workbench.ui.widgets.table import TableModel, TableView
from workbench.ui.workspace import Workspace


@dataclass(frozen=True, slots=True)
class TwoLines(Cell):
    """A title with its state and owner below."""

    below: str = ""


class TwoLineDelegate(CellDelegate):
    """Paints a title, and below it a sign and quiet words."""

    def body(self, painter: QPainter, area: QRect, cell: Cell) -> None:
        """Paint both lines; what does not fit is cut at its end."""
        look, high = self.look, area.height() // 2
        cut = Qt.TextElideMode.ElideRight
        upper = QRect(area.left(), area.top() + look.px(4), area.width(), high - look.px(2))
        painter.setFont(look.font("strong"))
        painter.setPen(look.color("text2" if cell.is_missing else "text"))
        title = QFontMetrics(painter.font()).elidedText(cell.text, cut, upper.width())
        painter.drawText(upper, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), title)
        size = look.px(16)
        lower = QRect(area.left(), area.top() + high, area.width(), high - look.px(4))
        spot = QRect(lower.left(), lower.top() + (lower.height() - size) // 2, size, size)
        paint_icon(painter, spot, cell.icon, look.color(cell.icon_tone))
        words = lower.adjusted(size + look.px(6), 0, 0, 0)
        painter.setFont(look.font("small"))
        painter.setPen(look.color("warning" if cell.tone == "warning" else "text2"))
        below = cell.below if isinstance(cell, TwoLines) else ""
        shown = QFontMetrics(painter.font()).elidedText(below, cut, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def state_words(state: str, texts: Texts, *, is_overdue: bool = False) -> str:
    """Return the word for a row's state."""
    if state == MISSING:
        return texts("Missing")
    return texts("Review is overdue") if is_overdue else word(state, texts)


class ListModel(TableModel):
    """One row per checklist or case type without one."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, (Column("title", look.texts("Checklist"), 200, stretches=True),))

    def cell(self, row: ListRow, column: Column) -> Cell:  # noqa: ARG002 - there is one column
        t = self.look.texts
        state = state_words(row.state, t, is_overdue=row.is_overdue)
        below = t("{state} · {owner}", state=state, owner=row.owner) if row.owner else state
        if row.beside:
            below = t("{state} · {case_type}", state=state, case_type=row.beside)
        icon: tuple[str, Tone] = ("circle-outline", "text3")
        if row.state != MISSING:
            icon = STATE_ICONS[KnowledgeState(row.state)]
        return TwoLines(
            row.title,
            tone="warning" if row.is_overdue else "text",
            icon=icon[0],
            icon_tone=icon[1],
            is_missing=row.state == MISSING,
            detail=f"{row.title}\n{below}",
            spoken=t("{title}, {state}", title=row.title, state=below),
            below=below,
        )


class ListPane(QWidget):
    """Filters, the list, and the button for a new one. ``chose`` gets the current row; ``starts`` begins a new one."""

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        chose: Callable[[ListRow | None], object],
        starts: Callable[[], object],
    ) -> None:
        super().__init__()
        self.workspace, self.look, self.texts, self._chose = workspace, look, look.texts, chose
        self._rows: tuple[ListRow, ...] = ()
        self._is_in_order = True
        t, edge = self.texts, look.px(16)
        self.count = label(look, "", "small", "text2", wraps=True)
        self.words = QLineEdit()
        named(self.words, t("Filter by words or owner"))
        self.words.setPlaceholderText(t("Filter by words or owner"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _text: self.show_through())
        self.department = Choice(look, t("Department"), lambda key: workspace.choose(department=key or None))
        self.state = Choice(look, t("State"), lambda _key: self.show_through())
        self._show_state("")
        self.model = ListModel(look)
        self.table = TableView(look, self.model, t("Checklists"), row_height=48)
        self.table.setItemDelegate(TwoLineDelegate(look, self.table))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().hide()
        self.table.current_changed.connect(lambda _row, _key: self._tell())
        self.nothing = label(look, "", "body", "text2", wraps=True)
        self.nothing.setContentsMargins(edge, look.px(8), edge, 0)
        self.new = button(look, t("New checklist"), "plus", does=starts)
        title = row(label(look, t("Checklists"), "section"), self.count, spacing=look.px(8))
        title.setStretch(1, 1)
        head = column(
            title,
            self.words,
            self.department,
            self.state,
            margins=(edge, look.px(12), edge, look.px(8)),
        )
        foot = row(self.new, None, margins=(edge, look.px(8), edge, look.px(8)))
        whole = column(head, self.nothing, self.table, foot, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        on_ground(self, "surface")
        self.setMinimumWidth(look.px(240))

    def _show_state(self, chosen: str) -> None:
        t = self.texts
        states = [(one.value, word(one, t)) for one in KnowledgeState]
        self.state.offer([("", t("All states")), *states, (MISSING, t("Missing"))], chosen)

    def filter_state(self, state: str) -> None:
        """Show what is in ``state`` alone ("": everything)."""
        self._show_state(state)
        self.show_through()

    def show_rows(self, rows: tuple[ListRow, ...]) -> None:
        """Show what there is."""
        self._rows = rows
        choices = [(one.id, one.name) for one in self.workspace.departments]
        every = ("", self.texts("All departments"))
        self.department.offer([every, *choices], self.workspace.department or "")
        if self.workspace.part is not None:
            self.department.hide()
        self.show_through()

    def show_through(self) -> None:
        """Show what comes through the filters, and keep the current row where it does."""
        t, department = self.texts, self.workspace.department
        shown = through(self._rows, department, self.state.chosen, self.words.text())
        here = self.table.current_row
        self._is_in_order = False  # rows that pass by are not opened
        self.model.set_rows(shown)
        if here is None or not self.table.go_to(here.id):
            self.table.setCurrentIndex(self.model.index(0 if shown else -1, 0))
        self._is_in_order = True
        ready = sum(row.state == "published" for row in shown)
        self.count.setText(t("{ready} of {n} published", ready=ready, n=len(shown)))
        self.nothing.setText(self._why_nothing() if not shown else "")
        self.nothing.setVisible(not shown)
        self._tell()

    def _why_nothing(self) -> str:
        t = self.texts
        if self._rows:
            return t("Nothing comes through the filters. Clear the words or choose all states.")
        return t("No checklists yet. Each case type that moves to customer service needs one.")

    def _tell(self) -> None:
        if self._is_in_order:
            self._chose(self.table.current_row)

    def go_to(self, wanted: str) -> bool:
        """Make the row with this id current, whatever the filters say; return whether there is one."""
        if not any(row.id == wanted for row in self._rows):
            return False
        if self.model.row_at(wanted) is None:
            self.words.clear()
            self._show_state("")
            row_department = next(row.department for row in self._rows if row.id == wanted)
            if self.workspace.department not in (None, row_department):
                self.workspace.choose(department=None)
            self.show_through()
        return self.table.go_to(wanted)
