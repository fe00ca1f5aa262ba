"""What a tally workbook and its reader agree on: the hidden mark, the keys of rows and columns, the channels.

The workbook is written by the export and read back by the intake, which know nothing of each other.
"""

from __future__ import annotations

import re

from workbench.model.volumes import Channel

TALLY_MARK = "rosa-tally-1"
"""Stands in the hidden key row's first cell, with the project's id and the sheet's key behind it."""

FIRST_DAY, LAST_DAY, COUNTED_BY = "first_day", "last_day", "counted_by"
"""Keys in the hidden first column of the rows above the table; the value stands right of the label."""

HEAD = "head"
"""Marks the rows in the hidden first column that are headings, below the key row."""

DAYS = 10
"""Two working weeks."""

HAND_COUNTED = tuple(
    channel for channel in Channel if channel not in (Channel.WEB_FORM, Channel.E_SERVICE, Channel.FEEDBACK)
)
"""The channels that people count: what arrives in a form or an e-service is counted by its system."""

_COLUMN = re.compile(r"(\d{1,2})\.([a-z_]+)")


def mark_text(project: str, sheet: str) -> str:
    """Return the mark of the sheet ``sheet`` ("unit:u1") of a project."""
    return f"{TALLY_MARK} {project} {sheet}"


def read_mark(text: str) -> tuple[str, str] | None:
    """Return (project id, sheet key) of what :func:`mark_text` wrote, None for any other text."""
    parts = text.split(" ")
    return (parts[1], parts[2]) if len(parts) == 3 and parts[0] == TALLY_MARK else None


def column_key(day: int, channel: Channel) -> str:
    """Return the key of the column of ``channel`` on the ``day``-th day, counted from 1."""
    return f"{day}.{channel.value}"


def read_column_key(text: str) -> tuple[int, Channel] | None:
    """Return (day, channel) of what :func:`column_key` wrote, None for any other text."""
    found = _COLUMN.fullmatch(text)
    if found is None or found[2] not in {channel.value for channel in Channel}:
        return None
    return int(found[1]), Channel(found[2])
