"""A workbook under construction: cells that know their value, names, and what they claim.

Every formula is written with the value that the program computed, so that a preview shows figures; a cell
is a value that later formulas are put together from. Texts are always written as texts: nothing that
somebody typed can become a formula.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

from workbench.export.document import printed
from workbench.export.palette import ENGINE_FILL, ERROR, INPUT_FILL, LINE, OK, SUNKEN, TEXT, TEXT_2
from workbench.locale import Texts

CELL_LIMIT = 32_767
_SHEET_NAME_LENGTH = 31
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_A4 = 9
_ROW_HEIGHT = 15
_INDENTED = {"text", "quiet", "input", "engine", "formula", "total"}
"""Kinds of text that keep clear of the figure on their left."""
_READABLE = 105
"""How wide a note runs, in widths of a digit."""
NUMBERS = {
    "text": "@",
    "whole": "#,##0",
    "tenths": "#,##0.0",
    "hundredths": "#,##0.00",
    "precise": "#,##0.0000",
    "money": "#,##0.00",
    "share": "0.0%",
    "percent": "0.00%",
    "year": "0",
    "check": "0.000000;-0.000000;0",
    "date": "yyyy-mm-dd",
    "general": "General",
}
"""How figures are shown. The program that opens the workbook puts its own separators in."""

Value = float | int | str | Decimal | dt.date | None


@dataclass(frozen=True)
class Cell:
    """A cell that formulas refer to; printed, it is its address. ``value`` is what stands in it."""

    sheet: str
    row: int
    column: int
    value: Any

    def __str__(self) -> str:
        return f"{self.sheet}!{column_letters(self.column)}{self.row + 1}"

    @property
    def number(self) -> float:
        """The value as a number; an empty cell counts as 0, as it does in a formula."""
        return float(self.value) if isinstance(self.value, int | float | Decimal) else 0.0


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def span(first: Cell, last: Cell) -> str:
    """Return the address of the block from ``first`` to ``last`` of one sheet, fixed against moving."""
    start, end = (f"${column_letters(one.column)}${one.row + 1}" for one in (first, last))
    return f"{first.sheet}!{start}:{end}"


def added(cells: Sequence[Cell]) -> float:
    """Return what SUM gives of ``cells``."""
    return sum(cell.number for cell in cells)


@dataclass
class Book:
    """The workbook, its defined names (with meaning and place), and the figures it claims to hold."""

    texts: Texts
    writer: Any
    stream: BytesIO
    names: list[tuple[str, str, str]] = field(default_factory=list)
    figures: list[tuple[str, Cell]] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    _formats: dict[tuple[str, str], Any] = field(default_factory=dict)

    def sheet(self, title: str, widths: Sequence[float], note: str = "") -> Sheet:
        """Return a new sheet called ``title`` with the columns' ``widths`` and a ``note`` under its title."""
        made = Sheet(self, title, widths, note)
        self.sheets.append(made)
        made.text(0, 0, title, "title")
        if note:
            made.note(1, note)
        return made

    def name(self, name: str, meaning: str, place: str | Cell) -> None:
        """Define ``name`` for a cell or a block of cells."""
        if isinstance(place, Cell):
            place = f"{place.sheet}!${column_letters(place.column)}${place.row + 1}"
        self.names.append((name, meaning, place))
        self.writer.define_name(name, f"={place}")

    def claim(self, key: str, cell: Cell) -> None:
        """Say that ``cell`` holds the figure ``key``: its path in the results, parts divided by "/"."""
        self.figures.append((key, cell))

    def style(self, kind: str, numbers: str = "general") -> Any:
        """Return the format of a ``kind`` of cell whose figures are shown as ``numbers``."""
        if (kind, numbers) not in self._formats:
            look = _LOOKS["text"] | _LOOKS[kind]
            if numbers == "indented":
                look |= {"indent": 1, "align": "left"}
            elif numbers != "general":
                look["num_format"] = NUMBERS[numbers]
            self._formats[kind, numbers] = self.writer.add_format(look)
        return self._formats[kind, numbers]

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self.writer.close()
        return self.stream.getvalue()


