"""Why so many advisers in a half-hour: what the queue gives with them, and what it fails with one fewer."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis import defaults
from workbench.analysis.demand.promises import (
    Promise,
    max_occupancy,
    minimum_presence,
    promise,
    queue_targets,
)
from workbench.analysis.explain.explanation import (
    ADVISERS,
    CONTACTS,
    SECONDS,
    SHARE,
    Asked,
    Explain,
    Explanation,
    Input,
    no_such_figure,
)
from workbench.analysis.explain.sources import promised, setting
from workbench.analysis.people.plan import INTERVAL_S, chat_handling_s
from workbench.analysis.place import Place
from workbench.analysis.queues import Targets, evaluate
from workbench.analysis.queues.chat import evaluate_chat
from workbench.analysis.queues.values import Measures, margin
from workbench.analysis.results import DayType, Floats, Ints, PoolDemand, PoolPlan
from workbench.analysis.words import word
from workbench.model.service import Pool
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Channel

WEEKDAYS = (
    N_("Mondays"), N_("Tuesdays"), N_("Wednesdays"), N_("Thursdays"), N_("Fridays"), N_("Saturdays"),
    N_("Sundays"),
)  # fmt: skip
MONTHS = (
    N_("in January"), N_("in February"), N_("in March"), N_("in April"), N_("in May"), N_("in June"),
    N_("in July"), N_("in August"), N_("in September"), N_("in October"), N_("in November"),
    N_("in December"),
)  # fmt: skip
_QUEUE = (Channel.PHONE, Channel.VISIT)


def half_hour_words(month: int, weekday: int, t: int) -> Message:
    """Return when a half-hour of a day type is: "Mondays in March, 09:30-10:00"."""
    first, last = f"{t // 2:02d}:{t % 2 * 30:02d}", f"{(t + 1) // 2:02d}:{(t + 1) % 2 * 30:02d}"
    return message(
        N_("{weekday} {month}, {first}–{last}"),
        weekday=message(WEEKDAYS[weekday]),
        month=message(MONTHS[month - 1]),
        first=first,
        last=last,
    )


def half_hour_key(pool: str, day: DayType, t: int) -> str:
    """Return the key of a day type's half-hour."""
    return f"half_hour:{pool}:{day.month}-{day.weekday}-{t}"


@dataclass(frozen=True)
class _Cell:
    """A half-hour: its pool and plan, the day type's place, the half-hour's number."""

    pool: Pool
    plan: PoolPlan
    day: int
    t: int


def plan_of(asked: Asked, wanted: str) -> tuple[Pool, PoolPlan]:
    """Return a pool and its plan. Raises ProjectError where there is none."""
    plan = asked.first(one for one in asked.results.staffing.pools if one.pool == wanted)
    return asked.first(one for one in asked.basis.terms.pools if one.id == wanted), plan


def demand_of(asked: Asked, wanted: str) -> PoolDemand:
    """Return what comes to a pool. Raises ProjectError where there is none."""
    return asked.first(one for one in asked.results.demand.pools if one.pool == wanted)


def name_of(plan: PoolPlan) -> Message | str:
    """Return the name of a plan's pool."""
    return plan.name or message(N_("Customer service"))


def over_year(plan: PoolPlan, by_half_hour: Floats | Ints) -> float:
    """Return the sum over the year of what stands in every half-hour of the day types."""
    days = np.array([one.days for one in plan.day_types], float)
    return float(days @ by_half_hour.sum(axis=1))


def _cell(asked: Asked) -> _Cell:
    wanted, when = asked.names(2)
    pool, plan = plan_of(asked, wanted)
    try:
        month, weekday, t = (int(one) for one in when.split("-"))
    except ValueError:
        raise no_such_figure(asked.key) from None
    day = asked.first(
        n for n, one in enumerate(plan.day_types) if (one.month, one.weekday) == (month, weekday)
    )
    if not 0 <= t < plan.agents.shape[1]:
        raise no_such_figure(asked.key)
    return _Cell(pool, plan, day, t)


