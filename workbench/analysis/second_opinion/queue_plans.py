"""What a pool's plan says of each queue that is played: phone and visits in one, chat in another.

Both are given the same shape, so that one comparison serves both.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.demand.promises import promise, queue_targets
from workbench.analysis.people.plan import INTERVAL_S, chat_handling_s
from workbench.analysis.queues import Targets, evaluate
from workbench.analysis.queues.chat import evaluate_chats
from workbench.analysis.results import DayType, Floats, Ints, PoolDemand, PoolPlan
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.second_opinion.simulation import DayPlan, Traffic
from workbench.model.volumes import Channel

if TYPE_CHECKING:
    from numpy.typing import NDArray


class QueueName(StrEnum):
    """The queues of a pool."""

    CALLS = "calls"
    CHAT = "chat"


@dataclass(frozen=True, eq=False)
class QueuePlan:
    """A queue as planned, shapes [D, T] as in :class:`PoolPlan`; ``busy`` are advisers at it on average.

    ``lasts_s`` is how long a contact takes at the busiest (nan without any); ``traffic`` are the channels that meet in
    it, as (contacts, handling seconds). ``slowdown`` is the simulator's (:class:`DayPlan`).
    """

    name: QueueName
    day_types: tuple[DayType, ...]
    is_open: NDArray[np.bool_]
    offered: Floats
    lasts_s: Floats
    load: Floats
    agents: Ints
    sl_offered: Floats
    answered: Floats
    busy: Floats
    within_s: float
    patience_s: float
    traffic: tuple[tuple[Floats, Floats], ...]
    slowdown: tuple[float, ...] = (1.0,)


def calls_queue(plan: PoolPlan, demand: PoolDemand) -> QueuePlan:
    """Return the queue that phone and drop-in visits share, with the advisers that chat leaves."""
    at = [number for number, channel in enumerate(demand.real_time) if channel != Channel.CHAT]
    load = plan.offered * np.nan_to_num(plan.aht_s) / INTERVAL_S
    return QueuePlan(
        name=QueueName.CALLS,
        day_types=plan.day_types,
        is_open=plan.is_open,
        offered=plan.offered,
        lasts_s=plan.aht_s,
        load=load,
        agents=plan.agents - plan.chat_agents,
        sl_offered=plan.sl_offered,
        answered=plan.answered,
        busy=plan.answered * np.nan_to_num(plan.aht_s) / INTERVAL_S,
        within_s=plan.within_s,
        patience_s=plan.patience_s,
        traffic=tuple((demand.offered[one], demand.work_s[one]) for one in at),
    )


def chat_queue(plan: PoolPlan, demand: PoolDemand, terms: ScenarioTerms) -> QueuePlan | None:
    """Return the chat queue as the plan's formula takes it; None for a pool that nobody chats with."""
    comes = ~np.isnan(plan.chat_aht_s)
    if not comes.any():
        return None
    pool = next(one for one in terms.pools if one.id == plan.pool)
    target = queue_targets([promise(Channel.CHAT, pool, terms.scenario)], pool)[0]
    at = comes & (plan.chat_agents > 0)
    sl_offered, lost = np.where(comes, 0.0, 1.0), np.where(comes, 1.0, 0.0)
    sl_offered[at], lost[at] = _formula(plan, target, pool.chats_at_once, at)
    slowdown = tuple(1 + defaults.CHAT_SLOWDOWN * others for others in range(pool.chats_at_once))
    number = demand.real_time.index(Channel.CHAT)
    return QueuePlan(
        name=QueueName.CHAT,
        day_types=plan.day_types,
        is_open=plan.is_open,
        offered=plan.chat_offered,
        lasts_s=plan.chat_aht_s * slowdown[-1],
        load=plan.chat_offered * np.nan_to_num(plan.chat_aht_s) / INTERVAL_S,
        agents=plan.chat_agents,
        sl_offered=sl_offered,
        answered=plan.chat_offered * (1 - lost),
        busy=plan.chat_busy_hours * 3600 / INTERVAL_S,
        within_s=target.within_s or 0.0,
        patience_s=target.patience_s,
        traffic=((demand.offered[number], demand.work_s[number]),),
        slowdown=slowdown,
    )


def _formula(plan: PoolPlan, target: Targets, at_once: int, at: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the share in time and the share lost, of offered, of the half-hours ``at``."""
    lam, agents, within_s = plan.chat_offered[at] / INTERVAL_S, plan.chat_agents[at], target.within_s or 0.0
    if at_once == 1:
        found = evaluate(lam, plan.chat_aht_s[at], agents, target.patience_s, within_s)
    else:
        handling = chat_handling_s(plan.chat_offered, plan.chat_aht_s, at_once)
        found = evaluate_chats(lam, handling, agents, target.patience_s, within_s)
    return found.sl_offered, found.p_lost


def day_of(queue: QueuePlan, at: int) -> DayPlan:
    """Return the day type ``at`` as the simulator plays it: its open half-hours, each with its own handling times."""
    open_at = np.flatnonzero(queue.is_open[at])
    traffic = []
    for offered, work_s in ((one[at, open_at], work[at, open_at]) for one, work in queue.traffic):
        if work_s.sum() > 0:
            mean = float(work_s.sum() / offered.sum())
            means = np.divide(work_s, offered, out=np.full_like(work_s, mean), where=offered > 0)
            traffic.append(Traffic(tuple(offered.tolist()), mean, handling_by_interval=tuple(means.tolist())))
    agents = tuple(queue.agents[at, open_at].tolist())
    return DayPlan(
        INTERVAL_S, agents, tuple(traffic), queue.within_s, queue.patience_s, slowdown=queue.slowdown
    )


def waited_s(queue: QueuePlan) -> Floats:
    """Return the seconds that all who come in a half-hour wait together, [D, T]: those lost x mean patience.

    That is Erlang A's own identity, and chat's chain has it too.
    """
    patience = queue.patience_s if math.isfinite(queue.patience_s) else 0.0
    return (queue.offered - queue.answered) * patience
