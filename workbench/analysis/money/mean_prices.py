"""What a contact of a case type costs on average over its channels: few enough figures to be seen at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.money.price_list import PriceList
from workbench.analysis.results import Ints

MOST = 20
"""How many case types stand for themselves."""


@dataclass(frozen=True)
class MeanPrice:
    """The mean of some case types' prices, each counted by its contacts a year: ``variable`` + ``fixed`` = price.

    ``numbers`` are the case types' places in the work's. ``place`` is that of the price with the most contacts.
    """

    numbers: tuple[int, ...]
    contacts: float
    variable: float
    fixed: float
    place: int

    @property
    def price(self) -> float:
        """What a contact costs."""
        return self.variable + self.fixed


def mean_prices(prices: PriceList, places: Sequence[int] | None = None) -> tuple[MeanPrice, ...]:
    """Return a mean for each of the :data:`MOST` case types that cost most in a year, the dearest contact first.

    ``places`` are those in the price list that count (None: all). What is left is one mean, the last.
    """
    chosen = np.arange(len(prices)) if places is None else np.array(places, np.int64)
    if not len(chosen):
        return ()
    work = prices.work
    rows = prices.rows[chosen]
    case_type = work.case_type[rows]
    contacts = work.contacts_millionths[rows] / 1e6
    paid = (prices.variable_hundredths[chosen] / 100, prices.fixed_hundredths[chosen] / 100)
    sums = [np.bincount(case_type, contacts * part) for part in (*paid, np.ones(len(chosen)))]
    numbers = np.flatnonzero(sums[2])
    by_cost = numbers[np.argsort(-(sums[0] + sums[1])[numbers], kind="stable")]
    most = MOST if len(by_cost) > MOST + 1 else len(by_cost)  # nobody is the rest alone

    def mean(group: Ints) -> MeanPrice:
        variable, fixed, n = (float(one[group].sum()) for one in sums)
        mine = np.flatnonzero(case_type == group[0] if len(group) == 1 else np.isin(case_type, group))
        place = int(chosen[mine[np.argmax(contacts[mine])]])
        return MeanPrice(tuple(group.tolist()), n, variable / n, fixed / n, place)

    means = sorted((mean(by_cost[at : at + 1]) for at in range(most)), key=lambda one: -one.price)
    return (*means, mean(by_cost[most:])) if len(by_cost) > most else tuple(means)