def _half_hour(asked: Asked) -> Explanation:
    cell = _cell(asked)
    plan, at = cell.plan, (cell.day, cell.t)
    day = plan.day_types[cell.day]
    queue, chat, agents = (int(one[at]) for one in (plan.required, plan.chat_agents, plan.agents))
    terms = (
        Input(message(N_("The queue of phone and visits needs")), float(queue), ADVISERS),
        Input(message(N_("Chat needs")), float(chat), ADVISERS),
        setting(
            asked, message(N_("Added to reach the minimum presence")), float(agents - queue - chat), ADVISERS,
            Place("pools", (plan.pool,), "minimum_presence"), "term",
            is_said=cell.pool.minimum_presence is not None,
            source=message(N_("the pool: at least {n}"), n=minimum_presence(cell.pool)),
        ),
    )  # fmt: skip
    return asked.figure(
        message(N_("{pool}: {when}"), pool=plan.name, when=half_hour_words(day.month, day.weekday, cell.t)),
        float(agents),
        ADVISERS,
        N_("The fewest advisers that keep every target in this half-hour, and never fewer than the minimum "
           "presence. One fewer fails a target."),
        N_("advisers for phone and visits + advisers for chat, at least the minimum presence"),
        *(one for n, one in enumerate(terms) if n == 0 or one.value),
        Input(message(N_("Days of this kind in the year")), float(day.days), message(N_("days")), "note"),
        *_queue_notes(asked, cell, queue, agents - chat),
        *_chat_notes(asked, cell, chat),
        feeds=("peak", f"waiting:{plan.pool}"),
    )  # fmt: skip


def _contacts_notes(asked: Asked, cell: _Cell, channels: tuple[Channel, ...]) -> Iterator[Input]:
    demand = demand_of(asked, cell.plan.pool)
    for channel in channels:
        if channel.value in demand.real_time:
            offered = float(demand.offered[demand.real_time.index(channel.value), cell.day, cell.t])
            if offered:
                yield Input(
                    message(N_("Contacts by {channel}"), channel=word(channel.value)), offered,
                    message(N_("contacts in the half-hour")), "note", message(N_("volumes and profiles")),
                    None, Place("profiles"), f"offered:{cell.plan.pool}:{channel.value}",
                )  # fmt: skip


_Measured = Callable[[int, Targets], Measures]
"""What a queue gives with so many advisers, by the patience and the seconds of a target."""


def _queue_notes(asked: Asked, cell: _Cell, needed: int, present: int) -> Iterator[Input]:
    """Yield what goes into the queue formula, what it is asked for, and what comes out at n and at n - 1."""
    offered, aht_s = (float(one[cell.day, cell.t]) for one in (cell.plan.offered, cell.plan.aht_s))
    if not offered or math.isnan(aht_s):
        return
    yield from _contacts_notes(asked, cell, _QUEUE)
    yield from _load(offered, aht_s, "contact_handling")
    yield from _outcomes(asked, cell, _QUEUE, needed, present, _erlang_a(offered, aht_s))


def _erlang_a(offered: float, aht_s: float) -> _Measured:
    def measured(agents: int, target: Targets) -> Measures:
        return evaluate([offered / INTERVAL_S], [aht_s], [agents], target.patience_s, target.within_s or 0.0)

    return measured


def _several_at_once(cell: _Cell, offered: float, at_once: int) -> _Measured:
    def measured(agents: int, target: Targets) -> Measures:
        handling = chat_handling_s(cell.plan.chat_offered, cell.plan.chat_aht_s, at_once)
        return evaluate_chat(
            offered / INTERVAL_S, handling, agents, target.patience_s, target.within_s or 0.0
        )

    return measured


def _chat_notes(asked: Asked, cell: _Cell, needed: int) -> Iterator[Input]:
    plan, chat, at_once = cell.plan, (Channel.CHAT,), cell.pool.chats_at_once
    offered, aht_s = (float(one[cell.day, cell.t]) for one in (plan.chat_offered, plan.chat_aht_s))
    if not offered or math.isnan(aht_s):
        return
    yield from _contacts_notes(asked, cell, chat)
    yield from _load(offered, aht_s, "chat_handling")
    if at_once == 1:
        yield from _outcomes(asked, cell, chat, needed, needed, _erlang_a(offered, aht_s))
        return
    yield Input(
        message(N_("Chats that an adviser holds at once")), float(at_once), message(N_("chats")), "note",
        place=Place("pools", (cell.pool.id,), "chats_at_once"),
    )  # fmt: skip
    measured, how = _several_at_once(cell, offered, at_once), N_("calculated, several chats at once")
    yield from _outcomes(asked, cell, chat, needed, needed, measured, how)


def _outcomes(
    asked: Asked,
    cell: _Cell,
    channels: tuple[Channel, ...],
    needed: int,
    present: int,
    measured: _Measured,
    formula: str = N_("calculated, Erlang A"),
) -> Iterator[Input]:
    """Yield what comes out with those ``present``, what fails with one fewer than ``needed``, and what is asked."""
    promises = _promises(asked, cell, channels)
    targets = queue_targets(promises, cell.pool)
    first, found, how = targets[0], measured(present, targets[0]), message(formula)
    if first.sl_fraction is not None:
        yield _in_time(found, present, first, how)
    yield _answered(found, present, how)
    yield _occupied(found, present, how)
    if needed > 0:
        fewer = needed - 1
        yield _one_fewer(measured(fewer, first), fewer, [(one, measured(fewer, one)) for one in targets])
    yield from _target_notes(asked, cell, promises)


