"""How many agents: the smallest whole number that meets every target, for whole plans at once.

Erlang C climbs in lockstep from the first stable number. Erlang A looks the answer up in a
table of what n agents carry (capacity.py) and searches exactly where the table is too coarse to
decide, so that the answer is always that of the exact search. Ties (a load of 4.2 Erlang under
a cap of 0.70 is 6 agents) are decided with a tolerance far below any rounding of an input.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.analysis.queues.capacity import capacity_table
from workbench.analysis.queues.erlang import erlang_b, weight_below
from workbench.analysis.queues.measure import flat_erlang_a
from workbench.analysis.queues.values import MOST_AGENTS, Floats, Ints, QueueError, Targets, margin
from workbench.model.text import N_, message

TIE = 1e-12
"""A target missed by less than this is met: rounding must never add an agent."""

Meets = Callable[[NDArray[np.intp], Ints], NDArray[np.bool_]]


def required_agents(lam_per_s: ArrayLike, aht_s: ArrayLike, targets: Targets) -> Ints:
    """Return the fewest agents that meet ``targets``, per queue, in the arguments' common shape.

    ``lam_per_s`` arrivals per second, ``aht_s`` mean handling time in seconds. Erlang A where
    the targets name a patience, else Erlang C. The answer holds at n and fails at n - 1; it is
    never below ``targets.minimum_agents``, also without calls (a closed interval is the
    caller's to leave out). Raises QueueError for negative or undefined input and for targets
    that no number of agents reaches.
    """
    if math.isinf(targets.patience_s):
        return required_agents_erlang_c(lam_per_s, aht_s, targets)
    return required_agents_erlang_a(lam_per_s, aht_s, targets)


def required_agents_erlang_c(lam_per_s: ArrayLike, aht_s: ArrayLike, targets: Targets) -> Ints:
    """Return the fewest agents by Erlang C, whatever the targets' patience; see required_agents."""
    lam, aht, shape = _queues(lam_per_s, aht_s)
    result = np.zeros(lam.size, dtype=np.int64)
    at = np.flatnonzero(lam > 0)
    if at.size and targets.has_any:
        result[at] = _climb_erlang_c(lam[at] * aht[at], aht[at], targets)
    return np.maximum(result, targets.minimum_agents).reshape(shape)


def _climb_erlang_c(load: Floats, aht: Floats, targets: Targets) -> Ints:
    """Start every queue at its first stable number under the cap and add agents where needed."""
    first = np.floor(load * (1 + TIE)) + 1
    if targets.max_occupancy is not None:
        first = np.maximum(first, np.ceil(load / targets.max_occupancy * (1 - TIE)))
    found = first.astype(np.int64)
    if targets.sl_fraction is None and targets.max_mean_wait_s is None:
        return found
    at = np.arange(load.size)
    agents = found.copy()
    below = weight_below(load, agents)
    sl, within, longest = targets.sl_fraction, targets.within_s or 0.0, targets.max_mean_wait_s
    while at.size:
        spare = agents - load
        waits = 1 / (1 + below * (spare / agents))
        short = np.zeros(at.size, dtype=np.bool_)
        if sl is not None:
            short |= waits * np.exp(-spare * (within / aht)) > 1 - sl + TIE
        if longest is not None:
            short |= waits * aht / spare > longest * (1 + TIE)
        if agents[0] > MOST_AGENTS or (longest == 0 and not short.all()):
            raise QueueError(message(N_("No number of agents reaches these targets")))
        found[at[~short]] = agents[~short]
        at, load, aht = at[short], load[short], aht[short]
        agents = agents[short] + 1
        with np.errstate(over="ignore"):
            below = (below[short] + 1) * agents / load
    return found


def required_agents_erlang_a(lam_per_s: ArrayLike, aht_s: ArrayLike, targets: Targets) -> Ints:
    """Return the fewest agents by Erlang A; see required_agents. The patience must be finite."""
    if math.isinf(targets.patience_s):
        raise QueueError(message(N_("Erlang A needs a mean patience")))
    lam, aht, shape = _queues(lam_per_s, aht_s)
    result = np.zeros(lam.size, dtype=np.int64)
    at = np.flatnonzero(lam > 0)
    if at.size and targets.has_any:
        table = capacity_table(replace(targets, minimum_agents=0))
        guess, certain = table.look_up(lam[at], aht[at])
        doubt = np.flatnonzero(~certain)
        if doubt.size:
            guess[doubt] = search_erlang_a(lam[at[doubt]], aht[at[doubt]], targets, guess[doubt])
        result[at] = guess
    return np.maximum(result, targets.minimum_agents).reshape(shape)


def search_erlang_a(lam: Floats, aht: Floats, targets: Targets, guess: Ints) -> Ints:
    """Return the exact answer for flat arrays of queues with calls, starting from ``guess`` >= 1."""

    def meets(which: NDArray[np.intp], agents: Ints) -> NDArray[np.bool_]:
        patience = np.full(which.size, targets.patience_s)
        within = None if targets.sl_fraction is None else np.full(which.size, targets.within_s)
        found = flat_erlang_a(lam[which], aht[which], agents, patience, within)
        return margin(found, targets) >= -TIE

    return smallest(meets, guess)


def smallest(meets: Meets, guess: Ints) -> Ints:
    """Return per queue the smallest n >= 1 with ``meets(queues, n)``, galloping from ``guess``.

    ``meets`` gets the numbers of some queues and one n for each, and is true from some n on.
    Raises QueueError where that n is above MOST_AGENTS.
    """
    fails, holds = np.zeros_like(guess), np.full_like(guess, -1)
    trial, stride = np.maximum(guess, 1), np.ones_like(guess)
    at = np.arange(guess.size)
    while at.size:
        n = trial[at]
        met = meets(at, n)
        holds[at[met]], fails[at[~met]] = n[met], n[~met]
        if fails.max() > MOST_AGENTS:
            raise QueueError(message(N_("No number of agents reaches these targets")))
        up = at[holds[at] < 0]
        trial[up] = fails[up] + stride[up]
        down = at[holds[at] >= 0]
        middle = (fails[down] + holds[down]) // 2
        trial[down] = np.where(fails[down] == 0, np.maximum(holds[down] - stride[down], middle), middle)
        stride[at] *= 2
        at = at[(holds[at] < 0) | (holds[at] - fails[at] > 1)]
    return holds


def required_lines_erlang_b(load: float | Fraction, max_blocking: float) -> int:
    """Return the fewest lines on which at most ``max_blocking`` of the calls are turned away."""
    if not 0 < max_blocking < 1:
        raise QueueError(message(N_("The share of calls turned away lies between 0 and 1")))
    lines, below, erlang = 0, 0.0, float(load)
    if erlang > MOST_AGENTS:
        raise QueueError(message(N_("More than {most} agents cannot be computed"), most=MOST_AGENTS))
    while erlang > 0 and 1 / (1 + below) > max_blocking * (1 + TIE):
        lines += 1
        below = (below + 1) * lines / erlang
    return lines


def blocking_margin(load: float | Fraction, lines: int, max_blocking: float) -> float:
    """Return how far below ``max_blocking`` the blocking of ``lines`` lies (negative: above)."""
    return max_blocking - erlang_b(float(load), lines)


def gross_staff(agents: int, shrinkage_fraction: float | str | Fraction) -> tuple[float, int]:
    """Return the staff behind ``agents`` present, exact and rounded up: agents / (1 - shrinkage).

    Rational arithmetic on the shrinkage as it is written, because 21 / (1 - 0.30) is exactly 30
    and floating point makes it 31 people.
    """
    share = Fraction(str(shrinkage_fraction))
    if not 0 <= share < 1:
        raise QueueError(message(N_("Shrinkage is 0 or more and less than the whole time")))
    exact = Fraction(agents) / (1 - share)
    return float(exact), math.ceil(exact)


def _queues(lam_per_s: ArrayLike, aht_s: ArrayLike) -> tuple[Floats, Floats, tuple[int, ...]]:
    given = np.broadcast_arrays(np.asarray(lam_per_s, dtype=float), np.asarray(aht_s, dtype=float))
    lam, aht = given[0].ravel(), given[1].ravel()
    fine = np.all(lam >= 0) and np.all(np.isfinite(lam)) and np.all(np.isfinite(aht))
    if fine and np.any(lam * aht > MOST_AGENTS):
        raise QueueError(message(N_("More than {most} agents cannot be computed"), most=MOST_AGENTS))
    if not (fine and np.all(aht > 0)):
        raise QueueError(message(N_("A queue needs calls of 0 or more and a handling time above 0")))
    return lam, aht, given[0].shape
