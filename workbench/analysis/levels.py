"""Levels as people say them."""

from __future__ import annotations

from collections.abc import Iterable


def level_range(levels: Iterable[int]) -> str:
    """Return levels as people say them: "1-3", "1-3, 5", "-" for none."""
    runs: list[list[int]] = []
    for level in sorted(set(levels)):
        if runs and runs[-1][-1] == level - 1:
            runs[-1].append(level)
        else:
            runs.append([level])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs) or "-"
