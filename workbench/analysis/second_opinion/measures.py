"""A figure of the plan beside the played one: the shape in which every part of the second opinion answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """A figure of the plan, and what was simulated with its 95 % confidence interval."""

    name: str
    plan: float
    simulated: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        """Whether the plan lies within the interval."""
        return self.low <= self.plan <= self.high
