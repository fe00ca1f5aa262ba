"""Queues by the balance equations of their states, the wait by the beta distribution."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any


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
