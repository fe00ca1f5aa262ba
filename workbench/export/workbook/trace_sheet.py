"""Where figures come from: for headlines and departments the definition, the formula and every input with its source.

The texts are those of the window. Values stand as references to the cells that hold them, wherever the workbook has
them, so that they follow when an input is changed; the rest is what the program computed.
"""

from __future__ import annotations

from collections.abc import Iterable

from workbench.analysis.explain.explanation import SHARE, Explanation, Number
from workbench.analysis.results import FTE_COMPONENTS
from workbench.export.trace_paths import paths_of
from workbench.export.traces import Trace, traces
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet
from workbench.model.text import Message

_HEAD_ROW = 3
_WIDTHS = (58, 7, 18, 30, 58, 16, 20)
_WHAT, _SIGN, _VALUE, _UNIT, _SOURCE, _QUALITY, _PLACE = range(7)

_STAFFING = (
    "fte", *(f"component:{name}" for name in FTE_COMPONENTS), "hours_per_fte", "peak", "service_level",
    "contacts", "coverage", "share_levels_1_4", "first_contact_resolution", "solved_in_customer_service",
    "handoffs", "ping_pong", "balance", "positions", "realisable",
)  # fmt: skip
_STAFFING_OF_POOL = ("pool", "staffed", "waiting", "minimum", "deferred")
_STAFFING_OF_DEPARTMENT = ("balance_of", "fte_of", "hours_of", "taken_of", "realisable_of", "positions_of")
_COSTS = (
    "operating_cost", "one_off_cost", "shared_yearly", "rate_per_minute", "productive_minutes", "idle_capacity",
    "used", "employer_contribution", "interest_rate",
)  # fmt: skip
_COSTS_OF_DEPARTMENT = ("cost_of", "used", "readiness", "minutes_of", "fixed_rate", "net_effect_of")


def staffing_trace(book: Book, basis: Basis) -> None:
    """Write the sheet of the staffing workbook."""
    pools = basis.results.staffing.pools
    departments = [one.id for one in basis.project.departments]
    _trace_sheet(
        book,
        basis,
        [
            *_STAFFING,
            *(f"{kind}:{pool.pool}" for pool in pools for kind in _STAFFING_OF_POOL),
            *(f"{kind}:{one}" for one in departments for kind in _STAFFING_OF_DEPARTMENT),
        ],
    )


def costs_trace(book: Book, basis: Basis) -> None:
    """Write the sheet of the cost workbook."""
    lines = basis.results.costs.lines
    way = next(iter(basis.results.net_effect), None)
    departments = [one.id for one in basis.project.departments]
    payments = [f"payment:{way.model}:1:{one}" for one in departments] if way is not None else []
    _trace_sheet(
        book,
        basis,
        [
            *_COSTS,
            *(f"line:{one.kind}:{one.id}" for one in lines),
            *(f"salary:{one.id}" for one in lines if one.kind == "personnel"),
            *(f"{kind}:{one}" for one in departments for kind in _COSTS_OF_DEPARTMENT),
            *payments,
        ],
    )


def _trace_sheet(book: Book, basis: Basis, keys: Iterable[str]) -> None:
    from workbench.analysis.explain import explain

    texts = book.texts
    sheet = book.sheet(
        texts("Where figures come from"),
        _WIDTHS,
        texts(
            "What each figure means, its formula, and what goes into it with its source: + is added, × multiplied, "
            "÷ divided by. The last column leads to the figure in this workbook, or to where it is explained."
        ),
    )
    titles = (
        texts("Figure"), texts("Part"), texts("Value"), texts("Unit"), texts("Source"), texts("Quality"),
        texts("Stands in"),
    )  # fmt: skip
    sheet.heads(_HEAD_ROW, titles, first_figure=len(titles))
    sheet.repeat(_HEAD_ROW, 1)
    found = [explain(basis.project, basis.results, key) for key in keys]
    _Writer(book, sheet, basis, found).write()


