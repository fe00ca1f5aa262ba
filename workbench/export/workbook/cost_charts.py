"""The cost workbook's charts: what the year costs, who carries it, when it pays off, and what a contact costs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.analysis.money.mean_prices import MeanPrice
from workbench.analysis.money.work import Work
from workbench.export.charts.prices import prices_chart, shown_prices
from workbench.export.words import word
from workbench.export.workbook.allocation_sheet import AllocationSheet
from workbench.export.workbook.basis import Basis
from workbench.export.workbook.book import Book, Cell, Sheet, span
from workbench.export.workbook.native_chart import Line, NativeChart, put
from workbench.export.workbook.prices_sheet import PriceColumns
from workbench.model.costs import CostCategory, CostPhase

_HEAD_ROW = 3
_CHART_COLUMN = 5


@dataclass(frozen=True)
class Payers:
    """What the charts need of the sheets that say who pays: the statement, the years of the net effect, prices."""

    allocation: AllocationSheet
    years: Sequence[Cell]
    prices: PriceColumns


def cost_charts_sheet(book: Book, basis: Basis, payers: Payers | None) -> None:
    """Write the tables that the charts stand on by formula, and put the charts beside them."""
    texts = book.texts
    sheet = book.sheet(
        texts("Charts"),
        (44, 18, 18, 18, 3),
        texts(
            "The charts follow the tables on their left and the other sheets. Money in the currency of the inputs."
        ),
    )
    row = _categories(sheet, _HEAD_ROW, basis)
    if payers is not None:
        if payers.years:
            row = _net_effect(sheet, row, basis, payers.years)
        row = _who_carries(sheet, row, basis, payers.allocation)
        _prices(sheet, row, basis, payers.prices)


def _categories(sheet: Sheet, row: int, basis: Basis) -> int:
    texts, budget = sheet.book.texts, basis.results.costs.budget
    sheet.heads(row, (texts("Category"), texts("Yearly cost")))
    names, amounts = [], []
    for at, category in enumerate(CostCategory, start=row + 1):
        names.append(sheet.text(at, 0, word(category, texts)))
        formula = f"SUMPRODUCT((line_category={names[-1]})*(line_phase=phase_operation)*line_amount)"
        value = budget.get((category.value, CostPhase.OPERATION.value), 0)
        amounts.append(sheet.formula(at, 1, formula, value, "money"))
    currency = basis.results.costs.currency
    most = max(range(len(amounts)), key=lambda n: amounts[n].number)
    chart = NativeChart(
        title=texts("Yearly cost by category"),
        unit=currency,
        about=texts(
            "Most: {category}, {amount}.",
            category=str(names[most].value),
            amount=texts.money(
                basis.results.costs.budget[list(CostCategory)[most], CostPhase.OPERATION], currency
            ),
        ),
        names=(names[0], names[-1]),
        lines=(Line(texts("Yearly cost"), amounts),),
        is_lying=True,
    )
    return max(row + 1 + len(amounts), put(sheet, row, _CHART_COLUMN, chart)) + 1


def _net_effect(sheet: Sheet, row: int, basis: Basis, years: Sequence[Cell]) -> int:
    """Write what all departments together win or lose by year, and cumulated."""
    texts, found = sheet.book.texts, basis.results.net_effect
    sheet.heads(row, (texts("Net effect, all departments"), texts("Difference"), texts("Cumulated")))
    names: list[Cell] = []
    columns: list[list[Cell]] = [[], []]
    for at, year in enumerate(years, start=row + 1):
        mine = [one for one in found if one.year == year.number]
        names.append(sheet.formula(at, 0, str(year), year.value, "year"))
        for n, key in enumerate(("difference", "cumulated")):
            formula = f"SUMPRODUCT((net_effect_year={names[-1]})*net_effect_{key})"
            value = sum(getattr(one, key) for one in mine)
            columns[n].append(sheet.formula(at, n + 1, formula, value, "money"))
    currency = basis.results.costs.currency
    chart = NativeChart(
        title=texts("Net effect, all departments: releases less payments"),
        unit=currency,
        about=texts(
            "Cumulated to {year}: {amount}.",
            year=str(int(names[-1].number)),
            amount=texts.number(columns[1][-1].number) + "\u00a0" + currency,
        ),
        names=(names[0], names[-1]),
        lines=(Line(texts("the year"), columns[0]), Line(texts("cumulated"), columns[1])),
        is_stacked=False,
    )
    return max(row + 1 + len(names), put(sheet, row, _CHART_COLUMN, chart)) + 1


def _who_carries(sheet: Sheet, row: int, basis: Basis, allocation: AllocationSheet) -> int:
    texts, currency = sheet.book.texts, basis.results.costs.currency
    names = [
        Cell(one.sheet, one.row, 0, name)
        for one, name in zip(allocation.used, allocation.parties.names, strict=True)
    ]
    most = max(range(len(names)), key=lambda n: allocation.amount[n].number)
    chart = NativeChart(
        title=texts("Who carries the yearly cost"),
        unit=currency,
        about=texts(
            "Most: {department}, {amount}.",
            department=str(names[most].value),
            amount=texts.number(allocation.amount[most].number) + "\u00a0" + currency,
        ),
        names=(names[0], names[-1]),
        lines=(
            Line(texts("used"), allocation.used),
            Line(texts("idle capacity"), allocation.readiness),
            Line(texts("own items"), allocation.direct),
        ),
        is_lying=True,
    )
    sheet.text(row, 0, texts("The table of this chart is the statement on the sheet Allocation."), "quiet")
    return max(row + 1, put(sheet, row, _CHART_COLUMN, chart)) + 1


def _prices(sheet: Sheet, row: int, basis: Basis, columns: PriceColumns) -> None:
    """Write what a contact costs of the case types that cost most in a year, and of all others together.

    Means by contacts, by formula of the sheet Prices; which case types are shown stays whatever the inputs.
    """
    texts, means = sheet.book.texts, shown_prices(basis.results)
    if not means:
        return
    drawn = prices_chart(basis.results, means, basis.case_type_names.__getitem__, texts)
    heads = (
        texts("Price per contact"),
        texts("Variable part"),
        texts("Fixed part"),
        texts("Contacts per year"),
    )
    sheet.heads(row, heads)
    sheet.worksheet.set_h_pagebreaks([row])
    names: list[Cell] = []
    written = PriceColumns([], [], [])
    for at, (label, mean) in enumerate(zip(drawn.labels, means, strict=True), start=row + 1):
        names.append(sheet.text(at, 0, label))
        variable, fixed, contacts = _mean_formulas(columns, written, mean, basis.work)
        divisor = Cell(names[-1].sheet, at, 3, mean.contacts)
        written.variable.append(sheet.formula(at, 1, f"({variable})/{divisor}", mean.variable, "money"))
        written.fixed.append(sheet.formula(at, 2, f"({fixed})/{divisor}", mean.fixed, "money"))
        written.contacts.append(sheet.formula(at, 3, contacts, mean.contacts, "tenths"))
    chart = NativeChart(
        title=drawn.title,
        unit=drawn.unit,
        about=drawn.described(texts),
        names=(names[0], names[-1]),
        lines=(Line(heads[1], written.variable), Line(heads[2], written.fixed)),
        is_lying=True,
        numbers="#,##0.00",
    )
    put(sheet, row, _CHART_COLUMN, chart)


def _mean_formulas(
    columns: PriceColumns, above: PriceColumns, mean: MeanPrice, work: Work
) -> tuple[str, str, str]:
    """Return formulas of what is paid by minutes and of what is fixed in a year, and of the contacts.

    Of several case types: all of ``columns`` less those ``above``.
    """
    if len(mean.numbers) > 1:
        paid = [
            f"{_paid(of_all, columns.contacts)}-{_paid(some, above.contacts)}"
            for of_all, some in ((columns.variable, above.variable), (columns.fixed, above.fixed))
        ]
        return paid[0], paid[1], f"SUM({_block(columns.contacts)})-SUM({_block(above.contacts)})"
    first, last = (int(work.first_row[mean.numbers[0] + n]) for n in (0, 1))
    contacts = columns.contacts[first:last]
    variable, fixed = (_paid(one[first:last], contacts) for one in (columns.variable, columns.fixed))
    return variable, fixed, f"SUM({_block(contacts)})"


def _paid(amounts: Sequence[Cell], contacts: Sequence[Cell]) -> str:
    return f"SUMPRODUCT({_block(amounts)},{_block(contacts)})"


def _block(cells: Sequence[Cell]) -> str:
    return span(cells[0], cells[-1])
