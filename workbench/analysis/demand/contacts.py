"""The year's demand: what comes when, and how much work it is, per case type and per pool.

Case types are taken one by one and remembered; pools are sums over them, grouped by what shares a
channel and a profile, so that an edit of one case type costs no pass over all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from workbench.analysis.demand.calendar import FLAT_PROFILE, HALF_HOURS, open_year, spread
from workbench.analysis.demand.volume_year import DemandBasis, demand_basis, year_of
from workbench.analysis.memo import Memo
from workbench.analysis.results import CaseTypeDemand, CaseTypeFlow, Demand, PoolDemand
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.case_types import CaseType, Scope
from workbench.model.pause import checkpoint
from workbench.model.project import Project
from workbench.model.service import Pool
from workbench.model.text import N_, NotCalculable, message
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel, Profile

BACK_OFFICE = "back_office"
"""The key of moved back-office work among a pool's deferred hours."""


def demand(
    project: Project, terms: ScenarioTerms, flows: Sequence[CaseTypeFlow], cache: Memo | None = None
) -> Demand:
    """Return the demand of the planning year; ``flows`` are those of ``project.case_types`` in order.

    Raises NotCalculable for a pool that is never open.
    """
    cache = cache or Memo()
    check_open(terms)
    basis = cache.same("demand basis", demand_basis(project, terms))
    case_types = project.case_types
    rows = cache.each(
        "demand", flows, (basis,), lambda place: _row(case_types[place], flows[place], terms, basis)
    )
    total = _Sums()
    checkpoint()
    for part in cache.chunks("demand sums", rows, _sums):
        total.add(part)
    checkpoint()
    return Demand(
        case_types=tuple(row.year for row in rows),
        pools=tuple(_pool_demand(pool, terms, basis, total) for pool in terms.pools),
        contacts_per_year=dict(total.contacts),
        cases_per_year=total.cases,
        coverage_volume=total.cases_covered / total.cases_in_scope if total.cases_in_scope else None,
        coverage_case_types=total.n_covered / total.n_in_scope if total.n_in_scope else None,
        is_profile_flat=total.is_profile_flat,
    )


def check_open(terms: ScenarioTerms) -> None:
    """Raise NotCalculable, which names the pool, where one is never open."""
    for pool in terms.pools:
        if not len(open_year(terms.country, terms.planning_year, pool.opening_hours).dates):
            raise NotCalculable(
                message(
                    N_('Pool "{pool}" is never open in {year}: give it opening hours'),
                    pool=pool.name or pool.id,
                    year=terms.planning_year,
                )
            )


class _Load(NamedTuple):
    """Contacts of a case type at a pool: real-time ones by profile, the rest as hours of the year."""

    pool: str
    channel: str
    profile: Profile
    contacts: float
    work_s: float
    booked_s: float
    deferred_s: float
    back_office_s: float
    uninterruptible_s: float


class _Row(NamedTuple):
    year: CaseTypeDemand
    loads: tuple[_Load, ...]
    is_in_scope: bool


def _row(case_type: CaseType, flow: CaseTypeFlow, terms: ScenarioTerms, basis: DemandBasis) -> _Row:
    year = year_of(case_type, flow, terms, basis)
    loads = tuple(_loads(case_type, year, terms, basis)) if year.is_covered else ()
    return _Row(year, loads, case_type.scope is not Scope.OUT)


def _loads(
    case_type: CaseType, year: CaseTypeDemand, terms: ScenarioTerms, basis: DemandBasis
) -> Iterable[_Load]:
    profile = basis.profile_of(case_type)
    for one in year.channels:
        if not (one.work_s or one.deferred_work_s or one.first_contacts):
            continue
        channel = Channel(one.channel)
        is_real_time = channel in REAL_TIME_CHANNELS
        is_queued = is_real_time and not one.is_booked
        deferred_s = 0.0 if is_real_time else one.work_s
        is_free = basis.deferred_is_interruptible or channel in case_type.interruptible
        yield _Load(
            pool=terms.pool_of(channel).id,
            channel=one.channel,
            profile=profile,
            contacts=one.first_contacts + one.follow_ups if is_queued else 0.0,
            work_s=one.work_s if is_queued else 0.0,
            booked_s=one.work_s if is_real_time and one.is_booked else 0.0,
            deferred_s=deferred_s,
            back_office_s=one.deferred_work_s,
            uninterruptible_s=0.0 if is_free else deferred_s + one.deferred_work_s,
        )


