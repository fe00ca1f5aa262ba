"""Cost lines, steps and investments: figures that can be checked with a pocket calculator."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis import money_case as case
from workbench.analysis.money import capital_years, costs, line_amount
from workbench.analysis.results import CostLine
from workbench.model.costs import CostCategory, CostDriver, CostPhase, Depreciation, Funding

RATE = Decimal("0.025")


def lines_of(project, year=None, **plan) -> dict[tuple[str, str], CostLine]:
    year = year or case.demand_of({"a": 900.0, "b": 300.0})
    found = costs(project, case.terms(project), case.staffing(**plan), year)
    return {(line.kind, line.id): line for line in found.lines}


@pytest.mark.fast
def test_linear_and_annuity_of_the_known_investment() -> None:
    linear = capital_years(case.investment(), RATE)
    assert [year.amount for year in linear] == [270000, 264000, 258000, 252000, 246000]
    assert [year.opening for year in linear] == [1200000, 960000, 720000, 480000, 240000]
    annuity = capital_years(case.investment(method=Depreciation.ANNUITY), RATE)
    assert [str(year.amount) for year in annuity] == ["258296.23"] * 5
    assert annuity[-1].closing == 0
    assert line_amount(sum(year.depreciation for year in annuity)) == 1200000


def test_a_start_in_july_gives_two_half_years() -> None:
    july = case.investment(starts_on=dt.date(2027, 7, 1))
    years = capital_years(july, RATE)
    assert [(year.year, year.months) for year in years] == [
        (2027, 6),
        *((y, 12) for y in range(2028, 2032)),
        (2032, 6),
    ]
    assert years[0].amount == 120000 + 15000
    assert years[1].opening == 1080000
    assert years[1].amount == 240000 + 27000
    assert years[-1].closing == 0
    annuity = capital_years(july.changed(method=Depreciation.ANNUITY), RATE)
    assert str(annuity[0].amount) == "129148.12"
    assert annuity[1].opening == annuity[0].closing


@given(
    st.integers(1, 60),
    st.integers(1, 12),
    st.sampled_from(Depreciation),
    st.integers(0, 200).map(lambda n: Decimal(n) / 1000),
    st.integers(1, 10**10).map(lambda n: Decimal(n) / 100),
)
def test_every_investment_is_written_off_in_full(years, month, method, rate, amount) -> None:
    one = case.investment(amount=str(amount), years=years, method=method, starts_on=dt.date(2027, month, 1))
    found = capital_years(one, rate)
    assert sum(year.months for year in found) == 12 * years
    assert abs(sum(year.depreciation for year in found) - amount) < Decimal("1e-9")
    assert all(year.interest >= -Decimal("1e-9") for year in found)
    assert found[-1].closing == 0


def test_own_interest_goes_before_the_projects() -> None:
    assert capital_years(case.investment(interest_rate=0.0), RATE)[0].amount == 240000


def test_personnel_has_three_lines_that_add_up_to_all_positions() -> None:
    found = lines_of(case.project())
    advisers, leaders, management = (
        found["personnel", name] for name in ("advisers", "team_leaders", "management")
    )
    assert (advisers.quantity, leaders.quantity, management.quantity) == (
        Decimal("11.2"), Decimal("0.9"), Decimal(1),
    )  # fmt: skip
    assert advisers.unit_amount == Decimal("31500") * 12 * Decimal("1.4453") + 20000
    assert str(advisers.amount) == "6342822.08"
    assert str(management.amount) == str(line_amount(52000 * 12 * Decimal("1.4453") + 20000))
    assert dict(advisers.worked)["employer_contribution"] == Decimal("0.4453")


def test_a_line_is_rounded_once_not_by_way_of_its_unit_cost() -> None:
    """Negative control: rounding the yearly cost of a position first gives another amount."""
    odd = case.settings(
        adviser_cost=case.settings().adviser_cost.changed(salary_per_month=Decimal("31417.37"))
    )
    line = lines_of(case.project(settings=odd), fte_total=101.9)["personnel", "advisers"]
    assert line.amount == line_amount(line.quantity * line.unit_amount)
    assert line.amount != line_amount(line.quantity * line_amount(line.unit_amount))


@pytest.mark.parametrize(
    ("driver", "quantity"),
    [
        (CostDriver.FIXED, "1"),
        (CostDriver.PER_FTE, "13.1"),
        (CostDriver.WORKPLACE, "9"),
        (CostDriver.LICENCE, "14"),
        (CostDriver.CASE, "2000"),
        (CostDriver.HOUR, "15000"),
    ],
)
def test_drivers(driver: CostDriver, quantity: str) -> None:
    line = lines_of(case.project(cost_items=(case.item(amount="10.50", driver=driver),)))["item", "i"]
    assert line.quantity == Decimal(quantity)
    assert line.amount == Decimal(quantity) * Decimal("10.50")


def test_a_step_says_how_far_the_next_one_is() -> None:
    stepped = case.project(cost_items=(case.item(driver=CostDriver.PER_FTE, step_size=5.0),))
    line = lines_of(stepped)["item", "i"]
    assert (line.quantity, line.next_step_at, line.to_next_step) == (15, 15, Decimal("1.9"))
    assert lines_of(stepped, fte_total=15.0)["item", "i"].amount == 15000
    assert lines_of(stepped, fte_total=15.1)["item", "i"].amount == 20000
    licence = case.project(cost_items=(case.item(driver=CostDriver.LICENCE),))
    assert lines_of(licence)["item", "i"].to_next_step == Decimal("0.9")


def test_the_budget_table_adds_up_to_the_totals() -> None:
    project = case.project(
        cost_items=(
            case.item("rent", "480000"),
            case.item("course", "12000", category=CostCategory.TRAINING, driver=CostDriver.PER_FTE,
                      phase=CostPhase.IMPLEMENTATION),
            case.item("own", "999.99", funding=Funding.DEPARTMENT, department="b"),
            case.item("lead", "70000", funding=Funding.CENTRAL),
        ),
        investments=(case.investment(),),
    )  # fmt: skip
    found = costs(project, case.terms(project), case.staffing(), case.demand_of({"a": 9.0}))
    assert len(found.budget) == 7 * 3
    by_column = {
        phase: sum((v for (_, column), v in found.budget.items() if column == phase), Decimal(0))
        for phase in CostPhase
    }
    assert by_column[CostPhase.OPERATION] == found.yearly_total
    assert by_column[CostPhase.STARTUP] == 1200000
    assert found.one_off_total == 1200000 + Decimal("13.1") * 12000
    assert found.budget["technology", "operation"] == 270000
    direct = sum(found.direct_yearly.values())
    assert direct == Decimal("999.99")
    assert found.shared_yearly + found.central_yearly + direct == found.yearly_total


def test_a_scenario_changes_salary_contribution_and_interest() -> None:
    project = case.project(investments=(case.investment(),))
    holds = case.terms(
        project, adviser_salary_per_month=Decimal(33000), employer_contribution=0.5, interest_rate=0.03
    )
    found = costs(project, holds, case.staffing(), case.demand_of({"a": 9.0}))
    assert found.lines[0].unit_amount == 33000 * 12 * Decimal("1.5") + 20000
    assert found.capital[0].amount == 240000 + 36000


def test_what_is_not_covered_costs_nothing_and_counts_no_case() -> None:
    year = case.demand(
        case.case_type("x", "a", case.channel()),
        case.case_type("y", "a", case.channel(), is_covered=False),
    )
    project = case.project(cost_items=(case.item(driver=CostDriver.CASE),))
    assert lines_of(project, year)["item", "i"].quantity == 1000
