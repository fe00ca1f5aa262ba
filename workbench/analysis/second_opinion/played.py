"""The plan played out: days of single contacts against the advisers planned, beside what the formulas said.

A year has some sixty day types. The days asked for are spread over them as the year is, each type is
played on its own, and the year is put together again by volume, with its uncertainty. Deferred work is
then done in what those days leave.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.queues import QueueError
from workbench.analysis.results import Floats, PoolDemand, PoolPlan, Results
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.second_opinion.deferred_opinion import DeferredOpinion, deferred_opinion
from workbench.analysis.second_opinion.measures import Measure
from workbench.analysis.second_opinion.queue_plans import (
    QueueName,
    QueuePlan,
    calls_queue,
    chat_queue,
    day_of,
    waited_s,
)
from workbench.analysis.second_opinion.simulation import Played, play_days, student_t_975
from workbench.analysis.second_opinion.steadiness import KindOpinion, by_kind
from workbench.model.text import N_, message

_LEAST_DAYS = 2
"""A day type played once says nothing about its uncertainty."""
_NEXT_POOL = 1000
_SEEDS = {QueueName.CALLS: 0, QueueName.CHAT: 300}
_DEFERRED = 600
"""How far the seeds of pools, and of what is played in them, lie apart; a day type adds its number."""


@dataclass(frozen=True)
class QueueOpinion:
    """A queue's measures over the day types that were played (their number, of how many).

    ``kinds`` says the same of the share in time by kind of half-hour (see ``steadiness``).
    """

    queue: QueueName
    within_s: float
    day_types_played: int
    day_types: int
    measures: tuple[Measure, ...]
    kinds: tuple[KindOpinion, ...]


@dataclass(frozen=True)
class PoolOpinion:
    """What was played of a pool: each queue that somebody comes to, and its deferred work."""

    pool: str
    name: str
    queues: tuple[QueueOpinion, ...]
    deferred: DeferredOpinion | None

    def queue(self, name: QueueName) -> QueueOpinion | None:
        """Return the opinion of one queue, None where nobody comes."""
        return next((one for one in self.queues if one.queue is name), None)


@dataclass(frozen=True)
class SecondOpinion:
    """Every pool, the days that were played and the seed that repeats them."""

    days: int
    seed: int
    pools: tuple[PoolOpinion, ...]


def second_opinion(
    results: Results,
    terms: ScenarioTerms,
    days: int,
    seed: int,
    progress: Callable[[int, int], None] | None = None,
) -> SecondOpinion:
    """Return what ``days`` simulated days of every queue say of ``results``' plan, and years of deferred work.

    Handling times are exponential around each channel's mean of the half-hour; the queue starts empty in the
    morning. ``terms`` are those of the results' scenario. ``progress`` is told (day types done, in all) of each
    queue. Raises QueueError for fewer than 2 days.
    """
    if days < _LEAST_DAYS:
        raise QueueError(message(N_("A simulation needs at least 2 days")))
    demands = {one.pool: one for one in results.demand.pools}
    queues = [_queues(plan, demands[plan.pool], terms) for plan in results.staffing.pools]
    whole = sum(len(_comes(one)) for some in queues for one in some)
    done = itertools.count(1)

    def tick() -> None:
        if progress:
            progress(next(done), whole)

    pools = []
    for number, (plan, some) in enumerate(zip(results.staffing.pools, queues, strict=True)):
        first = seed + _NEXT_POOL * number
        played = [(one, dict(_play(one, days, first + _SEEDS[one.name], tick))) for one in some]
        opinions = [_opinion(one, days_played) for one, days_played in played]
        pools.append(
            PoolOpinion(
                pool=plan.pool,
                name=plan.name,
                queues=tuple(one for one in opinions if one.measures),
                deferred=deferred_opinion(
                    plan, demands[plan.pool], terms, results.demand.case_types, played, first + _DEFERRED
                ),
            )
        )
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


def _queues(plan: PoolPlan, demand: PoolDemand, terms: ScenarioTerms) -> list[QueuePlan]:
    chat = chat_queue(plan, demand, terms)
    return [calls_queue(plan, demand), *([chat] if chat else [])]


def _comes(queue: QueuePlan) -> list[int]:
    """Return the day types on which somebody comes."""
    found: list[int] = np.flatnonzero((queue.load > 0).any(axis=1)).tolist()
    return found


def _play(queue: QueuePlan, days: int, seed: int, tick: Callable[[], None]) -> Iterator[tuple[int, Played]]:
    """Yield the day types that are played, each with its days."""
    types = _comes(queue)
    numbers = days_per_type([queue.day_types[at].days for at in types], days)
    for at, number in zip(types, numbers, strict=True):
        if number:
            yield at, play_days(day_of(queue, at), number, seed + at)
        tick()


def _opinion(queue: QueuePlan, played: dict[int, Played]) -> QueueOpinion:
    return QueueOpinion(
        queue=queue.name,
        within_s=queue.within_s,
        day_types_played=len(played),
        day_types=len(_comes(queue)),
        measures=_measures(queue, played) if played else (),
        kinds=by_kind(queue, tuple(played.items())),
    )


def _measures(queue: QueuePlan, played: dict[int, Played]) -> tuple[Measure, ...]:
    """Return the year's measures, those of which something was there to measure."""
    at = np.array(list(played))
    days = np.array([queue.day_types[one].days for one in at], dtype=float)

    def year(what: Floats) -> float:
        return float(days @ what[at].sum(axis=1))

    offered, agents = year(queue.offered), year(queue.agents.astype(float))
    in_time, lost = (
        year(queue.sl_offered * queue.offered) / offered,
        year(queue.offered - queue.answered) / offered,
    )
    wait_s = year(waited_s(queue)) / offered
    patience_s = queue.patience_s if math.isfinite(queue.patience_s) else 0.0
    some = list(zip(days.tolist(), played.values(), strict=True))
    found = (
        _measure("sl_offered", in_time, some, "in_time", "offered", in_time * (1 - in_time)),
        _measure("share_lost", lost, some, "lost", "offered", lost * (1 - lost)),
        _measure("mean_wait_s", wait_s, some, "wait_s", "offered", 2 * wait_s * patience_s),
        _measure("occupancy", year(queue.busy) / agents if agents else 0.0, some, "busy_s", "staffed_s", 0.0),
    )
    return tuple(one for one in found if math.isfinite(one.simulated))


def _measure(
    name: str, plan: float, played: Sequence[tuple[float, Played]], top: str, bottom: str, by_chance: float
) -> Measure:
    """Return ``top`` of ``bottom`` over the year: each day type's played mean counts as often as the year has it.

    ``by_chance`` is the least variance of one contact: a few quiet days on which nobody waited are no proof that
    nobody ever does (for waits: those that are as long as patience lets them be).
    """
    whole = sum(days * float(one[bottom].mean()) for days, one in played)
    if not whole:
        return Measure(name, plan, math.nan, math.nan, math.nan)
    value = sum(days * float(one[top].mean()) for days, one in played) / whole
    spread = sum(
        days**2 * float((one[top] - value * one[bottom]).var(ddof=1)) / one[top].size for days, one in played
    )
    contacts = sum(float(one[bottom].sum()) for _, one in played)
    degrees = sum(one[top].size - 1 for _, one in played)
    reach = student_t_975(degrees) * math.sqrt(max(spread / whole**2, by_chance / contacts))
    most = math.inf if name == "mean_wait_s" else 1.0
    return Measure(name, plan, value, max(0.0, value - reach), min(most, value + reach))
