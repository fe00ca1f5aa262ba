"""A year of customer service: advisers and contacts by month, and what each channel brings in contacts and hours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.analysis.results import CaseTypeDemand, PoolPlan, Results
from workbench.export.charts.week import Month, advisers_chart, contacts_chart, year_of
from workbench.export.words import word
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel
from workbench.ui.look import Look
from workbench.ui.pages.staffing.figures_pane import FiguresPane, card, remark
from workbench.ui.widgets.beside import Beside
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.charts import BarChart, ChartView
from workbench.ui.widgets.fields import Choice
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import boxed, label, row
from workbench.ui.workspace import Workspace

_WAITED_ON = frozenset(one.value for one in REAL_TIME_CHANNELS)


@dataclass(frozen=True)
class ChannelRow:
    """A channel's year (``channel`` "": all of them). Hours in customer service, during contacts and afterwards."""

    channel: str
    contacts: float
    hours_during: float
    hours_after: float
    share: float

    @property
    def hours(self) -> float:
        """All of the channel's hours."""
        return self.hours_during + self.hours_after


def channel_rows(demand: Sequence[CaseTypeDemand]) -> tuple[ChannelRow, ...]:
    """Return the channels that reach customer service, in their own order, and the sum."""
    contacts: dict[str, float] = {}
    during: dict[str, float] = {}
    after: dict[str, float] = {}
    for owner in demand:
        for one in owner.channels:
            contacts[one.channel] = contacts.get(one.channel, 0.0) + one.first_contacts + one.follow_ups
            waits, later = (one.work_s, 0.0) if one.channel in _WAITED_ON else (0.0, one.work_s)
            during[one.channel] = during.get(one.channel, 0.0) + waits
            after[one.channel] = after.get(one.channel, 0.0) + later + one.deferred_work_s
    whole = (sum(during.values()) + sum(after.values())) / 3600
    rows = [
        ChannelRow(
            name,
            contacts[name],
            during[name] / 3600,
            after[name] / 3600,
            (during[name] + after[name]) / 3600 / whole if whole else 0.0,
        )
        for name in (one.value for one in Channel)
        if contacts.get(name)
    ]
    if not rows:
        return ()
    total = ChannelRow(
        "", sum(contacts.values()), sum(during.values()) / 3600, sum(after.values()) / 3600, 1.0
    )
    return (*rows, total)


class YearPane(FiguresPane):
    """Months of the chosen pool above, channels of all pools below."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        super().__init__(workspace, look, unfold)
        t = self.texts
        self._months: tuple[Month, ...] = ()
        self.pool = Choice(look, t("Pool"), lambda _key: self._show_months())
        self.pool.setMinimumContentsLength(20)
        self.advisers = ChartView(look, BarChart(title=t("Advisers by month"), labels=(), series=()))
        self.contacts = ChartView(look, BarChart(title=t("Contacts by month"), labels=(), series=()))
        for one in (self.advisers, self.contacts):
            one.setMinimumHeight(look.px(220))
        self.advisers.chosen.connect(self._unfold_month)
        self.contacts.chosen.connect(lambda _at: self.unfold("contacts"))
        self.channels = channel_table(look, unfold)
        words = label(look, t("Pool"), "small", "text2")
        words.setBuddy(self.pool)
        self._which = boxed(row(words, self.pool, None))
        self.beside = [
            Beside(
                look,
                (card(look, t("Advisers by month"), self.advisers), 430),
                (card(look, t("Contacts by month"), self.contacts), 430),
            )
        ]
        panel = Panel(look, t("By channel"), self.channels)
        panel.set_remark(t("what reaches customer service in a year"))
        panel.add(
            remark(
                look,
                t("Hours are for everyone who wants help, also those who hang up while they wait."),
            )
        )
        self.set_body(self._which, self.beside[0], panel)

    def show_figures(self, results: Results) -> None:
        t, pools = self.texts, results.staffing.pools
        chosen = self.pool.chosen or (pools[0].pool if pools else "")
        self.pool.offer([(one.pool, one.name or t("Customer service")) for one in pools], chosen)
        self._which.setVisible(len(pools) > 1)
        self._show_months()
        self.channels.set_rows(channel_rows(results.demand.case_types))

    @property
    def plan(self) -> PoolPlan | None:
        """The pool that is chosen."""
        results = self.workspace.results
        pools = results.staffing.pools if results is not None else ()
        return next((one for one in pools if one.pool == self.pool.chosen), pools[0] if pools else None)

    def _show_months(self) -> None:
        plan = self.plan
        if plan is not None:
            self._months = year_of(plan)
            self.advisers.set_chart(advisers_chart(self._months, self.texts))
            self.contacts.set_chart(contacts_chart(self._months, self.texts))

    def _unfold_month(self, at: int) -> None:
        plan = self.plan
        if plan is not None and 0 <= at < len(self._months):
            found = self._months[at]
            weekday, half_hour = found.most_at
            self.unfold(f"half_hour:{plan.pool}:{found.month}-{weekday}-{half_hour}")


def channel_table(look: Look, unfold: Callable[[str], None]) -> FigureTable:
    """Return the table; its rows are :class:`ChannelRow`."""
    t = look.texts

    def key(one: ChannelRow) -> str:
        return f"contacts:{one.channel}" if one.channel else "contacts"

    def figure(value: Callable[[ChannelRow], str]) -> Callable[[ChannelRow], Cell]:
        return lambda one: Cell(value(one), is_number=True, is_strong=not one.channel)

    def minutes(one: ChannelRow) -> str:
        return t.number(60 * one.hours / one.contacts, 1) if one.contacts else "–"

    def share(one: ChannelRow) -> Cell:
        words = t.percent(one.share, 1)
        return Cell(
            words, is_number=True, is_strong=not one.channel, share=one.share if one.channel else None
        )

    def name(one: ChannelRow) -> Cell:
        return Cell(word(one.channel, t)) if one.channel else Cell(t("Sum"), is_strong=True)

    columns = (
        FigureColumn("channel", t("Channel"), 160, stretches=True, shows=name),
        FigureColumn(
            "contacts",
            t("Contacts"),
            90,
            is_number=True,
            shows=figure(lambda one: t.number(one.contacts)),
            unfolds=key,
        ),
        FigureColumn(
            "minutes",
            t("Minutes each"),
            90,
            is_number=True,
            hint=t("Work in customer service per contact, afterwards included"),
            shows=figure(minutes),
        ),
        FigureColumn(
            "during",
            t("Hours during contacts"),
            110,
            is_number=True,
            shows=figure(lambda one: t.number(one.hours_during, 1)),
        ),
        FigureColumn(
            "after",
            t("Hours that can wait"),
            110,
            is_number=True,
            shows=figure(lambda one: t.number(one.hours_after, 1)),
        ),
        FigureColumn(
            "hours",
            t("Hours together"),
            100,
            is_number=True,
            shows=figure(lambda one: t.number(one.hours, 1)),
            unfolds=key,
        ),
        FigureColumn(
            "share",
            t("Share"),
            130,
            is_number=True,
            hint=t("Of all hours in customer service"),
            shows=share,
        ),
    )
    return FigureTable(look, t("By channel"), columns, unfold, named=lambda one: one.channel)
