"""What a chart says, as a value: layouts draw it for any device, and its table says the same in words and figures.

A chart knows no colour and no size. Level colours belong to :class:`LevelBars` alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from workbench.export.palette import level_name
from workbench.locale import Texts

Role = Literal["first", "second", "addition", "total"]
"""The ink of a series: the one ink, the second, what is added on top, and the sum."""


@dataclass(frozen=True)
class ChartTable:
    """A chart as a table: heads, and rows of as many texts; the first column says what a row is about."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Return the table as spreadsheets take it: tabs between cells."""
        return "\n".join("\t".join(one) for one in (self.heads, *self.rows))


@dataclass(frozen=True)
class Series:
    """Figures in the chart's unit, one per label; None is missing, which is never 0."""

    name: str
    values: tuple[float | None, ...]
    role: Role = "first"


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What all charts have. ``summary`` is what a chart says in a sentence; empty: its extremes.

    ``is_share``: values between 0 and 1 that are written as percentages. ``columns``: how many marks stand side by
    side in a row of marks (0: all of them).
    """

    title: str
    unit: str = ""
    source: str = ""
    summary: str = ""
    decimals: int = 0
    is_share: bool = False

    @property
    def columns(self) -> int:
        """How many marks one step up or down jumps over; 0: there is one row of marks."""
        return 0

    def table(self, texts: Texts) -> ChartTable:
        """Return the chart as a table in the language of ``texts``."""
        raise NotImplementedError

    def spoken(self, texts: Texts) -> tuple[str, ...]:
        """Return what each mark says, in the order of the arrow keys. Nothing that the table does not say."""
        table = self.table(texts)
        return tuple(_said(table.heads, row, self.unit) for row in table.rows)

    def figures(self) -> tuple[tuple[str, float], ...]:
        """Return (label, value) of what the summary compares."""
        return ()

    def written(self, value: float | None, texts: Texts) -> str:
        """Return a value as people of this language write it; a real minus sign."""
        if value is None:
            return texts("missing")
        return _written(texts, value, self.decimals, is_share=self.is_share)

    def described(self, texts: Texts) -> str:
        """Return the chart in a sentence or two, for those who do not see it."""
        if self.summary:
            return self.summary
        figures = self.figures()
        if not figures:
            return texts("No figures yet.")
        high = max(figures, key=lambda one: one[1])
        low = min(figures, key=lambda one: one[1])
        return texts(
            "Highest: {high} ({high_at}). Lowest: {low} ({low_at}). Unit: {unit}.",
            high=self.written(high[1], texts),
            high_at=high[0],
            low=self.written(low[1], texts),
            low_at=low[0],
            unit=self.unit or texts("number"),
        )


class Piece(NamedTuple):
    """A series' part of a bar: which series, its ink, and from where to where it reaches (less is below nought)."""

    number: int
    role: Role
    start: float
    end: float


