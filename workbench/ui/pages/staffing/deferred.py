"""Deferred work: what comes in, what is done between contacts, who is there for it, and whether deadlines hold."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from workbench.analysis.people.deferred_year import DeferredKind, DeferredYear, deferred_year
from workbench.analysis.results import Results
from workbench.analysis.words import word
from workbench.locale import Texts
from workbench.model.pause import pausing
from workbench.model.project import Project
from workbench.ui.background import Pause
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.charts import BarChart, ChartView, LineChart, Series
from workbench.ui.widgets.figure_strip import FigureStrip, KeyFigure
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import clear, column, label, set_tone
from workbench.ui.workspace import Workspace


class DeferredPane(Pane):
    """A panel per pool, calculated beside the window whenever figures are new."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        self.panels: list[PoolPanel] = []
        self._body = column(spacing=look.px(12))
        self.setLayout(column(self._body, None))
        self._of: Results | None = None
        workspace.results_became_stale.connect(self._figures_change)

    def show_results(self, results: Results) -> None:
        if results is self._of:
            return
        self._of = results
        project = self.workspace.project

        def beside(pause: Pause) -> tuple[DeferredYear, ...]:
            with pausing(pause):
                return years(project, results)

        self.workspace.background.run("deferred work", beside, self._show)

    def _figures_change(self) -> None:
        if self.workspace.background.is_doing("deferred work"):
            self.workspace.background.give_up("deferred work")
            self._of = None

    def first_focus(self) -> QWidget:
        return self.panels[0].table if self.panels else self

    def fit(self, room: int) -> None:
        for one in self.panels:
            one.strip.fit(room - self.look.px(32))

    def let_go(self) -> None:
        self.workspace.background.give_up("deferred work")

    def _show(self, found: tuple[DeferredYear, ...]) -> None:
        if [one.year.pool for one in self.panels] != [one.pool for one in found]:
            clear(self._body)
            self.panels = [PoolPanel(self.look, one, self.unfold) for one in found]
            for panel in self.panels:
                self._body.addWidget(panel)
        for panel, year in zip(self.panels, found, strict=True):
            panel.show_year(year)


def years(project: Project, results: Results) -> tuple[DeferredYear, ...]:
    """Return every pool's year of deferred work in the scenario of ``results``."""
    from workbench.analysis.engine import find_scenario
    from workbench.analysis.scenario import scenario_terms

    terms = scenario_terms(project, find_scenario(project, results.scenario) if project.scenarios else None)
    demands = {one.pool: one for one in results.demand.pools}
    return tuple(deferred_year(plan, demands[plan.pool], terms) for plan in results.staffing.pools)


