"""Documents that the writers' tests print: one plain, one where every text is an attack."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from functools import cache
from pathlib import Path

from workbench.export.document import (
    Block,
    Callout,
    Chip,
    Clause,
    ClauseMark,
    Column,
    Contents,
    Document,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    SideBySide,
    Signature,
    Signatures,
    Table,
    Term,
    TermList,
    bold,
    italic,
    link,
)
from workbench.export.drawing import Box, Drawing, Label, png, svg
from workbench.locale import Texts

PAYLOADS = (
    "=1+1",
    "#{7*7}",
    "]]>",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "{% raw %}{{ body.__class__ }}",
    "a\u202eb",
    '#read("/etc/passwd")',
    '"] -> x [label=<b>',
    "$x$ *b* _i_ @ref <label> \\",
    "&amp; & \x0b \x00 \ud800 \U0001f600 日本",
    "{_{x}_}",
    "x" * 300,
)
SWEDISH = Texts("sv")


@cache
def picture(title: str = "A map", description: str = "Two boxes") -> Picture:
    """A small drawing as the picture of a document."""
    shapes = (Box(4, 4, 60, 30, "#FFFFFF", "#000000"), Label(10, 24, title))
    drawing = Drawing(120, 40, title, description, shapes)
    return Picture(f"{title}: {description}", png(drawing), svg(drawing), caption=title)


def blocks_saying(text: str) -> tuple[Block, ...]:
    """Every kind of block with ``text`` in every place that takes one."""
    table = Table(
        (Column(text), Column("Level"), Column("Share", "right")),
        (
            Row((text, Chip(3), "40 %")),
            Row((bold(text), Chip(6, suggested=True), "60 %"), boundary=True),
            Row(("Sum", Chip(8, short=True), "100 %"), total=True),
        ),
        name=text,
        note=text,
    )
    return (
        Contents(text),
        Heading(text),
        Paragraph(text, "lead"),
        Paragraph((bold(text), italic(text), link(text, "https://example.org/?a=1&b=2"), link(text, text))),
        Paragraph(link("bad", "javascript:alert(1)")),
        Listing((text, Listing((text, text), "number"), text)),
        Listing((text,), "box"),
        TermList((Term(text, text), Term("Short", (text, Chip(1), ClauseMark("2"))))),
        table,
        Clause("1", text),
        Callout(text),
        picture(),
        SideBySide((Heading(text, 2), table), (Heading("Right", 2), Paragraph(text))),
        Signatures((Signature(text, (text, "Date")), Signature("Other", ("Name",)))),
        PageBreak(landscape=True),
        Heading("Turned"),
        picture(),
        PageBreak(),
        Paragraph("Upright again"),
    )


def document_saying(text: str, *, draft: bool = True) -> Document:
    """A document with ``text`` in its head, its foot and every block."""
    return Document(
        title=f"Title {text}",
        municipality=f"Harbour {text}",
        language="sv",
        dated=dt.date(2027, 4, 1),
        blocks=blocks_saying(text),
        kind="Agreement",
        subtitle=text,
        department=text,
        number=text,
        version=text,
        edition="external",
        draft=draft,
    )


PLAIN = document_saying("Boendeparkering åäö")
HOSTILE = document_saying("\n".join(PAYLOADS))


def pdf_text(path: Path) -> str:
    """What poppler reads in a PDF, all white space as single blanks."""
    program = shutil.which("pdftotext")
    assert program is not None
    run = subprocess.run(
        [program, "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return " ".join(run.stdout.decode().split())
