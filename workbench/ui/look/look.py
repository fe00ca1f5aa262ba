"""How one window is drawn and what language it speaks: an immutable value that every widget is given.

A change of theme, text size or language makes another look, and the window is built anew round the same
open project.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Literal

from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPalette

import workbench.export.fonts as shipped
from workbench.locale import Texts
from workbench.ui.look.icons import icon
from workbench.ui.look.tokens import Theme

Use = Literal[
    "caption",
    "small",
    "head",
    "body",
    "button",
    "strong",
    "section",
    "script",
    "title",
    "figure",
    "headline",
    "timer",
]
_TYPE: dict[Use, tuple[int, int]] = {
    "caption": (11, 400),
    "small": (12, 400),
    "head": (12, 500),
    "body": (13, 400),
    "button": (13, 500),
    "strong": (13, 600),
    "section": (15, 600),
    "script": (16, 400),
    "title": (20, 600),
    "figure": (21, 600),
    "headline": (28, 600),
    "timer": (34, 600),
}
"""Size in pixels at 100 % and weight, per use."""


@cache
def _load_fonts() -> str:
    folder = Path(shipped.__file__).parent
    families: list[str] = []
    for file in sorted(folder.glob("Inter-*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number)
    return families[0]


@cache
def _font(pixels: int, weight: int) -> QFont:
    font = QFont(_load_fonts())
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@dataclass(frozen=True)
class Look:
    """A theme, a text size (1.0 is 100 %) and a language."""

    theme: Theme
    texts: Texts
    scale: float = 1.0

    def px(self, pixels: float) -> int:
        """Return a length given at 100 % text size, at this one."""
        return max(1, round(pixels * self.scale)) if pixels else 0

    def font(self, use: Use = "body") -> QFont:
        """Return the font for ``use``, with figures of equal width."""
        pixels, weight = _TYPE[use]
        return self.font_of(pixels, weight)

    def font_of(self, pixels: float, weight: int = 400) -> QFont:
        """Return the font at a size of its own: for what is painted, where no ``Use`` fits."""
        return QFont(_font(max(11, self.px(pixels)), weight))

    @staticmethod
    def font_at(pixels: float, weight: int = 400) -> QFont:
        """Return the font at exactly so many pixels: for shapes that were laid out at this text size already."""
        return QFont(_font(max(11, round(pixels)), weight))

    def color(self, token: str) -> QColor:
        """Return the colour of a token of the theme (``accent``, ``text2`` ...)."""
        return self._colors[token]

    def icon(self, name: str) -> QIcon:
        """Return an icon in the theme's colours: ``text2``, ``accent`` while it is chosen."""
        return icon(name, self.theme.text2, self.theme.accent, self.theme.text3)

    def icon_in(self, name: str, token: str) -> QIcon:
        """Return an icon in the colour of ``token`` whatever its state."""
        color = str(getattr(self.theme, token))
        return icon(name, color, color, self.theme.text3)

    @cached_property
    def _colors(self) -> dict[str, QColor]:
        values = vars(self.theme)
        return {
            name: QColor(value) for name, value in values.items() if isinstance(value, str) and name != "name"
        }

    def palette(self) -> QPalette:
        """Return the theme as a palette for the whole application."""
        t = self.theme
        roles = {
            QPalette.ColorRole.Window: t.window,
            QPalette.ColorRole.AlternateBase: t.window,
            QPalette.ColorRole.Base: t.surface,
            QPalette.ColorRole.Button: t.surface,
            QPalette.ColorRole.ToolTipBase: t.surface,
            QPalette.ColorRole.ToolTipText: t.text,
            QPalette.ColorRole.Mid: t.line,
            QPalette.ColorRole.Light: t.surface,
            QPalette.ColorRole.Midlight: t.grid,
            QPalette.ColorRole.Dark: t.edge,
            QPalette.ColorRole.Shadow: t.line,
            QPalette.ColorRole.Text: t.text,
            QPalette.ColorRole.WindowText: t.text,
            QPalette.ColorRole.ButtonText: t.text,
            QPalette.ColorRole.BrightText: t.error,
            QPalette.ColorRole.HighlightedText: t.text,
            QPalette.ColorRole.Highlight: t.selection,
            QPalette.ColorRole.PlaceholderText: t.text3,
            QPalette.ColorRole.Link: t.accent,
            QPalette.ColorRole.LinkVisited: t.accent,
            QPalette.ColorRole.Accent: t.accent,
        }
        palette = QPalette()
        for role, value in roles.items():
            palette.setColor(role, QColor(value))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.text3))
        return palette
