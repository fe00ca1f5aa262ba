"""The positions of every draw: each pool's advisers per half-hour out of tables, then hours and positions as planned.

What is here is the arithmetic of ``plan`` and ``staffing`` with an array over draws where those have a figure. The
service level is not drawn: every draw is staffed so that the promise holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.demand.calendar import HALF_HOURS, open_year, spread
from workbench.analysis.demand.promises import minimum_presence, promise, queue_targets
from workbench.analysis.people.plan import INTERVAL_HOURS, INTERVAL_S
from workbench.analysis.results import DayType, Floats, Ints, Staffing
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.uncertainty.agents import AgentTable, Singles
from workbench.analysis.uncertainty.totals import BOOKED_S, CONTACTS, DEFERRED_S, RIGID_S, WORK_S, Work
from workbench.model.costs import AdviserCost
from workbench.model.pause import checkpoint
from workbench.model.service import Pool
from workbench.model.volumes import Channel

CELLS_AT_ONCE = 16_384
"""Half-hours of all draws in one piece: what a processor's cache holds, and some 3 ms of work."""
_MORE = 1.000001


@dataclass(frozen=True, eq=False)
class _Stream:
    """A queue's rows in the work, its weights per open half-hour [profile, cell], and its table (None: no contacts)."""

    rows: tuple[int, ...]
    rows_s: tuple[int, ...]
    weights: Singles
    table: AgentTable | None
    at_once: int

    def agents(self, values: Floats, draws: slice) -> tuple[Singles, Callable[[Singles], Singles]] | None:
        """Return the advisers needed [draw, cell], and what tells how many of some advisers are busy."""
        if self.table is None:
            return None
        load = _mixed(values[list(self.rows_s), draws], self.weights)
        if self.at_once == 1:
            offered = _mixed(values[list(self.rows), draws], self.weights)
            aht = np.divide(load, offered, out=np.full_like(load, 1.0), where=load > 0)
        else:
            contacts = values[list(self.rows), draws].sum(axis=0)
            work_s = values[list(self.rows_s), draws].sum(axis=0)
            one = np.divide(work_s, contacts, out=np.ones_like(work_s), where=work_s > 0)
            aht = one[:, None].astype(np.float32)
        load *= 1 / INTERVAL_S
        table = self.table
        near = table.near(load, aht)
        return table.needed(near), lambda agents: table.busy(near, agents)


def _mixed(parts: Floats, weights: Singles) -> Singles:
    """Return parts [profile, draw] x weights [profile, cell]: [draw, cell].

    Not a matrix product: that adds up in an order that depends on the block's size and on the processor.
    """
    found: Singles = np.einsum("pd,pc->dc", parts.astype(np.float32), weights, optimize=False)
    return found


@dataclass(frozen=True, eq=False)
class PoolTables:
    """One pool, ready to be staffed for any draw. ``days`` [cell] is how often a half-hour comes in the year."""

    pool: str
    queue: _Stream
    chat: _Stream
    least: int
    days: Singles
    day_types: tuple[DayType, ...]
    cells: Ints

    def staff(self, values: Floats, draws: slice) -> tuple[Singles, Floats, Floats]:
        """Return advisers per half-hour [draw, cell], their sum over the year, and the hours free for deferred work."""
        queue, chat = self.queue.agents(values, draws), self.chat.agents(values, draws)
        n = values[:, draws].shape[1]
        agents = np.full((n, len(self.days)), self.least, np.float32)
        in_queue = agents
        busy = np.zeros_like(agents)
        if queue is not None and chat is not None:
            np.maximum(queue[0] + chat[0], agents, out=agents)
            in_queue = agents - chat[0]
            busy = queue[1](in_queue)
            busy += chat[1](chat[0])
        elif queue is not None:
            np.maximum(queue[0], agents, out=agents)
            busy = queue[1](agents)
        elif chat is not None:
            np.maximum(chat[0], agents, out=agents)
            busy = chat[1](chat[0])
        usable = agents * defaults.DEFERRED_UTILISATION
        usable -= busy
        np.maximum(usable, 0.0, out=usable)
        usable *= self.days
        over_year: Floats = (agents * self.days).sum(axis=1, dtype=np.float64)
        return agents, over_year, usable.sum(axis=1, dtype=np.float64) * INTERVAL_HOURS


