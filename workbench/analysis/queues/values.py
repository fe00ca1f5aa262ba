"""The values of the queue formulas: targets, measures and the error, without any formula.

A service level names its denominator and a mean wait its population: one municipal target
needs 6, 4 or 5 agents depending on them (docs/method.md), so neither is ever implied.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.model.text import N_, Message, message

SlDefinition = Literal["offered", "answered", "virtual"]
SL_DEFINITIONS: tuple[SlDefinition, ...] = ("offered", "answered", "virtual")

MOST_AGENTS = 2_000_000
"""Beyond this a queue is refused and a target called unreachable, instead of computing for hours."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class QueueError(ValueError):
    """A queue cannot be computed from what was given. Carries a message that says why."""

    def __init__(self, what: Message) -> None:
        super().__init__(str(what))
        self.message = what


@dataclass(frozen=True)
class Targets:
    """What a queue is staffed for; a target that is None does not count.

    ``sl_fraction`` of the calls named by ``of`` are answered within ``within_s``;
    ``answered_fraction`` of the offered calls are answered at all; ``max_occupancy`` caps the
    busy share of the agents; ``max_mean_wait_s`` caps the mean wait of all offered calls;
    ``minimum_agents`` are present even without calls. ``patience_s`` is the mean patience,
    infinite for Erlang C.
    """

    sl_fraction: float | None = None
    within_s: float | None = None
    of: SlDefinition = "offered"
    answered_fraction: float | None = None
    patience_s: float = math.inf
    max_occupancy: float | None = None
    max_mean_wait_s: float | None = None
    minimum_agents: int = 0

    def __post_init__(self) -> None:
        if self.sl_fraction is not None and self.within_s is None:
            raise QueueError(message(N_("A service level needs the time within which calls are answered")))
        for share in (self.sl_fraction, self.answered_fraction):
            if share is not None and not 0 < share < 1:
                raise QueueError(
                    message(N_("A share to be answered lies between 0 and 1, not {share}"), share=share)
                )
        if self.max_occupancy is not None and not 0 < self.max_occupancy <= 1:
            raise QueueError(
                message(
                    N_("The occupancy cap lies above 0 and at most at 1, not {share}"),
                    share=self.max_occupancy,
                )
            )
        if self.within_s is not None and not self.within_s >= 0:
            raise QueueError(message(N_("The time within which calls are answered is 0 or more")))
        if self.max_mean_wait_s is not None and not self.max_mean_wait_s >= 0:
            raise QueueError(message(N_("The longest mean wait is 0 or more")))
        if not self.patience_s > 0:
            raise QueueError(message(N_("The mean patience is longer than 0")))
        if self.of not in SL_DEFINITIONS:
            raise QueueError(message(N_("A service level is of offered, answered or virtual calls")))
        if self.minimum_agents < 0:
            raise QueueError(message(N_("The minimum presence is 0 or more")))

    @property
    def has_any(self) -> bool:
        """Whether anything but the minimum presence is asked for."""
        return any(
            target is not None
            for target in (
                self.sl_fraction,
                self.answered_fraction,
                self.max_occupancy,
                self.max_mean_wait_s,
            )
        )


@dataclass(frozen=True)
class Measures:
    """What callers meet, as arrays of one shape; shares are 0..1, times seconds.

    ``mean_wait_s`` is over all offered calls, also those that hang up. Calls with nobody
    there have no answered calls: ``sl_answered`` and ``occupancy`` are nan then. No calls at
    all: nobody waits, occupancy 0.
    """

    sl_offered: Floats
    sl_answered: Floats
    sl_virtual: Floats
    p_wait: Floats
    p_lost: Floats
    mean_wait_s: Floats
    occupancy: Floats


def margin(measures: Measures, targets: Targets) -> Floats:
    """Return how far the tightest target is met (>= 0) or missed (< 0), one per queue.

    Shares as differences, the mean wait as a share of its target, and -1 where the queue is
    unstable or nobody is there.
    """
    tightest = np.full(measures.p_wait.shape, np.inf)
    if targets.sl_fraction is not None:
        reached = {
            "offered": measures.sl_offered,
            "answered": measures.sl_answered,
            "virtual": measures.sl_virtual,
        }[targets.of]
        tightest = np.minimum(tightest, reached - targets.sl_fraction)
    if targets.answered_fraction is not None:
        tightest = np.minimum(tightest, 1 - measures.p_lost - targets.answered_fraction)
    if targets.max_occupancy is not None:
        tightest = np.minimum(tightest, targets.max_occupancy - measures.occupancy)
    if targets.max_mean_wait_s is not None:
        scale = targets.max_mean_wait_s or 1.0
        tightest = np.minimum(tightest, (targets.max_mean_wait_s - measures.mean_wait_s) / scale)
    hopeless = ~np.isfinite(measures.mean_wait_s) | np.isnan(measures.occupancy)
    return np.where(hopeless, -1.0, tightest)
