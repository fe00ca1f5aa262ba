"""The second opinion on the page: days of single calls played against the plan, and where the two part."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, cast

from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from workbench.analysis.as_json import clock
from workbench.analysis.results import Results
from workbench.analysis.second_opinion.played import Measure, PoolOpinion, SecondOpinion, second_opinion
from workbench.analysis.second_opinion.steadiness import (
    KIND_WORDS,
    REASONS,
    Compared,
    HalfHourOpinion,
    KindOpinion,
    Steadiness,
)
from workbench.model.project import Project
from workbench.ui.look import Look
from workbench.ui.pages.staffing.checked_words import (
    kind_verdict,
    measure_value,
    measure_verdict,
    measure_word,
    steady_sentence,
)
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable
from workbench.ui.widgets.long_run import LongRun, Tells, Work
from workbench.ui.widgets.panel import Panel
from workbench.ui.widgets.parts import boxed, clear, label, row
from workbench.ui.workspace import Workspace

_DAYS, _SEED, _MOST_DAYS = 500, 1, 20_000


class _Off(NamedTuple):
    """A half-hour whose interval does not hold the plan, and the kind that it is of."""

    kind: Steadiness
    half_hour: HalfHourOpinion


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

        def work(_project: Project, results: Results, tells: Tells) -> SecondOpinion:
            return second_opinion(results, days, seed, tells)

        return work

    def show_opinion(self, opinion: SecondOpinion) -> None:
        """Show what was played."""
        t = self.texts
        self.opinion = opinion
        clear(self._pools)
        self.set_foot(
            t(
                "{days} days, seed {seed}: the same seed plays the same days. Handling times are exponential "
                "around each channel's mean of the half-hour; chat and deferred work are not played.",
                days=t.number(opinion.days),
                seed=str(opinion.seed),
            )
        )
        for pool in opinion.pools:
            self._show_pool(pool, is_alone=len(opinion.pools) == 1)

    def _show_pool(self, pool: PoolOpinion, *, is_alone: bool) -> None:
        t, look = self.texts, self.look
        if not is_alone:
            self._pools.addWidget(label(look, pool.name, "strong", wraps=True))
        if not pool.measures:
            self._pools.addWidget(label(look, t("Nobody phones or comes to this pool."), wraps=True))
            return
        measures = _measures_table(look, pool, self._unfold)
        self._pools.addWidget(measures)
        if pool.day_types_played < pool.day_types:
            some = t(
                "{played} of {all} kinds of days were played, the most frequent ones: play more days for all.",
                played=t.number(pool.day_types_played),
                all=t.number(pool.day_types),
            )
            self._pools.addWidget(label(look, some, "small", "warning", wraps=True))
        self._pools.addWidget(label(look, steady_sentence(pool, t), "strong", wraps=True))
        self._pools.addWidget(_kinds_table(look, pool, self._unfold))
        off = _off(pool)
        if off:
            self._pools.addWidget(
                label(look, t("Half-hours in which the plan is not what was played"), "strong", wraps=True)
            )
            self._pools.addWidget(_off_table(look, pool, off, self._unfold))


def _off(pool: PoolOpinion) -> list[_Off]:
    found = [_Off(kind.kind, one) for kind in pool.kinds for one in kind.half_hours if not one.compared.holds]
    return sorted(found, key=lambda one: -abs(one.half_hour.compared.simulated - one.half_hour.compared.plan))


def _measures_table(look: Look, pool: PoolOpinion, unfold: Callable[[str], None]) -> FigureTable:
    t = look.texts

    def of(value: Callable[[Measure], float]) -> Callable[[Measure], Cell]:
        return lambda one: Cell(measure_value(one.name, value(one), t), is_number=True)

    def interval(one: Measure) -> Cell:
        low, high = measure_value(one.name, one.low, t), measure_value(one.name, one.high, t)
        return Cell(t("{low} to {high}", low=low, high=high), is_number=True)

    table = FigureTable(
        look, t("The year, planned and played: {pool}", pool=pool.name),
        (
            FigureColumn("name", t("Over the year"), 220, stretches=True,
                         shows=lambda one: Cell(measure_word(one.name, t, pool.within_s))),
            FigureColumn("plan", t("Plan"), 80, is_number=True, shows=of(lambda one: one.plan),
                         unfolds=lambda one: "service_level" if one.name == "sl_offered" else ""),
            FigureColumn("simulated", t("Played"), 80, is_number=True, shows=of(lambda one: one.simulated)),
            FigureColumn("interval", t("95 % interval"), 140, is_number=True, shows=interval),
            FigureColumn("verdict", t("Plan within it?"), 260,
                         shows=lambda one: _verdict(measure_verdict(one, pool, t), holds=one.holds)),
        ),
        unfold, named=lambda one: one.name,
    )  # fmt: skip
    table.set_rows(pool.measures)
    return table


def _verdict(text: str, *, holds: bool) -> Cell:
    icon = "check-circle-outline" if holds else "alert-outline"
    return Cell(text, icon=icon, icon_tone="ok" if holds else "warning", detail=text)


def _compared_columns(
    look: Look, compared: Callable[[KindOpinion | _Off], Compared]
) -> tuple[FigureColumn, FigureColumn, FigureColumn]:
    t = look.texts

    def share(value: float) -> Cell:
        return Cell(t.percent(value, 1), is_number=True)

    def interval(one: Compared) -> Cell:
        low, high = t.percent(one.low, 1), t.percent(min(1.0, one.high), 1)
        return Cell(t("{low} to {high}", low=low, high=high), is_number=True)

    return (
        FigureColumn("plan", t("Plan"), 72, is_number=True, shows=lambda one: share(compared(one).plan)),
        FigureColumn("simulated", t("Played"), 72, is_number=True,
                     shows=lambda one: share(compared(one).simulated)),
        FigureColumn("interval", t("95 % interval"), 130, is_number=True,
                     shows=lambda one: interval(compared(one))),
    )  # fmt: skip


def _kinds_table(look: Look, pool: PoolOpinion, unfold: Callable[[str], None]) -> FigureTable:
    t = look.texts

    def holding(one: KindOpinion) -> Cell:
        words = t("{n} of {all}", n=t.number(one.holding), all=t.number(len(one.half_hours)))
        return Cell(words if one.half_hours else "–", is_number=True)

    def compared(one: KindOpinion | _Off) -> Compared:
        return one.together if isinstance(one, KindOpinion) else one.half_hour.compared

    table = FigureTable(
        look, t("By kind of half-hour: {pool}", pool=pool.name),
        (
            FigureColumn("kind", t("Half-hours that are"), 190, stretches=True,
                         shows=lambda one: Cell(t(KIND_WORDS[one.kind]), detail=t(REASONS[one.kind]))),
            FigureColumn("contacts", t("Contacts played"), 90, is_number=True,
                         shows=lambda one: Cell(t.number(one.together.contacts), is_number=True)),
            *_compared_columns(look, compared),
            FigureColumn("holding", t("Hold the plan"), 96, is_number=True, shows=holding,),
            FigureColumn("verdict", t("Plan within it?"), 264,
                         shows=lambda one: _verdict(kind_verdict(one, t), holds=one.together.holds)),
        ),
        unfold, named=lambda one: one.kind.value,
    )  # fmt: skip
    table.set_rows(pool.kinds)
    return table


def _off_table(look: Look, pool: PoolOpinion, off: list[_Off], unfold: Callable[[str], None]) -> FigureTable:
    t = look.texts
    weekdays, months = t.weekdays(), t.months

    def compared(one: KindOpinion | _Off) -> Compared:
        return one.together if isinstance(one, KindOpinion) else one.half_hour.compared

    def months_of(one: _Off) -> Cell:
        return Cell(", ".join(months[at - 1][:3] for at in one.half_hour.months))

    table = FigureTable(
        look, t("Half-hours in which the plan is not what was played: {pool}", pool=pool.name),
        (
            FigureColumn("day", t("Weekday"), 90, shows=lambda one: Cell(weekdays[one.half_hour.weekday])),
            FigureColumn("from", t("From"), 60, shows=lambda one: Cell(clock(one.half_hour.half_hour)),
                         unfolds=lambda one: half_hour_key(pool.pool, one.half_hour)),
            *_compared_columns(look, compared),
            FigureColumn("why", t("Why"), 320, stretches=True,
                         shows=lambda one: _reason_cell(one, look)),
            FigureColumn("months", t("In"), 120, shows=months_of),
        ),
        unfold, named=lambda one: (one.half_hour.weekday, one.half_hour.half_hour, one.kind), most=8,
    )  # fmt: skip
    table.set_rows(off)
    return table


def _reason_cell(one: _Off, look: Look) -> Cell:
    t = look.texts
    if one.kind is Steadiness.STEADY:
        text = t("Steady: by chance, as one interval in twenty is.")
    else:
        text = t(REASONS[one.kind])
    return Cell(text, detail=text)


def half_hour_key(pool: str, one: HalfHourOpinion) -> str:
    """Return what explains the half-hour in the first of its months."""
    return f"half_hour:{pool}:{one.months[0]}-{one.weekday}-{one.half_hour}"


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
