"""Commands that calculate: a scenario's results, the plan played by simulation."""

from __future__ import annotations

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.analysis.words import COMPONENTS
from workbench.cli.context import CommandContext, print_json, print_table
from workbench.locale import Texts
from workbench.model.text import N_

if TYPE_CHECKING:
    from workbench.analysis.results import Rate, Results
    from workbench.model.project import Project

_FILE = click.Path(path_type=Path, dir_okay=False)
SCENARIO = N_("Name or id of a scenario; without it, the project's chosen one.")


@click.command(help=N_("Calculate a scenario of FILE: demand, staffing, balance, costs and who pays."))
@click.argument("file", type=_FILE)
@click.option("--scenario", help=SCENARIO)
@click.option(
    "--intervals",
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("Write advisers and service level per half-hour to this CSV file."),
)
@click.option(
    "--alone",
    is_flag=True,
    help=N_("Also what each department would need alone, and whether any group would pay less alone."),
)
@click.option("--all-groups", is_flag=True, help=N_("With --alone: every group, for up to ten departments."))
@click.option("--quarters", is_flag=True, help=N_("Also each quarter in which a wave starts."))
@click.option(
    "--draws",
    type=click.IntRange(2, 1_000_000),
    help=N_("Also how sure the figures are, from so many draws of what nobody measured."),
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help=N_("The same seed gives the same draws.")
)
@click.option(
    "--explain",
    "explained",
    metavar="KEY",
    multiple=True,
    help=N_("Print only what this figure is made of, and the keys that lead further (fte, operating_cost)."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def calculate(
    context: CommandContext,
    file: Path,
    scenario: str | None,
    intervals: Path | None,
    *,
    alone: bool,
    all_groups: bool,
    quarters: bool,
    draws: int | None,
    seed: int,
    explained: tuple[str, ...],
    as_json: bool,
) -> int:
    """Print one scenario's results."""
    from workbench.analysis.as_json import plain, results_as_json
    from workbench.analysis.scenarios.waves import quarters as quarters_of
    from workbench.cli.alone import print_alone, standing_alone_with_progress
    from workbench.cli.explained import print_explanations
    from workbench.cli.over_time import print_quarters
    from workbench.cli.uncertain import print_uncertainty, uncertainty_with_progress

    texts = context.texts
    project, (results,) = results_of(file, (scenario,))
    if intervals is not None:
        _write_intervals(results, intervals)
    if explained:
        print_explanations(project, results, explained, texts, are_json=as_json)
        return 0
    found = standing_alone_with_progress(project, results, texts, all_groups=all_groups) if alone else None
    by_quarter = quarters_of(project, results.scenario if project.scenarios else None) if quarters else ()
    sure = uncertainty_with_progress(project, results, texts, draws, seed) if draws else None
    if as_json:
        more = {} if found is None else {"pooling": plain(found.pooling), "core_test": plain(found.core)}
        if quarters:
            more["quarters"] = [plain(one) | {"starts_on": str(one.starts_on)} for one in by_quarter]
        if sure is not None:
            from workbench.analysis.uncertainty.as_json import uncertainty_as_json

            more["uncertainty"] = uncertainty_as_json(sure, project)
        print_json(results_as_json(results, project) | more)
        return 0
    _print_results(results, project, texts)
    if quarters:
        print_quarters(by_quarter, results.costs.currency, texts)
    if found is not None:
        print_alone(found, project, results, texts)
    if sure is not None:
        print_uncertainty(sure, project, results.costs.currency, texts)
    return 0


@click.command(help=N_("Test the staffing plan of FILE by simulating days of single calls."))
@click.argument("file", type=_FILE)
@click.option("--scenario", help=SCENARIO)
@click.option(
    "--days",
    type=click.IntRange(2),
    default=500,
    show_default=True,
    help=N_("Days to play, spread over the year's day types."),
)
@click.option("--seed", type=int, default=1, show_default=True, help=N_("The same seed gives the same days."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def simulate(
    context: CommandContext, file: Path, scenario: str | None, days: int, seed: int, *, as_json: bool
) -> int:
    """Print the plan's measures beside simulated ones."""
    from workbench.analysis.engine import find_scenario
    from workbench.analysis.scenario import scenario_terms
    from workbench.analysis.second_opinion.played import second_opinion
    from workbench.cli.played import pool_as_json, print_pool

    texts = context.texts
    project, (results,) = results_of(file, (scenario,))
    terms = scenario_terms(project, find_scenario(project, results.scenario) if project.scenarios else None)
    opinion = second_opinion(results, terms, days, seed)
    if as_json:
        print_json({"scenario": results.scenario_name, "scenario_id": results.scenario, "days": days,
                    "seed": seed, "pools": [pool_as_json(one) for one in opinion.pools]})  # fmt: skip
        return 0
    for pool in opinion.pools:
        click.echo(texts("{pool}: {days} simulated days, seed {seed}", pool=pool.name, days=days, seed=seed))
        print_pool(pool, texts)
    return 0


def results_of(file: Path, scenarios: tuple[str | None, ...]) -> tuple[Project, list[Results]]:
    """Return the project in ``file`` and the results of each of ``scenarios`` (None: the chosen one)."""
    from workbench.analysis.engine import Engine, find_scenario
    from workbench.session import read_project

    project = read_project(file).project
    engine = Engine()
    return project, [
        engine.results(project, None if wanted is None else _id(find_scenario(project, wanted)))
        for wanted in scenarios
    ]


def _id(scenario: Any) -> str | None:
    return None if scenario is None else str(scenario.id)


def _write_intervals(results: Results, path: Path) -> None:
    """Write a row per pool, day type and open half-hour; the file is there whole or not at all."""
    import io

    from workbench.analysis.as_json import INTERVAL_COLUMNS, interval_rows
    from workbench.store.atomic import write_atomically
    from workbench.store.disk import Disk

    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, INTERVAL_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(interval_rows(results))
    write_atomically(Disk(), path, [text.getvalue().encode()])


def shown_as(unit: str, currency: str, texts: Texts) -> Callable[[Any], str]:
    """Return how a figure of ``unit`` is written; no figure is a dash."""

    def show(value: Any) -> str:
        if value is None:
            return "-"
        if unit == "currency":
            return texts.money(Decimal(value), currency)
        if unit == "currency per minute":
            return texts.money(Decimal(value), currency, 2)
        if unit.startswith("share"):
            return texts.percent(value, 1)
        return texts.number(value, 1 if unit in {"FTE", "hours"} else 0)

    return show


def _print_results(results: Results, project: Project, texts: Texts) -> None:
    click.echo(
        texts("{scenario}, planning year {year}", scenario=results.scenario_name, year=results.planning_year)
    )
    _print_headlines(results, texts)
    _print_staffing(results, texts)
    _print_balance(results, project, texts)
    _print_money(results, project, texts)
    click.echo("")
    click.echo(texts("Assumptions, where the project says nothing:"))
    print_table(
        [
            (texts(one.name), texts.number(one.value, 2), texts(one.unit), texts(one.source))
            for one in results.assumptions
        ],
        right=(1,),
    )


def _print_headlines(results: Results, texts: Texts) -> None:
    from workbench.analysis.as_json import compared
    from workbench.analysis.scenarios.comparison import NAMES

    rows = []
    for row in compared([results]):
        show = shown_as(row["unit"], results.costs.currency, texts)
        name = NAMES[row["key"]]
        rows.append((texts(name), show(row["values"][0])))
    print_table(rows, right=(1,))


def _print_staffing(results: Results, texts: Texts) -> None:
    staffing = results.staffing
    click.echo("")
    click.echo(texts("Full-time positions, row by row:"))
    rows = [
        (texts(COMPONENTS[name]), texts.number(value, 2)) for name, value in staffing.fte_by_component.items()
    ]
    print_table([*rows, (texts("Sum"), texts.number(staffing.fte_total, 2))], right=(1,))
    for pool in staffing.pools:
        click.echo(
            texts(
                "{pool}: {fte} positions, at most {agents} advisers at once, {share} within {seconds} seconds",
                pool=pool.name,
                fte=texts.number(pool.fte, 1),
                agents=pool.peak_agents,
                share=_share(pool.service_level, texts),
                seconds=texts.number(pool.within_s),
            )
        )


def _share(rate: Rate, texts: Texts) -> str:
    return "-" if rate.value is None else texts.percent(rate.value, 1)


def _print_balance(results: Results, project: Project, texts: Texts) -> None:
    names = {one.id: one.name for one in project.departments}
    click.echo("")
    click.echo(texts("Hours per year:"))
    head = (texts("Department"), texts("Work today"), texts("Taken over"), texts("Dropped"), texts("Stays"))
    table: list[tuple[str, ...]] = [head]
    for row in (*results.release.balance, results.release.total):
        name = texts("All") if row.department is None else names[row.department]
        hours = (row.work_today, row.taken, row.dropped, row.staying)
        table.append((name, *(texts.number(one) for one in hours)))
    print_table(table, right=range(1, 5))


def _print_money(results: Results, project: Project, texts: Texts) -> None:
    names = {one.id: one.name for one in project.departments}
    allocation, currency = results.allocation, results.costs.currency
    click.echo("")
    click.echo(texts("Who bears the yearly cost, {currency}:", currency=currency))
    table = [
        (texts("Department"), texts("Used"), texts("Readiness"), texts("Direct"), texts("Amount")),
        *(
            (
                names[one.department],
                *(texts.number(amount, 2) for amount in (one.used, one.readiness, one.direct, one.amount)),
            )
            for one in allocation.by_department
        ),
        (texts("Centrally funded"), "", "", "", texts.number(allocation.central, 2)),
        (texts("Sum"), "", "", "", texts.number(allocation.total, 2)),
    ]
    print_table(table, right=range(1, 5))
