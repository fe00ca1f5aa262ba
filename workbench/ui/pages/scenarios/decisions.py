"""Calculations fixed for decisions: which there are, each beside today's figures, and what has changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.edits import Edit
from workbench.model.scenarios import FixedCalculation
from workbench.model.text import N_, ProjectError, message
from workbench.session import Change
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.page import Commands
from workbench.ui.pages.scenarios.chosen import do
from workbench.ui.pages.scenarios.figures import ScenarioFigures
from workbench.ui.pages.scenarios.fixing import FixDialog
from workbench.ui.pages.scenarios.side_by_side import (
    Line,
    is_other,
    table_lines,
    written_difference,
    written_value,
)
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import button, column, label
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.analysis.scenarios.fixed import Changed, SinceThen

UnfoldOf = Callable[[str, str], None]


class DecisionsPane(Pane):
    """The list above; below it the chosen one beside today, and what has changed since."""

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
        self._chosen = ""
        self._closed: set[str] | None = None
        self._asked: tuple[object, ...] = ()
        self.since: SinceThen | None = None
        self.beside, self.changes = self._beside_panel(), self._changes_panel()
        self._below = Beside(look, (self.beside, 560), (self.changes, 368))
        self.setLayout(column(self._list_panel(), self._below, None, spacing=look.px(12)))
        figures.changed.connect(self._compare)

    # what it is made of

    def _list_panel(self) -> Panel:
        look, t = self.look, self.texts
        self.list = FigureTable(
            look,
            t("Fixed calculations"),
            (
                FigureColumn("name", t("Decision"), 220, stretches=True, shows=_text(lambda one: one.name)),
                FigureColumn("on", t("Day"), 148, shows=_text(lambda one: t.date(one.on))),
                FigureColumn("forum", t("Who decides"), 160, shows=_text(lambda one: one.forum)),
                FigureColumn("scenario", t("Scenario"), 200, shows=_text(self._scenario_name)),
            ),
            lambda _key: None,
            most=6,
        )
        self.list.current_changed.connect(lambda _row, _column: self._choose())
        self.empty = label(
            look,
            t(
                "Nothing is fixed yet. Fix the calculation that a decision rests on: later, what has changed since "
                "is said here."
            ),
            "body",
            "text2",
            wraps=True,
        )
        self.fix_button = button(
            look, t("Fix the calculation for a decision…"), "gavel", is_main=True, does=self.fix
        )
        self.delete_button = button(look, t("Delete"), "delete-outline", does=self._delete)
        self.state = label(look, "", "small", "text2", wraps=True)
        self.state.hide()
        buttons = wrapping(self.fix_button, self.delete_button, spacing=look.px(8))
        return Panel(look, t("Fixed calculations"), self.empty, self.list, buttons, self.state)

    def _beside_panel(self) -> Panel:
        look, t = self.look, self.texts
        self.table = FigureTable(
            look,
            t("At the decision and today"),
            (
                FigureColumn("name", t("Figure"), 200, stretches=True, shows=self._name, unfolds=self._key),
                FigureColumn("unit", t("Unit"), 84, shows=lambda line: Cell(line.unit, tone="text2")),
                FigureColumn(
                    "then", t("At the decision"), 112, is_number=True, shows=partial(self._value, 0)
                ),
                FigureColumn(
                    "now", t("Today"), 104, is_number=True, shows=partial(self._value, 1), unfolds=self._key
                ),
                FigureColumn("difference", t("Difference"), 104, is_number=True, shows=self._difference),
            ),
            self._open,
            named=lambda line: line.key,
            most=16,
        )
        return Panel(look, t("At the decision and today"), self.table)

    def _changes_panel(self) -> Panel:
        look, t = self.look, self.texts
        self.unchanged = label(look, "", "body", "text2", wraps=True)
        self.changed = FigureTable(
            look,
            t("What has changed since"),
            (
                FigureColumn(
                    "what", t("What has changed since"), 260, stretches=True, shows=self._what, unfolds=_place
                ),
            ),
            self._go,
            named=lambda one: (one.what.text, str(one.what.values)),
            most=15,
        )
        made = Panel(look, t("What has changed since"), self.unchanged, self.changed)
        made.add(column(None), 1)
        return made

    # what is done

    def fix(self) -> None:
        """Ask for name, day and forum, and keep the figures that are shown."""
        workspace, results = self.workspace, self.workspace.results
        if results is None or workspace.is_stale:
            workspace.refused.emit(
                message(N_("The figures are being calculated. Fix them when they are there."))
            )
            return
        if not workspace.project.scenarios:
            workspace.refused.emit(message(N_("Make a scenario first: a decision is about one.")))
            return
        dialog = FixDialog(self.look, self.window(), results.scenario_name)
        if dialog.exec() and dialog.said is not None:
            self.keep(*dialog.said)

    def keep(self, name: str, on: dt.date, forum: str) -> None:
        """Keep the figures that are shown for a decision; beside the window, since a big project's take their time."""
        workspace, results, project = self.workspace, self.workspace.results, self.workspace.project
        if results is None:
            return
        self._say(self.texts("Keeping every figure…"))

        def work(pause: Pause) -> Edit:
            from workbench.analysis.scenarios.fixed import fix

            return fix(project, results, name=name, on=on, forum=forum, pause=pause)

        def done(edit: Edit) -> None:
            self._say("")
            if workspace.project is project:
                if workspace.do(edit) is not None:
                    self._chosen = workspace.project.fixed_calculations[-1].id
                    self._show_list()
            else:
                workspace.refused.emit(message(N_("The project was changed meanwhile: fix the new figures.")))

        def failed(problem: Exception) -> None:
            self._say("")
            if not isinstance(problem, ProjectError):
                raise problem
            workspace.refused.emit(problem.message)

        workspace.background.run("fix", work, done, failed)

    def _say(self, state: str) -> None:
        self.state.setText(state)
        self.state.setVisible(bool(state))

    def _delete(self) -> None:
        from workbench.analysis.scenarios.fixed import delete_fixed

        chosen = self.chosen
        if chosen is not None:
            do(self.workspace, lambda project: delete_fixed(project, chosen.id))

    def _choose(self) -> None:
        current = self.list.current_row
        if isinstance(current, FixedCalculation) and current.id != self._chosen:
            self._chosen = current.id
            self._compare()

    # what it shows

    @property
    def chosen(self) -> FixedCalculation | None:
        """The fixed calculation that is shown beside today; the newest until another is chosen."""
        known = self.workspace.project.fixed_calculations
        return next((one for one in known if one.id == self._chosen), known[-1] if known else None)

    def show_project(self, change: Change | None) -> None:
        del change
        self._show_list()

    def show_results(self, results: Results) -> None:
        del results
        self._compare()

    def _show_list(self) -> None:
        fixed = self.workspace.project.fixed_calculations
        self.list.set_rows(fixed)
        self.list.setVisible(bool(fixed))
        self.empty.setVisible(not fixed)
        self.delete_button.setVisible(bool(fixed))
        for one in (self.beside, self.changes):
            one.setVisible(bool(fixed))
        if self.chosen is not None:
            self.list.go_to(self.chosen.id)
        self._compare()

    def _compare(self) -> None:
        """Set the chosen one beside today's figures, in the background, once for the same figures."""
        chosen, workspace = self.chosen, self.workspace
        if chosen is None or not self.isVisible():
            return
        self.beside.set_remark(self._words(chosen))
        found = self.figures.of(chosen.scenario)
        if found is None or not self.figures.is_fresh(chosen.scenario):
            self.figures.want([chosen.scenario])
            return
        asked = (chosen, found.results)
        if len(self._asked) == 2 and all(a is b for a, b in zip(asked, self._asked, strict=True)):
            return
        self._asked = asked
        project = workspace.project

        def work(pause: Pause) -> SinceThen:
            from workbench.analysis.scenarios.fixed import against_now

            return against_now(chosen, project, found.results, pause=pause)

        workspace.background.run("since", work, self._show_since, self._unreadable)

    def _words(self, chosen: FixedCalculation) -> str:
        t = self.texts
        return t(
            "{name}, {day}, beside {scenario} today",
            name=chosen.name,
            day=t.date(chosen.on),
            scenario=self._scenario_name(chosen),
        )

    def _unreadable(self, problem: Exception) -> None:
        if not isinstance(problem, ProjectError):
            raise problem
        self.since = None
        self.table.set_rows(())
        self.changed.set_rows(())
        self.unchanged.setText(self.texts.message(problem.message))

    def _show_since(self, since: SinceThen) -> None:
        self.since = since
        self.unchanged.setText(
            self.texts("Nothing that the figures rest on has changed.") if since.is_unchanged else ""
        )
        self.unchanged.setVisible(since.is_unchanged)
        self.changed.setVisible(not since.is_unchanged)
        self.changed.set_rows(since.changes)
        self._show_rows()

    def _show_rows(self) -> None:
        if self.since is None:
            return
        project = self.workspace.project
        names = {one.id: one.name for one in project.departments}
        if self._closed is None:
            self._closed = set(names)
        currency = project.settings.currency
        self.table.set_rows(table_lines(self.since.rows, names, self._closed, currency, self.texts))

    def _scenario_name(self, fixed: FixedCalculation) -> str:
        known = {one.id: one.name for one in self.workspace.project.scenarios}
        return known.get(fixed.scenario, self.texts("missing"))

    # cells

    def _name(self, line: Line) -> Cell:
        if line.row is None:
            return Cell(line.name, is_strong=True, fold=line.is_open, detail=line.name)
        return Cell(line.name, indent=1, detail=line.name)

    def _value(self, at: int, line: Line) -> Cell:
        if line.row is None:
            return Cell()
        is_strong = at == 1 and is_other(line.row.differences[1], line.row.unit)
        return Cell(
            written_value(line.row.values[at], line.row.unit, self.texts), is_number=True, is_strong=is_strong
        )

    def _difference(self, line: Line) -> Cell:
        if line.row is None:
            return Cell()
        return Cell(
            written_difference(line.row.differences[1], line.row.unit, self.texts),
            is_number=True,
            tone="text2",
        )

    def _key(self, line: Line) -> str:
        if line.row is None:
            return f"fold {line.group}"
        return f"figure {line.row.explained_by}" if line.row.explained_by else ""

    def _open(self, key: str) -> None:
        kind, _, rest = key.partition(" ")
        if kind == "fold":
            closed = self._closed if self._closed is not None else set()
            (closed.discard if rest in closed else closed.add)(rest)
            self._show_rows()
        elif self.chosen is not None:
            self._unfold_of(rest, self.chosen.scenario)

    def _what(self, one: Changed) -> Cell:
        words = self.texts.message(one.what)
        return Cell(words, icon="arrow-top-right" if one.place is not None else "", detail=words)

    def _go(self, _key: str) -> None:
        current: Changed | None = self.changed.current_row
        if current is not None and current.place is not None:
            self.workspace.go_to(current.place)

    # what the page asks

    def commands(self) -> Commands:
        is_any = bool(self.workspace.project.fixed_calculations)
        return {**super().commands(), "edit.delete": self._delete} if is_any else {}

    def go_to(self, place: Place) -> bool:
        if place.collection != "fixed_calculations":
            return False
        if place.ids:
            self._chosen = place.ids[0]
        self._show_list()
        self.list.setFocus()
        return True

    def first_focus(self) -> QWidget:
        return self.list if self.workspace.project.fixed_calculations else self.fix_button

    def fit(self, room: int) -> None:
        self._below.fit(room)


def _text(of: Callable[[Any], str]) -> Callable[[Any], Cell]:
    def shown(one: Any) -> Cell:
        text = of(one)
        return Cell(text, detail=text)

    return shown


def _place(one: Changed) -> str:
    return "go" if one.place is not None else ""
