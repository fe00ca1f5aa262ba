"""What layouts draw on: it collects shapes, places text by its middle line, and keeps edges on whole pixels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from workbench.export.charts.style import Style, Type
from workbench.export.document import printed
from workbench.export.drawing import Box, Drawing, Label, Line, Point, Shape

Side = Literal["start", "middle", "end"]
_ASCENT = 0.364
"""How far below its middle line a text's baseline is, in sizes: half of Inter's height above less that below."""


class Area(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends at the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a place lies inside."""
        return self.x <= x < self.right and self.y <= y < self.bottom


@dataclass(frozen=True)
class Spot:
    """Where a mark was drawn: its place in the order of the arrow keys, and the area that is its own."""

    index: int
    area: Area


class Drawn(NamedTuple):
    """A chart as shapes, and where its marks are, for pointers and arrow keys."""

    drawing: Drawing
    spots: tuple[Spot, ...]


class Sheet:
    """Collects the shapes of one chart."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.inks = style.inks
        self.texts = style.texts
        self.shapes: list[Shape] = []

    def fill(self, left: float, top: float, right: float, bottom: float, ink: str, edge: str = "") -> None:
        """Fill from pixel to pixel, so that edges are sharp; never less than a pixel."""
        x, y = round(left), round(top)
        width, height = max(1, round(right) - x), max(1, round(bottom) - y)
        half = 0.5 if edge else 0.0
        self.shapes.append(Box(x + half, y + half, width - 2 * half, height - 2 * half, ink, edge))

    def line(self, *points: Point, ink: str, width: float = 1.0, dashed: bool = False) -> None:
        """Draw a line through ``points``."""
        self.shapes.append(Line(points, ink, width, dashed=dashed))

    def text(self, x: float, middle: float, text: str, font: Type, ink: str, side: Side = "start") -> Area:
        """Write ``text`` with its middle line at ``middle``, from ``x``, round it or up to it; return its area."""
        wide = self.width([text], font)
        if text:
            baseline = round(middle + font.size * _ASCENT)
            self.shapes.append(Label(x, baseline, printed(text), font.size, font.weight, side, ink))
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[side]
        return Area(left, middle - font.size * 0.6, wide, font.size * 1.2)

    def width(self, texts: Iterable[str], font: Type) -> float:
        """Return how wide the widest of ``texts`` is."""
        measure = self.style.measure
        return max((measure(text, font.size, font.weight) for text in texts), default=0.0)

    def elided(self, text: str, font: Type, width: float) -> str:
        """Return ``text``, cut with an ellipsis where it is wider than ``width``."""
        if self.width([text], font) <= width:
            return text
        low, high = 0, len(text)  # the longest beginning that fits, by halving
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.width([text[:middle].rstrip() + "…"], font) <= width
            low, high = (middle, high) if fits else (low, middle - 1)
        return text[:low].rstrip() + "…"

    def name(self, x: float, row: Area, text: str, font: Type, width: float, side: Side = "start") -> None:
        """Write what a row is: on a line, or on two where the row is high enough and one does not do."""
        size, middle = font.size, row.middle[1]
        lines = [text]
        if self.width([text], font) > width and row.height >= 2.1 * size:
            lines = self._two(text, font, width)
        for at, line in enumerate(lines):
            y = middle + (at - (len(lines) - 1) / 2) * size * 1.08
            self.text(x, y, self.elided(line, font, width), font, self.inks.text, side)

    def _two(self, text: str, font: Type, width: float) -> list[str]:
        words = text.split()
        for cut in range(len(words) - 1, 0, -1):
            first = " ".join(words[:cut])
            if self.width([first], font) <= width:
                return [first, " ".join(words[cut:])]
        return [text]

    def no_figures(self, area: Area) -> None:
        """Say in the plot's place that there is nothing to draw yet."""
        words = self.texts("No figures yet.")
        self.text(area.x, area.y + self.style.px(14), words, self.style.small, self.inks.text3)
