"""Commands about scenarios: side by side with the causes of what differs, fixed for a decision, sought backwards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.calculate import SCENARIO, results_of, shown_as
from workbench.cli.context import CommandContext, print_json, print_table, say_notes
from workbench.locale import Texts
from workbench.model.text import N_

if TYPE_CHECKING:
    from workbench.analysis.scenarios.causes import Causes
    from workbench.model.project import Project

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(help=N_("Set scenarios of FILE side by side, or a fixed calculation beside today's figures."))
@click.argument("file", type=_FILE)
@click.option("--scenario", "scenarios", multiple=True, help=N_("A scenario to set beside the others."))
@click.option("--fixed", help=N_("A fixed calculation, beside what its scenario gives now."))
@click.option(
    "--causes", "with_causes", is_flag=True, help=N_("Of two: which override accounts for how much.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def compare(
    context: CommandContext,
    file: Path,
    scenarios: tuple[str, ...],
    fixed: str | None,
    *,
    with_causes: bool,
    as_json: bool,
) -> int:
    """Print the figures of two scenarios or more, and the last less the first."""
    from workbench.analysis.as_json import compared, compared_further

    texts = context.texts
    if fixed is not None:
        if scenarios or with_causes:
            raise click.UsageError(texts("--fixed stands alone: it has its own scenario"))
        return _since_then(file, fixed, texts, as_json=as_json)
    if len(scenarios) < 2:
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
    _print_departments(further, names, currency, texts)
    if found is not None:
        _print_causes(found, headlines, currency, texts)
    return 0


def _print_departments(rows: list[dict[str, Any]], heads: list[str], currency: str, texts: Texts) -> None:
    by_department: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        if "department" in row:
            by_department.setdefault(row["department_id"], []).append(row)
    for some in by_department.values():
        click.echo("")
        click.echo(f"{some[0]['department']}:")
        print_compared(some, heads, currency, texts)


def print_compared(rows: list[dict[str, Any]], heads: list[str], currency: str, texts: Texts) -> None:
    """Print ``rows`` under ``heads``, with the difference of the last from the first."""
    from workbench.analysis.scenarios.comparison import NAMES

    table: list[tuple[str, ...]] = [("", *heads, texts("Difference"))]
    for row in rows:
        show = shown_as(row["unit"], currency, texts)
        cells = (show(value) for value in (*row["values"], row["difference"]))
        table.append((texts(NAMES[row["key"]]), *cells))
    print_table(table, right=range(1, len(heads) + 2))


def _causes(project: Project, scenarios: tuple[str, ...], texts: Texts) -> Causes:
    from workbench.analysis.scenarios.causes import causes

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
    from workbench.analysis.scenarios.comparison import NAMES

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


def _since_then(file: Path, name: str, texts: Texts, *, as_json: bool) -> int:
    """Print a fixed calculation beside what its scenario gives now, and what has changed since."""
    from workbench.analysis.as_json import rows_as_json
    from workbench.analysis.engine import Engine
    from workbench.analysis.scenarios.fixed import against_now, find_fixed
    from workbench.session import read_project

    project = read_project(file).project
    fixed = find_fixed(project, name)
    results = Engine().results(project, fixed.scenario)
    found = against_now(fixed, project, results)
    rows = rows_as_json(found.rows, project)
    if as_json:
        changes = [
            {
                "what": str(one.what),
                "collection": one.place.collection if one.place else None,
                "ids": list(one.place.ids) if one.place else [],
                "field": one.place.field if one.place else None,
            }
            for one in found.changes
        ]
        print_json(
            {
                "name": fixed.name,
                "on": fixed.on.isoformat(),
                "forum": fixed.forum,
                "scenario": results.scenario_name,
                "scenario_id": results.scenario,
                "program_version": fixed.program_version,
                "is_unchanged": found.is_unchanged,
                "rows": rows,
                "changes": changes,
            }
        )
        return 0
    click.echo(
        texts("{name}, {day}, {forum}", name=fixed.name, day=texts.date(fixed.on), forum=fixed.forum or "-")
    )
    heads = [texts("Then"), texts("Now")]
    print_compared([one for one in rows if "department" not in one], heads, results.costs.currency, texts)
    _print_departments(rows, heads, results.costs.currency, texts)
    click.echo("")
    if found.is_unchanged:
        click.echo(texts("Nothing that figures rest on has changed since."))
    else:
        click.echo(texts("What has changed since:"))
    for one in found.changes:
        click.echo(f"  {texts.message(one.what)}")
    return 0


@click.command(help=N_("Keep what a scenario of FILE gives now, for a decision that rests on it."))
@click.argument("file", type=_FILE)
@click.option("--name", required=True, help=N_("What the decision calls it."))
@click.option("--scenario", help=SCENARIO)
@click.option("--forum", default="", help=N_("Who decides."))
@click.option(
    "--on", type=click.DateTime(("%Y-%m-%d",)), help=N_("Day of the decision, YYYY-MM-DD; without it, today.")
)
@click.pass_obj
def fix(
    context: CommandContext, file: Path, name: str, scenario: str | None, forum: str, on: dt.datetime | None
) -> int:
    """Store the results in the file; exit 1 where that became a conflict copy."""
    from workbench.analysis.engine import Engine, find_scenario
    from workbench.analysis.scenarios.fixed import fix as fixing
    from workbench.session import Session

    texts = context.texts
    day = on.date() if on is not None else dt.date.today()  # noqa: DTZ011 - the user's own day
    with Session.open(file) as session:
        say_notes(texts, session)
        wanted = find_scenario(session.project, scenario)
        results = Engine().results(session.project, wanted.id if wanted else None)
        session.do(fixing(session.project, results, name=name, on=day, forum=forum))
        saved = session.save()
    click.echo(texts("It is in {file}.", file=saved.path), err=True)
    return 1 if saved.is_conflict_copy else 0
