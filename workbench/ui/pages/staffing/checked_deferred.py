"""Deferred work as it was played: the year beside the plan, and what waits at the end of each month."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workbench.analysis.second_opinion.deferred_opinion import DeferredOpinion
from workbench.analysis.second_opinion.measures import Measure
from workbench.analysis.second_opinion.played import PoolOpinion
from workbench.locale import Texts
from workbench.ui.look import Look
from workbench.ui.pages.staffing.checked_tables import verdict_cell
from workbench.ui.widgets.cell import Cell
from workbench.ui.widgets.figure_table import FigureColumn, FigureTable

_LEAST_HOURS = 0.05
_MORE_IS_WORSE = ("deferred_oldest", "waiting")


def deferred_table(
    look: Look, pool: PoolOpinion, deferred: DeferredOpinion, unfold: Callable[[str], None]
) -> FigureTable:
    """Return the year of deferred work, planned and played."""
    t = look.texts
    table = FigureTable(
        look, t("The year, planned and played: {pool}", pool=f"{pool.name}, {t('Deferred work')}"),
        (
            FigureColumn("name", t("Over the year"), 220, stretches=True,
                         shows=lambda one: Cell(deferred_word(one.name, t))),
            *_columns(look, lambda one: one, lambda _one: f"deferred:{pool.pool}"),
        ),
        unfold, named=lambda one: one.name,
    )  # fmt: skip
    table.set_rows(deferred.measures)
    return table


def months_table(
    look: Look, pool: PoolOpinion, deferred: DeferredOpinion, unfold: Callable[[str], None]
) -> FigureTable:
    """Return the hours that wait at the end of each month, planned and played, where anything does."""
    t = look.texts
    table = FigureTable(
        look, t("Hours that wait at the end of the month: {pool}", pool=pool.name),
        (
            FigureColumn("month", t("Hours that wait at the end of"), 220, stretches=True,
                         shows=lambda one: Cell(t.months[one[0] - 1])),
            *_columns(look, lambda one: one[1], lambda _one: ""),
        ),
        unfold, named=lambda one: one[0], most=12,
    )  # fmt: skip
    table.set_rows(waiting_months(deferred))
    return table


def waiting_months(deferred: DeferredOpinion) -> list[tuple[int, Measure]]:
    """Return the months at whose end work waits, in the plan or as played."""
    return [
        (month, one)
        for month, one in deferred.months
        if max(one.plan, one.simulated) >= _LEAST_HOURS or not one.holds
    ]


def _columns(
    look: Look, measure: Callable[[Any], Measure], unfolds: Callable[[Any], str]
) -> tuple[FigureColumn, ...]:
    t = look.texts

    def value(one: Measure, figure: float) -> str:
        return deferred_value(one.name, figure, t)

    def interval(one: Measure) -> Cell:
        words = t("{low} to {high}", low=value(one, one.low), high=value(one, one.high))
        return Cell(words, is_number=True)

    def plan(row: Any) -> Cell:
        return Cell(value(measure(row), measure(row).plan), is_number=True)

    def played(row: Any) -> Cell:
        return Cell(value(measure(row), measure(row).simulated), is_number=True)

    return (
        FigureColumn("plan", t("Plan"), 80, is_number=True, shows=plan, unfolds=unfolds),
        FigureColumn("simulated", t("Played"), 80, is_number=True, shows=played),
        FigureColumn("interval", t("95 % interval"), 152, is_number=True,
                     shows=lambda one: interval(measure(one))),
        FigureColumn("verdict", t("Plan within it?"), 260,
                     shows=lambda one: verdict_cell(
                         deferred_verdict(measure(one), t), holds=measure(one).holds)),
    )  # fmt: skip


def deferred_word(name: str, texts: Texts) -> str:
    """Return what a measure of deferred work is called."""
    return {
        "deferred_in_time": texts("Done in time, of what came in"),
        "deferred_between": texts("Done between contacts, hours a year"),
        "deferred_own": texts("Done by people of its own, hours a year"),
        "deferred_oldest": texts("Evenings that the oldest work waits"),
    }[name]


def deferred_value(name: str, value: float, texts: Texts) -> str:
    """Return a measure's figure, with its decimals."""
    if name == "deferred_in_time":
        return texts.percent(value, 1)
    return texts.number(value, 1 if name in _MORE_IS_WORSE else 0)


def deferred_verdict(one: Measure, texts: Texts) -> str:
    """Return whether the plan lies within what was played, and which way not."""
    if one.holds:
        return texts("inside")
    if one.name in ("deferred_between", "deferred_own"):
        return texts("outside")
    is_worse = (one.simulated > one.plan) == (one.name in _MORE_IS_WORSE)
    return (
        texts("outside: the plan promises too much")
        if is_worse
        else texts("outside: the plan is too careful")
    )


def months_sentence(deferred: DeferredOpinion, texts: Texts) -> str:
    """Return in how many months the plan holds, and where it does not, why."""
    holding, n = sum(one.holds for _, one in deferred.months), len(deferred.months)
    said = texts(
        "{years} years played: {holding} of {n} months end with as much work waiting as planned.",
        years=texts.number(deferred.years),
        holding=texts.number(holding),
        n=texts.number(n),
    )
    if holding == n and all(one.holds for one in deferred.measures):
        return said
    why = texts(
        "The plan takes work to come evenly and contacts to leave the same time in every such half-hour; "
        "played, both vary."
    )
    return f"{said} {why}"
