"""What callers meet at a given number of agents: one door to Erlang A and C for whole plans."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from workbench.analysis.queues.abandonment import measures_with_abandonment
from workbench.analysis.queues.erlang import measures_without_abandonment, weight_below
from workbench.analysis.queues.values import MOST_AGENTS, Floats, Ints, Measures, QueueError
from workbench.model.pause import checkpoint
from workbench.model.text import N_, message

MEASURES = tuple(Measures.__dataclass_fields__)
_AT_ONCE = 1024
"""Queues evaluated between two checkpoints: some 3 ms of work, and a year of one pool in one piece."""


def evaluate(
    lam_per_s: ArrayLike, aht_s: ArrayLike, agents: ArrayLike, patience_s: ArrayLike, within_s: ArrayLike
) -> Measures:
    """Return the measures of every queue, in the shape the arguments broadcast to.

    ``lam_per_s`` arrivals per second, ``aht_s`` mean handling time, ``agents`` whole and >= 0,
    ``patience_s`` mean patience (infinite: Erlang C, else Erlang A), ``within_s`` the service
    level's threshold. Raises QueueError for negative or undefined input. Formulas:
    docs/method.md.
    """
    given = np.broadcast_arrays(lam_per_s, aht_s, agents, patience_s, within_s)
    shape = given[0].shape
    lam, aht, agents_, patience, within = (np.array(one, dtype=float).ravel() for one in given)
    _check(lam, aht, agents_, patience, within)
    count = agents_.astype(np.int64)
    return _shaped(_flat(lam, aht, count, patience, within), shape)


def _check(lam: Floats, aht: Floats, agents: Floats, patience: Floats, within: Floats) -> None:
    if not (np.all(lam >= 0) and np.all(aht > 0) and np.all(np.isfinite(lam * aht))):
        raise QueueError(message(N_("A queue needs calls of 0 or more and a handling time above 0")))
    if not (np.all(agents >= 0) and np.all(np.isfinite(agents)) and np.all(agents == np.floor(agents))):
        raise QueueError(message(N_("The number of agents is a whole number, 0 or more")))
    if np.any(agents > MOST_AGENTS):
        raise QueueError(message(N_("More than {most} agents cannot be computed"), most=MOST_AGENTS))
    if not (np.all(patience > 0) and np.all(within >= 0)):
        raise QueueError(message(N_("Patience is longer than 0 and the service level's time 0 or more")))


def _flat(lam: Floats, aht: Floats, agents: Ints, patience: Floats, within: Floats) -> Measures:
    """Sort the queues into quiet, deserted, Erlang A and Erlang C; flat arrays in and out."""
    quiet, deserted = lam == 0, (lam > 0) & (agents == 0)
    patient = np.isinf(patience)
    result = {name: np.empty_like(lam) for name in MEASURES}
    for name, silence, absence in (
        ("sl_offered", 1.0, 0.0),
        ("sl_answered", 1.0, np.nan),
        ("sl_virtual", 1.0, 0.0),
        ("p_wait", 0.0, 1.0),
        ("p_lost", 0.0, 1.0),
        ("mean_wait_s", 0.0, np.inf),
        ("occupancy", 0.0, np.nan),
    ):
        result[name][quiet] = silence
        result[name][deserted] = absence
    result["mean_wait_s"][deserted] = patience[deserted]
    result["p_lost"][deserted & patient] = 0.0
    staffed = ~(quiet | deserted)
    for which, leaves in ((staffed & ~patient, True), (staffed & patient, False)):
        at = np.flatnonzero(which)
        if not at.size:
            continue
        found = (
            flat_erlang_a(lam[at], aht[at], agents[at], patience[at], within[at])
            if leaves
            else flat_erlang_c(lam[at], aht[at], agents[at], within[at])
        )
        for name in MEASURES:
            result[name][at] = getattr(found, name)
    return Measures(**result)


def flat_erlang_a(
    lam: Floats, aht: Floats, agents: Ints, patience: Floats, within: Floats | None
) -> Measures:
    """Return Erlang A's measures for flat arrays, calls and agents above 0, without checks."""
    if lam.size > _AT_ONCE:
        slices = [slice(first, first + _AT_ONCE) for first in range(0, lam.size, _AT_ONCE)]
        parts = [
            flat_erlang_a(lam[at], aht[at], agents[at], patience[at], None if within is None else within[at])
            for at in slices
        ]
        return Measures(*(np.concatenate([getattr(part, name) for part in parts]) for name in MEASURES))
    checkpoint()
    below = weight_below(lam * aht, agents)
    return measures_with_abandonment(below, agents / aht, lam, patience, within)


def flat_erlang_c(lam: Floats, aht: Floats, agents: Ints, within: Floats) -> Measures:
    """Return Erlang C's measures for flat arrays, calls and agents above 0, without checks."""
    load = lam * aht
    below = weight_below(load, agents)
    return measures_without_abandonment(below, agents.astype(float), load, aht, within, spare=agents - load)


def _shaped(measures: Measures, shape: tuple[int, ...]) -> Measures:
    parts: dict[str, NDArray[np.float64]] = {
        name: np.asarray(getattr(measures, name)).reshape(shape) for name in MEASURES
    }
    return Measures(**parts)
