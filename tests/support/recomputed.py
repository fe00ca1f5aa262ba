"""The whole chain once more, from the words of the method, in plain Python: nothing of ``workbench.analysis`` is used.

Other means on purpose, so that a mistake in one is not repeated in the other: expected visits by following cases
step by step, queues by the balance equations of their states and the beta distribution of a wait, days one by one,
money line by line. Slow, and only as general as the samples need: one pool, real-time channels phone, visit and chat.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

import holidays

from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.scenarios import Scenario

SOURCES = ("measurement", "system_statistics", "survey", "estimate", "guess")
REAL_TIME = ("phone", "chat", "visit")
NORMS: dict[str, dict[str, Any]] = {
    "phone": {"share": 0.8, "within_s": 60.0, "answered_share": 0.9, "patience_s": 120.0},
    "visit": {"share": 0.8, "within_s": 600.0, "answered_share": None, "patience_s": 1200.0},
    "chat": {"share": 0.8, "within_s": 60.0, "answered_share": 0.9, "patience_s": 180.0},
}
NET_YEARS = 5
HUNDREDTH, MILLIONTH = Decimal("0.01"), Decimal("0.000001")


@dataclass
class Year:
    """What is compared: hours and positions as floats, money as Decimal, by id."""

    fte_total: float = 0.0
    rows: dict[str, float] = field(default_factory=dict)
    staffed_hours: float = 0.0
    peak: int = 0
    service_level: float = 0.0
    agents: dict[tuple[int, int, int], int] = field(default_factory=dict)
    balance: dict[str, dict[str, float]] = field(default_factory=dict)
    released: dict[tuple[str, str | None, str | None], float] = field(default_factory=dict)
    realisable: float = 0.0
    cases_reaching: float = 0.0
    lines: dict[str, Decimal] = field(default_factory=dict)
    yearly_total: Decimal = Decimal(0)
    one_off_total: Decimal = Decimal(0)
    amounts: dict[str, tuple[Decimal, Decimal, Decimal]] = field(default_factory=dict)
    idle_capacity: Decimal = Decimal(0)
    prices: dict[tuple[str, str, bool], Decimal] = field(default_factory=dict)
    payments: dict[tuple[str, Decimal], dict[str, Decimal]] = field(default_factory=dict)
    residues: dict[tuple[str, Decimal], Decimal] = field(default_factory=dict)
    replanned: dict[Decimal, Decimal] = field(default_factory=dict)
    net_effect: dict[tuple[str, int], Decimal] = field(default_factory=dict)


def recomputed(project: Project, scenario: Scenario) -> Year:
    """Return the year of ``scenario``, every figure computed afresh."""
    year = Year()
    chain = _Chain(project, scenario)
    cases = [chain.case_type(one) for one in project.case_types]
    work = _work(project, chain, cases)
    plan = chain.plan(work, 1.0)
    chain.positions(plan, year)
    _balance(project, chain, cases, year)
    _money(project, chain, cases, plan, work, year)
    return year


def mean(estimate: Any) -> float:
    """Return (low + 4 likely + high) / 6."""
    return (estimate.low + 4 * estimate.likely + estimate.high) / 6


# a case type's process


@dataclass
class Case:
    """A case type: what one case brings, and its cases by channel."""

    case_type: CaseType
    reaches: bool
    starts: bool
    moves: list[bool]
    fate: list[str]
    visits: list[float]
    sitting: list[float]
    after: list[float]
    today: list[float]
    covered: bool
    first_s: float
    later_s: float
    e_service_s: float
    follow_up_s: float
    follow_up_today_s: float
    follow_up_at: int | None
    per_case: float
    channels: dict[tuple[str, bool], dict[str, float]] = field(default_factory=dict)


def followed(start: int, ways: list[list[tuple[int, float]]], among: list[bool]) -> list[float]:
    """Return how often each step is done while a case stays ``among``: the case followed until nothing is left."""
    there = [0.0] * len(ways)
    if among[start]:
        there[start] = 1.0
    done = there[:]
    while sum(there) > 1e-17:
        then = [0.0] * len(ways)
        for at, amount in enumerate(there):
            for to, share in ways[at] if amount else ():
                if among[to]:
                    then[to] += amount * share
        there = then
        done = [a + b for a, b in zip(done, there, strict=True)]
    return done


class _Chain:
    def __init__(self, project: Project, scenario: Scenario) -> None:
        self.project, self.scenario = project, scenario
        settings = project.settings
        (self.pool,) = project.pools
        self.hours = scenario.opening_hours or self.pool.opening_hours
        self.wrap_up = 45.0 if settings.wrap_up_s is None else settings.wrap_up_s
        self.triage = 90.0 if settings.triage_s is None else settings.triage_s
        waves = [one.id for one in project.waves]
        last = waves.index(scenario.through_wave) if scenario.through_wave in waves else len(waves)
        self.later = set(waves[last + 1 :])
        self.rules = {one.level: one.movement.value for one in settings.rules}
        self.decided = {one.step: one.decision for one in scenario.step_overrides}
        self.profiles = {one.id: one for one in project.profiles}
        time = settings.working_time
        self.paid = time.paid_hours_per_year or {"SE": 2080.0, "DK": 1924.0}[project.municipality.country]
        absence = time.absence_share if scenario.absence_share is None else scenario.absence_share
        self.absence = 0.2 if absence is None else absence
        self.internal = 0.15 if time.internal_time_share is None else time.internal_time_share
        self.hours_per_fte = self.paid * (1 - self.absence) * (1 - self.internal)
        self.open_days = self._open_days()
        self._spread: dict[str, dict[dt.date, list[float]]] = {}

    def _open(self, day: dt.date) -> list[bool]:
        return [
            any(day.weekday() in one.weekdays and one.opens <= t < one.closes for one in self.hours)
            for t in range(48)
        ]

    def _open_days(self) -> list[dt.date]:
        country, year = self.project.municipality.country, self.project.settings.planning_year
        kinds = {"SE": ("public", "de_facto"), "DK": ("public", "optional")}[country]
        closed = holidays.country_holidays(country, years=year, categories=kinds)
        every = [dt.date(year, 1, 1) + dt.timedelta(n) for n in range(366)]
        return [d for d in every if d.year == year and d not in closed and any(self._open(d))]

    def fate(self, step: Any) -> str:
        """Return what becomes of a step: the first of the rules that applies."""
        decision = self.decided.get(step.id, step.decision)
        if decision in ("abolish", "e_service"):
            return "gone"
        if step.level is None or self.rules[step.level] == "refused":
            return "stays"
        if self.rules[step.level] == "stays" and not step.exception.strip():
            return "stays"
        if decision in ("stay", "parking_lot") or (decision == "split" and not step.is_split_done):
            return "stays"
        return "moves" if step.level in self.scenario.levels else "stays"

    def in_service(self, step: Any) -> float | None:
        """Return a step's minutes in customer service."""
        if step.minutes_in_customer_service is not None:
            return mean(step.minutes_in_customer_service)
        if step.minutes_today is None or step.is_only_proposed:
            return None
        return mean(step.minutes_today) * (1 + self.scenario.handling_time_change)

    def case_type(self, one: CaseType) -> Case:
        """Return what one case brings."""
        reaches = one.scope.value != "out" and one.wave not in self.later
        at = {step.id: n for n, step in enumerate(one.steps)}
        ways: list[list[tuple[int, float]]] = [[] for _ in one.steps]
        for flow in one.flows:
            ways[at[flow.source]].append((at[flow.target], flow.probability))
        if not one.flows:
            ways = [[(n + 1, 1.0)] if n + 1 < len(one.steps) else [] for n in range(len(one.steps))]
        start = at[one.start] if one.start else 0
        fate = [self.fate(step) if reaches else "as_today" for step in one.steps]
        moves = [word == "moves" for word in fate]
        contact = [step.kind.value == "contact" for step in one.steps]
        visits = followed(start, ways, [True] * len(ways)) if ways else []
        sitting = (
            followed(start, ways, [a and b for a, b in zip(moves, contact, strict=True)]) if ways else []
        )
        today = [
            0.0 if s.is_only_proposed or s.minutes_today is None else mean(s.minutes_today) for s in one.steps
        ]
        after = [self.in_service(s) if m else (t if f in ("stays", "as_today") else 0.0)
                 for s, m, t, f in zip(one.steps, moves, today, fate, strict=True)]  # fmt: skip
        covered = bool(one.volumes and one.steps) and all(
            v == 0 or (s.level is not None and s.minutes_today is not None and a is not None)
            for s, v, a in zip(one.steps, visits, after, strict=True)
        )
        minutes = [a or 0.0 for a in after]
        starts = bool(one.steps) and moves[start]
        greeting = self.wrap_up if starts else self.triage if reaches else 0.0
        follow_up, follow_up_today, who = self._follow_up(one)
        made = Case(
            one, reaches, starts, moves, fate, visits, sitting, minutes, today, covered,
            first_s=60 * sum(n * c for n, c, m in zip(sitting, minutes, moves, strict=True) if m) + greeting,
            later_s=60 * sum((v - n) * c for v, n, c, m in zip(visits, sitting, minutes, moves, strict=True) if m),
            e_service_s=60 * sum(
                v * c for v, c, m, k in zip(visits, minutes, moves, contact, strict=True) if m and not k
            ),
            follow_up_s=60 * follow_up + self.wrap_up if starts else self.triage,
            follow_up_today_s=60 * follow_up_today,
            follow_up_at=start if who is None else who,
            per_case=one.contacts_per_case or 1.0,
        )  # fmt: skip
        self._channels(made)
        return made

    def _follow_up(self, one: CaseType) -> tuple[float, float, int | None]:
        after = today = self.triage / 60
        who = None
        for n, step in enumerate(one.steps):
            later = self.in_service(step)
            if step.level == 1 and step.kind.value == "contact" and later is not None and step.minutes_today:
                after, today, who = later, (0.0 if step.is_only_proposed else mean(step.minutes_today)), n
                break
        if one.follow_up_minutes is not None:
            today = mean(one.follow_up_minutes)
            after = today * (1 + self.scenario.handling_time_change)
        return after, today, who

    # volumes

    def _channels(self, case: Case) -> None:
        said: dict[tuple[str, bool], list[Any]] = defaultdict(list)
        for volume in case.case_type.volumes:
            said[volume.channel.value, volume.is_booked].append(volume)
        for key, some in said.items():
            best = min(SOURCES.index(one.source.value) for one in some)
            cases = reaching = 0.0
            for volume in some:
                if SOURCES.index(volume.source.value) == best:
                    yearly = mean(volume) * self._per_year(volume.per.value)
                    number = yearly if volume.counts.value == "cases" else yearly / case.per_case
                    cases += number
                    reaching += number * volume.common_entry_share if case.reaches else 0.0
            gone = 0.0 if key[0] == "e_service" else reaching * self._deflected(case.case_type.id, key[0])
            case.channels[key] = {
                "cases": cases,
                "reaching": reaching,
                "deflected": gone,
                "coming": reaching - gone,
            }
        if any(one["deflected"] for one in case.channels.values()):
            case.channels.setdefault(
                ("e_service", False), {"cases": 0.0, "reaching": 0.0, "deflected": 0.0, "coming": 0.0}
            )

    def _per_year(self, per: str) -> float:
        days = len(self.open_days)
        week = sum(any(w in one.weekdays for one in self.hours) for w in range(7))
        return {"day": float(days), "week": days / week, "month": 12.0, "year": 1.0}[per]

    def _deflected(self, case_type: str, channel: str) -> float:
        found = 0.0
        for wanted in (None, case_type):
            for one in self.scenario.deflections:
                if one.case_type == wanted and one.channel.value == channel:
                    found = one.share
        return found

    # when

    def spread(self, case_type: CaseType) -> dict[dt.date, list[float]]:
        """Return the share of the year's contacts on each half-hour of each open day."""
        profile = self.profiles[case_type.profile or self.project.settings.profile or ""]
        if profile.id not in self._spread:
            self._spread[profile.id] = self._spread_of(profile)
        return self._spread[profile.id]

    def _spread_of(self, profile: Any) -> dict[dt.date, list[float]]:
        of_month: dict[int, float] = defaultdict(float)
        for day in self.open_days:
            of_month[day.month] += profile.weekdays[day.weekday()]
        months = sum(profile.months[month - 1] for month in of_month)
        found: dict[dt.date, list[float]] = {}
        carried = 0.0
        measured = profile.source.value in ("measurement", "system_statistics")
        whole = sum(profile.intervals)
        for day in (
            *self.open_days[-1:],
            *self.open_days,
        ):  # the last evening of the year comes to its first morning
            share = (
                profile.months[day.month - 1] / months * profile.weekdays[day.weekday()] / of_month[day.month]
            )
            opened = self._open(day)
            if not measured:
                inside = [w if o else 0.0 for w, o in zip(profile.intervals, opened, strict=True)]
                found[day] = [share * w / sum(inside) for w in inside]
                continue
            row = [0.0] * 48
            waiting = carried
            for t in range(48):
                waiting += share * profile.intervals[t] / whole
                if opened[t]:
                    row[t], waiting = waiting, 0.0
            found[day], carried = row, waiting
        return found

    # the plan

    def plan(self, work: _Work, factor: float) -> dict[str, float]:
        """Return the hours of the year's plan at ``factor`` times the volume; see the keys."""
        days = defaultdict(int)
        for day in self.open_days:
            days[day.month, day.weekday()] += 1
        least = 2 if self.pool.minimum_presence is None else self.pool.minimum_presence
        rows = dict.fromkeys(("load", "chat", "waiting", "minimum", "staffed", "kept", "offered"), 0.0)
        cells = []
        agents: dict[tuple[int, int, int], int] = {}
        chat_s = work.chat_s()
        for key, number in days.items():
            opened = self._open(next(d for d in self.open_days if (d.month, d.weekday()) == key))
            for t in range(48):
                if not opened[t]:
                    continue
                calls, seconds = work.queue.get((*key, t), (0.0, 0.0))
                chats = work.chat.get((*key, t), (0.0, 0.0))[0]
                n, busy, kept = self._calls(calls * factor, seconds * factor)
                m, chatting = self._chat(chats * factor, chat_s)
                present = max(n + m, least)
                if n and present - m != n:
                    busy, kept = self._met(calls * factor, seconds * factor, present - m)
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
        self.agents = agents
        return rows

    def _target(self, channel: str) -> dict[str, Any]:
        found = dict(NORMS[channel])
        for target in (*self.pool.targets, *self.scenario.targets):
            if target.channel.value == channel:
                found |= {name: getattr(target, name) for name in found if getattr(target, name) is not None}
        return found

    def _promise(self, channels: tuple[str, ...]) -> dict[str, Any]:
        """Return the strictest of the channels' promises; the samples' are comparable."""
        said = [self._target(one) for one in channels]
        share, within = max(one["share"] for one in said), min(one["within_s"] for one in said)
        assert {"share": share, "within_s": within}.items() <= said[0].items()
        answered = max(one["answered_share"] or 0.0 for one in said)
        cap = 0.85 if self.pool.max_occupancy is None else self.pool.max_occupancy
        return {
            "share": share,
            "within": within,
            "answered": answered,
            "patience": said[0]["patience_s"],
            "cap": cap,
        }

    def _calls(self, calls: float, seconds: float) -> tuple[int, float, float]:
        if not calls > 0 or not seconds > 0:
            return 0, 0.0, 0.0
        n = smallest(calls / 1800, (seconds / calls,), self._promise(("phone", "visit")))
        return n, *self._met(calls, seconds, n)

    def _met(self, calls: float, seconds: float, agents: int) -> tuple[float, float]:
        promise = self._promise(("phone", "visit"))
        found = queue(calls / 1800, (seconds / calls,), agents, promise["patience"], promise["within"])
        return calls * found.answered * seconds / calls / 3600, calls * found.in_time

    def _chat(self, chats: float, handling: tuple[float, ...]) -> tuple[int, float]:
        if not chats > 0:
            return 0, 0.0
        promise = self._promise(("chat",))
        n = smallest(chats / 1800, handling, promise)
        found = queue(chats / 1800, handling, n, promise["patience"], promise["within"])
        return n, found.busy * n * 0.5

    def positions(self, plan: dict[str, float], year: Year) -> None:
        """Put the plan's positions and their breakdown into ``year``."""
        cost = self.project.settings.adviser_cost
        advisers = plan["staffed"] / self.hours_per_fte
        self.leaders = advisers / cost.advisers_per_team_leader if cost.advisers_per_team_leader else 0.0
        self.management = cost.management_fte
        before = advisers + self.leaders + self.management
        year.fte_total = math.ceil(before * 10 - 1e-9) / 10
        hours = {
            "contact_handling": plan["load"] + plan["booked"], "chat_handling": plan["chat"],
            "deferred_in_idle": plan["in_idle"], "deferred_outside_idle": plan["outside"],
            "waiting_capacity": plan["waiting"], "minimum_staffing": plan["minimum"],
        }  # fmt: skip
        year.rows = {name: one / self.paid for name, one in hours.items()}
        year.rows["shrinkage"] = advisers - plan["staffed"] / self.paid
        year.rows["overhead"] = self.leaders + self.management
        year.rows["rounding"] = year.fte_total - before
        year.staffed_hours, year.peak = plan["staffed"], int(plan["peak"])
        year.service_level = plan["kept"] / plan["offered"]
        year.agents = self.agents


