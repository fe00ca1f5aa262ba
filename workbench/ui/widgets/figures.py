"""Figures in words, remembered: a table writes the same ones again with every filter, and writing takes its time."""

from __future__ import annotations

from functools import lru_cache

from workbench.locale import Texts


@lru_cache(maxsize=32768)
def written(texts: Texts, value: float, decimals: int = 0) -> str:
    """Return ``value`` as the language of ``texts`` writes it, with a real minus sign."""
    return texts.number(value, decimals).replace("-", "\u2212")
