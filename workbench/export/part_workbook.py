"""A department's part as a workbook that people who know Excel fill in and send back.

What the reader needs to tell what was changed stands in a very hidden sheet. Ids stand in a hidden column that
takes no typing; they are not locked, because Excel sorts and deletes no row that holds a locked cell, and a person
who is stopped there takes the protection off altogether. The heads of the columns are locked.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.export.palette import EDGE, LINE, SUNKEN, TEXT, TEXT_2
from workbench.export.part_workbook_words import SHEET_TITLES, heads_of, words_of
from workbench.export.workbook.book import column_letters, new_book
from workbench.locale import Texts
from workbench.model.parts import Part
from workbench.model.project import Project
from workbench.model.text import N_, ProjectError, message
from workbench.parts.changes import canonical
from workbench.parts.sheet_cells import Line, Plain, Words, labels, lines
from workbench.parts.sheets import (
    CHUNK,
    EMPTY_ROWS,
    HIDDEN_SHEET,
    ID,
    KEY_START,
    MARK,
    Column,
    Holds,
    Sheet,
    empty_row_id,
    layout,
)

_KEY_ROW, _HEAD_ROW, _FIRST_ROW = 0, 1, 2
_LAST_COLUMN = 16_383
_LISTS = "rosa_lists"
_LINE_PT, _HIGHEST_PT = 13.5, 409.0
_WIDE = 0.98
"""How wide a letter is at most, on the average of a line, in widths of a column."""
_A4 = 9
_READABLE = 230
"""How wide a page of A4 across can be so that it still reads; a wider sheet goes on beside it."""
_BASE: dict[str, Any] = {"font_name": "Calibri", "font_size": 10, "font_color": TEXT, "valign": "top"}
_CELL = {
    "text_wrap": True,
    "bottom": 1,
    "bottom_color": LINE,
    "right": 1,
    "right_color": LINE,
    "locked": False,
}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_size": 16, "bold": True},
    "quiet": {"font_color": TEXT_2},
    "prose": {"text_wrap": True, "font_size": 11},
    "label": {"font_color": TEXT_2, "font_size": 11},
    "count": {"font_color": TEXT_2, "font_size": 11, "align": "right", "indent": 1},
    "key": {"font_color": TEXT_2, "font_size": 8},
    "head": {"bold": True, "bg_color": SUNKEN, "text_wrap": True, "bottom": 2, "bottom_color": EDGE},
    "id": {"font_color": TEXT_2, "font_size": 8, "locked": False, "num_format": "@"},
    "free": {"text_wrap": True, "locked": False},
    "text": {**_CELL, "num_format": "@"},
    "number": {**_CELL, "align": "center"},
    "date": {**_CELL, "num_format": "yyyy-mm-dd", "align": "left"},
    "fixed": {**_CELL, "num_format": "@", "font_color": TEXT_2, "bg_color": SUNKEN},
}  # fmt: skip
_ALLOWED = dict.fromkeys(
    ("sort", "autofilter", "insert_rows", "delete_rows", "format_cells", "format_columns", "format_rows"),
    True,
)


def write_part_workbook(part_project: Project, texts: Texts) -> bytes:
    """Return the workbook of ``part_project``, a part as ``parts.make_part`` made it, in the language of ``texts``.

    Raises ProjectError where it is no part, or was changed since it was made: a workbook holds a choice of the
    fields, so it cannot carry what somebody has written in the program.
    """
    part = part_project.part
    if part is None:
        raise ProjectError(message(N_("This file is no part: it does not say what it was sent with.")))
    if canonical(part_project.changed(part=None).as_json()) != part.base:
        raise ProjectError(
            message(
                N_(
                    "This part has been worked on. Send it as it is; a workbook is made from an untouched one."
                )
            )
        )
    title = _department(part_project, part)
    book = new_book(texts, title, part_project.municipality.name, part.sent_on)
    book.writer.worksheet_class = _growing(book.writer.worksheet_class)
    formats = {name: book.writer.add_format(_BASE | look) for name, look in _LOOKS.items()}
    _Workbook(part_project, part, texts, book.writer, formats).write()
    return book.content()


def _growing(kind: type[Any]) -> type[Any]:
    """Return a worksheet whose rows have a height to begin with, and still grow with what is typed into them.

    A column without a width stands for itself and all that follow: naming 16 000 of them takes a second a sheet.
    """

    class Growing(kind):  # type: ignore[misc]  # which class it is, XlsxWriter says
        def _xml_start_tag_unencoded(self, tag: str, attributes: list[Any]) -> None:
            super()._xml_start_tag_unencoded(tag, [one for one in attributes if one[0] != "customHeight"])

        def _write_col_info(self, first: int, last: int, column: Any) -> None:
            super()._write_col_info(first, _LAST_COLUMN if column.width is None else last, column)

    return Growing


def _department(project: Project, part: Part) -> str:
    return next((one.name for one in project.departments if one.id == part.department), part.department)


@dataclass
class _Workbook:
    project: Project
    part: Part
    texts: Texts
    writer: Any
    formats: dict[str, Any]
    lists: dict[str, str] = field(default_factory=dict)
    """Where what can be chosen stands, by the name of a choice or a collection."""

    def write(self) -> None:
        """Write every sheet: how it is done, a sheet per kind, what can be chosen, and what the reader needs."""
        words = words_of(self.texts)
        sheets = layout(self.project, self.part.department)
        rows = {sheet.kind: lines(self.project, self.part.department, sheet, words) for sheet in sheets}
        how = self.writer.add_worksheet(self.texts("Instructions"))
        pages = {
            sheet.kind: self.writer.add_worksheet(self.texts(SHEET_TITLES[sheet.kind])) for sheet in sheets
        }
        self._lists(sheets, words)
        for sheet in sheets:
            name = pages[sheet.kind].get_name()
            if sheet.kind in ("case_types", "checklists"):  # what is called there can be chosen elsewhere
                last = _FIRST_ROW + len(rows[sheet.kind]) + EMPTY_ROWS
                self.lists[sheet.kind] = f"='{name}'!$B${_FIRST_ROW + 1}:$B${last}"
        heads = {sheet.kind: heads_of(sheet, self.texts) for sheet in sheets}
        for kind, page in pages.items():
            heads[kind][""] = page.get_name()
        for sheet in sheets:
            _Page(self, sheet, pages[sheet.kind], heads[sheet.kind], rows[sheet.kind]).write()
        _instructions(self, how)
        self._hidden({"heads": heads, "words": words, "others": [how.get_name(), _LISTS]})
        how.activate()

    def _lists(self, sheets: Sequence[Sheet], words: Words) -> None:
        page = self.writer.add_worksheet(_LISTS)
        wanted: dict[str, list[str]] = {}
        for sheet in sheets:
            for column in sheet.columns:
                if column.choices:
                    wanted[column.choices] = list(words[column.choices].values())
                elif column.target:
                    wanted[column.target] = list(labels(self.project, column.target).values())
        for at, (name, values) in enumerate(wanted.items()):
            for row, value in enumerate(values):
                page.write_string(row, at, value)
            letters = column_letters(at)
            if values:
                self.lists[name] = f"={_LISTS}!${letters}$1:${letters}${len(values)}"
        page.very_hidden()

    def _hidden(self, more: dict[str, Any]) -> None:
        content = {"part": self.part.model_dump(mode="json"), **more}
        packed = base64.b64encode(zlib.compress(canonical(content).encode(), 9)).decode()
        page = self.writer.add_worksheet(HIDDEN_SHEET)
        page.write_string(0, 0, MARK)
        page.write_string(1, 0, hashlib.sha256(packed.encode()).hexdigest())
        for at, start in enumerate(range(0, len(packed), CHUNK)):
            page.write_string(2 + at, 0, packed[start : start + CHUNK])
        page.protect()
        page.very_hidden()


@dataclass(frozen=True)
class _Page:
    book: _Workbook
    sheet: Sheet
    page: Any
    heads: dict[str, str]
    rows: list[Line]

    def write(self) -> None:
        """Write keys, heads, rows and the empty ones below, and let nothing else be typed over."""
        texts, formats = self.book.texts, self.book.formats
        self.page.set_row(_KEY_ROW, None, None, {"hidden": True})
        self.page.write_string(_KEY_ROW, 0, KEY_START + self.sheet.kind, formats["key"])
        self.page.write_string(_HEAD_ROW, 0, self.heads[ID], formats["head"])
        self.page.set_column(0, 0, 4, formats["id"], {"hidden": True})
        self.page.set_row(
            _HEAD_ROW, _height([(self.heads[one.key], one.width * 0.8) for one in self.sheet.columns])
        )
        last = _FIRST_ROW + len(self.rows) + EMPTY_ROWS - 1
        for at, column in enumerate(self.sheet.columns, 1):
            self.page.write_string(_KEY_ROW, at, column.key, formats["key"])
            self.page.write_string(_HEAD_ROW, at, self.heads[column.key], formats["head"])
            self.page.set_column(at, at, column.width, formats[_look(column)])
            self._check(column, at, last)
        # Excel deletes a row of a protected sheet only where no cell in all its width is locked.
        beyond = len(self.sheet.columns) + 1
        self.page.set_column(beyond, beyond, None, formats["free"])
        for row, line in enumerate(self.rows, _FIRST_ROW):
            self.page.set_row(
                row, _height([(str(line.cells[one.key] or ""), one.width) for one in self.sheet.columns])
            )
            self.page.write_string(row, 0, line.key, formats["id"])
            for at, column in enumerate(self.sheet.columns, 1):
                self._cell(row, at, line.cells[column.key], formats[_look(column)])
        for n in range(EMPTY_ROWS):
            row = _FIRST_ROW + len(self.rows) + n
            wanted = empty_row_id(self.book.part.part_id, self.sheet.kind, n)
            self.page.write_string(row, 0, wanted, formats["id"])
        self.page.data_validation(
            _FIRST_ROW,
            0,
            last,
            0,
            {
                "validate": "custom",
                "value": "=FALSE",
                "error_title": self.heads[ID],
                "error_message": texts("This cell belongs to the program. Leave it as it is."),
            },
        )
        self._set_up(last)

    def _cell(self, row: int, at: int, value: Plain, look: Any) -> None:
        if value is None or value == "":
            self.page.write_blank(row, at, None, look)
        elif isinstance(value, str):
            self.page.write_string(row, at, value, look)
        elif isinstance(value, dt.date):
            self.page.write_datetime(row, at, dt.datetime.combine(value, dt.time()), look)
        else:
            self.page.write_number(row, at, value, look)

    def _check(self, column: Column, at: int, last: int) -> None:
        """Offer what can be chosen, and warn of what will be asked about; a name that is new here may be typed."""
        texts = self.book.texts
        rule: dict[str, Any] = {}
        if column.is_fixed:
            rule = {
                "validate": "custom",
                "value": "=FALSE",
                "error_message": texts("This is not changed here."),
            }
        elif column.holds in (Holds.CHOICE, Holds.REFERENCE):
            source = self.book.lists.get(column.choices or column.target)
            if source is None:
                return
            rule = {"validate": "list", "source": source, "error_message": texts("Choose from the list.")}
        elif column.holds is Holds.NUMBER or column.holds is Holds.LINE:
            rule = {"validate": "decimal", "criteria": ">=", "value": 0}
            rule["error_message"] = texts("Write a number, 0 or more.")
        elif column.holds is Holds.DATE:
            rule = {"validate": "date", "criteria": "between"}
            rule |= {"minimum": dt.date(1990, 1, 1), "maximum": dt.date(2199, 12, 31)}
            rule["error_message"] = texts("Write a date, such as 2027-03-22.")
        if rule:
            is_open = column.target in ("case_types", "checklists")
            rule["error_type"] = "warning" if is_open else "stop"
            self.page.data_validation(_FIRST_ROW, at, last + EMPTY_ROWS, at, rule)

    def _set_up(self, last: int) -> None:
        page = self.page
        page.freeze_panes(_FIRST_ROW, 2)
        page.autofilter(_HEAD_ROW, 0, last, len(self.sheet.columns))
        page.hide_gridlines(2)
        page.protect("", _ALLOWED)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1 + int(sum(one.width for one in self.sheet.columns) / _READABLE), 0)
        page.repeat_columns(1)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.repeat_rows(_HEAD_ROW)
        page.print_area(_HEAD_ROW, 0, _HEAD_ROW + max(len(self.rows), 1), len(self.sheet.columns))
        page.set_footer("&L&8&F&C&8&A&R&8&P / &N")


def _height(texts: Sequence[tuple[str, float]]) -> float:
    """Return how high a row is in points, so that each text shows whole in a column of its width."""
    highest = max(
        sum(1 + int(len(line) * _WIDE / width) for line in text.split("\n")) for text, width in texts
    )
    return min(_HIGHEST_PT, _LINE_PT * highest + 3)


def _look(column: Column) -> str:
    if column.is_fixed:
        return "fixed"
    if column.holds in (Holds.NUMBER, Holds.LINE):
        return "number"
    return "date" if column.holds is Holds.DATE else "text"


def _instructions(book: _Workbook, page: Any) -> None:
    texts, part, formats = book.texts, book.part, book.formats
    department = _department(book.project, part)
    page.hide_gridlines(2)
    page.set_column(0, 0, 20)
    page.set_row(0, 26)
    page.set_column(1, 1, 88)
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, department, formats["title"])
    page.write_string(1, 0, book.project.municipality.name, formats["quiet"])
    known = [(texts("Sent to"), part.sent_to), (texts("Sent on"), texts.date(part.sent_on))]
    if part.due:
        known.append((texts("To be back by"), texts.date(part.due)))
    row = 3
    for label, value in known:
        if value:
            page.write_string(row, 0, label, formats["label"])
            page.write_string(row, 1, value, formats["prose"])
            row += 1
    row += 1
    for at, said in enumerate(_said(texts, department), 1):
        page.write_number(row, 0, at, formats["count"])
        page.write_string(row, 1, said, formats["prose"])
        page.set_row(row, 15.5 * (1 + len(said) // 104) + 5)
        row += 1
    page.protect()


def _said(texts: Texts, department: str) -> list[str]:
    return [
        texts(
            "Here is what {department} answers for: case types with steps and volumes, checklists, and FAQs. "
            "Each has a sheet of its own.",
            department=department,
        ),
        texts(
            "Change what is wrong and write what is missing. Empty rows stand ready at the end of every sheet."
        ),
        texts(
            "You may sort, filter, insert rows and change widths. Leave the heads of the columns as they are."
        ),
        texts(
            "What is no longer true can be cleared, or its row deleted. We ask before anything is removed."
        ),
        texts(
            "Where a cell offers a list, choose from it. Between several names in a cell goes a semicolon."
        ),
        texts(
            "A new step, volume, line or rule needs to say what it belongs to: choose it in the first column."
        ),
        texts(
            "Steps, lines and rules come in the order of their numbers, wherever they stand: {number} comes "
            "between 2 and 3.",
            number=texts.number(2.5, 1),
        ),
        texts(
            "An answer can lead to another line of the same checklist: write that line's number beside it."
        ),
        texts("A table of rules has one row with the conditions, and below it a row for each rule."),
        texts("Save the workbook as xlsx and send it back to whoever sent it to you."),
    ]
