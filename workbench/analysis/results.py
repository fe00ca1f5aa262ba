"""The results of every stage, as frozen values: what the chain hands on and documents print.

Times are seconds, work is hours per year, shares are 0-1, money is Decimal in the project's
currency. Arrays are numpy, with their shape in the field's comment, and are never written to.
Stages in order: flow, demand, staffing, release, costs, allocation, prices, financing, findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.model.text import Message

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Disposition(StrEnum):
    """What happens to a step in a scenario (calculations.md, section 1)."""

    AS_TODAY = "as_today"
    DROPPED = "dropped"
    E_SERVICE = "e_service"
    MOVES = "moves"
    STAYS = "stays"


@dataclass(frozen=True)
class Assumption:
    """A default that was used because the project says nothing, and where it comes from."""

    name: str
    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class Rate:
    """A share with its definition: never shown without ``of``. None where nothing is covered."""

    value: float | None
    of: str


# --- flow -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StepFlow:
    """A step in a scenario: expected executions per case, and minutes per execution (None: missing).

    ``minutes_today`` is 0 for a step that is only proposed. ``unit_after`` is None where the step moves:
    customer service performs it then.
    """

    id: str
    level: int | None
    disposition: Disposition
    is_contact: bool
    visits: float
    visits_first_contact: float
    minutes_today: float | None
    minutes_after: float | None
    unit_today: str | None
    role_today: str | None
    unit_after: str | None


@dataclass(frozen=True)
class Clause:
    """A flow across the boundary: a numbered clause of the agreement."""

    number: int
    flow: str
    source: str
    target: str
    goes_out: bool
    times_per_case: float
    department_unit: str | None
    hands_over: str
    complete_when: str
    within: str
    return_path: str


@dataclass(frozen=True)
class CaseTypeFlow:
    """One case type's process in a scenario, per case. ``missing`` not empty: left out of hours and money.

    ``missing`` names what is: "steps", "volume", "level:<step id>", "minutes:<step id>" or
    "minutes_in_customer_service:<step id>". ``assumed`` names the defaults that stepped in: "contacts_per_case",
    "follow_up_minutes", "minutes_as_today".

    ``start_moves`` is False where the first step is not customer service's: then ``first_contact_s``
    is triage and the contact goes on, and so are the follow-ups. ``wrap_up_s`` and ``triage_s`` are the parts of
    ``first_contact_s`` and of ``follow_up_s`` that were added: wrap-up where the start moves, else triage.
    ``e_service_deferred_s`` is the deferred work of a case that was deflected to the e-service.
    ``follow_up_today_s`` are the minutes of a follow-up without wrap-up, performed by ``follow_up_unit`` and
    ``follow_up_role``. ``second_line_s`` is what departments do per case that came by customer service,
    ``second_line_real_time_s`` the part of it while the resident of a real-time contact is still there.
    Hand-offs include the one after triage.
    """

    case_type: str
    department: str
    reaches_customer_service: bool
    start_moves: bool
    missing: tuple[str, ...]
    steps: tuple[StepFlow, ...]
    first_contact_resolution: float
    solved_in_customer_service: float
    share_levels_1_4: float | None
    first_contact_s: float
    wrap_up_s: float
    triage_s: float
    deferred_s: float
    e_service_deferred_s: float
    follow_up_s: float
    follow_up_today_s: float
    contacts_per_case: float
    handoffs: float
    ping_pong: float
    clauses: tuple[Clause, ...]
    follow_up_unit: str | None = None
    follow_up_role: str | None = None
    second_line_s: float = 0.0
    second_line_real_time_s: float = 0.0
    assumed: tuple[str, ...] = ()


# --- demand -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class ChannelDemand:
    """A case type's year on one channel. ``cases`` and ``contacts`` are before ``common_entry_share`` k.

    ``cases_reaching`` = cases x k less what is deflected away; ``cases_deflected`` leave this channel.
    ``first_contacts`` and ``follow_ups`` reach customer service. ``work_s`` is what they take there
    per year in the channel (first contact and follow-up handling, wrap-up or triage included).
    """

    channel: str
    cases: float
    contacts: float
    cases_reaching: float
    cases_deflected: float
    first_contacts: float
    follow_ups: float
    work_s: float
    deferred_work_s: float
    is_booked: bool


@dataclass(frozen=True)
class CaseTypeDemand:
    """A case type's year: per channel, and what all channels add up to."""

    case_type: str
    department: str
    is_covered: bool
    cases_per_year: float
    contacts_per_year: float
    cases_reaching: float
    channels: tuple[ChannelDemand, ...]


