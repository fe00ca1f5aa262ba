"""A hand-made year for the money tests: projects, demand, staffing and release with round figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from workbench.analysis.money import allocation, costs, prices
from workbench.analysis.results import (
    Allocation,
    BalanceRow,
    CaseTypeDemand,
    ChannelDemand,
    Costs,
    Demand,
    Rate,
    Release,
    Released,
    Staffing,
)
from workbench.analysis.scenario import ScenarioTerms, scenario_terms
from workbench.model.costs import AdviserCost, CostCategory, CostItem, DatedRate, Investment
from workbench.model.organisation import Department
from workbench.model.project import Municipality, Project, Settings
from workbench.model.scenarios import Scenario

DAY = dt.date(2027, 1, 1)


def settings(**changes: object) -> Settings:
    plain: dict[str, object] = {
        "planning_year": 2027,
        "adviser_cost": AdviserCost(
            salary_per_month=Decimal(31500),
            overhead_per_fte=Decimal(20000),
            advisers_per_team_leader=12.0,
            team_leader_salary_per_month=Decimal(40000),
            management_fte=1.0,
            management_salary_per_month=Decimal(52000),
        ),
        "employer_contributions": (DatedRate(holds_from=dt.date(2023, 1, 1), rate=0.4453),),
        "interest_rates": (DatedRate(holds_from=dt.date(2024, 1, 1), rate=0.025),),
        "price_index": "PKV",
    }
    return Settings(**{**plain, **changes})


def project(departments: tuple[Department, ...] = (), **changes: object) -> Project:
    plain: dict[str, object] = {
        "id": "p",
        "municipality": Municipality(name="Ängslätta", inhabitants=60000),
        "settings": settings(),
        "departments": departments or (department("a"), department("b"), department("c")),
    }
    return Project(**{**plain, **changes})


def department(name: str, **changes: object) -> Department:
    return Department(id=name, name=name.upper(), **changes)


def terms(one: Project, **scenario: object) -> ScenarioTerms:
    return scenario_terms(one, Scenario(id="s", name="S", **scenario))


def item(name: str = "i", amount: str = "1000", **changes: object) -> CostItem:
    return CostItem(
        **{"id": name, "name": name, "category": CostCategory.PREMISES, "amount": Decimal(amount), **changes}
    )


def investment(name: str = "v", amount: str = "1200000", **changes: object) -> Investment:
    plain: dict[str, object] = {
        "id": name,
        "name": name,
        "category": CostCategory.TECHNOLOGY,
        "amount": Decimal(amount),
        "years": 5,
        "starts_on": DAY,
    }
    return Investment(**{**plain, **changes})


def channel(
    work_hours: float = 100.0, contacts: float = 1000.0, name: str = "phone", **changes: object
) -> ChannelDemand:
    plain: dict[str, object] = {
        "channel": name,
        "cases": contacts,
        "contacts": contacts,
        "cases_reaching": contacts,
        "cases_deflected": 0.0,
        "first_contacts": contacts,
        "follow_ups": 0.0,
        "work_s": work_hours * 3600,
        "deferred_work_s": 0.0,
        "is_booked": False,
    }
    return ChannelDemand(**{**plain, **changes})


def case_type(name: str, of: str, *channels: ChannelDemand, is_covered: bool = True) -> CaseTypeDemand:
    return CaseTypeDemand(
        case_type=name,
        department=of,
        is_covered=is_covered,
        cases_per_year=sum(one.cases for one in channels),
        contacts_per_year=sum(one.contacts for one in channels),
        cases_reaching=sum(one.cases_reaching for one in channels),
        channels=channels,
    )


def demand(*case_types: CaseTypeDemand) -> Demand:
    return Demand(
        case_types=case_types,
        pools=(),
        contacts_per_year={},
        cases_per_year=sum(one.cases_per_year for one in case_types),
        coverage_volume=1.0,
        coverage_case_types=1.0,
        is_profile_flat=False,
    )


def demand_of(hours: Mapping[str, float], contacts: float = 1000.0) -> Demand:
    """Return a case type per department with that many hours of work a year."""
    return demand(*(case_type(f"ct-{d}", d, channel(h, contacts)) for d, h in hours.items()))


def staffing(
    fte_total: float = 13.1, team_leader_fte: float = 0.9, management_fte: float = 1.0, peak_agents: int = 9
) -> Staffing:
    overhead = team_leader_fte + management_fte
    return Staffing(
        pools=(),
        staffed_hours_per_year=15000.0,
        paid_hours_per_fte=2080.0,
        absence_share=0.2,
        internal_time_share=0.15,
        hours_per_fte=2080.0 * (1 - 0.2) * (1 - 0.15),
        adviser_fte=fte_total - overhead,
        team_leader_fte=team_leader_fte,
        management_fte=management_fte,
        overhead_fte=overhead,
        fte_total=fte_total,
        fte_by_component={},
        peak_agents=peak_agents,
        booked_beside_peak=0.0,
        service_level=Rate(0.8, "offered"),
        within_s=60.0,
    )


def released(of: str, fte_realisable: float, role: str | None = None) -> Released:
    return Released(of, None, role, 100.0, 0.0, fte_realisable, fte_realisable, 2.0, None)


def release(*rows: Released) -> Release:
    total = BalanceRow(None, *(0.0,) * 12)
    return Release(released=rows, balance=(), total=total, positions=(), realisable_share=0.7)


def shared_out(
    one: Project, year: Demand, plan: Staffing | None = None, **scenario: object
) -> tuple[Costs, Allocation]:
    """Return costs and allocation of the year."""
    plan = plan or staffing()
    holds = terms(one, **scenario)
    found = costs(one, holds, plan, year)
    return found, allocation(one, holds, found, plan, (), year)


def price_list(one: Project, year: Demand, plan: Staffing | None = None, **scenario: object):
    """Return the price list of the year."""
    found, shares = shared_out(one, year, plan, **scenario)
    return prices(one, terms(one, **scenario), found, shares, (), year)