_LOOKS: dict[str, dict[str, Any]] = {
    "text": {"font_name": "Calibri", "font_size": 10, "font_color": TEXT, "valign": "vcenter"},
    "title": {"font_size": 14, "bold": True},
    "section": {"font_size": 11, "bold": True, "bottom": 1, "bottom_color": LINE},
    "note": {"font_color": TEXT_2, "text_wrap": True, "valign": "top"},
    "quiet": {"font_color": TEXT_2},
    "head": {"bold": True, "bg_color": SUNKEN, "bottom": 1, "text_wrap": True, "valign": "bottom"},
    "head right": {
        "bold": True,
        "bg_color": SUNKEN,
        "bottom": 1,
        "text_wrap": True,
        "valign": "bottom",
        "align": "right",
    },
    "input": {"bg_color": INPUT_FILL, "border": 1, "border_color": LINE},
    "engine": {"bg_color": ENGINE_FILL},
    "formula": {},
    "total": {"bold": True, "top": 1},
    "check": {"italic": True, "font_color": OK},
    "wrong": {"bold": True, "font_color": ERROR},
}


class Sheet:
    """A sheet of a book. Rows and columns count from 0."""

    def __init__(self, book: Book, title: str, widths: Sequence[float], about: str = "") -> None:
        self.book = book
        self.about = about
        self.title: str = _sheet_name(title, [sheet.title for sheet in book.sheets])
        self.reference = f"'{self.title}'"
        self.widths = list(widths)
        self.worksheet = book.writer.add_worksheet(self.title)
        for at, width in enumerate(widths):
            self.worksheet.set_column(at, at, width)
        self._print_set_up()

    def _print_set_up(self) -> None:
        sheet = self.worksheet
        sheet.hide_gridlines(2)
        sheet.set_default_row(_ROW_HEIGHT)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.set_footer("&L&8&F&C&8&A&R&8&P / &N")

    def text(self, row: int, column: int, text: str, kind: str = "text") -> Cell:
        """Write ``text`` as a text, whatever it looks like."""
        shown = printed(text)
        shown = shown if len(shown) <= CELL_LIMIT else f"{shown[: CELL_LIMIT - 1]}…"
        style = self.book.style(kind, "indented" if column and kind in _INDENTED else "general")
        if shown:
            self.worksheet.write_string(row, column, shown, style)
        else:
            self.worksheet.write_blank(row, column, None, style)
        return Cell(self.reference, row, column, shown)

    def note(self, row: int, text: str, column: int = 0) -> None:
        """Write a sentence or two from ``column`` on across what can be read at once, as high as it needs."""
        last, width = column, self.widths[column]
        while last < len(self.widths) - 1 and width < _READABLE:
            last += 1
            width += self.widths[last]
        self.worksheet.set_row(row, 13.5 * _lines(text, width * 1.1))
        if last > column:
            self.worksheet.merge_range(row, column, row, last, "", self.book.style("note"))
        self.text(row, column, text, "note")

    def heads(self, row: int, titles: Sequence[str], first_figure: int = 1, column: int = 0) -> None:
        """Write a head row; titles from the place ``first_figure`` on stand right, above their figures."""
        highest = 1
        for at, title in enumerate(titles):
            self.text(row, column + at, title, "head right" if at >= first_figure else "head")
            width = self.widths[column + at] if column + at < len(self.widths) else 9
            highest = max(highest, _lines(title, width))
        self.worksheet.set_row(row, 13.5 * highest + 2)

    def repeat(self, row: int, column: int = 0) -> None:
        """Keep everything to ``row`` (and left of ``column``) in sight, and print its head row on every page."""
        self.worksheet.freeze_panes(row + 1, column)
        self.worksheet.repeat_rows(row)

    def input(self, row: int, column: int, value: Value, numbers: str = "general") -> Cell:
        """Write something to be changed by whoever works with the sheet; None leaves it empty."""
        return self._value(row, column, value, "input", numbers)

    def engine(self, row: int, column: int, value: Value, numbers: str = "general") -> Cell:
        """Write a figure that the program computed and no formula here does."""
        return self._value(row, column, value, "engine", numbers)

    def constant(self, row: int, column: int, value: Value, numbers: str = "general") -> Cell:
        """Write a number or word that is the same in every project."""
        return self._value(row, column, value, "formula", numbers)

    def _value(self, row: int, column: int, value: Value, kind: str, numbers: str) -> Cell:
        if isinstance(value, str):
            return self.text(row, column, value, kind)
        style = self.book.style(kind, numbers)
        if value is None:
            self.worksheet.write_blank(row, column, None, style)
        elif isinstance(value, dt.date):
            self.worksheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), style)
        else:
            value = float(value)
            self.worksheet.write_number(row, column, value, style)
        return Cell(self.reference, row, column, value)

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: Value,
        numbers: str = "general",
        kind: str = "formula",
    ) -> Cell:
        """Write ``formula`` (without "=") and the ``value`` the program has for it."""
        shown = "" if value is None else value if isinstance(value, str) else float(value)  # type: ignore[arg-type]
        here = formula.replace(f"{self.reference}!", "")
        self.worksheet.write_formula(row, column, f"={here}", self.book.style(kind, numbers), shown)
        return Cell(self.reference, row, column, shown)

    def sum(self, row: int, column: int, cells: Sequence[Cell], numbers: str, kind: str = "total") -> Cell:
        """Write the sum of neighbouring ``cells``."""
        if not cells:
            return self.formula(row, column, "0", 0.0, numbers, kind)
        return self.formula(row, column, f"SUM({span(cells[0], cells[-1])})", added(cells), numbers, kind)

    def check(self, row: int, column: int, formula: str) -> Cell:
        """Write a formula that must give 0, and turn it red where it does not."""
        cell = self.formula(row, column, f"ROUND({formula},quantity_decimals)", 0.0, "check", "check")
        self.worksheet.conditional_format(
            row,
            column,
            row,
            column,
            {"type": "cell", "criteria": "!=", "value": 0, "format": self.book.style("wrong")},
        )
        return cell

    def choice(self, cell: Cell, allowed: str) -> None:
        """Let ``cell`` take only what stands in the block ``allowed``."""
        self.worksheet.data_validation(
            cell.row, cell.column, cell.row, cell.column, {"validate": "list", "source": f"={allowed}"}
        )

    def name_column(self, name: str, title: str, cells: Sequence[Cell]) -> None:
        """Define ``name`` for a column of ``cells`` under the head ``title``."""
        self.book.name(name, title, span(cells[0], cells[-1]))


