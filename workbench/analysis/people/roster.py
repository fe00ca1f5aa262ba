"""A duty roster for a week: shifts and lunches that give every half-hour the advisers it needs, for few paid hours.

Shifts without a lunch that cover a requirement are a network flow, which is solved exactly (Segal, 1974): shifts are
arcs from where they begin to where they end, and what is more than needed flows back. Lunches break that structure.
They are put where there are more advisers than needed, as a matching of lunches to half-hours; only where they do not
fit is somebody added, and at last every shift is tried whether less of it, or none, would do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.analysis.people.cheapest_flow import cheapest_flow
from workbench.analysis.people.plan import INTERVAL_HOURS
from workbench.analysis.results import PoolPlan
from workbench.model.pause import checkpoint
from workbench.model.text import N_, ProjectError, message

HALF_HOURS = 48
_PER_HALF_HOUR = 1000
"""Cost of a paid half-hour in the flow; a person costs 1, so that of equally cheap rosters the smallest is taken."""
_ROUNDS = 400


@dataclass(frozen=True)
class ShiftRules:
    """Which shifts there may be, in half-hours. Lunch is not paid and belongs to full shifts alone.

    A full shift works ``full`` half-hours (0: there are none) and has ``lunch`` half-hours in between, which begin
    ``lunch_after`` half-hours after the shift, earliest and latest. Part shifts work one of ``parts`` in one go.
    """

    full: int = 16
    parts: tuple[int, ...] = (8, 9, 10, 11, 12)
    lunch: int = 1
    lunch_after: tuple[int, int] = (6, 10)

    @property
    def full_span(self) -> int:
        """How long a full shift lasts, lunch included."""
        return self.full + self.lunch


@dataclass(frozen=True, order=True)
class Shift:
    """Somebody's day: from half-hour ``start`` up to ``end``, away at ``lunch_at`` for ``lunch`` half-hours."""

    start: int
    end: int
    lunch_at: int | None = None
    lunch: int = 0

    @property
    def paid(self) -> int:
        """Paid half-hours."""
        return self.end - self.start - (self.lunch if self.lunch_at is not None else 0)

    def is_at_lunch(self, half_hour: int) -> bool:
        """Whether it is lunch time."""
        return self.lunch_at is not None and self.lunch_at <= half_hour < self.lunch_at + self.lunch

    def works(self, half_hour: int) -> bool:
        """Whether this person answers contacts then."""
        return self.start <= half_hour < self.end and not self.is_at_lunch(half_hour)


@dataclass(frozen=True)
class DayRoster:
    """A weekday (Monday 0): advisers ``required`` per half-hour of the day, and the shifts that cover it.

    ``least_paid_hours`` no roster with these rules can go below (a bound, not always reached).
    """

    weekday: int
    required: tuple[int, ...]
    shifts: tuple[Shift, ...]
    least_paid_hours: float

    @property
    def cover(self) -> tuple[int, ...]:
        """Advisers at work per half-hour."""
        return tuple(sum(one.works(at) for one in self.shifts) for at in range(HALF_HOURS))

    @property
    def paid_hours(self) -> float:
        """Paid hours of the day."""
        return sum(one.paid for one in self.shifts) * INTERVAL_HOURS

    @property
    def required_hours(self) -> float:
        """Advisers' hours that the plan needs."""
        return sum(self.required) * INTERVAL_HOURS


@dataclass(frozen=True)
class Roster:
    """A week of one pool in ``month`` (1-12), by the ``rules``."""

    pool: str
    name: str
    month: int
    rules: ShiftRules
    days: tuple[DayRoster, ...]

    @property
    def paid_hours(self) -> float:
        """Paid hours of the week."""
        return sum(one.paid_hours for one in self.days)

    @property
    def required_hours(self) -> float:
        """Advisers' hours that the plan needs in the week."""
        return sum(one.required_hours for one in self.days)

    @property
    def least_paid_hours(self) -> float:
        """What no roster with these rules can go below."""
        return sum(one.least_paid_hours for one in self.days)


