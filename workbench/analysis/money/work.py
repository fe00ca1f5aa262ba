"""What customer service does for whom in a year, as columns: the base of shares and prices.

Columns, because five thousand case types on several channels are priced anew at every edit. Hours and
contacts are whole millionths: rounded once, here, they add up exactly whatever they are grouped by.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.results import CaseTypeDemand, ChannelDemand, Demand, Floats, Ints
from workbench.model.pause import checkpoint

Flags = NDArray[np.bool_]
_SCALE = Decimal("0.000001")


@dataclass(frozen=True, eq=False)
class Work:
    """A row per covered case type and channel, in the demand's order. All arrays are of length R.

    ``department`` is the place in ``departments``. ``hours_millionths`` = ROUND((work_s +
    deferred_work_s) / 3600; 6); ``contacts_millionths`` = ROUND(first contacts + follow-ups; 6), or the
    cases where none of them is a contact (a case that comes by the e-service). ``is_contact`` tells which.
    ``first_row`` of each case type (length: case types + 1); ``cases_millionths`` of each case type reach
    customer service.
    """

    departments: tuple[str, ...]
    case_types: tuple[CaseTypeDemand, ...]
    case_type: Ints
    channels: tuple[str, ...]
    department: Ints
    hours_millionths: Ints
    contacts_millionths: Ints
    is_contact: Flags
    first_row: Ints
    cases_millionths: Ints

    @property
    def cases(self) -> Decimal:
        """Return the cases per year that reach customer service, each case type's rounded to 1e-6."""
        return int(self.cases_millionths.sum()) * _SCALE

    def minutes_by_department(self) -> dict[str, Decimal]:
        """Return the minutes per year that customer service works for each department, exactly."""
        return {name: hours * 60 for name, hours in self._sums(self.hours_millionths).items()}

    def contacts_by_department(self) -> dict[str, Decimal]:
        """Return the contacts per year that reach customer service for each department, exactly."""
        return self._sums(np.where(self.is_contact, self.contacts_millionths, 0))

    def _sums(self, millionths: Ints) -> dict[str, Decimal]:
        sums = np.zeros(len(self.departments), np.int64)
        np.add.at(sums, self.department, millionths)
        return {name: int(n) * _SCALE for name, n in zip(self.departments, sums, strict=True)}


def millionths(values: Floats) -> Ints:
    """Return ``values`` (>= 0) in whole millionths, rounded half up: ROUND(value; 6) x 1 000 000."""
    return np.asarray(np.floor(values * 1e6 + 0.5), np.int64)


_latest: dict[str, Work] = {}
"""The columns made last: an edit changes one case type, and its rows are all that has to be read again."""

_MANY_CHANGED = 200


@lru_cache(maxsize=2)
def work_of(demand: Demand) -> Work:
    """Return the columns of ``demand``; the same object for the same demand. Uncovered case types are not in it."""
    covered = tuple(one for one in demand.case_types if one.is_covered)
    checkpoint()
    before = _latest.get("work")
    work = (_patched(before, covered) if before is not None else None) or _built(covered)
    _latest["work"] = work
    return work


def _built(covered: tuple[CaseTypeDemand, ...]) -> Work:
    departments = tuple(dict.fromkeys(one.department for one in covered))
    place = {name: n for n, name in enumerate(departments)}
    channels = [channel for one in covered for channel in one.channels]
    counts = np.array([len(one.channels) for one in covered], np.int64)
    checkpoint()
    hours, contacts, is_contact = _figures(channels)
    checkpoint()
    return Work(
        departments=departments,
        case_types=covered,
        case_type=np.repeat(np.arange(len(covered)), counts),
        channels=tuple(one.channel for one in channels),
        department=np.repeat(np.array([place[one.department] for one in covered], np.int64), counts),
        hours_millionths=hours,
        contacts_millionths=contacts,
        is_contact=is_contact,
        first_row=np.concatenate(([0], np.cumsum(counts, dtype=np.int64))),
        cases_millionths=_reaching(covered),
    )


def _patched(before: Work, covered: tuple[CaseTypeDemand, ...]) -> Work | None:
    """Return ``before`` with the rows of changed case types read again; None where rows came or went."""
    if len(covered) != len(before.case_types):
        return None
    changed = [
        n for n, (old, new) in enumerate(zip(before.case_types, covered, strict=True)) if old is not new
    ]
    if len(changed) > _MANY_CHANGED or not all(
        _has_same_rows(before.case_types[n], covered[n]) for n in changed
    ):
        return None
    fresh = [covered[n] for n in changed]
    rows = [row for n in changed for row in range(before.first_row.item(n), before.first_row.item(n + 1))]
    hours, contacts = before.hours_millionths.copy(), before.contacts_millionths.copy()
    is_contact, cases = before.is_contact.copy(), before.cases_millionths.copy()
    hours[rows], contacts[rows], is_contact[rows] = _figures([c for one in fresh for c in one.channels])
    cases[changed] = _reaching(fresh)
    return replace(
        before,
        case_types=covered,
        hours_millionths=hours,
        contacts_millionths=contacts,
        is_contact=is_contact,
        cases_millionths=cases,
    )


def _has_same_rows(old: CaseTypeDemand, new: CaseTypeDemand) -> bool:
    channels = [one.channel for one in old.channels]
    return old.department == new.department and channels == [one.channel for one in new.channels]


def _figures(channels: Sequence[ChannelDemand]) -> tuple[Ints, Ints, Flags]:
    """Return hours and contacts in millionths, and whether contacts are what is counted, per channel."""
    work_s = np.array([one.work_s + one.deferred_work_s for one in channels], float)
    contacts = np.array([one.first_contacts + one.follow_ups for one in channels], float)
    cases = np.array([one.cases_reaching for one in channels], float)
    return millionths(work_s / 3600), millionths(np.where(contacts > 0, contacts, cases)), contacts > 0


def _reaching(case_types: Sequence[CaseTypeDemand]) -> Ints:
    return millionths(np.array([one.cases_reaching for one in case_types], float))
