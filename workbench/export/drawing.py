"""A drawing as a value: shapes and text in pixels, printed as SVG and PNG.

The same value serves files, documents and the window, and it is plain data, so that a layout can be
tested by asking where its boxes are. SVG is written by an XML writer (nobody's text is markup), PNG by
typst from that SVG with the shipped fonts, so that it looks alike on every machine.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from xml.etree.ElementTree import Element, SubElement, tostring

from workbench.export import palette
from workbench.export.document import printed
from workbench.export.fonts import FAMILY, Weight, shown, text_width
from workbench.export.typesetter import compiler

Point: TypeAlias = tuple[float, float]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class Box:
    """A rectangle, rounded by ``radius``. Empty colours paint nothing."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    edge: str = ""
    edge_width: float = 1.0
    radius: float = 0.0
    dashed: bool = False


@dataclass(frozen=True)
class Line:
    """A line through ``points``, with an arrow head at its end if wanted. A curved one takes its points
    as cubic Bézier curves do: start, then control, control, end for every stretch."""

    points: tuple[Point, ...]
    colour: str = palette.TEXT_2
    width: float = 1.3
    arrow: bool = False
    dashed: bool = False
    curved: bool = False


@dataclass(frozen=True)
class Circle:
    """A circle around ``x``, ``y``."""

    x: float
    y: float
    radius: float
    fill: str = palette.SURFACE
    edge: str = palette.TEXT
    edge_width: float = 1.3


@dataclass(frozen=True)
class Diamond:
    """A square standing on its corner around ``x``, ``y``; ``size`` from corner to corner."""

    x: float
    y: float
    size: float = 34.0
    fill: str = palette.SURFACE
    edge: str = palette.EDGE
    edge_width: float = 1.2


@dataclass(frozen=True)
class Label:
    """One line of text; ``y`` is its baseline. ``ground`` paints a strip behind it, over lines."""

    x: float
    y: float
    text: str
    size: float = 12.0
    weight: Weight = 400
    anchor: Anchor = "start"
    colour: str = palette.TEXT
    ground: str = ""


Shape: TypeAlias = Box | Line | Circle | Diamond | Label


@dataclass(frozen=True)
class Drawing:
    """Shapes on white paper, the later over the earlier, and the words that stand for the picture."""

    width: float
    height: float
    title: str
    description: str
    shapes: tuple[Shape, ...]


def chip(x: float, y: float, level: int, word: str, size: float = 11.0) -> tuple[Shape, ...]:
    """Return a level's chip with its upper left corner at ``x``, ``y``; its height is 1.6 x ``size``."""
    style = palette.LEVEL_STYLES[level]
    height = size * 1.6
    ground = Box(
        x, y, chip_width(word, size), height, style.fill, style.edge,
        radius=height / 2 if style.is_round else 3,
    )  # fmt: skip
    baseline = y + height / 2 + size * 0.36
    number = Label(x + size * 0.7, baseline, str(level), size, 700, colour=style.text)
    name = Label(x + size * 1.75, baseline, word, size, 500, colour=style.text)
    return ground, number, name


def chip_width(word: str, size: float = 11.0) -> float:
    """Return the width of a chip with that word."""
    return size * 2.45 + text_width(word, size, 500)


def clause_box(x: float, y: float, number: str) -> tuple[Shape, ...]:
    """Return the black numbered box of a clause around ``x``, ``y``."""
    width = max(22.0, text_width(number, 12, 700) + 12)
    ground = Box(x - width / 2, y - 10, width, 20, palette.TEXT, radius=3)
    return ground, Label(x, y + 4.3, number, 12, 700, "middle", palette.SURFACE)


def wrapped(text: str, width: float, size: float, weight: Weight = 400, lines: int = 2) -> tuple[str, ...]:
    """Return ``text`` in at most ``lines`` lines no wider than ``width``, the last one elided if need be."""
    made = [""]
    words = [part for word in printed(text).split() for part in _split(word, width, size, weight)]
    for place, word in enumerate(words):
        longer = f"{made[-1]} {word}".strip()
        if text_width(longer, size, weight) <= width or not made[-1]:
            made[-1] = longer
        elif len(made) < lines:
            made.append(word)
        else:
            made[-1] = " ".join([made[-1], *words[place:]])
            break
    return tuple(elided(line, width, size, weight) for line in made)


def _split(word: str, width: float, size: float, weight: Weight) -> list[str]:
    """Return ``word``, or its halves where it is too wide for a line but not for two."""
    if text_width(word, size, weight) <= width:
        return [word]
    cut = len(word) - 1
    while cut > 3 and text_width(word[:cut] + "-", size, weight) > width:
        cut -= 1
    return [word[:cut] + "-", word[cut:]]


def elided(text: str, width: float, size: float, weight: Weight = 400) -> str:
    """Return ``text``, cut with an ellipsis where it would be wider than ``width``."""
    if text_width(text, size, weight) <= width:
        return text
    room = width - text_width("…", size, weight)
    kept = len(text)
    while kept and text_width(text[:kept].rstrip(), size, weight) > room:
        kept -= 1
    return text[:kept].rstrip() + "…"


