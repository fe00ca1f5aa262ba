"""The command ``queue``: one queue from options, or a table of them, for whoever checks a figure."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.main import DONE, FOUND, UNREADABLE, UNWRITABLE
from workbench.cli.quantities import DURATION, NUMBER, SHARE, texts_of
from workbench.locale import Texts
from workbench.model.text import N_

if TYPE_CHECKING:
    from workbench.analysis.queues import Results

_SHOWN = (
    ("offered_load_erlang", N_("Offered load, Erlang"), "number"),
    ("required_agents_n", N_("Agents needed"), "count"),
    ("agents_n", N_("Agents"), "count"),
    ("sl_offered_fraction", N_("Answered in time, of offered calls"), "share"),
    ("sl_answered_fraction", N_("Answered in time, of answered calls"), "share"),
    ("sl_virtual_fraction", N_("Would be answered in time if nobody hung up"), "share"),
    ("wait_prob", N_("Calls that wait, of offered calls"), "share"),
    ("abandon_prob", N_("Calls that hang up, of offered calls"), "share"),
    ("mean_wait_all_s", N_("Mean wait of all offered calls"), "time"),
    ("mean_wait_answered_s", N_("Mean wait of answered calls"), "time"),
    ("occupancy_fraction", N_("Occupancy of the agents"), "share"),
    ("mean_queue_len_calls", N_("Calls waiting on average"), "number"),
)


@click.command(help=N_("Calculate one queue, or a table of queues: waits, service level, agents needed."))
@click.option("--calls", type=NUMBER, help=N_("Calls per interval."))
@click.option("--interval", type=DURATION, help=N_("Length of the interval, such as 30min."))
@click.option("--aht", type=DURATION, help=N_("Mean handling time, such as 3min."))
@click.option("--agents", type=click.IntRange(min=0), help=N_("Agents present: what do callers meet?"))
@click.option("--answer", type=SHARE, help=N_("Share to be answered in time, such as 80%: how many agents?"))
@click.option("--within", type=DURATION, help=N_("The time for the service level, such as 20s."))
@click.option("--patience", type=DURATION, help=N_("Mean patience: Erlang A. Without it Erlang C."))
@click.option("--max-occupancy", type=SHARE, help=N_("Highest busy share of the agents, such as 85%."))
@click.option("--answered", type=SHARE, help=N_("Share of the calls to be answered at all, such as 90%."))
@click.option(
    "--of",
    type=click.Choice(("offered", "answered", "virtual")),
    default="offered",
    help=N_("Which calls the service level is a share of."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.option("--batch", type=click.Path(path_type=Path), help=N_("A CSV table with one queue a line."))
@click.option("--out", type=click.Path(path_type=Path), help=N_("The CSV table to write the results to."))
@click.pass_context
def queue(
    context: click.Context,
    /,
    batch: Path | None,
    out: Path | None,
    as_json: bool,
    **options: Fraction | int | str | None,
) -> int:
    """Answer for one queue, or write the table of ``--batch``; returns the exit code."""
    texts = texts_of(context)
    given = {name: value for name, value in options.items() if value is not None}
    if batch is not None:
        if as_json or set(given) - {"of"}:
            raise click.UsageError(texts("--batch goes with --out alone"))
        return _table(texts, batch, out)
    if out is not None:
        raise click.UsageError(texts("--out goes with --batch"))
    return _one(texts, _row(texts, given), as_json=as_json)


def _row(texts: Texts, given: Mapping[str, Fraction | int | str]) -> dict[str, str]:
    """Return the options as a row of the table's input columns."""
    for name in ("calls", "interval", "aht"):
        if name not in given:
            raise click.UsageError(texts("--{option} is missing", option=name))
    wanted = {"answer", "answered", "max_occupancy"} & set(given)
    if ("agents" in given) == bool(wanted):
        raise click.UsageError(
            texts("Give either --agents or a target: --answer with --within, --answered or --max-occupancy")
        )
    if "answer" in given and "within" not in given:
        raise click.UsageError(texts("--{option} is missing", option="within"))
    columns = {
        "interval_s": "interval",
        "calls_per_interval": "calls",
        "aht_s": "aht",
        "agents_n": "agents",
        "patience_mean_s": "patience",
        "threshold_s": "within",
        "target_sl_fraction": "answer",
        "target_answered_fraction": "answered",
        "max_occupancy_fraction": "max_occupancy",
    }
    row = {column: str(given[name]) for column, name in columns.items() if name in given}
    letter = "a" if "patience" in given else "c"
    row["kind"] = f"erlang_{letter}" if "agents" in given else f"required_{letter}"
    row["sl_definition"] = str(given["of"])
    return row


