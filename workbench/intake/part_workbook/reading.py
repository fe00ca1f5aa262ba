"""A department's part that comes back as a workbook: what was changed in it, and what has to be asked about.

What it was sent with stands in a very hidden sheet. Against that every cell is held; what stands there as it was
sent was not touched, so an untouched workbook brings no change at all.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from workbench.intake.errors import IntakeError
from workbench.intake.part_workbook.cells import part_cells
from workbench.intake.part_workbook.changes import Workbook
from workbench.intake.part_workbook.tables import tables_of
from workbench.intake.sandbox import run_limited, size_checked
from workbench.intake.workbook_cells import is_workbook
from workbench.model.parts import Part
from workbench.model.project import Project
from workbench.model.text import N_, Message, ProjectError, message
from workbench.parts import Merged, merge_changes
from workbench.parts.changes import PartChange
from workbench.parts.merging import base_of
from workbench.parts.sheets import CHOICES, HIDDEN_SHEET, MARK, layout

LIMIT_MB = 50
_MOST_HIDDEN = 64 * 1024 * 1024


class PartWorkbook(NamedTuple):
    """A part's workbook as it was read: whose part, what it was sent with, what was changed, what to mention."""

    part: Part
    base: Project
    changes: tuple[PartChange, ...]
    notes: tuple[Message, ...]


def read_part_workbook(path: Path) -> PartWorkbook:
    """Return what was changed in the workbook at ``path``, whatever language it is in.

    The same file gives the same changes with the same ids. Raises IntakeError where it is no part's workbook, or
    lost what it was sent with.
    """
    size_checked(path, LIMIT_MB)
    if not is_workbook(path):
        raise IntakeError(
            message(N_("{file} is not a workbook that can be read."), file=path.name),
            message(N_("Open it in the program that made it and save it as xlsx.")),
        )
    sheets = run_limited(part_cells, str(path))
    part, heads, words, others = _sent(sheets, path.name)
    base = base_of(part)
    tables, notes = tables_of(sheets, layout(base, part.department), heads, others, path.name)
    workbook = Workbook(part, base, tables, heads, words, notes)
    changes = workbook.read()
    return PartWorkbook(part, base, changes, tuple(workbook.notes))


def merge_part_workbook(project: Project, workbook: PartWorkbook, *, on: dt.date) -> Merged:
    """Set a returned workbook against ``project``; ``on`` is the day it came back.

    A workbook counts no revisions: what it brought once is equal the second time, and of two copies none is taken
    for the newer one. Raises ProjectError where it is a part of another project.
    """
    if workbook.part.project_id != project.id:
        raise ProjectError(
            message(N_("This is a part of another project. Merge it into the one it came from."))
        )
    return merge_changes(project, workbook.part, workbook.base, workbook.changes, revision=0, on=on)


def _sent(sheets: Sequence[Any], file_name: str) -> tuple[Part, dict[str, Any], dict[str, Any], list[str]]:
    rows = next((rows for _, rows in sheets if rows and rows[0][1] and rows[0][1][0] == ["text", MARK]), None)
    if rows is None:
        raise IntakeError(
            message(
                N_('{file} is no part\'s workbook: the hidden sheet "{sheet}" is not in it.'),
                file=file_name,
                sheet=HIDDEN_SHEET,
            ),
            message(
                N_("Take the workbook as it was sent, copy what you have written into it, and send that.")
            ),
        )
    said = ["".join(str(cell[1]) for cell in cells[:1] if cell) for _, cells in rows]
    try:
        packed = "".join(said[2:])
        if hashlib.sha256(packed.encode()).hexdigest() != said[1]:
            raise _damaged(file_name)
        opened = zlib.decompressobj()
        text = opened.decompress(base64.b64decode(packed, validate=True), _MOST_HIDDEN)
        content = json.loads(text)
        part = Part.from_json(content["part"])
        heads, words, others = content["heads"], content["words"], content["others"]
        base = base_of(part)
        for sheet in layout(base, part.department):
            if not {"", "id", *(column.key for column in sheet.columns)} <= set(heads[sheet.kind]):
                raise _damaged(file_name)
        if any(set(words[name]) != {one.value for one in kind} for name, kind in CHOICES.items()):
            raise _damaged(file_name)
        said_words = [*heads.values(), *words.values()]
        if not all(isinstance(word, str) for group in said_words for word in group.values()):
            raise _damaged(file_name)
    except (
        RecursionError,
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
        ValueError,
        binascii.Error,
        zlib.error,
        ValidationError,
    ) as error:
        raise _damaged(file_name) from error
    return part, heads, words, others


def _damaged(file_name: str) -> IntakeError:
    return IntakeError(
        message(N_("{file}: what the hidden sheet says is damaged."), file=file_name),
        message(N_("Take the workbook as it was sent, copy what you have written into it, and send that.")),
    )
