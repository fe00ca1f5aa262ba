"""All case types at once: contacts per year by channel, thousands of rows, with what they add up to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import compress, repeat
from operator import contains
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from workbench.analysis.memo import Memo
from workbench.analysis.results import CaseTypeDemand, Floats, Results
from workbench.capture.folding import fold
from workbench.export.words import word
from workbench.locale import Texts
from workbench.model.project import Project
from workbench.model.volumes import Channel
from workbench.ui.look import Look
from workbench.ui.pages.volumes.case_list import ListRow
from workbench.ui.pages.volumes.grid_view import CompletingView
from workbench.ui.widgets.cell import Cell, Column
from workbench.ui.widgets.figures import written
from workbench.ui.widgets.first_column import FirstColumn
from workbench.ui.widgets.parts import label, line, named, row
from workbench.ui.widgets.table import TableModel, TableView
from workbench.ui.widgets.widths import RestOfWidth

CHANNELS = tuple(Channel)
NAME_WIDTH = 250
_PLACES = {channel.value: at for at, channel in enumerate(CHANNELS)}


class MatrixRow(NamedTuple):
    """A case type with its contacts per year by channel (nothing: no volume), in the order of the channels."""

    of: ListRow
    by_channel: tuple[float | None, ...]
    total: float


def contacts_of(year: CaseTypeDemand) -> tuple[float | None, ...]:
    """Return a case type's contacts per year by channel; None where it has no volume there."""
    found: list[float | None] = [None] * len(CHANNELS)
    for one in year.channels:
        at = _PLACES[one.channel]
        if one.contacts:
            found[at] = (found[at] or 0.0) + one.contacts
    return tuple(found)


class MatrixRows:
    """All rows: a row is another object only where its name or its figures are others."""

    def __init__(self) -> None:
        self._memo = Memo()
        self._made: dict[str, MatrixRow] = {}

    def of(self, rows: Sequence[ListRow], results: Results | None) -> tuple[MatrixRow, ...]:
        """Return a row per case type in ``rows``; without results all figures are missing."""
        nothing: tuple[float | None, ...] = (None,) * len(CHANNELS)
        by_id: dict[str, tuple[float | None, ...]] = {}
        if results is not None:
            years = results.demand.case_types
            figures = self._memo.each("contacts", years, (), lambda at: contacts_of(years[at]))
            by_id = {year.case_type: one for year, one in zip(years, figures, strict=True)}
        found, known = [], self._made
        for one in rows:
            row, figure = known.get(one.id), by_id.get(one.id, nothing)
            if row is None or row.of is not one or row.by_channel is not figure:
                row = known[one.id] = MatrixRow(one, figure, sum(value or 0.0 for value in figure))
            found.append(row)
        return tuple(found)


def _columns(texts: Texts) -> tuple[Column, ...]:
    return (
        Column("name", texts("Case type"), NAME_WIDTH),
        *(Column(one.value, word(one.value, texts), 84, is_number=True) for one in CHANNELS),
        Column("total", texts("All"), 84, is_number=True),
        Column(
            "per_thousand",
            texts("Per 1 000 inh."),
            104,
            is_number=True,
            hint=texts("Contacts a year per 1 000 inhabitants"),
        ),
    )


class _Model(TableModel):
    def __init__(self, look: Look, takes: Callable[[str, Channel, str], bool]) -> None:
        super().__init__(look, _columns(look.texts))
        self._takes = takes
        self.inhabitants = 0

    def key(self, row: MatrixRow) -> Hashable:
        return row.of.id

    def cell(self, row: MatrixRow, column: Column) -> Cell:
        texts = self.look.texts
        if column.key == "name":
            return Cell(row.of.name, detail=row.of.name)
        if column.key == "total":
            if not row.total:
                is_out = row.of.state == "out"
                return Cell("" if is_out else texts("missing"), is_number=True, is_missing=not is_out)
            return Cell(written(texts, row.total), is_number=True, is_strong=True)
        if column.key == "per_thousand":
            text = (
                written(texts, 1000 * row.total / self.inhabitants, 1)
                if self.inhabitants and row.total
                else ""
            )
            return Cell(text, is_number=True, tone="text2")
        value = row.by_channel[_PLACES[column.key]]
        text = "" if value is None else written(texts, value)
        return Cell(text, is_number=True, typed=text)

    def typed(self, row: MatrixRow, column: Column, text: str) -> bool:
        return bool(text.strip()) and self._takes(row.of.id, Channel(column.key), text)


