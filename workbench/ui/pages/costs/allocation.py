"""Who bears the yearly cost: what was used, each one's part of idle capacity, own items; to the öre, line by line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from workbench.analysis.place import Place
from workbench.analysis.results import Allocation, DepartmentAmount, Results
from workbench.export.charts.money import allocation_chart
from workbench.export.charts.values import RowChart
from workbench.export.words import word
from workbench.model.scenarios import AllocationKey
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.costs.amounts import amount, exact, money_cell
from workbench.ui.pages.costs.choosing import WayChooser
from workbench.ui.pages.costs.core_panel import CorePanel
from workbench.ui.pages.costs.editor import RecordEditor
from workbench.ui.pages.costs.pane import CostPane
from workbench.ui.pages.costs.records import AgreedShares
from workbench.ui.pages.costs.tables import CostRow, CostTable
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.charts import ChartView
from workbench.ui.widgets.figure_strip import FigureStrip, KeyFigure
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import label
from workbench.ui.workspace import Workspace

_ADDED_UP_BY = ("used", "readiness", "direct", "amount")


class AllocationPane(CostPane):
    """The key, the departments' amounts with how they were rounded, agreed shares, and the core test."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self.strip = FigureStrip(look, t("Allocation"), unfold, least=190)
        self.key = WayChooser(
            workspace, look, t("Idle capacity is shared by"), "allocation_key", tuple(AllocationKey)
        )
        self.fallback = label(look, "", "small", "warning", wraps=True)
        columns = (
            Column("department", t("Department"), 240, stretches=True),
            Column("minutes", t("Minutes"), 90, is_number=True),
            Column("share", t("Of all"), 60, is_number=True),
            Column("used", t("Used"), 104, is_number=True, hint=t("Its minutes times the rate")),
            Column(
                "readiness",
                t("Idle capacity"),
                104,
                is_number=True,
                hint=t("Its part of the readiness to answer"),
            ),
            Column("direct", t("Own items"), 96, is_number=True, hint=t("What is charged to it alone")),
            Column("amount", t("Pays"), 110, is_number=True),
            Column("of_total", t("Of the total"), 84, is_number=True),
        )
        self.table = CostTable(look, t("Allocation"), columns, unfold)
        self.table.current_changed.connect(self._stands)
        self.worked = label(look, "", "small", wraps=True)
        self.panel = Panel(
            look, t("Who bears the year's cost"), self.key, self.fallback, self.table, self.worked
        )
        self.chart = ChartView(look, RowChart(title=t("Who carries the yearly cost"), labels=(), series=()))
        self.chart.chosen.connect(self._chosen)
        self.shares = RecordEditor(workspace, look, t("Agreed shares"), AgreedShares(t), unfold, most=12)
        self.shares_panel = Panel(look, t("Agreed shares"), self.shares)
        self.shares_panel.hide()
        self.core = CorePanel(workspace, look)
        self._results: Results | None = None
        self.lay_out(
            self.strip,
            self.panel,
            self.shares_panel,
            Panel(look, t("What each department pays for"), self.chart),
            Panel(look, t("Would anyone pay less alone?"), self.core),
            empty=self.empty_panel(
                t("No departments yet, so nobody bears or releases anything."),
                t("A department with case types, volumes and levels is what costs are shared between."),
                t("Write case types"),
                Place("case_types"),
            ),
        )

    def show_project(self, change: Change | None) -> None:
        del change
        self.shares.refresh_if_other()
        settings = self.workspace.project.settings
        self.panel.set_remark(
            self.texts("{currency}, {year}", currency=settings.currency, year=str(settings.planning_year))
        )

    def show_results(self, results: Results) -> None:
        self._results = results
        t, found = self.texts, results.allocation
        self.show_content(bool(found.by_department))
        self.key.show_results(results)
        asked = found.key_asked or found.key
        self.fallback.setVisible(asked != found.key)
        if asked != found.key:
            self.fallback.setText(
                t(
                    "Nobody has a weight by {asked}, so {used} is what was used.",
                    asked=word(asked, t).lower(),
                    used=word(found.key, t).lower(),
                )
            )
        self.shares_panel.setVisible(asked == AllocationKey.AGREED_SHARES.value)
        self.strip.show_figures(self._figures(results))
        self._show_table(found)
        self._show_chart(results)
        self.core.show_results(results)
        self._stands(self.table.currentIndex().row(), "")

    # what is shown

    def _figures(self, results: Results) -> tuple[KeyFigure, ...]:
        t, found, currency = self.texts, results.allocation, results.costs.currency
        shared = results.costs.shared_yearly
        share = t.percent(float(found.idle_capacity / shared) if shared else 0.0, 0)
        rate = t("{amount} a minute", amount=f"{exact(t, found.rate_per_minute)}\u00a0{currency}")
        minutes = t("Shared cost / {n} productive minutes", n=t.number(found.productive_minutes))
        idle = t("{share} of the shared cost: {n} minutes free", share=share, n=t.number(found.idle_minutes))
        used = t("{n} minutes worked for departments", n=t.number(found.used_minutes))
        return (
            KeyFigure("rate_per_minute", t("Rate"), rate, minutes),
            KeyFigure("used", t("Used"), t.money(found.used, currency), used),
            KeyFigure(
                "idle_capacity", t("Of which idle capacity"), t.money(found.idle_capacity, currency), idle
            ),
            KeyFigure("operating_cost", t("Total"), t.money(found.total, currency), self._central(found)),
        )

    def _central(self, found: Allocation) -> str:
        return self.texts("{amount} of it centrally funded", amount=amount(self.texts, found.central, 0))

    def _chosen_departments(self, found: Allocation) -> tuple[DepartmentAmount, ...]:
        wanted = self.workspace.department
        return tuple(one for one in found.by_department if wanted in (None, one.department))

    def _show_table(self, found: Allocation) -> None:
        t = self.texts
        names = {one.id: one.name for one in self.workspace.project.departments}
        rows = [self._row(one, found, names) for one in self._chosen_departments(found)]
        if self.workspace.department is None:
            sums = [
                sum((getattr(one, key) for one in found.by_department), Decimal(0)) for key in _ADDED_UP_BY
            ]
            minutes = sum((one.used_minutes for one in found.by_department), Decimal(0))
            rows.append(
                CostRow(
                    "sum",
                    (
                        Cell(t("All departments"), is_strong=True),
                        Cell(t.number(minutes), is_number=True, is_strong=True),
                        EMPTY,
                        *(money_cell(t, one, is_strong=True) for one in sums),
                        self._percent(sums[-1], found.total),
                    ),
                    ("", "", "", "used", "idle_capacity"),
                )
            )
            rows.append(self._foot("central", t("Centrally funded"), found.central, found))
            rows.append(self._foot("total", t("Yearly cost"), found.total, found, "operating_cost"))
            self.panel.set_foot(self._check(sums[-1], found))
        else:
            self.panel.set_foot("")
        self.table.show_rows(rows)

    def _row(self, one: DepartmentAmount, found: Allocation, names: dict[str, str]) -> CostRow:
        t, name = self.texts, names.get(one.department, one.department)
        cells = (
            Cell(name, detail=name),
            Cell(t.number(one.used_minutes), is_number=True),
            self._percent(one.used_minutes, found.used_minutes),
            money_cell(t, one.used),
            money_cell(t, one.readiness),
            money_cell(t, one.direct),
            money_cell(t, one.amount, is_strong=True),
            self._percent(one.amount, found.total),
        )
        who = one.department
        keys = (
            "",
            f"minutes_of:{who}",
            "",
            f"used:{who}",
            f"readiness:{who}",
            f"cost_of:{who}" if one.direct else "",
            f"cost_of:{who}",
            "",
        )
        return CostRow(who, cells, keys)

    def _foot(self, key: str, name: str, value: Decimal, found: Allocation, unfolds: str = "") -> CostRow:
        is_strong = key == "total"
        amounts = money_cell(self.texts, value, is_strong=is_strong)
        cells = (Cell(name, is_strong=is_strong), *([EMPTY] * 5), amounts, self._percent(value, found.total))
        return CostRow(key, cells, ("",) * 6 + (unfolds,))

    def _percent(self, part: Decimal, of: Decimal) -> Cell:
        text = self.texts.percent(float(part / of), 1) if of else ""
        return Cell(text, is_number=True, tone="text2")

    def _check(self, departments: Decimal, found: Allocation) -> str:
        """Return whether departments and centre add up to the total, as counted here."""
        t, left = self.texts, found.total - departments - found.central
        if not left:
            return t("Adds up: departments + centrally funded = yearly cost, to the hundredth.")
        return t("Does not add up: {amount} is left over.", amount=amount(t, left))

    def _show_chart(self, results: Results) -> None:
        names = {one.id: one.name for one in self.workspace.project.departments}
        shown = self._chosen_departments(results.allocation)
        self.chart.set_chart(allocation_chart(results, shown, names, self.texts))

    def _chosen(self, at: int) -> None:
        if self._results is not None:
            rows = self._chosen_departments(self._results.allocation)
            if at < len(rows):
                self.unfold(f"cost_of:{rows[at].department}")

    def _stands(self, row: int, _key: str) -> None:
        """Say of the row that the keyboard is on how its amount was rounded."""
        t, found = self.texts, self._results.allocation if self._results is not None else None
        rows = self.table.table.rows
        wanted = rows[row].key if 0 <= row < len(rows) else rows[0].key if len(rows) == 1 else ""
        one = next(
            (
                each
                for each in (found.by_department if found is not None else ())
                if each.department == wanted
            ),
            None,
        )
        if one is None or one.shared is None:
            self.worked.setText(t("Choose a department to see how its amount was rounded."))
            return
        shared, is_up = one.shared, one.shared.amount * 100 > one.shared.whole
        words = {
            "exact": exact(t, shared.exact / 100, 6),
            "whole": amount(t, shared.whole / 100),
            "remainder": exact(t, shared.remainder),
            "rank": str(shared.rank),
            "amount": amount(t, shared.amount),
        }
        if is_up:
            text = t(
                "Used and idle capacity: {exact}, whole hundredths {whole}, remainder {remainder}, which is number "
                "{rank} by size and gets one hundredth more: {amount}.",
                **words,
            )
        else:
            text = t(
                "Used and idle capacity: {exact}, whole hundredths {whole}, remainder {remainder}, which is number "
                "{rank} by size and gets nothing more: {amount}.",
                **words,
            )
        self.worked.setText(text)

    def go_to(self, place: Place) -> bool:
        if place.collection in ("settings", "scenarios") and place.field == "allocation_key":
            self.key.choice.setFocus()
            return True
        if place.collection == "departments" and place.field == "agreed_share" and place.ids:
            return not self.shares_panel.isHidden() and self.shares.go_to(place.ids[0], place.field)
        return False

    def fit(self, room: int) -> None:
        self.strip.fit(room)

    def let_go(self) -> None:
        self.core.let_go()
