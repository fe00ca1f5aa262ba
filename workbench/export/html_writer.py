"""Prints a document as one web page that stands alone: no script of others, nothing fetched.

Built as an element tree, so that no text can become markup; the page's own rule (Content-Security-
Policy) forbids everything but its own style, so that even a mistake here could not run anything.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring

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
    Paragraph,
    Picture,
    Rich,
    Row,
    Run,
    SideBySide,
    Signatures,
    Table,
    TermList,
    pieces,
    printed,
    safe_file,
    safe_link,
)
from workbench.export.html_style import STYLE
from workbench.export.page import head
from workbench.locale import Texts


def html_page(
    document: Document,
    texts: Texts,
    *,
    navigation: Sequence[Run] = (),
    script: str = "",
    linked_data: Mapping[str, object] | None = None,
) -> bytes:
    """Return ``document`` as an HTML page (UTF-8).

    ``navigation`` are links above the title, ``script`` the program's own script (allowed by its
    hash; never text of users), ``linked_data`` is printed as JSON-LD.
    """
    title = " – ".join(part for part in (document.title, document.municipality) if part)
    root, _ = page_root(document.language, title, script=script, linked_data=linked_data)
    _body(SubElement(root, "body"), document, texts, navigation, script)
    return page_bytes(root)


def page_root(
    language: str,
    title: str,
    *,
    style: str = STYLE,
    script: str = "",
    linked_data: Mapping[str, object] | None = None,
) -> tuple[Element, Element]:
    """Return a page's ``html`` element with its head filled in, and that head; the body is to be added."""
    root = Element("html", {"lang": language})
    top = SubElement(root, "head")
    data = "" if linked_data is None else json.dumps(linked_data, ensure_ascii=False)
    data = data.replace("<", "\\u003c").replace("&", "\\u0026")
    rules = _policy(style, [one for one in (script, data) if one])
    SubElement(top, "meta", {"charset": "utf-8"})
    SubElement(top, "meta", {"http-equiv": "Content-Security-Policy", "content": rules})
    SubElement(top, "meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    SubElement(top, "meta", {"name": "referrer", "content": "no-referrer"})
    SubElement(top, "title").text = printed(title)
    SubElement(top, "style").text = style
    if data:
        SubElement(top, "script", {"type": "application/ld+json"}).text = data
    return root, top


def page_bytes(root: Element) -> bytes:
    """Return a whole page as it is written."""
    page: bytes = tostring(root, encoding="utf-8", method="html")
    return b"<!DOCTYPE html>\n" + page


def _policy(style: str, scripts: Sequence[str]) -> str:
    """Return what the page may use, by its hash. Linked data never runs, but strict readers ask for its hash too.

    None begins or ends with a blank: some readers take the hash without it.
    """
    allowed = f"; script-src {' '.join(map(_hash, scripts))}" if scripts else ""
    return (
        f"default-src 'none'; style-src {_hash(style)}; img-src data:{allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _body(body: Element, document: Document, texts: Texts, navigation: Sequence[Run], script: str) -> None:
    left, right = head(document, texts)
    skip = SubElement(body, "a", {"class": "skip", "href": "#content"})
    skip.text = texts("Skip to the content")
    banner = SubElement(body, "header")
    SubElement(banner, "span").text = left
    SubElement(banner, "span").text = right
    printer = BlockPrinter([one for one in document.walk() if isinstance(one, Heading)], texts)
    if navigation:
        printer.rich(SubElement(body, "nav", {"aria-label": texts("Pages")}), tuple(navigation))
    main = SubElement(body, "main", {"id": "content"})
    SubElement(main, "h1").text = printed(document.title)
    if document.subtitle:
        SubElement(main, "p", {"class": "lead"}).text = printed(document.subtitle)
    printer.blocks(main, document.blocks)
    foot = SubElement(body, "footer")
    foot.text = texts("{municipality}, {date}", municipality=left, date=texts.date(document.dated))
    if script:
        SubElement(body, "script").text = script


class BlockPrinter:
    """Puts blocks into a page. ``headings`` are all of the page's, so that each has an address of its own."""

    def __init__(self, headings: Sequence[Heading], texts: Texts) -> None:
        self.texts = texts
        self._tables: dict[str, int] = defaultdict(int)
        self.anchors: dict[int, str] = {}
        used: set[str] = {"content"}
        for number, block in enumerate(headings, 1):
            wanted = block.anchor if safe_file(f"#{block.anchor}") else ""
            self.anchors[id(block)] = wanted if wanted and wanted not in used else f"section-{number}"
            used.add(self.anchors[id(block)])
        self.headings = headings

    def blocks(self, parent: Element, blocks: Sequence[Block]) -> None:
        """Put ``blocks`` into ``parent``, one after the other."""
        for block in blocks:
            self._block(parent, block)

    def _block(self, parent: Element, block: Block) -> None:
        match block:
            case Heading():
                name = f"h{min(max(block.level, 1), 4) + 1}"
                SubElement(parent, name, {"id": self.anchors[id(block)]}).text = printed(block.text)
            case Listing():
                self._listing(parent, block)
            case Table():
                self._table(parent, block)
            case Picture():
                self._picture(parent, block)
            case SideBySide():
                beside = SubElement(parent, "div", {"class": "beside"})
                self.blocks(SubElement(beside, "div"), block.left)
                self.blocks(SubElement(beside, "div"), block.right)
            case Contents():
                self._contents(parent, block)
            case _:
                self._lines(parent, block)

    def _lines(self, parent: Element, block: Block) -> None:
        match block:
            case Paragraph():
                look: dict[str, str] = {} if block.tone == "body" else {"class": block.tone}
                self.rich(SubElement(parent, "p", look), block.text)
            case TermList():
                terms = SubElement(parent, "dl")
                for term in block.terms:
                    SubElement(terms, "dt").text = printed(term.name)
                    self.rich(SubElement(terms, "dd"), term.text)
            case Clause():
                clause = SubElement(parent, "div", {"class": "clause"})
                SubElement(clause, "span", {"class": "mark"}).text = printed(block.number)
                self.rich(SubElement(clause, "p"), block.text)
            case Callout():
                callout = SubElement(parent, "div", {"class": "clause", "role": "note"})
                SubElement(callout, "span", {"class": "mark framed"}).text = printed(block.mark)
                self.rich(SubElement(callout, "p"), block.text)
            case Signatures():
                signatures = SubElement(parent, "div", {"class": "signatures"})
                for party in block.parties:
                    one = SubElement(signatures, "div")
                    SubElement(SubElement(one, "p"), "strong").text = printed(party.party)
                    for line in party.lines:
                        SubElement(one, "p", {"class": "line"}).text = printed(line)

    def rich(self, parent: Element, rich: Rich) -> None:
        """Put a line of text with its bold and linked pieces into ``parent``."""
        for part in pieces(rich):
            match part:
                case Chip():
                    self._chip(parent, part)
                case ClauseMark():
                    SubElement(parent, "span", {"class": "mark"}).text = printed(part.number)
                case Run():
                    self._run(parent, part)

    def _run(self, parent: Element, run: Run) -> None:
        target = safe_link(run.link) if run.link else safe_file(run.file)
        inner = SubElement(parent, "a", {"href": target}) if target else parent
        if run.bold:
            inner = SubElement(inner, "strong")
        if run.italic:
            inner = SubElement(inner, "em")
        for number, line in enumerate(printed(run.text).split("\n")):
            if number:
                SubElement(inner, "br")
            append_text(inner, line)

    def _chip(self, parent: Element, chip: Chip) -> None:
        kind = "suggested" if chip.suggested else f"level-{chip.level}"
        shape = "round" if palette.LEVEL_STYLES[chip.level].is_round else "square"
        name = palette.level_name(chip.level, self.texts)
        made = SubElement(parent, "span", {"class": f"chip {shape} {kind}", "title": name})
        SubElement(made, "b").text = str(chip.level)
        word = SubElement(made, "span", {"class": "unseen"}) if chip.short else made
        append_text(word, " " + palette.level_word(chip.level, self.texts))

    def _listing(self, parent: Element, block: Listing) -> None:
        name = "ol" if block.marker == "number" else "ul"
        made = SubElement(parent, name, {"class": "boxes"} if block.marker == "box" else {})
        item: Element | None = None
        for entry in block.items:
            if isinstance(entry, Listing):
                self._listing(SubElement(made, "li") if item is None else item, entry)
            else:
                item = SubElement(made, "li")
                self.rich(item, entry)

    def _table(self, parent: Element, block: Table) -> None:
        name = printed(block.name) or self.texts("Table")
        self._tables[name] += 1
        if self._tables[name] > 1:  # two regions of one name cannot be told apart by ear
            name = f"{name} {self._tables[name]}"
        frame = SubElement(
            parent, "div", {"class": "table", "role": "region", "aria-label": name, "tabindex": "0"}
        )
        made = SubElement(frame, "table")
        top = SubElement(SubElement(made, "thead"), "tr")
        for column in block.columns:
            look: dict[str, str] = {"class": column.align}
            title = (
                SubElement(top, "th", {"scope": "col", **look})
                if column.title
                else SubElement(top, "td", look)
            )
            title.text = printed(column.title)
        body = SubElement(made, "tbody")
        for row in block.rows:
            self._row(body, block, row)
        if pieces(block.note):
            self.rich(SubElement(parent, "p", {"class": "note"}), block.note)

    def _row(self, body: Element, table: Table, row: Row) -> None:
        marks = {"boundary": row.boundary, "total": row.total, "strong": row.strong}
        look = " ".join(name for name, wanted in marks.items() if wanted)
        made = SubElement(body, "tr", {"class": look} if look else {})
        for cell, column in zip(row.cells, table.columns, strict=True):
            self.rich(SubElement(made, "td", {"class": column.align}), cell)

    def _picture(self, parent: Element, block: Picture) -> None:
        kind, content = ("svg+xml", block.svg) if block.svg else ("png", block.png)
        address = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
        figure = SubElement(parent, "figure")
        SubElement(figure, "img", {"src": address, "alt": printed(block.alt)})
        if block.caption:
            SubElement(figure, "figcaption").text = printed(block.caption)

    def _contents(self, parent: Element, block: Contents) -> None:
        box = SubElement(parent, "nav", {"aria-label": printed(block.title), "class": "contents"})
        entries = SubElement(box, "ul")
        for heading in self.headings:
            if heading.level <= block.depth:
                way = SubElement(SubElement(entries, "li"), "a", {"href": f"#{self.anchors[id(heading)]}"})
                way.text = printed(heading.text)


def append_text(parent: Element, text: str) -> None:
    """Put ``text`` behind what ``parent`` holds already."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
