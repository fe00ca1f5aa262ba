"""The mapping file of a call log: which column means what, in TOML (documented in docs/call-log-mapping.md).

Every telephone exchange writes its log differently. What differs is written down once by the
person who knows the exchange, and an unknown key is an error: a misspelt key that is silently
ignored would give figures that look right.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import zoneinfo
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from workbench.intake.clock import has_date
from workbench.intake.errors import IntakeError, cannot_open
from workbench.model.text import N_, message

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
_FORBID = ConfigDict(frozen=True, extra="forbid", strict=True)
Values = Annotated[list[str], Field(strict=True)]


class Columns(BaseModel):
    """The names of the log's columns by what they mean, as written in its first line."""

    model_config = _FORBID

    date: str | None = None
    arrived: str | None = None
    menu_end: str | None = None
    queue_start: str | None = None
    queue_end: str | None = None
    wait_s: str | None = None
    service_start: str | None = None
    service_end: str | None = None
    service_s: str | None = None
    outcome: str
    agent: str | None = None
    queue: str | None = None

    @model_validator(mode="after")
    def _enough(self) -> Self:
        if self.arrived is None and self.queue_start is None:
            msg = "name the column arrived or queue_start: without a time no call can be placed"
            raise ValueError(msg)
        if self.wait_s is None and (self.queue_start is None or self.queue_end is None):
            msg = "name the column wait_s, or queue_start and queue_end"
            raise ValueError(msg)
        if self.service_s is None and (self.service_start is None or self.service_end is None):
            msg = "name the column service_s, or service_start and service_end"
            raise ValueError(msg)
        if self.queue is not None and self.queue in {self.agent, self.outcome}:
            msg = "queue must be a column of its own: names of agents are never kept"
            raise ValueError(msg)
        return self


class Outcomes(BaseModel):
    """The values of the outcome column, by what became of the call."""

    model_config = _FORBID

    answered: Values
    abandoned: Values
    excluded: Values = []
    left_before_queue: Values = []

    @model_validator(mode="after")
    def _each_value_once(self) -> Self:
        every = [*self.answered, *self.abandoned, *self.excluded, *self.left_before_queue]
        twice = sorted({value for value in every if every.count(value) > 1})
        if twice:
            msg = f"the outcome {', '.join(twice)} stands in two classes"
            raise ValueError(msg)
        if not self.answered:
            msg = "answered names at least one value of the outcome column"
            raise ValueError(msg)
        return self


