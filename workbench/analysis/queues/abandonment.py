"""Erlang A: a queue in which people hang up, for arrays of queues of any load.

Patience is exponential, so any load is stable and fewer agents than Erlang are a defined
result. The textbook form by gamma functions overflows; here the states above n are summed
with positive terms, and the waiting-time density is integrated by Gauss-Legendre on panels
that follow its peak. In time units of the mean patience, with x = service rate of the full
house / hang-up rate and y = arrival rate / hang-up rate, the density of the virtual wait s is
proportional to exp(-x s + y (1 - exp(-s))).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.analysis.queues.values import Floats, Measures

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(16)
_REACH = 40.0
"""The density is followed until it has fallen by exp(-40) from its peak."""

_MOST_TERMS = 1000.0
"""Beyond so many terms (very patient callers, overload) the sum is taken as its integral."""

_GENTLE = 1e3
"""Below this curvature exp(-u) - 1 is as good as expm1, which takes four times as long."""

_HUGE = 1e200
_MOST_PANELS = 60


@dataclass(frozen=True)
class _Peak:
    """Where the density of the virtual wait has its peak, and how far it reaches (units: patience)."""

    at: Floats
    log_height: Floats
    slope: Floats
    curvature: Floats
    left: Floats
    right: Floats


def _peak(x: Floats, y: Floats) -> _Peak:
    """Locate the density exp(-x s + y (1 - exp(-s))); bounds from u - 1 + exp(-u) >= u^2 / (2 + u)."""
    over = y > x
    at = np.where(over, np.log1p(np.maximum(y - x, 0.0) / x), 0.0)
    curvature = np.minimum(x, y)
    log_height = np.where(over, (y - x) - x * at, 0.0)
    half = _REACH / 2 - (x - curvature)
    right = (half + np.sqrt(half * half + 2 * _REACH * x)) / x
    left = np.minimum(at, np.minimum(np.sqrt(2 * _REACH / x), np.maximum(1.3, np.log1p(2 * _REACH / x))))
    return _Peak(at, log_height, x, curvature, left, right)


def _panels(peak: _Peak, until: Floats) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Cut [first, until] into panels that double in width away from the peak.

    Returns queue number, lower edge and width of each panel that is not empty; edges are
    distances from the peak.
    """
    width = np.minimum(np.minimum(1.0, 1.0 / np.sqrt(peak.curvature)), peak.right / 8)
    last = np.minimum(peak.right, until - peak.at)
    queues: list[NDArray[np.intp]] = []
    lows: list[Floats] = []
    highs: list[Floats] = []

    def add(which: NDArray[Any], low: Floats, high: Floats) -> None:
        queues.append(which)
        lows.append(low)
        highs.append(high)

    near, far = np.zeros_like(width), width
    which = np.flatnonzero(last > 0)
    for _ in range(_MOST_PANELS):
        if not which.size:
            break
        add(which, near[which], np.minimum(far, last)[which])
        near, far = far, 2 * far
        which = which[last[which] > near[which]]
    near, far = np.zeros_like(width), width
    which = np.flatnonzero((peak.left > 0) & (last > -peak.left))
    for _ in range(_MOST_PANELS):
        if not which.size:
            break
        low = -np.minimum(far, peak.left)[which]
        high = np.minimum(-near, last)[which]
        open_ = high > low
        add(which[open_], low[open_], high[open_])
        near, far = far, np.minimum(2 * far, far + 1.0)
        which = which[peak.left[which] > near[which]]
    if not queues:
        nothing = np.empty(0)
        return np.empty(0, dtype=np.intp), nothing, nothing
    low = np.concatenate(lows)
    return np.concatenate(queues), low, np.concatenate(highs) - low


@dataclass(frozen=True)
class _Density:
    """The density at the nodes, scaled to 1 at its peak, with the weights multiplied in."""

    queue: NDArray[np.intp]
    queues: int
    wait: Floats
    staying: Floats
    mass: Floats

    def total(self, what: Floats) -> Floats:
        """Return the integral of ``what`` (given at the nodes, mass included) per queue."""
        return np.bincount(self.queue, weights=what.sum(axis=1), minlength=self.queues).astype(np.float64)


def _density(peak: _Peak, until: Floats) -> _Density:
    queue, low, width = _panels(peak, until)
    u = (_NODES + 1) / 2 * width[:, None]
    u += low[:, None]
    curvature, slope = peak.curvature[queue, None], peak.slope[queue, None]
    staying = np.exp(-u)
    gone = staying - 1 if curvature.max(initial=0) < _GENTLE else np.expm1(-u)
    mass = slope * u
    gone *= curvature
    mass += gone
    np.exp(np.negative(mass, out=mass), out=mass)
    mass *= _WEIGHTS
    mass *= slope * width[:, None] / 2
    at = peak.at[queue, None]
    if at.any():
        u += at
        staying *= np.exp(-at)
    return _Density(queue, peak.at.size, u, staying, mass)


