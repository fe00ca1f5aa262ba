"""Chat: agents hold several conversations at once, each slower the more there are.

A birth-death chain on the number of chats: a new chat goes to the least loaded agent, so k
chats on n agents are spread evenly, and an agent with c chats ends them at c / (handling time
at c). Above n times the most chats per agent people queue and hang up as in Erlang A.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.analysis.queues.abandonment import measures_with_abandonment, waits_with_abandonment
from workbench.analysis.queues.erlang import measures_without_abandonment
from workbench.analysis.queues.required import TIE, smallest
from workbench.analysis.queues.values import Floats, Ints, Measures, QueueError, Targets, margin
from workbench.model.text import N_, message

_MOST_PLACES = 200_000


def evaluate_chat(
    lam_per_s: float,
    handling_s_at: Sequence[float],
    agents: int,
    patience_s: float = math.inf,
    within_s: float = 0.0,
) -> Measures:
    """Return the measures (arrays of one element) of one chat queue.

    ``handling_s_at[c - 1]`` is the mean handling time measured when the agent holds c chats;
    its length is the most chats per agent. ``occupancy`` is the share of agents with at least
    one chat. Formula: docs/method.md.
    """
    _check(np.array([lam_per_s]), handling_s_at)
    if agents < 0:
        raise QueueError(message(N_("The number of agents is a whole number, 0 or more")))
    if agents * len(handling_s_at) > _MOST_PLACES:
        raise QueueError(message(N_("More than {most} chats at once cannot be computed"), most=_MOST_PLACES))
    if lam_per_s == 0 or agents == 0:
        return _idle(lam_per_s, patience_s)
    return _measures(np.array([lam_per_s]), handling_s_at, np.array([agents]), patience_s, within_s)


def evaluate_chats(
    lam_per_s: Floats, handling_s_at: Sequence[float], agents: Ints, patience_s: float, within_s: float
) -> Measures:
    """Return the measures of many chat queues at once: flat arrays of ``lam_per_s`` > 0 and ``agents`` > 0.

    As :func:`evaluate_chat` otherwise.
    """
    _check(lam_per_s, handling_s_at)
    return _measures(lam_per_s, handling_s_at, agents, patience_s, within_s)


def chat_waits(
    lam_per_s: float, handling_s_at: Sequence[float], agents: int, patience_s: float
) -> tuple[float, float]:
    """Return the mean wait of answered chats and the mean virtual wait, seconds; agents and patience > 0."""
    lam = np.array([lam_per_s])
    below, _, rate = _chain(lam, handling_s_at, np.array([agents]))
    answered, virtual = waits_with_abandonment(below, rate, lam, np.array([patience_s]))
    return float(answered[0]), float(virtual[0])


def required_agents_chat(lam_per_s: ArrayLike, handling_s_at: Sequence[float], targets: Targets) -> Ints:
    """Return the fewest chat agents that meet ``targets``, in the shape of ``lam_per_s``.

    Never below ``targets.minimum_agents``; 0 chats need only those. The occupancy cap is on
    the share of agents with at least one chat.
    """
    lam = np.asarray(lam_per_s, dtype=float)
    _check(lam, handling_s_at)
    values, back = np.unique(lam.ravel(), return_inverse=True)
    result = np.zeros(values.size, dtype=np.int64)
    at = np.flatnonzero(values > 0)
    if at.size and targets.has_any:
        some = values[at]
        within = targets.within_s or 0.0

        def meets(which: NDArray[np.intp], agents: Ints) -> NDArray[np.bool_]:
            found = _measures(some[which], handling_s_at, agents, targets.patience_s, within)
            return margin(found, targets) >= -TIE

        slots = len(handling_s_at)
        guess = np.ceil(some * handling_s_at[-1] / slots).astype(np.int64)
        if guess.max() * slots > _MOST_PLACES:
            raise QueueError(
                message(N_("More than {most} chats at once cannot be computed"), most=_MOST_PLACES)
            )
        result[at] = smallest(meets, guess)
    return np.maximum(result, targets.minimum_agents)[back].reshape(lam.shape)


def _measures(
    lam: Floats, handling_s_at: Sequence[float], agents: Ints, patience_s: float, within_s: float
) -> Measures:
    below, busy_below, rate = _chain(lam, handling_s_at, agents)
    within = np.full_like(lam, within_s)
    if math.isinf(patience_s):
        load = lam / rate
        found = measures_without_abandonment(below, np.ones_like(lam), load, 1 / rate, within, spare=1 - load)
    else:
        found = measures_with_abandonment(below, rate, lam, np.full_like(lam, patience_s), within)
    busy = busy_below + (agents - busy_below) * found.p_wait
    return replace(found, occupancy=busy / agents)


def _chain(lam: Floats, handling_s_at: Sequence[float], agents: Ints) -> tuple[Floats, Floats, Floats]:
    """Return P(a place free) / P(all taken, none waiting), the mean number of agents with a chat
    while a place is free, and the departures/s of the full house.
    """
    slots = len(handling_s_at)
    speed = np.array([0.0, *(c / handling for c, handling in enumerate(handling_s_at, start=1))])
    below, busy = np.zeros_like(lam), np.zeros_like(lam)
    places = agents * slots
    for chats in range(1, int(places.max()) + 1):
        at = np.flatnonzero(places >= chats)
        n = agents[at]
        each, more = np.divmod(chats, n)
        rate = more * speed[np.minimum(each + 1, slots)] + (n - more) * speed[each]
        factor = rate / lam[at]
        with np.errstate(over="ignore"):
            busy[at] += (np.minimum(chats - 1, n) - busy[at]) / (below[at] + 1)
            below[at] = (below[at] + 1) * factor
    return below, busy, agents * speed[slots]


def _idle(lam_per_s: float, patience_s: float) -> Measures:
    quiet = lam_per_s == 0
    one = np.array([1.0 if quiet else 0.0])
    return Measures(
        sl_offered=one,
        sl_answered=one if quiet else np.array([math.nan]),
        sl_virtual=one,
        p_wait=1 - one,
        p_lost=1 - one if math.isfinite(patience_s) else np.array([0.0]),
        mean_wait_s=np.array([0.0 if quiet else patience_s]),
        occupancy=np.array([0.0 if quiet else math.nan]),
    )


def _check(lam: Floats, handling_s_at: Sequence[float]) -> None:
    if not handling_s_at or not all(0 < handling < math.inf for handling in handling_s_at):
        raise QueueError(message(N_("Chat needs a handling time above 0 for each number of chats at once")))
    if not (np.all(lam >= 0) and np.all(np.isfinite(lam))):
        raise QueueError(message(N_("A queue needs calls of 0 or more and a handling time above 0")))