def pool_tables(pool: Pool, work: Work, terms: ScenarioTerms, real_time: Sequence[str]) -> PoolTables:
    """Return ``pool`` with tables that reach as far as the draws in ``work`` do; ``real_time`` as in its demand."""
    opened = open_year(terms.country, terms.planning_year, pool.opening_hours)
    is_open = opened.is_open.ravel()
    days = np.repeat([float(one.days) for one in opened.day_types], HALF_HOURS)
    at_once = pool.chats_at_once
    queued = [one for one in (Channel.PHONE, Channel.VISIT) if one.value in real_time]
    return PoolTables(
        pool=pool.id,
        queue=_stream(pool, work, terms, is_open, queued, 1),
        chat=_stream(pool, work, terms, is_open, (Channel.CHAT,), at_once),
        least=minimum_presence(pool),
        days=days[is_open].astype(np.float32),
        day_types=opened.day_types,
        cells=np.flatnonzero(is_open),
    )


def _stream(
    pool: Pool,
    work: Work,
    terms: ScenarioTerms,
    is_open: np.ndarray[tuple[int], np.dtype[np.bool_]],
    channels: Sequence[Channel],
    at_once: int,
) -> _Stream:
    is_chat = Channel.CHAT in channels
    names = [key[3] for key in work.rows if key[:3] == (CONTACTS, pool.id, is_chat)]
    rows = tuple(work.rows[CONTACTS, pool.id, is_chat, name] for name in names)
    rows_s = tuple(work.rows[WORK_S, pool.id, is_chat, name] for name in names)
    hours = pool.opening_hours
    weights = np.array(
        [
            spread(terms.country, terms.planning_year, hours, work.profiles[name]).weights.ravel()[is_open]
            for name in names
        ],
        np.float32,
    )
    mine = [one for one in channels if terms.pool_of(one) is pool]
    targets = queue_targets([promise(one, pool, terms.scenario) for one in mine], pool)
    contacts, seconds = work.values[list(rows)], work.values[list(rows_s)]
    some = (contacts > 0) & (seconds > 0)
    if not names or not targets or not some.any():
        return _Stream((), (), weights, None, at_once)
    aht = seconds[some] / contacts[some]
    most = float((seconds * weights.max(axis=1)[:, None]).sum(axis=0).max()) / INTERVAL_S
    least = minimum_presence(pool) if at_once == 1 and not is_chat else 0
    table = AgentTable(targets, at_once, least, (aht.min() / _MORE, aht.max() * _MORE), most * _MORE)
    return _Stream(rows, rows_s, weights, table, at_once)


@dataclass(frozen=True, eq=False)
class PositionDraws:
    """The staffing of every draw. ``before_rounding`` are the positions that are then rounded up pool by pool."""

    staffed_hours: Floats
    fte_total: Floats
    before_rounding: Floats
    leaders: Floats
    management: Floats
    peak_agents: Floats
    workplaces: Floats


