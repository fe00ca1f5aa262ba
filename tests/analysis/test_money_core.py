"""The core test on a case that is known by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.analysis import money_case as case
from workbench.analysis.money import core_test, costs, stand_alone_cost
from workbench.analysis.results import Allocation, DepartmentAmount
from workbench.model.costs import Funding
from workbench.model.text import ProjectError

ZERO = Decimal(0)
# Alone: a 60, b 70, c 80; a+b 100, a+c 130, b+c 140; all 180. Paying (60, 60, 60) makes a+b leave.
ALONE = {"a": 60, "b": 70, "c": 80, "ab": 100, "ac": 130, "bc": 140}


def shares_of(**pays: int) -> Allocation:
    rows = tuple(DepartmentAmount(d, Decimal(1), ZERO, ZERO, ZERO, ZERO, Decimal(x)) for d, x in pays.items())
    return Allocation("used_minutes", ZERO, ZERO, rows, ZERO, ZERO, sum((r.amount for r in rows), ZERO))


def alone(group: frozenset[str]) -> Decimal:
    return Decimal(ALONE["".join(sorted(group))])


@pytest.mark.fast
def test_a_pair_that_would_be_cheaper_off_alone_is_found() -> None:
    found = core_test(shares_of(a=60, b=60, c=60), alone)
    assert found.groups_tested == found.groups_in_all == 6
    assert [(one.departments, one.pays, one.alone) for one in found.blocking] == [(("a", "b"), 120, 100)]


def test_shares_in_the_core_block_nobody() -> None:
    found = core_test(shares_of(a=40, b=60, c=80), alone, all_groups=True)
    assert found.blocking == ()
    assert found.groups_tested == 6


def test_groups_are_singles_pairs_all_but_one_or_all() -> None:
    twelve = {f"d{n:02d}": 1 for n in range(12)}
    seen = []
    found = core_test(shares_of(**twelve), lambda group: seen.append(group) or Decimal(9))
    assert found.groups_tested == 12 + 66 + 12 == len(set(seen))
    four = dict.fromkeys("abcd", 1)
    assert core_test(shares_of(**four), lambda _: Decimal(9), all_groups=True).groups_tested == 14
    with pytest.raises(ProjectError, match="up to 10"):
        core_test(shares_of(**twelve), lambda _: Decimal(9), all_groups=True)


def test_it_tells_how_far_it_is_and_can_be_cancelled() -> None:
    heard = []
    core_test(shares_of(a=1, b=1, c=1), alone, progress=lambda done, of: heard.append((done, of)))
    assert heard == [(n, 6) for n in range(7)]
    answers = iter([False, False, True])
    found = core_test(shares_of(a=1, b=1, c=1), alone, is_cancelled=lambda: next(answers))
    assert (found.groups_tested, found.is_cancelled) == (2, True)


def test_one_department_has_nobody_to_leave() -> None:
    assert core_test(shares_of(a=1), alone).groups_tested == 0


def test_alone_one_pays_the_shared_cost_and_its_own_items_only() -> None:
    project = case.project(
        cost_items=(
            case.item("a", "5", funding=Funding.DEPARTMENT, department="a"),
            case.item("b", "7", funding=Funding.DEPARTMENT, department="b"),
            case.item("centre", "11", funding=Funding.CENTRAL),
        )
    )
    found = costs(project, case.terms(project), case.staffing(), case.demand_of({"a": 9.0}))
    assert stand_alone_cost(found, frozenset("a")) == found.shared_yearly + 5
