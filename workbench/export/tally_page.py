"""A tally sheet on paper: A4 across, one page per working week, cells high enough for strokes with a pen.

It has a typst source of its own, because a form is no document: rows need a height, not a text.
"""

from __future__ import annotations

import datetime as dt
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from workbench.export import palette
from workbench.export.document import printed
from workbench.export.fonts import shown
from workbench.export.lookup import Source
from workbench.export.pdf_writer import STANDARDS
from workbench.export.tally import TallySheet, day_label, instructions
from workbench.export.typesetter import compiler
from workbench.export.words import word
from workbench.model.tally import DAYS

EMPTY_ROWS = 2
_DAYS_ON_PAGE = 5
_CHANNELS_ON_PAGE = 5
_REGIONS = {"sv": "se", "da": "dk", "en": "gb"}


def tally_pdf(source: Source, sheet: TallySheet, dated: dt.date) -> bytes:
    """Return ``sheet`` as a tagged PDF to print: a page per week, more where there are many channels or rows."""
    noon = dt.datetime.combine(dated, dt.time(12), dt.UTC)
    with tempfile.TemporaryDirectory(prefix="rosa-tally-") as folder:
        made = compiler().compile(
            input=_typst(),
            root=folder,
            format="pdf",
            sys_inputs={"sheet": json.dumps(_values(source, sheet, dated), ensure_ascii=False)},
            pdf_standards=list(STANDARDS),
            timestamp=int(noon.timestamp()),
        )
    return bytes(made)


@cache
def _typst() -> bytes:
    return (Path(__file__).parent / "templates" / "tally.typ").read_bytes()


def _values(source: Source, sheet: TallySheet, dated: dt.date) -> dict[str, Any]:
    texts = source.texts
    title = texts("Tally sheet: {unit}", unit=sheet.title)
    department = source.departments[sheet.department].name
    period = ""
    if sheet.days:
        first, last = texts.date(sheet.days[0]), texts.date(sheet.days[-1])
        period = texts("{first} to {last}", first=first, last=last)
    names = [one.name for one in sheet.case_types] + [""] * EMPTY_ROWS
    return {
        "title": _text(title),
        "municipality": _text(source.project.municipality.name),
        "place": _text(texts("{unit}, {department}", unit=sheet.title, department=department)),
        "period": _text(period),
        "labels": {
            "period": texts("Counted from and to"),
            "counted_by": texts("Counted by"),
            "case_type": texts("Case type"),
        },
        "instructions": list(instructions(texts)),
        "rows": [_text(name) for name in names],
        "pages": [
            {
                "title": _text(title),
                "days": [day_label(sheet, day, texts) for day in days],
                "channels": [word(channel, texts) for channel in channels],
            }
            for days in _parts(list(range(1, DAYS + 1)), _DAYS_ON_PAGE)
            for channels in _parts(list(sheet.channels), _CHANNELS_ON_PAGE)
        ],
        "foot": _text(title),
        "page_of": texts("Page {page} of {pages}", page="{page}", pages="{pages}"),
        "language": texts.language,
        "region": _REGIONS[texts.language],
        "date": [dated.year, dated.month, dated.day],
        "ink": {"text": palette.TEXT, "text_2": palette.TEXT_2, "edge": palette.EDGE},
    }


def _parts(items: list[Any], most: int) -> list[list[Any]]:
    """Return ``items`` in stretches of nearly equal length, none longer than ``most``."""
    n = max(1, -(-len(items) // most))
    return [items[len(items) * at // n : len(items) * (at + 1) // n] for at in range(n)]


def _text(text: str) -> str:
    """Return ``text`` on one line, short enough for its place, with glyphs for every character."""
    line = " ".join(printed(text).split())
    return shown(line if len(line) <= 160 else f"{line[:159]}…")
