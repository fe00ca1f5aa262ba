"""The end of a measured thread: which rows of which log were counted. Of a log only totals are kept."""

from __future__ import annotations

from workbench.analysis.explain.explanation import Asked, Explain, Explanation, Input
from workbench.analysis.place import Place
from workbench.model.text import N_, Message, message
from workbench.model.volumes import Measurement, Source, Volume


def logs_of(asked: Asked, volume: Volume) -> list[Measurement]:
    """Return the measured logs that a counted volume may rest on: of its channel, and of its period if it has one."""
    if volume.source not in (Source.MEASUREMENT, Source.SYSTEM_STATISTICS):
        return []
    first, last = volume.measured_from, volume.measured_to
    return [
        one
        for one in asked.project.measurements
        if one.channel is volume.channel
        and (first is None or last is None or (one.measured_from <= last and one.measured_to >= first))
    ]


def _file(one: Measurement) -> Message | str:
    return one.file_name or message(N_("a count, no file is named"))


def measured(one: Measurement) -> Input:
    """Return a log as something to know about a figure that rests on it."""
    return Input(
        message(N_("Measured: {name}, {first} to {last}"), name=one.name, first=one.measured_from,
                last=one.measured_to),
        float(one.rows_used or one.offered),
        message(N_("rows of the log") if one.rows_used else N_("contacts in the period")),
        "note",
        _file(one),
        Source.MEASUREMENT,
        Place("measurements", (one.id,)),
        f"measurement:{one.id}",
    )  # fmt: skip


def _measurement(asked: Asked) -> Explanation:
    """The end of a measured thread: which rows of which file were counted."""
    one = asked.first(one for one in asked.project.measurements if one.id == asked.name)
    place = Place("measurements", (one.id,))
    in_period, seconds = message(N_("contacts in the period")), message(N_("seconds"))
    has_rows = one.rows_in > 0
    rows, file = message(N_("rows of the log")), _file(one)
    counted = (
        (N_("Rows read"), one.rows_in),
        (N_("Excluded by what was set on reading"), -one.rows_excluded),
        (N_("Rejected, they could not be read"), -one.rows_rejected),
        (N_("Not of this queue, or merged"),
         one.rows_used - (one.rows_in - one.rows_excluded - one.rows_rejected)),
    )  # fmt: skip
    terms = [
        Input(message(name), float(value), rows, "term", file, Source.MEASUREMENT, place)
        for name, value in counted
        if value or name == counted[0][0]
    ]
    figures = (
        (N_("Offered"), one.offered, in_period), (N_("Answered"), one.answered, in_period),
        (N_("Hung up while waiting"), one.abandoned, in_period),
        (N_("Left before the queue"), one.left_before_queue, in_period),
        (N_("Mean handling time"), one.handling_mean_s, seconds), (N_("Mean patience"), one.patience_s, seconds),
    )  # fmt: skip
    notes = [
        Input(message(name), value, unit, "note", file, Source.MEASUREMENT, place)
        for name, value, unit in figures
        if value is not None and (has_rows or name != figures[0][0])
    ]
    if not has_rows:
        terms = [
            Input(message(figures[0][0]), one.offered, in_period, "term", file, Source.MEASUREMENT, place)
        ]
    return asked.figure(
        message(N_("{name}, {first} to {last}"), name=one.name, first=one.measured_from, last=one.measured_to),
        float(one.rows_used) if has_rows else one.offered,
        rows if has_rows else in_period,
        N_("Rows of the log that were counted. Of a log only totals are kept, no call and no name.")
        if has_rows
        else N_("Contacts that were counted. Of a log only totals are kept, no call and no name."),
        N_("rows read - excluded - rejected") if has_rows else N_("as it was counted"),
        *terms, *notes,
        feeds=(f"contacts:{one.channel.value}",)
        if one.channel.value in asked.results.demand.contacts_per_year
        else (),
    )  # fmt: skip


MEASURED_FIGURES_OF: dict[str, Explain] = {"measurement": _measurement}
"""Figures of a measurement, by its id."""
