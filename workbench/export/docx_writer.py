"""Prints a document as Word file, through a template that a municipality can replace by its own.

A template holds fields such as ``{{title}}`` and, in a paragraph of its own, ``{{p body}}``. It is a
foreign file: its fields are filled in a sandbox, unknown ones are named before anything is made, and
of its properties (author, company) nothing survives. The body goes in after the fields are filled, as
elements, so that no text in it is ever read as a field.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element, fromstring

from workbench.export.document import Document, printed
from workbench.export.docx_body import DocxBody
from workbench.export.page import edition_word, foot, head, version_word
from workbench.export.wordml import as_text
from workbench.locale import Texts
from workbench.model.text import N_, Message, ProjectError, message

Word: TypeAlias = Any
"""Something of python-docx or docxtpl, whose types do not help."""

DEFAULT_TEMPLATE = Path(__file__).parent / "templates" / "agreement.docx"
FIELDS = (
    "body", "date", "department", "draft", "edition", "foot", "head", "kind", "municipality", "number",
    "page_after", "page_before", "page_between", "subtitle", "title", "version",
)  # fmt: skip
"""Every field that a template may use; all are texts but ``body``, which is ``{{p body}}``."""

_REGIONS = {"sv": "sv-SE", "da": "da-DK", "en": "en-GB"}
_MARK = "0B0D0B0D"
_LARGEST_BYTES = 100_000_000
_STYLES = (
    "Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "ROSA lead", "ROSA note", "ROSA gap",
    "ROSA term", "ROSA clause", "ROSA list", "ROSA picture", "ROSA contents", "ROSA table", "ROSA table head",
)  # fmt: skip
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/{kind}-properties"/>'
)


def docx_bytes(document: Document, texts: Texts, template: Path | None = None) -> bytes:
    """Return ``document`` as a Word file made from ``template`` (ours when None).

    Raises ProjectError, naming the template and the remedy, when it is no Word file, uses unknown
    fields, has no place for the body or cannot be filled in.
    """
    source = template or DEFAULT_TEMPLATE
    opened = open_template(source)
    _fill(opened, source, _values(document, texts))
    _insert_body(opened, source, document, texts)
    _set_properties(opened.docx, document, texts)
    made = io.BytesIO()
    opened.docx.save(made)
    return repack(made.getvalue(), document.dated)


def open_template(path: Path) -> Word:
    """Return the checked template at ``path``; raises ProjectError as :func:`docx_bytes` does."""
    from docxtpl import DocxTemplate
    from jinja2 import TemplateError

    content = _read(path)
    try:
        opened = DocxTemplate(io.BytesIO(content))
        opened.init_docx()
    except Exception as error:
        what = N_("The Word template {name} cannot be opened as a Word file (.docx). Save it again in Word.")
        raise ProjectError(message(what, name=path.name)) from error
    try:
        used = opened.get_undeclared_template_variables(_environment())
    except TemplateError as error:
        raise ProjectError(_unreadable(path, error)) from error
    unknown = sorted(used - set(FIELDS))
    if unknown:
        what = N_("The Word template {name} uses fields that do not exist: {unknown}. These exist: {known}.")
        known = ", ".join(FIELDS)
        raise ProjectError(message(what, name=path.name, unknown=", ".join(unknown), known=known))
    if "body" not in used:
        raise ProjectError(_without_body(path))
    return opened


def repack(content: bytes, day: dt.date) -> bytes:
    """Return the zip file ``content`` with every entry dated ``day``: the same bytes on every run."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as new,
    ):
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, (max(day.year, 1980), day.month, day.day, 12, 0, 0))
            is_packed = entry.filename.endswith(".png")  # compressed already
            info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            new.writestr(info, _without_origin(entry.filename, old.read(entry)))
    return made.getvalue()


