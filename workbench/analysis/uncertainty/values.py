"""What comes of drawing a scenario many times: a band round every headline, and which guesses make it wide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workbench.analysis.place import Place
from workbench.model.text import Message
from workbench.model.volumes import Period, Source


@dataclass(frozen=True)
class Band:
    """A figure as it is planned and as the draws have it: 10th, 50th and 90th percentile, and mean.

    ``key`` is that of its explanation, of a department behind a colon ("fte_of:<id>" is ``key`` "fte_of",
    ``of`` the department's id). ``unit`` as in the headlines of ``compare``; "currency" is the project's.
    """

    key: str
    of: str | None
    unit: str
    planned: float
    p10: float
    p50: float
    p90: float
    mean: float


@dataclass(frozen=True)
class Guess:
    """A figure that nobody measured, and what its doubt does to the positions.

    ``key`` is its id path ("volume:<case type>:<volume>", "minutes:<case type>:<step>:<field>" or
    "minutes:<case type>:follow_up_minutes"). ``low``, ``likely`` and ``high`` as somebody said them, in ``unit``
    ("minutes", or "contacts" or "cases" per ``per``). ``share_of_variance`` is what this figure contributes to the
    variance of the positions, its part of what it has in common with others of its kind included: all guesses
    together make about 1. ``own_share`` is the part of it that is this figure's alone. ``fte_p10`` and ``fte_p90``
    are the positions (not rounded up to tenths) with this figure at its 10th and 90th percentile and all others as
    planned.
    """

    key: str
    place: Place
    case_type: str
    kind: Literal["volume", "minutes"]
    name: str
    detail: Message | str
    source: Source
    low: float
    likely: float
    high: float
    unit: str
    per: Period | None
    share_of_variance: float
    own_share: float
    fte_p10: float
    fte_p90: float

    @property
    def swing(self) -> float:
        """Return the positions between the two ends: negative where more of it saves positions."""
        return self.fte_p90 - self.fte_p10


@dataclass(frozen=True)
class Uncertainty:
    """A scenario drawn ``draws`` times with ``seed``. ``guesses`` are the most important ones, largest first.

    ``n_guesses`` are all that were drawn. ``volumes_common`` and ``minutes_common`` are the parts of the variance
    of ``fte_total`` that all volumes, or all minutes, being wrong in the same direction makes; ``correlation`` is how
    much they are. ``fte_deviation`` is the standard deviation of the positions before they are rounded up to tenths.
    """

    scenario: str
    scenario_name: str
    inputs_hash: str
    seed: int
    draws: int
    correlation: float
    bands: tuple[Band, ...]
    guesses: tuple[Guess, ...]
    n_guesses: int
    volumes_common: float
    minutes_common: float
    fte_deviation: float

    def band(self, key: str, of: str | None = None) -> Band | None:
        """Return the band of a figure; None where it has none."""
        return next((one for one in self.bands if one.key == key and one.of == of), None)