def heaviest_month(plan: PoolPlan) -> int:
    """Return the month (1-12) whose week needs most advisers' hours; the earlier of two."""
    sums: dict[int, int] = {}
    for day, agents in zip(plan.day_types, plan.agents, strict=True):
        sums[day.month] = sums.get(day.month, 0) + int(agents.sum())
    return max(sorted(sums), key=lambda month: sums[month], default=1)


def make_roster(
    plan: PoolPlan, month: int, rules: ShiftRules, progress: Callable[[int, int], None] | None = None
) -> Roster:
    """Return the roster of ``month``'s week; the same every time. ProjectError where no shift is allowed.

    ``progress`` is told (days done, in all).
    """
    if not rules.full and not rules.parts:
        raise ProjectError(message(N_("A roster needs full or part shifts: allow one of them")))
    week = [
        (day.weekday, tuple(int(n) for n in agents.tolist()))
        for day, agents in zip(plan.day_types, plan.agents, strict=True)
        if day.month == month
    ]
    days = []
    for weekday, required in week:
        days.append(make_day(weekday, required, rules))
        if progress:
            progress(len(days), len(week))
    return Roster(plan.pool, plan.name, month, rules, tuple(sorted(days, key=lambda one: one.weekday)))


def make_day(weekday: int, required: Sequence[int], rules: ShiftRules) -> DayRoster:
    """Return a day's shifts for what is ``required`` per half-hour of the day."""
    needed = tuple(required)
    if not any(needed):
        return DayRoster(weekday, needed, (), 0.0)
    kinds = _kinds(needed, rules)
    least = max(sum(needed), sum(_cost(one) for one in _flow(needed, kinds)))
    shifts = _improved(_with_lunches(needed, kinds, rules), needed, kinds, rules, least)
    return DayRoster(weekday, needed, tuple(sorted(shifts)), least * INTERVAL_HOURS)


def _kinds(required: Sequence[int], rules: ShiftRules) -> list[Shift]:
    """Return every shift there may be on this day, lunches not placed (``lunch`` > 0 says that one is due).

    They lie within the hours that need anybody, widened evenly where not even the shortest one fits.
    """
    spans = [(length, 0) for length in sorted(set(rules.parts))]
    if rules.full:
        spans.append((rules.full_span, rules.lunch))
    busy = [at for at, n in enumerate(required) if n]
    first, last = busy[0], busy[-1] + 1
    while last - first < min(span for span, _ in spans) and (first > 0 or last < HALF_HOURS):
        first, last = max(0, first - 1), min(HALF_HOURS, last + 1)
    return [
        Shift(start, start + span, None, lunch)
        for span, lunch in spans
        for start in range(first, last - span + 1)
    ]


def _cost(one: Shift) -> int:
    return one.end - one.start - one.lunch


def _flow(required: Sequence[int], kinds: Sequence[Shift]) -> list[Shift]:
    """Return the cheapest shifts whose spans cover ``required``, lunches not taken off: a network flow, exact."""
    by_arc: dict[tuple[int, int], Shift] = {}
    for one in kinds:
        arc = one.start, one.end
        if arc not in by_arc or _cost(one) < _cost(by_arc[arc]):
            by_arc[arc] = one
    needed = [0, *required, 0]
    supply = [now - before for before, now in pairwise(needed)]
    costs = {arc: _cost(one) * _PER_HALF_HOUR + 1 for arc, one in by_arc.items()}
    flow = cheapest_flow(supply, costs | {(at + 1, at): 0 for at in range(HALF_HOURS)})
    return [one for arc, one in by_arc.items() for _ in range(flow[arc])]


