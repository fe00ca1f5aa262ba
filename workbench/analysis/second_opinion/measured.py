"""A measured queue beside what Erlang A expects of it: in all, and by half-hour of the day."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.model.volumes import MeasuredHalfHour, Measurement


@dataclass(frozen=True)
class Beside:
    """What was measured, and what Erlang A expects with the agents seen: shares of offered, mean waits in seconds.

    None where nothing was offered, nobody was seen at work, or a wait has no end.
    """

    answered: float | None
    predicted_answered: float | None
    in_time: float | None
    predicted_in_time: float | None
    wait_s: float | None
    predicted_wait_s: float | None


@dataclass(frozen=True)
class HalfHourBeside:
    """A half-hour of the day (0 is 00:00): calls and agents of an average interval that fell there."""

    half_hour: int
    offered: float
    agents: float
    beside: Beside


def by_half_hour(measurement: Measurement, threshold: int) -> tuple[HalfHourBeside, ...]:
    """Return the half-hours that were kept; in time means within ``measurement.within[threshold]``."""
    return tuple(
        HalfHourBeside(
            one.half_hour,
            one.offered / max(1, one.intervals),
            one.agents / max(1, one.intervals),
            _beside((one,), threshold),
        )
        for one in measurement.half_hours
    )


def in_all(measurement: Measurement, threshold: int) -> Beside:
    """Return the same over the whole day; the measured figures are the log's own totals."""
    found = _beside(measurement.half_hours, threshold)
    offered = measurement.offered
    within = measurement.within
    return Beside(
        measurement.answered / offered if offered else None,
        found.predicted_answered,
        within[threshold].of_offered if threshold < len(within) else None,
        found.predicted_in_time,
        measurement.wait_mean_s,
        found.predicted_wait_s,
    )


def usual_threshold(measurement: Measurement) -> int:
    """Return which threshold to show first: one minute, as municipalities promise, else the longest."""
    seconds = [one.seconds for one in measurement.within]
    return seconds.index(60) if 60 in seconds else max(0, len(seconds) - 1)


def _beside(some: tuple[MeasuredHalfHour, ...], threshold: int) -> Beside:
    offered, known = sum(one.offered for one in some), sum(one.predicted_offered for one in some)
    waits = [one.predicted_wait_s for one in some if one.predicted_offered]
    is_endless = any(one is None for one in waits)
    in_time = sum(one.in_time[threshold] for one in some if threshold < len(one.in_time))
    predicted = sum(
        one.predicted_in_time[threshold] for one in some if threshold < len(one.predicted_in_time)
    )
    return Beside(
        sum(one.answered for one in some) / offered if offered else None,
        sum(one.predicted_answered for one in some) / known if known else None,
        in_time / offered if offered else None,
        predicted / known if known else None,
        sum(one.wait_s for one in some) / offered if offered else None,
        None if is_endless or not known else sum(one or 0.0 for one in waits) / known,
    )
