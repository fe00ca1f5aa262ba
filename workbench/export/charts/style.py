"""How charts are drawn: the inks by what they are for, sizes, a language, and how wide text is.

Paper has its inks here; the window gives its own by theme, and its own measure, since its figures are of equal width.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from workbench.export import palette
from workbench.export.charts.values import Role
from workbench.export.fonts import Weight, text_width
from workbench.export.palette import LEVEL_STYLES, LevelStyle
from workbench.locale import Texts

Measure = Callable[[str, float, Weight], float]
"""Returns how wide a text is, set in a size and a weight."""
SMALLEST = 11
"""Pixels below which no text is set."""


class Type(NamedTuple):
    """A size in pixels and a weight."""

    size: float
    weight: Weight = 400


@dataclass(frozen=True)
class Inks:
    """Colours as ``#RRGGBB`` by what they are for."""

    text: str
    text2: str
    text3: str
    surface: str
    line: str
    grid: str
    edge: str
    first: str
    second: str
    addition: str
    levels: Mapping[int, LevelStyle] = field(repr=False)

    def of(self, role: Role) -> str:
        """Return the ink of a series."""
        return self.text if role == "total" else str(getattr(self, role))


PAPER: Final = Inks(
    text=palette.TEXT,
    text2=palette.TEXT_2,
    text3=palette.TEXT_3,
    surface=palette.SURFACE,
    line=palette.LINE,
    grid=palette.GRID,
    edge=palette.EDGE,
    first=palette.ACCENT,
    second=palette.SECOND,
    addition=palette.EDGE,
    levels=LEVEL_STYLES,
)


@dataclass(frozen=True)
class Style:
    """Everything a layout needs to know beside the chart. ``scale`` 1.0 is 100 % text size."""

    texts: Texts
    inks: Inks = PAPER
    scale: float = 1.0
    measure: Measure = text_width

    def px(self, pixels: float) -> int:
        """Return a length given at 100 % text size, at this one."""
        return max(1, round(pixels * self.scale)) if pixels else 0

    def type(self, size: float, weight: Weight = 400) -> Type:
        """Return a type given at 100 % text size, at this one."""
        return Type(max(SMALLEST, self.px(size)), weight)

    @property
    def caption(self) -> Type:
        """The type of axes and of figures at marks."""
        return self.type(11)

    @property
    def small(self) -> Type:
        """The type of units, legends and remarks."""
        return self.type(12)

    @property
    def body(self) -> Type:
        """The type of names in rows."""
        return self.type(13)

    @property
    def strong(self) -> Type:
        """The type of titles and totals."""
        return self.type(13, 600)