def _series(x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """Return log S0 and S1 / S0, with term_j = y^j / ((x+1)..(x+j)), S1 = sum of j term_j."""
    log_sum, ratio = np.empty_like(x), np.empty_like(x)
    where = np.arange(x.size)
    term, total, first = np.ones_like(x), np.ones_like(x), np.zeros_like(x)
    shift = np.zeros_like(x)
    j = 0
    while where.size:
        for _ in range(8):
            j += 1
            term *= y / (x + j)
            total += term
            first += j * term
        big = first > _HUGE
        if big.any():
            scale = np.where(big, 1 / _HUGE, 1.0)
            term, total, first = term * scale, total * scale, first * scale
            shift = shift + np.where(big, np.log(_HUGE), 0.0)
        falls = y / (x + j + 1)
        away = 1 / np.where(falls < 1, 1 - falls, np.nan)
        done = term * (j + away) * falls * away <= 1e-17 * first
        if done.any():
            log_sum[where[done]] = np.log(total[done]) + shift[done]
            ratio[where[done]] = first[done] / total[done]
            rest = ~done
            where, x, y = where[rest], x[rest], y[rest]
            term, total, first, shift = term[rest], total[rest], first[rest], shift[rest]
    return log_sum, ratio


def _sum_above(x: Floats, y: Floats, peak: _Peak) -> tuple[Floats, Floats]:
    """Return log S0 and the share of those who wait that hang up, S1 / (S0 y)."""
    with np.errstate(divide="ignore"):
        falling = np.where(x > y, _REACH * x / np.where(x > y, x - y, 1.0), np.inf)
    terms = np.maximum(y - x, 0) + np.minimum(falling, _REACH + 9 * np.sqrt(np.maximum(x, y)))
    many = terms > _MOST_TERMS
    log_sum, lost = np.empty_like(x), np.empty_like(x)
    few = ~many
    if few.any():
        log_sum[few], ratio = _series(x[few], y[few])
        lost[few] = ratio / y[few]
    if many.any():
        part = _Peak(*(np.asarray(getattr(peak, name))[many] for name in _Peak.__dataclass_fields__))
        density = _density(part, np.full(int(many.sum()), np.inf))
        whole = density.total(density.mass)
        log_sum[many] = part.log_height + np.log(whole)
        lost[many] = density.total(density.mass * -np.expm1(-density.wait)) / whole
    return log_sum, lost


@dataclass(frozen=True)
class _Queue:
    """The solved stationary queue: what every measure is read from."""

    peak: _Peak
    p_free: Floats
    p_wait: Floats
    p_lost: Floats
    scale: Floats
    """Factor from the density scaled at its peak to the density of the virtual wait."""


def _solve(below: Floats, rate: Floats, lam: Floats, patience_s: Floats) -> _Queue:
    x, y = rate * patience_s, lam * patience_s
    peak = _peak(x, y)
    log_sum, lost_of_waiting = _sum_above(x, y, peak)
    with np.errstate(divide="ignore", over="ignore", under="ignore"):
        odds = below * np.exp(-log_sum)
        p_wait = 1 / (1 + odds)
        p_free = 1 / (1 + 1 / odds)
        scale = p_wait * np.exp(peak.log_height - log_sum)
    return _Queue(peak, p_free, p_wait, p_wait * lost_of_waiting, scale)


def measures_with_abandonment(
    below: Floats, rate: Floats, lam: Floats, patience_s: Floats, within_s: Floats | None
) -> Measures:
    """Return Erlang A's measures for flat arrays of queues with calls and agents.

    ``below`` = P(a free place) / P(all taken, none waiting); ``rate`` = departures/s from the
    full house (n / AHT); ``lam`` arrivals/s. Without ``within_s`` the service levels are nan.
    ``occupancy`` is the carried work over ``rate``: for agents with one call at a time.
    """
    with np.errstate(under="ignore"):
        queue = _solve(below, rate, lam, patience_s)
        answered = 1 - queue.p_lost
        if within_s is None:
            virtual = offered = np.full_like(lam, np.nan)
        else:
            density = _density(queue.peak, within_s / patience_s)
            virtual = np.minimum(1.0, queue.p_free + queue.scale * density.total(density.mass))
            staying = density.total(density.mass * density.staying)
            offered = np.minimum(answered, queue.p_free + queue.scale * staying)
    return Measures(
        sl_offered=offered,
        sl_answered=offered / answered,
        sl_virtual=virtual,
        p_wait=queue.p_wait,
        p_lost=queue.p_lost,
        mean_wait_s=queue.p_lost * patience_s,
        occupancy=np.minimum(1.0, lam / rate * answered),
    )


def waits_with_abandonment(
    below: Floats, rate: Floats, lam: Floats, patience_s: Floats
) -> tuple[Floats, Floats]:
    """Return the mean wait of answered calls and the mean virtual wait (patience without end), seconds."""
    with np.errstate(under="ignore"):
        queue = _solve(below, rate, lam, patience_s)
        density = _density(queue.peak, np.full_like(lam, np.inf))
        virtual = queue.scale * density.total(density.mass * density.wait)
        answered = queue.scale * density.total(density.mass * density.wait * density.staying)
    return answered / (1 - queue.p_lost) * patience_s, virtual * patience_s
