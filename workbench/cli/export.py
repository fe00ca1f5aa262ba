"""The export command: the handover package, or a part of it, into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.cli.context import CommandContext
from workbench.model.text import N_

KIND_NAMES = (
    "agreement",
    "tasks",
    "staffing",
    "costs",
    "processes",
    "network",
    "checklists",
    "catalogue",
    "minutes",
    "tally",
    "faq",
    "project",
)


@click.command(
    help=N_(
        "Write the handover package of FILE into a folder: agreements, tasks, staffing, costs, process "
        "maps, hand-offs, checklists, FAQs, with an index and a manifest."
    )
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--out",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help=N_("The folder to write into; made if it is not there."),
)
@click.option(
    "--only",
    "kinds",
    type=click.Choice(KIND_NAMES),
    multiple=True,
    help=N_("Only this kind; may be given several times."),
)
@click.option("--department", "departments", multiple=True, help=N_("Only this department (name or id)."))
@click.option(
    "--edition",
    type=click.Choice(["internal", "external"]),
    default="internal",
    show_default=True,
    help=N_("The external edition holds nothing but what may leave the house."),
)
@click.option("--scenario", help=N_("Name or id of the scenario; without it, the chosen one."))
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help=N_("The municipality's own Word template in place of ours."),
)
@click.pass_obj
def export(
    context: CommandContext,
    file: Path,
    folder: Path,
    kinds: tuple[str, ...],
    departments: tuple[str, ...],
    edition: str,
    scenario: str | None,
    template: Path | None,
) -> int:
    """Write files one by one, each whole; say how many and where."""
    from workbench.analysis.engine import Engine
    from workbench.export.order import order
    from workbench.export.package import write_package
    from workbench.session import read_project

    texts = context.texts
    project = read_project(file).project
    results = Engine().results(project, scenario)
    wanted = order(
        project, results, texts, edition=edition, departments=departments, kinds=kinds, template=template
    )
    written = write_package(wanted, project, folder, lambda path: click.echo(f"  {path}", err=True))
    click.echo(
        texts.plural("{n} file in {folder}", "{n} files in {folder}", len(written), folder=str(folder)),
        err=True,
    )
    return 0
