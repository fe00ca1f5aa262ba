"""How the window looks: colours, type, sizes and icons. No colour or size in pixels is written elsewhere."""

from __future__ import annotations

from workbench.ui.look.look import Look, Use
from workbench.ui.look.tokens import DARK, LIGHT, THEMES, Theme, ThemeName

__all__ = ["DARK", "LIGHT", "THEMES", "Look", "Theme", "ThemeName", "Use"]
