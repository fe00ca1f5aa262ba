"""Closed forms of a process against other ways of knowing: adding up powers, and cases that walk at random."""

import random

import numpy as np
import pytest

from tests.analysis.test_flow import terms_of, worked_example
from tests.support.random_projects import random_project
from workbench.analysis.process.flow import flow_of, flows
from workbench.analysis.results import Disposition
from workbench.analysis.scenario import scenario_terms


def matrix_of(made):
    places = {one.id: n for n, one in enumerate(made.steps)}
    matrix = np.zeros((len(places), len(places)))
    for one in made.flows:
        matrix[places[one.source], places[one.target]] += one.probability
    return matrix, places[made.start] if made.start else 0


def series(matrix, start, inside):
    """Expected visits within a set by adding up powers of P, 4 000 of them."""
    kept = matrix * np.outer(inside, inside)
    now = np.zeros(len(matrix))
    now[start] = inside[start]
    total = now.copy()
    for _ in range(4000):
        now = now @ kept
        total += now
    return total


@pytest.mark.parametrize("seed", range(25))
def test_closed_forms_equal_a_power_series(seed):
    project = random_project(seed)
    found = flows(project, scenario_terms(project, project.scenarios[0]))
    for made, one in zip(project.case_types, found, strict=True):
        matrix, start = matrix_of(made)
        ends = 1 - matrix.sum(axis=1)
        moved = np.array([s.disposition is Disposition.MOVES for s in one.steps], float)
        contact = np.array([s.is_contact for s in one.steps], float)
        low = np.array([s.level <= 4 for s in one.steps], float)
        visits = series(matrix, start, np.ones(len(ends)))
        first = series(matrix, start, moved * contact)
        assert [s.visits for s in one.steps] == pytest.approx(visits, abs=1e-10)
        assert [s.visits_first_contact for s in one.steps] == pytest.approx(first, abs=1e-10)
        assert one.first_contact_resolution == pytest.approx(first @ ends, abs=1e-10)
        assert one.solved_in_customer_service == pytest.approx(series(matrix, start, moved) @ ends, abs=1e-10)
        assert one.share_levels_1_4 == pytest.approx(series(matrix, start, low) @ ends, abs=1e-10)
        units = ["customer service" if m else s.unit_after for s, m in zip(one.steps, moved, strict=True)]
        differ = np.array([[a != b for b in units] for a in units])
        triage = 1 if one.reaches_customer_service and not moved[start] else 0
        assert one.handoffs == pytest.approx((visits[:, None] * matrix * differ).sum() + triage, abs=1e-10)
        back = np.outer(1 - moved, moved)
        assert one.ping_pong == pytest.approx((visits[:, None] * matrix * back).sum(), abs=1e-10)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_closed_forms_equal_simulation(seed):
    """Every case type's cases walk at random; within five standard errors, loops included."""
    project = random_project(seed)
    found = flows(project, scenario_terms(project, project.scenarios[0]))
    for made, one in zip(project.case_types, found, strict=True):
        walks = Walks(made, one, 4000, seed)
        for name, expected in {
            "first": one.first_contact_resolution,
            "solved": one.solved_in_customer_service,
            "low": one.share_levels_1_4,
            "handoffs": one.handoffs,
            "ping_pong": one.ping_pong,
            **{f"visits {n}": s.visits for n, s in enumerate(one.steps)},
            **{f"sitting {n}": s.visits_first_contact for n, s in enumerate(one.steps)},
        }.items():
            seen = np.array(walks.seen[name])
            error = seen.std() / np.sqrt(len(seen))
            assert abs(seen.mean() - expected) <= 5 * error + 2e-3, (made.id, name)


class Walks:
    """Cases that walk through a process one step at a time, and what was seen of each."""

    def __init__(self, made, found, n, seed):
        self.matrix, self.start = matrix_of(made)
        self.found = found
        self.moved = [s.disposition is Disposition.MOVES for s in found.steps]
        self.rng = random.Random(seed)
        steps = range(len(found.steps))
        names = ["first", "solved", "low", "handoffs", "ping_pong"]
        self.seen = {
            name: [] for name in [*names, *(f"{k} {s}" for k in ("visits", "sitting") for s in steps)]
        }
        for _ in range(n):
            for name, value in self.walk().items():
                self.seen[name].append(value)

    def walk(self):
        steps, moved = self.found.steps, self.moved
        is_sitting = is_inside = is_low = True
        seen = dict.fromkeys(self.seen, 0)
        if self.found.reaches_customer_service and not moved[self.start]:
            seen["handoffs"] = 1
        here = self.start
        while here is not None:
            is_inside = is_inside and moved[here]
            is_sitting = is_sitting and moved[here] and steps[here].is_contact
            is_low = is_low and steps[here].level <= 4
            seen[f"visits {here}"] += 1
            seen[f"sitting {here}"] += is_sitting
            onward = self.next(here)
            if onward is not None:
                same = moved[here] == moved[onward] and steps[here].unit_after == steps[onward].unit_after
                seen["handoffs"] += not same
                seen["ping_pong"] += moved[onward] and not moved[here]
            here = onward
        seen["first"], seen["solved"], seen["low"] = is_sitting, is_inside, is_low
        return seen

    def next(self, here):
        left = self.rng.random()
        for target, probability in enumerate(self.matrix[here]):
            left -= probability
            if left < 0:
                return target
        return None


def test_a_restricted_set_that_ignores_its_restriction_would_be_seen():
    """The negative control: visits over all steps are not those of the first sitting."""
    found = flow_of(worked_example(), terms_of())
    matrix, start = matrix_of(worked_example())
    assert found.first_contact_resolution != pytest.approx(
        series(matrix, start, np.ones(3)) @ (1 - matrix.sum(axis=1)), abs=1e-3
    )