# queues, by their states


@dataclass(frozen=True)
class Met:
    """Shares of offered contacts in time and answered; the share of the agents that is busy."""

    in_time: float
    answered: float
    busy: float


@lru_cache(maxsize=200_000)
def queue(per_s: float, handling: tuple[float, ...], agents: int, patience: float, within: float) -> Met:
    """Return what callers meet: the balance equations of all states, the wait as a beta distribution.

    ``handling[c - 1]`` is the handling time of an agent with c contacts at once, which are spread evenly. Who comes
    when k wait before him waits for k + 1 departures at rates full + i x leave, i = k ... 0; so exp(-leave x wait)
    is Beta(full / leave, k + 1), and what remains of it above exp(-leave x within) is a finite sum.
    """
    leave, places = 1 / patience, agents * len(handling)
    weights = [1.0]
    for n in range(1, places + 1):
        each, more = divmod(n, agents)
        rate = (agents - more) * (each / handling[each - 1] if each else 0.0)
        rate += more * (each + 1) / handling[each] if more else 0.0
        weights.append(weights[-1] * per_s / rate)
    full = agents * len(handling) / handling[-1]
    whole = math.fsum(weights)
    while weights[-1] > 1e-19 * whole:
        weights.append(weights[-1] * per_s / (full + (len(weights) - places) * leave))
        whole += weights[-1]
    in_time = math.fsum(weights[:places])
    left = math.fsum(k * weight for k, weight in enumerate(weights[places:])) * leave
    a, x = full / leave + 1, math.exp(-leave * within)
    term = below = math.exp(a * math.log(x))
    for k, weight in enumerate(weights[places:]):
        in_time += weight * (a - 1) / (a + k) * (1 - below)
        term *= (a + k) / (k + 1) * (1 - x)
        below += term
    busy = math.fsum(min(n, agents) * weight for n, weight in enumerate(weights))
    return Met(in_time / whole, 1 - left / whole / per_s, busy / whole / agents)