@dataclass(frozen=True)
class DayType:
    """The days of a month that fall on a weekday and are open: planned once, counted ``days`` times."""

    month: int
    weekday: int
    days: int


@dataclass(frozen=True, eq=False)
class PoolDemand:
    """What reaches a pool, per day type and half-hour that it is open.

    Shapes: D day types, T half-hours of a day (48), channels in ``real_time``. ``offered[c, d, t]`` are
    contacts per half-hour of one day; ``work_s[c, d, t]`` their handling seconds. ``is_open[d, t]``.
    ``deferred_hours`` per year by channel (back-office work that moved under ``"back_office"``).
    ``outside_hours`` are contacts per year moved to the next open half-hour.
    """

    pool: str
    name: str
    day_types: tuple[DayType, ...]
    real_time: tuple[str, ...]
    is_open: NDArray[np.bool_]
    offered: Floats
    work_s: Floats
    booked_hours: float
    deferred_hours: dict[str, float]
    uninterruptible_hours: float
    outside_hours: float


@dataclass(frozen=True, eq=False)
class Demand:
    """The year's demand: by case type, and per pool as the plan needs it.

    ``cases_per_year`` and ``contacts_per_year`` (by channel) are of every case type whose volume is known, before
    the common entry share and any deflection. Coverage is of case types that are not out of scope.
    """

    case_types: tuple[CaseTypeDemand, ...]
    pools: tuple[PoolDemand, ...]
    contacts_per_year: dict[str, float]
    cases_per_year: float
    coverage_volume: float
    coverage_case_types: float
    is_profile_flat: bool


# --- staffing ---------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class PoolPlan:
    """Agents per day type and half-hour, and what that gives. Shapes [D, T] as in :class:`PoolDemand`.

    Phone and drop-in visits are one queue: ``offered`` (contacts per half-hour of one day), ``aht_s``
    (nan without contacts), ``required`` (meets that queue's targets), ``sl_offered`` (share of offered
    within ``within_s``; 1 without contacts), ``answered`` (contacts per half-hour). ``chat_agents`` meets
    chat's targets and is busy ``chat_busy_hours``; ``agents`` is what is planned: both, never below the
    minimum presence.

    Hours per year: ``agents`` over the year = ``load_hours`` (answered phone and visits) +
    ``chat_load_hours`` + ``idle_hours_used`` (deferred work done meanwhile) + ``waiting_hours`` +
    ``minimum_hours`` (above the requirement and not used for deferred work). ``staffed_hours`` = that +
    ``booked_hours`` + ``deferred_paid_hours``. ``deferred_hours`` = ``deferred_hours_in_idle`` +
    ``deferred_hours_added``; ``deferred_paid_hours`` = the latter / 0.85.
    ``deferred_least_staff`` are the people that must be at deferred work, beside idle time, for every
    deadline to hold; ``deferred_planned_staff`` are those that the plan pays for.

    ``fte_by_component`` has the keys of FTE_COMPONENTS and adds up to ``fte``; ``adviser_fte`` is before
    overhead and rounding. ``peak_at`` is (month, weekday, half-hour).
    """

    pool: str
    name: str
    day_types: tuple[DayType, ...]
    is_open: NDArray[np.bool_]
    offered: Floats
    aht_s: Floats
    required: Ints
    chat_agents: Ints
    agents: Ints
    sl_offered: Floats
    answered: Floats
    staffed_hours: float
    load_hours: float
    chat_load_hours: float
    booked_hours: float
    idle_hours_used: float
    waiting_hours: float
    minimum_hours: float
    deferred_hours: float
    deferred_hours_in_idle: float
    deferred_hours_added: float
    deferred_paid_hours: float
    peak_agents: int
    peak_at: tuple[int, int, int]
    service_level: Rate
    within_s: float
    patience_s: float
    chat_offered: Floats
    chat_aht_s: Floats
    chat_busy_hours: Floats
    chat_service_level: Rate
    deferred_least_staff: float
    deferred_planned_staff: float
    adviser_fte: float
    overhead_fte: float
    fte: float
    fte_by_component: dict[str, float]


