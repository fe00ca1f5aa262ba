"""Prints a document as tagged PDF through typst.

typst, because it writes PDF/UA-1 and PDF/A-2a in one file, in milliseconds and with the same bytes on
every run. What people wrote goes in as JSON that the fixed source ``templates/document.typ`` reads:
no text can become markup, and the compiler's root is a folder that holds nothing but pictures.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from workbench.export import palette
from workbench.export.document import (
    Block,
    Callout,
    Chip,
    Clause,
    ClauseMark,
    Contents,
    Document,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Picture,
    Piece,
    Rich,
    Run,
    SideBySide,
    Signatures,
    Table,
    Term,
    TermList,
    pieces,
    plain,
    printed,
    safe_link,
)
from workbench.export.fonts import shown, text_width
from workbench.export.page import (
    GUTTER_MM,
    WIDTH_MM,
    WIDTH_TURNED_MM,
    edition_word,
    foot,
    head,
    picture_size_mm,
    sections,
)
from workbench.export.table_widths import (
    POINTS_PER_MM,
    WIDEST_TERM_PT,
    column_shares,
    term_width_pt,
    widest_word_pt,
)
from workbench.export.typesetter import compiler
from workbench.locale import Texts

STANDARDS = ("ua-1", "a-2a")
_REGIONS = {"sv": "se", "da": "dk", "en": "gb"}
_LONG_WORD = re.compile(r"(\S{12})(?=\S{24})")
_LONG_ROW = 1_200
_LONGEST_STRING = 2_000
_PADDING_PT = 10.0
_Json = dict[str, Any]


def pdf_bytes(document: Document, texts: Texts) -> bytes:
    """Return ``document`` as a tagged PDF (PDF/UA-1 and PDF/A-2a as typst checks them)."""
    noon = dt.datetime.combine(document.dated, dt.time(12), dt.UTC)
    made = _made(
        document, texts, format="pdf", pdf_standards=list(STANDARDS), timestamp=int(noon.timestamp())
    )
    return bytes(made)


def page_pictures(document: Document, texts: Texts, dots_per_inch: float = 200.0) -> tuple[bytes, ...]:
    """Return the pages of that PDF as PNG: for printers, which Qt gives pictures."""
    made = _made(document, texts, format="png", ppi=dots_per_inch)
    return tuple(made) if isinstance(made, list) else (bytes(made),)


def _made(document: Document, texts: Texts, **wanted: Any) -> Any:
    with tempfile.TemporaryDirectory(prefix="rosa-pdf-") as folder:
        printer = _Printer(texts, Path(folder))
        data = json.dumps(printer.document(document), ensure_ascii=False)
        return compiler().compile(input=_source(), root=folder, sys_inputs={"document": data}, **wanted)


@cache
def _source() -> bytes:
    return (Path(__file__).parent / "templates" / "document.typ").read_bytes()


def _text(text: str) -> str:
    """Return ``text`` with glyphs for every character and places to break overlong words."""
    return _LONG_WORD.sub("\\1\u200b", shown(printed(text)))


def _string(text: str) -> str:
    """Return ``text`` short enough for a property, a bookmark or an alternative text of a PDF.

    PDF/A allows 32 767 bytes there; whoever wrote so much into a title finds all of it in the Word file.
    """
    return _text(text if len(text) <= _LONGEST_STRING else f"{text[: _LONGEST_STRING - 1]}…")


class _Printer:
    """Turns the blocks of one document into the JSON that the typst source reads."""

    def __init__(self, texts: Texts, folder: Path) -> None:
        self.texts = texts
        self.folder = folder
        self.pictures = 0
        self.landscape = False
        self.width_mm = WIDTH_MM

    def document(self, document: Document) -> _Json:
        made = []
        for landscape, blocks in sections(document):
            self.landscape = landscape
            self.width_mm = WIDTH_TURNED_MM if landscape else WIDTH_MM
            made.append({"landscape": landscape, "blocks": self.blocks(blocks)})
        left, right = head(document, self.texts)
        page = self.texts("Page {page} of {pages}", page="{page}", pages="{pages}")
        about = [document.kind, document.number, edition_word(document, self.texts)]
        return {
            "title": _string(document.title) or "–",
            "subtitle": _text(document.subtitle),
            "municipality": _text(document.municipality),
            "description": _string(" ".join(part for part in about if part)),
            "keywords": [_string(word) for word in (document.department,) if word],
            "language": document.language,
            "region": _REGIONS[document.language],
            "date": [document.dated.year, document.dated.month, document.dated.day],
            "head": [_text(left), _text(right)],
            "foot": _text(foot(document)),
            "page_of": page,
            "ink": {
                name.lower(): getattr(palette, name) for name in ("TEXT", "TEXT_2", "EDGE", "LINE", "ACCENT")
            },
            "levels": {
                str(level): {
                    "fill": style.fill,
                    "text": style.text,
                    "edge": style.edge,
                    "round": style.is_round,
                    "word": palette.level_word(level, self.texts),
                }
                for level, style in palette.LEVEL_STYLES.items()
            },
            "sections": made,
        }

    def blocks(self, blocks: tuple[Block, ...]) -> list[_Json]:
        return [self.block(block) for block in blocks if not isinstance(block, PageBreak)]

    def block(self, block: Block) -> _Json:
        match block:
            case Listing():
                return self.listing(block)
            case TermList():
                terms = [self.term(term) for term in block.terms]
                return {"kind": "terms", "terms": terms, "width": term_width_pt(block)}
            case Table():
                return self.table(block)
            case Picture():
                return self.picture(block)
            case SideBySide():
                return self.beside(block)
            case _:
                return self.lines(block)

    def lines(self, block: Block) -> _Json:
        match block:
            case Heading():
                return {"kind": "heading", "level": min(max(block.level, 1), 4), "text": _string(block.text)}
            case Paragraph():
                return {"kind": "paragraph", "tone": block.tone, "text": self.rich(block.text)}
            case Clause():
                return {"kind": "clause", "number": _text(block.number), "text": self.rich(block.text)}
            case Callout():
                return {"kind": "callout", "mark": _text(block.mark), "text": self.rich(block.text)}
            case Contents():
                return {"kind": "contents", "title": _text(block.title), "depth": block.depth}
            case Signatures():
                parties = [
                    {"party": _text(one.party), "lines": [_text(line) for line in one.lines]}
                    for one in block.parties
                ]
                return {"kind": "signatures", "parties": parties}
            case _:
                raise TypeError(type(block).__name__)

    def term(self, term: Term) -> _Json:
        name = _text(term.name)
        wide = text_width(name, 9.5, 500) > WIDEST_TERM_PT
        return {"name": name, "wide": wide, "text": self.rich(term.text)}

    def beside(self, block: SideBySide) -> _Json:
        whole, room = self.width_mm, self.width_mm - GUTTER_MM
        made: _Json = {"kind": "beside", "shares": [block.left_share, 1 - block.left_share]}
        for side, share in zip(("left", "right"), made["shares"], strict=True):
            self.width_mm = room * share
            made[side] = self.blocks(getattr(block, side))
        self.width_mm = whole
        return made

    def rich(self, rich: Rich) -> list[_Json]:
        return [self.piece(part) for part in pieces(rich)]

    def piece(self, part: Piece) -> _Json:
        match part:
            case Chip():
                return {"kind": "chip", **asdict(part)}
            case ClauseMark():
                return {"kind": "mark", "number": _text(part.number)}
            case Run():
                return {
                    "kind": "text",
                    "text": _text(part.text),
                    "bold": part.bold,
                    "italic": part.italic,
                    "link": safe_link(part.link) or "",
                }

    def listing(self, block: Listing) -> _Json:
        items: list[_Json] = []
        for item in block.items:
            if not isinstance(item, Listing):
                items.append({"text": self.rich(item), "nested": None})
            elif items:
                items[-1]["nested"] = self.listing(item)
            else:
                items.append({"text": [], "nested": self.listing(item)})
        return {"kind": "listing", "marker": block.marker, "items": items}

    def table(self, block: Table) -> _Json:
        widths = column_shares(block, self.texts, self.width_mm)
        rooms = [width * self.width_mm * POINTS_PER_MM - _PADDING_PT for width in widths]
        rows = [
            {
                "cells": [
                    {"text": self.rich(cell), "split": widest_word_pt(cell, self.texts) > room}
                    for cell, room in zip(row.cells, rooms, strict=True)
                ],
                "boundary": row.boundary,
                "total": row.total,
                "strong": row.strong,
                "long": sum(len(plain(cell)) for cell in row.cells) > _LONG_ROW,
            }
            for row in block.rows
        ]
        return {
            "kind": "table",
            "titles": [_text(column.title) for column in block.columns],
            "aligns": [column.align for column in block.columns],
            "widths": widths,
            "rows": rows,
            "note": self.rich(block.note),
        }

    def picture(self, block: Picture) -> _Json:
        width, height = picture_size_mm(block, landscape=self.landscape)
        name = ""
        if not block.svg:
            self.pictures += 1
            name = f"picture-{self.pictures}.png"
            (self.folder / name).write_bytes(block.png)
        return {
            "kind": "picture",
            "svg": block.svg.decode("utf-8"),
            "file": name,
            "alt": _string(block.alt),
            "caption": _text(block.caption),
            "width": width,
            "height": height,
        }
