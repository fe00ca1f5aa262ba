"""Given so much money a year: which levels and case types can move, and a scenario that says exactly this."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.analysis.place import Place
from workbench.analysis.results import Results
from workbench.analysis.spoken import level_range
from workbench.edits.scenarios import add_scenario, numbered
from workbench.model.project import Project
from workbench.model.scenarios import Scenario
from workbench.ui.look import Look
from workbench.ui.pages.scenarios.chosen import do
from workbench.ui.pages.scenarios.values import read_money
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.fields import Field
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.figures import written
from workbench.ui.widgets.long_run import LongRun, Tells, Work
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import button, column, label
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

if TYPE_CHECKING:
    from workbench.analysis.scenarios.budget_seek import BudgetFound, Candidate


class _Line(NamedTuple):
    """A case type of the level that moves in part, and whether the budget reaches it."""

    candidate: Candidate
    name: str
    moves: bool


class SeekBudget(Panel):
    """Asks for an amount and shows what it reaches."""

    def __init__(self, workspace: Workspace, look: Look) -> None:
        t = look.texts
        self.workspace = workspace
        self._budget: Decimal | None = None
        self.found: BudgetFound | None = None
        self.amount = Field(look, t("Shared cost per year"), self._set)
        self.amount.setFixedWidth(look.px(128))
        self.run = LongRun(
            workspace,
            look,
            "seek budget",
            t("Find what can move"),
            self._task,
            self._show,
            self.amount,
            label(look, workspace.project.settings.currency, "small", "text2"),
        )
        self.about = label(
            look,
            t("What can move for so much shared cost a year? Levels are added in order."),
            "body",
            "text2",
            wraps=True,
        )
        self.said = label(look, "", "body", "text", wraps=True)
        self.figures = label(look, "", "strong", "text", wraps=True)
        self.make = button(look, t("Make a scenario of this"), "plus", is_main=True, does=self._make)
        self.foot = wrapping(self.make, spacing=look.px(8))
        self.table = FigureTable(
            look,
            t("Case types of the level that moves in part"),
            (
                FigureColumn("name", t("Case type"), 180, stretches=True, shows=self._name, unfolds=_going),
                FigureColumn("moves", t("Moves"), 96, shows=self._moves),
                FigureColumn("hours", t("Hours relieved"), 112, is_number=True, shows=self._hours),
                FigureColumn("cost", t("Costs about"), 112, is_number=True, shows=self._cost),
            ),
            self._go,
            named=lambda one: one.candidate.case_type,
            most=10,
        )
        super().__init__(
            look,
            t("Given a budget, what can move"),
            self.about,
            self.run,
            self.amount.problem_label(),
            self.said,
            self.figures,
            self.table,
            self.foot,
        )
        self.add(column(None), 1)
        for one in (self.said, self.figures, self.table, self.foot):
            one.hide()

    def _set(self, text: str) -> None:
        self._budget = read_money(text, self.look.texts)

    def show_results(self, results: Results) -> None:
        """Offer what is spent now as the amount to begin with."""
        self.run.show_results(results)
        if self._budget is None:
            self._budget = results.costs.shared_yearly
            self.amount.show_value(self.look.texts.number(self._budget))

    def _task(self) -> Work:
        budget, engine = self._budget or Decimal(0), self.workspace.engine

        def work(project: Project, results: Results, tells: Tells) -> BudgetFound:
            from workbench.analysis.scenarios.budget_seek import levels_within_budget

            scenario = results.scenario if project.scenarios else None
            return levels_within_budget(project, budget, scenario, engine=engine, progress=tells)

        return work

    def _show(self, found: BudgetFound) -> None:
        self.found = found
        t, project = self.look.texts, self.workspace.project
        self.said.setText(f"{self._levels(found)} {t.message(found.rule)}")
        currency = project.settings.currency
        self.figures.setText(
            t(
                "{cost} of {budget} · {fte} positions · {hours} hours relieved",
                cost=t.money(found.cost, currency),
                budget=t.money(found.budget, currency),
                fte=written(t, found.fte_total, 1),
                hours=t.number(found.hours_taken),
            )
        )
        names = {one.id: one.name for one in project.case_types}
        lines = [_Line(one, names.get(one.case_type, one.case_type), True) for one in found.moved]
        lines += [_Line(one, names.get(one.case_type, one.case_type), False) for one in found.left_out]
        self.table.set_rows(tuple(lines))
        self.set_foot(
            t("With the next case type it would cost {cost}.", cost=t.money(found.cost_with_next, currency))
            if found.cost_with_next is not None
            else t("Nothing that may move is left out.")
        )
        for one in (self.said, self.figures, self.foot):
            one.show()
        self.table.setVisible(bool(lines))

    def _levels(self, found: BudgetFound) -> str:
        t = self.look.texts
        levels = level_range(found.levels)
        if found.level_in_part is None:
            return t("Levels {levels} move.", levels=levels)
        part = str(found.level_in_part)
        if not found.levels:
            return t("Level {part} moves in part.", part=part)
        return t("Levels {levels} move whole, level {part} in part.", levels=levels, part=part)

    def _make(self) -> None:
        if self.found is None:
            return
        wanted = self.found.scenario
        made: list[Scenario] = []

        def new(project: Project) -> Any:
            taken = {one.name for one in project.scenarios}
            name = wanted.name or self.look.texts("New scenario")  # of a project without one it has no name
            name = numbered(project, name) if name in taken else name
            made.append(wanted.changed(name=name))
            return add_scenario(project, made[0])

        if do(self.workspace, new):
            self.workspace.choose_scenario(made[0].id)

    def _name(self, line: _Line) -> Cell:
        return Cell(line.name, detail=line.name)

    def _moves(self, line: _Line) -> Cell:
        t = self.look.texts
        return (
            Cell(t("moves"), icon="check", icon_tone="ok") if line.moves else Cell(t("stays"), tone="text2")
        )

    def _hours(self, line: _Line) -> Cell:
        return Cell(self.look.texts.number(line.candidate.hours_relieved), is_number=True)

    def _cost(self, line: _Line) -> Cell:
        return Cell(self.look.texts.number(line.candidate.added_cost), is_number=True)

    def _go(self, _key: str) -> None:
        line = self.table.current_row
        if isinstance(line, _Line):
            self.workspace.go_to(Place("case_types", (line.candidate.case_type,)))


def _going(_line: _Line) -> str:
    return "go"
