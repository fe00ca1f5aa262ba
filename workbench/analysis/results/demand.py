"""The year's demand: by case type and channel, and per pool as the plan needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.results.basis import Floats

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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

    Shapes: D day types, T half-hours of a day (48), channels in ``real_time``: the phone is not among them where
    the pool has visits alone, nor visits where it has calls alone. ``offered[c, d, t]`` are
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
    the common entry share and any deflection. Coverage is of case types that are not out of scope; None where
    there is nothing to cover.
    """

    case_types: tuple[CaseTypeDemand, ...]
    pools: tuple[PoolDemand, ...]
    contacts_per_year: dict[str, float]
    cases_per_year: float
    coverage_volume: float | None
    coverage_case_types: float | None
    is_profile_flat: bool