def position_draws(
    tables: Sequence[PoolTables],
    work: Work,
    terms: ScenarioTerms,
    cost: AdviserCost,
    planned: Staffing | None = None,
    *,
    done: Callable[[int], None] = lambda _: None,
    cells_at_once: int = CELLS_AT_ONCE,
) -> PositionDraws:
    """Return the staffing of every draw in ``work``; ``done`` hears how many draws are.

    With ``planned`` the first draw is the plan, and all are moved by what the tables miss it by.
    """
    hours = np.zeros((len(tables), work.n))
    free = np.zeros_like(hours)
    peak, taken = np.zeros(work.n), np.zeros(work.n)
    places, days = _peak_places(tables)
    size = max(1, cells_at_once // max(1, sum(len(one.days) for one in tables)))
    for first in range(0, work.n, size):
        checkpoint()
        draws = slice(first, min(first + size, work.n))
        at_once: Singles = np.zeros((draws.stop - first, len(places[-1])), np.float32)
        for n, one in enumerate(tables):
            agents, over_year, usable = one.staff(work.values, draws)
            hours[n, draws] = over_year * INTERVAL_HOURS
            free[n, draws] = usable
            if len(tables) == 1:
                at_once = agents
            else:
                at_once[:, places[n]] += agents
        peak[draws] = at_once.max(axis=1, initial=0.0)
        taken[draws] = (at_once * days).sum(axis=1, dtype=np.float64) * INTERVAL_HOURS
        done(draws.stop)
    beside, open_hours = np.zeros(work.n), float(days.sum()) * INTERVAL_HOURS
    booked = -(peak * open_hours - taken)
    for n, one in enumerate(tables):
        visits, deferred = _beside_contacts(one.pool, work, free[n])
        hours[n] += visits + deferred
        booked += visits
        beside += deferred / (float(one.days.sum()) * INTERVAL_HOURS)
        if planned is not None:
            hours[n] += planned.pools[n].staffed_hours - hours[n, 0]
    workplaces = peak + beside + np.maximum(0.0, booked) / open_hours
    if planned is not None:
        peak += planned.peak_agents - peak[0]
        workplaces += planned.workplaces - workplaces[0]
    return _positions(hours, peak, workplaces, terms, cost)


def _peak_places(tables: Sequence[PoolTables]) -> tuple[list[Ints], Singles]:
    """Return where each pool's half-hours lie among all pools', last all places there are, and how often each comes."""
    known: dict[tuple[int, int, int], int] = {}
    found = []
    for one in tables:
        keys = [
            (
                one.day_types[cell // HALF_HOURS].month,
                one.day_types[cell // HALF_HOURS].weekday,
                cell % HALF_HOURS,
            )
            for cell in one.cells.tolist()
        ]
        found.append(np.array([known.setdefault(key, len(known)) for key in keys], np.int64))
    days = np.zeros(len(known), np.float32)
    for one, here in zip(tables, found, strict=True):
        days[here] = np.maximum(days[here], one.days)
    return [*found, np.arange(len(known))], days


def _beside_contacts(pool: str, work: Work, free: Floats) -> tuple[Floats, Floats]:
    """Return the hours of booked visits, and of deferred work beyond what idle time takes."""
    deferred = work.at((DEFERRED_S, pool, False, "")) / 3600
    rigid = work.at((RIGID_S, pool, False, "")) / 3600
    in_idle = np.minimum(free, np.maximum(0.0, deferred - rigid))
    added: Floats = np.maximum(0.0, deferred - in_idle) / defaults.DEFERRED_UTILISATION
    return work.at((BOOKED_S, pool, False, "")) / 3600, added


def _positions(
    hours: Floats, peak: Floats, workplaces: Floats, terms: ScenarioTerms, cost: AdviserCost
) -> PositionDraws:
    """Return hours as positions: advisers, who leads them, and each pool rounded up to tenths."""
    advisers = hours / terms.hours_per_fte
    every = cost.advisers_per_team_leader
    leaders = advisers / every if every else np.zeros_like(advisers)
    whole = advisers.sum(axis=0)
    parts = np.divide(advisers, whole, out=np.full_like(advisers, 1 / len(advisers)), where=whole > 0)
    management = cost.management_fte * parts
    before = advisers + leaders + management
    fte = np.ceil(before * 10 - 1e-9) / 10
    return PositionDraws(
        staffed_hours=hours.sum(axis=0),
        fte_total=np.round(fte.sum(axis=0), 1),
        before_rounding=before.sum(axis=0),
        leaders=leaders.sum(axis=0),
        management=management.sum(axis=0),
        peak_agents=peak,
        workplaces=workplaces,
    )
