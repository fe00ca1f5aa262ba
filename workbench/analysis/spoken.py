"""Levels, shares and figures as a message says them: 44.53 % is not 45 %, and 60 s not 60.00 s."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.model.text import N_, Message, message


def level_range(levels: Iterable[int]) -> str:
    """Return levels as people say them: "1-3", "1-3, 5", "-" for none."""
    runs: list[list[int]] = []
    for level in sorted(set(levels)):
        if runs and runs[-1][-1] == level - 1:
            runs[-1].append(level)
        else:
            runs.append([level])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs) or "-"


def share(value: float | None) -> Message | str:
    """Return a share as a percentage with the decimals that it has; "-" for none."""
    return "-" if value is None else message(N_("{n} %"), n=figure(round(value * 100, 6)))


def figure(value: float) -> float | int:
    """Return ``value``, as a whole number where it is one: that is written without decimals."""
    return int(value) if float(value).is_integer() else value