@dataclass(frozen=True, kw_only=True)
class BarChart(Chart):
    """Bars from nought, up or down. Several series are stacked, or stand beside each other (``is_beside``).

    ``ticks`` are the axis' short labels (else ``labels``). ``low`` and ``high`` make range bars. ``limit`` is a plan
    or a limit per bar, with its name. ``groups`` names runs of neighbouring bars: (name, how many). ``note``
    stands at the bar ``note_at``. ``total_name`` heads a column of the table with what a stack adds up to.
    """

    labels: tuple[str, ...]
    series: tuple[Series, ...]
    label_head: str = ""
    ticks: tuple[str, ...] = ()
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()
    limit: tuple[float | None, ...] = ()
    limit_name: str = ""
    groups: tuple[tuple[str, int], ...] = ()
    note: str = ""
    note_at: int | None = None
    is_beside: bool = False
    total_name: str = ""

    @property
    def columns(self) -> int:
        """Up and down walk by a group."""
        return self.groups[0][1] if self.groups else 0

    def total(self, at: int) -> float | None:
        """Return how high the bar ``at`` is; None where all of it is missing."""
        values = [one.values[at] for one in self.series]
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    def stack(self, at: int) -> tuple[Piece, ...]:
        """Return what the bar ``at`` is made of, from nought outwards; what is missing or nought takes no part."""
        pieces, up, down = [], 0.0, 0.0
        for number, one in enumerate(self.series):
            value = one.values[at]
            if not value:
                continue
            start = 0.0 if self.is_beside else up if value > 0 else down
            pieces.append(Piece(number, one.role, start, start + value))
            up, down = max(up, start + value), min(down, start + value)
        return tuple(pieces)

    def ends(self, at: int) -> tuple[float, float]:
        """Return how far the bar ``at`` reaches below and above nought, its range included."""
        reached = [piece.end for piece in self.stack(at)]
        reached += [ends[at] or 0.0 for ends in (self.low, self.high) if ends]
        return min((0.0, *reached)), max((0.0, *reached))

    def reach(self) -> tuple[float, float]:
        """Return how far all bars, ranges and limits reach below and above nought."""
        limits = [value for value in self.limit if value is not None]
        ends = [self.ends(at) for at in range(len(self.labels))]
        return min((0.0, *(low for low, _ in ends), *limits)), max(
            (0.0, *(high for _, high in ends), *limits)
        )

    def figures(self) -> tuple[tuple[str, float], ...]:
        """Return each bar's total; of series beside each other every one's own."""
        if self.is_beside and len(self.series) > 1:
            return _each(self)
        totals = [(label, self.total(at)) for at, label in enumerate(self.labels)]
        return tuple((label, value) for label, value in totals if value is not None)

    def table(self, texts: Texts) -> ChartTable:
        """Return a row per bar: its series, what they add up to, its range, its limit."""
        heads = [self.label_head, *(one.name or self.unit for one in self.series)]
        columns = [one.values for one in self.series]
        if self.total_name:
            heads.append(self.total_name)
            columns.append(tuple(self.total(at) for at in range(len(self.labels))))
        if self.low and self.high:
            heads += [texts("Lowest"), texts("Highest")]
            columns += [self.low, self.high]
        if self.limit:
            heads.append(self.limit_name)
            columns.append(self.limit)
        rows = tuple(
            (label, *(self.written(column[at], texts) for column in columns))
            for at, label in enumerate(self.labels)
        )
        return ChartTable(tuple(heads), rows)


@dataclass(frozen=True, kw_only=True)
class LineChart(BarChart):
    """The same figures as lines, each series its own: what is predicted beside what was measured."""

    is_beside: bool = True


@dataclass(frozen=True, kw_only=True)
class RowChart(BarChart):
    """The same bars lying, a row each, for names that are long and rows that are many: departments, cost items."""

    @property
    def columns(self) -> int:
        """Every row is one mark."""
        return 1


@dataclass(frozen=True, kw_only=True)
class LevelBars(Chart):
    """A figure for each of the eight levels, with the boundary between those that can move and those that stay."""

    values: tuple[float | None, ...]

    def figures(self) -> tuple[tuple[str, float], ...]:
        """Return (level, value)."""
        return tuple((str(level), value) for level, value in enumerate(self.values, 1) if value is not None)

    def table(self, texts: Texts) -> ChartTable:
        """Return a row per level, with its whole name."""
        rows = tuple(
            (level_name(level, texts), self.written(value, texts))
            for level, value in enumerate(self.values, 1)
        )
        return ChartTable((texts("Level"), self.unit), rows)

    def described(self, texts: Texts) -> str:
        """Return what can move and what stays."""
        if self.summary:
            return self.summary
        moves = sum(value or 0 for value in self.values[:4])
        stays = sum(value or 0 for value in self.values[4:])
        return texts(
            "Levels 1–4, which can move: {moves}. Levels 5–8, which stay: {stays}. Unit: {unit}.",
            moves=self.written(moves, texts),
            stays=self.written(stays, texts),
            unit=self.unit or texts("number"),
        )


@dataclass(frozen=True, kw_only=True)
class HeatTable(Chart):
    """Figures by row and column, [rows][columns]: one ink, the value in the cell."""

    row_labels: tuple[str, ...]
    column_labels: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    row_head: str = ""

    @property
    def columns(self) -> int:
        """As many as there are."""
        return len(self.column_labels)

    def figures(self) -> tuple[tuple[str, float], ...]:
        """Return every cell with both its names."""
        return tuple(
            (f"{row} {column}", value)
            for row, values in zip(self.row_labels, self.values, strict=True)
            for column, value in zip(self.column_labels, values, strict=True)
            if value is not None
        )

    def table(self, texts: Texts) -> ChartTable:
        """Return the same rows and columns."""
        rows = tuple(
            (row, *(self.written(value, texts) for value in values))
            for row, values in zip(self.row_labels, self.values, strict=True)
        )
        return ChartTable((self.row_head, *self.column_labels), rows)

    def spoken(self, texts: Texts) -> tuple[str, ...]:
        """Return what each cell says, row by row."""
        return tuple(
            _with_unit(f"{row[0]} {column}: {text}", self.unit)
            for row in self.table(texts).rows
            for column, text in zip(self.column_labels, row[1:], strict=True)
        )