def smallest(per_s: float, handling: tuple[float, ...], promise: dict[str, Any]) -> int:
    """Return the least number of agents that keeps every promise."""
    n = 1
    while True:
        met = queue(per_s, handling, n, promise["patience"], promise["within"])
        if (
            met.in_time >= promise["share"] - 1e-9
            and met.answered >= promise["answered"] - 1e-9
            and met.busy <= promise["cap"] + 1e-9
        ):
            return n
        n += 1


# the year's work


@dataclass
class _Work:
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


def _work(project: Project, chain: _Chain, cases: list[Case]) -> _Work:
    days: dict[tuple[int, int], int] = defaultdict(int)
    for day in chain.open_days:
        days[day.month, day.weekday()] += 1
    sums = {name: defaultdict(lambda: [0.0, 0.0]) for name in ("queue", "chat")}
    deferred = rigid = booked = 0.0
    by_profile: dict[tuple[int, str], list[Any]] = {}
    for case in cases:
        if not case.covered:
            continue
        spread = chain.spread(case.case_type)
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
    return _Work(queues, chats, deferred, rigid, booked, chain.pool.chats_at_once)


# who is relieved, and the balance


def _balance(project: Project, chain: _Chain, cases: list[Case], year: Year) -> None:
    unit_of = {unit.id: unit.department for unit in project.units}
    rows: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    taken: dict[tuple[str, str | None, str | None], float] = defaultdict(float)
    for case in cases:
        if not case.covered:
            continue
        one = case.case_type
        total = sum(row["cases"] for row in case.channels.values())
        common = sum(row["reaching"] for row in case.channels.values())
        coming = sum(row["coming"] for row in case.channels.values())
        work = [(step, case.fate[n], case.visits[n] * case.today[n] / 60, case.visits[n] * case.after[n] / 60,
                 coming if step.kind.value == "contact" else common) for n, step in enumerate(one.steps)]  # fmt: skip
        more = case.per_case - 1
        who = one.steps[case.follow_up_at or 0]
        after = (case.follow_up_s - chain.wrap_up) / 3600
        work.append(
            (
                who,
                "moves" if case.starts else "stays",
                more * case.follow_up_today_s / 3600,
                more * after,
                coming,
            )
        )
        for step, fate, today, later, served in work:
            unit = step.unit or one.unit
            row = rows[unit_of.get(unit or "", one.department)]
            row["work_today"] += total * today
            row["staying"] += (total if fate in ("stays", "as_today") else total - common) * today
            if fate == "gone":
                row["dropped"] += common * today
            elif fate == "moves":
                row["taken"] += common * today
                row["done"] += served * later
                row["saved_by_e_service"] += (common - served) * today
                row["saved_by_minutes"] += served * (today - later)
                if common * today:
                    taken[unit_of.get(unit or "", one.department), unit, step.role] += common * today
        contacts = coming * case.per_case / 3600
        greeting = {"wrap_up": contacts * chain.wrap_up if case.starts else 0.0,
                    "triage": contacts * chain.triage if case.reaches and not case.starts else 0.0}  # fmt: skip
        for name, hours in greeting.items():
            rows[one.department][name] += hours
            rows[one.department]["done"] += hours
        year.cases_reaching += common
    year.balance = {name: dict(row) for name, row in rows.items()}
    year.released = dict(taken)