def _without_origin(name: str, content: bytes) -> bytes:
    if name == "docProps/app.xml":
        return _PROPERTIES.format(kind="extended").encode()
    if name == "docProps/custom.xml":
        return _PROPERTIES.format(kind="custom").encode()
    return content


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            unpacked = sum(entry.file_size for entry in file.infolist())
    except OSError as error:
        what = N_("The Word template {name} cannot be read: {reason}.")
        raise ProjectError(message(what, name=path.name, reason=error.strerror or str(error))) from error
    except zipfile.BadZipFile as error:
        what = N_("The Word template {name} cannot be opened as a Word file (.docx). Save it again in Word.")
        raise ProjectError(message(what, name=path.name)) from error
    if unpacked > _LARGEST_BYTES:
        what = N_("The Word template {name} is larger than 100 MB unpacked. Remove pictures from it.")
        raise ProjectError(message(what, name=path.name))
    return content


@cache
def _environment() -> Word:
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(autoescape=True)


def _values(document: Document, texts: Texts) -> dict[str, str]:
    page = texts("Page {page} of {pages}", page="\x00", pages="\x00").split("\x00")
    before, between, after = (*page, "", "")[:3]
    return {
        "title": printed(document.title),
        "subtitle": printed(document.subtitle),
        "kind": printed(document.kind),
        "municipality": printed(document.municipality),
        "department": printed(document.department),
        "number": printed(document.number),
        "version": version_word(document, texts),
        "edition": edition_word(document, texts),
        "draft": texts("Draft") if document.draft else "",
        "date": texts.date(document.dated),
        "head": head(document, texts)[1],
        "foot": foot(document),
        "page_before": before,
        "page_between": between,
        "page_after": after,
    }


def _fill(opened: Word, path: Path, values: dict[str, str]) -> None:
    from jinja2 import TemplateError
    from markupsafe import Markup

    body = Markup(f'<w:p w:rsidR="{_MARK}"/>')  # noqa: S704 - a fixed mark, no text of anybody's
    try:
        opened.render({**values, "body": body}, jinja_env=_environment(), autoescape=True)
    except (TemplateError, ValueError, TypeError, ArithmeticError) as error:
        raise ProjectError(_unreadable(path, error)) from error


def _insert_body(opened: Word, path: Path, document: Document, texts: Texts) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    word = opened.docx
    root = word.element.body
    places = [place for place in root.iter(qn("w:p")) if place.get(qn("w:rsidR")) == _MARK]
    if len(places) != 1 or places[0].getparent() is not root:
        raise ProjectError(_without_body(path))
    section = root.sectPr

    def turned(landscape: bool) -> Element:
        return fromstring(_turned(section, landscape=landscape).xml)  # noqa: S314 - python-docx wrote it

    body = DocxBody(
        texts,
        _style_ids(word),
        _Lists(word.part).add,
        lambda address: str(word.part.relate_to(address, _HYPERLINK, is_external=True)),
        lambda png: str(word.part.get_or_add_image(io.BytesIO(png))[0]),
    )
    ends_turned = body.build(document, turned)
    for made in body.elements:
        places[0].addprevious(parse_xml(as_text(made)))
    root.remove(places[0])
    if ends_turned:
        root.replace(section, _turned(section, landscape=True))


_HYPERLINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


def _turned(section: Word, *, landscape: bool) -> Word:
    """Return the template's section properties, head and foot included, for upright or turned pages."""
    from docx.oxml.ns import qn

    made = deepcopy(section)
    size = made.find(qn("w:pgSz"))
    if size is not None:
        sides = sorted((int(size.get(qn("w:w"))), int(size.get(qn("w:h")))))
        wide, high = reversed(sides) if landscape else sides
        size.set(qn("w:w"), str(wide))
        size.set(qn("w:h"), str(high))
        size.set(qn("w:orient"), "landscape" if landscape else "portrait")
    return made


def _style_ids(word: Word) -> dict[str, str]:
    """Return the ids of all styles that a body needs; those the template lacks come from ours."""
    found = {}
    for name in _STYLES:
        try:
            found[name] = word.styles[name].style_id
        except KeyError:
            ours = deepcopy(_our_styles()[name])
            word.styles.element.append(ours)
            found[name] = ours.styleId
    return found


