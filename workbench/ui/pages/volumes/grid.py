"""One case type's volumes as a table: a row per volume, a row to write a new one in, and the sum of what counts."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from workbench.capture.quantities import read_volume
from workbench.locale import Texts
from workbench.model.volumes import Period, Volume
from workbench.ui.look import Look
from workbench.ui.pages.volumes.words import choices_of, period_text, word_of
from workbench.ui.pages.volumes.years import VolumeRow
from workbench.ui.typed_figures import decimal_mark
from workbench.ui.widgets.cell import EMPTY, Cell, Column
from workbench.ui.widgets.figures import written
from workbench.ui.widgets.table import TableModel

Kind = Literal["volume", "new", "sum"]


@dataclass(frozen=True)
class GridRow:
    """A row: a volume with its year, the row for a new one (with what was typed so far), or the sum."""

    kind: Kind
    id: str
    of: VolumeRow | None = None
    draft: tuple[tuple[str, str], ...] = ()
    contacts: float = 0.0
    odd: tuple[tuple[str, str], ...] = field(default=())

    @property
    def volume(self) -> Volume:
        """The volume of a row that has one."""
        if self.of is None:
            msg = "this row has no volume"
            raise ValueError(msg)
        return self.of.volume


def grid_columns(texts: Texts) -> tuple[Column, ...]:
    """Return the columns, in the order in which they are filled in."""
    return (
        Column("channel", texts("Channel"), 124),
        Column("said", texts("As said"), 150, hint=texts("What somebody said, such as 40/day or 3–5 a week")),
        Column("low", texts("Low"), 58, is_number=True),
        Column("likely", texts("Likely"), 64, is_number=True),
        Column("high", texts("High"), 58, is_number=True),
        Column("per", texts("Per"), 84),
        Column("counts", texts("Counts"), 80, hint=texts("Whether the figures count contacts or cases")),
        Column(
            "yearly",
            texts("Per year"),
            84,
            is_number=True,
            hint=texts(
                "The mean of the three figures times the open days, weeks or months of the planning year"
            ),
        ),
        Column("source", texts("Source"), 130),
        Column("said_by", texts("Said by"), 150),
        Column(
            "share",
            texts("Reaches"),
            76,
            is_number=True,
            hint=texts("The share that reaches customer service when it opens; the rest stays as today"),
        ),
        Column("period", texts("Period"), 150, hint=texts("From when to when was counted")),
        Column("note", texts("Note"), 120),
    )


class GridModel(TableModel):
    """The table's model. ``takes`` makes the edit of what was typed; it returns whether anything came of it."""

    def __init__(self, look: Look, takes: Callable[[GridRow, str, str], bool]) -> None:
        super().__init__(look, grid_columns(look.texts))
        self._takes = takes

    def key(self, row: GridRow) -> Hashable:
        return row.id

    def typed(self, row: GridRow, column: Column, text: str) -> bool:
        return self._takes(row, column.key, text)

    def cell(self, row: GridRow, column: Column) -> Cell:
        if row.kind == "sum":
            return self._sum(row, column)
        if row.kind == "new":
            return self._new(row, column)
        odd = dict(row.odd).get(column.key)
        if odd is not None:
            return Cell(odd, is_odd=True, is_number=column.is_number, typed=odd, detail=self._why_odd(column))
        return self._volume(row, column)

    def _volume(self, row: GridRow, column: Column) -> Cell:
        volume, texts, key = row.volume, self.look.texts, column.key
        if key == "yearly":
            return self._yearly(row)
        if key == "said":
            return self._said(volume)
        if key in ("low", "likely", "high"):
            text = figure(getattr(volume, key), texts)
            return Cell(text, is_number=True, typed=text, is_strong=False)
        if key == "share":
            text = texts.percent(volume.common_entry_share)
            tone = "text3" if volume.common_entry_share == 1 else "text"
            return Cell(text, is_number=True, typed=text, tone=tone)  # type: ignore[arg-type]
        if key == "period":
            text = period_text(volume.measured_from, volume.measured_to, texts)
            return Cell(text, typed=text, detail=text)
        if key in ("said_by", "note"):
            text = str(getattr(volume, key))
            return Cell(" ".join(text.split()), typed=text, detail=text)
        value = volume.channel.value if key == "channel" else getattr(volume, key)
        if key == "channel" and volume.is_booked and volume.channel == "visit":
            value = "visit booked"
        text = word_of(key, value, texts)
        return Cell(
            text, typed=text, tone="text" if key == "channel" else "text2", is_strong=key == "channel"
        )

    def _yearly(self, row: GridRow) -> Cell:
        texts, of = self.look.texts, row.of
        if of is None or of.yearly is None:
            reason = texts("The period has no open day, so no year can be made of it.")
            return Cell(texts("missing"), is_number=True, is_missing=True, detail=reason)
        text = written(texts, of.yearly)
        if not of.is_used:
            reason = texts("Does not count: a better source stands beside it for the same channel.")
            return Cell(f"({text})", is_number=True, tone="text3", detail=reason, spoken=f"{text}. {reason}")
        return Cell(text, is_number=True, is_strong=True)

    def _said(self, volume: Volume) -> Cell:
        texts = self.look.texts
        if not volume.said:
            return Cell("", typed="")
        reading = read_volume(volume.said, decimal_mark=decimal_mark(texts))
        if reading is None:
            return Cell(volume.said, typed=volume.said, is_odd=True, detail=self._why_odd(None))
        said = (reading.low, reading.likely, reading.high)
        is_same = said == (volume.low, volume.likely, volume.high) and volume.per in (
            reading.per,
            Period.MEASURED,
        )
        if is_same:
            return Cell(volume.said, typed=volume.said, detail=volume.said)
        reason = texts("The figures were changed after this was said.")
        return Cell(volume.said, typed=volume.said, tone="text2", detail=reason)

    def _why_odd(self, column: Column | None) -> str:
        if column is None:
            return self.look.texts("No figures were found in this. Figures look like 40/day or 3–5 a week.")
        return self.look.texts("This was not understood; the figure before it still holds.")

    def _new(self, row: GridRow, column: Column) -> Cell:
        if column.key == "yearly":
            return EMPTY
        typed = dict(row.draft).get(column.key)
        if typed is not None:
            is_odd = column.key in dict(row.odd)
            return Cell(typed, typed=typed, is_odd=is_odd, is_number=column.is_number, tone="text2")
        if column.key == "channel":
            return Cell(self.look.texts("New volume"), tone="text3", typed="", icon="plus")
        return Cell("", typed="", is_number=column.is_number)

    def _sum(self, row: GridRow, column: Column) -> Cell:
        texts = self.look.texts
        if column.key == "channel":
            return Cell(texts("Contacts a year"), is_strong=True)
        if column.key == "yearly":
            return Cell(written(texts, row.contacts), is_number=True, is_strong=True)
        return EMPTY


def figure(value: float, texts: Texts) -> str:
    """Return a figure with no more decimals than it has."""
    decimals = next((n for n in range(3) if abs(value - round(value, n)) < 1e-9), 3)
    return written(texts, value, decimals)


def grid_rows(
    rows: Sequence[VolumeRow], draft: dict[str, str], odd: dict[tuple[str, str], str]
) -> tuple[GridRow, ...]:
    """Return what the table shows: the volumes, the new row, and the sum of what counts."""

    def odd_of(row: str) -> tuple[tuple[str, str], ...]:
        return tuple((key, text) for (volume, key), text in odd.items() if volume == row)

    shown = [GridRow("volume", row.volume.id, row, odd=odd_of(row.volume.id)) for row in rows]
    total = sum(row.contacts or 0.0 for row in rows if row.is_used)
    shown.append(GridRow("new", "new", draft=tuple(draft.items()), odd=odd_of("new")))
    if rows:
        shown.append(GridRow("sum", "sum", contacts=total))
    return tuple(shown)


def offered(key: str, texts: Texts) -> tuple[str, ...]:
    """Return the words that the editor of column ``key`` completes to."""
    return tuple(name for _, name in choices_of(key, texts))
