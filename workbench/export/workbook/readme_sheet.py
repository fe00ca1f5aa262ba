"""The first sheet: what the workbook is, what its colours mean, what was assumed, what its names are."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet


class ReadMe:
    """Made first, so that it is the first sheet; filled last, when all sheets and names are known."""

    def __init__(self, book: Book, basis: Basis, title: str) -> None:
        self.book = book
        self.basis = basis
        self.sheet: Sheet = book.sheet(book.texts("Read me"), (70, 22, 26, 76))
        self.sheet.text(0, 0, title, "title")

    def fill(self, headlines: Sequence[tuple[str, Cell, str]]) -> None:
        """Write the head, ``headlines`` (name, cell, number format), the sheets, assumptions and names."""
        row = self._head(1)
        row = self._headlines(row + 1, headlines)
        row = self._colours(row + 1)
        row = self._sheets(row + 1)
        row = self._assumptions(row + 1)
        self._names(row + 1)

    def _section(self, row: int, *titles: str) -> int:
        for column in range(len(self.sheet.widths)):
            self.sheet.text(row, column, titles[column] if column < len(titles) else "", "section")
        return row + 1

    def _head(self, row: int) -> int:
        texts, results = self.book.texts, self.basis.results
        facts = (
            (texts("Municipality"), self.basis.project.municipality.name),
            (texts("Scenario"), results.scenario_name),
            (texts("Planning year"), str(results.planning_year)),
            (texts("Currency"), results.costs.currency),
            (texts("Fingerprint of the inputs"), results.inputs_hash[:16]),
        )
        for name, value in facts:
            self.sheet.text(row, 0, name, "quiet")
            self.sheet.text(row, 1, value)
            row += 1
        if self.basis.project.municipality.is_illustrative:
            self.sheet.text(
                row, 0, texts("The municipality and its figures are made up, to illustrate."), "quiet"
            )
            row += 1
        return row

    def _headlines(self, row: int, headlines: Sequence[tuple[str, Cell, str]]) -> int:
        row = self._section(row, self.book.texts("Results at a glance"))
        for name, cell, numbers in headlines:
            self.sheet.text(row, 0, name)
            self.sheet.formula(row, 1, str(cell), cell.value, numbers, "formula")
            row += 1
        return row

    def _colours(self, row: int) -> int:
        texts = self.book.texts
        row = self._section(row, texts("Colours"))
        for kind, title, meaning in (
            ("input", texts("Input"), texts("May be changed; everything else follows.")),
            ("engine", texts("From the program"), texts("Computed by the queue engine or the processes.")),
            ("formula", texts("Formula"), texts("Follows from inputs and from what the program computed.")),
            ("check", texts("Check"), texts("Must be 0; turns red where it is not.")),
        ):  # fmt: skip
            self.sheet.text(row, 0, title, kind)
            self.sheet.text(row, 1, meaning)
            row += 1
        return row

    def _sheets(self, row: int) -> int:
        row = self._section(row, self.book.texts("Sheets"))
        for sheet in self.book.sheets[1:]:
            self.sheet.worksheet.write_url(
                row, 0, f"internal:'{sheet.title}'!A1", self.book.style("text"), sheet.title
            )
            self.sheet.note(row, sheet.about, column=1)
            row += 1
        return row

    def _assumptions(self, row: int) -> int:
        texts = self.book.texts
        row = self._section(
            row,
            texts("Assumptions in place of something unsaid"),
            texts("Value"),
            texts("Unit"),
            texts("Source"),
        )
        for one in self.basis.results.assumptions:
            self.sheet.text(row, 0, texts(one.name))
            self.sheet.constant(row, 1, one.value)
            self.sheet.text(row, 2, texts(one.unit))
            self.sheet.text(row, 3, texts(one.source))
            row += 1
        if not self.basis.results.assumptions:
            self.sheet.text(row, 0, texts("None."))
            row += 1
        return row

    def _names(self, row: int) -> int:
        texts = self.book.texts
        row = self._section(row, texts("Names that formulas use"), texts("Place"), "", texts("Meaning"))
        for name, meaning, place in sorted(self.book.names):
            self.sheet.text(row, 0, name)
            self.sheet.text(row, 1, place.replace("$", ""), "quiet")
            self.sheet.text(row, 3, meaning, "quiet")
            row += 1
        return row