# money


def _rounded(value: Decimal | float, to: Decimal = HUNDREDTH) -> Decimal:
    return (value if isinstance(value, Decimal) else Decimal(repr(value))).quantize(to, ROUND_HALF_UP)


def _rate(rates: Any, year: int, override: float | None) -> Decimal:
    held = [
        one for one in sorted(rates, key=lambda one: one.holds_from) if one.holds_from <= dt.date(year, 1, 1)
    ]
    said = override if override is not None else held[-1].rate if held else rates[0].rate if rates else 0.0
    return Decimal(repr(said))


def _divided(total: Decimal, weights: dict[str, Decimal], unit: Decimal = HUNDREDTH) -> dict[str, Decimal]:
    """Divide by largest remainder, ties by id."""
    whole = sum(weights.values(), Decimal(0))
    return _remainders(total, {k: total * w / whole for k, w in weights.items()}, unit)


def _remainders(total: Decimal, exact: dict[str, Decimal], unit: Decimal = HUNDREDTH) -> dict[str, Decimal]:
    parts = {k: _rounded(x / unit, Decimal("0.0001")) for k, x in exact.items()}
    floors = {k: x.to_integral_value(ROUND_FLOOR) for k, x in parts.items()}
    left = int(total / unit - sum(floors.values()))
    first = sorted(parts, key=lambda k: (-(parts[k] - floors[k]), k))[:left]
    return {k: (floors[k] + (k in first)) * unit for k in parts}


