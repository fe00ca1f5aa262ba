"""Who is relieved of what, and whether it adds up: the two balance identities, and positions.

taken = done in customer service - wrap-up - triage + saved by the e-service + saved by other minutes, and work
today = taken + dropped + staying; exactly, per department and in total. A step's terms belong to
the department whose unit performs it today, what a contact as such adds to the case type's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from workbench.analysis.memo import Memo
from workbench.analysis.people.positions import Performer, positions, released
from workbench.analysis.results import (
    BalanceRow,
    CaseTypeDemand,
    CaseTypeFlow,
    Demand,
    Disposition,
    Floats,
    Ints,
    Release,
    Staffing,
    StepFlow,
)
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.rosa import LEVELS
from workbench.model.volumes import REAL_TIME_CHANNELS

# Names of their own: Python 3.11 takes six times as long to find a member in its enumeration.
_MOVES, _STAYS, _AS_TODAY = Disposition.MOVES, Disposition.STAYS, Disposition.AS_TODAY
_REAL_TIME = {channel.value for channel in REAL_TIME_CHANNELS}


def release(
    project: Project,
    terms: ScenarioTerms,
    flows: Sequence[CaseTypeFlow],
    demand: Demand,
    staffing: Staffing,
    cache: Memo | None = None,
) -> Release:
    """Return what departments are relieved of, the balance, and the positions it makes.

    ``flows`` and ``demand.case_types`` are those of ``project.case_types`` in order. Case types that are not
    covered are left out. Every department has a row.
    """
    cache = cache or Memo()
    department_of = {unit.id: unit.department for unit in project.units}
    years = demand.case_types
    parts = cache.each(
        "release", years, (project.units,), lambda place: part_of(flows[place], years[place], department_of)
    )
    terms_by_department, taken_s = _added_up(cache.chunks("release sums", parts, _sum), cache)
    checkpoint()
    names = dict.fromkeys([*(one.id for one in project.departments), *terms_by_department])
    nothing = (0.0,) * len(_TERMS)
    balance = tuple(_row(name, terms_by_department.get(name, nothing)) for name in names)
    in_total = _row(
        None, [sum(column) for column in zip(nothing, *terms_by_department.values(), strict=True)]
    )
    checkpoint()
    rows = released(project, terms, taken_s, staffing.hours_per_fte)
    checkpoint()
    return Release(
        released=rows,
        balance=balance,
        total=in_total,
        positions=positions(project, terms, rows, (*balance, in_total), staffing),
        realisable_share=terms.realisable_share,
    )


@dataclass(slots=True)
class Terms:
    """Every term of the balance, in seconds per year (crossings: times per year)."""

    work_today: float = 0.0
    taken: float = 0.0
    dropped: float = 0.0
    staying: float = 0.0
    done: float = 0.0
    wrap_up: float = 0.0
    triage: float = 0.0
    saved_by_e_service: float = 0.0
    saved_by_minutes: float = 0.0
    second_line: float = 0.0
    second_line_real_time: float = 0.0
    handoffs: float = 0.0
    ping_pong: float = 0.0


_TERMS = tuple(one.name for one in fields(Terms))
_values = attrgetter(*_TERMS)


class _Part(NamedTuple):
    """One case type's share: terms by department, seconds taken by performer."""

    terms: dict[str, tuple[float, ...]]
    taken_s: dict[Performer, float]


class _Sum(NamedTuple):
    """The same of many case types: keys, and what they sum to, [department, term] and [performer, 1]."""

    departments: tuple[str, ...]
    terms: Floats
    performers: tuple[Performer, ...]
    taken_s: Floats


def _sum(parts: Sequence[_Part]) -> _Sum:
    departments, terms = _grouped([one for part in parts for one in part.terms.items()], len(_TERMS))
    performers, taken_s = _grouped([one for part in parts for one in part.taken_s.items()], 1)
    return _Sum(departments, terms, performers, taken_s)


