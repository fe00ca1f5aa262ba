"""Makes ``agreement.docx``, the Word template that we ship: run by hand after a change here.

A script instead of a file saved in Word: the template is then text that can be reviewed, and nobody's
name is in it. A municipality replaces the result by a template of its own with the same fields.
"""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from workbench.export import palette
from workbench.export.docx_writer import DEFAULT_TEMPLATE, Word, repack

FONT = "Arial"
_INK = RGBColor.from_string(palette.TEXT[1:])
_QUIET = RGBColor.from_string(palette.TEXT_2[1:])
KEPT = {"Normal", "Title", "Header", "Footer", "Default Paragraph Font", "Normal Table", "No List",
        "Heading 1", "Heading 2", "Heading 3", "Heading 4"}  # fmt: skip


def main(path: Path = DEFAULT_TEMPLATE) -> None:
    """Write the template to ``path``."""
    word: Word = Document()
    for style in list(word.styles):
        if style.name not in KEPT:
            style.element.getparent().remove(style.element)
    _set_fonts(word)
    _set_headings(word)
    _add_styles(word)
    _set_page(word)
    word.add_paragraph("{{title}}", style="Title")
    word.add_paragraph("{%p if subtitle %}")
    word.add_paragraph("{{subtitle}}", style="ROSA lead")
    word.add_paragraph("{%p endif %}")
    word.add_paragraph("{{p body}}")
    _drop_leftovers(word)
    made = io.BytesIO()
    word.save(made)
    path.write_bytes(repack(made.getvalue(), dt.date(2027, 1, 1)))


def _drop_leftovers(word: Word) -> None:
    """Leave out what python-docx's own start file brings along: a thumbnail, old styles, a data store."""
    for relations in (word.part.rels, word.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/customXml", "/thumbnail")):
                del relations[key]


def _set_fonts(word: Word) -> None:
    for style in word.styles:
        if style.type is WD_STYLE_TYPE.PARAGRAPH:
            look = style.element.get_or_add_rPr()
            fonts = look.find(qn("w:rFonts"))
            if fonts is not None:
                look.remove(fonts)
    defaults = word.styles.element.find(qn("w:docDefaults"))
    fonts = next(defaults.iter(qn("w:rFonts")))
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    normal = word.styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(10), _INK
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing = 1.2
    normal.paragraph_format.widow_control = True


def _set_headings(word: Word) -> None:
    sizes = (
        ("Title", 22, 0, 6),
        ("Heading 1", 14, 18, 6),
        ("Heading 2", 12, 14, 4),
        ("Heading 3", 10.5, 10, 3),
        ("Heading 4", 10, 8, 2),
    )
    for name, size, before, after in sizes:
        style = word.styles[name]
        borders = style.element.pPr.find(qn("w:pBdr"))
        if borders is not None:
            style.element.pPr.remove(borders)
        spacing = style.element.rPr.find(qn("w:spacing"))
        if spacing is not None:
            style.element.rPr.remove(spacing)
        style.font.size, style.font.bold, style.font.italic, style.font.color.rgb = (
            Pt(size),
            True,
            False,
            _INK,
        )
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True


def _add_styles(word: Word) -> None:
    _style(word, "ROSA lead", 10.5, colour=_QUIET, after=10)
    note = _style(word, "ROSA note", 8, colour=_QUIET, before=3, after=8)
    note.paragraph_format.line_spacing = 1.1
    gap = _style(word, "ROSA gap", 4, after=0)
    gap.paragraph_format.line_spacing = 1.0
    term = _style(word, "ROSA term", 10, after=4)
    _hang(term, 46)
    clause = _style(word, "ROSA clause", 10, after=5)
    _hang(clause, 9)
    _style(word, "ROSA list", 10, after=2)
    picture = _style(word, "ROSA picture", 10, before=6, after=6)
    picture.paragraph_format.line_spacing = 1.0
    _style(word, "ROSA contents", 10, after=2)
    for name, size in (("ROSA table", 8.5), ("ROSA table head", 8)):
        cell = _style(word, name, size, before=2.5, after=2.5, colour=_QUIET if "head" in name else None)
        cell.paragraph_format.line_spacing = 1.05
    word.styles["ROSA table head"].paragraph_format.keep_with_next = True


def _style(
    word: Word, name: str, size: float, *, before: float = 0, after: float = 0, colour: RGBColor | None = None
) -> Word:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.font.size = Pt(size)
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.quick_style = True
    return style


def _hang(style: Word, width_mm: float) -> None:
    style.paragraph_format.left_indent = Mm(width_mm)
    style.paragraph_format.first_line_indent = Mm(-width_mm)


def _set_page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(24)
    section.top_margin, section.bottom_margin = Mm(31), Mm(27)
    section.header_distance, section.footer_distance = Mm(16), Mm(14)
    top = section.header.paragraphs[0]
    top.text = "{{municipality}}\t{{head}}"
    bottom = section.footer.paragraphs[0]
    bottom.add_run("{{foot}}\t{{page_before}}")
    _add_field(bottom, "PAGE")
    bottom.add_run("{{page_between}}")
    _add_field(bottom, "NUMPAGES")
    bottom.add_run("{{page_after}}")
    for paragraph, side, colour in ((top, "bottom", palette.TEXT), (bottom, "top", palette.EDGE)):
        properties = paragraph._p.get_or_add_pPr()
        line = f'<w:{side} w:val="single" w:sz="6" w:space="5" w:color="{colour[1:]}"/>'
        properties.append(parse_xml(f"<w:pBdr {nsdecls('w')}>{line}</w:pBdr>"))
        for style in (word.styles["Header"], word.styles["Footer"]):
            tabs = style.element.pPr.find(qn("w:tabs"))
            if tabs is not None:
                style.element.pPr.remove(tabs)
        tabs = f'<w:tabs {nsdecls("w")}><w:tab w:val="right" w:pos="{Mm(162).twips}"/></w:tabs>'
        properties.append(parse_xml(tabs))
    for name in ("Header", "Footer"):
        word.styles[name].font.size, word.styles[name].font.color.rgb = Pt(8), _QUIET


def _add_field(paragraph: Word, code: str) -> None:
    for kind in ("begin", code, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == "1":
            run.text = "1"
        elif kind == code:
            made = OxmlElement("w:instrText")
            made.text = f" {code} "
            run._r.append(made)
        else:
            made = OxmlElement("w:fldChar")
            made.set(qn("w:fldCharType"), kind)
            run._r.append(made)


if __name__ == "__main__":
    main()
