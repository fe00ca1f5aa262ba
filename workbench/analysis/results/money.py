"""What it costs, who bears it, prices, ways to pay, and what is left."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from workbench.model.text import Message


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
    position's; a position with a cost of its own has that as ``cost_per_fte`` and ``fte`` 1. "counted_before" are
    hours of the planning year that lie in a position which has moved since: taken off again, so ``fte`` is negative.
    """

    department: str
    kind: Literal["hours", "position", "counted_before"]
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
    ``capital_change`` since then + ``one_off``. ``break_even_year`` is the first from which cumulated stays >= 0.
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