FTE_COMPONENTS = (
    "contact_handling", "chat_handling", "deferred_in_idle", "deferred_outside_idle", "waiting_capacity",
    "minimum_staffing", "shrinkage", "overhead", "rounding",
)  # fmt: skip
"""The rows of the FTE breakdown in order. The first six are hours / paid hours; shrinkage is what absence
and internal time add to them. Work done in idle time has its own row: without it the rows fall short of
the agents by exactly that."""


@dataclass(frozen=True, eq=False)
class Staffing:
    """The year's plan. ``fte_by_component`` has the keys of FTE_COMPONENTS and sums to ``fte_total``.

    ``adviser_fte`` is without overhead and rounding; what rounding adds is advisers, so the advisers to
    pay are ``fte_total`` - ``overhead_fte``. ``overhead_fte`` = ``team_leader_fte`` + ``management_fte``.
    ``hours_per_fte`` are productive hours of a full-time position:
    paid x (1 - absence) x (1 - internal time). ``peak_agents`` are at work at the same time, over all pools.
    """

    pools: tuple[PoolPlan, ...]
    staffed_hours_per_year: float
    paid_hours_per_fte: float
    absence_share: float
    internal_time_share: float
    hours_per_fte: float
    adviser_fte: float
    team_leader_fte: float
    management_fte: float
    overhead_fte: float
    fte_total: float
    fte_by_component: dict[str, float]
    peak_agents: int
    service_level: Rate
    within_s: float


# --- release and balance ----------------------------------------------------------------------


@dataclass(frozen=True)
class Released:
    """Hours per year that a role is relieved of. ``fte`` = hours / hours per FTE.

    ``hours_in_positions`` lie in front-line positions that move whole and are not realised again;
    ``person_share`` = hours / (persons x hours per FTE), None without persons.
    """

    department: str
    unit: str | None
    role: str | None
    hours: float
    hours_in_positions: float
    fte: float
    fte_realisable: float
    persons: float
    person_share: float | None


@dataclass(frozen=True)
class BalanceRow:
    """The two identities of section 5 for a department (None: the total). Hours per year, each term its own.

    A step's terms stand with the department whose unit performs it today, those of contacts as such (wrap-up,
    triage, crossings, ``second_line_real_time_hours``) with the case type's. ``done`` contains wrap-up
    and triage; ``dropped`` are steps abolished or left to an e-service; ``staying`` contains the cases
    that do not come by the common entry. ``second_line_hours`` is departments' work on cases that did.

    taken = done - wrap_up - triage + saved_by_e_service + saved_by_minutes (which may be negative);
    work_today = taken + dropped + staying.
    """

    department: str | None
    work_today: float
    taken: float
    dropped: float
    staying: float
    done: float
    wrap_up: float
    triage: float
    saved_by_e_service: float
    saved_by_minutes: float
    second_line_hours: float
    handoffs_per_year: float
    ping_pong_per_year: float
    second_line_real_time_hours: float = 0.0


@dataclass(frozen=True)
class Positions:
    """What a department (None: all) brings and what is needed, in full-time positions (section 5).

    ``difference`` = ``moving_whole`` + ``realisable`` - ``needed_share``. ``reasons`` (name, positions) add up to
    what is needed beyond what is brought, so a negative one makes up for others: "not_realisable" (released in
    fractions of people), "in_positions" (work found in positions that move, less those positions),
    "wrap_up", "triage", "saved_by_e_service", "saved_by_minutes", "waiting_capacity" (what the service level
    costs), "minimum_staffing", "overhead", "rounding", "other" (deferred work at less than full use of the day,
    less contacts that hang up).
    """

    department: str | None
    moving_whole: float
    realisable: float
    needed_share: float
    difference: float
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, eq=False)
class Release:
    """Who is relieved of what, and whether it adds up."""

    released: tuple[Released, ...]
    balance: tuple[BalanceRow, ...]
    total: BalanceRow
    positions: tuple[Positions, ...]
    realisable_share: float


