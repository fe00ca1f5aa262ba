from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.analysis.hand_made import demand, pool_demand, terms
from workbench.analysis.people.cheapest_flow import cheapest_flow
from workbench.analysis.people.roster import (
    HALF_HOURS,
    DayRoster,
    ShiftRules,
    heaviest_month,
    make_day,
    make_roster,
)
from workbench.analysis.people.staffing import plan_staffing
from workbench.model.costs import AdviserCost
from workbench.model.text import ProjectError

RULES = (
    ShiftRules(),
    ShiftRules(parts=()),
    ShiftRules(full=0),
    ShiftRules(full=15, parts=(8,)),
    ShiftRules(lunch=2),
)


def some_day(seed: int) -> tuple[int, ...]:
    """A day as days are: closed at night, a hill or two, never below two advisers while open."""
    rng = random.Random(seed)
    opens, long = rng.randrange(12, 20), rng.randrange(6, 24)
    level, found = rng.randrange(2, 10), [0] * HALF_HOURS
    for at in range(opens, min(HALF_HOURS, opens + long)):
        level = max(2, level + rng.choice((-2, -1, 0, 0, 1, 2)))
        found[at] = level
    return tuple(found)


def faults(day: DayRoster, rules: ShiftRules) -> Iterator[str]:
    """Yield what is wrong with a day: too few advisers, a lunch missing or at the wrong time, a wrong length."""
    for at, (there, needed) in enumerate(zip(day.cover, day.required, strict=True)):
        if there < needed:
            yield f"half-hour {at}: {there} of {needed}"
    first, last = rules.lunch_after
    for one in day.shifts:
        if one.lunch_at is not None:
            is_right = first <= one.lunch_at - one.start <= last and one.paid == rules.full
            if not is_right or one.lunch != rules.lunch:
                yield f"{one}: not a full shift with its lunch"
        elif one.paid not in rules.parts and (one.paid != rules.full or rules.lunch):
            yield f"{one}: no lunch, or a length that is not allowed"


@pytest.mark.fast
@pytest.mark.parametrize("seed", range(8))
def test_every_half_hour_is_covered_lunches_are_taken_and_no_bound_is_undercut(seed):
    required = some_day(seed)
    for rules in RULES:
        day = make_day(0, required, rules)
        assert not list(faults(day, rules)), rules
        assert day.required_hours <= day.least_paid_hours <= day.paid_hours


def test_the_flow_costs_what_another_solver_says():
    nx = pytest.importorskip("networkx")
    for seed in range(20):
        rng = random.Random(seed)
        places = rng.randrange(4, 12)
        costs = {(at, at + 1): rng.randrange(0, 9) for at in range(places - 1)}
        costs |= {(at + 1, at): rng.randrange(0, 9) for at in range(places - 1)}
        for _ in range(2 * places):
            one, other = rng.sample(range(places), 2)
            costs[one, other] = rng.randrange(0, 30)
        supply = [rng.randrange(-9, 10) for _ in range(places - 1)]
        supply.append(-sum(supply))
        flow = cheapest_flow(supply, costs)
        graph = nx.DiGraph()
        for at, n in enumerate(supply):
            graph.add_node(at, demand=-n)
            assert sum(units * ((a == at) - (b == at)) for (a, b), units in flow.items()) == n
        for (one, other), cost in costs.items():
            graph.add_edge(one, other, weight=cost)
        assert sum(costs[arc] * units for arc, units in flow.items()) == nx.min_cost_flow_cost(graph)


def test_without_lunches_the_roster_is_the_cheapest_there_is():
    for seed in range(12):
        day = make_day(0, some_day(seed), ShiftRules(full=0))
        assert day.paid_hours == day.least_paid_hours


def test_a_tiny_day_with_lunch_is_as_cheap_as_the_best_of_all_rosters():
    rules = ShiftRules(full=4, parts=(2, 3), lunch=1, lunch_after=(1, 3))
    for seed in range(6):
        rng = random.Random(seed)
        required = tuple(rng.randrange(1, 3) if 10 <= at < 16 else 0 for at in range(HALF_HOURS))
        day = make_day(0, required, rules)
        assert not list(faults(day, rules))
        assert sum(one.paid for one in day.shifts) <= cheapest(required, rules) + 1


def cheapest(required, rules) -> int:
    """Paid half-hours of the cheapest roster, by trying combinations of ever more shifts."""
    first = min(at for at, n in enumerate(required) if n)
    last = max(at for at, n in enumerate(required) if n) + 1
    ways = []
    for length in rules.parts:
        ways += [(length, frozenset(range(s, s + length))) for s in range(first, last - length + 1)]
    for start in range(first, last - rules.full_span + 1):
        for lunch in range(start + rules.lunch_after[0], start + rules.lunch_after[1] + 1):
            ways.append((rules.full, frozenset(range(start, start + rules.full_span)) - {lunch}))
    best = 10**6
    for many in range(1, 6):
        for chosen in itertools.combinations_with_replacement(ways, many):
            paid = sum(length for length, _ in chosen)
            if paid < best and all(
                sum(at in works for _, works in chosen) >= required[at] for at in range(first, last)
            ):
                best = paid
    return best


@pytest.mark.fast
def test_a_roster_that_forgets_lunch_is_caught():
    rules = ShiftRules(parts=())
    day = make_day(0, (0,) * 16 + (4,) * 17 + (0,) * 15, rules)
    forgets = replace(day, shifts=tuple(replace(one, lunch_at=None) for one in day.shifts))
    assert not list(faults(day, rules))
    assert len(list(faults(forgets, rules))) == len(day.shifts)
    everybody_at_noon = replace(day, shifts=tuple(replace(one, lunch_at=24) for one in day.shifts))
    assert "half-hour 24: 0 of 4" in list(faults(everybody_at_noon, rules))


def test_short_opening_hours_get_shifts_that_reach_beyond_them():
    rules = ShiftRules()
    day = make_day(0, (0,) * 20 + (2,) * 4 + (0,) * 24, rules)
    assert [one.paid for one in day.shifts] == [8, 8]
    assert not list(faults(day, rules))


def test_a_week_of_the_plan_keeps_minimum_presence_and_is_the_same_every_time():
    plan = plan_staffing(terms(), AdviserCost(), demand(pool_demand(calls=12, visits=1))).pools[0]
    month = heaviest_month(plan)
    assert month == 1
    roster = make_roster(plan, month, ShiftRules())
    assert roster == make_roster(plan, month, ShiftRules())
    assert [one.weekday for one in roster.days] == [0, 1, 2, 3, 4]
    for day in roster.days:
        assert all(there >= 2 for there, needed in zip(day.cover, day.required, strict=True) if needed)
    assert roster.required_hours <= roster.least_paid_hours <= roster.paid_hours < 1.3 * roster.required_hours


def test_closed_days_need_nobody_and_no_shift_at_all_is_refused():
    assert make_day(5, (0,) * HALF_HOURS, ShiftRules()) == DayRoster(5, (0,) * HALF_HOURS, (), 0.0)
    plan = plan_staffing(terms(), AdviserCost(), demand(pool_demand())).pools[0]
    with pytest.raises(ProjectError):
        make_roster(plan, 1, ShiftRules(full=0, parts=()))
