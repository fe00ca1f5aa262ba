"""The catalogue: what residents come about."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.model.process import Flow, Step
from workbench.model.record import (
    AnswerGroupId,
    DepartmentId,
    Item,
    PersonId,
    ProfileId,
    Record,
    Share,
    StepId,
    UnitId,
    WaveId,
)
from workbench.model.volumes import Channel, Estimate, Volume


class ExternalCode(Record):
    """A reference into somebody else's classification (KLE, KLASSA, own). Never a key."""

    scheme: str
    code: str
    version: str = ""
    facet: str = ""


class Scope(StrEnum):
    """Whether a case type is part of the assignment."""

    IN = "in"
    OUT = "out"
    OPEN = "open"


class CaseType(Item):
    """A kind of case, with its process, its volumes and what the agreement needs to know.

    ``start`` is the step where a case begins; without it, the first one. ``contacts_per_case``
    (at least 1) counts the first contact and the follow-ups.
    """

    name: str
    department: DepartmentId
    unit: UnitId | None = None
    description: str = ""
    synonyms: tuple[str, ...] = ()
    purpose: str = ""
    target_group: str = ""
    scope: Scope = Scope.IN
    scope_reason: str = ""
    owner: PersonId | None = None
    codes: tuple[ExternalCode, ...] = ()
    steps: tuple[Step, ...] = ()
    flows: tuple[Flow, ...] = ()
    start: StepId | None = None
    volumes: tuple[Volume, ...] = ()
    contacts_per_case: Annotated[float, Field(ge=1, allow_inf_nan=False)] | None = None
    follow_up_minutes: Estimate | None = None
    profile: ProfileId | None = None
    failure_demand_share: Share | None = None
    misdirected_share: Share | None = None
    is_internal: bool = False
    wave: WaveId | None = None
    wave_precondition: str = ""
    answer_group: AnswerGroupId | None = None
    seasons: str = ""
    urgent_path: str = ""
    return_reasons: str = ""
    never_do: str = ""
    identification: str = ""
    may_be_said: str = ""
    law: str = ""
    appeal: str = ""
    web_page: str = ""
    expert_contact: PersonId | None = None
    training_hours: float = 0.0
    interruptible: tuple[Channel, ...] = ()
    note: str = ""
