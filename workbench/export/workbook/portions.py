"""Dividing a total so that the parts add up to it: largest remainder as formulas, equal remainders by order.

The recipe is that of :mod:`workbench.analysis.money.rounding`: exact parts in units, whole units first, and
what is left goes to the largest remainders.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.results import Portion
from workbench.export.workbook.book import Cell, Sheet, span


@dataclass(frozen=True)
class Parties:
    """Who shares: ids, names, and the number column's value; "" is the centre and has no number."""

    ids: tuple[str, ...]
    names: tuple[str, ...]


def portions_block(
    sheet: Sheet,
    row: int,
    parties: Parties,
    exact: Sequence[str],
    total: str,
    units: str,
    portions: Mapping[str, Portion],
    number_format: str = "money",
) -> tuple[Cell, ...]:
    """Write a head row and a row per party; return what each gets.

    ``exact`` are formulas of the exact parts and ``total`` that of the total, all in units; ``units`` names
    how many units make one of what is divided.
    """
    texts = sheet.book.texts
    titles = (
        texts("Party"),
        texts("Exact part, in units"),
        texts("Whole units"),
        texts("Remainder"),
        texts("Order among equals"),
        texts("Rank"),
        texts("Part"),
    )
    sheet.heads(row, titles)
    first = row + 1
    order = {party: n for n, party in enumerate(sorted(parties.ids), start=1)}
    wholes, remainders, orders = [], [], []
    for n, (party, name) in enumerate(zip(parties.ids, parties.names, strict=True)):
        at, found = first + n, portions[party]
        sheet.text(at, 0, name)
        share = sheet.formula(at, 1, f"ROUND({exact[n]},remainder_decimals)", found.exact, "precise")
        wholes.append(sheet.formula(at, 2, f"INT({share})", found.whole, "whole"))
        formula = f"ROUND({share}-{wholes[n]},remainder_decimals)"
        remainders.append(sheet.formula(at, 3, formula, found.remainder, "precise"))
        orders.append(sheet.constant(at, 4, order[party], "year"))
    if not wholes:
        return ()
    rest, places, whole = (span(cells[0], cells[-1]) for cells in (remainders, orders, wholes))
    found_parts = []
    for n, party in enumerate(parties.ids):
        at, found = first + n, portions[party]
        mine = f"({rest}>{remainders[n]})+({rest}={remainders[n]})*({places}<{orders[n]})"
        rank = sheet.formula(at, 5, f"1+SUMPRODUCT({mine})", found.rank, "year")
        one_more = f"IF({rank}<=ROUND({total}-SUM({whole}),0),1,0)"
        found_parts.append(
            sheet.formula(at, 6, f"({wholes[n]}+{one_more})/{units}", found.amount, number_format)
        )
    end = first + len(found_parts)
    sheet.text(end, 0, texts("Together"), "total")
    for column in range(1, 6):
        sheet.text(end, column, "", "total")
    sheet.sum(end, 6, found_parts, number_format)
    return tuple(found_parts)
