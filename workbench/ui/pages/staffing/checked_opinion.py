"""The second opinion on the page: days of single calls played against the plan, and where the two part."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from workbench.analysis.engine import find_scenario
from workbench.analysis.results import Results
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.analysis.second_opinion.deferred_opinion import DeferredOpinion
from workbench.analysis.second_opinion.played import PoolOpinion, QueueOpinion, SecondOpinion, second_opinion
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.look.look import Use
from workbench.ui.pages.staffing.checked_deferred import (
    deferred_table,
    months_sentence,
    months_table,
    waiting_months,
)
from workbench.ui.pages.staffing.checked_tables import kinds_table, measures_table, off, off_table
from workbench.ui.pages.staffing.checked_words import queue_word, steady_sentence
from workbench.ui.widgets.long_run import LongRun, Tells, Work
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import boxed, clear, label, row
from workbench.ui.workspace import Workspace

_DAYS, _SEED, _MOST_DAYS = 500, 1, 20_000


class OpinionPanel(Panel):
    """Asked for, never run by itself: days and seed, progress, cancel, then tables per pool."""

    def __init__(self, workspace: Workspace, look: Look, unfold: Callable[[str], None]) -> None:
        t = look.texts
        super().__init__(look, t("Second opinion: the plan played call by call"))
        self.texts, self._unfold = t, unfold
        self.set_remark(
            t(
                "Single calls with patience and shifts, day by day. The queue formula must lie within the 95 % "
                "interval where half-hours are steady; where it does not, it says why."
            )
        )
        self.days = _number(look, t("Days to play"), _DAYS, 2, _MOST_DAYS)
        self.seed = _number(look, t("Seed"), _SEED, 0, 999_999)
        days, seed = label(look, t("Days"), "small", "text2"), label(look, t("Seed"), "small", "text2")
        days.setBuddy(self.days)
        seed.setBuddy(self.seed)
        self.run = LongRun(
            workspace, look, "second opinion", t("Play days"), self._task, self.show_opinion,
            boxed(row(days, self.days)), boxed(row(seed, self.seed)),
        )  # fmt: skip
        self.add(self.run)
        self._pools = QVBoxLayout()
        self._pools.setSpacing(look.px(10))
        self.add(self._pools)
        self.opinion: SecondOpinion | None = None

    def show_results(self, results: Results) -> None:
        """Say whether what was played is of the figures that are shown."""
        self.run.show_results(results)

    def _task(self) -> Work:
        days, seed = (_said(one) for one in (self.days, self.seed))

        def work(project: Project, results: Results, tells: Tells) -> SecondOpinion:
            return second_opinion(results, terms_of(project, results), days, seed, tells)

        return work

    def show_opinion(self, opinion: SecondOpinion) -> None:
        """Show what was played."""
        t = self.texts
        self.opinion = opinion
        clear(self._pools)
        self.set_foot(
            t(
                "{days} days, seed {seed}: the same seed plays the same days. Handling times are exponential "
                "around each channel's mean of the half-hour. Contacts go before deferred work; what may not be "
                "interrupted is done by people of its own.",
                days=t.number(opinion.days),
                seed=str(opinion.seed),
            )
        )
        for pool in opinion.pools:
            self._show_pool(pool, is_alone=len(opinion.pools) == 1)

    def _show_pool(self, pool: PoolOpinion, *, is_alone: bool) -> None:
        t = self.texts
        if not is_alone:
            self._say(pool.name, "section")
        if not pool.queues:
            self._say(t("Nobody phones or comes to this pool."))
        for queue in pool.queues:
            self._show_queue(pool, queue)
        if pool.deferred is not None:
            self._show_deferred(pool, pool.deferred)

    def _show_queue(self, pool: PoolOpinion, queue: QueueOpinion) -> None:
        t, look = self.texts, self.look
        self._say(queue_word(queue.queue, t), "section")
        self._pools.addWidget(measures_table(look, pool, queue, self._unfold))
        if queue.day_types_played < queue.day_types:
            some = t(
                "{played} of {all} kinds of days were played, the most frequent ones: play more days for all.",
                played=t.number(queue.day_types_played),
                all=t.number(queue.day_types),
            )
            self._pools.addWidget(label(look, some, "small", "warning", wraps=True))
        self._say(steady_sentence(queue, t), "strong")
        self._pools.addWidget(kinds_table(look, pool, queue, self._unfold))
        rows = off(queue)
        if rows:
            self._say(t("Half-hours in which the plan is not what was played"), "strong")
            self._pools.addWidget(off_table(look, pool, queue, rows, self._unfold))

    def _show_deferred(self, pool: PoolOpinion, deferred: DeferredOpinion) -> None:
        t, look = self.texts, self.look
        self._say(t("Deferred work"), "section")
        self._pools.addWidget(deferred_table(look, pool, deferred, self._unfold))
        self._say(months_sentence(deferred, t), "strong")
        if waiting_months(deferred):
            self._pools.addWidget(months_table(look, pool, deferred, self._unfold))

    def _say(self, text: str, use: Use = "body") -> None:
        self._pools.addWidget(label(self.look, text, use, wraps=True))


def terms_of(project: Project, results: Results) -> ScenarioTerms:
    """Return what holds in the scenario of ``results``."""
    return scenario_terms(project, find_scenario(project, results.scenario) if project.scenarios else None)


def _number(look: Look, name: str, value: int, least: int, most: int) -> QLineEdit:
    made = QLineEdit(str(value))
    made.setFont(look.font())
    made.setAccessibleName(name)
    made.setValidator(QIntValidator(least, most, made))
    made.setFixedWidth(look.px(72))
    return made


def _said(field: QLineEdit) -> int:
    """Return the number in ``field``, or what is nearest of the numbers that it takes."""
    allowed = cast("QIntValidator", field.validator())
    return min(allowed.top(), max(allowed.bottom(), int(field.text() or 0)))