def _capital(one: Any, rate: Decimal, year: int) -> Decimal:
    """Return a year's depreciation and interest of an investment, month by month."""
    own = Decimal(repr(one.interest_rate)) if one.interest_rate is not None else rate
    months = [
        (one.starts_on.year * 12 + one.starts_on.month - 1 + n) // 12 == year for n in range(12 * one.years)
    ]
    in_year = sum(months)
    if not in_year:
        return Decimal(0)
    if one.method.value == "annuity" and own:
        return _rounded(one.amount * own / (1 - (1 + own) ** -one.years) * in_year / 12)
    residual = one.amount - one.amount / (12 * one.years) * months.index(True)
    return _rounded(one.amount / (12 * one.years) * in_year + residual * own * in_year / 12)


@dataclass
class _Bill:
    """The lines of the year, and whom its minutes and contacts were for."""

    lines: dict[str, Any]
    cases: Decimal
    minutes: dict[str, Decimal]
    contacts: dict[Any, Decimal]
    of: dict[Any, str]


def _lines(
    project: Project,
    chain: _Chain,
    plan: dict[str, float],
    fte: float,
    cases: Decimal,
    factor: Decimal = Decimal(1),
) -> dict[str, Any]:
    """Return each line's amount, phase, funding, department, driver and, not rounded, quantity x amount."""
    settings, scenario = project.settings, chain.scenario
    cost, year = settings.adviser_cost, settings.planning_year
    contribution = _rate(settings.employer_contributions, year, scenario.employer_contribution)
    interest = _rate(settings.interest_rates, year, scenario.interest_rate)
    adviser = (
        cost.salary_per_month
        if scenario.adviser_salary_per_month is None
        else scenario.adviser_salary_per_month
    )
    leader = adviser if cost.team_leader_salary_per_month is None else cost.team_leader_salary_per_month
    manager = leader if cost.management_salary_per_month is None else cost.management_salary_per_month
    leaders, management = _rounded(chain.leaders, MILLIONTH), _rounded(chain.management, MILLIONTH)
    people = _rounded(fte, MILLIONTH)
    lines: dict[str, Any] = {}
    for name, number, salary in (("advisers", people - leaders - management, adviser),
                                 ("team_leaders", leaders, leader), ("management", management, manager)):  # fmt: skip
        amount = number * (salary * 12 * (1 + contribution) + cost.overhead_per_fte)
        lines[name] = (_rounded(amount), "operation", "shared", None, "personnel", amount)
    peak = Decimal(int(plan["peak"]))
    drivers = {
        "fixed": Decimal(1),
        "per_fte": people,
        "workplace": peak,
        "case": cases * factor,
        "licence": people.to_integral_value(ROUND_CEILING),
        "hour": _rounded(plan["staffed"], MILLIONTH),
    }
    for item in project.cost_items:
        number = drivers[item.driver.value]
        if item.step_size is not None:
            step = Decimal(repr(item.step_size))
            number = (number / step).to_integral_value(ROUND_CEILING) * step
        funding = item.funding.value if item.department or item.funding.value != "department" else "shared"
        amount = number * item.amount
        who = item.department if funding == "department" else None
        lines[item.id] = (_rounded(amount), item.phase.value, funding, who, item.driver.value, amount)
    for one in project.investments:
        funding = one.funding.value if one.department or one.funding.value != "department" else "shared"
        who = one.department if funding == "department" else None
        lines[one.id] = (_capital(one, interest, year), "operation", funding, who, "capital", one.amount)
        lines[f"{one.id} outlay"] = (_rounded(one.amount), "startup", funding, who, "outlay", one.amount)
    return lines


