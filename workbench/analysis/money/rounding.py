"""The three roundings of money, in one place, so that every figure is rounded once and sums are exact.

Quantities (hours, full-time positions, cases) to 1e-6 before they meet money; each line to the hundredth,
half away from zero; totals that are divided by largest remainder. A spreadsheet reaches the same
hundredths with ROUND and INT, because nothing else is ever rounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from workbench.analysis.results import Portion

HUNDREDTH = Decimal("0.01")
TENTH = Decimal("0.1")
_MILLIONTH = Decimal("0.000001")
_REMAINDER = Decimal("0.0001")
_ONE = Decimal(1)


def decimal_of(value: float | Decimal) -> Decimal:
    """Return ``value`` as people read it: 0.4453, not the binary fraction beside it."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def quantity(value: float | Decimal) -> Decimal:
    """Return hours, positions or a count rounded to 1e-6, half away from zero. ROUND(value; 6)."""
    return decimal_of(value).quantize(_MILLIONTH, ROUND_HALF_UP)


def line_amount(value: Decimal) -> Decimal:
    """Return a line rounded once to the hundredth, half away from zero. ROUND(value; 2)."""
    return value.quantize(HUNDREDTH, ROUND_HALF_UP)


def whole_steps(value: Decimal, step: Decimal) -> Decimal:
    """Return ``value`` rounded up to a multiple of ``step`` (> 0). ROUNDUP(value / step; 0) * step."""
    return (value / step).to_integral_value(ROUND_CEILING) * step


def divided(total: Decimal, weights: Mapping[str, Decimal], unit: Decimal = HUNDREDTH) -> dict[str, Portion]:
    """Divide ``total`` (a multiple of ``unit``) in proportion to ``weights`` (>= 0), exactly.

    Without any weight above 0 nobody gets anything: the portions are then 0 and do not add up to
    ``total``, and the caller has to say who else bears it.
    """
    in_all = sum(weights.values(), Decimal(0))
    if not in_all:
        return largest_remainder(Decimal(0), dict.fromkeys(weights, Decimal(0)), unit)
    return largest_remainder(total, {party: total * w / in_all for party, w in weights.items()}, unit)


def largest_remainder(
    total: Decimal, exact: Mapping[str, Decimal], unit: Decimal = HUNDREDTH
) -> dict[str, Portion]:
    """Round the ``exact`` amounts, which add up to ``total``, to ``unit`` so that they still do.

    In a sheet, with ``total`` in units and ``order`` the party's place by id:
    exact = ROUND(total * weight / SUM(weight); 4), whole = INT(exact), remainder = ROUND(exact - whole; 4),
    rank = 1 + SUMPRODUCT((remainders > remainder) + (remainders = remainder) * (orders < order)),
    amount = (whole + (rank <= ROUND(total - SUM(whole); 0))) * unit.
    The 4 decimals are what decimal and binary arithmetic agree on up to 100 million; they make equal
    remainders equal, so that ties go by id in both. Holds for fewer than 10 000 parties.
    """
    order = {party: place for place, party in enumerate(sorted(exact), start=1)}
    in_units = {party: (x / unit).quantize(_REMAINDER, ROUND_HALF_UP) for party, x in exact.items()}
    whole = {party: x.to_integral_value(ROUND_FLOOR) for party, x in in_units.items()}
    ranked = sorted(exact, key=lambda party: (whole[party] - in_units[party], order[party]))
    left = int(total / unit - sum(whole.values()))
    rank = {party: place for place, party in enumerate(ranked, start=1)}
    return {
        party: Portion(
            party=party,
            exact=in_units[party],
            whole=whole[party],
            remainder=in_units[party] - whole[party],
            tie_order=order[party],
            rank=rank[party],
            amount=(whole[party] + (_ONE if rank[party] <= left else 0)) * unit,
        )
        for party in exact
    }
