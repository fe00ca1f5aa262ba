"""Every text that a finished file holds, wherever it hides: for who looks for what must not be there.

Read with other programs than those that wrote it. What a reader is told ("spoken") is kept apart from
marks: names of styles, addresses, the program's own script.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser, fromstring

BREAK = "\u2029"
"""Stands between texts of a file that no reader would read as one."""

_GLUED = {
    *("a", "b", "bdo", "code", "em", "i", "s", "small", "span", "strong", "sub", "sup", "tspan", "u", "wbr"),
    *("del", "delText", "hyperlink", "ins", "instrText", "r", "smartTag", "t", "rPh"),
}
_SPACED = {"br", "cr", "tab", "text"}
_TOLD = {"alt", "aria-label", "content", "descr", "title"}
_SHEET_MARGIN = re.compile(r"(?:odd|even|first)(?:Header|Footer)")
_SHEET_CODE = re.compile(r'&(?:"[^"]*"|[A-Z]|\d+)')
_DATA_ADDRESS = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")


class Contained(NamedTuple):
    """What a reader is told, and what stands in the file beside it."""

    spoken: list[str]
    marks: list[str]


def contained_texts(path: str, content: bytes) -> Contained:
    """Return the texts of a finished file: of each part of a zip, of a PDF, of markup, JSON or plain text."""
    found = Contained([], [path])
    if content.startswith(b"%PDF"):
        _pdf(content, found)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found.marks.append(archive.comment.decode("utf-8", "replace"))
            for entry in archive.infolist():
                inner = contained_texts(entry.filename, archive.read(entry))
                found.spoken.extend(inner.spoken)
                found.marks.extend([*inner.marks, entry.comment.decode("utf-8", "replace")])
    else:
        _text(path.rpartition(".")[2].lower(), content, found)
    return found


def _text(extension: str, content: bytes, found: Contained) -> None:
    text = content.decode("utf-8", errors="replace")
    if extension in {"json", "jsonld"}:
        _json(text, found)
    elif extension in {"html", "htm"}:
        page = _Page(found)
        page.feed(text)
        page.close()
        found.spoken.append("".join(page.pieces))
    elif extension in {"svg", "xml", "rels", "bpmn", "vml"}:
        _xml(content, found)
    elif content.startswith(b"\x89PNG"):
        found.spoken.extend(_png_texts(content))
    elif extension in {"jpg", "jpeg", "woff2"}:
        found.marks.append(text)
    else:
        found.spoken.append(text)


def _png_texts(content: bytes) -> Iterator[str]:
    """Yield the notes of a picture; what it shows stands as text in the drawing it was made from."""
    at = 8
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        note = content[at + 8 : at + 8 + length]
        if kind in {b"tEXt", b"iTXt"}:
            yield note.decode("utf-8", "replace").replace("\x00", " ")
        elif kind == b"zTXt":
            yield zlib.decompress(note.partition(b"\x00")[2][1:]).decode("latin-1")
        at += 12 + length


def _json(text: str, found: Contained) -> None:
    try:
        _values(json.loads(text), found)
    except ValueError:
        found.spoken.append(text)


def _values(value: Any, found: Contained) -> None:
    if isinstance(value, str):
        found.spoken.append(value)
    elif isinstance(value, list):
        for one in value:
            _values(one, found)
    elif isinstance(value, dict):
        found.marks.extend(value)
        for one in value.values():
            _values(one, found)


def _xml(content: bytes, found: Contained) -> None:
    builder = TreeBuilder(insert_comments=True, insert_pis=True)
    try:
        root = fromstring(content, XMLParser(target=builder))  # noqa: S314 - we have just written it
    except ParseError:
        found.spoken.append(content.decode("utf-8", errors="replace"))
        return
    pieces: list[str] = []
    _element(root, pieces, found)
    found.spoken.append("".join(pieces))


def _element(element: Element, pieces: list[str], found: Contained) -> None:
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "comment"
    for attribute, value in element.attrib.items():
        _attribute(attribute.rpartition("}")[2], value, found)
    text = element.text or ""
    if _SHEET_MARGIN.fullmatch(name):
        text = _SHEET_CODE.sub(" ", text)
    is_own = name not in _GLUED and (bool(text.strip()) or name in {"p", "si", "c", "tc", "comment"})
    between = " " if name in _SPACED else f" {BREAK} " if is_own else ""
    pieces += [between, text]
    for child in element:
        _element(child, pieces, found)
        pieces.append(child.tail or "")
    pieces.append(between)


def _attribute(name: str, value: str, found: Contained) -> None:
    for picture in _DATA_ADDRESS.findall(value):
        try:
            _xml(base64.b64decode(picture), found)
        except binascii.Error:
            found.marks.append(picture)
    if not value.startswith("data:"):
        (found.spoken if name in _TOLD else found.marks).append(value)


class _Page(HTMLParser):
    """Collects the text of a page, with comments, and its attributes."""

    def __init__(self, found: Contained) -> None:
        super().__init__(convert_charrefs=True)
        self.found = found
        self.pieces: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            _attribute(name, value or "", self.found)
        if tag in {"script", "style"}:
            self.inside = "data" if ("type", "application/ld+json") in attrs else "program"
        self.pieces.append("" if tag in _GLUED else " " if tag in _SPACED else f" {BREAK} ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style"}:
            self.inside = ""
        self.pieces.append("" if tag in _GLUED else f" {BREAK} ")

    def handle_data(self, data: str) -> None:
        if self.inside == "data":
            _json(data, self.found)
        elif self.inside == "program":
            self.found.marks.append(data)
        else:
            self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.spoken.append(data)


def _pdf(content: bytes, found: Contained) -> None:
    from workbench.export.pdf_texts import pdf_texts

    texts, about, attached = pdf_texts(content)
    found.spoken.extend(texts)
    for described in about:
        _xml(described, found)
    for name, part in attached:
        inner = contained_texts(name, part)
        found.spoken.extend(inner.spoken)
        found.marks.extend(inner.marks)
