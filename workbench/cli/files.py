"""Commands on project files: make, look at, check, change, compare and purge them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.context import CommandContext, print_json, print_table
from workbench.model.text import N_, ProjectError, message

if TYPE_CHECKING:
    from workbench.templates import TemplateName

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(
    help=N_(
        "Make the project file FILE from a template: se and da are samples to look at, "
        "empty is for real work, big is for speed tests."
    )
)
@click.argument("file", type=FILE)
@click.option(
    "--template",
    type=click.Choice(["se", "da", "empty", "big"]),
    default="empty",
    show_default=True,
    help=N_("What to start from."),
)
@click.option(
    "--departments", type=click.IntRange(1), default=60, help=N_("Departments of the big template.")
)
@click.option(
    "--case-types", type=click.IntRange(1), default=5000, help=N_("Case types of the big template.")
)
@click.option("--steps", type=click.IntRange(1), default=40000, help=N_("Steps of the big template."))
@click.option("--seed", type=int, default=1, help=N_("Seed of the big template."))
@click.option(
    "--from", "source", type=FILE, help=N_("A project as JSON, as export writes it; its ids are kept.")
)
@click.pass_obj
def new(
    context: CommandContext,
    file: Path,
    template: TemplateName,
    departments: int,
    case_types: int,
    steps: int,
    seed: int,
    source: Path | None,
) -> int:
    """Make a project file; refuses to write over one."""
    from workbench.model.integrity import check_project
    from workbench.model.record import new_id
    from workbench.session import write_new
    from workbench.store.disk import Disk
    from workbench.templates import template_project

    if source is not None:
        project = _project_from_json(source)
        check_project(project)
    else:
        try:
            project = template_project(
                template, departments=departments, case_types=case_types, steps=steps, seed=seed
            )
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        project = project.changed(id=new_id())  # two projects from one template are two projects
    write_new(file.resolve(), project, Disk())
    click.echo(context.texts("Made {file}.", file=file), err=True)
    return 0


@click.command(help=N_("Say what FILE holds."))
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def info(context: CommandContext, file: Path, *, as_json: bool) -> int:
    """Print title, counts, revision and format."""
    from workbench.session import read_project

    reading = read_project(file)
    project = reading.project
    found = {
        "title": project.municipality.name,
        "id": project.id,
        "departments": len(project.departments),
        "case_types": len(project.case_types),
        "steps": sum(len(case_type.steps) for case_type in project.case_types),
        "checklists": len(project.checklists),
        "faqs": len(project.faqs),
        "scenarios": len(project.scenarios),
        "planning_year": project.settings.planning_year,
        "revision": reading.revision,
        "unsaved_edits": reading.unsaved_edits,
        "format": reading.file.header.format,
    }
    if as_json:
        print_json(found)
        return 0
    texts = context.texts
    names = {
        "title": texts("Municipality"),
        "id": texts("Project id"),
        "departments": texts("Departments"),
        "case_types": texts("Case types"),
        "steps": texts("Steps"),
        "checklists": texts("Checklists"),
        "faqs": texts("Frequently asked questions"),
        "scenarios": texts("Scenarios"),
        "planning_year": texts("Planning year"),
        "revision": texts("Revision"),
        "unsaved_edits": texts("Edits not yet in the file"),
        "format": texts("Format"),
    }
    print_table([(names[key], str(value)) for key, value in found.items()])
    return 0


@click.command(help=N_("List the findings of FILE: what is missing, guessed or not allowed."))
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def check(context: CommandContext, file: Path, *, as_json: bool) -> int:
    """Print findings; exit 1 when one of them is an error."""
    from workbench.analysis.engine import Engine
    from workbench.export.words import word
    from workbench.session import read_project

    texts = context.texts
    findings = Engine().results(read_project(file).project).findings
    if as_json:
        print_json(
            [
                {
                    "rule": one.rule,
                    "severity": one.severity,
                    "place": one.place,
                    "id": one.id,
                    "message": texts.message(one.what),
                    "remedy": texts.message(one.remedy),
                }
                for one in findings
            ]
        )
    elif not findings:
        click.echo(texts("Nothing to remark on."))
    else:
        for one in findings:
            head = (
                f"{word(one.severity, texts)}: {texts.message(one.what)} [{one.rule}, {one.place} {one.id}]"
            )
            click.echo(f"{head}\n    {texts.message(one.remedy)}")
    return 1 if any(one.severity == "error" for one in findings) else 0


@click.command(
    help=N_(
        "Apply EDITS (a file of JSON lines, else standard input) to FILE and save it. One line is "
        "printed per edit, after it is safe on the disk."
    )
)
@click.argument("file", type=FILE)
@click.argument("edits", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), required=False)
@click.pass_obj
def apply(context: CommandContext, file: Path, edits: Path | None) -> int:
    """Apply edits one by one; a rejected one is said and the rest goes on."""
    from workbench.edits import edit_from_json
    from workbench.session import Session

    texts, rejected = context.texts, 0
    with Session.open(file) as session:
        for note in session.notes:
            click.echo(texts.message(note), err=True)
        for number, line in enumerate(_lines(edits), 1):
            if not line.strip():
                continue
            try:
                session.do(edit_from_json(_parsed(line)), cause="apply")
                said: dict[str, Any] = {"applied": number, "revision": session.revision}
            except ProjectError as error:
                if error.exit_code != 1:
                    raise
                rejected += 1
                said = {"rejected": number, "reason": texts.message(error.message)}
            click.echo(json.dumps(said, ensure_ascii=False))
            sys.stdout.flush()
        session.save()
    return 1 if rejected else 0


@click.command(
    help=N_(
        "Print FILE, or the part of it at PATH, as canonical JSON. A path names fields and ids "
        "with dots between them, such as case_types.ID.steps."
    )
)
@click.argument("file", type=FILE)
@click.argument("path", required=False)
def show(file: Path, path: str | None) -> int:
    """Print the project or a part of it."""
    from workbench.session import read_project

    value: Any = read_project(file).project.as_json()
    for name in (path or "").split(".") if path else ():
        value = _part(value, name, path or "")
    print_json(value)
    return 0


@click.command(help=N_("Print the JSON Schema of the project file and of the edits."))
def schema() -> int:
    """Print both schemas."""
    from workbench.edits.stored import edit_schema
    from workbench.store.schema import file_schema

    print_json({"project_file": file_schema(), "edits": edit_schema()})
    return 0


@click.command(help=N_("List what differs between the project files A and B."))
@click.argument("a", type=FILE)
@click.argument("b", type=FILE)
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def diff(context: CommandContext, a: Path, b: Path, *, as_json: bool) -> int:
    """Print differences item by item, field by field."""
    from workbench.model.difference import differences
    from workbench.session import read_project

    found = list(differences(read_project(a).project, read_project(b).project))
    if as_json:
        print_json([asdict(one) for one in found])
        return 0
    texts = context.texts
    if not found:
        click.echo(texts("The two projects are the same."))
    for one in found:
        if one.change == "added":
            click.echo(texts("added    {kind} {id}", kind=one.kind, id=one.id))
        elif one.change == "removed":
            click.echo(texts("removed  {kind} {id}", kind=one.kind, id=one.id))
        else:
            before, after = (json.dumps(value, ensure_ascii=False) for value in (one.before, one.after))
            click.echo(
                texts(
                    "changed  {kind} {id} {field}: {before} -> {after}",
                    kind=one.kind,
                    id=one.id,
                    field=one.field,
                    before=before,
                    after=after,
                )
            )
    return 0


@click.command(
    help=N_(
        "Remove what was deleted from FILE, its journals, snapshots and set-aside copies, after "
        "a confirmation that names them."
    )
)
@click.argument("file", type=FILE)
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
@click.pass_obj
def purge(context: CommandContext, file: Path, *, yes: bool) -> int:
    """Rewrite the file and remove every other trace."""
    from workbench.session import Session

    texts = context.texts
    with Session.open(file) as session:
        doomed = session.traces()
        click.echo(
            texts("{file} is written anew, and these files are removed for good:", file=file), err=True
        )
        for path in doomed or ():
            click.echo(f"  {path}", err=True)
        if not doomed:
            click.echo(texts("  (there are none)"), err=True)
        if not yes and not click.confirm(texts("Remove them?"), err=True):
            click.echo(texts("Nothing was removed."), err=True)
            return 1
        gone = session.purge()
        click.echo(texts.plural("{n} file was removed.", "{n} files were removed.", len(gone)), err=True)
    return 0


def _project_from_json(path: Path) -> Any:
    from pydantic import ValidationError

    from workbench.model.project import Project

    try:
        return Project.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        problem = ProjectError(
            message(
                N_(
                    "{file} is not a project as JSON: {place}: {reason}. Correct it there, or export the project again."
                ),
                file=str(path),
                place=place or "-",
                reason=first["msg"],
            )
        )
        problem.exit_code = 3
        raise problem from error


def _lines(edits: Path | None) -> Iterator[str]:
    if edits is None or str(edits) == "-":
        yield from sys.stdin
    else:
        with edits.open(encoding="utf-8") as file:
            yield from file


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError as error:
        raise ProjectError(
            message(N_("this line is not JSON ({reason}): write one JSON object per line"), reason=error.msg)
        ) from error


def _part(value: Any, name: str, path: str) -> Any:
    if isinstance(value, dict) and name in value:
        return value[name]
    items: Iterable[Any] = value if isinstance(value, list) else ()
    for item in items:
        if isinstance(item, dict) and item.get("id") == name:
            return item
    raise click.UsageError(f"{path}: {name}?")
