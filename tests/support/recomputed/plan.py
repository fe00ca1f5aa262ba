"""The year's work laid over its half-hours, the advisers for it, and the positions that makes."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from tests.support.recomputed.cases import Case, Terms
from tests.support.recomputed.queues import queue, smallest
from tests.support.recomputed.year import Year
from workbench.model.project import Project

SOURCES = ("measurement", "system_statistics", "survey", "estimate", "guess")
REAL_TIME = ("phone", "chat", "visit")
NORMS: dict[str, dict[str, Any]] = {
    "phone": {"share": 0.8, "within_s": 60.0, "answered_share": 0.9, "patience_s": 120.0},
    "visit": {"share": 0.8, "within_s": 600.0, "answered_share": None, "patience_s": 1200.0},
    "chat": {"share": 0.8, "within_s": 60.0, "answered_share": 0.9, "patience_s": 180.0},
}


@dataclass
class Work:
    """Contacts and seconds per half-hour of a day by (month, weekday, half-hour); hours of deferred and booked work."""

    queue: dict[tuple[int, int, int], tuple[float, float]]
    chat: dict[tuple[int, int, int], tuple[float, float]]
    deferred: float
    rigid: float
    booked: float
    at_once: int

    def chat_s(self) -> tuple[float, ...]:
        """Return a chat's handling time while its agent holds 1, 2, ... : each further one a quarter more."""
        chats, seconds = (math.fsum(one[at] for one in self.chat.values()) for at in (0, 1))
        return tuple(seconds / chats * (1 + 0.25 * more) for more in range(self.at_once)) if chats else ()


def work_of(project: Project, terms: Terms, cases: list[Case]) -> Work:
    days: dict[tuple[int, int], int] = defaultdict(int)
    for day in terms.open_days:
        days[day.month, day.weekday()] += 1
    sums = {name: defaultdict(lambda: [0.0, 0.0]) for name in ("queue", "chat")}
    deferred = rigid = booked = 0.0
    by_profile: dict[tuple[int, str], list[Any]] = {}
    for case in cases:
        if not case.covered:
            continue
        spread = terms.spread(case.case_type)
        gone = sum(one["deflected"] for one in case.channels.values())
        for (channel, is_booked), one in case.channels.items():
            follow_ups = one["coming"] * (case.per_case - 1)
            seconds = one["coming"] * case.first_s + follow_ups * case.follow_up_s
            later = one["coming"] * case.later_s + (
                gone * case.e_service_s if channel == "e_service" else 0.0
            )
            deferred += later / 3600
            if channel not in REAL_TIME:
                deferred += seconds / 3600
            elif is_booked:
                booked += seconds / 3600
            else:
                row = by_profile.setdefault(
                    (id(spread), "chat" if channel == "chat" else "queue"), [spread, 0.0, 0.0]
                )
                row[1] += one["coming"] + follow_ups
                row[2] += seconds
    assert project.settings.deferred_is_interruptible
    for (_, name), (spread, contacts, seconds) in by_profile.items():
        for day, shares in spread.items():
            for t, share in enumerate(shares):
                if share:
                    cell = sums[name][day.month, day.weekday(), t]
                    cell[0] += contacts * share / days[day.month, day.weekday()]
                    cell[1] += seconds * share / days[day.month, day.weekday()]
    queues, chats = ({key: (a, b) for key, (a, b) in sums[name].items()} for name in ("queue", "chat"))
    return Work(queues, chats, deferred, rigid, booked, terms.pool.chats_at_once)