class PoolPanel(Panel):
    """One pool: figures, verdict, deadlines by kind, and the year by month."""

    def __init__(self, look: Look, year: DeferredYear, unfold: Callable[[str], None]) -> None:
        t = look.texts
        title = t("Deferred work: {pool}", pool=year.name) if year.name else t("Deferred work")
        super().__init__(look, title)
        self.texts, self.year = t, year
        self.set_foot(
            t(
                "Work comes in over the year as contacts do. Every day what is due first is done first, between "
                "contacts where it may be interrupted, and by people who are there for it."
            )
        )
        self.strip = FigureStrip(look, title, unfold)
        self.verdict = label(look, "", "strong", wraps=True)
        self.table = FigureTable(
            look, t("Deferred work by kind: {pool}", pool=year.name),
            (
                FigureColumn("kind", t("Kind"), 220, stretches=True,
                             shows=lambda one: Cell(kind_word(one.name, t))),
                FigureColumn("hours", t("Hours a year"), 120, is_number=True,
                             shows=lambda one: Cell(t.number(one.hours), is_number=True),
                             unfolds=lambda _one: f"deferred:{self.year.pool}"),
                FigureColumn("days", t("Done within, working days"), 190, is_number=True,
                             shows=lambda one: Cell(_short(one.working_days, t), is_number=True)),
            ),
            unfold, named=lambda one: one.name,
        )  # fmt: skip
        self.inflow = ChartView(look, _inflow_chart(year, t))
        self.backlog = ChartView(look, _backlog_chart(year, t))
        for chart in (self.inflow, self.backlog):
            chart.setMinimumHeight(look.px(190))
        for part in (self.strip, self.verdict, self.table, self.inflow, self.backlog):
            self.add(part)

    def show_year(self, year: DeferredYear) -> None:
        """Show the pool's year."""
        t = self.texts
        self.year = year
        key = f"deferred:{year.pool}"
        total = year.in_idle_hours + year.added_hours
        self.strip.show_figures(
            (
                KeyFigure(key, t("Deferred work"), t.number(total), t("hours a year")),
                KeyFigure(key, t("Done between contacts"), t.number(year.in_idle_hours), t("hours a year")),
                KeyFigure(key, t("Needs people of its own"), t.number(year.added_hours), t("hours a year")),
                KeyFigure(key, t("Least staff for every deadline"), t.number(year.least_staff, 2),
                          t("people at it while open, beside idle time")),
                KeyFigure(key, t("Planned for it"), t.number(year.planned_staff, 2),
                          t("people, of whose time {share} is work", share=t.percent(year.utilisation))),
            )
        )  # fmt: skip
        self.verdict.setText(verdict(year, t))
        set_tone(self.verdict, "ok" if year.holds else "warning")
        self.table.set_rows(sorted(year.kinds, key=_by_hours))
        self.inflow.set_chart(_inflow_chart(year, t))
        self.backlog.set_chart(_backlog_chart(year, t))
        for part in (self.table, self.inflow, self.backlog):
            part.setVisible(bool(year.kinds))


def kind_word(name: str, texts: Texts) -> str:
    """Return what a kind of deferred work is called."""
    return texts("Back-office work that moved") if name == "back_office" else texts.message(word(name))


def verdict(year: DeferredYear, texts: Texts) -> str:
    """Return whether every deadline holds, and by how much not."""
    if not year.kinds:
        return texts("No deferred work reaches this pool.")
    if year.holds:
        return texts("Every deadline holds on every day of the year.")
    hours = texts.number(year.late_hours, 1)
    late = texts.plural(
        "Not every deadline holds: {hours} hours a year are late, by up to {n} working day.",
        "Not every deadline holds: {hours} hours a year are late, by up to {n} working days.",
        year.latest_days,
        hours=hours,
    )
    missing = max(0.0, year.least_staff - year.planned_staff * year.utilisation)
    people = texts("{n} people more at it all year would keep them all.", n=texts.number(missing, 2))
    return f"{late} {people}" if round(missing, 2) else late


def _by_hours(one: DeferredKind) -> tuple[float, str]:
    return -one.hours, one.name


def _short(days: float, texts: Texts) -> str:
    return texts.number(days, 0 if float(days).is_integer() else 1)


def _inflow_chart(year: DeferredYear, texts: Texts) -> BarChart:
    return BarChart(
        title=texts("Coming in and done, by month"),
        unit=texts("hours"),
        labels=tuple(texts.months[one.month - 1] for one in year.months),
        ticks=tuple(texts.months[one.month - 1][:3] for one in year.months),
        label_head=texts("Month"),
        series=(Series(texts("Coming in"), tuple(one.inflow_hours for one in year.months)),),
        limit=tuple(one.done_hours for one in year.months),
        limit_name=texts("Done"),
    )


def _backlog_chart(year: DeferredYear, texts: Texts) -> LineChart:
    return LineChart(
        title=texts("Waiting at the end of the month"),
        unit=texts("working days of coming in"),
        decimals=1,
        labels=tuple(texts.months[one.month - 1] for one in year.months),
        ticks=tuple(texts.months[one.month - 1][:3] for one in year.months),
        label_head=texts("Month"),
        series=(Series(texts("Waiting"), tuple(one.backlog_days for one in year.months)),),
    )
