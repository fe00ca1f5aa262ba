"""What an agreement means to one department, as charts: what moves, who is relieved, what another volume costs it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from workbench.analysis.results import BalanceRow, Financing, Released, Results
from workbench.export.charts.money import thousand, thousands
from workbench.export.charts.values import RowChart, Series
from workbench.export.lookup import Source
from workbench.export.palette import level_word
from workbench.locale import Texts

_MOST_UNITS = 4
"""More units than these make a row together, those with the fewest hours."""


def level_chart(rows: Sequence[BalanceRow], texts: Texts) -> RowChart:
    """Return today's hours by level, as they will be; ``rows`` are those of ``analysis.people.release.by_level``."""
    shown = [at for at in (*range(1, len(rows)), 0) if rows[at].work_today > 0]
    return _stacked(
        title=texts("What moves, by level"),
        labels=[_level(at, texts("Follow-ups"), texts) for at in shown],
        label_head=texts("Level"),
        unit=texts("hours a year"),
        total_name=texts("Sum"),
        series=(
            Series(texts("moves"), tuple(rows[at].taken for at in shown)),
            Series(texts("stays"), tuple(rows[at].staying for at in shown), "second"),
            Series(texts("falls away"), tuple(rows[at].dropped for at in shown), "addition"),
        ),
    )


def served_chart(rows: Sequence[BalanceRow], texts: Texts) -> RowChart:
    """Return the hours in customer service by level: what may be known of them outside the house."""
    shown = [at for at in (*range(1, len(rows)), 0) if rows[at].done > 0]
    return RowChart(
        title=texts("Work by level"),
        unit=texts("hours a year"),
        label_head=texts("Level"),
        labels=tuple(_level(at, texts("Follow-ups, wrap-up, triage"), texts) for at in shown),
        series=(Series("", tuple(rows[at].done for at in shown)),),
    )


def _level(level: int, otherwise: str, texts: Texts) -> str:
    return f"{level} {level_word(level, texts)}" if level else otherwise


def released_chart(source: Source, department: str) -> RowChart:
    """Return the hours that a department's units are relieved of, and what becomes of them."""
    texts = source.texts
    by_unit: dict[str, list[Released]] = {}
    for one in source.results.release.released:
        if one.department == department and one.hours > 0:
            by_unit.setdefault(source.unit_name(one.unit, "–"), []).append(one)
    names = sorted(by_unit, key=lambda name: -sum(one.hours for one in by_unit[name]))
    groups = [(name, by_unit[name]) for name in names]
    if len(groups) > _MOST_UNITS:
        rest = groups[_MOST_UNITS - 1 :]
        others = texts("{n} more units", n=texts.number(len(rest)))
        groups = [*groups[: _MOST_UNITS - 1], (others, [one for _, some in rest for one in some])]
    per_fte = source.results.staffing.hours_per_fte
    moved = [sum(one.hours_in_positions for one in some) for _, some in groups]
    realisable = [sum(one.fte_realisable for one in some) * per_fte for _, some in groups]
    hours = [sum(one.hours for one in some) for _, some in groups]
    left = [max(0.0, all_ - a - b) for all_, a, b in zip(hours, moved, realisable, strict=True)]
    return _stacked(
        title=texts("Hours released, by unit"),
        labels=[name for name, _ in groups],
        label_head=texts("Unit"),
        unit=texts("hours a year"),
        total_name=texts("Sum"),
        series=(
            Series(texts("in positions"), tuple(moved)),
            Series(texts("realisable"), tuple(realisable), "second"),
            Series(texts("the rest"), tuple(left), "addition"),
        ),
    )


def volume_effect_chart(results: Results, department: str, texts: Texts) -> RowChart:
    """Return what a department pays at 20 % less and more than planned, by the chosen financing, in thousands."""
    model = next((one.model for one in results.net_effect if one.department == department), "")
    found: dict[Decimal, Financing] = {
        one.volume_factor: one for one in results.financing if one.model == model
    }
    labels = {
        Decimal("0.8"): texts("20 % less"),
        Decimal(1): texts("As planned"),
        Decimal("1.2"): texts("20 % more"),
    }
    shown = [found[factor] for factor in labels if factor in found]
    fixed = tuple(thousand(one.fixed_part.get(department, Decimal(0))) for one in shown)
    variable = tuple(thousand(one.variable_part.get(department, Decimal(0))) for one in shown)
    return _stacked(
        title=texts("What another volume costs"),
        labels=[labels[one.volume_factor] for one in shown],
        label_head=texts("Volume"),
        unit=thousands(results, texts),
        total_name=texts("Pays"),
        series=(Series(texts("Fixed"), fixed), Series(texts("Variable"), variable, "second")),
    )


def _stacked(
    title: str, labels: Sequence[str], label_head: str, unit: str, total_name: str, series: tuple[Series, ...]
) -> RowChart:
    """Return lying bars without the series that are nought everywhere; one that is left needs no sum beside it."""
    some = tuple(one for one in series if any(one.values)) or series[:1]
    return RowChart(
        title=title,
        unit=unit,
        label_head=label_head,
        labels=tuple(labels),
        series=some,
        total_name=total_name if len(some) > 1 else "",
    )
