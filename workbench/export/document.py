"""A document as a value: what it says, not how a format says it.

Agreements, checklists, FAQ pages and reports are built once from these frozen values; the writers
for Word, PDF and HTML print the same value, so that the three never differ. Every text in here is
already in the document's language; words that belong to the layout itself ("Draft", "Page 2 of 5",
the level names on chips) are added by the writers.

Wherever a field is of type ``Rich``, a plain string will do: ``Paragraph("Text")`` or
``Paragraph((bold("Never: "), "promise an outcome. ", Chip(4)))``. A line break in a text stays one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypeAlias

from workbench.locale import Language
from workbench.model.text import clean

Align = Literal["left", "right", "center"]
Edition = Literal["internal", "external"]
Tone = Literal["body", "lead", "note"]
Marker = Literal["bullet", "number", "box"]

_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C))
_LINK = re.compile(r"(?i)(?:https?://|mailto:|tel:)[^\s<>\"'`{}|\\^]+\Z")
_FILE = re.compile(r"(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*(?:#[A-Za-z0-9_-]+)?\Z|#[A-Za-z0-9_-]+\Z")


@dataclass(frozen=True)
class Run:
    """A piece of text in one appearance. ``link`` is an address on the web, checked when printed;
    ``file`` leads to a file of the same package (only pages use it)."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    file: str = ""


@dataclass(frozen=True)
class Chip:
    """A ROSA level as number, word and shape. ``short`` leaves out the word, ``suggested`` dashes it."""

    level: int
    short: bool = False
    suggested: bool = False


@dataclass(frozen=True)
class ClauseMark:
    """The black numbered box of a clause, inside a line of text or a cell."""

    number: str


Inline: TypeAlias = str | Run | Chip | ClauseMark
Rich: TypeAlias = Inline | tuple[Inline, ...]
Piece: TypeAlias = Run | Chip | ClauseMark


def bold(text: str) -> Run:
    """Return ``text`` as a bold run."""
    return Run(text, bold=True)


def italic(text: str) -> Run:
    """Return ``text`` as an italic run."""
    return Run(text, italic=True)


def link(text: str, address: str) -> Run:
    """Return ``text`` leading to ``address``; printed as plain text when the address is not allowed."""
    return Run(text, link=address)


@lru_cache(maxsize=8_192)
def printed(text: str) -> str:
    """Return ``text`` fit to print: no character that a format refuses, none that turns the reading
    direction of what follows (a name could otherwise show as another one)."""
    return clean(text)[0].translate(_TURNING)


def pieces(rich: Rich) -> tuple[Piece, ...]:
    """Return ``rich`` as runs, chips and clause marks; empty strings disappear."""
    parts = rich if isinstance(rich, tuple) else (rich,)
    made = (Run(part) if isinstance(part, str) else part for part in parts)
    return tuple(part for part in made if not isinstance(part, Run) or part.text)


def plain(rich: Rich) -> str:
    """Return the bare text of ``rich``, with a chip as its number and a mark as its number."""
    return "".join(
        part.text if isinstance(part, Run) else str(part.level) if isinstance(part, Chip) else part.number
        for part in pieces(rich)
    )


def safe_link(address: str) -> str | None:
    """Return ``address`` if it is http, https, mailto or tel and well formed, else None."""
    address = address.strip()
    return address if len(address) <= 2_000 and _LINK.match(address) else None


def safe_file(path: str) -> str | None:
    """Return ``path`` if it is a relative path inside the package (or ``#anchor``), else None."""
    return path if _FILE.match(path) else None


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a chapter of the document (the title itself stands above all levels).
    ``anchor`` (letters, digits, hyphen) gives a page a stable address for this place."""

    text: str
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``lead`` is larger and greyer under a title, ``note`` small under a table."""

    text: Rich
    tone: Tone = "body"


@dataclass(frozen=True)
class Listing:
    """A list. A ``Listing`` among the items is nested under the item before it.
    ``box`` prints an empty box to tick before every item."""

    items: tuple[Rich | Listing, ...]
    marker: Marker = "bullet"


@dataclass(frozen=True)
class Term:
    """A name and what it says, one row of a :class:`TermList`."""

    name: str
    text: Rich


@dataclass(frozen=True)
class TermList:
    """Names and their values: the form for two columns without a head row (a table without one
    cannot be read aloud properly, and PDF/UA refuses it)."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Column:
    """A table column. ``width`` is relative to an average column (1 = as wide as the average);
    0 lets the writers choose from the contents, which is nearly always right."""

    title: str
    align: Align = "left"
    width: float = 0.0


@dataclass(frozen=True)
class Row:
    """A table row. ``boundary`` draws the thick line between customer service and department above
    it; ``total`` is a sum row; ``strong`` a group's own row."""

    cells: tuple[Rich, ...]
    boundary: bool = False
    total: bool = False
    strong: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a head row. ``name`` is read aloud by screen readers, ``note`` stands small below."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    name: str = ""
    note: Rich = ""

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"row has {len(row.cells)} cells, table has {len(self.columns)} columns")


@dataclass(frozen=True)
class Picture:
    """A picture with the words that stand for it. Word takes ``png``, PDF and pages take ``svg``, and each the
    other where there is but one (an SVG of our own fonts). ``width_mm`` 0 fits the text width without enlarging
    beyond 96 px an inch."""

    alt: str
    png: bytes = field(repr=False)
    svg: bytes = field(default=b"", repr=False)
    width_mm: float = 0.0
    caption: str = ""


@dataclass(frozen=True)
class Clause:
    """A numbered clause of an agreement: black box with the number, then the text."""

    number: str
    text: Rich


@dataclass(frozen=True)
class Callout:
    """Something nobody may overlook: framed box with a mark, then the text."""

    text: Rich
    mark: str = "!"


@dataclass(frozen=True)
class Signature:
    """Lines to sign on: who signs, and a label under every line (place and date, name, title)."""

    party: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Signatures:
    """The signatures of an agreement, side by side where there is room, never split over pages."""

    parties: tuple[Signature, ...]


@dataclass(frozen=True)
class SideBySide:
    """Two groups of blocks beside each other on paper; Word prints them one after the other.

    ``left_share`` is how much of the width the left group has.
    """

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    left_share: float = 0.5


@dataclass(frozen=True)
class Contents:
    """A table of contents of the headings of levels 1 to ``depth`` under the heading ``title``."""

    title: str
    depth: int = 1


@dataclass(frozen=True)
class PageBreak:
    """A new page; ``landscape`` turns it and the pages up to the next break (for wide maps)."""

    landscape: bool = False


Block: TypeAlias = (
    Heading
    | Paragraph
    | Listing
    | TermList
    | Table
    | Picture
    | Clause
    | Callout
    | Signatures
    | SideBySide
    | Contents
    | PageBreak
)


@dataclass(frozen=True)
class Document:
    """A whole document with what its head, foot and file properties say.

    ``kind`` is the word for what it is ("Handover agreement"), ``subtitle`` the line under the
    title, ``dated`` the fixed date of everything printed: the same project gives the same bytes.
    """

    title: str
    municipality: str
    language: Language
    dated: dt.date
    blocks: tuple[Block, ...]
    kind: str = ""
    subtitle: str = ""
    department: str = ""
    number: str = ""
    version: str = ""
    edition: Edition = "internal"
    draft: bool = False

    def walk(self) -> Iterator[Block]:
        """Yield every block in reading order, those inside :class:`SideBySide` too."""
        for block in self.blocks:
            if isinstance(block, SideBySide):
                yield from block.left
                yield from block.right
            else:
                yield block
