"""Which prices are shown, in which order: places in the price list, so that nobody makes ten thousand values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from workbench.analysis.results import Results
from workbench.capture.folding import fold
from workbench.model.case_types import CaseType
from workbench.model.project import Project

if TYPE_CHECKING:  # loads numpy, which the window does not wait for
    from workbench.analysis.money import PriceList


@dataclass
class Names:
    """Names of case types and departments, read again only when those are others."""

    case_types: tuple[CaseType, ...] = ()
    of_case_type: dict[str, str] | None = None
    folded: dict[str, str] | None = None

    def update(self, project: Project) -> None:
        """Know the names of ``project``."""
        if self.of_case_type is None or project.case_types is not self.case_types:
            self.case_types = project.case_types
            self.of_case_type = {one.id: one.name for one in project.case_types}
            self.folded = None

    def name(self, case_type: str) -> str:
        """Return the case type's name."""
        return (self.of_case_type or {}).get(case_type, case_type)

    def key(self, case_type: str) -> str:
        """Return the name as it is searched and sorted."""
        if self.folded is None:
            self.folded = {one: fold(name) for one, name in (self.of_case_type or {}).items()}
        return self.folded.get(case_type, case_type)


def shown_places(
    results: Results, names: Names, department: str | None, words: str, sort: str, *, is_down: bool
) -> list[int]:
    """Return the places in ``results.prices`` of what belongs to ``department`` and contains ``words``, sorted.

    ``sort``: "", a column's key ("case_type", "department", "channel", or a figure); "" is the list's own order.
    """
    prices = results.prices
    work, rows = prices.work, prices.rows
    of_case_type: list[int] = work.case_type[rows].tolist()
    places: Sequence[int] = range(len(rows))
    if department is not None:
        wanted = work.departments.index(department) if department in work.departments else -1
        places = list(compress(places, (work.department[rows] == wanted).tolist()))
    if words.strip():
        parts = fold(words).split()
        fits = [all(part in names.key(one.case_type) for part in parts) for one in work.case_types]
        places = [at for at in places if fits[of_case_type[at]]]
    if not sort:
        return list(places)
    keys: Sequence[object]
    if sort == "case_type":
        by_type = [names.key(one.case_type) for one in work.case_types]
        keys = [by_type[n] for n in of_case_type]
    elif sort == "department":
        keys = work.department[rows].tolist()
    elif sort == "channel":
        keys = [work.channels[row] for row in rows.tolist()]
    else:
        keys = _figures(prices, sort)
    return sorted(places, key=keys.__getitem__, reverse=is_down)  # type: ignore[arg-type]


def _figures(prices: PriceList, sort: str) -> Sequence[object]:
    contacts = prices.work.contacts_millionths[prices.rows]
    minutes = prices.work.hours_millionths[prices.rows] / contacts
    figures = {
        "contacts": contacts,
        "minutes": minutes,
        "variable": prices.variable_hundredths,
        "fixed": prices.fixed_hundredths,
        "price": prices.variable_hundredths + prices.fixed_hundredths,
    }
    found: list[object] = figures[sort].tolist()
    return found
