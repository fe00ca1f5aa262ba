"""The eight ROSA levels, and the rule table that says which of them may move."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.model.record import Record
from workbench.model.text import N_

Level = Annotated[int, Field(ge=1, le=8)]
LEVELS: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7, 8)

LEVEL_WORDS: dict[int, str] = {
    1: N_("Information"),
    2: N_("Guidance"),
    3: N_("Preparation"),
    4: N_("Rule decision"),
    5: N_("Inquiry"),
    6: N_("Discretion"),
    7: N_("Management"),
    8: N_("Politics"),
}
"""The short words that stand on a level's chip."""


class Movement(StrEnum):
    """What a municipality's rule says of a level."""

    MANDATORY = "mandatory"
    MAY_MOVE = "may_move"
    STAYS = "stays"
    REFUSED = "refused"


class LevelRule(Record):
    """One line of the rule table: what holds for a level before any exception."""

    level: Level
    movement: Movement
    condition: str = ""


DEFAULT_RULES: tuple[LevelRule, ...] = (
    LevelRule(level=1, movement=Movement.MANDATORY),
    LevelRule(level=2, movement=Movement.MANDATORY),
    LevelRule(level=3, movement=Movement.MANDATORY),
    LevelRule(level=4, movement=Movement.MAY_MOVE),
    LevelRule(level=5, movement=Movement.STAYS),
    LevelRule(level=6, movement=Movement.REFUSED),
    LevelRule(level=7, movement=Movement.REFUSED),
    LevelRule(level=8, movement=Movement.REFUSED),
)
