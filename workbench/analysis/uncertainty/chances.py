"""How a figure that somebody said may turn out: its distribution, and the chance numbers it is drawn with.

Every figure has a stream of chance numbers of its own, named by the seed and by the figure's ids. So a draw does not
depend on how many figures or draws there are, nor on their order, and scenarios are compared with the same chances.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np

from workbench.analysis.demand.estimates import ends, mean_of
from workbench.analysis.results import Floats
from workbench.analysis.uncertainty.doubt import P90, UNSAID_RATIO
from workbench.model.pause import checkpoint
from workbench.model.volumes import Estimate, Source, Volume

LARGEST_RATIO = 20.0
"""The 90th over the 10th percentile of minutes at most: beyond, a low end of nearly nothing would decide."""

_MEASURED = (Source.MEASUREMENT, Source.SYSTEM_STATISTICS)
_REACH, _NORMALS, _SHAPES, _NODES = 6.0, 481, 129, 4096


@dataclass(frozen=True)
class Lognormal:
    """Minutes, or one figure alone: the mean holds, ln of the figure has the standard deviation ``sigma``."""

    sigma: float

    @property
    def deviation(self) -> float:
        """Return the standard deviation over the mean."""
        return math.sqrt(math.expm1(self.sigma**2))

    def factors(self, normal: Floats) -> Floats:
        """Return the figure over its mean, for standard normal chances."""
        found = normal * self.sigma
        found -= self.sigma**2 / 2
        return np.exp(found, out=found)


@dataclass(frozen=True)
class Pert:
    """A volume between two ends: the PERT distribution, drawn by its quantiles. Below 0 counts as 0."""

    lowest: float
    likely: float
    highest: float

    @property
    def mean(self) -> float:
        """Return (lowest + 4 likely + highest) / 6."""
        return (self.lowest + 4 * self.likely + self.highest) / 6

    @property
    def deviation(self) -> float:
        """Return the standard deviation over the mean."""
        return math.sqrt((self.mean - self.lowest) * (self.highest - self.mean) / 7) / self.mean

    def factors(self, normal: Floats) -> Floats:
        """Return the figure over its mean, for standard normal chances."""
        width = self.highest - self.lowest
        row = _quantiles((self.likely - self.lowest) / width)
        row = (self.lowest + width * row) / self.mean
        return np.maximum(0.0, _read(row, normal))


Chance = Lognormal | Pert
Kind = Literal["volume", "minutes"]


def volume_chance(said: Volume, *, are_p10_p90: bool) -> Chance | None:
    """Return how ``said`` may turn out; None where it is sure.

    What was measured, and nothing, is sure. Three figures are a PERT distribution (of which they are
    lowest and highest, or the 10th and 90th percentile, as the project says); one figure alone that nobody measured
    is no more certain than one of minutes: lognormal, 90th / 10th percentile = UNSAID_RATIO.
    """
    if said.source in _MEASURED or said.high <= 0:
        return None
    if said.low == said.high:
        return _unsaid()
    lowest, highest = ends(said.low, said.likely, said.high) if are_p10_p90 else (said.low, said.high)
    return Pert(lowest, said.likely, highest)


def minutes_chance(said: Estimate, *, are_p10_p90: bool) -> Chance | None:
    """Return how the mean of ``said`` minutes may turn out (not how calls vary); None where it is sure.

    Lognormal with the mean that calculations use. The 90th over the 10th percentile is that of what was said (of
    the PERT distribution between two ends), at most LARGEST_RATIO; of one figure alone, UNSAID_RATIO.
    """
    if (
        said.source in _MEASURED
        or said.high <= 0
        or mean_of(said.low, said.likely, said.high, are_p10_p90) <= 0
    ):
        return None
    if said.low == said.high:
        return _unsaid()
    p10, p90 = said.low, said.high
    if not are_p10_p90:
        width = said.high - said.low
        tenth, ninetieth = _tenth_and_ninetieth((said.likely - said.low) / width)
        p10, p90 = said.low + width * tenth, said.low + width * ninetieth
    ratio = min(LARGEST_RATIO, p90 / p10) if p10 > 0 else LARGEST_RATIO
    return Lognormal(math.log(ratio) / (2 * P90))


def _unsaid() -> Lognormal:
    return Lognormal(math.log(UNSAID_RATIO) / (2 * P90))


class Chances:
    """The chance numbers of a run: ``draws`` per figure, correlated by what figures of a kind have in common.

    ``common`` are the standard normal numbers that all volumes, and all minutes, have in common.
    """

    def __init__(self, seed: int, draws: int, correlation: float) -> None:
        self.seed, self.draws, self.correlation = seed, draws, correlation
        self._bits = np.random.PCG64(0)
        self._generator = np.random.Generator(self._bits)
        self.common = {kind: self._normals(f"{kind} in common") for kind in ("volume", "minutes")}
        self._shared = {kind: math.sqrt(correlation) * one for kind, one in self.common.items()}

    def factors(self, key: str, kind: Kind, chance: Chance) -> Floats:
        """Return the figure ``key`` over its mean: first 1, the plan, then every draw."""
        normal = self._normals(key)
        normal *= math.sqrt(1 - self.correlation)
        normal += self._shared[kind]
        found = np.empty(self.draws + 1)
        found[0] = 1.0
        found[1:] = chance.factors(normal)
        return found

    def _normals(self, key: str) -> Floats:
        """Return the first standard normal numbers of the stream that the seed and ``key`` name."""
        name = hashlib.blake2b(f"{self.seed}:{key}".encode(), digest_size=32).digest()
        self._bits.state = {
            "bit_generator": "PCG64",
            "state": {"state": int.from_bytes(name[:16], "big"), "inc": int.from_bytes(name[16:], "big") | 1},
            "has_uint32": 0,
            "uinteger": 0,
        }
        return self._generator.standard_normal(self.draws)


def _read(row: Floats, normal: Floats) -> Floats:
    """Return what ``row``, given at the shares of _normals, has at ``normal``."""
    place = (normal + _REACH) * ((_NORMALS - 1) / (2 * _REACH))
    np.clip(place, 0.0, _NORMALS - 1.0001, out=place)
    at = place.astype(np.intp)
    place -= at
    low = row[at]
    at += 1
    place *= row[at] - low
    place += low
    return place


@cache
def _normals() -> Floats:
    return np.linspace(-_REACH, _REACH, _NORMALS)


def _tenth_and_ninetieth(place: float) -> tuple[float, float]:
    """Return the 10th and 90th percentile, 0-1, of the PERT whose mode lies at ``place`` (0-1)."""
    k, part = _shape(place)
    (low, high), (next_low, next_high) = _percentile_table()[k : k + 2]
    return low + part * (next_low - low), high + part * (next_high - high)


@cache
def _percentile_table() -> list[tuple[float, float]]:
    ends = np.array([-P90, P90])
    return [(float(low), float(high)) for low, high in (_read(row, ends) for row in _quantile_table())]


def _shape(place: float) -> tuple[int, float]:
    """Return the row before ``place``, and the part of the way to the next."""
    at = min(place, 1.0) * (_SHAPES - 1)
    k = min(int(at), _SHAPES - 2)
    return k, at - k


def _quantiles(place: float) -> Floats:
    """Return the quantiles, 0-1, of the PERT whose mode lies at ``place`` (0-1), at the shares of _normals."""
    k, part = _shape(place)
    table = _quantile_table()
    row: Floats = table[k] + part * (table[k + 1] - table[k])
    return row


@cache
def _quantile_table() -> Floats:
    """Return the quantiles of Beta(1 + 4 mode, 5 - 4 mode) for modes 0-1: [_SHAPES, _NORMALS].

    The density is summed over x = (1 - cos t) / 2, which is smooth at both ends, and read backwards.
    Linear between modes and chances; error below 2e-5 of the width (tested).
    """
    shares = np.array([math.erfc(-z / math.sqrt(2)) / 2 for z in _normals().tolist()])
    t = np.linspace(0, math.pi, _NODES)
    x = (1 - np.cos(t)) / 2
    rows = []
    for place in np.linspace(0, 1, _SHAPES).tolist():
        checkpoint()
        density = x ** (4 * place) * (1 - x) ** (4 - 4 * place) * np.sin(t)
        sums = np.concatenate(([0.0], np.cumsum(density[1:] + density[:-1])))
        rows.append(np.interp(shares, sums / sums[-1], x))
    return np.array(rows)
