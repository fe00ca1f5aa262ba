"""Parts as files: written for a department to work on, and read when they come back, whatever form they have.

Window and command line send and read parts through here, so that both treat them alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.model.parts import Part
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.parts import Merged, merge_part
from workbench.session.new_file import PART_SUFFIX, refuse_existing, write_new
from workbench.session.recovery import read_project
from workbench.store.atomic import write_atomically
from workbench.store.state import Store

WORKBOOK_SUFFIX = ".xlsx"


@dataclass(frozen=True)
class CameBack:
    """A part that was read. ``known`` is a project in which the names of its items can be looked up.

    ``merge(project, day)`` sets it against a project; it raises ProjectError where it is no part of that. ``notes``
    are what a reader has to say of the file.
    """

    part: Part
    known: Project
    merge: Callable[[Project, dt.date], Merged]
    notes: tuple[Message, ...] = ()


def write_part(path: Path, part: Project, store: Store | None = None) -> None:
    """Write a part, made by ``make_part``, as a file that opens in this program.

    Raises ProjectError when there is a file already or the name ends otherwise, NotWritten when it cannot be written.
    """
    path = path.resolve()
    if path.suffix.lower() != PART_SUFFIX:
        raise ProjectError(message(N_("A part's name ends in {suffix}."), suffix=PART_SUFFIX))
    disk = (store or Store()).disk
    refuse_existing(path, disk)
    write_new(path, part, disk)


def write_part_bytes(path: Path, content: bytes, store: Store | None = None) -> None:
    """Write a part that is no project file, such as a workbook, whole or not at all.

    Raises ProjectError when there is a file already, NotWritten when it cannot be written.
    """
    disk = (store or Store()).disk
    refuse_existing(path.resolve(), disk)
    write_atomically(disk, path.resolve(), [content])


def read_part(path: Path, store: Store | None = None) -> CameBack:
    """Return the part at ``path``, a file of this program or a workbook, as its name says.

    Raises ProjectError where it is no part, or cannot be read.
    """
    if path.suffix.lower() == WORKBOOK_SUFFIX:
        from workbench.intake.part_workbook import merge_part_workbook, read_part_workbook

        read = read_part_workbook(path)
        return CameBack(
            read.part, read.base, lambda whole, on: merge_part_workbook(whole, read, on=on), read.notes
        )
    reading = read_project(path, store)
    project, revision = reading.project, reading.revision
    if project.part is None:
        raise ProjectError(
            message(
                N_("{file} is a whole project and no part. Choose the file that the department sent back."),
                file=path.name,
            )
        )
    return CameBack(
        project.part, project, lambda whole, on: merge_part(whole, project, revision=revision, on=on)
    )
