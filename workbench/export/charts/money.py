"""What it costs, who carries it and when it pays off, as charts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from workbench.analysis.results import DepartmentAmount, NetEffect, Results
from workbench.analysis.words import word
from workbench.export.charts.values import BarChart, RowChart, Series
from workbench.locale import Texts
from workbench.model.costs import CostCategory, CostPhase

Names = Mapping[str, str]
"""Departments' names by id."""
_THOUSAND = Decimal(1000)


def yearly_cost_chart(results: Results, texts: Texts) -> RowChart:
    """Return the yearly cost by category, in thousands; categories without any are left out."""
    found = [(one, results.costs.budget.get((one, CostPhase.OPERATION), Decimal(0))) for one in CostCategory]
    shown = [(one, amount) for one, amount in found if amount]
    return RowChart(
        title=texts("Yearly cost by category"),
        unit=thousands(results, texts),
        label_head=texts("Category"),
        labels=tuple(texts.message(word(one)) for one, _ in shown),
        series=(Series("", tuple(thousand(amount) for _, amount in shown)),),
    )


def allocation_chart(
    results: Results, shown: Sequence[DepartmentAmount], names: Names, texts: Texts
) -> RowChart:
    """Return what departments carry, in thousands: what they use, idle capacity, and items of their own."""
    parts = (
        Series(texts("used"), tuple(thousand(one.used) for one in shown)),
        Series(texts("idle capacity"), tuple(thousand(one.readiness) for one in shown), "second"),
        Series(texts("own items"), tuple(thousand(one.direct) for one in shown), "addition"),
    )
    return RowChart(
        title=texts("Who carries the yearly cost"),
        unit=thousands(results, texts),
        label_head=texts("Department"),
        labels=tuple(names.get(one.department, one.department) for one in shown),
        series=tuple(one for at, one in enumerate(parts) if not at or any(one.values)),
    )


def net_effect_chart(results: Results, shown: Sequence[NetEffect], title: str, texts: Texts) -> BarChart:
    """Return releases less payments by year and cumulated, in thousands, of all the departments in ``shown``."""
    years = sorted({one.year for one in shown})
    difference = [sum(one.difference for one in shown if one.year == year) for year in years]
    cumulated = [sum(one.cumulated for one in shown if one.year == year) for year in years]
    return BarChart(
        title=title,
        unit=thousands(results, texts),
        label_head=texts("Year"),
        labels=tuple(str(year) for year in years),
        series=(
            Series(texts("the year"), tuple(thousand(Decimal(one)) for one in difference), "second"),
            Series(texts("cumulated"), tuple(thousand(Decimal(one)) for one in cumulated)),
        ),
        is_beside=True,
    )


def last_year_chart(results: Results, names: Names, texts: Texts) -> RowChart:
    """Return what departments have won or lost when the last year ends, in thousands."""
    last = max((one.year for one in results.net_effect), default=0)
    shown = [one for one in results.net_effect if one.year == last]
    return RowChart(
        title=texts("Net effect by department, cumulated to {year}", year=str(last)),
        unit=thousands(results, texts),
        label_head=texts("Department"),
        labels=tuple(names.get(one.department, one.department) for one in shown),
        series=(Series("", tuple(thousand(one.cumulated) for one in shown)),),
    )


def thousands(results: Results, texts: Texts) -> str:
    """Return the unit of amounts in thousands."""
    return texts("thousand {currency}", currency=results.costs.currency)


def thousand(amount: Decimal) -> float:
    """Return an amount in thousands, as charts show it."""
    return float(amount / _THOUSAND)
