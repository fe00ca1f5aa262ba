"""The price list as a chart: what a contact costs, of the case types that cost most, and what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from workbench.analysis.results import Results
from workbench.export.charts.values import RowChart, Series
from workbench.locale import Texts

if TYPE_CHECKING:  # loads numpy, which the window does not wait for
    from workbench.analysis.money.mean_prices import MeanPrice


def shown_prices(results: Results, places: Sequence[int] | None = None) -> tuple[MeanPrice, ...]:
    """Return the means that the chart shows, of the prices at ``places`` of the list (None: all)."""
    from workbench.analysis.money.mean_prices import mean_prices

    prices = results.prices
    return mean_prices(prices, places)


def prices_chart(
    results: Results, shown: Sequence[MeanPrice], name: Callable[[str], str], texts: Texts
) -> RowChart:
    """Return ``shown`` as stacked bars; ``name`` gives a case type's name by its id."""
    prices = results.prices
    labels = [name(prices.work.case_types[one.numbers[0]].case_type) for one in shown]
    remark = texts("Means of all channels, by contacts.")
    if shown and len(shown[-1].numbers) > 1:
        others = len(shown[-1].numbers)
        labels[-1] = texts.plural("{n} other case type", "{n} other case types", others)
        remark = texts("The case types that cost most in a year. Means of all channels, by contacts.")
    return RowChart(
        title=texts("Price per contact"),
        unit=texts("{currency} per contact", currency=results.costs.currency),
        source=remark,
        decimals=2,
        label_head=texts("Case type"),
        labels=tuple(labels),
        series=(
            Series(texts("Variable"), tuple(one.variable for one in shown)),
            Series(texts("Fixed"), tuple(one.fixed for one in shown), "second"),
        ),
        total_name=texts("Price"),
    )
