"""Pooled against alone, and the core test, as ``calculate --alone`` prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.context import print_table
from workbench.locale import Texts

if TYPE_CHECKING:
    from workbench.analysis.people.standing_alone import StandingAlone
    from workbench.analysis.results import Results
    from workbench.model.project import Project


def standing_alone_with_progress(
    project: Project, results: Results, texts: Texts, *, all_groups: bool
) -> StandingAlone:
    """Return what departments would need and pay alone; progress goes to standard error."""
    from workbench.analysis.people.standing_alone import standing_alone

    def progress(done: int, total: int) -> None:
        if done % 10 == 0 or done == total:
            click.echo(texts("  {done} of {total} groups", done=done, total=total), err=True)

    return standing_alone(project, results, all_groups=all_groups, progress=progress)


def print_alone(found: StandingAlone, project: Project, results: Results, texts: Texts) -> None:
    """Print both as tables."""
    names = {department.id: department.name for department in project.departments}
    pooling = found.pooling
    click.echo("")
    click.echo(texts("Alone or together, full-time positions before leading and rounding:"))
    rows = [(texts("Department"), texts("Alone"), texts("At the peak"), texts("Front line today"))]
    rows += [
        (
            names[one.department],
            texts.number(one.fte, 2),
            str(one.peak_agents),
            texts.number(one.fte_today, 2),
        )
        for one in pooling.alone
    ]
    rows.append((texts("All alone"), texts.number(pooling.alone_fte, 2), "", ""))
    rows.append((texts("Together"), texts.number(pooling.pooled_fte, 2), "", ""))
    print_table(rows, right=(1, 2, 3))
    if pooling.break_even_handling is not None:
        click.echo(
            texts(
                "Handling may take {factor} times as long together before nothing is gained.",
                factor=texts.number(pooling.break_even_handling, 2),
            )
        )
    core, currency = found.core, results.costs.currency
    click.echo("")
    if not core.blocking:
        click.echo(
            texts.plural(
                "Would anyone pay less alone? None found among {n} group.",
                "Would anyone pay less alone? None found among {n} groups.",
                core.groups_tested,
            )
        )
        return
    click.echo(texts("Groups that would pay less alone:"))
    table = [(texts("Departments"), texts("Pays together"), texts("Alone"))]
    table += [
        (
            " + ".join(names[one] for one in group.departments),
            texts.money(group.pays, currency, 2),
            texts.money(group.alone, currency, 2),
        )
        for group in core.blocking
    ]
    print_table(table, right=(1, 2))