@dataclass(frozen=True)
class Addend:
    """A part of a waterfall: what it adds (or takes, where negative)."""

    name: str
    value: float
    role: Role = "first"


@dataclass(frozen=True, kw_only=True)
class Waterfall(Chart):
    """Parts that add up to a total, one row per part and the total last. ``legend`` names the inks that are used."""

    parts: tuple[Addend, ...]
    total_name: str
    legend: tuple[tuple[Role, str], ...] = ()
    part_head: str = ""

    @property
    def columns(self) -> int:
        """Every row is one mark."""
        return 1

    @property
    def total(self) -> float:
        """What all parts add up to."""
        return sum(one.value for one in self.parts)

    def figures(self) -> tuple[tuple[str, float], ...]:
        """Return the parts."""
        return tuple((one.name, one.value) for one in self.parts)

    def signed(self, value: float, texts: Texts) -> str:
        """Return a change with its sign."""
        return f"+{self.written(value, texts)}" if value >= 0 else self.written(value, texts)

    def table(self, texts: Texts) -> ChartTable:
        """Return a row per part, with its sign, and the total."""
        rows = [
            (one.name, self.signed(one.value, texts) if at else self.written(one.value, texts))
            for at, one in enumerate(self.parts)
        ]
        rows.append((self.total_name, self.written(self.total, texts)))
        return ChartTable((self.part_head, self.unit), tuple(rows))


@dataclass(frozen=True)
class Range:
    """A middle figure with the ends that hold it (such as P10 and P90)."""

    name: str
    low: float
    middle: float
    high: float


@dataclass(frozen=True, kw_only=True)
class RangeStrip(Chart):
    """Ranges on one axis: a thin bar from low to high with a tick for the middle, the ends written out.

    ``ends_name`` says what the ends are ("P10–P90"). ``scale`` is where the axis begins and ends.
    """

    ranges: tuple[Range, ...]
    ends_name: str = ""
    scale: tuple[float, float] | None = None

    @property
    def columns(self) -> int:
        """Every row is one mark."""
        return 1

    def reach(self) -> tuple[float, float]:
        """Return where the axis begins and ends: as said, else from 0 (or lower) to a little past the highest."""
        if self.scale is not None:
            return self.scale
        low = min((one.low for one in self.ranges), default=0.0)
        high = max((one.high for one in self.ranges), default=1.0)
        return min(0.0, low), high * 1.08 if high > 0 else 1.0

    def figures(self) -> tuple[tuple[str, float], ...]:
        """Return the middles."""
        return tuple((one.name or self.title, one.middle) for one in self.ranges)

    def ends(self, one: Range, texts: Texts) -> str:
        """Return the ends of a range in words."""
        both = texts("{low} to {high}", low=self.written(one.low, texts), high=self.written(one.high, texts))
        return f"{self.ends_name}: {both}" if self.ends_name else both

    def table(self, texts: Texts) -> ChartTable:
        """Return a row per range."""
        rows = tuple(
            (
                one.name or self.title,
                self.written(one.low, texts),
                self.written(one.middle, texts),
                self.written(one.high, texts),
            )
            for one in self.ranges
        )
        return ChartTable(("", texts("Lowest"), texts("Middle"), texts("Highest")), rows)


def _each(chart: BarChart) -> tuple[tuple[str, float], ...]:
    """Return every series' own figures, each with its label and its name."""
    return tuple(
        (f"{label}, {one.name}" if one.name else label, value)
        for one in chart.series
        for label, value in zip(chart.labels, one.values, strict=True)
        if value is not None
    )


@lru_cache(maxsize=4096)
def _written(texts: Texts, value: float, decimals: int, *, is_share: bool) -> str:
    """Return a figure in words. Remembered: a chart is painted far more often than it changes."""
    text = texts.percent(value, decimals) if is_share else texts.number(value, decimals)
    return text.replace("-", "\u2212")


def _said(heads: tuple[str, ...], row: tuple[str, ...], unit: str) -> str:
    if len(row) == 2:
        return _with_unit(f"{row[0]}: {row[1]}", unit)
    return f"{row[0]}: " + ", ".join(f"{head} {text}" for head, text in zip(heads[1:], row[1:], strict=True))


def _with_unit(text: str, unit: str) -> str:
    return f"{text} {unit}" if unit and not text.endswith("%") else text
