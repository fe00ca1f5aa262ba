"""What one case brings, and how many come when: the process followed step by step, the days one by one."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import holidays

from workbench.model.case_types import CaseType
from workbench.model.project import Project
from workbench.model.scenarios import Scenario

SOURCES = ("measurement", "system_statistics", "survey", "estimate", "guess")


def mean(estimate: Any) -> float:
    """Return (low + 4 likely + high) / 6."""
    return (estimate.low + 4 * estimate.likely + estimate.high) / 6


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


class Terms:
    """What holds in a scenario: the scenario's word, else the project's, else the norm."""

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
