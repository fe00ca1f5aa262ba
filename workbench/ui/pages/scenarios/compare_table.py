"""The table of scenarios side by side: a column per scenario, and how far each figure is from the first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from workbench.ui.look import Look
from workbench.ui.pages.scenarios.figures import ScenarioFigures
from workbench.ui.pages.scenarios.side_by_side import Line, is_other, written_difference, written_value
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.first_column import FirstColumn

_MOST_ROWS = 18
_STAYING = 3
"""Columns that stay in sight: the figure, its unit, and the scenario that is compared with."""


class CompareTable(FigureTable):
    """``scenarios`` are (id, name), the one that is compared with first. ``opened`` hears what was pressed.

    That is "fold <group>", "figure <scenario> <key>" or "why <scenario>". Ctrl+Space folds the current line's group.
    """

    def __init__(
        self,
        look: Look,
        scenarios: tuple[tuple[str, str], ...],
        figures: ScenarioFigures,
        opened: Callable[[str], None],
        fold_all: Callable[[], None],
    ) -> None:
        self.look, self.scenarios, self.figures = look, scenarios, figures
        self._opened_with, self._folds = opened, fold_all
        name = look.texts("Scenarios side by side")
        super().__init__(
            look, name, self._all_columns(), opened, named=lambda line: line.key, most=_MOST_ROWS
        )
        FirstColumn(self, _STAYING)

    def _all_columns(self) -> list[FigureColumn]:
        t = self.look.texts
        columns = [
            FigureColumn("name", t("Figure"), 236, stretches=True, shows=self._name, unfolds=self._fold_key),
            FigureColumn("unit", t("Unit"), 100, shows=lambda line: Cell(line.unit, tone="text2")),
        ]
        for at, (scenario, name) in enumerate(self.scenarios):
            columns.append(
                FigureColumn(
                    f"value {scenario}",
                    name,
                    104,
                    is_number=True,
                    shows=partial(self._value, at),
                    unfolds=partial(self._value_key, scenario),
                )
            )
            if at:
                columns.append(
                    FigureColumn(
                        f"difference {scenario}",
                        t("Difference"),
                        92,
                        is_number=True,
                        hint=t("{name} less {base}", name=name, base=self.scenarios[0][1]),
                        shows=partial(self._difference, at),
                        unfolds=partial(self._why_key, at, scenario),
                    )
                )
        return columns

    def _name(self, line: Line) -> Cell:
        if line.row is None:
            return Cell(line.name, is_strong=True, fold=line.is_open, detail=line.name)
        return Cell(line.name, indent=1, detail=line.name)

    def _value(self, at: int, line: Line) -> Cell:
        if line.row is None:
            return Cell()
        value = line.row.values[at]
        is_fresh = self.figures.is_fresh(self.scenarios[at][0])
        is_waiting = value is None and not is_fresh
        text = "…" if is_waiting else written_value(value, line.row.unit, self.look.texts)
        said = self.look.texts("Being calculated") if not is_fresh else ""
        return Cell(
            text,
            is_number=True,
            is_strong=bool(at) and is_other(line.row.differences[at], line.row.unit),
            tone="text" if is_fresh else "text3",
            detail=said,
        )

    def _difference(self, at: int, line: Line) -> Cell:
        if line.row is None:
            return Cell()
        difference = line.row.differences[at]
        is_fresh = all(self.figures.is_fresh(self.scenarios[one][0]) for one in (0, at))
        return Cell(
            written_difference(difference, line.row.unit, self.look.texts),
            is_number=True,
            tone="text2" if is_fresh else "text3",
            spoken=self.look.texts("as the first")
            if difference is not None and not is_other(difference, line.row.unit)
            else "",
        )

    def _fold_key(self, line: Line) -> str:
        return f"fold {line.group}" if line.row is None else ""

    def _value_key(self, scenario: str, line: Line) -> str:
        known = line.row is not None and line.row.explained_by and self.figures.of(scenario) is not None
        return f"figure {scenario} {line.row.explained_by}" if known and line.row is not None else ""

    def _why_key(self, at: int, scenario: str, line: Line) -> str:
        is_one = line.row is not None and is_other(line.row.differences[at], line.row.unit)
        return f"why {scenario}" if is_one else ""

    # Qt's own names from here on

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Space and is_control:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._folds()
            elif self.current_row is not None:
                self._opened_with(f"fold {self.current_row.group}")
        else:
            super().keyPressEvent(event)
