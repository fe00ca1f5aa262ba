"""Pooled or alone: what each department would need with staff of its own, and how much slower generalists may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from workbench.analysis.people.pooling import Pooling, pooling
from workbench.analysis.results import Results
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.charts import BarChart, ChartView, Series
from workbench.ui.widgets.figure_strip import FigureStrip, KeyFigure
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.long_run import LongRun, Tells
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import column, label
from workbench.ui.workspace import Workspace

_MOST_BARS = 16


@dataclass(frozen=True)
class AloneRow:
    """A department (``id`` None: all of them) alone, its share of the pool, and its front line today."""

    id: str | None
    name: str
    alone: float
    share: float
    peak: int | None
    fte_today: float
    persons_today: float


def alone_rows(project: Project, results: Results, found: Pooling, texts: Texts) -> tuple[AloneRow, ...]:
    """Return a row per department that needs or has anybody, the neediest first, and the sum.

    The pool is shared out as the plan's positions are (:class:`workbench.analysis.results.Positions`).
    """
    names = {one.id: one.name for one in project.departments}
    needed = {one.department: one.needed_share for one in results.release.positions if one.department}
    whole = sum(needed.values())
    rows = [
        AloneRow(
            one.department,
            names.get(one.department, one.department),
            one.fte,
            found.pooled_fte * needed.get(one.department, 0.0) / whole if whole else 0.0,
            one.peak_agents,
            one.fte_today,
            one.persons_today,
        )
        for one in found.alone
        if one.fte or one.fte_today or one.persons_today
    ]
    rows.sort(key=lambda one: (-one.alone, one.name))
    today, persons = sum(one.fte_today for one in rows), sum(one.persons_today for one in rows)
    rows.append(AloneRow(None, texts("Sum"), found.alone_fte, found.pooled_fte, None, today, persons))
    return tuple(rows)


def break_even_words(found: Pooling, texts: Texts) -> str:
    """Return how much slower those who answer everything may be before the gain is gone."""
    factor, now, then = found.break_even_handling, found.seconds_per_contact, found.break_even_seconds
    if now is None:
        return texts("Nobody phones or comes in this scenario: there is nothing to pool.")
    if factor is None or then is None:
        return texts(
            "Together takes more hours than alone, however quick a contact is: so many must be there."
        )
    minutes = {"now": texts.number(now / 60, 1), "then": texts.number(then / 60, 1)}
    if factor < 1:
        return texts(
            "Together the contacts need more hours than alone: generalists would have to be {share} quicker "
            "({now} → {then} min a contact) to be even.",
            share=texts.percent(1 - factor),
            **minutes,
        )
    return texts(
        "Generalists may be up to {share} slower ({now} → {then} min a contact) before the gain is gone.",
        share=texts.percent(factor - 1),
        **minutes,
    )


class PoolingPane(Pane):
    """Asked for, since every department is planned anew; departments that stay as they are are planned once."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._memo: object = None
        self.found: Pooling | None = None
        self.run = LongRun(
            workspace,
            look,
            "pooling",
            t("Calculate each department alone"),
            lambda: self._calculate,
            self._show,
            begins=True,
        )
        about = t(
            "The same contacts, hours and targets, each department with staff of its own beside one pool."
        )
        self.panel = Panel(look, t("Pooled or alone"), self.run)
        self.panel.set_remark(about)
        self.panel.set_foot(
            t("Full-time positions of advisers, before leading, support and rounding on both sides.")
        )
        self.strip = FigureStrip(look, t("Pooled or alone"), unfold)
        self.words = label(look, "", "strong", wraps=True)
        self.chart = ChartView(look, _chart((), t))
        self.chart.setMinimumHeight(look.px(220))
        self.table = FigureTable(
            look, t("Departments alone and in the pool"), self._columns(), unfold,
            named=lambda one: one.id or "",
        )  # fmt: skip
        for part in (self.strip, self.words, self.chart, self.table):
            part.hide()
            self.panel.add(part)
        self.setLayout(column(self.panel, None))

    def _columns(self) -> tuple[FigureColumn, ...]:
        t = self.texts

        def number(value: float | None, decimals: int, *, is_sum: bool) -> Cell:
            text = "" if value is None else t.number(value, decimals)
            return Cell(text, is_number=True, is_strong=is_sum)

        def figure(name: str, decimals: int) -> Callable[[AloneRow], Cell]:
            return lambda one: number(getattr(one, name), decimals, is_sum=one.id is None)

        def saved(one: AloneRow) -> Cell:
            sign = "+" if one.alone > one.share else ""
            text = f"{sign}{t.number(one.alone - one.share, 2)}".replace("-", "\u2212")
            return Cell(text, is_number=True, is_strong=one.id is None)

        return (
            FigureColumn("name", t("Department"), 180, stretches=True,
                         shows=lambda one: Cell(one.name, is_strong=one.id is None, detail=one.name)),
            FigureColumn("alone", t("Alone"), 72, is_number=True, shows=figure("alone", 2),
                         hint=t("Full-time positions with staff of its own")),
            FigureColumn("share", t("Share of the pool"), 110, is_number=True, shows=figure("share", 2),
                         unfolds=lambda one: f"fte_of:{one.id}" if one.id else "fte"),
            FigureColumn("saved", t("Saved by pooling"), 110, is_number=True, shows=saved),
            FigureColumn("peak", t("Most at once, alone"), 110, is_number=True, shows=figure("peak", 0)),
            FigureColumn("today", t("Front line today"), 110, is_number=True, shows=figure("fte_today", 2),
                         hint=t("Full-time positions of its front-line positions today")),
            FigureColumn("persons", t("Persons today"), 100, is_number=True,
                         shows=figure("persons_today", 0)),
        )  # fmt: skip

    def show_results(self, results: Results) -> None:
        self.run.show_results(results)

    def first_focus(self) -> QWidget:
        return self.run.start

    def fit(self, room: int) -> None:
        self.strip.fit(room - self.look.px(32))

    def let_go(self) -> None:
        self.run.let_go()

    def _calculate(
        self, project: Project, results: Results, tells: Tells
    ) -> tuple[Project, Results, Pooling]:
        from workbench.analysis.engine import find_scenario
        from workbench.analysis.memo import Memo
        from workbench.analysis.scenario import scenario_terms

        if not isinstance(self._memo, Memo):
            self._memo = Memo()
        scenario = find_scenario(project, results.scenario) if project.scenarios else None
        terms = scenario_terms(project, scenario)
        return project, results, pooling(project, terms, results.demand, self._memo, tells)

    def _show(self, answer: tuple[Project, Results, Pooling]) -> None:
        project, results, found = answer
        t = self.texts
        self.found = found
        rows = alone_rows(project, results, found, t)
        self.strip.show_figures(
            (
                KeyFigure("", t("Alone"), t.number(found.alone_fte, 2), t("all departments, positions")),
                KeyFigure("fte", t("Together"), t.number(found.pooled_fte, 2), t("one pool, positions")),
                KeyFigure("", t("Saved by pooling"), t.number(found.saved_fte, 2), t("positions")),
                KeyFigure(
                    "", t("Front line today"), t.number(rows[-1].fte_today, 2),
                    t("positions, {persons} persons", persons=t.number(rows[-1].persons_today)),
                ),
            )
        )  # fmt: skip
        self.words.setText(break_even_words(found, t))
        self.chart.set_chart(_chart(rows[:-1][:_MOST_BARS], t))
        self.table.set_rows(rows)
        for part in (self.strip, self.words, self.chart, self.table):
            part.show()


def _chart(rows: tuple[AloneRow, ...], texts: Texts) -> BarChart:
    return BarChart(
        title=texts("Alone, and each one's share of the pool"),
        unit=texts("full-time positions"),
        decimals=1,
        labels=tuple(one.name for one in rows),
        label_head=texts("Department"),
        series=(Series(texts("Alone"), tuple(one.alone for one in rows)),),
        limit=tuple(one.share for one in rows),
        limit_name=texts("Share of the pool"),
    )