@cache
def _our_styles() -> dict[str, Word]:
    from docx import Document as open_word  # noqa: N813

    styles = open_word(str(DEFAULT_TEMPLATE)).styles
    return {name: styles[name].element for name in _STYLES}


class _Lists:
    """The list definitions of one Word file; every list gets its own, so that numbers start anew."""

    def __init__(self, part: Word) -> None:
        self.numbering = _numbering(part)
        self.abstract = [self._define(form) for form in _FORMS]

    def add(self, form: int) -> int:
        """Define one more list of a form (0 bullet, 1 number, 2 box) and return its number."""
        from docx.oxml.ns import qn

        made = self.numbering.add_num(self.abstract[form])
        for level in range(3):
            made.add_lvlOverride(ilvl=level).add_startOverride(1)
        return int(made.get(qn("w:numId")))

    def _define(self, form: tuple[str, tuple[str, str, str]]) -> int:
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls, qn

        known = [int(one.get(qn("w:abstractNumId"))) for one in self.numbering.findall(qn("w:abstractNum"))]
        number = max(known, default=-1) + 1
        kind, marks = form
        levels = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{340 * (level + 1)}" w:hanging="340"/></w:pPr></w:lvl>'
            for level, mark in enumerate(marks)
        )
        made = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}">'
            f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        )
        first = self.numbering.find(qn("w:num"))
        if first is None:
            self.numbering.append(made)
        else:
            first.addprevious(made)
        return number


_FORMS = (
    ("bullet", ("•", "–", "•")),
    ("decimal", ("%1.", "%2.", "%3.")),
    ("bullet", ("□", "□", "□")),
)


def _numbering(part: Word) -> Word:
    """Return the root of the file's list definitions; a template without any gets an empty part."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    from docx.parts.numbering import NumberingPart

    try:
        return part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    except KeyError:
        root = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        name = PackURI("/word/numbering.xml")
        made = NumberingPart(name, CONTENT_TYPE.WML_NUMBERING, root, part.package)
        part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        return root


def _set_properties(word: Word, document: Document, texts: Texts) -> None:
    """Say what the file is; whatever the template's author left there goes."""
    about = word.core_properties
    noon = dt.datetime.combine(document.dated, dt.time(12))
    for name in ("keywords", "comments", "category", "identifier", "last_modified_by", "version"):
        setattr(about, name, "")
    about.title = printed(document.title)[:255]
    about.subject = printed(" ".join(part for part in (document.kind, document.number) if part))[:255]
    about.author = printed(document.municipality)[:255]
    about.content_status = texts("Draft") if document.draft else ""
    about.version = printed(document.version)[:255]
    about.language = _REGIONS[document.language]
    about.created = about.modified = about.last_printed = noon
    about.revision = 1
    _set_language(word, _REGIONS[document.language])


def _set_language(word: Word, region: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    root = word.styles.element
    for old in list(root.iter(qn("w:lang"))):
        old.getparent().remove(old)
    defaults = root.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = OxmlElement("w:docDefaults")
        root.insert(0, defaults)
    for name in ("w:rPrDefault", "w:rPr"):
        inner = defaults.find(qn(name))
        if inner is None:
            inner = OxmlElement(name)
            defaults.insert(0, inner)
        defaults = inner
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(
            qn(script), region if script == "w:val" else "en-US" if script == "w:eastAsia" else "ar-SA"
        )
    defaults.append(language)


def _unreadable(path: Path, error: Exception) -> Message:
    what = N_("The Word template {name} has a field that cannot be read: {reason}.")
    return message(what, name=path.name, reason=str(error))


def _without_body(path: Path) -> Message:
    what = N_("The Word template {name} needs {{{{p body}}}} once, alone in a paragraph outside tables.")
    return message(what, name=path.name)
