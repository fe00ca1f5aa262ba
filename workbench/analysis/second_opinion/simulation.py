"""A second opinion on a staffing plan: days of calls played one by one against the shifts.

The queue formulas know one handling time, steady arrivals and a constant number of agents. Here
each interval has its own arrivals and agents, calls differ in kind, people hang up, and a share
goes on to a second line; what comes out carries its uncertainty, from day to day.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from workbench.analysis.queues import QueueError
from workbench.analysis.queues.values import Floats
from workbench.analysis.second_opinion.serving import serve, serve_side_by_side
from workbench.model.pause import checkpoint
from workbench.model.text import N_, message

_T_975 = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228)
"""Student's t, 97.5 %, for 1 to 10 degrees of freedom."""


@dataclass(frozen=True)
class Traffic:
    """One kind of call of a day.

    ``calls_per_interval`` expected calls in each interval; handling is exponential at
    ``handling_cv`` 1, fixed at 0, else lognormal with that coefficient of variation.
    ``handling_by_interval`` says the mean of each interval where it is not the same all day.
    ``transfer_share`` of the answered calls goes on to the second line and takes
    ``transfer_handling_s`` there (same cv).
    """

    calls_per_interval: tuple[float, ...]
    handling_s: float
    handling_cv: float = 1.0
    transfer_share: float = 0.0
    transfer_handling_s: float = 0.0
    handling_by_interval: tuple[float, ...] = ()


@dataclass(frozen=True)
class DayPlan:
    """A day: who calls and who is there, per interval of ``interval_s`` seconds.

    An agent whose shift ends finishes the call first. Calls that still wait at closing time are
    taken by the agents of the last interval. ``warm_up_intervals`` at the start are played but
    not counted, for comparison with steady-state formulas. With more than one ``slowdown`` an adviser holds as many
    contacts at once, each taking so many times as long with 1, 2, ... of them (chat; nothing is transferred then).
    """

    interval_s: float
    agents: tuple[int, ...]
    traffic: tuple[Traffic, ...]
    within_s: float
    patience_s: float = math.inf
    second_line_agents: tuple[int, ...] = ()
    warm_up_intervals: int = 0
    slowdown: tuple[float, ...] = (1.0,)


