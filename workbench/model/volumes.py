"""How many, when, and who said so: estimates, volumes per channel, profiles, measurements."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from workbench.model.record import Item, NotNegative, Record, Share


class Channel(StrEnum):
    """The way by which a resident reaches the municipality."""

    PHONE = "phone"
    VISIT = "visit"
    EMAIL = "email"
    WEB_FORM = "web_form"
    E_SERVICE = "e_service"
    CHAT = "chat"
    SOCIAL_MEDIA = "social_media"
    POST = "post"
    MOBILE = "mobile"
    FEEDBACK = "feedback"


REAL_TIME_CHANNELS = (Channel.PHONE, Channel.CHAT, Channel.VISIT)


class Source(StrEnum):
    """Where a figure comes from, best first."""

    MEASUREMENT = "measurement"
    SYSTEM_STATISTICS = "system_statistics"
    SURVEY = "survey"
    ESTIMATE = "estimate"
    GUESS = "guess"


class Estimate(Record):
    """A figure with its doubt: low, likely and high in the unit that the field's name says."""

    low: NotNegative
    likely: NotNegative
    high: NotNegative
    source: Source = Source.ESTIMATE
    said: str = ""
    said_by: str = ""
    note: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not self.low <= self.likely <= self.high:
            msg = "low, likely and high must not decrease: write the smallest first"
            raise ValueError(msg)
        return self


class Period(StrEnum):
    """What a volume was said per."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    MEASURED = "measured"


class Counts(StrEnum):
    """Whether a volume counts contacts (one call each) or cases (one errand each)."""

    CONTACTS = "contacts"
    CASES = "cases"


class Volume(Item):
    """How many of a case type come by a channel: what was said, per which period, and how sure.

    ``low``, ``likely`` and ``high`` are per ``per``. For ``measured`` they are the counts of
    ``measured_from`` to ``measured_to``, both days included. ``common_entry_share`` is the share
    that reaches customer service when it opens (k in the method).
    """

    channel: Channel
    low: NotNegative
    likely: NotNegative
    high: NotNegative
    per: Period = Period.YEAR
    counts: Counts = Counts.CONTACTS
    measured_from: dt.date | None = None
    measured_to: dt.date | None = None
    source: Source = Source.ESTIMATE
    said: str = ""
    said_by: str = ""
    note: str = ""
    common_entry_share: Share = 1.0
    is_booked: bool = False

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if not self.low <= self.likely <= self.high:
            msg = "low, likely and high must not decrease: write the smallest first"
            raise ValueError(msg)
        if self.per is Period.MEASURED and (
            self.measured_from is None or self.measured_to is None or self.measured_to < self.measured_from
        ):
            msg = "a measured volume needs the first and the last day of the measurement"
            raise ValueError(msg)
        return self


Weights = tuple[NotNegative, ...]


class Profile(Item):
    """When contacts come: months (12), weekdays (7, Monday first) and half-hours (48, from 00:00).

    Each tuple is normalised to 1 where it is used, so counts may stand here as they are.
    """

    name: str
    months: Annotated[Weights, Field(min_length=12, max_length=12)] = (1.0,) * 12
    weekdays: Annotated[Weights, Field(min_length=7, max_length=7)] = (1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0)
    intervals: Annotated[Weights, Field(min_length=48, max_length=48)] = (1.0,) * 48
    source: Source = Source.ESTIMATE
    note: str = ""

    @model_validator(mode="after")
    def _has_weight(self) -> Self:
        if not (sum(self.months) > 0 and sum(self.weekdays) > 0 and sum(self.intervals) > 0):
            msg = "a profile needs at least one month, weekday and half-hour with a share above 0"
            raise ValueError(msg)
        return self


class AnsweredWithin(Record):
    """The share answered within ``seconds``, of offered and of answered contacts."""

    seconds: NotNegative
    of_offered: Share
    of_answered: Share


class MeasuredHalfHour(Record):
    """All calls of a log that joined the queue in one half-hour of the day, and what Erlang A expected of them.

    ``half_hour`` 0 is 00:00-00:30. ``in_time`` counts the calls answered within each of the measurement's thresholds;
    ``wait_s`` is the waiting of all offered calls together. ``intervals`` of the log fell here, with ``agents`` seen in
    all of them together (a lower bound: who has no call leaves no trace). ``predicted_...`` is what Erlang A expects of
    ``predicted_offered`` calls: those of intervals in which an agent was seen; ``predicted_wait_s`` is None where the
    wait has no end.
    """

    half_hour: Annotated[int, Field(ge=0, le=47)]
    offered: NotNegative
    answered: NotNegative
    in_time: tuple[NotNegative, ...] = ()
    wait_s: NotNegative = 0.0
    intervals: int = 0
    agents: NotNegative = 0.0
    predicted_offered: NotNegative = 0.0
    predicted_answered: NotNegative = 0.0
    predicted_in_time: tuple[NotNegative, ...] = ()
    predicted_wait_s: NotNegative | None = None


class Measurement(Item):
    """What a call log or a count said: totals only, never a caller, a number or an agent's name."""

    name: str
    channel: Channel = Channel.PHONE
    measured_from: dt.date
    measured_to: dt.date
    offered: NotNegative = 0.0
    answered: NotNegative = 0.0
    abandoned: NotNegative = 0.0
    left_before_queue: NotNegative = 0.0
    handling_mean_s: NotNegative | None = None
    handling_median_s: NotNegative | None = None
    handling_cv: NotNegative | None = None
    handling_n: int = 0
    wait_mean_s: NotNegative | None = None
    patience_s: NotNegative | None = None
    within: tuple[AnsweredWithin, ...] = ()
    half_hours: tuple[MeasuredHalfHour, ...] = ()
    rows_in: int = 0
    rows_used: int = 0
    rows_excluded: int = 0
    rows_rejected: int = 0
    file_name: str = ""
    note: str = ""
