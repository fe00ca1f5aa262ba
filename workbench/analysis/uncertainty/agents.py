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

from workbench.analysis.people.plan import chat_handling_s
from workbench.analysis.queues import QueueError, Targets
from workbench.analysis.queues.capacity import largest_load
from workbench.analysis.queues.chat import evaluate_chats
from workbench.analysis.queues.measure import flat_erlang_a
from workbench.analysis.queues.values import MOST_AGENTS, Floats, margin
from workbench.model.pause import checkpoint
from workbench.model.text import N_, NotCalculable, message

Places = NDArray[np.intp]
Singles = NDArray[np.float32]
"""Half the width of other figures here: millions of queues wait for memory, and a table is not more exact."""
LOAD_STEP = 0.02
"""Grid of sqrt(Erlang)."""
AHT_STEP = 0.04
"""Grid of ln(seconds); three times as wide for several chats at once, which take longer to solve."""
_SOLVED_AT_ONCE = 1024
_BISECTIONS = 8
_EACH = 128
MOST_LOAD = 2000.0
"""Erlang: some sixty million calls a year. Beyond, draws would take hours, and it is a slip of the pen."""


@dataclass(frozen=True, eq=False)
class Near:
    """Where queues lie in the grid: line (its first place), column, lower corner, and the parts beyond both.

    ``line`` and ``beyond_aht`` are [draw, cell], or [draw, 1] where a draw has one handling time.
    """

    load: Singles
    line: Places
    column: Places
    corner: Places
    beyond: Singles
    beyond_aht: Singles


