"""Which guesses matter most: each one moved alone, all others as planned, through the same tables as the draws.

Correlation with the draws would rank twenty thousand guesses by chance. Moving one alone costs as much as a few draws
and has no chance in it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.analysis.doubt import P90
from workbench.analysis.place import Place
from workbench.analysis.results import Floats
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.uncertainty.case_year import FOLLOW_UP, Case, Drawn, year_in_draws
from workbench.analysis.uncertainty.totals import BOOKED_S, DEFERRED_S, WORK_S, Work, add_work
from workbench.analysis.uncertainty.values import Guess
from workbench.analysis.volume_year import DemandBasis
from workbench.analysis.words import word
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Volume

MOST_GUESSES = 300
"""Guesses that are moved one by one: those with the largest deviation in hours."""
_NODES = np.array([-math.sqrt(3), 0.0, math.sqrt(3), -P90, P90])
_WEIGHTS = np.array([1, 4, 1]) / 6
"""Gauss-Hermite: the mean of a polynomial of degree 5 of a standard normal number."""
_TIMES = (WORK_S, BOOKED_S, DEFERRED_S)


@dataclass(frozen=True, eq=False)
class Pull:
    """A figure and what reaches the pools more, by row of the work, if it were twice its mean."""

    case: Case
    drawn: Drawn
    rows: tuple[int, ...]
    values: tuple[float, ...]
    deviation_s: float


def pulls_of(case: Case, work: Work, terms: ScenarioTerms, basis: DemandBasis) -> list[Pull]:
    """Return what each drawn figure of ``case`` does to the work, all others at their mean."""
    if not (case.drawn and case.year.is_covered):
        return []
    n = len(case.drawn)
    own = Work(n + 1)
    factors = np.ones((n, n + 1))
    factors[np.arange(n), np.arange(n) + 1] = 2.0
    add_work(own, case, year_in_draws(case, list(factors)), terms, basis)
    keys = list(own.rows)
    change = own.values[: len(keys), 1:] - own.values[: len(keys), :1]
    seconds = np.abs(change[[key[0] in _TIMES for key in keys]].sum(axis=0))
    rows = [work.rows[key] for key in keys]
    found = []
    for drawn, more, moved_s in zip(case.drawn, change.T.tolist(), seconds.tolist(), strict=True):
        if any(more):
            some = [(row, value) for row, value in zip(rows, more, strict=True) if value]
            at, values = zip(*some, strict=True)
            found.append(Pull(case, drawn, at, values, moved_s * drawn.chance.deviation))
    return found


def largest(pulls: Iterable[Pull]) -> list[Pull]:
    """Return the MOST_GUESSES pulls with the largest deviation in hours; ties by key."""
    ranked = sorted(pulls, key=lambda one: (-one.deviation_s, one.drawn.key))
    return ranked[:MOST_GUESSES]


@dataclass(frozen=True)
class Doubt:
    """The variance of the positions, not rounded up, and the parts that go with what each kind has in common."""

    variance: float
    correlation: float
    common: Mapping[str, float]


def ranked_guesses(
    pulls: Sequence[Pull], planned: Floats, positions: Callable[[Floats], Floats], doubt: Doubt
) -> tuple[Guess, ...]:
    """Return the guesses with their part of the doubt, the largest first.

    ``planned`` is the work at the mean, [row]; ``positions`` tells the full-time positions, not rounded up, of works
    [row, n]. With s the deviation that a figure makes alone, r the correlation and S the sum of all s of its
    kind: own = (1 - r) s^2 / variance, share = own + r s S / variance, where r S^2 / variance is what the kind has in
    common. There s is the part that goes straight with the figure, with its sign: whole advisers make steps.
    """
    moved = np.repeat(planned[:, None], len(pulls) * len(_NODES), axis=1)
    for n, one in enumerate(pulls):
        change = one.drawn.chance.factors(_NODES) - 1
        columns = slice(n * len(_NODES), (n + 1) * len(_NODES))
        moved[list(one.rows), columns] += np.outer(one.values, change)
    fte = positions(np.maximum(moved, 0.0)).reshape(-1, len(_NODES))
    mean = fte[:, :3] @ _WEIGHTS
    variance = doubt.variance or 1.0
    alone = (fte[:, :3] - mean[:, None]) ** 2 @ _WEIGHTS / variance
    straight = fte[:, :3] @ (_WEIGHTS * _NODES[:3]) / math.sqrt(variance)
    ends = zip(fte[:, 3].tolist(), fte[:, 4].tolist(), strict=True)
    found = []
    for one, s_squared, s, (p10, p90) in zip(pulls, alone.tolist(), straight.tolist(), ends, strict=True):
        own = (1 - doubt.correlation) * s_squared
        together = s * math.sqrt(doubt.correlation * doubt.common[one.drawn.kind])
        found.append(_guess(one, own + together, own, p10, p90))
    return tuple(sorted(found, key=lambda one: (-one.share_of_variance, one.key)))


def _guess(pull: Pull, share: float, own: float, p10: float, p90: float) -> Guess:
    drawn, case_type = pull.drawn, pull.case.case_type
    said = drawn.said
    detail: Message | str
    if isinstance(said, Volume):
        place = Place("case_types.volumes", (case_type.id, said.id))
        detail, unit, per = word(said.channel.value), said.counts.value, said.per
    else:
        unit, per = "minutes", None
        if drawn.step is None:
            place, detail = Place("case_types", (case_type.id,), FOLLOW_UP), message(N_("Follow-ups"))
        else:
            place = Place("case_types.steps", (case_type.id, drawn.step.id), drawn.field)
            detail = drawn.step.title
    return Guess(
        key=drawn.key,
        place=place,
        case_type=case_type.id,
        kind=drawn.kind,
        name=case_type.name,
        detail=detail,
        source=said.source,
        low=said.low,
        likely=said.likely,
        high=said.high,
        unit=unit,
        per=per,
        share_of_variance=share,
        own_share=own,
        fte_p10=p10,
        fte_p90=p90,
    )
