"""Commands on parts: send a department its part of a project, and merge what comes back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.context import CommandContext, NotMade, print_json, print_table, say_notes
from workbench.model.text import N_, ProjectError, message

if TYPE_CHECKING:
    from workbench.locale import Texts
    from workbench.model.project import Project
    from workbench.parts import Merged

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(help=N_("Write a department's part of FILE, to be edited elsewhere and merged again."))
@click.argument("file", type=FILE)
@click.option("--department", required=True, help=N_("Whose part it is (name or id)."))
@click.option(
    "--out",
    type=FILE,
    required=True,
    help=N_("The part to write: a name that ends in .rosapart, or in .xlsx for a workbook."),
)
@click.option("--to", "sent_to", default="", help=N_("Who is to work on it."))
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), help=N_("The day it is to be back."))
@click.pass_obj
def part(
    context: CommandContext, file: Path, department: str, out: Path, sent_to: str, due: dt.datetime | None
) -> int:
    """Write the part, then note in the project who has it; an existing file is left alone."""
    from workbench.parts import make_part
    from workbench.session import Session
    from workbench.session.new_file import PART_SUFFIX
    from workbench.session.parts import WORKBOOK_SUFFIX

    if out.suffix.lower() not in (PART_SUFFIX, WORKBOOK_SUFFIX):
        endings = f"{PART_SUFFIX}, {WORKBOOK_SUFFIX}"
        raise click.UsageError(context.texts("--out: a part's name ends in {suffix}.", suffix=endings))
    if out.exists():
        raise NotMade(message(N_("{path} is there already. Choose another name, or open it."), path=str(out)))
    with Session.open(file) as session:
        say_notes(context.texts, session)
        made, note = make_part(
            session.project,
            _department(session.project, department),
            revision=session.revision,
            sent_on=_today(),
            sent_to=sent_to,
            due=due.date() if due else None,
        )
        _write(context, out, made)
        session.do(note, cause="part")
        saved = session.save()
    click.echo(context.texts("The part is in {file}.", file=out), err=True)
    return 1 if saved.is_conflict_copy else 0


def _write(context: CommandContext, out: Path, made: Project) -> None:
    """Write a part as its name says; a workbook in the project's language unless another was asked for."""
    from workbench.session.parts import WORKBOOK_SUFFIX, write_part, write_part_bytes

    if out.suffix.lower() != WORKBOOK_SUFFIX:
        write_part(out, made)
        return
    from workbench.export.part_workbook import write_part_workbook
    from workbench.locale import Texts

    language = context.language_asked or made.settings.language
    write_part_bytes(out, write_part_workbook(made, Texts(language)))


@click.command(
    help=N_(
        "Merge PART, a part of FILE that came back. What was changed here as well is kept as a conflict, "
        "until somebody decides."
    )
)
@click.argument("file", type=FILE)
@click.argument("part_file", metavar="PART", type=FILE)
@click.option("--preview", is_flag=True, help=N_("Say what would be merged, and change nothing."))
@click.option("--json", "as_json", is_flag=True, help=N_("Print JSON."))
@click.pass_obj
def merge(context: CommandContext, file: Path, part_file: Path, *, preview: bool, as_json: bool) -> int:
    """Merge in one step of undo, after a pinned snapshot; exit 1 where something is left to be decided."""
    from workbench.session import Session, read_project
    from workbench.session.parts import read_part

    texts, came_back = context.texts, read_part(part_file)
    for note in came_back.notes:
        click.echo(texts.message(note), err=True)
    if preview:
        project = read_project(file).project
        return _said(texts, came_back.merge(project, _today()), project, came_back.known, as_json=as_json)
    with Session.open(file) as session:
        say_notes(texts, session)
        merged = came_back.merge(session.project, _today())
        code = _said(texts, merged, session.project, came_back.known, as_json=as_json)
        if not merged.batch.edits:
            click.echo(texts("Nothing was changed."), err=True)
            return code
        session.pin("merge")
        session.do(merged.batch, cause="merge")
        saved = session.save()
    click.echo(texts("It is in {file}.", file=saved.path), err=True)
    return 1 if saved.is_conflict_copy else code


def _department(project: Project, wanted: str) -> str:
    found = [one.id for one in project.departments if one.id == wanted] or [
        one.id for one in project.departments if one.name.casefold() == wanted.casefold()
    ]
    if len(found) != 1:
        raise ProjectError(
            message(
                N_("There is no department {name}, or more than one. Name it by its id: {known}"),
                name=wanted,
                known=", ".join(f"{one.id} ({one.name})" for one in project.departments),
            )
        )
    return found[0]


def _said(texts: Texts, merged: Merged, project: Project, known: Project, *, as_json: bool) -> int:
    """Print what becomes of every change; return 1 where something is left to be decided.

    ``known`` knows the names of what is not in ``project``.
    """
    from workbench.export.change_words import ChangeWords, outcome_words

    counts, outcomes = merged.counts, outcome_words(texts)
    left = [one for one in merged.judgements if one.outcome in ("conflict", "out_of_scope", "rejected")]
    if as_json:
        print_json(
            {
                "changed": counts.changes,
                **{name: getattr(counts, name) for name in outcomes},
                "left": [
                    {
                        "outcome": one.outcome,
                        "change": one.change.what,
                        "kind": one.change.collection,
                        "within": list(one.change.within),
                        "id": one.change.id,
                        "field": one.change.field,
                        "base": one.change.base,
                        "theirs": one.change.theirs,
                        "oddity": one.change.oddity,
                        "written": one.change.written,
                        "reason": texts.message(one.reason) if one.reason else None,
                    }
                    for one in left
                ],
            }
        )
        return int(bool(left))
    rows = [(texts("Changed in the part"), texts.number(counts.changes))]
    rows += [(words, texts.number(getattr(counts, name))) for name, words in outcomes.items()]
    print_table(rows, right=(1,))
    words = ChangeWords(texts, (project, known))
    for one in left:
        told = words.change(one.change)
        value = told.becomes.replace("\n", "; ") or "–"
        click.echo(f"{outcomes[one.outcome]}: {told.place}, {told.what}: {value}", err=True)
        if one.reason:
            click.echo(f"    {texts.message(one.reason)}", err=True)
    if project.conflicts:
        waiting = texts.plural(
            "{n} earlier conflict waits for a decision.",
            "{n} earlier conflicts wait for a decision.",
            len(project.conflicts),
        )
        click.echo(waiting, err=True)
    return int(bool(left))


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
