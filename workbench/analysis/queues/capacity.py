"""What n agents carry under given targets and patience, on a grid of handling times.

For fixed targets and patience the requirement depends on two numbers alone, arrivals and
handling time. So the largest load is solved once per grid point, kept, and looked up by
bisection ever after: a plan that is recalculated, or drawn ten thousand times, costs
microseconds. Between grid points the table interpolates and says where it cannot be sure.
"""

from __future__ import annotations

import math
from functools import lru_cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.queues.measure import flat_erlang_a
from workbench.analysis.queues.values import Floats, Ints, Targets, margin

_STEP = math.log(1.08)
_COLUMNS = 152
"""Handling times of exp(_STEP k) seconds: 1 s to about a day."""

_BLOCK = 16
_MOST_ROWS = 256
"""Larger queues are searched directly: they are rare and their own search is cheap."""

_CLOSE = 1e-6
_DOUBT = 1e-5
"""The loads are solved to _CLOSE (relative); a band of _DOUBT around them does not decide."""

_SEARCHES = 4
"""Grid points solved per queue asked: what an exact search of its own would cost."""

_FAR = 14.0
"""A load exp(14) times the agents that still meets the targets: there is no limit."""


@lru_cache(maxsize=32)
def capacity_table(targets: Targets) -> CapacityTable:
    """Return the table of ``targets``, the same one every time; it fills as it is asked."""
    return CapacityTable(targets)


class CapacityTable:
    """Logarithms of the largest load (Erlang) that n agents carry, per handling time."""

    def __init__(self, targets: Targets) -> None:
        self.targets = targets
        self._log_load = np.full((_COLUMNS, _MOST_ROWS + 1), np.nan)
        self._log_load[:, 0] = -np.inf
        self._rows = np.zeros(_COLUMNS, dtype=np.int64)
        self._asked = 0
        self._lock = Lock()

    def look_up(self, lam: Floats, aht: Floats) -> tuple[Ints, NDArray[np.bool_]]:
        """Return the agents each queue needs, and where that is certain; flat arrays, lam > 0.

        Where it is not certain the number is a good place to begin an exact search.
        """
        place = np.log(aht) / _STEP
        column = np.floor(place).astype(np.int64)
        log_load = np.log(lam * aht)
        inside = (column >= 1) & (column < _COLUMNS - 2) & (log_load < math.log(_MOST_ROWS))
        agents = np.maximum(1, np.ceil(lam * aht)).astype(np.int64)
        certain = np.zeros(lam.size, dtype=np.bool_)
        at = np.flatnonzero(inside)
        if at.size:
            self._fill(column[at], log_load[at])
            at = at[self._rows[column[at]] > 0]
            agents[at], certain[at] = self._bisect(column[at], place[at] - column[at], log_load[at])
        return agents, certain

    def _bisect(
        self, column: NDArray[np.int64], part: Floats, log_load: Floats
    ) -> tuple[Ints, NDArray[np.bool_]]:
        table = self._log_load
        rows = np.minimum(self._rows[column], self._rows[column + 1])
        low, high = np.zeros_like(column), rows.copy()
        for _ in range(int(rows.max(initial=0)).bit_length()):
            middle = (low + high) // 2
            with np.errstate(invalid="ignore"):
                carried = (1 - part) * table[column, middle] + part * table[column + 1, middle]
            enough = carried >= log_load
            high = np.where(enough, middle, high)
            low = np.where(enough | (low == high), low, middle)
        n = np.maximum(high, 1)
        above, doubt = self._band(column, part, n)
        beneath, doubt_beneath = self._band(column, part, n - 1)
        certain = (above - log_load > doubt) & ((n == 1) | (log_load - beneath > doubt_beneath))
        return n, certain

    def _band(self, column: NDArray[np.int64], part: Floats, n: Ints) -> tuple[Floats, Floats]:
        """Return the interpolated load and how far it may be off.

        Linear interpolation errs by at most 1/8 of the second difference of a smooth curve and
        1/2 of it at a kink, where another target takes over; the whole of it is kept as doubt.
        """
        table = self._log_load
        one, two = table[column, n], table[column + 1, n]
        with np.errstate(invalid="ignore"):
            bend = np.maximum(
                np.abs(table[column - 1, n] - 2 * one + two), np.abs(one - 2 * two + table[column + 2, n])
            )
            return (1 - part) * one + part * two, bend + _DOUBT

    def _fill(self, column: NDArray[np.int64], log_load: Floats) -> None:
        """Solve the grid points around these queues that are not there yet, once it pays.

        An exact search costs as much as some _SEARCHES grid points, so the table grows only when
        enough has been asked of it: single queues are never worth one.
        """
        largest = np.zeros(_COLUMNS)
        np.maximum.at(largest, column, np.exp(log_load))
        needed = np.where(largest > 0, 1.15 * largest + 2 * np.sqrt(largest) + 4, 0)
        needed = np.minimum(_MOST_ROWS, np.ceil(needed / _BLOCK) * _BLOCK).astype(np.int64)
        around = needed.copy()
        for shift in (-1, 1, 2):
            around = np.maximum(around, np.roll(needed, shift))
        self._asked += column.size
        if self._asked * _SEARCHES < np.maximum(0, around - self._rows).sum():
            return
        rows = self._rows.copy()
        missing = np.flatnonzero(around > rows)
        if not missing.size:
            return
        columns = np.repeat(missing, around[missing] - rows[missing])
        agents = np.concatenate([np.arange(rows[one] + 1, around[one] + 1) for one in missing.tolist()])
        # Solved without the lock: who pauses in between must not keep another thread waiting.
        solved = largest_load(np.exp(columns * _STEP), agents, self.targets)
        with self._lock:
            self._log_load[columns, agents] = solved
            self._rows[missing] = np.maximum(self._rows[missing], around[missing])


