"""What all case types add up to in every draw: the work that reaches each pool, and who is relieved of what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from workbench.analysis.demand.volume_year import DemandBasis
from workbench.analysis.people.positions import Performer
from workbench.analysis.results import Disposition, Floats
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.uncertainty.case_year import Case, CaseYear, ChannelYear, Column
from workbench.model.case_types import CaseType, Scope
from workbench.model.volumes import REAL_TIME_CHANNELS, Channel, Profile

CONTACTS, WORK_S, BOOKED_S, DEFERRED_S, RIGID_S = "contacts", "work_s", "booked_s", "deferred_s", "rigid_s"
"""What reaches a pool: contacts and seconds of a queue by profile, booked, deferred and uninterruptible seconds."""
Term = tuple[str, str, bool, str]
"""What, the pool, whether it is chat, the profile's id ("" where when it comes does not matter)."""


class Work:
    """What reaches the pools in every draw: a row per term, made when a case type first has it."""

    def __init__(self, n: int) -> None:
        self.n = n
        self.rows: dict[Term, int] = {}
        self.profiles: dict[str, Profile] = {}
        self.values = np.zeros((16, n))

    def add(self, term: Term, value: Column) -> None:
        """Add ``value`` to a term."""
        row = self.rows.setdefault(term, len(self.rows))
        if row == len(self.values):
            self.values = np.concatenate((self.values, np.zeros_like(self.values)))
        self.values[row] += value

    def at(self, term: Term) -> Floats:
        """Return a term in every draw, 0 where nothing has it."""
        row = self.rows.get(term)
        found: Floats = np.zeros(self.n) if row is None else self.values[row]
        return found

    def like(self, values: Floats) -> Work:
        """Return other ``values`` [row, draw] for the same terms."""
        other = Work(values.shape[1])
        other.rows, other.profiles, other.values = self.rows, self.profiles, values
        return other


def add_work(work: Work, case: Case, year: CaseYear, terms: ScenarioTerms, basis: DemandBasis) -> None:
    """Add a case type's year to what reaches the pools, as the demand does."""
    if not case.year.is_covered:
        return
    for one, planned in zip(year.channels, case.year.channels, strict=True):
        if not (planned.work_s or planned.deferred_work_s or planned.first_contacts):
            continue
        channel = Channel(planned.channel)
        pool = terms.pool_of(channel).id
        is_real_time = channel in REAL_TIME_CHANNELS
        deferred_s = one.deferred_work_s
        if is_real_time and planned.is_booked:
            work.add((BOOKED_S, pool, False, ""), one.work_s)
        elif is_real_time:
            profile = case.profile
            work.profiles[profile.id] = profile
            is_chat = channel is Channel.CHAT
            work.add((CONTACTS, pool, is_chat, profile.id), one.coming + one.follow_ups)
            work.add((WORK_S, pool, is_chat, profile.id), one.work_s)
        else:
            deferred_s = deferred_s + one.work_s
        work.add((DEFERRED_S, pool, False, ""), deferred_s)
        if not (basis.deferred_is_interruptible or channel in case.case_type.interruptible):
            work.add((RIGID_S, pool, False, ""), deferred_s)


def _columns() -> defaultdict[str, Column]:
    return defaultdict(float)


@dataclass
class Totals:
    """Sums over case types, in every draw. Seconds and cases per year; by department where it says so."""

    whole: defaultdict[str, Column] = field(default_factory=_columns)
    used_s: defaultdict[str, Column] = field(default_factory=_columns)
    contacts: defaultdict[str, Column] = field(default_factory=_columns)
    priced: defaultdict[str, Column] = field(default_factory=_columns)
    done_s: defaultdict[str, Column] = field(default_factory=_columns)
    taken_s: defaultdict[Performer, Column] = field(default_factory=lambda: defaultdict(float))

    def add(self, case: Case, year: CaseYear, department_of: Mapping[str, str]) -> None:
        """Add a case type's year."""
        flow = case.flow
        cases = sum(one.cases for one in year.channels)
        reaching = sum(one.reaching for one in year.channels)
        whole = self.whole
        whole["cases"] += cases
        whole["contacts"] += sum(one.coming + one.follow_ups for one in year.channels)
        if _is_in_scope(case.case_type):
            whole["cases_in_scope"] += cases
            whole["cases_covered"] += cases if case.year.is_covered else 0.0
        if flow.share_levels_1_4 is not None:
            whole["classed"] += cases
            whole["levels_1_4"] += cases * flow.share_levels_1_4
        if not case.year.is_covered:
            return
        whole["cases_reaching"] += reaching
        if flow.reaches_customer_service:
            whole["cases_served"] += reaching
            whole["solved_first"] += reaching * flow.first_contact_resolution
            whole["solved"] += reaching * flow.solved_in_customer_service
        for one, planned in zip(year.channels, case.year.channels, strict=True):
            has_contacts = planned.first_contacts + planned.follow_ups > 0
            contacts = one.coming + one.follow_ups if has_contacts else one.reaching
            self.used_s[flow.department] += one.work_s + one.deferred_work_s
            self.priced[flow.department] += contacts
            if has_contacts:
                self.contacts[flow.department] += contacts
        self._add_release(case, year, year.channels, cases, department_of)

    def _add_release(
        self,
        case: Case,
        year: CaseYear,
        channels: tuple[ChannelYear, ...],
        cases: Column,
        department_of: Mapping[str, str],
    ) -> None:
        """Add what is taken over, what is done in customer service, and the crossings, as the release does."""
        flow = case.flow
        deflected = sum(one.deflected for one in channels)
        coming = sum(one.coming for one in channels)
        common = coming + deflected
        taken: defaultdict[Performer, Column] = defaultdict(float)
        done: defaultdict[tuple[str, bool], Column] = defaultdict(float)
        for one, (today, after) in zip(flow.steps, year.steps, strict=True):
            if one.disposition is Disposition.MOVES and one.visits:
                department = department_of.get(one.unit_today or "", flow.department)
                if one.minutes_today:
                    who = department, one.unit_today, one.role_today
                    taken[who] = taken[who] + today
                where = department, one.is_contact
                done[where] = done[where] + after
        for who, today in taken.items():
            self.taken_s[who] += common * today
        for (department, is_contact), after in done.items():
            self.done_s[department] += (coming if is_contact else common) * after
        more = flow.contacts_per_case - 1
        if flow.start_moves and more:
            department = department_of.get(flow.follow_up_unit or "", flow.department)
            if flow.follow_up_today_s:
                who = department, flow.follow_up_unit, flow.follow_up_role
                self.taken_s[who] += common * (more * year.follow_up_today_s)
            self.done_s[department] += coming * (more * (year.follow_up_s - flow.wrap_up_s))
        self.done_s[flow.department] += coming * (flow.contacts_per_case * (flow.wrap_up_s + flow.triage_s))
        times = common if flow.reaches_customer_service else cases
        after_triage = deflected if flow.reaches_customer_service and not flow.start_moves else 0.0
        self.whole["handoffs"] += times * flow.handoffs - after_triage
        self.whole["ping_pong"] += times * flow.ping_pong


def _is_in_scope(case_type: CaseType) -> bool:
    return case_type.scope is not Scope.OUT
