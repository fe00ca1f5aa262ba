"""What it costs: items with drivers and steps, investments, and rates with the day they hold from."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.model.record import DepartmentId, Item, Money, Positive, Record, Share


class CostCategory(StrEnum):
    """The rows of the budget table."""

    PERSONNEL = "personnel"
    PREMISES = "premises"
    TRAINING = "training"
    WORKPLACES = "workplaces"
    SYSTEM_SUPPORT = "system_support"
    TECHNOLOGY = "technology"
    PROJECT = "project"


class CostPhase(StrEnum):
    """The columns of the budget table."""

    IMPLEMENTATION = "implementation"
    STARTUP = "startup"
    OPERATION = "operation"


class CostDriver(StrEnum):
    """What an amount is multiplied with."""

    FIXED = "fixed"
    PER_FTE = "per_fte"
    WORKPLACE = "workplace"
    LICENCE = "licence"
    CASE = "case"
    HOUR = "hour"


class Funding(StrEnum):
    """Who carries a cost: shared by key, centrally, or one department directly."""

    SHARED = "shared"
    CENTRAL = "central"
    DEPARTMENT = "department"


class CostItem(Item):
    """An amount per unit of its driver. With a ``step_size`` the driver is rounded up to whole steps."""

    name: str
    category: CostCategory
    phase: CostPhase = CostPhase.OPERATION
    driver: CostDriver = CostDriver.FIXED
    amount: Money
    step_size: Positive | None = None
    funding: Funding = Funding.SHARED
    department: DepartmentId | None = None
    source: str = ""
    note: str = ""


class Depreciation(StrEnum):
    """How an investment becomes a yearly cost."""

    LINEAR = "linear"
    ANNUITY = "annuity"


class Investment(Item):
    """A start-up investment that is written off over ``years`` from its start month."""

    name: str
    category: CostCategory
    amount: Money
    years: Annotated[int, Field(ge=1, le=60)]
    method: Depreciation = Depreciation.LINEAR
    interest_rate: Share | None = None
    starts_on: dt.date
    funding: Funding = Funding.SHARED
    department: DepartmentId | None = None
    source: str = ""


class DatedRate(Record):
    """A rate that holds from a day on, with its source."""

    holds_from: dt.date
    rate: Share
    source: str = ""


class AdviserCost(Record):
    """What an adviser costs, and who leads them. Salaries are per month and full-time position."""

    salary_per_month: Money = Decimal(0)
    overhead_per_fte: Money = Decimal(0)
    advisers_per_team_leader: Positive | None = None
    team_leader_salary_per_month: Money | None = None
    management_fte: Annotated[float, Field(ge=0)] = 0.0
    management_salary_per_month: Money | None = None
    source: str = ""
