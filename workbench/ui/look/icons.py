"""Icons from Material Design Icons, drawn from the one font file that qtawesome ships.

qtawesome itself is not imported: it would load every font it has (0.1 s). An icon paints its glyph in the
palette's colours when it is asked to, so it is sharp at any scale.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

_FONT = "materialdesignicons6-webfont"


@cache
def _folder() -> Path:
    spec = importlib.util.find_spec("qtawesome")
    if spec is None or not spec.submodule_search_locations:
        msg = "the package qtawesome, which brings the icons, is not installed"
        raise FileNotFoundError(msg)
    return Path(next(iter(spec.submodule_search_locations))) / "fonts"


@cache
def _glyphs() -> dict[str, str]:
    """Return each icon's name and code point (in hex)."""
    file = next(_folder().glob(f"{_FONT}-charmap-*.json"))
    found: dict[str, str] = json.loads(file.read_text("utf-8"))
    return found


@cache
def _family() -> str:
    file = next(_folder().glob(f"{_FONT}-[0-9]*.ttf"))
    number = QFontDatabase.addApplicationFont(str(file))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _font(pixels: int) -> QFont:
    font = QFont(_family())
    font.setPixelSize(pixels)
    return font


def paint_icon(painter: QPainter, rect: QRect, name: str, color: QColor) -> None:
    """Draw the icon ``name`` as large as ``rect`` allows, in its middle. Raises KeyError for an unknown name."""
    painter.save()
    painter.setFont(_font(max(1, min(rect.width(), rect.height()))))
    painter.setPen(color)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chr(int(_glyphs()[name], 16)))
    painter.restore()


class _Glyph(QIconEngine):
    """Draws a glyph in one colour, another where the icon is chosen, and a third where it cannot be used."""

    def __init__(self, name: str, normal: str, chosen: str, disabled: str) -> None:
        super().__init__()
        self._name, self._normal, self._chosen, self._disabled = name, normal, chosen, disabled
        _glyphs()[name]  # an unknown name is an error here, not an empty picture later

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        color = self._chosen if state == QIcon.State.On else self._normal
        if mode == QIcon.Mode.Disabled:
            color = self._disabled
        paint_icon(painter, rect, self._name, QColor(color))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        is_on, is_off = state == QIcon.State.On, mode == QIcon.Mode.Disabled
        color = self._disabled if is_off else self._chosen if is_on else self._normal
        return _picture(self._name, color, size.width(), size.height())

    def clone(self) -> QIconEngine:
        return _Glyph(self._name, self._normal, self._chosen, self._disabled)


@lru_cache(maxsize=512)
def _picture(name: str, color: str, width: int, height: int) -> QPixmap:
    picture = QPixmap(width, height)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_icon(painter, QRect(0, 0, width, height), name, QColor(color))
    painter.end()
    return picture


def icon(name: str, normal: str, chosen: str, disabled: str) -> QIcon:
    """Return the icon ``name`` in these colours (``#RRGGBB``)."""
    return QIcon(_Glyph(name, normal, chosen, disabled))
