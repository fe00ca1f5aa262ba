"""What the second computation gives, to be compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Year:
    """What is compared: hours and positions as floats, money as Decimal, by id."""

    fte_total: float = 0.0
    rows: dict[str, float] = field(default_factory=dict)
    staffed_hours: float = 0.0
    peak: int = 0
    service_level: float = 0.0
    agents: dict[tuple[int, int, int], int] = field(default_factory=dict)
    balance: dict[str, dict[str, float]] = field(default_factory=dict)
    released: dict[tuple[str, str | None, str | None], float] = field(default_factory=dict)
    realisable: float = 0.0
    cases_reaching: float = 0.0
    lines: dict[str, Decimal] = field(default_factory=dict)
    yearly_total: Decimal = Decimal(0)
    one_off_total: Decimal = Decimal(0)
    amounts: dict[str, tuple[Decimal, Decimal, Decimal]] = field(default_factory=dict)
    idle_capacity: Decimal = Decimal(0)
    prices: dict[tuple[str, str, bool], Decimal] = field(default_factory=dict)
    payments: dict[tuple[str, Decimal], dict[str, Decimal]] = field(default_factory=dict)
    residues: dict[tuple[str, Decimal], Decimal] = field(default_factory=dict)
    replanned: dict[Decimal, Decimal] = field(default_factory=dict)
    net_effect: dict[tuple[str, int], Decimal] = field(default_factory=dict)