class _SumModel(TableModel):
    """The sums below the matrix: (key, label, figures)."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, _columns(look.texts))

    def key(self, row: tuple[str, str, tuple[str, ...]]) -> Hashable:
        return row[0]

    def cell(self, row: tuple[str, str, tuple[str, ...]], column: Column) -> Cell:
        at = self.column_at(column.key)
        text = row[1] if at == 0 else row[2][at - 1]
        return Cell(
            text, is_number=at > 0, is_strong=row[0] == "sum", tone="text" if row[0] == "sum" else "text2"
        )


class Matrix(QWidget):
    """A filter, the rows, and three rows of sums under them that stay in sight.

    ``takes(case type, channel, text)`` makes an edit of a typed figure.
    """

    opened = Signal(str)
    """A case type is wanted by itself."""
    stood = Signal(str)
    """The keyboard stands on the row of this case type."""

    def __init__(self, look: Look, takes: Callable[[str, Channel, str], bool]) -> None:
        super().__init__()
        self.look, texts = look, look.texts
        self._all: tuple[MatrixRow, ...] = ()
        self._folded: list[str] = []
        self._figures = np.zeros((0, len(CHANNELS)))
        self._department: str | None = None
        self._sorted: tuple[str, bool] = ("", False)
        self._memo = Memo()
        self._is_filling = False
        self.field = QLineEdit()
        self.field.setFont(look.font())
        self.field.setPlaceholderText(texts("Filter"))
        self.field.setClearButtonEnabled(True)
        self.field.setMaximumWidth(look.px(320))
        named(self.field, texts("Filter all case types"))
        self.field.textChanged.connect(lambda _text: self._show())
        self.count = label(look, "", "small", "text2")
        self.model = _Model(look, takes)
        self.view = _MatrixView(look, self.model, texts("Contacts a year by case type and channel"))
        self.sums = _SumModel(look)
        self.sum_view = TableView(look, self.sums, texts("Sums by channel"))
        self._dress()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        edge = look.px(16)
        box.addLayout(row(self.field, self.count, None, margins=(edge, look.px(8), edge, look.px(8))))
        box.addWidget(self.view, 1)
        box.addWidget(line(look))
        box.addWidget(self.sum_view)

    def _dress(self) -> None:
        heads = self.view.horizontalHeader()
        heads.setSectionsClickable(True)
        heads.sectionClicked.connect(self._sort_by)
        heads.setSortIndicatorShown(False)
        sums = self.sum_view
        sums.horizontalHeader().setVisible(False)
        sums.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sums.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        sums.setFixedHeight(self.look.px(28) * 3 + 2)
        heads.sectionResized.connect(lambda at, _old, new: sums.setColumnWidth(at, new))
        self.view.horizontalScrollBar().valueChanged.connect(sums.horizontalScrollBar().setValue)
        self.view.hears_enter = self._open
        self.view.current_changed.connect(self._moved)
        self.first = FirstColumn(self.view)
        self.rest = RestOfWidth(self.view, 0, self.look.px(NAME_WIDTH))
        self.first_sum = FirstColumn(sums)

    def _open(self) -> None:
        found = self.view.current_row
        if found is not None:
            self.opened.emit(found.of.id)

    def show_rows(self, rows: tuple[MatrixRow, ...], department: str | None, project: Project) -> None:
        """Show the rows of ``department`` that the filter lets through."""
        if rows is self._all and department == self._department:
            return
        parts = self._memo.chunks("figures", rows, _figures)
        self._figures = np.concatenate(parts) if parts else np.zeros((0, len(CHANNELS)))
        self._all, self._department = rows, department
        self._folded = [one.of.folded for one in rows]
        inhabitants = project.municipality.inhabitants
        if inhabitants != self.model.inhabitants:
            self.model.inhabitants = inhabitants
            self.model.refresh()
        self._show()

    def _show(self) -> None:
        words, department = fold(self.field.text()).split(), self._department
        is_in = np.ones(len(self._all), bool)
        if department is not None:
            is_in &= [one.of.department == department for one in self._all]
        for part in words:
            is_in &= list(map(contains, self._folded, repeat(part)))
        rows = list(compress(self._all, is_in.tolist()))
        self._is_filling = True
        self.view.keeping_place(lambda: self.model.set_rows(self._in_order(rows)))
        self._is_filling = False
        self._add_up(self._figures[is_in].sum(axis=0))
        self.count.setText(self.look.texts.plural("{n} case type", "{n} case types", len(rows)))

    def _moved(self, at: int, _column: str) -> None:
        if not self._is_filling:
            self.stood.emit(self.model.rows[at].of.id)

    def _add_up(self, sums: Floats) -> None:
        texts, total = self.look.texts, float(sums.sum())
        people = self.model.inhabitants
        per = [
            written(texts, 1000 * float(one) / people, 1) if people and one else "" for one in (*sums, total)
        ]
        part = [texts.percent(float(one) / total) if total and one else "" for one in (*sums, total)]
        figures = tuple(written(texts, float(one)) if one else "" for one in (*sums, total))
        self.sums.set_rows(
            (
                ("sum", texts("Contacts a year"), (*figures, per[-1])),
                ("per", texts("Per 1 000 inhabitants"), (*per, "")),
                ("share", texts("Share of all"), (*part, "")),
            )
        )

    def _in_order(self, rows: list[MatrixRow]) -> list[MatrixRow]:
        key, is_down = self._sorted
        if not key:
            return rows
        if key == "name":
            return sorted(rows, key=lambda one: fold(one.of.name), reverse=is_down)
        if key in _PLACES:
            at = _PLACES[key]
            return sorted(rows, key=lambda one: one.by_channel[at] or 0.0, reverse=is_down)
        return sorted(rows, key=lambda one: one.total, reverse=is_down)

    def _sort_by(self, section: int) -> None:
        """Sort by the clicked column: figures with the largest first; a third click is the project's order."""
        key = self.model.columns[section].key
        first = key != "name"
        now, is_down = self._sorted
        self._sorted = (key, first) if now != key else (key, not first) if is_down == first else ("", False)
        heads = self.view.horizontalHeader()
        heads.setSortIndicatorShown(bool(self._sorted[0]))
        order = Qt.SortOrder.DescendingOrder if self._sorted[1] else Qt.SortOrder.AscendingOrder
        heads.setSortIndicator(section, order)
        self._show()


def _figures(rows: Sequence[MatrixRow]) -> Floats:
    return np.array([[one or 0.0 for one in row.by_channel] for row in rows], float)


class _MatrixView(CompletingView):
    """Enter on a name opens the case type by itself."""

    def __init__(self, look: Look, model: TableModel, name: str) -> None:
        super().__init__(look, model, name)
        self.hears_enter: Callable[[], None] = lambda: None

    def stand_on(self, row: int, column: int, *, edits: bool = False) -> None:
        if edits and column == 0:
            self.hears_enter()
            return
        super().stand_on(row, column, edits=edits)
