"""The rows of scenarios side by side: figures in groups that fold, with unit and distance from the first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.scenarios.comparison import NAMES, Number, Row
from workbench.locale import Texts
from workbench.model.text import N_

GROUPS: tuple[tuple[str, str], ...] = (
    ("work", N_("Work")),
    ("people", N_("People")),
    ("money", N_("Money")),
)
_UNITS: dict[str, str] = {
    "cases": N_("cases"),
    "contacts": N_("contacts"),
    "hours": N_("hours"),
    "FTE": N_("positions"),
    "advisers": N_("advisers"),
    "share": N_("per cent"),
    "share of cases": N_("per cent"),
    "hand-offs": N_("times"),
    "returns": N_("times"),
}
_DECIMALS: dict[str, int] = {"FTE": 2, "currency per minute": 2, "currency per contact": 2}
_NOTHING = 1e-9


@dataclass(frozen=True)
class Line:
    """A line of the table: a group's heading (``row`` None), or a figure. ``is_open`` only for headings."""

    group: str
    name: str
    unit: str
    row: Row | None
    is_open: bool | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What tells the line from the others."""
        return (self.group, self.row.key if self.row is not None else "")


def table_lines(
    rows: Sequence[Row], departments: Mapping[str, str], closed: Collection[str], currency: str, texts: Texts
) -> tuple[Line, ...]:
    """Return the lines of ``rows``; ``departments`` are names by id, ``closed`` the groups that are folded."""
    by_group: dict[str, list[Row]] = {key: [] for key, _ in GROUPS}
    for row in rows:
        by_group.setdefault(row.department or row.group, []).append(row)
    words = dict(GROUPS)
    found: list[Line] = []
    for group, some in by_group.items():
        name = texts(words[group]) if group in words else departments.get(group, "")
        if not some or not name:
            continue
        is_open = group not in closed
        found.append(Line(group, name, "", None, is_open))
        if is_open:
            found += [
                Line(group, texts(NAMES[row.key]), unit_words(row.unit, currency, texts), row) for row in some
            ]
    return tuple(found)


def unit_words(unit: str, currency: str, texts: Texts) -> str:
    """Return what a figure is counted in."""
    if unit == "currency":
        return currency
    if unit == "currency per minute":
        return texts("{currency} per minute", currency=currency)
    if unit == "currency per contact":
        return texts("{currency} per contact", currency=currency)
    return texts(_UNITS[unit])


def written_value(value: Number | None, unit: str, texts: Texts) -> str:
    """Return a figure as people of this language write it; what is missing says so."""
    if value is None:
        return texts("missing")
    if unit.startswith("share"):
        return texts.percent(float(value), 1).replace("-", "\u2212")
    return texts.number(value, _DECIMALS.get(unit, 0)).replace("-", "\u2212")


def written_difference(value: Number | None, unit: str, texts: Texts) -> str:
    """Return a difference with its sign; of shares in percentage points.

    "=" where there is none, "≈" where there is one that the decimals do not show.
    """
    if value is None:
        return ""
    exact = float(value)
    if not is_other(value, unit):
        return "=" if abs(exact) < _NOTHING else "≈"
    sign = "+" if exact > 0 else "\u2212"
    if unit.startswith("share"):
        return texts("{n} points", n=sign + texts.number(abs(exact) * 100, 1))
    return sign + texts.number(abs(exact), _DECIMALS.get(unit, 0))


def is_other(value: Number | None, unit: str) -> bool:
    """Tell whether a difference is one that the decimals of its unit show."""
    if value is None:
        return False
    decimals = 3 if unit.startswith("share") else _DECIMALS.get(unit, 0)
    return abs(float(value)) >= 0.5 * 10.0**-decimals
