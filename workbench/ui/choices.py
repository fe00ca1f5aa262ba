"""What the user chose of language, theme and text size, and the look that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from workbench.locale import LANGUAGES, Language, Texts, system_language
from workbench.ui.look import THEMES, Look, ThemeName
from workbench.ui.preferences import Preferences

TEXT_SIZES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
ThemeChoice = Literal["system", "light", "dark"]
THEME_CHOICES: tuple[ThemeChoice, ...] = ("system", "light", "dark")


@dataclass(frozen=True)
class Choices:
    """Language, theme and text size (1.0 is 100 %)."""

    language: Language
    theme: ThemeChoice = "system"
    text_size: float = 1.0

    def sized(self, steps: int) -> Choices:
        """Return these choices with the text some steps larger (or smaller)."""
        nearest = min(range(len(TEXT_SIZES)), key=lambda at: abs(TEXT_SIZES[at] - self.text_size))
        return replace(self, text_size=TEXT_SIZES[min(len(TEXT_SIZES) - 1, max(0, nearest + steps))])


def read_choices(preferences: Preferences, language: Language | None = None) -> Choices:
    """Return what was chosen on this computer; ``language`` overrules it."""
    kept = preferences.get("language", "")
    spoken = language or next((one for one in LANGUAGES if one == kept), None) or system_language()
    theme = preferences.get("theme", "system")
    size = preferences.get("text_size", 1.0)
    chosen: ThemeChoice = next((one for one in THEME_CHOICES if one == theme), "system")
    return Choices(spoken, chosen, min(2.0, max(0.9, size)))


def keep_choices(preferences: Preferences, choices: Choices) -> None:
    """Remember ``choices`` on this computer."""
    preferences.set("language", choices.language)
    preferences.set("theme", choices.theme)
    preferences.set("text_size", choices.text_size)


def look_of(choices: Choices) -> Look:
    """Return the look of ``choices``; the system says what "system" means."""
    theme: ThemeName = "dark" if choices.theme == "dark" else "light"
    if choices.theme == "system" and QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark:
        theme = "dark"
    return Look(THEMES[theme], Texts(choices.language), choices.text_size)