def svg(drawing: Drawing) -> bytes:
    """Return ``drawing`` as an SVG file with a title and a description for those who do not see it."""
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": _number(drawing.width),
            "height": _number(drawing.height),
            "viewBox": f"0 0 {_number(drawing.width)} {_number(drawing.height)}",
            "role": "img",
            "aria-labelledby": "title description",
            "font-family": f"{FAMILY}, Arial, sans-serif",
        },
    )
    SubElement(root, "title", {"id": "title"}).text = printed(drawing.title)
    SubElement(root, "desc", {"id": "description"}).text = printed(drawing.description)
    _put_box(root, Box(0, 0, drawing.width, drawing.height, palette.SURFACE))
    for shape in drawing.shapes:
        _put(root, shape)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made


def png(drawing: Drawing, scale: float = 2.0) -> bytes:
    """Return ``drawing`` as PNG, ``scale`` times its size in pixels."""
    return pngs([svg(drawing)], [(drawing.width, drawing.height)], scale)[0]


def pngs(pictures: Sequence[bytes], sizes: Sequence[Point], scale: float = 2.0) -> tuple[bytes, ...]:
    """Return one PNG for each SVG picture of the given width and height in pixels."""
    if not pictures:
        return ()
    pages = [
        {"svg": picture.decode("utf-8"), "width": width, "height": height}
        for picture, (width, height) in zip(pictures, sizes, strict=True)
    ]
    made = compiler().compile(
        input=_SHEET, format="png", ppi=96 * scale, sys_inputs={"pages": json.dumps(pages)}
    )
    return tuple(made) if isinstance(made, list) else (bytes(made),)


_SHEET = b"""#set page(margin: 0pt, fill: white)
#for sheet in json(bytes(sys.inputs.pages)) {
  page(width: sheet.width * 0.75pt, height: sheet.height * 0.75pt, image(
    bytes(sheet.svg), format: "svg", width: 100%, height: 100%,
  ))
}
"""


def _put(root: Element, shape: Shape) -> None:
    match shape:
        case Box():
            _put_box(root, shape)
        case Line():
            _put_line(root, shape)
        case Circle():
            place = {"cx": _number(shape.x), "cy": _number(shape.y), "r": _number(shape.radius)}
            SubElement(root, "circle", place | _paint(shape.fill, shape.edge, shape.edge_width))
        case Diamond():
            x, y, half = shape.x, shape.y, shape.size / 2
            corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
            paint = _paint(shape.fill, shape.edge, shape.edge_width)
            SubElement(root, "polygon", {"points": _points(corners)} | paint)
        case Label():
            _put_label(root, shape)


def _put_box(root: Element, box: Box) -> None:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    if box.radius:
        place["rx"] = box.radius
    paint = _paint(box.fill, box.edge, box.edge_width)
    if box.dashed:
        paint["stroke-dasharray"] = "4 3"
    SubElement(root, "rect", {key: _number(value) for key, value in place.items()} | paint)


def _put_line(root: Element, line: Line) -> None:
    points = list(line.points)
    if line.arrow:
        (x0, y0), (x1, y1) = points[-2:]
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        dx, dy = (x1 - x0) / length, (y1 - y0) / length
        long, wide = 7.0, 3.4
        foot = (x1 - dx * long, y1 - dy * long)
        head = (
            (x1, y1),
            (foot[0] - dy * wide, foot[1] + dx * wide),
            (foot[0] + dy * wide, foot[1] - dx * wide),
        )
        points[-1] = (x1 - dx * long * 0.8, y1 - dy * long * 0.8)
    paint = {"fill": "none", "stroke": line.colour, "stroke-width": _number(line.width)}
    if line.dashed:
        paint["stroke-dasharray"] = "5 4"
    if line.curved:
        SubElement(root, "path", {"d": f"M{_points(points[:1])} C{_points(points[1:])}"} | paint)
    else:
        SubElement(root, "polyline", {"points": _points(points), "stroke-linejoin": "round"} | paint)
    if line.arrow:
        SubElement(root, "polygon", {"points": _points(head), "fill": line.colour})


def _put_label(root: Element, label: Label) -> None:
    text = shown(printed(label.text)).replace("\n", " ")
    if not text:
        return
    if label.ground:
        width = text_width(text, label.size, label.weight)
        left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
        high = label.size * 1.2
        _put_box(root, Box(left - 2, label.y - label.size * 0.92, width + 4, high, label.ground))
    look = {
        "x": _number(label.x),
        "y": _number(label.y),
        "font-size": _number(label.size),
        "font-weight": str(label.weight),
        "fill": label.colour,
    }
    if label.anchor != "start":
        look["text-anchor"] = label.anchor
    SubElement(root, "text", look).text = text


def _paint(fill: str, edge: str, edge_width: float) -> dict[str, str]:
    paint = {"fill": fill or "none"}
    if edge:
        paint |= {"stroke": edge, "stroke-width": _number(edge_width)}
    return paint


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in points)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
