"""What if: named overrides of the project, and calculations fixed for a decision."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.model.process import StepDecision
from workbench.model.record import CaseTypeId, Item, Money, Record, ScenarioId, Share, StepId, WaveId
from workbench.model.rosa import Level
from workbench.model.service import OpeningHours, ServiceTarget
from workbench.model.volumes import Channel


class AllocationKey(StrEnum):
    """By what readiness (idle capacity) is shared between departments."""

    USED_MINUTES = "used_minutes"
    CONTACTS = "contacts"
    INHABITANTS = "inhabitants"
    AGREED_SHARES = "agreed_shares"
    CENTRAL = "central"


class FinancingModel(StrEnum):
    """The four ways of paying."""

    A_BUDGET_TRANSFER = "a_budget_transfer"
    B_CAPACITY = "b_capacity"
    C_BASE_AND_PRICE = "c_base_and_price"
    D_CENTRAL = "d_central"


class Deflection(Record):
    """The share of cases that leaves ``channel`` for the e-service (of one case type, or of all)."""

    channel: Channel
    share: Share
    case_type: CaseTypeId | None = None


class StepOverride(Record):
    """In this scenario the step is decided otherwise."""

    step: StepId
    decision: StepDecision


class Scenario(Item):
    """Named overrides. A field without a value means: as the project says."""

    name: str
    description: str = ""
    levels: tuple[Level, ...] = (1, 2, 3)
    through_wave: WaveId | None = None
    step_overrides: tuple[StepOverride, ...] = ()
    targets: tuple[ServiceTarget, ...] = ()
    opening_hours: tuple[OpeningHours, ...] = ()
    deflections: tuple[Deflection, ...] = ()
    handling_time_change: Annotated[float, Field(gt=-1, allow_inf_nan=False)] = 0.0
    adviser_salary_per_month: Money | None = None
    absence_share: Share | None = None
    employer_contribution: Share | None = None
    interest_rate: Share | None = None
    realisable_share: Share | None = None
    allocation_key: AllocationKey | None = None
    financing: FinancingModel | None = None


class FixedCalculation(Item):
    """A calculation as a decision rested on it: every result, and a hash of what it was made from."""

    name: str
    on: dt.date
    scenario: ScenarioId
    forum: str = ""
    inputs_hash: str
    results: str
    program_version: str = ""
