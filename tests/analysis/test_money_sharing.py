"""Who bears what: exact to the öre, fair to equals, indifferent to splitting; and the price list."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis import money_case as case
from workbench.analysis.money import line_amount
from workbench.analysis.money.price_list import PriceList
from workbench.model.costs import Funding
from workbench.model.project import Municipality
from workbench.model.scenarios import AllocationKey

HOURS = st.floats(0, 3000, allow_nan=False).map(lambda x: round(x, 3))
KEYS = st.sampled_from(AllocationKey)
ORE = Decimal("0.01")


def amounts(shares) -> dict[str, Decimal]:
    return {one.department: one.amount for one in shares.by_department}


def by_name(shares):
    return {one.department: one for one in shares.by_department}


@pytest.mark.fast
@settings(max_examples=60)
@given(st.lists(HOURS, min_size=1, max_size=12), KEYS, st.integers(0, 10**9))
def test_everything_adds_up_to_the_yearly_total(hours, key, hundredths) -> None:
    names = [f"d{n}" for n in range(len(hours))]
    project = case.project(
        tuple(case.department(name, agreed_share=n % 3) for n, name in enumerate(names)),
        cost_items=(
            case.item("shared", str(Decimal(hundredths) / 100)),
            case.item("central", "1234.56", funding=Funding.CENTRAL),
            case.item("own", "77.77", funding=Funding.DEPARTMENT, department="d0"),
        ),
    )
    year = case.demand_of(dict(zip(names, hours, strict=True)))
    found, shares = case.shared_out(project, year, allocation_key=key)
    assert sum(amounts(shares).values(), shares.central) == found.yearly_total == shares.total
    for one in shares.by_department:
        assert one.used + one.readiness + one.direct == one.amount
    assert shares.used + shares.idle_capacity == found.shared_yearly
    if shares.key != AllocationKey.CENTRAL:
        assert sum((one.readiness for one in shares.by_department), Decimal(0)) == shares.idle_capacity
        assert shares.central == Decimal("1234.56")
    assert shares.used_minutes + shares.idle_minutes == shares.productive_minutes


def test_a_case_by_hand() -> None:
    # 11.2 advisers x 1414.4 hours = 15841.28 productive hours; 3000 of them used.
    project = case.project()
    found, shares = case.shared_out(project, case.demand_of({"a": 2000.0, "b": 1000.0}))
    one = by_name(shares)
    assert shares.productive_minutes == Decimal("950476.8")
    assert shares.rate_per_minute == found.shared_yearly / Decimal("950476.8")
    assert shares.idle_capacity == line_amount(
        found.shared_yearly * Decimal("770476.8") / Decimal("950476.8")
    )
    assert abs(one["a"].used - 120000 * shares.rate_per_minute) < ORE
    assert abs(one["a"].amount - found.shared_yearly * 2 / 3) < ORE
    assert one["c"].amount == one["c"].used == 0


def test_more_work_than_productive_minutes_leaves_nothing_idle() -> None:
    found, shares = case.shared_out(case.project(), case.demand_of({"a": 20000.0}))
    assert shares.idle_capacity == 0
    assert amounts(shares)["a"] == found.yearly_total


@given(HOURS.filter(bool), HOURS, KEYS, st.integers(0, 10**8))
def test_equal_departments_pay_alike_within_an_ore(twins, other, key, hundredths) -> None:
    project = case.project(
        tuple(case.department(name, agreed_share=2.0) for name in ("a", "b", "c")),
        cost_items=(case.item("shared", str(Decimal(hundredths) / 100)),),
    )
    _, shares = case.shared_out(
        project, case.demand_of({"a": twins, "b": twins, "c": other}), allocation_key=key
    )
    one = by_name(shares)
    assert one["a"].shared.exact == one["b"].shared.exact
    assert abs(one["a"].amount - one["b"].amount) <= ORE


@given(HOURS.filter(bool), HOURS.filter(bool), HOURS, st.integers(0, 10**8))
def test_a_department_that_splits_pays_the_same(first, second, other, hundredths) -> None:
    items = (case.item("shared", str(Decimal(hundredths) / 100)),)
    types = [case.case_type(f"t{n}", d, case.channel(h)) for n, (d, h) in
             enumerate((("a", first), ("a", second), ("c", other)))]  # fmt: skip
    whole, split = (
        case.demand(*types),
        case.demand(types[0], case.case_type("t1", "b", case.channel(second)), types[2]),
    )
    project = case.project(cost_items=items)
    _, before = case.shared_out(project, whole)
    _, after = case.shared_out(project, split)
    parts, one = by_name(after), by_name(before)["a"]
    exact = parts["a"].shared.exact + parts["b"].shared.exact
    assert abs(exact - one.shared.exact) <= Decimal("0.0002")
    assert abs(parts["a"].amount + parts["b"].amount - one.amount) <= 3 * ORE
    assert abs(by_name(after)["c"].amount - by_name(before)["c"].amount) <= ORE


def test_every_key_weighs_by_its_own() -> None:
    project = case.project(
        (
            case.department("a", agreed_share=30.0),
            case.department("b", agreed_share=70.0, inhabitants=30000),
            case.department("idle", agreed_share=0.0),
        ),
        municipality=Municipality(name="X", inhabitants=60000),
    )
    year = case.demand(
        case.case_type("x", "a", case.channel(300.0, 9000.0)),
        case.case_type("y", "b", case.channel(100.0, 1000.0)),
    )
    expected = {
        AllocationKey.USED_MINUTES: (Decimal("0.75"), Decimal("0.25")),
        AllocationKey.CONTACTS: (Decimal("0.9"), Decimal("0.1")),
        AllocationKey.INHABITANTS: (Decimal(2) / 3, Decimal(1) / 3),
        AllocationKey.AGREED_SHARES: (Decimal("0.3"), Decimal("0.7")),
        AllocationKey.CENTRAL: (Decimal(0), Decimal(0)),
    }
    for key, (a, b) in expected.items():
        _, shares = case.shared_out(project, year, allocation_key=key)
        one = by_name(shares)
        assert shares.key == key
        assert abs(one["a"].readiness - a * shares.idle_capacity) <= 2 * ORE
        assert abs(one["b"].readiness - b * shares.idle_capacity) <= 2 * ORE
        assert one["idle"].amount == 0
        assert shares.central == (shares.idle_capacity if key is AllocationKey.CENTRAL else 0)


def test_a_key_that_nobody_has_falls_back_and_says_so() -> None:
    project = case.project()
    _, shares = case.shared_out(
        project, case.demand_of({"a": 5.0}), allocation_key=AllocationKey.AGREED_SHARES
    )
    assert (shares.key_asked, shares.key) == ("agreed_shares", "used_minutes")
    found, empty = case.shared_out(project, case.demand())
    assert empty.key == "central"
    assert empty.central == found.yearly_total


# --- prices -----------------------------------------------------------------------------------


def mixed_year():
    return case.demand(
        case.case_type("x", "a", case.channel(333.333333, 4321.0), case.channel(50.0, 700.5, "email")),
        case.case_type("y", "b", case.channel(100.0, 1000.0), case.channel(0.0, 0.0, "visit")),
        case.case_type("z", "b", case.channel(20.0, 0.0, "e_service", cases_reaching=400.0)),
        case.case_type("u", "c", case.channel(5.0, 10.0), is_covered=False),
    )


def test_a_price_is_its_worked_line() -> None:
    project = case.project(cost_items=(case.item("own", "9000", funding=Funding.DEPARTMENT, department="b"),))
    found, shares = case.shared_out(project, mixed_year())
    prices = case.price_list(project, mixed_year())
    assert [(one.case_type, one.channel) for one in prices] == [
        ("x", "phone"), ("x", "email"), ("y", "phone"), ("z", "e_service"),
    ]  # fmt: skip
    department = by_name(shares)["b"]
    price = prices[2]
    assert price.minutes == 6
    assert price.rate_per_minute == found.shared_yearly / shares.productive_minutes
    assert price.variable == line_amount(price.minutes * price.rate_per_minute)
    assert price.fixed_per_minute == (department.readiness + department.direct) / department.used_minutes
    assert price.fixed == line_amount(price.minutes * price.fixed_per_minute)
    assert price.price == price.variable + price.fixed
    assert (price.base_year, price.index) == (2027, "PKV")
    assert prices[3].minutes == 3
    assert prices[-1] == prices[3]
    assert prices[1:3] == (prices[1], prices[2])


@pytest.mark.fast
@settings(max_examples=60)
@given(
    st.lists(st.tuples(HOURS, st.floats(0.01, 1e5).map(lambda x: round(x, 2))), min_size=1, max_size=30),
    st.integers(1, 10**9),
)
def test_columns_round_as_decimals_do(rows, hundredths) -> None:
    year = case.demand(
        *(case.case_type(f"t{n}", "ab"[n % 2], case.channel(h, c)) for n, (h, c) in enumerate(rows))
    )
    project = case.project(cost_items=(case.item("shared", str(Decimal(hundredths) / 100)),))
    for price in case.price_list(project, year):
        assert price.minutes == price.hours_per_year * 60 / price.contacts_per_year
        assert price.variable == line_amount(price.minutes * price.rate_per_minute)
        assert price.fixed == line_amount(price.minutes * price.fixed_per_minute)


def ties_at_half_an_ore() -> PriceList:
    """One minute a contact at exactly 0.125 a minute: half a hundredth that only decimals see."""
    project = case.project(settings=case.settings(employer_contributions=(), adviser_cost=case.AdviserCost()),
                           cost_items=(case.item("shared", "75000"),))  # fmt: skip
    plan = replace(
        case.staffing(fte_total=10.0, team_leader_fte=0.0, management_fte=0.0), hours_per_fte=1000.0
    )
    return case.price_list(project, case.demand_of({"a": 10.0}, contacts=600.0), plan)


def test_half_an_ore_is_rounded_away_from_zero() -> None:
    price = ties_at_half_an_ore()[0]
    assert price.minutes == 1
    assert price.rate_per_minute == Decimal("0.125")
    assert str(price.variable) == "0.13"


def test_income_is_a_rounded_line_per_price_at_any_volume() -> None:
    prices = case.price_list(case.project(), mixed_year())
    for factor in (Decimal("0.8"), Decimal(1), Decimal("1.2")):
        expected = {"a": Decimal(0), "b": Decimal(0)}
        for one in prices:
            expected[one.department] += line_amount(one.variable * one.contacts_per_year * factor)
        assert prices.income(factor) == expected


def test_income_does_not_overflow() -> None:
    project = case.project(cost_items=(case.item("shared", "9000000000000"),))
    prices = case.price_list(project, case.demand_of({"a": 15000.0}, contacts=5e6))
    one = prices[0]
    assert prices.income(Decimal("1.2")) == {
        "a": line_amount(one.variable * one.contacts_per_year * Decimal("1.2"))
    }
