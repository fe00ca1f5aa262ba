"""Around the work: risks, stakeholders, goals, decisions, actions, consultations, workshops, promises."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.model.record import (
    CaseTypeId,
    DepartmentId,
    IntentionId,
    Item,
    PersonId,
    Positive,
    Record,
    UnitId,
)

Grade = Annotated[int, Field(ge=1, le=4)]


class ActionState(StrEnum):
    """How far an action or a question has come."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class Action(Item):
    """Something to do, with somebody who does it and a day."""

    what: str
    owner: PersonId | None = None
    due: dt.date | None = None
    state: ActionState = ActionState.OPEN
    case_type: CaseTypeId | None = None
    note: str = ""


class Risk(Item):
    """An event, its probability and consequence (1-4 each). Over 8 it needs an action."""

    event: str
    probability: Grade
    consequence: Grade
    action: str = ""
    owner: PersonId | None = None
    due: dt.date | None = None
    state: ActionState = ActionState.OPEN

    @property
    def product(self) -> int:
        """Return probability times consequence (1-16)."""
        return self.probability * self.consequence


class StakeholderKind(StrEnum):
    """How close a stakeholder is."""

    CORE = "core"
    PRIMARY = "primary"
    SECONDARY = "secondary"


class Stakeholder(Item):
    """Somebody whom the project touches, or who touches it."""

    name: str
    kind: StakeholderKind
    is_affected_by: str = ""
    affects: str = ""
    involvement: str = ""


class Intention(Item):
    """A numbered intention of the assignment, and what answers it."""

    number: str
    text: str
    answered_by: str = ""


class Goal(Item):
    """An effect goal with its measure: baseline, target and measured value have one definition."""

    name: str
    measure: str = ""
    definition: str = ""
    unit: str = ""
    baseline: float | None = None
    target: float | None = None
    measured: float | None = None
    measured_on: dt.date | None = None
    period: str = ""
    intentions: tuple[IntentionId, ...] = ()


class Outcome(StrEnum):
    """What a forum did with a matter."""

    APPROVED = "approved"
    NOTED = "noted"
    POSTPONED = "postponed"
    REJECTED = "rejected"


class LoggedDecision(Item):
    """A line of the decision log. A confidential one leaves the house as its number alone."""

    number: str
    what: str
    forum: str = ""
    on: dt.date | None = None
    outcome: Outcome = Outcome.APPROVED
    reference_number: str = ""
    is_confidential: bool = False


class Consultation(Item):
    """Who was asked (union, committee, company), when, what they said, and what it changed."""

    party: str
    subject: str = ""
    sent: dt.date | None = None
    due: dt.date | None = None
    answer: str = ""
    effect: str = ""


class AgendaItem(Item):
    """A part of a workshop with its planned minutes, and when the room came to it (UTC)."""

    title: str
    minutes: Positive
    begun_at: dt.datetime | None = None


class Participant(Item):
    """Somebody who takes part in a workshop."""

    name: str
    role: str = ""
    is_present: bool = True


class Question(Item):
    """An open question of a workshop, with owner and day."""

    text: str
    owner: str = ""
    due: dt.date | None = None
    answer: str = ""
    state: ActionState = ActionState.OPEN


class Workshop(Item):
    """One three-hour workshop of an operation, with what its minutes say.

    ``starts_at`` is the local time on the invitation. ``read_back`` holds the numbers (1-20) of the results
    that were read back to the room. ``internal_callers`` says what was agreed about the municipality's own staff
    and its companies as callers: in or out.
    """

    title: str
    department: DepartmentId
    unit: UnitId | None = None
    on: dt.date | None = None
    starts_at: dt.time | None = None
    facilitator: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    participants: tuple[Participant, ...] = ()
    case_types: tuple[CaseTypeId, ...] = ()
    parking_lot: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()
    internal_callers: str = ""
    questions: tuple[Question, ...] = ()
    left_open: tuple[str, ...] = ()
    read_back: tuple[int, ...] = ()
    signed_off_by: str = ""
    signed_off_on: dt.date | None = None
    private_note: str = ""


class ServicePromise(Item):
    """A declared time for a case type, what happens when it breaks, what a resident may learn meanwhile."""

    case_type: CaseTypeId
    promise: str
    working_days: float | None = None
    when_broken: str = ""
    status_answer: str = ""


class ClassificationScheme(Record):
    """A code scheme that the municipality has brought along."""

    name: str
    version: str = ""
    note: str = ""
