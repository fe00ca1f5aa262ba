"""Whole advisers for any load and handling time, and how many of them are busy, out of tables.

Ten thousand draws of a thousand half-hours are ten million queues. The plan's exact answers are laid on a grid of
sqrt(load) and ln(handling time), where they are nearly straight: first the number of advisers as if it were
continuous (n where exactly n carry the load), then, for whole numbers of advisers, the busy share of the load. The
grid is fixed, and its points are solved as draws come near them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.plan import chat_handling_s
from workbench.analysis.queues import QueueError, Targets
from workbench.analysis.queues.capacity import largest_load
from workbench.analysis.queues.chat import evaluate_chats
from workbench.analysis.queues.measure import flat_erlang_a
from workbench.analysis.queues.values import MOST_AGENTS, Floats, margin
from workbench.model.pause import checkpoint
from workbench.model.text import N_, message

Places = NDArray[np.intp]
LOAD_STEP = 0.02
"""Grid of sqrt(Erlang)."""
AHT_STEP = 0.04
"""Grid of ln(seconds); twice as wide for several chats at once, which take longer to solve."""
_SOLVED_AT_ONCE = 1024
_BISECTIONS = 15


@dataclass(frozen=True, eq=False)
class Near:
    """Where queues lie in the grid: flat place of the lower corner, load index, and the parts beyond both."""

    load: Floats
    corner: Places
    column: Places
    beyond: Floats
    beyond_aht: Floats


class AgentTable:
    """The advisers that ``targets`` ask for: for handling times of ``aht_s`` (low, high), up to ``most_load`` Erlang.

    ``at_once`` chats per adviser (1: a queue). ``least`` advisers may be there although fewer are needed.
    """

    def __init__(
        self,
        targets: tuple[Targets, ...],
        at_once: int,
        least: int,
        aht_s: tuple[float, float],
        most_load: float,
    ) -> None:
        self.targets, self.at_once, self.least = targets, at_once, least
        self._step = AHT_STEP if at_once == 1 else 2 * AHT_STEP
        self._first = math.floor(math.log(aht_s[0]) / self._step)
        last = math.floor(math.log(aht_s[1]) / self._step) + 1
        self._aht = np.exp(self._step * np.arange(self._first, last + 1))
        self._width = math.floor(math.sqrt(most_load) / LOAD_STEP) + 3
        sqrt_load: Floats = np.arange(self._width, dtype=np.float64) * LOAD_STEP
        sqrt_load[0] = LOAD_STEP / 10
        self._load: Floats = sqrt_load**2
        self._size = self._width * len(self._aht)
        continuous = self._continuous(sqrt_load)
        self._agents = continuous.ravel()
        around = 1.5 * (_steps(continuous, 0) + _steps(continuous, 1))
        self._fewest = np.ceil(continuous - around).astype(np.intp).ravel()
        self._most = np.maximum(np.ceil(continuous + around).astype(np.intp).ravel(), least)
        self._lowest: Places = np.maximum(self._fewest.reshape(-1, self._width).min(axis=0), 0)
        slots = 1 + int((self._most.reshape(-1, self._width) - self._lowest).max())
        self._busy = np.ones(slots * self._size)
        self._start: Places = -self._lowest * self._size
        self._next: Places = 1 - np.diff(self._lowest, append=self._lowest[-1]) * self._size
        self._is_near = np.zeros(self._size, np.bool_)
        self._is_done = np.zeros(self._size, np.bool_)
        self._is_solved = np.zeros(self._size, np.bool_)

    def _continuous(self, sqrt_load: Floats) -> Floats:
        """Return the advisers at each grid point, [aht, load]: straight between what n and n + 1 carry."""
        most = int(self._load[-1] + 2 * math.sqrt(self._load[-1]) + 3)
        while True:
            carried = self._carried(most)
            if carried[:, -1].min() >= self._load[-1]:
                break
            if most > MOST_AGENTS:
                raise QueueError(message(N_("No number of agents reaches these targets")))
            most = int(1.5 * most)
        numbers = np.arange(most + 1)
        rows = [np.interp(sqrt_load, np.sqrt(one), numbers) for one in carried]
        found = np.array(rows)
        found[:, 0] = 0.0
        return found

    def _carried(self, most: int) -> Floats:
        """Return the largest load (Erlang) that 0 ... ``most`` advisers carry, per handling time."""
        n = np.tile(np.arange(1, most + 1), len(self._aht))
        aht = np.repeat(self._aht, most)
        carried = np.full(n.size, np.inf)
        for first in range(0, n.size, _SOLVED_AT_ONCE):
            checkpoint()
            at = slice(first, first + _SOLVED_AT_ONCE)
            for target in self.targets:
                if self.at_once == 1:
                    found = np.exp(np.minimum(largest_load(aht[at], n[at], target), 700.0))
                else:
                    found = self._chat_load(aht[at], n[at], target)
                carried[at] = np.minimum(carried[at], found)
        rows = np.minimum(carried, 1e9).reshape(len(self._aht), most)
        return np.maximum.accumulate(np.concatenate((np.zeros((len(rows), 1)), rows), axis=1), axis=1)

    def _chat_load(self, aht: Floats, agents: Places, target: Targets) -> Floats:
        """Return the largest load that meets ``target``: bisected, since chat has no table of its own."""
        found = np.zeros(aht.size)
        for one in np.unique(aht).tolist():
            at = aht == one
            low, high = np.zeros(int(at.sum())), agents[at] * 0.5 * self.at_once
            while (too_low := self._meets(high, one, agents[at], target)).any() and high.max() < MOST_AGENTS:
                high = np.where(too_low, 2 * high, high)
            for _ in range(_BISECTIONS):
                middle = (low + high) / 2
                enough = self._meets(middle, one, agents[at], target)
                low, high = np.where(enough, middle, low), np.where(enough, high, middle)
            found[at] = (low + high) / 2
        return found

    def _meets(self, load: Floats, aht_s: float, agents: Places, target: Targets) -> NDArray[np.bool_]:
        checkpoint()
        handling = _handling(aht_s, self.at_once)
        measures = evaluate_chats(load / aht_s, handling, agents, target.patience_s, target.within_s or 0.0)
        return margin(measures, target) >= 0

    def near(self, load: Floats, aht_s: Floats) -> Near:
        """Return where queues lie; ``aht_s`` may be one per draw. A load of 0 needs nobody."""
        place = np.sqrt(load)
        place *= 1 / LOAD_STEP
        column = place.astype(np.intp)
        place -= column
        row = np.log(aht_s)
        row *= 1 / self._step
        row -= self._first
        np.clip(row, 0.0, len(self._aht) - 1.0001, out=row)
        line = row.astype(np.intp)
        row -= line
        line *= self._width
        corner = line + column
        return Near(load, corner, column, place, row)

    def needed(self, at: Near) -> Floats:
        """Return the whole advisers that each queue needs."""
        table, corner = self._agents, at.corner
        found = _between(
            (table[corner], table[corner + 1]),
            (table[corner + self._width], table[corner + (self._width + 1)]),
            at,
        )
        return np.ceil(found, out=found)

    def busy(self, at: Near, agents: Floats) -> Floats:
        """Return how many of ``agents`` are busy on average in each queue; at least what it needs."""
        self._solve_around(at.corner)
        first = agents.astype(np.intp)
        first *= self._size
        first += self._start[at.column]
        first += at.corner
        second = first + self._next[at.column]
        table, up = self._busy, self._width
        found = _between((table[first], table[second]), (table[first + up], table[second + up]), at)
        found *= at.load
        return found

    def _solve_around(self, corner: Places) -> None:
        """Solve the grid points that queues came near for the first time."""
        self._is_near[corner] = True
        at = np.flatnonzero(self._is_near & ~self._is_done)
        if not at.size:
            return
        around = np.unique(np.concatenate([at, at + 1, at + self._width, at + self._width + 1]))
        around = around[~self._is_solved[around]]
        self._is_done[at] = True
        self._is_solved[around] = True
        lowest = self._lowest[around % self._width]
        for slot in range(self._busy.size // self._size):
            n = lowest + slot
            some = (n >= self._fewest[around]) & (n <= self._most[around])
            self._solve(around[some], n[some])

    def _solve(self, at: Places, agents: Places) -> None:
        slot = (agents - self._lowest[at % self._width]) * self._size + at
        self._busy[slot[agents == 0]] = 0.0
        some = np.flatnonzero(agents > 0)
        row, column = np.divmod(at, self._width)
        for first in range(0, some.size, _SOLVED_AT_ONCE):
            checkpoint()
            part = some[first : first + _SOLVED_AT_ONCE]
            load, aht = self._load[column[part]], self._aht[row[part]]
            self._busy[slot[part]] = self._share(load, aht, agents[part])

    def _share(self, load: Floats, aht: Floats, agents: Places) -> Floats:
        """Return the advisers busy per Erlang offered."""
        patience = self.targets[0].patience_s
        lam = load / aht
        if self.at_once == 1:
            return 1 - flat_erlang_a(lam, aht, agents, np.full(lam.shape, patience), None).p_lost
        found = np.zeros_like(load)
        for one in np.unique(aht):
            at = aht == one
            handling = _handling(one, self.at_once)
            within = self.targets[0].within_s or 0.0
            measures = evaluate_chats(lam[at], handling, agents[at], patience, within)
            found[at] = measures.occupancy * agents[at] / load[at]
        return found


def _steps(table: Floats, axis: int) -> Floats:
    """Return how far each value is from the further of its two neighbours along ``axis``."""
    step = np.abs(np.diff(table, axis=axis))
    nothing = np.zeros_like(np.take(table, [0], axis=axis))
    found: Floats = np.maximum(
        np.concatenate((nothing, step), axis=axis), np.concatenate((step, nothing), axis=axis)
    )
    return found


def _handling(aht_s: float, at_once: int) -> list[float]:
    return chat_handling_s(np.ones(1), np.array([aht_s]), at_once)


def _between(low: tuple[Floats, Floats], high: tuple[Floats, Floats], at: Near) -> Floats:
    """Return the value between four corners; the arrays of the corners are used up."""
    found, above = _along(*low, at.beyond), _along(*high, at.beyond)
    return _along(found, above, at.beyond_aht)


def _along(one: Floats, other: Floats, part: Floats) -> Floats:
    other -= one
    other *= part
    one += other
    return one
