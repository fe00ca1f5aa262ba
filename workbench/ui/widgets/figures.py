"""Figures in words, remembered: a table writes the same ones again with every filter, and writing takes its time."""

from __future__ import annotations

from functools import lru_cache

from workbench.locale import Texts


@lru_cache(maxsize=32768)
def written(texts: Texts, value: float, decimals: int = 0) -> str:
    """Return ``value`` as the language of ``texts`` writes it, with a real minus sign."""
    return texts.number(value, decimals).replace("-", "\u2212")


def written_share(texts: Texts, value: float) -> str:
    """Return a share with the decimals of a per cent that it has, at most three: 44.53 % is not 45 %."""
    decimals = next((n for n in range(3) if abs(value * 100 - round(value * 100, n)) < 1e-9), 3)
    return texts.percent(value, decimals)
