"""An investment year by year: what is written off, the interest on what is left, and that both add up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from workbench.analysis.results import CapitalYear, Results
from workbench.model.costs import Depreciation, Investment
from workbench.ui.look import Look
from workbench.ui.pages.costs.amounts import amount, money_cell
from workbench.ui.pages.costs.tables import CostRow, CostTable
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.charts import BarChart, ChartView, Series
from workbench.ui.widgets.figures import written_share
from workbench.ui.widgets.parts import column, label
from workbench.ui.workspace import Workspace


class InvestmentYears(QWidget):
    """The years of the investment that the keyboard stands on above; of the first one to begin with."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__()
        self.workspace, self.look, self.texts = workspace, look, look.texts
        self._results: Results | None = None
        self._wanted = ""
        t = self.texts
        self.title = label(look, "", "strong", wraps=True)
        columns = (
            Column("year", t("Year"), 140, stretches=True),
            Column("opening", t("Left at its start"), 104, is_number=True),
            Column("depreciation", t("Depreciation"), 96, is_number=True),
            Column("interest", t("Interest"), 84, is_number=True),
            Column("amount", t("Cost of the year"), 104, is_number=True),
            Column("closing", t("Left at its end"), 104, is_number=True),
        )
        self.table = CostTable(look, t("Years of the investment"), columns, unfold)
        self.said = label(look, "", "small", "text2", wraps=True)
        self.chart = ChartView(look, self._chart(()))
        self.chart.chosen.connect(self._chosen)
        self._unfold = unfold
        self._years: Sequence[CapitalYear] = ()
        self.setLayout(column(self.title, self.table, self.said, self.chart, spacing=look.px(8)))

    def show_results(self, results: Results) -> None:
        """Show the years as they were calculated."""
        self._results = results
        self.show_investment(self._wanted)

    def show_investment(self, wanted: str) -> None:
        """Show the years of the investment ``wanted``; ``""`` keeps to the one that is shown."""
        investments = self.workspace.project.investments
        known = {one.id: one for one in investments}
        self._wanted = next((one for one in (wanted, self._wanted) if one in known), "")
        investment = known.get(self._wanted) or next(iter(investments), None)
        self.setVisible(investment is not None and self._results is not None)
        if investment is None or self._results is None:
            return
        self._wanted = investment.id
        years = [one for one in self._results.costs.capital if one.investment == investment.id]
        self._years = years
        self.title.setText(self._named(investment, years))
        self.table.show_rows([*(self._row(one) for one in years), self._sum(years)])
        self.said.setText(self._check(investment, years))
        self.chart.set_chart(self._chart(years))

    def _named(self, investment: Investment, years: Sequence[CapitalYear]) -> str:
        t = self.texts
        rate = written_share(t, float(years[0].interest_rate)) if years else ""
        if investment.method is Depreciation.ANNUITY:
            return t("{name}: annuity at {rate}", name=investment.name, rate=rate)
        return t("{name}: linear, {rate} on what is left", name=investment.name, rate=rate)

    def _row(self, year: CapitalYear) -> CostRow:
        t, planned = self.texts, self.workspace.project.settings.planning_year
        text = str(year.year)
        if year.months < 12:
            text = t("{year}, {n} months", year=text, n=year.months)
        is_planned = year.year == planned
        if is_planned:
            text = t("{year}, the planning year", year=text)
        values = (year.opening, year.depreciation, year.interest, year.amount, year.closing)
        cells = [Cell(text, is_strong=is_planned)]
        cells += [money_cell(t, one, is_strong=is_planned and at == 3) for at, one in enumerate(values)]
        key = f"capital:{year.investment}:{year.year}"
        return CostRow(str(year.year), tuple(cells), ("", "", key, key, key, ""))

    def _sum(self, years: Sequence[CapitalYear]) -> CostRow:
        t = self.texts
        sums = [
            sum((getattr(one, name) for one in years), Decimal(0))
            for name in ("depreciation", "interest", "amount")
        ]
        cells = (
            Cell(t("Total"), is_strong=True),
            EMPTY,
            *(money_cell(t, one, is_strong=True) for one in sums),
            EMPTY,
        )
        return CostRow("total", cells)

    def _check(self, investment: Investment, years: Sequence[CapitalYear]) -> str:
        """Return in words what the years add up to; said only of what was added up."""
        t = self.texts
        written_off = sum((one.depreciation for one in years), Decimal(0))
        price = amount(t, investment.amount)
        if abs(written_off - investment.amount) < Decimal("0.005"):
            return t("Depreciation adds up to the purchase, {amount}.", amount=price)
        return t(
            "Depreciation adds up to {sum}, the purchase is {amount}.",
            sum=amount(t, written_off),
            amount=price,
        )

    def _chart(self, years: Sequence[CapitalYear]) -> BarChart:
        t, currency = self.texts, self.workspace.project.settings.currency
        parts = (
            Series(t("Depreciation"), tuple(float(one.depreciation) / 1000 for one in years)),
            Series(t("Interest"), tuple(float(one.interest) / 1000 for one in years), "second"),
        )
        return BarChart(
            title=t("Depreciation and interest"),
            unit=t("thousand {currency}", currency=currency),
            labels=tuple(str(one.year) for one in years),
            series=parts if years else (),
            label_head=t("Year"),
            decimals=1,
        )

    def _chosen(self, at: int) -> None:
        if at < len(self._years):
            year = self._years[at]
            self._unfold(f"capital:{year.investment}:{year.year}")
