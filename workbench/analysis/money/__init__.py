"""From staffing and demand to money: cost lines, who bears them, prices, ways of paying, net effect.

Decimals throughout; each line is rounded once and totals add rounded lines (see :mod:`.rounding`).
"""

from workbench.analysis.money.capital import capital_years
from workbench.analysis.money.core import core_test, stand_alone_cost
from workbench.analysis.money.lines import Drivers, costs, drivers, item_line
from workbench.analysis.money.price_list import PriceList, prices
from workbench.analysis.money.release_value import release_values
from workbench.analysis.money.rounding import divided, largest_remainder, line_amount, quantity
from workbench.analysis.money.sharing import allocation, productive_minutes
from workbench.analysis.money.ways_to_pay import VOLUME_FACTORS, Replan, cost_as_planned, financing
from workbench.analysis.money.yearly_effect import NET_EFFECT_YEARS, net_effect, one_off_amounts

__all__ = [
    "NET_EFFECT_YEARS",
    "VOLUME_FACTORS",
    "Drivers",
    "PriceList",
    "Replan",
    "allocation",
    "capital_years",
    "core_test",
    "cost_as_planned",
    "costs",
    "divided",
    "drivers",
    "financing",
    "item_line",
    "largest_remainder",
    "line_amount",
    "net_effect",
    "one_off_amounts",
    "prices",
    "productive_minutes",
    "quantity",
    "release_values",
    "stand_alone_cost",
]
