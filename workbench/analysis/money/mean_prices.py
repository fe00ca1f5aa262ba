"""What a contact of a case type costs on average over its channels: few enough figures to be seen at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.money.price_list import PriceList
from workbench.analysis.results import Floats, Ints

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
    variable = contacts * prices.variable_hundredths[chosen] / 100
    fixed = contacts * prices.fixed_hundredths[chosen] / 100
    costs = np.bincount(case_type, variable + fixed)
    numbers = np.unique(case_type)
    by_cost = numbers[np.argsort(-costs[numbers], kind="stable")]
    most = MOST if len(by_cost) > MOST + 1 else len(by_cost)  # nobody is the rest alone
    groups = [by_cost[at : at + 1] for at in range(most)]
    means = [_mean(group, chosen, case_type, contacts, variable, fixed) for group in groups]
    means.sort(key=lambda one: -one.price)
    if len(by_cost) > most:
        means.append(_mean(by_cost[most:], chosen, case_type, contacts, variable, fixed))
    return tuple(means)


def _mean(
    numbers: Ints, places: Ints, case_type: Ints, contacts: Floats, variable: Floats, fixed: Floats
) -> MeanPrice:
    mine = np.isin(case_type, numbers)
    n = float(contacts[mine].sum())
    return MeanPrice(
        numbers=tuple(numbers.tolist()),
        contacts=n,
        variable=float(variable[mine].sum()) / n,
        fixed=float(fixed[mine].sum()) / n,
        place=int(places[mine][np.argmax(contacts[mine])]),
    )