def _promises(asked: Asked, cell: _Cell, channels: tuple[Channel, ...]) -> list[Promise]:
    demand = demand_of(asked, cell.plan.pool)
    scenario = asked.basis.terms.scenario
    return [promise(one, cell.pool, scenario) for one in channels if one.value in demand.real_time]


def _load(offered: float, aht_s: float, component: str) -> Iterator[Input]:
    yield Input(message(N_("Mean handling time")), aht_s, SECONDS, "note",
                message(N_("the case types' handling, weighted by their contacts")),
                unfolds=f"component:{component}")  # fmt: skip
    yield Input(message(N_("Load: contacts x handling time / 1 800 s")), offered * aht_s / INTERVAL_S,
                message(N_("advisers busy all the time")), "note")  # fmt: skip


def _target_notes(asked: Asked, cell: _Cell, promises: list[Promise]) -> Iterator[Input]:
    for one in promises:
        channel = word(one.channel.value)
        rows = (
            ("share", N_("{channel}, target: within {within} s"), one.share, SHARE),
            ("answered_share", N_("{channel}, target: answered at all"), one.answered_share, SHARE),
            ("patience_s", N_("{channel}: mean patience"), one.patience_s, SECONDS),
        )
        for field, text, value, unit in rows:
            if value is not None and math.isfinite(value):
                name = message(text, channel=channel, within=round(one.within_s))
                yield promised(asked, cell.pool, one.channel, field, name, value, unit)
    yield setting(
        asked, message(N_("Highest occupancy")), max_occupancy(cell.pool), SHARE,
        Place("pools", (cell.pool.id,), "max_occupancy"), is_said=cell.pool.max_occupancy is not None,
        source=message(N_("the pool's targets")),
    )  # fmt: skip


_OF = {
    "offered": N_("of all contacts offered"), "answered": N_("of all contacts answered"),
    "virtual": N_("of all contacts, had nobody hung up"),
}  # fmt: skip


def _reached(measures: Measures, of: str) -> float:
    found = {
        "offered": measures.sl_offered, "answered": measures.sl_answered, "virtual": measures.sl_virtual,
    }[of]  # fmt: skip
    return float(found[0])


def _in_time(measures: Measures, agents: int, target: Targets, how: Message) -> Input:
    name = message(N_("With {n}: answered within {within} s, {of}"), n=agents,
                   within=round(target.within_s or 0), of=message(_OF[target.of]))  # fmt: skip
    return Input(name, _reached(measures, target.of), SHARE, "note", how)


def _answered(measures: Measures, agents: int, how: Message) -> Input:
    name = message(N_("With {n}: answered at all"), n=agents)
    return Input(name, 1 - float(measures.p_lost[0]), SHARE, "note", how)


def _occupied(measures: Measures, agents: int, how: Message) -> Input:
    return Input(
        message(N_("With {n}: occupancy"), n=agents), float(measures.occupancy[0]), SHARE, "note", how
    )


def _one_fewer(measures: Measures, agents: int, by_target: list[tuple[Targets, Measures]]) -> Input:
    """Return the measure that fails with one adviser fewer."""
    fails = message(N_("fails the target"))
    if agents == 0:
        return Input(message(N_("With nobody: answered at all")), 0.0, SHARE, "note", fails)
    target, found = min(by_target, key=lambda one: float(margin(one[1], one[0])[0]))
    gaps = (
        ((target.sl_fraction or 0.0) - _reached(found, target.of) if target.sl_fraction else -1.0,
         _in_time(found, agents, target, fails)),
        ((target.answered_fraction or 0.0) - (1 - float(found.p_lost[0])), _answered(measures, agents, fails)),
        (float(found.occupancy[0]) - (target.max_occupancy or 1.0), _occupied(measures, agents, fails)),
    )  # fmt: skip
    return max(gaps, key=lambda one: one[0])[1]


def _peak(asked: Asked) -> Explanation:
    plans = asked.results.staffing.pools
    best: tuple[int, int, int] | None = None
    most = -1
    at_once: dict[tuple[int, int], Ints] = {}
    for plan in plans:
        for n, day in enumerate(plan.day_types):
            when = (day.month, day.weekday)
            at_once[when] = at_once.get(when, 0) + plan.agents[n]
    for (month, weekday), agents in at_once.items():
        if int(agents.max(initial=0)) > most:
            most, best = int(agents.max(initial=0)), (month, weekday, int(agents.argmax()))
    terms = []
    for plan in plans:
        for n, day in enumerate(plan.day_types):
            if best is not None and (day.month, day.weekday) == best[:2]:
                terms.append(
                    Input(
                        name_of(plan), float(plan.agents[n, best[2]]), ADVISERS,
                        place=Place("pools", (plan.pool,)), unfolds=half_hour_key(plan.pool, day, best[2]),
                    )
                )  # fmt: skip
    return asked.figure(
        message(N_("Peak: {when}"), when=half_hour_words(*best))
        if best is not None
        else N_("Peak"),
        float(asked.results.staffing.peak_agents),
        ADVISERS,
        N_("The most advisers at work at the same time; workplaces are counted by it. Where several "
           "half-hours need as many, it is the first."),
        N_("sum of the pools in the half-hour with the most"),
        *terms,
    )  # fmt: skip


