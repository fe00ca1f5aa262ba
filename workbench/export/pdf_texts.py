"""The texts of a finished PDF: of its pages, its properties, bookmarks, alternative texts, notes and addresses.

Pages are read by taking the strings out of their drawing instructions: a map on a page is a hundred thousand
of them, and reading each in turn would take longer than printing all documents. Pages of another make (fonts
without two-byte codes and a table of their characters) are read the slow way.
"""

from __future__ import annotations

import io
import re
import zlib
from functools import lru_cache
from typing import Any

_FLAT = rb"[^()\\]|\\."
_NESTED = rb"(?:" + _FLAT + rb"|\((?:" + _FLAT + rb"|\((?:" + _FLAT + rb")*\))*\))*"
"""The inside of a string, in which brackets that come in pairs need no mark."""
_PIECE = re.compile(
    rb"/(?P<font>[^\s/<>\[\]()]+)\s+-?[\d.]+\s+Tf|\((?P<text>" + _NESTED + rb")\)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>(?!>)|(?P<turn>\bT[*dDm]\b|\bET\b)",
    re.DOTALL,
)
_BLOCK = re.compile(
    rb"(?:(?P<scale>-?[\d.]+) -?[\d.]+ -?[\d.]+ -?[\d.]+ (?P<x>-?[\d.]+) (?P<y>-?[\d.]+) cm\b[^\n]*\n)?"
    rb"(?<!\S)(?P<body>BT\s.*?\sET)(?!\S)",
    re.DOTALL,
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_STRING = re.compile(rb"\((?P<text>" + _NESTED + rb")\)|(?<!<)<(?P<hex>[0-9A-Fa-f\s]*)>", re.DOTALL)
_SIZE = re.compile(rb"\s([\d.]+)\s+Tf")
_LETTER_EM = 1.05
"""Letters that are placed one by one (text within a drawing) belong together when they are no further apart, in the
size they are drawn in: the widest letter takes one em."""
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_ONE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)


def pdf_texts(content: bytes) -> tuple[list[str], list[bytes], list[tuple[str, bytes]]]:
    """Return (texts, XML about the file, attachments by name) of a PDF.

    Each page comes twice: line by line, and with broken words mended.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(content))
    pages = [_page_text(page) for page in reader.pages]
    mended = [page.replace("-\n", "").replace("\n", "") for page in pages if "\n" in page]
    strings, about = _strings(content)
    attached = [(name, part) for name, parts in reader.attachments.items() for part in parts]
    return [*pages, *mended, *strings], about, attached


def _page_text(page: Any) -> str:
    resources = page.get("/Resources") or {}
    fonts = {name: font.get_object() for name, font in (resources.get("/Font") or {}).items()}
    if resources.get("/XObject") or any(
        font.get("/Encoding") != "/Identity-H" or "/ToUnicode" not in font for font in fonts.values()
    ):
        return str(page.extract_text())
    tables = {name[1:].encode(): _characters(font["/ToUnicode"].get_data()) for name, font in fonts.items()}
    contents = page.get_contents()
    return "" if contents is None else _shown(contents.get_data(), tables)


def _shown(instructions: bytes, tables: dict[bytes, dict[int, str]]) -> str:
    """Return what the instructions of a page write, with a line break where they go elsewhere."""
    lines: list[str] = []
    table: dict[int, str] = {}
    last, reach = (-1.0, -1.0), 0.0
    for block in _BLOCK.finditer(instructions):
        line, table = _block_text(block["body"], table, tables)
        at = (float(block["x"] or -1), float(block["y"] or -1))
        is_next_letter = len(line) == 1 and at[1] == last[1] and 0 < at[0] - last[0] < reach
        if is_next_letter and lines:
            lines[-1] += line
        else:
            lines.append(line)
        last, reach = (at, _reach(block)) if len(line) == 1 else ((-1.0, -1.0), 0.0)
    return re.sub(r"\n+", "\n", "\n".join(lines))


def _reach(block: re.Match[bytes]) -> float:
    """Return how far from a letter the next one of its word begins at most, in points."""
    size = _SIZE.search(block["body"])
    return _LETTER_EM * abs(float(block["scale"] or 1)) * float(size[1] if size else 0)


def _block_text(
    block: bytes, table: dict[int, str], tables: dict[bytes, dict[int, str]]
) -> tuple[str, dict[int, str]]:
    """Return what one block of text instructions writes, and the font's table that holds after it."""
    pieces: list[str] = []
    for found in _PIECE.finditer(block):
        if found["font"] is not None:
            table = tables.get(found["font"], {})
        elif found["turn"] is not None:
            pieces.append("\n")
        else:
            codes = (
                _unescaped(found["text"]) if found["hex"] is None else bytes.fromhex(found["hex"].decode())
            )
            pairs = zip(codes[::2], codes[1::2], strict=False)
            pieces.append("".join(table.get(high * 256 + low, "\ufffd") for high, low in pairs))
    return "".join(pieces).strip("\n"), table


def _unescaped(text: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        if found[1] is not None:
            return bytes([int(found[1], 8) & 255])
        return b"" if found[2] is None else _ESCAPED.get(found[2], found[2])

    return _ESCAPE.sub(plain, text)


@lru_cache(maxsize=32)
def _characters(table: bytes) -> dict[int, str]:
    """Return which characters the codes of a font stand for, from its ToUnicode table."""
    found: dict[int, str] = {}
    for kind, lines in _SECTION.findall(table):
        if kind == b"bfchar":
            found |= {int(code, 16): _utf_16(text) for code, text in _ONE.findall(lines)}
            continue
        for first, last, text in _RANGE.findall(lines):
            start = _utf_16(text)
            for code in range(int(first, 16), int(last, 16) + 1):
                found[code] = start[:-1] + chr(ord(start[-1]) + code - int(first, 16))
    return found


def _utf_16(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _strings(content: bytes) -> tuple[list[str], list[bytes]]:
    """Return every string outside the pages' instructions, and the XML that describes the file.

    Taken out of the bytes: walking all objects of a tagged PDF, one per cell of every table, takes seconds.
    """
    objects: list[bytes] = []
    about: list[bytes] = []
    at = 0
    while (found := _STREAM.search(content, at)) is not None:
        before = content[at : found.start()]
        end = content.find(b"endstream", found.end())
        body = content[found.end() : end if end >= 0 else len(content)]
        at = len(content) if end < 0 else end
        objects.append(before)
        kind = before.rpartition(b" obj")[2]
        if b"/ObjStm" in kind:
            objects.append(_inflated(kind, body))
        elif b"/Metadata" in kind:
            about.append(_inflated(kind, body))
    objects.append(content[at:])
    strings = [
        _unescaped(found["text"]) if found["hex"] is None else _from_hex(found["hex"])
        for part in objects
        for found in _STRING.finditer(part)
    ]
    return [_decoded(one) for one in dict.fromkeys(strings)], about


def _inflated(kind: bytes, body: bytes) -> bytes:
    return zlib.decompressobj().decompress(body) if b"/FlateDecode" in kind else body


def _from_hex(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode())


def _decoded(text: bytes) -> str:
    if text.startswith(b"\xfe\xff"):
        return text[2:].decode("utf-16-be", "replace")
    return text.decode("utf-8" if text.startswith(b"\xef\xbb\xbf") else "latin-1", "replace")
