"""Dated rates that a new project starts with, each with the source it must be checked against.

They are inputs of a project, never constants of a formula: a municipality replaces them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

Country = Literal["SE", "DK"]

CONTRIBUTIONS: dict[Country, tuple[dict[str, Any], ...]] = {
    "SE": (
        {
            "holds_from": dt.date(2023, 1, 1),
            "rate": 0.4453,
            "source": "SKR, internt personalomkostnadspålägg för kommuner 2023. Kontrollera årets siffra.",
        },
    ),
    "DK": (),
}
INTEREST: dict[Country, tuple[dict[str, Any], ...]] = {
    "SE": (
        {
            "holds_from": dt.date(2024, 1, 1),
            "rate": 0.025,
            "source": "SKR, internränta 2024-2025. Kontrollera årets siffra.",
        },
    ),
    "DK": (),
}
WORKING_HOURS: dict[Country, tuple[float, str]] = {
    "SE": (2080.0, "52 veckor à 40 timmar, helgdagar inräknade"),
    "DK": (1924.0, "52 uger à 37 timer, helligdage medregnet"),
}
"""Paid hours per year of a full-time position, public holidays included, and where they come from."""
