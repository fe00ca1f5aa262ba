"""What a case type consists of: steps on ROSA levels, and the flows between them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from workbench.model.record import Item, Record, RoleId, Share, StepId, UnitId
from workbench.model.rosa import Level
from workbench.model.volumes import Estimate


class StepKind(StrEnum):
    """Whether the resident is there while the step is done."""

    CONTACT = "contact"
    BACK_OFFICE = "back_office"


class StepDecision(StrEnum):
    """What the workshop decided about a step."""

    MOVE = "move"
    STAY = "stay"
    SPLIT = "split"
    E_SERVICE = "e_service"
    ABOLISH = "abolish"
    PARKING_LOT = "parking_lot"


class Delegation(Record):
    """On what ground a rule-bound decision may be made: a delegation point, or reasoned execution."""

    point: str = ""
    committee: str = ""
    decided_on: dt.date | None = None
    execution_reason: str = ""


class Disagreement(Item):
    """Somebody sees a step on another level. Recorded, never averaged away."""

    who: str
    level: Level | None = None
    note: str = ""


class Step(Item):
    """One step of a case type's process.

    ``minutes_today`` and ``minutes_in_customer_service`` are minutes per time the step is done.
    ``unit`` and ``role`` perform it today, ``proposed_unit`` afterwards when it does not move.
    """

    title: str
    level: Level | None = None
    kind: StepKind = StepKind.CONTACT
    unit: UnitId | None = None
    role: RoleId | None = None
    proposed_unit: UnitId | None = None
    minutes_today: Estimate | None = None
    minutes_in_customer_service: Estimate | None = None
    system: str = ""
    right: str = ""
    secrecy: str = ""
    identification: str = ""
    delegation: Delegation | None = None
    registration: str = ""
    decision: StepDecision | None = None
    reason: str = ""
    exception: str = ""
    is_split_done: bool = False
    is_only_proposed: bool = False
    question: str = ""
    problem: str = ""
    trigger: str = ""
    result: str = ""
    disagreements: tuple[Disagreement, ...] = ()
    note: str = ""


class Flow(Item):
    """From a step to another, with the probability of going that way.

    What a step's flows leave to 1 ends there. The last four fields are the words of the clause,
    should the flow cross the boundary between customer service and a department.
    """

    source: StepId
    target: StepId
    probability: Share = 1.0
    label: str = ""
    hands_over: str = ""
    complete_when: str = ""
    within: str = ""
    return_path: str = ""