def _grouped(items: Sequence[tuple[Any, Any]], width: int) -> tuple[tuple[Any, ...], Floats]:
    """Return the keys of ``items`` and, in their order, the sums of what stands under each: [key, width]."""
    keys, at = _places([[key for key, _ in items]])
    sums = np.zeros((len(keys), width))
    np.add.at(sums, at, np.array([value for _, value in items], float).reshape(-1, width))
    return keys, sums


def _added_up(sums: Sequence[_Sum], cache: Memo) -> tuple[dict[str, list[float]], dict[Performer, float]]:
    checkpoint()
    departments, terms = _joined(
        "departments", [one.departments for one in sums], [one.terms for one in sums], cache
    )
    checkpoint()
    performers, taken_s = _joined(
        "performers", [one.performers for one in sums], [one.taken_s for one in sums], cache
    )
    return dict(zip(departments, terms.tolist(), strict=True)), dict(
        zip(performers, taken_s[:, 0].tolist(), strict=True)
    )


def _joined(
    name: str, keys: Sequence[Sequence[Any]], blocks: Sequence[Floats], cache: Memo
) -> tuple[tuple[Any, ...], Floats]:
    """Return all keys and the sums of the blocks' rows that stand under the same one.

    Which row goes where is remembered: an edit changes figures, hardly ever who performs a step.
    """
    kept = [cache.same(f"{name} {n}", some) for n, some in enumerate(keys)]
    found, at = cache.once(f"{name} of the release", kept, lambda: _places(kept))
    checkpoint()
    sums = np.zeros((len(found), blocks[0].shape[1] if blocks else 1))
    if blocks:
        np.add.at(sums, at, np.concatenate(blocks))
    return found, sums


def _places(keys: Sequence[Sequence[Any]]) -> tuple[tuple[Any, ...], Ints]:
    """Return the distinct keys, and for all keys in a row the place of each among them."""
    places: dict[Any, int] = {}
    at = [places.setdefault(key, len(places)) for some in keys for key in some]
    return tuple(places), np.array(at, np.int64)


@dataclass(frozen=True)
class _Cases:
    """A case type's cases per year: all; V by the common entry; of these by contact, and deflected."""

    all: float
    common: float
    coming: float
    deflected: float
    follow_ups_per_case: float


def part_of(flow: CaseTypeFlow, year: CaseTypeDemand, department_of: dict[str, str]) -> _Part:
    """Return one case type's share: the balance's terms by department, and the seconds taken by performer."""
    if not year.is_covered:
        return _Part({}, {})
    cases = _cases(flow, year)
    terms: defaultdict[str, Terms] = defaultdict(Terms)
    taken_s: defaultdict[Performer, float] = defaultdict(float)
    for step in flow.steps:
        department = department_of.get(step.unit_today or "", flow.department)
        taken = _add_step(terms[department], step, cases)
        if taken:
            taken_s[department, step.unit_today, step.role_today] += taken
        if step.disposition is _STAYS:
            after = department_of.get(step.unit_after or "", flow.department)
            terms[after].second_line += cases.coming * step.visits * 60 * (step.minutes_after or 0.0)
    department = department_of.get(flow.follow_up_unit or "", flow.department)
    taken = _add_follow_ups(terms[department], flow, cases)
    if taken:
        taken_s[department, flow.follow_up_unit, flow.follow_up_role] += taken
    _add_contacts(terms[flow.department], flow, year, cases)
    return _Part({name: _values(one) for name, one in terms.items()}, dict(taken_s))


def by_level(
    flows: Sequence[CaseTypeFlow], years: Sequence[CaseTypeDemand], department: str
) -> tuple[BalanceRow, ...]:
    """Return the balance of a department's own case types by level, whoever performs their steps today.

    The first row is of what has no level (follow-ups, wrap-up and triage), the next are of levels 1-8. Those of all
    departments add up to the balance's total.
    """
    sums = [Terms() for _ in range(len(LEVELS) + 1)]
    for flow, year in zip(flows, years, strict=True):
        if flow.department != department or not year.is_covered:
            continue
        cases = _cases(flow, year)
        for step in flow.steps:
            _add_step(sums[step.level or 0], step, cases)
        _add_follow_ups(sums[0], flow, cases)
        _add_contacts(sums[0], flow, year, cases)
    return tuple(_row(department, _values(one)) for one in sums)