class Opening(BaseModel):
    """Opening hours per weekday ("08:00-17:00"), and what happens to calls outside them in the profile."""

    model_config = _FORBID

    outside: Literal["keep", "move", "drop"] = "keep"
    monday: str | None = None
    tuesday: str | None = None
    wednesday: str | None = None
    thursday: str | None = None
    friday: str | None = None
    saturday: str | None = None
    sunday: str | None = None

    @model_validator(mode="after")
    def _hours(self) -> Self:
        open_days = [text for day in WEEKDAYS if (text := getattr(self, day)) is not None]
        for text in open_days:
            found = _HOURS.fullmatch(text)
            if not found or not self._minutes(found)[0] < self._minutes(found)[1] <= 24 * 60:
                msg = f'opening hours are written "08:00-17:00", not "{text}"'
                raise ValueError(msg)
        if self.outside != "keep" and not open_days:
            msg = "outside is move or drop: name the opening hours of at least one weekday"
            raise ValueError(msg)
        return self

    @staticmethod
    def _minutes(found: re.Match[str]) -> tuple[int, int]:
        from_h, from_m, to_h, to_m = map(int, found.groups())
        return from_h * 60 + from_m, to_h * 60 + to_m

    def has_no_hours(self) -> bool:
        """Tell whether no opening hours are named, so that every call lies within them."""
        return all(getattr(self, day) is None for day in WEEKDAYS)

    def open_half_hours(self, weekday: int) -> range:
        """Return the half-hours of ``weekday`` (0 = Monday) that begin within the opening hours."""
        found = _HOURS.fullmatch(getattr(self, WEEKDAYS[weekday]) or "")
        if not found:
            return range(0)
        start, end = self._minutes(found)
        return range(-(-start // 30), -(-end // 30))


class CallLogMapping(BaseModel):
    """How to read one kind of call log."""

    model_config = _FORBID

    columns: Columns
    outcomes: Outcomes
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    encoding: str | None = None
    date_format: str = "%Y-%m-%d"
    time_formats: Values = ["%H:%M:%S", "%H:%M"]
    time_zone: str = "Europe/Stockholm"
    never_queued: Values = [""]
    no_agent: Values = [""]
    queue_name: str = "all"
    interval_minutes: Annotated[int, Field(ge=5, le=1440)] = 30
    within_s: Annotated[list[float], Field(min_length=1, max_length=10, strict=False)] = [20.0, 60.0, 120.0]
    opening: Opening = Opening()

    @model_validator(mode="after")
    def _dates_are_known(self) -> Self:
        dated = [has_date(one) for one in self.time_formats]
        if self.columns.date is None and not all(dated):
            msg = "name the column date, or time_formats that hold the date, such as %Y-%m-%d %H:%M:%S"
            raise ValueError(msg)
        if self.columns.date is not None and any(dated):
            msg = "the column date and time_formats that hold the date exclude each other"
            raise ValueError(msg)
        return self

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            msg = f'"{name}" is not a time zone of the tz database, such as Europe/Stockholm'
            raise ValueError(msg) from error
        return name

    @field_validator("encoding")
    @classmethod
    def _known_encoding(cls, name: str | None) -> str | None:
        try:
            "".encode(name or "utf-8")
        except LookupError as error:
            msg = f'"{name}" is not a known encoding, such as utf-8 or cp1252'
            raise ValueError(msg) from error
        return name

    @field_validator("date_format", "time_formats")
    @classmethod
    def _formats_work(cls, formats: str | list[str]) -> str | list[str]:
        for one in [formats] if isinstance(formats, str) else formats:
            sample = dt.datetime(2024, 3, 5, 16, 7, 9, tzinfo=dt.UTC)
            try:
                dt.datetime.strptime(sample.strftime(one), one)  # noqa: DTZ007 - only the format is tried
            except (ValueError, re.error) as error:
                msg = f'"{one}" is not a format such as %Y-%m-%d or %H:%M:%S'
                raise ValueError(msg) from error
        if not formats:
            msg = "name at least one time format"
            raise ValueError(msg)
        return formats

    @field_validator("interval_minutes")
    @classmethod
    def _divides_a_day(cls, minutes: int) -> int:
        if 1440 % minutes:
            msg = "the interval must divide a day: 15, 30 or 60 minutes"
            raise ValueError(msg)
        return minutes

    @field_validator("within_s")
    @classmethod
    def _thresholds(cls, seconds: list[float]) -> list[float]:
        if any(not 0 <= one <= 86_400 for one in seconds):
            msg = "thresholds are seconds between 0 and 86 400"
            raise ValueError(msg)
        return sorted(set(seconds))


def read_mapping(path: Path) -> CallLogMapping:
    """Return the mapping that ``path`` holds; an IntakeError names the file, the key and the remedy."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        if len(text) > 1_000_000:
            raise ValueError(len(text))
        return CallLogMapping.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise _wrong_key(path, error) from None
    except OSError as error:
        raise cannot_open(path, error) from error
    except (ValueError, RecursionError) as error:
        raise IntakeError(
            message(N_("The mapping file {file} is not TOML ({reason})."), file=path.name, reason=str(error)),
            message(N_("Start from the example in docs/call-log-mapping.md.")),
        ) from error


def plain_mapping(heading: list[str], file_name: str) -> CallLogMapping:
    """Return the mapping of a log whose columns carry the names of the mapping's own keys.

    Its outcomes are answered, abandoned, excluded and left_before_queue; its times ISO. An
    IntakeError says that a mapping file is needed where the columns are called something else.
    """
    names = {name.strip() for name in heading}
    columns = {key: key for key in Columns.model_fields if key in names}
    formats = ["%H:%M:%S", "%H:%M"] if "date" in columns else ["%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]
    outcomes = {key: [key] for key in Outcomes.model_fields}
    try:
        return CallLogMapping.model_validate(
            {"columns": columns, "outcomes": outcomes, "time_formats": formats, "never_queued": []}
        )
    except ValidationError:
        raise IntakeError(
            message(N_("What the columns of {file} mean is not known."), file=file_name),
            message(N_("Write a mapping file: docs/call-log-mapping.md describes it, with an example.")),
        ) from None


def with_interval(mapping: CallLogMapping, minutes: float) -> CallLogMapping:
    """Return ``mapping`` with another interval. Raises ValueError where it does not divide a day."""
    if minutes != int(minutes):
        raise ValueError(minutes)
    return CallLogMapping.model_validate({**mapping.model_dump(), "interval_minutes": int(minutes)})


def _wrong_key(path: Path, error: ValidationError) -> IntakeError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        what = message(N_('The mapping file {file} has the unknown key "{key}".'), file=path.name, key=key)
    elif first["type"] == "missing":
        what = message(N_('The mapping file {file} lacks the key "{key}".'), file=path.name, key=key)
    else:
        reason = first["msg"].removeprefix("Value error, ")
        what = message(
            N_('The mapping file {file}, key "{key}": {reason}.'),
            file=path.name,
            key=key or "columns",
            reason=reason,
        )
    return IntakeError(what, message(N_("Every key is described in docs/call-log-mapping.md.")))
