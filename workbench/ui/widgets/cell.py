"""What one cell of a table shows, as a value. Models return it, one delegate paints it, screen readers hear it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["text", "text2", "text3", "accent", "error", "warning", "ok", "info"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. Every field but ``text`` has a quiet default.

    ``levels``: one is painted as a chip with its word, several as short chips. ``is_suggested``: the level is
    only offered. ``share``: a bar of 0-1 behind the text's right. ``swing``: a bar of -1 to 1 to either side of the
    cell's middle. ``is_missing``: the text in the tone of what is not there, with a dashed line below. ``is_odd``:
    typed text that was not understood. ``fold``: an arrow that is open (False: closed, None: no arrow). ``detail``:
    the whole text, or a reason, for tooltip and assist line. ``spoken``: for screen readers, where it differs from
    ``text``. ``typed``: what an editor starts with; None where the cell cannot be edited. ``has_boundary``: the
    thick line between customer service and department lies below.
    """

    text: str = ""
    tone: Tone = "text"
    is_strong: bool = False
    is_number: bool = False
    levels: tuple[int, ...] = ()
    is_suggested: bool = False
    share: float | None = None
    swing: float | None = None
    icon: str = ""
    icon_tone: Tone = "text2"
    is_missing: bool = False
    is_odd: bool = False
    indent: int = 0
    fold: bool | None = None
    detail: str = ""
    spoken: str = ""
    typed: str | None = None
    has_boundary: bool = False


EMPTY = Cell()


@dataclass(frozen=True)
class Column:
    """A column: its key, its translated title, its width at 100 %, and whether it takes what room is left."""

    key: str
    title: str
    width: int
    is_number: bool = False
    stretches: bool = False
    hint: str = ""
