"""Three-point estimates: the mean that every calculation uses, and the PERT distribution behind it.

PERT is the beta distribution on lowest-highest whose mean is (lowest + 4 likely + highest) / 6. Where a
project says that its low and high are the 10th and 90th percentile, the ends lie further out: they
are chosen so that those percentiles match.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache

import numpy as np
from numpy.polynomial import chebyshev

from workbench.analysis.results import Floats
from workbench.model.volumes import Estimate

_NODES = 33
_DEGREE = 24


def mean(estimate: Estimate, are_p10_p90: bool) -> float:
    """Return the mean of ``estimate`` in its own unit: (lowest + 4 likely + highest) / 6."""
    if are_p10_p90:
        return mean_of(estimate.low, estimate.likely, estimate.high, are_p10_p90)
    low, high = estimate.low, estimate.high
    return estimate.likely if low == high else (low + 4 * estimate.likely + high) / 6


def mean_of(low: float, likely: float, high: float, are_p10_p90: bool) -> float:
    """Return the mean of three points; one figure alone (all three equal) is the mean itself."""
    if low == high:
        return likely
    if are_p10_p90:
        low, high = ends(low, likely, high)
    return (low + 4 * likely + high) / 6


def ends(p10: float, likely: float, p90: float) -> tuple[float, float]:
    """Return (lowest, highest) of the PERT with mode ``likely`` whose 10th and 90th percentile are given.

    The lowest may lie below 0 where the estimate is wide; it is the mean that calculations use.
    """
    width = p90 - p10
    if width <= 0:
        return p10, p90
    place = (likely - p10) / width
    return p10 - width * _overhang(place), p90 + width * _overhang(1 - place)


@lru_cache(maxsize=4096)
def _overhang(place: float) -> float:
    """Return how far the lowest lies below the 10th percentile, as a part of the 10th-90th width.

    ``place`` (0-1) is where between the two percentiles the mode lies. A polynomial through the exact
    values: a project has tens of thousands of estimates. Error below 1e-10 (tested).
    """
    x = 2 * (2 * place - 1)
    first, *rest = _overhang_series()
    this, before = 0.0, 0.0
    for coefficient in reversed(rest):
        this, before = coefficient + x * this - before, this
    return first + x / 2 * this - before


@cache
def _overhang_series() -> tuple[float, ...]:
    """Return the Chebyshev coefficients of the overhang over ``place``, from exact quantiles."""
    modes = (1 - np.cos(np.pi * np.arange(_NODES) / (_NODES - 1))) / 2
    a = 1 + 4 * modes
    p10, p90 = beta_quantile(0.1, a), beta_quantile(0.9, a)
    places = (modes - p10) / (p90 - p10)
    series = chebyshev.chebfit(2 * places - 1, p10 / (p90 - p10), _DEGREE)
    return tuple(float(one) for one in series)


def beta_quantile(share: float, a: Floats) -> Floats:
    """Return the quantiles at ``share`` of Beta(a, 6 - a), the shapes of PERT: an array like ``a``."""
    low, high = np.zeros_like(a), np.ones_like(a)
    for _ in range(52):
        middle = (low + high) / 2
        is_below = _beta_share(middle, a) < share
        low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
    return (low + high) / 2


def _beta_share(x: Floats, a: Floats) -> Floats:
    """Return the share of Beta(a, 6 - a) below ``x``: the regularised incomplete beta function.

    The continued fraction by Lentz's method, which converges quickly below the mean; above it the
    mirrored one is used.
    """
    b = 6 - a
    is_upper = x > (a + 1) / 8
    p, q, z = np.where(is_upper, b, a), np.where(is_upper, a, b), np.where(is_upper, 1 - x, x)
    gammas = np.array([math.lgamma(one) + math.lgamma(6 - one) for one in a])
    front = z**p * (1 - z) ** q / p * math.gamma(6) * np.exp(-gammas)
    c, d = np.ones_like(z), 1 / (1 - 6 * z / (p + 1))
    fraction = d.copy()
    for m in range(1, 20):
        for step in (
            m * (q - m) * z / ((p + 2 * m - 1) * (p + 2 * m)),
            -(p + m) * (6 + m) * z / ((p + 2 * m) * (p + 2 * m + 1)),
        ):
            d = 1 / (1 + step * d)
            c = 1 + step / c
            fraction = fraction * c * d
    share = front * fraction
    below: Floats = np.where(is_upper, 1 - share, share)
    return below
