"""Why a value that came back in a workbook is asked about, and what can be done, in a sentence each."""

from __future__ import annotations

from workbench.locale import Texts
from workbench.model.parts import Conflict, Oddity


def oddity_words(conflict: Conflict, texts: Texts) -> str:
    """Return what is odd about what came back; empty where nothing is, but both sides changed it."""
    oddity, written = conflict.oddity, conflict.written.strip()
    if oddity is None:
        return ""
    if oddity is Oddity.BLANK:
        return texts("The cell came back empty. Take theirs if it was cleared on purpose.")
    if oddity is Oddity.MISSING_ROW:
        return texts("The row is no longer in the workbook. Take theirs if it was removed on purpose.")
    if oddity is Oddity.FORMULA:
        return texts("The cell held a formula: {written}. Theirs is the value it last had.", written=written)
    if oddity is Oddity.CONVERTED:
        return texts(
            "The spreadsheet made a date or a number of what was typed. The cell says: {written}",
            written=written,
        )
    if oddity is Oddity.UNREADABLE:
        return texts("What the cell says does not fit here: {written}", written=written)
    return texts("Two rows of the workbook have the same id and differ. This is the second one.")
