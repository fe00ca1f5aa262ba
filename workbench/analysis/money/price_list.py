"""The price list: what a contact costs, per case type and channel, with its worked line.

Kept as columns of whole hundredths, because every price changes with almost every edit and five thousand
case types have ten thousand of them; a :class:`Price` is made when somebody looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import overload

import numpy as np

from workbench.analysis.money.rounding import HUNDREDTH, line_amount
from workbench.analysis.money.work import Work, work_of
from workbench.analysis.results import Allocation, CaseTypeFlow, Costs, Demand, Floats, Ints, Price
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.pause import checkpoint
from workbench.model.project import Project

_ZERO, _SIXTY = Decimal(0), Decimal(60)
_MILLIONTH = Decimal("0.000001")
_DOUBTFUL = 1e-4
"""How near half a hundredth a binary product must be to be computed again in decimals."""
_INT64_SAFE = 2**60


@dataclass(frozen=True, eq=False)
class PriceList(Sequence[Price]):
    """Prices in the demand's order. ``rows`` are the work's rows that have contacts; arrays are of length P."""

    work: Work
    rows: Ints
    rate_per_minute: Decimal
    fixed_per_minute: dict[str, Decimal]
    base_year: int
    price_index: str
    variable_hundredths: Ints
    fixed_hundredths: Ints

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Price: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Price, ...]: ...
    def __getitem__(self, place: int | slice) -> Price | tuple[Price, ...]:
        if isinstance(place, slice):
            return tuple(self[n] for n in range(*place.indices(len(self))))
        row = int(self.rows[place])
        return self._price(row, int(self.variable_hundredths[place]), int(self.fixed_hundredths[place]))

    def __iter__(self) -> Iterator[Price]:
        columns = (self.rows, self.variable_hundredths, self.fixed_hundredths)
        return map(self._price, *(column.tolist() for column in columns))

    def _price(self, row: int, variable_hundredths: int, fixed_hundredths: int) -> Price:
        work = self.work
        department = work.departments[work.department.item(row)]
        contacts, hours = work.contacts_millionths.item(row), work.hours_millionths.item(row)
        variable, fixed = variable_hundredths * HUNDREDTH, fixed_hundredths * HUNDREDTH
        return Price(
            case_type=work.case_types[work.case_type.item(row)].case_type,
            department=department,
            channel=work.channels[row],
            contacts_per_year=contacts * _MILLIONTH,
            minutes=hours * _SIXTY / contacts,
            rate_per_minute=self.rate_per_minute,
            variable=variable,
            fixed=fixed,
            price=variable + fixed,
            hours_per_year=hours * _MILLIONTH,
            fixed_per_minute=self.fixed_per_minute.get(department, _ZERO),
            base_year=self.base_year,
            index=self.price_index,
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _department_rows(self) -> Ints:
        return np.asarray(self.work.department[self.rows], np.int64)

    def income(self, volume_factor: Decimal) -> dict[str, Decimal]:
        """Return what the variable part brings from each department at planned volume x ``volume_factor``.

        Each price is a line: ROUND(variable x contacts x factor; 2), half away from zero; added per department.
        """
        top, bottom = volume_factor.as_integer_ratio()
        contacts = self.work.contacts_millionths[self.rows]
        variable: Ints = self.variable_hundredths
        largest = float(np.abs(variable).max(initial=0)) * float(contacts.max(initial=0)) * 2 * top
        if largest >= _INT64_SAFE:
            contacts, variable = contacts.astype(object), variable.astype(object)
        half = bottom * 1_000_000
        amounts = np.sign(variable) * ((2 * np.abs(variable) * contacts * top + half) // (2 * half))
        sums = np.zeros(len(self.work.departments), amounts.dtype)
        np.add.at(sums, self._department_rows, amounts)
        return {name: int(n) * HUNDREDTH for name, n in zip(self.work.departments, sums, strict=True)}


def prices(
    project: Project,
    terms: ScenarioTerms,
    costs: Costs,  # noqa: ARG001 - every money stage takes the chain's results
    allocation: Allocation,
    flows: Sequence[CaseTypeFlow],  # noqa: ARG001
    demand: Demand,
) -> PriceList:
    """Return a price for every covered case type and channel with contacts.

    minutes = hours per year x 60 / contacts per year (both rounded to 1e-6; not rounded themselves),
    variable = ROUND(minutes x rate; 2), fixed = ROUND(minutes x fixed rate; 2), price = variable + fixed.
    rate = shared yearly cost / productive minutes; the department's fixed rate = (its readiness + its
    direct items) / its used minutes. Where cases come without a contact (e-service) a case counts as one.
    """
    work = work_of(demand)
    rows = np.flatnonzero(work.contacts_millionths > 0).astype(np.int64)
    fixed = {
        one.department: (one.readiness + one.direct) / one.used_minutes if one.used_minutes else _ZERO
        for one in allocation.by_department
    }
    by_department = [fixed.get(name, _ZERO) for name in work.departments]
    checkpoint()
    rates = [allocation.rate_per_minute] * len(by_department)
    return PriceList(
        work=work,
        rows=rows,
        rate_per_minute=allocation.rate_per_minute,
        fixed_per_minute=fixed,
        base_year=terms.planning_year,
        price_index=project.settings.price_index,
        variable_hundredths=_in_hundredths(work, rows, rates),
        fixed_hundredths=_in_hundredths(work, rows, by_department),
    )


def _in_hundredths(work: Work, rows: Ints, rates: Sequence[Decimal]) -> Ints:
    """Return ROUND(minutes x rate of the department; 2) in hundredths, exactly as decimals give it.

    Binary products are right to 1e-6 hundredths; the few that lie near half a hundredth are done again.
    """
    department = work.department[rows]
    per_minute: Floats = np.array([float(rate) for rate in rates])
    minutes = work.hours_millionths[rows] * 60.0 / work.contacts_millionths[rows]
    amount = minutes * per_minute[department] * 100 if len(rows) else np.zeros(0)
    rounded = np.asarray(np.sign(amount) * np.floor(np.abs(amount) + 0.5), np.int64)
    doubtful = np.abs(np.abs(amount) % 1 - 0.5) < _DOUBTFUL * np.maximum(1.0, np.abs(amount) * 1e-8)
    for n in np.flatnonzero(doubtful):
        hours, contacts = work.hours_millionths.item(rows[n]), work.contacts_millionths.item(rows[n])
        exact = line_amount(hours * _SIXTY / contacts * rates[department.item(n)])
        rounded[n] = int(exact * 100)
    return rounded


def planned_fixed_part(allocation: Allocation) -> Mapping[str, Decimal]:
    """Return what each department pays whatever the volume: its readiness and its direct items."""
    return {one.department: one.readiness + one.direct for one in allocation.by_department}
