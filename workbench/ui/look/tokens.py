"""The colours of the two themes, and of the eight levels in each. The only place in the window that writes a colour.

The contrasts were measured; ``tests/ui/test_contrast.py`` measures them again. Light levels are those of paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.export.palette import LEVEL_STYLES, LevelStyle

ThemeName = Literal["light", "dark"]

_COOL, _WARM = "#4C9CB3", "#B8793D"
DARK_LEVELS: dict[int, LevelStyle] = {
    1: LevelStyle("#15333D", "#CBEAF2", _COOL, True),
    2: LevelStyle("#1D5568", "#E4F6FA", _COOL, True),
    3: LevelStyle("#3F9DB8", "#04181F", _COOL, True),
    4: LevelStyle("#A5E4F4", "#062A36", "", True),
    5: LevelStyle("#3B2615", "#FBE0BE", _WARM, False),
    6: LevelStyle("#6E4114", "#FFF0DC", _WARM, False),
    7: LevelStyle("#D07A2C", "#1E0E00", _WARM, False),
    8: LevelStyle("#FFC98C", "#3A1600", "", False),
}


@dataclass(frozen=True)
class Theme:
    """The colour tokens of a theme, as ``#RRGGBB``."""

    name: ThemeName
    window: str
    surface: str
    sunken: str
    line: str
    grid: str
    edge: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    selection: str
    error: str
    error_soft: str
    warning: str
    warning_soft: str
    ok: str
    ok_soft: str
    info: str
    series2: str
    addition: str
    stays_tint: str
    levels: dict[int, LevelStyle]


LIGHT = Theme(
    name="light",
    window="#F4F4F1",
    surface="#FFFFFF",
    sunken="#EBEBE7",
    line="#DCDCD6",
    grid="#E9E9E4",
    edge="#85868A",
    text="#1B1C1F",
    text2="#53565B",
    text3="#66696E",
    accent="#4A3FA6",
    on_accent="#FFFFFF",
    selection="#ECEAF9",
    error="#B0281F",
    error_soft="#FBE7E4",
    warning="#805300",
    warning_soft="#FBF2CF",
    ok="#1A6A44",
    ok_soft="#E4F2EA",
    info="#2F5F8A",
    series2="#8D84D3",
    addition="#85868A",
    stays_tint="#FCF8F3",
    levels=LEVEL_STYLES,
)

DARK = Theme(
    name="dark",
    window="#141619",
    surface="#1C1F23",
    sunken="#101214",
    line="#33383E",
    grid="#292D32",
    edge="#7B828A",
    text="#ECEDEF",
    text2="#B3B8BE",
    text3="#969CA3",
    accent="#ADA2F7",
    on_accent="#17122F",
    selection="#2F2B52",
    error="#FF8F84",
    error_soft="#3F1E1B",
    warning="#E6BC55",
    warning_soft="#352B0E",
    ok="#6CCB98",
    ok_soft="#18311F",
    info="#86B8E6",
    series2="#6F66C4",
    addition="#8A9099",
    stays_tint="#221E19",
    levels=DARK_LEVELS,
)

THEMES: dict[ThemeName, Theme] = {"light": LIGHT, "dark": DARK}
