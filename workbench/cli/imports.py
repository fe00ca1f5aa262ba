"""The command ``import``: what others filled in, into a project. A list of case types, or a tally sheet come back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.context import CommandContext, print_table, say_notes
from workbench.locale import Texts
from workbench.model.text import N_

if TYPE_CHECKING:
    from workbench.edits import Batch
    from workbench.intake.case_list import CaseList
    from workbench.intake.tally import RejectedRow, Tally
    from workbench.model.project import Project

_MOST_REMARKS = 30


@click.command(
    "import",
    help=N_(
        "Import SOURCE into the project FILE: a list of case types (xlsx, csv, tsv) with a head row in Swedish, "
        "Danish or English, or a tally sheet that was filled in. Every row is taken, or rejected with the reason."
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path, dir_okay=False),
    help=N_("What the columns of a list are called (TOML, docs/commands.md)."),
)
@click.option("--create-units", is_flag=True, help=N_("Add departments and units that are not there yet."))
@click.option("--preview", is_flag=True, help=N_("Say what would be imported, and change nothing."))
@click.pass_obj
def import_source(
    context: CommandContext,
    file: Path,
    source: Path,
    mapping_file: Path | None,
    create_units: bool,
    preview: bool,
) -> int:
    """Say what the source holds and put it into the project; exit 1 where a row was rejected or asked about."""
    from workbench.intake.tally import is_tally
    from workbench.session import Session, read_project

    texts = context.texts
    holds_tally = is_tally(source)
    if preview:
        return _said(texts, source, read_project(file).project, mapping_file, create_units, holds_tally)[0]
    with Session.open(file) as session:
        say_notes(texts, session)
        code, batch = _said(texts, source, session.project, mapping_file, create_units, holds_tally)
        if not batch.edits:
            click.echo(texts("Nothing was changed."), err=True)
            return code
        session.pin("import")
        session.do(batch, cause="import")
        saved = session.save()
    click.echo(texts("It is in {file}.", file=saved.path), err=True)
    return 1 if saved.is_conflict_copy else code


def _said(
    texts: Texts,
    source: Path,
    project: Project,
    mapping_file: Path | None,
    create_units: bool,
    holds_tally: bool,
) -> tuple[int, Batch]:
    """Print what ``source`` holds; return the exit code and what is to be done."""
    if holds_tally:
        from workbench.intake.tally import read_tally, tally_edit

        tally = read_tally(source, project)
        _print_tally(texts, tally)
        return int(bool(tally.rejected or tally.questions)), tally_edit(project, tally)
    from workbench.intake.case_list import case_list_edit, read_case_list
    from workbench.intake.case_list_mapping import read_case_list_mapping

    mapping = read_case_list_mapping(mapping_file) if mapping_file else None
    found = read_case_list(source, project, mapping, create_units=create_units)
    _print_list(texts, found)
    batch = case_list_edit(project, found.rows, first_step=texts("The whole case"))
    return int(bool(found.rejected)), batch


def _print_list(texts: Texts, found: CaseList) -> None:
    rows = [
        (
            texts.number(one.rows[0]),
            one.name,
            one.department,
            one.unit or "–",
            str(one.level or "–"),
            "; ".join(f"{volume.channel.value} {volume.said}" for volume in one.volumes) or "–",
        )
        for one in found.rows
    ]
    if rows:
        heads = (
            texts("Row"),
            texts("Case type"),
            texts("Department"),
            texts("Unit"),
            texts("Level"),
            texts("Volumes"),
        )
        print_table([heads, *rows])
    for department in found.new_departments:
        click.echo(texts("New department: {name}", name=department))
    for department, unit in found.new_units:
        click.echo(texts("New unit: {name} ({department})", name=unit, department=department))
    for remark in found.remarks[:_MOST_REMARKS]:
        click.echo(texts.message(remark), err=True)
    if len(found.remarks) > _MOST_REMARKS:
        click.echo(texts("and {n} more remarks", n=len(found.remarks) - _MOST_REMARKS), err=True)
    _print_rejected(texts, found.rejected)
    click.echo(
        texts(
            "Rows {rows} = taken {taken} + rejected {rejected}",
            rows=texts.number(found.rows_in),
            taken=texts.number(found.rows_taken),
            rejected=texts.number(len(found.rejected)),
        )
    )


def _print_tally(texts: Texts, tally: Tally) -> None:
    from workbench.export.words import word

    click.echo(
        texts(
            "Counted from {first} to {last} by {who}",
            first=texts.date(tally.first),
            last=texts.date(tally.last),
            who=tally.counted_by or "–",
        )
    )
    print_table(
        [
            (one.name, word(one.volume.channel, texts), texts.number(one.volume.likely))
            for one in tally.counted
        ],
        right=(2,),
    )
    for question in tally.questions:
        click.echo(texts("Question: {text}", text=texts.message(question)), err=True)
    _print_rejected(texts, tally.rejected)
    click.echo(
        texts(
            "Rows {rows} = used {used} + empty {empty} + rejected {rejected}",
            rows=texts.number(tally.rows_in),
            used=texts.number(tally.rows_used),
            empty=texts.number(tally.rows_empty),
            rejected=texts.number(len(tally.rejected)),
        )
    )


def _print_rejected(texts: Texts, rejected: tuple[RejectedRow, ...]) -> None:
    for one in rejected:
        what = texts(
            "Row {row} rejected, {name}: {reason}.",
            row=str(one.row),
            name=one.name or "–",
            reason=texts.message(one.reason),
        )
        click.echo(what, err=True)
