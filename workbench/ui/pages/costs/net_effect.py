"""Does it pay, department by department and year by year: what each releases less what it pays, also added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.analysis.place import Place
from workbench.analysis.results import NetEffect, Results
from workbench.export.charts.money import net_effect_chart
from workbench.export.words import word
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.costs.amounts import money_cell, signed
from workbench.ui.pages.costs.pane import CostPane
from workbench.ui.pages.costs.tables import CostRow, CostTable
from workbench.ui.widgets.cell import Cell, Column, Tone
from workbench.ui.widgets.charts import Addend, BarChart, ChartView, Waterfall
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import Segments, row
from workbench.ui.workspace import Workspace

_ZERO = Decimal(0)
_YEARS = 5
_PARTS = ("releases", "pays", "one_off", "capital_change", "difference", "cumulated")
_EXPLAINED_BY = {
    "releases": "releases",
    "pays": "pays",
    "one_off": "pays",
    "capital_change": "pays",
    "difference": "net_effect",
    "cumulated": "cumulated",
}
"""Figures by what explains them: a part of what is paid stands in what is paid."""


class NetEffectPane(CostPane):
    """All departments with their years, one of them in full, and the total as a waterfall."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._results: Results | None = None
        self._wanted = ""
        measures = (
            ("difference", t("Difference")),
            ("cumulated", t("Added up")),
            ("pays", t("Pays")),
            ("releases", t("Releases")),
        )
        self.measure = Segments(look, t("What the table shows"), measures, "difference", self._choose)
        first = workspace.project.settings.planning_year
        self._first_year = first
        self.table = CostTable(look, t("Net effect"), self._columns(first), unfold)
        self.table.current_changed.connect(self._stands)
        self.panel = Panel(look, t("Net effect per department"), row(self.measure, None), self.table)
        self.chart = ChartView(look, BarChart(title=t("Net effect"), labels=(), series=()))
        self.chart.chosen.connect(self._chosen)
        self.detail = CostTable(
            look, t("Net effect of the department"), self._columns(first, is_detail=True), unfold
        )
        self.one = Panel(look, t("One department"), self.chart, self.detail)
        self.waterfall = ChartView(look, self._waterfall(None))
        self.total = Panel(look, t("All departments, all years"), self.waterfall)
        self.lay_out(
            self.panel,
            self.one,
            self.total,
            empty=self.empty_panel(
                t("No departments yet, so nobody bears or releases anything."),
                t("A department with case types, volumes and levels is what costs are shared between."),
                t("Write case types"),
                Place("case_types"),
            ),
        )

    def _columns(self, first: int, *, is_detail: bool = False) -> tuple[Column, ...]:
        t = self.texts
        years = tuple(Column(f"year{n}", str(first + n), 112, is_number=True) for n in range(_YEARS))
        if is_detail:
            return (Column("part", t("What"), 240, stretches=True), *years)
        return (
            Column("department", t("Department"), 240, stretches=True),
            *years,
            Column("break_even", t("Pays off in"), 96, is_number=True),
        )

    def show_project(self, change: Change | None) -> None:
        del change
        settings = self.workspace.project.settings
        self._wanted = self.workspace.department or self._wanted
        self.panel.set_remark(
            self.texts(
                "{currency}, prices of {year}", currency=settings.currency, year=str(settings.planning_year)
            )
        )

    def show_results(self, results: Results) -> None:
        self._results = results
        self.show_content(bool(results.net_effect))
        t = self.texts
        if results.planning_year != self._first_year:
            self._first_year = results.planning_year
            for table in (self.table, self.detail):
                table.table.columns = self._renamed(table.table.columns, results.planning_year)
                table.horizontalHeader().viewport().update()
        model = next((one.model for one in results.net_effect), "")
        said = t("What is released less what is paid by {model}.", model=word(model, t)) if model else ""
        if results.net_effect and not any(one.difference for one in results.net_effect):
            said += " " + t("Everyone pays just what they are relieved of, so nobody gains or loses.")
        self.panel.set_foot(said)
        self._show_table()
        self._show_one()
        self.total.setVisible(self.workspace.department is None)
        self.waterfall.set_chart(self._waterfall(results))

    def _renamed(self, columns: Sequence[Column], first: int) -> tuple[Column, ...]:
        return tuple(
            replace(one, title=str(first + int(one.key[4:]))) if one.key.startswith("year") else one
            for one in columns
        )

    # what is shown

    def _of(self, department: str) -> list[NetEffect]:
        found = self._results.net_effect if self._results is not None else ()
        return sorted((one for one in found if one.department == department), key=lambda one: one.year)

    def _choose(self, _key: str) -> None:
        self._show_table()

    def _by_department(self) -> dict[str, list[NetEffect]]:
        found: dict[str, list[NetEffect]] = {}
        for one in self._results.net_effect if self._results is not None else ():
            found.setdefault(one.department, []).append(one)
        return found

    def _show_table(self) -> None:
        t, measure = self.texts, self.measure.chosen
        names = {one.id: one.name for one in self.workspace.project.departments}
        by_department = self._by_department()
        rows = []
        for who, years in by_department.items():
            if self.workspace.department not in (None, who):
                continue
            cells = [Cell(names.get(who, who), detail=names.get(who, who))]
            cells += [self._cell(getattr(one, measure), measure) for one in years]
            cells.append(self._break_even(years[0].break_even_year))
            kind = _EXPLAINED_BY[measure]
            keys = ("", *(f"{kind}:{who}:{one.year}" for one in years), f"net_effect_of:{who}")
            rows.append(CostRow(who, tuple(cells), keys))
        if self.workspace.department is None and by_department:
            sums = self._sums(measure)
            cells = [Cell(t("All departments"), is_strong=True)]
            cells += [self._cell(one, measure, is_strong=True) for one in sums]
            added_up = self._sums("cumulated")
            year = next((self._first_year + n for n, one in enumerate(added_up) if one >= 0), None)
            cells.append(self._break_even(year))
            last = self._first_year + _YEARS - 1
            totals = (f"effect_total:{measure}:{year}" for year in range(self._first_year, last + 1))
            keys = ("", *totals, f"effect_total:cumulated:{last}")
            rows.append(CostRow("total", tuple(cells), keys))
        self.table.show_rows(rows)

    def _cell(self, value: Decimal, measure: str, *, is_strong: bool = False) -> Cell:
        if measure in ("difference", "cumulated"):
            tone: Tone = "warning" if value < 0 else "text"
            text = signed(self.texts, value)
            return Cell(text, is_number=True, is_strong=is_strong, tone=tone)
        return money_cell(self.texts, value, is_strong=is_strong)

    def _break_even(self, year: int | None) -> Cell:
        if year is not None:
            return Cell(str(year), is_number=True)
        text = self.texts("not by {year}", year=str(self._first_year + _YEARS - 1))
        return Cell(text, is_number=True, tone="warning")

    def _sums(self, measure: str) -> list[Decimal]:
        found = self._results.net_effect if self._results is not None else ()
        sums = dict.fromkeys(range(self._first_year, self._first_year + _YEARS), _ZERO)
        for one in found:
            sums[one.year] += getattr(one, measure)
        return list(sums.values())

    def _stands(self, at: int, _key: str) -> None:
        wanted = self.table.table.rows[at].key
        if wanted not in ("total", self._wanted):
            self._wanted = wanted
            self._show_one()

    def _show_one(self) -> None:
        t = self.texts
        departments = {one.id: one.name for one in self.workspace.project.departments}
        who = self._wanted if self._wanted in departments else next(iter(departments), "")
        years = self._of(who)
        self.one.setVisible(bool(years))
        if not years:
            return
        self._wanted = who
        self.one.set_title(departments[who])
        if self._results is not None:
            title = t("Releases less what is paid")
            self.chart.set_chart(net_effect_chart(self._results, years, title, t))
        words = {
            "releases": t("Releases"),
            "pays": t("Pays"),
            "one_off": t("of which once"),
            "capital_change": t("of which change in capital costs"),
            "difference": t("Difference"),
            "cumulated": t("Added up"),
        }
        rows = []
        for part in _PARTS:
            is_part, is_sum = part in ("one_off", "capital_change"), part in ("difference", "cumulated")
            head = Cell(
                words[part], indent=int(is_part), is_strong=is_sum, tone="text2" if is_part else "text"
            )
            cells = [self._cell(getattr(one, part), part, is_strong=is_sum) for one in years]
            keys = ("", *(f"{_EXPLAINED_BY[part]}:{who}:{one.year}" for one in years))
            rows.append(CostRow(part, (head, *cells), keys))
        self.detail.show_rows(rows)

    # charts

    def _waterfall(self, results: Results | None) -> Waterfall:
        t = self.texts
        found: Iterable[NetEffect] = results.net_effect if results is not None else ()
        sums = dict.fromkeys(("releases", "pays", "one_off", "capital_change"), _ZERO)
        for one in found:
            for key in sums:
                sums[key] += getattr(one, key)
        regular = sums["pays"] - sums["one_off"] - sums["capital_change"]
        parts = (
            (t("Releases"), sums["releases"]),
            (t("Pays, as in the planning year"), -regular),
            (t("Pays once"), -sums["one_off"]),
            (t("Change in capital costs"), -sums["capital_change"]),
        )
        return Waterfall(
            title=t("What is released less what is paid"),
            unit=t("thousand {currency}", currency=self.workspace.project.settings.currency),
            parts=tuple(Addend(name, float(value) / 1000) for name, value in parts)
            if results is not None
            else (),
            total_name=t("Difference"),
            part_head=t("What"),
        )

    def _chosen(self, at: int) -> None:
        years = self._of(self._wanted)
        if at < len(years):
            self.unfold(f"net_effect:{self._wanted}:{years[at].year}")