class AgentTable:
    """The advisers that ``targets`` ask for: for handling times of ``aht_s`` (low, high), up to ``most_load`` Erlang.

    ``at_once`` chats per adviser (1: a queue). ``least`` advisers may be there although fewer are needed.
    Raises NotCalculable above MOST_LOAD.
    """

    def __init__(
        self,
        targets: tuple[Targets, ...],
        at_once: int,
        least: int,
        aht_s: tuple[float, float],
        most_load: float,
    ) -> None:
        if most_load > MOST_LOAD:
            raise NotCalculable(
                message(
                    N_(
                        "A draw has {n} contacts at the same time: look for a volume or minutes that are too high."
                    ),
                    n=round(most_load),
                )
            )
        self.targets, self.at_once, self.least = targets, at_once, least
        self._step = AHT_STEP if at_once == 1 else 3 * AHT_STEP
        self._first = math.floor(math.log(aht_s[0]) / self._step)
        last = math.floor(math.log(aht_s[1]) / self._step) + 1
        self._aht = np.exp(self._step * np.arange(self._first, last + 1))
        self._width = math.floor(math.sqrt(most_load) / LOAD_STEP) + 3
        sqrt_load: Floats = np.arange(self._width, dtype=np.float64) * LOAD_STEP
        sqrt_load[0] = LOAD_STEP / 10
        self._load: Floats = sqrt_load**2
        self._size = self._width * len(self._aht)
        continuous = self._continuous(sqrt_load)
        self._agents: Singles = continuous.ravel().astype(np.float32)
        around = 1.5 * (_steps(continuous, 0) + _steps(continuous, 1))
        self._fewest = np.ceil(continuous - around).astype(np.intp).ravel()
        self._most = np.maximum(np.ceil(continuous + around).astype(np.intp).ravel(), least)
        self._lowest: Places = np.maximum(self._fewest.reshape(-1, self._width).min(axis=0), 0)
        slots = 1 + int((self._most.reshape(-1, self._width) - self._lowest).max())
        self._busy = np.ones(slots * self._size, np.float32)
        self._lower: Places = -np.diff(self._lowest, append=self._lowest[-1])
        self._is_near = np.zeros(self._size, np.bool_)
        self._is_done = np.zeros(self._size, np.bool_)
        self._is_solved = np.zeros(self._size, np.bool_)

    def _continuous(self, sqrt_load: Floats) -> Floats:
        """Return the advisers at each grid point, [aht, load]: straight between what numbers of advisers carry."""
        most = int(self._load[-1] + 2 * math.sqrt(self._load[-1]) + 3)
        while True:
            carried = self._carried(most)
            if carried[:, -1].min() >= self._load[-1]:
                break
            if most > MOST_AGENTS:
                raise QueueError(message(N_("No number of agents reaches these targets")))
            most = int(1.5 * most)
        numbers = np.concatenate(([0], _some(most)))
        rows = [np.interp(sqrt_load, np.sqrt(one), numbers) for one in carried]
        found = np.array(rows)
        found[:, 0] = 0.0
        return found

    def _carried(self, most: int) -> Floats:
        """Return the largest load (Erlang) that 0 and _some numbers of advisers carry, per handling time."""
        numbers = _some(most)
        n = np.tile(numbers, len(self._aht))
        aht = np.repeat(self._aht, len(numbers))
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
        rows = np.minimum(carried, 1e9).reshape(len(self._aht), len(numbers))
        return np.maximum.accumulate(np.concatenate((np.zeros((len(rows), 1)), rows), axis=1), axis=1)

    def _chat_load(self, aht: Floats, agents: Places, target: Targets) -> Floats:
        """Return the largest load that meets ``target``: bisected, then straight: chat has no table."""
        found = np.zeros(aht.size)
        for one in np.unique(aht).tolist():
            at = aht == one
            n = agents[at]
            low, high = np.zeros(n.size), 0.5 * self.at_once * n
            met, missed = np.zeros(n.size), self._margin(high, one, n, target)
            while (missed >= 0).any() and high.max() < MOST_AGENTS:
                is_low = missed >= 0
                low, met = np.where(is_low, high, low), np.where(is_low, missed, met)
                high = np.where(is_low, 2 * high, high)
                missed = self._margin(high, one, n, target)
            for _ in range(_BISECTIONS):
                middle = (low + high) / 2
                reached = self._margin(middle, one, n, target)
                meets = reached >= 0
                low, high = np.where(meets, middle, low), np.where(meets, high, middle)
                met, missed = np.where(meets, reached, met), np.where(meets, missed, reached)
            found[at] = low + (high - low) * met / (met - missed)
        return found

    def _margin(self, load: Floats, aht_s: float, agents: Places, target: Targets) -> Floats:
        checkpoint()
        handling = _handling(aht_s, self.at_once)
        measures = evaluate_chats(load / aht_s, handling, agents, target.patience_s, target.within_s or 0.0)
        return margin(measures, target)

    def near(self, load: Singles, aht_s: Singles) -> Near:
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
        return Near(load, line, column, corner, place, row)

    def needed(self, at: Near) -> Singles:
        """Return the whole advisers that each queue needs."""
        table, corner, up = self._agents, at.corner, self._width
        if at.line.shape != at.column.shape:
            rows = self._rows(self._agents, at)
            place = at.column + np.arange(0, rows.size, up)[:, None]
            found = _along(rows[place], rows[place + 1], at.beyond)
        else:
            low = _along(table[corner], table[corner + 1], at.beyond)
            high = _along(table[corner + up], table[corner + (up + 1)], at.beyond)
            found = _along(low, high, at.beyond_aht)
        return np.ceil(found, out=found)

    def busy(self, at: Near, agents: Singles) -> Singles:
        """Return how many of ``agents`` are busy on average in each queue; at least what it needs."""
        self._solve_around(at.corner)
        table, up, size = self._busy, self._width, self._size
        slot = agents.astype(np.intp)
        slot -= self._lowest[at.column]
        more = self._lower[at.column]
        if at.line.shape != at.column.shape:
            table = self._rows(self._busy, at)
            size = len(agents) * up
            first = slot * size + at.column + np.arange(0, size, up)[:, None]
            found = _along(table[first], table[first + 1 + more * size], at.beyond)
        else:
            first = slot * size + at.corner
            second = first + 1 + more * size
            low = _along(table[first], table[second], at.beyond)
            high = _along(table[first + up], table[second + up], at.beyond)
            found = _along(low, high, at.beyond_aht)
        found *= at.load
        return found

    def _rows(self, table: Singles, at: Near) -> Singles:
        """Return ``table`` between the handling times of each draw, flat: [slot, draw, load]."""
        by_aht = table.reshape(-1, len(self._aht), self._width)
        row = at.line[:, 0] // self._width
        return _along(by_aht[:, row], by_aht[:, row + 1], at.beyond_aht).ravel()

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


def _some(most: int) -> Places:
    """Return the numbers of advisers that are solved: each to _EACH, then a hundredth apart, and ``most``."""
    far = np.geomspace(_EACH, max(_EACH, most), 2 + int(100 * math.log(max(_EACH, most) / _EACH)))
    return np.unique(
        np.concatenate((np.arange(1, min(_EACH, most) + 1), far[far <= most], [most])).astype(np.intp)
    )


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


def _along(one: Singles, other: Singles, part: Singles) -> Singles:
    """Return what lies at ``part`` between two values; both arrays are used up."""
    other -= one
    other *= part
    one += other
    return one
