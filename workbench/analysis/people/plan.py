"""One pool's year: how many advisers in every half-hour, what residents meet, where the hours go.

Phone and drop-in visits are one queue, because the same adviser answers both; chat needs its own
advisers on top; deferred work fills idle time as far as it may be interrupted. A year is planned on
day types, so that a plan is a few hundred queues instead of ten thousand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.analysis import defaults
from workbench.analysis.demand.promises import Promise, minimum_presence, promise, queue_targets
from workbench.analysis.people.deadlines import days_in_order, least_staff
from workbench.analysis.queues import Measures, Targets, evaluate, required_agents
from workbench.analysis.queues.chat import evaluate_chats, required_agents_chat
from workbench.analysis.queues.measure import flat_erlang_a
from workbench.analysis.results import Floats, Ints, PoolDemand, PoolPlan, Rate
from workbench.analysis.scenario import ScenarioTerms
from workbench.model.pause import checkpoint
from workbench.model.scenarios import Scenario
from workbench.model.service import Pool
from workbench.model.volumes import Channel

INTERVAL_S = 1800.0
INTERVAL_HOURS = 0.5
Bools = NDArray[np.bool_]
_QUEUE = (Channel.PHONE, Channel.VISIT)


@dataclass(frozen=True, eq=False)
class _Stream:
    """Contacts that share a queue: per half-hour of one day, and what an average year has of them."""

    offered: Floats
    aht_s: Floats
    required: Ints
    targets: tuple[Targets, ...]


@dataclass(frozen=True, eq=False)
class _Served:
    """What the residents of a stream meet with the advisers planned, and the hours it takes."""

    sl_offered: Floats
    answered: Floats
    busy_hours: Floats
    service_level: Rate


def plan_pool(
    demand: PoolDemand,
    pool: Pool,
    terms: ScenarioTerms,
    *,
    hours_only: bool = False,
    present: int | None = None,
) -> PoolPlan:
    """Return the plan of ``pool`` for its ``demand``, without FTE (that is staffing's part).

    With ``hours_only`` the service level (nan, None) and the deadlines (nan) are left out, which are half
    of the work and do not change the hours: for whoever asks what another volume would cost. With ``present``
    that many are there in every open half-hour, whatever the targets need.
    Raises ProjectError where a target is beyond any staff, QueueError for demand that is no number.
    """
    queue = _queue(demand, pool, terms.scenario)
    checkpoint()
    chat = _chat(demand, pool, terms.scenario)
    checkpoint()
    needed = queue.required + chat.required
    if present is None:
        agents = np.where(demand.is_open, np.maximum(needed, minimum_presence(pool)), 0)
    else:
        agents = np.where(demand.is_open, present, 0)
        chat = replace(chat, required=_part_of(agents, chat.required, needed))
        needed = np.minimum(needed, agents)
    days = np.array([one.days for one in demand.day_types], dtype=float)
    met = _serve(queue, agents - chat.required, days, hours_only=hours_only)
    chatted = _serve_chat(chat, days, pool.chats_at_once, hours_only=hours_only)
    checkpoint()
    hours = _hours(demand, agents, needed, met.busy_hours + chatted.busy_hours, days)
    peak = np.unravel_index(int(agents.argmax()), agents.shape) if agents.size else (0, 0)
    peak_day = demand.day_types[int(peak[0])] if agents.size else None
    least = math.nan if hours_only else _least_staff(demand, pool, terms, hours.idle_per_day)
    checkpoint()
    open_hours = float(days @ demand.is_open.sum(axis=1)) * INTERVAL_HOURS
    paid = hours.deferred_added / defaults.DEFERRED_UTILISATION
    return PoolPlan(
        pool=demand.pool,
        name=demand.name,
        day_types=demand.day_types,
        is_open=demand.is_open,
        offered=queue.offered,
        aht_s=queue.aht_s,
        required=queue.required,
        chat_agents=chat.required,
        agents=agents,
        sl_offered=met.sl_offered,
        answered=met.answered,
        staffed_hours=_over_year(agents, days) * INTERVAL_HOURS + demand.booked_hours + paid,
        load_hours=_over_year(met.busy_hours, days),
        chat_load_hours=_over_year(chatted.busy_hours, days),
        booked_hours=demand.booked_hours,
        idle_hours_used=hours.idle_used,
        waiting_hours=hours.waiting,
        minimum_hours=hours.minimum,
        deferred_hours=sum(demand.deferred_hours.values()),
        deferred_hours_in_idle=hours.idle_used,
        deferred_hours_added=hours.deferred_added,
        deferred_paid_hours=paid,
        peak_agents=int(agents.max(initial=0)),
        peak_at=(peak_day.month, peak_day.weekday, int(peak[1])) if peak_day else (0, 0, 0),
        service_level=met.service_level,
        within_s=(queue.targets[0].within_s or 0.0) if queue.targets else 0.0,
        patience_s=queue.targets[0].patience_s if queue.targets else math.inf,
        chat_offered=chat.offered,
        chat_aht_s=chat.aht_s,
        chat_busy_hours=chatted.busy_hours,
        chat_service_level=chatted.service_level,
        deferred_least_staff=least,
        deferred_planned_staff=paid / open_hours if open_hours else 0.0,
        adviser_fte=0.0,
        overhead_fte=0.0,
        fte=0.0,
        fte_by_component={},
    )


def _part_of(agents: Ints, chat: Ints, needed: Ints) -> Ints:
    """Return those of ``agents`` who chat: all that chat needs, else its part of them, somebody if there are two."""
    part = agents * chat // np.maximum(needed, 1)
    part = np.where((part == 0) & (chat > 0) & (agents > 1), 1, part)
    return np.where(needed > agents, part, chat)


def _over_year(per_half_hour: Floats | Ints, days: Floats) -> float:
    return float(days @ per_half_hour.sum(axis=1))


def _together(demand: PoolDemand, channels: Sequence[Channel]) -> tuple[Floats, Floats]:
    """Return contacts and mean handling time (nan without contacts) of ``channels`` in one queue."""
    at = [index for index, name in enumerate(demand.real_time) if name in channels]
    offered = np.where(demand.is_open, demand.offered[at].sum(axis=0), 0.0)
    work_s = np.where(demand.is_open, demand.work_s[at].sum(axis=0), 0.0)
    has_work = (offered > 0) & (work_s > 0)
    aht_s = np.divide(work_s, offered, out=np.full_like(offered, np.nan), where=has_work)
    return offered, aht_s


def _promises(
    demand: PoolDemand, pool: Pool, scenario: Scenario, channels: Sequence[Channel]
) -> list[Promise]:
    return [promise(one, pool, scenario) for one in channels if one.value in demand.real_time]


def _queue(demand: PoolDemand, pool: Pool, scenario: Scenario) -> _Stream:
    targets = queue_targets(_promises(demand, pool, scenario, _QUEUE), pool)
    offered, aht_s = _together(demand, _QUEUE)
    required = np.zeros(offered.shape, dtype=np.int64)
    at = ~np.isnan(aht_s)
    for target in targets:
        required[at] = np.maximum(required[at], required_agents(offered[at] / INTERVAL_S, aht_s[at], target))
    return _Stream(offered, aht_s, required, targets)


def _chat(demand: PoolDemand, pool: Pool, scenario: Scenario) -> _Stream:
    targets = queue_targets(_promises(demand, pool, scenario, (Channel.CHAT,)), pool)
    offered, aht_s = _together(demand, (Channel.CHAT,))
    required = np.zeros(offered.shape, dtype=np.int64)
    at = ~np.isnan(aht_s)
    for target in targets:
        lam = offered[at] / INTERVAL_S
        if pool.chats_at_once == 1:
            required[at] = required_agents(lam, aht_s[at], target)
        elif lam.size:
            required[at] = required_agents_chat(
                lam, chat_handling_s(offered, aht_s, pool.chats_at_once), target
            )
    return _Stream(offered, aht_s, required, targets)


def chat_handling_s(offered: Floats, aht_s: Floats, chats_at_once: int) -> list[float]:
    """Return a chat's handling time while an adviser holds 1, 2, ... chats.

    Nobody has measured it here: each further chat is assumed to slow the others by a fixed share.
    """
    at = ~np.isnan(aht_s)
    alone = float((offered[at] * aht_s[at]).sum() / offered[at].sum())
    return [alone * (1 + defaults.CHAT_SLOWDOWN * others) for others in range(chats_at_once)]


def _serve(stream: _Stream, agents: Ints, days: Floats, *, hours_only: bool) -> _Served:
    """Evaluate the queue with the advisers that are there for it, minimum presence included."""
    at = ~np.isnan(stream.aht_s) & (agents > 0)
    if not stream.targets or not at.any():
        return _nobody_waits(stream)
    target = stream.targets[0]
    lam = stream.offered[at] / INTERVAL_S
    patience_s = target.patience_s
    if hours_only and math.isfinite(patience_s):
        found = flat_erlang_a(lam, stream.aht_s[at], agents[at], np.full(lam.shape, patience_s), None)
    else:
        found = evaluate(lam, stream.aht_s[at], agents[at], patience_s, target.within_s or 0.0)
    busy = np.zeros(stream.offered.shape)
    busy[at] = stream.offered[at] * (1 - found.p_lost) * stream.aht_s[at] / 3600
    return _served(stream, found, at, busy, days)


def _serve_chat(stream: _Stream, days: Floats, chats_at_once: int, *, hours_only: bool) -> _Served:
    if chats_at_once == 1:
        return _serve(stream, stream.required, days, hours_only=hours_only)
    at = ~np.isnan(stream.aht_s) & (stream.required > 0)
    if not stream.targets or not at.any():
        return _nobody_waits(stream)
    target = stream.targets[0]
    handling = chat_handling_s(stream.offered, stream.aht_s, chats_at_once)
    lam, agents = stream.offered[at] / INTERVAL_S, stream.required[at]
    found = evaluate_chats(lam, handling, agents, target.patience_s, target.within_s or 0.0)
    busy = np.zeros(stream.offered.shape)
    busy[at] = found.occupancy * agents * INTERVAL_HOURS
    return _served(stream, found, at, busy, days)


def _nobody_waits(stream: _Stream) -> _Served:
    """Nobody comes, or nobody is there to answer: then all who come are lost, and the year's level is 0."""
    comes = ~np.isnan(stream.aht_s)
    of = stream.targets[0].of if stream.targets else "offered"
    level = 0.0 if stream.targets and comes.any() else None
    answered = np.where(comes & bool(stream.targets), 0.0, stream.offered)
    return _Served(
        np.where(comes & bool(stream.targets), 0.0, 1.0),
        answered,
        np.zeros(stream.offered.shape),
        Rate(level, of),
    )


def _served(stream: _Stream, found: Measures, at: Bools, busy_hours: Floats, days: Floats) -> _Served:
    """Put the cells ``at`` back in their place and weigh the year's service level by volume.

    Where somebody comes and nobody is there (never in a plan by targets), all are lost.
    """
    comes = ~np.isnan(stream.aht_s)
    of = stream.targets[0].of
    sl_offered, kept = np.where(comes, 0.0, 1.0), np.zeros(at.shape)
    answered = np.where(comes, 0.0, stream.offered)
    sl_offered[at] = found.sl_offered
    answered[at] = stream.offered[at] * (1 - found.p_lost)
    kept[at] = stream.offered[at] * (found.sl_virtual if of == "virtual" else found.sl_offered)
    base = np.where(comes, answered if of == "answered" else stream.offered, 0.0)
    year = _over_year(kept, days) / _over_year(base, days)
    return _Served(sl_offered, answered, busy_hours, Rate(None if math.isnan(year) else year, of))


@dataclass(frozen=True, eq=False)
class _Hours:
    """Where the advisers' hours go that are not contacts; ``idle_per_day`` [D] could be used at most."""

    idle_per_day: Floats
    idle_used: float
    waiting: float
    minimum: float
    deferred_added: float


def _hours(demand: PoolDemand, agents: Ints, needed: Ints, busy_hours: Floats, days: Floats) -> _Hours:
    """Fill idle time with interruptible deferred work; split the rest into waiting and minimum staffing.

    Every half-hour gives the same share of what it could. Within one, deferred work first takes the
    time that the queue needs for readiness and then that of the minimum presence, so that neither
    row falls below 0 and both together are what is neither contact nor deferred work.
    """
    staffed = agents * INTERVAL_HOURS
    usable = np.maximum(0.0, defaults.DEFERRED_UTILISATION * staffed - busy_hours)
    could = _over_year(usable, days)
    all_deferred = sum(demand.deferred_hours.values())
    idle_used = min(could, max(0.0, all_deferred - demand.uninterruptible_hours))
    used = usable * (idle_used / could) if could else usable
    ready = np.maximum(0.0, needed * INTERVAL_HOURS - busy_hours)
    spare = np.maximum(0.0, staffed - busy_hours)
    waiting = np.maximum(0.0, ready - used)
    return _Hours(
        idle_per_day=usable.sum(axis=1),
        idle_used=idle_used,
        waiting=_over_year(waiting, days),
        minimum=_over_year(spare - used - waiting, days),
        deferred_added=max(0.0, all_deferred - idle_used),
    )


def _least_staff(demand: PoolDemand, pool: Pool, terms: ScenarioTerms, idle_per_day: Floats) -> float:
    """Return the people that deferred work needs beside idle time so that every deadline holds.

    Work comes in as contacts do over the year (evenly, where there are none), and is due after
    its channel's working days. What may not be interrupted cannot use idle time.
    """
    order = days_in_order(demand.day_types, terms.planning_year)
    if not order.size or not any(demand.deferred_hours.values()):
        return 0.0
    per_day = demand.offered.sum(axis=(0, 2))[order]
    weight = per_day / per_day.sum() if per_day.sum() > 0 else np.full(order.size, 1 / order.size)
    open_hours = demand.is_open.sum(axis=1)[order] * INTERVAL_HOURS
    total = sum(demand.deferred_hours.values())
    rigid = min(1.0, demand.uninterruptible_hours / total)
    kinds = [(_working_days(name, pool, terms), hours) for name, hours in demand.deferred_hours.items()]
    work = [(lead, hours * weight) for lead, hours in kinds]
    everything = least_staff(work, idle_per_day[order], open_hours)
    if not rigid:
        return everything
    alone = [(lead, hours * rigid) for lead, hours in work]
    return max(everything, least_staff(alone, np.zeros(order.size), open_hours))


def _working_days(name: str, pool: Pool, terms: ScenarioTerms) -> float:
    if name in {one.value for one in Channel}:
        return promise(Channel(name), pool, terms.scenario).working_days
    return terms.back_office_working_days
