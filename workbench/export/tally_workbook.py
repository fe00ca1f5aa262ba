"""A tally sheet as a workbook that is filled in and read back: figures in the yellow cells and nowhere else.

What each row and column means stands in a hidden column and a hidden row, so that moving, sorting or renaming
on the sheet loses nothing. Everything but the cells to fill in is protected (without a password: protection
guards against slips, not against people).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from workbench.export.document import printed
from workbench.export.lookup import Source
from workbench.export.palette import EDGE, INPUT_FILL, SUNKEN, TEXT, TEXT_2
from workbench.export.tally import TallySheet, day_label, instructions
from workbench.export.words import word
from workbench.export.workbook.book import CELL_LIMIT, column_letters, new_book
from workbench.model.tally import COUNTED_BY, DAYS, FIRST_DAY, HEAD, LAST_DAY, column_key, mark_text
from workbench.model.volumes import Channel

EMPTY_ROWS = 3
MOST_A_DAY = 9_999
_ROW_PT = 24.0
"""8.5 mm: high enough to write in by hand on the printed sheet."""
_PERIOD_ROW, _KEY_ROW = 2, 6
_FIRST_ROW = _KEY_ROW + 3
_FIRST_COLUMN = 2
_NAME_PX, _COUNT_PX, _SUM_PX = 243, 35, 47
"""How wide the columns set up below are on the screen."""
_PAGE_PX = 800
"""What A4 across holds between the margins, with some room: programs differ by a quarter in how wide a column is."""
_BASE = {"font_name": "Calibri", "font_size": 10, "font_color": TEXT, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"font_size": 14, "bold": True},
    "quiet": {"font_color": TEXT_2},
    "text": {"text_wrap": True},
    "name": {"text_wrap": True, "bottom": 1, "bottom_color": EDGE},
    "free": {"text_wrap": True, "bottom": 1, "bottom_color": EDGE, "bg_color": INPUT_FILL, "locked": False},
    "head": {"bold": True, "bg_color": SUNKEN, "bottom": 1, "align": "center"},
    "day": {"bold": True, "bg_color": SUNKEN, "left": 2, "align": "center"},
    "channel": {"bg_color": SUNKEN, "bottom": 1, "rotation": 90, "align": "center", "font_size": 9, "left": 1,
                "left_color": EDGE},
    "channel first": {"bg_color": SUNKEN, "bottom": 1, "rotation": 90, "align": "center", "font_size": 9, "left": 2},
    "count": {"num_format": "0", "bg_color": INPUT_FILL, "align": "center", "locked": False, "bottom": 1,
              "bottom_color": EDGE, "left": 1, "left_color": EDGE},
    "count first": {"num_format": "0", "bg_color": INPUT_FILL, "align": "center", "locked": False, "bottom": 1,
                    "bottom_color": EDGE, "left": 2},
    "sum": {"num_format": "0;;", "bold": True, "align": "center", "bottom": 1, "bottom_color": EDGE, "left": 2},
    "date": {"num_format": "yyyy-mm-dd", "bg_color": INPUT_FILL, "align": "left", "locked": False, "border": 1,
             "border_color": EDGE},
    "who": {"bg_color": INPUT_FILL, "align": "left", "locked": False, "border": 1, "border_color": EDGE},
}  # fmt: skip


def tally_workbook(source: Source, sheet: TallySheet, dated: dt.date) -> bytes:
    """Return ``sheet`` as a workbook: a sheet to count on, and one that says how."""
    texts = source.texts
    title = texts("Tally sheet: {unit}", unit=sheet.title)
    book = new_book(texts, printed(title), source.project.municipality.name, dated)
    formats = {name: book.writer.add_format(_BASE | look) for name, look in _LOOKS.items()}
    counting = book.writer.add_worksheet(texts("Count"))
    how = book.writer.add_worksheet(texts("How to count"))
    page = _Page(source, sheet, counting, formats)
    page.head(title)
    page.heads()
    page.rows()
    page.set_up()
    _how(source, how, formats)
    return book.content()


@dataclass(frozen=True)
class _Page:
    source: Source
    sheet: TallySheet
    worksheet: Any
    formats: dict[str, Any]

    @property
    def columns(self) -> list[tuple[int, Channel]]:
        """Day and channel of every counting column, in order."""
        return [(day, channel) for day in range(1, DAYS + 1) for channel in self.sheet.channels]

    def text(self, row: int, column: int, text: str, look: str) -> None:
        shown = printed(text)[:CELL_LIMIT]
        if shown:
            self.worksheet.write_string(row, column, shown, self.formats[look])
        else:
            self.worksheet.write_blank(row, column, None, self.formats[look])

    def head(self, title: str) -> None:
        """Write what is counted, where, when and by whom."""
        texts, source = self.source.texts, self.source
        department = source.departments[self.sheet.department].name
        self.text(0, 1, title, "title")
        self.text(1, 1, " · ".join((department, source.project.municipality.name)), "quiet")
        days = self.sheet.days or (None,)
        entries = (
            (FIRST_DAY, texts("First day counted"), days[0], "date"),
            (LAST_DAY, texts("Last day counted"), days[-1], "date"),
            (COUNTED_BY, texts("Counted by"), None, "who"),
        )
        for at, (key, label, value, look) in enumerate(entries):
            row = _PERIOD_ROW + at
            self.text(row, 0, key, "quiet")
            self.text(row, 1, label, "text")
            last = _FIRST_COLUMN + 5
            self.worksheet.merge_range(row, _FIRST_COLUMN, row, last, "", self.formats[look])
            if value is not None:
                moment = dt.datetime.combine(value, dt.time())
                self.worksheet.write_datetime(row, _FIRST_COLUMN, moment, self.formats[look])
        self._only_dates()

    def _only_dates(self) -> None:
        texts = self.source.texts
        self.worksheet.data_validation(
            _PERIOD_ROW,
            _FIRST_COLUMN,
            _PERIOD_ROW + 1,
            _FIRST_COLUMN,
            {
                "validate": "date",
                "criteria": "between",
                "minimum": dt.date(2000, 1, 1),
                "maximum": dt.date(2199, 12, 31),
                "error_title": texts("A date"),
                "error_message": texts("Write a date, such as 2027-03-22."),
            },
        )

    def heads(self) -> None:
        """Write the hidden key row, the days and the channels."""
        texts, sheet = self.source.texts, self.sheet
        self.text(_KEY_ROW, 0, mark_text(self.source.project.id, sheet.key), "quiet")
        self.text(_KEY_ROW, 1, "case_type", "quiet")
        for row in (_KEY_ROW + 1, _KEY_ROW + 2):
            self.text(row, 0, HEAD, "quiet")
        self.text(_KEY_ROW + 1, 1, "", "head")
        self.text(_KEY_ROW + 2, 1, texts("Case type"), "head")
        width = len(sheet.channels)
        for at, (day, channel) in enumerate(self.columns):
            column = _FIRST_COLUMN + at
            self.text(_KEY_ROW, column, column_key(day, channel), "quiet")
            look = "channel" if at % width else "channel first"
            self.text(_KEY_ROW + 2, column, word(channel, texts), look)
            if at % width == 0:
                label = printed(day_label(sheet, day, texts))
                last = column + width - 1
                self.worksheet.merge_range(
                    _KEY_ROW + 1, column, _KEY_ROW + 1, last, label, self.formats["day"]
                )
        self.text(_KEY_ROW + 1, self._sum_column, "", "day")
        self.text(_KEY_ROW + 2, self._sum_column, texts("Sum"), "channel first")

    @property
    def _sum_column(self) -> int:
        return _FIRST_COLUMN + len(self.columns)

    def rows(self) -> None:
        """Write a row per case type, and some for what nobody thought of."""
        names = [(one.id, one.name, "name") for one in self.sheet.case_types]
        names += [("", "", "free")] * EMPTY_ROWS
        width = len(self.sheet.channels)
        for at, (key, name, look) in enumerate(names):
            row = _FIRST_ROW + at
            self.worksheet.set_row(row, _ROW_PT * (2 if len(name) > 70 else 1))
            self.text(row, 0, key, "quiet")
            self.text(row, 1, name, look)
            for place in range(len(self.columns)):
                form = self.formats["count" if place % width else "count first"]
                self.worksheet.write_blank(row, _FIRST_COLUMN + place, None, form)
            first, last = (column_letters(_FIRST_COLUMN + n) for n in (0, len(self.columns) - 1))
            formula = f"=SUM({first}{row + 1}:{last}{row + 1})"
            self.worksheet.write_formula(row, self._sum_column, formula, self.formats["sum"], 0)
        self._only_whole_numbers(_FIRST_ROW + len(names) - 1)

    def _only_whole_numbers(self, last_row: int) -> None:
        texts = self.source.texts
        self.worksheet.data_validation(
            _FIRST_ROW,
            _FIRST_COLUMN,
            last_row,
            self._sum_column - 1,
            {
                "validate": "integer",
                "criteria": "between",
                "minimum": 0,
                "maximum": MOST_A_DAY,
                "error_title": texts("A whole number"),
                "error_message": texts("Write how many came: a whole number, 0 or more."),
            },
        )

    def set_up(self) -> None:
        """Hide the keys, protect the rest, and let it print on A4 across."""
        sheet = self.worksheet
        sheet.set_column(0, 0, 4, None, {"hidden": True})
        sheet.set_column(1, 1, 34)
        sheet.set_column(_FIRST_COLUMN, self._sum_column - 1, 4.2)
        sheet.set_column(self._sum_column, self._sum_column, 6)
        sheet.set_row(_KEY_ROW, None, None, {"hidden": True})
        sheet.set_row(_KEY_ROW + 1, 18)
        sheet.set_row(_KEY_ROW + 2, 78)
        sheet.freeze_panes(_FIRST_ROW, _FIRST_COLUMN)
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.5)
        sheet.repeat_rows(_KEY_ROW + 1, _KEY_ROW + 2)
        sheet.repeat_columns(1)
        # Two pages beside each other, a week on each: ten days on one would be too small to write in.
        week = len(self.columns) // 2
        width_px = _NAME_PX + week * _COUNT_PX + _SUM_PX
        sheet.set_print_scale(max(10, min(100, int(100 * _PAGE_PX / width_px))))
        sheet.set_v_pagebreaks([_FIRST_COLUMN + week])
        sheet.set_footer("&L&8&F&R&8&P / &N")


def _how(source: Source, sheet: Any, formats: dict[str, Any]) -> None:
    texts = source.texts
    lines = (
        *instructions(texts),
        texts("Fill in the yellow cells: first day, last day, who counted, and how many came."),
        texts(
            "A cell may hold a whole number and nothing else. It may stay empty where nobody came; a way of coming "
            "that is empty on all days counts as not counted."
        ),
        texts("Send the workbook back as it is. The program reads it, and asks about what it does not understand."),
    )  # fmt: skip
    sheet.set_column(0, 0, 4)
    sheet.set_column(1, 1, 95)
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, texts("How to count"), formats["title"])
    for at, line in enumerate(lines, 1):
        sheet.set_row(at + 1, 32)
        sheet.write_number(at + 1, 0, at, formats["quiet"])
        sheet.write_string(at + 1, 1, line, formats["text"])
    sheet.protect("", {"select_locked_cells": True})