def _one(texts: Texts, row: dict[str, str], *, as_json: bool) -> int:
    """Print the figures of one queue; a requirement is followed by what callers meet then."""
    from workbench.analysis.queues import QueueError, compute_row

    try:
        results = compute_row(row)
        if "required_agents_n" in results:
            row["agents_n"] = str(results["required_agents_n"])
            there = {**row, "kind": row["kind"].replace("required", "erlang")}
            results = compute_row(there) | results
    except QueueError as error:
        raise click.UsageError(texts.message(error.message)) from None
    figures: dict[str, object] = {name: _plain(text) for name, text in row.items()}
    load = Fraction(row["calls_per_interval"]) / Fraction(row["interval_s"]) * Fraction(row["aht_s"])
    figures["offered_load_erlang"] = float(load)
    figures |= {name: value if math.isfinite(value) else None for name, value in results.items()}
    if as_json:
        click.echo(json.dumps(figures, indent=2))
    else:
        click.echo("\n".join(_lines(texts, results | {"offered_load_erlang": float(load)}, row)))
    return DONE


def _plain(text: str) -> float | int | str:
    try:
        value = Fraction(text)
    except ValueError:
        return text
    return int(value) if value.denominator == 1 else float(value)


def _lines(texts: Texts, results: Mapping[str, float | int], row: Mapping[str, str]) -> Iterator[str]:
    figures: dict[str, float | int] = {"agents_n": int(row["agents_n"])} | dict(results)
    shown = [
        (texts(label), _written(texts, figures[name], unit))
        for name, label, unit in _SHOWN
        if name in figures
    ]
    width = max(len(label) for label, _ in shown)
    value_width = max(len(value) for _, value in shown)
    for label, value in shown:
        yield f"{label:<{width}}  {value:>{value_width}}"
    if math.isinf(figures["mean_wait_all_s"]):
        yield texts("There are not enough agents for the calls: the queue grows without end.")


def _written(texts: Texts, value: float, unit: str) -> str:
    if math.isinf(value):
        return "∞"
    if unit == "share":
        return texts.percent(value, 2)
    if unit == "time":
        return texts("{seconds} s", seconds=texts.number(value, 1))
    return texts.number(value, 0 if unit == "count" else 2)


def _table(texts: Texts, source: Path, target: Path | None) -> int:
    """Compute every line of ``source``; a line that cannot be computed says why, the others go on."""
    from workbench.analysis.queues import RESULT_COLUMNS, QueueError, compute_row

    try:
        rows = list(_rows(texts, source))
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or problem
        click.echo(texts("{file} cannot be read: {reason}", file=source, reason=reason), err=True)
        return UNREADABLE
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["case_id", *RESULT_COLUMNS, "error"])
    failed = 0
    for row in rows:
        results: Results = {}
        reason = ""
        try:
            results = compute_row(row)
        except QueueError as error:
            failed, reason = failed + 1, texts.message(error.message)
        except (ArithmeticError, ValueError) as error:
            failed, reason = failed + 1, texts("This cannot be computed: {reason}", reason=error)
        cells = [_digits(results[name]) if name in results else "" for name in RESULT_COLUMNS]
        writer.writerow([row["case_id"], *cells, reason])
    code = _write(texts, target, written.getvalue())
    if failed and code == DONE:
        click.echo(
            texts.plural(
                "{n} line could not be computed: see the column error.",
                "{n} lines could not be computed: see the column error.",
                failed,
            ),
            err=True,
        )
        return FOUND
    return code


def _rows(texts: Texts, source: Path) -> Iterator[dict[str, str]]:
    """Yield the lines of the table by column name. ValueError where the columns are not there."""
    with source.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="", restkey="")
        missing = {"case_id", "kind"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(texts("the table has no column {columns}", columns=", ".join(sorted(missing))))
        for row in reader:
            row.pop("", None)
            yield row


def _digits(value: float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.17g}"


def _write(texts: Texts, target: Path | None, text: str) -> int:
    if target is None:
        click.echo(text, nl=False)
        return DONE
    from workbench.store.atomic import NotWritten, write_atomically
    from workbench.store.disk import Disk

    try:
        write_atomically(Disk(), target, [text.encode()])
    except NotWritten as problem:
        click.echo(texts.message(problem.message), err=True)
        return UNWRITABLE
    return DONE