# --- money ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CostLine:
    """One line, rounded once to the hundredth. ``quantity`` x ``unit_amount`` = ``amount`` before rounding.

    ``kind``: personnel, item, capital (a year's cost of an investment) or outlay (its purchase, one-off).
    ``driver_quantity`` is what the driver says, hours and full-time positions rounded to 1e-6;
    ``quantity`` is that in whole steps of ``step_size``. ``next_step_at`` is the driver quantity above
    which a step-fixed cost rises, ``to_next_step`` how far away that is (None: no steps). ``worked`` names
    the figures that ``unit_amount`` is made of.
    """

    id: str
    name: Message | str
    kind: Literal["personnel", "item", "capital", "outlay"]
    category: str
    phase: str
    driver: str
    quantity: Decimal
    unit_amount: Decimal
    amount: Decimal
    funding: str
    department: str | None
    next_step_at: Decimal | None = None
    driver_quantity: Decimal = Decimal(1)
    step_size: Decimal | None = None
    to_next_step: Decimal | None = None
    worked: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class CapitalYear:
    """A calendar year of an investment: depreciation + interest = amount, rounded once, as a sum.

    ``months`` of the year carry cost; ``opening`` and ``closing`` are the residual value before and after.
    """

    investment: str
    year: int
    opening: Decimal
    depreciation: Decimal
    interest: Decimal
    amount: Decimal
    months: int = 12
    closing: Decimal = Decimal(0)
    interest_rate: Decimal = Decimal(0)


@dataclass(frozen=True)
class Costs:
    """Cost lines of the planning year, the budget table, and the years of every investment.

    ``yearly_total`` adds the operation lines and is ``shared_yearly`` + ``central_yearly`` + what
    ``direct_yearly`` charges departments. ``one_off_total`` adds the rest, outlays of investments
    included; ``budget`` by (category, phase) has every row and column. An investment stands in two
    columns, as outlay and as the year's capital cost: columns are never added to each other.
    """

    currency: str
    lines: tuple[CostLine, ...]
    capital: tuple[CapitalYear, ...]
    yearly_total: Decimal
    one_off_total: Decimal
    shared_yearly: Decimal
    central_yearly: Decimal
    direct_yearly: dict[str, Decimal]
    budget: dict[tuple[str, str], Decimal]
    employer_contribution: Decimal
    interest_rate: Decimal


@dataclass(frozen=True)
class Portion:
    """A party's portion of a total that is divided by largest remainder, with every figure on the way.

    In units (öre, or tenths of a position): ``exact`` (4 decimals), ``whole`` = floor, ``remainder``.
    ``rank`` orders by remainder, highest first, ties by ``tie_order`` (the party's place by id);
    ``amount`` is back in the total's own unit.
    """

    party: str
    exact: Decimal
    whole: Decimal
    remainder: Decimal
    tie_order: int
    rank: int
    amount: Decimal


@dataclass(frozen=True)
class DepartmentAmount:
    """What a department carries: used + readiness + direct = amount.

    ``readiness`` is its part of idle capacity, an "of which" on every statement. ``shared`` divides the
    shared yearly cost (used + readiness), ``used_portion`` the used part of it; readiness is the difference.
    """

    department: str
    used_minutes: Decimal
    key_weight: Decimal
    used: Decimal
    readiness: Decimal
    direct: Decimal
    amount: Decimal
    contacts: Decimal = Decimal(0)
    shared: Portion | None = None
    used_portion: Portion | None = None


@dataclass(frozen=True)
class Allocation:
    """Time-driven activity-based costing of the yearly cost; sums are exact to the hundredth.

    ``key`` is the one that was used, ``key_asked`` the one that was asked for: it differs where nobody
    had a weight by it. ``total`` = the departments' amounts + ``central``. ``used`` + ``idle_capacity`` is
    the shared yearly cost; ``productive_minutes`` = ``used_minutes`` + ``idle_minutes``.
    """

    key: str
    rate_per_minute: Decimal
    productive_minutes: Decimal
    by_department: tuple[DepartmentAmount, ...]
    idle_capacity: Decimal
    central: Decimal
    total: Decimal
    key_asked: str = ""
    used_minutes: Decimal = Decimal(0)
    idle_minutes: Decimal = Decimal(0)
    used: Decimal = Decimal(0)


@dataclass(frozen=True)
class BlockingGroup:
    """Departments that would be cheaper off on their own: ``pays`` together more than ``alone``."""

    departments: tuple[str, ...]
    pays: Decimal
    alone: Decimal


