"""A small whole project: two departments, three case types, everything that figures rest on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from workbench.model.case_types import CaseType
from workbench.model.costs import AdviserCost, CostCategory, CostDriver, CostItem, DatedRate, Investment
from workbench.model.organisation import Department, FrontlineKind, FrontlinePosition, Role, Unit
from workbench.model.process import Flow, Step, StepDecision, StepKind
from workbench.model.project import Municipality, Project, Settings
from workbench.model.scenarios import Deflection, Scenario
from workbench.model.service import Pool, Wave
from workbench.model.volumes import Channel, Counts, Estimate, Profile, Volume


def minutes(likely: float) -> Estimate:
    return Estimate(low=likely, likely=likely, high=likely)


def volume(name: str, channel: Channel, n: float, **more: object) -> Volume:
    return Volume(id=name, channel=channel, low=n, likely=n, high=n, **more)


def case_type(name: str, department: str, calls: float, mails: float) -> CaseType:
    steps = (
        Step(
            id=f"{name}-ask",
            title="Answers",
            level=1,
            role=f"{department}-role",
            minutes_today=minutes(5),
            minutes_in_customer_service=minutes(4),
        ),
        Step(
            id=f"{name}-prepare",
            title="Prepares",
            level=3,
            kind=StepKind.BACK_OFFICE,
            role=f"{department}-role",
            minutes_today=minutes(8),
        ),
        Step(
            id=f"{name}-decide",
            title="Decides",
            level=6,
            kind=StepKind.BACK_OFFICE,
            role=f"{department}-role",
            minutes_today=minutes(30),
        ),
    )
    flows = (
        Flow(id=f"{name}-1", source=steps[0].id, target=steps[1].id, probability=0.4),
        Flow(id=f"{name}-2", source=steps[1].id, target=steps[2].id, probability=0.5),
        Flow(id=f"{name}-3", source=steps[2].id, target=steps[1].id, probability=0.1),
    )
    return CaseType(
        id=name,
        name=f"Case {name}",
        department=department,
        unit=f"{department}-unit",
        steps=steps,
        flows=flows,
        contacts_per_case=1.2,
        volumes=(
            volume(f"{name}-p", Channel.PHONE, calls),
            volume(f"{name}-m", Channel.EMAIL, mails, counts=Counts.CASES),
            volume(f"{name}-c", Channel.CHAT, calls / 10),
        ),
    )


def small_project() -> Project:
    names = ("a", "b")
    return Project(
        id="small",
        municipality=Municipality(name="Småby", inhabitants=60000),
        settings=Settings(
            chosen_scenario="wide",
            profile="usual",
            adviser_cost=AdviserCost(
                salary_per_month=Decimal(31500),
                overhead_per_fte=Decimal(20000),
                advisers_per_team_leader=12.0,
                management_fte=0.5,
            ),
            employer_contributions=(DatedRate(holds_from=dt.date(2023, 1, 1), rate=0.4453),),
            interest_rates=(DatedRate(holds_from=dt.date(2024, 1, 1), rate=0.025),),
        ),
        departments=tuple(Department(id=name, name=f"Office {name}") for name in names),
        units=tuple(Unit(id=f"{name}-unit", name="Unit", department=name) for name in names),
        roles=tuple(
            Role(
                id=f"{name}-role",
                name="Officer",
                unit=f"{name}-unit",
                persons=9,
                fte=8.0,
                salary_per_month=Decimal(36000),
            )
            for name in names
        ),
        frontline_positions=(
            FrontlinePosition(
                id="switch",
                name="Switchboard",
                kind=FrontlineKind.SWITCHBOARD,
                department="a",
                persons=2,
                fte=1.5,
            ),
        ),
        case_types=(
            case_type("x", "a", 12000, 900),
            case_type("y", "a", 4000, 3000),
            case_type("z", "b", 6000, 1200),
        ),
        profiles=(
            Profile(
                id="usual",
                name="Usual",
                months=(1.3, 1.2, 1, 1, 1, 0.8, 0.5, 0.9, 1.1, 1, 1, 0.9),
                weekdays=(1.4, 1.1, 1, 0.9, 0.8, 0, 0),
                intervals=tuple(1.0 + (at % 7) / 5 for at in range(48)),
            ),
        ),
        pools=(Pool(id="service", name="Customer service"),),
        waves=(Wave(id="first", name="First", starts_on=dt.date(2027, 1, 1)),),
        scenarios=(
            Scenario(id="narrow", name="Levels 1-2", levels=(1, 2)),
            Scenario(id="wide", name="Levels 1-3", levels=(1, 2, 3)),
            Scenario(
                id="digital",
                name="E-service",
                levels=(1, 2, 3),
                deflections=(Deflection(channel=Channel.PHONE, share=0.2),),
                handling_time_change=0.1,
            ),
        ),
        cost_items=(
            CostItem(
                id="seat",
                name="Workplace",
                category=CostCategory.WORKPLACES,
                driver=CostDriver.WORKPLACE,
                amount=Decimal(12000),
            ),
            CostItem(
                id="case-cost",
                name="Per case",
                category=CostCategory.SYSTEM_SUPPORT,
                driver=CostDriver.CASE,
                amount=Decimal("1.25"),
            ),
        ),
        investments=(
            Investment(
                id="kit",
                name="Kit",
                category=CostCategory.TECHNOLOGY,
                amount=Decimal(400000),
                years=5,
                starts_on=dt.date(2027, 1, 1),
            ),
        ),
    )


def with_case_type(project: Project, at: int, **changes: object) -> Project:
    changed = project.case_types[at].changed(**changes)
    return project.changed(case_types=(*project.case_types[:at], changed, *project.case_types[at + 1 :]))


def moved_by_decision(project: Project) -> Project:
    """Return ``project`` with the first case type's first step decided to stay."""
    steps = project.case_types[0].steps
    return with_case_type(project, 0, steps=(steps[0].changed(decision=StepDecision.STAY), *steps[1:]))
