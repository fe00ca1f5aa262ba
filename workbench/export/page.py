"""What every printed page says around its text, and how large a picture may be on it."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from workbench.export.document import Block, Document, PageBreak, Picture, printed
from workbench.locale import Texts

MARGIN_MM = 24.0
WIDTH_MM = 210.0 - 2 * MARGIN_MM
WIDTH_TURNED_MM = 297.0 - 2 * MARGIN_MM
PX_PER_MM = 96 / 25.4
GUTTER_MM = 10.0
"""What is left free between groups that stand beside each other."""
_HEIGHT_MM = 225.0
_HEIGHT_TURNED_MM = 140.0
_PNG_SIZE = slice(16, 24)
_SVG_SIZE = re.compile(rb'<svg\b[^>]*?\bwidth="([\d.]+)"[^>]*?\bheight="([\d.]+)"')


def edition_word(document: Document, texts: Texts) -> str:
    """Return which edition this is, as the head of a page says it."""
    return texts("external edition") if document.edition == "external" else texts("internal edition")


def version_word(document: Document, texts: Texts) -> str:
    """Return "version 1.0", or nothing where the document has no version."""
    return texts("version {version}", version=printed(document.version)) if document.version else ""


def head(document: Document, texts: Texts) -> tuple[str, str]:
    """Return the left and right text of the page head; a draft says so first."""
    name = " ".join(part for part in (document.kind, document.number) if part)
    parts = [
        texts("Draft") if document.draft else "",
        printed(name),
        version_word(document, texts),
        edition_word(document, texts),
    ]
    return _one_line(document.municipality, 45), _one_line(" · ".join(part for part in parts if part), 75)


def foot(document: Document) -> str:
    """Return the left text of the page foot: which document this page belongs to."""
    return _one_line(document.title, 90)


def _one_line(text: str, length: int) -> str:
    """Return ``text`` on one line that fits beside what stands across the page."""
    words = " ".join(printed(text).split())
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def picture_size_mm(picture: Picture, *, landscape: bool = False) -> tuple[float, float]:
    """Return width and height of ``picture`` on the page, its proportions kept and never cut off."""
    width_px, height_px = size_px(picture)
    most_wide, most_high = (WIDTH_TURNED_MM, _HEIGHT_TURNED_MM) if landscape else (WIDTH_MM, _HEIGHT_MM)
    wanted = picture.width_mm or width_px / PX_PER_MM
    width = min(wanted, most_wide, most_high * width_px / height_px)
    return width, width * height_px / width_px


def size_px(picture: Picture) -> tuple[float, float]:
    """Return width and height of ``picture`` in pixels, from its SVG or its PNG header."""
    found = _SVG_SIZE.search(picture.svg)
    if found:
        return max(float(found[1]), 1.0), max(float(found[2]), 1.0)
    width, height = struct.unpack(">II", picture.png[_PNG_SIZE])
    return max(width, 1), max(height, 1)


def sections(document: Document) -> Iterator[tuple[bool, tuple[Block, ...]]]:
    """Yield the document's stretches between page breaks as (is landscape, blocks)."""
    landscape, blocks = False, list[Block]()
    for block in document.blocks:
        if isinstance(block, PageBreak):
            if blocks:
                yield landscape, tuple(blocks)
            landscape, blocks = block.landscape, []
        else:
            blocks.append(block)
    if blocks or not document.blocks:
        yield landscape, tuple(blocks)
