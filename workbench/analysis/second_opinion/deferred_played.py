"""Deferred work played: it comes in lumps, and is done in the minutes that played days of contacts leave.

Contacts go first: work that may be interrupted is put aside when somebody calls, and costs no time by that. Work that
may not be interrupted is done by people of its own alone. What is due first is done first, half-hour by half-hour.
Of an adviser's time at most the plan's highest share is work, as in the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.queues.values import Floats, Ints
from workbench.model.pause import checkpoint

_NOTHING = 1e-9


@dataclass(frozen=True, eq=False)
class Inflow:
    """A kind of work: due ``lead_days`` working days after it came (0: the same day).

    ``hours`` [N, T] are expected in each half-hour of each day in order. Items take ``item_hours`` on average
    (exponential) and come independently of each other; with 0 all comes exactly as expected.
    """

    lead_days: int
    hours: Floats
    item_hours: float
    may_be_interrupted: bool


@dataclass(frozen=True, eq=False)
class PlayedYears:
    """Hours of each played year [Y]: what came = done between contacts + done by people of its own + waits at the end.

    ``late_hours`` were not done on the day they were due. ``oldest_days`` is the number of evenings that work waited
    at most; ``waiting`` [Y, N] are the hours that wait in the evening.
    """

    came_hours: Floats
    between_hours: Floats
    own_hours: Floats
    late_hours: Floats
    oldest_days: Ints
    waiting: Floats


def play_years(
    work: Sequence[Inflow],
    is_open: NDArray[np.bool_],
    idle_hours: Floats,
    own_hours: Floats,
    generator: np.random.Generator,
) -> PlayedYears:
    """Play as many years as ``idle_hours`` [Y, N, T] has, of N days in order.

    ``idle_hours`` is what contacts leave for work that may be interrupted, ``own_hours`` [N, T] the work of people who
    are there for it; half-hours that are not ``is_open`` [N, T] are left out. Steps aside after every day.
    """
    years, days = idle_hours.shape[:2]
    came = np.zeros(years)
    rigid, flexible = (
        _Desk(years, days, [one for one in work if one.may_be_interrupted is free]) for free in (False, True)
    )
    inflows = [
        (rigid if not one.may_be_interrupted else flexible, one.lead_days, _drawn(one, years, generator))
        for one in work
    ]
    between, own, late = np.zeros(years), np.zeros(years), np.zeros(years)
    oldest, waiting = np.zeros(years, dtype=np.int64), np.zeros((years, days))
    for day in range(days):
        for at in np.flatnonzero(is_open[day]).tolist():
            for desk, lead, hours in inflows:
                desk.put(day, lead, hours[:, day, at])
                came += hours[:, day, at]
            room = np.full(years, own_hours[day, at])
            done = rigid.do(day, room)
            own += done
            room -= done
            done = flexible.do(day, room + idle_hours[:, day, at])
            own += np.minimum(done, room)
            between += np.maximum(0.0, done - room)
        for desk in (rigid, flexible):
            late += desk.late(day)
            oldest = np.maximum(oldest, desk.oldest(day))
            waiting[:, day] += desk.waiting()
            desk.close(day)
        checkpoint()
    return PlayedYears(came, between, own, late, oldest, waiting)


def _drawn(one: Inflow, years: int, generator: np.random.Generator) -> Floats:
    """Return the hours that come in, [Y, N, T]: so many items of exponential length are gamma distributed."""
    drawn = np.broadcast_to(one.hours, (years, *one.hours.shape))
    if not one.item_hours:
        return drawn
    some = one.hours > 0
    items = generator.poisson(one.hours[some] / one.item_hours, (years, int(some.sum())))
    drawn = np.zeros(drawn.shape)
    drawn[:, some] = np.where(items > 0, generator.standard_gamma(np.maximum(items, 1)), 0.0) * one.item_hours
    checkpoint()
    return drawn


class _Desk:
    """Work that waits, in all years at once: hours by the day they are due, and among those by how long they had."""

    def __init__(self, years: int, days: int, work: Sequence[Inflow]) -> None:
        self._leads = sorted({one.lead_days for one in work}, reverse=True)
        """Longest first: of what is due on a day, that came first."""
        self._hours = np.zeros((years, days + max(self._leads, default=0) + 1, len(self._leads)))
        self._first = 0

    def put(self, day: int, lead: int, hours: Floats) -> None:
        self._hours[:, day + lead, self._leads.index(lead)] += hours

    def do(self, day: int, room: Floats) -> Floats:
        """Take what fits into ``room`` [Y], the first due first; return the hours done."""
        if not self._leads:
            return np.zeros_like(room)
        waits = self._hours[:, self._first : day + self._leads[0] + 1]
        flat = waits.reshape(room.size, -1)
        before = np.cumsum(flat, axis=1) - flat
        done = np.clip(room[:, None] - before, 0.0, flat)
        waits -= done.reshape(waits.shape)
        total: Floats = done.sum(axis=1)
        return total

    def late(self, day: int) -> Floats:
        """Return the hours that were due on ``day`` and are not done."""
        return _something(self._hours[:, day].sum(axis=1))

    def oldest(self, day: int) -> Ints:
        """Return how many evenings the oldest work that waits has waited, this one included; 0 where nothing does."""
        found = np.zeros(len(self._hours), dtype=np.int64)
        for number, lead in enumerate(self._leads):
            waits = self._hours[:, self._first : day + lead + 1, number] > _NOTHING
            came = self._first + waits.argmax(axis=1) - lead
            found = np.maximum(found, np.where(waits.any(axis=1), day + 1 - came, 0))
        return found

    def waiting(self) -> Floats:
        total: Floats = self._hours[:, self._first :].sum(axis=(1, 2))
        return total

    def close(self, day: int) -> None:
        """Forget the days of which nothing waits any more."""
        while self._first <= day and not (self._hours[:, self._first] > 0).any():
            self._first += 1


def _something(hours: Floats) -> Floats:
    """Return ``hours`` without what is left of sums only."""
    return np.where(hours > _NOTHING, hours, 0.0)
