"""A line of people who wait, served one by one: what became of each, and how long advisers were at it.

Two ways of serving share it: one contact at a time, and several chats side by side, each slower the more there are.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from dataclasses import dataclass, field

import numpy as np

from workbench.analysis.queues.values import Floats, Ints


@dataclass(frozen=True)
class Served:
    """What became of contacts in order of arrival: waits, who was answered (1 or 0), busy seconds per interval."""

    wait_s: Floats
    answered: Floats
    busy_s: Floats


def serve(arrival: Floats, handling: Floats, patience: Floats, agents: Ints, length: float) -> Served:
    """Play one line, first come first served, and return what became of each call.

    Events are arrivals, ends of calls and changes of shift. Who hung up is noticed when his turn
    comes: until then he changes nothing for anybody else.
    """
    shifts, width = agents.tolist(), len(agents)
    arrivals, works, limits = arrival.tolist(), handling.tolist(), (arrival + patience).tolist()
    start = [math.nan] * len(arrivals)
    waiting: deque[int] = deque()
    busy: list[float] = []
    changes = _rises(shifts, length)
    arrivals.append(math.inf)
    caller = change = 0
    while True:
        ends = busy[0] if busy else math.inf
        now = min(arrivals[caller], ends, changes[change])
        if now == math.inf:
            break
        if now == ends:
            heapq.heappop(busy)
        elif now == arrivals[caller]:
            waiting.append(caller)
            caller += 1
        else:
            change += 1
        present = shifts[min(int(now / length + 1e-12), width - 1)]
        while waiting and len(busy) < present:
            one = waiting.popleft()
            if limits[one] > now:
                start[one] = now
                heapq.heappush(busy, now + works[one])
    began = np.array(start)
    answered = np.isfinite(began)
    busy_s = _busy(began[answered], (began + handling)[answered], width, length)
    return _what_became(arrival, began, patience, busy_s)


def serve_side_by_side(
    arrival: Floats,
    handling: Floats,
    patience: Floats,
    agents: Ints,
    length: float,
    slowdown: tuple[float, ...],
) -> Served:
    """Play one line of chats and return what became of each; ``busy_s`` counts advisers with at least one chat.

    ``handling`` is what a chat takes of an adviser who has no other; with c chats at once each takes
    ``slowdown[c - 1]`` times as long. A chat goes to the least loaded adviser and stays there. Where fewer are
    there than before, the busiest stay, and the others take no more and finish what they have.
    """
    shifts, width = agents.tolist(), len(agents)
    arrivals, works, limits = arrival.tolist(), handling.tolist(), (arrival + patience).tolist()
    start = [math.nan] * len(arrivals)
    waiting: deque[int] = deque()
    floor = _Floor(slowdown)
    changes = _rises(shifts, length)
    arrivals.append(math.inf)
    caller = change = 0
    while True:
        ends = floor.next_end()
        now = min(arrivals[caller], ends, changes[change])
        if now == math.inf:
            break
        if now == ends:
            floor.end_chat()
        elif now == arrivals[caller]:
            waiting.append(caller)
            caller += 1
        else:
            change += 1
        present = shifts[min(int(now / length + 1e-12), width - 1)]
        while waiting and (desk := floor.least_loaded(present)) is not None:
            one = waiting.popleft()
            if limits[one] > now:
                start[one] = now
                floor.begin_chat(desk, works[one], now)
    begins, stops = (np.array([one[at] for one in floor.busy_from_to]) for at in (0, 1))
    return _what_became(arrival, np.array(start), patience, _busy(begins, stops, width, length))


@dataclass(eq=False)
class _Desk:
    """An adviser with chats. ``clock`` is the work each of them has got since the adviser began, at ``seen``.

    All chats of one adviser go equally fast, so a chat ends when that clock shows ``ends_at`` (smallest first).
    """

    number: int
    began: float
    seen: float
    clock: float = 0.0
    ends_at: list[float] = field(default_factory=list)
    version: int = 0


class _Floor:
    """The advisers who have chats, and when the next chat ends."""

    def __init__(self, slowdown: tuple[float, ...]) -> None:
        self._slowdown = slowdown
        self._desks: dict[int, _Desk] = {}
        self._ends: list[tuple[float, int, int]] = []
        self._made = 0
        self.busy_from_to: list[tuple[float, float]] = []

    def next_end(self) -> float:
        """Return when the next chat ends; ends that another chat has put off since are forgotten."""
        while self._ends:
            at, number, version = self._ends[0]
            desk = self._desks.get(number)
            if desk is not None and desk.version == version:
                return at
            heapq.heappop(self._ends)
        return math.inf

    def end_chat(self) -> None:
        """End the chat that :meth:`next_end` spoke of."""
        now, number, _ = heapq.heappop(self._ends)
        desk = self._desks[number]
        desk.clock, desk.seen = heapq.heappop(desk.ends_at), now
        if desk.ends_at:
            self._foresee(desk)
        else:
            self.busy_from_to.append((desk.began, now))
            del self._desks[number]

    def least_loaded(self, present: int) -> _Desk | int | None:
        """Return who takes the next chat: an idle adviser (0), who has fewest of the ``present``, or nobody."""
        if len(self._desks) < present:
            return 0
        if not present:
            return None
        busiest = sorted(self._desks.values(), key=lambda one: (-len(one.ends_at), one.number))
        desk = busiest[present - 1]
        return desk if len(desk.ends_at) < len(self._slowdown) else None

    def begin_chat(self, desk: _Desk | int, work_s: float, now: float) -> None:
        """Give a chat to ``desk``, as :meth:`least_loaded` found it."""
        if isinstance(desk, int):
            self._made += 1
            desk = _Desk(self._made, began=now, seen=now)
            self._desks[desk.number] = desk
        else:
            desk.clock += (now - desk.seen) / self._slowdown[len(desk.ends_at) - 1]
            desk.seen = now
        heapq.heappush(desk.ends_at, desk.clock + work_s)
        self._foresee(desk)

    def _foresee(self, desk: _Desk) -> None:
        desk.version += 1
        left = max(0.0, desk.ends_at[0] - desk.clock)
        at = desk.seen + left * self._slowdown[len(desk.ends_at) - 1]
        heapq.heappush(self._ends, (at, desk.number, desk.version))


def _rises(shifts: list[int], length: float) -> list[float]:
    """Return when more advisers come; fewer of them change nothing until somebody is to be answered."""
    rises = [number * length for number in range(1, len(shifts)) if shifts[number] > shifts[number - 1]]
    return [*rises, math.inf]


def _what_became(arrival: Floats, began: Floats, patience: Floats, busy_s: Floats) -> Served:
    answered = np.isfinite(began)
    lost_after = np.where(np.isfinite(patience), patience, 0.0)
    waits = np.where(answered, began - arrival, lost_after)
    return Served(waits, answered.astype(np.float64), busy_s)


def _busy(start: Floats, end: Floats, width: int, length: float) -> Floats:
    """Return the busy seconds of each interval; what runs past the last one is left out."""
    edges = np.arange(width + 1) * length
    worked = np.array([(np.minimum(end, edge) - np.minimum(start, edge)).sum() for edge in edges])
    return np.diff(worked)
