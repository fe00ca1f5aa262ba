"""Four ways of paying add up to the öre at every volume; and what a department gains, year by year."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis import money_case as case
from workbench.analysis.money import (
    allocation,
    costs,
    financing,
    line_amount,
    net_effect,
    prices,
    release_values,
)
from workbench.analysis.results import Financing
from workbench.model.costs import CostDriver, CostPhase, Funding
from workbench.model.organisation import FrontlineKind, FrontlinePosition, PositionMove, Role, Unit
from workbench.model.scenarios import AllocationKey, FinancingModel

ORE = Decimal("0.01")
MODELS = [model.value for model in FinancingModel]


def position(name="switchboard", of="a", **changes) -> FrontlinePosition:
    return FrontlinePosition(id=name, name=name, kind=FrontlineKind.SWITCHBOARD, department=of, **changes)


def money(project, year, relief=None, plan=None, replan=None, **scenario):
    """Return (costs, allocation, financing, net effect) of the year."""
    plan, relief = plan or case.staffing(), relief or case.release()
    holds = case.terms(project, **scenario)
    found = costs(project, holds, plan, year)
    shares = allocation(project, holds, found, plan, (), year)
    price = prices(project, holds, found, shares, (), year)
    ways = financing(project, holds, found, shares, price, plan, relief, year, replan)
    return found, shares, ways, net_effect(project, holds, found, shares, ways, relief)


def adds_up(one: Financing) -> bool:
    paid = sum(one.payments.values(), one.central)
    replanned = one.cost_replanned is None or paid + one.residue_replanned == one.cost_replanned
    return paid + one.residue_as_planned == one.cost_as_planned and replanned


def year_of_three():
    return case.demand_of({"a": 2000.0, "b": 1000.125, "c": 77.7}, contacts=12345.0)


@pytest.mark.fast
@settings(max_examples=40)
@given(
    st.lists(st.floats(0, 3000).map(lambda x: round(x, 3)), min_size=3, max_size=3),
    st.sampled_from(AllocationKey),
    st.integers(0, 10**9).map(lambda n: Decimal(n) / 100),
)
def test_every_column_adds_up(hours, key, replanned) -> None:
    project = case.project(
        cost_items=(
            case.item("shared", "333333.33"),
            case.item("per_case", "1.37", driver=CostDriver.CASE),
            case.item("own", "4711.11", funding=Funding.DEPARTMENT, department="b"),
            case.item("centre", "10000.01", funding=Funding.CENTRAL),
        )
    )
    year = case.demand_of(dict(zip("abc", hours, strict=True)), contacts=3333.3)
    _, _, ways, _ = money(project, year, case.release(case.released("a", 1.25)), replan=lambda x: replanned * x,
                          allocation_key=key)  # fmt: skip
    assert [one.model for one in ways] == [model for model in MODELS for _ in range(3)]
    for one in ways:
        assert adds_up(one)
        assert {name: one.fixed_part[name] + one.variable_part[name] for name in "abc"} == one.payments
        assert one.residue_as_planned.as_tuple().exponent == -2


def test_only_the_priced_model_moves_with_the_volume() -> None:
    project = case.project(cost_items=(case.item("per_case", "2", driver=CostDriver.CASE),))
    found, shares, ways, _ = money(project, year_of_three(), replan=lambda x: None)
    table = {(one.model, one.volume_factor): one for one in ways}
    for model in MODELS:
        low, plan, high = (table[model, Decimal(x)] for x in ("0.8", "1", "1.2"))
        assert plan.cost_as_planned == plan.cost_replanned == found.yearly_total
        assert high.cost_as_planned - plan.cost_as_planned == line_amount(Decimal("0.2") * 3 * 12345 * 2)
        assert low.cost_replanned is None
        assert low.residue_replanned is None
        moves = model == FinancingModel.C_BASE_AND_PRICE
        assert (low.payments != high.payments) == moves
        if moves:
            assert abs(plan.residue_as_planned) < 3 * 12345 * ORE
            base = {one.department: one.readiness + one.direct for one in shares.by_department}
            assert plan.fixed_part == low.fixed_part == base
    assert table[MODELS[3], Decimal(1)].risk_bearer == "central"
    assert table[MODELS[0], Decimal(1)].risk_bearer == "service_committee"


def test_capacity_is_reserved_in_tenths_that_add_up() -> None:
    found, _, ways, _ = money(case.project(), year_of_three())
    one = next(x for x in ways if x.model == FinancingModel.B_CAPACITY)
    assert sum(one.reserved_fte.values()) == Decimal("13.1")
    assert all(x * 10 == int(x * 10) for x in one.reserved_fte.values())
    assert one.cost_per_fte == found.shared_yearly / Decimal("13.1")
    assert one.payments["a"] == line_amount(one.reserved_fte["a"] * one.cost_per_fte)
    assert abs(one.residue_as_planned) <= 3 * ORE


def test_central_payment_leaves_everything_to_the_centre() -> None:
    found, _, ways, _ = money(case.project(), year_of_three())
    one = next(x for x in ways if x.model == FinancingModel.D_CENTRAL)
    assert set(one.payments.values()) == {Decimal(0)}
    assert one.residue_as_planned == found.yearly_total


def test_released_hours_and_moved_positions_have_their_price() -> None:
    project = case.project(
        units=(Unit(id="u", name="U", department="a"),),
        roles=(Role(id="r", name="R", unit="u", salary_per_month=Decimal(30000)),),
        frontline_positions=(
            position("whole", cost_per_year=Decimal(500000), moves_from=dt.date(2027, 10, 15)),
            position("half", fte=2.0, role="r", moves=PositionMove.SHARE, share=0.5),
            position("stays", fte=2.0, moves=PositionMove.NO),
        ),
    )
    relief = case.release(case.released("a", 0.7, role="r"), case.released("b", 0.1))
    values = release_values(project, case.terms(project), relief, 2027)
    position_cost = 30000 * 12 * Decimal("1.4453")
    assert [(one.kind, one.amount) for one in values] == [
        ("hours", line_amount(Decimal("0.7") * position_cost)),
        ("hours", line_amount(Decimal("0.1") * 31500 * 12 * Decimal("1.4453"))),
        ("position", Decimal(125000)),
        ("position", line_amount(position_cost)),
    ]
    later = release_values(project, case.terms(project), relief, 2028)
    assert later[2].amount == 500000
    assert release_values(project, case.terms(project), relief, 2026)[2].amount == 0
    _, _, ways, _ = money(project, year_of_three(), relief)
    assert ways[0].payments["a"] == values[0].amount + values[2].amount + values[3].amount


def capital_project(**changes):
    return case.project(
        investments=(
            case.investment("v"),
            case.investment("w", "50000", years=2, funding=Funding.DEPARTMENT, department="b"),
        ),
        cost_items=(case.item("start", "1000000.01", phase=CostPhase.IMPLEMENTATION),),
        **changes,
    )


def test_net_effect_follows_capital_and_charges_one_off_costs_once() -> None:
    relief = case.release(case.released("a", 10.9), case.released("b", 0.1))
    found, _, ways, rows = money(
        capital_project(), year_of_three(), relief, financing=FinancingModel.B_CAPACITY
    )
    plan = next(x for x in ways if x.model == FinancingModel.B_CAPACITY and x.volume_factor == 1)
    assert [row.year for row in rows[:5]] == [2027, 2028, 2029, 2030, 2031]
    assert sum(row.one_off for row in rows) == Decimal("1000000.01")
    for row in rows:
        assert row.pays == plan.payments[row.department] + row.capital_change + row.one_off
        assert row.difference == row.releases - row.pays
    by_year = {y: sum(row.capital_change for row in rows if row.year == y) for y in range(2027, 2032)}
    total = {y: sum(one.amount for one in found.capital if one.year == y) for y in by_year}
    assert by_year == {y: total[y] - total[2027] for y in by_year}
    a = [row for row in rows if row.department == "a"]
    assert a[-1].cumulated == sum(row.difference for row in a)
    assert a[0].break_even_year == next((row.year for row in a if row.cumulated >= 0), None) == 2028
    assert {row.break_even_year for row in rows if row.department == "c"} == {None}


def test_with_a_budget_transfer_nobody_gains_or_loses() -> None:
    project = capital_project(
        frontline_positions=(position(cost_per_year=Decimal(400000), moves_from=dt.date(2028, 7, 1)),)
    )
    _, _, _, rows = money(project, year_of_three(), case.release(case.released("a", 1.5)),
                          financing=FinancingModel.A_BUDGET_TRANSFER)  # fmt: skip
    assert {row.difference for row in rows} == {Decimal(0)}
    assert [row.releases - rows[0].releases for row in rows[:3]] == [0, 200000, 400000]


def test_the_centre_bears_its_part_of_later_capital() -> None:
    _, shares, _, rows = money(capital_project(), year_of_three(), allocation_key=AllocationKey.CENTRAL)
    change = sum(row.capital_change for row in rows if row.year == 2031)
    used = shares.used / (shares.used + shares.idle_capacity)
    # linear: 24 000 less of the shared investment, all of which would fall on departments with another key
    assert abs(change - (-24000 * used) - (-26250)) < 1
