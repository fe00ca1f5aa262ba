"""An axis of few round figures that always has nought on it."""

from __future__ import annotations

import math
from collections.abc import Sequence

_STEPS = (0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0)


def axis(top: float, bottom: float = 0.0, *, is_whole: bool = False) -> tuple[float, ...]:
    """Return round places from nought (or from ``bottom`` or lower, where that is below) to at least ``top``.

    There are three to five of them, six where the axis goes below nought. ``is_whole``: what is counted has no
    parts, so no place between whole figures makes sense.
    """
    top, bottom = max(top, 0.0), min(bottom, 0.0)
    reach = max(top, -bottom)
    if not reach > 0 or not math.isfinite(top - bottom):
        return (0.0, 1.0)
    if is_whole and reach <= 2 and not bottom:
        return tuple(float(n) for n in range(math.ceil(top) + 1))
    size = 10.0 ** math.floor(math.log10(reach))
    most = 5 if bottom else 4
    for part in _STEPS:
        step = size * part
        if is_whole and not step.is_integer():
            continue
        first, last = math.floor(round(bottom / step, 9)), math.ceil(round(top / step, 9))
        if last - first <= most:
            return tuple(step * n for n in range(first, last + 1))
    return (-size * 10, 0.0, size * 10)


def decimals_of(places: Sequence[float]) -> int:
    """Return how many decimals the axis' figures need (0-3)."""
    for decimals in range(4):
        if all(abs(place - round(place, decimals)) < 1e-9 for place in places):
            return decimals
    return 3