@dataclass(frozen=True)
class CoreTest:
    """Which groups would leave. No ``blocking``: "none found among ``groups_tested`` groups", no more."""

    groups_tested: int
    groups_in_all: int
    blocking: tuple[BlockingGroup, ...]
    is_cancelled: bool


@dataclass(frozen=True)
class Price:
    """A unit price with its worked line: minutes x rate + minutes x fixed rate = variable + fixed = price.

    ``hours_per_year`` / ``contacts_per_year`` give ``minutes``. ``fixed_per_minute`` is the department's
    readiness and direct items over its used minutes. ``base_year`` is whose costs these are; ``index``
    what they are adjusted by later.
    """

    case_type: str
    department: str
    channel: str
    contacts_per_year: Decimal
    minutes: Decimal
    rate_per_minute: Decimal
    variable: Decimal
    fixed: Decimal
    price: Decimal
    hours_per_year: Decimal = Decimal(0)
    fixed_per_minute: Decimal = Decimal(0)
    base_year: int = 0
    index: str = ""


@dataclass(frozen=True)
class ReleaseValue:
    """What released hours of a role, or a position that moves, are worth in a year. Rounded once.

    ``amount`` = ``fte`` x ``cost_per_fte`` x ``share`` x ``months`` / 12. ``id`` is the role's or the
    position's; a position with a cost of its own has that as ``cost_per_fte`` and ``fte`` 1.
    """

    department: str
    kind: Literal["hours", "position"]
    id: str | None
    fte: Decimal
    cost_per_fte: Decimal
    share: Decimal
    months: int
    amount: Decimal


@dataclass(frozen=True)
class Financing:
    """A financing model at a volume (0.8, 1 or 1.2 of plan): what each pays, and what is left over.

    Cost = payments + ``central`` (what is centrally funded in the plan) + residue, to the hundredth; a
    positive residue is a deficit, a negative one a surplus. ``fixed_part`` + ``variable_part`` = payments.
    ``risk_bearer`` has the residue: "service_committee" (carried to next year's price) or "central".
    """

    model: str
    volume_factor: Decimal
    cost_as_planned: Decimal
    cost_replanned: Decimal | None
    payments: dict[str, Decimal]
    residue_as_planned: Decimal
    residue_replanned: Decimal | None
    risk_bearer: str
    fixed_part: dict[str, Decimal]
    reserved_fte: dict[str, Decimal]
    central: Decimal = Decimal(0)
    variable_part: dict[str, Decimal] = field(default_factory=dict)
    cost_per_fte: Decimal | None = None


@dataclass(frozen=True)
class NetEffect:
    """What a department pays and releases in a year, and releases - pays, also cumulated.

    ``pays`` = what the chosen financing model takes in the planning year at planned volume +
    ``capital_change`` since then + ``one_off``. ``break_even_year`` is the first with cumulated >= 0.
    """

    department: str
    year: int
    pays: Decimal
    releases: Decimal
    difference: Decimal
    cumulated: Decimal
    break_even_year: int | None
    capital_change: Decimal = Decimal(0)
    one_off: Decimal = Decimal(0)
    model: str = ""


# --- findings ---------------------------------------------------------------------------------

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True)
class Finding:
    """Something to look at: which rule, how grave, where (path and id), what, and what to do."""

    rule: str
    severity: Severity
    place: str
    id: str
    what: Message
    remedy: Message


@dataclass(frozen=True, eq=False)
class Results:
    """Everything that a scenario of a project gives. Made by :mod:`workbench.analysis.engine` alone."""

    scenario: str
    scenario_name: str
    planning_year: int
    levels_moved: tuple[int, ...]
    assumptions: tuple[Assumption, ...]
    flows: tuple[CaseTypeFlow, ...]
    demand: Demand
    staffing: Staffing
    release: Release
    costs: Costs
    allocation: Allocation
    prices: Sequence[Price]
    financing: tuple[Financing, ...]
    net_effect: tuple[NetEffect, ...]
    findings: tuple[Finding, ...]
    share_volume_levels_1_4: Rate
    first_contact_resolution: Rate
    solved_in_customer_service: Rate
    handoffs_per_year: float
    ping_pong_per_year: float
    inputs_hash: str
    uncertainty: dict[str, Any] | None = None