def plan_of(terms: Terms, work: Work, factor: float) -> dict[str, float]:
    """Return the hours of the year's plan at ``factor`` times the volume; see the keys."""
    days = defaultdict(int)
    for day in terms.open_days:
        days[day.month, day.weekday()] += 1
    least = 2 if terms.pool.minimum_presence is None else terms.pool.minimum_presence
    rows = dict.fromkeys(("load", "chat", "waiting", "minimum", "staffed", "kept", "offered"), 0.0)
    cells = []
    agents: dict[tuple[int, int, int], int] = {}
    chat_s = work.chat_s()
    for key, number in days.items():
        opened = terms._open(next(d for d in terms.open_days if (d.month, d.weekday()) == key))
        for t in range(48):
            if not opened[t]:
                continue
            calls, seconds = work.queue.get((*key, t), (0.0, 0.0))
            chats = work.chat.get((*key, t), (0.0, 0.0))[0]
            n, busy, kept = calls_of(terms, calls * factor, seconds * factor)
            m, chatting = chats_of(terms, chats * factor, chat_s)
            present = max(n + m, least)
            if n and present - m != n:
                busy, kept = met(terms, calls * factor, seconds * factor, present - m)
            agents[(*key, t)] = present
            cells.append((number, present, n + m, busy + chatting))
            rows["load"] += number * busy
            rows["chat"] += number * chatting
            rows["kept"] += number * kept
            rows["offered"] += number * calls * factor
    deferred, rigid = work.deferred * factor, work.rigid * factor
    usable = [max(0.0, 0.85 * present * 0.5 - busy) for _, present, _, busy in cells]
    could = sum(number * one for (number, *_), one in zip(cells, usable, strict=True))
    used = min(could, max(0.0, deferred - rigid))
    for (number, present, needed, busy), one in zip(cells, usable, strict=True):
        mine = one * used / could if could else 0.0
        waiting = max(0.0, max(0.0, needed * 0.5 - busy) - mine)
        rows["waiting"] += number * waiting
        rows["minimum"] += number * (max(0.0, present * 0.5 - busy) - mine - waiting)
        rows["staffed"] += number * present * 0.5
    rows["in_idle"], rows["outside"] = used, max(0.0, deferred - used) / 0.85
    rows["booked"] = work.booked * factor
    rows["staffed"] += rows["booked"] + rows["outside"]
    rows["peak"] = max(agents.values(), default=0)
    open_hours = sum(number * 0.5 for number, *_ in cells)
    free_desks = sum(number * 0.5 * (rows["peak"] - present) for number, present, *_ in cells)
    rows["workplaces"] = (
        rows["peak"] + rows["outside"] / open_hours + max(0.0, rows["booked"] - free_desks) / open_hours
    )
    terms.agents = agents
    return rows


def target(terms: Terms, channel: str) -> dict[str, Any]:
    found = dict(NORMS[channel])
    for target in (*terms.pool.targets, *terms.scenario.targets):
        if target.channel.value == channel:
            found |= {name: getattr(target, name) for name in found if getattr(target, name) is not None}
    return found


def promise_of(terms: Terms, channels: tuple[str, ...]) -> dict[str, Any]:
    """Return the strictest of the channels' promises; the samples' are comparable."""
    said = [target(terms, one) for one in channels]
    share, within = max(one["share"] for one in said), min(one["within_s"] for one in said)
    assert {"share": share, "within_s": within}.items() <= said[0].items()
    answered = max(one["answered_share"] or 0.0 for one in said)
    cap = 0.85 if terms.pool.max_occupancy is None else terms.pool.max_occupancy
    return {
        "share": share,
        "within": within,
        "answered": answered,
        "patience": said[0]["patience_s"],
        "cap": cap,
    }


def calls_of(terms: Terms, calls: float, seconds: float) -> tuple[int, float, float]:
    if not calls > 0 or not seconds > 0:
        return 0, 0.0, 0.0
    n = smallest(calls / 1800, (seconds / calls,), promise_of(terms, ("phone", "visit")))
    return n, *met(terms, calls, seconds, n)


def met(terms: Terms, calls: float, seconds: float, agents: int) -> tuple[float, float]:
    promise = promise_of(terms, ("phone", "visit"))
    found = queue(calls / 1800, (seconds / calls,), agents, promise["patience"], promise["within"])
    return calls * found.answered * seconds / calls / 3600, calls * found.in_time


def chats_of(terms: Terms, chats: float, handling: tuple[float, ...]) -> tuple[int, float]:
    if not chats > 0:
        return 0, 0.0
    promise = promise_of(terms, ("chat",))
    n = smallest(chats / 1800, handling, promise)
    found = queue(chats / 1800, handling, n, promise["patience"], promise["within"])
    return n, found.busy * n * 0.5


def positions(terms: Terms, plan: dict[str, float], year: Year) -> None:
    """Put the plan's positions and their breakdown into ``year``."""
    cost = terms.project.settings.adviser_cost
    advisers = plan["staffed"] / terms.hours_per_fte
    terms.leaders = advisers / cost.advisers_per_team_leader if cost.advisers_per_team_leader else 0.0
    terms.management = cost.management_fte
    before = advisers + terms.leaders + terms.management
    year.fte_total = math.ceil(before * 10 - 1e-9) / 10
    hours = {
        "contact_handling": plan["load"] + plan["booked"], "chat_handling": plan["chat"],
        "deferred_in_idle": plan["in_idle"], "deferred_outside_idle": plan["outside"],
        "waiting_capacity": plan["waiting"], "minimum_staffing": plan["minimum"],
    }  # fmt: skip
    year.rows = {name: one / terms.paid for name, one in hours.items()}
    year.rows["shrinkage"] = advisers - plan["staffed"] / terms.paid
    year.rows["overhead"] = terms.leaders + terms.management
    year.rows["rounding"] = year.fte_total - before
    year.staffed_hours, year.peak = plan["staffed"], int(plan["peak"])
    year.service_level = plan["kept"] / plan["offered"]
    year.agents = terms.agents
