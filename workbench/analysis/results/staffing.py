"""The year's plan: agents per half-hour, hours, full-time positions that add up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.analysis.results.basis import Floats, Ints, Rate
from workbench.analysis.results.demand import DayType

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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
    ``booked_beside_peak`` are the people whose booked visits find no workplace that is free outside the peak.
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
    booked_beside_peak: float
    service_level: Rate
    within_s: float

    @property
    def deferred_planned_staff(self) -> float:
        """Return the people that the plan pays for at deferred work, over all pools."""
        return math.fsum(one.deferred_planned_staff for one in self.pools)

    @property
    def workplaces(self) -> float:
        """Return the workplaces of everybody who is at work at once, not rounded up.

        People planned for deferred work are there all day, so they sit beside the advisers of the peak.
        """
        return self.peak_agents + self.deferred_planned_staff + self.booked_beside_peak
