"""The command ``calls``: what a call log says, as JSON or a table, and into a project as profile and measures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.context import say_notes
from workbench.cli.main import DONE
from workbench.cli.quantities import DURATION, texts_of
from workbench.locale import Texts
from workbench.model.text import N_

if TYPE_CHECKING:
    from workbench.intake.call_log import CallLog, QueueCalls

_WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
_BAR = 40


@click.command(
    help=N_("Read a call log: arrivals, handling times, waits, profile, and Erlang A's prediction.")
)
@click.argument("logs", metavar="LOG...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path),
    help=N_("What the log's columns mean (TOML, docs/call-log-mapping.md)."),
)
@click.option("--interval", type=DURATION, help=N_("Length of the intervals, such as 30min."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    help=N_("A project file that keeps the profile and the measured figures."),
)
@click.pass_context
def calls(
    context: click.Context,
    logs: tuple[Path, ...],
    mapping_file: Path | None,
    interval: Fraction | None,
    as_json: bool,
    into: Path | None,
) -> int:
    """Print what the logs say and keep it where asked; returns the exit code."""
    from workbench.intake.call_log import mapping_for, read_call_logs
    from workbench.intake.mapping import read_mapping, with_interval

    texts = texts_of(context)
    mapping = read_mapping(mapping_file) if mapping_file else mapping_for(logs[0])
    if interval is not None:
        try:
            mapping = with_interval(mapping, float(interval / 60))
        except ValueError:
            raise click.UsageError(texts("The interval must divide a day: 15min, 30min or 1h")) from None
    log = read_call_logs(logs, mapping)
    if as_json:
        click.echo(json.dumps(log.as_json(), ensure_ascii=False, allow_nan=False, indent=2))
    else:
        click.echo("\n".join(_lines(texts, log)))
    if into is not None:
        _keep(texts, log, into)
    return DONE


def _keep(texts: Texts, log: CallLog, into: Path) -> None:
    """Store profile and measured figures in a project file, through a session like every other edit."""
    from workbench.edits.recipes import store_call_log
    from workbench.intake.call_record import measurements_of, profile_of
    from workbench.session import Session

    profile, measurements = profile_of(log), measurements_of(log)
    session = Session.open(into)
    try:
        say_notes(texts, session)
        session.pin("import")
        session.do(store_call_log(session.project, profile, measurements))
        saved = session.save()
    finally:
        session.close()
    click.echo(
        texts(
            'The profile "{name}" and its measured figures are in {file}.', name=profile.name, file=saved.path
        ),
        err=True,
    )


def _lines(texts: Texts, log: CallLog) -> Iterator[str]:
    rows = log.rows
    rejected = sum(one["n"] for one in rows["rejected"])
    yield texts(
        "Rows {rows} = used {used} + excluded {excluded} + rejected {rejected}",
        rows=texts.number(rows["in"]),
        used=texts.number(rows["used"]),
        excluded=texts.number(rows["excluded"]),
        rejected=texts.number(rejected),
    )
    yield from _oddities(texts, log)
    for queue in log.queues:
        yield ""
        yield from _table(_figures(texts, queue))
    yield from _profile(texts, log)
    yield ""
    for key in ("agents", "predicted"):
        yield texts(_definition(key))


def _definition(key: str) -> str:
    from workbench.intake.call_log import DEFINITIONS

    return DEFINITIONS[key]


def _oddities(texts: Texts, log: CallLog) -> Iterator[str]:
    from workbench.intake.call_rows import REASONS

    for one in log.rows["rejected"]:
        reason = REASONS[one["reason"]]
        yield texts(
            "  rejected: {n} with {reason} (first in row {row})",
            n=texts.number(one["n"]),
            reason=texts(reason),
            row=texts.number(one["first_row"]),
        )
    if log.out_of_order:
        yield texts.plural(
            "  {n} call joined the queue before it arrived: the clocks of the systems differ.",
            "  {n} calls joined the queue before they arrived: the clocks of the systems differ.",
            log.out_of_order,
        )
    for time in log.local_times:
        text = (
            N_("  {start}: this local time exists twice, {n} calls")
            if time["exists"] == "twice"
            else N_("  {start}: this local time does not exist, {n} calls")
        )
        yield texts(text, start=time["start"], n=texts.number(time["n"]))


def _figures(texts: Texts, queue: QueueCalls) -> Iterator[tuple[str, str, str]]:
    """Yield label, measured and predicted for each figure of a queue."""
    predicted = queue.predicted
    yield texts("Queue {name}", name=queue.queue), texts("measured"), texts("Erlang A")
    yield texts("Offered calls"), texts.number(queue.offered), ""
    share = _share(texts, queue.answered / queue.offered if queue.offered else None)
    yield texts("Answered, of offered"), share, _share(texts, predicted.answered if predicted else None)
    share = _share(texts, queue.abandoned / queue.offered if queue.offered else None)
    yield texts("Hung up, of offered"), share, _share(texts, predicted.abandoned if predicted else None)
    yield texts("Hung up before the queue"), texts.number(queue.left_before_queue), ""
    for n, within in enumerate(queue.within):
        expected = predicted.within[n] if predicted else None
        seconds = texts.number(within.s)
        label = texts("Answered within {s} s, of offered", s=seconds)
        yield (
            label,
            _share(texts, within.of_offered),
            _share(texts, expected.of_offered if expected else None),
        )
        label = texts("Answered within {s} s, of answered", s=seconds)
        yield (
            label,
            _share(texts, within.of_answered),
            _share(texts, expected.of_answered if expected else None),
        )
    expected_wait = predicted.wait_s_mean if predicted else None
    yield texts("Mean wait of all offered"), _time(texts, queue.wait_s.all), _time(texts, expected_wait)
    yield texts("Mean wait of answered"), _time(texts, queue.wait_s.answered), ""
    yield texts("Mean wait before hanging up"), _time(texts, queue.wait_s.abandoned), ""
    yield texts("Mean patience"), _time(texts, queue.patience_s), ""
    yield texts("Mean handling time"), _time(texts, queue.handling_s.mean), ""
    yield texts("Median handling time"), _time(texts, queue.handling_s.median), ""
    yield texts("Answered with a handling time of 0 s"), texts.number(queue.handling_s.zeros), ""
    if queue.peak:
        yield texts("Busiest interval, {start}", start=queue.peak.start), texts.number(queue.peak.offered), ""


def _profile(texts: Texts, log: CallLog) -> Iterator[str]:
    profile = log.profile
    if profile is None:
        return
    yield ""
    yield texts("Share of a week's calls, by weekday, and of a day's, by half-hour")
    rows = [(texts(name), share) for name, share in zip(_WEEKDAYS, profile.weekdays, strict=True)]
    width = max(len(name) for name, _ in rows)
    clock = [(f"{n // 2:02}:{n % 2 * 30:02}", share) for n, share in enumerate(profile.intervals)]
    for part in (rows, clock):
        highest = max(share for _, share in part)
        for name, share in part:
            if share > 0:
                bar = "█" * round(_BAR * share / highest)
                yield f"{name:<{width}} {texts.percent(share, 1):>8}  {bar}".rstrip()
    if profile.outside_opening:
        what = {
            "keep": N_("Outside opening hours: {n} calls, kept"),
            "move": N_("Outside opening hours: {n} calls, moved to the next open half-hour"),
            "drop": N_("Outside opening hours: {n} calls, left out of the profile"),
        }[profile.outside]
        yield texts(what, n=texts.number(profile.outside_opening))


def _table(rows: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    cells = list(rows)
    widths = [max(len(row[column]) for row in cells) for column in range(3)]
    for label, measured, predicted in cells:
        yield f"{label:<{widths[0]}}  {measured:>{widths[1]}}  {predicted:>{widths[2]}}".rstrip()


def _share(texts: Texts, value: float | None) -> str:
    return "-" if value is None else texts.percent(value, 1)


def _time(texts: Texts, value: float | None) -> str:
    return "-" if value is None else texts("{seconds} s", seconds=texts.number(value, 1))
