"""What every stage's results are made of: arrays, dispositions, assumptions, rates."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:  # a window shows results long before it calculates any, and numpy takes its time to load
    import numpy as np
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"


class Disposition(StrEnum):
    """What happens to a step in a scenario (docs/method.md, what moves)."""

    AS_TODAY = "as_today"
    DROPPED = "dropped"
    E_SERVICE = "e_service"
    MOVES = "moves"
    STAYS = "stays"


@dataclass(frozen=True)
class Assumption:
    """A default that was used because the project says nothing, and where it comes from."""

    name: str
    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class Rate:
    """A share with its definition: never shown without ``of``. None where nothing is covered."""

    value: float | None
    of: str
