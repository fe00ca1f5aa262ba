"""The tables of a queue that was played: the year, kinds of half-hours, and the half-hours that differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from workbench.analysis.as_json import clock
from workbench.analysis.second_opinion.measures import Measure
from workbench.analysis.second_opinion.played import PoolOpinion, QueueOpinion
from workbench.analysis.second_opinion.queue_plans import QueueName
from workbench.analysis.second_opinion.steadiness import (
    KIND_WORDS,
    REASONS,
    Compared,
    HalfHourOpinion,
    KindOpinion,
    Steadiness,
)
from workbench.ui.look import Look
from workbench.ui.pages.staffing.checked_words import (
    kind_verdict,
    measure_value,
    measure_verdict,
    measure_word,
    named,
)
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable


class Off(NamedTuple):
    """A half-hour whose interval does not hold the plan, and the kind that it is of."""

    kind: Steadiness
    half_hour: HalfHourOpinion


def off(queue: QueueOpinion) -> list[Off]:
    """Return the half-hours that do not hold the plan, the furthest from it first."""
    found = [Off(kind.kind, one) for kind in queue.kinds for one in kind.half_hours if not one.compared.holds]
    return sorted(found, key=lambda one: -abs(one.half_hour.compared.simulated - one.half_hour.compared.plan))


def measures_table(
    look: Look, pool: PoolOpinion, queue: QueueOpinion, unfold: Callable[[str], None]
) -> FigureTable:
    """Return the year, planned and played."""
    t = look.texts

    is_calls = queue.queue is QueueName.CALLS

    def of(value: Callable[[Measure], float]) -> Callable[[Measure], Cell]:
        return lambda one: Cell(measure_value(one.name, value(one), t), is_number=True)

    def interval(one: Measure) -> Cell:
        low, high = measure_value(one.name, one.low, t), measure_value(one.name, one.high, t)
        return Cell(t("{low} to {high}", low=low, high=high), is_number=True)

    table = FigureTable(
        look, t("The year, planned and played: {pool}", pool=named(pool, queue, t)),
        (
            FigureColumn("name", t("Over the year"), 220, stretches=True,
                         shows=lambda one: Cell(measure_word(one.name, t, queue))),
            FigureColumn("plan", t("Plan"), 80, is_number=True, shows=of(lambda one: one.plan),
                         unfolds=lambda one: "service_level" if one.name == "sl_offered" and is_calls else ""),
            FigureColumn("simulated", t("Played"), 80, is_number=True, shows=of(lambda one: one.simulated)),
            FigureColumn("interval", t("95 % interval"), 140, is_number=True, shows=interval),
            FigureColumn("verdict", t("Plan within it?"), 260,
                         shows=lambda one: verdict_cell(measure_verdict(one, queue, t), holds=one.holds)),
        ),
        unfold, named=lambda one: one.name,
    )  # fmt: skip
    table.set_rows(queue.measures)
    return table


def verdict_cell(text: str, *, holds: bool) -> Cell:
    """Return a verdict with its sign."""
    icon = "check-circle-outline" if holds else "alert-outline"
    return Cell(text, icon=icon, icon_tone="ok" if holds else "warning", detail=text)


def _compared_columns(
    look: Look, compared: Callable[[KindOpinion | Off], Compared]
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
        FigureColumn("interval", t("95 % interval"), 146, is_number=True,
                     shows=lambda one: interval(compared(one))),
    )  # fmt: skip


def kinds_table(
    look: Look, pool: PoolOpinion, queue: QueueOpinion, unfold: Callable[[str], None]
) -> FigureTable:
    """Return the kinds of half-hours, planned and played."""
    t = look.texts

    def holding(one: KindOpinion) -> Cell:
        words = t("{n} of {all}", n=t.number(one.holding), all=t.number(len(one.half_hours)))
        return Cell(words if one.half_hours else "–", is_number=True)

    def compared(one: KindOpinion | Off) -> Compared:
        return one.together if isinstance(one, KindOpinion) else one.half_hour.compared

    table = FigureTable(
        look, t("By kind of half-hour: {pool}", pool=named(pool, queue, t)),
        (
            FigureColumn("kind", t("Half-hours that are"), 160, stretches=True,
                         shows=lambda one: Cell(t(KIND_WORDS[one.kind]), detail=t(REASONS[one.kind]))),
            FigureColumn("contacts", t("Contacts"), 84, is_number=True,
                         shows=lambda one: Cell(t.number(one.together.contacts), is_number=True)),
            *_compared_columns(look, compared),
            FigureColumn("holding", t("Hold the plan"), 96, is_number=True, shows=holding,),
            FigureColumn("verdict", t("Plan within it?"), 236,
                         shows=lambda one: verdict_cell(kind_verdict(one, t), holds=one.together.holds)),
        ),
        unfold, named=lambda one: one.kind.value,
    )  # fmt: skip
    table.set_rows(queue.kinds)
    return table


def off_table(
    look: Look, pool: PoolOpinion, queue: QueueOpinion, rows: list[Off], unfold: Callable[[str], None]
) -> FigureTable:
    """Return the half-hours that :func:`off` found."""
    t = look.texts
    weekdays, months = t.weekdays(), t.months

    def compared(one: KindOpinion | Off) -> Compared:
        return one.together if isinstance(one, KindOpinion) else one.half_hour.compared

    def months_of(one: Off) -> Cell:
        return Cell(", ".join(months[at - 1][:3] for at in one.half_hour.months))

    table = FigureTable(
        look, t("Half-hours in which the plan is not what was played: {pool}", pool=named(pool, queue, t)),
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
    table.set_rows(rows)
    return table


def _reason_cell(one: Off, look: Look) -> Cell:
    t = look.texts
    if one.kind is Steadiness.STEADY:
        text = t("Steady: by chance, as one interval in twenty is.")
    else:
        text = t(REASONS[one.kind])
    return Cell(text, detail=text)


def half_hour_key(pool: str, one: HalfHourOpinion) -> str:
    """Return what explains the half-hour in the first of its months."""
    return f"half_hour:{pool}:{one.months[0]}-{one.weekday}-{one.half_hour}"
