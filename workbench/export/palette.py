"""The one table of colours, shapes and words that paper, drawings and pages share.

Paper is always light. Colours are measured: text on its fill has a contrast of at least 4.5, and the
step from level 4 to level 5, where work stays instead of moving, is the largest between neighbours.
No colour is written anywhere else in the exports.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.locale import Texts
from workbench.model.rosa import LEVEL_WORDS

TEXT = "#1B1C1F"
TEXT_2 = "#53565B"
TEXT_3 = "#66696E"
SURFACE = "#FFFFFF"
SUNKEN = "#EBEBE7"
LINE = "#DCDCD6"
GRID = "#E9E9E4"
EDGE = "#85868A"
ACCENT = "#4A3FA6"
SECOND = "#8D84D3"
"""The second series of a chart, beside the accent."""
ERROR = "#B0281F"
OK = "#1A6A44"
STAYS_TINT = "#FCF8F3"
"""The faint warm ground under lanes that stay."""
INPUT_FILL = "#FFF4C7"
"""The ground of cells that whoever works with a sheet may change."""
ENGINE_FILL = "#E6ECF5"
"""The ground of figures that come from the program as they are."""
DARK_SURFACE = "#17181B"
"""From here: pages on a device that its reader has set to dark. Paper stays light."""
DARK_TEXT = "#ECECEA"
DARK_TEXT_2 = "#B7B9BD"
DARK_LINE = "#3A3C40"
DARK_EDGE = "#8E9096"
DARK_ACCENT = "#B9B0FF"


@dataclass(frozen=True)
class LevelStyle:
    """How a level is painted: 1-4 round (can move), 5-8 square (stays). ``edge`` "" is no edge."""

    fill: str
    text: str
    edge: str
    is_round: bool


_COOL, _WARM = "#3A8299", "#A85F1B"
LEVEL_STYLES: dict[int, LevelStyle] = {
    1: LevelStyle("#E2F4F9", "#0B3D4D", _COOL, True),
    2: LevelStyle("#8FCDDF", "#06303E", _COOL, True),
    3: LevelStyle("#3E9BB7", "#03202A", _COOL, True),
    4: LevelStyle("#0B4A61", "#FFFFFF", "", True),
    5: LevelStyle("#FDEBCF", "#5A2D06", _WARM, False),
    6: LevelStyle("#F6C27C", "#452003", _WARM, False),
    7: LevelStyle("#DD8434", "#241000", _WARM, False),
    8: LevelStyle("#872B0A", "#FFFFFF", "", False),
}


def level_word(level: int, texts: Texts) -> str:
    """Return the short word on the chip of ``level`` in the language of ``texts``."""
    return texts(LEVEL_WORDS[level])


def level_name(level: int, texts: Texts) -> str:
    """Return the whole name of ``level`` for readers who do not see its shape and colour."""
    word = level_word(level, texts)
    if LEVEL_STYLES[level].is_round:
        return texts("Level {n} {word}, can move", n=level, word=word)
    return texts("Level {n} {word}, stays", n=level, word=word)


def boundary_note(texts: Texts) -> str:
    """Return the line under a table or map with chips that says what line and shapes mean."""
    return texts(
        "Thick line: boundary between customer service and department. "
        "Round label: levels 1–4. Square label: levels 5–8."
    )