@dataclass(frozen=True)
class Estimate:
    """A simulated measure with its 95 % confidence interval, from days as batches.

    ``value`` is nan when nothing was there to measure.
    """

    value: float
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Tell whether ``value`` lies within the interval."""
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Simulated:
    """What ``days`` played days say, with the seed that repeats them.

    Shares 0..1, times seconds; ``mean_wait_s`` is over all offered calls, also those that hang
    up; ``occupancy`` over the staffed time; ``sl_by_interval`` of offered calls.
    """

    days: int
    seed: int
    offered_per_day: Estimate
    sl_offered: Estimate
    sl_answered: Estimate
    p_wait: Estimate
    p_lost: Estimate
    mean_wait_s: Estimate
    mean_wait_answered_s: Estimate
    occupancy: Estimate
    second_line_per_day: Estimate
    second_line_wait_s: Estimate
    second_line_occupancy: Estimate
    sl_by_interval: tuple[Estimate, ...]


def simulate_days(plan: DayPlan, days: int, seed: int) -> Simulated:
    """Play ``days`` (at least 2) independent days of ``plan``; the same seed gives the same days.

    Raises QueueError for a plan whose parts do not fit together.
    """
    return summed_up(plan, play_days(plan, days, seed), seed)


Played = dict[str, Floats]
"""Counts by name: one per played day, those of intervals [days, intervals]."""


def play_days(plan: DayPlan, days: int, seed: int) -> Played:
    """Return the counts of ``days`` played days one by one, for whoever asks for more than :class:`Simulated`.

    Steps aside after every day (:mod:`workbench.model.pause`).
    """
    _check(plan, days)
    generator = np.random.default_rng(seed)
    counts = []
    for _ in range(days):
        counts.append(_one_day(plan, generator))
        checkpoint()
    return {name: np.array([day[name] for day in counts]) for name in counts[0]}


def summed_up(plan: DayPlan, table: Played, seed: int) -> Simulated:
    """Return what the days that :func:`play_days` played from ``seed`` say."""
    days, width = len(table["offered"]), len(plan.agents)
    good, calls = table["in_time_by_interval"], table["offered_by_interval"]
    return Simulated(
        days=days,
        seed=seed,
        offered_per_day=_ratio(table["offered"], np.ones(days)),
        sl_offered=_ratio(table["in_time"], table["offered"]),
        sl_answered=_ratio(table["in_time"], table["answered"]),
        p_wait=_ratio(table["waited"], table["offered"]),
        p_lost=_ratio(table["lost"], table["offered"]),
        mean_wait_s=_ratio(table["wait_s"], table["offered"]),
        mean_wait_answered_s=_ratio(table["wait_answered_s"], table["answered"]),
        occupancy=_ratio(table["busy_s"], table["staffed_s"]),
        second_line_per_day=_ratio(table["transferred"], np.ones(days)),
        second_line_wait_s=_ratio(table["transfer_wait_s"], table["transferred"]),
        second_line_occupancy=_ratio(table["second_busy_s"], table["second_staffed_s"]),
        sl_by_interval=tuple(_ratio(good[:, one], calls[:, one]) for one in range(width)),
    )


def _check(plan: DayPlan, days: int) -> None:
    width = len(plan.agents)
    fits = (
        width > 0
        and all(len(kind.calls_per_interval) == width for kind in plan.traffic)
        and all(len(kind.handling_by_interval) in {0, width} for kind in plan.traffic)
        and len(plan.second_line_agents) in {0, width}
        and 0 <= plan.warm_up_intervals < width
    )
    if not fits:
        raise QueueError(message(N_("A simulated day needs calls and agents for the same intervals")))
    if days < 2:
        raise QueueError(message(N_("A simulation needs at least 2 days")))
    sensible = bool(plan.slowdown) and plan.slowdown[0] == 1 and min(plan.slowdown) > 0
    sensible = sensible and plan.interval_s > 0 and plan.patience_s > 0 and plan.within_s >= 0
    for kind in plan.traffic:
        sensible = sensible and min(kind.calls_per_interval) >= 0 and kind.handling_s > 0
        sensible = sensible and min(kind.handling_by_interval, default=0.0) >= 0
        sensible = sensible and 0 <= kind.transfer_share <= 1 and kind.handling_cv >= 0
        sensible = sensible and (len(plan.slowdown) == 1 or kind.transfer_share == 0)
        sensible = sensible and (kind.transfer_share == 0 or kind.transfer_handling_s > 0)
    if not sensible or min(plan.agents + plan.second_line_agents) < 0:
        raise QueueError(message(N_("A simulated day has no negative times, calls, agents or shares")))


def _one_day(plan: DayPlan, generator: np.random.Generator) -> dict[str, float | Floats]:
    """Return the counts of one day, warm-up left out."""
    width, length = len(plan.agents), plan.interval_s
    arrival, handling, onward = _calls(plan, generator)
    patience = (
        generator.exponential(plan.patience_s, arrival.size)
        if math.isfinite(plan.patience_s)
        else np.full(arrival.size, math.inf)
    )
    agents = np.array(plan.agents)
    if len(plan.slowdown) > 1:
        served = serve_side_by_side(arrival, handling, patience, agents, length, plan.slowdown)
    else:
        served = serve(arrival, handling, patience, agents, length)
    begin = plan.warm_up_intervals
    slot = np.minimum((arrival / length).astype(np.int64), width - 1)
    counted = slot >= begin
    answered = (served.answered > 0) & counted
    in_time = answered & (served.wait_s <= plan.within_s)
    result: dict[str, float | Floats] = {
        "offered": float(counted.sum()),
        "answered": float(answered.sum()),
        "lost": float(counted.sum() - answered.sum()),
        "in_time": float(in_time.sum()),
        "waited": float((counted & (served.wait_s > 0)).sum()),
        "wait_s": float(served.wait_s[counted].sum()),
        "wait_answered_s": float(served.wait_s[answered].sum()),
        "busy_s": float(served.busy_s[begin:].sum()),
        "staffed_s": float(sum(plan.agents[begin:])) * length,
        "busy_by_interval": served.busy_s,
        "in_time_by_interval": np.bincount(slot[in_time], minlength=width).astype(np.float64),
        "offered_by_interval": np.bincount(slot[counted], minlength=width).astype(np.float64),
    }
    going_on = (served.answered > 0) & (onward > 0)
    return result | _second_line(plan, (arrival + served.wait_s + handling)[going_on], onward[going_on])


def _second_line(plan: DayPlan, arrival: Floats, handling: Floats) -> dict[str, float | Floats]:
    """Return the counts of the calls that go on; without agents there they are only counted."""
    order = np.argsort(arrival, kind="stable")
    arrival, handling = arrival[order], handling[order]
    begin, length = plan.warm_up_intervals, plan.interval_s
    counted = arrival >= begin * length
    result: dict[str, float | Floats] = {
        "transferred": float(counted.sum()),
        "transfer_wait_s": math.nan,
        "second_busy_s": math.nan,
        "second_staffed_s": math.nan,
    }
    if plan.second_line_agents:
        agents = np.array(plan.second_line_agents)
        served = serve(arrival, handling, np.full(arrival.size, math.inf), agents, length)
        result["transfer_wait_s"] = float(served.wait_s[counted].sum())
        result["second_busy_s"] = float(served.busy_s[begin:].sum())
        result["second_staffed_s"] = float(agents[begin:].sum()) * length
    return result


def _calls(plan: DayPlan, generator: np.random.Generator) -> tuple[Floats, Floats, Floats]:
    """Draw a day's arrival times (sorted), handling times and second-line handling (0: none)."""
    times, works, onwards = [np.empty(0)], [np.empty(0)], [np.empty(0)]
    starts = np.arange(len(plan.agents)) * plan.interval_s
    for kind in plan.traffic:
        counts = generator.poisson(kind.calls_per_interval)
        total = int(counts.sum())
        times.append(np.repeat(starts, counts) + generator.random(total) * plan.interval_s)
        means = np.repeat(kind.handling_by_interval or (kind.handling_s,) * len(counts), counts)
        works.append(_durations(1.0, kind.handling_cv, total, generator) * means)
        second = _durations(kind.transfer_handling_s, kind.handling_cv, total, generator)
        onwards.append(np.where(generator.random(total) < kind.transfer_share, second, 0.0))
    arrival = np.concatenate(times)
    order = np.argsort(arrival, kind="stable")
    return arrival[order], np.concatenate(works)[order], np.concatenate(onwards)[order]


