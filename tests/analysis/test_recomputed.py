"""The figures of both samples against a second computation that shares no code with the program."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.recomputed import Year, recomputed
from workbench.analysis.engine import Engine
from workbench.analysis.results import Results
from workbench.session import read_project

TERMS = (
    *("work_today", "taken", "dropped", "staying", "done"),
    *("wrap_up", "triage", "saved_by_e_service", "saved_by_minutes"),
)
SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def near(a: float, b: float) -> bool:
    return math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-9)


@pytest.fixture(scope="module", params=["se 2", "da 1"])
def both(request: pytest.FixtureRequest) -> tuple[Results, Year]:
    name, place = request.param.split()
    project = read_project(SAMPLES / f"{name}.rosa").project
    scenario = project.scenarios[int(place)]
    return Engine().results(project, scenario.id), recomputed(project, scenario)


def people_agree(results: Results, year: Year) -> bool:
    staffing = results.staffing
    (pool,) = staffing.pools
    agents = {
        (day.month, day.weekday, t): int(pool.agents[n, t])
        for n, day in enumerate(pool.day_types)
        for t in range(48)
        if pool.is_open[n, t]
    }
    return (
        agents == year.agents
        and staffing.peak_agents == year.peak
        and staffing.fte_total == year.fte_total
        and near(staffing.staffed_hours_per_year, year.staffed_hours)
        and near(staffing.service_level.value or 0.0, year.service_level)
        and all(near(staffing.fte_by_component[name], value) for name, value in year.rows.items())
        and near(sum(year.rows.values()), staffing.fte_total)
    )


def balance_agrees(results: Results, year: Year) -> bool:
    released = {(one.department, one.unit, one.role): one.hours for one in results.release.released}
    return (
        all(
            near(getattr(row, name), year.balance.get(str(row.department), {}).get(name, 0.0))
            for row in results.release.balance
            for name in TERMS
        )
        and released.keys() == year.released.keys()
        and all(near(released[key], hours) for key, hours in year.released.items())
        and near(sum(one.fte_realisable for one in results.release.released), year.realisable)
    )


def money_agrees(results: Results, year: Year) -> bool:
    prices = defaultdict(list)
    for (case_type, channel, _), price in year.prices.items():
        prices[case_type, channel].append(price)
    found = defaultdict(list)
    for one in results.prices:
        found[one.case_type, one.channel].append(one.price)
    costs, paying = results.costs, {(one.model, one.volume_factor): one for one in results.financing}
    return (
        {one.id: one.amount for one in costs.lines if one.kind != "outlay"}
        == {name: amount for name, amount in year.lines.items() if not name.endswith(" outlay")}
        and (costs.yearly_total, costs.one_off_total) == (year.yearly_total, year.one_off_total)
        and results.allocation.idle_capacity == year.idle_capacity
        and {
            one.department: (one.used, one.readiness, one.direct) for one in results.allocation.by_department
        }
        == year.amounts
        and {key: sorted(some) for key, some in found.items()}
        == {key: sorted(some) for key, some in prices.items()}
        and {key: one.payments for key, one in paying.items()} == year.payments
        and {key: one.residue_as_planned for key, one in paying.items()} == year.residues
        and all(one.cost_replanned == year.replanned[one.volume_factor] for one in paying.values())
        and {(one.department, one.year): one.difference for one in results.net_effect} == year.net_effect
    )


def test_people_agree_to_a_billionth(both: tuple[Results, Year]) -> None:
    assert people_agree(*both)


def test_the_balance_agrees_to_a_billionth(both: tuple[Results, Year]) -> None:
    assert balance_agrees(*both)


def test_money_agrees_to_the_hundredth(both: tuple[Results, Year]) -> None:
    assert money_agrees(*both)


def test_a_figure_that_is_off_by_the_least_is_noticed(both: tuple[Results, Year]) -> None:
    results, year = both
    staffing, costs = results.staffing, results.costs
    busy = replace(staffing, staffed_hours_per_year=staffing.staffed_hours_per_year * (1 + 1e-8))
    dear = replace(costs, yearly_total=costs.yearly_total + Decimal("0.01"))
    assert not people_agree(replace(results, staffing=busy), year)
    assert not money_agrees(replace(results, costs=dear), year)
    row = replace(results.release.balance[0], taken=results.release.balance[0].taken * (1 + 1e-8))
    release = replace(results.release, balance=(row, *results.release.balance[1:]))
    assert not balance_agrees(replace(results, release=release), year)