def largest_load(aht: Floats, agents: Ints, targets: Targets) -> Floats:
    """Return the logarithm of the largest load that ``agents`` carry; inf where there is no limit.

    Root of the tightest target's margin, all grid points at once: bracketed by galloping from
    a square-root guess, then Anderson and Bjorck's regula falsi until a step is below _CLOSE (relative).
    """

    def shortfall(which: NDArray[np.intp], log_load: Floats) -> Floats:
        patience = np.full(which.size, targets.patience_s)
        within = None if targets.sl_fraction is None else np.full(which.size, targets.within_s)
        lam = np.exp(log_load) / aht[which]
        return -margin(flat_erlang_a(lam, aht[which], agents[which], patience, within), targets)

    low, high = np.full(aht.size, np.nan), np.full(aht.size, np.nan)
    f_low, f_high = np.zeros(aht.size), np.zeros(aht.size)
    was_over = np.zeros(aht.size, dtype=np.bool_)
    stride = 0.4 / np.sqrt(agents)
    trial = np.log(agents) - stride
    at = np.arange(aht.size)
    while at.size:
        x = trial[at]
        missed = shortfall(at, x)
        over = missed > 0
        again = over == was_over[at]
        was_over[at] = over
        f_low[at[again & over]] *= _damping(missed, f_high[at])[again & over]
        f_high[at[again & ~over]] *= _damping(missed, f_low[at])[again & ~over]
        high[at[over]], f_high[at[over]] = x[over], missed[over]
        low[at[~over]], f_low[at[~over]] = x[~over], missed[~over]
        no_low, no_high = np.isnan(low[at]), np.isnan(high[at])
        part = f_low[at] / (f_low[at] - np.where(no_low | no_high, 1.0, f_high[at]))
        trial[at] = np.where(
            no_high, x + stride[at], np.where(no_low, x - stride[at], low[at] + part * (high[at] - low[at]))
        )
        stride[at[no_low | no_high]] *= 2
        trial[at[no_low & (x < np.log(agents[at]) - _FAR)]] = -np.inf
        trial[at[no_high & (x > np.log(agents[at]) + _FAR)]] = np.inf
        at = at[np.isfinite(trial[at]) & (np.abs(trial[at] - x) > _CLOSE)]
    return trial


def _damping(new: Floats, old: Floats) -> Floats:
    """Return the factor by which the end that did not move counts less (Anderson and Bjorck)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = 1 - new / old
    return np.where((factor > 0) & (factor < np.inf), factor, 0.5)
