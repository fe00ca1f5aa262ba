"""Erlang B and C for arrays of queues, and for a fractional number of agents.

Everything starts from one quantity, ``below`` = P(fewer than n present) / P(n present) =
1/B - 1, by the recursion of Erlang B turned upside down: positive terms only, so neither
50 000 agents nor a load of 0.01 loses a digit.
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import numpy as np

from workbench.analysis.queues.values import Floats, Ints, Measures

_FORGOTTEN = 12.0
"""Standard deviations after which the start of the recursion no longer matters (exp(-72))."""

_FEW = 6
"""Up to so many queues plain floats beat numpy's cost per call."""


def weight_below(load: Floats, agents: Ints) -> Floats:
    """Return P(fewer than n busy) / P(n busy) of the loss system, 1/B - 1, per queue.

    ``load`` in Erlang (0 allowed), ``agents`` >= 0, both flat arrays of one length. The
    recursion B_k = A B / (k + A B) reads, for w = 1/B - 1: w_k = (w + 1) k / A. A start far
    below both n and A is forgotten, so large systems take about 12 sqrt(A) steps, not n.
    """
    first = np.minimum(agents, np.floor(load).astype(np.int64)) - np.ceil(_FORGOTTEN * np.sqrt(load)).astype(
        np.int64
    )
    first = np.maximum(first, 0)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        weight = np.where(first > 0, first / (load - first), 0.0)
        if load.size <= _FEW:
            every = zip(weight.tolist(), first.tolist(), load.tolist(), agents.tolist(), strict=True)
            return np.array([_climb(*one) for one in every])
        per_erlang = 1.0 / load
        steps = agents - first
        order = np.argsort(-steps, kind="stable")
        weight, level, per_erlang = weight[order], first[order].astype(float), per_erlang[order]
        still = load.size - np.searchsorted(np.sort(steps), np.arange(1, steps.max(initial=0) + 1))
        for count in still.tolist():
            level[:count] += 1.0
            some = weight[:count]
            some += 1.0
            some *= level[:count]
            some *= per_erlang[:count]
    result = np.empty_like(weight)
    result[order] = weight
    return result


def _climb(weight: float, first: int, load: float, agents: int) -> float:
    if load == 0:
        return math.inf if agents > 0 else 0.0
    for busy in range(first + 1, agents + 1):
        weight = (weight + 1.0) * busy / load
    return weight


def erlang_b(load: float, agents: int) -> float:
    """Return the blocking probability of ``agents`` lines offered ``load`` Erlang (Erlang B)."""
    below = weight_below(np.array([float(load)]), np.array([agents]))[0]
    return float(1.0 / (1.0 + below))


def erlang_c(load: float | Fraction, agents: int) -> float:
    """Return P(wait) of ``agents`` offered ``load`` Erlang without abandonment (Erlang C).

    1 where the load is not below the agents. A Fraction keeps n - A exact near saturation.
    """
    below = weight_below(np.array([float(load)]), np.array([agents]))[0]
    return _wait_probability(float(below), float(load), float(agents - load))


def erlang_c_continuous(load: float, agents: float) -> float:
    """Return P(wait) for a fractional number of agents (a planning variant, not a roster).

    The integral form of Erlang B, 1/B = int_0^inf exp(-z) (1 + z/A)^n dz, for the fractional
    part of n, then the ordinary recursion.
    """
    return _wait_probability(weight_below_continuous(load, agents), load, agents - load)


def weight_below_continuous(load: float, agents: float) -> float:
    """Return 1/B - 1 for a fractional number of agents; see :func:`erlang_c_continuous`."""
    if load == 0:
        return math.inf if agents > 0 else 0.0
    part = agents - math.floor(agents)
    edges = [0.0, min(1.0, load)]
    while edges[-1] < 50:
        edges.append(min(2 * edges[-1], edges[-1] + 4))
    nodes, weights = np.polynomial.legendre.leggauss(24)
    inverse = 0.0
    for low, high in pairwise(edges):
        z = low + (high - low) * (nodes + 1) / 2
        inverse += float(np.sum(weights * np.exp(-z + part * np.log1p(z / load)))) * (high - low) / 2
    weight = inverse - 1.0
    for whole in range(1, math.floor(agents) + 1):
        weight = (weight + 1.0) * (part + whole) / load
    return weight


def _wait_probability(below: float, load: float, spare: float) -> float:
    """C = n B / ((n - A) + A B) with B = 1 / (1 + below), rewritten without a cancellation."""
    if load == 0:
        return 0.0
    if spare <= 0:
        return 1.0
    return 1.0 / (1.0 + below * (spare / (spare + load)))


def measures_without_abandonment(
    below: Floats, servers: Floats, load: Floats, service_s: Floats, within_s: Floats, *, spare: Floats
) -> Measures:
    """Return Erlang C's measures for flat arrays of queues with calls.

    ``servers`` busy at once when the queue starts (> 0), each for ``service_s``; ``spare`` =
    servers - load, given apart because near saturation the difference must be exact.
    Overload is a stated result: everybody waits, for ever, and nobody is answered in time.
    """
    stable = spare > 0
    room = np.where(stable, spare, 1.0)
    p_wait = np.where(stable, 1.0 / (1.0 + below * (room / servers)), 1.0)
    in_time = np.where(stable, 1.0 - p_wait * np.exp(-room * within_s / service_s), 0.0)
    wait = np.where(stable, p_wait * service_s / room, np.inf)
    return Measures(
        sl_offered=in_time,
        sl_answered=in_time,
        sl_virtual=in_time,
        p_wait=p_wait,
        p_lost=np.zeros_like(p_wait),
        mean_wait_s=wait,
        occupancy=np.minimum(1.0, load / servers),
    )
