"""Scenarios side by side: every figure of each, its difference from the first, and where that comes from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.analysis.scenarios.comparison import NAMES, Row
from workbench.edits.scenarios import choose_scenario
from workbench.model.scenarios import Scenario
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.page import Commands
from workbench.ui.pages.scenarios.chosen import add_copy, add_new, allow_choosing, do, remove, shown_scenario
from workbench.ui.pages.scenarios.compare_table import CompareTable
from workbench.ui.pages.scenarios.figures import ScenarioFigures
from workbench.ui.pages.scenarios.ranges import RangesPanel
from workbench.ui.pages.scenarios.side_by_side import (
    GROUPS,
    Line,
    table_lines,
    written_difference,
)
from workbench.ui.pages.scenarios.why import WhyPanel
from workbench.ui.turns import Turns
from workbench.ui.widgets.assist_line import AssistLine, Hint
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.empty import Empty
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.figure_table import FigureTable
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import boxed, button, column, label, row
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

UnfoldOf = Callable[[str, str], None]
"""Unfolds a figure (key) of a scenario (id)."""
_MOST_ROWS = 18


class ComparePane(Pane):
    """Columns are scenarios; the first is what the others are compared with, and stays in sight."""

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        unfold: Callable[[str], None],
        figures: ScenarioFigures,
        unfold_of: UnfoldOf,
    ) -> None:
        super().__init__(workspace, look, unfold)
        self.figures, self._unfold_of = figures, unfold_of
        self._left_out: set[str] = set()
        self._base = ""
        self._closed: set[str] | None = None
        self._rows: tuple[Row, ...] = ()
        self._made_of: tuple[object, ...] = ()
        self._turns = Turns(self, workspace.background)
        self._columns: tuple[tuple[str, str], ...] = ()
        t = self.texts
        self.empty = Empty(
            look,
            t("No scenarios yet"),
            t("A scenario says what would be otherwise. Two of them can be compared."),
            button(look, t("New scenario"), "plus", is_main=True, does=self._new),
        )
        self.table: FigureTable | None = None
        self.assist = AssistLine(look)
        self._room = column(spacing=0)
        self.panel = Panel(look, t("Side by side"), self._room, corner=self._which())
        self.why = WhyPanel(workspace, look, self._causes_found)
        self.ranges = RangesPanel(workspace, look)
        self._below = Beside(look, (self.why, 464), (self.ranges, 464))
        self.whole = boxed(column(self._head(), self.panel, self._below, None, spacing=look.px(12)))
        self.setLayout(column(self.empty, self.whole, None, spacing=look.px(12)))
        figures.changed.connect(self._show_if_seen)
        workspace.uncertainty_changed.connect(self._show_ranges)

    def _head(self) -> QWidget:
        look, t = self.look, self.texts
        self.choose_button = button(look, t("Make it the project's choice"), "check", does=self._choose)
        return wrapping(
            button(look, t("New"), "plus", does=self._new),
            button(look, t("Copy"), "content-copy", does=self._copy),
            button(look, t("Delete"), "delete-outline", does=self._delete),
            self.choose_button,
            button(look, t("What it says…"), "tune-variant", does=self._settings),
            spacing=look.px(8),
        )

    def _which(self) -> QWidget:
        look, t = self.look, self.texts
        self.base = Choice(look, t("Compared with"), self._compare_with)
        self.shown = QToolButton()
        self.shown.setText(t("Columns"))
        self.shown.setFont(look.font("button"))
        self.shown.setAccessibleName(t("Which scenarios are shown"))
        self.shown.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.shown.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.shown)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.shown.setMenu(self._menu)
        return boxed(row(label(look, t("Compared with"), "small", "text2"), self.base, self.shown))

    # which scenarios

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The scenarios that are shown, the one that is compared with first."""
        found = [one for one in self.workspace.project.scenarios if one.id not in self._left_out]
        found = found or list(self.workspace.project.scenarios[:1])
        return tuple(sorted(found, key=lambda one: one.id != self._base))

    def _compare_with(self, key: str) -> None:
        self._base = key
        self._left_out.discard(key)
        self._show_columns()

    def show_column(self, scenario: str, *, is_shown: bool) -> None:
        """Show a scenario as a column, or leave it out."""
        (self._left_out.discard if is_shown else self._left_out.add)(scenario)
        self._show_columns()

    def _fill_menu(self) -> None:
        self._menu.clear()
        shown = {one.id for one in self.scenarios}
        for one in self.workspace.project.scenarios:
            action = self._menu.addAction(one.name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(one.id in shown)
            action.setEnabled(not (one.id in shown and len(shown) == 1))
            action.toggled.connect(lambda is_on, key=one.id: self.show_column(key, is_shown=is_on))

    @property
    def current(self) -> str | None:
        """The scenario of the current column; else the one whose figures the window shows."""
        if self.table is not None and self.table.currentIndex().isValid():
            key = self.table.table.columns[self.table.currentIndex().column()].key
            scenario = key.partition(" ")[2]
            if scenario in {one.id for one in self.workspace.project.scenarios}:
                return scenario
        shown = shown_scenario(self.workspace)
        return shown.id if shown is not None else None

    # what is done with the current one

    def _new(self) -> None:
        self._stand_on(add_new(self.workspace, self.texts))

    def _copy(self) -> None:
        if self.current is not None:
            self._stand_on(add_copy(self.workspace, self.current))

    def _stand_on(self, scenario: str | None) -> None:
        """Make the column of ``scenario`` the current one."""
        if scenario is None or self.table is None:
            return
        places = [at for at, one in enumerate(self.table.table.columns) if one.key == f"value {scenario}"]
        line = max(1, self.table.currentIndex().row())
        for at in places:
            self.table.setCurrentIndex(self.table.table.index(line, at))
            self.table.setFocus()

    def _delete(self) -> None:
        if self.current is not None:
            remove(self.workspace, self.current)

    def _choose(self) -> None:
        scenario = self.current
        if scenario is not None and do(self.workspace, lambda p: choose_scenario(p, scenario)):
            self.workspace.choose_scenario(None)

    def _settings(self) -> None:
        if self.current is not None:
            self.workspace.go_to(Place("scenarios", (self.current,), "levels"))

    # what is shown

    def show_project(self, change: Change | None) -> None:
        del change
        project = self.workspace.project
        self.empty.setVisible(not project.scenarios)
        self.whole.setVisible(bool(project.scenarios))
        known = {one.id for one in project.scenarios}
        self._left_out &= known
        if self._base not in known and project.scenarios:
            self._base = project.scenarios[0].id
        self.base.offer([(one.id, one.name) for one in project.scenarios], self._base)
        self._show_columns()

    def show_results(self, results: Results) -> None:
        del results
        self.figures.want([one.id for one in self.scenarios])
        self._show()

    def _show_columns(self) -> None:
        """Make the table anew where other scenarios are shown, or are called otherwise."""
        scenarios = self.scenarios
        if not scenarios:
            return
        chosen = self.workspace.project.settings.chosen_scenario
        t = self.texts
        columns = tuple(
            (one.id, t("{name} (chosen)", name=one.name) if one.id == chosen else one.name)
            for one in scenarios
        )
        if columns != self._columns:
            self._columns = columns
            self._make_table()
        self.figures.want([one.id for one in scenarios])
        self._show()

    def _make_table(self) -> None:
        look = self.look
        had_focus = self.table is not None and self.table.hasFocus()
        place = self.table.currentIndex() if self.table is not None else None
        old = self.table
        self.table = CompareTable(look, self._columns, self.figures, self._opened, self._fold_all)
        self.table.current_changed.connect(self._moved)
        if old is not None:
            self._room.removeWidget(old)
            self._room.removeWidget(self.assist)
            old.hide()
            old.deleteLater()
        self._room.addWidget(self.table)
        self._room.addWidget(self.assist)
        self._rows = ()
        if place is not None and place.isValid():
            self._show()
            self.table.setCurrentIndex(
                self.table.table.index(place.row(), min(place.column(), len(self.table.table.columns) - 1))
            )
        if had_focus:
            self.table.setFocus()

    def _show_if_seen(self) -> None:
        if self.isVisible():
            self._turns.leave(self._show_table, self._show_words)

    def _show(self) -> None:
        """Show what is calculated by now; what is older than the project is dimmed."""
        self._turns.take(self._show_table, self._show_words)

    def _show_table(self) -> None:
        if self.table is None or not self._columns:
            return
        project = self.workspace.project
        names = {one.id: one.name for one in project.departments}
        if self._closed is None:
            self._closed = set(names)
        rows = self.figures.compared([scenario for scenario, _ in self._columns])
        made_of = (names, frozenset(self._closed), project.settings.currency)
        if rows is not self._rows or made_of != self._made_of:
            self._made_of, self._rows = made_of, rows
            self.table.set_rows(table_lines(rows, names, self._closed, project.settings.currency, self.texts))
        self.table.table.refresh()

    def _show_words(self) -> None:
        if self.table is None or not self._columns:
            return
        self._say_state()
        self._show_current()
        self._show_ranges()

    def _say_state(self) -> None:
        t = self.texts
        waiting = [name for one, name in self._columns if not self.figures.is_fresh(one)]
        problems = [t.message(one) for one in self.figures.problems.values()]
        if problems:
            self.panel.set_remark(" ".join(problems))
        elif waiting:
            self.panel.set_remark(t("Being calculated: {names}", names=", ".join(waiting)))
        else:
            self.panel.set_remark("")

    def _show_ranges(self) -> None:
        if not self.isVisible():
            return
        self.ranges.show_scenarios(
            [(name, self.figures.results_of(scenario)) for scenario, name in self._columns]
        )

    # what Enter and a click do

    def _opened(self, key: str) -> None:
        kind, _, rest = key.partition(" ")
        if kind == "fold":
            self._fold(rest)
        elif kind == "why":
            self.why.ask((self._columns[0][0], rest))
        else:
            scenario, _, figure = rest.partition(" ")
            self._unfold_of(figure, scenario)

    def _fold(self, group: str) -> None:
        closed = self._closed if self._closed is not None else set()
        (closed.discard if group in closed else closed.add)(group)
        self._show()

    def _fold_all(self) -> None:
        every = {key for key, _ in GROUPS} | {one.id for one in self.workspace.project.departments}
        self._closed = set() if self._closed == every else every
        self._show()

    def _moved(self, _row: int, _column: str) -> None:
        self._show_current()

    def _pair(self) -> tuple[str, str] | None:
        """Return the scenarios that the current cell compares."""
        if self.table is None or not self.table.currentIndex().isValid():
            return None
        key = self.table.table.columns[self.table.currentIndex().column()].key
        scenario = key.partition(" ")[2]
        return (self._columns[0][0], scenario) if scenario and scenario != self._columns[0][0] else None

    def _show_current(self) -> None:
        """Say of the current cell what it is, how far it is from the first, and why."""
        line = self.table.current_row if self.table is not None else None
        figure: Row | None = line.row if isinstance(line, Line) else None
        pair = self._pair() if figure is not None else None
        self.why.show_cell(pair, figure, line.name if isinstance(line, Line) and pair else "")
        self.assist.say(self._hint(figure, pair))
        chosen = self.workspace.project.settings.chosen_scenario
        allow_choosing(self.choose_button, self.texts, is_chosen=self.current == chosen)

    def _hint(self, figure: Row | None, pair: tuple[str, str] | None) -> Hint:
        t = self.texts
        keys = ((t("Enter"), t("what it is made of")), (t("Ctrl+Space"), t("fold")))
        if figure is None:
            return Hint(t("Stand on a figure: what it is and why it differs shows here."), keys=keys)
        name = t(NAMES[figure.key])
        if pair is None:
            return Hint("", strong=name, keys=keys)
        at = next((n for n, (one, _) in enumerate(self._columns) if one == pair[1]), 0)
        difference = written_difference(figure.differences[at], figure.unit, t)
        return Hint(self.why.said(), strong=f"{name}: {difference}", keys=keys)

    def _causes_found(self) -> None:
        self._show_current()

    # what the page asks

    def commands(self) -> Commands:
        if self.table is None or not self.workspace.project.scenarios:
            return {}
        return {**super().commands(), "edit.delete": self._delete, "row.fold_all": self._fold_all}

    def go_to(self, place: Place) -> bool:
        return place.collection == "scenarios" and not place.ids

    def first_focus(self) -> QWidget:
        return self.table if self.table is not None else self

    def fit(self, room: int) -> None:
        self._below.fit(room)

    def let_go(self) -> None:
        self._turns.give_up()
        self.why.run.let_go()
        self.figures.let_go()

    def kept(self) -> dict[str, object]:
        """Return which scenarios are left out, and which is compared with."""
        return {"left_out": sorted(self._left_out), "base": self._base}

    def keep(self, kept: dict[str, object]) -> None:
        """Take up what :meth:`kept` gave."""
        left_out = kept.get("left_out")
        self._left_out = {str(one) for one in left_out} if isinstance(left_out, list) else set()
        self._base = str(kept.get("base", ""))
