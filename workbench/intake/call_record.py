"""What a project keeps of a call log: a profile and totals per queue, nothing about a single call."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from workbench.intake.call_log import CallLog, IntervalCalls, QueueCalls
from workbench.intake.errors import IntakeError
from workbench.model.record import new_id
from workbench.model.text import N_, clean, message
from workbench.model.volumes import AnsweredWithin, MeasuredHalfHour, Measurement, Profile, Source


def profile_of(log: CallLog) -> Profile:
    """Return the log's profile; months stay equal where the log does not cover a whole year.

    Raises :class:`IntakeError` where the log holds no offered call.
    """
    shares = log.profile
    if shares is None:
        raise IntakeError(
            message(N_("The log holds no offered call, so it gives no profile.")),
            message(N_("Check outcomes and never_queued in the mapping file.")),
        )
    return Profile(
        id=new_id(),
        name=name_of(log),
        months=shares.months or (1.0,) * 12,
        weekdays=shares.weekdays,
        intervals=shares.intervals,
        source=Source.MEASUREMENT,
        note=f"{log.first_day} - {log.last_day}",
    )


def measurements_of(log: CallLog) -> tuple[Measurement, ...]:
    """Return the measured totals of every queue; the rows read are those of the whole log."""
    if log.first_day is None or log.last_day is None:
        return ()
    return tuple(_measurement(log, queue) for queue in log.queues)


def name_of(log: CallLog) -> str:
    """Return what the log is called in the project: the names of its files without their endings."""
    return clean(", ".join(file["name"].rsplit(".", 1)[0] for file in log.files))[0]


def _measurement(log: CallLog, queue: QueueCalls) -> Measurement:
    name = name_of(log) if len(log.queues) == 1 else f"{name_of(log)}: {queue.queue}"
    return Measurement(
        id=new_id(),
        name=name,
        measured_from=dt.date.fromisoformat(log.first_day or ""),
        measured_to=dt.date.fromisoformat(log.last_day or ""),
        offered=float(queue.offered),
        answered=float(queue.answered),
        abandoned=float(queue.abandoned),
        left_before_queue=float(queue.left_before_queue),
        handling_mean_s=queue.handling_s.mean,
        handling_median_s=queue.handling_s.median,
        handling_cv=queue.handling_s.cv,
        handling_n=queue.handling_s.n,
        wait_mean_s=queue.wait_s.all,
        patience_s=queue.patience_s,
        within=tuple(
            AnsweredWithin(
                seconds=one.s, of_offered=one.of_offered or 0.0, of_answered=one.of_answered or 0.0
            )
            for one in queue.within
        ),
        half_hours=_half_hours([one for one in log.intervals if one.queue == queue.queue]),
        rows_in=log.rows["in"],
        rows_used=log.rows["used"],
        rows_excluded=log.rows["excluded"],
        rows_rejected=sum(one["n"] for one in log.rows["rejected"]),
        file_name=clean(", ".join(file["name"] for file in log.files))[0],
    )


def _half_hours(intervals: Sequence[IntervalCalls]) -> tuple[MeasuredHalfHour, ...]:
    """Return a queue's calls by the half-hour of the day in which their intervals begin, all days together."""
    by: dict[int, list[IntervalCalls]] = {}
    for one in intervals:
        begins = dt.datetime.fromisoformat(one.start)
        by.setdefault(begins.hour * 2 + begins.minute // 30, []).append(one)
    return tuple(_half_hour(at, by[at]) for at in sorted(by))


def _half_hour(at: int, intervals: Sequence[IntervalCalls]) -> MeasuredHalfHour:
    known = [(one.offered, one.predicted) for one in intervals if one.predicted]
    waits = [None if it.wait_s_mean is None else n * it.wait_s_mean for n, it in known]
    endless = any(wait is None for wait in waits)
    thresholds = range(len(intervals[0].within))
    return MeasuredHalfHour(
        half_hour=at,
        offered=float(sum(one.offered for one in intervals)),
        answered=float(sum(one.answered for one in intervals)),
        in_time=tuple(
            float(round(sum(one.offered * (one.within[n].of_offered or 0.0) for one in intervals)))
            for n in thresholds
        ),
        wait_s=sum(one.offered * (one.wait_s_mean or 0.0) for one in intervals),
        intervals=len(intervals),
        agents=float(sum(one.agents for one in intervals)),
        predicted_offered=float(sum(n for n, _ in known)),
        predicted_answered=sum(n * it.answered for n, it in known),
        predicted_in_time=tuple(
            sum(calls * (it.within[n].of_offered or 0.0) for calls, it in known) for n in thresholds
        ),
        predicted_wait_s=None if endless or not known else sum(wait or 0.0 for wait in waits),
    )
