"""How many advisers are needed when, how the positions come about, and what departments bring for them."""

from __future__ import annotations

from collections.abc import Callable

from workbench.analysis.results import PoolPlan, Results
from workbench.export.charts.positions import breakdown_chart
from workbench.export.charts.week import (
    HEAVIEST,
    ORDINARY,
    Slot,
    level_chart,
    level_slot,
    months_of,
    week_chart,
    week_of,
)
from workbench.ui.look import Look
from workbench.ui.pages.staffing.department_table import IN_SHORT, department_table
from workbench.ui.pages.staffing.departments import department_rows
from workbench.ui.pages.staffing.figures_pane import FiguresPane, card, remark
from workbench.ui.pages.staffing.key_figures import ASSUMPTIONS, key_figures
from workbench.ui.turns import Turns
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.charts import BarChart, ChartView, HeatTable, Waterfall
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.figure_strip import FigureStrip
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import label, link, row
from workbench.ui.workspace import Workspace


class NeedPane(FiguresPane):
    """``show_view`` turns to another view of the page."""

    def __init__(
        self,
        workspace: Workspace,
        look: Look,
        unfold: Callable[[str], None],
        show_view: Callable[[str], None],
    ) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._slots: tuple[Slot, ...] = ()
        self._keys: tuple[str, ...] = ()
        self._show_view = show_view
        self._turns = Turns(self, workspace.background)
        self.strip = FigureStrip(look, t("Key figures"), self._open)
        self.strips = [self.strip]
        self.pool = Choice(look, t("Pool"), self._choose)
        self.when = Choice(look, t("Which week"), self._choose)
        self.week = ChartView(look, BarChart(title=t("Advisers per half-hour"), labels=(), series=()))
        self.level = ChartView(
            look, HeatTable(title=t("Answered in time"), row_labels=(), column_labels=(), values=())
        )
        self.breakdown = ChartView(
            look, Waterfall(title=t("How the need comes about"), parts=(), total_name="")
        )
        self.week.chosen.connect(self._unfold_bar)
        self.level.chosen.connect(self._unfold_cell)
        self.breakdown.chosen.connect(self._unfold_row)
        self.when.setMinimumContentsLength(28)
        self.pool.setMinimumContentsLength(20)
        self.week.setMinimumHeight(look.px(250))
        self._pool_label = label(look, t("Pool"), "small", "text2")
        self._pool_label.setBuddy(self.pool)
        which = label(look, t("Week"), "small", "text2")
        which.setBuddy(self.when)
        choices = row(self._pool_label, self.pool, look.px(8), which, self.when, None)
        self.departments = department_table(look, t("Released and needed"), unfold, IN_SHORT)
        self._certainty = remark(look)
        self._flagged = remark(look)
        brings = Panel(look, t("Released and needed"), self.departments, self._flagged)
        self._brings = brings
        consists = card(
            look,
            t("How the need comes about"),
            self.breakdown,
            None,
            self._certainty,
            link(look, t("What the figures rest on"), lambda: show_view(ASSUMPTIONS)),
        )
        self.beside = [Beside(look, (consists, 460), (brings, 690))]
        workspace.uncertainty_changed.connect(self._drawn)
        self.set_body(
            self.strip,
            card(look, t("Advisers per half-hour"), choices, self.week),
            self.beside[0],
            card(look, t("Answered in time"), self.level),
        )

    # what is shown

    @property
    def plan(self) -> PoolPlan | None:
        """The pool that is chosen."""
        results = self.workspace.results
        pools = results.staffing.pools if results is not None else ()
        return next((one for one in pools if one.pool == self.pool.chosen), pools[0] if pools else None)

    def show_figures(self, results: Results) -> None:
        t, pools = self.texts, results.staffing.pools
        chosen = self.pool.chosen or (pools[0].pool if pools else "")
        self.pool.offer([(one.pool, one.name or t("Customer service")) for one in pools], chosen)
        for one in (self.pool, self._pool_label):
            one.setVisible(len(pools) > 1)
        pieces = (
            lambda: self._show_certainty(results),
            self._show_week,
            self._show_level,
            lambda: self._show_breakdown(results),
            lambda: self._show_departments(results),
        )
        if self.strip.figures:
            self._turns.take(*pieces)
        else:  # the view has only just come up, which is work enough for one turn
            self._turns.leave(*pieces)

    def _show_breakdown(self, results: Results) -> None:
        chart, self._keys = breakdown_chart(results, self.texts)
        self.breakdown.set_chart(chart)

    def _show_departments(self, results: Results) -> None:
        t, project = self.texts, self.workspace.project
        rows = department_rows(project, results, t, self.workspace.department)
        self.departments.set_rows(rows)
        self._brings.set_remark(
            t(
                "full-time positions, realisable share {share}",
                share=t.percent(results.release.realisable_share),
            )
        )
        flagged = sum(one.is_flagged for one in rows if one.id is not None)
        self._flagged.setText(
            t.plural(
                "Under {share} per person seldom becomes a position: {n} department.",
                "Under {share} per person seldom becomes a position: {n} departments.",
                flagged,
                share=t.number(0.2, 1),
            )
            if flagged
            else ""
        )
        self._flagged.setVisible(bool(flagged))

    def _show_certainty(self, results: Results) -> None:
        """Say how sure the positions are: the band where it was drawn, else what is assumed."""
        t, found = self.texts, self.workspace.uncertainty_of(results)
        self.strip.show_figures(key_figures(self.workspace.project, results, t, found))
        band = found.band("fte_total") if found is not None else None
        n = len(results.assumptions)
        said = t.plural("{n} default is assumed.", "{n} defaults are assumed.", n) if n else ""
        if found is not None and band is not None:
            low, high = t.number(band.p10, 1), t.number(band.p90, 1)
            said = t("P10–P90: {low} to {high} full-time positions.", low=low, high=high)
            if found.guesses:
                said += " " + t("{guess} matters most.", guess=found.guesses[0].name)
        self._certainty.setText(said)
        self._certainty.setVisible(bool(said))

    def _drawn(self) -> None:
        if self.workspace.results is not None and self._shown:
            self._show_certainty(self.workspace.results)

    def _show_week(self) -> None:
        plan, t = self.plan, self.texts
        if plan is None:
            return
        months = months_of(plan)
        when = self.when.chosen or ORDINARY
        if when.isdigit() and int(when) not in months:
            when = ORDINARY
        self.when.offer(
            (
                (ORDINARY, t("Ordinary week: mean of the year")),
                (HEAVIEST, t("The heaviest week")),
                *((str(one), t.months[one - 1]) for one in months),
            ),
            when,
        )
        self._slots = week_of(plan, when)
        self.week.set_chart(week_chart(plan, self._slots, when, t))

    def _show_level(self) -> None:
        plan, t = self.plan, self.texts
        if plan is not None:
            when = self.when.chosen or ORDINARY
            self.level.set_chart(level_chart(plan, self._slots, when, self._said_of_level(plan), t))

    def _said_of_level(self, plan: PoolPlan) -> str:
        t, level = self.texts, plan.service_level
        if level.value is None:
            return ""
        from workbench.export.words import word

        said = t(
            "The whole year: {share} {of} within {seconds} seconds, weighted by contacts.",
            share=t.percent(level.value, 1),
            of=word(level.of, t),
            seconds=t.number(plan.within_s),
        )
        chat = plan.chat_service_level
        if chat.value is None:
            return said
        return said + " " + t("Chat: {share} {of}.", share=t.percent(chat.value, 1), of=word(chat.of, t))

    def let_go(self) -> None:
        self._turns.give_up()

    # what people do

    def _open(self, key: str) -> None:
        if key == ASSUMPTIONS:
            self._show_view(key)
        else:
            self.unfold(key)

    def _choose(self, _key: str) -> None:
        self._show_week()
        self._show_level()

    def _unfold_bar(self, at: int) -> None:
        self._unfold_slot(self._slots[at] if 0 <= at < len(self._slots) else None)

    def _unfold_cell(self, at: int) -> None:
        self._unfold_slot(level_slot(self._slots, at))

    def _unfold_slot(self, slot: Slot | None) -> None:
        plan = self.plan
        if slot is not None and plan is not None:
            self.unfold(slot.key(plan.pool))

    def _unfold_row(self, at: int) -> None:
        if 0 <= at < len(self._keys):
            self.unfold(self._keys[at])