def _with_lunches(required: Sequence[int], kinds: Sequence[Shift], rules: ShiftRules) -> list[Shift]:
    """Return shifts with their lunches; somebody is added, where lunches do not fit, at the quietest of their times."""
    more = list(required)
    for _ in range(_ROUNDS):
        checkpoint()
        shifts = _flow(more, kinds)
        placed, homeless = _placed(shifts, required, rules)
        if not homeless:
            return placed
        first, last = rules.lunch_after
        times = {
            at
            for one in homeless
            for start in range(one.start + first, one.start + last + 1)
            for at in range(start, start + rules.lunch)
        }
        for _ in range(max(1, len(homeless) // 4)):
            more[min(sorted(times), key=lambda at: more[at])] += 1
    raise ProjectError(message(N_("No roster was found for these shifts: allow other lengths")))


def _placed(
    shifts: Sequence[Shift], required: Sequence[int], rules: ShiftRules
) -> tuple[list[Shift], list[Shift]]:
    """Return the shifts with lunches where more are there than needed, and those whose lunch found no place.

    Lunches of one half-hour are matched exactly, by moving others out of the way; longer ones one after the other.
    """
    spare = [sum(one.start <= at < one.end for one in shifts) - required[at] for at in range(HALF_HOURS)]
    due = [n for n, one in enumerate(shifts) if one.lunch]
    first, last = rules.lunch_after
    choices = {n: range(shifts[n].start + first, shifts[n].start + last + 1) for n in due}
    at_lunch: dict[int, int] = {}

    def take(at: int, by: int) -> None:
        for half_hour in range(at, at + rules.lunch):
            spare[half_hour] += by

    def place(n: int, seen: set[int]) -> bool:
        # the half-hour with most to spare first: lunches spread out by themselves
        for at in sorted(choices[n], key=lambda at: (-min(spare[at : at + rules.lunch]), at)):
            if at in seen:
                continue
            seen.add(at)
            if min(spare[at : at + rules.lunch]) > 0:
                at_lunch[n] = at
                take(at, -1)
                return True
            if rules.lunch == 1:
                # of those at lunch then, one for each time of coming: the others have the same choices
                alike = {shifts[one].start: one for one, there in at_lunch.items() if there == at}
                for other in alike.values():
                    if make_room(other, seen):
                        at_lunch[n] = at
                        take(at, -1)
                        return True
        return False

    def make_room(other: int, seen: set[int]) -> bool:
        was = at_lunch.pop(other)
        if place(other, seen):
            take(was, 1)
            return True
        at_lunch[other] = was
        return False

    homeless = [shifts[n] for n in due if not place(n, set())]
    placed = [
        Shift(one.start, one.end, at_lunch[n], one.lunch) if n in at_lunch else one
        for n, one in enumerate(shifts)
    ]
    return placed, homeless


def _improved(
    shifts: list[Shift], required: Sequence[int], kinds: Sequence[Shift], rules: ShiftRules, least: int
) -> list[Shift]:
    """Return shifts for fewer paid half-hours, where leaving one out or taking a shorter one is enough.

    What would undercut ``least`` is not tried: no roster can.
    """
    best = list(shifts)
    is_better = True
    while is_better:
        is_better = False
        spare = sum(one.paid for one in best) - least
        alike = {(one.start, one.end): n for n, one in reversed(list(enumerate(best)))}
        for at in sorted(alike.values(), key=lambda n: (-best[n].paid, n)) if spare > 0 else ():
            checkpoint()
            found = _instead(best, at, required, kinds, rules, spare)
            if found is not None:
                best, is_better = found, True
                break
    return best


def _instead(
    shifts: Sequence[Shift],
    at: int,
    required: Sequence[int],
    kinds: Sequence[Shift],
    rules: ShiftRules,
    spare: int,
) -> list[Shift] | None:
    """Return the shifts with a cheaper one, or none, in place of the one ``at``, saving at most ``spare``; or None."""
    paid = shifts[at].paid
    others = [Shift(one.start, one.end, None, one.lunch) for n, one in enumerate(shifts) if n != at]
    there = [sum(one.start <= t < one.end for one in others) for t in range(HALF_HOURS)]
    short = [t for t in range(HALF_HOURS) if there[t] < required[t]]
    if not short and paid <= spare:
        placed, homeless = _placed(others, required, rules)
        if not homeless:
            return placed
    cheaper = sorted(
        (one for one in kinds if paid - spare <= _cost(one) < paid), key=lambda one: (_cost(one), one)
    )
    for instead in cheaper:
        if all(instead.start <= t < instead.end for t in short):
            placed, homeless = _placed([*others, instead], required, rules)
            if not homeless:
                return placed
    return None