def _sum(lines: dict[str, Any], **wanted: str) -> Decimal:
    names = {"phase": 1, "funding": 2, "department": 3}
    return sum(
        (one[0] for one in lines.values() if all(one[names[k]] == v for k, v in wanted.items())), Decimal(0)
    )


def _money(
    project: Project, chain: _Chain, cases: list[Case], plan: dict[str, float], work: _Work, year: Year
) -> None:
    departments = [one.id for one in project.departments]
    covered = [one for one in cases if one.covered]
    number = sum(
        (_rounded(sum(_reaching(one, ch) for ch in one.channels), MILLIONTH) for one in covered), Decimal(0)
    )
    lines = _lines(project, chain, plan, year.fte_total, number)
    year.lines = {name: one[0] for name, one in lines.items()}
    year.yearly_total = _sum(lines, phase="operation")
    year.one_off_total = sum(year.lines.values(), Decimal(0)) - year.yearly_total
    shared = _sum(lines, phase="operation", funding="shared")
    direct = {d: _sum(lines, phase="operation", funding="department", department=d) for d in departments}
    hours, contacts, of = {}, {}, {}
    for case in covered:
        gone = sum(one["deflected"] for one in case.channels.values())
        for channel, one in case.channels.items():
            key = (case.case_type.id, *channel)
            follow_ups = one["coming"] * (case.per_case - 1)
            later = one["coming"] * case.later_s + (
                gone * case.e_service_s if channel == ("e_service", False) else 0.0
            )
            seconds = one["coming"] * case.first_s + follow_ups * case.follow_up_s + later
            hours[key] = _rounded(seconds / 3600, MILLIONTH)
            came = one["coming"] + follow_ups
            contacts[key] = _rounded(came if came > 0 else _reaching(case, channel), MILLIONTH)
            of[key] = case.case_type.department
    minutes = {d: sum((h for k, h in hours.items() if of[k] == d), Decimal(0)) * 60 for d in departments}
    used_minutes = sum(minutes.values(), Decimal(0))
    people = (
        _rounded(year.fte_total, MILLIONTH)
        - _rounded(chain.leaders, MILLIONTH)
        - _rounded(chain.management, MILLIONTH)
    )
    productive = max(_rounded(people * Decimal(repr(chain.hours_per_fte)), MILLIONTH) * 60, used_minutes)
    idle = _rounded(shared * (productive - used_minutes) / productive)
    year.idle_capacity = idle
    used = _divided(shared - idle, minutes)
    amounts = _divided(shared, minutes)  # the samples share readiness by minutes used
    year.amounts = {d: (used[d], amounts[d] - used[d], direct[d]) for d in departments}
    rate = shared / productive
    variable = {}
    for key, time in hours.items():
        if contacts[key] > 0:
            mine = of[key]
            per_contact = time * 60 / contacts[key]
            fixed_rate = (year.amounts[mine][1] + direct[mine]) / minutes[mine]
            variable[key] = _rounded(per_contact * rate)
            year.prices[key] = variable[key] + _rounded(per_contact * fixed_rate)
    _paying(project, chain, year, _Bill(lines, number, minutes, contacts, of), work, variable)


