"""The customer service that is being planned: pools, opening hours, targets, waves, answer groups."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from workbench.model.record import Item, NotNegative, Positive, Record, Share
from workbench.model.volumes import Channel

HalfHour = Annotated[int, Field(ge=0, le=48)]


class OpeningHours(Record):
    """Open from ``opens`` to ``closes`` on the listed weekdays (0 is Monday), in half-hours from midnight."""

    weekdays: tuple[Annotated[int, Field(ge=0, le=6)], ...]
    opens: HalfHour
    closes: HalfHour

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.closes <= self.opens:
            msg = "opening hours must close after they open"
            raise ValueError(msg)
        return self


class Denominator(StrEnum):
    """What a service level is a share of."""

    OFFERED = "offered"
    ANSWERED = "answered"
    VIRTUAL = "virtual"


class ServiceTarget(Record):
    """What a pool promises on a channel. A field without a value takes the documented default."""

    channel: Channel
    share: Share | None = None
    within_s: NotNegative | None = None
    of: Denominator = Denominator.OFFERED
    answered_share: Share | None = None
    patience_s: Positive | None = None
    working_days: NotNegative | None = None


class Pool(Item):
    """A group of advisers that is planned together. ``channels`` empty: all of them."""

    name: str
    channels: tuple[Channel, ...] = ()
    opening_hours: tuple[OpeningHours, ...] = (OpeningHours(weekdays=(0, 1, 2, 3, 4), opens=16, closes=33),)
    targets: tuple[ServiceTarget, ...] = ()
    minimum_presence: int | None = None
    max_occupancy: Share | None = None
    chats_at_once: Annotated[int, Field(ge=1, le=6)] = 1


class AnswerGroup(Item):
    """Advisers who answer for an area. Information only, unless it is made a pool."""

    name: str
    competence: str = ""
    training_hours: NotNegative = 0.0


class Wave(Item):
    """A start: what moves together, and when. Waves follow each other in list order."""

    name: str
    starts_on: dt.date
    precondition: str = ""
