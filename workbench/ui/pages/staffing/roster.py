"""The duty roster of a week, made from what the plan needs half-hour by half-hour."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.analysis.people.roster import Roster, ShiftRules, heaviest_month, make_roster
from workbench.analysis.results import Results
from workbench.model.project import Project
from workbench.session import Change
from workbench.ui.look import Look
from workbench.ui.pages.figures_page import Pane
from workbench.ui.pages.staffing.roster_grid import hours_shown, roster_columns, roster_rows
from workbench.ui.widgets.fields import Choice, labelled
from workbench.ui.widgets.figure_strip import FigureStrip, KeyFigure
from workbench.ui.widgets.figure_table import FigureTable
from workbench.ui.widgets.long_run import LongRun, Tells, Work
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import boxed, button, clear, column
from workbench.ui.widgets.wrapping import wrapping
from workbench.ui.workspace import Workspace

_WEEKS_A_YEAR = 52
_HEAVIEST = "heaviest"
_FULL = {"16": 16, "15": 15, "14": 14, "17": 17, "none": 0}
_PARTS: dict[str, tuple[int, ...]] = {
    "8-12": (8, 9, 10, 11, 12),
    "8-10": (8, 9, 10),
    "10-12": (10, 11, 12),
    "none": (),
}


class RosterPane(Pane):
    """Choices on top, the week's sums, and the grid. A choice makes the roster anew."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self.roster: Roster | None = None
        self.pool, self.week, self.full, self.parts, self.lunch = (
            Choice(look, name, lambda _key: self.run.run())
            for name in (t("Pool"), t("Week"), t("Full shifts"), t("Part shifts"), t("Lunch"))
        )
        self.week.setMinimumContentsLength(18)
        self.pool.setMinimumContentsLength(20)
        number = t.number
        self.full.offer(
            [
                ("16", t("{n} hours", n=number(8))),
                ("15", t("{n} hours", n=number(7.5, 1))),
                ("14", t("{n} hours", n=number(7))),
                ("17", t("{n} hours", n=number(8.5, 1))),
                ("none", t("none")),
            ],
            "16",
        )
        self.parts.offer(
            [
                ("8-12", t("{a}–{b} hours", a="4", b="6")),
                ("8-10", t("{a}–{b} hours", a="4", b="5")),
                ("10-12", t("{a}–{b} hours", a="5", b="6")),
                ("none", t("none")),
            ],
            "8-12",
        )
        self.lunch.offer([("1", t("30 minutes")), ("2", t("60 minutes"))], "1")
        self.run = LongRun(
            workspace, look, "roster", t("Make the roster"), self._task, self._show, begins=True
        )
        self.copy = button(look, t("Copy the week"), "content-copy", does=self.copy_week)
        fields = (
            boxed(labelled(look, text, one))
            for text, one in (
                (t("Pool"), self.pool),
                (t("Week"), self.week),
                (t("Full shifts"), self.full),
                (t("Part shifts, without lunch"), self.parts),
                (t("Lunch, not paid"), self.lunch),
            )
        )
        self._boxes = tuple(fields)
        self.panel = Panel(look, t("Duty roster"), wrapping(*self._boxes, spacing=look.px(12)), self.run)
        self.panel.set_remark(
            t("Shifts that give every half-hour the advisers it needs, for as few paid hours as possible.")
        )
        self.panel.set_foot(
            t(
                "Lunch begins 3 to 5 hours after a shift. Persons are persons at work: absence and internal time "
                "come on top, as in the plan. What is more than needed can go to deferred work."
            )
        )
        self.strip = FigureStrip(look, t("The week"), unfold)
        self.strip.hide()
        self.copy.hide()
        self._grid = QVBoxLayout()
        self.table: FigureTable | None = None
        for part in (self.strip, wrapping(self.copy, spacing=0), self._grid):
            self.panel.add(part)
        self.setLayout(column(self.panel, None))

    def show_project(self, change: Change | None) -> None:
        del change

    def show_results(self, results: Results) -> None:
        t, plans = self.texts, {one.pool: one for one in results.staffing.pools}
        self.run.setVisible(bool(plans))
        self._boxes[0].setVisible(len(plans) > 1)
        if not plans:
            return
        chosen = self.pool.chosen if self.pool.chosen in plans else next(iter(plans))
        self.pool.offer([(one.pool, one.name) for one in plans.values()], chosen)
        plan = plans[chosen]
        heaviest = t("the heaviest: {month}", month=t.months[heaviest_month(plan) - 1])
        months = sorted({one.month for one in plan.day_types})
        weeks = {_HEAVIEST: heaviest, **{str(one): t.months[one - 1] for one in months}}
        self.week.offer(tuple(weeks.items()), self.week.chosen if self.week.chosen in weeks else _HEAVIEST)
        self.run.show_results(results)

    def first_focus(self) -> QWidget:
        return self.week

    def fit(self, room: int) -> None:
        self.strip.fit(room - self.look.px(32))

    def let_go(self) -> None:
        self.run.let_go()

    @property
    def rules(self) -> ShiftRules:
        """Which shifts are allowed."""
        return ShiftRules(_FULL[self.full.chosen], _PARTS[self.parts.chosen], int(self.lunch.chosen))

    def copy_week(self) -> None:
        """Put the whole week on the clipboard as spreadsheets take it."""
        if self.table is not None:
            self.table.selectAll()
            self.table.copy()

    def _task(self) -> Work:
        pool, week, rules = self.pool.chosen, self.week.chosen, self.rules

        def work(_project: Project, results: Results, tells: Tells) -> tuple[Results, Roster]:
            plan = next(one for one in results.staffing.pools if one.pool == pool)
            month = heaviest_month(plan) if week == _HEAVIEST else int(week)
            return results, make_roster(plan, month, rules, tells)

        return work

    def _show(self, made: tuple[Results, Roster]) -> None:
        results, roster = made
        self.roster = roster
        self.strip.show_figures(self._figures(results, roster))
        clear(self._grid)
        columns = roster_columns(hours_shown(roster), self.texts)
        name = self.texts("Duty roster of a week in {month}", month=self.texts.months[roster.month - 1])
        self.table = FigureTable(
            self.look, name, columns, self.unfold,
            named=lambda one: (one.weekday, one.kind, one.number), most=24,
        )  # fmt: skip
        self.table.set_rows(roster_rows(roster))
        self._grid.addWidget(self.table)
        self.strip.show()
        self.copy.show()

    def _figures(self, results: Results, roster: Roster) -> tuple[KeyFigure, ...]:
        t = self.texts
        hours = results.staffing.hours_per_fte
        fte, plan_fte = (_WEEKS_A_YEAR * one / hours for one in (roster.paid_hours, roster.required_hours))
        more = roster.paid_hours - roster.required_hours
        share = more / roster.required_hours if roster.required_hours else 0.0
        above = roster.paid_hours / roster.least_paid_hours - 1 if roster.least_paid_hours else 0.0
        return (
            KeyFigure("", t("Paid hours in the week"), t.number(roster.paid_hours, 1),
                      t("{share} above the least possible with these shifts", share=t.percent(above, 1))),
            KeyFigure("", t("Needed by the plan"), t.number(roster.required_hours, 1), t("hours in the week")),
            KeyFigure("", t("More than needed"), t.number(more, 1),
                      t("hours, {share} of what is needed", share=t.percent(share, 1))),
            KeyFigure("", t("Positions, if every week were so"), t.number(fte, 2),
                      t("the plan for this week: {fte}", fte=t.number(plan_fte, 2))),
            KeyFigure("adviser_fte", t("The plan, over the year"), t.number(results.staffing.adviser_fte, 2),
                      t("positions of advisers, deferred work included")),
        )  # fmt: skip