def _reaching(case: Case, channel: tuple[str, bool]) -> float:
    gone = sum(one["deflected"] for one in case.channels.values())
    return case.channels[channel]["coming"] + (gone if channel == ("e_service", False) else 0.0)


def _paying(
    project: Project, chain: _Chain, year: Year, bill: _Bill, work: _Work, variable: dict[Any, Decimal]
) -> None:
    departments, first = [one.id for one in project.departments], project.settings.planning_year
    released = {y: _released(project, chain, year, y) for y in range(first, first + NET_YEARS)}
    central = _sum(bill.lines, phase="operation", funding="central")
    fixed = {d: readiness + direct for d, (_, readiness, direct) in year.amounts.items()}
    fte = _rounded(year.fte_total, MILLIONTH)
    reserved = _divided(fte, bill.minutes, Decimal("0.1"))
    per_fte = _sum(bill.lines, phase="operation", funding="shared") / fte
    for factor in (Decimal("0.8"), Decimal(1), Decimal("1.2")):
        cost = sum((_rounded(one[5] * factor) if one[4] == "case" else one[0]
                    for one in bill.lines.values() if one[1] == "operation"), Decimal(0))  # fmt: skip
        income = dict.fromkeys(departments, Decimal(0))
        for key, price in variable.items():
            income[bill.of[key]] += _rounded(price * bill.contacts[key] * factor)
        payments = {
            "a_budget_transfer": released[first],
            "b_capacity": {d: _rounded(reserved[d] * per_fte) + year.amounts[d][2] for d in departments},
            "c_base_and_price": {d: fixed[d] + income[d] for d in departments},
            "d_central": dict.fromkeys(departments, Decimal(0)),
        }
        year.replanned[factor] = _replanned(project, chain, bill, work, factor)
        for model, paid in payments.items():
            year.payments[model, factor] = paid
            year.residues[model, factor] = cost - central - sum(paid.values(), Decimal(0))
    _net(project, chain, year, bill.lines, released)


