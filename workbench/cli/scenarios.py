"""Commands about scenarios: side by side with the causes of what differs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.calculate import results_of, shown_as
from workbench.cli.context import CommandContext, print_json, print_table
from workbench.locale import Texts
from workbench.model.text import N_

if TYPE_CHECKING:
    from workbench.analysis.causes import Causes
    from workbench.model.project import Project

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(help=N_("Set scenarios of FILE side by side."))
@click.argument("file", type=_FILE)
@click.option(
    "--scenario", "scenarios", multiple=True, required=True, help=N_("A scenario to set beside the others.")
)
@click.option(
    "--causes", "with_causes", is_flag=True, help=N_("Of two: which override accounts for how much.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def compare(
    context: CommandContext, file: Path, scenarios: tuple[str, ...], *, with_causes: bool, as_json: bool
) -> int:
    """Print the figures of two scenarios or more, and the last less the first."""
    from workbench.analysis.as_json import compared, compared_further

    texts = context.texts
    if len(scenarios) == 1:
        raise click.UsageError(texts("Give --scenario at least twice"))
    if with_causes and len(scenarios) != 2:
        raise click.UsageError(texts("--causes is about two scenarios"))
    project, many = results_of(file, scenarios)
    headlines, further = compared(many), compared_further(many, project)
    found = _causes(project, scenarios, texts) if with_causes else None
    if found is not None:
        _add_causes(found, [*headlines, *further])
    if as_json:
        print_json([*headlines, *further])
        return 0
    currency, names = many[0].costs.currency, [one.scenario_name for one in many]
    print_compared([*headlines, *(one for one in further if "department" not in one)], names, currency, texts)
    by_department: dict[str, list[dict[str, Any]]] = {}
    for row in further:
        if "department" in row:
            by_department.setdefault(row["department_id"], []).append(row)
    for rows in by_department.values():
        click.echo("")
        click.echo(f"{rows[0]['department']}:")
        print_compared(rows, names, currency, texts)
    if found is not None:
        _print_causes(found, headlines, currency, texts)
    return 0


def print_compared(rows: list[dict[str, Any]], heads: list[str], currency: str, texts: Texts) -> None:
    """Print ``rows`` under ``heads``, with the difference of the last from the first."""
    from workbench.analysis.comparison import NAMES

    table: list[tuple[str, ...]] = [("", *heads, texts("Difference"))]
    for row in rows:
        show = shown_as(row["unit"], currency, texts)
        cells = (show(value) for value in (*row["values"], row["difference"]))
        table.append((texts(NAMES[row["key"]]), *cells))
    print_table(table, right=range(1, len(heads) + 2))


def _causes(project: Project, scenarios: tuple[str, ...], texts: Texts) -> Causes:
    from workbench.analysis.causes import causes

    def progress(done: int, total: int) -> None:
        click.echo(texts("  {done} of {total} runs", done=done, total=total), err=True)

    return causes(project, *scenarios, progress=progress)


def _add_causes(found: Causes, rows: list[dict[str, Any]]) -> None:
    """Put what accounts for its difference into every row."""
    from workbench.analysis.as_json import plain

    places = {(row.department, row.key): at for at, row in enumerate(found.rows)}
    for row in rows:
        at = places[row.get("department_id"), row["key"]]
        row["causes"] = [
            {"override": one.field, "what": str(one.what), "difference": plain(one.differences[at])}
            for one in found.causes
        ]


def _print_causes(found: Causes, rows: list[dict[str, Any]], currency: str, texts: Texts) -> None:
    from workbench.analysis.comparison import NAMES

    for row in rows:
        show = shown_as(row["unit"], currency, texts)
        parts = [
            (f"  {texts.message(one.what)}", show(part["difference"]))
            for one, part in zip(found.causes, row["causes"], strict=True)
            if part["difference"] is not None and float(part["difference"])
        ]
        if parts:
            click.echo("")
            click.echo(texts(NAMES[row["key"]]))
            print_table(parts, right=(1,))
