"""What commands share: the language they were called in, and how they print."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from workbench.locale import Language, Texts
from workbench.model.text import ProjectError

if TYPE_CHECKING:
    from workbench.session import Session


@dataclass(frozen=True)
class CommandContext:
    """What every command is handed: the language it speaks, and the one that was asked for (None: the system's)."""

    texts: Texts
    language_asked: Language | None = None


class UnusableInput(ProjectError):  # noqa: N818 - the words say what is wrong
    """A file that was given cannot be read or used."""

    exit_code = 3


class NotMade(ProjectError):  # noqa: N818 - the words say what happened
    """A file was not written, and what was there is untouched."""

    exit_code = 5


def say_notes(texts: Texts, session: Session) -> None:
    """Say what opening a project brought to light: what was recovered, and where from."""
    for note in session.notes:
        click.echo(texts.message(note), err=True)


def print_json(value: Any) -> None:
    """Print ``value`` as canonical JSON: sorted keys, two spaces, real letters."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True))


def print_table(rows: Sequence[Sequence[str]], right: Iterable[int] = ()) -> None:
    """Print ``rows`` in columns as wide as their widest cell; the columns ``right`` are right-aligned."""
    if not rows:
        return
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    to_the_right = set(right)
    for row in rows:
        cells = [
            cell.rjust(width) if at in to_the_right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())
