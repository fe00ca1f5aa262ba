"""Which guesses matter most: each one moved alone, all others as planned, through the same tables as the draws.

Correlation with the draws would rank twenty thousand guesses by chance. Moving one alone costs as much as a few draws
and has no chance in it.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from workbench.analysis.demand.volume_year import DemandBasis
from workbench.analysis.place import Place
from workbench.analysis.results import Disposition, Floats
from workbench.analysis.scenario import ScenarioTerms
from workbench.analysis.uncertainty.case_year import FOLLOW_UP, SURE, Case, Column, Drawn, year_in_draws
from workbench.analysis.uncertainty.doubt import P90
from workbench.analysis.uncertainty.totals import Work, add_work
from workbench.analysis.uncertainty.values import Guess
from workbench.analysis.words import word
from workbench.model.pause import checkpoint
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Volume

MOST_GUESSES = 200
"""Guesses that are moved one by one: those with the largest deviation in hours."""
_NODES = np.array([-math.sqrt(3), 0.0, math.sqrt(3), -P90, P90])
_WEIGHTS = np.array([1, 4, 1]) / 6
"""Gauss-Hermite: the mean of a polynomial of degree 5 of a standard normal number."""


class Candidate(NamedTuple):
    """A drawn figure by its place in a case type, and its standard deviation in customer service's seconds."""

    deviation_s: float
    case: Case
    place: int


def candidates_of(case: Case) -> list[Candidate]:
    """Return the drawn figures of ``case`` that the work rests on: a quick reckoning, to choose from."""
    if not (case.drawn and case.year.is_covered):
        return []
    flow, channels = case.flow, case.year.channels
    seconds = [0.0] * len(case.drawn)
    for year, volumes in zip(channels, case.volumes, strict=True):
        whole = sum(one.cases * one.share for one in volumes)
        work_s = year.work_s + year.deferred_work_s + year.cases_deflected * flow.e_service_deferred_s
        for one in volumes:
            if one.drawn != SURE and whole:
                seconds[one.drawn] += work_s * one.cases * one.share / whole
    coming = sum(one.first_contacts for one in channels)
    deflected = sum(one.cases_deflected for one in channels)
    for step, drawn in zip(flow.steps, case.after, strict=True):
        if drawn != SURE and step.disposition is Disposition.MOVES:
            cases = coming if step.is_contact else coming + deflected
            seconds[drawn] += cases * step.visits * 60 * (step.minutes_after or 0.0)
    if case.follow_up[1] != SURE and flow.start_moves:
        seconds[case.follow_up[1]] += coming * (flow.contacts_per_case - 1) * flow.follow_up_s
    return [
        Candidate(moved_s * drawn.chance.deviation, case, n)
        for n, (moved_s, drawn) in enumerate(zip(seconds, case.drawn, strict=True))
        if moved_s
    ]


def largest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the MOST_GUESSES largest candidates; ties by key."""
    return heapq.nsmallest(
        MOST_GUESSES, candidates, key=lambda one: (-one.deviation_s, one.case.drawn[one.place].key)
    )


@dataclass(frozen=True, eq=False)
class Pull:
    """A figure, and what reaches the pools more, by row of the work, if it were twice its mean."""

    case: Case
    drawn: Drawn
    rows: tuple[int, ...]
    values: tuple[float, ...]


def pull_of(one: Candidate, work: Work, terms: ScenarioTerms, basis: DemandBasis) -> Pull:
    """Return what a drawn figure does to the work, all others at their mean."""
    checkpoint()
    own = Work(2)
    factors: list[Column] = [1.0] * len(one.case.drawn)
    factors[one.place] = np.array([1.0, 2.0])
    add_work(own, one.case, year_in_draws(one.case, factors), terms, basis)
    change = own.values[:, 1] - own.values[:, 0]
    rows = tuple(work.rows[key] for key in own.rows)
    return Pull(one.case, one.case.drawn[one.place], rows, tuple(change[: len(rows)].tolist()))


@dataclass(frozen=True)
class Doubt:
    """The variance of the positions, not rounded up, and the parts that go with what each kind has in common."""

    variance: float
    correlation: float
    common: Mapping[str, float]


def ranked_guesses(
    pulls: Sequence[Pull], planned: Floats, positions: Callable[[Floats], Floats], doubt: Doubt
) -> tuple[Guess, ...]:
    """Return the guesses that move the positions, with their part of the doubt, the largest first.

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
        checkpoint()
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
    moving = [one for one in found if one.own_share or one.swing]
    return tuple(sorted(moving, key=lambda one: (-one.share_of_variance, one.key)))


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
