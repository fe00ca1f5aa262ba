"""A document's blocks as WordprocessingML, in the styles of whatever template they are put into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element

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
    safe_link,
)
from workbench.export.drawing import pngs
from workbench.export.fonts import text_width
from workbench.export.page import WIDTH_MM, WIDTH_TURNED_MM, picture_size_mm, sections, size_px
from workbench.export.table_widths import WIDEST_TERM_PT, column_shares, term_width_pt
from workbench.export.wordml import (
    TWIPS_PER_MM,
    element,
    field_code,
    field_end,
    flag,
    paragraph,
    picture,
    qualified,
    run,
)
from workbench.locale import Texts

_TONES = {"body": "Normal", "lead": "ROSA lead", "note": "ROSA note"}
_LISTS = {"bullet": 0, "number": 1, "box": 2}
_SIDES = {"left": "left", "right": "right", "center": "center"}


class DocxBody:
    """Builds the body of one document; ``elements`` is what it made, in order.

    ``styles`` gives the template's style ids by name, ``number_list`` makes a list definition (0 bullet,
    1 number, 2 box) and returns its id, ``relate_link`` and ``relate_picture`` return relation ids.
    """

    def __init__(
        self,
        texts: Texts,
        styles: Mapping[str, str],
        number_list: Callable[[int], int],
        relate_link: Callable[[str], str],
        relate_picture: Callable[[bytes], str],
    ) -> None:
        self.texts = texts
        self.styles = styles
        self.number_list = number_list
        self.relate_link = relate_link
        self.relate_picture = relate_picture
        self.elements: list[Element] = []
        self.landscape = False
        self.pictures = 0
        self.headings = 0
        self.outline: list[Heading] = []

    def build(self, document: Document, turned: Callable[[bool], Element]) -> bool:
        """Append every block; ``turned`` gives the section properties that end a stretch of pages.

        Returns whether the last pages are landscape (their properties belong to the whole body).
        """
        self.outline = [block for block in document.walk() if isinstance(block, Heading)]
        for number, (landscape, blocks) in enumerate(sections(document)):
            if number:
                ending = paragraph(self.styles["ROSA gap"], properties=(turned(self.landscape),))
                self.elements.append(ending)
            self.landscape = landscape
            self._blocks(blocks)
        return self.landscape

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Table():
                self._table(block)
            case Listing():
                self._listing(block, 0, self.number_list(_LISTS[block.marker]))
            case Picture():
                self._picture(block)
            case SideBySide():
                start = len(self.elements)
                self._blocks(block.left)
                self._blocks(block.right)
                if isinstance(block.left[-1], Picture):  # and what says the same
                    _keep_on_a_page(self.elements[start:])
            case Contents():
                self._contents(block)
            case _:
                self._lines(block)

    def _lines(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._add(_TONES[block.tone], *self._rich(block.text))
            case TermList():
                self._terms(block)
            case Clause():
                mark = _mark(block.number)
                self._add("ROSA clause", mark, run("\t"), *self._rich(block.text))
            case Callout():
                mark = run(f"\u00a0{printed(block.mark)}\u00a0", bold=True, edge=palette.TEXT)
                self._add("ROSA clause", mark, run("\t"), *self._rich(block.text))
            case Signatures():
                self._signatures(block)

    def _add(self, style: str, *runs: Element, properties: tuple[Element, ...] = ()) -> None:
        self.elements.append(paragraph(self.styles[style], *runs, properties=properties))

    def _heading(self, block: Heading) -> None:
        self.headings += 1
        name = f"_Toc{self.headings:06d}"
        self._add(
            f"Heading {min(max(block.level, 1), 4)}",
            element("w:bookmarkStart", id=self.headings, name=name),
            run(printed(block.text)),
            element("w:bookmarkEnd", id=self.headings),
        )

    def _contents(self, block: Contents) -> None:
        """A real contents field that Word can renew, with its entries as links already in it."""
        self._add("ROSA lead", run(printed(block.title), bold=True))
        entries = [
            (number, heading)
            for number, heading in enumerate(self.outline, 1)
            if min(max(heading.level, 1), 4) <= block.depth
        ]
        begin = field_code(f'TOC \\o "1-{block.depth}" \\h \\z \\u')
        for place, (number, heading) in enumerate(entries):
            way = element("w:hyperlink", run(printed(heading.text)), anchor=f"_Toc{number:06d}", history=1)
            opening = begin if place == 0 else ()
            closing = (field_end(),) if place == len(entries) - 1 else ()
            self._add("ROSA contents", *opening, way, *closing)

    def _signatures(self, block: Signatures) -> None:
        for party in block.parties:
            keep = (element("w:keepNext"),)
            self._add("Normal", run(printed(party.party), bold=True), properties=keep)
            for label in party.lines:
                # A leader of underscores, because neighbouring frames would grow together.
                end = element("w:tab", val="left", leader="underscore", pos=round(92 * TWIPS_PER_MM))
                properties = (
                    element("w:keepNext"),
                    element("w:tabs", end),
                    element("w:spacing", before=480, after=0),
                )
                self._add("ROSA note", run("\t\n" + printed(label)), properties=properties)
            self._add("ROSA gap")

    def _terms(self, block: TermList) -> None:
        place = round((term_width_pt(block) * 1.1 + 10) * 20)
        properties = (element("w:ind", left=place, hanging=place),)
        for term in block.terms:
            is_wide = text_width(term.name, 9.5, 500) > WIDEST_TERM_PT
            name = printed(term.name) + ("\n" if is_wide else "\t")
            shown = run(name, bold=True, colour=palette.TEXT_2)
            self._add("ROSA term", shown, *self._rich(term.text), properties=properties)

    def _listing(self, block: Listing, depth: int, number: int) -> None:
        level = min(depth, 2)
        for item in block.items:
            if isinstance(item, Listing):
                self._listing(item, depth + 1, self.number_list(_LISTS[item.marker]))
                continue
            place = element("w:numPr", element("w:ilvl", val=level), element("w:numId", val=number))
            self._add("ROSA list", *self._rich(item), properties=(place,))

    def _picture(self, block: Picture) -> None:
        self.pictures += 1
        width, height = picture_size_mm(block, landscape=self.landscape)
        relation = self.relate_picture(block.png or pngs([block.svg], [size_px(block)])[0])
        shown = picture(relation, 1000 + self.pictures, printed(block.alt), width, height)
        keep = (element("w:keepNext"),) if block.caption else ()
        self._add("ROSA picture", shown, properties=keep)
        if block.caption:
            self._add("ROSA note", run(printed(block.caption)))

    def _rich(self, rich: Rich, *, bold: bool = False) -> list[Element]:
        made: list[Element] = []
        for part in pieces(rich):
            match part:
                case Chip():
                    made.extend(self._chip(part))
                case ClauseMark():
                    made.append(_mark(part.number))
                case Run():
                    made.append(self._text(part, bold=bold))
        return made

    def _text(self, part: Run, *, bold: bool) -> Element:
        address = safe_link(part.link)
        made = run(
            printed(part.text),
            bold=part.bold or bold,
            italic=part.italic,
            colour=palette.ACCENT if address else "",
            underline=bool(address),
        )
        if not address:
            return made
        way = element("w:hyperlink", made)
        way.set(qualified("r:id"), self.relate_link(address))
        return way

    def _chip(self, chip: Chip) -> list[Element]:
        """A level as text on its colour; a disc or a square leads it, for shape and grey printing."""
        style = palette.LEVEL_STYLES[chip.level]
        shape = "●" if style.is_round else "■"
        word = (
            "" if chip.short else "\u00a0" + palette.level_word(chip.level, self.texts).replace(" ", "\u00a0")
        )
        edge = style.edge or style.fill
        return [
            run(
                text,
                bold=not number,
                half_points=16,
                colour=palette.TEXT if chip.suggested else style.text,
                fill="" if chip.suggested else style.fill,
                edge=palette.TEXT_2 if chip.suggested else edge,
                edge_kind="dashed" if chip.suggested else "single",
            )
            for number, text in enumerate((f"\u00a0{shape}\u00a0{chip.level}", f"{word}\u00a0"))
        ]

    def _table(self, block: Table) -> None:
        width_mm = WIDTH_TURNED_MM if self.landscape else WIDTH_MM
        whole = round(width_mm * TWIPS_PER_MM)
        widths = [round(share * whole) for share in column_shares(block, self.texts, width_mm)]
        if self.elements and self.elements[-1].tag == qualified("w:tbl"):
            self._add("ROSA gap")
        head = Row(tuple(column.title for column in block.columns))
        made = element(
            "w:tbl",
            element(
                "w:tblPr",
                element("w:tblW", w=whole, type="dxa"),
                element("w:tblLayout", type="fixed"),
                element(
                    "w:tblCellMar", element("w:left", w=0, type="dxa"), element("w:right", w=130, type="dxa")
                ),
                element(
                    "w:tblLook",
                    val="0620",
                    firstRow=1,
                    lastRow=0,
                    firstColumn=0,
                    lastColumn=0,
                    noHBand=1,
                    noVBand=1,
                ),
                element("w:tblCaption", val=printed(block.name)) if block.name else None,
            ),
            element("w:tblGrid", *(element("w:gridCol", w=width) for width in widths)),
            self._row(block, head, widths, is_head=True),
        )
        last = len(block.rows) - 1
        for number, row in enumerate(block.rows):
            made.append(self._row(block, row, widths, is_first=number == 0, is_last=number == last))
        self.elements.append(made)
        self._add("ROSA note" if pieces(block.note) else "ROSA gap", *self._rich(block.note))

    def _row(
        self,
        table: Table,
        row: Row,
        widths: list[int],
        *,
        is_head: bool = False,
        is_first: bool = False,
        is_last: bool = False,
    ) -> Element:
        top, bottom = _lines(row, is_head=is_head, is_first=is_first, is_last=is_last)
        made = element("w:tr", element("w:trPr", element("w:cantSplit"), flag("w:tblHeader", is_head)))
        for cell, column, width in zip(row.cells, table.columns, widths, strict=True):
            runs = self._rich(cell, bold=row.total or row.strong or is_head)
            side = (element("w:jc", val=_SIDES[column.align]),)
            style = "ROSA table head" if is_head else "ROSA table"
            made.append(
                element(
                    "w:tc",
                    element(
                        "w:tcPr",
                        element("w:tcW", w=width, type="dxa"),
                        element("w:tcBorders", top, bottom),
                        element("w:vAlign", val="center"),
                    ),
                    paragraph(self.styles[style], *runs, properties=side),
                )
            )
        return made


def _keep_on_a_page(elements: list[Element]) -> None:
    """Bind paragraphs and rows to what follows, so that no page ends between what belongs together."""
    for made in [one for part in elements for one in part.iter(qualified("w:p"))][:-1]:
        properties = made.find(qualified("w:pPr"))
        if properties is not None and properties.find(qualified("w:keepNext")) is None:
            properties.insert(1, element("w:keepNext"))  # after the style, as the schema has it


def _lines(row: Row, *, is_head: bool, is_first: bool, is_last: bool) -> tuple[Element, Element]:
    """Return a row's upper and lower line; sizes in eighths of a point (boundary: 2 pt)."""
    if row.boundary:
        top = element("w:top", val="single", sz=18, space=0, color=palette.TEXT[1:])
    elif is_head or row.total:
        top = element("w:top", val="single", sz=6, space=0, color=palette.TEXT[1:])
    else:
        top = element(
            "w:top", val="single", sz=4, space=0, color=palette.EDGE[1:] if is_first else palette.LINE[1:]
        )
    colour = palette.EDGE if is_head or is_last else palette.LINE
    return top, element("w:bottom", val="single", sz=6 if row.total else 4, space=0, color=colour[1:])


def _mark(number: str) -> Element:
    return run(f"\u00a0{printed(number)}\u00a0", bold=True, colour=palette.SURFACE, fill=palette.TEXT)