def _durations(mean_s: float, cv: float, count: int, generator: np.random.Generator) -> Floats:
    if cv == 1:
        return generator.exponential(mean_s, count)
    if cv == 0 or mean_s == 0:
        return np.full(count, mean_s)
    spread = math.sqrt(math.log1p(cv * cv))
    return generator.lognormal(math.log(mean_s) - spread * spread / 2, spread, count)


def _ratio(top: Floats, bottom: Floats) -> Estimate:
    """Return sum(top) / sum(bottom) with its interval by the delta method over days."""
    total = float(bottom.sum())
    if not total > 0 or not math.isfinite(float(top.sum())):
        return Estimate(math.nan, math.nan, math.nan)
    days = top.size
    value = float(top.sum()) / total
    residual = top - value * bottom
    error = math.sqrt(float(residual @ residual) / (days - 1) / days) / (total / days)
    reach = student_t_975(days - 1) * error
    return Estimate(value, value - reach, value + reach)


def student_t_975(degrees: int) -> float:
    """Return the 97.5 % quantile of Student's t: a table to 10, then the series in 1 / degrees."""
    if degrees <= len(_T_975):
        return _T_975[degrees - 1]
    z = NormalDist().inv_cdf(0.975)
    first = (z**3 + z) / 4
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    return z + first / degrees + second / degrees**2 + third / degrees**3
