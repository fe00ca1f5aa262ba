"""Parts of a project that are edited elsewhere: what a part says of itself, who owes what, and what is disputed.

A part is a project file of its own. It carries the values it was sent with, so that merging can tell what was
changed there from what was changed here; no clock decides anything.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field, JsonValue

from workbench.model.record import Id, Item, Record

Count = Annotated[int, Field(ge=0)]
CollectionPath = Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+){0,2}$")]


class Part(Record):
    """What makes a project file a part: whose it is, and what it held when it was sent.

    ``base`` is that content as JSON text (``Project.as_json`` with sorted keys); ``base_revision`` is the
    revision of the whole project it was taken from.
    """

    part_id: Id
    project_id: Id
    base_revision: Count
    department: Id
    sent_on: dt.date
    sent_to: str = ""
    due: dt.date | None = None
    base: str


class PartCounts(Record):
    """What became of the changes of a part: ``changes`` is the sum of the others."""

    changes: Count = 0
    applied: Count = 0
    equal: Count = 0
    conflict: Count = 0
    out_of_scope: Count = 0
    rejected: Count = 0


class PartOut(Item):
    """A part that is out, or came back: who owes what. Its id is the part's.

    ``revision`` is that of the part when it was merged last. ``settled`` are fingerprints of the changes that
    were taken over or stored as conflicts then, so that none of them comes up a second time.
    """

    department: Id
    department_name: str = ""
    sent_on: dt.date
    sent_to: str = ""
    due: dt.date | None = None
    came_back_on: dt.date | None = None
    revision: Count = 0
    counts: PartCounts = PartCounts()
    settled: tuple[Id, ...] = ()


class Oddity(StrEnum):
    """Why what came back in a workbook is asked about, although nobody here has changed the same."""

    BLANK = "blank"
    """A cell that had a value is empty: cleared on purpose, or by mistake."""
    MISSING_ROW = "missing_row"
    """A row is not there any more."""
    FORMULA = "formula"
    """A cell holds a formula; its last value is what can be taken."""
    CONVERTED = "converted"
    """The spreadsheet made a date or a number of what was to be a text."""
    UNREADABLE = "unreadable"
    """What was written does not fit: a text for a number, a word that is not on the list."""
    COPIED_ROW = "copied_row"
    """Two rows have the same id and differ."""


class Conflict(Item):
    """A change that was made here and elsewhere in different ways. What stands here holds until someone decides.

    So does what came back from a workbook in a way that may not have been meant: ``oddity`` says what is odd, and
    ``written`` what stood in the cell, letter by letter; ``theirs`` is what can be taken of it.

    ``item`` lies in ``collection`` within the items ``within``. Values are as a file holds them. Without a
    ``field`` they are whole items, and None says that there is no such item; ``field`` "order" lists ids, and
    ``item`` is None then.
    """

    collection: CollectionPath
    within: tuple[Id, ...] = ()
    item: Id | None = None
    field: str | None = None
    base: JsonValue = None
    ours: JsonValue = None
    theirs: JsonValue = None
    part: Id
    who: str = ""
    on: dt.date
    oddity: Oddity | None = None
    written: str = ""