class _Writer:
    """Writes explanations below each other; where a value stands in the workbook is looked up by its path."""

    def __init__(self, book: Book, sheet: Sheet, basis: Basis, found: list[Explanation]) -> None:
        self.book, self.sheet, self.found = book, sheet, found
        self._cells = dict(book.figures)
        self._paths = paths_of(basis.results)
        self._rows: dict[str, int] = {}
        row = _HEAD_ROW + 1
        for one in found:
            self._rows[one.key] = row
            row += 4 + len(one.inputs)

    def write(self) -> None:
        """Write every explanation: the figure, its definition, its formula, its inputs, an empty row."""
        for one in self.found:
            row = self._rows[one.key]
            texts = self.book.texts
            self._figure(row, one)
            self.sheet.note(row + 1, texts.message(one.definition))
            self.sheet.text(row + 2, _WHAT, texts("= {formula}", formula=texts.message(one.formula)), "quiet")
            for n, (line, given) in enumerate(zip(traces(one, texts), one.inputs, strict=True)):
                self._input(row + 3 + n, line, given.unit)

    def _figure(self, row: int, one: Explanation) -> None:
        texts = self.book.texts
        for column in range(len(_WIDTHS)):
            self.sheet.text(row, column, "", "section")
        self.sheet.text(row, _WHAT, texts.message(one.title), "section")
        cell = self._cells.get(self._paths.get(one.key, ""))
        self._value(row, one.value, one.unit, cell, "section")
        self.sheet.text(row, _UNIT, texts.message(one.unit), "section")
        if cell is not None:
            self._link(row, cell.sheet, cell.row, cell.column, "section")

    def _input(self, row: int, line: Trace, unit: Message) -> None:
        key = line.unfolds or ""
        cell = self._cells.get(self._paths.get(key, ""))
        holds = cell is not None and line.number is not None and _is_same(cell, line.number)
        self.sheet.text(row, _WHAT, line.name)
        self.sheet.text(row, _SIGN, line.sign, "quiet")
        self._value(row, line.number, unit, cell if holds else None, "formula")
        self.sheet.text(row, _UNIT, line.unit, "quiet")
        self.sheet.text(row, _SOURCE, line.source, "quiet")
        self.sheet.text(row, _QUALITY, line.quality, "quiet")
        if key in self._rows:
            self._link(row, self.sheet.reference, self._rows[key], _WHAT, "quiet")
        elif cell is not None:
            self._link(row, cell.sheet, cell.row, cell.column, "quiet")

    def _value(self, row: int, value: Number | None, unit: Message, cell: Cell | None, kind: str) -> None:
        numbers = _numbers(value, unit)
        if value is None or value != value:  # noqa: PLR0124 - not a number: nothing could be calculated
            self.sheet.text(row, _VALUE, "", kind)
        elif cell is not None:
            self.sheet.formula(row, _VALUE, str(cell), cell.value, numbers, kind)
        else:
            self.sheet.engine(row, _VALUE, value, numbers)

    def _link(self, row: int, reference: str, to_row: int, to_column: int, kind: str) -> None:
        place = Cell(reference, to_row, to_column, None)
        is_here = reference == self.sheet.reference
        shown = self.book.texts("row {n}", n=str(to_row + 1)) if is_here else str(place).replace("'", "")
        self.sheet.worksheet.write_url(
            row, _PLACE, f"internal:{place}", self.book.style(kind, "indented"), shown
        )


def _is_same(cell: Cell, value: Number) -> bool:
    """Tell whether ``cell`` holds this very value: an input may be a negative of its own figure."""
    return abs(cell.number - float(value)) <= 1e-9 * max(1.0, abs(float(value)))


def _numbers(value: Number | None, unit: Message) -> str:
    if unit == SHARE:
        return "percent"
    if "currency" in unit.values:
        return "precise" if "minute" in unit.text else "money"
    return "whole" if value is not None and value == int(value) else "hundredths"
