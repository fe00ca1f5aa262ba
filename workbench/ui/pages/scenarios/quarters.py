"""Quarters as lines of a table: each opens into what it means for every department."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.locale import Texts
from workbench.ui.widgets.figures import written

if TYPE_CHECKING:
    from workbench.analysis.scenarios.waves import Quarter, QuarterOf


@dataclass(frozen=True)
class QuarterLine:
    """A quarter (``of`` None), or a department in it. What is not counted per department is empty there."""

    quarter: Quarter
    of: QuarterOf | None = None
    name: str = ""
    is_open: bool | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells the line from the others."""
        return (self.opens, self.of.department if self.of is not None else "")

    @property
    def opens(self) -> str:
        """What Enter opens or folds: the quarter."""
        return self.quarter.starts_on.isoformat()

    def case_types(self, t: Texts) -> str:
        """Return how many case types have moved by then."""
        return t.number(self.quarter.case_types) if self.of is None else ""

    def contacts(self, t: Texts) -> str:
        """Return how many contacts reach customer service."""
        return t.number(self.quarter.contacts_per_year) if self.of is None else ""

    def hours(self, t: Texts) -> str:
        """Return the hours that departments are relieved of."""
        if self.of is not None:
            return t.number(self.of.hours_taken)
        return t.number(sum(one.hours_taken for one in self.quarter.departments))

    def fte(self, t: Texts) -> str:
        """Return the positions, or a department's share of them."""
        return written(t, self.quarter.fte_total, 1) if self.of is None else written(t, self.of.fte, 2)

    def peak(self, t: Texts) -> str:
        """Return the advisers at the peak."""
        return t.number(self.quarter.peak_agents) if self.of is None else ""

    def cost(self, t: Texts) -> str:
        """Return the cost, or what a department bears of it."""
        return t.number(self.quarter.cost_per_year if self.of is None else self.of.cost)


def quarter_lines(
    quarters: Sequence[Quarter], names: Mapping[str, str], opened: Collection[str]
) -> tuple[QuarterLine, ...]:
    """Return the quarters in order, each with its departments where it is ``opened``; ``names`` by id."""
    found: list[QuarterLine] = []
    for quarter in quarters:
        head = QuarterLine(quarter, is_open=quarter.starts_on.isoformat() in opened)
        found.append(head)
        if head.is_open:
            found += [
                QuarterLine(quarter, one, names.get(one.department, one.department))
                for one in quarter.departments
            ]
    return tuple(found)