def _replanned(project: Project, chain: _Chain, bill: _Bill, work: _Work, factor: Decimal) -> Decimal:
    """Return what the year costs where staff is planned for ``factor`` times the volume."""
    plan, there = chain.plan(work, float(factor)), Year()
    chain.positions(plan, there)
    return _sum(_lines(project, chain, plan, there.fte_total, bill.cases, factor), phase="operation")


def _released(project: Project, chain: _Chain, year: Year, in_year: int) -> dict[str, Decimal]:
    """Return what released hours and positions that move are worth in a year, by department."""
    settings, scenario = project.settings, chain.scenario
    contribution = _rate(
        settings.employer_contributions, settings.planning_year, scenario.employer_contribution
    )
    said = scenario.adviser_salary_per_month
    adviser = settings.adviser_cost.salary_per_month if said is None else said
    salary = {
        one.id: adviser if one.salary_per_month is None else one.salary_per_month for one in project.roles
    }
    worth = {d.id: Decimal(0) for d in project.departments}
    share = scenario.realisable_share
    if share is None:
        share = 0.7 if settings.realisable_share is None else settings.realisable_share
    own = {u.id: u.realisable_share for u in project.units if u.realisable_share is not None}
    places = {one.id: n for n, one in enumerate((*project.departments, *project.units, *project.roles))}
    inside = dict.fromkeys(
        sorted(year.released, key=lambda key: [places.get(one or "", -1) for one in key]), 0.0
    )
    last = dt.date(settings.planning_year, 12, 31)
    for one in project.frontline_positions:
        if one.moves.value == "no" or (one.moves_from and one.moves_from > last):
            continue
        part = one.share if one.moves.value == "share" else 1.0
        whole = one.role is not None and one.moves.value == "whole"
        room = math.inf if whole else one.fte * part * chain.hours_per_fte
        for key in inside:
            if (one.role or one.unit) in key[1:]:
                found = min(year.released[key] - inside[key], room)
                inside[key] += found
                room -= found
    year.realisable = 0.0
    for key, hours in year.released.items():
        part = share if scenario.realisable_share is not None else own.get(key[1] or "", share)
        free = (hours - inside[key]) / chain.hours_per_fte * part
        year.realisable += free
        yearly = salary.get(key[2] or "", adviser) * 12 * (1 + contribution)
        worth[key[0]] += _rounded(_rounded(free, MILLIONTH) * yearly)
    for one in project.frontline_positions:
        if one.moves.value != "no":
            day = one.moves_from
            months = 12 if day is None or day.year < in_year else 13 - day.month if day.year == in_year else 0
            part = Decimal(1) if one.moves.value == "whole" else Decimal(repr(one.share))
            yearly = salary.get(one.role or "", adviser) * 12 * (1 + contribution)
            value = _rounded(one.fte, MILLIONTH) * yearly if one.cost_per_year is None else one.cost_per_year
            worth[one.department] += _rounded(value * part * months / 12)
    return worth


def _net(
    project: Project, chain: _Chain, year: Year, lines: dict[str, Any], released: dict[int, dict[str, Decimal]]
) -> None:  # fmt: skip
    first = project.settings.planning_year
    model = (chain.scenario.financing or project.settings.financing).value
    interest = _rate(project.settings.interest_rates, first, chain.scenario.interest_rate)
    weights = {d: abs(a + b) for d, (a, b, _) in year.amounts.items()}
    items = [one for one in lines.values() if one[4] not in ("capital", "outlay") and one[1] != "operation"]
    once = sum((one[0] for one in items if one[2] == "shared"), Decimal(0))
    shared_once = _divided(once, weights)
    for in_year, worth in released.items():
        change = dict.fromkeys(weights, Decimal(0))
        added = Decimal(0)
        for one in project.investments:
            more = _capital(one, interest, in_year) - _capital(one, interest, first)
            if lines[one.id][2] == "shared":
                added += more
            elif lines[one.id][3]:
                change[lines[one.id][3]] += more
        shared = _divided(added, weights)
        for d in weights:
            pays = worth[d]
            if model == "c_base_and_price":
                pays = year.payments[model, Decimal(1)][d] + change[d] + shared[d]
                if in_year == first:
                    pays += shared_once[d] + sum(
                        (one[0] for one in items if one[3] == d and one[2] == "department"), Decimal(0)
                    )
            year.net_effect[d, in_year] = worth[d] - pays
