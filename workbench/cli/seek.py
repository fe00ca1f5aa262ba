"""Commands that ask backwards: what so many people, or so much money, are enough for."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.calculate import SCENARIO
from workbench.cli.context import CommandContext, print_json, print_table, say_notes
from workbench.locale import Texts
from workbench.model.text import N_

if TYPE_CHECKING:
    from workbench.analysis.results import Rate
    from workbench.analysis.scenarios.budget_seek import BudgetFound
    from workbench.analysis.scenarios.goal_seek import ServiceFound
    from workbench.model.project import Project

_FILE = click.Path(path_type=Path, dir_okay=False)


class _Amount(click.ParamType[Decimal]):
    """An option's amount, exact as written."""

    name = "amount"

    def convert(
        self, value: str | Decimal, param: click.Parameter | None, ctx: click.Context | None
    ) -> Decimal:
        """Return the amount, or fail."""
        try:
            amount = Decimal(str(value).replace(" ", "").replace(",", "."))
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or amount < 0:
            texts: Texts = ctx.obj.texts if ctx else Texts("en")
            self.fail(texts("{value} is not an amount such as 9500000", value=value), param, ctx)
        return amount


@click.command(
    help=N_("Ask FILE backwards: what service so many people give, or what a yearly budget can move.")
)
@click.argument("file", type=_FILE)
@click.option(
    "--fte", type=click.FloatRange(0, min_open=True), help=N_("Full-time positions, leading included.")
)
@click.option("--advisers", type=click.IntRange(1), help=N_("Advisers present in every open half-hour."))
@click.option("--budget", type=_Amount(), help=N_("Yearly cost that departments share, at most."))
@click.option("--scenario", help=SCENARIO)
@click.option(
    "--save-as", help=N_("With --budget: keep what can move in FILE, as a scenario with this name.")
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def seek(
    context: CommandContext,
    file: Path,
    fte: float | None,
    advisers: int | None,
    budget: Decimal | None,
    scenario: str | None,
    save_as: str | None,
    *,
    as_json: bool,
) -> int:
    """Print what was found; with ``--save-as`` it is a scenario afterwards."""
    from workbench.analysis.scenarios.goal_seek import service_with_advisers, service_with_positions
    from workbench.session import read_project

    texts = context.texts
    if sum(one is not None for one in (fte, advisers, budget)) != 1:
        raise click.UsageError(texts("Give one of --fte, --advisers and --budget"))
    if save_as is not None and budget is None:
        raise click.UsageError(texts("--save-as goes with --budget"))

    def progress(done: int, total: int) -> None:
        click.echo(texts("  {done} of {total} runs", done=done, total=total), err=True)

    if save_as is not None and budget is not None:
        return _kept(file, budget, scenario, save_as, texts, progress, as_json=as_json)
    project = read_project(file).project
    if fte is not None:
        _print_service(
            service_with_positions(project, fte, scenario, progress=progress), texts, as_json=as_json
        )
    elif advisers is not None:
        found = service_with_advisers(project, advisers, scenario, progress=progress)
        _print_service(found, texts, as_json=as_json)
    elif budget is not None:
        _print_budget(_within(project, budget, scenario, progress), project, texts, as_json=as_json)
    return 0


def _within(project: Project, budget: Decimal, scenario: str | None, progress: Any) -> BudgetFound:
    from workbench.analysis.scenarios.budget_seek import levels_within_budget

    return levels_within_budget(project, budget, scenario, progress=progress)


def _kept(
    file: Path,
    budget: Decimal,
    scenario: str | None,
    name: str,
    texts: Texts,
    progress: Any,
    *,
    as_json: bool,
) -> int:
    """Seek in the open project, so that what is kept was sought in what is there."""
    from workbench.edits.scenarios import add_scenario
    from workbench.session import Session

    with Session.open(file) as session:
        say_notes(texts, session)
        found = _within(session.project, budget, scenario, progress)
        session.do(add_scenario(session.project, found.scenario.changed(name=name)))
        saved = session.save()
        _print_budget(found, session.project, texts, as_json=as_json)
    click.echo(texts("It is in {file}.", file=saved.path), err=True)
    return 1 if saved.is_conflict_copy else 0


def _print_service(found: ServiceFound, texts: Texts, *, as_json: bool) -> None:
    from workbench.analysis.as_json import clock, service_as_json

    if as_json:
        print_json(service_as_json(found))
        return
    rows: list[tuple[str, ...]] = [("", texts("So many"), texts("As planned"))]
    both = (found.staffing, found.planned)
    rows.append((texts("Full-time positions"), *(texts.number(one.fte_total, 1) for one in both)))
    rows.append((texts("Advisers at the peak"), *(texts.number(one.peak_agents) for one in both)))
    rows.append((texts("Service level of the year"), *(_share(one.service_level, texts) for one in both)))
    print_table(rows, right=(1, 2))
    click.echo(texts.message(found.rule))
    for pool in found.pools:
        click.echo(
            texts(
                "{pool}: {share} within {seconds} seconds, {answered} get through",
                pool=pool.name,
                share=_share(pool.service_level, texts),
                seconds=texts.number(pool.within_s),
                answered="-" if pool.answered_share is None else texts.percent(pool.answered_share, 1),
            )
        )
    click.echo("")
    click.echo(texts("Where people wait longest:"))
    weekdays = texts.weekdays()
    waits: list[tuple[str, ...]] = [
        (texts("Month"), texts("Weekday"), texts("From"), texts("Seconds"), texts("Advisers"))
    ]
    waits += [
        (
            texts.months[one.month - 1],
            weekdays[one.weekday],
            clock(one.half_hour),
            texts.number(one.mean_wait_s),
            str(one.agents),
        )
        for one in found.longest
    ]
    print_table(waits, right=(3, 4))


def _share(rate: Rate, texts: Texts) -> str:
    return "-" if rate.value is None else texts.percent(rate.value, 1)


def _print_budget(found: BudgetFound, project: Project, texts: Texts, *, as_json: bool) -> None:
    from workbench.analysis.as_json import budget_as_json
    from workbench.analysis.spoken import level_range

    if as_json:
        print_json(budget_as_json(found, project))
        return
    names = {one.id: one.name for one in project.case_types}
    currency = found.results.costs.currency
    rows = [
        (texts("Levels that move whole"), level_range(found.levels)),
        (texts("Level that moves in part"), "-" if found.level_in_part is None else str(found.level_in_part)),
        (texts("Case types of it that move"), texts.number(len(found.moved))),
        (texts("Case types of it that stay"), texts.number(len(found.left_out))),
        (texts("Yearly cost that departments share"), texts.money(found.cost, currency)),
        (
            texts("With the next case type"),
            "-" if found.cost_with_next is None else texts.money(found.cost_with_next, currency),
        ),
        (texts("Full-time positions"), texts.number(found.fte_total, 1)),
        (texts("Hours taken over from departments"), texts.number(found.hours_taken)),
    ]
    print_table(rows, right=(1,))
    click.echo(texts.message(found.rule))
    for head, some in ((texts("Move:"), found.moved), (texts("Stay:"), found.left_out)):
        if some:
            click.echo("")
            click.echo(head)
            table = [
                (
                    f"  {names[one.case_type]}",
                    texts.number(one.hours_relieved, 1),
                    texts.money(one.added_cost, currency),
                )
                for one in some
            ]
            print_table(table, right=(1, 2))
