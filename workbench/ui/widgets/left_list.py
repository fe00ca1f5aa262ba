"""What is left in a department's part, a line each: Enter or a click goes to where it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.analysis.place import Place
from workbench.analysis.standing.part import Left, Matter
from workbench.ui.look import Look
from workbench.ui.widgets.cell import Cell, Column, Tone
from workbench.ui.widgets.table import TableModel, TableView

_SIGNS: dict[Matter, tuple[str, Tone]] = {
    "personal": ("alert-circle-outline", "error"),
    "overdue": ("alert-outline", "warning"),
    "expired": ("alert-outline", "warning"),
    "no_checklist": ("circle-outline", "text2"),
    "empty_checklist": ("circle-outline", "text2"),
    "no_answer": ("circle-outline", "text2"),
    "draft": ("pencil-outline", "text2"),
}
_ROW = 32


class _Model(TableModel):
    def __init__(self, look: Look) -> None:
        t = look.texts
        super().__init__(
            look, (Column("name", t("Name"), 260, stretches=True), Column("matter", t("What is left"), 280))
        )
        self.words: dict[Matter, str] = {
            "personal": t("Holds something like a personal number"),
            "overdue": t("The promised day has passed"),
            "no_checklist": t("No checklist yet"),
            "empty_checklist": t("Nothing is written yet"),
            "no_answer": t("No answer yet"),
            "draft": t("Draft: nobody has reviewed it"),
            "expired": t("No longer valid"),
        }

    def key(self, row: Left) -> tuple[object, ...]:
        return (row.matter, row.place)

    def cell(self, row: Left, column: Column) -> Cell:
        if column.key == "matter":
            return Cell(self.words[row.matter], tone="text2", detail=self.words[row.matter])
        icon, tone = _SIGNS[row.matter]
        name = row.name or self.look.texts("no question yet")
        return Cell(name, icon=icon, icon_tone=tone, detail=name)


class LeftList(TableView):
    """The list. ``goes`` gets the place of the line that was chosen."""

    def __init__(self, look: Look, goes: Callable[[Place], object]) -> None:
        self._model = _Model(look)
        super().__init__(look, self._model, look.texts("What is left"), row_height=_ROW)
        self._goes = goes
        self.horizontalHeader().hide()
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.clicked.connect(lambda _index: self._go())
        self.activated.connect(lambda _index: self._go())

    def show_left(self, left: Sequence[Left], most_rows: int) -> None:
        """Show ``left``, as high as they need but no higher than ``most_rows``."""
        self._model.set_rows(left)
        rows = max(1, min(len(left), most_rows))
        self.setFixedHeight(rows * self.look.px(_ROW) + self.look.px(4))
        if left and self.current_row is None:
            self.setCurrentIndex(self._model.index(0, 0))

    def _go(self) -> None:
        chosen = self.current_row
        if chosen is not None:
            self._goes(chosen.place)