def _lines(title: str, width: float) -> int:
    """Return how many lines ``title`` takes in a column of ``width``, broken between words."""
    lines, used = 1, 0.0
    for part in title.split():
        needed = len(part) * 1.15
        if used and used + 1 + needed > width:
            lines, used = lines + 1, 0.0
        used += needed + (1 if used else 0)
        lines += int(used // (width + 1)) if used > width + 1 else 0
    return lines


def _sheet_name(title: str, taken: Sequence[str]) -> str:
    """Return ``title`` as a sheet may be called: short, without the signs that references use, unique."""
    wanted = " ".join(title.translate(_NOT_IN_SHEET_NAMES).split())[:_SHEET_NAME_LENGTH].strip()
    name, n = wanted, 1
    while name.casefold() in {one.casefold() for one in taken}:
        n += 1
        name = f"{wanted[: _SHEET_NAME_LENGTH - 1 - len(str(n))]} {n}"
    return name


def new_book(texts: Texts, title: str, company: str, dated: dt.date) -> Book:
    """Return an empty workbook with our properties; the same input gives the same bytes."""
    import xlsxwriter

    class Worksheet(xlsxwriter.worksheet.Worksheet):  # type: ignore[misc]
        """A worksheet that takes formulas as they are: the search for newer functions took half the time."""

        def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT
            return formula.removeprefix("=")

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    writer = xlsxwriter.Workbook(stream, options)
    writer.set_properties(
        {
            "title": title,
            "company": printed(company),
            "author": "",
            "created": dt.datetime.combine(dated, dt.time()),
        }
    )
    writer.worksheet_class = Worksheet
    writer.set_calc_mode("auto")
    return Book(texts, writer, stream)
