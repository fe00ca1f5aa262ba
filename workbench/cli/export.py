"""The export command: the handover package, or a part of it, into a folder."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

from workbench.cli.context import CommandContext
from workbench.model.text import N_

KIND_NAMES = (
    "agreement",
    "tasks",
    "staffing",
    "costs",
    "charts",
    "processes",
    "network",
    "checklists",
    "catalogue",
    "minutes",
    "tally",
    "faq",
    "knowledge",
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
@click.option(
    "--progress",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=N_(
        "How each written file is told on standard error: its path, or a line of JSON with done, of and path."
    ),
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
    progress: Literal["text", "json"],
) -> int:
    """Write files one by one, each whole; say how many and where. A request to stop is heard between two files."""
    from workbench.analysis.engine import Engine
    from workbench.cli.stopping import stop_requests
    from workbench.export.order import order
    from workbench.export.package import package_size, write_package
    from workbench.session import read_project

    texts = context.texts
    project = read_project(file).project
    results = Engine().results(project, scenario)
    wanted = order(
        project, results, texts, edition=edition, departments=departments, kinds=kinds, template=template
    )
    with stop_requests() as check:
        total = package_size(wanted) if progress == "json" else 0
        done = 0

        def tell(path: str) -> None:
            nonlocal done
            done += 1
            said = json.dumps({"done": done, "of": total, "path": path}) if total else f"  {path}"
            click.echo(said, err=True)
            check()

        check()
        written = write_package(wanted, project, folder, tell)
    click.echo(
        texts.plural("{n} file in {folder}", "{n} files in {folder}", len(written), folder=str(folder)),
        err=True,
    )
    return 0