@dataclass
class _Sums:
    """Sums over case types while they are being added up. Keys begin with a pool's id."""

    contacts: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    cases: float = 0.0
    cases_in_scope: float = 0.0
    cases_covered: float = 0.0
    n_in_scope: int = 0
    n_covered: int = 0
    is_profile_flat: bool = False
    profiles: dict[str, Profile] = field(default_factory=dict)
    queued: defaultdict[tuple[str, str, str], float] = field(default_factory=lambda: defaultdict(float))
    queued_s: defaultdict[tuple[str, str, str], float] = field(default_factory=lambda: defaultdict(float))
    booked_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    deferred_s: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    uninterruptible_s: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))

    def add(self, other: _Sums) -> None:
        """Add ``other`` to these sums."""
        self.cases += other.cases
        self.cases_in_scope += other.cases_in_scope
        self.cases_covered += other.cases_covered
        self.n_in_scope += other.n_in_scope
        self.n_covered += other.n_covered
        self.is_profile_flat = self.is_profile_flat or other.is_profile_flat
        self.profiles |= other.profiles
        _add_up(self.contacts, other.contacts)
        _add_up(self.queued, other.queued)
        _add_up(self.queued_s, other.queued_s)
        _add_up(self.booked_s, other.booked_s)
        _add_up(self.deferred_s, other.deferred_s)
        _add_up(self.uninterruptible_s, other.uninterruptible_s)

    def add_load(self, load: _Load) -> None:
        """Add one case type's load at one pool."""
        if load.contacts:
            key = (load.pool, load.channel, load.profile.id)
            self.profiles[load.profile.id] = load.profile
            self.queued[key] += load.contacts
            self.queued_s[key] += load.work_s
            self.is_profile_flat = self.is_profile_flat or load.profile is FLAT_PROFILE
        if load.booked_s:
            self.booked_s[load.pool] += load.booked_s
        if load.deferred_s:
            self.deferred_s[load.pool, load.channel] += load.deferred_s
        if load.back_office_s:
            self.deferred_s[load.pool, BACK_OFFICE] += load.back_office_s
        if load.uninterruptible_s:
            self.uninterruptible_s[load.pool] += load.uninterruptible_s


def _add_up(sums: defaultdict[Any, float], more: dict[Any, float]) -> None:
    for key, value in more.items():
        sums[key] += value


def _sums(rows: Sequence[_Row]) -> _Sums:
    found = _Sums()
    for year, loads, is_in_scope in rows:
        found.cases += year.cases_per_year
        for one in year.channels:
            found.contacts[one.channel] += one.contacts
        if is_in_scope:
            found.cases_in_scope += year.cases_per_year
            found.n_in_scope += 1
            if year.is_covered:
                found.cases_covered += year.cases_per_year
                found.n_covered += 1
        for load in loads:
            found.add_load(load)
    return found


def _answered_at_once(pool: Pool, terms: ScenarioTerms, used: set[str]) -> list[Channel]:
    """Return the real-time channels of ``pool`` that somebody uses; where nobody calls or comes, phone and visits.

    These share a queue: visitors would be promised what callers are, in a pool that nobody calls.
    """
    served = [channel for channel in REAL_TIME_CHANNELS if terms.pool_of(channel) is pool]
    is_queue_used = bool(used & {Channel.PHONE, Channel.VISIT})
    return [one for one in served if one in used or (one is not Channel.CHAT and not is_queue_used)]


def _pool_demand(pool: Pool, terms: ScenarioTerms, basis: DemandBasis, total: _Sums) -> PoolDemand:
    """Lay the year's sums of ``pool`` over its day types and half-hours: contacts x weights of the profile."""
    checkpoint()
    opened = open_year(basis.country, basis.planning_year, pool.opening_hours)
    keys = [key for key in total.queued if key[0] == pool.id]
    real_time = _answered_at_once(pool, terms, {key[1] for key in keys})
    profiles = list(dict.fromkeys(key[2] for key in keys))
    spreads = [
        spread(basis.country, basis.planning_year, pool.opening_hours, total.profiles[one])
        for one in profiles
    ]
    contacts = np.zeros((len(real_time), len(profiles)))
    work_s = np.zeros_like(contacts)
    names = [channel.value for channel in real_time]
    for key in keys:
        at = names.index(key[1]), profiles.index(key[2])
        contacts[at], work_s[at] = total.queued[key], total.queued_s[key]
    shape = (len(opened.day_types), HALF_HOURS)
    weights = np.array([one.weights for one in spreads]).reshape(len(profiles), shape[0] * shape[1])
    return PoolDemand(
        pool=pool.id,
        name=pool.name,
        day_types=opened.day_types,
        real_time=tuple(names),
        is_open=opened.is_open,
        offered=(contacts @ weights).reshape(-1, *shape),
        work_s=(work_s @ weights).reshape(-1, *shape),
        booked_hours=total.booked_s[pool.id] / 3600,
        deferred_hours={key[1]: s / 3600 for key, s in total.deferred_s.items() if key[0] == pool.id},
        uninterruptible_hours=total.uninterruptible_s[pool.id] / 3600,
        outside_hours=float(contacts.sum(axis=0) @ [one.moved for one in spreads]) if profiles else 0.0,
    )
