"""Days as they are typed into a field: year, month and day, as a project file holds them."""

from __future__ import annotations

import datetime as dt

from workbench.model.text import N_, ProjectError, message


def read_day(typed: str) -> str | None:
    """Return the day as it stands in a file; None where nothing was typed. Raises ProjectError for anything else."""
    text = typed.strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ProjectError(
            message(N_('"{text}" is not a date: write it as 2027-03-01'), text=text)
        ) from error
