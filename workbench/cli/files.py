"""Commands on project files: make, look at, check, change, compare and purge them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.context import CommandContext, NotMade, UnusableInput, print_json, print_table, say_notes
from workbench.model.text import N_, Message, ProjectError, clean_json, message

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
    from workbench.model.record import new_id
    from workbench.session import write_new
    from workbench.store.disk import Disk
    from workbench.templates import template_project

    if file.exists():
        raise NotMade(
            message(N_("{path} is there already. Choose another name, or open it."), path=str(file))
        )
    if source is not None:
        project = _project_from_json(source)
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
    with _opened(edits) as lines, Session.open(file) as session:
        say_notes(texts, session)
        for number, line in enumerate(lines, 1):
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
        saved = session.save()
    if saved.is_conflict_copy:
        what = texts(
            "Somebody else has changed {file} meanwhile. Your edits are in {copy}.",
            file=file,
            copy=saved.path,
        )
        click.echo(what, err=True)
    return 1 if rejected or saved.is_conflict_copy else 0


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

    value: Any = read_project(file).project
    names = path.split(".") if path else []
    for at, name in enumerate(names):
        value = _part(value, name, ".".join(names[:at]))
    print_json(_as_json(value))
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

    from workbench.model.integrity import check_project
    from workbench.model.project import Project

    try:
        project = Project.from_json(clean_json(json.loads(path.read_bytes())))
        check_project(project)
    except OSError as error:
        raise UnusableInput(
            message(
                N_("{file} cannot be read ({reason}). Check the name and that you may read the file."),
                file=str(path),
                reason=error.strerror or str(error),
            )
        ) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _no_project(path, place or "-", first["msg"]) from error
    except ProjectError as error:
        raise _no_project(path, "-", error.message) from error
    except (ValueError, TypeError, RecursionError) as error:
        raise _no_project(path, "-", str(error)) from error
    return project


def _no_project(path: Path, place: str, reason: str | Message) -> UnusableInput:
    return UnusableInput(
        message(
            N_(
                "{file} is not a project as JSON: {place}: {reason}. Correct it there, or export the project again."
            ),
            file=str(path),
            place=place,
            reason=reason,
        )
    )


@contextmanager
def _opened(edits: Path | None) -> Iterator[Iterable[bytes]]:
    """Open the edits as lines of bytes, so that a line that is no text is refused like any other."""
    if edits is None or str(edits) == "-":
        yield sys.stdin.buffer
        return
    try:
        file = edits.open("rb")
    except OSError as error:
        raise UnusableInput(
            message(
                N_("{file} cannot be read ({reason}). Check the name and that you may read the file."),
                file=str(edits),
                reason=error.strerror or str(error),
            )
        ) from error
    with file:
        yield file


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:  # a UnicodeDecodeError is a ValueError too
        raise ProjectError(
            message(N_("this line is not JSON ({reason}): write one JSON object per line"), reason=str(error))
        ) from error


def _part(value: Any, name: str, of: str) -> Any:
    """Return the field or the item ``name`` of ``value``. Raises UsageError naming what there is."""
    from workbench.model.record import Record

    known: list[str] = []
    if isinstance(value, Record):
        known = list(type(value).model_fields)
        if name in known:
            return getattr(value, name)
    elif isinstance(value, tuple):
        for item in value:
            if getattr(item, "id", None) == name:
                return item
        known = [item.id for item in value if hasattr(item, "id")]
    shown = ", ".join([*known[:40], *(["..."] if len(known) > 40 else [])]) or "-"
    raise click.UsageError(f"{of or 'PATH'}: {name}? {shown}")


def _as_json(value: Any) -> Any:
    """Return a part of a project as a file holds it: records without the fields that are as by default."""
    from pydantic_core import to_jsonable_python

    from workbench.model.record import Record

    if isinstance(value, Record):
        return value.as_json()
    if isinstance(value, tuple):
        return [_as_json(one) for one in value]
    return str(value) if isinstance(value, Decimal) else to_jsonable_python(value)
