"""The plan played out: days of single calls against the advisers planned, beside what the formulas said.

A year has some sixty day types. The days asked for are spread over them as the year is, each type is
played on its own, and the year is put together again by volume, with its uncertainty.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.people.plan import INTERVAL_S
from workbench.analysis.queues import QueueError
from workbench.analysis.results import Floats, PoolDemand, PoolPlan, Results
from workbench.analysis.second_opinion.simulation import (
    DayPlan,
    Estimate,
    Played,
    Simulated,
    Traffic,
    play_days,
    summed_up,
)
from workbench.analysis.second_opinion.steadiness import KindOpinion, by_kind
from workbench.model.text import N_, message

_LEAST_DAYS = 2
"""A day type played once says nothing about its uncertainty."""


@dataclass(frozen=True)
class Measure:
    """A figure of the plan, and what was simulated with its 95 % confidence interval."""

    name: str
    plan: float
    simulated: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        """Whether the plan lies within the interval."""
        return self.low <= self.plan <= self.high


@dataclass(frozen=True)
class PoolOpinion:
    """A pool's measures over the day types that were played (their number, of how many).

    ``kinds`` says the same of the share in time by kind of half-hour (see ``steadiness``).
    """

    pool: str
    name: str
    within_s: float
    day_types_played: int
    day_types: int
    measures: tuple[Measure, ...]
    kinds: tuple[KindOpinion, ...]


@dataclass(frozen=True)
class SecondOpinion:
    """Every pool, the days that were played and the seed that repeats them."""

    days: int
    seed: int
    pools: tuple[PoolOpinion, ...]


def second_opinion(
    results: Results, days: int, seed: int, progress: Callable[[int, int], None] | None = None
) -> SecondOpinion:
    """Return what ``days`` simulated days of every pool's phone and visit queue say of ``results``' plan.

    Handling times are exponential around each channel's mean of the half-hour; the queue starts empty in the
    morning. ``progress`` is told (day types done, in all). Raises QueueError for fewer than 2 days.
    """
    if days < _LEAST_DAYS:
        raise QueueError(message(N_("A simulation needs at least 2 days")))
    demands = {one.pool: one for one in results.demand.pools}
    pools = [
        _pool(plan, demands[plan.pool], days, seed + 1000 * number, progress)
        for number, plan in enumerate(results.staffing.pools)
    ]
    return SecondOpinion(days, seed, tuple(pools))


def days_per_type(counts: Sequence[int], days: int) -> list[int]:
    """Return how many of ``days`` each day type is played: as the year has them, at least 2 or none.

    With too few days for all, the most frequent day types are played. The numbers add up to ``days``.
    """
    order = sorted(range(len(counts)), key=lambda at: (-counts[at], at))
    chosen = order[: max(1, min(len(order), days // _LEAST_DAYS))]
    played = [0] * len(counts)
    for at in chosen:
        played[at] = _LEAST_DAYS
    left = days - _LEAST_DAYS * len(chosen)
    whole = sum(counts[at] for at in chosen) or 1
    exact = {at: left * counts[at] / whole for at in chosen}
    for at in chosen:
        played[at] += int(exact[at])
    rest = days - sum(played)
    for at in sorted(chosen, key=lambda at: (int(exact[at]) - exact[at], at))[:rest]:
        played[at] += 1
    return played


def _pool(
    plan: PoolPlan,
    demand: PoolDemand,
    days: int,
    seed: int,
    progress: Callable[[int, int], None] | None,
) -> PoolOpinion:
    has_calls = [bool((plan.offered[at] > 0).any()) for at in range(len(plan.day_types))]
    counts = [one.days if calls else 0 for one, calls in zip(plan.day_types, has_calls, strict=True)]
    open_types = [at for at, count in enumerate(counts) if count]
    found: list[tuple[int, Simulated]] = []
    played: list[tuple[int, Played]] = []
    for at, number in zip(open_types, days_per_type([counts[at] for at in open_types], days), strict=True):
        if number:
            day = _day(plan, demand, at)
            days_played = play_days(day, number, seed + at)
            played.append((at, days_played))
            found.append((at, summed_up(day, days_played, seed + at)))
        if progress:
            progress(len(found), len(open_types))
    return PoolOpinion(
        pool=plan.pool,
        name=plan.name,
        within_s=plan.within_s,
        day_types_played=len(found),
        day_types=len(open_types),
        measures=_measures(plan, found) if found else (),
        kinds=by_kind(plan, played),
    )


def _day(plan: PoolPlan, demand: PoolDemand, at: int) -> DayPlan:
    open_at = np.flatnonzero(plan.is_open[at])
    traffic = []
    for number, channel in enumerate(demand.real_time):
        offered, work_s = demand.offered[number, at, open_at], demand.work_s[number, at, open_at]
        if channel != "chat" and work_s.sum() > 0:
            mean = float(work_s.sum() / offered.sum())
            means = np.divide(work_s, offered, out=np.full_like(work_s, mean), where=offered > 0)
            traffic.append(Traffic(tuple(offered.tolist()), mean, handling_by_interval=tuple(means.tolist())))
    agents = (plan.agents - plan.chat_agents)[at, open_at]
    return DayPlan(INTERVAL_S, tuple(agents.tolist()), tuple(traffic), plan.within_s, plan.patience_s)


def _measures(plan: PoolPlan, found: Sequence[tuple[int, Simulated]]) -> tuple[Measure, ...]:
    at = np.array([one for one, _ in found])
    days = np.array([plan.day_types[one].days for one in at], dtype=float)
    offered = plan.offered[at]
    contacts = days * offered.sum(axis=1)
    staffed = days * (plan.agents - plan.chat_agents)[at].sum(axis=1)
    lost = offered - plan.answered[at]
    busy = plan.answered[at] * np.nan_to_num(plan.aht_s[at])
    return (
        _measure("sl_offered", (plan.sl_offered[at] * offered).sum(axis=1), offered.sum(axis=1), contacts,
                 [one.sl_offered for _, one in found]),
        _measure("share_lost", lost.sum(axis=1), offered.sum(axis=1), contacts,
                 [one.p_lost for _, one in found]),
        _measure("mean_wait_s", lost.sum(axis=1) * _patience(plan), offered.sum(axis=1), contacts,
                 [one.mean_wait_s for _, one in found]),
        _measure("occupancy", busy.sum(axis=1) / INTERVAL_S,
                 (plan.agents - plan.chat_agents)[at].sum(axis=1).astype(float), staffed,
                 [one.occupancy for _, one in found]),
    )  # fmt: skip


def _patience(plan: PoolPlan) -> float:
    """Erlang A: mean wait of all who call = share lost x mean patience."""
    return plan.patience_s if math.isfinite(plan.patience_s) else 0.0


def _measure(
    name: str, top: Floats, bottom: Floats, weights: Floats, simulated: Sequence[Estimate]
) -> Measure:
    """Return a year's figure of the plan and of the simulation: day types weighted alike in both."""
    share = weights / weights.sum()
    planned = float(share @ (top / bottom))
    value = float(share @ np.array([one.value for one in simulated]))
    reach = math.sqrt(float((share**2) @ np.array([(one.high - one.value) ** 2 for one in simulated])))
    return Measure(name, planned, value, value - reach, value + reach)
