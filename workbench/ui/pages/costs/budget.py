"""The budget table as the pre-study lays it out: categories as rows, phases as columns, lines below each category.

An investment stands in two columns: its purchase, and the year's cost of paying it back. Columns are therefore never
added to each other.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from workbench.analysis.place import Place
from workbench.analysis.results import CostLine, Costs, Results
from workbench.export.words import word
from workbench.model.costs import CostCategory, CostPhase
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.costs.amounts import amount, money_cell, said
from workbench.ui.pages.costs.pane import CostPane
from workbench.ui.pages.costs.tables import CostRow, CostTable
from workbench.ui.pages.page import Commands
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.charts import Addend, ChartView, Waterfall
from workbench.ui.widgets.figure_strip import FigureStrip, KeyFigure
from workbench.ui.widgets.panel import Panel
from workbench.ui.workspace import Workspace

_FOLD = "fold:"


class BudgetPane(CostPane):
    """Four headline figures, the table, and what a year of operation consists of."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._open: set[str] = set()
        self.strip = FigureStrip(look, t("What it costs"), unfold, least=190)
        columns = [Column("category", t("Category"), 260, stretches=True)]
        columns += [Column(phase.value, word(phase, t), 120, is_number=True) for phase in CostPhase]
        self.table = CostTable(look, t("Budget"), columns, self._pressed)
        self.panel = Panel(look, t("Budget"), self.table)
        self.panel.set_foot(
            t(
                "An investment stands in two columns: its purchase, and the yearly cost that pays it back. "
                "Columns are therefore not added to each other."
            )
        )
        self.chart = ChartView(look, self._chart(None))
        self.lay_out(
            self.strip,
            self.panel,
            Panel(look, t("A year of operation"), self.chart),
            empty=self.empty_panel(
                t("No costs yet. Begin with what an adviser earns; the rest can follow."),
                t("Cost items, investments and salaries become the budget, shares and prices."),
                t("Write cost items"),
                Place("cost_items"),
            ),
        )

    def show_project(self, change: Change | None) -> None:
        del change
        settings = self.workspace.project.settings
        self.panel.set_remark(
            self.texts(
                "{currency}, prices of {year}", currency=settings.currency, year=str(settings.planning_year)
            )
        )

    def show_results(self, results: Results) -> None:
        costs = results.costs
        self.show_content(
            bool(costs.yearly_total or costs.one_off_total or self.workspace.project.cost_items)
        )
        self.strip.show_figures(self._figures(results))
        self._show_table(results)
        self.chart.set_chart(self._chart(results))

    # what is shown

    def _figures(self, results: Results) -> tuple[KeyFigure, ...]:
        t, costs = self.texts, results.costs
        currency, total = costs.currency, costs.yearly_total
        parts = t(
            "{shared} shared by key, {central} centrally funded",
            shared=amount(t, costs.shared_yearly, 0),
            central=amount(t, costs.central_yearly, 0),
        )
        inhabitants = Decimal(self.workspace.project.municipality.inhabitants)
        contacts = sum((one.contacts for one in results.allocation.by_department), Decimal(0))
        per_year = t("{amount} a year", amount=t.money(total, currency))
        once = t("{amount}, once", amount=t.money(costs.one_off_total, currency))
        return (
            KeyFigure("operating_cost", t("Yearly operation"), per_year, parts),
            KeyFigure(
                "one_off_cost", t("To begin with"), once, t("Project and start-up, purchases included")
            ),
            self._per(
                "cost_per_inhabitant", t("Per inhabitant and year"), costs, inhabitants, t("inhabitants")
            ),
            self._per(
                "cost_per_contact",
                t("Per contact that customer service takes"),
                costs,
                contacts,
                t("contacts"),
            ),
        )

    def _per(self, key: str, title: str, costs: Costs, count: Decimal, unit: str) -> KeyFigure:
        t, total = self.texts, costs.yearly_total
        if not count:
            return KeyFigure("", title, t("missing"), t("Nothing to divide by yet"))
        by = t("{amount} / {n} {unit}", amount=amount(t, total, 0), n=t.number(count), unit=unit)
        return KeyFigure(key, title, t.money(total / count, costs.currency, 2), by)

    def _show_table(self, results: Results) -> None:
        costs = results.costs
        by_category: dict[str, list[CostLine]] = {category.value: [] for category in CostCategory}
        for line in costs.lines:
            by_category[line.category].append(line)
        rows: list[CostRow] = []
        for category, lines in by_category.items():
            rows.append(self._category(category, lines, costs.budget))
            if category in self._open:
                rows += [self._line(line) for line in lines]
        sums = [
            sum((costs.budget[category, phase.value] for category in by_category), Decimal(0))
            for phase in CostPhase
        ]
        cells = [money_cell(self.texts, one, is_strong=True) for one in sums]
        head = Cell(self.texts("Total"), is_strong=True)
        rows.append(
            CostRow("total", (head, *cells), ("", *(f"budget_total:{phase.value}" for phase in CostPhase)))
        )
        self.table.show_rows(rows)

    def _category(
        self, category: str, lines: list[CostLine], budget: dict[tuple[str, str], Decimal]
    ) -> CostRow:
        t = self.texts
        fold = category in self._open if lines else None
        name = word(category, t)
        state = t("{name}, unfolded", name=name) if fold else t("{name}, folded", name=name)
        head = Cell(name, fold=fold, indent=0 if lines else 1, spoken=state if lines else name)
        cells = [head, *(money_cell(t, budget[category, phase.value]) for phase in CostPhase)]
        keys = [f"{_FOLD}{category}" if lines else ""]
        keys += [
            f"budget:{category}:{phase.value}" if any(one.phase == phase for one in lines) else ""
            for phase in CostPhase
        ]
        return CostRow(category, tuple(cells), tuple(keys))

    def _line(self, line: CostLine) -> CostRow:
        t = self.texts
        name = said(t, line.name)
        if line.kind == "outlay":
            name = t("{name}: purchase", name=name)
        elif line.kind == "capital":
            name = t("{name}: depreciation and interest", name=name)
        cells = [Cell(name, indent=1, tone="text2", detail=name)]
        keys = [""]
        for phase in CostPhase:
            is_here = line.phase == phase
            cells.append(money_cell(t, line.amount, tone="text2") if is_here else EMPTY)
            keys.append(f"line:{line.kind}:{line.id}" if is_here else "")
        return CostRow(f"{line.kind}:{line.id}", tuple(cells), tuple(keys))

    def _chart(self, results: Results | None) -> Waterfall:
        t = self.texts
        parts: list[Addend] = []
        currency = self.workspace.project.settings.currency
        if results is not None:
            for category in CostCategory:
                value = results.costs.budget[category.value, CostPhase.OPERATION.value]
                if value:
                    parts.append(Addend(word(category, t), float(value) / 1000))
        return Waterfall(
            title=t("Yearly operation by category"),
            unit=t("thousand {currency}", currency=currency),
            parts=tuple(parts),
            total_name=t("Total"),
            part_head=t("Category"),
        )

    # what is done

    def _pressed(self, key: str) -> None:
        if key.startswith(_FOLD):
            self.fold(key.removeprefix(_FOLD))
        else:
            self.unfold(key)

    def fold(self, category: str) -> None:
        """Show the lines of ``category`` below it, or fold them away."""
        self._open ^= {category}
        if self.workspace.results is not None:
            self._show_table(self.workspace.results)

    def fold_all(self) -> None:
        """Show the lines of every category, or none."""
        every = {category.value for category in CostCategory}
        self._open = set() if self._open else every
        if self.workspace.results is not None:
            self._show_table(self.workspace.results)

    def commands(self) -> Commands:
        row = self.table.current_cost_row
        made = {**super().commands(), "row.fold_all": self.fold_all}
        if row is not None and row.unfolds[:1] not in ((), ("",)):
            made["row.fold"] = lambda: self.fold(row.key)
        return made

    def fit(self, room: int) -> None:
        self.strip.fit(room)