def _cases(flow: CaseTypeFlow, year: CaseTypeDemand) -> _Cases:
    deflected = sum(one.cases_deflected for one in year.channels)
    coming = sum(one.first_contacts for one in year.channels)
    return _Cases(year.cases_per_year, coming + deflected, coming, deflected, flow.contacts_per_case - 1)


def _add_step(terms: Terms, step: StepFlow, cases: _Cases) -> float:
    """Add a step's terms; return the seconds taken. What does not come by the common entry stays as it is."""
    today = step.visits * 60 * (step.minutes_today or 0.0)
    terms.work_today += cases.all * today
    if step.disposition in (_STAYS, _AS_TODAY):
        terms.staying += cases.all * today
        return 0.0
    terms.staying += (cases.all - cases.common) * today
    if step.disposition is not _MOVES:
        terms.dropped += cases.common * today
        return 0.0
    after = step.visits * 60 * (step.minutes_after or 0.0)
    served = cases.coming if step.is_contact else cases.common
    terms.taken += cases.common * today
    terms.done += served * after
    terms.saved_by_e_service += (cases.common - served) * today
    terms.saved_by_minutes += served * (today - after)
    return cases.common * today


def _add_follow_ups(terms: Terms, flow: CaseTypeFlow, cases: _Cases) -> float:
    """Add the terms of follow-ups without wrap-up and triage; return the seconds taken."""
    today = cases.follow_ups_per_case * flow.follow_up_today_s
    terms.work_today += cases.all * today
    if not flow.start_moves:
        terms.staying += cases.all * today
        return 0.0
    after = cases.follow_ups_per_case * (flow.follow_up_s - flow.wrap_up_s)
    terms.staying += (cases.all - cases.common) * today
    terms.taken += cases.common * today
    terms.done += cases.coming * after
    terms.saved_by_e_service += cases.deflected * today
    terms.saved_by_minutes += cases.coming * (today - after)
    return cases.common * today


def _add_contacts(terms: Terms, flow: CaseTypeFlow, year: CaseTypeDemand, cases: _Cases) -> None:
    """Add what every contact brings with it, and the crossings: hand-offs after triage only where there is one."""
    contacts = cases.coming * (1 + cases.follow_ups_per_case)
    wrap_up, triage = contacts * flow.wrap_up_s, contacts * flow.triage_s
    terms.wrap_up += wrap_up
    terms.triage += triage
    terms.done += wrap_up + triage
    real_time = sum(one.first_contacts for one in year.channels if one.channel in _REAL_TIME)
    terms.second_line_real_time += real_time * flow.second_line_real_time_s
    times = cases.common if flow.reaches_customer_service else cases.all
    after_triage = cases.deflected if flow.reaches_customer_service and not flow.start_moves else 0.0
    terms.handoffs += times * flow.handoffs - after_triage
    terms.ping_pong += times * flow.ping_pong


def _row(department: str | None, values: Sequence[float]) -> BalanceRow:
    terms = Terms(*values)
    return BalanceRow(
        department=department,
        work_today=terms.work_today / 3600,
        taken=terms.taken / 3600,
        dropped=terms.dropped / 3600,
        staying=terms.staying / 3600,
        done=terms.done / 3600,
        wrap_up=terms.wrap_up / 3600,
        triage=terms.triage / 3600,
        saved_by_e_service=terms.saved_by_e_service / 3600,
        saved_by_minutes=terms.saved_by_minutes / 3600,
        second_line_hours=terms.second_line / 3600,
        handoffs_per_year=terms.handoffs,
        ping_pong_per_year=terms.ping_pong,
        second_line_real_time_hours=terms.second_line_real_time / 3600,
    )
