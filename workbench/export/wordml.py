"""Pieces of WordprocessingML, built as elements so that no text can ever become markup."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
for _prefix, _uri in NAMESPACES.items():
    register_namespace(_prefix, _uri)

EMU_PER_MM = 36_000
TWIPS_PER_MM = 1440 / 25.4
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@cache
def qualified(name: str) -> str:
    """Return ``w:p`` in the form an element tree wants."""
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if local else name


def element(name: str, /, *children: Element | None, **attributes: object) -> Element:
    """Return an element; attributes are in the ``w`` namespace, children that are None left out."""
    made = Element(qualified(name), {qualified(f"w:{key}"): str(value) for key, value in attributes.items()})
    made.extend([child for child in children if child is not None])
    return made


def flag(name: str, wanted: bool) -> Element | None:
    """Return the element that switches something on, or None."""
    return element(name) if wanted else None


def run(
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    colour: str = "",
    fill: str = "",
    edge: str = "",
    edge_kind: str = "single",
    underline: bool = False,
    half_points: int = 0,
) -> Element:
    """Return a run; line breaks and tabs in ``text`` become Word's. Colours are ``#RRGGBB``."""
    look = element(
        "w:rPr",
        flag("w:b", bold),
        flag("w:i", italic),
        element("w:color", val=colour[1:]) if colour else None,
        element("w:sz", val=half_points) if half_points else None,
        element("w:u", val="single") if underline else None,
        element("w:bdr", val=edge_kind, sz=6, space=0, color=edge[1:]) if edge else None,
        element("w:shd", val="clear", color="auto", fill=fill[1:]) if fill else None,
    )
    made = element("w:r", look if len(look) else None)
    for number, line in enumerate(text.split("\n")):
        if number:
            SubElement(made, qualified("w:br"))
        for place, part in enumerate(line.split("\t")):
            if place:
                SubElement(made, qualified("w:tab"))
            if part:
                SubElement(made, qualified("w:t"), {_SPACE: "preserve"}).text = part
    return made


def paragraph(style: str, *runs: Element, properties: tuple[Element, ...] = ()) -> Element:
    """Return a paragraph in the style with that id; ``properties`` in the schema's order."""
    return element("w:p", element("w:pPr", element("w:pStyle", val=style), *properties), *runs)


def field_code(code: str) -> tuple[Element, Element, Element]:
    """Return begin, code and separator of a field that Word computes."""
    instruction = element("w:r")
    SubElement(instruction, qualified("w:instrText"), {_SPACE: "preserve"}).text = f" {code} "
    return (
        element("w:r", element("w:fldChar", fldCharType="begin")),
        instruction,
        element("w:r", element("w:fldChar", fldCharType="separate")),
    )


def field_end() -> Element:
    """Return the end of a field."""
    return element("w:r", element("w:fldChar", fldCharType="end"))


def picture(relation: str, number: int, alt: str, width_mm: float, height_mm: float) -> Element:
    """Return a run with the picture behind ``relation``, described to those who do not see it."""
    size = {"cx": str(round(width_mm * EMU_PER_MM)), "cy": str(round(height_mm * EMU_PER_MM))}
    made = element("w:r")
    no_distance = {f"dist{side}": "0" for side in "TBLR"}
    inline = SubElement(SubElement(made, qualified("w:drawing")), qualified("wp:inline"), no_distance)
    SubElement(inline, qualified("wp:extent"), size)
    name = f"Picture {number}"
    SubElement(inline, qualified("wp:docPr"), {"id": str(number), "name": name, "descr": alt})
    graphic = SubElement(inline, qualified("a:graphic"))
    content = SubElement(graphic, qualified("a:graphicData"), {"uri": NAMESPACES["pic"]})
    drawn = SubElement(content, qualified("pic:pic"))
    about = SubElement(drawn, qualified("pic:nvPicPr"))
    SubElement(about, qualified("pic:cNvPr"), {"id": str(number), "name": name, "descr": alt})
    SubElement(about, qualified("pic:cNvPicPr"))
    fill = SubElement(drawn, qualified("pic:blipFill"))
    SubElement(fill, qualified("a:blip"), {qualified("r:embed"): relation})
    SubElement(SubElement(fill, qualified("a:stretch")), qualified("a:fillRect"))
    shape = SubElement(drawn, qualified("pic:spPr"))
    frame = SubElement(shape, qualified("a:xfrm"))
    SubElement(frame, qualified("a:off"), {"x": "0", "y": "0"})
    SubElement(frame, qualified("a:ext"), size)
    outline = SubElement(shape, qualified("a:prstGeom"), {"prst": "rect"})
    SubElement(outline, qualified("a:avLst"))
    return made


def as_text(made: Element) -> str:
    """Return ``made`` as XML text with its namespaces."""
    return tostring(made, encoding="unicode")
