"""Where the queue formula's steady state may be taken at its word, half-hour by half-hour, and whether it holds there.

Erlang A knows a queue that has forgotten how it began. A half-hour that follows another number of advisers or
another load begins with that one's queue, the first of a day with none. So half-hours are sorted by what came before
them, and each kind is compared with the days that were played: in the steady ones the plan must hold, of the others
it is said by how much it does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from workbench.analysis.people.plan import INTERVAL_S
from workbench.analysis.results import Floats
from workbench.analysis.second_opinion.queue_plans import QueuePlan
from workbench.analysis.second_opinion.simulation import Played, student_t_975
from workbench.model.text import N_

LOAD_CHANGE = 0.06
"""How much the load of a steady half-hour may differ from the one before it."""
LONG_HANDLING = 0.5
"""From which share of a half-hour on a contact is long: what is being handled when it begins lasts through it."""
_LEAST_DAYS = 30
"""Fewer played days of a half-hour say too little about their own spread."""


class Steadiness(StrEnum):
    """What came before a half-hour; the first that applies."""

    OPENING = "opening"
    LONG_HANDLING = "long_handling"
    FEWER_ADVISERS = "fewer_advisers"
    MORE_ADVISERS = "more_advisers"
    LOAD_CHANGES = "load_changes"
    STEADY = "steady"


KIND_WORDS = {
    Steadiness.OPENING: N_("First of the day"),
    Steadiness.LONG_HANDLING: N_("Long handling"),
    Steadiness.FEWER_ADVISERS: N_("Fewer advisers than before"),
    Steadiness.MORE_ADVISERS: N_("More advisers than before"),
    Steadiness.LOAD_CHANGES: N_("Load rises or falls"),
    Steadiness.STEADY: N_("Steady"),
}
REASONS = {
    Steadiness.OPENING: N_("Nobody waits yet when the doors open; the formula knows no beginning."),
    Steadiness.LONG_HANDLING: N_(
        "A contact takes more than half the half-hour, so what came before lasts through it."
    ),
    Steadiness.FEWER_ADVISERS: N_("It begins with contacts that more advisers had in hand."),
    Steadiness.MORE_ADVISERS: N_("It begins with more advisers free than the formula expects."),
    Steadiness.LOAD_CHANGES: N_("The load differs by more than 6 % from the half-hour before."),
    Steadiness.STEADY: N_("Same advisers and nearly the same load as before: the formula must hold."),
}
"""Why the formula is, or is not, to be taken at its word in such half-hours."""


@dataclass(frozen=True)
class Compared:
    """Shares in time of offered: the plan's, weighted as played, and the played one with its 95 % interval.

    ``contacts`` are those that were played.
    """

    contacts: float
    plan: float
    simulated: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        """Whether the plan lies within the interval."""
        return self.low <= self.plan <= self.high


@dataclass(frozen=True)
class HalfHourOpinion:
    """A half-hour of a weekday (Monday 0; half-hour 0 is 00:00) in the ``months`` in which it is of this kind."""

    weekday: int
    half_hour: int
    months: tuple[int, ...]
    days: int
    compared: Compared


@dataclass(frozen=True)
class KindOpinion:
    """All half-hours of a kind together, and each; ``holding`` of them have the plan within their interval.

    With a right plan about 95 % of them do: a 95 % interval misses one time in twenty.
    """

    kind: Steadiness
    together: Compared
    half_hours: tuple[HalfHourOpinion, ...]

    @property
    def holding(self) -> int:
        """Number of half-hours whose interval holds the plan."""
        return sum(one.compared.holds for one in self.half_hours)


def steadiness(queue: QueuePlan, day: int) -> dict[int, Steadiness]:
    """Return the kind of every open half-hour of a day type in which somebody comes."""
    agents, load = queue.agents[day], queue.load[day]
    found: dict[int, Steadiness] = {}
    for at in np.flatnonzero(queue.is_open[day] & (load > 0)).tolist():
        if at == 0 or not queue.is_open[day, at - 1]:
            found[at] = Steadiness.OPENING
        elif queue.lasts_s[day, at] > LONG_HANDLING * INTERVAL_S:
            found[at] = Steadiness.LONG_HANDLING
        elif agents[at] != agents[at - 1]:
            is_less = agents[at] < agents[at - 1]
            found[at] = Steadiness.FEWER_ADVISERS if is_less else Steadiness.MORE_ADVISERS
        elif abs(load[at] - load[at - 1]) > LOAD_CHANGE * load[at]:
            found[at] = Steadiness.LOAD_CHANGES
        else:
            found[at] = Steadiness.STEADY
    return found


def by_kind(queue: QueuePlan, played: Sequence[tuple[int, Played]]) -> tuple[KindOpinion, ...]:
    """Return every kind that was played, steady half-hours last; ``played`` are (day type, its days).

    A played day's surprise is its contacts in time less those that the plan expects of the contacts that came. Under
    the plan it is 0 on average, so its mean over days, with the spread from day to day, is the whole comparison.
    """
    cells: dict[tuple[Steadiness, int, int], list[_Days]] = {}
    for day, days in played:
        open_at = np.flatnonzero(queue.is_open[day]).tolist()
        kinds = steadiness(queue, day)
        for column, at in enumerate(open_at):
            if at in kinds:
                kind = queue.day_types[day]
                level = float(queue.sl_offered[day, at])
                one = _Days(
                    kind.month, level, days["in_time_by_interval"][:, column],
                    days["offered_by_interval"][:, column], day,
                )  # fmt: skip
                cells.setdefault((kinds[at], kind.weekday, at), []).append(one)
    found = (_kind(kind, cells) for kind in Steadiness if any(key[0] is kind for key in cells))
    return tuple(one for one in found if one.together.contacts)


def main_reason(kinds: Sequence[KindOpinion]) -> Steadiness | None:
    """Return the kind that takes the year furthest from the plan: contacts x what is off; None where all hold."""
    off = [one for one in kinds if one.kind is not Steadiness.STEADY and not one.together.holds]
    return max(off, key=_pull).kind if off else None


def _pull(one: KindOpinion) -> float:
    return one.together.contacts * abs(one.together.simulated - one.together.plan)


@dataclass(frozen=True, eq=False)
class _Days:
    """The played days of one half-hour of a day type: contacts in time and offered, each by day."""

    month: int
    level: float
    in_time: Floats
    offered: Floats
    day: int


def _kind(kind: Steadiness, cells: dict[tuple[Steadiness, int, int], list[_Days]]) -> KindOpinion:
    mine = {key[1:]: days for key, days in cells.items() if key[0] is kind}
    half_hours = [
        HalfHourOpinion(
            weekday,
            at,
            tuple(sorted(one.month for one in days)),
            sum(one.offered.size for one in days),
            _compared([(one.level, one.in_time, one.offered) for one in days]),
        )
        for (weekday, at), days in sorted(mine.items())
        if sum(one.offered.size for one in days) >= _LEAST_DAYS and sum(one.offered.sum() for one in days) > 0
    ]
    return KindOpinion(kind, _together([one for days in mine.values() for one in days]), tuple(half_hours))


def _together(every: Sequence[_Days]) -> Compared:
    """Compare all half-hours of a kind: those of one day are one batch, since a bad hour spoils the next."""
    by_day: dict[int, list[_Days]] = {}
    for one in every:
        by_day.setdefault(one.day, []).append(one)
    batches = []
    for same in by_day.values():
        offered = np.sum([one.offered for one in same], axis=0)
        expected = np.sum([one.level * one.offered for one in same], axis=0)
        in_time = np.sum([one.in_time for one in same], axis=0)
        batches.append(
            (np.divide(expected, offered, out=np.ones_like(offered), where=offered > 0), in_time, offered)
        )
    return _compared(batches)


def _compared(batches: Sequence[tuple[float | Floats, Floats, Floats]]) -> Compared:
    """Return the comparison over (planned share, in time, offered) of groups of days.

    The spread is that of the days, and at least what chance alone would give to contacts that do not touch each
    other: a few quiet days without a single late contact are no proof that there never is one.
    """
    levels = np.concatenate([np.broadcast_to(level, offered.shape) for level, _, offered in batches])
    offered = np.concatenate([one for _, _, one in batches])
    in_time = np.concatenate([one for _, one, _ in batches])
    total = float(offered.sum())
    if not total:
        return Compared(0.0, math.nan, math.nan, math.nan, math.nan)
    surprise = in_time - levels * offered
    days = offered.size
    spread = float(((surprise - surprise.mean()) ** 2).sum()) * days / max(1, days - 1)
    by_chance = float((levels * (1 - levels) * offered).sum())
    reach = student_t_975(max(1, days - 1)) * math.sqrt(max(spread, by_chance)) / total
    plan, simulated = float((levels * offered).sum()) / total, float(in_time.sum()) / total
    return Compared(total, plan, simulated, simulated - reach, simulated + reach)