def _service_level(asked: Asked) -> Explanation:
    staffing = asked.results.staffing
    wanted = [one for one in staffing.pools if asked.name in ("", one.pool)]
    if not wanted:
        raise no_such_figure(asked.key)
    level = wanted[0].service_level if asked.name else staffing.service_level
    terms, contacts = [], 0.0
    for plan in wanted:
        base = plan.answered if plan.service_level.of == "answered" else plan.offered
        of_pool = over_year(plan, base)
        if plan.service_level.value is not None:
            contacts += of_pool
            terms.append(
                Input(
                    message(N_("{pool}: answered within {within} s"), pool=plan.name, within=round(plan.within_s)),
                    of_pool * plan.service_level.value, CONTACTS, place=Place("pools", (plan.pool,), "targets"),
                    unfolds=half_hour_key(plan.pool, plan.day_types[_busiest(plan)[0]], _busiest(plan)[1]),
                )
            )  # fmt: skip
    whole = Input(message(_OF.get(level.of, _OF["offered"])), contacts or None, CONTACTS, "divisor")
    notes = [
        promised(asked, pool, one.channel, "share",
                 message(N_("{channel}, target: within {within} s"), channel=word(one.channel.value),
                         within=round(one.within_s)), one.share, SHARE)
        for pool, one in _promised_in(asked, [plan.pool for plan in wanted])
        if one.share is not None
    ]  # fmt: skip
    return asked.figure(
        N_("Service level of the year"),
        level.value,
        SHARE,
        N_("The share of phone calls and visits that are answered in time, weighted by contacts; it always "
           "says of which contacts it is a share."),
        N_("contacts answered in time / contacts"),
        *terms, whole, *notes,
    )  # fmt: skip


def _promised_in(asked: Asked, pools: Sequence[str]) -> Iterator[tuple[Pool, Promise]]:
    """Yield what each of ``pools`` promises on the channels of its queue that somebody uses."""
    terms = asked.basis.terms
    known = {pool.id: pool for pool in terms.pools}
    for demand in asked.results.demand.pools:
        if demand.pool in pools:
            for channel in (one for one in _QUEUE if one.value in demand.real_time):
                yield known[demand.pool], promise(channel, known[demand.pool], terms.scenario)


def _busiest(plan: PoolPlan) -> tuple[int, int]:
    day, t = np.unravel_index(int(plan.offered.argmax()), plan.offered.shape)
    return int(day), int(t)


def examples(plan: PoolPlan) -> Iterator[Input]:
    """Yield the half-hour with the most contacts, and an ordinary one, to look at what advisers are needed for."""
    if not plan.offered.any():
        return
    busy = np.flatnonzero(plan.offered)
    in_order = busy[np.argsort(plan.offered.ravel()[busy], kind="stable")]
    for name, at in (
        (N_("Busiest half-hour: {when}"), int(in_order[-1])),
        (N_("An ordinary half-hour: {when}"), int(in_order[len(in_order) // 2])),
    ):
        n, t = divmod(at, plan.offered.shape[1])
        day = plan.day_types[n]
        yield Input(
            message(name, when=half_hour_words(day.month, day.weekday, t)), float(plan.agents[n, t]),
            ADVISERS, "note", unfolds=half_hour_key(plan.pool, day, t),
        )  # fmt: skip


def least_presence(asked: Asked, pool: Pool) -> Input:
    """Return the minimum presence with who said it."""
    return setting(
        asked, message(N_("Minimum presence")), float(minimum_presence(pool)), ADVISERS,
        Place("pools", (pool.id,), "minimum_presence"), is_said=pool.minimum_presence is not None,
        source=message(N_("the pool's targets")), assumed=defaults.PLANNING_NORM,
    )  # fmt: skip


QUEUE_FIGURES: dict[str, Explain] = {"peak": _peak, "service_level": _service_level}
QUEUE_FIGURES_OF: dict[str, Explain] = {"half_hour": _half_hour, "service_level": _service_level}
"""Figures of a pool's half-hour, and of a pool."""
