"""The sheet of inputs: every figure that formulas rest on, named, with its unit and where it comes from."""

from __future__ import annotations

from workbench.analysis import defaults
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, Value

TIE_TOLERANCE = 1e-9
"""What :mod:`workbench.analysis.people.staffing` takes for noise when it rounds up."""


class Inputs:
    """Writes named inputs, one a row, in groups."""

    def __init__(self, book: Book, basis: Basis) -> None:
        texts = book.texts
        self.book = book
        self.basis = basis
        self.sheet: Sheet = book.sheet(
            texts("Inputs"),
            (66, 28, 22, 32, 84),
            texts(
                "Change the coloured cells: every sheet after this one follows. Each has a name that the "
                "formulas use; the names are the same in every language."
            ),
        )
        self.row = 3
        self.sheet.heads(
            self.row,
            (texts("What"), texts("Value"), texts("Unit"), texts("Name"), texts("Source")),
            first_figure=9,
        )
        self.sheet.repeat(self.row)
        self.row += 1

    def group(self, title: str) -> None:
        """Begin a group of inputs."""
        self.row += 1
        for column in range(len(self.sheet.widths)):
            self.sheet.text(self.row, column, title if not column else "", "section")
        self.row += 1

    def _describe(self, name: str, what: str, unit: str, source: str, cell: Cell) -> Cell:
        self.sheet.text(self.row, 0, what)
        self.sheet.text(self.row, 2, unit, "quiet")
        self.sheet.text(self.row, 3, name, "quiet")
        self.sheet.text(self.row, 4, source, "quiet")
        self.book.name(name, what, cell)
        self.row += 1
        return cell

    def input(self, name: str, what: str, value: Value, numbers: str, unit: str, source: str = "") -> Cell:
        """Write an input that may be changed."""
        return self._describe(name, what, unit, source, self.sheet.input(self.row, 1, value, numbers))

    def constant(self, name: str, what: str, value: Value, numbers: str, unit: str, source: str = "") -> Cell:
        """Write a number that is not for changing: a unit of time, a rule of rounding."""
        return self._describe(name, what, unit, source, self.sheet.constant(self.row, 1, value, numbers))

    def engine(self, name: str, what: str, value: Value, numbers: str, unit: str, source: str = "") -> Cell:
        """Write a figure that the program computed."""
        return self._describe(name, what, unit, source, self.sheet.engine(self.row, 1, value, numbers))

    def formula(
        self, name: str, what: str, formula: str, value: Value, numbers: str, unit: str, source: str = ""
    ) -> Cell:
        """Write a figure that follows from others."""
        return self._describe(
            name, what, unit, source, self.sheet.formula(self.row, 1, formula, value, numbers)
        )

    def follows(
        self, name: str, what: str, formula: str, value: Value, numbers: str, unit: str, source: str = ""
    ) -> Cell:
        """Write an input that is the same as another one until somebody types something else."""
        cell = self.sheet.formula(self.row, 1, formula, value, numbers, "input")
        return self._describe(name, what, unit, source, cell)

    def assumed(self, said: object, source: str) -> str:
        """Return the source of something that has a default: who said it, or that nobody did."""
        texts = self.book.texts
        if said is None:
            return texts("Assumption: {source}", source=texts(defaults.PLANNING_NORM))
        return source or texts("The project")


def working_time_inputs(inputs: Inputs) -> None:
    """Write what a full-time position is and who leads: both workbooks turn hours into positions."""
    texts, basis = inputs.book.texts, inputs.basis
    said, staffing, cost = basis.project.settings.working_time, basis.results.staffing, basis.adviser_cost
    share, hours = texts("share"), texts("hours per year")
    inputs.group(texts("Working time of a full-time position"))
    paid = inputs.input(
        "paid_hours_per_year",
        texts("Paid hours, public holidays included"),
        staffing.paid_hours_per_fte,
        "tenths",
        hours,
        inputs.assumed(said.paid_hours_per_year, said.source),
    )
    scenario = basis.terms.scenario.absence_share
    absence = inputs.input(
        "absence_share",
        texts("Absence, public holidays included"),
        staffing.absence_share,
        "percent",
        share,
        texts("The scenario") if scenario is not None else inputs.assumed(said.absence_share, said.source),
    )
    internal = inputs.input(
        "internal_time_share",
        texts("Internal time: meetings, training, coaching"),
        staffing.internal_time_share,
        "percent",
        share,
        inputs.assumed(said.internal_time_share, said.source),
    )
    productive = inputs.formula(
        "productive_hours_per_fte",
        texts("Hours left for the work"),
        "paid_hours_per_year*(1-absence_share)*(1-internal_time_share)",
        staffing.hours_per_fte,
        "tenths",
        hours,
        texts("Paid hours x (1 - absence) x (1 - internal time)"),
    )
    inputs.group(texts("Team leaders and management"))
    inputs.input(
        "advisers_per_team_leader",
        texts("Service advisers per team leader (empty: none)"),
        cost.advisers_per_team_leader,
        "tenths",
        texts("full-time positions"),
        cost.source,
    )
    inputs.input(
        "management_fte",
        texts("Management"),
        cost.management_fte,
        "hundredths",
        texts("full-time positions"),
        cost.source,
    )
    inputs.group(texts("Release in the departments"))
    terms = basis.terms
    inputs.input(
        "realisable_share",
        texts("Realisable share of released hours, where a unit has none of its own"),
        terms.realisable_share,
        "percent",
        share,
        texts("The scenario")
        if terms.scenario.realisable_share is not None
        else inputs.assumed(basis.project.settings.realisable_share, ""),
    )
    inputs.book.claim("staffing/paid_hours_per_fte", paid)
    inputs.book.claim("staffing/absence_share", absence)
    inputs.book.claim("staffing/internal_time_share", internal)
    inputs.book.claim("staffing/hours_per_fte", productive)


def units_and_rounding(inputs: Inputs) -> None:
    """Write units of time and the rules of rounding: no formula holds a number of its own."""
    texts = inputs.book.texts
    inputs.group(texts("Units of time and rules of rounding (not for changing)"))
    for name, what, value, unit in (
        ("seconds_per_hour", texts("Seconds in an hour"), 3600, texts("seconds")),
        ("minutes_per_hour", texts("Minutes in an hour"), 60, texts("minutes")),
        ("months_per_year", texts("Months in a year"), 12, texts("months")),
        ("steps_per_fte", texts("A pool's positions are rounded up to tenths"), 10, texts("tenths")),
        ("hundredths_per_unit", texts("Amounts are rounded to hundredths"), 100, texts("hundredths")),
        ("amount_decimals", texts("Decimals of amounts"), 2, texts("decimals")),
        ("quantity_decimals", texts("Decimals of hours, positions and cases before money"), 6, texts("decimals")),
        ("remainder_decimals", texts("Decimals of remainders when totals are divided"), 4, texts("decimals")),
    ):  # fmt: skip
        inputs.constant(name, what, value, "year", unit)
    inputs.constant(
        "tie_tolerance",
        texts("What is above a whole step by no more than this counts as the step"),
        TIE_TOLERANCE,
        "general",
        texts("steps"),
    )
